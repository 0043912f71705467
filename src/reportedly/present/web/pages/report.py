"""A report as read, with its sources, cues and contents marked, and beside each line what was found in it; and the list of reports."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.errors import NotInLedger
from reportedly.ledger import Edition, Ledger, ReportRow
from reportedly.present import facets
from reportedly.present.rulings import corrections
from reportedly.present.web.changes import Change, changes, shortened
from reportedly.present.web.desk import desk_of
from reportedly.present.web.marking import Line, Stretch, marked
from reportedly.present.web.pages.compare import Credited, Sharing, came_first, credit_in, first_words, sharing
from reportedly.present.web.paging import page_of
from reportedly.present.web.rendering import render
from reportedly.types import Attribution, Extraction, Kind, Link, Report, Span, Statement

router = APIRouter()
_LOOKED_INTO = 12  # reports that share text, whose credits are looked for: each is read for it
_FAILURES = 200    # shown on the list of reports
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_FACTS = {"url": "Address", "outlet": "Outlet", "title": "Title", "byline": "Byline", "published": "Published", "language": "Language"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands beside the text: an attribution with the statements from it, or a statement in the report's own voice."""

    attribution: Attribution | None
    statements: tuple[Statement, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text, and what begins in it."""

    line: Line
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A link of the report; `href` only where a browser may follow it."""

    url: str
    href: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a source stands for; `name` is None where its own words say it."""

    name: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Corrected:
    """A statement and the characters that it has now, for the form that corrects them."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """A report that shares text with this one. `credit` is None where it was not looked for or does not apply."""

    row: Sharing
    first: str
    credit: Credited | None


@dataclass(frozen=True, slots=True)
class Versions:
    """What changed from an earlier version to this one, or from this to a `later` one: particulars (name, before, after), and words."""

    against: Edition
    later: bool
    particulars: tuple[tuple[str, str | None, str | None], ...]
    words: tuple[Change, ...]


@router.get("/reports")
def reports(request: Request) -> Response:
    """The reports, newest first, found by words and by outlet; and what could not be read."""
    store = desk_of(request).store
    query, outlet = (request.query_params.get(name, "").strip() for name in ("q", "outlet"))
    total = store.count_reports(query, outlet=outlet or None)
    page = page_of(request, total)
    failures = store.failures()
    rows = store.report_rows(query, outlet=outlet or None, offset=page.offset, limit=page.size)
    return render(request, "reports.html", rows=rows, total=total, page=page, query=query, outlet=outlet,
                  failures=failures[-_FAILURES:][::-1], failed=len(failures))


@router.get("/reports/{report}")
def report(request: Request, report: str) -> Response:
    """One report. `?span=START-END` marks those characters; `?against=EDITION` shows what changed since that version."""
    store = desk_of(request).store
    found = store.extraction(report)
    shown = _span(request.query_params.get("span"), found.report)
    editions = store.editions(found.report.id)
    against = request.query_params.get("against")
    versions = _versions(store, found.report, editions, against) if against else None
    links = [Cited(link.url, followed(link.url), link.span) for link in found.report.links]
    return render(request, "report.html", report=found.report, extraction=found, text=found.report.text, shown=shown, facets=facets,
                  parts=_parts(found, shown), claims=store.claims_by_statement(found.report.id), parents=_parents(found.attributions),
                  meant=_meant(found), corrected=_corrected(request.query_params.get("correct"), found.statements),
                  href=followed(found.report.url), links=links, reuses=_reuses(store, found), editions=editions,
                  now=_now(found.report, editions), versions=versions, corrections=corrections(store, found.report.id))


def followed(url: str | None) -> str | None:
    """An address that a link may lead to: http or https, with a host, without control characters or spaces; None for all else."""
    if not url or re.search(r"[\s\x00-\x20\x7f-\x9f\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _span(asked: str | None, report: Report) -> Span | None:
    found = _SPAN.fullmatch(asked or "")
    if found is None:
        return None
    start, end = int(found[1]), min(int(found[2]), len(report.text))
    return Span(start, end) if start < end else None


def _parts(found: Extraction, shown: Span | None) -> list[tuple[bool, tuple[Row, ...]]]:
    """The lines in their order, those that are wholly skipped apart: (skipped, rows)."""
    lines = [line for line in marked(found.report.text, _stretches(found, shown)) if not line.gap]
    starts = [line.start for line in lines]
    beside: dict[int, list[Entry]] = defaultdict(list)
    for entry in _entries(found):
        beside[max(0, bisect_right(starts, entry.start) - 1)].append(entry)
    rows = [Row(line, tuple(beside[n])) for n, line in enumerate(lines)]
    return [(skipped, tuple(some)) for skipped, some in groupby(rows, key=_is_skipped)]


def _is_skipped(row: Row) -> bool:
    """Whether all words of a line are skipped; one that something was found in, or that is to be shown, is not folded away."""
    skipped = False
    for piece in row.line.pieces:
        if piece.stretch is not None and piece.stretch.kind == "skipped":
            skipped = piece.does == "open"
        elif (piece.stretch is not None and piece.stretch.kind == "shown") or (not skipped and piece.words.strip()):
            return False
    return not row.entries


def _stretches(found: Extraction, shown: Span | None) -> list[Stretch]:
    """Everything that is marked, the outer of two on the same words first."""
    made = [Stretch(start, end, "skipped", layer=0) for start, end in found.report.skipped]
    made += [Stretch(*link.span, "link", str(n), layer=0, anchor=f"cited-{n}") for n, link in _on_words(found.report.links)]
    made += [Stretch(*span, "content", a.id) for a in found.attributions for span in a.contents]
    for s in found.statements:
        kind = "own" if s.attribution is None else "statement"
        made += [Stretch(*span, kind, s.id, anchor=f"s-{s.id}" if n == 0 else "") for n, span in enumerate(s.spans)]
    made += [Stretch(*span, "source", a.id) for a in found.attributions for span in a.sources]
    made += [Stretch(*a.cue, "cue", a.id, layer=3, anchor=f"a-{a.id}") for a in found.attributions]
    return [*made, Stretch(*shown, "shown", layer=2)] if shown else made


def _on_words(links: Iterable[Link]) -> list[tuple[int, Link]]:
    return [(n, link) for n, link in enumerate(links, 1) if link.span.end > link.span.start]


def _entries(found: Extraction) -> list[Entry]:
    by_attribution: dict[str | None, list[Statement]] = defaultdict(list)
    for s in found.statements:
        by_attribution[s.attribution].append(s)
    entries = [Entry(a, tuple(by_attribution[a.id]), a.cue.start) for a in found.attributions]
    entries += [Entry(None, (s,), s.spans[0].start if s.spans else 0) for s in by_attribution[None]]
    return sorted(entries, key=lambda entry: entry.start)


def _parents(attributions: Sequence[Attribution]) -> dict[str, Attribution]:
    """By the id of an attribution, the one within whose content it lies."""
    by_id = {a.id: a for a in attributions}
    return {a.id: by_id[a.parent] for a in attributions if a.parent in by_id}


def _meant(found: Extraction) -> dict[str, Meant]:
    """By the id of an attribution, whom its source stands for."""
    by_cue = {hop.cue: hop for s in found.statements for hop in s.chain}
    meant = {}
    for a in found.attributions:
        if a.cue in by_cue:
            hop = by_cue[a.cue]
            words = " ".join(" ".join(found.report.text[slice(*span)] for span in a.sources).split()).casefold()
            meant[a.id] = Meant(hop.name if hop.name and hop.name.casefold() not in words else None, hop.kind)
    return meant


def _corrected(asked: str | None, statements: Iterable[Statement]) -> Corrected | None:
    """The statement whose span somebody wants to correct."""
    s = next((s for s in statements if s.id == asked and s.spans), None)
    return Corrected(s.id, s.spans[0].start, s.spans[-1].end) if s else None


def _reuses(store: Ledger, found: Extraction) -> list[Reuse]:
    """The reports that share text with this one; the credits of those that share the most are looked for."""
    return [Reuse(row, first_words(found.report, row.report), _credit(store, found, row.report) if n < _LOOKED_INTO else None)
            for n, row in enumerate(sharing(store, found.report.id))]


def _credit(store: Ledger, found: Extraction, other: ReportRow) -> Credited | None:
    """Whether the later of two credits the earlier; the other is read only if it is the later."""
    which = came_first(found.report, other)
    if which is None:
        return None
    return credit_in(found, other) if which == "other" else credit_in(store.extraction(other.id), found.report)


def _now(report: Report, editions: Sequence[Edition]) -> int:
    """The place of the version that counts, in the list of all, the newest first."""
    return next((n for n, e in enumerate(editions) if e.report == report.id), 0)


def _versions(store: Ledger, report: Report, editions: Sequence[Edition], against: str) -> Versions:
    place = next((n for n, e in enumerate(editions) if e.extraction == against), None)
    if place is None:
        raise NotInLedger(f"there is no version {against[:100]!r} of report {report.id}: its page lists those that are there")
    later = place < _now(report, editions)
    other = store.edition(against).report
    before, after = (report, other) if later else (other, report)
    particulars = [(name, getattr(before, fact), getattr(after, fact)) for fact, name in _FACTS.items()]
    return Versions(editions[place], later, tuple(p for p in particulars if p[1] != p[2]), tuple(shortened(changes(before.text, after.text))))
