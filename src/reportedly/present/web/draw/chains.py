"""A claim -> its chain graph: origins and outside sources at the left, then every report in a row of its own, its box beginning at its time.

A report stands below the one it has the claim from, so that an edge runs down beside its parent and along its own row, and meets no box.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.present.phrases import WORST, moment
from reportedly.present.web.draw.axis import Axis, Gap, Tick, axis, seconds
from reportedly.present.web.draw.descent import Change, Style, above, by_report, change, depths, how, parents_of, style_of
from reportedly.types import Claim, Origin, Role, Telling

MOST = 60  # boxes; what is more is folded
BOX, TALL, PITCH = 218.0, 26.0, 38.0  # a box's width and height; from row to row
COLUMN = 236.0  # of sources
GUTTER, LINE, TOP = 44.0, 460.0, 40.0  # between sources and reports; the line of time; above the first row
LETTER, BOLD = 6.3, 7.2  # wide, in a label, on the average
LANES = 5  # of edges between sources and reports
NAME, SOURCE = 124.0, 232.0  # room for a name in a box, in the drawing's units
ROLES: dict[Role, str] = {"telling": "", "denial": "⊘ denies it", "retraction": "✎ takes it back", "correction": "✎ corrects it",
                          "revision": "✎ revises it"}
_BESIDE: dict[Style, float] = {"cites": 9, "credited": 9, "uncredited": 15, "shares": 21, "heard": 9}


@dataclass(frozen=True)
class Node:
    """A box. `more`: how many reports that have it from here are folded."""

    key: str
    kind: Literal["report", "origin", "source"]
    x: float
    y: float
    width: float
    height: float
    name: str
    when: str
    title: str
    href: str
    established: bool = False
    role: Role = "telling"
    more: int = 0

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Line:
    """An edge from a box to the one that has it from there, by way of `points`; the label stands right of the second box."""

    parent: str
    child: str
    style: Style
    points: tuple[tuple[float, float], ...]
    width: float
    href: str
    title: str
    words: str = ""
    x: float = 0.0
    y: float = 0.0
    changes: tuple[Change, ...] = ()

    @property
    def path(self) -> str:
        """The same as an SVG path; its parts run across or down."""
        (x, y), *rest = self.points
        parts = [f"M{x:g},{y:g}"]
        for to_x, to_y in rest:
            parts.append(f"H{to_x:g}" if to_y == y else f"V{to_y:g}")
            x, y = to_x, to_y
        return "".join(parts)


@dataclass(frozen=True)
class Graph:
    """The whole drawing; `shown` of `reports` reports are in it."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    shown: int
    reports: int
    undated: float | None


def cut(words: str, letters: int) -> str:
    """Words in one line that is not longer."""
    line = " ".join(words[: 4 * letters].split())
    return line if len(line) <= letters and len(words) <= 4 * letters else line[: letters - 1].rstrip() + "…"


def fitted(words: str, room: float) -> str:
    """Words in one line, cut where by an estimate of their letters' widths there is no more room."""
    line = " ".join(words[:200].split())
    for n, letter in enumerate(line):
        room -= _width(letter)
        if room < 0:
            return line[:max(n - 1, 1)].rstrip() + "…"
    return line


def _width(letter: str) -> float:
    """In bold; the widest of the fonts that there may be."""
    if letter in "MW@%—" or unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 13.3
    return 11.5 if letter in "mw" else 4.8 if letter in "iljt.,' I" else 9.2 if letter.isupper() else 7.9


def chains(claim: Claim, row: Callable[[str], str], edge: Callable[[str, int], str]) -> Graph:
    """Draw a claim. `row` and `edge` give the addresses of a report's words, and of those of its n-th edge."""
    reports, tree = by_report(claim), above(claim)
    shown = _shown(claim, reports, tree)
    return _Drawing(claim, reports, {id_: tree[id_] for id_ in shown}, row, edge).graph(tree)


def _shown(claim: Claim, reports: Mapping[str, list[Telling]], tree: Mapping[str, str | None]) -> list[str]:
    """The reports that are drawn, in order of time: those that matter first, each with all that it stands under."""
    kept: set[str] = set()
    boxes: set[str] = set()
    has_children = set(tree.values())
    changed = {d.report for d in claim.drift if (d.facet, d.direction) in WORST}
    for id_ in sorted(reports, key=lambda r: (r not in has_children and r not in changed and reports[r][0].role == "telling")):
        new = {id_}
        at = tree[id_]
        while at is not None:
            new.add(at)
            at = tree[at]
        wanted = boxes | new | {key for r in new for key in _sources(claim, r, reports[r])}
        if len(wanted) <= MOST or not kept:
            kept, boxes = kept | new, wanted
    return [id_ for id_ in reports if id_ in kept]


def _sources(claim: Claim, report: str, tellings: Sequence[Telling]) -> list[str]:
    """The keys of the boxes at the left that a report leads to."""
    return [f"end:{n}" for n, end in enumerate(claim.origins.ends) if report in end.reports] + [
        f"source:{name}" for name in _outside(tellings) if not any(_folded(end.name) == _folded(name) for end in claim.origins.ends)]


def _outside(tellings: Sequence[Telling]) -> list[str]:
    return list(dict.fromkeys(p.source for p in parents_of(tellings) if p.source and p.report is None))


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


class _Drawing:
    """The boxes and lines of one graph while they are laid out."""

    def __init__(self, claim: Claim, reports: Mapping[str, list[Telling]], tree: dict[str, str | None], row: Callable[[str], str],
                 edge: Callable[[str, int], str]) -> None:
        self._claim, self._reports, self._tree, self._row, self._edge = claim, reports, tree, row, edge
        self._nodes: dict[str, Node] = {}
        self._lanes: list[str] = []
        self._rows = 0
        outside = any(key.startswith("source:") for id_ in tree for key in _sources(claim, id_, reports[id_]))
        self._columns = (2 if outside else 1) if outside or claim.origins.ends else 0
        self._line, self._undated = self._make_line()

    def _make_line(self) -> tuple[Axis, float | None]:
        left = self._columns * (COLUMN + GUTTER) + GUTTER / 2
        times = [seconds(self._reports[id_][0].report.published) for id_ in self._tree]
        undated = left if None in times else None
        return axis([t for t in times if t is not None], left if undated is None else left + BOX + GUTTER, LINE), undated

    def graph(self, whole: Mapping[str, str | None]) -> Graph:
        """Lay it out."""
        for id_ in depths(self._tree):
            self._place(id_, sum(1 for child, parent in whole.items() if parent == id_ and child not in self._tree))
        lines = self._labelled([*self._heard(), *self._edges()])
        ends = [line.x + LETTER * len(_label(line)) for line in lines]
        ends += [node.x + node.width + 10 + BOLD * len(beside(node)) for node in self._nodes.values()]
        return Graph(round(max(ends) + 12), TOP + self._rows * PITCH, tuple(self._nodes.values()), tuple(lines), self._line.ticks,
                     self._line.gaps, len(self._tree), len(self._reports), self._undated)

    def _place(self, id_: str, more: int) -> None:
        """A report's box, and in its row, or in rows of their own below, what it leads to that is not yet there."""
        report, first = self._reports[id_][0].report, self._rows
        at = seconds(report.published)
        x = self._line(at) if at is not None else self._undated or 0.0
        name = report.outlet or report.name
        role: Role = next((t.role for t in self._reports[id_] if t.role != "telling"), "telling")
        self._nodes[id_] = Node(id_, "report", x, self._y(first), BOX, TALL, fitted(name, NAME), _short(report.published),
                                f"{cut(name, 200)}, {moment(report.published)}", self._row(id_), role=role, more=more)
        taken = [first] * 2
        for key in _sources(self._claim, id_, self._reports[id_]):
            if key not in self._nodes:
                column = self._columns - 1 if key.startswith("source:") else 0
                self._lanes.append(key)
                self._nodes[key] = self._left(key, id_, column * (COLUMN + GUTTER), self._y(taken[column]))
                taken[column] += 1
        self._rows = max(first + 1, *taken)

    def _left(self, key: str, report: str, x: float, y: float) -> Node:
        if key.startswith("end:"):
            n = int(key.removeprefix("end:"))
            end = self._claim.origins.ends[n]
            return Node(key, "origin", x, y, COLUMN, TALL, fitted(end.name, SOURCE), "", cut(f"{end.name} ({end.kind})", 200), f"#o-{n}",
                        established=end.established)
        name = key.removeprefix("source:")
        n = next(i for i, p in enumerate(parents_of(self._reports[report])) if p.source == name)
        return Node(key, "source", x, y, COLUMN, TALL, fitted(name, SOURCE), "", f"{cut(name, 200)}: no report of it is here",
                    self._edge(report, n))

    @staticmethod
    def _y(row: int) -> float:
        return TOP + row * PITCH + (PITCH - TALL) / 2

    def _heard(self) -> Iterator[Line]:
        """From origins to the reports, by way of the outlet that is not here where that is how it came."""
        drawn: set[tuple[str, str]] = set()
        for n, end in enumerate(self._claim.origins.ends):
            for id_ in end.reports:
                if id_ not in self._tree or self._by_another(end, id_):
                    continue
                here = [name for name in _outside(self._reports[id_]) if name in end.detail and f"source:{name}" in self._nodes]
                way = f"source:{here[0]}" if here else id_
                if (f"end:{n}", way) not in drawn:
                    drawn.add((f"end:{n}", way))
                    yield self._line_between(f"end:{n}", way, "heard", 1.2, f"#o-{n}", cut(end.detail, 200), n)

    def _by_another(self, end: Origin, id_: str) -> bool:
        """Whether an edge to another report of the same end, or the end's own edge, says so already."""
        parents = parents_of(self._reports[id_])
        return any((p.report in end.reports and p.report in self._tree and p.report != id_)
                   or (p.report is None and p.source is not None and _folded(p.source) == _folded(end.name)) for p in parents)

    def _edges(self) -> Iterator[Line]:
        """From parents to the reports that have it from them; what changed on the way is marked on the first that it was measured against."""
        for id_ in self._tree:
            for n, parent in enumerate(parents_of(self._reports[id_])):
                key = parent.report if parent.report is not None else self._source(parent.source or "")
                if key not in self._nodes:
                    continue
                changes = tuple(change(d) for d in self._claim.drift if d.report == id_ and d.against == parent.report)
                whom = f" {cut(self._nodes[key].name, 20)}" if len(parents_of(self._reports[id_])) > 1 else ""
                words = f"{how(parent)}{whom} {parent.probability:.2f}"
                title = f"{words}: {cut(parent.detail, 120)}" + "".join(f"; {c.words}: {c.title}" for c in changes)
                line = self._line_between(key, id_, style_of(parent), 1 + 2 * parent.probability, self._edge(id_, n), title, n)
                yield replace(line, words=words, changes=changes)

    def _source(self, name: str) -> str:
        return next((f"end:{n}" for n, end in enumerate(self._claim.origins.ends) if _folded(end.name) == _folded(name)), f"source:{name}")

    def _line_between(self, parent: str, child: str, style: Style, width: float, href: str, title: str, n: int) -> Line:
        a, b = self._nodes[parent], self._nodes[child]
        lane = self._lanes.index(parent) % LANES if a.kind != "report" else 0
        points = _loop(a) if parent == child else _below(a, b, _BESIDE[style], n) if a.kind == "report" else _beside(a, b, n, lane)
        return Line(parent, child, style, tuple(points), round(width, 1), href, title)

    def _labelled(self, lines: Sequence[Line]) -> list[Line]:
        """Labels right of the box, one after the other."""
        ends = {key: node.x + node.width + 10 + BOLD * len(beside(node)) for key, node in self._nodes.items()}
        found = []
        for line in lines:
            node = self._nodes[line.child]
            found.append(replace(line, x=round(ends[line.child], 1), y=node.middle + 4))
            if line.words:
                ends[line.child] += LETTER * (len(_label(line)) + 3)
        return found


def beside(node: Node) -> str:
    """What stands right of a box before the labels of its edges."""
    return "".join(f"{words}  " for words in (ROLES[node.role], f"+ {node.more} more below" if node.more else "") if words)


def _label(line: Line) -> str:
    return " ".join([line.words, *(f"{c.sign} {c.words}" for c in line.changes)])


def _below(a: Node, b: Node, left: float, n: int) -> list[tuple[float, float]]:
    """Out at the bottom (the top, if the other is higher), down left of the first box, along the row of the second."""
    down = b.y > a.y
    out, gap = (a.y + a.height, 4.0) if down else (a.y, -4.0)
    x = a.x - left
    start = [(a.x + 14.0, out), (a.x + 14.0, out + gap), (x, out + gap)]
    y = _arrival(b, n)
    if b.x > x:
        return [*start, (x, y), (b.x, y)]
    if b.x + b.width < x:
        return [*start, (x, y), (b.x + b.width, y)]
    return [*start, (x, b.y if down else b.y + b.height)]


def _beside(a: Node, b: Node, n: int, lane: int) -> list[tuple[float, float]]:
    """From a source: to the right, down in a lane of its own, and along the row of the other."""
    y = _arrival(b, n)
    out = a.x + a.width
    if a.y == b.y:
        return [(out, a.middle), (b.x, a.middle)]
    x = out + 10 + 6 * lane
    return [(out, a.middle), (x, a.middle), (x, y), (b.x, y)]


def _loop(a: Node) -> list[tuple[float, float]]:
    return [(a.x, a.y + 20), (a.x - 12, a.y + 20), (a.x - 12, a.y + 6), (a.x, a.y + 6)]


def _arrival(b: Node, n: int) -> float:
    """Several edges to one box arrive a little apart."""
    return b.middle + (0, -6, 6, -9, 9)[n % 5]


def _short(published: str | None) -> str:
    at = moment(published)
    known = seconds(published)
    return "no date" if known is None else f"{int(at[8:10])} {_MONTHS[int(at[5:7]) - 1]}{at[10:16]}"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
