"""A name as written -> the key that all its spellings share: accents, articles, possessives, quotes and British or American
letters aside. Case counts ("WHO" is not "who"), except in `loud` keys, for headlines in capitals.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "ł": "l", "Ł": "L", "ø": "o",
                          "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})
_EDGE = " \t\r\n\"',;:!?()[]*_—-"
_ARTICLE = re.compile(r"(?:[Tt]he|THE|[Aa]n?)\s+(?=\S)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z](?:\.[A-Z])+\b\.?")  # U.S., D.P.R.K
_THE_ARAB = re.compile(r"\b(?:[Aa]l[- ]|[Ee]l-)(?=[A-Z])")  # Al Jazeera, al-Qaeda, el-Sisi
_AMERICAN = {"Defense": "Defence", "Center": "Centre", "Labor": "Labour", "Program": "Programme", "Organisation": "Organization",
             "Mobilisation": "Mobilization", "defense": "defence", "organisation": "organization", "center": "centre"}
_SPELLED = re.compile(rf"\b(?:{'|'.join(_AMERICAN)})\b")
_LONGEST = 200  # a name is no longer; what is, is no name


def _plain(name: str) -> str:
    """Without accents, curly quotes and line breaks."""
    if name.isascii():
        return name
    name = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(c for c in name if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """The key of a name; empty where nothing is left, or too much.

    >>> key("the U.S. Department of Defense’s"), key("Élysée"), key("Al Jazeera")
    ('US Department of Defence', 'Elysee', 'al-Jazeera')
    """
    if len(name) > _LONGEST:
        return ""
    text = " ".join(_plain(name).split()).strip(_EDGE)
    text = text.removesuffix("'s").removesuffix("'S").rstrip("'")
    text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    if "." in text:
        text = _DOTTED.sub(lambda m: m[0].replace(".", ""), text)
    text = _THE_ARAB.sub("al-", text)
    return _SPELLED.sub(lambda m: _AMERICAN[m[0]], text).strip(_EDGE)


def loud(name: str) -> str | None:
    """The key of a name all in capitals, to be compared with that of other names in capitals: "NORTH KOREA"; None for any other.

    Short ones are left alone: "US" and "AID" may be abbreviations.
    """
    return key(name).upper() if name.isupper() and len(name) >= 5 else None
