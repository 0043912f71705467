"""Emissions -> roles: the Viterbi pass finds the path that an exhaustive search finds, and no forbidden one."""

import itertools

import numpy as np
import pytest

from reportedly.extract.decode import viterbi
from reportedly.extract.model import DEFAULT, Config, Model


@pytest.fixture(scope="module")
def config() -> Config:
    return Model(DEFAULT).config


@pytest.mark.parametrize("seed", range(8))
def test_viterbi_is_the_best_of_all_paths(config: Config, seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(1, 5, 5)).astype(np.float32) * 3
    between, first = np.array(config.between), np.array(config.first)

    def score(path: tuple[int, ...]) -> float:
        steps = sum(between[a, b] for a, b in itertools.pairwise(path))
        return float(first[path[0]] + steps + sum(emissions[0, t, p] for t, p in enumerate(path)))

    best = max(itertools.product(range(5), repeat=5), key=score)
    assert tuple(viterbi(emissions, np.ones((1, 5), dtype=bool), config)[0]) == best


def test_viterbi_does_not_look_beyond_what_is_seen(config: Config) -> None:
    rng = np.random.default_rng(0)
    emissions = rng.normal(size=(2, 9, 5)).astype(np.float32)
    seen = np.ones((2, 9), dtype=bool)
    seen[1, 4:] = False
    alone = viterbi(emissions[1:, :4], np.ones((1, 4), dtype=bool), config)
    assert (viterbi(emissions, seen, config)[1, :4] == alone[0]).all()


def test_viterbi_never_continues_what_has_not_begun(config: Config) -> None:
    emissions = np.random.default_rng(1).normal(size=(20, 30, 5)).astype(np.float32) * 5
    for path in viterbi(emissions, np.ones((20, 30), dtype=bool), config):
        for before, after in itertools.pairwise(path):
            assert not (after == 2 and before not in (1, 2))
            assert not (after == 4 and before not in (3, 4))
