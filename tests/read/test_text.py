import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import EmptyReport
from reportedly.read import Given, read_bytes

SEEDLIKE = ("The river authority will lower the dam before the autumn rains.\r\n\r\nSource: Radio Norte; the mayor\r\n\r\n"
            "Advertisement:\r\n\r\n  Background:\r\n\tThe dam was built in 1961.  \r\n\r\nSupport UP or become our patron!")


def test_is_kept_to_the_letter() -> None:
    report = read_bytes(SEEDLIKE.encode(), "dam.txt")
    assert report.text == SEEDLIKE
    assert report.title is None
    assert [report.text[start:end] for start, end in report.skipped] == ["Advertisement:", "Support UP or become our patron!"]


def test_loses_only_its_byte_order_mark() -> None:
    for codec in ("utf-8-sig", "utf-16", "utf-32"):
        assert read_bytes(SEEDLIKE.encode(codec), "dam.txt").text == SEEDLIKE


@pytest.mark.parametrize(("text", "title"), [
    ("Dam to be lowered\n\nThe authority said so.", "Dam to be lowered"),
    ("Dam to be lowered\r\n\r\nThe authority said so.", "Dam to be lowered"),
    ("# Dam to be lowered\n\nThe authority said so.", "Dam to be lowered"),
    ("\nWho will lower the dam?\n \nThe authority said so.", "Who will lower the dam?"),
    ("The dam will be lowered.\n\nThe authority said so.", None),
    ("Dam to be lowered\nThe authority said so.", None),
    ("Dam to be lowered\n\n", None),
    ("Dam to be lowered", None),
    ("Advertisement\n\nThe authority said so.", None),
    ("Details:\n\nThe authority said so.", None),
    ("The authority " * 20 + "\n\nsaid so.", None),
])
def test_title_is_the_first_line_if_it_stands_as_a_headline(text: str, title: str | None) -> None:
    assert read_bytes(text.encode(), "dam.txt").title == title


def test_what_is_given_wins_and_the_text_stays() -> None:
    given = Given(published="2024-05-06", outlet="Valley Times", url="https://valley.example/dam", title="A dam")
    report = read_bytes(b"Dam to be lowered\n\nThe authority said so.", "dam.txt", given=given)
    assert (report.published, report.outlet, report.url, report.title) == (given.published, given.outlet, given.url, given.title)
    assert report.text == "Dam to be lowered\n\nThe authority said so."


def test_id_comes_from_publisher_and_text_only() -> None:
    data = b"The authority said so."
    assert read_bytes(data, "a.txt").id == read_bytes(b"\xef\xbb\xbf" + data, "b/c.txt").id
    assert read_bytes(data, "a.txt").id != read_bytes(data, "a.txt", given=Given(outlet="Valley Times")).id
    assert read_bytes(data, "a.txt", given=Given(outlet="x", url="https://x.example")).id \
        == read_bytes(data, "a.txt", given=Given(outlet="y", url="https://x.example")).id
    assert len(read_bytes(data, "a.txt").id) == 17


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le")])
def test_empty_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyReport, match=r"^dam\.txt: .*; "):
        read_bytes(data, "dam.txt")


def test_one_line_of_two_megabytes() -> None:
    text = "The authority said so. " * 90_000
    report = read_bytes(text.encode(), "dam.txt")
    assert report.text == text
    assert report.skipped == ()


def test_a_text_with_markup_in_it_stays_a_text() -> None:
    text = "He wrote <p>, <b> and <div> on the board.\n" * 3
    assert read_bytes(text.encode(), "dam.txt").text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t")))
def test_any_text_is_kept_and_its_skipped_spans_are_lines_of_it(text: str) -> None:
    text = f"The authority said so. {text}"
    report = read_bytes(text.encode(), "dam.txt")
    assert report.text == text
    for start, end in report.skipped:
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
