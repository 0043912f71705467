"""Attributions and the model's statement runs -> the spans of single statements.

Inside an attribution the statement is its content, cut into sentences and joined clauses, without the words of the
attributions inside it. Outside, it is what the model marks as the report's own voice.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice, pairwise

from reportedly.types import Attribution, Reading, Report, Span

_AND = r"(?:(?:and|but|or)\s+)?"
_SIGN = r"(?:\w+\s+)?(?:reports?|evidence|signs?|indications?|proof|information)\s+"  # has not seen [any reports suggesting]
_EVIDENCE = rf"(?:(?:any|no)\s+{_SIGN}|(?:any\s+|no\s+)?{_SIGN}(?=(?:suggesting|indicating|showing)\b))?"
_THAT = rf"(?:{_EVIDENCE}(?:(?:suggesting|indicating|showing)\s+)?(?:that|to|whether|of)\s+)?"
_OPENER = re.compile(rf"[\s,;:—–-]*{_AND}{_THAT}[\s“”\"‘’'«»„]*")  # lower case, and before the quotation: “That was a mistake” stays
_OPENER_LATER = re.compile(rf"[\s“”\"«»„,;:—–-]*{_AND}(?:that\s+)?[\s“\"«„]*")
_EDGE = " \t\r\n\"“”«»„,;:.—–-"
_NAME = r"(?:[A-Z][\w.’'-]*|and|in|of|for|the)"
_LABEL = re.compile(rf"^(?:[A-Z][\w’' -]{{2,24}}:|(?:Via|Photo|By):? {_NAME}(?:[ ,/]+{_NAME}){{0,11}})$")  # By Ana Ruiz and Li Wei
_SOURCE_LINE = re.compile(r"^(?:Sources?|Джерело|Quelle|Fuente)\s*:", re.I)
_LEAD_LABEL = re.compile(r"^(?:Details|Background|Quote|Context|Update|Updated|Why it matters|What we know|What happened|Reminder)\s*:\s*")
_DATELINE = re.compile(  # KYIV, March 3 (Agency) — ; KYIV, Ukraine (AP) — ; Washington (CNN) —
    r"^(?:[A-ZÀ-Ý][A-ZÀ-Ý .’'/-]{2,38}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?|(?:[A-Z][\w.’-]+ ){1,3}(?=\())"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?(?:,? \d{4})?\s*(?:\([A-Z][\w /-]{1,30}\))?\s*[—–-]+\s+")
_JOINT = re.compile(r"(?:and|but|or|while|whereas)\s+(?!\d)", re.I)
_JOINT_BEFORE = re.compile(r"(?:;|\b(?:and|but|or),?)\s*[“\"]?$", re.I)
_HALF = re.compile(r"\b(?:between \S+|both|either|neither)\s+$", re.I)  # between 600 | and 800
_SCRAP = re.compile(  # what an attribution leaves of its own sentence: "on Monday", "has long been", "using his favourite word"
    r"(?:has|have|had|is|are|was|were|been|be|being|will|would|to|of|in|on|at|by|from|for|with|during|about|against|into|over|than|"
    r"(?:up|down) from|"
    r"whose|which|who|that|\w+ing)\b")
_WORD = re.compile(r"\w+")
_OWN_SHARE = 0.5  # of the words beside an attribution that the model must mark
_WHOLE_SHARE = 0.3  # of a sentence without one


@dataclass(frozen=True)
class Piece:
    """The spans of one statement and the attribution it is the content of (None: own voice)."""

    spans: tuple[Span, ...]
    attribution: str | None


@dataclass(frozen=True)
class Layout:
    """What one pass over a report needs again and again, sorted by start."""

    text: str
    lines: list[Span]  # sentences
    line_starts: list[int]
    runs: list[Span]  # where the model sees statements
    run_starts: list[int]

    def lines_in(self, span: Span) -> list[Span]:
        """The sentences that touch a span."""
        return self.lines[max(0, bisect_right(self.line_starts, span.start) - 1):bisect_left(self.line_starts, span.end)]

    def runs_in(self, span: Span) -> list[Span]:
        """The model's runs within a span, cut at its edges."""
        near = self.runs[max(0, bisect_right(self.run_starts, span.start) - 1):bisect_left(self.run_starts, span.end)]
        return [Span(max(s.start, span.start), min(s.end, span.end)) for s in near if s.start < span.end and span.start < s.end]

    def marked(self, span: Span) -> tuple[int, int]:
        """How many of a span's words lie in the model's runs, and how many there are."""
        marked = words = reach = n = 0
        runs = self.runs_in(span)
        for word in _WORD.finditer(self.text, span.start, span.end):
            while n < len(runs) and runs[n].start <= word.start():
                reach = max(reach, runs[n].end)
                n += 1
            marked += word.start() < reach
            words += 1
        return marked, words


def pieces(report: Report, reading: Reading, lines: list[Span]) -> list[Piece]:
    """The statements of a report, in the order of the text; `lines` are its sentences."""
    runs = sorted(reading.statements)
    layout = Layout(report.text, lines, [s.start for s in lines], runs, [s.start for s in runs])
    below = _below(reading.attributions)
    surest = sorted(reading.attributions, key=lambda a: (-a.score, a.id))
    out = _once([p for a in surest for p in _of_attribution(a, below[a.id], layout)], len(report.text))
    out += _own_voice(report, reading, layout)
    return sorted(out, key=lambda p: p.spans)


def _once(found: list[Piece], size: int) -> list[Piece]:
    """Without those that overlap what a surer attribution says. The very same words on another's word stay: a second witness."""
    taken = bytearray(size)
    whole: set[tuple[Span, ...]] = set()
    out = []
    for piece in found:
        length = sum(s.end - s.start for s in piece.spans)
        if piece.spans not in whole and 2 * sum(sum(taken[s.start:s.end]) for s in piece.spans) > length:
            continue
        whole.add(piece.spans)
        for start, end in piece.spans:
            taken[start:end] = b"\1" * (end - start)
        out.append(piece)
    return out


def _of_attribution(one: Attribution, inner: list[Attribution], layout: Layout) -> list[Piece]:
    text = layout.text
    hidden = [s for b in inner for s in (*b.sources, b.cue, *b.contents)] + [one.cue, *one.sources]
    runs: list[list[Span]] = []
    for n, content in enumerate(one.contents):
        for part in _without(content, hidden):
            if inner and part != content and not _stands_alone(part, layout):
                continue
            for m, clause in enumerate(_clauses(part, layout)):
                span = _trim(text, clause, first=n == m == 0)
                if span is None:
                    continue
                if runs and n and m == 0 and not _parted(runs[-1][-1], span, layout):
                    runs[-1].append(span)
                else:
                    runs.append([span])
    return [Piece(tuple(run), one.id) for run in runs]


def _below(attributions: tuple[Attribution, ...]) -> dict[str, list[Attribution]]:
    """For each attribution those that lie in it, at any depth."""
    by_id = {a.id: a for a in attributions}
    out: dict[str, list[Attribution]] = {a.id: [] for a in attributions}
    for a in attributions:
        at = a.parent
        while at is not None:
            out[at].append(a)
            at = by_id[at].parent
    return out


def _without(span: Span, hidden: list[Span]) -> list[Span]:
    """What is left of a span when others are taken out."""
    out = [span]
    for h in hidden:
        out = [Span(a, b) for s in out for a, b in ((s.start, min(s.end, h.start)), (max(s.start, h.end), s.end)) if a < b]
    return out


def _stands_alone(part: Span, layout: Layout) -> bool:
    """Whether what an inner attribution leaves is a statement: the model marks most of it, and it is no mere scrap."""
    marked, words = layout.marked(part)
    return words > 2 and marked >= _OWN_SHARE * words


def _clauses(span: Span, layout: Layout) -> list[Span]:
    """Cut at sentence ends, and where the model sees a further full clause open after and, but, or, a semicolon."""
    text = layout.text
    cuts = {s.start for s in layout.lines_in(span) if span.start < s.start < span.end}
    for at, _ in layout.runs_in(span):
        joined = _JOINT.match(text, at) or _JOINT_BEFORE.search(text, max(span.start, at - 8), at)
        whole = joined and _has_words(text, Span(span.start, at), 3) and _has_words(text, Span(at, span.end), 4)
        if whole and not _HALF.search(text, max(span.start, at - 12), at):
            cuts.add(at)
    edges = [span.start, *sorted(cuts), span.end]
    return [Span(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _has_words(text: str, span: Span, count: int) -> bool:
    """Whether a span holds so many words; it is read no further than that, for a sentence may be as long as a report."""
    return len(list(islice(_WORD.finditer(text, *span), count))) == count


def _trim(text: str, span: Span, *, first: bool) -> Span | None:
    """Without an introducing "that" or "to", quotation marks, an opening "and", and stops at the end."""
    opener = (_OPENER if first else _OPENER_LATER).match(text, span.start, span.end)
    start, end = opener.end() if opener else span.start, span.end
    end = start + len(text[start:end].rstrip(_EDGE))
    while (words := text[start:end]) and words.endswith((" and", " but", " or", " while", " and that", " but that")):
        end = start + len(words.rsplit(" ", 1)[0].rstrip(_EDGE))
    if text[start:end].count(")") < text[start:end].count("(") and text[end:end + 1] == ")":
        end += 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def _parted(before: Span, after: Span, layout: Layout) -> bool:
    """Whether two pieces of a content are two statements: another sentence, or a clause that the model sees open."""
    text = layout.text
    if layout.lines_in(Span(before.start, before.start + 1)) != layout.lines_in(Span(after.start, after.start + 1)):
        return True
    if re.search(r"[.!?][”\"’']*\s*$", text[before.end:before.end + 3]) and text[after.start:after.start + 1].isupper():
        return True
    joint = re.search(r"\b(?:and|but|or)\s+[“\"]?$", text[max(0, after.start - 8):after.start])
    return bool(joint) and any(abs(r.start - after.start) < 8 for r in layout.runs_in(Span(after.start - 8, after.end)))


def _own_voice(report: Report, reading: Reading, layout: Layout) -> list[Piece]:
    """Statements in what no attribution takes, where the model marks enough of the words."""
    text = report.text
    taken, skipped = bytearray(len(text)), bytearray(len(text))
    for start, end in (s for a in reading.attributions for s in (a.cue, *a.sources, *a.contents)):
        taken[start:end] = b"\1" * (end - start)
    for start, end in report.skipped:
        skipped[start:end] = b"\1" * (end - start)
    out = []
    for whole in layout.lines:
        line = _after_label(text, whole)
        if line is None or any(skipped[whole.start:whole.end]):
            continue
        busy = any(taken[line.start:line.end])
        for free in re.finditer(rb"\0+", taken[line.start:line.end]):
            part = Span(line.start + free.start(), line.start + free.end())
            if busy:
                part = _beside(part, line, layout)
            marked, words = layout.marked(part)
            if words < 2 or marked < _WHOLE_SHARE * words:
                continue
            for n, clause in enumerate(_clauses(part, layout)):
                span = _trim_own(text, clause, opening=n > 0 or busy)
                if span is not None and len(_WORD.findall(text[span.start:span.end])) > 1:
                    out.append(Piece((span,), None))
    return out


def _beside(part: Span, line: Span, layout: Layout) -> Span:
    """Of what an attribution leaves of its sentence, what the model marks as a statement; nothing where it is a scrap."""
    nothing = Span(part.start, part.start)
    marked, words = layout.marked(part)
    if marked < 2 or marked < _OWN_SHARE * words:
        return nothing
    runs = layout.runs_in(part)
    start = runs[0].start
    scrap = _SCRAP.match(layout.text, start) and not (start == line.start and words > 5)
    return nothing if scrap else Span(start, runs[-1].end)


def _after_label(text: str, line: Span) -> Span | None:
    """A line without its label or dateline; None where nothing else is in it, or it only names the sources."""
    words = text[line.start:line.end]
    if _SOURCE_LINE.match(words) or _LABEL.match(words):
        return None
    for pattern in (_LEAD_LABEL, _DATELINE):
        found = pattern.match(words)
        if found:
            return Span(line.start + found.end(), line.end) if found.end() < len(words) else None
    if words.startswith(("- ", "• ", "* ", "– ", "— ")):
        return Span(line.start + 2, line.end)
    return line


def _trim_own(text: str, span: Span, *, opening: bool) -> Span | None:
    start, end = span
    if opening:
        found = re.match(r"[\s,;:—–-]*(?:(?:and|but|or|while)\s+)?", text[start:end], re.I)
        start += found.end() if found else 0
    else:
        found = re.match(r"(?:(?:And|But|Or)\s+)?", text[start:end])
        start += found.end() if found else 0
    words = text[start:end].rstrip(" \t.,;:—–-!")
    words = re.sub(r"\s(?:and|but|or|while|after|as|when|because|although)$", "", words)
    return Span(start, start + len(words)) if any(map(str.isalnum, words)) else None
