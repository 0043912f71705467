"""The expressions that name a stretch of time without a bound: *19 June*, *last week*, *the third quarter*, *two days later*.

The longest match wins; of two as long, the first of the rules. A rule is tried only where a word of the kind that it turns
on (a month, a weekday, a unit …) stands close by.
"""

import bisect
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.resolve.times import counted, days, units
from reportedly.resolve.times.setting import Rule
from reportedly.resolve.times.words import NAMES, plain, template

RULES: tuple[Rule, ...] = days.RULES + units.RULES + counted.RULES
REACH = 48  # letters from the start of an expression to the word that it turns on

_HEADS = re.compile(
    r"(?<![a-z0-9])(?:(?P<figures>[0-9]{1,4}[/.-][0-9]{1,2}(?:[/.-][0-9]|(?![0-9])))"
    r"|(?P<year>[12][0-9]{3}(?![0-9])|'[2-9]0s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)"
    rf"|(?P<month>(?:[0-9]{{1,2}})?{NAMES['month'].lower()})|(?P<weekday>{NAMES['weekday'].lower()})|(?P<season>(?:spring|summer|autumn|fall"
    rf"|winter))"
    r"|(?P<unit>hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur|period|time|point|stage)"
    r"|(?P<name>yesterday|tomorrow|today|tonight|morning|afternoon|evening|new year|christmas|boxing|halloween|valentine|women|may day|epiphany"
    r"|patrick|saints|easter|good friday|palm|ash|whit|ascension|thanksgiving|black|cyber|luther|presidents|memorial|labor|columbus|earth"
    r"|juneteenth"
    r"|veterans|groundhog|bastille|workers|[hq][12345](?![a-z])|first|second|[0-9]{1,2}(?:st|nd|rd|th)))")
# Words that more than one kind of rule turns on.
_ALSO: dict[str, tuple[str, ...]] = {"figures": ("year",), "month": ("name",), "weekday": ("name",), "unit": ("name",)}


@dataclass(frozen=True, slots=True)
class Script:
    """A text with its plain form and the words in it that times turn on. `starts`, `kinds`: where and which."""

    text: str
    plain: str
    starts: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def heads(self, at: int) -> frozenset[str]:
        """The kinds of words that times turn on, from there to where an expression may reach."""
        low = bisect.bisect_left(self.starts, at)
        return frozenset(self.kinds[low:bisect.bisect_right(self.starts, at + REACH)])


def script(text: str) -> Script:
    """A text made ready."""
    found = Script(text, plain(text))
    for m in _HEADS.finditer(found.plain):
        for kind in (m.lastgroup or "name", *_ALSO.get(m.lastgroup or "", ())):
            found.starts.append(m.start())
            found.kinds.append(kind)
    return found


@functools.cache
def _turning_on(kinds: frozenset[str]) -> list[tuple[Rule, Callable[[str, int], re.Match[str] | None]]]:
    """The rules that turn on one of the kinds, in order, with their patterns: compiled when such a word is first met."""
    return [(rule, template(rule.words).match) for rule in RULES if rule.head in kinds]


def find(text: Script, at: int) -> tuple[Rule, re.Match[str]] | None:
    """The longest expression that starts there."""
    best: tuple[Rule, re.Match[str]] | None = None
    for rule, match in _turning_on(text.heads(at)):
        m = match(text.plain, at)
        if m and (best is None or m.end() > best[1].end()) and rule.fits(m, text.text):
            best = (rule, m)
    return best
