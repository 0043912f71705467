"""From whom each report has a claim: its edges, the tree that they make, in which style they are drawn, and what changed on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.present.phrases import EDGES, WORST
from reportedly.types import Claim, Drift, EdgeKind, Parent, Telling

SIGNS = {"hardened": "▲", "softened": "▼", "raised": "↑", "lowered": "↓", "narrowed": "→←", "widened": "←→", "changed": "≠", "dropped": "−",
         "added": "+"}
Style = Literal["cites", "credited", "uncredited", "shares", "heard"]
_ORDER: tuple[EdgeKind, ...] = ("cites", "reuses", "shares_source")


@dataclass(frozen=True)
class Change:
    """What a telling changed on the way: a sign, its word, whether it is among the worst, and the words of it."""

    sign: str
    words: str
    worst: bool
    title: str


def by_report(claim: Claim) -> dict[str, list[Telling]]:
    """The tellings of each report, in the order in which they were published."""
    found: dict[str, list[Telling]] = {}
    for one in claim.tellings:
        found.setdefault(one.report.id, []).append(one)
    return found


def parents_of(tellings: Sequence[Telling]) -> tuple[Parent, ...]:
    """The edges of a report: those of its tellings, each once."""
    return tuple({(p.report, p.source, p.kind): p for t in tellings for p in t.parents}.values())


def above(claim: Claim) -> dict[str, str | None]:
    """For each report the one that it stands under: the likeliest of the nearest kind. A ring is broken at its first."""
    reports = by_report(claim)
    found: dict[str, str | None] = {}
    for id_, tellings in reports.items():
        here = [p for p in parents_of(tellings) if p.report in reports and p.report != id_]
        best = min(here, key=lambda p: (_ORDER.index(p.kind), -p.probability), default=None)
        found[id_] = best.report if best else None
    for start, nearest in list(found.items()):
        seen, at = {start}, nearest
        while at is not None and at not in seen:
            seen.add(at)
            at = found[at]
        if at == start:
            found[start] = None
    return found


def depths(tree: Mapping[str, str | None]) -> dict[str, int]:
    """How far below its root each report of a tree stands, in the order in which it is read from top to bottom."""
    below: dict[str | None, list[str]] = {}
    for id_, parent in tree.items():
        below.setdefault(parent, []).append(id_)
    found: dict[str, int] = {}
    waiting = [(id_, 0) for id_ in reversed(below.get(None, []))]
    while waiting:
        id_, depth = waiting.pop()
        found[id_] = depth
        waiting += [(child, depth + 1) for child in reversed(below.get(id_, []))]
    return found


def style_of(parent: Parent) -> Style:
    """How an edge is drawn: text that was copied is credited where the report also cites the one it copied."""
    kinds = {parent.kind, *parent.also}
    if "reuses" in kinds:
        return "credited" if "cites" in kinds else "uncredited"
    return "cites" if "cites" in kinds else "shares"


def how(parent: Parent) -> str:
    """`cites`; `cites + reuses, credited`; `reuses, uncredited`."""
    style = style_of(parent)
    return " + ".join(EDGES[k] for k in (parent.kind, *parent.also)) + (f", {style}" if style in {"credited", "uncredited"} else "")


def change(drift: Drift) -> Change:
    """A drift as a mark."""
    before, after = (f"“{words}”" if words else "nothing" for words in (drift.before[:80], drift.after[:80]))
    return Change(SIGNS[drift.direction], f"{drift.facet} {drift.direction}", (drift.facet, drift.direction) in WORST, f"{before} → {after}")
