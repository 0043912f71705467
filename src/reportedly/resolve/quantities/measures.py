"""The unit that stands behind a number: percent, money or a measure. A noun that is counted: counted.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reportedly.resolve.quantities.amounts import Amount
from reportedly.resolve.quantities.nouns import STOP
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.tokens import Token, at
from reportedly.resolve.quantities.units import CENTS, MONEY, NAMES, SIGNS, SYMBOLS

UnitKind = Literal["money", "percent", "measure", "count", "bare"]
CALENDAR = frozenset("second minute hour day night week weekend month quarter year decade century".split())


@dataclass(slots=True)
class Unit:
    """A unit and the token behind it. `factor`: 0.01 for cents; `per`: the rate within a measure such as mph."""

    name: str | None
    kind: UnitKind
    behind: int
    factor: float = 1.0
    per: str | None = None


def percent(ts: list[Token], j: int) -> Unit | None:
    """%, percent, per cent, pc, pct; percentage points before."""
    t, after = at(ts, j), at(ts, j + 1)
    hyphen = t.text == "-" and t.tight
    if hyphen:
        t, after, j = after, at(ts, j + 2), j + 1
    if t.text == "%" or t.low in ("percent", "pct"):
        if t.text == "%" and after.low in ("point", "points", "pts"):
            return Unit("percentage point", "measure", j + 2)
        return Unit("percent", "percent", j + 1)
    if t.low == "pc" and (t.tight or after.low == "of"):
        return Unit("percent", "percent", j + 1)
    if t.low == "per" and (after.low in ("cent", "cents") or (after.text == "-" and at(ts, j + 2).low == "cent")):
        end = j + 2 if after.text != "-" else j + 3
        if at(ts, end).low in ("point", "points"):
            return Unit("percentage point", "measure", end + 1)
        return Unit("percent", "percent", end)
    return None


def phrase(ts: list[Token], j: int, table: dict[str, str], longest: int) -> tuple[str, int] | None:
    """The longest name of a table that begins at a token; hyphens within count as spaces too."""
    words, found = "", None
    k = j
    for _ in range(longest):
        t = at(ts, k)
        if t.text == "-" and t.tight and k > j:
            k += 1
            words += "-"
            t = at(ts, k)
        elif words:
            words += "" if t.tight else " "
        if t.kind not in ("word", "num", "sym") or t.text in ",;()":
            break
        words += t.low
        k += 1
        for form in (words, words.replace("-", " ")):
            if form in table:
                found = form, k
    return (table[found[0]], found[1]) if found else None


@dataclass(slots=True)
class Behind:
    """What the rules for money see: the token behind the number, past a hyphen, and its place."""

    page: Page
    amount: Amount
    j: int
    hyphened: bool

    @property
    def t(self) -> Token:
        """The token behind the number."""
        return self.page.at(self.j)

    @property
    def dollar(self) -> str:
        """What a bare dollar is there."""
        return self.page.dollar(self.amount.start)

    def near(self, reach: int) -> str:
        """The text around."""
        return self.page.text[max(0, self.t.start - reach) : self.t.start + reach]


def money(page: Page, j: int, amount: Amount) -> Unit | None:
    """Money in words behind a number: dollars, Danish crowns, cents, 5m EUR, 164p."""
    hyphened = page.at(j).text == "-" and page.at(j).tight
    behind = Behind(page, amount, j + hyphened, hyphened)
    return next((unit for rule in MONIES if (unit := rule(behind))), None)


def sign_behind(b: Behind) -> Unit | None:
    """5€, 5m EUR; not the sign of the next number."""
    t = b.t
    code = t.text in SIGNS and t.kind == "word" and (t.text.isupper() or t.text == "zł") and len(t.text) > 1
    after = b.page.at(b.j + 1)
    if not code and (t.kind != "sign" or not t.tight or (after.kind == "num" and after.tight)):
        return None
    return Unit(b.dollar if SIGNS[t.text] == "$" else SIGNS[t.text], "money", b.j + 1)


def penny_or_cent_letter(b: Behind) -> Unit | None:
    """164p, 40c."""
    t, before = b.t, b.page.at(b.j - 1)
    if t.low == "p" and t.tight and before.kind in ("num", "frac"):
        return Unit("GBP", "money", b.j + 1, factor=0.01)
    if t.text == "c" and t.tight and before.kind == "num":
        return Unit(b.dollar, "money", b.j + 1, factor=0.01)
    return None


def cents(b: Behind) -> Unit | None:
    """40 cents: of a euro where only the euro is near."""
    found = phrase(b.page.tokens, b.j, CENTS, 4) if b.t.kind == "word" else None
    if not found:
        return None
    code, end = found
    if code == "$":
        near = b.near(200)
        code = "EUR" if "€" in near and "$" not in near and "dollar" not in near else b.dollar
    return Unit(code, "money", end, factor=0.01)


def currency(b: Behind) -> Unit | None:
    """dollars, Danish crowns; won only by the thousand or where Korea is named."""
    found = phrase(b.page.tokens, b.j, MONEY, 4) if b.t.kind == "word" else None
    if not found or (b.t.low == "won" and b.amount.value < 1000 and not b.page.korean):
        return None
    code, end = found
    return Unit(b.dollar if code == "$" else code, "money", end)


def pounds(b: Behind) -> Unit | None:
    """20 pounds: money where sterling is near or where they are many, else a weight."""
    if b.t.low not in ("pound", "pounds") or b.hyphened or b.page.at(b.j + 1).low == "of":
        return None
    near = b.near(400)
    sterling = b.amount.value >= 1e5 or any(word in near for word in ("£", "sterling", "pence", "Sterling"))
    return Unit("GBP", "money", b.j + 1) if sterling else None


MONIES: tuple[Callable[[Behind], Unit | None], ...] = (sign_behind, penny_or_cent_letter, cents, currency, pounds)


def measure(page: Page, j: int, a: Amount) -> Unit | None:
    """A measure behind a number: kilometres, sq km, 10,000-ton, 40km. `1.5m people` is a million and no metre."""
    ts = page.tokens
    j += at(ts, j).text == "-" and at(ts, j).tight
    digits = ts[a.end - 1].kind in ("num", "frac") or a.scaled
    if digits:
        found = _symbol(ts, j, page.text)
        if found:
            return _split(*found)
        if _metres(ts, j):
            return Unit("metre", "measure", j + 1)
    found = phrase(ts, j, NAMES, 5)
    if found:
        return _split(*found)
    return None


def _metres(ts: list[Token], j: int) -> bool:
    """40m; 40 m high."""
    t, after = at(ts, j), at(ts, j + 1)
    wide = after.low in ("high", "long", "wide", "tall", "deep", "thick")
    return t.text == "m" and (t.tight or wide or after.kind != "word" or after.low in STOP)


def _symbol(ts: list[Token], j: int, text: str) -> tuple[str, int] | None:
    """The longest symbol of units.py that is written at a token."""
    t = at(ts, j)
    if t.kind not in ("word", "sym"):
        return None
    for end in range(min(j + 4, len(ts)), j, -1):
        words = text[t.start : ts[end - 1].end]
        after = at(ts, end)
        if words in SYMBOLS and not (after.tight and (after.kind in ("word", "num") or after.text in ("-", "–"))):
            if len(words) == 1 and words != "°" and not t.tight and words not in "CFW":
                return None
            return SYMBOLS[words], end
    return None


def _split(name: str, behind: int) -> Unit:
    """kilometre per hour -> a kilometre, per hour."""
    unit, _, per = name.partition(" per ")
    return Unit(unit, "measure", behind, per=None if unit.startswith("part") else per or None)
