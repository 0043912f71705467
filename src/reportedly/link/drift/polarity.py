"""Whether a telling turned a yes into a no: *has seen no sign that they will* → *they will not*."""

import re
from collections.abc import Sequence

from reportedly.link.drift.change import Change, against_all, one_each, stems, wording
from reportedly.types import Statement

_NO = re.compile(r"\b(?:not(?! to\b)|never|no longer|neither|nor)\b|n['’]t\b|\b(?:is|are|was|were|has|have|had|been) no\b", re.I)
_LACKING = re.compile(r"\b(?:no|not|without|lack\w*|fail\w*|refus\w+|absen\w+|run out|ran out|den(?:y|ies|ied)|reject\w*|stop\w*|halt\w*|"
                      r"prevent\w*|unable|cancel\w*|"
                      r"scrap\w*|abandon\w*|rul\w+ out|unlikely|never|nothing|nobody|none)\b|n['’]t\b", re.I)
_SIGN = re.compile(r"\bno (?:\w+ )?(?:sign|evidence|indication|proof|trace|reason|information|hint|suggestion)s?\b|\bnot? (?:\w+ )?(?:seen|"
                   r"found|observed)\b|"
                   r"\bNothing that\b", re.I)
_UNDECIDED = re.compile(r"\b(?:decid|plan|intend|whether|comment)", re.I)
_SHARED = 0.4  # of the shorter's stems, for a no to be of the same thing


def changes(child: Sequence[Statement], parent: Sequence[Statement]) -> list[Change]:
    """Changed."""
    return one_each(against_all(s, parent, _compare) for s in child)


def _compare(child: Statement, parent: Statement) -> Change | bool | None:
    if child.polarity is None or parent.polarity is None:
        return None
    if child.polarity == parent.polarity:
        return True
    if any(h.act == "deny" for h in child.chain) or any(h.act == "deny" for h in parent.chain):
        return None  # a source that denies changes nothing; it tells what it denies
    if not _turned(child, parent) or (parent.certainty.words and parent.certainty.words.replace("’", "'") in child.text.replace("’", "'")):
        return True
    before, after = parent.certainty.words or _short(parent), _short(child)
    return Change("changed", before, after, f"‘{before}’ became ‘{after}’: {_said(parent)} is told as {_said(child)}.", child, parent)


def _turned(child: Statement, parent: Statement) -> bool:
    before, after = parent.polarity, child.polarity
    no = _NO.search(wording(child))
    if before == "absent":
        if _UNDECIDED.search(parent.certainty.words or ""):
            return False
        return after == "denied" and bool(no) and not _SIGN.search(child.text)
    mine, theirs = stems(child.text), stems(parent.text)
    same = len(mine & theirs) >= _SHARED * min(len(mine), len(theirs))
    if before == "affirmed" and after == "denied":
        return same and bool(no) and not _LACKING.search(wording(parent)) and not _LACKING.search(parent.certainty.words or "")
    sure = (child.certainty.factuality or 0.0) >= 2.0
    told_no = _NO.search(wording(parent).split(" …")[0])
    return before == "denied" and after == "affirmed" and same and sure and bool(told_no) and not _LACKING.search(wording(child))


def _said(statement: Statement) -> str:
    return {"absent": "what nobody has seen", "denied": "a plain no", "affirmed": "a plain yes"}[statement.polarity or "affirmed"]


def _short(statement: Statement) -> str:
    text = wording(statement)
    no = _NO.search(text)
    if not no:
        return " ".join(text.split()[:8])
    start = text.rfind(" ", 0, max(0, no.start() - 1)) + 1
    return " ".join(text[start:].split()[:5])
