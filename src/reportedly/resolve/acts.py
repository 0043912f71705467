"""A cue -> its act: ordered rules over turns of phrase and verbs, then the model's answer. Labels: docs/labels.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.lexicon import ACTS, CUES
from reportedly.types import Act, Kind

_CUES = [(re.compile(pattern), act) for pattern, act in CUES]
_COURTS = re.compile(r"\b(?:courts?|tribunal|judges?|jury|inspectors?|commission|ombudsman|watchdog|regulators?|panel)\b", re.I)

_TELLS = re.compile(r"\b(?:wr(?:ote|ites?|itten)|according to|citing|quoting|f(?:ound|inds?)|show(?:s|ed|n|ing)?|suggest(?:s|ed|ing)?|"
                    r"reveal(?:s|ed|ing)?|indicat(?:es|ed|ing|e)|report(?:ed|s|ing)|detail(?:s|ed)|learn(?:ed|t)|recorded|quoted|cited|publish(?:es|ed)|broadcasts?)\b")

_SUBJECTS = frozenset("that he she it they we i you who there this is are was were has have had".split())


def plainly(cue: str) -> str:
    """A cue's words as the rules look at them: lower case, no quotation marks, negations spelled out."""
    cue = re.sub(r"[“”\"]", "", cue).lower().replace("’", "'")
    for short, full in (("can't", "cannot"), ("won't", "will not"), ("n't", " not")):
        cue = cue.replace(short, full)
    return cue


@dataclass(frozen=True)
class Cue:
    """What the rules see: the cue's words and the content's, in lower case, the source's words and its kind."""

    words: str
    content: str
    source: str
    kind: Kind


def outlet_or_document_tells(cue: Cue) -> str | None:
    """[The daily Norte] wrote … ; [according to] a leaked memo."""
    if cue.kind not in ("outlet", "document"):
        return None
    return "report" if _TELLS.search(cue.words) or cue.words == ":" else None


def court_finds(cue: Cue) -> str | None:
    """[The court] found [that the mine had polluted the river]."""
    if re.search(r"\bfound\b", cue.words) and not re.search(r"\bno\b", cue.words) and _COURTS.search(cue.source):
        return "assess"
    return None


def asks_a_question(cue: Cue) -> str | None:
    """asked [whether the road was open]."""
    if re.search(r"\bask(?:s|ed|ing)?\b", cue.words) and re.match(r"[“\"]?(?:whether|if|why|how|what|who|when|where)\b", cue.content):
        return "say"
    return None


def wants_for_itself(cue: Cue) -> str | None:
    """[The bank] wants [to sell two branches], but wants [the state to pay]."""
    if re.search(r"\b(?:wants?|wanted|wish(?:es|ed)?|seeks?|sought)\b", cue.words):
        return "intend" if cue.content.startswith("to ") or cue.words.endswith(" to") else "demand"
    return None


def hopes(cue: Cue) -> str | None:
    """hopes [to reopen]: an intention; hopes [that it ends]: a feeling."""
    if re.search(r"\bhop(?:e|es|ed|ing)\b", cue.words) and "expressed" not in cue.words:
        return "intend" if cue.content.startswith("to ") or cue.words.endswith(" to") else "attitude"
    return None


def orders_somebody(cue: Cue) -> str | None:
    """told [residents to leave]; not told reporters [he planned to resign]."""
    if not re.search(r"\b(?:told|tells?|advised)\b", cue.words):
        return None
    found = re.match(r"((?:[\w’'-]+ ){0,3})(?:not )?to \w+", cue.content)
    words = found[1].split() if found else ["that"]
    finite = any(w in ACTS or w.endswith("ed") or w in _SUBJECTS for w in words)
    return None if finite else "demand"


def agrees_or_offers(cue: Cue) -> str | None:
    """agreed [to pay]: a promise; agreed [that it was late]: a saying."""
    if re.search(r"\bagree(?:s|d|ing)?\b", cue.words):
        return "promise" if cue.content.startswith(("to ", "on ")) or cue.words.endswith(" to") else "say"
    return None


def sees(cue: Cue) -> str | None:
    """sees [a chance of rain]: believes; saw [short queues]: perceives."""
    if re.search(r"\b(?:see|sees|seeing)\b", cue.words) and not re.search(r"\b(?:no|not|n't)\b", cue.words):
        return "believe"
    return "perceive" if re.search(r"\b(?:saw|seen)\b", cue.words) else None


def turn_of_phrase(cue: Cue) -> str | None:
    """did not rule out; is expected; was unable to confirm."""
    return next((act for pattern, act in _CUES if pattern.search(cue.words)), None)


def verb(cue: Cue) -> str | None:
    """The last verb that the lexicon knows: has repeatedly denied; was said to have warned."""
    acts = [ACTS[word] for word in re.findall(r"[a-z’'-]+", cue.words) if word in ACTS]
    return acts[-1] if acts else None


RULES: tuple[Callable[[Cue], str | None], ...] = (
    outlet_or_document_tells, court_finds, asks_a_question, hopes, turn_of_phrase, wants_for_itself, orders_somebody, agrees_or_offers,
    sees, verb,
)


def act(cue: Cue, model: Act) -> tuple[Act, str]:
    """The act, and why."""
    for rule in RULES:
        found = rule(cue)
        if found is not None:
            return found, f"“{cue.words}” {rule.__name__.replace('_', ' ')}"  # type: ignore[return-value]
    return model, f"“{cue.words}”: the model's answer"
