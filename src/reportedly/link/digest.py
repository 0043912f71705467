"""An extraction -> what linking keeps of one report: its statements but for headlines, their gists and vectors, whom it credits.

A digest depends on its own report and nothing else, so that it is made once and never again.
"""

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reportedly.link.credits import Credit, credits  # noqa: A004 - the word of the trade
from reportedly.link.gist import Gist, figures, gist
from reportedly.link.keys import anchors, keys
from reportedly.link.outlets import same_outlet
from reportedly.link.reuse import sketch
from reportedly.link.running import Running, running
from reportedly.link.whom import stands_for_its_body
from reportedly.types import Extraction, Report, Span, Statement, Teller

Vectors = np.ndarray
MOST_LINKS = 60  # of a report that are looked at
BESIDE = 9  # words on either side of a name
_APPOSITION = re.compile(r"\s*(?:,|\(|\bof\b|\bfrom\b|\bat\b|\bfor\b)[^.;]{0,100}")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_FIRST_HAND = re.compile(
    r"\b[Oo]ur (?:own )?(?:correspondents?|reporters?|photographers?|crew|team)\b|"
    r"\b[Tt]his (?:newspaper|paper|service|station|website|site|reporter|correspondent|agency|magazine) "
    r"(?:saw|counted|watched|witnessed|found|visited|heard|observed)\b|"
    r"\b(?:[Tt]his|[Tt]he) (?:newspaper|paper|service|station|website|site|agency|magazine)['’]s (?:own )?"
    r"(?:correspondents?|reporters?|photographers?)\b|"
    r"\b(?:[Aa]|[Aa]n|[Oo]ne) [A-Z][\w.]*(?: [A-Z][\w.]*)* (?:reporter|correspondent|photographer|journalist|crew)\b|"
    r"\b(?:[Ww]e|I) (?:saw|counted|watched|witnessed|observed|visited)\b|"
    r"\b(?:[Rr]eporters?|[Jj]ournalists?) (?:at|on) the (?:scene|spot|site) (?:saw|counted)\b|"
    r"\bas this (?:newspaper|reporter|paper|website|station|service) (?:saw|could see)\b")
_WITHDRAWS = re.compile(
    r"\b(?:retract(?:s|ed|ion|ing)?|withdr(?:awn?|ew)|takes? back|"
    r"(?:this|that|which|it|the (?:story|report|article|figure|information)) (?:was|is|were) "
    r"(?:wrong|incorrect|false|not true|untrue|mistaken)|has (?:been )?(?:withdrawn|retracted|removed|deleted))\b", re.I)
_CORRECTS = re.compile(
    r"\b(?:correction|corrects?|corrected|clarification|erratum|we regret the error|"
    r"(?:earlier|previous) (?:versions?|articles?|reports?|stor(?:y|ies)) (?:of|on|in|by|that|said|gave|about|had|which|wrongly))\b", re.I)


@dataclass(frozen=True, eq=False)
class Face:
    """By what it is seen at a glance that two reports have nothing to do with one another; a `Digest` has the same two."""

    vectors: Vectors
    figures: frozenset[float]


@dataclass(frozen=True, eq=False)
class Digest:
    """What linking keeps of one report. `vectors`: float32 (statements, 384), one for each of `statements`.

    All else follows from these, and is worked out when it is first asked for: of most reports that meet another, it never is.
    """

    report: Report
    statements: tuple[Statement, ...]
    vectors: Vectors

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """What the report is about."""
        return anchors(self.report.text, self.report.title or "")

    @cached_property
    def gists(self) -> tuple[Gist, ...]:
        """What matching compares, one for each of `statements`."""
        text = self.report.text
        return tuple(gist(s, self.teller, self.anchors, v, text[slice(*sentence(text, s.spans))])
                     for s, v in zip(self.statements, self.vectors, strict=True))

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Whom the report credits."""
        return credits(self.report)

    @cached_property
    def keys(self) -> frozenset[int]:
        """Under which it meets other reports."""
        return frozenset({*keys(self.gists, self.anchors), *sketch(self.report.text, self.report.skipped), *_links(self.report)})

    @cached_property
    def figures(self) -> frozenset[float]:
        """The numbers by which statements are told to be alike, of all statements."""
        return frozenset(value for s in self.statements for value in figures(s))

    @cached_property
    def teller(self) -> Teller:
        """The report's particulars."""
        return teller(self.report)

    @property
    def packed(self) -> bytes:
        """Its face in bytes, little-endian: how many statements (uint32), their vectors (float16), its figures (float64)."""
        return (np.array([len(self.vectors)], "<u4").tobytes() + self.vectors.astype("<f2").tobytes()
                + np.array(sorted(self.figures), "<f8").tobytes())

    @cached_property
    def running(self) -> Running:
        """The report's running words, for comparing texts."""
        return running(self.report.text, self.report.skipped)

    @cached_property
    def told(self) -> Mapping[str, str]:
        """By a source's name: the words by which the report's chains call it, and for persons what stands beside their name."""
        found: dict[str, dict[str, None]] = {}
        persons = set()
        for statement in self.statements:
            for hop in statement.chain:
                if hop.name and hop.span:
                    found.setdefault(hop.name, {}).setdefault(self.report.text[slice(*hop.span)])
                    if hop.kind == "person":
                        persons.add(hop.name)
                    if stands_for_its_body(self.report.text[slice(*hop.span)]):
                        found[hop.name].update(dict.fromkeys(self._bodies(statement)))
        for name in persons:
            found[name].update(dict.fromkeys(self._beside(name)))
        return {name: ", ".join((name, *words)) for name, words in found.items()}

    def _bodies(self, statement: Statement) -> list[str]:
        """The bodies that a paragraph names, of which `its spokeswoman` may speak; else those of the paragraph before."""
        here = self.paragraph(statement)
        near = [s for s in self.statements if here.start - 400 <= s.spans[0].start <= here.end]
        for some in ([s for s in near if self.paragraph(s) == here], near):
            names = [h.name for s in some for h in s.chain if h.name and h.kind in {"organization", "government"} and h.name[:1].isupper()]
            names += [a.name for s in some for a in s.actors if a.kind in {"organization", "government"}]
            if names:
                return names
        return []

    def _beside(self, name: str) -> list[str]:
        """What stands beside a person's name, in the same sentence: the ministry's spokesman, Ivo Kran; Ivo Kran of the ministry."""
        text, found = self.report.text, []
        for match in itertools.islice(re.finditer(re.escape(name), text), 3):
            start, end = sentence(text, (Span(match.start(), match.end()),))
            before, after = text[start:match.start()].split()[-BESIDE:], _APPOSITION.match(text[match.end():end])
            found.append(" ".join(before))
            found.append(" ".join(after[0].split()[:BESIDE]) if after else "")
        return [words for words in found if words]

    def corrects(self, statement: Statement) -> bool:
        """Whether the statement's paragraph puts right something published before."""
        return bool(_CORRECTS.search(self.report.text, *self.paragraph(statement)))

    @cached_property
    def withdraws(self) -> bool:
        """Whether the report takes something back that was published before."""
        return bool(_CORRECTS.search(self.report.text) and _WITHDRAWS.search(self.report.text))

    def paragraph(self, statement: Statement) -> Span:
        """The paragraph that a statement begins in."""
        text, at = self.report.text, statement.spans[0].start
        end = text.find("\n", at)
        return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)

    def key(self, statement: Statement) -> str:
        """The statement's key among all reports'."""
        return f"{self.report.id}/{statement.id}"

    def sentence(self, statement: Statement) -> Span:
        """The sentence or sentences that a statement stands in."""
        return sentence(self.report.text, statement.spans)

    def links(self, statement: Statement) -> tuple[tuple[str, Span], ...]:
        """Hyperlinks in the statement's sentence: URL and the words it stands on."""
        start, end = self.sentence(statement)
        return tuple((link.url, link.span) for link in self.report.links if start <= link.span.start and link.span.end <= end)

    def names(self, other: "Digest") -> bool:
        """Whether the report names the other's outlet as a source, credits it or links to it."""
        outlet, url = other.report.outlet, other.report.url
        if url and self.report.links and bare(url) in self._linked:
            return True
        return bool(outlet) and any(same_outlet(name, outlet or "") for name in self._named)

    @cached_property
    def _linked(self) -> frozenset[str]:
        return frozenset(bare(link.url) for link in self.report.links)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Sources and credits by their names."""
        sources = {name for s in self.statements for hop in s.chain for name in (hop.name, hop.to) if name}
        return frozenset(sources | {c.name for c in self.credits if not c.own})

    def first_hand(self, statement: Statement) -> bool:
        """Whether the sentence says that the outlet saw it itself: as our correspondent could see."""
        return bool(_FIRST_HAND.search(self.report.text, *self.sentence(statement)))


def teller(report: Report) -> Teller:
    """The particulars of a report."""
    return Teller(report.id, report.name, report.outlet, report.published, report.url, report.title)


def digest(extraction: Extraction, embed: Callable[[Sequence[str]], Vectors], vectors: Vectors | None = None) -> Digest:
    """The digest of one report; `vectors` of its `tellings`, if they are known already."""
    report, statements = extraction.report, tellings(extraction)
    known = vectors
    if known is None:  # rounded as it is kept, so that a digest read back is the same
        known = embed([s.text for s in statements]).astype("<f2").astype(np.float32)
    return Digest(report, statements, known)


def bare(url: str) -> str:
    """An address without what does not name the page."""
    return url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].rstrip("/").removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _links(report: Report) -> Iterator[int]:
    """Keys by which a report meets those that it links to."""
    for url in dict.fromkeys(url for url in (report.url, *(link.url for link in report.links[:MOST_LINKS])) if url):
        yield int.from_bytes(hashlib.blake2b(bare(url).encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def tellings(extraction: Extraction) -> tuple[Statement, ...]:
    """The statements that can tell a claim: all but headlines."""
    title = " ".join((extraction.report.title or "").split())
    head = len(title) if title and extraction.report.text.startswith(title) else 0
    return tuple(s for s in extraction.statements if s.spans and s.spans[-1].end > head)


def sentence(text: str, spans: Sequence[Span]) -> Span:
    """From the beginning of the sentence in which the spans begin to the end of the one in which they end."""
    first, last = spans[0].start, spans[-1].end
    floor, ceiling = max(0, first - 2000), min(len(text), last + 2000)
    begins = (m.end() for m in _SENTENCE_END.finditer(text, floor, min(len(text), first + 2)))  # it looks at the two that follow
    start = max((at for at in begins if at <= first), default=floor)
    after = _SENTENCE_END.search(text, max(start, last - 2), ceiling)
    return Span(start, after.start() + 1 if after else ceiling)
