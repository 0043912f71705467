"""The tellings of one claim and their edges -> how many independent origins it has: established, possible, expected.

Every telling is followed to where its chain ends, and the ends are counted (DESIGN.md, Origins). A named source and an outlet's own
observation each count one. The unnamed, and outlets outside the ledger whose source is not told, together count one, and only
if nobody is named; a report in its own voice counts none. `possible` has each of them for itself.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reportedly.link.lineage import Lineage, Told
from reportedly.link.outlets import same_outlet
from reportedly.link.running import is_mark
from reportedly.link.terms import STOP, stem
from reportedly.link.voice import Voice, generic
from reportedly.link.whom import Whom, institution, same, tokens
from reportedly.types import Kind, Origin, Origins, Parent

# The probability that a telling has a parent, by what it gives as its source and how its parent is known; where it gives none, or no more than
# another, the odds of a parent grow with the number of other tellings that it could have it from: so many for each of them.
# Rates on simulated cascades, odd seeds, `bench/cascades.py --fit`: docs/origins.md.
HIDDEN = {"first": 0.04, "named": 0.05, "first hand": 0.02, "unnamed": 0.06, "outside, same source": 0.81, "shares_source": 0.97,
          "repeats itself": 0.98, "cites": 0.998, "a person says so": 1.0}
ODDS = {"first, no source": 0.1, "unnamed, called alike": 0.6, "nameless outlet": 0.4, "unsourced": 1.0, "outside": 0.07, "reuses": 2.5}

# Who rewrites another's report tells its details in its order. Of those whose words show no parent among the reports here, the odds of one are
# multiplied by e for each tenth of their sentences above USUAL that one earlier report tells in the same order, and so divided below.
TRACELESS = frozenset({"named", "unnamed", "unnamed, called alike", "nameless outlet", "unsourced", "outside", "outside, same source"})
DETAILS = 10.0   # swept 0-14 on the odd seeds: 8-14 within two points of log-likelihood, 0 is 31 worse
USUAL = 0.35     # between independent reports, which share 29 % with the nearest by chance, and hidden retellings, 49 % (odd seeds)
UNSURE = 2       # sentences added that tell as much as usual: a short report's share is hardly known
_SAME = 0.3      # of the shorter sentence's words: 85 % of sentences reworded in the simulation, 0.2 % of others
_SENTENCES = 20  # of a report that are compared, with those of the last _BEFORE reports before it: so that many tellings stay quick
_BEFORE = 30
_WORDS = 3       # that tell something; a sentence of fewer is not compared
HELD = 0.9       # by the interval


@dataclass(slots=True)
class _End:
    """An end of chains while they are gathered. `whom`: all that it is called; empty for outlets and reports without a source."""

    name: str
    kind: Kind
    whom: list[Whom]
    counts: bool
    weak: bool
    reports: list[str]
    detail: str
    key: tuple[str, str] = ("", "")


def origins(tellings: Sequence[Told], lines: Lineage, ruled: Mapping[tuple[str, str], bool]) -> Origins:
    """Count where the chains end. `ruled`: edges that a person took or refused; sources of reports that were parted are not merged."""
    ends: list[_End] = []
    parted = {frozenset(pair) for pair, holds in ruled.items() if not holds}
    for one in tellings:
        for end in _ends(one, tellings, lines):
            _gather(ends, end, parted)
    named = [e for e in ends if e.counts]
    established = len(named) or int(any(e.weak for e in ends))
    loop = _loop(tellings, lines) if not ends else []
    if loop:
        names = " and ".join(t.digest.report.outlet or t.digest.report.name for t in loop)
        ends = [_End(f"unknown: {names} cite one another", "unknown", [], counts=False, weak=False, reports=[t.id for t in loop],
                     detail=f"{names} cite one another, and nobody else: nobody is known to have seen it")]
    expected, low, high = _expected(tellings, lines)
    told_at_all = int(any(role == "telling" for role in lines.roles.values()))
    return Origins(established, max(len(ends), established, told_at_all), expected, low, high, bool(loop),
                   tuple(Origin(e.name, e.kind, e.counts, tuple(dict.fromkeys(e.reports)), e.detail) for e in ends))


def _gather(ends: list[_End], new: _End, parted: Collection[frozenset[str]]) -> None:
    """Add an end, or tie it to the one that it is, with the reason."""
    for i, old in enumerate(ends):
        if any(frozenset({a, b}) in parted for a in old.reports for b in new.reports):
            continue
        if new.key == old.key and new.key[0] != "" and not _two(old, new):
            if not old.whom and new.whom:  # another report tells the source of the same outlet
                new.reports = [*old.reports, *new.reports]
                ends[i] = new
            else:
                old.reports += new.reports
            return
        why = next((why for a in old.whom for b in new.whom if (why := same(a, b))), None)
        if why:
            old.reports += new.reports
            old.whom += new.whom
            if why not in old.detail:
                old.detail += f"; {why}"
            return
    ends.append(new)


def _two(a: _End, b: _End) -> bool:
    """Whether two sources told of one outlet are two: a named one and another, who is not the same."""
    return bool(a.whom and b.whom and (a.counts or b.counts))


def _ends(one: Told, tellings: Sequence[Told], lines: Lineage) -> list[_End]:
    """Where the chains of one report's tellings end, as far as they add to the count."""
    parents = [p for p in lines.parents[one.id] if p.probability >= 0.5]
    derived = any(p.report and p.kind != "shares_source" for p in parents)
    copied = any((p.report and "reuses" in (p.kind, *p.also)) or _by_credit(p) for p in parents)
    outside = [p for p in parents if p.source and p.kind == "cites"]
    found: list[_End] = []
    unsourced = True
    for statement, said in zip(one.statements, one.voices, strict=True):
        if lines.roles[one.digest.key(statement)] != "telling":
            unsourced = False
            continue
        end = None if copied or (said.held and parents) else _end(one, said, parents)  # whose plan it is, not who told of it
        if said.end or said.first_hand or (said.cited and (parents or end)):
            unsourced = False
        if end is not None and not (derived and not end.whom and not end.counts):
            found.append(end)
    if not found and unsourced and not derived:
        found += [_outside(one, p.source or "", None) for p in outside] or _unsourced(one, tellings)
    return found


def _by_credit(parent: Parent) -> bool:
    return parent.report is not None and parent.kind == "cites" and "credit line" in parent.detail


def _end(one: Told, said: Voice, parents: Sequence[Parent]) -> _End | None:
    if said.cited:
        here = any(p.report and p.kind != "shares_source" for p in parents)
        outside = [p.source for p in parents if p.source and p.kind == "cites"]
        absent = [o for o in outside if any(o == c.name or same_outlet(o, c.name) for c in said.cited)]
        if absent or (outside and not here):
            return _outside(one, (absent or outside)[0], said.end)
        nameless = next((c.name for c in said.cited if generic(c.name)), None)
        if here or nameless is not None:
            return None if here else _outside(one, nameless or "", said.end)
    if said.end is None:
        return _observed(one) if said.first_hand else None
    if said.both and parents:
        return None
    if said.end.kind == "outlet":
        return _observed(one, said.end.name)
    if said.end.named:
        return _End(said.end.name, said.end.kind, [said.end], counts=True, weak=False, reports=[one.id],
                    detail=f"{_outlet(one)} has it from {said.end.name}")
    return _End(f"{said.end.name} (to {_outlet(one)})", "anonymous", [], counts=False, weak=True, reports=[one.id],
                key=("unnamed", one.id), detail=f"{_outlet(one)} heard it from somebody it does not name, so it is merged with nobody else's")


def _observed(one: Told, name: str = "") -> _End:
    who = name or _outlet(one)
    return _End(f"{who} (its own)", "outlet", [], counts=True, weak=False, reports=[one.id], detail=f"{who} saw, counted or estimated it itself",
                key=("own", _folded(who)))


def _outside(one: Told, outlet: str, end: Whom | None) -> _End:
    """An outlet that is not here: its source, if that is told, else the outlet itself. One without a name is nobody else's."""
    key = ("outside", one.id if generic(outlet) else _folded(outlet))
    if end is not None and end.named:
        return _End(end.name, end.kind, [end], counts=True, weak=False, reports=[one.id], detail=f"{outlet} has it from {end.name}", key=key)
    name = f"{end.name} (to {outlet})" if end is not None else f"{outlet} (cited by {_outlet(one)})" if generic(outlet) else outlet
    return _End(name, "anonymous" if end else "outlet", [end] if end else [], counts=False, weak=True, reports=[one.id],
                detail=f"{_outlet(one)} has it from {outlet}, of which no report is here", key=key)


def _unsourced(one: Told, tellings: Sequence[Told]) -> list[_End]:
    """A report in its own voice; nothing if the outlet only repeats itself."""
    if institution(_outlet(one)):
        return [_observed(one)]
    repeats = any(t is not one and same_outlet(_outlet(t), _outlet(one)) for t in tellings[: tellings.index(one)])
    if repeats:
        return []
    return [_End(f"{_outlet(one)} (no source given)", "unknown", [], counts=False, weak=False, reports=[one.id],
                 detail=f"{_outlet(one)} gives no source: where it has it from is not known", key=("unsourced", one.id))]


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _outlet(one: Told) -> str:
    return one.digest.report.outlet or one.digest.report.name


def _loop(tellings: Sequence[Told], lines: Lineage) -> list[Told]:
    """The reports of a ring in which each has it from the next."""
    by_id = {t.id: t for t in tellings}
    nearest = {t.id: [p.report for p in lines.parents[t.id] if p.report and p.kind != "shares_source"] for t in tellings}
    for start in by_id:
        seen: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.append(at)
            at = next((p for p in nearest.get(at, ()) if p in by_id), None)
        if at is not None:
            ring = seen[seen.index(at):]
            if len(ring) > 1:
                return [t for t in tellings if t.id in ring]
    return []


def _expected(tellings: Sequence[Told], lines: Lineage) -> tuple[float, int, int]:
    """Σ of the probabilities that a report, or an outlet that is not here, has no parent, and the 90 % interval of how many have none.

    Somebody was first: that nobody has no parent, as in a ring of citations, is left out of the reckoning.
    """
    chances = [chance(way, times) for way, times in ways(tellings, lines).values()]
    nobody = math.prod(1 - c for c in chances)
    return round(sum(chances) / (1 - nobody), 2) if nobody < 1 else 0.0, *_interval(chances)


def chance(way: str, times: float) -> float:
    """The probability of no parent, by the evidence (a key of `HIDDEN` or `ODDS`), the odds of a parent taken so many times."""
    if HIDDEN.get(way) == 1:
        return 0.0
    odds = HIDDEN[way] / (1 - HIDDEN[way]) if way in HIDDEN else ODDS[way]
    return 1 / (1 + odds * times)


def ways(tellings: Sequence[Told], lines: Lineage) -> dict[str, tuple[str, float]]:
    """By which evidence each report that tells the claim (by id), and each outlet cited that is not here (by name), has a parent or none.

    The evidence is a key of `HIDDEN` or of `ODDS`, and how many times these odds are taken: for each other telling, and for details in common.
    Which report it copied may be in doubt where it is plain that it copied.
    """
    telling = [one for one in tellings if any(lines.roles[one.digest.key(s)] == "telling" for s in one.statements)]
    found: dict[str, str] = {}
    outside: dict[str, list[Told]] = {}
    for i, one in enumerate(telling):
        parents = lines.parents[one.id]
        found[one.id] = _way(one, parents, telling[:i])
        for parent in parents:
            if parent.source and not parent.report:
                outside.setdefault(f"source:{_folded(parent.source)}", []).append(one)
    heard = [v.end for t in telling for v in t.voices if v.end and not v.cited]
    for name, citing in outside.items():
        ends = [v.end for t in citing for v in t.voices if v.end and v.cited]
        found[name] = _absent(ends, heard, telling, first=citing[0] is telling[0])
        heard += ends
    others, alike = len(found) - 1, _details(telling, outside, [who for who, way in found.items() if way in TRACELESS])
    return {who: (way, (others if way in ODDS else 1) * alike.get(who, 1.0)) for who, way in found.items()}


def _details(telling: Sequence[Told], outside: Mapping[str, Sequence[Told]], wanted: Collection[str]) -> dict[str, float]:
    """By how much details in common with one earlier report raise or lower the odds of a parent. Of an outlet that is not here: the details of
    the first that cites it, beside reports that do not.
    """
    pages = {one.id: _page(one) for one in telling} if wanted else {}
    places = {one.id: i for i, one in enumerate(telling)}
    factors = {}
    for who in wanted:
        citing = {t.id for t in outside.get(who, ())}
        one = outside[who][0].id if citing else who
        before = [pages[t.id] for t in telling[:places[one]] if t.id not in citing][-_BEFORE:]
        count = len(pages[one].sentences) + UNSURE
        most = max((_in_order(pages[one], page) for page in before), default=None)
        factors[who] = 1.0 if most is None else math.exp(DETAILS * ((most + USUAL * UNSURE) / count - USUAL))
    return factors


@dataclass(frozen=True, slots=True)
class _Page:
    """What a report tells beside the claim: the telling words of each sentence by their stems, and in which sentences a word stands."""

    sentences: tuple[frozenset[str], ...]
    places: Mapping[str, Sequence[int]]


def _page(one: Told) -> _Page:
    read, claim = one.digest.running, [one.digest.sentence(s) for s in one.statements]
    sentences = []
    for first, last in read.sentences:
        told = frozenset(stem(w) for w in read.words[first:last] if not is_mark(w) and w not in STOP)
        if len(told) >= _WORDS and not any(span.start < read.spans[last - 1][1] and read.spans[first][0] < span.end for span in claim):
            sentences.append(told)
    sentences = sentences[:_SENTENCES]
    places: dict[str, list[int]] = {}
    for i, told in enumerate(sentences):
        for word in told:
            places.setdefault(word, []).append(i)
    return _Page(tuple(sentences), places)


def _in_order(one: _Page, other: _Page) -> int:
    """How many sentences of one the other tells, too, in the same order: the longest common subsequence (Hunt and Szymanski 1977)."""
    ends: list[int] = []  # the sentence of the other at which a row of each length can end soonest
    for told in one.sentences:
        common = Counter(i for word in told for i in other.places.get(word, ()))
        same_ = [i for i, count in common.items() if count >= _SAME * min(len(told), len(other.sentences[i]))]
        for i in sorted(same_, reverse=True):
            at = bisect_left(ends, i)
            ends[at:at + 1] = [i]
    return len(ends)


_NEAREST = ("cites", "reuses", "shares_source")


def _way(one: Told, parents: Sequence[Parent], before: Sequence[Told]) -> str:
    """The evidence for one report. A copy tells no source that what it copied did not: words in common with one that does are chance."""
    if any(p.probability == 1 for p in parents):
        return "a person says so"
    alone = _without_parent(one, before)
    if not parents:
        return alone
    kind = min((p.kind for p in parents), key=_NEAREST.index)
    heard = [v.end for t in before for v in t.voices if v.end]
    known = any(same(v.end, other) for v in one.voices if v.end for other in heard)
    return alone if kind == "reuses" and not known and alone in {"first hand", "named", "unnamed"} else kind


def _without_parent(one: Told, before: Sequence[Told]) -> str:
    """What speaks for or against a hidden parent. The unnamed are never merged; but a source called just as another's is mostly lifted."""
    ends = [v.end for v in one.voices if v.end]
    if not before:
        told = any(v.first_hand for v in one.voices) or (ends and not any(generic(c.name) for v in one.voices for c in v.cited))
        return "first" if told else "first, no source"
    repeats = any(same_outlet(_outlet(one), _outlet(t)) for t in before)
    if any(v.first_hand for v in one.voices):
        return "repeats itself" if repeats else "first hand"
    if any(generic(c.name) for v in one.voices for c in v.cited):
        return "nameless outlet"
    if any(e.named for e in ends):
        return "named"
    if repeats:
        return "repeats itself"
    if not ends:
        return "unsourced"
    return "unnamed, called alike" if _alike(ends, [v.end for t in before for v in t.voices if v.end]) else "unnamed"


def _absent(ends: Sequence[Whom], heard: Sequence[Whom], tellings: Sequence[Told], *, first: bool) -> str:
    """The same of an outlet that is not here. `ends`: its sources, as those who cite it tell; `heard`: others' sources."""
    if any(e.kind == "outlet" and same_outlet(e.name, _outlet(t)) for e in ends for t in tellings):
        return "cites"
    if first:
        return "first"
    if any(same(a, b) for a in ends for b in heard) or _alike(ends, heard):
        return "outside, same source"
    return "outside" if not ends else "named" if any(e.named for e in ends) else "unnamed"


def _alike(some: Sequence[Whom], others: Sequence[Whom]) -> bool:
    """Whether unnamed sources are called by the same words: a port official, the port official."""
    called = {tokens(o.name) for o in others if not o.named}
    return any(tokens(e.name) in called for e in some if not e.named)


def _interval(chances: Sequence[float]) -> tuple[int, int]:
    """The fewest numbers in a row that hold 90 % of a sum of independent chances (Poisson binomial) that is not 0, unless all are.

    Of several as short, those that hold most.
    """
    masses = [1.0]
    for chance_ in chances:
        masses = [(masses[k] * (1 - chance_) if k < len(masses) else 0.0) + (masses[k - 1] * chance_ if k else 0.0) for k
                  in range(len(masses) + 1)]
    if masses[0] < 1:
        masses = [0.0, *(m / (1 - masses[0]) for m in masses[1:])]
    for more in range(len(masses)):
        held = [math.fsum(masses[low:low + more + 1]) for low in range(len(masses) - more)]
        if max(held) >= HELD:
            low = held.index(max(held))
            return low, low + more
    return 0, len(chances)
