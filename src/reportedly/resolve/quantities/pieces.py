"""A number with what stands right before and behind it, as a `Piece`: sign, digits or words, `or more`, unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.amounts import SCALES, Amount, read
from reportedly.resolve.quantities.counted import Noun, chunk, counted
from reportedly.resolve.quantities.measures import Unit, measure, money, percent
from reportedly.resolve.quantities.names import names_a_kind
from reportedly.resolve.quantities.nouns import STOP, name
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.units import SIGNS

DETERMINERS = frozenset(
    "the its their his her our my your all these those this that some about around roughly nearly almost more than at "
    "least over up to an estimated approximately remaining total".split()
)
PLUS = {  # or more, and counting, or so
    **dict.fromkeys("more over above higher upwards longer greater counting".split(), "low"),
    **dict.fromkeys("so thereabouts".split(), "about"),
    **dict.fromkeys("fewer less under below lower".split(), "high"),
}
_BEGINS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety a half several few many tens dozens scores hundreds thousands millions billions "
    "trillions minus".split()
)
_NUMERIC = frozenset({"num", "sign", "frac"})
_BEGINS_AS_WRITTEN = frozenset(SIGNS) | {"-", "−"}


@dataclass(slots=True)
class Piece:
    """One number with what stands right behind it, from token `first` up to `unit.behind`.

    `sign`: a currency sign stands before it; `plus`: the bound that `or more` behind it gives; `compound`: it is hyphened to its
    unit; `of_a_kind`: it names a kind and counts nothing, as in two-way.
    """

    first: int
    amount: Amount
    value: float
    unit: Unit
    sign: bool
    plus: str
    compound: bool
    of_a_kind: bool


def may_begin(page: Page, i: int) -> bool:
    """Whether a number may begin at a token: a cheap look at one word."""
    t = page.at(i)
    return t.kind in _NUMERIC or t.low in _BEGINS or t.text in _BEGINS_AS_WRITTEN


def piece(page: Page, i: int) -> Piece | None:
    """The number that begins at a token, with its unit."""
    minus = _minus(page, i)
    currency = _currency_sign(page, i + (minus != 0)) if minus is not None else None
    if minus is None or currency is None:
        return None
    code, j = currency
    amount = read(page.tokens, j, money=bool(code))
    if amount is None:
        return None
    end, plus = _plus(page, amount.end, worded=not code)
    if not code:
        end = _glued_million(page, amount, end)
    compound = not code and not amount.share and _hyphened(page, end)
    tail = Tail(page, amount, code, _past_quote(page, amount, end), compound)
    unit = next(unit for rule in UNITS if (unit := rule(tail)))
    value = amount.value * (minus or 1.0) * unit.factor
    return Piece(i, amount, _in_unit(page, unit, value), unit, bool(code), plus, compound, compound and unit.kind == "bare")


def _minus(page: Page, i: int) -> float | None:
    """-1 for a minus at a token, 1 for that of `plus or minus 3`, 0 where there is none; None for a hyphen or dash."""
    t, before = page.at(i), page.at(i - 1)
    if t.text in ("-", "−"):
        if (t.tight and before.text not in ("(", "")) or not page.at(i + 1).tight or before.kind == "num":
            return None
    elif t.low != "minus" or t.kind != "word":
        return 0.0
    return 1.0 if (before.low, page.at(i - 2).low) == ("or", "plus") else -1.0


def _currency_sign(page: Page, j: int) -> tuple[str, int] | None:
    """The code of a currency sign at a token and where the number begins: $5, EUR 5, Rs. 5; an empty code for no sign."""
    t = page.at(j)
    word = t.kind == "word" and t.text in SIGNS
    if t.kind != "sign" and not word:
        return "", j
    k = j + 2 if word and page.at(j + 1).text == "." else j + 1
    if page.at(k).kind != "num" or (word and t.tight):
        return None
    code = SIGNS.get(t.text, "$")
    return (page.dollar(j) if code == "$" else code), k


def _plus(page: Page, j: int, *, worded: bool) -> tuple[int, str]:
    """The place behind what opens a bound within the number, and the bound: 100+, 100-plus, 100-odd, ten or more."""
    t, after = page.at(j), page.at(j + 1)
    if t.text == "+" and t.tight:
        return j + 1, "low"
    if t.text == "-" and t.tight and after.low in ("plus", "odd"):
        return j + 2, "low" if after.low == "plus" else "about"
    if t.low in ("or", "and") and after.low in PLUS and worded:
        return j + 2, PLUS[after.low]
    return j, ""


def _glued_million(page: Page, amount: Amount, j: int) -> int:
    """1.5m people: a million, since a noun is behind; the place behind it."""
    t = page.at(j)
    if t.low == "m" and t.tight and page.at(amount.end - 1).kind == "num" and counted(page, j + 1):
        amount.value, amount.end, amount.scaled = amount.value * 1e6, j + 1, True
        return j + 1
    return j


def _hyphened(page: Page, j: int) -> bool:
    t, after = page.at(j), page.at(j + 1)
    return t.text == "-" and t.tight and after.tight and after.kind == "word"


def _past_quote(page: Page, amount: Amount, j: int) -> int:
    """“dozens” of ships."""
    return j + (amount.vague and page.at(j).text in ("”", '"', "’", "'") and page.at(j + 1).low == "of")


def _in_unit(page: Page, unit: Unit, value: float) -> float:
    """The value in the unit: 55 bcm, 12 degrees below zero."""
    if unit.name is None:
        return value
    if unit.kind in ("measure", "bare") and unit.name.startswith("billion "):
        unit.name, value = unit.name.removeprefix("billion "), value * 1e9
    below = page.at(unit.behind).low == "below" and page.at(unit.behind + 1).low in ("zero", "freezing")
    if below and unit.name.startswith("degree"):
        unit.behind, value = unit.behind + 2, -value
    return value


# ---- the unit: rules in order --------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Tail:
    """What the rules for the unit see: the number, the currency before it, the token behind it, whether that is a hyphen."""

    page: Page
    amount: Amount
    code: str
    j: int
    compound: bool

    def past_of(self) -> int:
        """The token behind `of` or `more`: dozens of ships, hundreds more ships."""
        t, last = self.page.at(self.j), self.page.at(self.amount.end - 1)
        of = t.low == "of" and (self.amount.vague or last.low in ("dozen", "couple", "score"))
        more = self.amount.vague and t.low == "more" and self.page.at(self.j + 1).low != "than"
        return self.j + (of or more)


def sign_before(tail: Tail) -> Unit | None:
    """$5; £3-million."""
    if not tail.code:
        return None
    scaled = tail.page.at(tail.j).text == "-" and tail.page.at(tail.j + 1).low in SCALES
    return Unit(tail.code, "money", tail.j + 2 * scaled)


def share(tail: Tail) -> Unit | None:
    """two-thirds."""
    return Unit("percent", "percent", tail.j) if tail.amount.share else None


def percentage(tail: Tail) -> Unit | None:
    """5 percent, 5%."""
    return percent(tail.page.tokens, tail.j)


def part_of_a_point(tail: Tail) -> Unit | None:
    """a quarter point, a quarter-point cut: of interest, so percentage points; half a point may be one of a game."""
    k = tail.j + (tail.page.at(tail.j).text == "-")
    value = tail.amount.value
    if not tail.amount.worded or value not in (0.25, 0.5, 0.75) or tail.page.at(k).low != "point":
        return None
    return Unit("point" if value == 0.5 else "percentage point", "measure", k + 1)


def money_behind(tail: Tail) -> Unit | None:
    """40 cents."""
    return money(tail.page, tail.past_of(), tail.amount)


def measure_behind(tail: Tail) -> Unit | None:
    """40 km."""
    return measure(tail.page, tail.past_of(), tail.amount)


def hyphened(tail: Tail) -> Unit | None:
    """10-member, 3 million-strong; a two-way street counts nothing."""
    if not tail.compound:
        return None
    word = tail.page.at(tail.j + 1).low
    if word == "strong":
        return Unit("person", "count", tail.j + 2)
    if names_a_kind(word) or (word == "to" and tail.amount.value < 100) or word in STOP:
        return Unit(None, "bare", tail.j)
    words, end = chunk(tail.page, tail.j + 1)
    return Unit(name(re.split(r"[-–]", words)[0]), "count", end)


def magnitude(tail: Tail) -> Unit | None:
    """a magnitude 6.1 earthquake."""
    behind = tail.page.at(tail.j).low == "magnitude"
    if behind or tail.page.at(tail.amount.start - 1).low == "magnitude":
        return Unit("magnitude", "measure", tail.j + behind)
    return None


def noun(tail: Tail) -> Unit | None:
    """three armed officials; dozens of the city's flats."""
    k = tail.past_of()
    found = counted(tail.page, k, one=abs(tail.amount.value) <= 1 and not tail.amount.scaled)
    if found is None and k > tail.j and tail.page.at(k).low in DETERMINERS:
        found = noun_behind_the(tail.page, k)
    return Unit(_cased(tail.page, found[0], k), "count", found[1]) if found else None


def nothing(tail: Tail) -> Unit:
    """A number without a noun of its own."""
    return Unit(None, "bare", tail.j)


UNITS: tuple[Callable[[Tail], Unit | None], ...] = (
    sign_before, share, percentage, part_of_a_point, money_behind, measure_behind, hyphened, magnitude, noun, nothing,
)


def noun_behind_the(page: Page, k: int) -> Noun | None:
    """The noun behind `the`, `its`, `Peru's`: three of the soldiers."""
    for _ in range(4):
        t, after = page.at(k), page.at(k + 1)
        if t.low in ("them", "whom", "us", "you") or t.kind != "word":
            return None
        owner = t.low.endswith(("'s", "s'")) or (t.text[0].isupper() and after.low.endswith(("'s", "s'")))
        if t.low not in DETERMINERS and not owner:
            return counted(page, k)
        k += 1
    return None


def _cased(page: Page, unit: str, k: int) -> str:
    """In lower case where a headline gave the capital; F-16 and T-72 stay."""
    return unit.lower() if k in page.headlines and not any(c.isdigit() or c == "-" for c in unit) else unit
