"""What a person wants ruled -> what a judgement says: the words it is `about`, and its `value`. Terminal and pages judge by these alone.

Claims come as they are; reports and judgements by what people type: an id, its beginning, or a name. Whatever cannot be ruled is a
`ManifestError` of one line.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reportedly.errors import LedgerError, ManifestError
from reportedly.ledger import Ledger
from reportedly.link import mark, standing
from reportedly.present import phrases
from reportedly.present.asked import one_of
from reportedly.present.words import one_line
from reportedly.types import Claim, Judgement, JudgementKind, Mark, Outcome, Report, Span, Statement, Telling

NOTE = 2000  # characters of a note at most
NAME = 120  # characters of a name in the log
OUTSIDE = "source:"  # before the name of a parent that is no report


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement before anybody has made it."""

    kind: JudgementKind
    about: tuple[Mark, ...] = ()
    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement in the log. `parts`: what it says, in words of ours and, where `True` stands beside them, in words of reports."""

    judgement: Judgement
    stands: bool
    parts: tuple[tuple[str, bool], ...]


def accept(claim: Claim) -> Ruling:
    """That a claim's first telling is read rightly."""
    return Ruling("accept", (_first(claim),))


def reject(store: Ledger, claim: Claim, report: str, statement: str | None = None) -> tuple[Ruling, ...]:
    """That what a report has of a claim is no statement; of several statements one by its id, or all."""
    found = [t for t in _tellings(store, "reject", claim, report) if statement in {None, t.statement.id}]
    if not found:
        raise ManifestError(f"reject: {statement!r} is no statement of {claim.id} in {report!r}")
    return tuple(Ruling("reject", (_mark(t),)) for t in found)


def edge(store: Ledger, kind: Literal["accept", "reject"], claim: Claim, report: str, parent: str) -> Ruling:
    """That a report has, or has not, a claim from `parent`: another report, or `source:NAME`."""
    told = _tellings(store, kind, claim, report)[0]
    target = parent if parent.startswith(OUTSIDE) else _tellings(store, kind, claim, parent)[0].report.id
    if told.report.id == target:
        raise ManifestError(f"{kind}: {report!r} cannot have it from itself")
    if not target.removeprefix(OUTSIDE).strip():
        raise ManifestError(f"{kind}: source: has no name after it")
    return Ruling(kind, (_mark(told),), value=target)


def merge(claim: Claim, other: Claim) -> Ruling:
    """That two claims are one."""
    if claim.id == other.id:
        raise ManifestError(f"merge: {claim.id} and {other.id} are one claim already")
    return Ruling("merge", tuple(_mark(t) for t in (*claim.tellings, *other.tellings)))


def split(store: Ledger, claim: Claim, report: str) -> tuple[Ruling, ...]:
    """That a report's tellings are not of this claim."""
    theirs = _tellings(store, "split", claim, report)
    rest = tuple(_mark(t) for t in claim.tellings if t.report.id != theirs[0].report.id)
    if not rest:
        raise ManifestError(f"split: nothing but {report!r} tells {claim.id}")
    return tuple(Ruling("split", (_mark(t), *rest)) for t in theirs)


def date(store: Ledger, report: str, published: str) -> Ruling:
    """When a report was published."""
    try:
        datetime.fromisoformat(published)
    except ValueError:
        raise ManifestError(f"{published!r} is no date; write 2024-07-01 or 2024-07-01T08:00:00+02:00") from None
    return Ruling("date", (Mark(store.report(report).id, 0, 0),), value=published)


def span(store: Ledger, report: str, statement: str, right: Span) -> Ruling:
    """Which characters of a report are a statement's. Recorded and shown; the statement is read anew only by a better model."""
    found = store.extraction(report)
    wrong = next((s for s in found.statements if s.id == statement), None)
    if wrong is None:
        raise ManifestError(f"span: {statement!r} is no statement of {report!r}")
    if not 0 <= right.start < right.end <= len(found.report.text):
        raise ManifestError(f"span: {right.start} to {right.end} are no characters of {report!r}, which has {len(found.report.text)}")
    if wrong.spans == (right,):
        raise ManifestError(f"span: {statement!r} has these characters already")
    return Ruling("span", (mark(found.report.id, wrong),), value=f"{right.start}-{right.end}")


def source(name: str, grade: str) -> Ruling:
    """How reliable a source is."""
    if grade.upper() not in tuple("ABCDEF"):
        raise ManifestError(f"{grade!r} is no grade of a source: A to F")
    if not name.strip():
        raise ManifestError("source: no name is given")
    return Ruling("source", name=name, value=grade.upper())


def grade(claim: Claim, value: str) -> Ruling:
    """How true a claim is."""
    if value not in tuple("123456"):
        raise ManifestError(f"{value!r} is no grade of a claim: 1 to 6")
    return Ruling("grade", (_first(claim),), value=value)


def outcome(claim: Claim, value: str) -> Ruling:
    """What came of a forecast."""
    return Ruling("outcome", (_first(claim),), value=one_of(Outcome, "OUTCOME", value))


def withdraw(judgements: Sequence[Judgement], typed: str) -> Ruling:
    """That a judgement is taken back, by its id or the beginning of it."""
    fitting = [j for j in judgements if j.id.startswith(typed)]
    if len(fitting) != 1:
        raise ManifestError(f"withdraw: {typed!r} fits {len(fitting)} judgements; `reportedly judge log` lists them")
    if fitting[0] not in standing(judgements):
        raise ManifestError(f"withdraw: {fitting[0].id} is withdrawn already; withdraw its withdrawal to have it again")
    return Ruling("withdraw", value=fitting[0].id)


def noted(note: str | None) -> str | None:
    """A note as it is kept, or None; one that is too long is an error."""
    note = (note or "").strip()
    if len(note) > NOTE:
        raise ManifestError(f"the note has {len(note):,} characters; {NOTE:,} are kept at most")
    return note or None


def is_about(judgement: Judgement, claim: Claim) -> bool:
    """Whether a judgement is about a telling of a claim as it is now, or about the date of a report that tells it."""
    return any(m.report == t.report.id and (judgement.kind == "date" or _overlap(m, t.statement))
               for m in judgement.about for t in claim.tellings)


def accepted(claim: Claim, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Who accepts a claim as read rightly, or rejects a telling of it as no statement: the last word on each."""
    last: dict[Mark, Judgement] = {}
    for j in standing(judgements):
        if j.kind in {"accept", "reject"} and j.value is None and is_about(j, claim):
            last[j.about[0]] = j
    return list(last.values())


def history(store: Ledger, claim: Claim) -> list[Entry]:
    """The judgements about a claim as it is now, and their withdrawals, the newest first."""
    return _entries_where(store, lambda j: is_about(j, claim))


def corrections(store: Ledger, report: str) -> list[Entry]:
    """What people corrected of a report (its id), date or spans of statements, and the withdrawals of that, the newest first."""
    return _entries_where(store, lambda j: j.kind in {"date", "span"} and j.about[0].report == report)


def _entries_where(store: Ledger, wanted: Callable[[Judgement], bool]) -> list[Entry]:
    every = store.judgements()
    ids: set[str | None] = set()
    for j in every:
        if wanted(j) or (j.kind == "withdraw" and j.value in ids):
            ids.add(j.id)
    return entries(store, every, [j for j in reversed(every) if j.id in ids])


def entries(store: Ledger, every: Sequence[Judgement], shown: Sequence[Judgement]) -> list[Entry]:
    """Some of all judgements in words."""
    stands = {j.id for j in standing(every)}
    telling = _Telling(store, {j.id: j for j in every})
    return [Entry(j, j.id in stands, tuple(telling.parts(j))) for j in shown]


def just_judged(store: Ledger, ids: Sequence[str]) -> list[Entry]:
    """What a page is asked to say that it was judged; what is no judgement is left out."""
    every = store.judgements() if ids else []
    return entries(store, every, [j for j in every if j.id in ids])


class _Telling:
    """Says in words what judgements say; each report is read once."""

    def __init__(self, store: Ledger, by_id: dict[str, Judgement]) -> None:
        self._store, self._by_id = store, by_id
        self._reports: dict[str, Report | None] = {}

    def parts(self, j: Judgement) -> Iterator[tuple[str, bool]]:  # noqa: C901 - a line a kind
        """What a judgement says, piece by piece."""
        value, about = j.value or "", j.about[0] if j.about else Mark("", 0, 0)
        match j.kind:
            case "accept" | "reject" if j.value:
                yield ("accepted an edge: " if j.kind == "accept" else "refused an edge: "), False
                parent = one_line(value.removeprefix(OUTSIDE), NAME) if value.startswith(OUTSIDE) else self._outlet(value)
                yield f"{self._outlet(about.report)} {'has' if j.kind == 'accept' else 'does not have'} it from {parent}", False
            case "accept" | "reject":
                yield ("accepted as read rightly: " if j.kind == "accept" else f"called no statement, in {self._outlet(about.report)}: "), False
                yield self._words(about), True
            case "merge":
                yield from (("merged ", False), (self._words(about), True), (" with ", False), (self._words(j.about[-1]), True))
            case "split":
                yield from ((f"took {self._outlet(about.report)} out of a claim: ", False), (self._words(about), True))
            case "date":
                yield f"dated {self._outlet(about.report)}: {value}", False
            case "source":
                yield f"graded {one_line(j.name or '', NAME)}: {value}, {phrases.SOURCE_GRADES.get(value, '')}", False
            case "grade":
                yield from (("graded ", False), (self._words(about), True), (f": {value}, {_grade_words(value)}", False))
            case "outcome":
                yield from (("settled ", False), (self._words(about), True), (f": {phrases.OUTCOMES.get(value, value)}", False))
            case "span":
                start, _, end = value.partition("-")
                yield from (("corrected the span of ", False), (self._words(about), True), (" to ", False),
                            (self._words(Mark(about.report, int(start), int(end))), True))
            case "withdraw":
                yield "withdrew: ", False
                if j.value in self._by_id:
                    yield from self.parts(self._by_id[j.value])

    def _report(self, id_: str) -> Report | None:
        if id_ not in self._reports:
            try:
                self._reports[id_] = self._store.report(id_)
            except LedgerError:
                self._reports[id_] = None
        return self._reports[id_]

    def _outlet(self, id_: str) -> str:
        found = self._report(id_)
        return one_line((found.outlet or found.name) if found else id_, NAME)

    def _words(self, about: Mark) -> str:
        found = self._report(about.report)
        return " ".join(found.text[about.start:about.end].split()) if found else ""


def _grade_words(value: str) -> str:
    return phrases.CLAIM_GRADES.get(int(value), "") if value.isdigit() else ""


def _overlap(one: Mark, statement: Statement) -> bool:
    return any(s.start < one.end and one.start < s.end for s in statement.spans)


def _tellings(store: Ledger, kind: str, claim: Claim, report: str) -> list[Telling]:
    """What a report has of a claim."""
    id_ = store.report(report).id
    found = [t for t in claim.tellings if t.report.id == id_]
    if not found:
        raise ManifestError(f"{kind}: {report!r} does not tell {claim.id}")
    return found


def _first(claim: Claim) -> Mark:
    return _mark(claim.tellings[0])


def _mark(telling: Telling) -> Mark:
    return mark(telling.report.id, telling.statement)
