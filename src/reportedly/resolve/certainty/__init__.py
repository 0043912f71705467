"""Mode, polarity and certainty of one statement: rules that are sure first, then the model's tones, then the default."""

from typing import TypeVar

from reportedly.resolve.certainty.context import Context, View
from reportedly.resolve.certainty.distance import confidence, distanced
from reportedly.resolve.certainty.factuality import BY_SIGN, SO, Judged, factuality
from reportedly.resolve.certainty.likelihood import Band, likelihood
from reportedly.resolve.certainty.mode import mode
from reportedly.resolve.certainty.polarity import polarity
from reportedly.resolve.certainty.words import carrying
from reportedly.types import Certainty, Mode, Polarity, Span, Tone

__all__ = ["Context", "judge"]

T = TypeVar("T")
MODES: tuple[Mode, ...] = ("assertion", "forecast", "estimate", "assessment", "intention", "demand", "attitude")
POLARITIES: tuple[Polarity, ...] = ("affirmed", "denied", "absent")
SIGNS = (-1, 0, 1)
# Where no rule speaks the default is right far more often than not: the model has to be this sure to change it. On the 213 statements of
# bench/items.txt the mode is right in 97.2 percent at 0.6, 98.1 at 0.7 and 0.8; polarity and sign are the same from 0.8 up.
SURE_OF_MODE = 0.8
SURE_OF_POLARITY = 0.8
SURE_OF_SIGN = 0.8


def judge(context: Context) -> tuple[Mode, Polarity, Certainty]:
    """The mode, polarity and certainty of a statement; `Certainty.detail` says why for all three."""
    view = View(context)
    tones = [t for t in context.tones if any(s.start <= t.start < s.end for s in context.spans)]
    what, why_mode = mode(view) or _by_model(MODES, [t.modes for t in tones], SURE_OF_MODE) or ("assertion", "nothing says otherwise")
    whether, why_polarity = (
        polarity(view) or _by_model(POLARITIES, [t.polarities for t in tones], SURE_OF_POLARITY) or ("affirmed", "nothing negates it"))
    band, estimative = _likelihood(view)
    value, why_value = _factuality(view, Judged(what, whether, band), tones)
    words, spans = carrying(view, what, whether, estimative)
    detail = f"{what}: {why_mode}; {whether}: {why_polarity}; {why_value}"
    return what, whether, Certainty(value, band, words, spans, confidence(view), distanced(view), detail)


def _by_model(answers: tuple[T, ...], rows: list[tuple[float, ...]], sure: float) -> tuple[T, str] | None:
    """The answer with the highest mean probability over the statement's words, if that reaches `sure`."""
    if not rows:
        return None
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    best = max(range(len(mean)), key=mean.__getitem__)
    return (answers[best], f"the model's answer ({mean[best]:.2f})") if mean[best] >= sure else None


def _likelihood(view: View) -> tuple[Band | None, tuple[Span, ...]]:
    """The band of the estimative words in the statement, in its cue or between the two ("thought it likely that")."""
    found = likelihood(view.content)
    if found:
        return found[0], view.places(found[1], found[2])
    for words, span in ((view.plain_cue, view.cue_span), (view.between_words, view.between)):
        found = likelihood(words) if span else None
        if found and span:
            return found[0], (Span(span.start + found[1], span.start + found[2]),)
    return None, ()


def _factuality(view: View, judged: Judged, tones: list[Tone]) -> tuple[float | None, str]:
    """The value: in the range of the rule that speaks, or of the model's sign, the model's value for the verb or the usual one."""
    if judged.mode in ("demand", "attitude"):
        return None, "how sure is not asked"
    by_rule = factuality(view, judged)
    if by_rule:
        span, why = by_rule
    else:
        sign = _by_model(SIGNS, [t.signs for t in tones], SURE_OF_SIGN)
        span, why = (BY_SIGN[sign[0]], sign[1]) if sign else (SO, "told as so")
    seen = _of_verb(view, tones)
    value = span.usual if seen is None else min(max(seen, span.low), span.high)
    return round(value, 2), f"factuality {value:.1f}: {why}"


def _of_verb(view: View, tones: list[Tone]) -> float | None:
    """The model's factuality at the verb of the main clause."""
    verb = view.clause.verb
    if verb is None or not tones:
        return None
    at = {s.start for s in view.places(verb.start, verb.end)}
    return next((t.factuality for t in tones if t.start in at), None)
