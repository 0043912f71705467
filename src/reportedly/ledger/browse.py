"""Questions of one who leafs through the ledger: sources, places, reports and how they came. Each function is one question."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, literal, or_, select

from reportedly.ledger.claim_lists import rows_of
from reportedly.ledger.dialect import matches
from reportedly.ledger.queries import newest_first
from reportedly.ledger.read_back import STATEMENT, read_statements
from reportedly.ledger.rows import Edition, PlaceRow, ReportRow, Said, SourceCount, SourcePage
from reportedly.ledger.schema import (
    arrival,
    change,
    extraction,
    facet,
    failure,
    hop,
    judgement,
    newest,
    place,
    recovery,
    report,
    shared,
    source,
    statement,
    telling,
)
from reportedly.ledger.search import folded, storable, terms

_REPORT = (report.c.id, report.c.name, report.c.outlet, report.c.title, report.c.published)
_NEWEST_FIRST = (report.c.published.desc().nulls_last(), newest.c.n.desc())
_HERE = newest.join(report, report.c.edition == newest.c.edition)
_SAID = (_HERE.join(statement, statement.c.extraction == newest.c.id).join(hop, hop.c.statement == statement.c.id)
         .join(source, source.c.id == hop.c.source))


def version(connection: Connection) -> str:
    """What changes whenever anything does that a page shows."""
    counts = [connection.scalar(select(func.max(table.c.n))) or 0 for table in (extraction, judgement, failure)]
    made = connection.scalar(select(change.c.made)) or 0
    recovered = connection.scalar(select(func.count()).select_from(recovery)) or 0
    return ".".join(map(str, (*counts, made, recovered)))


def list_reports(connection: Connection, query: str | None, outlet: str | None, *, offset: int, limit: int) -> list[ReportRow]:
    """One page of the reports, newest first."""
    tables = _HERE if query and query.strip() else newest_first(connection)
    asked = select(*_REPORT).select_from(tables).where(*_reports(connection, query, outlet)).order_by(*_NEWEST_FIRST)
    return [ReportRow(*row) for row in connection.execute(asked.offset(offset).limit(limit))]


def count_reports(connection: Connection, query: str | None, outlet: str | None) -> int:
    """How many there are of this kind."""
    return connection.scalar(select(func.count()).select_from(_HERE).where(*_reports(connection, query, outlet))) or 0


def _reports(connection: Connection, query: str | None, outlet: str | None) -> Iterator[ColumnElement[bool]]:
    if query is not None and query.strip():
        words = terms(query)
        yield matches(connection.dialect.name, report, words) if words else literal(value=False)
    if outlet is not None:
        yield func.lower(report.c.outlet) == storable(outlet).lower()


def list_sources(connection: Connection, query: str | None, kind: str | None, *, offset: int, limit: int) -> list[SourceCount]:
    """Named sources, those behind the most claims first."""
    many = func.count()
    asked = (select(facet.c.value, many).where(*_sources(query, kind)).group_by(facet.c.value).order_by(many.desc(), facet.c.value)
             .offset(offset).limit(limit))
    counted = [(row[0], row[1]) for row in connection.execute(asked)]
    kinds = _kinds(connection, [name for name, _ in counted])
    return [SourceCount(name, tuple(kinds.get(name, ())), claims) for name, claims in counted]


def count_sources(connection: Connection, query: str | None, kind: str | None) -> int:
    """How many there are of this kind."""
    return connection.scalar(select(func.count(distinct(facet.c.value))).where(*_sources(query, kind))) or 0


def _sources(query: str | None, kind: str | None) -> Iterator[ColumnElement[bool]]:
    yield facet.c.kind == "source"
    if (query is not None and query.strip()) or kind is not None:
        named = select(source.c.name).where(source.c.name.is_not(None))
        if kind is not None:
            named = named.where(source.c.kind == storable(kind))
        for term in terms(query or ""):
            part = folded(term.text)[:-1] if term.prefix or not term.text.endswith(" ") else folded(term.text)
            named = named.where(source.c.folded.contains(part[:1000], autoescape=True))
        if query is not None and query.strip() and not terms(query):
            named = named.where(literal(value=False))
        yield facet.c.value.in_(named)


def _kinds(connection: Connection, names: Sequence[str]) -> dict[str, list[Any]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, kind in connection.execute(select(source.c.name, source.c.kind).where(source.c.name.in_(names), source.c.kind != "anonymous")):
        found[name][kind] += 1
    return {name: [kind for kind, _ in kinds.most_common()] for name, kinds in found.items()}


def find_source(connection: Connection, name: str) -> SourcePage | None:
    """What is known of the source or outlet of this name; None if nobody is called so."""
    ids = _source_ids(connection, name)
    published = count_reports(connection, None, name)
    if not ids and not published:
        return None
    mine = hop.c.source.in_(ids)
    cited = connection.execute(
        select(hop.c.statement, hop.c.position, hop.c.entity, source.c.kind, source.c.name, report.c.outlet, report.c.name, report.c.published)
        .select_from(_SAID).where(mine)).all()
    outlets = Counter({row[0]: row[5] or row[6] for row in cited}.values())
    months = Counter({row[0]: (row[7] or "")[:7] for row in cited}.values())
    entities = sorted({row[2] for row in cited if row[2]})
    names = Counter(row[4] for row in cited)
    return SourcePage(
        names.most_common(1)[0][0] if names else name, tuple(kind for kind, _ in Counter(row[3] for row in cited).most_common()),
        tuple(entities),
        _aliases(connection, entities, name), len({row[0] for row in cited}), tuple(sorted((m, n) for m, n in months.items() if m)),
        tuple(outlets.most_common()), _carried(connection, ids), published)


def _source_ids(connection: Connection, name: str) -> list[str]:
    """Sources that are called so, whatever the case; one report's official is nobody's page."""
    return list(connection.scalars(select(source.c.id).where(source.c.folded == folded(name), source.c.kind != "anonymous",
                                                             source.c.report.is_(None)))) if folded(name).strip() else []


def _aliases(connection: Connection, entities: Sequence[str], name: str) -> tuple[str, ...]:
    if not entities:
        return ()
    asked = (select(source.c.name).distinct().join_from(hop, source, source.c.id == hop.c.source)
             .where(hop.c.entity.in_(entities[:50]), source.c.name.is_not(None)))
    return tuple(sorted(n for n in connection.scalars(asked) if folded(n) != folded(name)))


def _carried(connection: Connection, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """On whose word it was cited: the next hop nearer the reader, or the report's outlet."""
    nearer, carrier = hop.alias("nearer"), source.alias("carrier")
    name = func.coalesce(carrier.c.name, report.c.outlet, report.c.name).label("carrier")
    many = func.count(distinct(hop.c.statement))
    asked = (select(name, many).select_from(
        _SAID.outerjoin(nearer, (nearer.c.statement == hop.c.statement) & (nearer.c.position == hop.c.position - 1))
        .outerjoin(carrier, carrier.c.id == nearer.c.source)).where(hop.c.source.in_(ids)).group_by(name).order_by(many.desc(), name).limit(50))
    return tuple((row[0], row[1]) for row in connection.execute(asked))


def list_said(connection: Connection, name: str, *, offset: int, limit: int) -> list[Said]:
    """What a source said, newest first, with the claim of each."""
    mine = select(hop.c.statement).where(hop.c.source.in_(_source_ids(connection, name)))
    asked = (select(*_REPORT, telling.c.claim, *STATEMENT).select_from(_HERE.join(statement, statement.c.extraction == newest.c.id)
                                                                       .outerjoin(telling, telling.c.row == statement.c.n))
             .where(statement.c.id.in_(mine)).order_by(*_NEWEST_FIRST, statement.c.position).offset(offset).limit(limit))
    rows = connection.execute(asked).all()
    claims = {row.id: row for row in rows_of(connection, sorted({row[5] for row in rows if row[5]}))}
    return [Said(ReportRow(*row[:5]), found, claims.get(row[5])) for row, found in zip(rows, read_statements(connection, rows), strict=True)]


def list_places(connection: Connection, query: str | None) -> list[PlaceRow]:
    """Places that statements name, the most named first."""
    many = func.count(distinct(telling.c.key))
    same = (place.c.name, place.c.geonames, place.c.country, place.c.latitude, place.c.longitude, place.c.precision)
    asked: Select[Any] = (
        select(*same, func.max(place.c.control), func.max(place.c.by), many, func.count(distinct(telling.c.report)),
               func.count(distinct(telling.c.claim)))
        .select_from(telling.join(statement, statement.c.n == telling.c.row).join(place, place.c.statement == statement.c.id))
        .group_by(*same).order_by(many.desc(), place.c.name))
    for term in terms(query or ""):
        asked = asked.where(place.c.folded.contains(folded(term.text)[:-1], autoescape=True) | (place.c.country == storable(term.text).upper()))
    return [_place(list(row)) for row in connection.execute(asked)]


def _place(row: list[Any]) -> PlaceRow:
    name, geonames, country, latitude, longitude, *rest = row
    return PlaceRow(name, geonames, country, _number(latitude), _number(longitude), *rest)


def _number(words: str | None) -> float | None:
    return None if words is None else float(words)


def list_editions(connection: Connection, report_id: str) -> list[Edition]:
    """How a report came, newest first: each time with other particulars or by another extractor, and what came under its address or name
    before, with another text.
    """
    report_id = storable(report_id)
    same = select(report.c.url, report.c.name, report.c.text).where(report.c.id == report_id)
    known = connection.execute(same).all()
    if not known:
        return []
    urls, names = {row[0] for row in known if row[0]}, {row[1] for row in known}
    asked = (select(report.c.edition, extraction.c.id, report.c.id, arrival.c.at, extraction.c.extractor, arrival.c.name, arrival.c.sha256,
                    report.c.url, arrival.c.given, report.c.published, report.c.title, report.c.text == known[-1][2])
             .select_from(report.join(extraction, extraction.c.edition == report.c.edition).join(arrival,
                                                                                                 arrival.c.extraction == extraction.c.id))
             .where(or_(report.c.id == report_id, report.c.url.in_(urls), arrival.c.name.in_(names) if not urls else literal(value=False)))
             .order_by(arrival.c.at.desc(), extraction.c.n.desc()).limit(200))
    return [Edition(*(*row[:-1], bool(row[-1]))) for row in connection.execute(asked)]


def list_shared(connection: Connection, report_id: str) -> list[tuple[ReportRow, str, str]]:
    """(the other report, the id of the one that the words are seen from, what the two share as linking packed it)."""
    report_id = storable(report_id)
    asked = select(shared.c.one, shared.c.other, shared.c.data).where(or_(shared.c.one == report_id, shared.c.other == report_id))
    found = {(row[1] if row[0] == report_id else row[0]): (row[0], row[2]) for row in connection.execute(asked)}
    rows = connection.execute(select(*_REPORT).select_from(_HERE).where(newest.c.report.in_(found))).all()
    return [(ReportRow(*row), *found[row[0]]) for row in rows]


def count_statements(connection: Connection, narrow: Sequence[ColumnElement[bool]]) -> int:
    """How many statements of the newest extractions fit these clauses."""
    return connection.scalar(select(func.count()).select_from(statement).where(statement.c.extraction.in_(select(newest.c.id)), *narrow)) or 0
