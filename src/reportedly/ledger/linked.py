"""What linking keeps in the ledger: digests, where reports meet, pairs, claims and their tellings. Indexes: replaced, never edited by hand.

One object in one transaction: a batch of reports is linked wholly or not at all.
"""

import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple, cast

from sqlalchemy import Connection, delete, insert, or_, select, update

from reportedly import codec
from reportedly.ledger.claim_head import claim_row, facets
from reportedly.ledger.dialect import insert_new
from reportedly.ledger.read_back import extraction_by_id
from reportedly.ledger.schema import change, claim, digest, facet, judgement, meeting, newest, pair, shared, statement, telling
from reportedly.ledger.search import storable
from reportedly.types import Claim, Extraction, Judgement

BATCH = 400  # values in one IN: far under what any database takes


class DigestRow(NamedTuple):
    """What linking kept of a report: its extraction (statements only) and the vectors' bytes."""

    extraction: Extraction
    vectors: bytes


class PairRow(NamedTuple):
    """Two statements, "report/local id", `one` < `other`; kind: same, outcome, rival, apart or opening."""

    one: str
    other: str
    kind: Literal["same", "outcome", "rival", "apart", "opening"]
    probability: float
    detail: str


class Linked:
    """The linking tables within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, linker: str, limit: int | None = None) -> list[tuple[str, str]]:
        """(report, its newest extraction) that this linker has not linked, in the order of arrival."""
        asked = (select(newest.c.report, newest.c.id).outerjoin(digest, digest.c.report == newest.c.report)
                 .where(or_(digest.c.report.is_(None), digest.c.extraction != newest.c.id, digest.c.linker != linker))
                 .order_by(newest.c.n).limit(limit))
        return [(row[0], row[1]) for row in self._connection.execute(asked)]

    def extraction(self, id_: str) -> Extraction:
        """An extraction as it was added."""
        return extraction_by_id(self._connection, id_)

    def forget(self, reports: Collection[str]) -> set[str]:
        """Drop what was linked of these reports; gives the claims that lost a telling."""
        lost: set[str] = set()
        for some in _batches(self._statements(reports)):
            self._connection.execute(delete(pair).where(pair.c.one.in_(some)))
            self._connection.execute(delete(pair).where(pair.c.other.in_(some)))
        for some in _batches(reports):
            lost |= set(self._connection.scalars(select(telling.c.claim).where(telling.c.report.in_(some))))
            self._connection.execute(delete(digest).where(digest.c.report.in_(some)))
            self._connection.execute(delete(meeting).where(meeting.c.report.in_(some)))
            self._connection.execute(delete(shared).where(or_(shared.c.one.in_(some), shared.c.other.in_(some))))
            self._connection.execute(delete(telling).where(telling.c.report.in_(some)))
        return lost

    def _statements(self, reports: Collection[str]) -> list[str]:
        """The keys of what was linked of these reports. Pairs are found by them, not by how they begin: for that, no index is used."""
        return [key for some in _batches(reports) for key in self._connection.scalars(select(telling.c.key).where(telling.c.report.in_(some)))]

    def bearing_on(self, reports: Collection[str]) -> set[str]:
        """The statements of which something is known that bears on these reports' without being the same claim, or the other way round."""
        mine = set(self._statements(reports))
        return {key for p in self.pairs(mine) if p.kind in {"outcome", "rival"} for key in (p.one, p.other)} - mine

    def put_digest(self, extraction: Extraction, id_: str, linker: str, vectors: bytes, keys: Collection[int]) -> None:
        """Keep a report's digest and the keys under which it meets others."""
        slim = Extraction(extraction.report, (), extraction.statements)
        data = zlib.compress(json.dumps(codec.encode_extraction(slim), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
        report = extraction.report.id
        self._connection.execute(insert(digest), {"report": report, "extraction": id_, "linker": linker, "data": data, "vectors": vectors})
        if keys:
            self._connection.execute(insert_new(self._connection.dialect.name, meeting), [{"key": k, "report": report} for k in sorted(keys)])

    def meeting(self, keys: Collection[int]) -> set[str]:
        """The reports that have one of these keys."""
        found: set[str] = set()
        for some in _batches(keys):
            found |= set(self._connection.scalars(select(meeting.c.report).where(meeting.c.key.in_(some)).distinct()))
        return found

    def digests(self, reports: Collection[str]) -> Iterator[DigestRow]:
        """What was kept of these reports, in no order."""
        for some in _batches(reports):
            for data, vectors in self._connection.execute(select(digest.c.data, digest.c.vectors).where(digest.c.report.in_(some))):
                yield DigestRow(codec.decode_extraction(_unpacked(data)), vectors)

    def faces(self, reports: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """(report, the bytes of its vectors and figures) of these reports, in no order."""
        for some in _batches(reports):
            yield from ((row[0], row[1]) for row in self._connection.execute(
                select(digest.c.report, digest.c.vectors).where(digest.c.report.in_(some))))

    def put_pairs(self, pairs: Iterable[tuple[Any, ...]]) -> None:
        """Keep pairs, given in the order of `PairRow`; those that are there stay as they are."""
        rows = [dict(zip(PairRow._fields, p, strict=True)) for p in pairs]
        if rows:
            self._connection.execute(insert_new(self._connection.dialect.name, pair), rows)

    def pairs(self, keys: Collection[str]) -> list[PairRow]:
        """All pairs that one of these statements is in, in no order; those of two of them come twice."""
        asked = select(pair.c.one, pair.c.other, pair.c.kind, pair.c.probability, pair.c.detail)
        return [cast("PairRow", row) for column in (pair.c.one, pair.c.other) for some in _batches(keys)
                for row in self._connection.execute(asked.where(column.in_(some))).all()]  # a database's row has the names and the order

    def put_shared(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Keep what two reports' texts share: (one, other, JSON), `one` < `other`."""
        rows = [{"one": one, "other": other, "data": data} for one, other, data in found]
        if rows:
            self._connection.execute(insert_new(self._connection.dialect.name, shared), rows)

    def shared(self, reports: Collection[str]) -> list[tuple[str, str, str]]:
        """What the texts of any two of these reports share."""
        wanted = set(reports)
        found = []
        for some in _batches(reports):
            for row in self._connection.execute(select(shared.c.one, shared.c.other, shared.c.data).where(shared.c.one.in_(some))):
                found += [(row[0], row[1], row[2])] if row[1] in wanted else []
        return found

    def claims_of(self, column: str, values: Collection[str]) -> dict[str, set[str]]:
        """By claim: the keys of its tellings, of the claims that have a telling whose `key`, `claim` or `report` is one of these."""
        ids: set[str] = set()
        for some in _batches(values):
            ids |= set(self._connection.scalars(select(telling.c.claim).where(telling.c[column].in_(some))))
        found: dict[str, set[str]] = {}
        for some in _batches(ids):
            for id_, key in self._connection.execute(select(telling.c.claim, telling.c.key).where(telling.c.claim.in_(some))):
                found.setdefault(id_, set()).add(key)
        return found

    def replace_claims(self, gone: Collection[str], made: Sequence[Claim]) -> None:
        """Put these claims in the place of those."""
        for some in _batches({*gone, *(c.id for c in made)}):
            self._connection.execute(delete(telling).where(telling.c.claim.in_(some)))
            self._connection.execute(delete(facet).where(facet.c.claim.in_(some)))
            self._connection.execute(delete(claim).where(claim.c.id.in_(some)))
        if made:
            rows = self._rows({t.report.id for c in made for t in c.tellings})
            self._connection.execute(insert(claim), [claim_row(c) for c in made])
            self._connection.execute(insert(facet), [{"kind": k, "value": v, "claim": c.id} for c in made for k, v in facets(c)])
            self._connection.execute(insert(telling), [
                {"key": key, "claim": c.id, "report": t.report.id, "statement": t.statement.id, "row": rows.get(key, 0)}
                for c in made for t in c.tellings for key in [f"{t.report.id}/{t.statement.id}"]])
        self._connection.execute(update(change).values(made=change.c.made + 1))

    def _rows(self, reports: Collection[str]) -> dict[str, int]:
        """By "report/local id": the numbers of the rows of these reports' statements."""
        found: dict[str, int] = {}
        for some in _batches(reports):
            asked = (select(newest.c.report, statement.c.id, statement.c.n)
                     .join_from(newest, statement, statement.c.extraction == newest.c.id).where(newest.c.report.in_(some)))
            found |= {f"{report}/{id_.rpartition('/')[2]}": n for report, id_, n in self._connection.execute(asked)}
        return found

    def claim_tag(self, id_: str) -> str:
        """What changes whenever a claim does; empty if there is none of this id."""
        return tag_of(self._connection, id_)

    def judgements(self) -> list[Judgement]:
        """All judgements in the order in which they were made."""
        return read_judgements(self._connection)

    def add_judgement(self, j: Judgement) -> None:
        """Append a judgement."""
        self._connection.execute(insert(judgement), {
            "id": j.id, "kind": j.kind, "who": j.who, "at": j.at, "about": json.dumps(codec.encode_marks(j.about)), "name": j.name,
            "value": j.value,
            "note": j.note})


def read_judgements(connection: Connection) -> list[Judgement]:
    """All judgements in the order in which they were made."""
    return [Judgement(row["id"], row["kind"], row["who"], row["at"], codec.decode_marks(json.loads(row["about"])), row["name"], row["value"],
                      row["note"]) for row in connection.execute(select(judgement).order_by(judgement.c.n)).mappings()]


def tag_of(connection: Connection, id_: str) -> str:
    """What changes whenever the claim of this id does; empty if there is none."""
    data = connection.scalar(select(claim.c.data).where(claim.c.id == storable(id_)))
    return "" if data is None else hashlib.sha256(data).hexdigest()[:16]


def read_claim(connection: Connection, data: bytes) -> Claim:
    """A claim from its row's `data`; the claims that bear on it by the ids that they have now."""
    found = codec.decode_trace(_unpacked(data))
    if not found.related:
        return found
    keys = [r.claim for r in found.related]
    ids = {row[0]: row[1] for some in _batches(set(keys))
           for row in connection.execute(select(telling.c.key, telling.c.claim).where(telling.c.key.in_(some)))}
    return replace(found, related=tuple(replace(r, claim=ids.get(r.claim, r.claim)) for r in found.related))


def _unpacked(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return found


def _batches(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), BATCH):
        yield ordered[at:at + BATCH]
