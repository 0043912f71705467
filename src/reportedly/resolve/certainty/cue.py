"""The force of a cue: does it deny, leave open, doubt, or take what is said as so? It sees the cue's plain words and its act."""

import re
from collections.abc import Callable

from reportedly.types import Act, Polarity

__all__ = ["doubts", "hedges", "negation", "polarity_of_cue", "weighs"]

_NEGATION = re.compile(
    r"\b(?:not|n't|never|neither|nor|nobody|none|no|cannot|unable to|unaware|without|failed to|fails to|yet to|lacks?|unwilling|nothing|little|"
    r"refrained from|avoided)\b")
_NOT_NEGATION = re.compile(  # made no secret of, does not dispute: what follows stands
    r"\b(?:no secret|no doubt|never doubted|not doubt|not only|no bones|not hide|not conceal|not surprised|no uncertain terms|not just|no less|"
    r"not forget|not (?:dispute|contest|challenge)|never (?:disputed|contested))\b")
_DENIAL_DENIED = re.compile(
    r"\b(?:neither|not|never|nor|without|declin\w+ to|refus\w+ to|cannot|unable to)\b.{0,80}"
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|exclud\w+|reject\w*|contradict\w*|dismiss\w*)\b")
_RULES_OUT = re.compile(r"\b(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing))\b")
_TELL = (
    r"(?:say|comment|confirm|answer|respond|reply|discuss|disclose|identify|name|elaborate|specify|speculate|reveal|explain|give|provide|address|"
    r"acknowledge|be drawn|talk|speak|detail|verify|describe|release|be (?:named|identified|quoted))")
_KEEPS_SILENT = re.compile(
    rf"\b(?:(?:declin\w+|refus\w+|unwilling|not (?:willing|prepared|ready)|reluctant) to {_TELL}|silent|silence|mum|tight-lipped|"
    r"wonder(?:s|ed|ing)?|dodg\w+|evad\w+|sidestepp\w+|left (?:open|unanswered|unsaid)|leaves open|st[oe]p\w* short of)\b")
_BACKS_OFF = re.compile(
    r"\b(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|unwilling|disavow\w*|abandon\w*|decided against|rejects?|opted against|"
    r"in no (?:mood|hurry|rush)|gave up|resist\w*)\b")
_UNSURE = re.compile(
    r"\b(?:not (?:(?:yet|entirely|fully|quite|completely|absolutely) )?(?:sure|certain|clear|decided|made up|know)|unsure|uncertain|undecided|"
    r"unclear|not decide|(?:still|yet|have) to decide)\b")
_DOUBTS = re.compile(r"\b(?:doubt(?:s|ed|ing|ful)?|sceptical|skeptical|unconvinced)\b")
_NOT_DOUBTS = re.compile(r"\b(?:no|not|never|little|n't)(?: \w+)? doubt")
_SENSES = r"(?:(?:still|also|even|clearly) )?(?:not|see|hear|feel|smell|make|only|remember|do|no)"  # could see: was able to
_HEDGES = re.compile(
    rf"\b(?:may|might|could|appear(?:s|ed)? to|seem(?:s|ed)? to|apparently|probably|possibly|perhaps) (?!{_SENSES}\b)\w+")
_OPEN_HEDGES = re.compile(rf"\b(?:may|might|could|possibly|perhaps) (?!{_SENSES}\b)\w+")
_WEIGHS = re.compile(
    r"\b(?:consider(?:s|ed|ing)?|contemplat\w+|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|examin(?:es|ed|ing)|explor(?:es|ed|ing)|"
    r"toy(?:s|ed|ing) with|stud(?:y|ies|ied|ying)|thinking (?:about|of)|debating|looking (?:at|into)|wonder(?:s|ed|ing)?|review(?:s|ed|ing)|"
    r"eyeing|(?:will|to|would|must|should) decide|deciding|question(?:s|ed|ing)?|disput(?:es|ed))\b")
_WANTS = re.compile(r"\b(?:blam(?:e|es|ed)|want(?:s|ed)?|wish(?:es|ed)?|like)\b")
_OF_THE_MIND: frozenset[Act] = frozenset(("predict", "believe", "intend", "promise", "attitude", "assess", "estimate"))


def negation(cue: str) -> str | None:
    """The word that negates a cue: has not confirmed, found no sign of, was unable to verify; not: made no secret of."""
    if _NOT_NEGATION.search(cue):
        return None
    found = _NEGATION.search(cue)
    return found[0] if found else None


def denies_a_denial(cue: str, act: Act) -> Polarity | None:  # noqa: ARG001 - rules share a signature
    """Did not rule out ⟨a strike⟩; has neither confirmed nor denied ⟨the withdrawal⟩."""
    return "absent" if _DENIAL_DENIED.search(cue) and not _NOT_NEGATION.search(cue) else None


def keeps_silent(cue: str, act: Act) -> Polarity | None:  # noqa: ARG001
    """Declined to comment on ⟨the report⟩; kept silent about ⟨the raid⟩; stopped short of promising ⟨lower tolls⟩."""
    return "absent" if _KEEPS_SILENT.search(cue) else None


def is_unsure(cue: str, act: Act) -> Polarity | None:
    """Has not decided ⟨whom to back⟩; does not know ⟨who paid⟩; but is not sure ⟨that it was wise⟩ denies."""
    return "absent" if _UNSURE.search(cue) and act != "believe" else None


def rules_out(cue: str, act: Act) -> Polarity | None:  # noqa: ARG001
    """Ruled out ⟨a deal⟩."""
    return "denied" if _RULES_OUT.search(cue) and negation(cue) is None else None


def backs_off(cue: str, act: Act) -> Polarity | None:
    """Refused to ⟨resign⟩; declined to ⟨comment⟩."""
    return "denied" if act in ("intend", "promise") and _BACKS_OFF.search(cue) else None


def denies(cue: str, act: Act) -> Polarity | None:
    """Denied ⟨any role⟩; did not accept ⟨his explanation⟩; but does not dispute ⟨the figure⟩."""
    return "denied" if act == "deny" and not _NOT_NEGATION.search(cue) else None


def does_not_think(cue: str, act: Act) -> Polarity | None:
    """Does not expect ⟨a cut⟩; has no plans to ⟨resign⟩; sees no chance of ⟨a deal⟩; does not blame ⟨anyone⟩."""
    return "denied" if (act in _OF_THE_MIND or _WANTS.search(cue)) and negation(cue) is not None else None


def tells_nothing(cue: str, act: Act) -> Polarity | None:  # noqa: ARG001
    """Has seen no evidence of ⟨a leak⟩; did not say ⟨who paid⟩; could not verify ⟨the video⟩; never asked for ⟨a subsidy⟩."""
    return "absent" if negation(cue) is not None else None


RULES: tuple[Callable[[str, Act], Polarity | None], ...] = (
    denies_a_denial, keeps_silent, is_unsure, rules_out, backs_off, denies, does_not_think, tells_nothing,
)


def polarity_of_cue(cue: str, act: Act) -> tuple[Polarity, str] | None:
    """What a cue itself does to the event, and why; None where it lets the clause speak."""
    for rule in RULES:
        found = rule(cue, act)
        if found is not None:
            return found, f"“{cue}” {rule.__name__.replace('_', ' ')}"
    return None


def doubts(cue: str, act: Act) -> bool:
    """Doubts ⟨that the truce will hold⟩: less likely than not."""
    return act in ("believe", "attitude", "say", "predict") and bool(_DOUBTS.search(cue)) and not _NOT_DOUBTS.search(cue)


def hedges(cue: str) -> bool:
    """May have known of ⟨his errands⟩; appears to show ⟨guards walking away⟩; not: could hear, could give no date for."""
    return negation(cue) is None and bool(_HEDGES.search(cue))


def weighs(cue: str, act: Act) -> bool:
    """Is considering ⟨a sale⟩, will decide whether to ⟨go on⟩, may have known of ⟨his errands⟩: an open question."""
    return (act in ("intend", "say") and bool(_WEIGHS.search(cue))) or (hedges(cue) and bool(_OPEN_HEDGES.search(cue)))
