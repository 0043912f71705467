"""Numbers in a report -> `Quantity`s: low, high, unit, rate and whole. Spans of statements in, their quantities out.

CONVENTIONS.md says what counts. One pass over the text finds all (and keeps it for the next statement); each statement takes
those whose number lies in its spans.
"""

from collections.abc import Sequence

from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.find import scan
from reportedly.resolve.quantities.measures import CALENDAR
from reportedly.resolve.quantities.page import dollar_of
from reportedly.types import Quantity, Span

__all__ = ["dollar_of", "quantities"]
_KEPT = frozenset({"age", "one", "window", "kind", "rate"})  # what `every` gives besides


def quantities(
    text: str, spans: Sequence[Span], *, dates: Sequence[Span] = (), dollar: str = "USD", every: bool = False
) -> tuple[Quantity, ...]:
    """The quantities whose number lies in the spans, in the order of the text; their spans are cut to those.

    `dates`: spans of time expressions, whose numbers count nothing unless they are durations. `dollar`: the ISO 4217 code of
    a bare `$`. `every`: also ages, a lone *one*, exchange rates and spans of time such as *the last two years*.
    """
    out = []
    for draft in scan(text, dollar):
        if draft.ignored and not (every and draft.ignored in _KEPT):
            continue
        if not every and (_is_bare(draft) or any(_inside(draft, d) for d in dates)):
            continue
        home = next((s for s in spans if s.start <= draft.core < s.end), None)
        if home is not None:
            span = Span(max(draft.start, home.start), min(draft.end, home.end))
            out.append(_quantity(text, span, draft))
    return tuple(out)


def _is_bare(draft: Draft) -> bool:
    """A small number that counts nothing the text names."""
    return (
        draft.unit is None
        and draft.low == draft.high
        and abs(draft.value) < 1000
        and not draft.approximate
        and draft.of is None
        and draft.per is None
    )


def _inside(draft: Draft, date: Span) -> bool:
    return date.start <= draft.core < date.end and not (draft.kind in ("measure", "money", "percent") or draft.unit in CALENDAR)


def _quantity(text: str, span: Span, draft: Draft) -> Quantity:
    unit = draft.unit
    detail = f"{draft.why or 'a plain number'}; {f'counts {unit}' if unit else 'the text names no unit'}"
    if draft.of is not None:
        detail += f"; of {draft.of:g}"
    return Quantity(
        span,
        text[span.start : span.end],
        _rounded(draft.low),
        _rounded(draft.high),
        unit,
        _rounded(draft.of),
        draft.per,
        draft.approximate,
        detail,
    )


def _rounded(value: float | None) -> float | None:
    """Without the noise of binary fractions: 33.33, 1500000."""
    return None if value is None else round(value, 2) if abs(value) >= 1 else round(value, 6)
