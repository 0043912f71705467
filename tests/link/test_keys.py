"""Keys under which reports meet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from link.gists import NOWHERE, figure, of
from reportedly.link.keys import anchors, keys

FIRST = """Two of the three gates of the Brenta dam jammed on Monday, the water board of Salzach said.
About 4,100 people in Ober-Lindach were told to be ready to leave."""
AGAIN = """People of Ober-Lindach (4,100) may have to go: gates at the Brenta dam are stuck, Salzach's water board says."""
OTHER = """A bakery in Turku won a prize for its rye bread. The jury praised the crust."""


def made(text: str, title: str = "") -> frozenset[int]:
    quantities = (figure("4,100 people", 4100, 4100, "person"),) if "4,100" in text else ()
    return keys([of(text, quantities=quantities, vector=NOWHERE)], anchors(text, title))


def test_reports_of_one_event_meet_and_others_do_not() -> None:
    assert made(FIRST) & made(AGAIN)
    assert not made(FIRST) & made(OTHER)


def test_names_and_rare_words_come_first() -> None:
    found = anchors(FIRST, "Dam gates jam above Ober-Lindach")
    assert len(found) <= 12
    assert "brnt" in found[:6]
    assert "people" not in found[:4]


def test_keys_fit_a_signed_column() -> None:
    assert all(0 <= key < 2**63 for key in made(FIRST))


def test_the_order_of_statements_does_not_matter() -> None:
    gists = [of(s, vector=NOWHERE) for s in FIRST.split(". ")]
    assert keys(gists, ("a", "b")) == keys(gists[::-1], ("b", "a"))


def test_nothing_gives_no_keys() -> None:
    assert anchors("", None) == ()
    assert keys([], ()) == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_keys(text: str, title: str) -> None:
    assert made(text, title) == made(text, title)
