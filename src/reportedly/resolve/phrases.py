"""The words of a source -> its parts: the name in it, its head noun, whether it is definite, and what it is called besides."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.resolve.lexicon import ADJECTIVES, CAPITALS, KINDS, STATES
from reportedly.types import Kind

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)")
_UNNAMED = re.compile(
    r",? (?:who|speaking|on (?:the )?condition|requesting|asking|granted|because|not authori[sz]ed|that)\b"
    r"(?=.*\b(?:anonym\w*|(?:not )?(?:to )?be (?:named|identified|quoted)|authori[sz]ed|name|unnamed|publicly)\b).*$", re.I)
_PEOPLE = re.compile(r"(?:ologists|ists|[a-z]{2}ers|[a-z]{2}ors|ians|mates|men|women|people|parents|folk)$")
_TRADE = re.compile(r"[a-z]{2}(?:ologist|nomist|ician|atrist)(s?)$")  # glaciologist, paediatricians
PARTICLES = frozenset("de da do dos del della di du van von der den bin ibn al el la le abu ole ag of and the for & y e i et und og och".split())


@dataclass(frozen=True)
class Phrase:
    """A source's words taken apart. `named`: `name` is a proper name; `head`: the noun that says what it is, lower case."""

    words: str
    name: str
    named: bool
    head: str
    descriptor: str
    article: str
    acronym: str | None = None


def is_name_word(word: str) -> bool:
    """Capitalised, or with a capital inside (al-Sabr, McKay)."""
    return word[:1].isupper() or bool(re.match(r"(?:al|el|d|l|an|ed)[-’'][A-Z]", word))


def is_name(words: list[str]) -> bool:
    """Whether all words belong to a proper name: capitalised, but for particles inside it."""
    return bool(words) and is_name_word(words[0]) and is_name_word(words[-1]) and all(
        is_name_word(w) or w.lower() in PARTICLES or w[0].isdigit() for w in words)


def singular(word: str) -> str:
    """A noun's singular, roughly: officials -> official, ministries -> ministry."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) else word


def known_kind(noun: str) -> Kind | None:
    """The kind of a head noun, in the singular or plural."""
    noun = noun.lower().strip("’'")
    if noun not in KINDS and (trade := _TRADE.search(noun)):
        return "group" if trade[1] else "person"
    return KINDS.get(noun) or KINDS.get(singular(noun))  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def parse(words: str) -> Phrase:
    """Take a source's words apart."""
    original = words = re.sub(r"\s+", " ", words).strip(" ,;:–—-")
    acronym = match[1] if (match := _ACRONYM.search(words)) else None
    words = _ACRONYM.sub("", words)
    words = re.sub(r",? (?:who|which|that)$", "", _UNNAMED.sub("", words).strip(" ,“”\""))
    words = re.sub(r",? (?:[KQ]C|MPs?|MD|PhD|Jr|Sr)\.?$", "", words)
    words = re.sub(r"^(?:as|by|from)\s+", "", words)
    found = ARTICLE.match(words)
    article = found[0].strip().lower() if found else ""
    bare = words[found.end():] if found else words
    name, descriptor = (None, bare) if _is_common(bare) else _proper(bare)
    if name is None:
        return Phrase(original, bare, named=False, head=_head(bare), descriptor=bare, article=article, acronym=acronym)
    return Phrase(original, name, named=True, head=_head(descriptor) if descriptor else "", descriptor=descriptor,
                  article=article, acronym=acronym)


def _is_common(bare: str) -> bool:
    """A noun with a capital only because it opens the sentence: Residents, Geologists, Prosecutors."""
    plural = bare.endswith("s") and known_kind(bare) not in (None, "outlet", "organization")
    return " " not in bare and (plural or bool(_PEOPLE.search(bare)))


def _proper(bare: str) -> tuple[str | None, str]:
    """The proper name in a phrase and what describes its bearer: "Pollster Karin Holt", "X, a nurse in Vigo"."""
    first, comma, rest = bare.partition(", ")
    if comma and not re.match(r"(?:who|which|whose|speaking|citing)\b", rest):
        rest_bare = ARTICLE.sub("", rest)
        if is_name(first.split()) and not _is_owned(first):
            name, descriptor = _titled(first)
            return name, f"{descriptor} {rest_bare}".strip()
        tail = rest_bare.split(",")[0]
        if is_name(tail.split()) and len(tail.split()) <= 6:
            name, title = _titled(tail)
            return name, f"{first} {title}".strip()
        inner, descriptor = _titled(first)
        return (inner, f"{descriptor} {rest_bare}".strip()) if inner and " " in inner else (None, bare)
    clause = re.split(r",? (?:who|which|whose|speaking|writing)\b", bare)[0]
    return _titled(clause)


def _is_owned(words: str) -> bool:
    """“Norway's Defence Ministry”: the name of a body or a role, not of a person."""
    return any(w.endswith(("’s", "'s")) for w in words.split())


def _titled(words: str) -> tuple[str | None, str]:
    """Split a title or descriptor from the name that follows it: "opposition lawmaker Han Min-jun"."""
    tokens = words.split()
    if not tokens:
        return None, ""
    for i in range(len(tokens) - 1, 0, -1):
        noun, tail = tokens[i - 1], tokens[i:]
        kind = known_kind(noun.rstrip(","))
        if kind is None or not is_name(tail) or _PREPOSITIONS.intersection(tokens[:i - 1]):
            continue
        if noun[0].islower() or (i == 1 and noun.lower() in _OPENING):
            return " ".join(tail), " ".join(tokens[:i])
        if kind in ("person", "anonymous", "group") and tail[0].lower() not in PARTICLES and not any(map(known_kind, tail)) \
                and (len(tail) > 1 or (i == 1 and noun in _ONE_WORD_TITLES)):
            return " ".join(tail), " ".join(tokens[:i])
    first = len(tokens)
    while first and (is_name_word(tokens[first - 1]) or tokens[first - 1] in PARTICLES):
        first -= 1
    tail = tokens[first:]
    if first and len(tail) > 1 and is_name(tail) and not _STOPS.intersection(tokens):
        return " ".join(tail), " ".join(tokens[:first])  # architect Sunniva Berg; Nordbank's rival Moorabool Capital
    bare = TITLES.sub("", words)
    if bare != words and is_name(bare.split()):
        return bare, words[:len(words) - len(bare)].strip()
    return (words, "") if is_name(tokens) else (None, words)


_OPENING = frozenset("websites newspapers agencies broadcasters outlets channels weeklies dailies".split())  # Websites Noviny and Dnes
_ONE_WORD_TITLES = frozenset(
    "President Senator Governor Mayor Minister Chancellor Judge Sheriff King Queen Prince Princess Pope Colonel "
    "Admiral Captain Professor Ambassador Secretary Speaker Premier".split())
TITLES = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Sen|Rep|Gov|Sir|Dame|Lord|Lady|Father|Sister|Rev|Capt|Maj|Professor|"
    r"Judge)\.?\s+)+")


_PREPOSITIONS = frozenset("of in at for from by with on to".split())
_STOPS = _PREPOSITIONS | frozenset(
    "near close familiar who which that whose involved inside outside behind about after before during against between under over into he "
    "she it they we sent given seen made held known taken drawn written kept shown told said".split())


def _head(words: str) -> str:
    """The head noun: the last word before a preposition, a clause or a participle ("bulletin sent to staff" -> bulletin)."""
    words = re.sub(r"^one of (?:the|its|several) (?:\w+ )?(?=\w+s\b)", "", words)
    head = ""
    for token in words.split(",")[0].split():
        noun = token.strip(".’'“”\"").lower()
        if head and (noun in _STOPS or (known_kind(head) and noun.endswith(("ed", "ing")) and not known_kind(noun))):
            break
        head = noun
    return head


def state_of(words: str) -> str | None:
    """The state that a name or capital stands for: Kyiv -> Ukraine."""
    bare = ARTICLE.sub("", words)
    if bare in _STATES:
        return bare
    return CAPITALS.get(bare)


def adjective_state(words: str) -> str | None:
    """The state in a phrase's adjective or possessive: "the Israeli military" -> Israel."""
    for word in words.split():
        base = re.sub(r"[’']s?$", "", word)
        if base in ADJECTIVES or base in _STATES:
            return ADJECTIVES.get(base, base)
    return None


_STATES = frozenset(STATES)
