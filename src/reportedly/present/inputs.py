"""Paths as they were typed -> the sources to read, each with what is known of it: the options win over the manifest."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportedly.errors import ManifestError, ReadError
from reportedly.pipeline import Source
from reportedly.present.output import complain
from reportedly.read import LIMIT, Given, find, load_manifest
from reportedly.read.given import is_iso


class StandardInput(Source):
    """The report that is piped in. It is read when its turn comes, so what stands before it does not wait."""

    def load(self) -> bytes:
        """All of it, or one byte more than a report may have."""
        if self.data is not None:
            return self.data
        if sys.stdin is None:
            raise ReadError("-: there is no standard input; give a file")
        try:
            return sys.stdin.buffer.read(LIMIT + 1)
        except OSError as error:
            raise ReadError(f"-: standard input cannot be read ({error.strerror or error}); give a file") from error


class Inputs:
    """The sources of these paths, in order. Raises ManifestError, for the options too, before anything is read.

    `empty` counts the folders in which no report was; each is complained of when it is come to.
    """

    def __init__(self, paths: Sequence[str], published: str | None = None, outlet: str | None = None,
                 manifest: Path | None = None) -> None:
        """`manifest` is the path of a table, read at once."""
        if published is not None and not is_iso(published):
            raise ManifestError(f"--published {published!r} is no ISO 8601 date; write it like 2024-06-27 or 2024-06-27T14:30:00Z")
        if paths.count("-") > 1:
            raise ManifestError("-: standard input can be read only once; name it once")
        self.paths = paths
        known = os.fsencode(outlet).decode("utf-8", "replace") if outlet else None  # an argument may be no valid Unicode
        self.options = {k: v for k, v in (("published", published), ("outlet", known)) if v}
        self.manifest = manifest
        self.table = load_manifest(manifest) if manifest else None
        self.empty = 0

    def __iter__(self) -> Iterator[Source]:
        """The sources; folders are listed as they are come to."""
        read = fitting = 0
        for path in self.paths:
            names = _names(path)
            first = True
            for name in names:
                first = False
                given = self.table.given(name) if self.table else Given()
                read += 1
                fitting += given != Given()
                yield (StandardInput if name == "-" else Source)(name, replace(given, **self.options))
            if first:
                self.empty += 1
                complain(f"{path}: no report in this folder; reports are .txt, .text, .md, .html, .htm and .xhtml files")
        if self.table and read and not fitting:
            complain(f"{self.manifest}: none of its rows fits a file that was read; compare its first column with their names")


def _names(path: str) -> Iterator[str]:
    """The files of a folder, or the path to the letter."""
    try:
        folder = Path(path).is_dir()
    except (OSError, ValueError):
        folder = False
    return map(str, find([path])) if folder and path != "-" else iter((path,))
