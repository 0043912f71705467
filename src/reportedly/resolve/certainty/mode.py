"""What kind of statement it is: the first that fits of demand, attitude, intention, forecast, estimate, assessment, assertion.

Rules read the act of the furthest source, the main clause and the times; each gives a mode and why, or None.
"""

import re
from collections.abc import Callable

from reportedly.resolve.certainty import ahead
from reportedly.resolve.certainty.context import View
from reportedly.resolve.certainty.cue import hedges
from reportedly.resolve.certainty.hedges import hedge
from reportedly.types import Mode

__all__ = ["mode"]

Answer = tuple[Mode, str] | None

_OUGHT = frozenset(("must", "should", "ought"))
_SOMEBODY_TO = re.compile(r"(?:[\w'-]+ ){1,7}?(?:not )?to \w+")
_LIKELY_TO = re.compile(r"\b(?:due|set|going|about|likely|unlikely|expected|certain|sure) to \w+")
_DO_NOT = re.compile(r"(?:please |\")*(?:do not|don't|let us|let's|please) [a-z]+")
_COMMANDS = re.compile(
    r"(?:leave|send|stop|stay|go|come|give|take|let|look|listen|wait|keep|tell|ask|bring|call|get|put|open|close|pray|run|avoid|remember|forget|vote|"
    r"pay|be|make|show|return|remain|shut|turn|move|hold on|help us|help me|save|read|watch|check|bear|never)\b"
    r"(?!\s+(?:is|are|was|were|has|have|of|and|in|for)\b)")
_ESTIMATED = re.compile(r"\b(?:an estimated|estimated (?:at|to)|estimates? (?:of|put)|by (?:\w+ )?estimates?)\b")
_PUTS = re.compile(r"\b(?:put|puts|putting)$")


def cue_demands(view: View) -> Answer:
    """Urged ⟨both sides to stop⟩."""
    return ("demand", f"“{view.cue}” asks for it") if view.act == "demand" else None


def warns_to(view: View) -> Answer:
    """Warned ⟨citizens to leave⟩, against ⟨travelling⟩."""
    if view.act != "warn":
        return None
    against = view.content.startswith("against ") or view.leading.endswith(("against ", " not to ")) or view.cue.endswith((" to", "against"))
    to = view.clause.tense is None and _SOMEBODY_TO.match(view.content) and not _LIKELY_TO.search(view.content)
    return ("demand", "a warning to do or not to do something") if against or to else None


def clause_says_ought(view: View) -> Answer:
    """⟨The state must pay⟩; ⟨buses will have to wait⟩; not "must have known", nor a past "had to"."""
    clause = view.clause
    if clause.modal in _OUGHT and not clause.perfect:
        return "demand", f"“{clause.modal}” says what ought to be done"
    have_to = clause.verb and clause.verb.text == "to" and clause.group and clause.group[-1] in ("have", "has")
    return ("demand", "“have to” says what ought to be done") if have_to and clause.modal in (None, "will", "would") else None


def is_command(view: View) -> Answer:
    """⟨Do not go near the windows⟩; “⟨Leave your car⟩” in the words of the one who says it."""
    if view.question or view.clause.tense not in (None, "present") or view.act not in (None, "say", "report"):
        return None
    quoted = view.quoted and view.clause.tense is None and _COMMANDS.match(view.content)
    return ("demand", "a command") if quoted or _DO_NOT.match(view.content) else None


def cue_feels(view: View) -> Answer:
    """Welcomed ⟨the ruling⟩."""
    return ("attitude", f"“{view.cue}” tells a feeling or a stance") if view.act == "attitude" else None


def cue_intends(view: View) -> Answer:
    """Plans to ⟨close the mine⟩; swore ⟨he would pay⟩; not: swore ⟨he had never been there⟩."""
    if view.act == "promise" and view.clause.tense in ("past", "present"):
        return None
    return ("intention", f"“{view.cue}” tells a purpose or a promise") if view.act in ("intend", "promise") else None


def is_estimated(view: View) -> Answer:
    """Put ⟨the cost at €3 million⟩; ⟨an estimated 900 people left⟩."""
    if view.act == "estimate" or _PUTS.search(view.cue):
        return "estimate", f"“{view.cue}” gives an estimate"
    found = _ESTIMATED.search(view.content)
    return ("estimate", f"“{found[0]}”") if found and view.act not in ("assess", "believe", "deny") else None


def is_denied(view: View) -> Answer:
    """Denied ⟨that it may have known⟩: a claim, not an inference."""
    return ("assertion", "what is denied is a claim") if view.act == "deny" else None


def is_inferred(view: View) -> Answer:
    """Believes ⟨the fire was set⟩; ⟨the fire was probably set⟩; ⟨he could never have done it alone⟩."""
    clause = view.clause
    if view.act in ("assess", "believe"):
        return "assessment", f"“{view.cue}” draws an inference"
    if hedges(view.cue):
        return "assessment", f"“{view.cue}” is hedged"
    if clause.negated and clause.perfect and clause.modal in ("can", "could"):
        return "assessment", "“could not have” draws an inference"
    found = hedge(view)
    return ("assessment", f"“{view.content[found[0]:found[1]]}” draws an inference") if found else None


def is_told(view: View) -> Answer:
    """⟨Three people died⟩: a past or present verb and nothing ahead; saw ⟨two tanks⟩."""
    if view.clause.tense in ("past", "present"):
        return "assertion", f"told as what is or was ({view.clause.tense})"
    return ("assertion", f"“{view.cue}” tells what is or was") if view.act in ("perceive", "accuse") else None


RULES: tuple[Callable[[View], Answer], ...] = (
    cue_demands, warns_to, clause_says_ought, is_command, cue_feels, cue_intends, *ahead.RULES, is_estimated, is_denied, is_inferred, is_told,
)


def mode(view: View) -> Answer:
    """The mode and why; None where no rule speaks."""
    return next((found for rule in RULES if (found := rule(view))), None)
