"""Natural Earth, and the hand-kept map.tsv -> src/reportedly/present/web/draw/world.json.

    python resources/generate_map.py --check          world.json is whole, and made from this file and map.tsv as they are (needs no library; CI)
    python resources/generate_map.py --atlas FOLDER   write world.json (needs `pip install shapely==2.2.0`)

FOLDER holds world_map.gpkg of Debian's qgis-common 3.22.16 (`apt-get download qgis-common`, `dpkg -x`): Natural Earth 4.1.0, 1:10m, first-level
units and lines of dispute, generalised by QGIS (its README_world_map.md says how).

Notice. Made with Natural Earth (public domain). Units are joined to countries, disputed areas set apart from those who hold and those who claim
them, the whole simplified so that neighbours keep one common line, and rounded to 0.01 degrees.

world.json: {"sources": a hash, "units": […], "levels": [far, near]}. A unit: {"name", "iso": ISO 3166-1 alpha-2 or "", "who": who holds and who
claims, only where disputed, "at": [longitude, latitude] for its name}. A level: {"arcs": […], "rings": [[unit, arc, arc, …], …]}. An arc is a
line in hundredths of a degree, its steps in zigzag base-64 numbers as `atlas._line` reads them; an arc n in a ring is arcs[n], or backwards
arcs[-n - 1].
"""

import hashlib
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "reportedly" / "present" / "web" / "draw" / "world.json"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
GRID = 100  # steps in a degree
LEVELS = ((0.22, 0.15), (0.05, 0.005))  # (tolerance in degrees, islands smaller than this many square degrees left out)
SEAM = 179.89
JOINED = {"KAB": "KAZ"}  # leased, claimed by nobody else
Arc = tuple[tuple[int, int], ...]


def rows(section: str) -> list[list[str]]:
    """The rows of a section of map.tsv."""
    lines = (HERE / "map.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1:] for line in lines if line.startswith(section + "\t")]


def digest(world: dict[str, Any]) -> str:
    """A hash of this file, of map.tsv and of what was made."""
    made = json.dumps([world["units"], world["levels"]], ensure_ascii=False, separators=(",", ":"))
    texts = (Path(__file__).read_text(encoding="utf-8"), (HERE / "map.tsv").read_text(encoding="utf-8"), made)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def fault() -> str | None:
    """What is wrong with world.json as it is packaged."""
    world = json.loads(OUT.read_text(encoding="utf-8"))
    if world["sources"] != digest(world):
        return "world.json, map.tsv or generate_map.py has changed by hand: run resources/generate_map.py --atlas FOLDER"
    if [u["name"] for u in world["units"] if u.get("who")] != [name for name, _, _ in rows("disputed")]:
        return "world.json does not hold every disputed area of map.tsv"
    for level in world["levels"]:
        if any(not -len(level["arcs"]) <= arc < len(level["arcs"]) for ring in level["rings"] for arc in ring[1:]):
            return "a ring of world.json has an arc that is not there"
        if {ring[0] for ring in level["rings"]} != set(range(len(world["units"]))):
            return "a unit of world.json has no outline"
    return None


class Atlas:
    """world_map.gpkg: first-level units and lines of dispute as shapely geometries."""

    def __init__(self, folder: Path) -> None:
        connection = sqlite3.connect(f"file:{folder / 'world_map.gpkg'}?mode=ro", uri=True)
        self.units = [(JOINED.get(code, code), name, admin, iso, geometry(blob)) for blob, name, code, admin, iso in connection.execute(
            "select geom, name, adm0_a3, admin, iso_a2 from states_provinces order by fid")]
        self.lines = [(code, geometry(blob)) for blob, code in connection.execute("select geom, adm0_a3_l from disputed_borders order by fid")]

    def country(self, code: str) -> Any:
        """Everything under a code."""
        import shapely  # noqa: PLC0415 - `--check` works without it

        return shapely.union_all([shape for found, *_, shape in self.units if found == code])

    def part(self, named: str) -> Any:
        """What a part of a row of map.tsv names."""
        import shapely  # noqa: PLC0415

        if "|" in named:
            code, place = named.split("|")
            return self._piece(code, shapely.Point(*map(float, place.split(","))))
        if "@" in named:
            code, box = named.split("@")
            within = shapely.box(*map(float, box.split(",")))
            return shapely.union_all([p for p in shapely.get_parts(self.country(code)) if within.contains(p)])
        code, _, unit = named.partition("/")
        found = [shape for owner, name, *_, shape in self.units if owner == code and unit in {"", name}]
        if not found:
            raise ValueError(f"map.tsv: Natural Earth has no {named}")
        return shapely.union_all(found)

    def _piece(self, code: str, point: Any) -> Any:
        """What the lines of dispute cut off around a point. Each line is drawn on at its ends, no further than it needs to meet the border."""
        import shapely  # noqa: PLC0415

        whole = self.country(code)
        lines = [part for owner, line in self.lines if owner == code for part in shapely.get_parts(line)]
        for by in (0.08, 0.16):
            cut = shapely.union_all([whole.boundary, *(longer(line, by) for line in lines)])
            piece = next(p for p in shapely.get_parts(shapely.polygonize([cut])) if p.contains(point)).intersection(whole)
            if piece.area < 0.8 * whole.area:
                return piece
        raise ValueError(f"map.tsv: the lines of dispute cut nothing off {code} around {point}")


def geometry(blob: bytes) -> Any:
    """A geometry of a GeoPackage: a head, then well-known binary."""
    import shapely  # noqa: PLC0415

    head = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[head:])


def longer(line: Any, by: float) -> Any:
    """A line drawn on at both ends, so that it surely meets the border it ends at."""
    import shapely  # noqa: PLC0415

    points = [tuple(p) for p in shapely.get_coordinates(line)]
    return shapely.LineString([beyond(points[1], points[0], by), *points, beyond(points[-2], points[-1], by)])


def beyond(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    """The point `by` degrees behind `end`, seen from `start`."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = (x * x + y * y) ** 0.5 or 1.0
    return end[0] + x / length * by, end[1] + y / length * by


def units(atlas: Atlas) -> tuple[list[dict[str, Any]], list[Any]]:
    """Every country without what is disputed, then every disputed area; with their shapes, which share their borders exactly."""
    import shapely  # noqa: PLC0415

    names = dict(rows("name"))
    disputed = [(name, who, shapely.union_all([atlas.part(p) for p in parts.split(";")])) for name, parts, who in rows("disputed")]
    contested = shapely.union_all([shape for *_, shape in disputed])
    out: list[dict[str, Any]] = []
    shapes: list[Any] = []
    for code in sorted({code for code, *_ in atlas.units}):
        shape = shapely.difference(atlas.country(code), contested)
        if parts := [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 1e-4]:
            admin, iso = next((a, i) for found, _, a, i, _ in atlas.units if found == code)
            out.append({"name": names.get(code, admin), "iso": iso if iso and len(iso) == 2 and iso.isalpha() else ""})
            shapes.append(shapely.MultiPolygon(parts))
    out += [{"name": name, "iso": "", "who": who} for name, who, _ in disputed]
    return out, [joined_at_180(s) for s in noded([*shapes, *(shape for *_, shape in disputed)])]


def noded(shapes: list[Any]) -> list[Any]:
    """The shapes rebuilt from all their lines together, so that neighbours have every point of a border in common."""
    import shapely  # noqa: PLC0415

    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([shapely.boundary(s) for s in shapes])]))
    tree = shapely.STRtree(shapes)
    mine = defaultdict(list)
    for face in faces:
        owners = tree.query(face.representative_point(), predicate="within")
        if len(owners):
            mine[int(owners[-1])].append(face)
    return [shapely.coverage_union_all(mine[n]) for n in range(len(shapes))]


def joined_at_180(shape: Any) -> Any:
    """A shape that Natural Earth cuts at 180 degrees (and QGIS 0.1 before it, on either side), whole again: it goes on beyond 180."""
    import shapely  # noqa: PLC0415

    parts = list(shapely.get_parts(shape))
    if shape.bounds[0] > -SEAM or shape.bounds[2] < SEAM or shape.bounds[1] < -89:
        return shape
    moved = [shapely.transform(p, _once_around) if p.bounds[0] < -SEAM else p for p in parts]
    snapped = [shapely.transform(p, _at_180) for p in moved]
    return shapely.union_all([p.buffer(0) for p in snapped])


def _once_around(coordinates: Any) -> Any:
    coordinates[:, 0] += 360
    return coordinates


def _at_180(coordinates: Any) -> Any:
    close = abs(coordinates[:, 0] - 180) < 180 - SEAM
    coordinates[close, 0] = 180
    return coordinates


def level(shapes: list[Any], tolerance: float, least: float) -> dict[str, Any]:
    """A level: the shapes simplified together, as arcs."""
    import shapely  # noqa: PLC0415

    kept = [large(s, least) for s in shapes]
    rings: list[tuple[int, list[tuple[int, int]]]] = []
    for unit, shape in enumerate(shapely.coverage_simplify(kept, tolerance)):
        for polygon in shapely.get_parts(shape):
            for ring in [polygon.exterior, *polygon.interiors]:
                points = [(round(x * GRID), round(y * GRID)) for x, y in shapely.get_coordinates(ring)]
                clean = [p for p, before in zip(points[1:], points, strict=False) if p != before]
                if len(clean) > 2:
                    rings.append((unit, clean))
    return arcs_of(rings)


def large(shape: Any, least: float) -> Any:
    """A shape without its small islands; the largest part always stays, and so does all of a small shape."""
    import shapely  # noqa: PLC0415

    parts = sorted(shapely.get_parts(shape), key=lambda p: -p.area)
    kept = [p for p in parts if p.area >= least] or parts[:3]
    return shapely.MultiPolygon(kept)


def arcs_of(rings: list[tuple[int, list[tuple[int, int]]]]) -> dict[str, Any]:
    """Rings cut where the neighbour on the other side changes; what two rings share is one arc."""
    owners: dict[tuple[Any, Any], set[int]] = defaultdict(set)
    for n, (_, points) in enumerate(rings):
        for a, b in pairs(points):
            owners[min(a, b), max(a, b)].add(n)
    index: dict[Arc, int] = {}
    out = []
    for unit, points in rings:
        out.append([unit, *(arc_number(index, arc) for arc in cut(points, owners))])
    return {"arcs": [packed(arc) for arc in index], "rings": out}


def pairs(points: list[tuple[int, int]]) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """The sides of a ring."""
    return zip(points, points[1:] + points[:1], strict=True)


def cut(points: list[tuple[int, int]], owners: dict[tuple[Any, Any], set[int]]) -> list[Arc]:
    """A ring in arcs; one without a node begins at its least point, so that a neighbour all around it begins there too."""
    mine = [frozenset(owners[min(a, b), max(a, b)]) for a, b in pairs(points)]
    nodes = [i for i in range(len(points)) if mine[i] != mine[i - 1]] or [points.index(min(points))]
    turned = points + points
    return [tuple(turned[start:(end if end > start else end + len(points)) + 1])
            for start, end in zip(nodes, nodes[1:] + nodes[:1], strict=True)]


def arc_number(index: dict[Arc, int], arc: Arc) -> int:
    """The number of an arc, negative if it is there backwards."""
    if arc[::-1] in index:
        return -index[arc[::-1]] - 1
    return index.setdefault(arc, len(index))


def packed(arc: Arc) -> str:
    """An arc in letters: steps east and north from the point before, the first from (0, 0)."""
    steps = [(x - px, y - py) for (x, y), (px, py) in zip(arc, ((0, 0), *arc), strict=False)]
    return "".join(letters(n) for step in steps for n in step)


def letters(number: int) -> str:
    """A number in base 32 digits, the last first; a digit with 32 added says that one more follows; the sign is the lowest bit."""
    left = number * 2 if number >= 0 else -number * 2 - 1
    out = ""
    while left >= 32:
        out += DIGITS[left % 32 + 32]
        left //= 32
    return out + DIGITS[left]


def anchors(shapes: list[Any]) -> list[list[float]]:
    """Where a name goes: the middle of the largest circle within the largest part."""
    import shapely  # noqa: PLC0415

    out = []
    for shape in shapes:
        largest = max(shapely.get_parts(shape), key=lambda p: p.area)
        x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 0.05))[0]
        out.append([round(float(x), 2), round(float(y), 2)])
    return out


def build(folder: Path) -> str:
    """The text of world.json."""
    described, shapes = units(Atlas(folder))
    for unit, at in zip(described, anchors(shapes), strict=True):
        unit["at"] = at
    world: dict[str, Any] = {"units": described, "levels": [level(shapes, *how) for how in LEVELS]}
    return json.dumps({"sources": digest(world), **world}, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(fault())
    OUT.write_text(build(Path(sys.argv[sys.argv.index("--atlas") + 1])), encoding="utf-8")
