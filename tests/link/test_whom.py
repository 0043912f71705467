"""Whether two sources are one: names, offices, bodies and those who speak for them, papers; never the unnamed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.whom import Whom, both_sides, institution, is_named, nations, same, tokens, whom
from reportedly.types import Hop, Kind, Span


def who(name: str, kind: Kind, told: str = "", entity: str | None = None) -> Whom:
    return whom(Hop(name, kind, None, Span(0, 0), "say", entity=entity), told or name)


@pytest.mark.parametrize(("a", "b"), [
    (who("Ana Brkic", "person"), who("Ms Brkic", "person")),
    (who("Ana Brkic", "person"), who("A. Brkic", "person")),
    (who("Ána Brkić", "person"), who("Ana Brkic", "person")),
    (who("the Interior Ministry", "government"), who("Interior Ministry", "government")),
    (who("the Interior Ministry", "government"), who("the ministry", "government")),
    (who("the U.S. Navy", "organization"), who("the US Navy", "organization")),
    (who("Ukraine's Defence Ministry", "government"), who("the Ukrainian Defense Ministry", "government")),
    (who("Ukraine's Defence Ministry", "government"), who("the Defence Ministry in Kyiv", "government")),
    (who("the Lipno harbour authority", "organization"), who("Ivo Kran", "person", "Ivo Kran, spokesman for the Lipno harbour authority")),
    (who("the Transport Ministry", "government"), who("Ivo Kralj", "person", "Ivo Kralj, Transport Minister")),
    (who("the governor", "person"), who("Ivo Kran", "person", "Ivo Kran, the governor")),
    (who("a letter to the council", "document"), who("the letter to the council", "document")),
    (who("a letter", "document", "a letter by Ana Brkic"), who("Ana Brkic", "person")),
    (who("Northern Bank", "organization"), who("Eva Lund", "person", "Eva Lund, Northern Bank's chief executive")),
    (who("NATO", "organization", entity="Q7184"), who("the alliance", "organization", entity="Q7184")),
], ids=lambda w: w.name)
def test_one(a: Whom, b: Whom) -> None:
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(("a", "b"), [
    (who("Ana Brkic", "person"), who("Ivan Brkic", "person")),
    (who("Ana Brkic", "person"), who("Ana Kos", "person")),
    (who("the Interior Ministry", "government"), who("the Finance Ministry", "government")),
    (who("Russia's Defence Ministry", "government"), who("Ukraine's Defence Ministry", "government")),
    (who("the Transport Ministry", "government"), who("Ivo Kralj", "person", "Ivo Kralj, Finance Minister")),
    (who("the Transport Ministry", "government"), who("Ivo Kralj", "person", "Prime Minister Ivo Kralj")),
    (who("the Transport Ministry", "government"), who("Mira Zoric", "person", "Mira Zoric, a spokeswoman for the Finance Ministry")),
    (who("Northern Bank", "organization"), who("Southern Bank", "organization")),
    (who("a letter to the council", "document"), who("the register of ships", "document")),
    (who("NATO", "organization", entity="Q7184"), who("the alliance", "organization", entity="Q1")),
    (who("an official", "anonymous"), who("an official", "anonymous")),
    (who("an official of the Interior Ministry", "anonymous"), who("the Interior Ministry", "government")),
    (who("local residents", "group"), who("local residents", "group")),
    (who("he", "person"), who("he", "person")),
    (who("", "unknown"), who("", "unknown")),
], ids=lambda w: w.name)
def test_two(a: Whom, b: Whom) -> None:
    assert same(a, b) is None
    assert same(b, a) is None


@pytest.mark.parametrize(("name", "kind"), [
    ("Ana Brkic", "person"), ("the governor", "person"), ("the Interior Ministry", "government"), ("the port authority", "organization"),
    ("a study", "document"), ("Doctors Without Borders", "group"), ("the Greens", "group")])
def test_named(name: str, kind: Kind) -> None:
    assert is_named(name, kind)


@pytest.mark.parametrize(("name", "kind"), [
    ("an official", "anonymous"), ("the Interior Ministry", "anonymous"), ("he", "person"), ("a woman", "person"), ("local residents", "group"),
    ("Ukrainian soldiers", "group"), ("", "person"), ("someone", "unknown")])
def test_not_named(name: str, kind: Kind) -> None:
    assert not is_named(name, kind)


def test_nations() -> None:
    assert nations("Kyiv") == nations("Ukraine's") == nations("the Ukrainian army")
    assert nations("North Korea") != nations("South Korea")
    assert nations("the port") == frozenset()


def test_both_sides_and_institutions() -> None:
    assert both_sides("both armies")
    assert both_sides("The two governments")
    assert not both_sides("both")
    assert not both_sides(None)
    assert institution("Lipno University")
    assert not institution("Lipno News Agency")
    assert not institution("Island Echo")


kinds: list[Kind] = ["person", "organization", "government", "group", "document", "anonymous", "unknown", "outlet"]
anybody = st.builds(who, st.one_of(st.text(max_size=30), st.sampled_from(["Ana Brkic", "the ministry", "a letter", "Kyiv", "the governor"])),
                    st.sampled_from(kinds), st.text(max_size=30))


@given(anybody, anybody)
def test_it_is_symmetric(a: Whom, b: Whom) -> None:
    assert bool(same(a, b)) == bool(same(b, a))


@given(anybody, anybody)
def test_the_unnamed_are_nobody_else(a: Whom, b: Whom) -> None:
    if not (a.named and b.named):
        assert same(a, b) is None


@given(st.text(max_size=60))
def test_tokens_of_anything(name: str) -> None:
    assert all(tokens(name))
