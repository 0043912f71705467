"""Who is cited: the list; and one source with what it said over time, on whose word it was told, how its forecasts fared, its grade."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.errors import NotInLedger
from reportedly.ledger import ClaimRow, Ledger, ReportRow, SourcePage, WantedClaims
from reportedly.link import standing
from reportedly.present import phrases
from reportedly.present.web.desk import desk_of
from reportedly.present.web.draw.over_time import over_time
from reportedly.present.web.paging import here, page_of
from reportedly.present.web.rendering import render
from reportedly.types import Hop, Judgement, Kind, Statement

router = APIRouter()
KINDS = tuple(kind for kind in get_args(Kind) if kind not in {"anonymous", "unknown"})  # an unnamed source is one report's own
SAID = 20  # statements on a page
SHOWN = 12  # rows of the other tables
LOOKED = 120  # claims among which those are sought that it is the origin of: some 20 ms
READ = 6  # of an outlet's own reports, to count whom it cites: some 50 ms


@dataclass(frozen=True, slots=True)
class Grading:
    """A grade that somebody gave; only the last that was not withdrawn stands."""

    judgement: Judgement
    words: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The claims that a source is the origin of; `more` where not all its claims were looked at."""

    claims: tuple[ClaimRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Published:
    """An outlet's newest reports, and whom those cite that were `read`: (name, kind, statements)."""

    reports: Sequence[ReportRow]
    cites: tuple[tuple[str, str, int], ...]
    read: int


@router.get("/sources")
def sources(request: Request) -> Response:
    """The named sources, those behind the most claims first, found by name and by kind."""
    store = desk_of(request).store
    query, kind = (request.query_params.get(name, "").strip() for name in ("q", "kind"))
    kind = kind if kind in KINDS else ""
    total = store.count_sources(query, kind=kind or None)
    page = page_of(request, total)
    rows = store.source_rows(query, kind=kind or None, offset=page.offset, limit=page.size)
    return render(request, "sources.html", rows=rows, total=total, page=page, query=query, kind=kind, kinds=KINDS,
                  without_kind=here(request, kind=None))


@router.get("/source")
def source(request: Request) -> Response:
    """One source, by its name."""
    desk = desk_of(request)
    store, asked = desk.store, request.query_params.get("name", "").strip()
    gradings = _gradings(store.judgements(), asked)
    found = _found(store, asked, known=bool(gradings))
    page = page_of(request, found.statements, SAID)
    forecasts = WantedClaims(source=found.name, mode="forecast")
    said = [(row, _hop(row.statement, found.name)) for row in store.said(found.name, offset=page.offset, limit=page.size)]
    return render(request, "source.html", source=found, drawn=over_time(dict(found.months), "statement"), said=said, page=page, shown=SHOWN,
                  forecasts=store.claim_rows(None, forecasts, order="newest", limit=SHOWN), forecasts_in_all=store.count_claims(None, forecasts),
                  origin=_origin(store, found.name), published=_published(store, found.name), gradings=gradings,
                  grade=next((g for g in gradings if g.stands), None))


def _found(store: Ledger, name: str, *, known: bool) -> SourcePage:
    """What the ledger knows of a source; one that somebody graded has a page though nobody cites it. Raises `NotInLedger`."""
    try:
        return store.source(name)
    except NotInLedger:
        if not known:
            raise
    return SourcePage(name, (), (), (), 0, (), (), (), 0)


def _hop(statement: Statement, name: str) -> Hop | None:
    return next((hop for hop in statement.chain if _same(hop.name, name)), None)


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def _origin(store: Ledger, name: str) -> Origin:
    """Where it is the origin, the most retold first."""
    rows = store.claim_rows(None, WantedClaims(source=name), order="retold", limit=LOOKED)
    return Origin(tuple(row for row in rows if any(_same(end, name) for end, _ in row.names)), len(rows) == LOOKED)


def _published(store: Ledger, name: str) -> Published:
    """Its own reports, if it is an outlet; whom it cites is counted in the newest of them."""
    reports = store.report_rows(outlet=name, limit=SHOWN)
    chains = (statement.chain for row in reports[:READ] for statement in store.extraction(row.id).statements)
    return Published(reports, _counted(chain[0] for chain in chains if chain), min(READ, len(reports)))


def _counted(hops: Iterable[Hop]) -> tuple[tuple[str, str, int], ...]:
    found = Counter((hop.name, hop.kind) for hop in hops if hop.name and hop.kind != "anonymous")
    return tuple((name, kind, count) for (name, kind), count in found.most_common())


def _gradings(judgements: Sequence[Judgement], name: str) -> tuple[Grading, ...]:
    """The grades that people gave a source, newest first."""
    given = [j for j in judgements if j.kind == "source" and _same(j.name, name)]
    last = next((j.id for j in reversed(standing(judgements, "source")) if _same(j.name, name)), None)
    return tuple(Grading(j, f"{j.value}, {phrases.SOURCE_GRADES.get(j.value or '', 'no grade')}", j.id == last) for j in reversed(given))
