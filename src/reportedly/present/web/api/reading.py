"""What can be asked: claims and how they travelled, statements, reports, sources, forecasts, places, judgements."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from reportedly import codec
from reportedly.ledger import Wanted, WantedClaims
from reportedly.link import standing, unpacked
from reportedly.present import rulings
from reportedly.present.web.api.answers import UNCHANGED, Limit, Listed, Offset, Words, answer, claim_json, listed, report_json, statement_json
from reportedly.present.web.desk import desk_of
from reportedly.types import Kind, Level, Mode, Polarity

router = APIRouter(responses=UNCHANGED)
Id = Annotated[str, Path(max_length=300, description="An id, or the beginning of one.")]
Name = Annotated[str, Query(min_length=1, max_length=1000, description="A name, whatever the case.")]
Value = Annotated[str | None, Query(max_length=1000)]
Json = dict[str, Any]


@router.get("/claims", response_model=Listed, summary="Claims, those that most need a look first")
def claims(
    request: Request, q: Words = None, outlet: Value = None, source: Value = None, kind: Kind | None = None, actor: Value = None,
    place: Value = None, month: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}$")] = None, mode: Mode | None = None,
    level: Level | None = None,
    state: Literal["overdue", "due", "pending", "denied", "corrected", "circular", "hardened"] | None = None,
    grade: Annotated[int | None, Query(ge=1, le=6)] = None, retold: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    order: Literal["need", "retold", "newest", "oldest"] = "need", offset: Offset = 0, limit: Limit = 50,
) -> Response:
    """`state` is as of today. Facets are matched to the letter; `/facets` counts their values."""
    desk = desk_of(request)
    wanted = WantedClaims(outlet=outlet, source=source, kind=kind, actor=actor, place=place, month=month, mode=mode, level=level, state=state,
                          grade=grade, retold=retold, today=desk.today)
    rows = desk.store.claim_rows(q, wanted, order=order, offset=offset, limit=limit)
    return listed(request, [claim_json(row) for row in rows], desk.store.count_claims(q, wanted), offset)


@router.get("/facets", response_model=dict[str, list[Json]], summary="By what claims can be narrowed, and how many each value has")
def facets(request: Request, q: Words = None, most: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    """By kind of facet: values and counts, the most frequent first."""
    desk = desk_of(request)
    found = desk.store.claim_facets(q, WantedClaims(today=desk.today), most=most)
    return answer(request, {kind: [{"value": value, "claims": n} for value, n in values] for kind, values in sorted(found.items())})


@router.get("/claims/{id}", response_model=Json, summary="A claim in a line")
def claim(request: Request, id: Id) -> Response:  # noqa: A002 - it is the path's
    """As `reportedly claims --json` has it. The ETag is what `If-Match` takes when the claim is judged."""
    store = desk_of(request).store
    found = store.claim(id)
    return answer(request, codec.encode_claim(found), tag=store.claim_tag(found.id))


@router.get("/claims/{id}/trace", response_model=Json, summary="A claim with its tellings, their edges and drift")
def trace(request: Request, id: Id) -> Response:  # noqa: A002
    """As `reportedly trace --json` has it: docs/trace.schema.json."""
    return answer(request, codec.encode_trace(desk_of(request).store.claim(id)))


@router.get("/claims/{id}/judgements", response_model=list[Json], summary="What was judged about a claim, the newest first")
def judged(request: Request, id: Id) -> Response:  # noqa: A002
    """With who, when, and whether it still stands."""
    store = desk_of(request).store
    return answer(request, [{**codec.encode_judgement(e.judgement), "stands": e.stands} for e in rulings.history(store, store.claim(id))])


@router.get("/statements", response_model=Listed, summary="Statements, of the newest report first")
def statements(
    request: Request, q: Words = None, source: Value = None, kind: Kind | None = None, actor: Value = None, place: Value = None,
    mode: Mode | None = None, polarity: Polarity | None = None, level: Level | None = None, offset: Offset = 0, limit: Limit = 50,
) -> Response:
    """`source`, `actor` and `place` are words that stand in the name; `actor` may be an entity, `place` a country's two letters."""
    store = desk_of(request).store
    wanted = Wanted(source=source, kind=kind, actor=actor, place=place, mode=mode, polarity=polarity, level=level)
    rows = store.statements(q, wanted, limit=limit, offset=offset)
    return listed(request, [statement_json(row) for row in rows], store.count_statements(q, wanted), offset)


@router.get("/reports", response_model=Listed, summary="Reports, the newest first")
def reports(request: Request, q: Words = None, outlet: Value = None, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Without their texts."""
    store = desk_of(request).store
    rows = store.report_rows(q, outlet=outlet, offset=offset, limit=limit)
    return listed(request, [report_json(row) for row in rows], store.count_reports(q, outlet=outlet), offset)


@router.get("/reports/{id}", response_model=Json, summary="A report with all that was found in it")
def report(request: Request, id: Id) -> Response:  # noqa: A002
    """As `reportedly extract` prints it: docs/schema.json."""
    return answer(request, codec.encode_extraction(desk_of(request).store.extraction(id)))


@router.get("/reports/{id}/claims", response_model=dict[str, Json], summary="By statement: the claim that it belongs to")
def claims_of_report(request: Request, id: Id) -> Response:  # noqa: A002
    """Keys are the ids of the report's statements."""
    store = desk_of(request).store
    found = store.claims_by_statement(store.extraction(id).report.id)
    return answer(request, {statement: claim_json(row) for statement, row in sorted(found.items())})


@router.get("/reports/{id}/shared", response_model=list[Json], summary="Text that a report shares with others")
def shared(request: Request, id: Id) -> Response:  # noqa: A002
    """`contained`: which part of this report's words stands in the other's; `contains`: the other way round. Runs are spans in both."""
    store = desk_of(request).store
    mine = store.extraction(id).report.id
    found = []
    for other, seen_from, data in store.shared_with(mine):
        text = unpacked(data) if seen_from == mine else unpacked(data).flipped()
        found.append({"report": report_json(other), "contained": text.a_in_b, "contains": text.b_in_a, "words": text.words,
                      "runs": [{"here": list(run.a), "there": list(run.b), "words": run.words} for run in text.runs]})
    return answer(request, found)


@router.get("/reports/{id}/editions", response_model=list[Json], summary="How a report came, and its earlier versions")
def editions(request: Request, id: Id) -> Response:  # noqa: A002
    """When, under which name, by which extractor, with which hash."""
    store = desk_of(request).store
    return answer(request, [asdict(e) for e in store.editions(store.extraction(id).report.id)])


@router.get("/failures", response_model=list[Json], summary="Reports that could not be read")
def failures(request: Request) -> Response:
    """Each with its name and the reason."""
    return answer(request, [{"name": f.name, "reason": f.reason, "sha256": f.sha256} for f in desk_of(request).store.failures()])


@router.get("/sources", response_model=Listed, summary="Named sources, those behind the most claims first")
def sources(request: Request, q: Words = None, kind: Kind | None = None, offset: Offset = 0, limit: Limit = 50) -> Response:
    """The unnamed are left out: one report's official is nobody else's."""
    store = desk_of(request).store
    rows = store.source_rows(q, kind=kind, offset=offset, limit=limit)
    return listed(request, [asdict(row) for row in rows], store.count_sources(q, kind=kind), offset)


@router.get("/source", response_model=Json, summary="A source or outlet by its name")
def source(request: Request, name: Name) -> Response:
    """Who cites it, on whose word, how often, and what else it is called."""
    return answer(request, asdict(desk_of(request).store.source(name)))


@router.get("/source/said", response_model=list[Json], summary="What a source said, the newest first")
def said(request: Request, name: Name, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Each statement with its report and its claim."""
    store = desk_of(request).store
    store.source(name)
    return answer(request, [{"report": report_json(s.report), "statement": codec.encode_statement(s.statement),
                             "claim": None if s.claim is None else claim_json(s.claim)} for s in store.said(name, offset=offset, limit=limit)])


@router.get("/forecasts", response_model=Listed, summary="Forecasts, the most urgent first")
def forecasts(request: Request, state: Literal["overdue", "due", "pending", "proposed", "settled"] | None = None, offset: Offset = 0,
              limit: Limit = 50) -> Response:
    """As of today. `proposed`: later reports say what came of it, and nobody has decided yet."""
    desk = desk_of(request)
    many = desk.store.count_forecasts(desk.today)
    rows = desk.store.forecast_rows(desk.today, state=state, offset=offset, limit=limit)
    return listed(request, [claim_json(row) for row in rows], sum(many.values()) if state is None else many[state], offset)


@router.get("/places", response_model=list[Json], summary="Places that statements name")
def places(request: Request, q: Words = None, limit: Annotated[int, Query(ge=1, le=5000)] = 500) -> Response:
    """The most named first; `precision` says what the coordinates stand for."""
    return answer(request, [asdict(row) for row in desk_of(request).store.place_rows(q)[:limit]])


@router.get("/judgements", response_model=Listed, summary="All judgements, the newest first")
def judgements(request: Request, offset: Offset = 0, limit: Limit = 50) -> Response:
    """With who, when, and whether each still stands."""
    every = desk_of(request).store.judgements()
    stands = {j.id for j in standing(every)}
    page = every[::-1][offset:offset + limit]
    return listed(request, [{**codec.encode_judgement(j), "stands": j.id in stands} for j in page], len(every), offset)
