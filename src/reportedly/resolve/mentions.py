"""What a text names without citing it: people, bodies, things that a later "he" or "the bank" may stand for.

Every look-up goes at most `FAR` characters back: some three paragraphs, and no cost that grows with the report.
"""

import re
from functools import lru_cache
from itertools import pairwise

from reportedly.resolve.kinds import kind as kind_of
from reportedly.resolve.phrases import known_kind, parse
from reportedly.types import Kind

FAR = 1500
_CAP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_NOT_A_NAME = (r"(?!(?:The|In|On|At|But|And|He|She|It|A|An|After|Before|Earlier|Later|Since|When|While|As|If|For|By|With|From|Last|"
               r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary)\b)")
_LINKS = r"(?:de|da|dos|del|della|di|van|von|der|den|bin|al|el|la|le|abu|ole|ag)"
FULL_NAME = re.compile(rf"\b{_NOT_A_NAME}[{_CAP}][\w’'-]+(?: (?:{_LINKS} )*[{_CAP}][\w’'-]+){{1,3}}")
_VERB = (r"(?:[a-z]+ed|was|is|has|had|will|who|of|in|at|left|won|met|held|took|made|said|told|lost|went|came|got|put|set|sent|fell|rose|"
         r"kept)")
_MENTION = re.compile(rf"{FULL_NAME.pattern}|\b(?:[Tt]he|[Aa]n?|[A-Z]\w+[’']s)(?: [\w-]+){{1,4}}?(?= {_VERB}\b|,)")
_AFTER_PLACE = re.compile(r"\b(?:in|at|near|of|from|off|for|to|on)\s(?:the\s)?$", re.I)
_BESIDE = 8  # characters before a name: "off the "
_SENTENCE_END = re.compile(r"\. |\n|\.” ")
_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
_CAPITALS = re.compile(r"(?:(?:[A-Z][\w’'-]+|of|the|for|and|on|in) ){1,12}$")
_BODY = re.compile(
    r"\b(?:Hamas|Hezbollah|Houthis?|Taliban|NATO|FIFA|UEFA|OPEC|UNICEF|UNESCO|Amnesty International|Greenpeace|Islamic State|Boko Haram|"
    r"Fatah|"
    r"(?:[A-Z]\w+ )+(?:Brigades?|Movement|Front|Party|Union|Group|Forces|Army|Institute|Foundation|Club|Corp|Bank))\b")


def acronyms(text: str) -> dict[str, str]:
    """What the text itself abbreviates: "the Institute for Sea Studies (ISS)"."""
    out = {}
    for m in _ACRONYM.finditer(text):
        words = _CAPITALS.search(text[max(0, m.start() - 120):m.start()])
        if words and _spells(words[0], m[1]):
            out[m[1]] = re.sub(r"^(?:(?:The|the|of|for|in|on|and) )+", "", words[0]).strip()
    return out


def _spells(words: str, acronym: str) -> bool:
    initials = "".join(w[0] for w in words.split() if w[0].isupper())
    return initials.endswith(acronym) or initials.replace("T", "", 1).endswith(acronym)


def without_title(name: str) -> str:
    """“President Ravi Mohan” -> “Ravi Mohan”."""
    phrase = parse(name)
    return phrase.name if phrase.named else name


def full_name(text: str, at: int, surname: str) -> str | None:
    """The one full name near that ends with this surname; a headline comes before its body, so it may stand after too."""
    near = text[max(0, at - 2 * FAR):at + FAR]
    names = {without_title(m[0]) for m in FULL_NAME.finditer(near) if m[0].split()[-1] == surname}
    names = {n for n in names if " " in n}
    return names.pop() if len(names) == 1 else None


def has_title(text: str, at: int, name: str) -> bool:
    """Whether the text near gives this single name a person's title: "President Mohan" for "Mohan"."""
    near = text[max(0, at - 2 * FAR):at + FAR]
    titles = r"(?:President|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Senator|Minister|Chancellor|Judge|Mayor|Governor)\.?"
    return bool(re.search(rf"\b{titles} {re.escape(name)}\b", near))


def last_mention(text: str, before: int, allowed: tuple[str, ...]) -> tuple[str, Kind] | None:
    """Who or what was named last: the first one of an allowed kind in the nearest sentence that has one."""
    floor = max(0, before - FAR)
    edges = [floor, *(m.start() + 1 for m in _SENTENCE_END.finditer(text, floor, before - 1)), before]
    for start, end in reversed(list(pairwise(edges))):
        first = max(0, start - _BESIDE)
        for name, kind in _named_in(text[first:end], start - first):
            if kind in allowed:
                return name, kind
    return None


@lru_cache(maxsize=1024)
def _named_in(words: str, start: int) -> tuple[tuple[str, Kind], ...]:
    """Who and what a sentence names; it begins at `start`. Several pronouns look at the same few sentences."""
    out = []
    for m in _MENTION.finditer(words, start):
        phrase = parse(m[0].rstrip(" ,"))
        if phrase.named and (" " not in phrase.name or _AFTER_PLACE.search(words[max(0, m.start() - _BESIDE):m.start()])):
            continue
        kind = kind_of(m[0], phrase, "person")[0] if phrase.named else known_kind(phrase.head)
        if kind:
            out.append((phrase.name, kind))
    return tuple(out)


def name_before(text: str, at: int) -> str | None:
    """The name before a relative pronoun: "Ana Ruiz, the chief economist of Nordbank, who expects …"."""
    front = text[max(0, at - 160):at]
    front = front[max(front.rfind("\n"), front.rfind(". ")) + 1:]
    names = [m for m in FULL_NAME.finditer(front) if not _AFTER_PLACE.search(front[max(0, m.start() - 8):m.start()])]
    return names[-1][0] if names else None


def named_with(text: str, before: int, head: str, front: list[str]) -> str | None:
    """The one thing before whose name ends with the noun: "Peru's central bank" for "the bank"."""
    near = text[max(0, before - FAR):before]
    words = "".join(f"{re.escape(w)} " for w in front)
    possessed = rf"[A-Z][\w-]+(?: [A-Z][\w-]+)*[’']s (?:[a-z-]+ ){{0,2}}{words}{re.escape(head)}"
    titled = rf"(?:[A-Z][\w-]+ )+{words.title()}{re.escape(head.title())}"
    names = {re.sub(r"^(?:The|A|An|In|On|At) ", "", m[1]) for m in re.finditer(rf"\b({possessed}|{titled})\b", near)}
    if not names:
        plain = rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) ((?:[a-z-]+ ){{0,3}}{words}{re.escape(head)})\b"
        names = {m[1] for m in re.finditer(plain, near)}
    return names.pop() if len(names) == 1 else None


def only_body(text: str, before: int) -> str | None:
    """The one organization that the text before names."""
    bodies = {m[0] for m in _BODY.finditer(text[max(0, before - FAR):before])}
    return bodies.pop() if len(bodies) == 1 else None
