"""Tokens -> numbers: digits and words, dozens and scores, million and bn, halves and thirds."""

from dataclasses import dataclass

from reportedly.resolve.quantities.tokens import Token, at
from reportedly.resolve.quantities.units import NAMES

ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "dozen": 12.0,
}
GLUED = {"k": 1e3, "K": 1e3, "mm": 1e6, "M": 1e6, "B": 1e9, "b": 1e9, "T": 1e12}  # only behind digits
LARGEST = 1e30  # no number of the news is larger; a row of scale words ends here
VAGUE = {"tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth thousandth millionth".split()
)
_SIGNS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}
_BEHIND_FRACTION = frozenset(
    "of the its their his her our my your these those this that all as more less fewer higher lower in on at to for from by "
    "was were is are had have has and or but since than over after before during with who which".split()
)

_HALVED = frozenset("hour century mile decade day year dozen million billion".split())
_BEFORE_A_HALF = frozenset(  # halves of matches, years and countries
    "first second last latter other better top bottom northern southern eastern western in opening final time and".split()
)


@dataclass(slots=True)
class Amount:
    """A number at tokens `[start, end)`. `vague`: hundreds, dozens, of which two are meant; `worded`: not in digits;
    `share`: a part of a whole, in percent; `scaled`: with a word such as million.
    """

    value: float
    start: int
    end: int
    vague: bool = False
    worded: bool = False
    share: bool = False
    scaled: bool = False


def read(ts: list[Token], i: int, *, money: bool = False) -> Amount | None:
    """The number that begins at a token. `money`: a currency sign stands before it, so that `m` is a million."""
    t = at(ts, i)
    if t.kind == "num":
        return _digits(ts, i, money=money)
    if t.kind == "frac":
        return Amount(100 * _SIGNS[t.text], i, i + 1, share=True)
    if t.kind != "word":
        return None
    return _vague(ts, i) or _share(ts, i) or _several(ts, i) or _words(ts, i)


def _scales(ts: list[Token], j: int, *, digits: bool, money: bool) -> tuple[float, int]:
    """The product of the scale words at a token, and where they end: (1e6, j + 1) for million."""
    scale = 1.0
    while True:
        t = at(ts, j)
        step = j + (t.text == "-" and t.tight and at(ts, j + 1).low in SCALES and at(ts, j + 1).tight)
        t = at(ts, step)
        if t.low in SCALES and t.kind == "word":
            scale *= SCALES[t.low]
        elif digits and (_glued_scale(ts, j, money=money) or (money and t.text in ("m", "M"))):
            scale *= GLUED.get(t.text, 1e6)
        else:
            return scale, j
        if scale > LARGEST:
            return scale, step + 1
        j = step + 1


def _glued_scale(ts: list[Token], j: int, *, money: bool) -> bool:
    """A letter for a scale stuck to its digits: 5k, 3bn; m and mm only of money, since they are measures too."""
    t, after = at(ts, j), at(ts, j + 1)
    if not t.tight or (after.tight and after.kind in ("num", "word")):
        return False
    return (t.text in GLUED and (t.text != "mm" or money)) or (t.low == "m" and money)


def _digits(ts: list[Token], i: int, *, money: bool) -> Amount:
    value = _value(ts[i].text)
    j = i + 1
    if at(ts, j).kind == "frac" and (at(ts, j).tight or value < 100):
        value += _SIGNS[ts[j].text]
        j += 1
    if at(ts, j).text == "/" and at(ts, j).tight and at(ts, j + 1).kind == "num" and at(ts, j + 1).tight and at(ts, j + 2).low == "of":
        whole = _value(ts[j + 1].text)
        if 0 < value < whole <= 10:
            return Amount(100 * value / whole, i, j + 2, share=True)
    half = _and_a_half(ts, j)
    if half:
        value, j = value + 0.5, half
    scale, j = _scales(ts, j, digits=True, money=money)
    return Amount(value * scale, i, j, scaled=scale > 1)


def _value(digits: str) -> float:
    """The value of digits with or without marks between thousands; only the first 30 are read."""
    return float("".join(c for c in digits[:40] if c.isdigit() or c == ".")[:30])


def _and_a_half(ts: list[Token], j: int) -> int:
    """Where `and a half` behind a number ends; 0 if it does not stand there."""
    words = [t for t in ts[j : j + 6] if t.text != "-"]
    if [t.low for t in words[:3]] == ["and", "a", "half"]:
        return j + ts[j : j + 6].index(words[2]) + 1
    return 0


def _vague(ts: list[Token], i: int) -> Amount | None:
    """dozens, hundreds of thousands."""
    first = VAGUE.get(ts[i].low)
    if first is None or (ts[i].low in ("scores", "tens") and at(ts, i + 1).low not in ("of", "more", "were", "killed", "have")):
        return None
    if ts[i].low == "scores" and at(ts, i - 1).low in ("the", "their", "its", "his", "test", "credit", "both", "final"):
        return None
    value, j = 2 * first, i + 1
    if at(ts, j).low == "of" and at(ts, j + 1).low in VAGUE:
        value, j = value * VAGUE[ts[j + 1].low], j + 2
    elif at(ts, j).low == "of" and at(ts, j + 1).low in ("million", "billion", "thousand"):
        value, j = value * SCALES[ts[j + 1].low], j + 2
    return Amount(value, i, j, vague=True, worded=True, scaled=True)


def _several(ts: list[Token], i: int) -> Amount | None:
    """several hundred, a few thousand: two of the unit, as in hundreds."""
    j = i + 1 if ts[i].low == "a" else i
    if at(ts, j).low in ("several", "few", "many") and at(ts, j + 1).low in ("hundred", "thousand", "million", "billion", "dozen", "trillion"):
        scale, end = _scales(ts, j + 1, digits=False, money=False)
        return Amount(2 * scale, i, end, vague=True, worded=True, scaled=True)
    if at(ts, j).low == "couple" and at(ts, j + 1).low in ("hundred", "thousand", "million", "billion", "dozen"):
        scale, end = _scales(ts, j + 1, digits=False, money=False)
        return Amount(2 * scale, i, end, worded=True, scaled=True)
    return None


def _share(ts: list[Token], i: int) -> Amount | None:
    """half, a third, two-thirds, three quarters of; but half a million and half an hour are numbers."""
    low, after = ts[i].low, at(ts, i + 1)
    if low == "half":
        return _half(ts, i)
    if low in ("a", "one", "an") and after.low in PARTS and after.low not in ("quarters", "thirds"):
        return _one_part(ts, i)
    if low == "one" and after.text == "-" and at(ts, i + 2).low in PARTS:
        return _share_or_number(ts, i, 100 / PARTS[ts[i + 2].low], i + 3)
    return _several_parts(ts, i)


def _one_part(ts: list[Token], i: int) -> Amount | None:
    """a third, one quarter; half of what is measured or spelled behind it: a half-century, a quarter point, a half million."""
    part, j = ts[i + 1].low, i + 2
    step = j + (at(ts, j).text == "-")
    if part in ("half", "quarter") and at(ts, step).low == "point":
        return Amount(1 / PARTS[part], i, j, worded=True)
    if part == "half" and at(ts, step).low in _HALVED:
        scale, end = _scales(ts, step, digits=False, money=False)
        return Amount(scale / 2, i, end, worded=True, scaled=scale > 1)
    if part == "half":
        return None if ts[i].low == "a" and at(ts, i - 1).low == "and" else _share_or_number(ts, i, 50, j)
    plain = (at(ts, j).kind != "word" and at(ts, j).text != "-") or at(ts, j).low in _BEHIND_FRACTION
    return _share_or_number(ts, i, 100 / PARTS[part], j) if ts[i].low == "one" or plain else None


def _several_parts(ts: list[Token], i: int) -> Amount | None:
    """two-thirds, three quarters of."""
    count, after = ONES.get(ts[i].low, 0), at(ts, i + 1)
    if count < 2:
        return None
    joined = after.text == "-" and after.tight
    j = i + 2 if joined else i + 1
    part = at(ts, j).low
    if part not in PARTS or not part.endswith("s") or count >= PARTS[part]:
        return None
    if joined or part == "thirds" or at(ts, j + 1).low == "of":
        return _share_or_number(ts, i, 100 * count / PARTS[part], j + 1)
    return None


def _share_or_number(ts: list[Token], i: int, percent: float, j: int) -> Amount:
    """A share, or a number where it is one of a million, an hour or a mile."""
    if at(ts, j).low == "of" and at(ts, j + 1).low in ("a", "an"):
        whole = at(ts, j + 2).low
        if whole in ("million", "billion", "trillion"):
            scale, end = _scales(ts, j + 2, digits=False, money=False)
            return Amount(percent / 100 * scale, i, end, worded=True, scaled=True)
        if whole in NAMES or whole in ("percentage", "percent", "per", "point"):
            return Amount(percent / 100, i, j + 2, worded=True)
    return Amount(percent, i, j, worded=True, share=True)


def _half(ts: list[Token], i: int) -> Amount | None:
    """half of, half a million, half an hour; no first half, half-hour, half-time."""
    before, after = at(ts, i - 1), at(ts, i + 1)
    if before.low in _BEFORE_A_HALF or after.text == "-" or (before.text == "-" and before.tight):
        return None
    if after.low in ("a", "an"):
        if at(ts, i + 2).low in SCALES:
            scale, end = _scales(ts, i + 2, digits=False, money=False)
            return Amount(scale / 2, i, end, worded=True, scaled=True)
        return Amount(0.5, i, i + 2, worded=True)
    plain = after.kind != "word" or after.low in _BEHIND_FRACTION
    if plain and (before.low not in ("the", "a", "that", "this") or after.low == "of"):
        return Amount(50, i, i + 1, worded=True, share=True)
    return None


@dataclass(slots=True)
class _Spelled:
    """A number in words as it is read: the thousands done, the hundreds under way, the last word taken."""

    done: float = 0.0
    current: float = 0.0
    last: str = ""
    scaled: bool = False

    def takes(self, t: Token, *, hyphened: bool) -> bool:
        """Whether a word goes on with the number; it is added if so."""
        if t.low in ONES and self._takes_ones(ONES[t.low], hyphened=hyphened):
            self.current += ONES[t.low]
        elif t.low in TENS and self.last in _BEFORE_TENS:
            self.current += TENS[t.low]
        elif t.low in SCALES and t.kind == "word" and self.current < LARGEST:
            self._scale(SCALES[t.low])
        else:
            return False
        self.last = t.low
        return True

    def _takes_ones(self, ones: int, *, hyphened: bool) -> bool:
        if self.last in TENS:
            return ones < 10
        return self.last in _BEFORE_TENS and not hyphened

    def _scale(self, scale: float) -> None:
        self.scaled = True
        self.current = (self.current or 1) * scale
        if scale >= 1e3:
            self.done, self.current = self.done + self.current, 0.0


_BEFORE_TENS = frozenset(("hundred", "thousand", "million", ""))
_BEHIND_A = frozenset("hundred thousand million billion trillion dozen lakh crore".split())


def _words(ts: list[Token], i: int) -> Amount | None:
    """twenty-one, three hundred and five thousand, a dozen, a million."""
    first, after = ts[i].low, at(ts, i + 1).low
    if first == "a" and after == "score":
        return Amount(20, i, i + 2, worded=True) if at(ts, i + 2).low == "of" else None
    if first == "a" and after in _BEHIND_A:
        return _spelled(ts, i, i + 1, _Spelled(current=1.0))
    return _spelled(ts, i, i, _Spelled()) if first in ONES or first in TENS else None


def _spelled(ts: list[Token], i: int, j: int, number: _Spelled) -> Amount | None:
    """The number in words from token `i`, read on from token `j`; None for an ordinal such as twenty-first."""
    while True:
        step = _over_joint(ts, j, number.last) if j > i else j
        t = at(ts, step)
        hyphened = step > j and ts[j].text == "-"
        if hyphened and t.low in ORDINALS:
            return None
        if not number.takes(t, hyphened=hyphened):
            break
        j = step + 1
    value, half = number.done + number.current, _and_a_half(ts, j)
    if half:
        scale, j = _scales(ts, half, digits=False, money=False)
        value, number.scaled = (value + 0.5) * scale, number.scaled or scale > 1
    return Amount(value, i, j, worded=True, scaled=number.scaled)


def _over_joint(ts: list[Token], j: int, last: str) -> int:
    """The place behind `and` or a hyphen within a number: a hundred and five, twenty-one."""
    t = at(ts, j)
    hyphen = t.text == "-" and t.tight and at(ts, j + 1).tight
    return j + 1 if hyphen or (t.low == "and" and last in ("hundred", "thousand")) else j
