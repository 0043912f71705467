"""Names -> actors: who is named in a statement, of which kind, and which entry of the register.

The model's names are mended first (cut, torn or half names), then each is resolved once for the whole report: an abbreviation to what it
is short for, a surname to the full name, a capital to its government. Places, adjectives and peoples ("Russian", "Syrians") are no actors.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.resolve.actors.register import Register
from reportedly.resolve.actors.roles import Where, body_is_place, capital_is_place, is_government, state_is_place
from reportedly.resolve.actors.spelling import key
from reportedly.resolve.actors.table import Entry
from reportedly.resolve.kinds import kind as kind_of
from reportedly.resolve.lexicon import ADJECTIVES, ORGANS, PRONOUNS
from reportedly.resolve.phrases import known_kind, parse
from reportedly.types import Actor, ActorKind, Name, NameKind, Span

LONGEST = 120  # characters of a name
NEAR = 60  # characters around a name in which its other half may stand
UNSURE = 0.6  # below it the register may overrule the model's "person"; not swept: the tagger is not there yet
_EDGE = " \t\r\n\"“”'‘’«»„,;:!?()[]—–*_"
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.I)
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)?$")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]*"
_MORE_RIGHT = re.compile(rf"(?:[ ](?:(?:of|for|the|and|on|in|to|de|del|di)[ ]){{0,2}}{_WORD}){{1,4}}")
_MORE_LEFT = re.compile(rf"(?:{_WORD}[ ](?:(?:of|for|the|and|on)[ ]){{0,2}}){{1,3}}$")
_OWNER = re.compile(rf"(?:{_WORD}[ ]){{1,3}}$")
_CAPITALIZED = re.compile(r"(?<![^ ])[A-ZÀ-ÖØ-Þ]")
_STEP = re.compile(r"[ ](?:(?:of|for|the|and|on|in|to|de|del|di)[ ])*[^ ]+$")
_UNIT = re.compile(r"\b\d+(?:st|nd|rd|th)\b.*\b(?:Brigade|Regiment|Division|Army|Corps|Battalion|Fleet|Squadron|Wing)\b")
_ARMED = re.compile(
    r"\b(?:Brigades|Martyrs|Mujah?[ie]de?en|Militia|Guerrillas?|Insurgents?|Rebels|Fighters|(?:Liberation|Resistance|Revolutionary|Rebel|"
    r"Salvation|Volunteer|Insurgent|People[’']s) (?:Army|Forces?|Brigade|Corps)|Liberation (?:Front|Movement|Tigers)|"
    r"(?:Revolutionary|Islamic|Resistance|Jihad) Front|Islamic (?:Jihad|Resistance)|Lashkar|Jaish|Jund|Ansar|Kata[’']?ib|Liwa|Harakat|"
    r"Brigade|Battalion|Cartel|Legion|Paramilitar\w+|Warriors)\b")
_ORGAN = re.compile(rf"\b(?:{ORGANS})\b", re.I)
_RULE = re.compile(r"^(?:[’']s)?\s+(administration|government|cabinet|regime|presidency)\b")
_AND = re.compile(r",?\s(?:and|or|as well as|&)\s(?:the\s|with\s)?|,\s(?:the\s)?|,?\sand,\s[a-z ]{1,24},\s")  # and, to some extent,
_LIST_GOES_ON = re.compile(r",? (?:and|or)\b|, ")
_CLAUSE = re.compile(r"^\s+(?:has|have|had|is|was|were|will|would|said|says|wants?|denied|denies|accused|accuses|\w+ed)\b")
_SURNAMES_FIRST = frozenset(
    "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Yun Jang Lim Han Oh Seo Suh Shin Kwon Hwang Ahn An Song Moon Ri Pak Ryu Yoo Bae Baek Nam "
    "Xi Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Gao Liang Zheng Xie Tang Feng Deng Cao Peng Zeng Xiao "
    "Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Shen Fan Qin Mao Wen Tsai Lai Chiang Ko Nguyen Tran Le Pham Vo To "
    "Phan Bui Dang Luong Vuong Truong".split())
_SITE = re.compile(r"\b(?:Airport|Base|Station|University|Hospital|County|Port|Prison|Camp|Airfield|Barracks|School|College|Academy|Clinic)$")
_NEXT_STATE = re.compile(r", (?:the )?([A-Z][\w’'.-]+)((?: [A-Z][\w’'.-]+)?)((?: [A-Z][\w’'.-]+)?)")
_UNLIKELY_SEATS = frozenset(("Victoria", "Georgetown", "Kingston"))  # more often other places
_PEOPLES = frozenset(
    "Swede Dane Pole Turk Finn Spaniard Brit Scot Kurd Jew Muslim Arab Chechen Tatar Uyghur Rohingya European Westerner African Asian Soviet "
    "Western Kurdish Jewish Islamic Christian Scottish Welsh English Crimean Baltic Balkan Nordic Druze Alawite Sunni Shia Shiite Yazidi "
    "Frenchman Briton Serb Croat Bosniak Kosovan Roma Tuareg Hutu Tutsi Gazan Siberian Anglo Euro Sino Russo Franco".split())
_RANKS = frozenset("general officer commander secretary-general gen col lt sgt dr mr mrs ms he prof sen rep gov capt maj adm sir dame lord lady "
                   "hon cllr".split())
_REIGN = frozenset("king queen prince princess pope sheikh emperor sultan lord lady".split())
_TOKEN = re.compile(r"[^ ]+")
_NOUN = re.compile(r" ([a-z]+)\b")
_FORCES = frozenset("troops forces soldiers warships warplanes jets drones".split())
_ALSO_VERBS = frozenset("heads guards judges hosts stars leads backs aides".split())
_WEATHER = re.compile(r"\b(?:[Ss]torm|[Hh]urricane|[Tt]yphoon|[Cc]yclone) $")
_GAP = re.compile(r"[ -]")
_KINDS: Mapping[str, ActorKind] = {"person": "person", "outlet": "outlet", "government": "government"}


@dataclass(slots=True)
class Mention:
    """A mended name. `role`: what was found for it where it stands ("place", "actor"), for the next of a list to share."""

    start: int
    end: int
    words: str
    kind: NameKind
    score: float
    role: str = ""


@dataclass(slots=True)
class Scene:
    """What resolving one name needs to know of the whole report."""

    text: str
    register: Register
    acronyms: Mapping[str, str]
    mentions: list[Mention] = field(default_factory=list)
    ending: dict[str, set[str]] = field(default_factory=dict)  # "Burhan", "al-Burhan" -> the full names of people that end so
    opening: dict[str, set[str]] = field(default_factory=dict)  # "Kim" -> those that begin so
    organs: dict[str, set[str]] = field(default_factory=dict)  # "Defence Ministry" -> "Russia's Defence Ministry"


def everyone(text: str, names: Sequence[Name], register: Register, acronyms: Mapping[str, str]) -> tuple[Actor, ...]:
    """All actors that a report names, in the order of the text; `acronyms` are the report's own (`mentions.acronyms`)."""
    scene = Scene(text, register, acronyms)
    scene.mentions = _mended(scene, names)
    for m in scene.mentions:
        if m.kind == "person" and " " in m.words:
            for gap in _GAP.finditer(m.words):
                scene.ending.setdefault(m.words[gap.end():], set()).add(m.words)
                if gap[0] == " ":
                    scene.opening.setdefault(m.words[:gap.start()], set()).add(m.words)
        elif m.kind == "organization" and register.states.owner(key(m.words)):
            for gap in _GAP.finditer(m.words):
                if gap[0] == " ":
                    scene.organs.setdefault(m.words[gap.end():], set()).add(m.words)
    found = (_actor(scene, n) for n in range(len(scene.mentions)))
    return tuple(actor for actor in found if actor)


def within(named: Sequence[Actor], spans: Sequence[Span]) -> tuple[Actor, ...]:
    """The actors in a statement's spans, one for each name."""
    out: dict[str, Actor] = {}
    for span in spans:
        first = bisect_left(named, span.start, key=lambda a: a.span.start)
        for actor in named[first:bisect_left(named, span.end, first, key=lambda a: a.span.start)]:
            if actor.span.end <= span.end:
                out.setdefault(actor.name, actor)
    return tuple(out.values())


def actors(text: str, spans: Sequence[Span], names: Sequence[Name], register: Register, acronyms: Mapping[str, str]) -> tuple[Actor, ...]:
    """The actors that a statement names. For many statements of one report call `everyone` once, then `within`."""
    return within(everyone(text, names, register, acronyms), spans)


def _mended(scene: Scene, names: Sequence[Name]) -> list[Mention]:
    """The names without what does not belong to them, torn ones joined, half ones completed; none overlap."""
    out: list[Mention] = []
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        mention = _trimmed(scene.text, name)
        if mention is None or (out and mention.start < out[-1].end):
            continue
        if out and _is_torn(scene, out[-1], mention):
            last = out.pop()
            words = " ".join(scene.text[last.start:mention.end].split())
            mention = Mention(last.start, mention.end, words, mention.kind, min(last.score, mention.score))
        mention = _completed(scene, mention, out[-1].end if out else 0)
        while out and out[-1].end > mention.start:
            out.pop()
        out.append(mention)
    return out


def _trimmed(text: str, name: Name) -> Mention | None:
    """The name without quotes, article, title, possessive and the abbreviation in brackets after it."""
    start, end = max(0, name.span.start), min(len(text), name.span.end)
    if end - start > LONGEST or end <= start:
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGE))
    words = words.strip(_EDGE)
    if article := _ARTICLE.match(words):
        start, words = start + article.end(), words[article.end():]
    if bracket := _BRACKET.search(words):
        words = words[:bracket.start()]
    for tail in ("’s", "'s"):
        words = words.removesuffix(tail)
    if name.kind == "person":
        bare = _untitled(words)
        start, words = start + len(words) - len(bare), bare
    said_of_nobody = words.islower() or (words.lower() in PRONOUNS and not (words.isupper() and len(words) > 1))  # We; not US, WHO
    if said_of_nobody or not any(c.isalpha() for c in words):
        return None
    return Mention(start, start + len(words), " ".join(words.split()), name.kind, name.score)


def _untitled(words: str) -> str:
    """A person's name without what they are: "Iraqi President Barham Salih" -> Barham Salih; kings and popes keep theirs."""
    tokens = list(_TOKEN.finditer(words))
    for n in range(len(tokens) - 2, -1, -1):
        title = tokens[n][0].strip(".,").lower()
        if title in _RANKS or known_kind(title) == "person":
            rest = words[tokens[n + 1].start():]
            return words if title in _REIGN and " " not in rest else rest
    return words


def _is_torn(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether two pieces of one name were tagged apart: "Kim" "Jong Un"; not two names side by side that are both known."""
    if left.kind != right.kind or left.kind == "location" or scene.text[left.end:right.start] not in (" ", "-"):
        return False
    if right.end - left.start > LONGEST:
        return False
    return not (scene.register.find(left.words) and scene.register.find(right.words))


def _completed(scene: Scene, m: Mention, floor: int) -> Mention:
    """A half name that the register knows whole, or an organ with the state before it."""
    return _with_more_right(scene, m) or (m.kind == "organization" and (_with_more_left(scene, m, floor) or _with_owner(scene, m))) or m


def _with_more_right(scene: Scene, m: Mention) -> Mention | None:
    """"Human Rights" Watch; the longest that the register knows."""
    right = _MORE_RIGHT.match(scene.text, m.end, min(len(scene.text), m.end + NEAR))
    more = right[0] if right else ""
    while more:
        if scene.register.find(m.words + more):
            return Mention(m.start, m.end + len(more), m.words + more, "organization" if m.kind == "location" else m.kind, m.score)
        step = _STEP.search(more)
        more = more[:step.start()] if step else ""
    return None


def _with_more_left(scene: Scene, m: Mention, floor: int) -> Mention | None:
    """Institute for the Study of "War"; the longest that the register knows."""
    left = _MORE_LEFT.search(scene.text, max(floor, m.start - NEAR), m.start)
    if left is None or scene.register.find(m.words):
        return None
    for word in _CAPITALIZED.finditer(left[0]):
        start = left.start() + word.start()
        if scene.register.find(scene.text[start:m.end]):
            return Mention(start, m.end, scene.text[start:m.end], m.kind, m.score)
    return None


def _with_owner(scene: Scene, m: Mention) -> Mention | None:
    """Russian "Defence Ministry", Ukraine's "General Staff"."""
    left = _OWNER.search(scene.text, max(0, m.start - NEAR), m.start) if _ORGAN.search(m.words) else None
    for word in _CAPITALIZED.finditer(left[0] if left else ""):
        start = (left.start() if left else 0) + word.start()
        if key(scene.text[start:m.start]) in scene.register.states.codes:
            return Mention(start, m.end, scene.text[start:m.end], m.kind, m.score)
    return None


def _actor(scene: Scene, n: int) -> Actor | None:
    """The actor that a name stands for, or None where it is none."""
    m = scene.mentions[n]
    if _is_people(scene, m):
        return None
    if m.kind == "person":
        return _person(scene, m)
    known = None if m.words in scene.acronyms else scene.register.find(m.words)
    if (known and known.kind == "country") or (known is None and scene.register.is_capital(m.words)):
        return _state(scene, n, known)
    if m.kind == "location":
        return _body_called_a_place(scene, m, known)
    return _organization(scene, m, known)


def _is_people(scene: Scene, m: Mention) -> bool:
    """An adjective or a people: "Russian", "Syrians", "US" in "US officials"."""
    bare = m.words.partition("-")[0] if m.words.endswith(("-backed", "-led", "-aligned", "-run")) else m.words
    known = scene.register.find(bare)
    if known is None:
        return not {bare, bare.removesuffix("s")}.isdisjoint(ADJECTIVES.keys() | _PEOPLES)
    if known.kind != "country" or not (bare.isupper() or "." in bare):
        return False
    after = _NOUN.match(scene.text, m.end)
    noun = after[1] if after else ""
    return noun in _FORCES or (noun not in _ALSO_VERBS and known_kind(noun) in ("person", "anonymous", "group"))


def _person(scene: Scene, m: Mention) -> Actor | None:
    """A person by full name, unless it is a storm's: a surname goes to the one full name in the report, else to the register's."""
    at = Span(m.start, m.end)
    if _WEATHER.search(scene.text[max(0, m.start - 20):m.start]):
        return None
    if rule := _RULE.match(scene.text[m.end:m.end + 30]):
        return Actor(at, f"{m.words} {rule[1]}", "government", None, f"“{rule[1]}” follows the name")
    if m.score < UNSURE or len(m.words.split()) > 1:
        known = scene.register.find(m.words)
        if known and known.kind not in ("person", "country"):
            return _of(known, at, m.words)
    full, why = _full_name(scene, m.words)
    known = scene.register.find(full, "person")
    if known:
        return Actor(at, known.name, "person", known.entity, why or _why(known, m.words))
    return Actor(at, full, "person", None, why or "person: the model’s answer")


def _full_name(scene: Scene, words: str) -> tuple[str, str]:
    """The one longer name in the report that ends with this, or begins with this surname as Korean and Chinese names do; and why."""
    found = scene.ending.get(words, set())
    if not found and (" " in words or words in _SURNAMES_FIRST):
        found = scene.opening.get(words, set())
    if len(found) == 1:
        return next(iter(found)), f"“{words}” is short for the full name in this report"
    if len(found) > 1:
        return words, f"“{words}” may stand for {len(found)} people of this report"
    return words, ""


def _state(scene: Scene, n: int, known: Entry | None) -> Actor | None:
    """A state, or the capital that stands for its government, unless it is only a place here."""
    m = scene.mentions[n]
    at = Where.of(scene.text, m.start, m.end)
    place = _shared_role(scene, n, at, known)
    if place is None:
        place = (state_is_place(at) if known else capital_is_place(at)) or ""
    m.role = "place" if place else "actor"
    if place:
        return None
    span = Span(m.start, m.end)
    if known:
        kind: ActorKind = "government" if is_government(at) else "country"
        return Actor(span, known.name, kind, known.entity, _why(known, m.words))
    if m.words in _UNLIKELY_SEATS:
        return None
    seat = scene.register.seat(m.words)
    why = f"a capital that stands for the government of {seat.name}" if seat else "a capital that may stand for more than its own government"
    return Actor(span, m.words, "government", seat.entity if seat else None, why)


def _shared_role(scene: Scene, n: int, at: Where, known: Entry | None) -> str | None:
    """In "with Iran and Syria", "in Mali, Niger and Chad" the later ones share the role of the first; "Goma, Congo" is one place.

    "" for an actor, the reason for a place, None where it stands alone.
    """
    m, last = scene.mentions[n], scene.mentions[n - 1] if n else None
    if known is None and _own_state_follows(scene, m, at):
        return "its state follows"
    gap = scene.text[last.end:m.start] if last else ""
    if last is None or len(gap) > NEAR // 2:
        return None
    if gap in (", ", ", the ") and known and (_SITE.search(last.words) or (last.kind == "location" and _lies_in(scene, last, known))):
        return "the place before lies in it"
    if not _AND.fullmatch(gap) or (last.role == "place" and " and " in gap and _CLAUSE.match(at.after)):
        return None
    if "," in gap and "and" not in gap and not _LIST_GOES_ON.match(at.after):
        return None
    if last.role:
        return "a list of places" if last.role == "place" else ""
    return state_is_place(Where.of(scene.text, last.start, last.end)) if last.kind == "location" else None


def _own_state_follows(scene: Scene, m: Mention, at: Where) -> bool:
    """Whether a capital's own state stands after it: "Madrid, Spain"."""
    seat, follows = scene.register.seat(m.words), _NEXT_STATE.match(at.after)
    if seat is None or follows is None:
        return False
    states = (scene.register.find("".join(follows.groups()[:size]), "country") for size in (1, 2, 3))
    return any(state is not None and state.name == seat.name for state in states)


def _lies_in(scene: Scene, last: Mention, known: Entry) -> bool:
    """Whether what stands before ", Spain" is a place in it: no state, or its capital."""
    seat = scene.register.seat(last.words)
    return seat.name == known.name if seat else not last.role


def _body_called_a_place(scene: Scene, m: Mention, known: Entry | None) -> Actor | None:
    """The Kremlin, the EU: in the register as a body; any other place is none."""
    if known is None or known.kind in ("outlet", "person") or body_is_place(Where.of(scene.text, m.start, m.end)):
        return None
    return _of(known, Span(m.start, m.end), m.words)


def _organization(scene: Scene, m: Mention, known: Entry | None) -> Actor:
    """A body: what the report's own abbreviation stands for, the register's kind, the words' kind, the model's."""
    at, words, why = Span(m.start, m.end), m.words, ""
    if long := scene.acronyms.get(words):
        words, why = long, f"“{m.words}” is short for it in this report"
        known = scene.register.find(long)
    if known is None and _ORGAN.search(words):
        owned = scene.organs.get(words, set())
        if len(owned) == 1:
            words = next(iter(owned))
            why, known = f"“{m.words}” is the one that this report names in full", scene.register.find(words)
    if known:
        return Actor(at, known.name, known.kind, known.entity, why or _why(known, m.words))
    if state := scene.register.government(words):
        return Actor(at, words, "government", state.entity, f"the government of {state.name}")
    kind, reason = _kind_by_words(words)
    return Actor(at, words, kind, None, why or f"{kind}: {reason}")


def _kind_by_words(words: str) -> tuple[ActorKind, str]:
    """The kind that a body's own words tell."""
    if _UNIT.search(words):
        return "government", "a numbered unit of a state’s forces"
    if _ARMED.search(words):
        return "armed group", "the words of an armed group"
    kind, why = kind_of(words, parse(words), "organization")
    found = _KINDS.get(kind, "organization")
    return (found, why.partition(": ")[2]) if found != "person" else ("organization", "the model’s answer")


def _of(known: Entry, at: Span, words: str) -> Actor:
    return Actor(at, known.name, known.kind, known.entity, _why(known, words))


def _why(known: Entry, words: str) -> str:
    return f"{known.kind}: in the register" + (f" as “{known.name}”" if known.name != words else "")
