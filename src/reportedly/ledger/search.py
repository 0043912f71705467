"""What a person typed -> terms that every dialect can search for, and the folding of names that are matched by words.

All terms must be there; `"a phrase"` keeps its order; a trailing `*` stands for any ending. Whatever else was typed is taken
as words: nothing a person types is a syntax error.
"""

import re
import unicodedata
from typing import NamedTuple

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_MOST_TERMS = 64  # beyond any question; FTS5's parser runs out of room at some 10,000


class Term(NamedTuple):
    """A word or the words of a phrase, as typed but for quotation marks; with `prefix` the last word may go on."""

    text: str
    prefix: bool


def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, at most 64; empty if there is no letter or digit in it."""
    found = []
    for phrase, star, word in _TERM.findall(storable(query).translate(_QUOTES)):
        term = Term(phrase or word.rstrip("*"), bool(star) or word.endswith("*"))
        if _WORD.search(term.text):
            found.append(term)
    return tuple(found[:_MOST_TERMS])


def folded(name: str) -> str:
    """A name for finding: its words in one case, each with a space on both sides, so that "us" is not found in "Belarus"."""
    words = _WORD.findall(unicodedata.normalize("NFKC", storable(name)).casefold())
    return f" {' '.join(words)} "


def folded_part(term: Term) -> str:
    """What `folded(name)` contains if the name has the term."""
    return folded(term.text)[: -1 if term.prefix else None]


def storable(text: str) -> str:
    """The text without what no database keeps: file names may hold bytes that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", " ")
