"""Cascades with known truth: a claim starts at some origins and spreads from report to report, in all the ways that `_WAYS` weighs.

An origin is a named source, one unnamed, an outlet's own observation, or an outlet that is not there. A report has it from another one in
words, by credit, by link, by copying with and without credit, rewritten without a trace, by way of an outlet that is not there; or it hears
the same source itself, denies, or repeats its own. Each is written out as text with its statements (newsroom.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import newsroom as room
from newsroom import Copy, Lead, Page, Source

from reportedly.types import Extraction, Link

_WAYS = {"words": 6.0, "told": 2.0, "credit": 2.5, "source line": 1.5, "link": 2.5, "elsewhere": 1.0, "copied, credited": 1.5, "copied": 1.5,
         "copied in part": 1.5, "generic": 0.7, "by way of another": 1.0}  # how often a parent is told so; each cascade has habits of its own
_BEGAN = datetime(2025, 3, 3, 6, tzinfo=UTC)
_ZONES = (0, 1, 2, 3, 5.5, 9, -4, -7)
MISHEARD = 0.025  # of statements lose their chain in extraction: 97.6 % of relations were found in the gold of issue 3
SKIPPED = 0.03    # of citations name the parent's own parent
MISDATED = 0.02


@dataclass
class Node:
    """A report, or an outlet outside the ledger. `origins`: whose word it is in truth."""

    outlet: str
    origins: set[int]
    copy: Copy
    parents: list[int] = field(default_factory=list)
    here: bool = True
    denies: bool = False
    links: list[int] = field(default_factory=list)
    linked: bool = False  # the link is on the claim's words
    line: str = ""        # a credit or Source line
    way: str = "origin"
    minute: float = 0.0


@dataclass
class Start:
    """An origin: what kind it is, and which facts it gives away. `told`: for an outlet that is not there, what kind of source it names."""

    kind: str  # named, unnamed, own, outside
    told: str
    body: int
    words: str
    facts: tuple[room.Place, ...]


class Cascade:
    """One claim's spread, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        """Draw the parameters, then the reports one after the other."""
        self.mix = mix = Random(f"cascade {seed}")
        self.size = round(2 * 15 ** mix.random())
        self.traceless = mix.uniform(0, 0.4)
        self.unmarked = mix.uniform(0, 0.4)  # of those who saw it themselves, how many do not say so
        self.habits = {way: weight * mix.gammavariate(2, 0.5) for way, weight in _WAYS.items()}
        self.topic = mix.randrange(len(room.TOPICS))
        self.claim = (self.topic, 0)
        self.outlets = mix.sample(room.OUTLETS, len(room.OUTLETS))
        self.nodes: list[Node] = []
        bodies = mix.sample(range(len(room.NAMED)), len(room.NAMED))
        self.starts = [self._start(bodies[i]) for i in range(min(mix.choices(range(1, 7), (6, 5, 4, 2, 1, 1))[0], self.size))]
        begins = [0, *sorted(mix.sample(range(1, self.size), len(self.starts) - 1), key=lambda i: i)] if self.size > 1 else [0]
        at = dict(zip(begins, range(len(self.starts)), strict=True))
        clock = 0.0
        for i in range(self.size):
            clock += mix.expovariate(1 / mix.choice((20, 120, 600)))
            node = self._begin(at[i]) if i in at else self._next()
            node.minute = clock
            self.nodes.append(node)

    @property
    def truth(self) -> int:
        """How many origins the tellings go back to."""
        return len({origin for node in self.nodes if node.here and not node.denies for origin in node.origins})

    @property
    def firsts(self) -> set[int]:
        """The nodes that were the first of an origin."""
        first: dict[int, int] = {}
        for i, node in enumerate(self.nodes):
            for origin in node.origins:
                first.setdefault(origin, i)
        return set(first.values())

    def _start(self, body: int) -> Start:
        kind = self.mix.choices(("named", "unnamed", "own", "outside"), (45, 25, 20, 10))[0]
        facts = sorted(self.mix.sample(room.FACTS, self.mix.randint(5, 10)))
        told = self.mix.choice(("named", "unnamed", "own")) if kind == "outside" else kind
        return Start(kind, told, body, self.mix.choice(room.UNNAMED), tuple(facts))

    def _source(self, start: Start) -> Source | None:
        """How a report calls who stands at the origin."""
        if start.told == "unnamed":
            return Source(start.words, start.words, "anonymous")
        if start.told != "named":
            return None
        body, kind, person, role = room.NAMED[start.body]
        short = body.split()[-1].lower() if body.startswith("the ") else body
        return self.mix.choices((Source(body, body, kind), Source(f"{person}, {role} of {body},", person, "person"),
                                 Source(f"the {short}" if body.startswith("the ") else body,
                                        f"the {short}" if body.startswith("the ") else body, kind)),
                                (6, 3, 1))[0]

    def _fresh(self, facts: Sequence[room.Place]) -> tuple[tuple[room.Place, room.Wording], ...]:
        told = [f for f in facts if self.mix.random() < 0.8]
        self.mix.shuffle(told)
        return tuple((f, room.worded(self.mix, f)) for f in told)

    def _lead(self, form: str, outlet: str | None = None, source: Source | None = None, wording: room.Wording | None = None) -> Lead:
        chosen = wording or room.worded(self.mix, self.claim)
        own = room.edited(self.mix, self.claim, chosen, 0.7) if form not in {"own", "witnessed", "denied"} and self.mix.random() < 0.3 else None
        return Lead(form, chosen, outlet, source, own)

    def _outlet(self) -> str:
        return self.outlets.pop()

    def _begin(self, origin: int) -> Node:
        """The first report of an origin; for one outside, the outlet and a report that cites it."""
        start = self.starts[origin]
        if start.kind == "outside":
            absent = self._absent([], {origin}, start.facts)
            return self._retold(len(self.nodes) - 1, "generic" if self.mix.random() < 0.15 else "words", absent)
        return self._hears(origin)

    def _hears(self, origin: int, way: str = "origin") -> Node:
        start = self.starts[origin]
        source = self._source(start)
        if source is not None:
            lead = self._lead("said", source=source)
        else:
            lead = self._lead("own" if self.mix.random() < self.unmarked else "witnessed")
        return Node(self._outlet(), {origin}, Copy(lead, self._fresh(start.facts)), way=way)

    def _absent(self, parents: list[int], origins: set[int], facts: Sequence[room.Place]) -> Node:
        """An outlet that is not here; it told its source in half of the cases."""
        source = self._source(self.starts[min(origins)])
        lead = self._lead("said", source=source) if source else self._lead("own")
        node = Node(self._outlet(), origins, Copy(lead, self._fresh(facts)), parents, here=False)
        self.nodes.append(node)
        return node

    def _next(self) -> Node:
        """A report that is not the first of its origin."""
        told = [i for i, n in enumerate(self.nodes) if not n.denies]
        weights = [3.0 if n.way == "origin" else 1 + 2 * n.outlet.endswith("Agency") for n in (self.nodes[i] for i in told)]
        at = self.mix.choices(told, weights)[0]
        parent, draw = self.nodes[at], self.mix.random()
        origin = min(parent.origins)
        if draw < 0.05 and parent.here:
            return self._repeats(at)
        if draw < 0.09:
            body, kind, *_ = room.NAMED[self.mix.choice([b for b in range(len(room.NAMED)) if b not in {s.body for s in self.starts}])]
            return Node(self._outlet(), set(), Copy(self._lead("denied", source=Source(body, body, kind)),
                                                    self._fresh(self.mix.sample(room.FACTS, 7))), denies=True, way="denial")
        if draw < (0.23 if self.starts[origin].kind == "named" else 0.11 if self.starts[origin].kind == "unnamed" else 0):
            return self._hears(origin, "same source")  # seldom the same unnamed person
        if self.mix.random() < self.traceless:
            return self._rewritten(at)
        way = self.mix.choices(list(self.habits), list(self.habits.values()))[0]
        if not parent.here and way not in {"told", "generic"}:
            way = "words" if way != "source line" else way
        return self._retold(at, way, parent)

    def _repeats(self, at: int) -> Node:
        """The outlet again, in its own voice or as before."""
        before = self.nodes[at]
        lead = replace(before.copy.lead, wording=room.edited(self.mix, self.claim, before.copy.lead.wording, 0.5), own=None)
        if self.mix.random() < 0.4:
            lead = self._lead("own")
        return Node(before.outlet, set(before.origins), replace(before.copy, lead=lead, facts=before.copy.facts[:3]), [at, *before.parents],
                    way="repeat")

    def _rewritten(self, at: int) -> Node:
        """All in other words and nobody named, but in some the source as if one had heard it oneself."""
        parent = self.nodes[at]
        source = parent.copy.lead.source
        if source is not None and self.mix.random() < 0.4:
            if source.kind == "anonymous" and self.mix.random() < 0.3:
                source = Source(*[self.mix.choice(room.UNNAMED)] * 2, "anonymous")
            lead = self._lead("said", source=source)
        else:
            lead = self._lead("own")
        facts = self._facts(parent, 1.0, 0.6)
        return Node(self._outlet(), set(parent.origins), Copy(lead, facts), [at], way="rewritten")

    def _facts(self, parent: Node, edit: float, kept: float) -> tuple[tuple[room.Place, room.Wording], ...]:
        """The parent's facts with a share of their words exchanged."""
        return tuple((f, room.edited(self.mix, f, w, edit)) for f, w in parent.copy.facts if self.mix.random() < kept)

    def _retold(self, at: int, way: str, parent: Node) -> Node:
        """A report with a parent, told in this way."""
        if way == "by way of another":
            parent, way = self._absent([at], set(parent.origins), [f for f, _ in parent.copy.facts]), "words"
            if self.nodes[at].here and self.mix.random() < 0.4:  # it says whom the other has it from
                parent.copy = replace(parent.copy, lead=self._lead("said", source=Source(*[self.nodes[at].outlet] * 2, "outlet")))
            at = len(self.nodes) - 1
        node = Node(self._outlet(), set(parent.origins), parent.copy, [at], way=way)
        named = parent
        if way in {"words", "told"} and parent.parents and self.mix.random() < SKIPPED:
            named = self.nodes[parent.parents[0]]
        source = parent.copy.lead.source if self.mix.random() < 0.6 else None
        if parent.copy.lead.source and parent.copy.lead.source.kind == "outlet":
            source = parent.copy.lead.source
        if way == "told" and parent.copy.lead.source is None:
            node.way = way = "words"
        copied = way.startswith("copied") or (way in {"credit", "source line"} and self.mix.random() < 0.6)
        wording = room.edited(self.mix, self.claim, parent.copy.lead.wording, self.mix.choice((0.0, 0.0, 0.15)) if copied else 0.7)
        facts = self._facts(parent, self.mix.choice((0.0, 0.1)), 0.9) if copied else self._facts(parent, 0.8, 0.6)
        if way == "copied in part":
            facts = (*facts[: max(1, len(facts) // 2)], *self._fresh(self.mix.sample(room.FACTS, 5)))
        if way in {"words", "copied, credited"}:
            lead = self._lead("cited", named.outlet, source, wording)
        elif way == "told":
            lead = self._lead("told", named.outlet, parent.copy.lead.source, wording)
        elif way == "generic":
            lead = self._lead("generic", self.mix.choice(room.GENERIC), wording=wording)
        elif copied:
            lead = replace(self._stripped(parent.copy.lead), wording=wording)
        else:
            lead = self._lead("said", source=source, wording=wording) if source and way != "link" else self._lead("own", wording=wording)
        if way in {"link", "elsewhere"}:
            node.links, node.linked = [at], way == "link"
        if way == "credit":
            node.line = f"({room.code(parent.outlet)})"
        if way == "source line":
            node.line = f"Source: {parent.outlet}" + self._second(node, at)
        node.copy = Copy(lead, facts)
        return node

    def _stripped(self, lead: Lead) -> Lead:
        """A lead as it is copied: who was there is left out, and half of the time who told the other."""
        if lead.form == "witnessed":
            return replace(lead, form="own")
        if lead.form in {"cited", "told", "generic"} and self.mix.random() < 0.5:
            return replace(lead, form="said" if lead.source else "own", outlet=None)
        return lead

    def _second(self, node: Node, at: int) -> str:
        """Another report that a Source line names, in a third of them."""
        others = [i for i, n in enumerate(self.nodes) if i != at and not n.denies and n.here and n.outlet != self.nodes[at].outlet]
        if not others or self.mix.random() < 0.67:
            return ""
        other = self.mix.choice(others)
        node.parents.append(other)
        node.origins |= self.nodes[other].origins
        return f"; {self.nodes[other].outlet}"

    def reports(self) -> Iterator[tuple[int, Extraction]]:
        """The reports written out, with their places among the nodes."""
        for i, node in enumerate(self.nodes):
            if not node.here:
                continue
            page = Page()
            page.lead(self.topic, node.copy.lead, _url(node.links[0]) if node.linked else None, heard=self.mix.random() >= MISHEARD)
            for fact, wording in (*node.copy.facts, *self._fresh(self.mix.sample(room.FACTS, 4))):
                page.add(_opened(room.words(fact, wording)) + "." + self.mix.choice((" ", "\n\n")))
            for _ in range(self.mix.randint(0, 2)):
                page.add(self.mix.choice(room.FILLER) + " ")
            if node.links and not node.linked:
                page.links.append(_link(page, node.links[0]))
            if self.mix.random() < 0.1 and i > 1:  # a page links to others, too, which are not what it was taken from
                page.links.append(_link(page, self.mix.randrange(i)))
            if node.line:
                page.add(f"\n\n{node.line}" if node.line.startswith("Source") else f" {node.line}")
            yield i, page.published(node.outlet, f"{i:02}.html", self._date(node), _url(i))

    def _date(self, node: Node) -> str | None:
        draw, moment = self.mix.random(), _BEGAN + timedelta(minutes=node.minute)
        if draw < 0.04:
            return None
        if draw < 0.04 + MISDATED:
            moment += timedelta(hours=self.mix.uniform(-36, 36))
        local = moment.astimezone(timezone(timedelta(hours=self.mix.choice(_ZONES))))
        return local.date().isoformat() if draw > 0.92 else local.isoformat(timespec="minutes")


def _opened(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _url(node: int) -> str:
    return f"https://news{node}.example/claim"


def _link(page: Page, node: int) -> Link:
    page.add("\n\nRead ")
    return Link(_url(node), page.add("more on this"))
