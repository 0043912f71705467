"""Two reports side by side: the words they share, numbered on both sides; who was first; the claims that both tell, with the drift."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger import Ledger, ReportRow
from reportedly.link import credits as crediting
from reportedly.link import unpacked
from reportedly.link.reuse import Run, Shared, reuse
from reportedly.link.when import moment
from reportedly.present import phrases
from reportedly.present.web.changes import different
from reportedly.present.web.desk import desk_of
from reportedly.present.web.marking import Line, Stretch, marked
from reportedly.present.web.rendering import render
from reportedly.types import Claim, Drift, Extraction, Report, Span, Telling

router = APIRouter()
_LISTED = 60           # reports to choose from
_MOST_CLAIMS = 100     # of both reports, each with its drift
_LONGEST = 300_000     # characters of both together whose shared words are looked for here: a second's work
_A_DAY = len("2024-01-01")
_TWO_DAYS = 48         # hours, up to which they are told as such
Dated = Report | ReportRow


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another report, and what one's text shares with it, seen from the one."""

    report: ReportRow
    shared: Shared


@dataclass(frozen=True, slots=True)
class Side:
    """One of two reports: its text in lines, those with shared words apart from stretches without (`shared` tells which)."""

    name: Literal["one", "other"]
    report: Report
    parts: tuple[tuple[bool, tuple[Line, ...]], ...]
    share: float | None


@dataclass(frozen=True, slots=True)
class Credited:
    """Whether a later report says that it has something from an earlier one: in words, and where."""

    words: str
    found: bool
    report: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """A claim that two reports tell: their tellings, and what changed between these two."""

    claim: Claim
    one: tuple[Telling, ...]
    other: tuple[Telling, ...]
    drift: tuple[Drift, ...]


@router.get("/compare")
def compare(request: Request) -> Response:
    """Two reports, or the forms to choose them."""
    store = desk_of(request).store
    asked = [request.query_params.get(name, "").strip() for name in ("one", "other")]
    chosen = [store.extraction(key) if key else None for key in asked]
    one, other = chosen
    known = one or other
    listed = store.report_rows(request.query_params.get("q", ""), limit=_LISTED)
    context: dict[str, Any] = {"asked": asked, "chosen": chosen, "listed": [row for row in listed if known is None or row.id != known.report.id],
               "query": request.query_params.get("q", "")}
    if one is None or other is None:
        near = sharing(store, known.report.id) if known is not None else []
        return render(request, "compare.html", sides=None, near=near, **context)
    found = _shared(store, one.report, other.report)
    return render(request, "compare.html", near=[], found=found, sides=_sides(one.report, other.report, found),
                  first=first_words(one.report, other.report), credit=credit(one, other), both=_both(store, one.report.id, other.report.id),
                  same=one.report.id == other.report.id,
                  looked=found is not None or not _too_long(one.report, other.report), **context)


def came_first(one: Dated, other: Dated) -> Literal["one", "other"] | None:
    """Which of two was published first; None where that is not known."""
    hours = _hours(one, other)
    return None if not hours else "one" if hours > 0 else "other"


def first_words(one: Dated, other: Dated) -> str:
    """`Halyard was first, by 3 hours`; why it is not known else."""
    hours = _hours(one, other)
    if not hours:
        return "Which was first is not known: " + ("the dates do not tell" if one.published and other.published else "a report has no date")
    earlier, many = one if hours > 0 else other, abs(hours)
    if many < 1:
        return f"{earlier.outlet or earlier.name} was first, by less than an hour"
    words = phrases.plural(round(many / 24), "day") if many >= _TWO_DAYS else phrases.plural(round(many), "hour")
    return f"{earlier.outlet or earlier.name} was first, by {words}"


def _hours(one: Dated, other: Dated) -> float | None:
    """Hours from one to the other. None where a date is missing, or of one only the day is known and it is the other's too."""
    first, second = moment(one.published), moment(other.published)
    if first is None or second is None:
        return None
    dates = one.published or "", other.published or ""
    if min(map(len, dates)) <= _A_DAY and dates[0][:_A_DAY] == dates[1][:_A_DAY]:
        return None
    return (second - first).total_seconds() / 3600


def credit(one: Extraction, other: Extraction) -> Credited | None:
    """Whether the later report credits the earlier; None where their order is not known or one outlet made both."""
    which = came_first(one.report, other.report)
    if which is None:
        return None
    return credit_in(other, one.report) if which == "one" else credit_in(one, other.report)


def credit_in(later: Extraction, earlier: Dated) -> Credited | None:
    """Whether a report credits an earlier one; None where one outlet made both."""
    outlet = earlier.outlet or ""
    if not outlet or crediting.same_outlet(later.report.outlet or "", outlet):
        return None
    line = crediting.credited(later.report, outlet, crediting.credits(later.report))
    if line is not None:
        return Credited(f"credits {outlet} ({line.detail})", found=True, report=later.report.id, span=line.span)
    hop = next((hop for statement in later.statements for hop in statement.chain if hop.name and crediting.same_outlet(hop.name, outlet)), None)
    if hop is not None:
        return Credited(f"names {outlet} as a source in its text", found=True, report=later.report.id, span=hop.span or hop.cue)
    return Credited(f"names {outlet} nowhere", found=False, report=later.report.id)


def sharing(store: Ledger, report: str) -> list[Sharing]:
    """The reports that linking found to share text with this one, those that share the most first."""
    found = [Sharing(row, unpacked(data) if seen_from == report else unpacked(data).flipped())
             for row, seen_from, data in store.shared_with(report)]
    return sorted(found, key=lambda s: (-max(s.shared.a_in_b, s.shared.b_in_a), s.report.id))


def _shared(store: Ledger, one: Report, other: Report) -> Shared | None:
    """What the two share: as linking found it, else looked for now, if that is not too much."""
    known = next((s.shared for s in sharing(store, one.id) if s.report.id == other.id), None)
    if known is not None or _too_long(one, other):
        return known
    return reuse(one.text, other.text, one.skipped, other.skipped)


def _too_long(one: Report, other: Report) -> bool:
    return len(one.text) + len(other.text) > _LONGEST


def _sides(one: Report, other: Report, found: Shared | None) -> tuple[Side, Side]:
    runs = found.runs if found else ()
    back = [Run(run.b, run.a, run.words) for run in runs]
    return (Side("one", one, _parts("one", one, other, runs), found.a_in_b if found else None),
            Side("other", other, _parts("other", other, one, back), found.b_in_a if found else None))


def _parts(name: str, report: Report, other: Report, runs: Sequence[Run]) -> tuple[tuple[bool, tuple[Line, ...]], ...]:
    stretches = [Stretch(start, end, "skipped", layer=0) for start, end in report.skipped]
    for n, run in enumerate(runs, 1):
        stretches.append(Stretch(*run.a, "run", str(n), anchor=f"{name}-{n}"))
        stretches += [Stretch(run.a.start + start, run.a.start + end, "differs", layer=2)
                      for start, end in different(report.text[slice(*run.a)], other.text[slice(*run.b)])]
    lines = [line for line in marked(report.text, stretches) if not line.gap]
    return tuple((shared, tuple(some)) for shared, some in groupby(lines, key=_has_run))


def _has_run(line: Line) -> bool:
    return any(piece.stretch is not None and piece.stretch.kind == "run" for piece in line.pieces)


def _both(store: Ledger, one: str, other: str) -> list[Both]:
    if one == other:
        return []
    mine, theirs = ({row.id for row in store.claims_by_statement(report).values()} for report in (one, other))
    found = [store.claim(id_) for id_ in sorted(mine & theirs)[:_MOST_CLAIMS]]
    both = [Both(claim, tuple(t for t in claim.tellings if t.report.id == one), tuple(t for t in claim.tellings if t.report.id == other),
                 tuple(d for d in claim.drift if {d.report, d.against} == {one, other})) for claim in found]
    return sorted(both, key=lambda b: (-len(b.drift), b.one[0].statement.spans[0].start if b.one else 0))
