"""A web page in, its `Parts` out: the title, then the article's blocks, parted by blank lines.

The text is put together here, and links and lines keep their places in it: spans are exact by construction.
"""

from collections.abc import Sequence

from reportedly.errors import EmptyReport
from reportedly.read.blocks import Block, key
from reportedly.read.boilerplate import announces_advert, is_boilerplate
from reportedly.read.choose import choose
from reportedly.read.meta import absolute, read_meta
from reportedly.read.page import parse
from reportedly.read.parts import Parts
from reportedly.types import Link, Span

# A page beyond these is read without trafilatura, whose time grows with the square: 4 s for 10,000 spans in one paragraph.
_FEW = 8_000  # elements
_SMALL = 3_000_000  # characters
_ADVERT = 200  # characters. Chosen, not swept: a box under the word “Advertisement” that is longer may be the report


def read_html(markup: str, name: str, address: str | None) -> Parts:
    """The parts of a page; `address` is its URL if that is known. Raises `EmptyReport` where there is no article."""
    tree = parse(markup)
    if tree is None:
        raise EmptyReport(f"{name}: the page is empty; save it again, or give the text of the report")
    address = address or (name if name.startswith(("http://", "https://")) else None)
    small = len(markup) <= _SMALL and sum(1 for _ in tree.iter()) <= _FEW
    meta = read_meta(tree, address, deep=small)
    base = next((href for element in tree.iter("base") if (href := absolute(element.get("href") or "", meta.url))), meta.url)
    chosen = choose(tree, meta.title, meta.url, small=small)
    blocks = [line for block in chosen for line in _lines(block) if not _is_byline(line.text, meta.byline)]
    if not any(len(block.text) >= 20 and block.linked < 0.8 and block.kind in {"p", "item", "row"} for block in blocks):
        raise EmptyReport(f"{name}: no article text on the page (a menu, a wall or a script); "
                          "save the article itself, or give its text")
    text, links = _join(meta.title, blocks, base)
    return Parts(text=text, title=meta.title, byline=meta.byline, outlet=meta.outlet, published=meta.published, url=meta.url,
                 language=meta.language, links=links)


def _lines(block: Block) -> list[Block]:
    """The block without those of its lines that are boilerplate; the lines as blocks where one had to go."""
    if block.element.tag != "p" and len(block.text) < _ADVERT and announces_advert(block.text.split("\n")[0].strip()):
        return []  # a box: `Advertisement` and what is advertised
    lines, start = [], 0
    for line in block.text.split("\n"):
        end = start + len(line)
        words = line.strip()
        if words and not is_boilerplate(words):
            at = start + line.index(words)
            stop = at + len(words)
            links = tuple((url, max(a, at) - at, min(b, stop) - at) for url, a, b in block.links if a < stop and b > at)
            lines.append(Block(words, block.kind, block.element, block.home, links))
        start = end + 1
    return [block] if len(lines) == block.text.count("\n") + 1 else lines


def _is_byline(line: str, byline: str | None) -> bool:
    """`By Ana Ruiz`, `Ana Ruiz, Quito`: the printed byline, which `Report.byline` holds."""
    name, words = key(byline or ""), key(line).removeprefix("by")
    return bool(name) and words.startswith(name) and len(words) < len(name) + 30 and line[-1] not in ".!?"


def _join(title: str | None, blocks: Sequence[Block], base: str | None) -> tuple[str, tuple[Link, ...]]:
    """The text, and its links where they lie in it. Items of a list and rows of a table stand on lines of their own."""
    pieces: list[str] = []
    links: list[Link] = []
    length, before = 0, None
    if title:
        pieces.append(title)
        length = len(title)
    for block in blocks:
        joint = "" if not pieces else "\n" if before == block.kind and before in {"item", "row"} else "\n\n"
        start = length + len(joint)
        pieces.append(joint + block.text)
        length = start + len(block.text)
        links.extend(Link(url, Span(start + a, start + b)) for href, a, b in block.links if (url := absolute(href, base)))
        before = block.kind
    return "".join(pieces), tuple(links)
