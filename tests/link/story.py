"""Stories for the tests of linking: reports written by hand, with the chains of their statements, and what follows from them.

`report("Harbour Post", "A clerk said [the crane fell].", by("a clerk"))` is a report whose bracketed words are a statement in the clerk's
mouth; each statement takes its chain from the next `by(…)`, nearest the reader first, and `own()` is the report's own voice. `told_by`
makes the claim of all statements of some reports, without any model.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from reportedly.link import Linker
from reportedly.link.claims import claim
from reportedly.link.compare import Between
from reportedly.link.digest import Digest, digest
from reportedly.link.embed import Floats
from reportedly.link.gist import Gist
from reportedly.link.lineage import Lineage, Told, lineage, told
from reportedly.link.match import Likeness, Matcher
from reportedly.link.origins import origins
from reportedly.link.reuse import Shared, shared
from reportedly.link.rulings import Rulings
from reportedly.link.rulings import mark as marked
from reportedly.link.terms import fold
from reportedly.types import (
    Attribution,
    Certainty,
    Claim,
    Extraction,
    Hop,
    Link,
    Mode,
    Origins,
    Parent,
    Polarity,
    Quantity,
    Report,
    Span,
    Statement,
    Time,
)

_MARK = re.compile(r"\[([^\]]*)\](?:\((\S+?)\))?")
WIDTH = 384
Given = str | tuple[str, ...]  # who, of which kind, with which act, and the outlet that was told


@dataclass(frozen=True)
class By:
    """What a statement has beside its words."""

    hops: tuple[Given, ...] = ()
    mode: Mode = "assertion"
    polarity: Polarity = "affirmed"
    times: tuple[tuple[str | None, str | None], ...] = ()
    numbers: tuple[tuple[float | None, float | None, str | None], ...] = ()
    factuality: float | None = 3.0


def by(*hops: Given, mode: Mode = "assertion", polarity: Polarity = "affirmed", times: tuple[tuple[str | None, str | None], ...] = (),
       numbers: tuple[tuple[float | None, float | None, str | None], ...] = (), factuality: float | None = 3.0) -> By:
    """A chain: `("the ministry", "government", "say", "the outlet that was told")`, from the second on by default; a bare name is anonymous."""
    return By(hops, mode, polarity, times, numbers, factuality)


def own(mode: Mode = "assertion", **facets: tuple[tuple[str | None, str | None], ...]) -> By:
    """The report's own voice."""
    return By((), mode, times=facets.get("times", ()))


def report(outlet: str | None, marked: str, *sources: By, at: str | None = "2025-03-01", url: str | None = None, title: str | None = None,
           byline: str | None = None, name: str | None = None) -> Extraction:
    """A report: `[words]` are a statement, `[words](https://…)` a link. `at` is the day or time of publication."""
    text, links, spans, end = "", list[Link](), list[Span](), 0
    for mark in _MARK.finditer(marked):
        text += marked[end:mark.start()]
        span = Span(len(text), len(text) + len(mark[1]))
        if mark[2]:
            links.append(Link(mark[2], span))
        else:
            spans.append(span)
        text, end = text + mark[1], mark.end()
    text += marked[end:]
    assert len(spans) == len(sources), f"{len(spans)} statements, {len(sources)} chains"
    statements = tuple(_statement(f"s{i}", text, span, said) for i, (span, said) in enumerate(zip(spans, sources, strict=True), 1))
    attributions = tuple(Attribution(s.attribution, Span(0, 0), (), s.spans, None, "indirect", 0.9, "unknown", "say")
                         for s in statements if s.attribution)
    id_ = "r" + hashlib.sha256(f"{outlet} {at} {text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Extraction(Report(id_, name or f"{id_}.html", text, "0" * 64, url=url, outlet=outlet, title=title, byline=byline, published=at,
                             language="en", links=tuple(links)), attributions, statements)


def _statement(id_: str, text: str, span: Span, said: By) -> Statement:
    words = text[slice(*span)]
    return Statement(
        id_, words, (span,), f"a{id_[1:]}" if said.hops else None, tuple(_hop(given, text, span) for given in said.hops), mode=said.mode,
        polarity=said.polarity, certainty=Certainty(said.factuality),
        times=tuple(Time(span, words, start, until, "day") for start, until in said.times),
        quantities=tuple(Quantity(span, words, low, high, unit) for low, high, unit in said.numbers))


def _hop(given: Given, text: str, near: Span) -> Hop:
    """A hop; its span is the mention of its name that is nearest to the statement."""
    told: list[str | None] = [given, "anonymous"] if isinstance(given, str) else [*given]
    name, kind, act, to = (*told, *(None, None, "say", None)[len(told):])
    places = [m.start() for m in re.finditer(re.escape(str(name)), text)]
    at = min(places, key=lambda place: abs(place - near.start), default=None)
    span = None if at is None else Span(at, at + len(str(name)))
    return Hop(name, kind, span, Span(0, 0), act, to)  # type: ignore[arg-type]


def bag(texts: Sequence[str]) -> Floats:
    """Vectors of the words' hashes: the more words in common, the more alike. Stands in for the encoder."""
    vectors: Floats = np.zeros((len(texts), WIDTH), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in (set(re.findall(r"\w+", fold(text))) - {"will", "did"}) or {""}:
            row[int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest(), "big") % WIDTH] = 1
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def digested(extraction: Extraction) -> Digest:
    """Its digest, with vectors of words."""
    return digest(extraction, bag)


@dataclass
class Story:
    """One claim of some reports. `edges`: (from, to, kind) by outlet, `source:NAME` for those that are not there."""

    tellings: tuple[Told, ...]
    lines: Lineage
    origins: Origins
    claim: Claim

    @property
    def count(self) -> tuple[int, int]:
        return self.origins.established, self.origins.possible

    @property
    def names(self) -> list[str]:
        return [end.name for end in self.origins.ends]

    @property
    def edges(self) -> set[tuple[str, str, str]]:
        named = {t.id: t.digest.report.outlet or t.id for t in self.tellings}
        return {(named[one], named[p.report] if p.report else f"source:{p.source}", p.kind)
                for one, found in self.lines.parents.items() for p in found}

    @property
    def roles(self) -> dict[str, str]:
        return {t.digest.report.outlet or t.id: self.lines.roles[t.digest.key(t.statements[0])] for t in self.tellings}

    def parents(self, extraction: Extraction) -> tuple[Parent, ...]:
        return self.lines.parents[extraction.report.id]


def texts_of(digests: Iterable[Digest]) -> dict[tuple[str, str], Shared]:
    """What every two of the texts share."""
    pairs = [(a, b, shared(a.running, b.running)) for a, b in combinations(digests, 2)]
    return {(a.report.id, b.report.id): found for a, b, found in pairs if found is not None}


def told_by(*reports: Extraction, rules: Rulings | None = None, copies: bool = False, only: str = "",
            edges: Mapping[tuple[str, str], bool] | None = None) -> Story:
    """The claim of all the statements of these reports. `copies`: shared text counts, which in reports of a sentence is chance.

    `only`: statements with this word are tellings of the claim.
    """
    rules = rules or Rulings()
    digests = [digested(r) for r in reports]
    members = [(d, s) for d in digests for s in d.statements if only in s.text]
    texts = texts_of(digests) if copies else {}
    tellings = told(members)
    ruled = dict(edges or {})
    lines = lineage(tellings, texts, ruled)
    marks = {(marked(d.report.id, s), to): holds for (report, to), holds in ruled.items() for d, s in members if d.report.id == report}
    return Story(tellings, lines, origins(tellings, lines, ruled), claim(members, {}, texts, replace(rules, edges=marks)))


class Words(Matcher):
    """Stands in for the matcher: statements are alike by their common words, other numbers, and one's future and the other's past, part them."""

    def __init__(self) -> None:
        """Load nothing."""

    def __call__(self, a: Gist, b: Gist, _between: Between) -> Likeness:
        """How like two statements are."""
        same = max(0.0, min(1.0, round(2 * float(a.vector @ b.vector) - 0.8, 4)))
        numbers = {n.low for n in a.numbers}, {n.low for n in b.numbers}
        if (all(numbers) and not numbers[0] & numbers[1]) or a.future != b.future:
            same *= 0.1
        return Likeness(same, f"{same:.2f} by their words")


class WordsLinker(Linker):
    """A linker without weights."""

    def __init__(self) -> None:
        self._embed = bag  # type: ignore[assignment]
        self._match = Words()
