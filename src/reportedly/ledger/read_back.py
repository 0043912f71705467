"""Rows -> the types they came from: the way back from `write.py`, equal to the letter.

Spans, hops and links are fetched for many statements or attributions at once, never one by one.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from reportedly.codec import decode_anonymity, decode_certainty, decode_time
from reportedly.ledger.schema import (
    actor,
    attribution,
    attribution_span,
    extraction,
    hop,
    link,
    place,
    quantity,
    report,
    skipped,
    source,
    span,
    statement,
    statement_span,
    time,
)
from reportedly.types import (
    Actor,
    Attribution,
    Certainty,
    Extraction,
    Hop,
    Link,
    Place,
    Quantity,
    Report,
    Span,
    Statement,
    Time,
)

BATCH = 500  # rows fetched at a time: far under the number of variables that any database takes
_CUE, _SOURCE = span.alias("cue_span"), span.alias("source_span")
STATEMENT = (statement.c.id, statement.c.text, statement.c.attribution, statement.c.detail, statement.c.mode, statement.c.polarity,
             statement.c.certainty)


def extraction_by_id(connection: Connection, id_: str) -> Extraction:
    """A whole extraction, as it was added; its report's `name` and `sha256` as they were first given."""
    rows = connection.execute(select(*STATEMENT).where(statement.c.extraction == id_).order_by(statement.c.position)).all()
    return Extraction(report_by_id(connection, id_), _attributions(connection, id_), tuple(read_statements(connection, rows)))


def read_statements(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Statement]:
    """Statements from rows whose last columns are those of `STATEMENT`; order kept."""
    rows = [row[-len(STATEMENT):] for row in rows]
    ids = [row[0] for row in rows]
    spans, chains = defaultdict(list), defaultdict(list)
    facets: dict[str, dict[str, list[Any]]] = {id_: {name: [] for name in FACETS} for id_ in ids}
    for some in _batches(ids):
        for of, start, end in _statement_spans(connection, some):
            spans[of].append(Span(start, end))
        for of, found in _hops(connection, some):
            chains[of].append(found)
        for name, (facet, made) in FACETS.items():
            for row in _facets(connection, facet, some):
                facets[row["statement"]][name].append(made(row, Span(row["span_start"], row["span_end"])))
    return [Statement(_local(id_), text, tuple(spans[id_]), None if of is None else _local(of), tuple(chains[id_]), detail, mode,
                      polarity, Certainty() if sure is None else decode_certainty(json.loads(sure)),
                      **{name: tuple(found) for name, found in facets[id_].items()})
            for id_, text, of, detail, mode, polarity, sure in rows]


def _facets(connection: Connection, facet: Table, ids: list[str]) -> Iterable[RowMapping]:
    asked = (select(facet, span.c.start.label("span_start"), span.c.end.label("span_end"), span.c.exact)
             .join_from(facet, span, span.c.id == facet.c.span)
             .where(facet.c.statement.in_(ids)).order_by(facet.c.statement, facet.c.position))
    return connection.execute(asked).mappings()


def _time(row: RowMapping, where: Span) -> Time:
    return Time(where, row["exact"], row["start"], row["end"], row["grain"], row["detail"])


def _quantity(row: RowMapping, where: Span) -> Quantity:
    return Quantity(where, row["exact"], _number(row["low"]), _number(row["high"]), row["unit"], _number(row["of"]), row["per"],
                    bool(row["approximate"]), row["detail"])


def _place(row: RowMapping, where: Span) -> Place:
    return Place(where, row["exact"], row["name"], row["geonames"], row["country"], _number(row["latitude"]),
                 _number(row["longitude"]), row["precision"], row["control"], row["by"], row["detail"])


def _actor(row: RowMapping, where: Span) -> Actor:
    return Actor(where, row["name"], row["kind"], row["entity"], row["detail"])


def _number(words: str | None) -> float | None:
    return None if words is None else float(words)


FACETS: dict[str, tuple[Table, Callable[[RowMapping, Span], Any]]] = {
    "times": (time, _time), "quantities": (quantity, _quantity), "places": (place, _place), "actors": (actor, _actor)}


def _statement_spans(connection: Connection, ids: list[str]) -> Sequence[Sequence[Any]]:
    asked = (select(statement_span.c.statement, span.c.start, span.c.end)
             .join_from(statement_span, span, span.c.id == statement_span.c.span)
             .where(statement_span.c.statement.in_(ids)).order_by(statement_span.c.statement, statement_span.c.position))
    return connection.execute(asked).all()


def _hops(connection: Connection, ids: list[str]) -> list[tuple[str, Hop]]:
    asked = (select(hop.c.statement, source.c.name, source.c.kind, _SOURCE.c.start, _SOURCE.c.end, _CUE.c.start, _CUE.c.end,
                    hop.c.act, hop.c.told, hop.c.entity, hop.c.when, hop.c.anonymity, hop.c.detail)
             .select_from(hop.join(source, source.c.id == hop.c.source).join(_CUE, _CUE.c.id == hop.c.cue)
                          .outerjoin(_SOURCE, _SOURCE.c.id == hop.c.span))
             .where(hop.c.statement.in_(ids)).order_by(hop.c.statement, hop.c.position))
    return [(of, Hop(name, kind, None if start is None else Span(start, end), Span(cue, cue_end), act, told, entity,
                     None if when is None else decode_time(json.loads(when)),
                     None if unnamed is None else decode_anonymity(json.loads(unnamed)), detail))
            for of, name, kind, start, end, cue, cue_end, act, told, entity, when, unnamed, detail in connection.execute(asked)]


def _attributions(connection: Connection, id_: str) -> tuple[Attribution, ...]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for of, role, start, end in connection.execute(
            select(attribution_span.c.attribution, attribution_span.c.role, span.c.start, span.c.end)
            .select_from(attribution_span.join(span, span.c.id == attribution_span.c.span)
                         .join(attribution, attribution.c.id == attribution_span.c.attribution))
            .where(attribution.c.extraction == id_)
            .order_by(attribution_span.c.attribution, attribution_span.c.role, attribution_span.c.position)):
        spans[of, role].append(Span(start, end))
    a = attribution.c
    asked = (select(a.id, span.c.start, span.c.end, a.parent, a.quotation, a.score, a.source_kind, a.act)
             .join_from(attribution, span, span.c.id == a.cue).where(a.extraction == id_).order_by(a.position))
    return tuple(
        Attribution(_local(of), Span(start, end), tuple(spans[of, "source"]), tuple(spans[of, "content"]),
                    None if parent is None else _local(parent), quotation, float(score), kind, act)
        for of, start, end, parent, quotation, score, kind, act in connection.execute(asked))


def report_by_id(connection: Connection, id_: str) -> Report:
    """The report of an extraction; its `name` and `sha256` as they were first given."""
    r = report.c
    asked = select(report).join_from(extraction, report, r.edition == extraction.c.edition).where(extraction.c.id == id_)
    fields: dict[str, Any] = dict(connection.execute(asked).mappings().one())
    edition, _ = fields.pop("edition"), fields.pop("n")
    links = connection.execute(select(link.c.url, span.c.start, span.c.end).join_from(link, span, span.c.id == link.c.span)
                               .where(link.c.edition == edition).order_by(link.c.position))
    passed = connection.execute(select(span.c.start, span.c.end).join_from(skipped, span, span.c.id == skipped.c.span)
                                .where(skipped.c.edition == edition).order_by(skipped.c.position))
    return Report(**fields, links=tuple(Link(url, Span(start, end)) for url, start, end in links),
                  skipped=tuple(Span(start, end) for start, end in passed))


def _batches(ids: list[str]) -> list[list[str]]:
    return [ids[i:i + BATCH] for i in range(0, len(ids), BATCH)]


def _local(id_: str) -> str:
    """The id as the extraction has it: a row's is "extraction/local id"."""
    return id_.partition("/")[2]
