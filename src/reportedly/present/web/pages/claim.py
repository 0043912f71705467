"""One claim: what it says, on how many origins it stands and why, who has it from whom, what changed on the way, what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger import Ledger
from reportedly.present import phrases
from reportedly.present.rulings import history
from reportedly.present.tracing import counts
from reportedly.present.web.desk import desk_of
from reportedly.present.web.draw import chains, descent, timeline, worldmap
from reportedly.present.web.draw.mapview import Point
from reportedly.present.web.draw.scale import scale
from reportedly.present.web.paging import Page, here, page_of
from reportedly.present.web.rendering import address, clipped, render
from reportedly.types import Claim, Drift, DriftFacet, Origin, Parent, Place, Span, Statement, Teller, Telling

router = APIRouter()
ROWS = 15  # reports in the table of tellings on a page
FORMS = 12  # reports whose forms all stand on the page; those of a claim with more are opened one by one, to stay under 200 KB
MERGES = 20  # listed for each origin
AROUND = 120  # characters before and after a statement
APART = 160  # characters between two spans of one statement that are still shown
CHANGED = 60  # rows of the table of changes
_NAMED = frozenset({"person", "organization", "government", "group", "document"})
_SPACE = re.compile(r"\s+")
FACETS: tuple[DriftFacet, ...] = ("certainty", "attribution", "source", "quantity", "time", "place", "polarity")


@dataclass(frozen=True)
class Head:
    """What a claim is in a line."""

    counts: str
    circular: bool
    denied: bool
    corrected: bool
    outcome: str | None
    settled: str | None
    window: tuple[str | None, str | None] | None
    grade: int | None
    first: Teller


@dataclass(frozen=True)
class Edge:
    """From whom a report has the claim. `parent`: as judgements name it; `shown`: the report's words that show it."""

    id: str
    name: str
    href: str | None
    parent: str
    how: str
    style: descent.Style
    probability: float
    detail: str
    shown: str


@dataclass(frozen=True)
class Quote:
    """One statement of a report, and its words in the report's text: pieces, marked or not."""

    telling: Telling
    context: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Row:
    """A report with all its tellings of the claim. `forms`: whether what judges it stands beside it, else `judge` opens it."""

    report: Teller
    role: str
    quotes: tuple[Quote, ...]
    edges: tuple[Edge, ...]
    changes: tuple[Drift, ...]
    forms: bool
    judge: str


@dataclass(frozen=True)
class Merge:
    """A report that counts with another as one origin, and why. Rejecting the edge from it to `parent` parts them.

    `forms`, `judge`: as of a `Row`.
    """

    report: Teller
    href: str
    parent: str
    detail: str
    forms: bool
    judge: str


@dataclass(frozen=True)
class End:
    """An origin with the reports that lead to it. `known`: whether it has a page of its own as a source."""

    origin: Origin
    known: bool
    first: tuple[tuple[Teller, str], ...]
    merges: tuple[Merge, ...]
    more: int


@dataclass(frozen=True)
class Cell:
    """A facet as a telling has it, and what changed: against whom (name, address), and how."""

    words: str
    changes: tuple[tuple[descent.Change, Drift, str, str], ...]


@dataclass(frozen=True)
class Changed:
    """A report's line in the table of changes."""

    report: Teller
    href: str
    depth: int
    cells: tuple[tuple[str, Cell], ...]
    worst: bool


@router.get("/claims/{id_}")
def claim(request: Request, id_: str) -> Response:
    """The page; `?page=` is of the table of tellings, `?judge=` the report whose forms are open."""
    desk = desk_of(request)
    found = desk.store.claim(id_)
    view = _View(request, found)
    drawn = timeline.events(found, view.row)
    return render(request, "claim.html", claim=found, tag=desk.store.claim_tag(found.id), head=head(found), scale=scale(found.origins),
                  ends=view.ends(), graph=chains.chains(found, view.row, view.edge), rows=view.rows(desk.store), page=view.page,
                  reports=len(view.reports), drift=view.drift(), worst=view.worst(), facets=FACETS, events=timeline.days(drawn),
                  line=timeline.timeline(drawn, found.window, desk.today), places=places(found), map=claim_map(found), at=view.row,
                  against=view.against(), entries=history(desk.store, found), change=descent.change, beside=chains.beside, signs=timeline.SIGNS)


def head(claim: Claim) -> Head:
    """A claim in a line."""
    roles = {t.role for t in claim.tellings}
    return Head(counts(claim), claim.origins.circular, "denial" in roles, bool(roles & {"retraction", "correction"}), claim.outcome,
                claim.settled, claim.window, claim.grade, claim.first)


def places(claim: Claim) -> list[tuple[Place, list[Teller]]]:
    """Each place that the tellings name, and who names it; those named most come first."""
    found: dict[tuple[object, ...], tuple[Place, dict[str, Teller]]] = {}
    for told in claim.tellings:
        for place in told.statement.places:
            key = (place.geonames or place.name.casefold(), place.control)
            found.setdefault(key, (place, {}))[1][told.report.id] = told.report
    return sorted(((place, list(tellers.values())) for place, tellers in found.values()), key=lambda row: -len(row[1]))


def claim_map(claim: Claim) -> worldmap.Map:
    """The places on a map, each once; a mark leads to the claims that name its place."""
    found: dict[object, tuple[Place, set[str]]] = {}
    for place, tellers in places(claim):
        key = place.geonames or place.name.casefold()
        kept, reports = found.get(key, (place, set()))
        found[key] = (kept if kept.control else place, reports | {t.id for t in tellers})
    return worldmap.draw(
        [Point(p.name, p.latitude, p.longitude, p.precision, len(reports), address("/", place=p.name), p.control, p.by, p.country, "report")
         for p, reports in found.values() if p.latitude is not None and p.longitude is not None], coarse=True)


def context(text: str, spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """The words of spans among those around them, on one line; what is long between two of them is left out."""
    ordered = sorted(spans)
    if not ordered or ordered[-1].end > len(text):
        return ()
    before, after = text[:ordered[0].start], text[ordered[-1].end:]
    pieces = [(_end_of(before), False)]
    for n, span in enumerate(ordered):
        pieces.append((text[slice(*span)], True))
        if n + 1 < len(ordered):
            between = text[span.end:ordered[n + 1].start]
            pieces.append((between if len(between) <= APART else f"{_start_of(between, APART // 2)} {_end_of(between, APART // 2)}", False))
    pieces.append((_start_of(after), False))
    return tuple((_SPACE.sub(" ", words), marked) for words, marked in pieces if words)


def _start_of(words: str, most: int = AROUND) -> str:
    """The beginning of words, no word cut unless it is longer than all."""
    return words if len(words) <= most else (words[:most].rpartition(" ")[0] or words[:most]) + " …"


def _end_of(words: str, most: int = AROUND) -> str:
    return words if len(words) <= most else "… " + (words[-most:].partition(" ")[2] or words[-most:])


class _View:
    """What the page shows of one claim; addresses within it depend on which part of the tellings is asked for."""

    def __init__(self, request: Request, claim: Claim) -> None:
        self._request, self._claim = request, claim
        self.reports = descent.by_report(claim)
        self._edges = {id_: descent.parents_of(tellings) for id_, tellings in self.reports.items()}
        self._from: dict[str, list[tuple[str, int, Parent]]] = {}
        for id_, parents in self._edges.items():
            for n, parent in enumerate(parents):
                if parent.report is not None and parent.kind != "shares_source":
                    self._from.setdefault(parent.report, []).append((id_, n, parent))
        page = page_of(request, len(self.reports), ROWS)
        self.page: Page = replace(page, href=lambda n: page.href(n) + "#tellings")
        self._at = {id_: n // ROWS + 1 for n, id_ in enumerate(self.reports)}
        self._judged = request.query_params.get("judge")

    def row(self, report: str) -> str:
        """Where a report's words stand."""
        return self._address(report, f"#t-{report}")

    def edge(self, report: str, n: int) -> str:
        """Where a report's n-th edge stands."""
        return self._address(report, f"#e-{report}-{n}")

    def _address(self, report: str, anchor: str) -> str:
        at = self._at.get(report, self.page.number)
        return anchor if at == self.page.number else here(self._request, page=at if at > 1 else None, judge=None, judged=None) + anchor

    def rows(self, store: Ledger) -> list[Row]:
        """The reports of this part of the table, with their texts."""
        wanted = list(self.reports)[self.page.offset:self.page.offset + self.page.size]
        return [self._row(id_, store.report(id_).text) for id_ in wanted]

    def _row(self, id_: str, text: str) -> Row:
        tellings = self.reports[id_]
        quotes = tuple(Quote(t, context(text, t.statement.spans)) for t in tellings)
        edges = tuple(self._edge(id_, n, parent, text) for n, parent in enumerate(self._edges[id_]))
        role = next((t.role for t in tellings if t.role != "telling"), "telling")
        return Row(tellings[0].report, role, quotes, edges, tuple(d for d in self._claim.drift if d.report == id_), self._forms(id_),
                   self._judge(id_))

    def _judge(self, report: str) -> str:
        at = self._at[report]
        return here(self._request, page=at if at > 1 else None, judge=report, judged=None) + f"#t-{report}"

    def _forms(self, report: str) -> bool:
        return len(self.reports) <= FORMS or report == self._judged

    def _edge(self, report: str, n: int, parent: Parent, text: str) -> Edge:
        name, href = self._named(parent)
        shown = clipped(text[slice(*parent.span)], 160) if parent.span else ""
        return Edge(f"e-{report}-{n}", name, href, parent.report or f"source:{parent.source}", descent.how(parent), descent.style_of(parent),
                    parent.probability, parent.detail, shown)

    def _named(self, parent: Parent) -> tuple[str, str | None]:
        if parent.report is None:
            return parent.source or "", None
        told = self.reports.get(parent.report)
        return (_outlet(told[0].report), self.row(parent.report)) if told else (parent.report, None)

    def ends(self) -> list[End]:
        """The origins, each with the reports that lead to it: the first by itself, every other by a merge."""
        return [self._end(origin) for origin in self._claim.origins.ends]

    def _end(self, origin: Origin) -> End:
        first = [id_ for id_ in origin.reports if id_ in self.reports][:1]
        reached = set(first)
        merges = [self._same(id_, origin) for id_ in origin.reports if id_ in self.reports and id_ not in first]
        reached |= {m.report.id for m in merges}
        waiting = [*reached]
        while waiting:
            at = waiting.pop(0)
            for id_, n, parent in self._from.get(at, ()):
                if id_ not in reached:
                    reached.add(id_)
                    waiting.append(id_)
                    merges.append(self._merge(id_, n, parent))
        known = origin.established and origin.kind in _NAMED
        return End(origin, known, tuple((self.reports[id_][0].report, self.row(id_)) for id_ in first), tuple(merges[:MERGES]),
                   len(merges[MERGES:]))

    def _same(self, id_: str, origin: Origin) -> Merge:
        """Another report of the same origin: by its edge to one of the others; else both only name the same."""
        edge = next(((n, p) for n, p in enumerate(self._edges[id_]) if p.report in origin.reports and p.report != id_), None)
        if edge is not None:
            return self._merge(id_, *edge)
        other = next(r for r in origin.reports if r != id_)
        return Merge(self.reports[id_][0].report, self.row(id_), other, f"names the same origin: {origin.detail}", self._forms(id_),
                     self._judge(id_))

    def _merge(self, id_: str, n: int, parent: Parent) -> Merge:
        return Merge(self.reports[id_][0].report, self.edge(id_, n), parent.report or "",
                     f"{descent.how(parent)} {self._named(parent)[0]} ({parent.probability:.2f}): {parent.detail}", self._forms(id_),
                     self._judge(id_))

    def worst(self) -> list[tuple[Drift, Teller, str]]:
        """The gravest changes, with who made them and where that stands."""
        return [(d, self.reports[d.report][0].report, self.row(d.report)) for d in self._claim.drift
                if (d.facet, d.direction) in phrases.WORST and d.report in self.reports][:5]

    def drift(self) -> list[Changed]:
        """The table of changes in order of time; of a long claim only who changed something, and against whom it was measured."""
        depth = descent.depths(descent.above(self._claim))
        part = {id_ for d in self._claim.drift for id_ in (d.report, d.against)} if len(self.reports) > ROWS else set(self.reports)
        return [self._changed(id_, depth.get(id_, 0)) for id_ in self.reports if id_ in part][:CHANGED]

    def _changed(self, id_: str, depth: int) -> Changed:
        mine = [d for d in self._claim.drift if d.report == id_]
        statements = [t.statement for t in self.reports[id_]]
        cells = tuple((facet, Cell(" · ".join(dict.fromkeys(w for s in statements for w in words(s, facet))),
                                   tuple(self._against(d) for d in mine if d.facet == facet))) for facet in FACETS)
        return Changed(self.reports[id_][0].report, self.row(id_), min(depth, 6), cells,
                       any((d.facet, d.direction) in phrases.WORST for d in mine))

    def _against(self, drift: Drift) -> tuple[descent.Change, Drift, str, str]:
        told = self.reports.get(drift.against)
        return descent.change(drift), drift, _outlet(told[0].report) if told else drift.against, self.row(drift.against)

    def against(self) -> dict[str, list[tuple[Telling, str]]]:
        """Denials and corrections, with where they stand."""
        found: dict[str, list[tuple[Telling, str]]] = {}
        for told in self._claim.tellings:
            if told.role != "telling":
                found.setdefault("denial" if told.role == "denial" else "correction", []).append((told, self.row(told.report.id)))
        return found


def words(statement: Statement, facet: DriftFacet) -> list[str]:
    """A facet in a telling's own words."""
    chain, sure = statement.chain, statement.certainty
    found: dict[DriftFacet, list[str | None]] = {
        "certainty": [sure.words or sure.level],
        "attribution": [f"{chain[0].name or 'nobody named'} ({chain[0].act})" if chain else "own voice"],
        "source": [hop.name or "nobody named" for hop in chain[-1:]],
        "quantity": [q.text for q in statement.quantities],
        "time": [t.text for t in statement.times],
        "place": [p.text for p in statement.places],
        "polarity": [statement.polarity]}
    return [clipped(said, 60) for said in found[facet] if said]


def _outlet(report: Teller) -> str:
    return report.outlet or report.name


