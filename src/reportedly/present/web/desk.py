"""What every request works with: the ledger, today, and the models, which are loaded when they are first needed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from fastapi import Request

from reportedly.ledger import Ledger
from reportedly.pipeline import Linking, Pipeline, judgement
from reportedly.present.web.draft import Drafts
from reportedly.types import Judgement, Mark


class Desk:
    """One for the whole app. Threads share it: the ledger takes many readers, and one at a time judges or links."""

    def __init__(self, store: Ledger, *, today: str | None = None, register: Path | None = None, fetches: bool = True) -> None:
        """`today`: the day from which forecasts are looked at (ISO 8601), else the present one. `register`: a table of one's own actors.

        `fetches`: whether pages are fetched when a person gives their addresses, the one thing here that goes on the network.
        """
        self.store = store
        self.fetches = fetches
        self.drafts = Drafts()
        self._today = today
        self._register = register
        self._loading, self._writing = Lock(), Lock()

    @property
    def today(self) -> str:
        """The day from which forecasts are looked at."""
        return self._today or datetime.now(UTC).date().isoformat()

    @property
    def pipeline(self) -> Pipeline:
        """What extracts; loaded once."""
        with self._loading:
            return self._pipeline

    @cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(register=self._register)

    @cached_property
    def _linking(self) -> Linking:
        return Linking()

    def link(self) -> int:
        """Tie what is in the ledger and not tied yet into claims; gives how many reports."""
        with self._writing:
            return self._linking.link(self.store)

    def judge(self, kind: str, who: str, *, about: tuple[Mark, ...] = (), name: str | None = None, value: str | None = None,
              note: str | None = None, seen: Mapping[str, str] | None = None) -> Judgement:
        """Append a judgement. `seen`: the tags of claims as the person saw them; if one has changed since, `Changed` is raised instead."""
        made = judgement(kind, who, datetime.now(UTC).isoformat(timespec="microseconds"), note or None, about=about, name=name, value=value)
        with self._writing:
            self._linking.judge(self.store, made, seen or {})
        return made


def desk_of(request: Request) -> Desk:
    """The desk of the app that a request came to."""
    found: Desk = request.app.state.desk
    return found
