"""Words of a text -> terms that can be compared: folded, stemmed, spelling of names evened out, with how rare each is.

Rarity comes from the rank of a word in the tokenizer's vocabulary, which is sorted by frequency. It depends on no ledger,
so a report has the same terms whatever else has been read.
"""

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

VOCABULARY = Path(__file__).parents[1] / "models" / "en" / "tokenizer.json"
UNSEEN = 1.1  # rarity of a word that the vocabulary does not hold
_FIRST_WORD = 1996  # the vocabulary opens with marks and single characters; "the" is here
_SIZE = 30522
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_VOWELS = re.compile(r"[aeiouyj']+")
_LONGEST = 40  # characters of a word that are looked at

STOP = frozenset(
    "a about above after again against all also although am among an and any are as at be because been before being below between both "
    "but by can could did do does doing down during each either ever every few for from further get gets got had has have having he her "
    "here hers herself him himself his how however i if in into is it its itself just least less may me might mine more most must my "
    "myself near neither no nor not now of off on once one ones only or other others our ours out over own per quite rather same shall "
    "she should since so some such than that the their theirs them themselves then there these they this those though through to too "
    "toward towards under until up upon us very was we were what when where whether which while who whom whose why will with within "
    "without would yet you your yours s t d ll re ve m say says said tell told according report reports reported "
    "expect expects expected".split())
_IRREGULAR = {
    form: base for base, forms in {
        "send": "sent", "sink": "sank sunk sinking", "strike": "struck stricken", "shoot": "shot shooting shootings", "build": "built",
        "fall": "fell fallen", "hold": "held", "begin": "began begun beginning", "take": "took taken", "bring": "brought", "win": "won",
        "lose": "lost loss losses", "die": "dead death deaths died dies dying", "rise": "rose risen", "grow": "grew grown growth",
        "fly": "flew flown flight flights", "find": "found", "buy": "bought", "sell": "sold sale sales", "pay": "paid", "leave": "left",
        "make": "made", "give": "gave given", "come": "came", "go": "went gone", "know": "knew known", "see": "saw seen", "keep": "kept",
        "spend": "spent spending", "steal": "stole stolen", "break": "broke broken", "choose": "chose chosen choice", "speak": "spoke spoken",
        "drive": "drove driven", "meet": "met", "lead": "led", "run": "ran", "put": "putting", "cut": "cuts cutting", "hit": "hits hitting",
        "lay": "laid", "seek": "sought", "fight": "fought", "catch": "caught", "teach": "taught", "think": "thought", "freeze": "froze frozen",
        "throw": "threw thrown", "arrest": "arrested arrests", "decide": "decision decisions", "resign": "resignation",
        "explode": "explosion explosions", "destroy": "destruction", "produce": "production", "arrive": "arrival arrivals",
        "approve": "approval", "announce": "announcement", "deliver": "delivery deliveries", "attack": "attacks attacked",
        "injure": "injury injuries", "child": "children", "man": "men", "woman": "women", "person": "people persons", "euro": "euros",
        "percent": "percentage",
    }.items() for form in forms.split()}
_PEOPLES = {  # and what else stands for a country; niger is no nigeria
    "niger": "nijer", "nigerien": "nijer",
    "french": "france", "dutch": "netherlands", "holland": "netherlands", "british": "britain", "uk": "britain", "swiss": "switzerland",
    "greek": "greece", "spanish": "spain", "danish": "denmark", "polish": "poland", "welsh": "wales", "irish": "ireland",
    "scottish": "scotland", "english": "england", "swedish": "sweden", "finnish": "finland", "turkish": "turkey", "turkiye": "turkey",
    "norwegian": "norway", "portuguese": "portugal", "czech": "czechia", "slovak": "slovakia", "afghan": "afghanistan",
    "pakistani": "pakistan", "kazakh": "kazakhstan", "uzbek": "uzbekistan", "iraqi": "iraq", "peruvian": "peru", "lebanese": "lebanon",
    "american": "america", "americans": "america", "usa": "america", "philippine": "philippines", "filipino": "philippines",
    "german": "germany", "serb": "serbia", "croat": "croatia", "thai": "thailand", "cypriot": "cyprus", "kiev": "kyiv",
}
_FOREIGN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "’": "'"})
_NUMBERS = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())} | {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)} | {"dozen": 12}

_ENDINGS = (("ments", ""), ("ment", ""), ("ations", "at"), ("ation", "at"), ("nesses", ""), ("ness", ""), ("ies", "y"), ("ied",
"y"), ("ings", ""),
            ("ing", ""), ("ers", "er"), ("sses", "ss"), ("ed", ""), ("es", "e"), ("ly", ""), ("s", ""))


class Word(NamedTuple):
    """A word of a text: as it stands, folded, whether it begins with a capital, and whether it opens a sentence."""

    text: str
    folded: str
    capital: bool
    opens: bool


def fold(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOREIGN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[Word]:
    """The words and numbers of a text, in order."""
    out: list[Word] = []
    last = 0
    for found in _WORD.finditer(text):
        word = found[0][:_LONGEST]
        gap = text[last:found.start()]
        opens = not out or any(mark in gap for mark in ".!?\n…")
        last = found.end()
        folded = fold(word)
        if folded.endswith(("'s", "s'")):
            folded = folded[:-2] if folded.endswith("'s") else folded[:-1]
        if folded:
            out.append(Word(word, folded, word[0].isupper(), opens))
    return out


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its endings: enough that *ships*, *shipped* and *shipment* meet."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith(("ss", "us", "is"))):
            word = word[:len(word) - len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return _IRREGULAR.get(word, word)


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """A folded word of a name such that spellings and peoples meet: *Kharkiv* and *Kharkov*, *Slovenia* and *Slovenian*.

    Endings of peoples go; then the consonants are kept with the letter it begins with, if there are three of them.
    """
    word = _PEOPLES.get(word, word)
    for ending in ("ians", "ian", "ans", "an", "ese", "ish", "is", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[:len(word) - len(ending)]
            break
    word = word.replace("kh", "h").replace("gh", "g").replace("ph", "f").replace("ck", "k").replace("w", "v").replace("q", "k")
    bones = word[0] + _VOWELS.sub("", word[1:]) if word else word
    bones = "".join(c for i, c in enumerate(bones) if i == 0 or c != bones[i - 1])
    return bones if len(bones) >= 4 else word.rstrip("aeiouy") or word


@cache
def _ranks() -> dict[str, int]:
    vocabulary = json.loads(VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    return {word: rank - _FIRST_WORD for word, rank in vocabulary.items() if rank >= _FIRST_WORD and not word.startswith("##")}


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """How telling a folded word is: 0 (*the*) … 1 (the rarest known), 1.1 if unknown; numbers by their digits."""
    if word[0].isdigit():
        digits = len(word.replace(",", "").replace(".", "").strip("0"))
        return (0.3, 0.6, 0.75, 0.95)[digits] if digits < 4 else 1.0
    rank = _ranks().get(word)
    if rank is None:
        return UNSEEN
    return math.log(2 + max(rank, 0)) / math.log(_SIZE)


def number(word: str) -> float | None:
    """What a folded word counts: *seven*, *1,200*, *4.5*."""
    if word in _NUMBERS:
        return float(_NUMBERS[word])
    if word[0].isdigit():
        plain = word.replace(",", "")
        try:
            return float(plain)
        except ValueError:
            return None
    return None
