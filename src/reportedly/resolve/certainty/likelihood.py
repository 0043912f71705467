"""Estimative words -> an ICD 203 band in percent: "unlikely" 20–45. Words of mere possibility (may, could, possible) have none.

ICD 203, Analytic Standards (2015), section D.6.e.(2)(a), both rows of its table. Confidence is another matter (`distance.py`).
"""

import re

__all__ = ["BANDS", "Band", "likelihood"]

Band = tuple[int, int]

_VERY = r"(?:very|highly|extremely|overwhelmingly|exceedingly|exceptionally|hugely|vastly|deeply|profoundly|supremely|wildly)"
_SOME = r"(?:(?:all|at|that|too|particularly|especially|terribly|remotely|even|now|yet|still|only)\s+){0,3}"
_NOT = r"(?:not|\w{2,5}n't|never|hardly|scarcely|barely|no longer)\s+"
_ABOUT = r"(?:(?:roughly|about|approximately|around)\s+)?"
_HALF = r"(?:even|fifty-fifty|50-50)"
_ODDS = r"(?:chances?|possibility|prospects?|likelihood|probability|odds|risk)"

# Ordered: at one place the first that fits wins, so the longer phrase stands before the one that it holds. None: too little to go by.
BANDS: tuple[tuple[str, Band | None], ...] = (
    (rf"{_NOT}{_SOME}(?:un|im)(?:likely|probabl[ey])", None),
    (r"(?:more\s+likely|likelier)\s+than\s+not", (55, 80)),
    (rf"{_NOT}{_SOME}(?:(?:very|highly|so|overly)\s+)?(?:likely|probable)", (20, 45)),
    (r"(?:less|more|as|so|how|equally|twice)\s+(?:likely|probable|unlikely)", None),
    (r"(?:almost|nearly|virtually|practically|all\s+but|as\s+good\s+as|near)[\s-]+certain(?:ly)?", (95, 99)),
    (r"(?:almost|virtually|practically|next\s+to)\s+(?:no|zero)\s+(?:chance|likelihood|probability|prospect)", (1, 5)),
    (rf"remote\s+{_ODDS}", (1, 5)),
    (rf"{_ODDS}\s+(?:of\s+(?:[\w'-]+\s+){{1,6}})?(?:is|are|was|were|remains?|seems?|looks?)\s+(?:very\s+|still\s+|extremely\s+)?remote", (1, 5)),
    (rf"(?:{_VERY}|most)\s+(?:unlikely|improbabl[ey])", (5, 20)),
    (rf"{_VERY}\s+(?:likely|probabl[ey])", (80, 95)),
    (r"(?:unlikely|improbabl[ey])", (20, 45)),
    (rf"{_ABOUT}(?:an?\s+)?{_ABOUT}{_HALF}\s+(?:chances?|odds)", (45, 55)),
    (rf"(?:chances?|odds)\s+(?:are|were|stand|stood|at)\s+\"?{_ABOUT}{_HALF}", (45, 55)),
    (r"in\s+all\s+(?:likelihood|probability)", (55, 80)),
    (r"(?:most\s+)?(?:likely|probable|probably)", (55, 80)),
)
_ANY = re.compile("|".join(rf"(?P<b{n}>\b{pattern}\b)" for n, (pattern, _) in enumerate(BANDS)))
_HINT = re.compile(r"likel|probab|certain|chance|odds|remote")


def likelihood(words: str) -> tuple[Band, int, int] | None:
    """The band of the first estimative words in plain lower-case `words`, and where they stand; None where there are none."""
    if not _HINT.search(words):  # true of nearly every statement, and ten times as fast
        return None
    for found in _ANY.finditer(words):
        band = BANDS[int(found.lastgroup[1:])][1] if found.lastgroup else None
        if band is not None:
            return band, found.start(), found.end()
    return None
