"""How far what is said reaches, where grammar is surer than the model."""

import re
from dataclasses import replace

from reportedly.extract.decode import Found
from reportedly.types import Span

_NEAR = 6  # attributions before that are looked at
_SLACK = 6  # characters by which two contents may differ and be the same: an opening "that "
_QUOTES = tuple("“\"«„‘")
_STOPS = re.compile(r"[.!?][”\"]?\s|\n")


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
    if len(outer.contents) != 1 or len(inner.contents) != 1 or not inner.sources:
        return False
    said, told = outer.contents[0], inner.contents[0]
    behind = all(s.start >= said.end for s in (*outer.sources, outer.cue))
    before = all(s.end <= told.start for s in (*inner.sources, inner.cue))
    same = abs(said.start - told.start) <= _SLACK and abs(said.end - told.end) <= 2
    return behind and before and same and not _STOPS.search(text, inner.sources[0].start, outer.cue.start)
