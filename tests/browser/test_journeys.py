"""The five things that people come for, each walked in every way of using the pages."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from browser.walking import Walker

STORY = Path(__file__).parents[2] / "docs" / "story" / "2-dnipro-post.txt"
WORDS = "military railway engineers to occupied Abkhazia as early as November"


def found(walker: Walker) -> Locator:
    """The claim of the samples, in the list."""
    walker.open("/")
    walker.fill(walker.page.get_by_label("Find claims"), "railway engineers occupied")
    walker.follow(walker.page.get_by_role("button", name="Find"))
    line = walker.page.get_by_role("article").filter(has_text=WORDS).first
    expect(line).to_be_visible()
    return line


def opened(walker: Walker) -> None:
    """Its page."""
    walker.follow(found(walker).get_by_role("link").first)
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(WORDS)


def test_the_claim_of_many_outlets_and_one_origin_is_found(walker: Walker) -> None:
    line = found(walker)
    expect(line).to_contain_text("8 outlets · 1 origin")
    expect(line).to_contain_text("due since 2025-11-01")
    walker.follow(line.get_by_role("link").first)
    origins = walker.page.get_by_role("region", name="Origins")
    expect(origins).to_contain_text("Georgian government official (to Harbour TV)")


def test_every_hop_opens_down_to_its_words(walker: Walker) -> None:
    opened(walker)
    walker.follow(walker.page.locator("svg a[href*='#t-']").filter(has_text="Vistula Monitor").first)
    telling = walker.page.locator(f"[id='{walker.page.url.partition('#')[2]}']")
    expect(telling.locator("mark").first).to_contain_text("Belarus will send military railway engineers")
    expect(telling).to_contain_text("certainty hardened")
    walker.follow(telling.get_by_role("link", name="Vistula Monitor").first)
    expect(walker.page.get_by_role("heading", level=1)).to_be_visible()
    expect(walker.page.locator("main")).to_contain_text("Belarus will send military railway engineers")


def test_a_merge_is_undone_and_the_number_changes(walker: Walker) -> None:
    opened(walker)
    before = origins_of(walker)
    assert before == (1, 1)
    walker.unfold(walker.page.locator("summary").filter(has_text="lead here, and why").first)
    undo = walker.page.locator("summary").filter(has_text="Undo this merge").first
    walker.unfold(undo)
    walker.follow(undo.locator("xpath=..").get_by_role("button"))
    assert origins_of(walker)[1] > 1
    walker.follow(walker.page.get_by_role("status").get_by_role("button", name=re.compile("^Undo")))
    assert origins_of(walker) == before
    walker.open("/log")
    expect(walker.page.locator("main")).to_contain_text("withdrew")


def origins_of(walker: Walker) -> tuple[int, int]:
    """At least and at most how many origins the page of a claim says."""
    said = re.search(r"(\d+)(?:–(\d+))? origins?", walker.page.locator("main").inner_text())
    assert said
    return int(said[1]), int(said[2] or said[1])


def test_a_report_is_pasted_and_its_chains_are_seen(walker: Walker) -> None:
    walker.open("/read")
    walker.fill(walker.page.get_by_label("The text of the report"), STORY.read_text(encoding="utf-8"))
    walker.fill(walker.page.get_by_label("Published").first, "2024-06-27")
    walker.follow(walker.page.get_by_role("button", name="Show its statements"))
    main = walker.page.locator("main")
    for words in ("TV Chosun", "South Korea", "anticipates"):
        expect(main).to_contain_text(words)
    reports = count(walker)
    walker.follow(main.get_by_role("button", name=re.compile("Keep")).first)
    expect(walker.page.get_by_role("heading", level=1)).to_be_visible()
    assert count(walker) == reports + 1


def count(walker: Walker) -> int:
    """How many reports the ledger has."""
    beside = walker.page.context.request.get(walker.site + "/api/v1/reports?limit=1")
    many: int = beside.json()["total"]
    return many


def test_a_forecast_is_settled(walker: Walker) -> None:
    walker.open("/forecasts?state=due")
    row = walker.page.get_by_role("row").filter(has_text=WORDS)
    expect(row).to_contain_text("due since 2025-11-01")
    settle = row.locator("summary").filter(has_text="Settle")
    walker.unfold(settle)
    choice = row.get_by_role("radio", name="did not happen")
    walker.take(choice)
    walker.follow(row.get_by_role("button", name="Settle this forecast"))
    expect(walker.page.get_by_role("status")).to_contain_text("did not happen")
    walker.open("/forecasts?state=settled")
    expect(walker.page.get_by_role("row").filter(has_text=WORDS)).to_contain_text("did not happen")
