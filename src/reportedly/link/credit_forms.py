"""The forms of credit, each a small function: a report and its paragraphs in, the names that are credited in that form out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.link.credit_names import AGENCIES, NAME, SOME_AGENCIES, CreditKind, Named, listed, one
from reportedly.link.outlets import is_code, known, organisation_like, same_outlet
from reportedly.types import Report, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text, before it is known whose it is and how far it reaches; `at` is where its paragraph is in the list."""

    name: str
    span: Span | None
    kind: CreditKind
    detail: str
    at: int
    also: tuple[str, ...] = ()
    here: bool = False  # only its paragraph, whatever else there is
    parts: bool = False  # where there are several of its kind, each covers a part of the report


_SOURCE = re.compile(r"(?:Sources?|SOURCES?|Source\(s\)|Via|VIA)\s{0,3}(?::|\s[–—-]\s|[–—])\s*(?=\S)")
_IN_BRACKETS = re.compile(r"[(\[](?:Sources?|Via):\s*([^()\[\]\n]{2,120})[)\]]", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:photo\w*|image|picture|getty|shutterstock|istock|video|footage|illustration|cartoon|graphic)\b", re.IGNORECASE)


def _source_lines(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """*Source: South Bohemian broadcaster TV Lipno; Adria Press Agency (APA)*."""
    for at, (start, end) in enumerate(paragraphs):
        lead = _SOURCE.match(report.text, start, min(end, start + 400))
        if lead and end - lead.end() <= 400 and not _PICTURE.search(report.text, start, end):
            for name, span, also in listed(report.text, lead.end(), end):
                yield Found(name, span, "source line", f"named in its Source line: {report.text[start:end][:120]}", at, also, parts=True)
        elif not lead:
            for inside in _IN_BRACKETS.finditer(report.text, max(start, end - 300), end):
                if not _PICTURE.search(inside[0]):
                    for name, span, also in listed(report.text, *inside.span(1)):
                        yield Found(name, span, "source line", f"named as source in brackets: {inside[0]}", at, also, parts=True)


_DATELINE = re.compile(r"(?:By [^()\n]{3,80}?[.:] )?(?P<where>[^()/\n]{0,90}?)\s?(?:\((?P<a>[^()\n]{2,50})\)|/(?P<b>[A-Za-z -]{2,30})/)[.,]?"
                       r"\s{0,2}(?P<end>[–—-]{1,3}|:)\s")
_LOWER = frozenset("of the de del della di la el al le on du and in".split())


def _datelines(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """*LIPNO, Oct 3 (APA) — *, *(APA) - *, *BERLIN, Dec. 5 /PRNewswire/ --*."""
    for at, (start, end) in enumerate(paragraphs):
        found = _DATELINE.match(report.text, start, min(end, start + 240))
        if not found:
            continue
        where = re.findall(r"[^\s,./]+", found["where"])
        placed = len(where) <= 10 and all(word[0].isupper() or word[0].isdigit() or word in _LOWER for word in where)
        dated = any(word[0].isdigit() for word in where)
        if not placed or (found["end"] == ":" and not dated):
            continue
        group = "a" if found["a"] else "b"
        for name, span, also in listed(report.text, *found.span(group)):
            if known(name) or is_code(name) or (name[0].isupper() and not name.isupper() and len(name.split()) <= 4):
                yield Found(name, span, "dateline", f"its dateline gives {name}", at, also, parts=True)


_WIRE = re.compile(r"[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,3} (?:News|Press|Wire) (?:Agency|Service)")
_BYLINE = re.compile(r"(?:By|BY|From|Written by|Story by)\s+(?=\S)")


def _bylines(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """The byline that came with the page, or a line at the top: *By Ann Lee, Adria Press Agency*, *Agencies*."""
    if report.byline:
        for name, _, also in _signed(report.byline, 0, len(report.byline)):
            place = report.text.find(name, 0, 600)
            yield Found(name, Span(place, place + len(name)) if place >= 0 else None, "byline", f"its byline is {report.byline[:80]}", 0, also)
    for at, (start, end) in enumerate(paragraphs[:6]):
        lead = _BYLINE.match(report.text, start, end)
        line = report.text[start:end]
        short = len(line) <= 120 and line[-1] not in ".!?:…”\")" and line[0] not in "–—-("
        prose = not lead and re.search(r" [a-z]{3,} ", line.replace(" and ", " & "))
        if short and not prose and not _SOURCE.match(line) and not _PICTURE.search(line):
            for name, span, also in _signed(report.text, lead.end() if lead else start, end):
                real = known(name)
                signs = name == AGENCIES or (real and real.agency and (span == (start, end) or not is_code(name)))
                # a headline may open with an agency's name; *Ann Lee, AP* without By may stand under a picture
                if lead or (0 < at < len(paragraphs) - 1 and signs):
                    yield Found(name, span, "byline", f"its byline is {line}", at, also)


def _signed(text: str, start: int, end: int) -> Iterator[Named]:
    """The agencies and outlets of a byline, each part by itself or at the end of a part: *ANN LEE Associated Press*."""
    at = start
    for part in (*re.finditer(r"\s*[,;|/·•–—]\s*|\s+(?:and|with|for|-)\s+", text[start:end]), None):
        till = start + part.start() if part else end
        words = list(re.finditer(r"\S+", text[at:till]))
        for first in range(min(len(words), 8)):
            name = text[at + words[first].start():till].strip(" .()")
            real = known(name)
            if SOME_AGENCIES.fullmatch(name) and first == 0:
                yield AGENCIES, Span(at + words[0].start(), till), ()
                break
            if (real and (real.agency or first == 0 or is_code(name))) or _WIRE.fullmatch(name):
                yield from one(text, at + words[first].start(), till, prose=False)
                break
        at = start + part.end() if part else end


RIGHTS = re.compile(r"(?:©|\(c\)|\bcopyright\b)(?:\s|©|\(c\)|,|by\b|-|–|\d{4}){0,12}\s*(?P<name>[^\n.;]{2,80})", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*[,.]?\s*(?:Inc|LLC|Ltd|Corp|All rights|Clients may|\d{4}|via)\b.*)+$", re.IGNORECASE)


def _copyright(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """*Copyright 2024 Adria Press Agency*, on whoever's page it stands."""
    for at, (start, end) in enumerate(paragraphs):
        found = RIGHTS.search(report.text, start, min(end, start + 300))
        if found and not _PICTURE.search(report.text, start, min(end, start + 300)):
            till = found.start("name") + len(_TAIL.sub("", found["name"]))
            for name, span, also in one(report.text, found.start("name"), till, prose=False):
                if known(name) or organisation_like(name) or (report.outlet and same_outlet(name, report.outlet)):
                    yield Found(name, span, "credit line", f"the text is marked as {name}'s copyright", at, also)


_CLOSING = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]\s*\.?$")
_DASHED = re.compile(r"(?:^|(?<=[\s.!?”\"]))[–—-]{1,2}\s?([A-Za-z][\w/ ]{1,40})$")


def _closing(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """*… on Friday. (APA)*, *— AP*, *dpa/ab*, or an agency's name alone in one of the last lines."""
    for at, (start, end) in enumerate(paragraphs):
        line = report.text[start:end].rstrip()
        tail = line[-120:]
        if found := _CLOSING.search(tail):
            before = tail[:found.start()].rstrip()
            if (before and before[-1] not in ".!?…”\"’'") or _PICTURE.search(tail) or _SPOKEN.match(found[1]):
                continue
        else:
            found = _DASHED.search(tail)
            alone = len(line) <= 60 and at >= max(1, len(paragraphs) - 3)
            if not found and alone:
                found = re.match(r"(.+?)\.?$", tail)
            real = known(found[1]) if found else None
            if not found:
                continue
            dashed = tail[found.start()] in "—–-" and tail[:found.start()].rstrip()[-1:] in {*".!?”\""}
            if not ((real and real.agency) or re.fullmatch(r"dpa/\w{1,3}", found[1]) or (dashed and is_code(found[1]))):
                continue
        shift = start + len(line) - len(tail)
        names = list(listed(report.text, shift + found.start(1), shift + found.end(1)))
        if all(_signs_so(name) for name, _, _ in names):  # (Ann Lee/AP) is a picture's
            where = "the text" if at >= len(paragraphs) - 2 else "a paragraph"
            for name, span, also in names:
                yield Found(name, span, "credit line", f"credited at the end of {where}: {found[0].strip()}", at, also, parts=True)


def _signs_so(name: str) -> bool:
    """Whether a name in brackets is an outlet's: a real one, a code, one that says so, or a single word (*Adria*); a person has two."""
    one_word = " " not in name and name[0].isupper() and not name.isupper()
    return name == AGENCIES or is_code(name) or one_word or organisation_like(name)


_CONTRIBUTED = re.compile(r"(?:^|(?<=[.;(\n]))(?P<a>[^\n.;(]{2,200}?) (?:also )?contributed (?:(?:reporting|material|to) ){1,2}(?:this|the) "
                          r"(?:report|story|article|piece)")
_PHRASE = re.compile(
    r"(?:\b(?:[Aa]dditional|[Ff]urther|[Ww]ith|[Ww]ith additional) (?:reporting|material|information|files|inputs?|contributions?) "
    r"(?:by|from|of) (?P<b>[^\n.;()]{2,160})"
    r"|\b(?:contains|includes|uses|used|incorporates) (?:material|reporting|information|copy) (?:from|by) (?P<c>[^\n;()]{2,160}?)\.?(?=$|\n)"
    r"|\b[Mm]aterial from (?P<d>[^\n;()]{2,120}?) (?:was|were|is|has been) used"
    r"|^\W?[Ww]ith (?P<short1>[^\n.;()]{2,80}?)\W*$"
    r"|^\W?(?:[Cc]ompiled )?[Ff]rom (?P<short2>[^\n.;()]{2,80}?)\W*$"
    r"|^\W?(?P<short3>(?:[\w-]+ ){0,3}(?:agenc(?:y|ies)|wires?|wire service) (?:reports?|material|copy))\W*$"
    r"|^\W?(?:[Pp]rovided|[Ss]upplied|[Dd]istributed|[Cc]ontent) by (?P<short4>[^\n.;()]{2,80}?)\W*$)")
_SPOKEN = re.compile(r"(?:contribut|with|additional|report|source|via|by|material|from|provided|supplied|distributed|content|credit|copyright)"
                     r"\w*\b|©", re.IGNORECASE)  # other forms read these brackets
_STAFF = re.compile(r"^\W*(?:\w+ )?[Rr]eporting by [^\n]{2,200}?[;,] ?(?:\w+ ){0,4}(?:[Ww]riting|[Ee]diting) by"
                    r"|^\W*(?:Reporting|Editing) by [^\n]{2,200}$")


def _phrases(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """*Adria's Ann Lee and APA contributed to this report*, *With material from APA*, *(Reporting by Ann Lee; editing by Bo Ek)*."""
    signer = next(iter(_datelines(report, paragraphs)), None)
    for at, (start, end) in enumerate(paragraphs):
        last = max(start, end - 400)  # at a paragraph's end, if it is not all of the paragraph
        tail = report.text[last:end]
        for found in (_CONTRIBUTED if " contributed " in tail else _PHRASE).finditer(tail):
            group = next((name for name, value in found.groupdict().items() if value), None)
            if group is None or (group.startswith("short") and end - start > 120):
                continue
            for name, span, also in listed(report.text, last + found.start(group), last + found.end(group), prose=True):
                yield Found(name, span, "credit line", f"credited as contributing: {found[0].strip()[:120]}", at, also)
        own = signer.name if signer else report.outlet
        if own and (staff := _STAFF.search(tail)):
            yield Found(own, Span(last + staff.start(), end), "credit line", f"{own}'s own staff sign it", at)


_ORIGIN = re.compile(
    r"\b(?:(?:[Oo]riginally|[Ff]irst) (?:published|appeared|posted|printed|aired|broadcast|released|written|reported|carried)"
    r"(?: \w+)? (?:by|in|on|at|with) "
    r"|[Rr]epublished (?:here )?(?:from|with (?:the )?(?:kind )?permission (?:from|of)) "
    r"|[Rr]eprinted (?:from|courtesy of|with permission (?:from|of)) |[Aa]ppeared first on |[Ss]yndicated from |[Cc]ross-posted from "
    r"|[Rr]ead the original (?:article|story|report|version)? ?(?:here )?(?:at|on) "
    r"|(?:story|article|report|content) (?:is|was) (?:provided|supplied|distributed) by )"
    rf"(?:the (?:website|web site|pages?|site) of )?(?P<name>{NAME})")
_NOTE = re.compile(r"\W*(?:this|these|the (?:post|article|story|report)|originally|first|republished|reprinted|syndicated|cross-posted|read|"
                   r"a version)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|article|story|investigation|piece|interview|analysis|post|version|commentary|text)s?\b[^.\n]{0,60}$",
                     re.IGNORECASE)
_BOOK = re.compile(r"\b(?:book|novel|poem|edition|memoir|album|song|play)s?\b[^.\n]{0,80}$", re.IGNORECASE)


def _origins(report: Report, paragraphs: Sequence[Span]) -> Iterator[Found]:
    """Notes such as *This article was originally published by the Lipno Herald*; in a sentence, *a report first published in Lipno Herald*."""
    for at, (start, end) in enumerate(paragraphs):
        for found in _ORIGIN.finditer(report.text, start, end):
            before = report.text[max(start, found.start() - 80):found.start("name")]
            note = end - start <= 300 and _NOTE.match(report.text, start, end) is not None
            for name, span, also in one(report.text, *found.span("name"), prose=False):
                told = known(name) or organisation_like(name) or _REPORT.search(before) or before.endswith(" by ")
                if told and not _BOOK.search(before):
                    yield Found(name, span, "origin note", f"its words: {found[0].strip()[:120]}", at, also, here=not note)


FORMS: tuple[Callable[[Report, Sequence[Span]], Iterator[Found]], ...] = (
    _bylines, _datelines, _source_lines, _closing, _phrases, _copyright, _origins)
