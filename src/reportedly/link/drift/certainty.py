"""Whether a telling is surer, or less sure, than what it came from: *expects* → *will*, *may have* → *has*, *will* → *may*.

Certainty as a number is too coarse to compare two newsrooms by, so words are: each kind of hedge stands on a rung, and a drift is a
step of at least one. What nobody hedges stands on the highest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.link.drift.change import Change, against_all, one_each, wording
from reportedly.types import Direction, Statement

OPEN, ABLE, LEANING, LIKELY, NEAR, FIRM = 0.0, 0.5, 1.0, 1.5, 2.0, 2.5
STEP = 1.0  # expects → will, wants → will, considers → wants; not plans → is set to, nor is set to → will
_DOUBTED = 1.0  # factuality under which a telling without a hedge word is not taken for firm

# In the text itself only forms that are surely a hedge on the verb; a cue (`Seoul expects …`) is matched whole.
_IN_TEXT = (
    (OPEN, re.compile(r"(?<!\bwho )(?<!\bthat )(?<!\bwhich )\b(?:may|might|could)\b(?! not be ruled)|\b[Pp]ossibl[ey]\b|\b[Pp]erhaps\b|"
                      r"\b[Mm]aybe\b|"
                      r"\b(?:is|are|was|were|been|be) (?:considering|weighing|mulling|exploring|contemplating|thinking (?:about|of))\b|"
                      r"\b(?:considers|considered|weighs|mulls|contemplates) (?:\w+ing|a|an|the)\b|\b(?:not|never) (?:been )?ruled out\b")),
    (ABLE, re.compile(r"(?<!\bwho )(?<!\bthat )(?<!\bwhich )\bcan\b(?!['’]t| not)")),
    (LEANING, re.compile(r"\b(?:wants?|wanted|hopes?|hoped|aims?|aimed|seeks?|sought|would like|wish(?:es|ed)?|proposes?|proposed|"
                         r"threatens?|threatened) to\b|\bsuspect(?:s|ed)?\b|"
                         r"\b(?:in|hold|holds|holding|held|of|began|begun|started|opened|advanced) (?:\w+ ){0,2}"
                         r"(?:talks|negotiations|discussions)\b")),
    (LIKELY, re.compile(r"\b(?:most |very |more )?likely\b|\b[Pp]robabl[ye]\b|\b[Pp]resumably\b|\bin all likelihood\b|"
                        r"\b(?:expects?|expected|anticipates?|anticipated|plans?|planned|planning|intends?|intended) (?:to|that|for|an?|the|"
                        r"its|his|her|their|further|"
                        r"another)\b|\b(?:is|are|was|were) (?:\w+ )?(?:forecast|projected|predicted|believed|thought|understood|seen|"
                        r"estimated|tipped) (?:to|as|at)\b|"
                        r"\b[Aa]pparently\b|\ballegedly\b|\bsaid to be\b|\b(?:seems?|appears?|seemed|appeared) to\b|"
                        r"\b(?:close to|near|nearing|on the (?:point|verge|brink|cusp) of) (?:\w+ing\b|an? (?:deal|agreement|accord)\b)|"
                        r"\babout to (?!\d)\w+")),
    (NEAR, re.compile(r"\b(?:is|are|was|were|be) (?:\w+ )?(?:set|due|scheduled|slated|poised|booked) (?:to|for)\b|"
                      r"\b(?:agree[sd]?|promise[sd]?|vow(?:s|ed)?|pledge[sd]?) to\b")),
)
_AS_CUE = (
    (OPEN, re.compile(r"\b(?:consider\w*|weigh\w*|mull\w*|explor\w+|contemplat\w+|think\w* (?:about|of)|is thinking|are thinking|"
                      r"was thinking|look\w* (?:at|into)|"
                      r"toy\w* with|studying|ruled? out|may|might|could|possib\w+|whether|unclear|chance)\b", re.I)),
    (LEANING, re.compile(r"\b(?:want\w*|hop(?:e|es|ed|ing)|aim\w*|seek\w*|sought|wish\w*|would like|propos\w+|threaten\w*|suspect\w*)\b", re.I)),
    (LIKELY, re.compile(r"\b(?:expect\w*|anticipat\w+|plan\w*|intend\w*|intention\w*|likely|probabl\w+|believ\w+|thinks?|thought|seen|"
                        r"apparently|seems?|appears?|"
                        r"(?:is|are|was|were) (?:\w+ )?(?:forecast|projected|predicted))\b", re.I)),
    (NEAR, re.compile(r"\b(?:forecast\w*|predict\w*|project\w*|agree\w*|promis\w+|vow\w*|pledg\w+|due|set)\b", re.I)),
)
_PLAINLY = re.compile(  # nothing else softens
    r"\b(?:may|might|could|can|possib\w+|perhaps|maybe|likely|probabl\w+|expect\w*|anticipat\w+|consider\w*)\b", re.I)
_AGAINST = re.compile(r"\bunlikely\b|\bimprobable\b|\bdoubt", re.I)
_TAIL = re.compile(r",? (?:if|unless|until|because|although|though|while|whereas|so that|in case)\b.*|, (?:who|which|where|but|as)\b.*", re.S)
_VERB = re.compile(r"\b(?:will|would|['’]ll|shall|must)\b(?: (?:not|now|also|soon))*(?: be| have)?(?: been)? [^\W\d_]+|"
                   r"\b(?:is|are|was|were|has|have|had)\b(?: (?:not|now|also|soon))*(?: [^\W\d_]+){1,2}")
_PERFECT = re.compile(r"\b(?:may|might|could|must|likely to|probably) have\b")
_PAST = re.compile(r"\b(?:was|were|had|has|have)\b|\b[a-z]{2,}ed\b|\b(?:began|came|fell|went|left|met|took|won|lost|sent|paid|built|cut|"
                   r"rose|struck|gave) ")
_FINITE = re.compile(r"\b(?!(?:the|an?|of|its|his|her|their|our|my|for|in|on|at|to|with|by|from|and)\b)[^\W\d_]{2,} "
                     r"(?:[a-z]{2,}(?:ed|[^s\W]s) |(?:began|came|fell|went|left|met|took|won|lost|sent|paid|built|cut|rose|struck|gave|became|"
                     r"made|broke|sank|died|hit|shot|flew|ran) )")
_FIRST_WORDS = re.compile(r"\S+(?: \S+){0,4}")


@dataclass(frozen=True, slots=True)
class Rung:
    """How sure a telling is (OPEN … FIRM) and the words that it stands on; `cue`: they are the cue's, not the statement's."""

    level: float
    words: str
    cue: bool = False


def changes(child: Sequence[Statement], parent: Sequence[Statement], *, shared_source: bool = False) -> list[Change]:
    """Hardened, softened.

    Of a `shared_source` only what it holds possible counts: who heard it say *plans* and *would* need not have changed a word.
    """
    found = [against_all(s, parent, _compare) for s in child]
    faithful = any(change is None and rung(s) is not None for s, change in zip(child, found, strict=True))
    if shared_source:
        found = [c for c in found if c is not None and (r := rung(c.against)) is not None and r.level == OPEN]
    return [c for c in one_each(found) if c.direction == "hardened" or not faithful]  # a hedge below a firm first line softens nothing


def rung(statement: Statement) -> Rung | None:
    """Where a telling stands; None where its words do not say (a fragment, a demand, a thing not seen)."""
    if statement.polarity == "absent":
        return None
    text = _TAIL.sub("", wording(statement))
    if _AGAINST.search(text) or _AGAINST.search(statement.certainty.words or ""):
        return None
    found = [Rung(level, match[0]) for level, pattern in _IN_TEXT if (match := pattern.search(text))]
    words = statement.certainty.words
    if words and words not in text:
        found += [Rung(level, words, cue=True) for level, pattern in _AS_CUE if pattern.search(words)][:1]
    if found:
        return min(found, key=lambda r: r.level)
    return _firm(statement, text)


def _firm(statement: Statement, text: str) -> Rung | None:
    verb = _VERB.search(text)
    will = bool(verb and verb[0].startswith("will"))
    if (statement.mode in {"intention", "attitude", "demand"} and not will) or "?" in text:
        return None
    if verb is None and (text[:1].islower() or not _FINITE.search(text)):
        return None  # merge with a dairy; the minister's denials: what was said of it stands outside the statement
    factuality = statement.certainty.factuality
    if statement.polarity != "denied" and factuality is not None and factuality < _DOUBTED and not will:
        return None
    opening = _FIRST_WORDS.match(text)
    return Rung(FIRM, verb[0] if verb else opening[0] if opening else text)


def _compare(child: Statement, parent: Statement) -> Change | bool | None:
    if child.polarity != parent.polarity and None not in (child.polarity, parent.polarity):
        return None
    after, before = rung(child), rung(parent)
    if after is None or before is None:
        return None
    step = after.level - before.level
    if _cut(before, after, child.text) or _cut(after, before, parent.text):
        return True
    if abs(step) < STEP or (step < 0 and not _PLAINLY.search(after.words)) or _comes_about(after, child, parent):
        return True
    direction: Direction = "hardened" if step > 0 else "softened"
    what = ("a hedge was lost" if after.level == FIRM else "it is surer now") if step > 0 else "it is less sure now"
    return Change(direction, before.words, after.words, f"‘{before.words}’ became ‘{after.words}’: {what}.", child, parent)


def _cut(one: Rung, other: Rung, text: str) -> bool:
    """Whether the words of one stand in the text of the other, which is cut otherwise: they think that …; …, and could play a part."""
    if one.level < FIRM:
        return one.words in text
    return not other.cue and 0 <= text.find(one.words) < text.find(other.words)


def is_sentence(statement: Statement) -> bool:
    """Whether a statement has a verb of its own, as far as its words show."""
    return bool(_VERB.search(statement.text) or _FINITE.search(statement.text) or rung(statement))


def _comes_about(after: Rung, child: Statement, parent: Statement) -> bool:
    """What was to come is told as past: that is its outcome, not the forecast made surer. *May have died* is no forecast."""
    if parent.mode not in {"forecast", "intention"} or child.mode != "assertion" or after.level < FIRM or _PERFECT.search(parent.text):
        return False
    return bool(_PAST.search(after.words))


def is_past(statement: Statement) -> bool:
    """Whether it is told as come about: had already sailed."""
    reached = rung(statement) if statement.mode == "assertion" else None
    return reached is not None and reached.level == FIRM and bool(_PAST.search(reached.words))
