"""Every question that is asked of the ledger: one query, one named function, which takes a connection and gives rows.

They ask `newest`, so that only the last extraction of a report counts. Reading whole extractions back is `read_back.py`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Join, Table, and_, distinct, exists, func, literal, not_, select

from reportedly.ledger.dialect import matches, passed
from reportedly.ledger.read_back import BATCH, STATEMENT
from reportedly.ledger.rows import ReportRow, SourceRow, Wanted
from reportedly.ledger.schema import (
    actor,
    arrival,
    extraction,
    failure,
    hop,
    newest,
    place,
    recovery,
    report,
    source,
    statement,
    time,
)
from reportedly.ledger.search import Term, folded, folded_part, storable, terms
from reportedly.types import Failure

_LONGEST_NAME = 10_000  # characters
_REPORT = (report.c.id, report.c.name, report.c.outlet, report.c.title, report.c.published)
_NEWEST_FIRST = (report.c.published.desc().nulls_last(), newest.c.n.desc())


def report_row(row: Sequence[Any]) -> ReportRow:
    """The first five columns of a row as a report."""
    return ReportRow(*row[:5])


def _found(connection: Connection, query: str | None, table: Table) -> list[ColumnElement[bool]]:
    """The clause for a user's query: none if nothing was asked, one that is never true if it has no word in it."""
    if query is None or not query.strip():
        return []
    asked: tuple[Term, ...] = terms(query)
    return [matches(connection.dialect.name, table, asked) if asked else literal(value=False)]


def has_arrived(connection: Connection, sha256: str, given: str, extractor: str) -> bool:
    """Whether these bytes came with these given facts and were read by this extractor."""
    same = (arrival.c.sha256 == sha256) & (arrival.c.given == given) & (arrival.c.extractor == extractor)
    return bool(connection.execute(select(exists().where(same))).scalar_one())


def list_reports(connection: Connection, query: str | None) -> Iterator[ReportRow]:
    """Reports, newest first, whose name, title, outlet, byline and text have all the terms."""
    asked = (select(*_REPORT).join_from(newest, report, report.c.edition == newest.c.edition)
             .where(*_found(connection, query, report)).order_by(*_NEWEST_FIRST))
    for row in connection.execute(asked, execution_options={"yield_per": BATCH}):
        yield report_row(row)


def list_statements(connection: Connection, query: str | None, wanted: Wanted, limit: int | None,
                    offset: int = 0, *, many: bool = False) -> Iterator[Sequence[Sequence[Any]]]:
    """Statements in batches, newest report first: the report's five columns, then those of `STATEMENT`.

    `many`: a page is asked for, and so many statements fit that it is soon full: reports are gone through in their order.
    """
    asked = select(*_REPORT, *STATEMENT).select_from(_newest_statements())
    order = (*_NEWEST_FIRST, statement.c.position)
    clauses = statement_clauses(connection, query, wanted)
    if limit is None and not offset:
        yield from connection.execute(asked.where(*clauses).order_by(*order), execution_options={"yield_per": BATCH}).partitions()
        return
    tables = _in_order(connection) if many else _newest_statements()
    page = select(statement.c.n).select_from(tables).where(*clauses).order_by(*order).limit(limit).offset(offset)
    numbers = connection.scalars(page).all()  # a page of numbers is sorted much faster than the rows
    for at in range(0, len(numbers), BATCH):
        yield connection.execute(asked.where(statement.c.n.in_(numbers[at:at + BATCH])).order_by(*order)).all()


def _newest_statements() -> Join:
    return newest.join(report, report.c.edition == newest.c.edition).join(statement, statement.c.extraction == newest.c.id)


def newest_first(connection: Connection) -> Join:
    """Reports with their newest extractions, of which SQLite reads no more than a page needs: it begins with the newest report."""
    return report.join(newest, newest.c.edition == passed(connection.dialect.name, report.c.edition))


def _in_order(connection: Connection) -> Join:
    return newest_first(connection).join(statement, statement.c.extraction == passed(connection.dialect.name, newest.c.id))


def statement_clauses(connection: Connection, query: str | None, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a query and a choice of facets ask of statements."""
    return [*_found(connection, query, statement), *_facets_of(wanted)]


def is_extraction(connection: Connection, id_: str) -> bool:
    """Whether there is an extraction of this id."""
    return bool(connection.execute(select(exists().where(extraction.c.id == storable(id_)))).scalar_one())


def _facets_of(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """The clauses for what is wanted of a statement's facets."""
    if wanted.source is not None or wanted.kind is not None:
        cited = select(hop.c.statement).join_from(hop, source, source.c.id == hop.c.source)
        if wanted.source is not None:
            cited = cited.where(_has_words(source, folded(wanted.source)))
        if wanted.kind is not None:
            cited = cited.where(source.c.kind == storable(wanted.kind))
        yield statement.c.id.in_(cited)
    if wanted.actor is not None:
        yield statement.c.id.in_(select(actor.c.statement).where(
            _has_words(actor, folded(wanted.actor)) | (actor.c.entity == storable(wanted.actor))))
    if wanted.place is not None:
        yield statement.c.id.in_(select(place.c.statement).where(
            _has_words(place, folded(wanted.place)) | (place.c.country == storable(wanted.place))))
    if wanted.start is not None or wanted.end is not None:
        yield statement.c.id.in_(select(time.c.statement).where(*_overlaps(wanted)))
    for column, value in ((statement.c.mode, wanted.mode), (statement.c.polarity, wanted.polarity), (statement.c.level, wanted.level)):
        if value is not None:
            yield column == storable(value)


def _overlaps(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Clauses for times that share a day with what is wanted; an open end reaches as far as one likes."""
    if wanted.end is not None:
        yield time.c.start.is_(None) | (time.c.start < storable(wanted.end))
    if wanted.start is not None:
        yield time.c.end.is_(None) | (time.c.end > storable(wanted.start))


def list_sources(connection: Connection, query: str | None) -> Iterator[SourceRow]:
    """Named sources, the most cited first, whose name has all the terms."""
    statements = func.count(distinct(hop.c.statement)).label("statements")
    asked = (select(source.c.id, source.c.name, source.c.kind, source.c.report, statements,
                    func.count(distinct(report.c.id)), func.count(distinct(report.c.outlet)))
             .select_from(_cited()).where(source.c.name.is_not(None), *_named(query))
             .group_by(source.c.id, source.c.name, source.c.kind, source.c.report)
             .order_by(statements.desc(), source.c.name, source.c.kind, source.c.id))
    carriers = _carriers(connection, query)
    for id_, name, kind, whose, count, reports, outlets in connection.execute(asked):
        yield SourceRow(name, kind, count, reports, outlets, tuple(carriers.get(id_, ())), whose)


def _carriers(connection: Connection, query: str | None) -> dict[str, list[tuple[str, int]]]:
    """By source: on whose word it was cited, the most frequent first."""
    nearer, carrier = hop.alias("nearer"), source.alias("carrier")
    name = func.coalesce(carrier.c.name, report.c.outlet, report.c.name).label("carrier")
    count = func.count(distinct(hop.c.statement)).label("statements")
    asked = (select(source.c.id, name, count)
             .select_from(_cited()
                          .outerjoin(nearer, and_(nearer.c.statement == hop.c.statement, nearer.c.position == hop.c.position - 1))
                          .outerjoin(carrier, carrier.c.id == nearer.c.source))
             .where(source.c.name.is_not(None), *_named(query))
             .group_by(source.c.id, name).order_by(count.desc(), name))
    found: dict[str, list[tuple[str, int]]] = {}
    for id_, who, times in connection.execute(asked):
        found.setdefault(id_, []).append((who, times))
    return found


def _cited() -> Join:
    """Hops of the newest extractions with their sources and reports."""
    return (newest.join(report, report.c.edition == newest.c.edition).join(statement, statement.c.extraction == newest.c.id)
            .join(hop, hop.c.statement == statement.c.id).join(source, source.c.id == hop.c.source))


def _named(query: str | None) -> list[ColumnElement[bool]]:
    """Clauses for names that have all the terms of a user's query."""
    if query is None or not query.strip():
        return []
    return [_has_words(source, folded_part(term)) for term in terms(query)] or [literal(value=False)]


def _has_words(table: Table, part: str) -> ColumnElement[bool]:
    """A part of a folded name; nothing has none, nor one so long that it passes the 50,000 bytes of SQLite's LIKE."""
    if not part.strip() or len(part) > _LONGEST_NAME:
        return literal(value=False)
    found: ColumnElement[bool] = table.c.folded.contains(part, autoescape=True)
    return found


def find_report(connection: Connection, key: str) -> str | None:
    """The newest extraction of the report with this id, else of the one that last came under this name."""
    found = select(newest.c.id).order_by(newest.c.n.desc()).limit(1)
    came = (select(extraction.c.report).join_from(arrival, extraction, extraction.c.id == arrival.c.extraction)
            .where(arrival.c.name == storable(key)))
    return (connection.scalar(found.where(newest.c.report == storable(key)))
            or connection.scalar(found.where(newest.c.report.in_(came))))


def find_reports_by_prefix(connection: Connection, prefix: str) -> list[tuple[str, str]]:
    """(report id, newest extraction) of the reports whose id begins so."""
    begins = newest.c.report.startswith(storable(prefix), autoescape=True)
    asked = select(newest.c.report, newest.c.id).where(begins).order_by(newest.c.report)
    return [(row[0], row[1]) for row in connection.execute(asked)]


def current_failures(connection: Connection) -> list[Failure]:
    """Failures after which the same name has not succeeded, in the order in which they came."""
    asked = select(failure.c.name, failure.c.reason, failure.c.sha256).where(_current()).order_by(failure.c.n)
    return [Failure(*row) for row in connection.execute(asked)]


def current_failures_of(connection: Connection, name: str) -> list[str]:
    """Ids of the current failures of one name."""
    return list(connection.scalars(select(failure.c.id).where(_current(), failure.c.name == name).order_by(failure.c.n)))


def _current() -> ColumnElement[bool]:
    return not_(exists().where(recovery.c.failure == failure.c.id))
