"""Bytes in, a `Report` out: its text, what it says of itself, its links.

`read` takes a path, `read_bytes` what somebody already holds, `find` the files of a folder, `load_manifest` a table of what
the files do not say. A plain text file is kept to the letter; of a web page only the article is kept. Everything that cannot
be read raises a `ReadError` whose one line says what was wrong, where, and what to do.
"""

import hashlib
import os

from reportedly.read.decode import Form, sniff, to_text
from reportedly.read.files import LIMIT, find, load, too_large
from reportedly.read.given import Given, Manifest, load_manifest
from reportedly.read.parts import Parts
from reportedly.read.text import read_text
from reportedly.types import Report

__all__ = ["LIMIT", "Given", "Manifest", "find", "load_manifest", "read", "read_bytes"]

_NOTHING = Given()


def read(source: str | os.PathLike[str], *, given: Given = _NOTHING) -> Report:
    """The report in a file.

    `given` is what the caller knows of it, and wins over what the file says. Raises `ReadError`: `EmptyReport`, `NotText`,
    `TooLarge`, or itself where the file is missing, is a folder or a device, or may not be read.
    """
    return read_bytes(load(source), os.fspath(source), given=given)


def read_bytes(data: bytes, name: str, *, given: Given = _NOTHING) -> Report:
    """The report in these bytes: HTML or plain text, told apart by what they hold and by how the name ends.

    `name` (a path or URL) is kept as `Report.name` and named in errors. Raises as `read` does.
    """
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    form = sniff(data, name)
    text = to_text(data, name, form)
    parts = _read_page(text, name, given.url) if form is Form.HTML else read_text(text, name)
    return _report(parts, given, _printable(name), hashlib.sha256(data).hexdigest())


def _read_page(text: str, name: str, address: str | None) -> Parts:
    from reportedly.read.html import read_html  # noqa: PLC0415 (trafilatura loads in 0.2 s; plain text needs none of it)

    return read_html(text, name, address)


def _report(parts: Parts, given: Given, name: str, sha256: str) -> Report:
    url = given.url or parts.url or (name if name.startswith(("http://", "https://")) else None)
    outlet = given.outlet or parts.outlet
    seal = hashlib.sha256(f"{url or outlet or ''}\0{parts.text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=f"r{seal[:16]}", name=name, text=parts.text, sha256=sha256, url=url, outlet=outlet,
                  title=given.title or parts.title, byline=parts.byline, published=given.published or parts.published,
                  language=parts.language, links=parts.links, skipped=parts.skipped)


def _printable(name: str) -> str:
    """A file name that is no valid Unicode still has to fit into JSON and tables."""
    return os.fsencode(name).decode("utf-8", "replace") if any("\ud800" <= c <= "\udfff" for c in name) else name
