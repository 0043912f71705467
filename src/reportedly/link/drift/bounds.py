"""How one amount stands to another of the same thing: narrowed, widened, raised, lowered, the same, or not to be said.

*Up to 40 → 40* says more than it was told, *12,400 → more than 12,000* less, *60 → more than 60* something else.
"""

from typing import Literal

from reportedly.link.drift.amounts import Amount, Form
from reportedly.types import Direction

ROUND = 0.1  # about 2 holds 1.9, nearly 19,000 holds 18,600: by how much a rounded number may be off
HAIR = 0.002  # 61.4 is more than 61, 60 is not more than 60
SAME = 0.01  # and by how much two bounds may differ that are one
CONVERTED = 0.06  # a rounded conversion: 60 days, two months; 10.8 metres, 35 feet
_ROUGH: frozenset[Form] = frozenset({"about", "nearly"})
_CEILING: frozenset[Form] = frozenset({"up to", "under"})
_FLOOR: frozenset[Form] = frozenset({"at least", "over"})
_POINT: frozenset[Form] = frozenset({"exact", "about", "nearly"})
Verdict = Direction | Literal["same"] | None


def compare(before: Amount, after: Amount, scale: float = 1.0) -> Verdict:
    """The direction from `before` to `after`, "same", or None where words allow both readings.

    `scale`: brings `after` to the unit of `before`.
    """
    v, w = before.value, after.value * scale
    points = before.form == after.form == "exact" and not (before.rough or after.rough)
    tolerance = CONVERTED if scale != 1.0 else HAIR if points else SAME
    equal = abs(w - v) <= tolerance * max(abs(v), abs(w))
    if "range" in (before.form, after.form):
        return _ranges(before, after, scale)
    a, b = before.form, after.form
    if a in _POINT and b in _POINT:
        return _points(before, after, equal=equal, change=w - v)
    if a in _POINT:
        return _opened(a, b, v, w, equal=equal)
    if b in _POINT:
        return _closed(a, b, v, w, equal=equal)
    return _open(a, b, v, w, equal=equal)


def _further(change: float) -> Verdict:
    return "raised" if change > 0 else "lowered"


def _points(before: Amount, after: Amount, *, equal: bool, change: float) -> Verdict:
    a, b = before.form in _ROUGH or before.rough, after.form in _ROUGH or after.rough
    near = equal or abs(change) <= ROUND * max(abs(after.value), abs(before.value))
    if a and b:
        return "same" if near and abs(change) <= ROUND / 2 * abs(before.value) else _further(change)
    if a:
        return "narrowed" if near else _further(change)
    if b:
        return "widened" if near else _further(change)
    return "same" if equal else _further(change)


def _opened(a: Form, b: Form, v: float, w: float, *, equal: bool) -> Verdict:
    """A number became a bound."""
    exactly = equal and abs(w - v) <= HAIR * abs(v)
    if b in _FLOOR:
        if exactly or (equal and a in _ROUGH):
            return "raised" if b == "over" or a in _ROUGH else "widened"
        return "widened" if v > w else "raised"
    if exactly or (equal and a in _ROUGH):
        return "lowered" if b == "under" else None if a in _ROUGH else "widened"
    return "widened" if v < w else "lowered"


def _closed(a: Form, b: Form, v: float, w: float, *, equal: bool) -> Verdict:
    """A bound became a number."""
    if a == "under" and equal:
        return None
    if a in _CEILING:
        return "narrowed" if equal or w < v else "raised"
    if equal:
        return None if b in _ROUGH and a == "over" else "narrowed"
    return _further(w - v) if w < v or w > v * (1 + ROUND) else "narrowed"


def _open(a: Form, b: Form, v: float, w: float, *, equal: bool) -> Verdict:
    """A bound became another."""
    if (a in _FLOOR) != (b in _FLOOR):
        if a in _CEILING:
            return "raised" if equal or w > v else None
        return "lowered" if equal or w < v else None
    if equal:
        return "same" if a == b else None
    if abs(w - v) <= ROUND * abs(v) and ((a in _FLOOR) == (w < v)):
        return "widened"
    return _further(w - v)


def _ranges(before: Amount, after: Amount, scale: float) -> Verdict:
    low, high = _ends(before, 1.0)
    new_low, new_high = _ends(after, scale)
    slack = SAME * max(abs(low), abs(new_low))
    if after.form == "up to" and high == new_high:
        return None  # between 20 and 30, up to 30
    if abs(low - new_low) <= slack and (high == new_high or abs(high - new_high) <= SAME * high):
        return "same"
    if new_low <= low and high <= new_high:
        return "widened"
    if low <= new_low and new_high <= high:
        return "narrowed"
    if new_low > high or (new_low > low and new_high > high):
        return "raised"
    return "lowered"


def _ends(amount: Amount, scale: float) -> tuple[float, float]:
    low, high = amount.low, amount.high
    if amount.form in _ROUGH:
        low, high = amount.value * (1 - ROUND), amount.value * (1 + ROUND if amount.form == "about" else 1)
    return (0.0 if low is None else low * scale), (float("inf") if high is None else high * scale)
