"""What changed from one text to another, by words."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.web.changes import Change, changes, different, shortened

TEXT = st.text(alphabet="ab \n.😀", max_size=40)


@given(TEXT, TEXT)
def test_without_what_came_it_is_the_old_text_and_without_what_went_the_new(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(c.words for c in found if c.how != "new") == before
    assert "".join(c.words for c in found if c.how != "gone") == after
    assert all(c.words for c in found)


def test_words_change_not_letters() -> None:
    assert changes("Rates will fall in May.\nNo more.\n", "Rates may fall in May.\nNo more.\n") == [
        Change("same", "Rates "), Change("gone", "will"), Change("new", "may"), Change("same", " fall in May.\nNo more.\n")]


def test_a_long_stretch_that_stayed_is_cut_to_its_ends() -> None:
    long = "so many words " * 40
    first, _, _, last = shortened(changes(long + "old end" + long, long + "new end" + long))[:4]
    assert (first.words, first.left_out + len(first.rest)) == ("", len(long))
    assert long.endswith(first.rest)
    assert (last.rest, last.left_out + len(last.words)) == ("", len(" end" + long))


def test_two_long_texts_with_nothing_in_common_take_no_time() -> None:
    assert [c.how for c in changes("a " * 100_000 + "a", "b " * 100_000 + "b")] == ["gone", "new"]


def test_words_that_the_other_has_otherwise() -> None:
    a, b = "The clerk said up to 800 men will come", "the clerk says 800 men come"
    assert [a[slice(*span)] for span in different(a, b)] == ["said up to", "will"]
    assert [b[slice(*span)] for span in different(b, a)] == ["says"]
    assert different("", "a") == different("a " * 5000, "b " * 5000) == []
