"""What is typed for a filter is understood, or refused in one line that says what to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ManifestError
from reportedly.present.asked import interval, one_of
from reportedly.types import Mode


@pytest.mark.parametrize(("typed", "expected"), [
    ("2024", ("2024-01-01", "2025-01-01")),
    ("2024-12", ("2024-12-01", "2025-01-01")),
    ("2024-02-29", ("2024-02-29", "2024-03-01")),
    ("2024-07-01..2024-08-15", ("2024-07-01", "2024-08-16")),
    ("2024-07..", ("2024-07-01", None)),
    ("..2023", (None, "2024-01-01")),
])
def test_times(typed: str, expected: tuple[str | None, str | None]) -> None:
    assert interval(typed) == expected


@pytest.mark.parametrize("typed", ["", "..", "July", "2024-13", "2023-02-29", "2024-07-01..2024-06-01", "9999-12-31", "2024-1", "0000"])
def test_what_is_no_time_is_told_how(typed: str) -> None:
    with pytest.raises(ManifestError, match="write 2024, 2024-07"):
        interval(typed)


@given(st.text("0123456789-. ", max_size=24))
def test_nothing_typed_is_a_traceback(typed: str) -> None:
    try:
        start, end = interval(typed)
    except ManifestError:
        return
    assert start is None or end is None or start < end


def test_labels() -> None:
    assert one_of(Mode, "--mode", "forecast") == "forecast"
    assert one_of(Mode, "--mode", None) is None
    with pytest.raises(ManifestError, match=r"--mode 'forcast': take one of assertion, forecast"):
        one_of(Mode, "--mode", "forcast")
