"""A text as the rules see it: its tokens, the sentence of each, the headlines among its lines, what `$` means there."""

import re
from bisect import bisect_left, bisect_right
from itertools import groupby

from reportedly.resolve.quantities.tokens import Token, at, tokens
from reportedly.resolve.quantities.units import DOLLARS, MONEY

_ABBREVIATION = frozenset(
    "mr mrs ms dr gen sen rep gov lt col st prof no sgt capt maj jan feb mar apr jun jul aug sept sep oct nov dec vs approx".split()
)
_STOPS = frozenset(".!?")
_LONGEST = 30  # tokens of a headline
_DOLLARS = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) dollars?\b")


class Page:
    """A text and what is known of it before any number is read."""

    def __init__(self, text: str, dollar: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.sentences = sentence_numbers(self.tokens)
        self.headlines = headlines(self.tokens)
        self.korean = "Korea" in text
        self._dollar = dollar
        self._dollars: dict[int, str] = {}

    def at(self, i: int) -> Token:
        """The token at a place; an end of line outside."""
        return at(self.tokens, i)

    def before(self, place: int, reach: int) -> str:
        """The characters before a place of the text."""
        return self.text[max(0, place - reach) : place]

    def dollar(self, i: int) -> str:
        """The ISO 4217 code of a bare `$` at a token."""
        n = self.sentences[i]
        if n not in self._dollars:
            first, last = bisect_left(self.sentences, n), bisect_right(self.sentences, n) - 1
            self._dollars[n] = dollar_here(self.text[self.tokens[first].start : self.tokens[last].end], self._dollar)
        return self._dollars[n]


def sentence_numbers(ts: list[Token]) -> list[int]:
    """For each token the number of its sentence; a line break ends one."""
    out, n = [], 0
    for i, t in enumerate(ts):
        out.append(n)
        if t.kind not in ("word", "num") and (t.kind == "line" or (t.text in _STOPS and _ends_sentence(ts, i))):
            n += 1
    return out


def _ends_sentence(ts: list[Token], i: int) -> bool:
    """Whether a full stop does: a space or a quotation mark is behind it, no abbreviation or initial before it."""
    if i + 1 == len(ts) or (ts[i + 1].tight and ts[i + 1].text not in '”"’'):
        return False
    before = at(ts, i - 1)
    return not (before.low in _ABBREVIATION or (len(before.text) == 1 and before.kind == "word"))


def headlines(ts: list[Token], min_words: int = 4) -> set[int]:
    """The tokens of lines In Title Case, where a capital tells nothing."""
    out: set[int] = set()
    for is_break, group in groupby(range(len(ts)), key=lambda i: ts[i].kind == "line"):
        if is_break:
            continue
        line = list(group)
        if len(line) > _LONGEST:
            continue
        long = [ts[i] for i in line if ts[i].kind == "word" and len(ts[i].text) >= 4]
        if len(long) >= min_words and sum(t.text[0].isupper() for t in long) >= 0.85 * len(long):
            out.update(line)
    return out


def dollar_here(sentence: str, dollar: str) -> str:
    """What a bare `$` is in a sentence: the one dollar that it names in words, else the outlet's."""
    if "ollar" not in sentence:
        return dollar
    found = {
        MONEY[f"{m[1].lower()} dollars"]
        for m in _DOLLARS.finditer(sentence)
        if f"{m[1].lower()} dollars" in MONEY and not re.search(r"\d[\d.,]*(?: [mbt]\w+)?\s$", sentence[max(0, m.start() - 40) : m.start()])
    }
    return found.pop() if len(found) == 1 else dollar


def dollar_of(outlet_country: str | None) -> str:
    """The ISO 4217 code of a bare `$` in an outlet of a country (ISO 3166-1 alpha-2): its own dollar, else the American."""
    return DOLLARS.get((outlet_country or "").upper(), "USD")
