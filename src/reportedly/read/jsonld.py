"""A page's tree in, the articles that its JSON-LD describes out, as plain dictionaries.

Only what stands at the top, in `@graph` or as `mainEntity` counts: lists of related articles do not.
"""

import json
import re
from collections.abc import Iterator

from reportedly.read.page import Element

_TYPES = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)$")
_MOST = 2_000_000  # characters of one script
Node = dict[str, object]


def articles(tree: Element) -> list[Node]:
    """The nodes of type NewsArticle, BlogPosting and their like; one with a headline first."""
    nodes = [node for script in tree.iter("script") for node in _nodes(_load(script.text or "")) if _is_article(node)]
    return sorted(nodes, key=lambda node: not text_of(node.get("headline")))


def _load(text: str) -> object:
    text = text.strip().removeprefix("<!--").removeprefix("<![CDATA[").removesuffix("-->").removesuffix("]]>").strip().rstrip(";")
    if len(text) > _MOST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Node]:
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, dict):
            yield node
            for inner in ("@graph", "mainEntity"):
                below = node.get(inner)
                yield from (each for each in (below if isinstance(below, list) else [below]) if isinstance(each, dict))


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _TYPES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def text_of(value: object) -> str | None:
    """The text of a value: itself, or the name, URL or id of a node, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[name] for name in ("name", "url", "@id", "@value") if isinstance(value.get(name), str)), None)
    return value if isinstance(value, str) and value.strip() else None


def names(value: object) -> list[str]:
    """The names of persons or bodies: of a node, of each in a list, or a text itself; addresses are no names."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        name = text_of(each.get("name")) if isinstance(each, dict) else each
        clean = " ".join(name.encode("utf-8", "ignore").decode("utf-8").split()) if isinstance(name, str) else ""
        if clean and not re.match(r"https?:|/|@", clean):
            found.append(clean[:200])
    return found[:50]
