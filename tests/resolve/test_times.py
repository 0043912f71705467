"""Times: expressions found, read against the day of publication, the tense, and the times told before. Sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve.times import Calendar
from reportedly.types import Span

THURSDAY = "2024-06-27"


def read(text: str, published: str | None = THURSDAY, lean: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """The text, start and end of every time of a text."""
    times = Calendar(text, published).times([Span(0, len(text))], lean)  # type: ignore[arg-type]
    return [(t.text, t.start, t.end) for t in times]


def only(text: str, published: str | None = THURSDAY, lean: str | None = None) -> tuple[str | None, str | None]:
    """Start and end of the one time of a text."""
    (found,) = read(text, published, lean)
    return found[1], found[2]


@pytest.mark.parametrize(("text", "start", "end"), [
    ("The mayor resigned on Tuesday.", "2024-06-25", "2024-06-26"),
    ("The mayor resigned on Thursday.", "2024-06-27", "2024-06-28"),
    ("The mayor will resign on Thursday.", "2024-07-04", "2024-07-05"),
    ("Divers are to search the wreck on Saturday.", "2024-06-29", "2024-06-30"),
    ("The wreck was searched on Monday night.", "2024-06-24", "2024-06-25"),
    ("The wreck sank at 7 p.m. on Sunday.", "2024-06-23", "2024-06-24"),
    ("Ballots open on Sunday", "2024-06-30", "2024-07-01"),
    ("The ferry leaves later on Thursday, the port expects.", "2024-06-27", "2024-06-28"),
    ("The bank cut its profit forecast on Tuesday.", "2024-06-25", "2024-06-26"),
    ("He was seen last Friday.", "2024-06-21", "2024-06-22"),
    ("He is due back next Tuesday.", "2024-07-02", "2024-07-03"),
    ("It rained yesterday.", "2024-06-26", "2024-06-27"),
    ("Storks nested there three days ago.", "2024-06-24", "2024-06-25"),
])
def test_days_follow_the_tense(text: str, start: str, end: str) -> None:
    assert only(text) == (start, end)


@pytest.mark.parametrize(("text", "published", "start"), [
    ("The dam broke on 19 June.", "2024-06-27", "2024-06-19"),
    ("The dam broke on 19 June.", "2024-01-02", "2023-06-19"),
    ("The dam will be opened on 19 June.", "2024-01-02", "2024-06-19"),
    ("The dam will be opened on January 20.", "2024-06-27", "2025-01-20"),
    ("The dam broke on Oct. 7, engineers found.", "2024-06-27", "2023-10-07"),
    ("The dam broke in May.", "2024-06-27", "2024-05-01"),
    ("The dam will be rebuilt in May.", "2024-06-27", "2025-05-01"),
    ("The dam was rebuilt in the third quarter.", "2024-06-27", "2023-07-01"),
    ("The dam was dated 2021-03-04 on its plate.", "2024-06-27", "2021-03-04"),
    ("The dam was inspected on 25/05/2024.", "2024-06-27", "2024-05-25"),
    ("The dam leaked on Christmas Eve.", "2024-06-27", "2023-12-24"),
])
def test_the_year_is_the_nearest_that_fits(text: str, published: str, start: str) -> None:
    assert only(text, published)[0] == start


@pytest.mark.parametrize(("text", "start", "end"), [
    ("The mill may close as early as March 2026.", "2026-03-01", None),
    ("The mill has stood idle since Friday.", "2024-06-21", None),
    ("Bread will cost more from 1 August.", "2024-08-01", None),
    ("The bakers will wait until at least January.", "2025-01-01", None),
    ("The mill will close by 5 July.", None, "2024-07-06"),
    ("The mill will close no later than 5 July.", None, "2024-07-06"),
    ("The mill ran until Tuesday.", None, "2024-06-26"),
    ("The mill will close by the end of August.", None, "2024-09-01"),
    ("The mill will close before the end of August.", None, "2024-09-01"),
    ("The mill will stay open through the winter.", None, "2025-03-01"),
    ("The mill will close before winter.", None, "2024-12-01"),
    ("The mill will close before 2030.", None, "2030-01-01"),
    ("The lease will run beyond the end of August.", "2024-09-01", None),
    ("The grain will arrive within the next two weeks.", "2024-06-27", "2024-07-11"),
    ("The grain will arrive within days.", "2024-06-27", None),
    ("The grain will arrive in the coming weeks.", "2024-06-27", None),
    ("Over the past month the price has doubled.", "2024-05-27", "2024-06-27"),
    ("In the past 24 hours the river has risen.", "2024-06-26", "2024-06-27"),
    ("The baker has until Friday to answer.", None, "2024-06-29"),
    ("The fair was postponed to 14 July.", "2024-07-14", "2024-07-15"),
])
def test_bounds(text: str, start: str | None, end: str | None) -> None:
    assert only(text) == (start, end)


@pytest.mark.parametrize(("text", "start", "end"), [
    ("Last month two wells ran dry.", "2024-05-01", "2024-06-01"),
    ("The wells will be dug next year.", "2025-01-01", "2026-01-01"),
    ("Two wells ran dry at the weekend.", "2024-06-22", "2024-06-24"),
    ("The wells will be blessed this weekend.", "2024-06-29", "2024-07-01"),
    ("Two wells ran dry in late May.", "2024-05-21", "2024-06-01"),
    ("Two wells ran dry in the first half of May.", "2024-05-01", "2024-05-16"),
    ("Two wells ran dry in the second half of 2023.", "2023-07-01", "2024-01-01"),
    ("Two wells ran dry in the autumn of 2022.", "2022-09-01", "2022-12-01"),
    ("Two wells ran dry in the winter of 2022-23.", "2022-12-01", "2023-03-01"),
    ("Two wells ran dry between 3 and 5 May.", "2024-05-03", "2024-05-06"),
    ("Two wells ran dry from 2014 to 2016.", "2014-01-01", "2017-01-01"),
    ("The wells will be shut from Monday to Friday.", "2024-07-01", "2024-07-06"),
    ("In the year to March two wells ran dry.", "2023-04-01", "2024-04-01"),
    ("Two wells ran dry in the 1990s.", "1990-01-01", "2000-01-01"),
    ("Wells ran dry during this month's drought.", "2024-06-01", "2024-07-01"),
])
def test_units_parts_and_ranges(text: str, start: str, end: str) -> None:
    assert only(text) == (start, end)


@pytest.mark.parametrize(("text", "last"), [
    ("The vat burst on 19 June. A week earlier, it had been cleaned.", ("2024-06-12", "2024-06-13")),
    ("The vat burst on 19 June. The same day, the brewer fled.", ("2024-06-19", "2024-06-20")),
    ("Output rose in March from a year earlier.", ("2023-03-01", "2023-04-01")),
    ("Output rose in March compared with the same month last year.", ("2023-03-01", "2023-04-01")),
    ("He took over in 2009. The following year he sold.", ("2010-01-01", "2011-01-01")),
    ("He took over in 2003 and sold five years later.", ("2008-01-01", "2009-01-01")),
])
def test_counted_from_the_time_told_before(text: str, last: tuple[str, str]) -> None:
    assert read(text)[-1][1:] == last


@pytest.mark.parametrize("text", [
    "Some 2,014 men and 2014 cows crossed the pass.",
    "Theresa May met June Carter.",
    "He may go.",
    "The choir sang for three days.",
    "A 34-year-old man was hurt.",
    "They fled after the talks.",
    "It took two weeks to mend the roof.",
    "The summer school is full.",
    "The roof may fall soon.",
    "They arrived at 7 p.m.",
])
def test_no_time(text: str) -> None:
    assert read(text) == []


def test_the_lean_decides_where_no_verb_in_the_statement_does() -> None:
    text = "She did not rule out a sale before the summer."
    span = Span(text.index("a sale"), len(text) - 1)
    calendar = Calendar(text, "2025-01-24")
    assert [(t.start, t.end) for t in calendar.times([span], "future")] == [(None, "2025-06-01")]
    assert only("The sale on Monday", lean="future") == ("2024-07-01", "2024-07-02")
    assert only("The sale on Monday") == ("2024-06-24", "2024-06-25")


def test_only_times_in_the_spans() -> None:
    text = "Ms Ode said on Monday that it would snow on Friday."
    start = text.index("it would")
    assert [t.text for t in Calendar(text, THURSDAY).times([Span(start, len(text))])] == ["Friday"]


def test_without_a_date_only_what_is_whole_in_itself() -> None:
    assert read("It snowed on 3 May 2021 and on Monday, but not in 2020.", None) == [
        ("3 May 2021", "2021-05-03", "2021-05-04"), ("2020", "2020-01-01", "2021-01-01")]


def test_grain_and_reason() -> None:
    (time,) = Calendar("The weir is to be closed by the end of June.", THURSDAY).times([Span(0, 44)])
    assert (time.text, time.grain) == ("by the end of June", "month")
    assert "2024-06-27" in time.detail


def test_found_holds_the_figures_of_dates() -> None:
    text = "On 3 May 2021, 12 men and 3 dogs drowned."
    assert [text[s.start:s.end] for s in Calendar(text, None).found()] == ["3 May 2021"]


def test_found_leaves_lengths_to_the_quantities() -> None:
    for text in ("The smoke cleared within two hours.", "Rents rose by half in two years.", "They will meet within two hours."):
        assert Calendar(text, THURSDAY).found() == ()
    assert len(Calendar("They will meet within two weeks.", THURSDAY).found()) == 1


def test_the_seed_report() -> None:
    assert read("will send forces as early as July 2024.") == [("as early as July 2024", "2024-07-01", None)]
    assert read("TV Chosun reported on 21 June, citing an official", lean="past") == [("21 June", "2024-06-21", "2024-06-22")]
    assert read("The agreement signed on Wednesday, 19 June obliges each side") == [("Wednesday, 19 June", "2024-06-19", "2024-06-20")]


WORDS = st.sampled_from(
    "on in by from to until since last next the week year month Monday June May 19 2014 of end early late half first and between 5 days ago"
    " earlier will was , . \n – ’s quarter weekend same coming within 0 31 February 30 9999 0001-01-01 12/31/9999 99 years century".split(" "))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)),
       st.sampled_from([THURSDAY, None, "9999-12-31", "0001-01-01", "x"]),
       st.sampled_from([None, "past", "future"]))
def test_never_raises_and_spans_lie_in_the_text(text: str, published: str | None, lean: str | None) -> None:
    calendar = Calendar(text, published)
    for span in calendar.found():
        assert 0 <= span.start < span.end <= len(text)
    for time in calendar.times([Span(0, len(text))], lean):  # type: ignore[arg-type]
        assert text[time.span.start:time.span.end] == time.text
        assert time.start or time.end
        assert not (time.start and time.end) or time.start <= time.end


@pytest.mark.parametrize("piece", ["1", "a", " ", "([", "in the ", "2014 ", "the first half of ", "19 ", "\n", "from "])
def test_long_monotonous_text(piece: str) -> None:
    assert len(Calendar(piece * (100_000 // len(piece)), THURSDAY).found()) <= 100_000
