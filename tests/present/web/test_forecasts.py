"""Forecasts: the calendar line, the tabs, what later reports propose, and settling one in place."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from present.harbour import ADRIA, DUNE, SABLE, TODAY, claim_with, fill
from present.web.test_judging import app_over, judged_in, undo
from reportedly.ledger import Ledger, open_ledger
from reportedly.present.web.draw.calendar import LEFT, RIGHT, WIDE, Bar, Planned, calendar


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harbour") / "reportedly.db"
    fill(path)
    return path


@pytest.fixture
def store(harbour: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(harbour, tmp_path / "reportedly.db")
    with open_ledger(tmp_path / "reportedly.db") as opened:
        yield opened


@pytest.fixture
def web(store: Ledger) -> TestClient:
    return app_over(store)


def planned(start: str | None, end: str | None) -> Planned:
    return Planned("#f-c1", "It will rain", (start, end), "due")


def corners(bar: Bar) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", bar.shape)]


def across(bar: Bar) -> tuple[float, float]:
    xs = [x for x, _ in corners(bar)]
    return min(xs), max(xs)


def test_bars_lie_by_their_windows() -> None:
    windows = (("2025-02-01", "2025-03-01"), ("2025-03-01", "2025-04-01"), ("2025-01-01", "2025-01-02"))
    drawn = calendar([planned(*window) for window in windows], "2025-02-15")
    assert drawn is not None
    first, second, short = (across(bar) for bar in drawn.bars)
    assert first[1] == second[0]
    assert short[0] == LEFT
    assert second[1] == LEFT + WIDE
    assert short[1] - short[0] >= 6
    assert drawn.today is not None
    assert first[0] < drawn.today < first[1]
    assert len(drawn.ticks) > 2
    assert drawn.bars[2].words == "2025-01-01"


def test_an_open_side_is_an_arrow_to_the_edge() -> None:
    drawn = calendar([planned("2025-02-01", None), planned(None, "2025-02-01"), planned("2025-02-01", "2025-03-01")], TODAY)
    assert drawn is not None
    onward, before, closed = drawn.bars
    assert across(onward)[1] == LEFT + WIDE + RIGHT
    assert across(before)[0] == 0
    assert [len(corners(bar)) for bar in (onward, before, closed)] == [7, 7, 4]


def test_what_has_no_window_is_not_drawn() -> None:
    assert calendar([], TODAY) is None
    assert calendar([planned(None, None), planned("soon", "later")], TODAY) is None
    drawn = calendar([planned(None, None), planned("2025-02-01", None)], TODAY)
    assert drawn is not None
    assert len(drawn.bars) == 1


days = st.dates().map(str) | st.none()


@given(st.lists(st.tuples(days, days), max_size=12), st.dates().map(str))
def test_everything_lies_within_the_drawing(windows: list[tuple[str | None, str | None]], today: str) -> None:
    drawn = calendar([planned(*window) for window in windows], today)
    if drawn is None:
        assert all(window == (None, None) for window in windows)
        return
    assert drawn.today is not None
    assert LEFT <= drawn.today <= LEFT + WIDE + 0.5
    for bar in drawn.bars:
        assert all(0 <= x <= drawn.width + 6 and 0 <= y <= drawn.height for x, y in corners(bar))
        assert 0 <= bar.x <= drawn.width


def rows(page: str) -> list[str]:
    return re.findall(r'<tr id="f-.*?</tr>', page, re.S)


def test_the_page(web: TestClient, store: Ledger) -> None:
    page = web.get("/forecasts").text
    potatoes, crane, ferry = rows(page)
    assert "overdue since 2025-05-01" in potatoes
    assert "2025-06-01 to 2025-06-30" in crane
    assert "happened (proposed from later reports; a person decides)" in crane
    assert f'<a href="/claims/{claim_with(store, "was taken down").id}">“<bdi>{DUNE.statements[0].text}</bdi>”</a>' in crane
    assert "4 outlets · 1–2 origins" in crane
    assert "from 2025-09-01, open" in ferry
    assert "pending, due from 2025-09-01" in ferry
    assert len(re.findall(r'<a href="#f-c[0-9a-f]+" class="(?:overdue|proposed|pending)">', page)) == 3
    assert "today, 2025-06-15" in page
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


@pytest.mark.parametrize(("state", "words"), [
    ("overdue", ["Seed potatoes"]), ("proposed", ["the old crane"]), ("pending", ["A ferry"]), ("due", []), ("settled", []),
    ("odd", ["Seed potatoes", "the old crane", "A ferry"])])
def test_the_tabs(web: TestClient, state: str, words: list[str]) -> None:
    page = web.get("/forecasts", params={"state": state}).text
    found = rows(page)
    assert len(found) == len(words)
    assert all(any(word in row for row in found) for word in words)
    if not words:
        assert "No forecast is" in page
        assert "<svg class=\"calendar\"" not in page


def test_settled_in_place(web: TestClient, store: Ledger) -> None:
    before = rows(web.get("/forecasts").text)
    form = re.search(r'<form[^>]*action="/judge/outcome">.*?</form>', before[0], re.S)
    assert form is not None
    fields = dict(re.findall(r'name="(claim|tag|back)" value="([^"]*)"', form[0]))
    assert fields["back"] == "/forecasts"
    assert "checked" not in form[0]
    (made,) = judged_in(web.post("/judge/outcome", data={**fields, "value": "did_not_happen"}))
    page = web.get(f"/forecasts?state=settled&judged={made}").text
    assert "did not happen (a person)" in rows(page)[0]
    assert "<strong>Judged:</strong>" in page
    undo(web, made)
    assert rows(web.get("/forecasts").text) == before


def test_readers_settle_nothing(store: Ledger) -> None:
    page = app_over(store, role="reader").get("/forecasts").text
    assert len(rows(page)) == 3
    assert "/judge/" not in page


def test_an_empty_ledger(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as empty:
        assert "The ledger has no forecast" in app_over(empty).get("/forecasts").text


def test_the_story_is_what_these_tests_take_it_for(store: Ledger) -> None:
    assert store.claim(f"{SABLE.report.id}/s1").id == store.claim(f"{ADRIA.report.id}/s1").id
