"""A tree in, its blocks out: paragraphs, heads, list items, captions, in the order of the page.

A block knows its text (white space collapsed), the links in it, and where on the page it stands, so that another step can
choose among them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree

from reportedly.read.page import Element

BLOCKS = frozenset(re.findall(r"\w+", """
    address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    """))
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS = {"li": "item", "dd": "item", "dt": "item", "figcaption": "caption"}
_SILENT = frozenset({"head", "script"})
_NO_LETTERS = re.compile(r"[\W_]+")
_PARAGRAPH = re.compile(r"[^\n]++(?:\n[^\n]++)*+")
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True)
class Block:
    """One block. `kind`: p, head, item, row, caption. `element` is the innermost block element, `home` the one its like share."""

    text: str
    kind: str
    element: Element
    home: Element
    links: tuple[tuple[str, int, int], ...] = ()

    @cached_property
    def key(self) -> str:
        """Its letters and digits only, to be compared with another reading of the page."""
        return key(self.text)

    @cached_property
    def linked(self) -> float:
        """The share of its text that is links."""
        return sum(end - start for url, start, end in self.links if url[:1] != "#") / max(1, len(self.text))


def key(text: str) -> str:
    """Letters and digits of a text, in lower case."""
    return _NO_LETTERS.sub("", text).lower()


class _Ink:
    """The text of the block that is being read, and the links in it; white space is collapsed as it comes."""

    def __init__(self, open_links: list[tuple[Element, int]]) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.links: list[tuple[str, int, int]] = []
        self.open_links = [(element, 0) for element, _ in open_links]  # a link may hold several blocks

    def add(self, raw: str | None) -> None:
        words = _SPACE.sub(" ", _UNSEEN.sub("", raw or ""))
        if not self.pieces or self.pieces[-1][-1] in " \n":
            words = words.removeprefix(" ")
        if words:
            self.pieces.append(words)
            self.length += len(words)

    def break_line(self) -> None:
        if self.pieces and self.pieces[-1][-1] == " ":
            last = self.pieces.pop()[:-1]
            self.length -= 1
            if last:
                self.pieces.append(last)
        self.pieces.append("\n")
        self.length += 1

    def close_link(self, element: Element) -> None:
        if self.open_links and self.open_links[-1][0] is element:
            self.links.append((element.get("href"), self.open_links.pop()[1], self.length))

    def blocks(self, element: Element) -> Iterator[Block]:
        """The block of this ink; several where it has empty lines (`<br><br>`)."""
        if not self.length:
            return
        links = self.links + [(anchor.get("href"), start, self.length) for anchor, start in self.open_links]
        kind = _kind(element)
        home = element.getparent() if _is_leaf(element) else element
        for match in _PARAGRAPH.finditer("".join(self.pieces)):
            text = match[0].strip()
            if text:
                start = match.start() + match[0].index(text)
                moved = (_trimmed(text, url, max(a - start, 0), min(b - start, len(text))) for url, a, b in links)
                yield Block(text, kind, element, home, tuple(link for link in moved if link))


def _trimmed(text: str, url: str, start: int, end: int) -> tuple[str, int, int] | None:
    """A link without the white space at its ends; None where no words are left."""
    words = text[start:end] if start < end else ""
    start += len(words) - len(words.lstrip())
    return (url, start, start + len(words.strip())) if words.strip() else None


def _kind(element: Element) -> str:
    if element.tag in _HEADS:
        return "head"
    if element.tag == "tr":
        return "row"
    near = (element, *islice(element.iterancestors(), 4))
    return next((_KINDS[outer.tag] for outer in near if outer.tag in _KINDS), "p")


def _is_leaf(element: Element) -> bool:
    return element.getparent() is not None and not any(child.tag in BLOCKS for child in element.iterchildren())


def read_blocks(tree: Element) -> list[Block]:
    """The blocks of a tree that hold words."""
    return list(_walk(tree))


def _walk(tree: Element) -> Iterator[Block]:
    ink = _Ink([])
    within = [tree]
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        blockish = element.tag in BLOCKS
        if blockish and not _is_plain_cell(element):
            yield from ink.blocks(within[-1])
            ink = _Ink(ink.open_links)
        elif blockish and event == "start" and ink.length:
            ink.add(" | ")
        if event == "end":
            ink.close_link(element)
            if blockish:
                within.pop()
            ink.add(element.tail)
        elif element.tag in _SILENT:
            walker.skip_subtree()
        else:
            if blockish:
                within.append(element)
            elif element.tag == "br":
                ink.break_line()
            elif element.tag == "a" and element.get("href"):
                ink.open_links.append((element, ink.length))
            ink.add(element.text)


def _is_plain_cell(element: Element) -> bool:
    """A cell of a table of data, which stays on the line of its row: not alone in it, and without blocks inside."""
    if element.tag not in {"td", "th"}:
        return False
    row = element.getparent()
    return row is not None and row.tag == "tr" and 1 < len(row) <= 30 and not any(
        below.tag in BLOCKS or below.tag == "br" for below in row.iterdescendants() if below.getparent() is not row)
