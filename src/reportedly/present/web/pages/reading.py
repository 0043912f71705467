"""Texts, files or links in; what was found in them out, at once and before anything is stored. Storing is a second step."""

import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from reportedly.errors import ManifestError, ReadError, TooLarge
from reportedly.ledger import given_key
from reportedly.pipeline import Pipeline, Source, in_order
from reportedly.present import facets
from reportedly.present.web.desk import Desk, desk_of
from reportedly.present.web.draft import Item
from reportedly.present.web.rendering import address, render
from reportedly.present.web.safety.guard import Person, editor, reader
from reportedly.read import LIMIT, Given
from reportedly.read.fetch import fetch
from reportedly.read.given import is_iso
from reportedly.types import Extraction, Failure, Hop, Report, Statement

router = APIRouter()
MOST = 20  # reports at once
MOST_BYTES = 4_000_000  # of one report
LONGEST = 300_000  # characters of its text: 14 s of reading on one core
WORKERS = 2
FETCHERS = 8
Status = Literal["new", "known", "added", "unchanged", "failed"]


class Quick(Source):
    """What is read while somebody waits: no longer than that takes some seconds."""

    def read(self) -> Report:
        """Read it, or raise ReadError."""
        report = super().read()
        if len(report.text) > LONGEST:
            raise TooLarge(f"{self.name}: {len(report.text):,} characters, and at most {LONGEST:,} are read here while you wait; "
                           "add it on the command line: reportedly add")
        return report


@dataclass(frozen=True, slots=True)
class Group:
    """Statements on one chain, in the order of the text; none of its own voice."""

    chain: tuple[Hop, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as it was read: what was attributed, by chain; what was not; and whether the ledger has it."""

    name: str
    status: Status
    reason: str = ""
    extraction: Extraction | None = None
    groups: tuple[Group, ...] = ()
    own: tuple[Statement, ...] = ()


async def _form(request: Request) -> AsyncIterator[FormData]:
    """What was sent, its files on the disk and not in memory. How many bytes it may be in all, safety/limits.py says."""
    async with request.form(max_files=2 * MOST, max_fields=2 * MOST, max_part_size=LIMIT) as form:
        yield form


Reader = Annotated[Person, Depends(reader)]
Editor = Annotated[Person, Depends(editor)]
Form = Annotated[FormData, Depends(_form)]


@router.get("/read")
def reading(request: Request, person: Reader) -> Response:  # noqa: ARG001 - who may see it
    """The three ways to give a report."""
    return _asked(request)


@router.post("/read")
def read(request: Request, person: Reader, form: Form) -> Response:
    """Read what was given, hold it for this person, and show it under an address of its own."""
    desk = desk_of(request)
    try:
        given = list(_sources(desk, form))
    except ManifestError as error:
        return _asked(request, str(error), form)
    if not given:
        return _asked(request, "Nothing was given: paste a text, choose files, or write addresses.", form)
    if len(given) > MOST:
        return _asked(request, f"These are {len(given)} reports, and at most {MOST} are read here at once; for more, on the command line: "
                               "reportedly add FOLDER", form)
    items = list(_read(desk.pipeline, given))
    return RedirectResponse(f"/read/{desk.drafts.put(person.name, items)}", 303)


@router.get("/read/{draft}")
def preview(request: Request, draft: str, person: Reader) -> Response:
    """What was found in a draft; nothing is stored by looking."""
    desk = desk_of(request)
    items = desk.drafts.get(draft, person.name)
    shown = [_shown(item, "known" if _has(desk, item) else "new") for item in items]
    return render(request, "read_result.html", draft=draft, shown=shown, facets=facets, kept=False, may_keep=person.role != "reader")


@router.post("/read/keep")
def keep(request: Request, person: Editor, form: Form) -> Response:
    """Store a draft: what was read is added and linked, what could not be read is recorded as a failure. A second time changes nothing."""
    desk = desk_of(request)
    draft = _words(form, "draft")
    items = desk.drafts.get(draft, person.name)
    shown = [_shown(item, _store(desk, item)) for item in items]
    if any(s.status == "added" for s in shown):
        desk.link()
    if len(shown) == 1 and shown[0].status == "added" and shown[0].extraction:
        return RedirectResponse(address(f"/reports/{shown[0].extraction.report.id}"), 303)
    return render(request, "read_result.html", draft=draft, shown=shown, facets=facets, kept=True, may_keep=True)


def _asked(request: Request, wrong: str = "", form: FormData | None = None) -> Response:
    """The page with its three forms; after a mistake, with the words that were typed."""
    typed = {name: _words(form, name) if form else "" for name in ("text", "outlet", "published", "title", "url", "links")}
    return render(request, "read.html", status=422 if wrong else 200, wrong=wrong, typed=typed, may_fetch=desk_of(request).fetches,
                  most=MOST, megabytes=MOST_BYTES // 1_000_000)


def _words(form: FormData, name: str) -> str:
    found = form.get(name)
    return found.strip() if isinstance(found, str) else ""


def _sources(desk: Desk, form: FormData) -> Iterable[Source | Failure]:
    """What a form gives to read; what cannot be had is a failure. Raises ManifestError for particulars that are none."""
    given = _particulars(form)
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        data = text.replace("\r\n", "\n").encode("utf-8", "replace")  # browsers send line ends so
        yield _bounded(f"pasted text {hashlib.sha256(data).hexdigest()[:8]}", len(data), lambda: data, given)
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and (file.filename or file.size):
            yield _bounded(_file_name(file.filename), file.size or 0, file.file.read, replace(given, url=None, title=None))
    links = list(dict.fromkeys(_words(form, "links").split()))
    if len(links) > MOST:
        raise ManifestError(f"These are {len(links)} addresses, and at most {MOST} are fetched at once.")
    yield from in_order(lambda link: _fetched(desk, link), links, FETCHERS)


def _particulars(form: FormData) -> Given:
    told = {name: _words(form, name) or None for name in ("published", "outlet", "url", "title")}
    if told["published"] and not is_iso(told["published"]):
        raise ManifestError(f"“{told['published'][:40]}” is no ISO 8601 date: write it like 2024-06-27 or 2024-06-27T14:30:00Z.")
    if told["url"] and not told["url"].startswith(("http://", "https://")):
        raise ManifestError("The address has to begin with https:// or http://.")
    return Given(**told)


def _bounded(name: str, size: int, load: Callable[[], bytes], given: Given) -> Source | Failure:
    """A source in memory; one that is too big is not loaded."""
    if size > MOST_BYTES:
        return Failure(name, f"{name}: {size / 1e6:.1f} MB, and at most {MOST_BYTES // 1_000_000} MB of a report are read here while you wait; "
                             f"on the command line up to {LIMIT // 1_000_000} MB: reportedly add")
    return Quick(name, given, load())


def _file_name(told: str | None) -> str:
    """A file's name without its folders, which some browsers send too."""
    return PurePosixPath((told or "").replace("\\", "/")).name[-200:] or "file without a name"


def _fetched(desk: Desk, link: str) -> Source | Failure:
    if not desk.fetches:
        return Failure(link, f"{link}: pages are not fetched here; save the page and give the file")
    try:
        page = fetch(link, limit=MOST_BYTES)
    except ReadError as error:
        return Failure(link, str(error))
    return Quick(page.url, data=page.data)


def _read(pipeline: Pipeline, given: Sequence[Source | Failure]) -> Iterable[Item]:
    """Read them side by side, in their order."""
    results = pipeline.stream((g for g in given if isinstance(g, Source)), WORKERS)
    for g in given:
        if isinstance(g, Failure):
            yield Item(Source(g.name), g)
        else:
            yield Item(replace(g, data=None), next(results))  # its bytes are not needed any longer


def _has(desk: Desk, item: Item) -> bool:
    if isinstance(item.result, Failure):
        return False
    return desk.store.has(item.result.report.sha256, given_key(**asdict(item.source.given)), desk.pipeline.version)


def _store(desk: Desk, item: Item) -> Status:
    if isinstance(item.result, Failure):
        desk.store.fail(item.result)
        return "failed"
    is_new = desk.store.add(item.result, extractor=desk.pipeline.version, given=given_key(**asdict(item.source.given)))
    return "added" if is_new else "unchanged"


def _shown(item: Item, status: Status) -> Shown:
    if isinstance(item.result, Failure):
        reason = item.result.reason.removeprefix(f"{item.source.name}: ")
        return Shown(item.source.name, "failed", reason)
    own = tuple(s for s in item.result.statements if s.attribution is None)
    return Shown(item.source.name, status, extraction=item.result, groups=_groups(item.result.statements), own=own)


def _groups(statements: Sequence[Statement]) -> tuple[Group, ...]:
    """What is attributed, by attribution, in the order in which each first stands in the text."""
    found: dict[str, list[Statement]] = {}
    for s in statements:
        if s.attribution is not None:
            found.setdefault(s.attribution, []).append(s)
    return tuple(Group(group[0].chain, tuple(group)) for group in found.values())
