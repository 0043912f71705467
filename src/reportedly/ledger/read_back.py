"""Rows -> the types they came from: the way back from `write.py`, equal to the letter.

Spans, hops and links are fetched for many statements or attributions at once, never one by one.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from reportedly.ledger.queries import BATCH
from reportedly.ledger.schema import (
    attribution,
    attribution_span,
    extraction,
    hop,
    link,
    report,
    skipped,
    source,
    span,
    statement,
    statement_span,
)
from reportedly.types import Attribution, Extraction, Hop, Link, Report, Span, Statement

_CUE, _SOURCE = span.alias("cue_span"), span.alias("source_span")


def extraction_by_id(connection: Connection, id_: str) -> Extraction:
    """A whole extraction, as it was added; its report's `name` and `sha256` as they were first given."""
    asked = select(statement.c.id, statement.c.text, statement.c.attribution, statement.c.detail)
    rows = connection.execute(asked.where(statement.c.extraction == id_).order_by(statement.c.position)).all()
    return Extraction(_report(connection, id_), _attributions(connection, id_), tuple(read_statements(connection, rows)))


def read_statements(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Statement]:
    """Statements from rows whose last four columns are id, text, attribution and detail; order kept."""
    ids = [row[-4] for row in rows]
    spans, chains = defaultdict(list), defaultdict(list)
    for some in _batches(ids):
        for of, start, end in _statement_spans(connection, some):
            spans[of].append(Span(start, end))
        for of, found in _hops(connection, some):
            chains[of].append(found)
    return [Statement(_local(id_), text, tuple(spans[id_]), None if of is None else _local(of), tuple(chains[id_]), detail)
            for id_, text, of, detail in (row[-4:] for row in rows)]


def _statement_spans(connection: Connection, ids: list[str]) -> Sequence[Sequence[Any]]:
    asked = (select(statement_span.c.statement, span.c.start, span.c.end)
             .join_from(statement_span, span, span.c.id == statement_span.c.span)
             .where(statement_span.c.statement.in_(ids)).order_by(statement_span.c.statement, statement_span.c.position))
    return connection.execute(asked).all()


def _hops(connection: Connection, ids: list[str]) -> list[tuple[str, Hop]]:
    asked = (select(hop.c.statement, source.c.name, source.c.kind, _SOURCE.c.start, _SOURCE.c.end, _CUE.c.start, _CUE.c.end,
                    hop.c.act, hop.c.told, hop.c.entity, hop.c.detail)
             .select_from(hop.join(source, source.c.id == hop.c.source).join(_CUE, _CUE.c.id == hop.c.cue)
                          .outerjoin(_SOURCE, _SOURCE.c.id == hop.c.span))
             .where(hop.c.statement.in_(ids)).order_by(hop.c.statement, hop.c.position))
    return [(of, Hop(name, kind, None if start is None else Span(start, end), Span(cue, cue_end), act, told, entity,
                     detail=detail))
            for of, name, kind, start, end, cue, cue_end, act, told, entity, detail in connection.execute(asked)]


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


def _report(connection: Connection, id_: str) -> Report:
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
