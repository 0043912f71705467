"""The unit of a rate behind a quantity: a day, per 100,000 people, daily, -a-barrel, /day, each year."""

from collections.abc import Callable

from reportedly.resolve.quantities.counted import Noun, chunk, counted
from reportedly.resolve.quantities.measures import CALENDAR, phrase
from reportedly.resolve.quantities.nouns import STOP, singular
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.tokens import at
from reportedly.resolve.quantities.units import NAMES, SYMBOLS

_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "hourly": "hour",
    "nightly": "night",
    "quarterly": "quarter",
}
_RATES = CALENDAR | frozenset(  # behind `a`; behind `per` any noun is a rate
    "barrel share tonne ton gallon litre liter head person piece kilo kilogram kilogramme kg pound ounce bushel bottle unit kilometre "
    "kilometer mile "
    "household child ticket pack copy visit megawatt kilowatt container vessel ship dose game match seat metre meter acre hectare drone missile "
    "shift flight student pupil worker family customer pop plate cup glass tablet pill shot session carton crate therm".split()
)
_NOT_A_RATE = frozenset("ago earlier later before after old ahead prior hence".split())

_SHORT = {"t": "tonne", "h": "hour", "d": "day", "bbl": "barrel", "kg": "kilogram", "yr": "year", "hr": "hour", "l": "litre"}


def hyphened(page: Page, j: int) -> Noun | None:
    """$20-a-barrel."""
    t, noun = page.at(j), page.at(j + 3)
    if t.text == "-" and t.tight and page.at(j + 1).low in ("a", "an", "per") and page.at(j + 2).text == "-" and noun.kind == "word":
        return singular(noun.low), j + 4
    return None


def adverb(page: Page, j: int) -> Noun | None:
    """annually, daily."""
    period = _ADVERBS.get(page.at(j).low)
    return (period, j + 1) if period else None


def slash(page: Page, j: int) -> Noun | None:
    """$800/t."""
    after = page.at(j + 1)
    if page.at(j).text != "/" or after.kind != "word":
        return None
    return _SHORT.get(after.text, singular(after.low)), j + 2


def article(page: Page, j: int) -> Noun | None:
    """a day, a barrel; not a year ago, a day and a half, a week from now."""
    after, third, fourth = page.at(j + 1), page.at(j + 2), page.at(j + 3)
    if page.at(j).low not in ("a", "an") or after.low not in _RATES or third.low in _NOT_A_RATE:
        return None
    if (third.low, fourth.low) in (("and", "a"), ("from", "now")):
        return None
    return phrase(page.tokens, j + 1, NAMES, 3) or (after.low, j + 2)


def each(page: Page, j: int) -> Noun | None:
    """each year, every hour."""
    period = singular(page.at(j + 1).low) if page.at(j).low in ("each", "every") else ""
    return (period, j + 2) if period in CALENDAR else None


def per_number(page: Page, j: int) -> Noun | None:
    """per 100,000 people, per 100 km."""
    number = page.at(j + 1)
    if page.at(j).low != "per" or number.kind != "num":
        return None
    noun = counted(page, j + 2)
    if noun:
        return f"{number.text} {page.text[page.at(j + 2).start : page.tokens[noun[1] - 1].end]}", noun[1]
    found = phrase(page.tokens, j + 2, NAMES, 3)
    return (f"{number.text} {found[0]}", found[1]) if found else None


def per(page: Page, j: int) -> Noun | None:
    """per capita, per hour, per MWh, per container."""
    after = page.at(j + 1)
    if page.at(j).low != "per" or after.kind != "word":
        return None
    if after.low == "capita":
        return "person", j + 2
    found = phrase(page.tokens, j + 1, NAMES, 3)
    if found and " per " not in found[0]:
        return found
    if after.text in SYMBOLS:
        return SYMBOLS[after.text], j + 2
    words, end = chunk(page, j + 1)
    return singular(words).lower(), end


RATES: tuple[Callable[[Page, int], Noun | None], ...] = (hyphened, adverb, slash, article, each, per_number, per)


def rate(page: Page, j: int) -> Noun | None:
    """The unit of a rate at a token and what is behind it."""
    return next((found for rule in RATES if (found := rule(page, j))), None)


def rate_behind(page: Page, j: int) -> tuple[str, int] | None:
    """A rate at a token, or behind `of crude oil`, `in aid`: at most three words."""
    ts, found = page.tokens, rate(page, j)
    if found or at(ts, j).low not in ("of", "in", "worth"):
        return found
    for k in range(j + 2, min(j + 6, len(ts))):
        if ts[k - 1].kind != "word":
            return None
        if ts[k].low in ("a", "an", "per", "each", "every") or ts[k].low in _ADVERBS:
            return rate(page, k)
        if ts[k].low in STOP and ts[k].low != "of":
            return None
    return None
