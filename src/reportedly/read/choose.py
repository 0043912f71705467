"""A page's tree in, the blocks of its article out.

trafilatura says which words are the article; we then take the page's own blocks that hold them, so that links and lines stay
exact, and give back what it drops beside them: short paragraphs, captions, `Source:` lines, list items. A page too large for
it, or on which it fails, is chosen by where most prose stands.
"""

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

import trafilatura

from reportedly.read.blocks import Block, key, read_blocks
from reportedly.read.boilerplate import is_structure
from reportedly.read.furniture import standing_free
from reportedly.read.page import Element

_LONG = 40  # letters. Chosen, not swept: two parts of a page hardly share so long a run by chance
_MANY = 5_000  # blocks: beyond it nothing is sought in the whole text, which would take time with the square
_SENTENCE_END = re.compile(r"[.!?…:;][”\"'’)\]»]*$")
_STANDFIRST = re.compile(r"standfirst|sub-?(?:title|head(?:line|ing)?)|\b(?:deck?|lead|lede|intro)\b|summary|excerpt", re.I)
_TAGS = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "ref": "a", "row": "tr", "cell": "td"}
_WRAPS = frozenset({"ul", "ol", "dl", "blockquote", "figure"})


def choose(tree: Element, title: str | None, url: str | None, *, small: bool) -> list[Block]:
    """The blocks of the article on this page, without its title; none where the page holds no article.

    `small`: whether the page is small enough for trafilatura.
    """
    blocks = read_blocks(tree)
    body = _by_trafilatura(tree, url) if small else None
    free = standing_free(tree, blocks)
    lines = _densest(blocks, free) if body is None else [line for block in body for line in block.text.split("\n")]
    chosen = _Choice(blocks, free, lines, key(title or "")).blocks()
    if body and _absent(lines, blocks) > 0.5:
        chosen = body  # a text that the page shows in no block, such as one in JSON-LD only
    kept = [block for block in chosen if not _is_teaser(block) and block.key not in {"", key(title or "")}]
    return _without_pull_quotes(kept)


def _by_trafilatura(tree: Element, url: str | None) -> list[Block] | None:
    """The blocks of trafilatura's main text; None where it gives up."""
    try:
        document = trafilatura.bare_extraction(deepcopy(tree), url=url, include_comments=False, include_links=True)
    except Exception:  # noqa: BLE001 (it raises whatever its parts raise, such as RecursionError and KeyError)
        return None
    body = getattr(document, "body", None)
    if body is None:
        return []
    for element in body.iter():
        element.tag = _TAGS.get(element.tag, element.tag)
        if element.tag == "a" and element.get("target"):
            element.set("href", element.get("target"))
    return read_blocks(body)


def _absent(lines: Sequence[str], blocks: Sequence[Block]) -> float:
    """The share of these lines, by length, that no block of the page holds."""
    page = "".join(block.key for block in blocks)
    keys = [key(line) for line in lines]
    return sum(len(each) for each in keys if each not in page) / max(1, sum(map(len, keys)))


def _densest(blocks: Sequence[Block], free: Sequence[bool]) -> list[str]:
    """The prose of the element that holds most of it."""
    prose = [block for block, open_ in zip(blocks, free, strict=True)
             if open_ and block.linked < 0.3 and len(block.text) >= _LONG]
    weight = Counter[Element]()
    for block in prose:
        weight[block.home] += 2 * len(block.text)
        weight[block.home.getparent()] += len(block.text)
    if not weight:
        return []
    best = max(weight, key=weight.__getitem__)
    return [block.text for block in prose if block.home is best or block.home.getparent() is best]


class _Choice:
    """The page's blocks that hold the lines of an article, and what belongs between and beside them."""

    def __init__(self, blocks: Sequence[Block], free: Sequence[bool], lines: Sequence[str], title: str) -> None:
        self.candidates = [block for block, open_ in zip(blocks, free, strict=True) if open_]
        exact = {key(line) for line in lines} - {""}
        joined = "".join(key(line) for line in lines) if len(lines) <= _MANY else ""
        self.held = [block.key in exact or (len(block.key) >= 12 and block.key in joined) for block in self.candidates]
        places = [i for i, held in enumerate(self.held) if held]
        self.anchors = [i for i in places if len(self.candidates[i].key) >= _LONG] or places
        self.homes = {self.candidates[i].home for i in self.anchors}
        first = self.anchors[0] if self.anchors else 0
        self.top = max((i for i in range(first) if _is_heading(self.candidates[i], title)), default=first)

    def blocks(self) -> list[Block]:
        chosen, seen = [], set[str]()
        for i, block in enumerate(self.candidates):
            if self.anchors and i >= self.top and block.key not in seen and (self._is_held(i) or self._belongs(i)):
                chosen.append(block)
                if len(block.key) >= _LONG:  # a long text comes once; a label may come again
                    seen.add(block.key)
        return chosen

    def _is_near(self, block: Block) -> bool:
        return block.home in self.homes or (block.home.tag in _WRAPS and block.home.getparent() in self.homes)

    def _is_held(self, i: int) -> bool:
        return self.held[i] and (self.anchors[0] <= i <= self.anchors[-1] or self._is_near(self.candidates[i]))

    def _belongs(self, i: int) -> bool:
        """Whether a block that trafilatura dropped is of the article after all."""
        block = self.candidates[i]
        near, inside, below_title = self._is_near(block), self.anchors[0] < i < self.anchors[-1], self.top < i < self.anchors[0]
        if is_structure(block.text):
            return near or inside
        if block.linked >= 0.5:
            return False
        if block.kind == "caption":
            return inside or below_title
        if block.kind in {"head", "item"} and inside:
            return near
        if below_title and (_is_standfirst(block) or (block.kind == "head" and i == self.top + 1)):
            return True
        return near and len(block.text.split()) >= 4 and bool(_SENTENCE_END.search(block.text))


def _is_heading(block: Block, title: str) -> bool:
    return block.kind == "head" and (block.element.tag == "h1" or block.key == title)


def _is_standfirst(block: Block) -> bool:
    named = " ".join(str(block.element.get(name) or "") for name in ("class", "id", "itemprop", "data-testid"))[:300]
    return len(block.text.split()) >= 4 and bool(_STANDFIRST.search(named))


def _is_teaser(block: Block) -> bool:
    """Hardly more than a link, as the lines under “Read also” are."""
    return block.linked >= 0.8 and len(block.text) >= 20 and block.kind not in {"caption", "row"} and not is_structure(block.text)


def _without_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """Without the quotes that are printed large beside the paragraph that they are from, and the names under them."""
    if len(blocks) > _MANY:
        return list(blocks)
    text = "\n".join(block.key for block in blocks)
    kept: list[Block] = []
    box: Element | None = None  # what holds the last pull quote
    for block in blocks:
        if _is_set_apart(block) and len(block.key) >= 20 and text.count(block.key) > 1:
            box = block.home
        elif box is None or block.home is not box or len(block.text.split()) > 5:
            kept.append(block)
            box = None
    return kept


def _is_set_apart(block: Block) -> bool:
    return block.text[0] in "\"“„«" or "quote" in f"{block.element.tag} {block.element.get('class') or ''} {block.home.tag}"
