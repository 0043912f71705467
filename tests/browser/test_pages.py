"""Every page: nothing against WCAG 2.2 AA, no wider than a phone, nothing asked of anybody else, and no word of a report does anything."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from browser.walking import Walker, Way
from reportedly.ledger import open_ledger
from reportedly.pipeline import Linking, Pipeline, Source
from reportedly.read import Given
from reportedly.types import Extraction

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = (Way("by day"), Way("in the dark", scheme="dark"), Way("on a phone", width=360))
LONG = "Abkhazia" * 1250  # a word of 10,000 characters
HOSTILE = (
    "<script>window.hit = 1</script> \"><img src=x onerror='window.hit = 1'> javascript:alert(1) \u202edesrever\u202c \u2067right\u2069 "
    f"nu\x00ll {LONG} {{{{ 7 * 7 }}}} <svg onload=window.hit=1> </title></textarea></style><!--")
EVIL = [
    (f"The port of Batumi will close in December, {HOSTILE} Minister Ana <b onclick=window.hit=1>Kovač</b> said.\n\n{HOSTILE}\n\n"
    "Three ships will leave, the ministry said. [link](javascript:window.hit=1) https://evil.example/\" onmouseover=\"window.hit=1"),
    f"The port of Batumi may close in December, Harbour TV reported, citing Minister Ana Kovač. {HOSTILE}\n\nFour ships will leave, it said.",
]


def addresses(site: Walker) -> Iterator[str]:
    """Every page, with the busiest of each kind."""
    ask = site.page.context.request
    claims = ask.get(f"{site.site}/api/v1/claims?limit=3").json()["items"]
    reports = ask.get(f"{site.site}/api/v1/reports?limit=3").json()["items"]
    sources = ask.get(f"{site.site}/api/v1/sources?limit=2").json()["items"]
    yield from ("/", "/?q=nothing-has-this", "/forecasts", "/places", "/sources", "/reports", "/compare", "/read", "/log", "/nowhere", "/login")
    yield from (f"/claims/{c['id']}" for c in claims)
    yield from (f"/reports/{r['id']}" for r in reports)
    yield from (f"/source?name={quote(s['name'])}" for s in sources)
    yield f"/compare?one={reports[0]['id']}&other={reports[1]['id']}"


@pytest.mark.parametrize("way", LOOKS, ids=lambda way: way.name)
def test_nothing_is_against_wcag_on_any_page(chromium: Browser, site: str, way: Way) -> None:
    with Walker(chromium, site, way) as walker:
        for address in addresses(walker):
            walker.open(address)
            walker.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
            walker.page.evaluate(AXE)
            found = walker.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            said = [(v["id"], v["help"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found]
            assert not found, f"{address}: {json.dumps(said, indent=1)}"
            walker.fits()
        walker.faults = [fault for fault in walker.faults if "404" not in fault]  # /nowhere


@pytest.fixture(scope="module")
def evil_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports that try everything, in their text and in all that is told of them."""
    path = tmp_path_factory.mktemp("evil") / "evil.db"
    pipeline = Pipeline()
    with open_ledger(path) as store:
        for n, text in enumerate(EVIL):
            told = Given(outlet=f"Outlet {n} {HOSTILE[:300]}", title=HOSTILE, published="2025-10-06", url=f"javascript:window.hit={n}")
            data = text.replace("\0", "\x07").encode()  # a text with null bytes is refused
            found = pipeline.process(Source(f"<img src=x onerror=window.hit=1>{n}.txt", told, data))
            assert isinstance(found, Extraction), found
            store.add(found, extractor=pipeline.version)
        Linking().link(store)
    return path


@pytest.mark.parametrize("way", LOOKS[::2], ids=lambda way: way.name)
def test_a_hostile_report_does_nothing_on_any_page(chromium: Browser, evil_site: str, way: Way) -> None:
    with Walker(chromium, evil_site, way) as walker:
        for address in addresses(walker):
            walker.open(address)
            assert walker.page.evaluate("() => window.hit === undefined"), address
            assert not walker.page.locator("a[href^='javascript:' i], [onclick], [onerror], [onload], [onmouseover]").count(), address
            assert "\u202e" not in walker.page.content(), address
            assert walker.page.locator("main h1").count() == 1, address
        walker.faults = [fault for fault in walker.faults if "404" not in fault]
