"""Is what is told given as so (affirmed), as not so (denied), or does it stay open because nothing is known (absent)?"""

import re
from collections.abc import Callable

from reportedly.resolve.certainty.context import View
from reportedly.resolve.certainty.cue import negation, polarity_of_cue
from reportedly.types import Polarity

__all__ = ["absence", "polarity"]

Answer = tuple[Polarity, str] | None

_CALLS = re.compile(
    r"\b(?:call(?:s|ed|ing)?|describ\w+|characteri[sz]\w+|brand\w+|label\w+|term(?:s|ed|ing)?|dub(?:s|bed)|deem\w*|rat(?:e|es|ed)|consider\w*)\b")
_CALLED_NOT = re.compile(r"(?<![,;]) \"?not (?!only|just|least)")
_ADVERBS = r"(?:(?:\w{1,20}ly|yet|so far|still|also|as yet|even|now|been|far) ){0,4}"
_NOT = r"(?:(?:(?:is|are|was|were|has|have|had|could|can) )?(?:still )?(?:not|never)|\w{2,5}n't)"
_KNOWN = (
    r"(?:known|clear|confirmed|verified|established|determined|disclosed|revealed|certain|corroborated|proven|proved|identified|explained|"
    r"published|released|made public|ascertained)")
_VERIFIED = r"(?:verified|confirmed|corroborated|established|determined|known|checked|ascertained|proven|proved)"
_SIGN = (
    r"(?:indications?|evidence|signs?|proof|confirmation|suggestions?|traces?|information|hints?|details?|(?:official )?word|reports?|"
    r"explanation|clarity|news|independent account|telling|way of knowing|knowledge|record of|certainty)")
_ABSENCE = re.compile(
    rf"\b(?:(?:no|little|scant|hardly any|not any|n't any) (?:[\w'-]+ ){{0,2}}?{_SIGN}\b"
    rf"|{_NOT} {_ADVERBS}(?:been |being )?{_ADVERBS}{_KNOWN}\b"
    rf"|{_NOT} {_ADVERBS}be {_ADVERBS}{_VERIFIED}\b"
    r"|un(?:clear|known|certain|confirmed|verified|explained|determined|identified)\b"
    r"|(?:open to question|an open question|anyone's guess)\b"
    r"|remain(?:s|ed)? (?:to be (?:seen|determined|established)|a mystery|a riddle)\b"
    r"|(?:no one|nobody|none of [\w' -]{1,30}) (?:knows?|knew|can say|could say|has said|would say|is sure)\b"
    r"|(?:cannot|can't|could not|couldn't|not) (?:yet )?(?:be )?(?:ruled out|excluded)\b"
    rf"|(?:do|does|did|has|have|had|would|could|can)(?: not|n't) {_ADVERBS}"
    r"(?:know|say|said|confirm|confirmed|verify|verified|establish|determine|corroborate|disclose|disclosed|comment|commented)\b"
    r"|neither (?:confirm\w*|den\w+) nor \w+|too (?:early|soon) to (?:say|tell|know)\b)")
_NEAR = 12  # characters after the verb within which the words of not knowing may begin
_NOT_TO = re.compile(r"\b(?:not|never) to $")
_ASKED_NOT_TO = re.compile(r"(?:[\w'-]+ ){1,8}?(?:not|never) to\b")
_NOTHING = re.compile(r"(?:no|nothing|nobody|neither|none|little)\b")
_YET_TO = re.compile(r"\b(?:has|have|had|is|are|was|were) (?:still |as )?yet to \w+|\b(?:is|are|was|were|been|be) unable to \w+")


def absence(view: View) -> tuple[int, int] | None:
    """Where the main clause says that nothing is known: "there is no indication that …", "the cause is not known"."""
    found = _ABSENCE.search(view.content)
    clause = view.clause
    if found is None or not clause.words:
        return None
    head = clause.verb.end if clause.verb else clause.words[min(clause.opening + 4, len(clause.words) - 1)].end
    return (found.start(), found.end()) if clause.words[clause.opening].start < found.end() and found.start() <= head + _NEAR else None


def cue_decides(view: View) -> Answer:
    """Denied ⟨any role⟩; does not expect ⟨a cut⟩; did not say ⟨who paid⟩."""
    return polarity_of_cue(view.cue, view.act) if view.act else None


def outer_cue_decides(view: View) -> Answer:
    """Never said it wanted ⟨out⟩; denied that it planned to ⟨close the mine⟩."""
    if len(view.context.chain) < 2:
        return None
    act, words = view.context.chain[-2].act, view.outer_cue
    if act == "deny" and negation(words) is None:
        thought = view.act in ("intend", "promise", "believe", "predict", "attitude")
        return ("denied" if thought else "absent"), f"“{words}” denies it"
    return ("absent", f"“{words}” tells nothing") if act in ("say", "report") and negation(words) is not None else None


def is_asked(view: View) -> Answer:
    """Asked ⟨who would pay⟩: nothing is told."""
    return ("absent", "a question leaves it open") if view.question and view.act not in ("demand", "attitude") else None


def is_called_not(view: View) -> Answer:
    """Called ⟨the vote “not free and fair”⟩; not: called ⟨him “annoyed, not frightened”⟩."""
    called = view.clause.tense is None and _CALLS.search(view.cue) and _CALLED_NOT.search(view.content)
    return ("denied", "it is called “not” so") if called else None


def clause_knows_nothing(view: View) -> Answer:
    """⟨There is no indication that the crew knew⟩; ⟨the cause is not known⟩."""
    found = absence(view)
    return ("absent", f"“{view.content[found[0]:found[1]]}”: the event stays open") if found else None


def lead_negates(view: View) -> Answer:
    """Promised not to ⟨attack⟩."""
    return ("denied", "“not to” stands before it") if _NOT_TO.search(view.leading) else None


def sees_nothing(view: View) -> Answer:
    """Saw ⟨no vessel near the cable⟩; heard ⟨nothing until four⟩."""
    seen = view.act == "perceive" and view.clause.tense is None and _NOTHING.match(view.content)
    return ("absent", "what is perceived is nothing: the event stays open") if seen else None


def asks_not_to(view: View) -> Answer:
    """Asked ⟨residents not to film⟩; warned against ⟨travelling⟩."""
    if view.act not in ("demand", "warn"):
        return None
    if view.content.startswith("against ") or view.leading.endswith("against ") or view.cue.endswith("against"):
        return "denied", "advised against"
    return ("denied", "asked not to") if _ASKED_NOT_TO.match(view.content) else None


def clause_is_negated(view: View) -> Answer:
    """⟨No one was hurt⟩; ⟨the law had not changed⟩; ⟨it has yet to pay⟩; ⟨new elections were “out of the question”⟩."""
    if view.clause.negated:
        return "denied", f"the main clause is negated: “{view.clause.negated}”"
    found = _YET_TO.match(view.content, _start_of_group(view))
    if found or "out of the question" in view.content:
        return "denied", f"“{found[0] if found else 'out of the question'}”"
    return None


RULES: tuple[Callable[[View], Answer], ...] = (
    cue_decides, outer_cue_decides, is_asked, is_called_not, clause_knows_nothing, lead_negates, sees_nothing, asks_not_to, clause_is_negated,
)


def polarity(view: View) -> Answer:
    """The polarity and why; None where no rule speaks."""
    return next((found for rule in RULES if (found := rule(view))), None)


def _start_of_group(view: View) -> int:
    """Where the main clause's verb group may begin: the place of its first auxiliary."""
    clause = view.clause
    if clause.verb is None or not clause.group:
        return 0
    return next((w.start for w in clause.words if w.text == clause.group[0] and w.start < clause.verb.start), 0)
