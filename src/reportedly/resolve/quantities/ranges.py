"""Two numbers -> a range (12-15, between 3 and 5, three or four), a change (from 5 to 7 percent), or neither."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportedly.resolve.quantities.dates import year
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.pieces import Piece, may_begin, piece

Verdict = Literal["range", "change", "neither"]
BETWEEN = re.compile(r"\bbetween\s+(?:(?:about|around|some|roughly|approximately|an estimated)\s+)?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:(?:about|around|roughly|just|nearly|almost|under|over|a|an?|the|up to)\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|rise|rises|risen|rising|fell|falls?|fallen|falling|grew|grow|grown|growing|drop(?:s|ped|ping)?|cut(?:s|ting)?|"
    r"rais(?:e|es|ed|ing)|jump(?:s|ed|ing)?|"
    r"climb(?:s|ed|ing)?|declin(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|up|down|chang(?:e|es|ed|ing)|went|"
    r"go(?:es|ing)?|reduc(?:e|es|ed|ing)|"
    r"slow(?:s|ed|ing)?|eas(?:e|es|ed|ing)|accelerat\w+|doubl\w+|tripl\w+|expand\w*|widen\w*|narrow\w*|revis\w+|lower\w*|"
    r"boost\w*|shr[aiu]nk\w*|edg(?:ed|ing)|"
    r"slip\w*|gain\w*|los[te]\w*|surg\w+|soar\w*|plung\w*|tumbl\w*|mov(?:e|ed|ing)|improv\w+|advanc\w+|add(?:s|ed|ing)?|"
    r"push\w*|bring\w*|brought|upgrad\w*|extend\w*|"
    r"trim\w*|hik\w+|swell\w*|swollen|climb|plummet\w*|spik\w+|rebound\w*|recover\w*|downgrad\w*|shed\w*)\b",
    re.IGNORECASE,
)
_RANGING = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|anything|somewhere|sentences?|terms?|between|last\w*|"
    r"costs?|priced)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+$")
_SOFT = frozenset("about around some roughly nearly perhaps even almost approximately over".split())  # four to about five
_YEAR_BEFORE = frozenset("in since by from until".split())
_RESULTS = frozenset("win victory defeat loss draw lead aggregate".split())
_COUNTED_RESULTS = frozenset("victory win defeat loss vote".split())


@dataclass
class Pair:
    """What the rules see: two numbers, the link between them (dash, to, or, and), the text before the first."""

    page: Page
    one: Piece
    two: Piece
    link: str
    head: str

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends as a range would have them."""
        return ends(self.one, self.two)

    @cached_property
    def rising(self) -> bool:
        """Whether the second is the larger."""
        return self.ends[0] < self.ends[1]

    @cached_property
    def between(self) -> bool:
        """Whether `between` stands before the first."""
        return bool(BETWEEN.search(self.head))

    @cached_property
    def words(self) -> str:
        """The last seven words before the first."""
        return " ".join(self.head.split()[-7:])

    @cached_property
    def changing(self) -> bool:
        """Whether a verb such as *rose* stands before the first."""
        return bool(_CHANGE.search(self.words)) and not self.between

    @cached_property
    def bare_first(self) -> bool:
        """Whether the first number has no unit of its own, or the same one."""
        a, b = self.one.unit, self.two.unit
        return a.name is None or a.behind >= self.two.amount.start or (a.kind == "count" and a.name == b.name)

    @cached_property
    def unit_between(self) -> bool:
        """Whether a unit stands between the two."""
        return self.one.unit.name is not None and self.one.unit.behind <= self.two.first


def ends(one: Piece, two: Piece) -> tuple[float, float]:
    """The ends of a range; `3-5 million` shares its scale, so do `5 to 10 cents`."""
    low, high = one.value, two.value
    if two.amount.scaled and not one.amount.scaled and abs(low) < 1000 and not two.amount.vague:
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3, 1e2, 12.0) if two.amount.value >= s), 1.0)
        if low * scale < high:
            low *= scale
    if two.unit.factor != 1 and one.unit.factor == 1 and one.unit.name is None:
        low *= two.unit.factor
    return low, high


def second(page: Page, one: Piece) -> tuple[Piece, Verdict] | None:
    """The number that makes a range or a change with one, and which; None if there is none."""
    if _opens_years(page, one):
        return None
    head = page.before(page.tokens[one.first].start, 70)
    for place in _places(one):
        link = _link(page, place, head)
        two = piece(page, link[1]) if link and may_begin(page, link[1]) and page.at(link[1]).text not in "-−" else None
        if link is None or two is None or two.amount.share != one.amount.share or two.amount.vague:
            continue
        pair = Pair(page, one, two, link[0], head)
        verdict = next(verdict for rule in RULES if (verdict := rule(pair)))
        if verdict != "neither":
            return two, verdict
    return None


def _places(one: Piece) -> tuple[int, ...]:
    """Where a link may stand: behind the unit (5 km to 7 km), right behind the number (5 to 7 km)."""
    end = one.amount.end
    if one.of_a_kind or one.unit.kind == "bare" or one.unit.behind == end:
        return (end,)
    return one.unit.behind, end


def _opens_years(page: Page, one: Piece) -> bool:
    """in 1990 or 1991."""
    if one.unit.kind != "bare" or one.sign or not year(page.tokens, one.amount, bound=False):
        return False
    return one.amount.value % 50 != 0 or page.at(one.first - 1).low in _YEAR_BEFORE


def _link(page: Page, j: int, head: str) -> tuple[str, int] | None:
    """What links two numbers at a token, and where the second begins."""
    t, after = page.at(j), page.at(j + 1)
    if t.text == "-" and t.tight and after.low in ("to", "or", "and"):  # 10-to-12-member, 10- to 12-member
        return after.low, j + 2 + (page.at(j + 2).text in ("-", "–"))
    if t.text in ("-", "–", "—") and t.tight == after.tight:
        return "dash", j + 1
    if t.low in ("to", "or") or (t.low == "and" and BETWEEN.search(head)):
        return t.low, j + 1 + (after.low in _SOFT)
    return None


def units_that_differ(pair: Pair) -> Verdict | None:
    """20 soldiers to 3 tanks; $5 to 40 km; $1 to 50 cents."""
    a, b = pair.one.unit, pair.two.unit
    if a.kind == "money" and b.kind not in ("money", "count") and b.name is not None:
        return "neither"
    if a.kind == b.kind == "money":
        return "neither" if a.factor != b.factor or a.name != b.name else None
    own = pair.two.sign or b.name is not None
    if own and pair.unit_between and a.name != b.name and not (a.kind == "money" and b.kind in ("bare", "count")):
        return "neither"
    return None


def calendar_pair(pair: Pair) -> Verdict | None:
    """1941-45, 2024-25, between 1600 and 1900."""
    one, two = pair.one, pair.two
    first, last = pair.page.tokens[one.amount.start].text, pair.page.tokens[two.amount.start].text
    if one.sign or two.sign or one.amount.end != one.amount.start + 1 or len(first) != 4 or not first.isdigit() or not last.isdigit():
        return None
    if not 1000 <= int(first) <= 2100:
        return None
    if len(last) == 2 or (len(last) == 4 and two.unit.kind == "bare"):
        return "neither"
    centuries = int(first) >= 1500 and len(last) == 4 and last[:2] in ("15", "16", "17", "18", "19", "20")
    return "neither" if centuries and two.unit.kind == "count" else None


def between_and(pair: Pair) -> Verdict | None:
    """between 12 and 15."""
    return None if pair.link != "and" else "range" if pair.between and pair.rising else "neither"


def either_or(pair: Pair) -> Verdict | None:
    """three or four: near each other, written alike."""
    if pair.link != "or":
        return None
    one, two, (low, high) = pair.one, pair.two, pair.ends
    alike = one.amount.worded == two.amount.worded and high <= 3 * low + 1
    one_unit = one.unit.name is None or one.unit.kind == "money" or one.unit.behind > two.first or one.unit.name == two.unit.name
    return "range" if pair.rising and alike and one_unit else "neither"


def dash(pair: Pair) -> Verdict | None:
    """12-15 rockets; a 3-1 win is a score."""
    if pair.link != "dash":
        return None
    one, two = pair.one, pair.two
    named = two.unit.name is not None or one.sign or min(pair.ends) >= 100
    result = pair.page.at(two.amount.end).low in _RESULTS or two.unit.name in _COUNTED_RESULTS
    return "range" if pair.rising and named and not result else "neither"


def from_to(pair: Pair) -> Verdict | None:
    """from 5 to 7 percent: a change, unless the text ranges from 5 to 7."""
    if not FROM.search(pair.head):
        return None
    if pair.rising and pair.bare_first and not pair.between and (_RANGING.search(pair.words) or not pair.changing):
        return "range"
    return "change" if pair.bare_first or pair.one.unit.name == pair.two.unit.name else "neither"


def falling(pair: Pair) -> Verdict | None:
    """7 to 5 percent: a change."""
    if pair.rising:
        return None
    return "change" if pair.one.unit.name is None and pair.two.unit.kind == "percent" else "neither"


def unit_of_the_first_only(pair: Pair) -> Verdict | None:
    """rose 40 points to 8,200."""
    return "neither" if pair.unit_between and pair.two.unit.name is None and pair.one.unit.kind != "money" else None


def amount_of_a_change(pair: Pair) -> Verdict | None:
    """rose 5 percent to 7 percent; grew 20 to 8,200."""
    if not pair.changing:
        return None
    a, b = pair.one.unit, pair.two.unit
    if not pair.bare_first:
        return "neither" if pair.one.sign or a.kind in ("money", "percent", "measure") else None
    return "neither" if a.kind == b.kind == "bare" and not _BY.search(pair.head) else None


def plain_range(pair: Pair) -> Verdict:
    """5 to 7 percent."""
    return "range" if pair.rising else "neither"


RULES: tuple[Callable[[Pair], Verdict | None], ...] = (
    units_that_differ, calendar_pair, between_and, either_or, dash, from_to, falling, unit_of_the_first_only, amount_of_a_change,
    plain_range,
)
