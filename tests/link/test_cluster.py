"""Groups from likeness: mean link, rulings, and no dependence on order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.cluster import cluster

IDS = list("abcdef")


def test_likely_pairs_are_one_group_and_unlikely_ones_are_not() -> None:
    likeness = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.7, ("c", "d"): 0.01}
    assert cluster("abcd", likeness) == (("a", "b", "c"), ("d",))


def test_one_bridge_does_not_join_two_groups() -> None:
    likeness = {("a", "b"): 0.95, ("c", "d"): 0.95, ("b", "c"): 0.6, ("a", "c"): 0.01, ("a", "d"): 0.01, ("b", "d"): 0.01}
    assert cluster("abcd", likeness) == (("a", "b"), ("c", "d"))


def test_one_unlucky_pair_does_not_part_three_that_agree() -> None:
    assert cluster("abc", {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.1}) == (("a", "b", "c"),)


def test_rulings_hold_whatever_the_likeness() -> None:
    assert cluster("abc", {("a", "b"): 0.0}, together=[("b", "a")]) == (("a", "b"), ("c",))
    assert cluster("abc", {("a", "b"): 1.0, ("b", "c"): 1.0, ("a", "c"): 1.0}, apart=[("c", "a")]) != (("a", "b", "c"),)


def test_apart_holds_through_a_third() -> None:
    groups = cluster("abc", {("a", "b"): 1.0, ("b", "c"): 0.99}, apart=[("a", "c")])
    assert groups == (("a", "b"), ("c",))


def test_together_wins_over_apart() -> None:
    assert cluster("abc", {}, together=[("a", "b"), ("b", "c")], apart=[("a", "c")]) == (("a", "b", "c"),)


def test_rulings_on_statements_that_are_gone_are_passed_over() -> None:
    assert cluster("ab", {("a", "z"): 1.0}, together=[("a", "z")], apart=[("z", "b")]) == (("a",), ("b",))


def test_nothing_gives_nothing() -> None:
    assert cluster([], {}) == ()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]), st.floats(0, 1)), st.randoms())
def test_order_does_not_matter(likeness: dict[tuple[str, str], float], chance: random.Random) -> None:
    pairs = [(pair if chance.random() < 0.5 else pair[::-1], value) for pair, value in likeness.items()]
    ids = IDS.copy()
    chance.shuffle(pairs)
    chance.shuffle(ids)
    assert cluster(ids, dict(pairs)) == cluster(IDS, likeness)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]), st.floats(0, 1)),
       st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]), max_size=4))
def test_no_group_holds_two_that_are_to_stay_apart(likeness: dict[tuple[str, str], float], apart: set[tuple[str, str]]) -> None:
    groups = cluster(IDS, likeness, apart=apart)
    assert sorted(i for group in groups for i in group) == IDS
    assert not any(a in group and b in group for group in groups for a, b in apart)
