"""Numbers that are part of a name or a label: G7, F-16, 3D, 10:30, Article 5, Boeing 737, Group of Seven, Three Gorges, two-way."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.amounts import ORDINALS, Amount
from reportedly.resolve.quantities.counted import counted
from reportedly.resolve.quantities.dates import DAYS, MONTHS
from reportedly.resolve.quantities.nouns import PEOPLE, STOP
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.tokens import Token, at
from reportedly.resolve.quantities.units import NAMES, SIGNS, SYMBOLS

_DESIGNATORS = frozenset(  # with a capital, what is numbered: Article 5, Room 12, Boeing 737
    "article articles section sections chapter chapters resolution no no. number numbers nos room row route highway flight channel "
    "phase level mark mk version windows formula game match round episode volume page pages p unit reactor terminal gate platform pier "
    "block camp zone district ward figure table bill proposition protocol paragraph clause rule category grade stage tier boeing airbus "
    "model series apollo interstate motorway junction exit sector squadron brigade division regiment battalion amendment annex appendix "
    "item schedule footnote verse psalm act scene season week matchday lane fortune ftse dax nikkei stoxx nasdaq russell iphone galaxy "
    "playstation xbox pixel euro ligue serie league under-17 size ch radio bbc studio pool precinct locker lot docket rio kosmos soyuz "
    "gemini starship falcon agenda vision cop expo catch-22 cac s&p asx ibex mib".split()
)
_LOWER_DESIGNATORS = frozenset(  # what is numbered without a capital too: article 5, room 12
    "article section chapter resolution no no. number page pages reactor category channel paragraph row level phase version route "
    "highway flight platform gate room tier unit grade lane".split()
)
_CAPITAL_DESIGNATORS = frozenset(
    "Day Case Count House Area Line Group Top Class Part Note Court Type Step World Plan Big Fab Gang Chapter Super Old Great".split()
)
_NAMED = re.compile(  # names that begin with a number in words
    r"(?:Three Gorges|Five Eyes|Six Nations|Four Seasons|Five Star|Seven Network|Seven Sisters|Ten Commandments|Nine News|Seven West|"
    r"Two Sessions|One Nation|Three Mile Island|Four Corners|Twelve Apostles|Big Three|Nine Entertainment|Five Guys|One Direction|"
    r"Three Kings|Four Nations|Hundred Years|Thousand Oaks|Million Dollar|Seven Seas|Three Lions)\b"
)
_LEXICAL = frozenset(  # two-way talks, five-star hotel: kinds of things, no count of them
    "way star wheel tier dimensional state step sided pronged fold class time piece legged something odd off one two nil all love half "
    "door seater handed man-up some th nd rd st under over hit set ish sum touch per out in on up down".split()
)
_GLUED_UNITS = frozenset("m p c pc pct am pm percent million billion bps pp nm mi gw mw kwh mph".split())
_GROUPS = frozenset("Group Gang Big Bureau Committee Council".split())
_ABBREVIATED = frozenset("no nos art sec p pp vol fig st".split())


def names_a_kind(word: str) -> bool:
    """Whether `word` behind a number and a hyphen names a kind, not a count: two-way, five-star, tenfold."""
    return word in _LEXICAL or word in ORDINALS or (len(word) > 4 and word.endswith("ed"))


# ---- stuck to letters and marks ------------------------------------------------------------------------------------------
def glued(ts: list[Token], a: Amount) -> bool:
    """A number stuck to letters, or one of several with dots, colons or slashes between: G7, F-16, 3D, 22nd, 1990s, 10:30, 24/7."""
    for rule in GLUED:
        found = rule(ts, a)
        if found is not None:
            return found
    return False


def letters_before(ts: list[Token], a: Amount) -> bool | None:
    """G7, #5, @5; not USD5, nor the 5 of $4/5."""
    first, before = ts[a.start], at(ts, a.start - 1)
    if not first.tight or before.text == "":
        return None
    if (before.kind == "word" and first.kind == "num" and before.text not in SIGNS) or before.text in ":_@#/\\+~^=*":
        return before.text != "/" or at(ts, a.start - 2).kind in ("num", "word")
    return None


def joined_before(ts: list[Token], a: Amount) -> bool | None:
    """F-16, Covid-19; 3-1 is a score."""
    first, before, name = ts[a.start], at(ts, a.start - 1), at(ts, a.start - 2)
    if first.tight and before.text in ("-", "–", ".", "’", "'", "&") and before.tight and name.kind in ("word", "num"):
        return before.text not in "-–" or name.kind != "num"
    return None


def number_sign(ts: list[Token], a: Amount) -> bool | None:
    """# 5, № 5."""
    return True if at(ts, a.start - 1).text in ("#", "№") and ts[a.start].kind == "num" else None


def letters_behind(ts: list[Token], a: Amount) -> bool | None:
    """22nd, 5G, 1990s; not 40km, 5m."""
    after = at(ts, a.end)
    if not after.tight or after.kind != "word" or ts[a.start].kind != "num" or a.end != a.start + 1:
        return None
    return after.text not in SYMBOLS and after.low not in NAMES and after.low not in _GLUED_UNITS


def marks_behind(ts: list[Token], a: Amount) -> bool | None:
    """10:30, 24/7, 5@home."""
    after, next_ = at(ts, a.end), at(ts, a.end + 1)
    if after.tight and after.text in (":", "/", "\\", "@", "_") and next_.tight:
        return next_.kind == "num" or after.text in "@_\\"
    return None


GLUED: tuple[Callable[[list[Token], Amount], bool | None], ...] = (
    letters_before, joined_before, number_sign, letters_behind, marks_behind,
)


# ---- behind a designator or within a name --------------------------------------------------------------------------------
@dataclass(slots=True)
class Numbered:
    """What the rules for names see. `headline`: the number stands in one, where a capital tells nothing."""

    page: Page
    amount: Amount
    headline: bool

    @property
    def first(self) -> Token:
        """The number's first token."""
        return self.page.tokens[self.amount.start]

    @property
    def before(self) -> Token:
        """The token before the number."""
        return self.page.at(self.amount.start - 1)

    @property
    def second(self) -> Token:
        """The token before that."""
        return self.page.at(self.amount.start - 2)

    @property
    def after(self) -> Token:
        """The token behind the number."""
        return self.page.at(self.amount.end)

    @property
    def one_token(self) -> bool:
        """Whether the number is one token."""
        return self.amount.end == self.amount.start + 1

    def opens_line(self, back: int) -> bool:
        """Whether the token so many before the number is the first of its line."""
        return line_start(self.page.tokens, self.amount.start - back)


def named(page: Page, amount: Amount, *, headline: bool) -> bool:
    """Whether a number is part of a name."""
    numbered = Numbered(page, amount, headline)
    for rule in NAMED:
        found = rule(numbered)
        if found is not None:
            return found
    return False


def begins_a_known_name(n: Numbered) -> bool | None:
    """Three Gorges."""
    return True if _NAMED.match(n.page.text, n.first.start) else None


def within_a_name_in_words(n: Numbered) -> bool | None:
    """Group of Seven, Big Four; Radio One."""
    first, before = n.first, n.before
    if first.kind != "word":
        return None
    capital = first.text[0].isupper()
    if before.text in _GROUPS or (before.low == "of" and n.second.text in _GROUPS and capital):
        return True
    if not capital or n.headline or before.kind != "word" or not before.text[0].isupper() or not n.one_token:
        return False
    return before.low not in STOP and before.low not in DAYS and not n.opens_line(1)


def group_of_digits(n: Numbered) -> bool | None:
    """Group of 20."""
    of = n.before.low == "of" and n.second.text in ("Group", "Gang")
    return True if of else None


def abbreviated_designator(n: Numbered) -> bool | None:
    """No. 5, Art. 5."""
    return True if n.before.text == "." and n.second.low in _ABBREVIATED else None


def item_of_a_list(n: Numbered) -> bool | None:
    """1. at the start of a line."""
    marked = n.after.text in (".", ")") and n.one_token and n.amount.value < 100
    return True if marked and n.opens_line(0) else None


def plainly_a_number(n: Numbered) -> bool | None:
    """5 million; 5 percent; a number behind a mark."""
    before = n.before
    return False if before.kind != "word" or n.amount.scaled or n.after.text in ("%", "°") else None


def behind_a_designator(n: Numbered) -> bool | None:
    """Article 5, room 12, Day 3."""
    before = n.before
    if before.low in _LOWER_DESIGNATORS or (before.low in _DESIGNATORS and any(c.isupper() for c in before.text)):
        return True
    return True if before.text in _CAPITAL_DESIGNATORS and not n.opens_line(1) and not n.headline else None


def behind_no_name(n: Numbered) -> bool | None:
    """A lower-case word or a genitive before, marks between thousands, or a capital that only opens a sentence."""
    before, second, first = n.before, n.second, n.first.text
    if n.headline or not before.text[0].isupper() or before.text.endswith(("'s", "’s", "s'", "s’")) or "," in first or "." in first:
        return False
    if before.low in STOP or before.low in MONTHS or before.low in DAYS:
        return False
    opens = second.kind == "line" or (second.text != "" and second.text in '.!?“”"‘')
    return False if opens else None


def before_a_measure(n: Numbered) -> bool | None:
    """Kyiv 40 km."""
    after = n.after
    return False if after.low in NAMES or after.text in SYMBOLS or after.low in ("percent", "per") else None


def behind_a_name(n: Numbered) -> bool:
    """Leopard 2 tanks; but in Kabul 12 people."""
    noun = counted(n.page, n.amount.end)
    if noun is None:
        return True
    return noun[0] not in PEOPLE and n.second.low not in ("in", "at", "near", "around", "outside", "across")


NAMED: tuple[Callable[[Numbered], bool | None], ...] = (
    begins_a_known_name, within_a_name_in_words, group_of_digits, abbreviated_designator, item_of_a_list, plainly_a_number,
    behind_a_designator, behind_no_name, before_a_measure, behind_a_name,
)


def line_start(ts: list[Token], i: int) -> bool:
    """Whether a token is the first of its line."""
    return i <= 0 or ts[i - 1].kind == "line"
