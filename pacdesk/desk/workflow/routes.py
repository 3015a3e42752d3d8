"""The lines of a flow's drawing: how each transition runs between its stages, and where its label lies.

Pure; it looks at places only, so it serves those a person chose as well as the layout's. A line leaves a
stage at the right and comes in at the left, always level; it bends round stages that stand in between,
and one that leads back runs round its own two stages. Lengths are px at 100 %.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import islice, pairwise
from math import hypot
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.layout import NODE_HEIGHT, NODE_WIDTH, Places, Point
from pacdesk.desk.workflow.rows import Flow, TransitionRow

LABEL_LINE, LABEL_PAD, LABEL_LETTER, LABEL_WIDTH = 14.0, 6.0, 6.2, 88.0
"""What a label takes: a line's height, its edge, a letter, and the most of a line before it wraps."""
_CLEAR = 12.0
_LANE = 12.0
_TURN = 30.0
_AHEAD = 28.0
_BOW = 34.0
_BESIDE = 34.0
_SAMPLES = (0.12, 0.25, 0.38, 0.5, 0.62, 0.75, 0.88)
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_CELL = 128.0
_TRIED = 27
"""Places tried for a label that need not be shown."""

Curve = tuple[Point, Point, Point]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Route:
    """A line: cubic curves from `start`, and the middle of its label."""

    start: Point
    curves: tuple[Curve, ...]
    label: Point
    lines: tuple[str, ...]

    @property
    def end(self) -> Point:
        """The tip of the arrow."""
        return self.curves[-1][2]

    @property
    def heading(self) -> Point:
        """Where the line goes when it comes in, as a unit vector."""
        _, (x1, y1), (x2, y2) = self.curves[-1]
        length = hypot(x2 - x1, y2 - y1) or 1.0
        return (x2 - x1) / length, (y2 - y1) / length


def label_lines(text: str) -> tuple[str, ...]:
    """A label in at most two lines of about even length, cut off with an ellipsis when longer."""
    most = int(LABEL_WIDTH / LABEL_LETTER) + 1
    words = text.split()
    if len(" ".join(words)) <= most:
        return (" ".join(words),) if words else ()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if not splits:
        return (_cut(words[0], most + 4),)
    first, second = min(splits, key=lambda pair: max(map(len, pair)))
    return _cut(first, most + 4), _cut(second, most + 4)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def routes_of(flow: Flow, places: Places, only: Collection[UUID] | None = None) -> dict[UUID, Route]:
    """The line of every transition whose stages both have a place; `only` some of them, drawn as if the
    others were not there (while something is dragged)."""
    ways = [
        way
        for way in flow.transitions
        if way.from_stage_id in places and way.to_stage_id in places and (only is None or way.id in only)
    ]
    counts: dict[tuple[UUID, UUID], int] = {}
    for way in ways:
        pair = (way.from_stage_id, way.to_stage_id)
        counts[pair] = counts.get(pair, 0) + 1
    pen = _Pen(places, counts)
    drawn: dict[tuple[UUID, UUID], int] = {}
    lines: dict[UUID, tuple[TransitionRow, Point, list[Curve]]] = {}
    for way in sorted(ways, key=lambda way: _length(places, way)):
        pair = (way.from_stage_id, way.to_stage_id)
        number = drawn[pair] = drawn.get(pair, -1) + 1
        lines[way.id] = way, *pen.line(way, number - (counts[pair] - 1) / 2)
    labels = _Labels(places)
    return {key: _route(start, curves, way, labels) for key, (way, start, curves) in lines.items()}


def far_labels(
    routes: Mapping[UUID, Route], places: Places, factor: float, first: Collection[UUID], least: float = 1.0
) -> dict[UUID, tuple[Point, float]]:
    """Where labels that are drawn larger by a factor have room, for who looks from afar, and how much larger
    each is. Those of `first` find a place in any case, at worst as large as `least`; the others where they
    cover nothing."""
    labels, found = _Labels(places), {}
    for key in sorted(routes, key=lambda key: key not in first):
        route = routes[key]
        place = labels.place_larger(route, factor, least if key in first else None) if route.lines else None
        if place is not None:
            found[key] = place
    return found


def _length(places: Places, way: TransitionRow) -> tuple[bool, float]:
    """Short lines are drawn first, those that lead back last: they give way to the others."""
    (x1, y1), (x2, y2) = places[way.from_stage_id], places[way.to_stage_id]
    return x2 < x1, abs(x2 - x1) + abs(y2 - y1)


def _route(start: Point, curves: list[Curve], way: TransitionRow, labels: "_Labels") -> Route:
    lines = label_lines(way.label)
    return Route(start, tuple(curves), labels.place(start, curves, lines), lines)


class _Pen:
    """Draws lines one after another; later ones keep off the lanes of earlier ones."""

    def __init__(self, places: Places, pairs: Collection[tuple[UUID, UUID]]) -> None:
        self._places = places
        self._pairs = pairs
        self._boxes: list[tuple[UUID, Box]] = sorted(
            ((key, (x, y, x + NODE_WIDTH, y + NODE_HEIGHT)) for key, (x, y) in places.items()),
            key=lambda found: found[1],
        )
        self._lanes: list[tuple[float, float, float]] = []

    def line(self, way: TransitionRow, shift: float) -> tuple[Point, list[Curve]]:
        """Where the line begins, and its curves; `shift` tells transitions between the same two apart."""
        origin, to = way.from_stage_id, way.to_stage_id
        (x1, y1), (x2, y2) = self._places[origin], self._places[to]
        a, b = (x1 + NODE_WIDTH, y1 + NODE_HEIGHT / 2), (x2, y2 + NODE_HEIGHT / 2)
        if origin != to and abs(x1 - x2) < NODE_WIDTH and abs(y1 - y2) >= NODE_HEIGHT:
            return self._beside(origin, to, shift)
        if b[0] >= a[0] + 8:
            return a, self._onwards(origin, to, a, b, shift)
        return a, self._round(a, b, shift)

    def _beside(self, origin: UUID, to: UUID, shift: float) -> tuple[Point, list[Curve]]:
        """In the same column: straight to the next one, else an arc at the right (down) or left (up)."""
        (x1, y1), (x2, y2) = self._places[origin], self._places[to]
        down, half = y2 > y1, NODE_HEIGHT / 2
        if self._next_to(origin, to):
            aside = shift * 52 + ((-_BESIDE if down else _BESIDE) if (to, origin) in self._pairs else 0.0)
            x = (x1 + x2 + NODE_WIDTH) / 2 + aside
            top, bottom = (y1 + NODE_HEIGHT, y2) if down else (y1, y2 + NODE_HEIGHT)
            third = (bottom - top) / 3
            return (x, top), [((x, top + third), (x, bottom - third), (x, bottom))]
        deep = _TURN + min(abs(y2 - y1) / 12, 24) + abs(shift) * 2 * _LANE + max(shift, 0) * _LANE
        edge = NODE_WIDTH if down else 0.0
        out = max(x1, x2) + NODE_WIDTH + deep if down else min(x1, x2) - deep
        return (x1 + edge, y1 + half), [((out, y1 + half), (out, y2 + half), (x2 + edge, y2 + half))]

    def _next_to(self, origin: UUID, to: UUID) -> bool:
        """Whether two stages of a column stand over each other with nothing in between."""
        (x1, y1), (x2, y2) = self._places[origin], self._places[to]
        if abs(x1 - x2) > NODE_WIDTH / 3:
            return False
        left, right = max(x1, x2), min(x1, x2) + NODE_WIDTH
        top, bottom = min(y1, y2) + NODE_HEIGHT, max(y1, y2)
        return bottom - top >= 20 and not any(
            box[1] < bottom and box[3] > top for box in self._between(left, right, {origin, to})
        )

    def _onwards(self, origin: UUID, to: UUID, a: Point, b: Point, shift: float) -> list[Curve]:
        between = self._between(a[0] + 1, b[0] - 1, {origin, to})
        bow = shift * _BOW
        direct = _sway(a, b, bow)
        if not _hits(a, direct, between) and (not between or not bow):
            return [direct]
        points = self._waypoints(a, b, between, shift * 2 * _LANE)
        return _through([a, *points, b])

    def _round(self, a: Point, b: Point, shift: float) -> list[Curve]:
        """Back to a stage at the left, or to itself: out, over the stages in between, and in again."""
        between = self._between(b[0] - 4, a[0] + 4, set())
        points = self._waypoints(a, b, between, shift * 2 * _LANE, to_left=True)
        first, last = points[0], points[-1]
        wide = _TURN + abs(shift) * _LANE
        right, left = max(a[0], first[0]) + wide, min(b[0], last[0]) - wide
        curves: list[Curve] = [((right, a[1]), (right, first[1]), first)]
        curves += _through(points)
        curves.append(((left, last[1]), (left, b[1]), b))
        return curves

    def _between(self, left: float, right: float, without: Collection[UUID]) -> list[Box]:
        return [box for key, box in self._boxes if box[0] < right and box[2] > left and key not in without]

    def _waypoints(
        self, a: Point, b: Point, between: list[Box], shift: float, *, to_left: bool = False
    ) -> list[Point]:
        """Where the line passes each column of stages on its way."""
        points: list[Point] = []
        clusters = list(_clusters(between))
        y = a[1]
        first, last = (b[0], a[0]) if to_left else (a[0] + _AHEAD, b[0] - _AHEAD)
        for begin, end, spans in reversed(clusters) if to_left else clusters:
            left, right = max(begin, min(first, last)), min(end, max(first, last))
            if left >= right:
                left = right = min(max((begin + end) / 2, min(first, last)), max(first, last))
            share = ((left + right) / 2 - a[0]) / ((b[0] - a[0]) or 1.0)
            wanted = a[1] + (b[1] - a[1]) * min(max(share, 0.0), 1.0)
            if to_left:
                wanted = (y + b[1]) / 2 if points else a[1]
            y = self._free(wanted + shift, left, right, spans)
            self._lanes.append((left, right, y))
            points += [(right, y), (left, y)] if to_left else [(left, y), (right, y)]
        return points

    def _free(self, wanted: float, left: float, right: float, spans: Iterable[tuple[float, float]]) -> float:
        """The free height nearest to the wanted one."""
        taken = [(top - _CLEAR, bottom + _CLEAR) for top, bottom in spans]
        taken += [(y - _LANE, y + _LANE) for from_, to, y in self._lanes if from_ < right and to > left]
        best: list[float] = [wanted]
        for top, bottom in _merged(taken):
            if top < wanted < bottom:
                best = [top, bottom]
                break
        return min(best, key=lambda y: (abs(y - wanted), y))


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    done: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if done and top < done[-1][1]:
            done[-1] = done[-1][0], max(done[-1][1], bottom)
        else:
            done.append((top, bottom))
    return done


def _clusters(boxes: list[Box]) -> Iterable[tuple[float, float, list[tuple[float, float]]]]:
    """Boxes that stand over each other, from left to right: left, right, and the heights they take."""
    group: list[Box] = []
    right = 0.0
    for box in boxes:
        if group and box[0] >= right:
            yield group[0][0], right, [(top, bottom) for _, top, _, bottom in group]
            group = []
        right = max(right, box[2]) if group else box[2]
        group.append(box)
    if group:
        yield group[0][0], right, [(top, bottom) for _, top, _, bottom in group]


def _sway(a: Point, b: Point, bow: float = 0.0) -> Curve:
    """A curve that leaves and arrives level, or bowed."""
    half = (b[0] - a[0]) / 2
    return (a[0] + half, a[1] + bow), (b[0] - half, b[1] + bow), b


def _through(points: list[Point]) -> list[Curve]:
    return [_sway(a, b) for a, b in pairwise(points)]


def point_on(start: Point, curve: Curve, t: float) -> Point:
    """A point of a cubic curve."""
    u = 1 - t
    (x1, y1), (x2, y2), (x3, y3) = curve
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3


def _hits(start: Point, curve: Curve, boxes: list[Box]) -> bool:
    if not boxes:
        return False
    points = [point_on(start, curve, t) for t in _SAMPLES]
    return any(
        left - 6 < x < right + 6 and top - 6 < y < bottom + 6
        for left, top, right, bottom in boxes
        for x, y in points
    )


class _Labels:
    """Finds a place for each label where no stage and no other label lies."""

    def __init__(self, places: Places) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for x, y in places.values():
            self._take((x - 2, y - 2, x + NODE_WIDTH + 2, y + NODE_HEIGHT + 2))

    def place(self, start: Point, curves: list[Curve], lines: tuple[str, ...]) -> Point:
        """The middle of the label: on the line, above it where it runs level from stage to stage."""
        _, box = self._best(start, curves, label_size(lines))
        self._take(box)
        return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def place_larger(self, route: Route, factor: float, least: float | None) -> tuple[Point, float] | None:
        """The same for a label drawn larger, with how much larger it is. Where it would cover something it
        is as large as `least`, or is not placed if that is None."""
        wide, high = label_size(route.lines)
        curves = list(route.curves)
        large = wide * factor, high * factor
        for x, y in islice(_label_points(route.start, curves, *large), _TRIED):
            box = (x - large[0] / 2, y - large[1] / 2, x + large[0] / 2, y + large[1] / 2)
            if self._is_free(box):
                self._take(box)
                return (x, y), factor
        if least is None:
            return None
        _, box = self._best(route.start, curves, (wide * least, high * least))
        self._take(box)
        return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), least

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        return not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for cell in _cells(box)
            for other in self._cells.get(cell, ())
        )

    def _best(self, start: Point, curves: list[Curve], size: Point) -> tuple[float, Box]:
        wide, high = size
        best: tuple[float, Box] | None = None
        for x, y in _label_points(start, curves, wide, high):
            box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            bad = self._overlap(box)
            if best is None or bad < best[0]:
                best = bad, box
            if not bad:
                break
        return best or (0.0, (0.0, 0.0, 0.0, 0.0))

    def _take(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def _overlap(self, box: Box) -> float:
        """How much of it is covered, in px²."""
        found = {other for cell in _cells(box) for other in self._cells.get(cell, ())}
        return sum(
            max(min(box[2], other[2]) - max(box[0], other[0]), 0.0)
            * max(min(box[3], other[3]) - max(box[1], other[1]), 0.0)
            for other in found
        )


def _label_points(start: Point, curves: list[Curve], wide: float, high: float) -> Iterable[Point]:
    """Where a label could lie, the best first: on the line, then beside it."""
    middle = len(curves) // 2
    starts = [start, *(curve[2] for curve in curves)]
    order = sorted(range(len(curves)), key=lambda n: (abs(n - middle), n))
    points = [point_on(starts[n], curves[n], t) for n in order for t in _ALONG]
    up, aside = high / 2 + 4, wide / 2 + 5
    level = len(curves) == 1 and curves[0][0][1] == start[1] == curves[0][1][1] == curves[0][2][1]
    shifts = (
        [(0.0, -up), (0.0, up)] if level else [(0.0, 0.0), (0.0, -up), (0.0, up), (-aside, 0.0), (aside, 0.0)]
    )
    for dx, dy in shifts:
        for x, y in points:
            yield x + dx, y + dy


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = (int(edge // _CELL) for edge in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def label_size(lines: tuple[str, ...]) -> tuple[float, float]:
    """About how wide and high a label is."""
    if not lines:
        return 0.0, 0.0
    longest = max(map(len, lines))
    return longest * LABEL_LETTER + 2 * LABEL_PAD, len(lines) * LABEL_LINE + 6.0


def nearest_to(places: Mapping[UUID, Point], here: UUID, dx: int, dy: int) -> UUID | None:
    """The stage that one reaches by an arrow key: the nearest one in that direction, those straight
    ahead preferred."""
    x, y = places[here]

    def far(key: UUID) -> tuple[float, float]:
        ahead = (places[key][0] - x) * dx + (places[key][1] - y) * dy
        aside = abs((places[key][0] - x) * dy) + abs((places[key][1] - y) * dx)
        return ahead, ahead + 2 * aside

    ahead = [key for key in places if key != here and far(key)[0] > 0 and far(key)[1] < 5 * far(key)[0] + 1]
    ahead = ahead or [key for key in places if key != here and far(key)[0] > 0]
    return min(ahead, key=lambda key: (far(key)[1], str(key)), default=None)
