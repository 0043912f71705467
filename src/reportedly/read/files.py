"""Paths in, the files of reports or their bytes out.

What the file system may do to us (a folder, a device, a file that vanished or may not be read, 50 MB) becomes one `ReadError`
with one line. The size is looked at before the bytes are.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.errors import ReadError, TooLarge

LIMIT = 32_000_000
"""The most bytes that are read of one report. Chosen, not swept: a page of 31 MB takes 12 s and 0.6 GB, a text far less."""

ENDINGS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})


def load(source: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file of at most `LIMIT` bytes. Raises `ReadError`, `TooLarge`."""
    name = os.fspath(source)
    try:
        about = Path(name).stat()
        if refusal := _not_a_file(about.st_mode):
            raise ReadError(f"{name}: {refusal}")
        if about.st_size > LIMIT:
            raise too_large(name, about.st_size)
        with Path(name).open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError(f"{name}: there is no such file; check the path") from None
    except PermissionError:
        raise ReadError(f"{name}: permission denied; make the file readable for this user") from None
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror or error}); check the file and its disk") from error
    except ValueError as error:
        raise ReadError(f"{name!r}: is no path ({error}); check the name") from error
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    return data


def _not_a_file(mode: int) -> str | None:
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return "is a folder that was not opened; give its files, or make it readable"
    if stat.S_ISFIFO(mode):
        return "is a pipe, not a file; pass it as standard input"
    return "is a device or socket, not a file; give a file"


def too_large(name: str, size: int) -> TooLarge:
    """The error for a report of `size` bytes."""
    return TooLarge(f"{name}: {size / 1e6:.1f} MB, and a report may have at most {LIMIT // 1_000_000} MB; "
                    "cut it into single reports")


def find(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files that can be reports: each file as given, each folder's files in sorted order, folders within it too.

    In folders only files with an ending of `ENDINGS` count; hidden ones, manifests and READMEs are passed over, and links to
    folders are not followed. A path that does not exist, or a folder that cannot be listed, is yielded as it is: `read` then says why.
    """
    for path in map(Path, paths):
        if _is_folder(path):
            yield from _walk(path)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif _can_be_report(entry):
            yield folder / entry.name


def _can_be_report(entry: os.DirEntry[str]) -> bool:
    path = Path(entry.name)
    if path.suffix.lower() not in ENDINGS or path.stem.lower() in {"manifest", "readme"}:
        return False
    try:
        return entry.is_file() or not Path(entry.path).exists()
    except OSError:
        return True
