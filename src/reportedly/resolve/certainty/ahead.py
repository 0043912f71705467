"""Rules that see a forecast: the event lies after the report's date. By tense, by a word of what is due, or by a time."""

import re
from collections.abc import Callable

from reportedly.resolve.certainty.clause import main_clause
from reportedly.resolve.certainty.context import LONGEST, View, plain
from reportedly.resolve.certainty.cue import negation
from reportedly.resolve.certainty.polarity import absence
from reportedly.types import Mode, Time

__all__ = ["RULES"]

Answer = tuple[Mode, str] | None

_DUE_TO = re.compile(  # after a form of be
    r"\b(?:due|set|going|about|poised|scheduled|expected|slated|bound|likely|unlikely|forecast|projected|certain|sure|planned|supposed|"
    r"on course|on track|ready|predicted|tipped|destined|doomed|timetabled|booked) to (?!have\b)\w+")
_DUE = re.compile(r"\b(?:due|expected|scheduled|planned|slated|forecast) (?:on|in|at|by|for|next|this|later|within|from|before|to)\b")
_BE_TO = re.compile(r"(?:not )?to (?!blame\b|be (?:seen|found|blamed|had|expected|feared)\b)\w+")
_LIKELY_TO = re.compile(r"\b(?:un)?likely\"? to (?!have\b)\w+")
_HEADLINE_TO = re.compile(
    r"(?!how|what|when|where|why|who)(?:[\w'&.-]+ ){0,6}"
    r"(?!(?:fails?|seeks?|begins?|tr(?:y|ies)|struggles?|starts?|rush(?:es)?|moves?|helps?|due|forced|used|asked|told|urged) )"
    r"[\w'&.-]+ to (?!the\b|an?\b|its\b|his\b|her\b|their\b|\d)[a-z]+(?: |$)")
_BE = frozenset("is are was were am remain remains".split())
_STATES = frozenset(  # may know, could mean: nothing that happens
    "be have know own contain belong mean indicate reflect explain exist include involve represent suggest need want like live lie stem account "
    "owe resemble believe think understand see hear feel reach afford remember recall imagine smell count tell amount".split())
_STATED = frozenset(  # may be linked, could be explained
    "linked caused connected explained related involved based located hidden trapped considered seen described infected affected blamed heard "
    "felt reached found traced attributed true responsible behind tied motivated intended meant designed known followed".split())
_CHANCE = (r"(?:(?:still|now|also|very|highly|most|more|extremely|quite|rather|increasingly|less|almost|\"|the|an?) ?){0,6}"
           r"(?:un|im)?(?:likely|probable|possible|conceivable|certain|inevitable|imminent|impossible|possibility)")
_CHANCE_OF_EVENT = re.compile(
    rf"\b[^\W\d_]{{2,30}} {_CHANCE}(?= outcome| scenario| result|\"?$|\"?[.,;]| "
    r"(?:if|unless|before|within|in|this|next|by|until|for|over|soon|during|on|at|after|from|as|while|north|south|east|west|across|along|near|throughout|off)\b)")
_CHANCE_THAT = re.compile(r"\b(?:un|im)?(?:likely|probable|possible|conceivable|doubtful)\"? (?:that|whether|if) (?=\w)")
_PROSPECT = re.compile(
    r"\b(?:prospects?|chances?|possibility|likelihood|odds|probability)\"? (?:of|that|for|at)\b|"
    r"^(?:an? )?(?:[\w-]+ )?(?:risk|danger) (?:of|that)\b")
_SEES_A_CHANCE = re.compile(r"\b(?:risk|chance|prospect|possibility|danger|likelihood|hope)s? (?:of|for|that)$")
_EXPLAINS = re.compile(r"\b(?:explanation|theory|version|hypothesis|cause|reason|origin|motive|link|it)\b")  # the likely cause: of what was
_THOUGHT = re.compile(r"\b(?:thought|doubted|assumed|had (?:\w+ )?believed|imagined)\b")
_JUDGES = re.compile(r"it would be \"?[\w-]+\"? (?:to|if)\b")  # it would be naive to speak of luck
_RULES_OUT = re.compile(r"\b(?:rul(?:e|es|ed|ing) out|exclud)")
_ASKED = re.compile(r"\b(?:how|when|whether|who|what|where|if|why|that)\b")
_HAVE_DONE = re.compile(r"(?:to )?have \w+(?:ed|en|n|t)\b")
_LATER_CLAUSE = re.compile(r", (?:which|who|whose|where)\b|\w (?:because|although|though|that|who)\b")
_TIMES = 50  # of a statement that are asked: a sentence tells fewer
_FUTURE = re.compile(
    r"\b(?:tomorrow|coming (?:days?|weeks?|months?|years?|hours)|in the future|soon|upcoming|from now on|"
    r"later this (?:week|month|year)|next (?:week|month|year|spring|summer|autumn|winter|quarter|season|decade|few|two|three|\w+day)|"
    r"within (?:days|weeks|months|the (?:next|coming)))\b")


def is_predicted(view: View) -> Answer:
    """Expects ⟨prices to fall⟩; a verdict is expected; not: is expected ⟨to have cost €3 million⟩."""
    if view.act != "predict" or _HAVE_DONE.match(view.content) or _is_over(view):
        return None
    return "forecast", f"“{view.cue}” looks ahead"


def will(view: View) -> Answer:
    """⟨The mine will close in May⟩; said ⟨it would close⟩; not: would have closed; had thought ⟨it would hold⟩."""
    modal, verb = view.clause.modal, view.clause.verb
    if modal == "would" and (view.clause.perfect or _is_over(view) or _JUDGES.match(view.content)):
        return None
    if modal == "would" and view.act == "believe" and _THOUGHT.search(view.cue) and not _is_ahead(view):
        return None
    if modal == "would" and verb is not None and verb.text in ("like", "prefer", "love", "say"):
        return None
    return ("forecast", f"“{modal}” puts it ahead") if modal in ("will", "shall", "would") else None


def is_to(view: View) -> Answer:
    """⟨Talks are due to resume⟩; ⟨the bank is to sell two branches⟩."""
    clause = view.clause
    if clause.tense is None:
        return ("forecast", "“likely to” puts it ahead") if _LIKELY_TO.search(view.content) else None
    if clause.tense not in ("present", "past") or not clause.group or clause.group[0] not in _BE or clause.verb is None:
        return None
    tail = view.content[clause.verb.start:]
    if _BE_TO.match(tail):
        return "forecast", "“is to” puts it ahead"
    found = _DUE_TO.search(tail)
    if found and len(tail[:found.start()].split()) < 4:
        return "forecast", f"“{found[0]}” puts it ahead"
    return ("forecast", f"“{clause.verb.text}” puts it ahead") if _DUE.match(tail) else None


def headline_says_to(view: View) -> Answer:
    """⟨Junta to expel soldiers⟩ as a headline."""
    if (view.act is None or view.cue == ":") and view.clause.tense is None and view.headline and _HEADLINE_TO.match(view.content):
        return "forecast", "a headline's “to” puts it ahead"
    return None


def may_become(view: View) -> Answer:
    """⟨Troops could leave by August⟩: an event ahead; not: could be a mistake, might have fled; in a study: coffee may lower the risk."""
    clause, modal = view.clause, view.clause.modal
    if modal not in ("may", "might", "could", "can") or clause.perfect or clause.progressive or clause.verb is None:
        return None
    if _is_ahead(view):
        return "forecast", f"“{modal} {clause.verb.text}” with a time ahead"
    state = clause.verb.text in _STATED if clause.passive else clause.verb.text in _STATES or "be" in clause.group
    if view.context.chain and view.context.chain[-1].kind == "document":
        return None
    if modal == "can":
        happens = view.act in ("believe", "assess") and not clause.negated and not state
    else:
        happens = not state and not (modal == "could" and clause.negated)
    return ("forecast", f"“{modal} {clause.verb.text}” is ahead") if happens else None


def chance_that(view: View) -> Answer:
    """⟨It is unlikely that the port will reopen⟩; not: ⟨it is unlikely that it was set⟩."""
    found = _CHANCE_THAT.search(view.content)
    if found is None or view.act == "deny":
        return None
    inner = main_clause(view.content[found.end():], view.raw[found.end():])
    is_or_was = inner.tense in (None, "past") or inner.perfect or inner.progressive
    return None if is_or_was else ("forecast", f"“{found[0].strip()}” of what is ahead")


def chance_of_event(view: View) -> Answer:
    """⟨A strike is very unlikely⟩; considers ⟨more raids likely⟩; sees ⟨a chance of rain⟩; not: ⟨the theory is unlikely⟩."""
    if view.act == "deny" or _CHANCE_THAT.search(view.content):
        return None
    if _SEES_A_CHANCE.search(view.cue):
        return "forecast", f"“{view.cue}” looks ahead"
    found = _PROSPECT.search(view.content)
    if found is None and (view.act != "assess" or _is_ahead(view)):
        found = _CHANCE_OF_EVENT.search(view.content)
    if found is None or view.clause.perfect or _EXPLAINS.search(view.content[:found.start()]):
        return None
    return "forecast", f"“{found[0].strip()}” of an event ahead"


def is_warned_of(view: View) -> Answer:
    """Warned of ⟨a famine⟩; not: had warned of ⟨cracks⟩."""
    ahead = view.act == "warn" and view.clause.tense in (None, "infinitive") and not view.cue.startswith("had ")
    return ("forecast", "a warning of what may come") if ahead else None


def is_not_ruled_out(view: View) -> Answer:
    """Did not rule out ⟨a strike⟩; ⟨new elections were “out of the question”⟩."""
    if negation(view.cue) and _RULES_OUT.search(view.cue) and view.clause.tense in (None, "infinitive"):
        return "forecast", "what is not ruled out is ahead"
    return ("forecast", "“out of the question”") if "out of the question" in view.content else None


def if_then(view: View) -> Answer:
    """⟨If they take the bridge, we are finished⟩."""
    clause = view.clause
    holds = view.content.startswith("if ") and clause.tense == "present" and not clause.perfect and clause.opening > 0
    return ("forecast", "what follows if something comes to pass") if holds else None


def time_ahead(view: View) -> Answer:
    """⟨Polls open on Sunday⟩: no past verb, and a time after the report's date."""
    clause = view.clause
    if clause.tense == "past" or clause.perfect or (clause.tense is None and view.act in ("perceive", "accuse", "assess", "deny")):
        return None
    ends = _ends_ahead(view) and (clause.modal == "can" or (clause.tense is None and view.act is not None))
    begins = _is_ahead(view, in_main_clause=True)
    return ("forecast", "its time lies after the report's date") if ends or begins else None


def unknown_ahead(view: View) -> Answer:
    """⟨It is not known how long the canal will stay blocked⟩."""
    found = absence(view)
    asked = _ASKED.search(view.content, found[1]) if found else None
    if asked and main_clause(view.content[asked.start():], view.raw[asked.start():]).modal in ("will", "would", "shall"):
        return "forecast", "what is not known lies ahead"
    return None


RULES: tuple[Callable[[View], Answer], ...] = (
    is_predicted, will, is_to, headline_says_to, may_become, chance_that, chance_of_event, is_warned_of, is_not_ruled_out, if_then, time_ahead,
    unknown_ahead,
)


def _is_ahead(view: View, *, in_main_clause: bool = False) -> bool:
    """Whether a time begins after the report's date, or a word like "tomorrow" says so."""
    published = (view.context.published or "")[:10]
    for time in view.context.times[:_TIMES]:
        if published and time.start is not None and time.start[:10] > published and not (in_main_clause and _in_later_clause(view, time)):
            return True
    found = _FUTURE.search(view.content)
    return found is not None and not (in_main_clause and _LATER_CLAUSE.search(view.content, 0, found.start()))


def _in_later_clause(view: View, time: Time) -> bool:
    """Whether a time belongs to a relative or subordinate clause: "a court, which meets on 6 May"."""
    start = view.context.spans[0].start
    return _LATER_CLAUSE.search(plain(view.context.text[start:max(start, min(time.span.start, start + LONGEST))])) is not None


def _ends_ahead(view: View) -> bool:
    """By January, through the winter."""
    published = (view.context.published or "")[:10]
    return bool(published) and any(t.start is None and t.end is not None and t.end[:10] > published for t in view.context.times)


def _is_over(view: View) -> bool:
    """Whether all its times were over when it was published."""
    published = (view.context.published or "")[:10]
    return bool(published and view.context.times) and all(t.end is not None and t.end[:10] <= published for t in view.context.times)
