"""What a report is about, and keys under which reports meet that may tell the same claim.

A key is a pair of telling words that stand together, in what the report is about or in one statement. Which keys a report has
depends on nothing but the report, so that linking does not depend on what was read before.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from reportedly.link.gist import Gist
from reportedly.link.terms import STOP, name_key, number, rarity, stem, words

# swept on 26 cases (546 pairs of reports that tell one claim): 97 % meet; of reports of different stories 0.4 % do
ANCHORS, FIRST, TERMS = 12, 5, 5  # of a report; of these that are paired with statements; rarest terms of a statement
TOGETHER, ALONE = 1.8, 0.7  # how rare two terms of a statement must be in sum, and one that is paired with an anchor
_TITLE = 2.0  # a word of the headline counts as so many of the text
_NAME = 1.3  # a name tells more than another word as rare
_MAX_WORDS = 6000


def anchors(text: str, title: str | None) -> tuple[str, ...]:
    """The report's most telling names, words and numbers, the first the most telling."""
    return tuple(term for term, _ in _weighed(text, title)[:ANCHORS])


def keys(gists: Collection[Gist], anchors: Iterable[str]) -> frozenset[int]:
    """Under which the report meets others: whole numbers below 2 ** 63. Two reports are compared if they share one."""
    return frozenset(_hash(pair) for pair in _pairs(gists, tuple(anchors)))


def _weighed(text: str, title: str | None) -> list[tuple[str, float]]:
    counts: defaultdict[str, float] = defaultdict(float)
    telling: dict[str, float] = {}
    for part, weight in ((title or "", _TITLE), (text, 1.0)):
        for word in words(part)[:_MAX_WORDS]:
            folded = word.folded
            if folded in STOP or len(folded) < 2:
                continue
            rare = rarity(folded)
            named = word.capital and (not word.opens or rare > 1)
            term = name_key(folded) if named else (folded.replace(",", "") if number(folded) is not None else stem(folded))
            counts[term] += weight
            telling[term] = max(telling.get(term, 0.0), rare ** 3 * (_NAME if named else 1.0))
    return sorted(((term, telling[term] * count ** 0.5) for term, count in counts.items()), key=lambda x: (-x[1], x[0]))


def _pairs(gists: Collection[Gist], anchors: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of anchors; of the rarest terms of a statement; of the first anchors with these terms, and with whom the report names."""
    first = anchors[:FIRST]
    yield from _paired(anchors)
    for gist in gists:
        terms = {**gist.words, **gist.names, **_figures(gist)}
        rarest = sorted(terms, key=lambda t: (-terms[t], t))[:TERMS]
        yield from (pair for pair in combinations(sorted(rarest), 2) if terms[pair[0]] + terms[pair[1]] > TOGETHER)
        yield from ((min(a, t), max(a, t)) for a in first for t in rarest if a != t and terms[t] > ALONE)
    houses = {voice for gist in gists for voice in (*gist.voices, gist.house) if voice}
    yield from ((a, " ".join(sorted(house))) for house in houses for a in first)


def _paired(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(terms), 2)


def _figures(gist: Gist) -> dict[str, float]:
    """The numbers of a statement as terms, the rounder the less telling."""
    out = {}
    for number_ in gist.numbers:
        for value in (number_.low, number_.high):
            if value is not None and (value >= 100 or not (value / 10).is_integer()) and value >= 10:
                digits = len(f"{value:g}".replace(".", "").strip("0"))
                out[f"= {value:g}"] = (0.75, 0.75, 0.9, 1.0)[min(digits, 3)]
    return out


def _hash(pair: tuple[str, str]) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(pair).encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
