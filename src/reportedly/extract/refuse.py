"""What the model takes for an attribution and the labels do not: ordered rules; the first reason drops the find."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SEEMS = re.compile(
    r"\b(?:seem|seems|seemed|appear|appears|appeared|"
    r"(?:is|are|was|were|be|been)(?: \w+)? (?:likely|unlikely|certain|possible|set|due|bound|able))"
    r"(?: to(?: be| have)?)?$", re.I)
_ACTION = re.compile(r"\b(?:sign(?:s|ed)|arrest(?:s|ed)|sentenc(?:es|ed)|approv(?:es|ed)|oblig(?:es|ed|ates|ated)|binds|entitles|allows|permits|"
                     r""
                     r"provides for|detain(?:s|ed)|jail(?:s|ed)|fin(?:es|ed)|elect(?:s|ed)|appoint(?:s|ed)|"
                     r"uph(?:old|olds|eld)|overturn(?:s|ed)|expel(?:s|led)?)$", re.I)
_UNSEEN = re.compile(
    r"\b(?:not|never|yet to|n[’']t)\b.*\b(?:established|verified|confirmed|determined|identified|corroborated|known|clear|ascertained|"
    r"substantiated|disclosed|released|explained)\b|\b(?:unclear|unknown|unconfirmed|unexplained)\b|"
    r"\bno (?:\w+ )?(?:confirmation|evidence|indication|sign|proof|word|comment|verification|explanation)\b", re.I)
_NOT_SEEN = re.compile(r"(?:any|no) (?:\w+ )?(?:reports?|evidence|signs?|indications?|proof|information|intelligence|data)$", re.I)
_AUXILIARIES = frozenset(
    "is are was were be been being am to do does did has have had will would can could may might must shall should not a an the of by in on at "
    "for and or".split())


@dataclass(frozen=True)
class Find:
    """What the rules see: the words of cue and source, whether there is a source, is part of another's cue; whether it is nested."""

    cue: str
    source: str = ""
    sourced: bool = True
    source_in_a_cue: bool = False
    nested: bool = False


def only_seems(find: Find) -> str | None:
    """Russia seems to be gathering friends; the port is likely to reopen."""
    return "what seems or is likely is no attribution" if not find.sourced and _SEEMS.search(find.cue) else None


def only_auxiliaries(find: Find) -> str | None:
    """The bridge [was] almost ready to open."""
    words = re.findall(r"\w+", find.cue.lower())
    return "there is no verb in the cue" if words and all(w in _AUXILIARIES for w in words) else None


def an_action(find: Find) -> str | None:
    """The treaty [obliges] each side to help; the king [signed] the law."""
    return "an action, not a saying" if _ACTION.search(find.cue) else None


def nobody_looked(find: Find) -> str | None:
    """The claim [could not be verified]; there was [no sign of] the crew: nobody is named who looked."""
    return "nobody is named who looked" if not find.sourced and _UNSEEN.search(find.cue) else None


def part_of_another_cue(find: Find) -> str | None:
    """ISW [has not seen any reports] suggesting that …: “any reports” is no source of its own."""
    return "its source is part of another cue" if find.source_in_a_cue else None


def what_was_not_seen(find: Find) -> str | None:
    """ISW has not seen [any reports] suggesting that …: what was not there says nothing."""
    return "what was not seen is no source" if find.nested and _NOT_SEEN.match(find.source) else None


def no_source_at_all(find: Find) -> str | None:
    """Down from [an] earlier forecast of $420 million; [there] were fears that …"""
    return "what stands for its source names nobody" if find.source.lower() in ("a", "an", "the", "there") else None


def noun_inside_a_content(find: Find) -> str | None:
    """… said that the meeting showed Moscow['s desire] to build a coalition."""
    return "a noun inside a content" if find.nested and re.match(r"[’']s\b|s\b", find.cue) else None


RULES: tuple[Callable[[Find], str | None], ...] = (
    only_seems, only_auxiliaries, an_action, nobody_looked, part_of_another_cue, what_was_not_seen, no_source_at_all, noun_inside_a_content,
)


def refuse(find: Find) -> str | None:
    """Why this is no attribution, or None."""
    return next((reason for rule in RULES if (reason := rule(find))), None)
