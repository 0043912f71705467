"""The app as people use it: served on loopback over the sample reports, walked through with Debian's chromium.

Without chromium these tests are left out, and say so; `make test` installs it where it may.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, expect, sync_playwright

from browser.walking import WAYS, Walker, Way
from reportedly.ledger import open_ledger
from reportedly.pipeline import Linking, Pipeline, Source
from reportedly.present.web.app import make_app
from reportedly.present.web.desk import Desk
from reportedly.present.web.safety.guard import Guard
from reportedly.types import Extraction

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = "2025-11-03"  # the forecast of the samples is due
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
expect.set_options(timeout=20_000)  # ms; a busy machine is no fault of the pages
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, extracted and linked."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    pipeline = Pipeline()
    with open_ledger(path) as store:
        for found in pipeline.stream(Source(str(p)) for p in sorted(SAMPLES.glob("*.html"))):
            assert isinstance(found, Extraction)
            store.add(found, extractor=pipeline.version)
        Linking().link(store)
    return path


@contextmanager
def served(ledger: Path, folder: Path) -> Iterator[str]:
    """The address of the app over a copy of a ledger."""
    copy = folder / "ledger.db"
    shutil.copy(ledger, copy)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with open_ledger(copy) as store:
        server = uvicorn.Server(uvicorn.Config(make_app(Desk(store, today=TODAY), Guard.local("ana")), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def site(sample_ledger: Path, tmp_path: Path) -> Iterator[str]:
    """The app over a copy of the sample ledger, which a test may judge in."""
    with served(sample_ledger, tmp_path) as address:
        yield address


@pytest.fixture
def evil_site(evil_ledger: Path, tmp_path: Path) -> Iterator[str]:
    """The app over a ledger of hostile reports."""
    with served(evil_ledger, tmp_path) as address:
        yield address


@pytest.fixture(scope="package")  # Playwright keeps an event loop in this thread as long as it is open
def chromium() -> Iterator[Browser]:
    """The browser."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """A way of using the pages."""
    found: Way = request.param
    return found


@pytest.fixture
def walker(chromium: Browser, site: str, way: Way) -> Iterator[Walker]:
    """Somebody who uses the pages that way; fails a test on an error of a script, or a request to anywhere else."""
    with Walker(chromium, site, way) as found:
        yield found
