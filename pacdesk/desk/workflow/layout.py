"""Where the stages of a flow stand when it is drawn. Pure; lengths are px at 100 %.

Columns from left to right: phases when the stages have them, and inside a phase (or in a flow without
phases) the distance from the entry. Inside a column the order keeps lines from crossing, and a line that
passes a column finds room there.
"""

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations, pairwise
from math import ceil, isfinite, sqrt
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow

NODE_WIDTH, NODE_HEIGHT = 160.0, 64.0
STEP = 16.0
"""The grid that stages snap to."""
COLUMN_GAP, ROW_GAP, LANE_GAP = 112.0, 48.0, 28.0
PHASE_PAD, PHASE_TITLE = 16.0, 48.0
_AIRY = {2: 112.0, 3: 80.0}
"""Room between rows when there are few."""
_SWEEPS = 6
_WIDER = 2.2  # columns to rows
_MOST_LANES = 1200

Point = tuple[float, float]
Places = Mapping[UUID, Point]
"""The upper left corner of each stage."""


@dataclass(frozen=True, slots=True)
class PhaseBox:
    """The column of a phase."""

    name: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def snapped(value: float) -> float:
    """The nearest line of the grid."""
    return round(value / STEP) * STEP


def places_of(flow: Flow, *, anew: bool = False) -> dict[UUID, Point]:
    """A place for every stage. Stages that were put somewhere stay there unless all is laid out `anew`;
    the others come where the layout has them, or the nearest free place below."""
    fixed = {} if anew else {stage.id: place for stage in flow.stages if (place := _own_place(stage))}
    if len(fixed) == len({stage.id for stage in flow.stages}):
        return fixed
    free = _Layers(flow).places()
    if not fixed:
        return free
    dx = snapped(sum(x - free[key][0] for key, (x, _) in fixed.items()) / len(fixed))
    dy = snapped(sum(y - free[key][1] for key, (_, y) in fixed.items()) / len(fixed))
    taken = dict(fixed)
    for key, (x, y) in free.items():
        if key not in taken:
            taken[key] = free_place((x + dx, y + dy), taken.values())
    return {stage.id: taken[stage.id] for stage in flow.stages}


def free_place(wanted: Point, taken: Iterable[Point]) -> Point:
    """The wanted place, or the nearest one below it where no other stage stands."""
    x, y = wanted
    near = sorted(at for other, at in taken if abs(other - x) < NODE_WIDTH + STEP)
    for at in near:
        if abs(at - y) < NODE_HEIGHT + STEP:
            y = snapped(at + NODE_HEIGHT + ROW_GAP)
    return x, y


def phases_of(flow: Flow, places: Places, without: Collection[UUID] = ()) -> tuple[PhaseBox, ...]:
    """The columns of the phases, all as high as the whole drawing; where two would lie over each other
    each is only as high as its own stages. `without` stages that are under way."""
    rooms: dict[str, list[Point]] = {}
    for stage in flow.stages:
        if stage.phase and stage.id in places and stage.id not in without:
            rooms.setdefault(stage.phase, []).append(places[stage.id])
    whole = [y for key, (_, y) in places.items() if key not in without]
    spans = sorted((min(x for x, _ in found), max(x for x, _ in found)) for found in rooms.values())
    apart = all(left[1] + NODE_WIDTH < right[0] for left, right in pairwise(spans))
    return tuple(_phase_box(name, found, whole if apart else None) for name, found in rooms.items())


def _phase_box(name: str, found: list[Point], heights: list[float] | None) -> PhaseBox:
    xs, ys = [x for x, _ in found], heights or [y for _, y in found]
    top, left = min(ys) - PHASE_TITLE, min(xs) - PHASE_PAD
    width = max(xs) + NODE_WIDTH + PHASE_PAD - left
    return PhaseBox(name, left, top, width, max(ys) + NODE_HEIGHT + PHASE_PAD - top)


def roomy(flow: Flow) -> Flow:
    """The flow with places that came from another program, whose boxes are smaller, drawn apart until no
    two stages meet; without any place when even three times as far does not help."""
    own = {stage.id: place for stage in flow.stages if (place := _own_place(stage))}
    if not own:
        return flow
    left, top = min(x for x, _ in own.values()), min(y for _, y in own.values())
    for quarter in range(4, 13):
        factor = quarter / 4
        places = {
            key: (snapped((x - left) * factor), snapped((y - top) * factor)) for key, (x, y) in own.items()
        }
        if not any(_meet(a, b) for a, b in combinations(places.values(), 2)):
            return replace(flow, stages=tuple(_put(stage, places.get(stage.id)) for stage in flow.stages))
    return replace(flow, stages=tuple(_put(stage, None) for stage in flow.stages))


def _meet(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < NODE_WIDTH + 3 * STEP and abs(a[1] - b[1]) < NODE_HEIGHT + 2 * STEP


def _put(stage: StageRow, place: Point | None) -> StageRow:
    return replace(stage, x=place[0] if place else None, y=place[1] if place else None)


def bounds_of(places: Places) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all stages; zeros for none."""
    if not places:
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    return min(xs), min(ys), max(xs) + NODE_WIDTH, max(ys) + NODE_HEIGHT


def _own_place(stage: StageRow) -> Point | None:
    if stage.x is None or stage.y is None or not (isfinite(stage.x) and isfinite(stage.y)):
        return None
    return stage.x, stage.y


def forward_order(flow: Flow) -> dict[UUID, int]:
    """The order in which the fewest transitions lead back: the flow's own, or a better one."""
    stages = sorted(
        flow.stages,
        key=lambda s: (not s.is_default_entry, s.kind is not StageKind.ENTRY, s.kind.is_final, s.position),
    )
    own = {stage.id: n for n, stage in enumerate(stages)}
    edges = [
        (way.from_stage_id, way.to_stage_id)
        for way in flow.transitions
        if way.from_stage_id in own and way.to_stage_id in own and way.from_stage_id != way.to_stage_id
    ]
    finals = {stage.id for stage in stages if stage.kind.is_final}
    greedy = _greedy_order(list(own), edges, finals)

    def back(order: Mapping[UUID, int]) -> int:
        return sum(order[origin] > order[to] for origin, to in edges)

    return greedy if back(greedy) < back(own) else own


def _greedy_order(
    stages: list[UUID], edges: list[tuple[UUID, UUID]], finals: Collection[UUID]
) -> dict[UUID, int]:
    """The entry first, then always the stage that leaves the fewest ways in from later ones."""
    outs: dict[UUID, int] = dict.fromkeys(stages, 0)
    ins: dict[UUID, int] = dict.fromkeys(stages, 0)
    following: dict[UUID, list[UUID]] = {key: [] for key in stages}
    before: dict[UUID, list[UUID]] = {key: [] for key in stages}
    for origin, to in edges:
        outs[origin] += 1
        ins[to] += 1
        following[origin].append(to)
        before[to].append(origin)
    left = list(dict.fromkeys(stages))
    order: dict[UUID, int] = {}
    while left:
        rank = {key: n for n, key in enumerate(left)}
        chosen = (
            left[0]
            if not order
            else min(left, key=lambda key: (key in finals, ins[key] > 0, ins[key] - outs[key], rank[key]))
        )
        order[chosen] = len(order)
        left.remove(chosen)
        for to in following[chosen]:
            ins[to] -= 1
        for origin in before[chosen]:
            outs[origin] -= 1
    return order


class _Layers:
    """Columns of items: a stage by its id, a line that passes by as (transition's number, column)."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._order = forward_order(flow)
        self._phased = any(stage.phase for stage in flow.stages)
        self._edges = self._forward_edges()
        self._column = self._columns_of_stages()
        self._items: list[list[object]] = [[] for _ in range(max(self._column.values(), default=-1) + 1)]
        self._left: dict[object, list[object]] = {}
        self._right: dict[object, list[object]] = {}
        self._above: dict[object, list[object]] = {}
        for key in sorted(self._column, key=self._order.__getitem__):
            self._items[self._column[key]].append(key)
        tallest = max(map(len, self._items), default=0)
        self._row_gap = _AIRY.get(tallest, ROW_GAP)
        self._thread()

    def places(self) -> dict[UUID, Point]:
        """Upper left corners."""
        self._untangle()
        middles = self._within(self._heights())
        top = min((y for key, y in middles.items() if key in self._column), default=0.0)
        lefts = self._lefts()
        return {
            stage.id: (
                lefts[self._column[stage.id]],
                snapped(middles[stage.id] - top),
            )
            for stage in self._flow.stages
        }

    def _lefts(self) -> list[float]:
        """The left edge of each column; where many labels meet there is more room between two."""
        count = [0] * len(self._items)
        for way in self._flow.transitions:
            columns = {self._column.get(way.from_stage_id, -1), self._column.get(way.to_stage_id, -1)}
            if len(columns) == 2 and max(columns) - min(columns) == 1 and min(columns) >= 0:
                count[min(columns)] += 1
        lefts = [0.0]
        for crowd in count:
            wider = (crowd > 3) + (crowd > 6)
            lefts.append(lefts[-1] + NODE_WIDTH + COLUMN_GAP + wider * 2 * STEP)
        return lefts

    def _forward_edges(self) -> list[tuple[UUID, UUID]]:
        order = self._order
        pairs = {
            (way.from_stage_id, way.to_stage_id): None
            for way in self._flow.transitions
            if way.from_stage_id in order and way.to_stage_id in order
        }
        return [pair for pair in pairs if order[pair[0]] < order[pair[1]]]

    def _groups(self) -> list[list[StageRow]]:
        """Phases in the order of their first stage; those only of final stages, and final stages without
        a phase, at the right."""
        groups: dict[tuple[str, bool], list[StageRow]] = {}
        for stage in sorted(self._flow.stages, key=lambda s: self._order[s.id]):
            last = self._phased and not stage.phase and stage.kind.is_final
            groups.setdefault((stage.phase, last), []).append(stage)

        def rank(rows: list[StageRow]) -> tuple[bool, float]:
            return all(row.kind.is_final for row in rows), min(row.position for row in rows)

        return sorted(groups.values(), key=rank)

    def _columns_of_stages(self) -> dict[UUID, int]:
        columns: dict[UUID, int] = {}
        begin = 0
        groups = self._groups()
        depths = [self._depths({row.id for row in rows}) for rows in groups]
        for rows, depth, most in zip(groups, depths, self._shares(groups, depths), strict=True):
            found = max(depth.values()) + 1
            if found > most:
                depth |= {key: n * most // found for key, n in depth.items()}
            last = max(depth.values())
            for row in rows:
                if row.kind.is_final:
                    depth[row.id] = last
            columns |= {key: begin + n for key, n in depth.items()}
            begin += last + 1
        return columns

    def _shares(self, groups: list[list[StageRow]], depths: list[dict[UUID, int]]) -> list[int]:
        """How many columns each group may take: more would make the drawing a thread."""
        whole = max(ceil(sqrt(_WIDER * len(self._flow.stages))), 6, len(groups))
        shares, wanted = [1] * len(groups), [max(depth.values()) + 1 for depth in depths]
        while sum(shares) < whole:
            ends = [any(row.kind.is_final for row in rows) + len(rows) for rows in groups]
            open_ = [n for n in range(len(groups)) if shares[n] < wanted[n]]
            if not open_:
                break
            shares[max(open_, key=lambda n: (ends[n] / shares[n], -n))] += 1
        return shares

    def _depths(self, members: Collection[UUID]) -> dict[UUID, int]:
        """The longest way to each stage inside its group."""
        depth = dict.fromkeys(sorted(members, key=self._order.__getitem__), 0)
        following: dict[UUID, list[UUID]] = {}
        for origin, to in self._edges:
            if origin in depth and to in depth:
                following.setdefault(origin, []).append(to)
        for key in depth:
            for to in following.get(key, ()):
                depth[to] = max(depth[to], depth[key] + 1)
        return depth

    def _thread(self) -> None:
        """Neighbours of every item; a line over several columns gets an item in each while they are few."""
        spans = sum(abs(self._column[to] - self._column[origin]) for origin, to in self._edges)
        for number, pair in enumerate(self._edges):
            origin, to = sorted(pair, key=self._column.__getitem__)
            first, last = self._column[origin], self._column[to]
            if first == last:
                self._above.setdefault(pair[1], []).append(pair[0])
                continue
            before: object = origin
            if spans <= _MOST_LANES:
                for column in range(first + 1, last):
                    lane = (number, column)
                    self._items[column].append(lane)
                    self._join(before, lane)
                    before = lane
            self._join(before, to)

    def _join(self, left: object, right: object) -> None:
        self._right.setdefault(left, []).append(right)
        self._left.setdefault(right, []).append(left)

    def _untangle(self) -> None:
        """Order each column by the middle of its neighbours, from the left and from the right."""
        best, fewest = [list(items) for items in self._items], self._crossings()
        for sweep in range(_SWEEPS):
            if not fewest:
                break
            ltr = sweep % 2 == 0
            at = {item: n / max(len(items), 1) for items in self._items for n, item in enumerate(items)}
            for items in self._items if ltr else reversed(self._items):
                near = self._left if ltr else self._right
                middle = {
                    item: _mean([at[other] for other in near.get(item, ())], at[item]) for item in items
                }
                items[:] = self._downwards(items, middle)
                at |= {item: n / len(items) for n, item in enumerate(items)}
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(items) for items in self._items], crossings
        self._items = best

    def _downwards(self, items: list[object], middle: Mapping[object, float]) -> list[object]:
        """Items of a column by their middles, but what leads on inside the column leads down."""
        items = sorted(items, key=middle.__getitem__)
        done: dict[object, None] = {}
        while len(done) < len(items):
            for item in items:
                if item not in done and all(other in done for other in self._above.get(item, ())):
                    done[item] = None
                    break
        return list(done)

    def _crossings(self) -> int:
        """How many pairs of lines between neighbouring columns cross."""
        total = 0
        for left, right in zip(self._items, self._items[1:], strict=False):
            at = {item: n for n, item in enumerate(right)}
            ends = [n for item in left for n in sorted(at[o] for o in self._right.get(item, ()) if o in at)]
            total += _inversions(ends)
        return total

    def _heights(self) -> dict[object, float]:
        """The upper edge of every item: as near to its neighbours' middle as the column's order allows."""
        at: dict[object, float] = {}
        for items in self._items:
            y = 0.0
            for before, item in zip([None, *items], items, strict=False):
                y += self._apart(before, item)
                at[item] = y
            middle = y / 2
            at |= {item: at[item] - middle for item in items}
        for sweep in range(_SWEEPS):
            ltr = sweep % 2 == 0
            near = self._left if ltr else self._right
            for items in self._items if ltr else reversed(self._items):
                wanted = [_mean([at[other] for other in near.get(item, ())], at[item]) for item in items]
                gaps = [
                    self._apart(before, item) for before, item in zip([None, *items], items, strict=False)
                ]
                at |= dict(zip(items, spread(wanted, gaps), strict=True))
        return {item: y - NODE_HEIGHT / 2 for item, y in at.items()}

    def _within(self, at: dict[object, float]) -> dict[object, float]:
        """Columns moved as a whole into the heights of the tallest one, so that a chain of phases does not
        sink from column to column."""
        spans: list[tuple[float, float]] = []
        for items in self._items:
            ys = [at[item] for item in items if isinstance(item, UUID)]
            spans.append((min(ys, default=0.0), max(ys, default=0.0)))
        top, bottom = max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        for items, (first, last) in zip(self._items, spans, strict=True):
            by = max(top - first, 0.0) + min(bottom - last, 0.0)
            at |= {item: at[item] + by for item in items}
        return at

    def _apart(self, before: object, item: object) -> float:
        """From middle to middle of two items that stand under each other."""
        if before is None:
            return 0.0
        stages = isinstance(before, UUID) + isinstance(item, UUID)
        return (LANE_GAP / 2 + 8.0, NODE_HEIGHT / 2 + LANE_GAP, NODE_HEIGHT + self._row_gap)[stages]


def _mean(found: list[float], otherwise: float) -> float:
    return sum(found) / len(found) if found else otherwise


def _inversions(numbers: list[int]) -> int:
    """How many pairs stand in the wrong order."""
    seen: list[int] = []
    total = 0
    for number in numbers:
        total += len(seen) - bisect_right(seen, number)
        insort(seen, number)
    return total


def spread(wanted: list[float], gaps: list[float]) -> list[float]:
    """Values nearest to the wanted ones (least squares) that keep `gaps[n]` to the one before."""
    offsets: list[float] = []
    total = 0.0
    for gap in gaps:
        total += gap
        offsets.append(total)
    blocks: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=True):
        block = (value - offset, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, count = blocks.pop()
            block = ((mean * count + block[0] * block[1]) / (count + block[1]), count + block[1])
        blocks.append(block)
    levels = [mean for mean, count in blocks for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
