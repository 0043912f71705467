"""The pictures in docs/img/web/: the sample reports are read into a new ledger, served on loopback, and looked at with Debian's chromium.

`--ledger FILE` looks at another ledger instead. Which claim, report and source are shown follows from what is in it: those retold most.
"""

import argparse
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from reportedly.ledger import Ledger, open_ledger
from reportedly.link import unpacked
from reportedly.pipeline import Pipeline, Source
from reportedly.present.web.app import make_app
from reportedly.present.web.desk import Desk
from reportedly.present.web.safety.guard import Guard
from reportedly.types import Extraction

HERE = Path(__file__).parent
OUT = HERE / "img" / "web"
SAMPLES = HERE.parent / "samples"
PASTED = HERE / "story" / "2-dnipro-post.txt"
REPORTS = 200  # among which those that share words are looked for
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")  # else the one that Playwright brings
TODAY = "2025-11-03"  # the forecast of the samples is due
COLOURS = 256  # the commonest: no colour is off by more than 7 of 255, and a picture has a third of the bytes
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True)
class Picture:
    """What is looked at. `at`: the element that the picture begins with, else the top of the page; `before`: what is done there first."""

    name: str
    path: str
    at: str = ""
    height: int = 800
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    before: Callable[[Page], None] | None = None


def pictures(store: Ledger) -> list[Picture]:
    """Every picture, of the claim that is retold most, the two of its reports that share most words, and the source that most outlets cite."""
    claim = f"/claims/{store.claim_rows(order='retold', limit=1)[0].id}"
    one, other = most_shared(store)
    sources = [row.name for row in store.source_rows(limit=50)]
    source = "/source?" + urlencode({"name": max(sources, key=lambda name: len(store.source(name).cited_by))})
    return [
        Picture("claims", "/"), Picture("claims-dark", "/", scheme="dark"), Picture("claims-360", "/", width=360),
        Picture("claim", claim, height=1136), Picture("claim-dark", claim, height=1136, scheme="dark"), Picture("claim-360", claim, width=360),
        Picture("drift", claim, at="#drift"),
        Picture("report", f"/reports/{one}"), Picture("source", source), Picture("forecasts", "/forecasts"), Picture("places", "/places"),
        Picture("compare", "/compare?" + urlencode({"one": other, "other": one})), Picture("read", "/read", before=paste)]


def most_shared(store: Ledger) -> tuple[str, str]:
    """Two reports that share more words than any others, the later one first."""
    pairs = [(unpacked(shared).words, mine.published or "", mine.id, other.id) for mine in store.report_rows(limit=REPORTS)
             for other, _, shared in store.shared_with(mine.id)]
    if not pairs:
        sys.exit("no two reports of this ledger share words, so there is nothing to compare; take another")
    _, _, later, earlier = max(pairs)
    return later, earlier


def paste(page: Page) -> None:
    """Give a report to read, as somebody would who has it on the clipboard."""
    page.get_by_label("The text of the report").fill(PASTED.read_text(encoding="utf-8"))
    page.locator("#outlet").fill("Dnipro Post")
    page.locator("#published").fill("2024-06-27T11:20:00+03:00")
    page.get_by_role("button", name="Show its statements").click()


def read_samples(path: Path) -> None:
    """A new ledger of the sample reports."""
    pipeline = Pipeline()
    with open_ledger(path) as store:
        for found in pipeline.stream(Source(str(one)) for one in sorted(SAMPLES.glob("*.html"))):
            assert isinstance(found, Extraction)  # noqa: S101 - the samples can all be read
            store.add(found, extractor=pipeline.version)


@contextmanager
def served(store: Ledger, today: str) -> Iterator[str]:
    """The address of the pages, on a port that is free; what is not linked yet is."""
    desk = Desk(store, today=today)
    desk.link()
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(make_app(desk, Guard.local("ana")), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def take(browser: Browser, site: str, picture: Picture, folder: Path) -> Path:
    """Look at a page and keep what is seen, in few colours."""
    view = browser.new_context(viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme)
    page = view.new_page()
    page.goto(site + picture.path)
    if picture.before is not None:
        picture.before(page)
    if picture.at:
        page.locator(picture.at).evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    path = folder / f"{picture.name}.png"
    seen = Image.open(BytesIO(page.screenshot()))
    view.close()
    seen.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> None:
    """Take them all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ledger", type=Path, help="a ledger to look at, instead of a new one of the samples")
    asked.add_argument("--today", default=TODAY, help="the day from which forecasts are looked at")
    asked.add_argument("--out", type=Path, default=OUT, help="the folder of the pictures")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or Path(folder) / "samples.db"
        if given.ledger is None:
            read_samples(ledger)
        with open_ledger(ledger) as store, served(store, given.today) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for picture in pictures(store):
                path = take(browser, site, picture, given.out)
                sys.stdout.write(f"{path}  {path.stat().st_size // 1000} kB\n")
            browser.close()


if __name__ == "__main__":
    main()
