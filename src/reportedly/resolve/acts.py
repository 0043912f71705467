"""A cue -> its act: ordered rules over turns of phrase and verbs, then the model's answer. Labels: docs/labels.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.lexicon import ACTS, CUES
from reportedly.types import Act, Kind

_CUES = [(re.compile(pattern), act) for pattern, act in CUES]
_COURTS = re.compile(r"\b(?:courts?|tribunal|judges?|jury|inspectors?|commission|ombudsman|watchdog|regulators?|panel|monitors?|auditors?|"
                     r"investigators?|coroner|inquest|inquiry|arbitrators?)\b", re.I)
_SCHOLARS = re.compile(r"\b(?:researchers|scientists|testers|scholars|academics|economists|pollsters|archaeologists|physicists|"
                       r"(?:biolog|geolog|epidemiolog)ists|institute|university|laboratory|team)\b", re.I)

_TELLS = re.compile(r"\b(?:wr(?:ote|ites?|itten)|according to|citing|quoting|f(?:ound|inds?)|show(?:s|ed|n|ing)?|suggest(?:s|ed|ing)?|"
                    r"reveal(?:s|ed|ing)?|indicat(?:es|ed|ing|e)|report(?:ed|s|ing)|detail(?:s|ed)|records?|recorded|quoted|cited|"
                    r"publish(?:es|ed)|broadcasts?|with reference to|referring to|point(?:s|ed|ing) to|g(?:ave|ives?)|lists?|listed|"
                    r"establish(?:es|ed)|flashed|crediting|relying on|mak(?:es|ing) clear|made clear)\b")
_NEGATED = re.compile(r"\b(?:no|not|never|nor|neither|nobody|without|yet to)\b")

_QUOTED = re.compile(r"[“\"„«‘']")
_HAS_FINITE = re.compile(r"\b(?:is|are|was|were|am|be|has|have|had|will|would|could|can|did|does|do|should|must|may|might|cannot|he|she|it|they|"
                         r"we|i|there|nobody|let)\b|n[’']t\b|[’'](?:s|re|ll|ve|m)\b")
_OURS = re.compile(r"\b(?:i|we|my|our)\b")
_OWN_FUTURE = re.compile(r"(?:that )?[“\"]?(?:it|he|she|they|we|i)(?: (?:will|would|shall)|[’']ll|[’']d)\b")
_FUTURE = re.compile(r"\b(?:will|would|shall)\b|[’']ll\b")
_AMOUNT = re.compile(r"\d|\b(?:half|thirds?|quarters?|tenths?|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
                     r"dozens|hundreds?|thousands?|millions?|billions?)\b")
_OPENS_ORDER = re.compile(r"[“\"‘'](?:please |now )?(?:lock|leave|stay|go|come|do not|don[’']t|get|run|stop|keep|take|put|let|give|wait|move|"
                          r"shelter|evacuate|open|close|shut|seek|avoid|boil|remain|be|never|hurry|drop|hide|turn|hold|prepare)\b")
_ADDRESSED = re.compile(r"((?:[\w’'-]+ ){0,3})(?:not )?to [“\"‘']?\w+")
_AUXILIARIES = frozenset("that there who this is are was were has have had need needs came come went tries ought used".split())
_PRONOUNS = frozenset("he she it they we i you".split())
_TOPICS = frozenset("decision attempt right time way effort move deal refusal failure wish".split())
_STEP = re.compile(r"(?!nothing|anything|something|everything|building|morning|evening|spring|meeting|bombing|killing|shooting|being |having )"
                   r"\w{3,}ing\b")
_JUDGED = (r"(?:links?|risks?|reasons?|need|chances?|alternatives?|way|point|prospects?|threats?|danger|basis|grounds|cause|possibility|room|"
           r"case|hope|scope|problem|connection|obstacles?|justification|merit|sense|future|benefit|advantage|contradiction|conflict)\b")
_NO_JUDGED = re.compile(rf"\b(?:no|any|little|a|the|much|without) (?:\w+ )?{_JUDGED}")
_JUDGED_CONTENT = re.compile(rf"(?:(?:no|any|little|a|the|much) )?(?:\w+ )?{_JUDGED}")
_SEEN_AS = re.compile(r"in [a-z]+ |.{1,60}\bas (?:a|an|the|“)")
_SEEN_AHEAD = re.compile(r"\b(?:at|shedding|rising|falling) \S{0,3}\d|\b(?:before|by) (?:the )?\w+(?: \w+)?$")
_ALREADY_SO = re.compile(
    r"\b(?:sabotage|arson|foul play|terroris[mt]\w*|cyber-?attacks?|hack(?:ing)?|suicide|murder|homicide|accident|fault|malfunction|failure|"
    r"error|leaks?|fraud|tampering|contamination|breach(?:es)?|any (?:\w+ )?(?:links?|connections?)|involvement (?:of|by)|causes?|motives?|"
    r"having \w+|past (?:week|month|year)s?|that [^.]{0,60}\b(?:was|were|had|has|is|are)\b)")
_MEDIUM = re.compile(r"(?<=\w) (?:in|on|at|through|via|during) (?:an?|the|its|his|her|their) .*")


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
    """[The daily Norte] wrote … ; [according to] a leaked memo; not: [An X-ray] showed no break."""
    if cue.kind not in ("outlet", "document"):
        return None
    if re.search(r"\b(?:found|finds?|seen|saw|see)\b", cue.words) and _NEGATED.search(cue.words):
        return None
    return "report" if _TELLS.search(cue.words) or cue.words == ":" else None


def court_finds(cue: Cue) -> str | None:
    """[The court] found [that the mine had polluted the river]; [the researchers] found [that fish were dying]."""
    if re.search(r"\bfound\b", cue.words) and not re.search(r"\bno\b", cue.words):
        if _COURTS.search(cue.source):
            return "assess"
        return "report" if _SCHOLARS.search(cue.source) and not _NEGATED.search(cue.words) else None
    return None


def holds(cue: Cue) -> str | None:
    """holds [the pilot responsible]: accuses; [the court] held [that …]: assesses; [the ministry] holds [that …]: believes."""
    if not re.search(r"\b(?:holds?|held|holding)(?: that)?$", cue.words):
        return None
    if re.search(r"\b(?:responsible|accountable|liable|to account|to blame|guilty)\b", cue.content):
        return "accuse"
    return "believe" if cue.content.startswith("that ") and not _COURTS.search(cue.source) else None


def declares_outright(cue: Cue) -> str | None:
    """declared: [“The road is open”]: a saying; declared [the vote void]: a ruling."""
    return "say" if re.search(r"\bdeclar", cue.words) and _QUOTED.match(cue.content) and _HAS_FINITE.search(cue.content) else None


def asks_a_question(cue: Cue) -> str | None:
    """asked [whether the road was open]."""
    if re.search(r"\bask(?:s|ed|ing)?\b", cue.words) and re.match(r"[“\"]?(?:whether|if|why|how|what|who|when|where)\b", cue.content):
        return "say"
    return None


def would_like(cue: Cue) -> str | None:
    """would like [the bridge to be closed], would rather see [it closed]: demands; would like [to close it]: intends."""
    if not re.search(r"\b(?:would|'d) (?:also |still |much |have )*(?:like[ds]?|prefer(?:red)?|rather see|love)\b", cue.words):
        return None
    if cue.content.startswith("to ") or cue.words.endswith(" to"):
        return "intend"
    return "demand"


def wants_for_itself(cue: Cue) -> str | None:
    """[The bank] wants [to sell two branches], but wants [the state to pay]; it does not want [a quarrel]; it wished [her luck]."""
    if not re.search(r"\b(?:wants?|wanted|wanting|wish(?:es|ed)?|seeks?|sought|seeking)\b", cue.words):
        return None
    if cue.content.startswith(("to ", "not to ")) or cue.words.endswith(" to"):
        return "intend"
    if "wish" in cue.words and not re.search(r" (?:to|for)\b", cue.words + " " + cue.content):
        return "attitude"
    if "want" in cue.words and _NEGATED.search(cue.words) and not re.search(r"\bto \w", cue.content):
        return "intend"
    return "demand"


def means_to(cue: Cue) -> str | None:
    """means [to rebuild]; considered, was thinking of [closing the pier]."""
    if re.search(r"\b(?:mean|means|meant)(?: to)?$", cue.words) and (cue.content.startswith(("to ", "not to ")) or cue.words.endswith(" to")):
        return "intend"
    if re.search(r"\b(?:consider(?:s|ed)?|think(?:s|ing)? (?:of|about)|thought (?:of|about))$", cue.words) and _STEP.match(cue.content):
        return "intend"
    return None


def hopes(cue: Cue) -> str | None:
    """hopes [to reopen]: an intention; hopes [that it ends]: a feeling."""
    if re.search(r"\bhop(?:e|es|ed|ing)\b", cue.words) and "expressed" not in cue.words:
        return "intend" if cue.content.startswith("to ") or cue.words.endswith(" to") else "attitude"
    return None


def rules_out_a_fact(cue: Cue) -> str | None:
    """ruled out [arson], [any link to the gang]: denies; not the own step of: ruled out [a boycott], nor: did not rule out."""
    if not re.search(r"\brul(?:es|ed|ing) out\b", cue.words) or _NEGATED.search(cue.words) or _STEP.match(cue.content):
        return None
    return "deny" if _ALREADY_SO.search(cue.content) else None


def orders_somebody(cue: Cue) -> str | None:
    """told [residents to leave], told, shouted: [“Lock your doors”]; not told reporters [he planned to resign]."""
    if re.search(r"\b(?:told|tells?|(?:shout|scream|yell)(?:s|ed|ing)?)\b", cue.words) and _OPENS_ORDER.match(cue.content):
        return "demand"
    found = re.search(r"\b(?:told|tells?|telling|advis(?:es|ed|ing|e)|remind(?:s|ed)?)\b", cue.words) and _ADDRESSED.match(cue.content)
    if not found or _NEGATED.search(cue.words):
        return None
    words = found[1].split()
    finite = any(w in ACTS or w in _AUXILIARIES or w in _TOPICS or w.endswith(("ed", "'s", "’s")) for w in words)
    return None if finite or (len(words) > 1 and words[0] in _PRONOUNS) else "demand"


def agrees_or_offers(cue: Cue) -> str | None:
    """agreed [to pay]: a promise; would not agree [to pay]: a refusal; agreed [that it was late]: a saying."""
    if re.search(r"\bagree(?:s|d|ing)?\b", cue.words):
        if cue.content.startswith(("to ", "not to ", "on ")) or cue.words.endswith(" to"):
            return "intend" if re.search(r"\b(?:would|will) (?:not|never)\b", cue.words) else "promise"
        return "say"
    if re.search(r"\boffer(?:s|ed|ing)?$", cue.words) and _QUOTED.match(cue.content) and not _FUTURE.search(cue.content):
        return "say"
    return None


def assures_or_swears(cue: Cue) -> str | None:
    """assured [that it will pay], swore [to return]: promises; assured [that the water was clean], swears [he was at home]: sayings."""
    assures = re.search(r"\b(?:assur(?:e|es|ed|ing|ances?))\b", cue.words)
    if not assures and not re.search(r"\b(?:swears?|swore|sworn|swearing)\b", cue.words):
        return None
    if cue.content.startswith(("to ", "not to ", "of ")) or cue.words.endswith((" to", " of")) or _OWN_FUTURE.match(cue.content):
        return "promise"
    if assures:
        return "say"
    return "say" if _finite(cue.content) and not _FUTURE.search(cue.content) else "promise"


def threatens(cue: Cue) -> str | None:
    """threatened [to leave]: an own step; threatened [a harsh reply]: a warning."""
    if not re.search(r"\bthreaten(?:s|ed|ing)?\b", cue.words):
        return None
    return "intend" if cue.content.startswith(("to ", "not to ")) or cue.words.endswith(" to") else "warn"


def pleads(cue: Cue) -> str | None:
    """pleaded [not guilty]: denies; pleaded [guilty], [that she was ill]: says; pleaded [with him to stay], [for time]: demands."""
    if not re.search(r"\b(?:plead(?:s|ed|ing)?|pled)\b", cue.words):
        return None
    plea = f"{cue.words} {cue.content}"
    if "guilty" in plea:
        return "deny" if "not guilty" in plea else "say"
    asks = re.search(r"\b(?:for|with)$", cue.words) or re.match(r"(?:for|with|to)\b", cue.content) or _QUOTED.match(cue.content)
    return "demand" if asks or (re.search(r" to \w", cue.content) and not cue.content.startswith("that ")) else "say"


def protests(cue: Cue) -> str | None:
    """protested [that he was late], protests [his innocence]: sayings; protested against [the visit]: an attitude."""
    if not re.search(r"\bprotest(?:s|ed|ing)?\b", cue.words):
        return None
    if re.search(r"\b(?:against|at|over)$", cue.words) or re.match(r"(?:against|at|over)\b", cue.content):
        return "attitude"
    return "say" if _QUOTED.match(cue.content) or _finite(cue.content) or re.search(r"\binnocence\b", cue.content) else "attitude"


def laments_outright(cue: Cue) -> str | None:
    """lamented: [“I have lost my house”]: a saying; lamented [the loss of it]: an attitude."""
    if not re.search(r"\blament(?:s|ed|ing)?\b", cue.words):
        return None
    return "say" if _QUOTED.match(cue.content) and _OURS.search(cue.content) else "attitude"


def reckons_an_amount(cue: Cue) -> str | None:
    """reckons [that 900 had left]: estimates; reckons [she will go]: believes."""
    if re.search(r"\b(?:reckon(?:s|ed|ing)?|guess(?:es|ed|ing)?)$", cue.words) and _AMOUNT.search(cue.content):
        return "estimate"
    return None


def revises_a_number(cue: Cue) -> str | None:
    """cut [its forecast to 2 percent]: predicts; raised [the toll to 80]: estimates."""
    if not re.search(r"\b(?:cuts?|trim(?:s|med)?|slash(?:es|ed)?|lower(?:s|ed)?|rais(?:es|ed)|lift(?:s|ed)?|revis(?:es|ed)|"
                     r"(?:up|down)grad(?:es|ed))\b", cue.words):
        return None
    if re.match(r"(?:\S+ ){0,5}(?:forecasts?|projections?|outlook|guidance)\b", cue.content):
        return "predict"
    return "estimate" if re.match(r"(?:\S+ ){0,4}(?:toll|estimates?|figures?|count)\b", cue.content) else None


def remembers(cue: Cue) -> str | None:
    """remembers [a smell of gas], could not recall [the meeting]: has in mind; remembered, recalled: [“It was dark”]: says."""
    if not re.search(r"\b(?:remember|recall)(?:s|ed|ing)?\b", cue.words):
        return None
    if re.search(r"\b(?:can|cannot|could|not|never)\b", cue.words) or re.match(r"(?:nobody|no one|none|not )", cue.source.lower()):
        return "perceive"
    return "say" if "recall" in cue.words or cue.content.startswith(("that ", "“", "\"")) else "perceive"


def sees(cue: Cue) -> str | None:
    """sees [a chance of rain], [no need]: believes; saw [queues], did not see [them]: perceives; sees [prices at $9]: predicts."""
    if not re.search(r"\b(?:see|sees|saw|seen|seeing)\b", cue.words):
        return None
    if re.search(r"\b(?:is|are|widely|generally) seen\b", cue.words) or _NO_JUDGED.search(cue.words):
        return "believe"
    if re.search(r"\b(?:see|sees|seeing)\b", cue.words) and _JUDGED_CONTENT.match(cue.content):
        return "believe"
    if re.search(r"\b(?:saw|seen|can|could|cannot|not|never|(?:sees?|seeing) (?:no|any|little|nothing))\b", cue.words):
        return "believe" if _SEEN_AS.match(cue.content) else "perceive"
    return "predict" if _SEEN_AHEAD.search(cue.content) and not re.search(r"\b(?:chances?|odds|likel|probab)", cue.content) else "believe"


def turn_of_phrase(cue: Cue) -> str | None:
    """did not rule out; is expected; was unable to confirm."""
    return next((act for pattern, act in _CUES if pattern.search(cue.words)), None)


def verb(cue: Cue) -> str | None:
    """The last verb that the lexicon knows, the medium aside: has repeatedly denied; was said to have warned; said in a report."""
    acts = [ACTS[word] for word in re.findall(r"[a-z’'-]+", _MEDIUM.sub("", cue.words)) if word in ACTS]
    return acts[-1] if acts else None


def _finite(content: str) -> bool:
    """Whether a content looks like a clause, not a noun phrase: that …, “We waited”, the airline knew."""
    return content.startswith("that ") or bool(_HAS_FINITE.search(content)) or any(
        w in ACTS or w.endswith("ed") for w in content[:200].split()[1:6])


RULES: tuple[Callable[[Cue], str | None], ...] = (
    outlet_or_document_tells, court_finds, holds, declares_outright, asks_a_question, hopes, would_like,
    rules_out_a_fact, threatens, pleads, protests, laments_outright, assures_or_swears, remembers, sees, turn_of_phrase, wants_for_itself,
    means_to, orders_somebody, agrees_or_offers, reckons_an_amount, revises_a_number, verb,
)


def act(cue: Cue, model: Act) -> tuple[Act, str]:
    """The act, and why."""
    for rule in RULES:
        found = rule(cue)
        if found is not None:
            return found, f"“{cue.words}” {rule.__name__.replace('_', ' ')}"  # type: ignore[return-value]
    return model, f"“{cue.words}”: the model's answer"
