"""The times of one report: found once, read when asked for."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.resolve.times.arithmetic import Stretch
from reportedly.resolve.times.bounds import Expression, expression_at
from reportedly.resolve.times.points import Script, script
from reportedly.resolve.times.setting import Setting
from reportedly.resolve.times.tense import Lean, Verbs
from reportedly.types import Span, Time

# Where an expression may start: a figure, or one of the words that open the rules.
_OPENINGS = re.compile(
    r"(?<![\w])(?:[0-9']|(?:a|about|after|afternoon|ahead|almost|an|another|any|april|around|as|ash|ascension|at|aug|august|autumn|before"
    r"|beginning|bastille|between|beyond|black|boxing"
    r"|by|christmas|close|columbus|coming|cyber|commencing|couple|calendar|current|commencing|upcoming|following|dating|days?|earth"
    r"|groundhog|juneteenth|labor|martin|memorial|presidents|veterans|dec|december|during|earlier|early|easter|effective|eight|eighth"
    r"|eighteen\w*|eleven\w*|end|epiphany|eve|evening|ever"
    r"|feb|february|fall|fifteen\w*|fifth|fifty|final|first|fiscal|financial|five|for|forty|four|fourteen\w*|fourth|fri|friday|from|fy|going"
    r"|good|half|halloween|hundred|h[12]|in"
    r"|international|jan|january|jul|july|jun|june|just|last|late|later|latter|lasting|mar|march|may|mid|middle|mon|monday|month|morning"
    r"|nearly|new|next|night|nine|nineteen\w*|ninety|ninth|no|noon|midnight"
    r"|not|nov|november|oct|october|on|one|only|over|palm|past|previous|preceding|prior|q[1-4]|quarter|roughly|sat|saturday|second|sep|sept"
    r"|september|seven|seventeen\w*|seventh|since|six"
    r"|sixteen\w*|sixth|sixty|so|some|spring|st|starting|summer|sun|sunday|tail|ten|tenth|thanksgiving|that|the|these|third|thirteen\w*"
    r"|thirty|this|three|through|throughout|thu|thur|thurs|thursday"
    r"|till|to|today|tomorrow|tonight|tue|tues|tuesday|twelfth|twelve|twent\w+|two|until|up|valentine|very|wed|wednesday|week|weekend|whit"
    r"|winter|with|within|year|yesterday|all|couple|several|few)(?![a-z]))")


_MAYBE_LENGTHS = ("within", "in so long", "so much longer", "within a vague time")


class Calendar:
    """The time expressions of one report, in the order of the text.

    `published`: an ISO 8601 date or time; without it only full dates and years can be read.
    """

    def __init__(self, text: str, published: str | None) -> None:
        self._text = text
        self._published = _day(published)
        self._script = script(text)
        self._verbs = Verbs(text)
        self._expressions = _find(self._script)
        self._starts = [e.core[0] for e in self._expressions]
        self._anchors: list[Stretch | None] = []

    def found(self) -> tuple[Span, ...]:
        """The spans of all expressions, whether they can be read or not: their figures are no quantities.

        What only tells how long something took (*fled within two hours*, *rose in two years*) is not among them.
        """
        return tuple(Span(e.start, e.end) for n, e in enumerate(self._expressions)
                     if e.first.rule.name not in _MAYBE_LENGTHS or e.read(self._setting(n, None, ())))

    def times(self, spans: Sequence[Span], lean: Lean = None) -> tuple[Time, ...]:
        """The times that lie in the spans. `lean` is taken where the verbs beside a time leave its tense open."""
        out = []
        for n in self._within(spans):
            e = self._expressions[n]
            read = e.read(self._setting(n, lean, spans))
            if read is None:
                continue
            stretch = read[0]
            if stretch.start is None and stretch.end is None:
                continue
            span = Span(e.start, e.end)
            out.append(Time(span, self._text[span.start:span.end], _iso(stretch.start), _iso(stretch.end), stretch.grain, stretch.detail))
        return tuple(out)

    def _within(self, spans: Sequence[Span]) -> Iterator[int]:
        """The numbers of the expressions that lie in the spans, in the order of the text."""
        for span in spans:
            for n in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
                if self._expressions[n].core[1] <= span.end:
                    yield n

    def _setting(self, n: int, lean: Lean, within: Sequence[Span]) -> Setting:
        e = self._expressions[n]
        return Setting(self._published, self._tense(e, lean, within), lambda: self._anchor(n))

    def _anchor(self, n: int) -> Stretch | None:
        """The time told before. All before it are settled first, in order: each may lean on the one before, and none has to wait for it."""
        while len(self._anchors) <= n:
            self._anchors.append(self._told_before(len(self._anchors)))
        return self._anchors[n]

    def _told_before(self, n: int) -> Stretch | None:
        """The nearest in the same sentence, then the nearest before; else the first after it in its sentence."""
        found = None
        for before in range(n - 1, max(-1, n - 12), -1):
            if found := self._point(before):
                break
        sentence = self._verbs.sentence(self._expressions[n].start)
        if n and self._expressions[n - 1].start >= sentence.start:
            return found
        for after in range(n + 1, min(n + 4, len(self._expressions))):  # a year earlier it was 4 percent, in March 3
            e = self._expressions[after]
            if e.start < sentence.end and e.first.floats and (later := self._point_alone(after)):
                return later
        return found

    def _point(self, n: int) -> Stretch | None:
        read = self._expressions[n].read(self._setting(n, None, ()))
        return read[1] if read and read[1].start else None

    def _point_alone(self, n: int) -> Stretch | None:
        """The point without one told before it."""
        e = self._expressions[n]
        read = e.read(Setting(self._published, self._tense(e, None, ())))
        return read[1] if read and read[1].start else None

    def _tense(self, e: Expression, lean: Lean, within: Sequence[Span]) -> Lean:
        """Since is past; what was moved to a day lies ahead; *as early as*, *by*, *before* look ahead where no verb says otherwise."""
        opening = self._script.plain[e.start:e.core[0]]
        if "since" in opening or "dating" in opening or "far back" in opening:
            return "past"
        if _MOVED.search(self._script.plain[max(0, e.core[0] - 60):e.core[0]]):
            return "future"
        if e.bound == "from" and e.first.rule.name == "weekday" and _FROM_NOW.match(opening):
            return "future"
        found = self._verbs.tense(Span(e.start, e.end), within, lean)
        return "future" if found is None and _USUALLY_AHEAD.search(opening) else found


def _find(text: Script) -> list[Expression]:
    found, at = [], 0
    while m := _OPENINGS.search(text.plain, at):
        e = expression_at(text, m.start()) if text.heads(m.start()) else None
        if e and e.start >= at:
            found.append(e)
        at = max(e.end if e else 0, m.start() + 1)
    return found


# A day named after these lies ahead, though the verb is past: postponed to 14 July, extended for another week, has until Friday.
_MOVED = re.compile(r"\b(?:postponed|delayed|adjourned|rescheduled|extended|prolonged|renewed|moved|deferred|suspended|put (?:off|back)"
                    r"|pushed back|brought forward)"
                    r"(?: [\w-]+){0,3} (?:to|until|till|for|by)(?: the)? $|\b(?:has|have|given|gives)(?: \w+){0,2} until $|\b(?:extended"
                    r"|prolonged|renewed)(?: it)? $")
_FROM_NOW = re.compile(r"(?:from|starting|beginning|effective)\b(?: on)?\s*$")
_USUALLY_AHEAD = re.compile(r"\b(?:by|as early|as soon|no later|not later|until|before|within|effective|starting)\b")


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
