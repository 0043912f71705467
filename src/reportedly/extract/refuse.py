"""What the model takes for an attribution and the labels do not: ordered rules; the first reason drops the find."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SEEMS = re.compile(
    r"\b(?:seem|seems|seemed|appear|appears|appeared|"
    r"(?:is|are|was|were|be|been)(?: \w+)? (?:likely|unlikely|certain|possible|set|due|bound|able))"
    r"(?: to(?: be| have)?)?$", re.I)
_AUXILIARIES = frozenset((
    "is are was were be been being am to do does did has have had will would can could may might must shall should "
    "not a an the of by in on at for and or"
).split())


@dataclass(frozen=True)
class Find:
    """What the rules see: the cue's words, and whether there is a source."""

    cue: str
    sourced: bool


def only_seems(find: Find) -> str | None:
    """Russia seems to be gathering friends; the port is likely to reopen."""
    return "what seems or is likely is no attribution" if not find.sourced and _SEEMS.search(find.cue) else None


def only_auxiliaries(find: Find) -> str | None:
    """A rival [was] almost certain to bid."""
    words = re.findall(r"\w+", find.cue.lower())
    return "there is no verb in the cue" if words and all(w in _AUXILIARIES for w in words) else None


RULES: tuple[Callable[[Find], str | None], ...] = (only_seems, only_auxiliaries)


def refuse(find: Find) -> str | None:
    """Why this is no attribution, or None."""
    return next((reason for rule in RULES if (reason := rule(find))), None)
