"""What a statement tells beside its words: how it is put, how sure, when, how many, where, and who is named in it.

`Facets` prepares for a whole report what the parts need (its calendar, places, people), and gives each statement its own. The
parts know nothing of one another; what one needs of another is handed over here.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, TypedDict

from reportedly.resolve import mentions
from reportedly.resolve.actors import Register, anonymity, entity, everyone, outlet_country, within
from reportedly.resolve.certainty import Context, judge
from reportedly.resolve.places import Places
from reportedly.resolve.quantities import Quantities, dollar_of
from reportedly.resolve.times import Calendar
from reportedly.types import (
    Act,
    Actor,
    Anonymity,
    Attribution,
    Certainty,
    Hop,
    Kind,
    Mode,
    Place,
    Polarity,
    Quantity,
    Reading,
    Report,
    Span,
    Time,
    Tone,
)

_AHEAD: frozenset[Act] = frozenset(("predict", "intend", "promise", "demand", "warn"))  # what these tell lies in the future
_NEAR = 20  # attributions of its sentence on each side of a cue that may stand nearer to a time: more do not fit beside it
_REACH = 60  # characters around a cue within which the time of telling stands: reported late on Friday, 21 June


class Known(TypedDict):
    """The facets of one statement, by the names of `Statement`'s fields."""

    mode: Mode
    polarity: Polarity
    certainty: Certainty
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True)
class Told:
    """What is known of a hop beside its source: an entity of the register, the time of telling, what is told of the unnamed."""

    entity: str | None
    when: Time | None
    anonymity: Anonymity | None


class Facets:
    """The facets of one report's statements and hops."""

    def __init__(self, report: Report, reading: Reading, lines: list[Span], register: Register) -> None:
        self._report, self._reading, self._register = report, reading, register
        self._lines, self._line_starts = lines, [line.start for line in lines]
        text, country = report.text, outlet_country(report.outlet, register)
        self._calendar = Calendar(text, report.published)
        self._quantities = Quantities(text, dates=self._calendar.found(), dollar=dollar_of(country))
        self._places = Places(text, reading.names, country)
        self._named = everyone(text, reading.names, register, mentions.acronyms(text))
        self._tone_starts = [tone.start for tone in reading.tones]
        self._by_cue = sorted(reading.attributions, key=lambda a: a.cue)
        self._cue_starts = [a.cue.start for a in self._by_cue]

    def of(self, spans: tuple[Span, ...], chain: tuple[Hop, ...]) -> Known:
        """Those of the statement with these spans and this chain."""
        text = self._report.text
        lean: Literal["past", "future"] | None = "future" if chain and chain[-1].act in _AHEAD else None
        times = self._calendar.times(spans, lean)
        mode, polarity, certainty = judge(Context(text, spans, chain, times, self._report.published, self._tones(spans)))
        return Known(
            mode=mode, polarity=polarity, certainty=certainty, times=times,
            quantities=self._quantities.quantities(spans),
            places=self._places.places(spans), actors=within(self._named, spans))

    def told(self, a: Attribution, name: str | None, kind: Kind) -> Told:
        """What is known of the hop that an attribution makes, whose source has this name and kind."""
        line = self._lines[max(0, bisect_right(self._line_starts, a.cue.start) - 1)] if self._lines else a.cue
        unnamed = anonymity(self._report.text, a.sources[0], a.cue, line, kind, name) if a.sources else None
        return Told(entity(name, kind, self._register), self._when(a, line), unnamed)

    def _tones(self, spans: tuple[Span, ...]) -> tuple[Tone, ...]:
        """The model's view of the words in these spans."""
        at = self._tone_starts
        return tuple(t for s in spans for t in self._reading.tones[bisect_left(at, s.start):bisect_left(at, s.end)])

    def _when(self, a: Attribution, line: Span) -> Time | None:
        """The time told right after the cue or the source, or before them where nobody else's cue has it after itself."""
        at = bisect_left(self._cue_starts, a.cue.start)
        near = range(max(bisect_left(self._cue_starts, line.start), at - _NEAR), min(bisect_left(self._cue_starts, line.end), at + _NEAR + 1))
        others = [b for b in map(self._by_cue.__getitem__, near) if b.id != a.id]
        parts = [s for b in (a, *others) for s in (b.cue, *b.sources, *b.contents)]
        cued = {s.end for b in others for s in (b.cue, *b.sources)}
        for edge in (a.cue, *a.sources):
            after = min((start for start, _ in parts if start >= edge.end), default=line.end)
            before = max((end for _, end in parts if end <= edge.start), default=line.start)
            beside = [Span(edge.end, min(after, line.end, edge.end + _REACH))]
            if before not in cued:
                beside.append(Span(max(before, line.start, edge.start - _REACH), edge.start))
            for span in beside:
                found = self._calendar.times((span,), "past") if span.start < span.end else ()
                if found:
                    return found[0]
        return None
