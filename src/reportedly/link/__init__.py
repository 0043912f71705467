"""Statements -> Claims: the same proposition across reports, who has it from whom, its origins, its drift.

    linker = Linker()
    one, other = linker.digest(extraction), linker.digest(another)
    pairs, shared = linker.compare(one, other)
    claims = linker.claims([one, other], pairs, {(one.report.id, other.report.id): shared})

A pair is judged by its two reports alone, so that what is linked does not depend on what was read before.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from reportedly.link import digest as digesting
from reportedly.link.claims import Bond, Member, claim, claim_id_of, dated
from reportedly.link.cluster import cluster
from reportedly.link.digest import Digest, Face
from reportedly.link.embed import DEFAULT, Embedder
from reportedly.link.match import Matcher
from reportedly.link.pairs import KEPT, Pair, pairs, strangers
from reportedly.link.reuse import Run, Shared, shared
from reportedly.link.rulings import Rulings, mark, meant, rulings, standing
from reportedly.types import Claim, Extraction, Mark, Related, Span

__all__ = ["KEPT", "VERSION", "Digest", "Face", "Linker", "Member", "Pair", "Rulings", "Shared", "by_statement", "face", "found_of", "mark",
           "meant", "packed", "pairs_of", "related", "rulings", "standing", "strangers", "unpacked"]

VERSION = "link 2"  # counts up when linking gives other results: what an older one linked is linked anew
_NO_RULES = Rulings()


def face(packed: bytes) -> Face:
    """The face of a report, from the bytes that `Digest.packed` gave."""
    end = 4 + 768 * int.from_bytes(packed[:4], "little")
    return Face(np.frombuffer(packed[4:end], "<f2").reshape(-1, 384).astype(np.float32), frozenset(np.frombuffer(packed[end:], "<f8").tolist()))


class Linker:
    """What holds the weights, built once."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Load the weights, or raise ModelError."""
        self._embed = Embedder(folder)
        self._match = Matcher(folder)

    def digest(self, extraction: Extraction, packed: bytes | None = None) -> Digest:
        """What linking keeps of a report; `packed` as `Digest.packed` gave it, so that no vector need be worked out again."""
        return digesting.digest(extraction, self._embed, None if packed is None else face(packed).vectors)

    def compare(self, a: Digest, b: Digest) -> tuple[list[Pair], Shared | None]:
        """The pairs of statements that are alike, and the text that two reports share, seen from the first; a report with itself: pairs.

        Most reports that meet do so by chance: where no statement is near one of the other's, their texts are not looked at.
        """
        if strangers(a, b):
            return [], None
        text = None if a is b else shared(a.running, b.running)
        return pairs(a, b, self._match, text), text

    def claims(self, digests: Sequence[Digest], found: Iterable[Pair], texts: Mapping[tuple[str, str], Shared | None],
               rules: Rulings = _NO_RULES) -> list[Claim]:
        """All claims of these reports; what `compare` found of every two that share a key."""
        members = {d.key(s): (d, s) for d in digests for s in d.statements}
        index = by_statement(found)
        groups = self.groups(members, pairs_of(index), rules)
        return [self.claim([members[k] for k in group], found_of(index, group), texts, rules, related(group, index, members, rules)) for group
                in groups]

    def groups(self, members: Mapping[str, Member], found: Iterable[Pair], rules: Rulings) -> tuple[tuple[str, ...], ...]:
        """The statements of each claim, by their keys."""
        out = rejected(rules, members)
        found = [p for p in found if p.one in members and p.other in members and not {p.one, p.other} & out]
        likeness = {(p.one, p.other): p.probability for p in found if p.kind == "same"}
        apart = [(p.one, p.other) for p in found if p.kind == "apart"]
        opening = [(p.one, p.other) for p in found if p.kind == "opening"]
        return cluster(members, likeness, [*_keys(rules.together, members), *opening], [*_keys(rules.apart, members), *apart])

    def claim(self, members: Sequence[Member], found: Iterable[Pair], texts: Mapping[tuple[str, str], Shared | None], rules: Rulings,
              related: Sequence[Related]) -> Claim:
        """The claim of these statements."""
        return claim(members, _bonds(found), {k: v for k, v in texts.items() if v is not None}, rules, related)

    def claim_id(self, members: Sequence[Member], rules: Rulings = _NO_RULES) -> str:
        """The id of the claim of these statements."""
        return claim_id_of(members, rules)


def by_statement(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each statement."""
    index: dict[str, list[Pair]] = {}
    for p in found:
        index.setdefault(p.one, []).append(p)
        index.setdefault(p.other, []).append(p)
    return index


def pairs_of(index: Mapping[str, Sequence[Pair]]) -> list[Pair]:
    """All pairs of an index, each once."""
    return [p for key, those in index.items() for p in those if p.one == key]


def found_of(index: Mapping[str, Sequence[Pair]], keys: Collection[str]) -> list[Pair]:
    """The pairs within a group."""
    inside = set(keys)
    return [p for key in inside for p in index.get(key, ()) if p.one == key and p.other in inside]


def rejected(rules: Rulings, members: Mapping[str, Member]) -> set[str]:
    """The keys of those that a person said are no statements."""
    digests = {d.report.id: d for d, _ in members.values()} if rules.rejected else {}
    return {d.key(s) for m in rules.rejected if (d := digests.get(m.report)) and (s := meant(m, d.statements))}


def related(group: Collection[str], index: Mapping[str, Sequence[Pair]], members: Mapping[str, Member], rules: Rulings = _NO_RULES,
            ) -> list[Related]:
    """What bears on a group of statements from outside of it. `Related.claim` is the statement's key: whoever shows it names its claim."""
    inside, out = set(group), rejected(rules, members)
    best: dict[tuple[str, str], Related] = {}
    for mine, p in ((key, p) for key in inside for p in index.get(key, ())):
        theirs = p.other if p.one == mine else p.one
        if p.kind not in {"outcome", "rival"} or theirs in inside or theirs not in members or mine not in members or {mine, theirs} & out:
            continue
        (digest, statement), (earlier, forecast) = ((dated(d, rules), s) for d, s in (members[theirs], members[mine]))
        if not _bears(p, (earlier, forecast), (digest, statement)):
            continue
        new = Related(theirs, "outcome" if p.kind == "outcome" else "rival", statement.text, digest.report.id, p.probability, p.detail,
                      statement.polarity, digest.report.published, next((t.start for t in statement.times if t.start), None))
        key = new.kind, theirs
        if key not in best or best[key].probability < new.probability:
            best[key] = new
    return sorted(best.values(), key=lambda r: (r.kind, -r.probability, r.report, r.text))


def _bears(p: Pair, mine: Member, theirs: Member) -> bool:
    """An outcome bears on its forecast, not the other way round."""
    return p.kind == "rival" or (mine[1].mode in {"forecast", "intention", "demand"} and mine[1].polarity == "affirmed" and (
        (theirs[0].report.published or "") > (mine[0].report.published or "")))


def _bonds(found: Iterable[Pair]) -> dict[str, Bond]:
    """For each statement its likest other."""
    best: dict[str, Bond] = {}
    for p in sorted((p for p in found if p.kind == "same"), key=lambda p: (-p.probability, p.one, p.other)):
        for key in (p.one, p.other):
            best.setdefault(key, Bond(p.probability, p.detail))
    return best


def _keys(marked: Collection[tuple[Mark, Mark]], members: Mapping[str, Member]) -> list[tuple[str, str]]:
    """Pairs of marks as pairs of keys, where both statements are here."""
    digests: dict[str, Digest] = {d.report.id: d for d, _ in members.values()}
    found = []
    for pair in marked:
        keys = []
        for one in pair:
            digest = digests.get(one.report)
            statement = meant(one, digest.statements) if digest else None
            if digest is not None and statement is not None:
                keys.append(digest.key(statement))
        if len(keys) == 2 and keys[0] in members and keys[1] in members:
            found.append((keys[0], keys[1]))
    return found


def packed(found: Shared) -> str:
    """Shared text as JSON, for the ledger."""
    return json.dumps([found.a_in_b, found.b_in_a, found.words, found.quoted, [[*r.a, *r.b, r.words] for r in found.runs]])


@lru_cache(maxsize=16384)
def unpacked(data: str) -> Shared:
    """The inverse of `packed`."""
    a_in_b, b_in_a, words, quoted, runs = json.loads(data)
    return Shared(a_in_b, b_in_a, words, quoted, tuple(Run(Span(r[0], r[1]), Span(r[2], r[3]), r[4]) for r in runs))
