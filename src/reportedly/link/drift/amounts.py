"""A statement -> the amounts that it tells, each with how it is bounded in words (*up to*, *about*, *several*) and what it counts.

The words decide, not only the numbers: *more than 60* and *at least 60* are one interval in figures and two in news.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportedly.link.drift.change import wording
from reportedly.link.drift.measures import MEASURES, PEOPLE
from reportedly.link.terms import fold, stem
from reportedly.types import Quantity, Statement

Form = Literal["exact", "about", "nearly", "up to", "under", "at least", "over", "range"]
_BEFORE = 28  # characters before a number in which its bound stands

_OPENING = re.compile(r"[^\d]{0,40}")
_BETWEEN = re.compile(r"\s*(?:(?:of|magnitude|an?)\s+){0,2}")
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("at least", re.compile(r"\b(?:at least|(?:no|not) (?:fewer|less) than|a minimum of|a low of|from at least)\b|\b(?:or|and) more$|"
                            r"\bor (?:over|above)$|\d\+", re.I)),
    ("up to", re.compile(r"\b(?:up to|as (?:many|much|high|far|long|large|big|great|tall|deep) as|at (?:the )?most|(?:no|not) more than|"
                         r"a maximum of|a high of)\b|\bor (?:less|fewer)$", re.I)),
    ("about", re.compile(r"\b(?:about|around|roughly|some|approximately|approx|circa|an? estimated|estimated|in the region of|give or take|"
                         r"just (?:over|above)|(?:slightly|little|a bit) (?:more|less|over|under|fewer)(?: than)?)\b|\bca?\.|~|"
                         r"\bor so$|\bodd$", re.I)),
    ("over", re.compile(r"\b(?:more than|over|above|in excess of|upwards? of|greater than|beyond|exceed(?:s|ed|ing)?|topp(?:ed|ing)|"
                        r"well past)\b", re.I)),
    ("nearly", re.compile(r"\b(?:nearly|almost|close to|just (?:under|below|short of)|approaching|not quite|short of)\b", re.I)),
    ("under", re.compile(r"\b(?:(?:fewer|less|lower) than|under|below)\b", re.I)),
)
_VAGUE: dict[str, tuple[float, float | None]] = {
    "a couple of": (2, 3), "a few": (2, 9), "several": (3, 9), "a handful of": (3, 6), "numerous": (6, None), "multiple": (2, 9),
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999), "tens of thousands": (20000, 99999),
    "hundreds of thousands": (200000, 999999), "millions": (2e6, 9.99e6)}
_VAGUELY = re.compile(r"\b(tens of thousands|hundreds of thousands|a couple of|a handful of|a few|several|numerous|multiple|dozens|scores|"
                      r"hundreds|thousands|millions)\b(?! (?:ago|later|times))(?: of)?(?: the| its| their| his| her)?"
                      r"((?: [^\W\d_]+(?:-[^\W\d_]+)*){1,3})?", re.I)
_WORDS = {w: float(n) for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()) if n > 1}
_OF_THEM = re.compile(r"\b(" + "|".join(_WORDS) + r"|\d{1,3})(?= of (?:them|these|those|whom|the)\b)", re.I)
_MAGNITUDE = re.compile(r"\b(?:magnitude|Richter)\b[^.;\d]{0,24}?(?<![\d.])(\d(?:\.\d)?)(?![\d.]*\d|\s*(?:per|kilo|km|people))", re.I)
_FRACTION = re.compile(r"\b(?:half|halves|third|thirds|quarter|quarters|fifth|fifths)\b", re.I)
_SPELLED_POINT = re.compile(r"\bpoint (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b", re.I)
_MONEYS = re.compile(r"^\s*(?:[A-Z]\w+ )?(kroner|kronor|kron[ae]|crowns?|francs?|pesos?|rupees?|dinars?|riyals?|rials?|liras?|lire|forints?|"
                     r"zlotys?|shillings?|dollars?|pounds?|euros?|yen|yuan|won|roubles?|rubles?|hryvnias?|lei|leva|kunas?|marks?|rand|"
                     r"reais|baht|dirhams?|birr|naira|cedis?)\b", re.I)
_NEXT = re.compile(r"^\s*([^\W\d_][\w-]{2,40})")
_NO_NOUN = frozenset("and but from when were was with have had".split())
_CURRENCY = re.compile(r"[A-Z]{3}|franc|krone|krona|peso|rupee|dollar|pound|dinar|riyal|rial|lira|forint|zloty|shilling|crown")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a statement. `low`, `high`: ends of what it says, None is open; `value`: the number that is named.

    `dimension`: count, money, percent, magnitude, length, area, mass, volume, time, speed; `unit`: what is counted, or the measure;
    `factor` to the dimension's base unit. `text`: the words, with their bound. `rough`: a fraction in words.
    """

    low: float | None
    high: float | None
    value: float
    form: Form
    dimension: str
    unit: str
    text: str
    factor: float = 1.0
    rough: bool = False

    @property
    def group(self) -> str:
        """What is counted, people and jobs each as one."""
        return "person" if self.unit in PEOPLE else self.unit


def amounts(statement: Statement) -> list[Amount]:
    """The amounts of a statement, in the order of its text."""
    text = wording(statement)
    point = bool(_SPELLED_POINT.search(text))
    found: list[tuple[int, int, Amount]] = []
    cursor = 0
    for quantity in statement.quantities[:12]:
        at = text.find(quantity.text, cursor)
        at = at if at >= 0 else text.find(quantity.text)
        if at < 0 or not quantity.text or (point and not any(c.isdigit() for c in quantity.text)):
            continue
        cursor = at + len(quantity.text)
        amount = _amount(quantity, text, at)
        if amount is not None:
            found.append((at, cursor, amount))
    covered = [(a, b) for a, b, _ in found] + _timed(statement, text)
    for start, end, amount in _scanned(text):
        if not any(a < end and start < b for a, b in covered):
            found.append((start, end, amount))
    return [amount for _, _, amount in sorted(found, key=lambda f: f[:2])]


def _timed(statement: Statement, text: str) -> list[tuple[int, int]]:
    return [(at, at + len(t.text)) for t in statement.times if (at := text.find(t.text)) >= 0]


def _amount(quantity: Quantity, text: str, at: int) -> Amount | None:
    low, high = quantity.low, quantity.high
    value = low if high is None else high
    if value is None:
        return None
    end = at + len(quantity.text)
    vague = _VAGUELY.match(quantity.text)
    if vague:
        return _vague(vague, quantity.unit)
    if low is not None and high is not None and low != high:
        form: Form = "range"
    else:
        form = _form(text[:at], quantity.text, low, high, approximate=quantity.approximate)
    dimension, unit, factor = _dimension(quantity.unit, text[end:end + 40])
    rough = dimension == "percent" and bool(_FRACTION.search(quantity.text))
    return Amount(low, high, value, form, dimension, unit, quantity.text, factor, rough)


def _form(before: str, own: str, low: float | None, high: float | None, *, approximate: bool) -> Form:
    """The bound by its words: those of the number itself, else those that stand right before it."""
    opening = _OPENING.match(own)
    for words in (opening[0] if opening else "", own):
        for form, pattern in _FORMS:
            if words and pattern.search(words):
                return form
    near = before[-_BEFORE:]
    for form, pattern in _FORMS:
        if any(_BETWEEN.fullmatch(near, match.end()) for match in pattern.finditer(near)):
            return form
    if low is None:
        return "up to"
    if high is None:
        return "at least"
    return "about" if approximate else "exact"


def _dimension(unit: str | None, after: str) -> tuple[str, str, float]:
    money = _MONEYS.match(after)
    if not unit or not unit.strip():
        if money:
            return "money", stem(fold(money[1])), 1.0
        noun = _NEXT.match(after)
        return "count", stem(fold(noun[1])) if noun and fold(noun[1]) not in _NO_NOUN else "", 1.0
    if _CURRENCY.fullmatch(unit):
        return "money", unit, 1.0
    if unit == "percent":
        return "percent", "percent", 1.0
    if unit == "magnitude":
        return "magnitude", "magnitude", 1.0
    if unit in MEASURES:
        dimension, factor = MEASURES[unit]
        return dimension, unit, factor
    return "count", stem(fold(unit.split()[-1])), 1.0


def _vague(match: re.Match[str], unit: str | None = None) -> Amount:
    low, high = _VAGUE[match[1].lower()]
    noun = stem(fold(unit)) if unit else _noun(match[2] or "")
    return Amount(float(low), None if high is None else float(high), float(low), "range", "count", noun, match[0], rough=True)


def _noun(words: str) -> str:
    """The last plural of a few words: several Belarusian diplomats at."""
    plural = [w for w in words.split() if w.endswith("s") and len(w) > 3]
    return stem(fold(plural[-1])) if plural else ""


def _scanned(text: str) -> Iterable[tuple[int, int, Amount]]:
    """Numbers that the quantities leave out: several diplomats; two of them; a magnitude of 6.1."""
    for match in _VAGUELY.finditer(text):
        amount = _vague(match)
        if amount.unit:
            yield match.start(), match.end(), amount
    for match in _OF_THEM.finditer(text):
        value = _WORDS.get(match[1].lower()) or float(match[1])
        form = _form(text[:match.start()], "", value, value, approximate=False)
        yield match.start(), match.end(), Amount(value, value, value, form, "count", "", match[0])
    for match in _MAGNITUDE.finditer(text):
        value = float(match[1])
        form = _form(text[:match.start(1)], "", value, value, approximate=False)
        words = text[max(0, match.start(1) - 14):match.end(1)].strip()
        yield match.start(1), match.end(), Amount(value, value, value, form, "magnitude", "magnitude", words)
