"""Two digests -> which of their statements are one claim, and which bear on one another without being one.

What came of a forecast would be the same claim if both spoke from the same time; another's figure, if the numbers were left out.
So the matcher is asked again with just that set aside.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.link.apart import apart
from reportedly.link.compare import Between
from reportedly.link.digest import Digest, Face
from reportedly.link.gist import Gist
from reportedly.link.match import NEAR, Likeness, Matcher, shortlist
from reportedly.link.outlets import same_outlet
from reportedly.link.reuse import Shared
from reportedly.link.when import hours

FEWEST = 3  # words of a statement that is compared with others
_WORD = re.compile(r"[^\W\d_]{2,}")
KEPT = 0.15  # pairs less like than this are forgotten: .25 costs 3 points of F1 on our own cases
ALIKE = 0.5  # cosine from which a pair is looked at for what keeps it apart
PERHAPS = 0.2  # what may be an outcome, if it is told when the outcome is due and means much the same; swept 0.1-0.4
OPENING = 0.7  # cosine from which a report's opening line is what it attributes below; on our own cases 0.6-0.8 are alike
ROUNDING = 1e-3  # of a cosine, which depends on the order in which it is summed up
RELATED = 0.5  # from here on a pair with its time or its numbers set aside is taken to bear on one another


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements by their keys (`one` < `other`): the same claim with this probability; an opening line and what the report attributes
    below, surely one; surely `apart`; or related as `kind` says.
    """

    one: str
    other: str
    kind: Literal["same", "outcome", "rival", "apart", "opening"]
    probability: float
    detail: str


def pairs(a: Digest, b: Digest, matcher: Matcher, shared: Shared | None) -> list[Pair]:  # noqa: C901 - one step a kind of pair
    """All pairs of statements of two reports (or of one, given twice) that are more or less the same, or bear on one another."""
    if not len(a.vectors) or not len(b.vectors):
        return []
    if a.report.id > b.report.id:
        a, b, shared = b, a, None if shared is None else shared.flipped()
    listed = [(i, j) for i, j in shortlist(a.gists, b.gists) if a is not b or i < j]
    if not listed:
        return []
    stand = between(a, b, shared)
    found: list[Pair] = []
    bearing: list[Pair] = []
    openings: dict[str, tuple[float, str]] = {}
    for i, j in listed:
        one, other = a.gists[i], b.gists[j]
        if _scrap(one) or _scrap(other):
            continue
        likeness = matcher(one, other, stand)
        ends = a.key(a.statements[i]), b.key(b.statements[j])
        why = None
        if likeness.same >= KEPT:
            found.append(_pair(ends, "same", likeness))
        if likeness.same >= KEPT or float(one.vector @ other.vector) >= ALIKE:
            why = apart((a, a.statements[i], one), (b, b.statements[j], other), stand)
        if why:
            found.append(Pair(min(ends), max(ends), "apart", 1.0, why))
        elif a is b and _opens(a, i, j) and (near := float(one.vector @ other.vector)) >= OPENING:
            openings[ends[0]] = max(openings.get(ends[0], (0.0, "")), (near, ends[1]))
        if likeness.same < RELATED or why:
            bearing += _related(one, other, ends, stand, matcher)
    found += [Pair(min(one, other), max(one, other), "opening", 1.0, "the report opens with what it then attributes")
              for one, (_, other) in openings.items()]
    return found + _best(bearing)


def _scrap(gist: Gist) -> bool:
    """Whether there is too little in it to be tied to anything: "one", "any protocol", "Oct 6"."""
    return len(_WORD.findall(gist.text)) < FEWEST


def strangers(a: Digest | Face, b: Digest | Face) -> bool:
    """Whether no statement of the one is near any of the other's, nor has a telling number in common with it: none would be on the shortlist."""
    if not len(a.vectors) or not len(b.vectors):
        return True
    return float((a.vectors @ b.vectors.T).max()) < NEAR - ROUNDING and a.figures.isdisjoint(b.figures)


def _opens(digest: Digest, i: int, j: int) -> bool:
    """Whether the first is the report's opening line, in its own voice, and the second has a source: it will send; TV says it may send."""
    first, second = digest.statements[i], digest.statements[j]
    return digest.paragraph(first) == digest.paragraph(digest.statements[0]) and not first.chain and bool(second.chain)


def _best(bearing: list[Pair]) -> list[Pair]:
    """Of what bears on a statement from the other report, the likeliest of each kind."""
    kept: set[Pair] = set()
    best: dict[tuple[str, str], Pair] = {}
    for p in sorted(bearing, key=lambda p: (-p.probability, p.one, p.other)):
        mine = [best.setdefault((p.kind, end), p) for end in (p.one, p.other)]
        if all(m is p for m in mine):
            kept.add(p)
    return sorted(kept, key=lambda p: (p.one, p.other, p.kind))


def _pair(ends: tuple[str, str], kind: Literal["same", "outcome", "rival"], likeness: Likeness) -> Pair:
    return Pair(min(ends), max(ends), kind, round(likeness.same, 4), likeness.detail)


def _related(one: Gist, other: Gist, ends: tuple[str, str], between: Between, matcher: Matcher) -> list[Pair]:
    if between.same_report:
        return []
    found = []
    if _came_of(one, other) or _came_of(other, one):
        likeness = matcher(_timeless(one), _timeless(other), between)
        if likeness.same >= RELATED or (likeness.same >= PERHAPS and float(one.vector @ other.vector) >= RELATED):
            found.append(_pair(ends, "outcome", likeness))
    elif one.numbers and other.numbers and one.speaker and other.speaker and not one.speaker & other.speaker and one.future == other.future:
        likeness = matcher(replace(one, numbers=()), replace(other, numbers=()), between)
        if likeness.same >= RELATED and {n.unit for n in one.numbers} & {n.unit for n in other.numbers}:
            found.append(_pair(ends, "rival", likeness))
    return found


def _came_of(forecast: Gist, later: Gist) -> bool:
    """Whether the one speaks of what is to come, and the other later of what came, or that it will not."""
    if not forecast.future or forecast.polarity != "affirmed" or forecast.published is None or later.published is None:
        return False
    return later.published > forecast.published and (not later.future or later.polarity == "denied")


def _timeless(gist: Gist) -> Gist:
    return replace(gist, future=False, mode="assertion", polarity="affirmed", factuality=None)


def between(a: Digest, b: Digest, shared: Shared | None) -> Between:
    """How the two reports stand to each other."""
    apart = hours(a.teller, b.teller)
    mine, theirs = a.report.outlet or "", b.report.outlet or ""
    return Between(
        same_report=a is b, containment=max(shared.a_in_b, shared.b_in_a) if shared else 0.0, cites=a is not b and (a.names(b) or b.names(a)),
        hours=None if apart is None else abs(apart), same_outlet=a is not b and bool(mine and theirs) and same_outlet(mine, theirs))
