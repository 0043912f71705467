"""How long the pages take over a ledger, and what a browser has to load of a claim's page. docs/speed.md has what it prints.

    python bench/pages.py --ledger FILE [--times N] [--browser]

Each list and each search is asked for N times, one after another, with other words, filters and pages each time, from `reportedly serve` over
a copy of the ledger: the time is that until the last byte of the answer has come, and beside it stands what the server's processor did for one.
With `--browser` claims' pages, the most retold among them, are opened by Debian's chromium with nothing in its cache: the first contentful
paint, and the bytes that came over the wire.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

TODAY = "2025-11-03"
READY = " is at "  # what the server says when it answers: that, and its address
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]
MEDIAN, WORST = 150, 400  # milliseconds: what we want of lists and searches, at the median and of 99 in 100
PAINT, WEIGHT = 1000, 200  # milliseconds, kilobytes: what we want of a claim's page
COMMON, RARE = 60, 3  # the words of claims that are among so many most frequent; letters that the others have at least
STAYS_OUT = ("state", "grade")  # facets that no filter is drawn from: few values, drawn on their own


@dataclass(frozen=True)
class Served:
    """A server that answers at an address. `said`: the file of what it says."""

    address: str
    process: int
    said: Path

    @property
    def busy(self) -> float:
        """Milliseconds of the processor that it has had."""
        told = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        return 1000 * (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def complaints(self) -> str:
        """What it said but for where it answers."""
        return "".join(line for line in self.said.read_text(encoding="utf-8").splitlines(keepends=True) if READY not in line)


@contextmanager
def served(ledger: Path) -> Iterator[Served]:
    """`reportedly serve` over a ledger."""
    program = str(Path(sys.executable).with_name("reportedly"))
    command = [program, "serve", "--ledger", str(ledger), "--port", "0", "--today", TODAY, "--no-fetch", "--as", "ana"]
    said = ledger.with_name("said.txt")
    with said.open("w", encoding="utf-8") as file, subprocess.Popen(command, stderr=file) as server:
        try:
            while READY not in (told := said.read_text(encoding="utf-8")):
                if server.poll() is not None:
                    raise SystemExit(f"it is not served: {told}")
                time.sleep(0.1)
            yield Served(told.partition(READY)[2].partition("/;")[0], server.pid, said)
        finally:
            server.terminate()


@contextmanager
def copied(ledger: Path) -> Iterator[Path]:
    """A copy of a ledger, for as long as it is needed."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as scratch:
        path = Path(scratch) / "ledger.db"
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as one, closing(sqlite3.connect(path)) as other:
            one.backup(other)
        yield path


class Known:
    """What a ledger has that can be asked for, and who asks: the same in each run."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._mix = Random(1)
        claims = [c for order in ("retold", "newest") for offset in range(0, 1000, 200)
                  for c in self._listed("claims", limit=200, order=order, offset=offset)]
        self.claims = [c["id"] for c in claims]
        self.reports = [r["id"] for offset in (0, 1000, 3000) for r in self._listed("reports", limit=200, offset=offset)]
        self.sources = [s["name"] for s in self._listed("sources", limit=200)]
        self.facets: Mapping[str, list[str]] = {kind: [v["value"] for v in values] for kind, values in self._json("facets", most=100).items()}
        many = Counter(word for c in claims for word in (w.strip(".,“”'’") for w in c["text"].split()) if word)
        self._common = [word for word, _ in many.most_common(COMMON)]
        self._rare = [word for word in many if len(word) > RARE]
        self.totals = {what: self._json(what, limit=1)["total"] for what in ("claims", "reports", "statements", "sources")}

    def get(self, path: str, **asked: object) -> bytes:
        """The whole answer; anything but 200 ends the run."""
        self._connection.request("GET", f"{path}?{urlencode(asked)}" if asked else path, headers={"Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} {asked}: {answer.status}")
        return body

    def _json(self, what: str, **asked: object) -> Any:
        self._connection.request("GET", f"/api/v1/{what}?{urlencode(asked)}")
        return json.loads(self._connection.getresponse().read())

    def _listed(self, what: str, **asked: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._json(what, **asked)["items"]
        return found

    def word(self) -> str:
        """A word of claims; three in ten are frequent ones, and three in ten may go on."""
        return self.one_of(self._common if self._mix.random() < 0.3 else self._rare) + ("*" if self._mix.random() < 0.3 else "")

    def filter(self) -> dict[str, str]:
        """A facet and a value that claims have."""
        kind = self.one_of([k for k, values in self.facets.items() if values and k not in STAYS_OUT])
        return {kind: self.one_of(self.facets[kind])}

    def one_of(self, some: Sequence[str]) -> str:
        """One of these."""
        return self._mix.choice(some)

    def page(self, what: str, size: int = 40) -> int:
        """One of a list's pages."""
        return self._mix.randint(1, max(1, self.totals[what] // size))


def questions(known: Known) -> dict[str, Callable[[], bytes]]:
    """Every list and search of the pages and of the API, then what they lead to."""
    get, word, of = known.get, known.word, known.one_of
    return {
        "claims": lambda: get("/", order=of(("need", "retold", "newest", "oldest"))),
        "claims, any page": lambda: get("/", page=known.page("claims")),
        "claims by a word": lambda: get("/", q=word()),
        "claims by two words": lambda: get("/", q=f"{word()} {word()}"),
        "claims by a facet": lambda: get("/", **known.filter()),
        "claims by a facet and a word": lambda: get("/", q=word(), **known.filter()),
        "claims by state": lambda: get("/", state=of(("overdue", "due", "pending", "denied", "corrected", "circular", "hardened"))),
        "reports": lambda: get("/reports", page=known.page("reports")),
        "reports by a word": lambda: get("/reports", q=word()),
        "reports of an outlet": lambda: get("/reports", outlet=of(known.facets["outlet"])),
        "sources": lambda: get("/sources", page=known.page("sources")),
        "sources by a word": lambda: get("/sources", q=of(known.sources).split()[-1]),
        "sources of a kind": lambda: get("/sources", kind=of(("person", "outlet", "government", "organization"))),
        "forecasts": lambda: get("/forecasts", state=of(("", "overdue", "due", "pending", "settled"))),
        "places": lambda: get("/places"),
        "log": lambda: get("/log"),
        "API: claims": lambda: get("/api/v1/claims", q=word()),
        "API: facets": lambda: get("/api/v1/facets", q=word()),
        "API: statements": lambda: get("/api/v1/statements", offset=50 * known.page("statements", 50)),
        "API: statements by a word": lambda: get("/api/v1/statements", q=word()),
        "API: statements of a source": lambda: get("/api/v1/statements", source=of(known.sources)),
        "API: places by a word": lambda: get("/api/v1/places", q=of(known.facets["place"])),
        "one claim": lambda: get(f"/claims/{of(known.claims)}"),
        "one report": lambda: get(f"/reports/{of(known.reports)}"),
        "one source": lambda: get("/source", name=of(known.sources)),
    }


def rank(ordered: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; they are in order."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def time_pages(server: Served, times: int, only: str) -> bool:
    """Print a line for each question; whether all are as fast as we want."""
    known = Known(server.address)
    print(", ".join(f"{count:,} {what}" for what, count in known.totals.items()) + f"; {times} times each; load {os.getloadavg()[0]:.1f}")
    fast = True
    for name, ask in questions(known).items():
        if only not in name:
            continue
        taken, size, before = [], 0, server.busy
        for _ in range(times):
            began = time.perf_counter()
            size = max(size, len(ask()))
            taken.append(1000 * (time.perf_counter() - began))
        taken.sort()
        median, worst = statistics.median(taken), rank(taken, 0.99)
        good = median < MEDIAN and worst < WORST
        fast &= good
        print(f"{name:30}{median:6.0f} ms median{worst:6.0f} ms p99{(server.busy - before) / times:6.0f} ms processor"
              f"{size / 1000:5.0f} kB at most{'' if good else '  <- slow'}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")
    return fast


@dataclass(frozen=True)
class Opened:
    """A page in the browser. `paint`: milliseconds to the first contentful paint; `sent`: bytes over the wire in all, headers too."""

    path: str
    paint: float
    loaded: float
    sent: int
    requests: int


def open_pages(address: str, paths: Sequence[str]) -> Iterator[Opened]:
    """Open pages one by one, each in a browser that has nothing in its cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for path in paths:
            context = browser.new_context()
            page, sizes = context.new_page(), list[int]()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(int(told["encodedDataLength"])))
            page.goto(address + path, wait_until="networkidle")
            paint = page.evaluate("""() => new Promise(found => new PerformanceObserver(seen => seen.getEntriesByName('first-contentful-paint')
                .forEach(entry => found(entry.startTime))).observe({type: 'paint', buffered: true}))""")
            loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            context.close()
            yield Opened(path, paint, loaded, sum(sizes), len(sizes))
        browser.close()


def paint_pages(address: str, many: int) -> bool:
    """Print what the browser had of claims' pages: the most retold, and others; whether all are as we want."""
    known = Known(address)
    paths = [f"/claims/{id_}" for id_ in known.claims[:many // 2] + known.claims[many // 2::max(1, 2 * len(known.claims) // many)]]
    found = list(open_pages(address, paths))
    paints, sent = sorted(p.paint for p in found), sorted(p.sent for p in found)
    print(f"{len(found)} claims' pages in chromium, cold: first contentful paint {statistics.median(paints):.0f} ms median, "
          f"{paints[-1]:.0f} ms at most; {statistics.median(sent) / 1000:.0f} kB median, {sent[-1] / 1000:.0f} kB at most, "
          f"in {max(p.requests for p in found)} requests; load {os.getloadavg()[0]:.1f}")
    for p in sorted(found, key=lambda p: -p.paint)[:3]:
        print(f"  {p.path}: {p.paint:.0f} ms, loaded {p.loaded:.0f} ms, {p.sent / 1000:.0f} kB")
    return paints[-1] < PAINT and sent[-1] < 1000 * WEIGHT


def main() -> None:
    """Print what was measured; ends with 1 if something is slower than we want."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--times", type=int, default=100, help="how often each is asked for")
    parser.add_argument("--only", default="", help="only the questions with this in their name")
    parser.add_argument("--browser", type=int, nargs="?", const=20, default=0, help="open so many claims' pages in chromium instead")
    wanted = parser.parse_args()
    with copied(wanted.ledger) as copy, served(copy) as server:
        good = paint_pages(server.address, wanted.browser) if wanted.browser else time_pages(server, wanted.times, wanted.only)
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
