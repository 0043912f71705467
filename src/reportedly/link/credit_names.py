"""A piece of a credit in, the names of outlets in it out, each with its span: `A; B`, `A, B and C`, *Adria's Ann Lee and the Lipno Herald*."""

import re
from collections.abc import Iterator
from typing import Literal

from reportedly.link.outlets import bare_name, is_code, known, organisation_like
from reportedly.types import Span

CreditKind = Literal["source line", "credit line", "dateline", "byline", "origin note"]

Named = tuple[str, Span, tuple[str, ...]]  # a name, its words, its abbreviations

AGENCIES = "agencies"  # the name of a credit that names none: *Agencies*, *With agency material*

_WORDS = r"[A-ZÀ-ÖØ-Þ0-9][\w&’'./-]{0,60}"
NAME = (rf"(?:[Tt]he )?(?:(?:[a-z-]{{2,20}} ){{0,4}}?{_WORDS}(?:,? (?:(?:of|for|and|the|de|la|le|du|des|della|&) ){{0,2}}{_WORDS})"
        r"{0,9}|dpa\b|taz\b)")
_NO_NAME = re.compile(r"(?:the )?(?:ends?|end it|more|photos?|pictures?|pictured|videos?|files?|updates?d?|edited|left|right|see .*|pdf|source|"
                      r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|"
                      r"december|an?|poll|(?=\W*$)|"
                      r"first|full|exclusive|opinion|analysis|correction|corrected|reporting|editing|d|r|gmt|utc|est|edt|cet|l-r|sic|laughs|applause|"
                      r"staff|newsroom|editor|editors|correspondent|reporters?|\W*\d[\d\W]*)\b.*", re.IGNORECASE)
SOME_AGENCIES = re.compile(
    r"(?:(?:[Cc]ombined|[Vv]arious|[Oo]ther|[Nn]ews|[Ii]nternational|[Ff]oreign|[Oo]ur|[Ff]rom|[Ss]taff(?: and)?|[A-Z]\w+(?= wire)) ){0,3}"
    r"(?:(?:[Aa]gencies|AGENCIES|[Ww]ires|[Ww]ire services?)(?: (?:material|reports?|copy|inputs?|dispatches|staff))?"
    r"|(?:material|reports?|copy|inputs?) (?:by|from|of) (?:news )?agencies"
    r"|(?:[Aa]gency|[Ww]ire) (?:material|reports?|copy|inputs?|dispatches|staff))")
_CITING = re.compile(r"(?:,? (?:citing|quoting|referring to|with reference to|in reference to|referencing|via|on (?:Telegram|Facebook|Twitter|X)"
                     r"\b|in an? (?:interview|comment|statement|post|report)|reported|said|says)\b| [–—-] |, as \b).*", re.DOTALL)
_BODY = re.compile(r"\b(?:Ministry|Department|Committee|Office|Institute|Bureau|Cent(?:er|re)|Council|Agency|Commission) (?:of|for|on)\b")
_PERSON = re.compile(r"['’]s? |,? (?:staff )?(?:writers?|reporters?|correspondents?|journalists?|producers?|editors?|staff|bureau)\b.*")


def listed(text: str, start: int, end: int, *, prose: bool = False) -> Iterator[Named]:
    """Each name of a list in `text[start:end]`, with its abbreviation: `A; B`, `A, B and C`, `A/B`.

    *and* parts two names unless `;` does or the name before it is a body's (*Ministry of Health and Welfare*). In `prose` only what looks
    like an outlet is taken, and of *Adria's Ann Lee* or *Adria writer Ann Lee* the outlet.
    """
    whole = text[start:end]
    if ";" in whole:
        cut = re.compile(r"\s*;\s*")
    elif _BODY.search(whole):
        cut = re.compile(r"\s*,\s*(?:and\s+)?|\s+/\s+")
    else:
        cut = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|with)\s+|\s*/\s*(?!\w{1,2}\b(?=\.|$))|\s+\|\s+")
    if known(whole) or SOME_AGENCIES.fullmatch(whole.strip(" .")):
        cut = re.compile(r"(?!)")
    at = 0
    for piece in (*cut.finditer(whole), None):
        till = piece.start() if piece else len(whole)
        yield from one(text, start + at, start + till, prose=prose)
        at = piece.end() if piece else till


def one(text: str, start: int, end: int, *, prose: bool) -> Iterator[Named]:
    """The name in `text[start:end]`, if there is one there."""
    raw = _CITING.sub("", text[start:end])
    if SOME_AGENCIES.fullmatch(raw.strip(" .()")):
        yield AGENCIES, Span(start, start + len(raw.rstrip())), ()
        return
    if prose and (person := _PERSON.search(raw)):
        raw = raw[:person.start()]
    name = re.sub(r"^(?:[Tt]he|[Bb]y|[Ff]rom) ", "", bare_name(_unwrapped(raw)))
    if not name or len(name) > 90 or _NO_NAME.fullmatch(name):
        return
    if not (name[0].isupper() or name[0].isdigit() or known(name) or organisation_like(name)):
        return
    if prose and not (known(name) or is_code(name) or organisation_like(name)):
        return
    place = text.find(name, start, end)
    if place >= 0:
        yield name, Span(place, place + len(name)), tuple(c for c in re.findall(r"\(([^()]{2,20})\)", raw) if is_code(c))


def _unwrapped(raw: str) -> str:
    bare = raw.strip(" .[]")
    return bare if "(" in bare and ")" in bare and bare[0] != "(" else bare.strip("() .")
