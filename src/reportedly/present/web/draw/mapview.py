"""Places -> a view of the world: where its middle is, how near, and how degrees become places of the drawing.

The projection is equirectangular: longitude and latitude have one scale each, and east-west is true along the latitude in the middle of the map
(the standard parallel). Shapes are right near there and grow wider towards the pole; areas are not kept. The world goes round: a map of Fiji and
Samoa is drawn across 180 degrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, isfinite, radians

from reportedly.present.web.draw.atlas import GRID, Spot, Window
from reportedly.types import Precision

WIDE, HIGH = 800.0, 440.0
MARGIN = 56.0  # between the outermost places and the frame
CLOSEST, WORLD = 12, 0  # zoom: two steps halve what is seen; the outlines are too coarse for more than 12
FITTED = 9  # a single town is shown with some 16 degrees around it
STEEPEST = 72.0  # the standard parallel lies no nearer to a pole


@dataclass(frozen=True, slots=True)
class Point:
    """A place to show. `count`: how many statements (or what `counted` says) name it.

    `control`: what a report calls it, `by` whose word that is. `country`: ISO 3166-1 alpha-2.
    """

    name: str
    latitude: float
    longitude: float
    precision: Precision | None
    count: int
    href: str
    control: str | None = None
    by: str | None = None
    country: str | None = None
    counted: str = "statement"


@dataclass(frozen=True, slots=True)
class Focus:
    """What to look at: the middle, and the zoom from 0 (the whole world) to 12."""

    latitude: float
    longitude: float
    zoom: int

    @property
    def at(self) -> str:
        """The middle as the address gives it."""
        return f"{self.latitude:.2f},{self.longitude:.2f}"


@dataclass(frozen=True, slots=True)
class View:
    """How degrees become places of the drawing."""

    focus: Focus

    @property
    def parallel(self) -> float:
        """The latitude along which east-west is true."""
        return max(-STEEPEST, min(STEEPEST, self.focus.latitude))

    @property
    def across(self) -> float:
        """Units of the drawing in a degree of longitude."""
        return WIDE / 360 * float(2 ** (self.focus.zoom / 2))

    @property
    def down(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return self.across / cos(radians(self.parallel))

    def window(self, more: float = 0.0) -> Window:
        """What is seen, and `more` units around it."""
        wide, high = (WIDE / 2 + more) / self.across, (HIGH / 2 + more) / self.down
        middle = self.focus
        return Window(*(GRID * d for d in (middle.longitude - wide, middle.latitude - high, middle.longitude + wide, middle.latitude + high)))

    def spot(self, longitude: float, latitude: float) -> Spot:
        """Where a point is drawn; of the times that the world goes round, the one nearest to the middle."""
        east = (longitude - self.focus.longitude + 180) % 360 - 180
        return WIDE / 2 + east * self.across, HIGH / 2 - (latitude - self.focus.latitude) * self.down


def fitted(points: Sequence[Point]) -> Focus:
    """Where all points are seen as near as may be; the whole world if there are none."""
    if not points:
        return Focus(10.0, 10.0, WORLD)
    west, wide = _span([p.longitude for p in points])
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    middle = sound(Focus((south + north) / 2, west + wide / 2, WORLD))
    closest = FITTED - 2 if any(p.precision in {"country", "region", "sea"} for p in points) else FITTED  # an area is no town: more around it
    for zoom in range(closest, WORLD, -1):
        focus = Focus(middle.latitude, middle.longitude, zoom)
        view = View(focus)
        near = wide * view.across <= WIDE - 2 * MARGIN and (north - south) * view.down <= HIGH - 2 * MARGIN
        if near and all(inside(view.spot(p.longitude, p.latitude)) for p in points):  # near a pole the middle may lie elsewhere
            return focus
    return Focus(max(-10.0, min(10.0, middle.latitude)), middle.longitude if wide < 300 else 10.0, WORLD)


def focus_of(at: str | None, zoom: str | None) -> Focus | None:
    """What an address asks to look at (`50.45,30.52` and `6`); None where it asks for nothing that is there."""
    try:
        latitude, longitude = (float(part) for part in (at or "").split(","))
        nearness = int(zoom or FITTED)
    except ValueError:
        return None
    return sound(Focus(latitude, longitude, nearness)) if isfinite(latitude) and isfinite(longitude) else None


def sound(focus: Focus) -> Focus:
    """A focus on earth, rounded as addresses give it."""
    zoom = max(WORLD, min(CLOSEST, focus.zoom))
    return Focus(round(max(-80.0, min(84.0, focus.latitude)), 2) + 0.0, round((focus.longitude + 180) % 360 - 180, 2) + 0.0, zoom)


def _span(longitudes: Iterable[float]) -> tuple[float, float]:
    """The shortest stretch that holds all longitudes: its western end, its width. It may cross 180 degrees."""
    around = sorted({(x + 180) % 360 - 180 for x in longitudes})
    gaps = [(after - before, after) for before, after in zip(around, [*around[1:], around[0] + 360], strict=True)]
    widest, west = max(gaps)
    return (west + 180) % 360 - 180, 360 - widest


def inside(spot: Spot) -> bool:
    """Whether a place of the drawing is within its frame."""
    return 0 <= spot[0] <= WIDE and 0 <= spot[1] <= HIGH


def moves(focus: Focus) -> Iterable[tuple[str, str, Focus]]:
    """What else one may look at: sign, words, where."""
    view = View(focus)
    wide, high = WIDE / 2 / view.across, HIGH / 2 / view.down
    at = (focus.latitude, focus.longitude)
    yield "+", "Nearer", sound(Focus(*at, focus.zoom + 2))
    yield "−", "Further away", sound(Focus(*at, focus.zoom - 2))
    if focus.zoom > WORLD:
        yield "←", "West", sound(Focus(at[0], at[1] - wide, focus.zoom))
        yield "→", "East", sound(Focus(at[0], at[1] + wide, focus.zoom))
        yield "↑", "North", sound(Focus(at[0] + high, at[1], focus.zoom))
        yield "↓", "South", sound(Focus(at[0] - high, at[1], focus.zoom))
