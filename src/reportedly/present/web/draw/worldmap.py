"""Places -> a map: land, disputed areas, and a mark for each place that says how exactly it is known.

How degrees become places of the drawing: mapview.py. The outlines: atlas.py. Places that would cover one another become one mark with their
number.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, floor, hypot, isfinite, radians
from typing import Literal

from reportedly.present.phrases import plural
from reportedly.present.web.draw.atlas import GRID, Spot, Unit, Window, rings, turns, units
from reportedly.present.web.draw.mapview import CLOSEST, HIGH, WIDE, Focus, Point, View, fitted, inside, moves, sound
from reportedly.types import Precision

BESIDE = 4.0  # drawn beyond the frame, so that its cut edge is not seen
NEAR_LEVEL, COARSE_LEVEL = 3, 7  # from this zoom on the finer outlines; where bytes count
COVERED = 30.0  # marks nearer than this become one
KILOMETRES = 111.195  # in a degree of latitude
# How far around its point a place of a kind usually reaches, in kilometres. A country is coloured as a whole instead.
REACH: dict[Precision, float] = {"site": 1, "city": 6, "admin2": 20, "admin1": 75, "region": 250, "sea": 250, "country": 250}
NAMES: dict[Precision | None, str] = {
    "site": "site", "city": "town", "admin2": "district", "admin1": "province", "region": "region", "sea": "sea", "country": "country",
    None: "not known"}
# The sign of each, around (0, 0): full for what is a point on such a map, hollow for what is an area.
SIGNS: dict[Precision | None, str] = {
    "site": "M-5-5H5V5H-5Z", "city": "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0Z", "admin2": "M0-7L7 5H-7Z", "admin1": "M-6.5-6.5H6.5V6.5H-6.5Z",
    "country": "M0-9L9 0L0 9L-9 0Z", "region": "M-9 0L-4.5-7.5H4.5L9 0L4.5 7.5H-4.5Z", "sea": "M-10 0A10 6 0 1 0 10 0A10 6 0 1 0-10 0Z",
    None: "M-5-5L5 5M5-5L-5 5"}
KEYS: dict[Precision | None, str] = {
    "site": "a site: a building, a bridge, a base", "city": "a town or city", "admin2": "a district", "admin1": "a province",
    "country": "a country as a whole, tinted", "region": "a region", "sea": "a sea", None: "how large is not known"}
FULL: frozenset[Precision | None] = frozenset({"site", "city"})
SEVERAL = "M-11 0A11 11 0 1 0 11 0A11 11 0 1 0-11 0Z"
NAMED = 6  # of the places in one mark
SEEN = 0.3  # a disputed area as wide as this part of its name has it written over it; further out one could not tell whose it is
LETTER, LINE = 6.4, 13.0  # of a label: its width for each letter, its height
Shape = Precision | Literal["several", "unknown"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place of the drawing; `anchor` as SVG has it."""

    words: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Key:
    """A sign of the map and what it means."""

    shape: Shape
    sign: str
    full: bool
    words: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """An area that more than one party claims. `d`: its outline; `who`: who holds it and who claims it."""

    name: str
    who: str
    d: str
    label: Text | None


@dataclass(frozen=True, slots=True)
class Marker:
    """A place, or several that lie too close. `reach`: half-axes of the ellipse of what is meant; `into`: where to look to see them apart."""

    x: float
    y: float
    shape: Shape
    sign: str
    full: bool
    places: int
    title: str
    href: str | None
    into: Focus | None
    controlled: bool
    reach: tuple[float, float] | None
    label: Text | None


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing. `countries`: (name, outline) of those named as a whole; `scale`: (kilometres, length) of the bar;

    `outside`: how many places lie beyond the frame; `rings`: whether the usual reach of something is drawn.
    """

    focus: Focus
    land: str
    countries: tuple[tuple[str, str], ...]
    disputed: tuple[Disputed, ...]
    graticule: str
    degrees: tuple[Text, ...]
    names: tuple[Text, ...]
    markers: tuple[Marker, ...]
    keys: tuple[Key, ...]
    scale: tuple[int, float]
    outside: int
    controlled: bool
    rings: bool
    width: float = WIDE
    height: float = HIGH

    @property
    def moves(self) -> tuple[tuple[str, str, Focus], ...]:
        """What else one may look at: sign, words, where; nothing that would change nothing."""
        return tuple(move for move in moves(self.focus) if move[2] != self.focus)


def draw(points: Sequence[Point], *, focus: Focus | None = None, coarse: bool = False) -> Map:
    """A map of the points, or, with a focus, of what is there. Points without a place on earth are left out.

    `coarse`: the coarser outlines for longer, a third of the bytes, for a map on a page with much else.
    """
    there = [p for p in points if isfinite(p.latitude) and isfinite(p.longitude) and abs(p.latitude) <= 90 and abs(p.longitude) <= 540]
    focus = sound(focus) if focus else fitted(there)
    view = View(focus)
    seen = [(p, spot) for p in there if inside(spot := view.spot(p.longitude, p.latitude))]
    named = frozenset(p.country for p, _ in seen if p.precision == "country" and p.country)
    ground = _ground(focus, named, coarse)
    room = _Room()
    markers = _markers(seen, view, room)
    return Map(
        focus, ground.land, ground.countries, tuple(Disputed(u.name, u.who, d, room.middle(u.name, at) if large else None)
                                                    for u, d, at, large in ground.disputed),
        ground.graticule, ground.degrees, tuple(t for u, at in ground.names if u.iso not in named and (t := room.middle(u.name, at))), markers,
        _keys(markers), _bar(view), len(there) - len(seen), any(m.controlled for m in markers), any(m.reach for m in markers))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is there without any place: it depends on the view alone, and is kept."""

    land: str
    countries: tuple[tuple[str, str], ...]
    disputed: tuple[tuple[Unit, str, Spot, bool], ...]
    graticule: str
    degrees: tuple[Text, ...]
    names: tuple[tuple[Unit, Spot], ...]


@lru_cache(maxsize=64)
def _ground(focus: Focus, named: frozenset[str], coarse: bool) -> _Ground:  # noqa: FBT001 - a key of the cache
    view, fine = View(focus), focus.zoom >= (COARSE_LEVEL if coarse else NEAR_LEVEL)
    outlines: dict[int, list[str]] = defaultdict(list)
    largest: dict[int, list[Spot]] = defaultdict(list)
    window = view.window(BESIDE)
    for east in turns(window):
        moved = window.moved(-east)
        for ring in rings(int(fine)):
            if points := ring.within(moved):
                drawn = [((x + east - window.west) / GRID * view.across - BESIDE, (window.north - y) / GRID * view.down - BESIDE)
                         for x, y in points]
                if (outline := _closed(drawn)) or units()[ring.unit].who:
                    outlines[ring.unit].append(outline or _dot(drawn[0]))
                    largest[ring.unit] = max(largest[ring.unit], drawn, key=_width)
    found = [(units()[n], "".join(outlines[n]), _named_at(view, units()[n], largest[n]), _width(largest[n])) for n in sorted(outlines)]
    plain = [f for f in found if not f[0].who]
    return _Ground(
        "".join(d for u, d, *_ in plain if u.iso not in named), tuple((u.name, d) for u, d, *_ in plain if u.iso in named),
        tuple((u, d, at, size > SEEN * _length(u.name)) for u, d, at, size in found if u.who), *_graticule(view),
        tuple((u, at) for u, _, at, size in sorted(plain, key=lambda f: (-f[3], f[0].name)) if size > max(30.0, LETTER * 0.7 * len(u.name))))


def _width(points: list[Spot]) -> float:
    return max(x for x, _ in points) - min(x for x, _ in points) if points else 0.0


def _named_at(view: View, unit: Unit, ring: list[Spot]) -> Spot:
    """Where a name goes: its own place, or, if that is not in view, the middle of what is, unless the middle is elsewhere."""
    own = view.spot(unit.at[0] / GRID, unit.at[1] / GRID)
    middle = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, (min(y for _, y in ring) + max(y for _, y in ring)) / 2
    return own if inside(own) or not _around(ring, middle) else middle


def _around(ring: list[Spot], spot: Spot) -> bool:
    """Whether a ring goes around a spot: a line from there to the east meets it an odd number of times."""
    x, y = spot
    sides = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum((b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a) for (a, b), (c, d) in sides) % 2 == 1


def _closed(points: list[Spot]) -> str:
    """A ring as a path; points less than a unit from the one before are left out. Empty if nothing to be seen remains."""
    kept = [points[0]]
    for point in points:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1.0:
            kept.append(point)
    return f"M{_steps(kept)}Z" if len(kept) > 2 else ""


def _steps(points: list[Spot]) -> str:
    """Points as a path has them: the first, then the way from each to the next, in tenths of a unit."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [tenths[0], *((x - a, y - b) for (x, y), (a, b) in zip(tenths[1:], tenths, strict=False))]
    words = [f"{_tenth(x)}{'' if y < 0 else ' '}{_tenth(y)}" for x, y in steps]
    return words[0] + "l" + "".join(w if w[0] == "-" or n == 0 else f" {w}" for n, w in enumerate(words[1:]))


def _tenth(number: int) -> str:
    """`0.5` is `.5`, `-0.5` is `-.5`, `3.0` is `3`."""
    whole, rest = divmod(abs(number), 10)
    return ("-" if number < 0 else "") + (f"{whole or ''}.{rest}" if rest else str(whole))


def _dot(spot: Spot) -> str:
    """A small square, for what would not be seen else."""
    return f"M{spot[0] - 1.5:.1f} {spot[1] - 1.5:.1f}h3v3h-3Z"


def _graticule(view: View) -> tuple[str, tuple[Text, ...]]:
    """Lines of longitude and latitude, at most eight across, with their degrees at the frame."""
    step = next(s for s in (0.5, 1, 2, 5, 10, 15, 30) if WIDE / view.across / s <= 8 or s == 30)
    window = view.window()
    lines, words = [], []
    for n in range(floor(window.west / GRID / step) + 1, floor(window.east / GRID / step) + 1):
        x = round((n * step - window.west / GRID) * view.across, 1)
        lines.append(f"M{x:g} 0V{HIGH:g}")
        words.append(Text(_degrees((n * step + 180) % 360 - 180, "E", "W"), x, HIGH - 4))
    for n in range(floor(max(window.south / GRID, -90.01) / step) + 1, floor(min(window.north / GRID, 90) / step) + 1):
        y = round((window.north / GRID - n * step) * view.down, 1)
        lines.append(f"M0 {y:g}H{WIDE:g}")
        if 3 * LINE < y < HIGH - 3 * LINE:
            words.append(Text(_degrees(n * step, "N", "S"), 3, round(y - 3, 1), "start"))
    return "".join(lines), tuple(t for t in words if LINE < t.x < WIDE - LINE or t.anchor == "start")


def _degrees(number: float, above: str, below: str) -> str:
    return f"{abs(number):g}°{'' if not number or abs(number) == 180 else above if number > 0 else below}"


def _bar(view: View) -> tuple[int, float]:
    """A round number of kilometres, and how long they are in the middle of the map."""
    unit = view.down / KILOMETRES
    length = max(n * 10 ** e for e in range(5) for n in (1, 2, 5) if n * 10 ** e * unit <= 130 or n * 10 ** e == 1)
    return length, round(length * unit, 1)


def _markers(seen: list[tuple[Point, Spot]], view: View, room: "_Room") -> tuple[Marker, ...]:
    """A marker for each place or lot of places, those of most statements first."""
    lots = _lots(sorted(seen, key=lambda p: (-p[0].count, p[0].name, p[0].latitude, p[0].longitude)))
    for lot in lots:
        room.take(lot[0][1])
    return tuple(_marker(lot, view, room) for lot in lots)


def _lots(seen: list[tuple[Point, Spot]]) -> list[list[tuple[Point, Spot]]]:
    """Each place joins the first one that it would cover."""
    lots: list[list[tuple[Point, Spot]]] = []
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for point, (x, y) in seen:
        column, row = floor(x / COVERED), floor(y / COVERED)
        near = sorted(n for i in (-1, 0, 1) for j in (-1, 0, 1) for n in cells.get((column + i, row + j), ()))
        home = next((n for n in near if hypot(lots[n][0][1][0] - x, lots[n][0][1][1] - y) < COVERED), None)
        if home is None:
            cells[column, row].append(len(lots))
            lots.append([(point, (x, y))])
        else:
            lots[home].append((point, (x, y)))
    return lots


def _marker(lot: list[tuple[Point, Spot]], view: View, room: "_Room") -> Marker:
    first, (x, y) = lot[0]
    x, y = round(x, 1), round(y, 1)
    controlled = any(p.control for p, _ in lot)
    if len(lot) == 1:
        label = room.beside(_short(first.name), (x, y))
        shape: Shape = first.precision or "unknown"
        return Marker(x, y, shape, SIGNS[first.precision], first.precision in FULL, 1, told(first), first.href, None, controlled,
                      _reach(first, view), label)
    label = room.beside(f"{_short(first.name)} +{len(lot) - 1}", (x, y))
    title = _told_together([p for p, _ in lot])
    return Marker(x, y, "several", SEVERAL, full=False, places=len(lot), title=title, href=None, into=_into(lot, view.focus),
                  controlled=controlled, reach=None, label=label)


def told(point: Point) -> str:
    """What a mark says in words."""
    said = f"; {point.control}, {f'as {point.by} says' if point.by else 'as a report says'}" if point.control else ""
    return f"{point.name}: {NAMES[point.precision]}, {plural(point.count, point.counted)}{said}"


def _told_together(points: list[Point]) -> str:
    more = f"; and {len(points) - NAMED} more" if len(points) > NAMED else ""
    return f"{len(points)} places. {'; '.join(told(p) for p in points[:NAMED])}{more}"


def _into(lot: list[tuple[Point, Spot]], focus: Focus) -> Focus | None:
    """Where a lot comes apart; None where it stays one even in the nearest view."""
    points = [p for p, _ in lot]
    wanted = fitted(points)
    zoom = max(wanted.zoom, min(focus.zoom + 2, CLOSEST))
    while zoom <= CLOSEST:
        nearer = sound(Focus(wanted.latitude, wanted.longitude, zoom))
        view = View(nearer)
        if len(_lots([(p, view.spot(p.longitude, p.latitude)) for p in points])) > 1:
            return nearer if nearer.zoom > focus.zoom else None
        zoom += 1
    return None


def _reach(point: Point, view: View) -> tuple[float, float] | None:
    """Half-axes of a place's usual extent; None if the sign covers it, or it is shown otherwise."""
    if point.precision in {None, "country"}:
        return None
    high = REACH[point.precision or "site"] / KILOMETRES * view.down
    wide = REACH[point.precision or "site"] / KILOMETRES * view.across / max(cos(radians(point.latitude)), 0.05)
    return (round(wide, 1), round(high, 1)) if high > 9 else None


def _keys(markers: Sequence[Marker]) -> tuple[Key, ...]:
    """What the signs that are there mean, the most exact first."""
    there = {m.shape for m in markers}
    keys = [Key(p or "unknown", SIGNS[p], p in FULL, words) for p, words in KEYS.items() if (p or "unknown") in there]
    return (*keys, *([Key("several", SEVERAL, full=False, words="several places, and their number")] if "several" in there else []))


def _short(name: str, width: int = 26) -> str:
    line = " ".join(name.split())
    return line if len(line) <= width else line[:width - 1].rstrip() + "…"


def _length(words: str) -> float:
    """About how long words are drawn; East Asian letters are nearly twice as wide."""
    return sum(LETTER * (1.8 if c > "\u2e80" else 1) for c in words)


class _Room:
    """Where words have been put: none is put over another, nor over a mark."""

    def __init__(self) -> None:
        self._taken = [Window(WIDE - 150, 0, WIDE, 34)]  # the bar of kilometres

    def take(self, spot: Spot) -> None:
        """Room for a mark."""
        self._taken.append(Window(spot[0] - 11, spot[1] - 11, spot[0] + 11, spot[1] + 11))

    def middle(self, words: str, spot: Spot) -> Text | None:
        """Words over a place, if there is room."""
        half = _length(words) / 2
        return self._put(words, spot[0], spot[1] + 4, "middle", Window(spot[0] - half, spot[1] - LINE / 2, spot[0] + half, spot[1] + LINE / 2))

    def beside(self, words: str, spot: Spot) -> Text | None:
        """Words beside a mark, right or left of it, above or below."""
        long = _length(words)
        x, y = spot
        middle = Window(x - long / 2, y - LINE / 2, x + long / 2, y + LINE / 2)
        for dx, dy, anchor, left in ((14, 0, "start", 0.0), (-14, 0, "end", -long), (0, -20, "middle", -long / 2), (0, 20, "middle", -long / 2)):
            box = Window(x + dx + left, middle.south + dy, x + dx + left + long, middle.north + dy)
            if put := self._put(words, x + dx, y + dy + 4, anchor, box):  # type: ignore[arg-type]  # one of the three above
                return put
        return None

    def _put(self, words: str, x: float, y: float, anchor: Literal["start", "middle", "end"], box: Window) -> Text | None:
        frame = Window(2, 2, WIDE - 2, HIGH - LINE)
        if not frame.holds(box) or any(not box.beside(taken) for taken in self._taken):
            return None
        self._taken.append(box)
        return Text(words, round(x, 1), round(y, 1), anchor)

