"""Two gists -> how probable it is that their statements are the same claim, and why.

A small network over what agrees and what does not: meaning, words, names, numbers, times, places, mode, whose word it is, and
how the two reports stand to each other. Trained on invented cases (training/match.py), calibrated on cases left out.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reportedly.errors import ModelError
from reportedly.link.compare import FEATURES, Between, features, reason
from reportedly.link.embed import DEFAULT, checked
from reportedly.link.gist import TELLING, Gist

__all__ = ["Between", "Likeness", "Matcher", "shortlist"]

# swept 0.35-0.5 and 1-3: of 552 pairs of tellings of one claim on the cases 96 % are on the shortlist, F1 as with all pairs
NEAR, NEAREST = 0.4, 2
TOLD = 0.1  # less like than this, nobody asks why
PLAIN = 0.5  # nearer than this they need no word in common


@dataclass(frozen=True, slots=True)
class Likeness:
    """`same`: the calibrated probability (0 … 1) that two statements are one claim. `detail`: what agrees and what does not; empty next to 0."""

    same: float
    detail: str


class Matcher:
    """`matcher(a, b, between)` gives a `Likeness`, the same for (b, a). Built once, safe in threads."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Load the weights of the folder; ModelError says what is wrong with it and what to do."""
        weights = json.loads(checked(folder, "match.json").read_text(encoding="utf-8"))
        if tuple(weights["features"]) != FEATURES:
            raise ModelError(f"the weights in {folder / 'match.json'} are for other features than this program's; "
                             "install reportedly again, or train them again (training/match.py)")
        self._hidden = np.array(weights["hidden"])  # [features + 1, units]: the last row is the bias
        self._out = np.array(weights["out"])  # [units + 1]
        self._skip = np.array(weights["skip"])  # [features]

    def __call__(self, a: Gist, b: Gist, between: Between) -> Likeness:
        """How like two statements are, of one report or of two."""
        values = features(a, b, between)
        same = self.probability(values)
        return Likeness(same, reason(a, b, values) if same >= TOLD else "")

    def probability(self, values: list[float]) -> float:
        """What the network makes of the features."""
        x = np.array(values)
        hidden = np.tanh(x @ self._hidden[:-1] + self._hidden[-1])
        score = float(hidden @ self._out[:-1] + self._out[-1] + x @ self._skip)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def shortlist(one: Sequence[Gist], two: Sequence[Gist]) -> list[tuple[int, int]]:
    """Which statements of two reports are worth comparing: those near in meaning, and those with the same telling number.

    Of each statement only the nearest few of the other report; both ways, so that it does not matter which report comes first.
    """
    if not one or not two:
        return []
    near = np.stack([g.vector for g in one]) @ np.stack([g.vector for g in two]).T
    across, down = np.sort(near, axis=1), np.sort(near, axis=0)
    least = np.minimum(across[:, [-min(NEAREST, len(two))]], down[[-min(NEAREST, len(one))], :])
    rows, columns = np.nonzero((near >= NEAR) & (near >= least))
    found = {(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
             if near[i, j] >= PLAIN or not one[i].words.keys().isdisjoint(two[j].words)}
    values = [_values(g) for g in two]
    if any(values):
        found |= {(i, j) for i, g in enumerate(one) if (mine := _values(g)) for j, theirs in enumerate(values) if mine & theirs}
    return sorted(found)


def _values(gist: Gist) -> set[float]:
    return {v for n in gist.numbers for v in (n.low, n.high) if v is not None and v >= TELLING}
