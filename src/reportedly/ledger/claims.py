"""Questions about claims, one named function each; the answers are rows' `data`, read by `linked.read_claim`."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select

from reportedly.ledger.dialect import matches, passed
from reportedly.ledger.rows import WantedClaims
from reportedly.ledger.schema import claim, facet, hop, newest, report, source, statement, telling
from reportedly.ledger.search import folded, storable, terms

PAGE = 100  # rows read at a time


def list_claims(connection: Connection, query: str | None, wanted: WantedClaims, limit: int | None) -> Iterator[bytes]:
    """The most retold on the fewest origins first: outlets over established origins, then outlets, then the newest."""
    asked = (select(claim.c.data).where(*clauses(connection, query, wanted))
             .order_by(ratio(connection).desc(), claim.c.outlets.desc(), claim.c.statements.desc(), claim.c.latest.desc(),
                       claim.c.id).limit(limit))
    yield from _data(connection, asked)


def ratio(connection: Connection) -> ColumnElement[Any]:
    """Outlets by established origins, of which none counts as one."""
    least = func.max if connection.dialect.name == "sqlite" else func.greatest
    return claim.c.outlets * 1.0 / least(claim.c.established, 1)


def clauses(connection: Connection, query: str | None, wanted: WantedClaims, *, through: bool = False) -> Iterator[ColumnElement[bool]]:
    """What a query and a choice of facets ask of claims; `through`: which so many fit that all are gone through."""
    id_ = passed(connection.dialect.name, claim.c.id) if through else claim.c.id
    if query is not None and query.strip():
        yield _has_words(connection, id_, query)
    if wanted.outlet is not None:
        yield or_(id_.in_(_under("outlet", wanted.outlet)), id_.in_(
            select(telling.c.claim).where(telling.c.report.in_(_reports_of(wanted.outlet)))))
    for kind in ("source", "kind", "actor", "place", "level", "month"):
        value = getattr(wanted, kind)
        if value is not None:
            yield id_.in_(_under(kind, value))
    for column, word in ((claim.c.mode, wanted.mode), (claim.c.outcome, wanted.outcome)):
        if word is not None:
            yield column == storable(word)
    if wanted.grade is not None:
        yield claim.c.grade == wanted.grade
    yield from _told(wanted)
    if wanted.state is not None:
        yield in_state(wanted.state, day(wanted.today))


def _has_words(connection: Connection, id_: ColumnElement[str], query: str) -> ColumnElement[bool]:
    words = terms(query)
    if not words:
        return literal(value=False)
    rows = select(statement.c.n).where(matches(connection.dialect.name, statement, words))
    return id_.in_(select(telling.c.claim).where(telling.c.row.in_(rows)))


def _told(wanted: WantedClaims) -> Iterator[ColumnElement[bool]]:
    if wanted.retold > 1:
        yield claim.c.outlets >= wanted.retold
    if wanted.since is not None:
        yield claim.c.published >= storable(wanted.since)
    if wanted.until is not None:
        yield claim.c.published < storable(wanted.until)


def _under(kind: str, value: str) -> Select[tuple[str]]:
    return select(facet.c.claim).where(facet.c.kind == kind, facet.c.value == storable(value))


def _reports_of(outlet: str) -> Select[tuple[str]]:
    return select(report.c.id).where(func.lower(report.c.outlet) == storable(outlet).lower())


def day(today: str | None) -> str:
    """The day from which forecasts are looked at; without one, the last."""
    return storable(today or "9999")


def in_state(state: str, today: str) -> ColumnElement[bool]:
    """The clause for a state on a day."""
    pending = claim.c.outcome == "pending"
    closed = and_(claim.c.end.is_not(None), claim.c.end <= today)
    opened = or_(claim.c.start.is_(None), claim.c.start <= today)
    states: dict[str, ColumnElement[bool]] = {
        "pending": pending, "due": and_(pending, opened, ~closed), "overdue": and_(pending, closed), "denied": claim.c.denied == 1,
        "corrected": claim.c.corrected == 1, "circular": claim.c.circular == 1, "hardened": claim.c.hardened == 1}
    return states.get(state, literal(value=False))


def find_claims(connection: Connection, key: str) -> list[tuple[str, bytes]]:
    """(id, data) of the claim with this id or this telling, else of those whose id begins so."""
    of = select(telling.c.claim).where(telling.c.key == storable(key))
    exact = connection.execute(select(claim.c.id, claim.c.data).where(or_(claim.c.id == storable(key), claim.c.id.in_(of)))).all()
    found = exact or connection.execute(select(claim.c.id, claim.c.data).where(claim.c.id.startswith(storable(key), autoescape=True))
                                        .order_by(claim.c.id)).all()
    return [(row[0], row[1]) for row in found]


def list_forecasts(connection: Connection) -> Iterator[bytes]:
    """Claims with an outcome, or a window in which it is awaited."""
    yield from _data(connection, select(claim.c.data).where(claim.c.outcome.is_not(None))
                     .order_by(func.coalesce(claim.c.start, claim.c.end, "9999"), func.coalesce(claim.c.end, "9999"), claim.c.id))


def list_claims_from(connection: Connection, name: str) -> Iterator[bytes]:
    """Claims in whose tellings' chains a source of this name stands, or that an outlet of this name tells."""
    part = folded(name)
    cited = (select(telling.c.claim).select_from(telling.join(newest, newest.c.report == telling.c.report))
             .join(hop, hop.c.statement == newest.c.id + "/" + telling.c.statement).join(source, source.c.id == hop.c.source)
             .where(source.c.folded.contains(part, autoescape=True))) if part.strip() else None
    told = select(telling.c.claim).where(telling.c.report.in_(_reports_of(name)))
    clause = claim.c.id.in_(told) if cited is None else or_(claim.c.id.in_(told), claim.c.id.in_(cited))
    yield from _data(connection, select(claim.c.data).where(clause).order_by(func.coalesce(claim.c.published, "9999"), claim.c.id))


def _data(connection: Connection, asked: Select[tuple[bytes]]) -> Iterator[bytes]:
    for rows in connection.execute(asked, execution_options={"yield_per": PAGE}).partitions():
        data: Sequence[Any] = [row[0] for row in rows]
        yield from map(bytes, data)
