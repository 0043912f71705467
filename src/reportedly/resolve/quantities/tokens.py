"""Text -> tokens with their places: numbers, words, currency signs, all else one sign at a time."""

import re
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<word> (?>[^\W\d_]+(?:['’][^\W\d_]+)*)(?!\$|\ \$|\.[A-Za-z]) )
  | (?P<num> [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)? | [0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:\.[0-9]+)?
           | [0-9]{1,3}\ 000(?![0-9]) | [0-9]+(?:\.[0-9]+)? | (?<![\w.])\.[0-9]+ )
  | (?P<sign> (?<![^\W_])(?:US\ ?|U\.S\.\ ?|USD|AUD|AU?|CA|Can|CDN|C|HK|NZ|S|NT|R|MX|TT|J|Z|N)?\$ | [€£¥₩₽₴₹₪₺₦₱₫฿₸₾₼₡₵] )
  | (?P<odd> (?:[A-Za-z]\.){2,} | [^\W\d_]+(?:['’][^\W\d_]+)* )
  | (?P<frac> [½⅓⅔¼¾⅕⅛] )
  | (?P<line> [\r\n]+ )
  | (?P<sym> \S )""",
    re.VERBOSE,
)
Kind = Literal["num", "sign", "word", "frac", "line", "sym"]


class Token(NamedTuple):
    """A token. `low`: its lower case; `tight`: nothing stands between it and the token before."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind
    tight: bool


END = Token("", "", 0, 0, "line", False)  # noqa: FBT003


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    out = []
    last = -1
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        words, kind = m[0], m.lastgroup
        low = words.lower()
        if "’" in low:
            low = low.replace("’", "'")
        out.append(Token(words, low, start, end, "word" if kind == "odd" else kind, start == last))  # type: ignore[arg-type]
        last = end
    return out


def at(ts: list[Token], i: int) -> Token:
    """The token at a place; an end of line outside."""
    return ts[i] if 0 <= i < len(ts) else END
