"""The one file that knows the order: read -> extract -> resolve -> ledger. Follow one report from `Pipeline.extract`.

Reports run side by side on threads (onnxruntime works outside Python's lock), each on one core; results come back in the
order they went in, and only a few are in flight, so memory does not grow with the stream.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from reportedly.errors import ReportedlyError
from reportedly.extract import Extractor
from reportedly.extract.model import DEFAULT
from reportedly.read import Given, read, read_bytes
from reportedly.resolve import resolve
from reportedly.types import Extraction, Failure, Report

T = TypeVar("T")
R = TypeVar("R")


class Pipeline:
    """What holds the weights, built once. `extract` handles one report, `stream` many sources."""

    def __init__(self, model: Path = DEFAULT) -> None:
        """Load the model of a folder, or raise ModelError."""
        self.extractor = Extractor(model)

    @property
    def version(self) -> str:
        """Names the model and the program that made a reading."""
        from reportedly import __version__

        return f"reportedly {__version__}, model {self.extractor.version}"

    def extract(self, report: Report) -> Extraction:
        """Find the attributions and statements of one report."""
        return resolve(report, self.extractor(report))

    def process(self, source: "Source") -> Extraction | Failure:
        """Read one source and extract it. What is wrong with the source is a Failure, not an exception."""
        try:
            return self.extract(source.read())
        except ReportedlyError as error:
            return Failure(source.name, str(error))
        except RecursionError:
            return Failure(source.name, f"{source.name} is nested too deeply to be read")

    def stream(self, sources: Iterable["Source"], workers: int | None = None) -> Iterator[Extraction | Failure]:
        """Process sources side by side and yield the results in the order of the sources."""
        return in_order(self.process, sources, workers or os.cpu_count() or 1)


class Source:
    """Something to read: a path, or bytes under a name."""

    def __init__(self, name: str, given: Given | None = None, data: bytes | None = None) -> None:
        """`name` is the path, or with `data` what the bytes are called."""
        self.name, self.given, self.data = name, given or Given(), data

    def read(self) -> Report:
        """Read it, or raise ReadError."""
        if self.data is None:
            return read(self.name, given=self.given)
        return read_bytes(self.data, self.name, given=self.given)


def in_order(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`map` on threads: order kept, at most two items a worker in flight, stopped cleanly when the consumer stops."""
    waiting: deque[Future[R]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
