"""How far what is said reaches, where grammar is surer than the model."""

import re
from dataclasses import replace

from reportedly.extract.decode import Found
from reportedly.types import Span

_NEAR = 6  # attributions before that are looked at
_SLACK = 6  # characters by which two contents may differ and be the same: an opening "that "
_QUOTES = tuple("“\"«„‘")
_ITEM = re.compile(r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|First|Second|Third|Fourth|Fifth|\d{1,2})[.)]\s+(?=\S)")
_REFERS = re.compile(r"(?<=\w),?\s+((?:with|in) reference to|citing|quoting|referring to)$")
_CITED = re.compile(r"((?:(?:the|an?|its|his|her|their) |(?=[A-Z]))[^,.;:“”\"\n]{1,80}?),?\s+(?=that\b)")
_SUBJECT = re.compile(r"(?:^|(?<=\n)|(?<=[.!?] ))((?:The |An? )?[A-Z][^.,;:“”\"\n]{1,80}?)\s*$")
_CITING = re.compile(r"(?:citing|quoting|with reference to|referring to)\b")
_REACH = 90
_STOPS = re.compile(r"[.!?][”\"]?\s|\n")


def unnumbered(text: str, found: list[Found]) -> list[Found]:
    """Without the number of an item: "One. [NATO] said …"; "[One. More than 200 crews were at work], it said"."""
    return [replace(one, sources=tuple(_unnumbered(text, s) for s in one.sources), contents=tuple(_unnumbered(text, s) for s in one.contents))
            for one in found]


def _unnumbered(text: str, span: Span) -> Span:
    item = _ITEM.match(text, *span)
    return Span(item.end(), span.end) if item else span


def parted(text: str, found: list[Found]) -> list[Found]:
    """[X] [writes with reference to] [Y that …]: X writes, and Y tells it. `found` in order of cues."""
    out = []
    for one in found:
        tail = _REFERS.search(text, *one.cue)
        two = _writer_and_cited(text, one, Span(*tail.span(1))) if tail else None
        if tail and two:
            who, cited, contents = two
            kinds = ("unknown" if one.sources != who else one.source_kind, "unknown" if one.sources != (cited,) else one.source_kind)
            out.append(replace(one, cue=Span(one.cue.start, tail.start()), sources=who, contents=contents, source_kind=kinds[0]))
            one = Found(Span(*tail.span(1)), (cited,), contents, one.score, kinds[1], one.act)  # noqa: PLW2901  the one cited
        out.append(one)
    return out


def _writer_and_cited(text: str, one: Found, refers: Span) -> tuple[tuple[Span, ...], Span, tuple[Span, ...]] | None:
    """Who writes, whom they cite and what: the one of the two that the model passed over stands before the cue, or before "that"."""
    first = one.contents[0]
    if one.sources and one.sources[0].start >= refers.end:
        writer = _SUBJECT.search(text, max(0, one.cue.start - _REACH), one.cue.start)
        return ((Span(*writer.span(1)),), one.sources[0], one.contents) if writer else None
    cited = _CITED.match(text, *first) if 0 < first.start - refers.end < _SLACK else None
    return (one.sources, Span(*cited.span(1)), (Span(cited.end(), first.end), *one.contents[1:])) if cited and one.sources else None


def narrow(text: str, found: list[Found]) -> list[Found]:
    """Without pieces of content in another line than the cue: a headline is not what the first paragraph's speaker said.

    A quotation may stand in a line of its own, and so may what follows a colon.
    """
    return [replace(one, contents=kept) if (kept := tuple(s for s in one.contents if _in_reach(text, one.cue, s))) else one for one in found]


def _in_reach(text: str, cue: Span, piece: Span) -> bool:
    between = text[piece.end:cue.start] if piece.end <= cue.start else text[cue.end:piece.start]
    if "\n" not in between or text[piece.start] in _QUOTES or text[piece.start - 1:piece.start] in _QUOTES:
        return True
    return piece.start >= cue.end and between.split("\n", maxsplit=1)[0].rstrip().endswith(":")


def widen(text: str, found: list[Found]) -> list[Found]:
    """Of “Oslo expects that the pier will fall, an aide said” the aide says all, Oslo's expecting too. `found` in order of cues."""
    out = []
    for i, one in enumerate(found):
        inner = next((b for b in reversed(found[max(0, i - _NEAR):i]) if _says_of(text, one, b)), None)
        if inner:
            start = min(s.start for s in (*inner.sources, inner.cue))
            one = replace(one, contents=(Span(start, one.contents[0].end),))  # noqa: PLW2901  the wider one
        out.append(one)
    return out


def _says_of(text: str, outer: Found, inner: Found) -> bool:
    """Whether the outer one stands after the very content of the inner one, in one sentence."""
    if len(outer.contents) != 1 or len(inner.contents) != 1 or not inner.sources or _CITING.match(text, *outer.cue):
        return False  # Radio Norte reported that …, citing a rebel: he says what it reported, not that it did
    said, told = outer.contents[0], inner.contents[0]
    behind = all(s.start >= said.end for s in (*outer.sources, outer.cue))
    before = all(s.end <= told.start for s in (*inner.sources, inner.cue))
    same = abs(said.start - told.start) <= _SLACK and abs(said.end - told.end) <= 2
    return behind and before and same and not _STOPS.search(text, inner.sources[0].start, outer.cue.start)
