"""What was read and is not stored: kept in memory for half an hour for the person who gave it, behind an id that nobody can guess.

So a big text need not travel back to be stored. There is room for so much and no more; what was put in first goes first.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from reportedly.errors import NotInLedger
from reportedly.pipeline import Source
from reportedly.types import Extraction, Failure

SECONDS = 1800.0
MOST, MOST_OF_ONE = 64, 8  # drafts: of all people, of one
ROOM = 8_000_000  # characters of text; what is found in a character takes some 28 bytes of memory, so a quarter of a gigabyte


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was given, and what came of it."""

    source: Source
    result: Extraction | Failure


@dataclass(frozen=True, slots=True)
class _Draft:
    who: str
    items: tuple[Item, ...]
    end: float
    size: int


class Drafts:
    """One for the whole app; threads share it."""

    def __init__(self, *, most: int = MOST, most_of_one: int = MOST_OF_ONE, room: int = ROOM, seconds: float = SECONDS,
                 clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._most_of_one, self._room, self._seconds, self._clock = most, most_of_one, room, seconds, clock
        self._drafts: OrderedDict[str, _Draft] = OrderedDict()
        self._lock = Lock()

    def put(self, who: str, items: Sequence[Item]) -> str:
        """Keep these for a person; gives their id. The new draft is kept even where it fills the room alone."""
        draft = _Draft(who, tuple(items), self._clock() + self._seconds, sum(map(_size, items)))
        id_ = secrets.token_urlsafe(16)
        with self._lock:
            self._drafts[id_] = draft
            own = [key for key, d in self._drafts.items() if d.who == who]
            for key in own[:-self._most_of_one]:
                del self._drafts[key]
            self._drop_old()
            while len(self._drafts) > 1 and (len(self._drafts) > self._most or sum(d.size for d in self._drafts.values()) > self._room):
                self._drafts.popitem(last=False)
        return id_

    def get(self, id_: str, who: str) -> tuple[Item, ...]:
        """What a person put in. Raises `NotInLedger`, for another person's too."""
        with self._lock:
            self._drop_old()
            draft = self._drafts.get(id_)
        if draft is None or draft.who != who:
            raise NotInLedger("what you read is not held any longer: it is kept for half an hour, unless you store it; give it again")
        return draft.items

    def _drop_old(self) -> None:
        now = self._clock()
        while self._drafts and next(iter(self._drafts.values())).end <= now:
            self._drafts.popitem(last=False)


def _size(item: Item) -> int:
    return len(item.result.report.text) if isinstance(item.result, Extraction) else len(item.result.reason)
