"""How much of the drift is found, given the claims and edges of cases that people labelled.

    python bench/drift.py CASES_DIR EXTRACTED_DIR [--errors]

CASES_DIR holds <case>/gold.json (shared/gold/across and our own cases have one form); EXTRACTED_DIR holds <case>.jsonl, the output of
`reportedly extract CASES_DIR/<case>`. Statements are matched with the labelled quotes as the scorer of claims does: by their words.
Prints precision, recall and F1 of (report, facet), of (report, facet, direction), and of each facet; `--errors` each miss and false alarm.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.codec import decode_extraction
from reportedly.link.digest import Digest, digest, tellings
from reportedly.link.drift import drift
from reportedly.link.lineage import lineage
from reportedly.link.lineage import told as tellings_of
from reportedly.link.voice import voice
from reportedly.types import Drift, Statement

_KINDS = ("cites", "reuses", "shares_source")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("extracted", type=Path)
    parser.add_argument("--errors", action="store_true")
    wanted = parser.parse_args()
    plain, directed, facets = Counter[str](), Counter[str](), dict[str, Counter[str]]()
    for path in sorted(wanted.cases.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        digests = read(wanted.extracted / f"{path.parent.name}.jsonl")
        for claim in gold["claims"]:
            found = {(d.report, d.facet, d.direction): d for d in drifts(claim, digests)}
            truth = {(d["report"], d["facet"], d["direction"]): d for d in claim["drift"]}
            neither = {(d["report"], d["facet"]) for d in claim.get("drift_ok", [])}
            found = {k: d for k, d in found.items() if k[:2] not in neither}
            count(directed, set(found), set(truth))
            count(plain, {k[:2] for k in found}, {k[:2] for k in truth})
            for facet in {k[1] for k in (*found, *truth)}:
                count(facets.setdefault(facet, Counter()), {k for k in found if k[1] == facet}, {k for k in truth if k[1] == facet})
            if wanted.errors:
                show(path.parent.name, claim["id"], found, truth)
    print(f"{'facet found':24}{told(plain)}\n{'and its direction':24}{told(directed)}")
    for facet, n in sorted(facets.items()):
        print(f"  {facet:22}{told(n)}")


def read(path: Path) -> dict[str, Digest]:
    """The digests of a case by the names of its files, without vectors."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        extraction = decode_extraction(json.loads(line))
        blank = np.zeros((len(tellings(extraction)), 384), dtype=np.float32)
        found[Path(extraction.report.name).name] = digest(extraction, lambda texts: np.zeros((len(texts), 384), dtype=np.float32), blank)
    return found


def drifts(claim: Mapping[str, Any], digests: Mapping[str, Digest]) -> Iterator[Drift]:
    """The drift of a labelled claim along its labelled edges; reports by the names of their files."""
    told_by: dict[str, list[Statement]] = {}
    for telling in claim["tellings"]:
        best = fitting(telling["quote"], digests[telling["report"]].statements)
        if best is not None and best not in told_by.get(telling["report"], []):
            told_by.setdefault(telling["report"], []).append(best)
    outlets = [d.report.outlet for d in digests.values() if d.report.outlet]
    sourced = {name: any(not voice(digests[name], s, outlets).own for s in statements) or any(not c.own for c in digests[name].credits)
               for name, statements in told_by.items()}
    order = sorted(told_by, key=lambda name: (digests[name].report.published or "", name))
    roles = lineage(tellings_of([(digests[n], s) for n in order for s in told_by[n]]), {}, {}).roles
    names = {d.report.id: name for name, d in digests.items()}
    for name in order:
        sources = [s for s in _sources(name, claim["edges"], order) if s in told_by]
        if not sources:
            continue
        parent = [s for source in sources for s in told_by[source]]
        against = digests[sources[0]]
        own = [s for s in told_by[name] if roles[digests[name].key(s)] in {"telling", "revision"}]
        shares = {e["kind"] for e in claim["edges"] if e["from"] == name} == {"shares_source"}
        for one in drift(own, parent, report=digests[name].teller, against=against.teller, sourced=sourced[name],
                         shared_source=shares, parent_sourced=sourced[sources[0]],
                         elsewhere=[s for s in against.statements if s not in parent]):
            yield Drift(one.facet, one.direction, name, names[one.against], one.before, one.after, one.detail)


def _sources(name: str, edges: Sequence[Mapping[str, Any]], order: Sequence[str]) -> list[str]:
    """The reports that a report's telling came from, the earliest first: of the nearest kind of edge."""
    for kind in _KINDS:
        mine = [e for e in edges if e["from"] == name and e["kind"] == kind]
        inside = [r for r in order if r in {e["to"] for e in mine}]
        if inside:
            return inside
        outside = {e["to"] for e in mine}
        earlier = [r for r in order[:order.index(name)] if any(e["from"] == r and e["to"] in outside for e in edges)]
        if earlier:
            return earlier[:1]
    return []


def fitting(quote: str, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose words are those of a quote, if one fits: F1 of words from 0.5, or the shorter within the longer."""
    best, score = None, 0.0
    theirs = Counter(re.findall(r"\w+", quote.casefold()))
    for statement in statements:
        mine = Counter(re.findall(r"\w+", statement.text.casefold()))
        both, sizes = (mine & theirs).total(), (mine.total(), theirs.total())
        f1 = 2 * both / (sum(sizes) or 1)
        if (f1 >= 0.5 or (min(sizes) >= 4 and both / min(sizes) >= 0.8)) and f1 > score:
            best, score = statement, f1
    return best


def count(into: Counter[str], found: set[Any], truth: set[Any]) -> None:
    """Add the hits, false alarms and misses of one claim."""
    into.update(hit=len(found & truth), false=len(found - truth), missed=len(truth - found))


def told(n: Counter[str]) -> str:
    """Counts as a line."""
    p, r = n["hit"] / (n["hit"] + n["false"] or 1), n["hit"] / (n["hit"] + n["missed"] or 1)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r or 1):.3f}   {n['hit']} right, {n['false']} false alarms, {n['missed']} missed"


def show(case: str, claim: str, found: Mapping[Any, Drift], truth: Mapping[Any, Mapping[str, Any]]) -> None:
    """Each miss and false alarm, in a line."""
    for key in sorted(truth.keys() - found.keys()):
        print("MISSED", case, claim, key[0][:2], *key[1:], "|", truth[key]["before"], "|", truth[key]["after"])
    for key in sorted(found.keys() - truth.keys()):
        print("FALSE ", case, claim, key[0][:2], *key[1:], "|", found[key].detail)


if __name__ == "__main__":
    main()
