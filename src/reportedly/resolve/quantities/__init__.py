"""Numbers in a report -> `Quantity`s: low, high, unit, rate and whole. Spans of statements in, their quantities out.

CONVENTIONS.md says what counts. One pass over the text finds all; each statement takes those whose number lies in
its spans.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.find import scan
from reportedly.resolve.quantities.measures import CALENDAR
from reportedly.resolve.quantities.page import dollar_of
from reportedly.types import Quantity, Span

__all__ = ["Quantities", "dollar_of", "quantities"]
_KEPT = frozenset({"age", "one", "window", "kind", "rate"})  # what `every` gives besides


class Quantities:
    """The quantities of one report, found once.

    `dates`: spans of time expressions, in order, whose numbers count nothing unless they are durations. `dollar`: the ISO 4217
    code of a bare `$`. `every`: also ages, a lone *one*, exchange rates and spans of time such as *the last two years*.
    """

    def __init__(self, text: str, *, dates: Sequence[Span] = (), dollar: str = "USD", every: bool = False) -> None:
        self._text = text
        starts = [date.start for date in dates]

        def counts(draft: Draft) -> bool:
            if draft.ignored:
                return every and draft.ignored in _KEPT
            before = bisect_right(starts, draft.core) - 1
            return every or not (_is_bare(draft) or (before >= 0 and _inside(draft, dates[before])))

        self._drafts = sorted((draft for draft in scan(text, dollar) if counts(draft)), key=lambda draft: draft.core)
        self._cores = [draft.core for draft in self._drafts]

    def quantities(self, spans: Sequence[Span]) -> tuple[Quantity, ...]:
        """Those whose number lies in the spans, to which their own spans are cut."""
        return tuple(
            _quantity(self._text, Span(max(draft.start, span.start), min(draft.end, span.end)), draft) for span in spans
            for draft in self._drafts[bisect_left(self._cores, span.start):bisect_left(self._cores, span.end)])


def quantities(
    text: str, spans: Sequence[Span], *, dates: Sequence[Span] = (), dollar: str = "USD", every: bool = False
) -> tuple[Quantity, ...]:
    """The quantities in some spans of a text; for many statements of one report make `Quantities` once."""
    return Quantities(text, dates=dates, dollar=dollar, every=every).quantities(spans)


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
