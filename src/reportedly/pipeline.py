"""The one file that knows the order: read -> extract -> resolve -> ledger. Follow one report from `Pipeline.extract`.

Reports run side by side on threads (onnxruntime works outside Python's lock), each on one core; results come back in the
order they went in, and only a few are in flight, so memory does not grow with the stream.
"""

import hashlib
import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reportedly.errors import ReadError, ReportedlyError
from reportedly.extract import Extractor
from reportedly.extract.model import DEFAULT
from reportedly.read import Given, read_bytes
from reportedly.read.files import load
from reportedly.resolve import Register, resolve
from reportedly.types import Extraction, Failure, Report

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
R = TypeVar("R")
_NOTHING = Given()


class Pipeline:
    """What holds the weights, built once. `extract` handles one report, `stream` many sources."""

    def __init__(self, model: Path = DEFAULT, register: Path | None = None) -> None:
        """Load the model of a folder, or raise ModelError. `register`: a table of your own actors, or RegisterError."""
        self.extractor = Extractor(model)
        self.register = Register.shipped().extended(register) if register else Register.shipped()
        self._own = f", register {hashlib.sha256(register.read_bytes()).hexdigest()[:8]}" if register else ""

    @property
    def version(self) -> str:
        """Names the model, the program and the register of one's own that made a reading."""
        from reportedly import __version__  # noqa: PLC0415  the package imports this module

        return f"reportedly {__version__}, model {self.extractor.version}{self._own}"

    def extract(self, report: Report) -> Extraction:
        """Find the attributions and statements of one report."""
        return resolve(report, self.extractor(report), self.register)

    def process(self, source: "Source") -> Extraction | Failure:
        """Read one source and extract it. Whatever goes wrong with it is a Failure, not an exception: the others go on."""
        try:
            return self.extract(source.read())
        except ReportedlyError as error:
            return Failure(source.name, str(error))
        except RecursionError:
            return Failure(source.name, f"{source.name}: is nested too deeply to be read; give its text")
        except Exception as error:  # noqa: BLE001  a fault of ours on one report must not cost the others
            _LOG.debug("%s", source.name, exc_info=True)
            what = " ".join(f"{type(error).__name__}: {error}".split())
            return Failure(source.name, f"{source.name}: a fault of reportedly's own ({what[:300]}); please report it")

    def stream(self, sources: Iterable["Source"], workers: int | None = None) -> Iterator[Extraction | Failure]:
        """Process sources side by side and yield the results in the order of the sources."""
        return in_order(self.process, sources, workers or os.cpu_count() or 1)


def share_the_lock() -> None:
    """For a program that only extracts: let a thread that comes back from the model have Python's lock after 1 ms, not 5.

    Two reports side by side: 12.1 -> 13.3 a second (bench/bench.py). It is a setting of the whole process, so the library
    does not make it by itself.
    """
    sys.setswitchinterval(0.001)


@dataclass(frozen=True)
class Source:
    """Something to read: the path `name`, or `data` under that name; `given` is what is known of it otherwise."""

    name: str
    given: Given = _NOTHING
    data: bytes | None = None

    def load(self) -> bytes:
        """Its bytes, or ReadError."""
        if self.data is not None:
            return self.data
        if self.name.startswith(("http://", "https://")):
            raise ReadError(f"{self.name}: pages are not fetched; save the page and give the file")
        return load(self.name)

    def read(self) -> Report:
        """Read it, or raise ReadError."""
        return read_bytes(self.load(), self.name, given=self.given)


def in_order(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`map` on threads: order kept, each result given as soon as it is its turn, at most two items a worker in flight.

    An exception of the work or of the items is raised at its place. Ctrl-C, and a consumer that stops, do not wait for what
    was begun; what was not begun is dropped.
    """
    waiting: deque[Future[R]] = deque()
    pool = ThreadPoolExecutor(workers)
    wait = True
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            while waiting and (len(waiting) >= 2 * workers or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except (KeyboardInterrupt, GeneratorExit):
        wait = False
        raise
    finally:
        pool.shutdown(wait=wait, cancel_futures=True)
