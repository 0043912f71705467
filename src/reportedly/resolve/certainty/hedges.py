"""Words of likelihood and seeming in the main clause: probably, seems to be, may, could, possible."""

import re

from reportedly.resolve.certainty.context import View

__all__ = ["hedge", "is_open"]

_HEDGE = re.compile(
    r"\b(?:seem(?:s|ed|ingly)?(?: to(?: (?:be|have been|have))?)?|appear(?:s|ed)?(?: not)? to(?: (?:be|have been|have))?|it appears|apparently|"
    r"(?:looks?|looked) (?:like|as (?:if|though))|presumably|evidently|perhaps|maybe|possibly|possible|probably|probable|likely|unlikely|"
    r"conceivabl[ey]|plausibl[ey]|potentially|arguably|(?:suspected|thought|believed) to|suspected of|presumed|may|might|could|must have|"
    r"in all (?:likelihood|probability)|an? (?:realistic|real|distinct|serious) possibility|almost certain(?:ly)?|nearly certain)\b")
_OPEN = re.compile(r"may|might|could|perhaps|maybe|possib\w+|conceivabl\w+|potentially|plausibl\w+|an? \w+ possibility")
_LATER_CLAUSE = re.compile(
    r", (?:which|who|whose|where|and|but|as|so|leaving)\b|;|\b(?:because|although|though|after|when|while|since|if|unless)\b")
_SENSES = frozenset("see hear feel smell tell reach remember recall imagine count afford say do understand sense make watch".split())
_SENSED = frozenset("seen heard felt reached found smelt read made bought had followed traced counted recognised recognized".split())
_NEAR = 45  # characters after the main verb


def hedge(view: View) -> tuple[int, int] | None:
    """Where a word of likelihood or seeming stands in the main clause; "could see" and "could not pay" are abilities."""
    clause = view.clause
    head = clause.verb.end if clause.verb else 0
    for found in _HEDGE.finditer(view.content):
        word = found[0]
        if found.start() > head + _NEAR or _LATER_CLAUSE.search(view.content, head, found.start()):
            return None
        if word in ("may", "might", "could") and clause.modal != word:
            continue
        able = clause.verb is not None and clause.verb.text in (_SENSED if clause.passive else _SENSES)
        if word == "could" and (able or clause.negated):
            continue
        return found.start(), found.end()
    return None


def is_open(view: View) -> bool:
    """Whether that word leaves it open: may, might, could, perhaps, possible."""
    found = hedge(view)
    return found is not None and _OPEN.fullmatch(view.content, *found) is not None
