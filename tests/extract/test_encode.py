"""Text -> windows: every word is covered, spans are characters, shapes see quotations, case and lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from reportedly.extract.encode import SHAPES, encode, quotation_states
from reportedly.extract.model import DEFAULT


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(DEFAULT / "tokenizer.json"))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=600), st.integers(4, 60))
def test_encode_any_text_gives_windows_inside_it_in_order(tokenizer: Tokenizer, text: str, size: int) -> None:
    last = 0
    for window in encode(text, tokenizer, size):
        assert 0 < len(window) <= size
        assert len(window.ids) == len(window.shapes) == len(window) + 2
        assert window.shapes.min() >= 0
        assert window.shapes.max() < SHAPES
        for start, end in zip(window.starts.tolist(), window.ends.tolist(), strict=True):
            assert last <= start <= end <= len(text)
            last = start


def test_encode_covers_every_word(tokenizer: Tokenizer) -> None:
    text = "The mayor said on Monday that the bridge was shut.\n\nShe did not say why. " * 40
    covered = {i for w in encode(text, tokenizer, 50) for a, b in zip(w.starts.tolist(), w.ends.tolist(), strict=True) for i in range(a, b)}
    assert all(i in covered for i, char in enumerate(text) if char.isalnum())


def test_encode_cuts_between_paragraphs(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(["The port was closed on Friday, the harbour master said."] * 12)
    for window in encode(text, tokenizer, 40)[1:]:
        assert text[:window.starts[0]].endswith("\n\n")


@pytest.mark.parametrize(("text", "states"), [
    ('a "b" c', "0021200"),
    ("a “b” c", "0021200"),
    ("“a\nb", "2100"),  # a quotation that nobody closes ends with its paragraph
    ("it's", "0000"),
])
def test_quotation_states(text: str, states: str) -> None:
    assert "".join(map(str, quotation_states(text))) == states


def test_shapes_tell_case_and_line(tokenizer: Tokenizer) -> None:
    def first_shape(text: str) -> int:
        return int(encode(text, tokenizer)[0].shapes[1])

    assert len({first_shape(x) for x in ("nato", "Nato", "NATO", "9", '"')}) == 5
    window = encode("One two\nthree\n\nfour", tokenizer)[0]
    assert [int(s) % 3 for s in window.shapes[1:-1]] == [2, 0, 1, 2]
