"""Statements that are one claim -> the claim: its tellings with their parents, its origins, drift, window and outcome."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.link.digest import Digest
from reportedly.link.drift import drift, worst
from reportedly.link.grade import suggested
from reportedly.link.lineage import Lineage, SharedText, Told, lineage, told
from reportedly.link.origins import origins
from reportedly.link.outcome import outcome, window
from reportedly.link.outlets import same_outlet
from reportedly.link.rulings import Rulings, meant
from reportedly.link.when import order
from reportedly.types import Claim, Drift, Mark, Mode, Parent, Related, Statement, Telling

Member = tuple[Digest, Statement]
T = TypeVar("T")



@dataclass(frozen=True, slots=True)
class Bond:
    """Why a statement is in its claim: how like it is to the most like other telling."""

    likeness: float
    detail: str


def claim(members: Sequence[Member], bonds: Mapping[str, Bond], shared: SharedText, rules: Rulings,
          related: Sequence[Related] = ()) -> Claim:
    """The claim of these statements. `bonds` by a statement's key; `related` of other claims."""
    tellings = told([(dated(d, rules), s) for d, s in members])
    edges = {(mark.report, to): holds for (mark, to), holds in rules.edges.items() if _of_these(mark, members)}
    lines = lineage(tellings, shared, edges)
    told_first = tellings[0].statements[0]
    first = tellings[0].digest
    listed = tuple(_telling(t, s, lines, bonds) for t in tellings for s in t.statements)
    ends = origins(tellings, lines, edges)
    refused = all(any(m.report == d.report.id and meant(m, d.statements) is s for m in rules.rejected) for d, s in members)
    when = None if refused else window([(t.report, t.statement) for t in listed])
    related = [r for r in related if r.kind != "outcome" or (when is not None and (r.published or "")[:10] >= (when[0] or ""))]
    came = outcome(when, [(t.report, t.statement) for t in listed], related)
    settled = _ruled(rules.outcomes, members)
    return Claim(
        id=claim_id(first, told_first), text=told_first.text, mode=_mode(listed), tellings=listed, origins=ends,
        drift=_drifts(tellings, lines), window=when, outcome=settled or came, settled="a person" if settled else None,
        grade=_ruled(rules.grades, members), suggested=suggested(ends, listed), related=tuple(related))


def claim_id(first: Digest, statement: Statement) -> str:
    """From the first telling's report and place: the same whenever and in whatever order reports came."""
    return "c" + hashlib.sha256(f"{first.report.id} {statement.id} {statement.spans[0].start} {statement.text}".encode()).hexdigest()[:12]


def claim_id_of(members: Sequence[Member], rules: Rulings) -> str:
    """The id of the claim of these statements, without making it."""
    digest, statement = min(((dated(d, rules), s) for d, s in members), key=lambda m: (order(m[0].teller), m[1].spans))
    return claim_id(digest, statement)


def dated(digest: Digest, rules: Rulings) -> Digest:
    """A report as of the date that a person gave it."""
    date = rules.dates.get(digest.report.id)
    return replace(digest, report=replace(digest.report, published=date)) if date else digest


def _mode(listed: Sequence[Telling]) -> Mode | None:
    return listed[0].statement.mode


def _ruled(rulings: Mapping[Mark, T], members: Sequence[Member]) -> T | None:
    """The last ruling on any of the tellings."""
    found = None
    for mark, value in rulings.items():
        if _of_these(mark, members):
            found = value
    return found


def _of_these(mark: Mark, members: Sequence[Member]) -> bool:
    """Whether a mark means one of the tellings."""
    return any(d.report.id == mark.report and meant(mark, d.statements) is s for d, s in members)


def _telling(one: Told, statement: Statement, lines: Lineage, bonds: Mapping[str, Bond]) -> Telling:
    key = one.digest.key(statement)
    bond = bonds.get(key)
    return Telling(one.digest.teller, statement, lines.parents[one.id], lines.roles[key], bond.likeness if bond else 1.0,
                   bond.detail if bond else "")


def _drifts(tellings: Sequence[Told], lines: Lineage) -> tuple[Drift, ...]:
    """What each telling changed against the one it came from, the worst first."""
    found: list[Drift] = []
    for one in tellings:
        statements = tuple(s for s in one.statements if lines.roles[one.digest.key(s)] == "telling")
        sources, shares = _sources(one, tellings, lines)
        if not statements or not sources:
            continue
        against = sources[0]
        before = tuple(s for t in sources for s in t.statements)
        found += drift(statements, before, report=one.digest.teller, against=against.digest.teller, sourced=_sourced(one),
                       parent_sourced=_sourced(against), elsewhere=tuple(s for s in against.digest.statements if s not in before),
                       shared_source=shares)
    place = {t.id: i for i, t in enumerate(tellings)}
    return tuple(sorted(found, key=lambda d: (worst(d), place[d.report], d.facet, d.direction)))


def _sources(one: Told, tellings: Sequence[Told], lines: Lineage) -> tuple[list[Told], bool]:
    """The tellings that a report's telling came from, the first to be compared with: by its edges, the nearest kind first. And whether they only
    share its source.
    """
    by_id = {t.id: t for t in tellings}
    parents = [p for p in lines.parents[one.id] if p.probability >= 0.5]
    for kind in ("cites", "reuses", "shares_source"):
        here = [by_id[p.report] for p in parents if p.kind == kind and p.report in by_id and not _itself(p, one, by_id)]
        earlier = sorted((t for t in here if order(t.digest.teller) < order(one.digest.teller)), key=lambda t: order(t.digest.teller))
        if earlier:
            return earlier, kind == "shares_source"
    outside = {(p.source or "").casefold() for p in parents if p.source and not p.report}
    for other in tellings:
        if order(other.digest.teller) >= order(one.digest.teller):
            break
        if any(p.source and not p.report and any(same_outlet(p.source, o) or p.source.casefold() == o for o in outside) for p
               in lines.parents[other.id]):
            return [other], False
    return [], False


def _itself(parent: Parent, one: Told, by_id: Mapping[str, Told]) -> bool:
    """An outlet's own earlier report is no source that it could drift from."""
    other = by_id[parent.report or ""].digest.report.outlet
    return bool(other and one.digest.report.outlet and same_outlet(other, one.digest.report.outlet))


def _sourced(one: Told) -> bool:
    """Whether any words of the report give a source for the claim; a link is not words."""
    return any(not v.own for v in one.voices) or any(not c.own for c in one.digest.credits)
