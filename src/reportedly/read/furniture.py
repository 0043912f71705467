"""A page's tree and blocks in, which blocks stand free out: outside of menus, sidebars, footers, forms, adverts, what is hidden.

Class names lie at times (`<body class="has-sidebar">`), so what holds the page's main heading or most of its words is no
furniture whatever its name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from reportedly.read.blocks import Block
from reportedly.read.page import Element

_ALWAYS = frozenset({"nav", "aside", "footer"})
_MOSTLY = frozenset({"form", "button", "dialog", "menu"})
_NEVER = frozenset({"html", "body", "main", "article", "p"})
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:ads?|mpu|dfp|advert\w*|sponsor\w*|promo\w*|related\w*|recommend\w*|newsletter\w*|subscri\w*|shar(?:e|ing)\w*|social\w*|"
    r"cookies?\w*|consent\w*|gdpr|donat\w*|outbrain|taboola|comments?|sidebar|breadcrumbs?|byline|authors?|bio|tags?|paywall|popup|"
    r"modal|toolbar|teasers?|read-?(?:also|more|next))(?:[\s_-]|$)", re.IGNORECASE)
_LARGE = 0.6  # of the page's characters. Chosen, not swept: a wrapper holds nearly all of them, a menu or banner few


def standing_free(tree: Element, blocks: Sequence[Block]) -> list[bool]:
    """For each block, whether no furniture holds it."""
    sizes, around_heading = _sizes(tree)
    large = _LARGE * sizes[tree]
    furnished = set[Element]()
    for element in tree.iter():
        own = element.tag in _ALWAYS or (_looks_like_furniture(element) and sizes[element] < large)
        if element.getparent() in furnished or (own and element not in around_heading):
            furnished.add(element)
    return [block.element not in furnished for block in blocks]


def _looks_like_furniture(element: Element) -> bool:
    if element.tag in _MOSTLY or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = (element.get("style") or "")[:300].replace(" ", "").lower()
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return "display:none" in style or (element.tag not in _NEVER and bool(_NAMED.search(named)))


def _sizes(tree: Element) -> tuple[Counter[Element], set[Element]]:
    """How many characters each element holds, and which elements hold a heading of the first rank."""
    sizes = Counter[Element]()
    around = set[Element]()
    for element in reversed(list(tree.iter())):
        parent = element.getparent()
        sizes[element] += len(element.text or "")
        if element.tag == "h1":
            around.add(element)
        if parent is not None:
            sizes[parent] += sizes[element] + len(element.tail or "")
            if element in around:
                around.add(parent)
    return sizes, around
