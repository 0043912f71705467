"""Lists of claims and what they are narrowed by: no claim is read whole. Each function is one question."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, select

from reportedly.ledger.claims import clauses, day, in_state, ratio
from reportedly.ledger.dialect import passed
from reportedly.ledger.rows import ClaimRow, ReportRow, WantedClaims, Worst
from reportedly.ledger.schema import claim, facet, telling
from reportedly.ledger.search import storable

BATCH = 400
MANY = 6  # if more than one claim in so many fits, all are gone through: 40,000 in 0.03 s, where each looked up takes 5 µs
DUE, OVERDUE = 3.0, 4.0  # how much more a retold forecast needs a look when its time has come, and when it is over
STATES = ("overdue", "due", "pending")
_SAME = ("id", "text", "mode", "statements", "reports", "outlets", "latest", "established", "possible", "expected", "outcome", "settled",
         "grade", "suggested", "need")
_COLUMNS = [c for c in claim.c if c.name != "data"]


def list_rows(connection: Connection, query: str | None, wanted: WantedClaims, order: str, *, offset: int, limit: int,
              fit: int) -> list[ClaimRow]:
    """The claims of one page of a list; so many `fit` in all."""
    narrow = clauses(connection, query, wanted, through=_many(connection, fit))
    ids = select(claim.c.id).where(*narrow).order_by(*_order(connection, order, day(wanted.today)))
    return rows_of(connection, connection.scalars(ids.offset(offset).limit(limit)).all())


def _many(connection: Connection, fit: int) -> bool:
    return fit * MANY > (connection.scalar(select(func.count()).select_from(claim)) or 0)


def rows_of(connection: Connection, ids: Sequence[str]) -> list[ClaimRow]:
    """The rows of these claims, in this order; those that are not there are left out."""
    found: dict[str, ClaimRow] = {}
    for at in range(0, len(ids), BATCH):
        some = ids[at:at + BATCH]
        found |= {row["id"]: _row(row) for row in connection.execute(select(*_COLUMNS).where(claim.c.id.in_(some))).mappings()}
    return [found[id_] for id_ in ids if id_ in found]


def count(connection: Connection, query: str | None, wanted: WantedClaims) -> int:
    """How many claims there are of this kind."""
    return connection.scalar(select(func.count()).select_from(claim).where(*clauses(connection, query, wanted))) or 0


def count_facets(connection: Connection, query: str | None, wanted: WantedClaims, most: int, fit: int) -> dict[str, list[tuple[str, int]]]:
    """By kind of facet: the values that these claims, so many of which `fit`, have most, with how many have them."""
    narrow = list(clauses(connection, query, wanted))
    asked = select(facet.c.kind, facet.c.value, func.count()).group_by(facet.c.kind, facet.c.value)
    if narrow:
        among = passed(connection.dialect.name, facet.c.claim) if _many(connection, fit) else facet.c.claim
        asked = asked.where(among.in_(select(claim.c.id).where(*narrow)))
    many: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for kind, value, number in connection.execute(asked):
        many[kind].append((value, number))
    many["state"] += _by_date(connection, narrow, day(wanted.today))
    return {kind: sorted(values, key=lambda v: (-v[1], v[0]))[:most] for kind, values in many.items() if values}


def _by_date(connection: Connection, narrow: Sequence[ColumnElement[bool]], today: str) -> list[tuple[str, int]]:
    """How many of these claims are in the states that depend on the day."""
    sums = [func.sum(case((in_state(state, today), 1), else_=0)) for state in STATES]
    row = connection.execute(select(*sums).where(claim.c.outcome == "pending", *narrow)).one()
    return [(state, number) for state, number in zip(STATES, row, strict=True) if number]


def list_forecasts(connection: Connection, today: str, state: str | None, *, offset: int, limit: int) -> list[ClaimRow]:
    """Forecasts: overdue, those of which later reports say what came, due, pending, settled; in each the most retold first."""
    today = day(today)
    closes, opens = func.coalesce(claim.c.end, "9999"), func.coalesce(claim.c.start, "")
    rank = case((claim.c.settled.is_not(None), 4), (claim.c.outcome != "pending", 1), (closes <= today, 0), (opens > today, 3), else_=2)
    asked = (select(claim.c.id).where(*_forecasts(today, state))
             .order_by(rank, claim.c.outlets.desc(), func.coalesce(claim.c.start, claim.c.end, "9999"), claim.c.id))
    return rows_of(connection, connection.scalars(asked.offset(offset).limit(limit)).all())


def count_forecasts(connection: Connection, today: str) -> dict[str, int]:
    """How many forecasts are overdue, due, pending, proposed (later reports say what came of them) and settled."""
    return {state: connection.scalar(select(func.count()).select_from(claim).where(*_forecasts(day(today), state))) or 0
            for state in (*STATES, "proposed", "settled")}


def _forecasts(today: str, state: str | None) -> Iterator[ColumnElement[bool]]:
    yield claim.c.outcome.is_not(None)
    if state == "settled":
        yield claim.c.settled.is_not(None)
    elif state == "proposed":
        yield and_(claim.c.settled.is_(None), claim.c.outcome != "pending")
    elif state is not None:
        yield and_(claim.c.settled.is_(None), in_state(state, today))
        if state == "pending":  # in this list those alone whose time has not come
            yield and_(claim.c.start > today, ~in_state("overdue", today))


def claims_by_statement(connection: Connection, report: str) -> dict[str, ClaimRow]:
    """By a statement's id within the report: the claim that it belongs to."""
    asked = select(telling.c.statement, telling.c.claim).where(telling.c.report == storable(report))
    found = {row[0]: row[1] for row in connection.execute(asked)}
    rows = {row.id: row for row in rows_of(connection, sorted(set(found.values())))}
    return {statement: rows[id_] for statement, id_ in found.items() if id_ in rows}


def _order(connection: Connection, order: str, today: str) -> tuple[ColumnElement[Any], ...]:
    """What a list begins with; the claims of one rank from the newest on."""
    newest = (claim.c.latest.desc().nulls_last(), claim.c.id)
    match order:
        case "newest":
            return newest
        case "oldest":
            return claim.c.published.asc().nulls_last(), claim.c.id
        case "retold":
            return ratio(connection).desc(), claim.c.outlets.desc(), claim.c.statements.desc(), *newest
    retold = and_(claim.c.outlets > 1, claim.c.settled.is_(None))
    urgent = case((and_(retold, in_state("overdue", today)), OVERDUE), (and_(retold, in_state("due", today)), DUE), else_=literal(0.0))
    return (claim.c.need + urgent).desc(), claim.c.outlets.desc(), *newest


def _row(row: Any) -> ClaimRow:
    head = json.loads(row["head"])
    window = (row["start"], row["end"]) if row["start"] or row["end"] else None
    same: dict[str, Any] = {name: row[name] for name in _SAME}
    return ClaimRow(
        **same, first=ReportRow(row["first"], head["first"][0], row["outlet"], head["first"][1], row["published"]),
        circular=bool(row["circular"]), denied=bool(row["denied"]), corrected=bool(row["corrected"]), hardened=bool(row["hardened"]),
        low=head["interval"][0], high=head["interval"][1], names=tuple((name, counts) for name, counts in head["names"]), window=window,
        told=tuple(head["told"]), worst=Worst(*head["worst"]) if head["worst"] else None, drifts=head["drifts"])
