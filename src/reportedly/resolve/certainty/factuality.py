"""How sure the furthest source presents the event: a range on the scale −3 … +3 by rule, a point in it by the model.

The scale is that of FactBank and UW (Lee et al. 2015): −3 certainly not so, 0 open, +3 certainly so.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from reportedly.resolve.certainty.context import View
from reportedly.resolve.certainty.cue import doubts, weighs
from reportedly.resolve.certainty.hedges import hedge, is_open
from reportedly.resolve.certainty.likelihood import Band
from reportedly.types import Mode, Polarity

__all__ = ["BY_SIGN", "Judged", "Range", "factuality"]


class Range(NamedTuple):
    """Where the value lies, and which it is without the model."""

    low: float
    usual: float
    high: float


class Judged(NamedTuple):
    """What is already known when the factuality is asked for."""

    mode: Mode
    polarity: Polarity
    band: Band | None


OPEN = Range(-0.4, 0.0, 0.4)
NOT_SO = Range(-3.0, -2.6, -0.6)
UNLIKELY = Range(-2.0, -1.2, -0.6)
LIKELY = Range(0.6, 1.2, 2.2)
MEANT = Range(0.6, 1.0, 2.0)  # planned, promised, expected
AHEAD = Range(0.6, 1.8, 2.6)
SO = Range(0.6, 2.6, 3.0)
BY_SIGN = {-1: NOT_SO, 0: OPEN, 1: SO}

_SLIM = re.compile(
    r"\b(?:(?:little|slim|small|scant|low|poor|minimal|faint) (?:chance|prospect|likelihood|probability|odds|possibility|hope)|"
    r"impossible|doubtful|(?:chances?|odds|prospects?) (?:of [\w' -]{1,40} )?(?:is|are|was|were) "
    r"(?:very )?(?:slim|low|small|poor|minimal|negligible))\b")


def nothing_known(view: View, judged: Judged) -> Range | None:  # noqa: ARG001 - rules share a signature
    """Did not say ⟨who paid⟩."""
    return OPEN if judged.polarity == "absent" else None


def is_denied(view: View, judged: Judged) -> Range | None:
    """Denied ⟨any role⟩; ⟨no one was hurt⟩; but ⟨it may not reopen⟩ stays open."""
    if judged.polarity != "denied":
        return None
    return OPEN if view.clause.modal in ("may", "might") and view.act != "deny" and is_open(view) else NOT_SO


def is_estimative(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """⟨It is unlikely that the port will reopen⟩: by the middle of the band."""
    if judged.band is None:
        return None
    middle = sum(judged.band) / 2
    return OPEN if middle == 50 else UNLIKELY if middle < 50 else LIKELY


def is_doubted(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """Doubts ⟨that the truce will hold⟩; few believe ⟨it will last⟩; ⟨the chances are slim⟩."""
    doubted = view.act is not None and (doubts(view.cue, view.act) or view.few)
    return UNLIKELY if doubted or _SLIM.search(view.content) else None


def is_weighed(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """Is considering ⟨a sale⟩."""
    return OPEN if view.act is not None and weighs(view.cue, view.act) else None


def is_left_open(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """⟨Troops could leave⟩."""
    return OPEN if is_open(view) else None


def is_meant_or_expected(view: View, judged: Judged) -> Range | None:
    """Plans to ⟨close the mine⟩; expects ⟨prices to fall⟩."""
    return MEANT if judged.mode == "intention" or view.act == "predict" else None


def is_inferred(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """Believes ⟨it was set⟩; ⟨it seems to have been set⟩."""
    return LIKELY if view.act in ("believe", "estimate") or hedge(view) else None


def is_ahead(view: View, judged: Judged) -> Range | None:  # noqa: ARG001
    """⟨The mine will close⟩."""
    return AHEAD if judged.mode == "forecast" else None


RULES: tuple[Callable[[View, Judged], Range | None], ...] = (
    nothing_known, is_denied, is_estimative, is_doubted, is_weighed, is_left_open, is_meant_or_expected, is_inferred, is_ahead,
)


def factuality(view: View, judged: Judged) -> tuple[Range, str] | None:
    """The range and the rule's name; None where no rule speaks. Demands and attitudes are not asked."""
    for rule in RULES:
        found = rule(view, judged)
        if found is not None:
            return found, rule.__name__.replace("_", " ")
    return None
