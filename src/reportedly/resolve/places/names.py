"""Names of places as keys: the words of a text -> what the gazetteer is asked for. `fold` is the same as in resources/generate_places.py."""

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "Ə": "A", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'"})
_SPACES = re.compile(r"[-–,]")
_NOTHING = re.compile(r"[.']")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, no dots or apostrophes, hyphens as spaces."""
    plain = name.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_NOTHING.sub("", _SPACES.sub(" ", plain)).lower().split())
