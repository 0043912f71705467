"""The report's own distance ("reportedly", "so-called", scare quotes) and a confidence that the text states."""

import re

from reportedly.resolve.certainty.context import View, plain
from reportedly.types import Confidence, Span

__all__ = ["confidence", "distanced"]

_WORDS = re.compile(
    r"\b(?:reportedly|allegedly|alleged|so-called|self-styled|self-proclaimed|purported(?:ly)?|supposed(?:ly)?(?! to\b)|ostensibl[ey]|"
    r"rumou?red)\b")
_QUOTED = re.compile(r"[“\"„«‘]([^\W\d_][\w’'-]*(?: [\w’'-]+){0,2})[,.]?[”\"»’](?!\w)")  # one to three words
_CONFIDENCE = re.compile(r"\b(low|moderate|medium|high)(?:[\s-]+(?:to|or)[\s-]+(?:moderate|medium|high))?[\s-]+confidence\b")
_LEVELS: dict[str, Confidence] = {"low": "low", "moderate": "moderate", "medium": "moderate", "high": "high"}


def distanced(view: View) -> tuple[Span, ...]:
    """The words by which the report itself stands back. Within what a source says the quotation marks are the source's."""
    out: list[Span] = []
    for hop in view.context.chain:
        if hop.span is None:
            start, end = hop.cue
            out += [Span(start + m.start(), start + m.end()) for m in _WORDS.finditer(plain(view.context.text[start:end]))]
    if not view.context.chain or all(hop.span is None for hop in view.context.chain):
        for pattern, words in ((_WORDS, view.content), (_QUOTED, view.raw)):
            for m in pattern.finditer(words):
                if pattern is _WORDS or not m[1][0].isupper():  # a capital opens a name or a title: “Dune”
                    out += view.places(m.start(), m.end())
    return tuple(sorted(set(out)))


def confidence(view: View) -> Confidence | None:
    """Low, moderate or high, only where it is stated: "assessed with high confidence that …"."""
    for words in (view.cue, view.between_words, view.content):
        found = _CONFIDENCE.search(words)
        if found:
            return _LEVELS[found[1]]
    return None

