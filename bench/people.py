"""Who uses the pages in a load test: locust's users. `load.py` has locust run this file, and says by whom and where it is noted what was taken.

A reader goes from the claims to one of them, to a report that tells it, its source, the forecasts and a search, and looks at each page for a few
seconds; now and then a program asks the API for the same. One writer judges by the pages' forms, the other by the API; both grade a claim and
take the grade back, and the second also adds reports. What was taken by the server is noted, a line each, to be looked for in the ledger.
"""

import html
import json
import os
import random
import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from locust import HttpUser, between, task
from locust.clients import ResponseContextManager
from stories import reports

TAKEN = Path(os.environ.get("LOAD_TAKEN", os.devnull))
READERS = int(os.environ.get("LOAD_READERS", "50"))
WORDS = ("minister", "police", "court", "will*", "the", "school houses", "approved", '"said that"', "Berlin", "drones", "Russia", "water*")
FIRST_STORY = 20_000  # of those that are added: none that a ledger of linking.py has
_CLAIM, _REPORT, _SOURCE = (re.compile(rf'href="({path}[^"#]+)"') for path in (r"/claims/c", r"/reports/r", r"/source\?name="))
_FORM = re.compile(r'<form[^>]*action="/judge/grade".*?</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def note(**what: str) -> None:
    """Note what the server said that it took."""
    with TAKEN.open("a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\n")


class Person(HttpUser):
    """Somebody with a browser."""

    abstract = True

    def page(self, path: str, name: str) -> str:
        """Open a page; anything but a whole page is an error."""
        with self.client.get(path, name=name, catch_response=True) as answer:
            if answer.status_code != 200 or not answer.text.rstrip().endswith("</html>"):
                answer.failure(f"{answer.status_code}, {len(answer.text or '')} characters")
            return answer.text or ""

    def follow(self, page: str, links: re.Pattern[str], name: str) -> str:
        """Look at a page for a while, then open one of its links; the page itself where it has none."""
        self.wait()
        found = sorted(set(links.findall(page)))
        return self.page(html.unescape(random.choice(found)), name) if found else page


class Reader(Person):
    """Reads."""

    fixed_count = READERS
    wait_time = between(1, 5)

    def on_start(self) -> None:
        """What a browser loads once."""
        for name in ("app.css", "claim.css", "page.js", "htmx.min.js", "mark.svg"):
            self.client.get(f"/static/{name}", name="static files")

    @task(3)
    def walk(self) -> None:
        """From the list to where a claim comes from."""
        listed = self.page(f"/?order={random.choice(('need', 'retold', 'newest'))}&page={random.randint(1, 8)}", "claims")
        claim = self.follow(listed, _CLAIM, "claim")
        report = self.follow(claim, _REPORT, "report")
        self.follow(report if _SOURCE.search(report) else claim, _SOURCE, "source")
        self.wait()
        self.page(f"/forecasts?state={random.choice(('', 'overdue', 'due', 'pending'))}", "forecasts")
        self.wait()
        self.follow(self.page(f"/?q={random.choice(WORDS)}", "claims, search"), _CLAIM, "claim")

    @task(1)
    def leaf(self) -> None:
        """Through the other lists."""
        self.follow(self.page(f"/reports?page={random.randint(1, 50)}", "reports"), _REPORT, "report")
        self.wait()
        self.page(f"/reports?q={random.choice(WORDS)}", "reports, search")
        self.wait()
        self.follow(self.page("/sources", "sources"), _SOURCE, "source")
        self.wait()
        self.page("/places", "places")

    @task(1)
    def program(self) -> None:
        """The same by the API."""
        get = self.client.get
        items = get(f"/api/v1/claims?limit=50&offset={random.randint(0, 500)}", name="API claims").json()["items"]
        claim = random.choice(items)
        get(f"/api/v1/claims/{claim['id']}/trace", name="API trace")
        self.wait()
        get(f"/api/v1/reports/{claim['first']['report']}", name="API report")
        get(f"/api/v1/claims?q={random.choice(WORDS)}", name="API claims, search")
        self.wait()
        get(f"/api/v1/statements?q={random.choice(WORDS)}", name="API statements, search")


class Editor(Person):
    """Judges by the forms: grades a claim, looks at it, and takes the grade back."""

    fixed_count = 1
    wait_time = between(2, 6)

    @task
    def judge(self) -> None:
        """A claim of the first pages, as its form has it."""
        claim = self.follow(self.page(f"/?page={random.randint(1, 4)}", "claims"), _CLAIM, "claim")
        self.wait()
        form = _FORM.search(claim)
        if form is None:
            return
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(form[0])}
        made = self._send("grade", {**hidden, "value": random.choice("123456"), "note": "load"})
        if made:
            note(judgement=made, kind="grade")
            self.wait()
            if back := self._send("withdraw", {"csrf": hidden["csrf"], "back": "/log", "judgement": made}):
                note(judgement=back, kind="withdraw", of=made)

    def _send(self, act: str, fields: Mapping[str, str]) -> str | None:
        """Send a form; gives the judgement. That somebody judged in between is an answer, and no error."""
        with self.client.post(f"/judge/{act}", data=fields, name=f"judge: {act}", allow_redirects=False, catch_response=True) as answer:
            if answer.status_code == 409:
                answer.success()
                return None
            made = parse_qs(urlsplit(answer.headers.get("Location", "")).query).get("judged", [])
            if answer.status_code != 303 or len(made) != 1:
                answer.failure(f"{answer.status_code} {answer.text[:200]}")
                return None
        self.page(answer.headers["Location"], "after judging")
        return made[0]


class Agency(HttpUser):
    """Adds reports by the API, grades what they tell, and takes the grade back."""

    fixed_count = 1
    wait_time = between(2, 6)

    def on_start(self) -> None:
        """The reports that it is going to add."""
        self.news = iter(list(islice(reports(FIRST_STORY), 400)))

    @task
    def add(self) -> None:
        """A report, and a judgement of a claim that it tells."""
        told = next(self.news).report
        sent = {"text": told.text, "outlet": told.outlet, "title": told.title, "url": told.url, "published": told.published}
        with self.client.post("/api/v1/reports", json=sent, name="API add a report", catch_response=True) as answer:
            if not self._took(answer):
                return
            report = answer.json()["report"]["id"]
        note(report=report)
        self.wait()
        claims = self.client.get(f"/api/v1/reports/{report}/claims", name="API claims of a report").json()
        if claims:
            self._grade(random.choice(list(claims.values()))["id"])

    def _grade(self, claim: str) -> None:
        seen = self.client.get(f"/api/v1/claims/{claim}", name="API claim").headers.get("ETag", "")
        made = self._send({"kind": "grade", "claim": claim, "value": random.choice("123456"), "note": "load"}, {"If-Match": seen})
        self.wait()
        if made and (back := self._send({"kind": "withdraw", "judgement": made}, {})):
            note(judgement=back, kind="withdraw", of=made)

    def _send(self, ruled: Mapping[str, str], headers: Mapping[str, str]) -> str | None:
        with self.client.post("/api/v1/judgements", json=ruled, headers=headers, name="API judge", catch_response=True) as answer:
            if answer.status_code == 409:
                answer.success()
                return None
            if not self._took(answer):
                return None
            made: str = answer.json()[0]["id"]
        if ruled["kind"] == "grade":
            note(judgement=made, kind="grade")
        return made

    def _took(self, answer: ResponseContextManager) -> bool:
        if answer.status_code == 201:
            return True
        answer.failure(f"{answer.status_code} {answer.text[:200]}")
        return False
