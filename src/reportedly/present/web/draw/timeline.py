"""A claim -> its line of time: tellings, denials and corrections, what later reports propose as its outcome, the forecast's window, today.

Events that would cover one another become one mark with their number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.present.phrases import moment, plural, window_words
from reportedly.present.web.draw.axis import Axis, Gap, Tick, axis, seconds
from reportedly.types import Claim, Related, Role

LEFT, WIDE, RIGHT = 116.0, 700.0, 90.0  # the names of the rows; the line; room for the last label
ROW, TOP = 34.0, 30.0
NEAR = 18.0  # marks nearer than this become one
Kind = Literal["first", "telling", "denial", "correction", "outcome"]
KINDS: dict[Role, Kind] = {"telling": "telling", "denial": "denial", "retraction": "correction", "correction": "correction",
                           "revision": "correction"}
SIGNS: dict[Kind, str] = {"first": "★", "telling": "●", "denial": "⊘", "correction": "✎", "outcome": "◇"}
NAMES: dict[Kind, str] = {"first": "first telling", "telling": "telling", "denial": "denial", "correction": "correction",
                          "outcome": "proposed outcome"}
ROWS: dict[Kind, str] = {"first": "Told", "telling": "Told", "denial": "Denied", "correction": "Corrected", "outcome": "Came of it"}


@dataclass(frozen=True)
class Event:
    """What happened when, in words, and where it is told."""

    kind: Kind
    published: str | None
    words: str
    href: str


@dataclass(frozen=True)
class Mark:
    """One or more events at a place of the line."""

    kind: Kind
    x: float
    y: float
    count: int
    title: str
    href: str


@dataclass(frozen=True)
class Band:
    """The window of a forecast. `label`: where its words begin, or, left of the band, end."""

    x: float
    y: float
    width: float
    open_start: bool
    open_end: bool
    words: str
    label: float


@dataclass(frozen=True)
class Timeline:
    """The drawing; `rows` are the names of its rows with their middles."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    rows: tuple[tuple[str, float], ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    band: Band | None
    today: float | None


def events(claim: Claim, row: Callable[[str], str]) -> list[Event]:
    """What there is to show, in order of time; what has no date comes last. `row` gives the address of a report's words."""
    reports = {t.report.id: t for t in reversed(claim.tellings)}
    found = [Event("first" if id_ == claim.first.id and told.role == "telling" else KINDS[told.role], told.report.published,
                   told.report.outlet or told.report.name, row(id_)) for id_, told in reversed(reports.items())]
    found += [Event("outcome", r.published, r.text, f"/claims/{r.claim}") for r in outcomes(claim)]
    return sorted(found, key=lambda e: _order(e.published))


def outcomes(claim: Claim) -> list[Related]:
    """What later reports propose as the outcome."""
    return [r for r in claim.related if r.kind == "outcome"]


def _order(published: str | None) -> float:
    at = seconds(published)
    return float("inf") if at is None else at


def timeline(found: Sequence[Event], window: tuple[str | None, str | None] | None, today: str) -> Timeline | None:
    """Draw the events that have a date; None where none has."""
    dated = [(e, at) for e in found if (at := seconds(e.published)) is not None]
    if not dated:
        return None
    frame = [at for at in (seconds(window[0]), seconds(window[1]), seconds(today)) if at is not None] if window else []
    line = axis([at for _, at in dated] + frame, LEFT, WIDE)
    names = list(dict.fromkeys(ROWS[kind] for kind in ROWS if any(e.kind == kind for e, _ in dated)))
    rows = {name: TOP + ROW * (i + 0.5) for i, name in enumerate(names)}
    marks = [m for name in names for m in _marks([(e, at) for e, at in dated if ROWS[e.kind] == name], line, rows[name])]
    band = _band(window, line, TOP + ROW * (len(rows) + 0.5)) if window else None
    if band:
        rows["Window"] = band.y
    now = line(seconds(today) or 0) if window and seconds(today) is not None else None
    return Timeline(LEFT + WIDE + RIGHT, TOP + ROW * len(rows) + (20 if window else 8), tuple(marks), tuple(rows.items()), line.ticks, line.gaps,
                    band, now)


def _marks(row: Sequence[tuple[Event, float]], line: Axis, y: float) -> list[Mark]:
    """Marks from the left; the first telling stays by itself in name."""
    found: list[Mark] = []
    for event, at in row:
        x = line(at)
        words = f"{NAMES[event.kind]}: {event.words[:80]}, {moment(event.published)}"
        if found and x - found[-1].x < NEAR:
            old = found[-1]
            title = old.title if old.count > 3 else f"{old.title}; {words}" if old.count < 3 else f"{old.title}; …"
            found[-1] = Mark(old.kind, old.x, y, old.count + 1, title, old.href)
        else:
            found.append(Mark(event.kind, x, y, 1, words, event.href))
    return found


def _band(window: tuple[str | None, str | None], line: Axis, y: float) -> Band | None:
    start, end = (seconds(w) for w in window)
    if start is None and end is None:
        return None
    left = LEFT if start is None else line(start)
    right = LEFT + WIDE + RIGHT / 2 if end is None else line(end)
    return Band(left, y, round(max(right - left, 3.0), 1), start is None, end is None, f"window: {window_words(window)}",
                left + 4 if left < LEFT + WIDE / 2 else left - 6)


def days(found: Sequence[Event]) -> list[tuple[str, str, list[Event]]]:
    """The same as a table: a day, what it was, and who."""
    rows: dict[tuple[str, str], list[Event]] = {}
    for event in found:
        day = moment(event.published).split(" ")[0] if seconds(event.published) is not None else "no date"
        rows.setdefault((day, NAMES[event.kind]), []).append(event)
    return [(day, name if len(some) == 1 else plural(len(some), name), some) for (day, name), some in rows.items()]

