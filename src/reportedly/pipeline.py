"""The one file that knows the order: read -> extract -> resolve -> ledger -> link. Follow one report from `Pipeline.extract`, then
`Linking.link`.

Reports run side by side on threads (onnxruntime works outside Python's lock), each on one core; results come back in the
order they went in, and only a few are in flight, so memory does not grow with the stream.
"""

import hashlib
import json
import logging
import os
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import Changed, ReadError, ReportedlyError
from reportedly.extract import Extractor
from reportedly.extract.model import DEFAULT
from reportedly.link import (
    VERSION,
    Digest,
    Linker,
    Member,
    Pair,
    Rulings,
    by_statement,
    face,
    found_of,
    meant,
    packed,
    related,
    rulings,
    strangers,
    unpacked,
)
from reportedly.link.cluster import JOIN
from reportedly.read import Given, read_bytes
from reportedly.read.files import load
from reportedly.resolve import Register, resolve
from reportedly.types import Claim, Extraction, Failure, Judgement, Mark, Report

if TYPE_CHECKING:  # its database library takes a third of a start, which reading alone need not spend
    from reportedly.ledger import Ledger, Linked

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
R = TypeVar("R")
_NOTHING = Given()
NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})
LINKER = VERSION
BEARING = frozenset({"outcome", "rival"})  # kinds of pairs across claims
OF_ONE_CLAIM = frozenset({"grade", "outcome"})  # kinds of judgements; a grade 0.45 -> 0.29 s, among 50,000 statements
LINKED_AT_ONCE = 64  # reports in one transaction of linking
DIGESTS_KEPT = 3000  # in memory, some 60 kB each
FACES_KEPT = 20_000  # some 9 kB each


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

class Linking:
    """Ties the ledger's reports into claims. What holds the weights for it, built once; `link` does what is left to do.

    A batch of reports is one transaction, so an interrupted run goes on where it stopped. A report is compared with those that it shares a
    key with, and only the claims that this changes are made anew: the time is that of its candidates, not of the ledger.
    """

    def __init__(self) -> None:
        """Load the weights, or raise ModelError."""
        self.linker = Linker()
        self._digests: OrderedDict[str, Digest] = OrderedDict()
        self._faces: OrderedDict[str, bytes] = OrderedDict()

    def link(self, store: "Ledger", progress: Callable[[int, int], None] | None = None) -> int:
        """Link the reports that are not linked yet; gives how many. `progress` is told how many are done, and of how many."""
        done, total = 0, len(store.unlinked(LINKER))
        begun: dict[str, Future[Digest]] = {}  # by extraction
        pool = ThreadPoolExecutor(1)  # makes the vectors of the next batch while this one is compared
        try:
            while True:
                with store.linking() as linked:
                    waiting = linked.waiting(LINKER, 2 * LINKED_AT_ONCE)
                    begun |= {id_: pool.submit(self.linker.digest, linked.extraction(id_)) for _, id_ in waiting if id_ not in begun}
                    now = waiting[:LINKED_AT_ONCE]
                    if now:
                        self._link(linked, [(id_, begun.pop(id_).result()) for _, id_ in now])
                done += len(now)
                if progress and now:
                    progress(done, max(total, done))
                if len(waiting) <= LINKED_AT_ONCE:
                    return done
        finally:
            pool.shutdown(cancel_futures=True)

    def judge(self, store: "Ledger", judgement: Judgement, seen: Mapping[str, str] = NOTHING_SEEN) -> None:
        """Append a judgement and make the claims anew that follow from it.

        `seen`: by the ids of claims, their tags (`Ledger.claim_tag`) as the person who judges saw them. If one is another by now, nothing is
        appended and `Changed` is raised.
        """
        with store.linking() as linked:
            for id_, tag in seen.items():
                if linked.claim_tag(id_) != tag:
                    raise Changed(f"claim {id_} has changed since you saw it: look at it again, then judge")
            earlier = {j.id: j for j in linked.judgements()}
            linked.add_judgement(judgement)
            concerned: Judgement | None = judgement
            while concerned is not None and concerned.kind == "withdraw":  # … of a withdrawal, of what that withdrew
                concerned = earlier.pop(concerned.value or "", None)
            keys = self._concerned(linked, concerned) if concerned else set()
            self._claims(linked, keys, changed=keys)

    def _concerned(self, linked: "Linked", judgement: Judgement) -> set[str]:
        """The statements of the claims that a judgement may change: a grade or an outcome is of one claim, all else may bear on a report."""
        reports = {mark.report for mark in judgement.about}
        if judgement.kind in OF_ONE_CLAIM:
            held = linked.claims_of("key", _marked(self._load(linked, reports), judgement.about))
        else:
            held = linked.claims_of("report", reports)
        return {key for keys in held.values() for key in keys}

    def _link(self, linked: "Linked", new: Sequence[tuple[str, Digest]]) -> None:
        """Link these reports: by their extractions' ids, their digests."""
        reports = [digest.report.id for _, digest in new]
        touched = linked.bearing_on(reports)
        lost = linked.claims_of("claim", linked.forget(reports))
        orphans = {key for keys in lost.values() for key in keys}
        for id_, digest in new:
            self._faces[digest.report.id] = glance = digest.packed
            linked.put_digest(Extraction(digest.report, (), digest.statements), id_, LINKER, glance, digest.keys)
            self._keep(digest)
        compared: set[str] = set()
        for _, digest in new:
            compared.add(digest.report.id)
            found, texts = list(self.linker.compare(digest, digest)[0]), []
            for other in self._load(linked, self._met(linked, digest, linked.meeting(digest.keys) - compared)).values():
                pairs, text = self.linker.compare(digest, other)
                found += pairs
                if text is not None:
                    one, two = sorted((digest, other), key=lambda d: d.report.id)
                    texts.append((one.report.id, two.report.id, packed(text if one is digest else text.flipped())))
            linked.put_pairs(astuple(p) for p in found)
            linked.put_shared(texts)
        keys = {d.key(s) for _, d in new for s in d.statements}
        again = keys | orphans | {key for key in touched if key.partition("/")[0] not in reports}
        self._claims(linked, again, changed=again, lost=set(lost))

    def _claims(self, linked: "Linked", keys: set[str], *, changed: set[str], lost: Collection[str] = ()) -> None:
        """Make anew the claims of all statements that these are tied to, where their tellings or what bears on them is not as it was."""
        rules = rulings(linked.judgements())
        tied: set[str] = set()
        pairs: dict[tuple[str, str, str], Pair] = {}
        self._follow(linked, keys, rules, tied, pairs)
        bearing = {end for p in pairs.values() if p.kind in BEARING and (p.one in changed or p.other in changed) for end in (p.one, p.other)}
        self._follow(linked, bearing, rules, tied, pairs)
        members = self._members(linked, tied)
        groups = self.linker.groups(members, pairs.values(), rules)
        old = linked.claims_of("key", members)
        as_they_were = {frozenset(held) for held in old.values()}
        remade = [g for g in groups if frozenset(g) not in as_they_were or not changed.isdisjoint(g) or not bearing.isdisjoint(g)]
        linked.replace_claims({*lost, *(id_ for id_, held in old.items() if any(not held.isdisjoint(g) for g in remade))},
                              self._made(linked, remade, members, by_statement(pairs.values()), rules))

    def _made(self, linked: "Linked", remade: Sequence[Collection[str]], members: Mapping[str, Member], index: Mapping[str, Sequence[Pair]],
              rules: Rulings) -> list[Claim]:
        """The claims of these groups."""
        inside = {key for group in remade for key in group}
        outside = {end for key in inside for p in index.get(key, ()) if p.kind in BEARING for end in (p.one, p.other)} - members.keys()
        every = {**members, **self._members(linked, outside)}
        texts: dict[str, dict[str, str]] = {}
        for one, two, data in linked.shared({key.partition("/")[0] for key in inside}):
            texts.setdefault(one, {})[two] = data
        made = []
        for group in remade:
            reports = {key.partition("/")[0] for key in group}
            shared = {(one, two): unpacked(data) for one in reports for two, data in texts.get(one, {}).items() if two in reports}
            bearing = related(group, index, every, rules)
            made.append(self.linker.claim([members[k] for k in group], found_of(index, group), shared, rules, bearing))
        return made

    def _members(self, linked: "Linked", keys: Collection[str]) -> dict[str, Member]:
        """Statements by their keys, with their reports' digests."""
        digests = self._load(linked, {key.partition("/")[0] for key in keys})
        return {d.key(s): (d, s) for d in digests.values() for s in d.statements if d.key(s) in keys}

    def _follow(self, linked: "Linked", keys: Collection[str], rules: Rulings, tied: set[str], pairs: dict[tuple[str, str, str], Pair]) -> None:
        """Add to `tied` all statements that these are tied to, directly or by way of others, by likeness or because a person joined them; and to
        `pairs` all pairs that one of them is in.

        Pairs less like than JOIN need not be followed: the mean of two groups' pairs is at least JOIN only if one of them is.
        """
        joined = self._load(linked, {m.report for pair in rules.together for m in pair})
        by_hand = [tuple(_marked(joined, pair)) for pair in rules.together]
        fresh = set(keys) - tied
        while fresh:
            tied |= fresh
            near = {key for pair in by_hand if not fresh.isdisjoint(pair) for key in pair}
            for one, other, kind, probability, detail in linked.pairs(fresh):
                if (one, other, kind) in pairs:
                    continue
                pairs[one, other, kind] = Pair(one, other, kind, probability, detail)
                if kind == "opening" or (kind == "same" and probability >= JOIN):
                    near |= {one, other}
            fresh = near - tied

    def _met(self, linked: "Linked", digest: Digest, others: Collection[str]) -> list[str]:
        """Of the reports that share a key with one, those that may have something in common with it: most met by chance."""
        absent = [r for r in others if r not in self._faces]
        faces = {r: self._faces[r] for r in others if r in self._faces} | dict(linked.faces(absent))
        for report in absent:
            self._faces[report] = faces[report]
        while len(self._faces) > FACES_KEPT:
            self._faces.popitem(last=False)
        return [r for r, glance in faces.items() if not strangers(digest, face(glance))]

    def _load(self, linked: "Linked", reports: Collection[str]) -> dict[str, Digest]:
        """The digests of reports, from memory where they are."""
        found = {r: self._digests[r] for r in reports if r in self._digests}
        for row in linked.digests([r for r in reports if r not in found]):
            found[row.extraction.report.id] = self.linker.digest(row.extraction, row.vectors)
        for digest in found.values():
            self._keep(digest)
        return found

    def _keep(self, digest: Digest) -> None:
        """Keep a digest in memory, and drop the one that was not needed for longest."""
        self._digests[digest.report.id] = digest
        self._digests.move_to_end(digest.report.id)
        if len(self._digests) > DIGESTS_KEPT:
            self._digests.popitem(last=False)


def judgement(kind: str, who: str, at: str, note: str | None, *, about: tuple[Mark, ...] = (), name: str | None = None,
              value: str | None = None) -> Judgement:
    """A judgement with the id that follows from what it says."""
    says = json.dumps([kind, who, at, [astuple(m) for m in about], name, value, note])
    return Judgement("j" + hashlib.sha256(says.encode()).hexdigest()[:12], kind, who, at, about, name, value, note)  # type: ignore[arg-type]


def _marked(digests: Mapping[str, Digest], marks: Iterable[Mark]) -> set[str]:
    """The keys of the statements that these marks mean."""
    return {digest.key(statement) for m in marks if (digest := digests.get(m.report)) if (statement := meant(m, digest.statements))}


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
