"""Invented cases (`*.case`: reports and what is gold of them) -> extractions, and pairs of statements with what they are to each other.

A case file holds a head, the reports (`=== 01 | Outlet | published | url | Headline`, then paragraphs with `[words](@02)` links) and
`=== gold` with JSON as in CONVENTIONS.md.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly import codec
from reportedly.pipeline import Pipeline
from reportedly.types import Extraction, Link, Report, Span, Statement

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
F1_MIN, CONTAIN_MIN, CONTAIN_WORDS = 0.5, 0.8, 4  # when a statement answers for a quote, as score_across.py has it


@dataclass(frozen=True)
class Case:
    """The extractions of a case by the name of the report, its gold, and where a headline ends in each text."""

    name: str
    extractions: dict[str, Extraction]
    gold: dict[str, Any]
    body: dict[str, int] = field(default_factory=dict)


def read_case(path: Path) -> tuple[dict[str, Report], dict[str, Any]]:
    """The reports of a case file by their number, and its gold."""
    _, *parts = re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))
    heads, bodies, gold = {}, {}, {}
    for part in parts:
        first, _, body = part.partition("\n")
        if first.strip() == "gold":
            gold = json.loads(body)
            continue
        number, *head = (x.strip() for x in first.split("|"))
        heads[number] = head
        bodies[number] = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body.strip())]
    urls = {number: head[2] for number, head in heads.items()}
    return {n: _report(f"{path.stem}/{n}", heads[n], bodies[n], urls) for n in heads}, gold


def _report(name: str, head: list[str], paragraphs: list[str], urls: dict[str, str]) -> Report:
    outlet, published, url, title = head
    text, links = title, []
    for paragraph in paragraphs:
        text += "\n\n"
        last = 0
        for found in _LINK.finditer(paragraph):
            text += paragraph[last:found.start()]
            target = urls.get(found[2][1:], found[2]) if found[2].startswith("@") else found[2]
            links.append(Link(target, Span(len(text), len(text) + len(found[1]))))
            text += found[1]
            last = found.end()
        text += paragraph[last:]
    seal = hashlib.sha256(f"{url}\0{text}".encode()).hexdigest()
    return Report(id=f"r{seal[:16]}", name=name, text=text, sha256=seal, url=url, outlet=outlet, title=title, published=published, links=tuple(links))


def load_cases(folder: Path, cache: Path) -> list[Case]:
    """Every case of a folder, extracted; what was extracted before is taken from `cache` while the file is the same."""
    pipeline: Pipeline | None = None
    out = []
    for path in sorted(folder.glob("*.case")):
        stored = cache / f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.jsonl"
        reports, gold = read_case(path)
        if not stored.exists():
            pipeline = pipeline or Pipeline()
            cache.mkdir(parents=True, exist_ok=True)
            lines = [json.dumps(codec.encode_extraction(pipeline.extract(r)), ensure_ascii=False) for r in reports.values()]
            stored.write_text("\n".join(lines), encoding="utf-8")
        extracted = [codec.decode_extraction(json.loads(line)) for line in stored.read_text(encoding="utf-8").splitlines()]
        out.append(Case(path.stem, dict(zip(reports, extracted, strict=True)), gold, {n: len(r.title or "") for n, r in reports.items()}))
    return out


def tokens(text: str) -> list[str]:
    """Folded words, as score_across.py compares them."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    return re.findall(r"\w+", "".join(c for c in flat if not unicodedata.combining(c)).replace("’", "'"))


def answers(statement: str, quote: str) -> tuple[float, float]:
    """Token F1 and the containment of the shorter in the longer."""
    a, b = Counter(tokens(statement)), Counter(tokens(quote))
    na, nb, both = a.total(), b.total(), (a & b).total()
    if not na or not nb:
        return 0.0, 0.0
    return 2 * both / (na + nb), both / min(na, nb) if min(na, nb) >= CONTAIN_WORDS else 0.0


def found(case: Case) -> tuple[dict[int, tuple[str, str]], list[tuple[str, str, str | None]]]:
    """Which statement (report, id) answers for each quote, and the quotes (report, words, claim or None if only of `not_same`)."""
    quotes: list[tuple[str, str, str | None]] = [(t["report"], t["quote"], c["id"]) for c in case.gold["claims"] for t in c["tellings"]]
    known = {(report, words) for report, words, _ in quotes}
    for pair in case.gold.get("not_same", []):
        for side in pair:
            if (side["report"], side["quote"]) not in known:
                known.add((side["report"], side["quote"]))
                quotes.append((side["report"], side["quote"], None))
    ranked = []
    for i, (report, words, _) in enumerate(quotes):
        for statement in case.extractions[report].statements:
            f1, contained = answers(statement.text, words)
            if f1 >= F1_MIN or contained >= CONTAIN_MIN:
                ranked.append((-f1, -contained, i, (report, statement.id)))
    out: dict[int, tuple[str, str]] = {}
    taken = set()
    for _, _, i, key in sorted(ranked):
        if i not in out and key not in taken:
            out[i] = key
            taken.add(key)
    return out, quotes


def pairs(case: Case) -> Iterator[tuple[tuple[str, str], tuple[str, str], bool, float]]:
    """Pairs of statements whose relation the gold settles: (report, id) twice, whether they are the same claim, and a weight.

    Labelled claims are complete, so a statement that answers for no quote is another claim than theirs; those of headlines and
    those that overlap a quote's words are left out, being neither.
    """
    answered, quotes = found(case)
    claim: dict[tuple[str, str], str | None] = {}
    for i, key in answered.items():
        claim[key] = quotes[i][2] or f"not {i}"
    hard = set()
    place = {(report, words): i for i, (report, words, _) in enumerate(quotes)}
    for one, two in case.gold.get("not_same", []):
        i, j = (place[(side["report"], side["quote"])] for side in (one, two))
        if i in answered and j in answered:
            hard.add(frozenset((answered[i], answered[j])))
    everyone = [(report, s) for report, e in sorted(case.extractions.items()) for s in e.statements if _counts(case, report, s)]
    unclear = {(report, s.id) for report, s in everyone if (report, s.id) not in claim
               and any(report == r and max(answers(s.text, words)) >= 0.35 for r, words, _ in quotes)}
    keys = [(report, s.id) for report, s in everyone if (report, s.id) not in unclear]
    for n, a in enumerate(keys):
        for b in keys[n + 1:]:
            one, two = claim.get(a), claim.get(b)
            if one is None and two is None:
                continue
            if frozenset((a, b)) in hard:
                yield a, b, False, 3.0
            elif (one or "").startswith("not ") and (two or "").startswith("not "):
                continue
            else:
                yield a, b, one == two, 1.0


def _counts(case: Case, report: str, statement: Statement) -> bool:
    return bool(statement.spans) and statement.spans[0].start >= case.body.get(report, 0)

