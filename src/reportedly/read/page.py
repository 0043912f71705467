"""Markup in, a tree out that is safe to walk: no scripts, no styles, not too deep, no tag with thousands of attributes.

libxml2 reads hostile pages in linear time but for the attributes of one tag, where its time grows with the square; and what
walks a tree may fail in one that is thousands of levels deep. Both are dealt with before anything else sees the page.
"""

import re
from typing import Any

from lxml import etree, html

Element = Any  # lxml ships no types
_LONGEST_TAG = 1_000  # characters; a tag of 200,000 attributes took 108 s
_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|))*+(?:>|\Z)")
_USED = re.compile(r"\s(href|class|id|content|property|name|rel|datetime|itemprop|type|lang|style|hidden|http-equiv)"
                   r"\s*=\s*(\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)", re.I)
_DEEPENS = re.compile(r"<(?!/?(?:p|h[1-6]|br|hr|li|a|title|meta|link|script|style|html|head|body)\b)/?[a-zA-Z][^<>]*+>", re.I)
_TOO_DEEP = 250  # levels: libxml2's own default is 256
_TITLE = re.compile(r"<title\b[^<>]{0,200}>", re.I)
_TITLE_END = re.compile(r"</title", re.I)
_NO_TEXT = ("style", "template", "svg", "iframe", "noscript", "object", "canvas", "select", "textarea", "datalist", "math",
            "video", "audio")
_PROSE = frozenset({"p", "li", "em", "strong", "b", "i", "a", "blockquote"})
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def parse(markup: str) -> Element | None:
    """The tree of a page, or None where there is nothing to build one from."""
    clean = _TAG.sub(_shortened, _INVALID.sub("", markup))
    if not _TITLE_END.search(clean):  # never closed, it would swallow the page
        clean = _TITLE.sub("", clean)
    tree = _tree(clean)
    if tree is not None and _is_too_deep(tree):
        tree = _tree(_DEEPENS.sub("<br>", clean))
    if tree is None or _is_too_deep(tree):
        return None
    _tidy(tree)
    return tree


def _shortened(tag: re.Match[str]) -> str:
    """A tag as it is, or a long one with only the attributes that are of use, each once."""
    if len(tag[0]) <= _LONGEST_TAG:
        return tag[0]
    used = {name.lower(): value for name, value in reversed(_USED.findall(tag[0])) if len(value) <= 2 * _LONGEST_TAG}
    return f"<{tag[1]}{''.join(f' {name}={value}' for name, value in used.items())}>"


def _tree(markup: str) -> Element | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _is_too_deep(tree: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _TOO_DEEP:
            return True
    return False


def _tidy(tree: Element) -> None:
    """Drop what holds no text, and turn `<time>` and `<q>` within prose into plain words, so that no extractor drops them."""
    for element in list(tree.iter("script", *_NO_TEXT)):
        if element.tag != "script" or "ld+json" not in (element.get("type") or "").lower():
            element.drop_tree()
    for head in list(tree.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        if head.find(".//p") is not None:  # it was never closed, and swallowed the text
            head.tag = "div"
    for quoted in list(tree.iter("q")):
        quoted.tag = "span"
        quoted.text = "“" + (quoted.text or "")
        if len(quoted):
            quoted[-1].tail = (quoted[-1].tail or "") + "”"
        else:
            quoted.text += "”"
    for time in list(tree.iter("time")):
        if time.getparent() is not None and time.getparent().tag in _PROSE and _is_in_prose(time):
            time.tag = "span"


def _is_in_prose(element: Element) -> bool:
    """Whether words stand right before or after it."""
    before = element.getprevious()
    beside = ((element.getparent().text if before is None else before.tail) or "", element.tail or "")
    return any(re.search(r"[^\W\d]{2}", text[-100:] + text[:100]) for text in beside)
