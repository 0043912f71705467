"""The words that carry a statement's certainty, and where they stand: "unlikely", "appears to be", "no evidence", or the cue."""

import re

from reportedly.resolve.certainty.context import View
from reportedly.resolve.certainty.cue import negation
from reportedly.resolve.certainty.hedges import hedge
from reportedly.resolve.certainty.polarity import absence
from reportedly.types import Mode, Polarity, Span

__all__ = ["carrying"]

_NO_SIGN = re.compile(
    r"\bno (?:[\w-]+ )?(?:signs?|evidence|indications?|trace|proof|reports?|confirmation|knowledge|information|details|comment|record)\b")
_STEP = re.compile(r"\b(?:decid|declin|refus|rul(?:e|es|ed|ing) out)")  # a step that was taken: nothing unsure about it
_PARTICLE = re.compile(r" (?:of|on|to|for|about|that)$")


def carrying(view: View, mode: Mode, polarity: Polarity, estimative: tuple[Span, ...]) -> tuple[str | None, tuple[Span, ...]]:
    """The words, as written, and their spans; None and nothing where the statement is plainly told."""
    spans = estimative or (_of_absence(view) if polarity == "absent" else _of_hedging(view, mode) or _of_thinking(view, mode))
    return (" ".join(view.context.text[s.start:s.end] for s in spans), spans) if spans else (None, ())


def _of_absence(view: View) -> tuple[Span, ...]:
    found = absence(view)
    return view.places(*found) if found and negation(view.cue) is None else _cue(view, _NO_SIGN)


def _of_hedging(view: View, mode: Mode) -> tuple[Span, ...]:
    found = hedge(view) if mode not in ("demand", "attitude") and view.act != "deny" else None
    return view.places(*found) if found else ()


def _of_thinking(view: View, mode: Mode) -> tuple[Span, ...]:
    if mode in ("demand", "attitude") or view.act not in ("predict", "believe", "intend") or _STEP.search(view.cue):
        return ()
    return _cue(view, None)


def _cue(view: View, part: re.Pattern[str] | None) -> tuple[Span, ...]:
    """The cue, or the part of it that a pattern finds, without the preposition at its end."""
    if view.cue_span is None or not view.plain_cue:
        return ()
    start, end = view.cue_span
    found = part.search(view.plain_cue) if part else None
    if found:
        return (Span(start + found.start(), start + found.end()),)
    tail = _PARTICLE.search(view.plain_cue)
    return (Span(start, start + tail.start() if tail else end),)
