"""What all rules share: the setting an expression is read in, the shape of a rule, and the choice of the nearest candidate."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.resolve.times.arithmetic import DAY, Stretch
from reportedly.resolve.times.words import template
from reportedly.types import Grain

Tense = Literal["past", "future"] | None
Head = Literal["month", "weekday", "unit", "year", "season", "figures", "name"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read in: the day of publication, the tense of its verb, the time told before it (asked when needed)."""

    published: date | None
    tense: Tense = None
    before: Callable[[], Stretch | None] = lambda: None

    @property
    def anchor(self) -> Stretch | None:
        """The time told before."""
        return self.before()


Meaning = Callable[[re.Match[str], Setting], Stretch | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression.

    `words`: a template. `head`: the kind of word that it turns on. `floats`: without a year in it, the nearest that fits
    the tense is meant. `fits`: what else must hold of the match in the text as written.
    """

    name: str
    head: Head
    words: str
    meaning: Meaning
    floats: bool = False
    fits: Callable[[re.Match[str], str], bool] = lambda _, __: True

    def match(self, plain: str, at: int) -> re.Match[str] | None:
        """The match that starts there. Patterns are compiled when first needed."""
        return template(self.words).match(plain, at)


def follows(m: re.Match[str], opening: str) -> bool:
    """Whether one of the words (`on|by|until`) and a blank stand before the match."""
    return bool(re.search(rf"\b(?:{opening}) $", m.string[max(0, m.start() - 14):m.start()]))


def said(m: re.Match[str], group: str) -> str:
    """What a group matched; empty where the pattern has no such group or it matched nothing."""
    return m.groupdict().get(group) or ""


def nearest(candidates: list[Stretch], at: Setting, name: str) -> Stretch | None:
    """The candidate nearest to the day of publication among those that fit the tense: begun for the past, not over for the future.

    A fit more than 330 days off gives way to a misfit within 31: so far from the day of the report people write the year.
    """
    if at.published is None or not candidates:
        return None
    day = at.published

    def distance(s: Stretch) -> int:
        start, end = s.start or day, s.end or day
        return 0 if start <= day < end else min(abs((start - day).days), abs((end - DAY - day).days))

    if at.tense == "past":
        fitting = [s for s in candidates if s.start and s.start <= day]
    elif at.tense == "future":
        fitting = [s for s in candidates if s.end and s.end > day]
    else:
        fitting = candidates
    overall = min(candidates, key=distance)
    best = min(fitting, key=distance, default=overall)
    if distance(best) > 330 and distance(overall) < 32:
        best = overall
    return best.because(f"{name}: the nearest to {day}" + (f" that fits the {at.tense} tense" if at.tense else ""))


def day_of(year: int, month: int, day: int) -> date | None:
    """That date; None where there is none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_around(at: Setting) -> range:
    """The years that an expression without one may mean."""
    return range(at.published.year - 1, at.published.year + 2) if at.published else range(0)


def year_of(m: re.Match[str]) -> int | None:
    """The year that the words give."""
    year = said(m, "year")
    return int(year) if year else None


def coarse(grain: Grain) -> int:
    """The rank of a grain, finest first."""
    return ("minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century").index(grain)
