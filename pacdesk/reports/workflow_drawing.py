"""A flow drawn on paper by the canvas's own layout: on one page when it can be read there, else an overview
and then parts of it, one page each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pacdesk.desk.workflow.layout import NODE_HEIGHT, NODE_WIDTH, PhaseBox, Point, phases_of, places_of
from pacdesk.desk.workflow.routes import LABEL_LINE, Route, point_on, routes_of
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, Trigger
from pacdesk.reports.sheet import (
    ACCENT,
    BOTTOM,
    DANGER_TEXT,
    LEFT,
    LINE,
    OFF,
    OK,
    SUNKEN,
    TEXT,
    TEXT2,
    color,
    rounded,
)
from pacdesk.reports.wide_sheet import WIDE_RIGHT, WIDE_TOP, WideSheet, circle
from pacdesk.reports.workflow_words import FlowWords

_WHITE: Final = color("#ffffff")
_EDGE: Final = color("#b9c2ce")
_WAY: Final = color("#8590a0")
_LARGEST: Final = 0.72
_READABLE: Final = 0.44
"""Points to a px of the canvas (a name has 13 px): smaller than this a drawing goes over several pages."""
_IN_PARTS: Final = 0.52
_AROUND: Final = 8.0
_OVER: Final = 56.0


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of the drawing in px, and where and how large it is put on the page."""

    left: float
    top: float
    right: float
    bottom: float
    scale: float
    x: float
    y: float

    def at(self, point: Point) -> Point:
        """A point of the canvas on the page; y goes up there."""
        return self.x + (point[0] - self.left) * self.scale, self.y - (point[1] - self.top) * self.scale

    def sees(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether something of a box is in it."""
        return left < self.right and right > self.left and top < self.bottom and bottom > self.top


class FlowDrawing:
    """Draws one flow."""

    def __init__(self, sheet: WideSheet, flow: Flow, words: FlowWords) -> None:
        self._sheet = sheet
        self._flow = flow
        self._words = words
        self._places = places_of(flow)
        self._routes = routes_of(flow, self._places)
        self._phases = phases_of(flow, self._places)
        self._body = _body(self._places, self._routes, self._phases)

    def draw(self) -> None:
        """The drawing, over as many pages as it takes."""
        sheet = self._sheet
        left, top, right, bottom = self._body
        wide, high = right - left, bottom - top
        room, page = sheet.y - BOTTOM - 30, WIDE_TOP - BOTTOM - 21
        across = (WIDE_RIGHT - LEFT) / wide
        here, alone = min(across, room / high, _LARGEST), min(across, page / high, _LARGEST)
        if here >= _READABLE:
            self._put(self._words.say("flow.drawing"), self._body, here)
            return
        if alone >= _READABLE:
            sheet.new_page()
            self._put(self._words.say("flow.drawing"), self._body, alone)
            return
        self._put(self._words.say("flow.drawing"), self._body, here)
        self._parts(page)

    def _parts(self, page: float) -> None:
        scale = _IN_PARTS
        columns = _cuts(
            [(x, x + NODE_WIDTH) for x, _ in self._places.values()],
            (WIDE_RIGHT - LEFT) / scale - 2 * _OVER,
        )
        rows = _cuts([(y, y + NODE_HEIGHT) for _, y in self._places.values()], page / scale - 2 * _OVER)
        windows = [
            (left - _OVER, top - _OVER, right + _OVER, bottom + _OVER)
            for left, right in columns
            for top, bottom in rows
        ]
        windows = [box for box in windows if self._any_stage(box)]
        for number, box in enumerate(windows, 1):
            self._sheet.new_page()
            title = self._words.say("flow.part", part=number, parts=len(windows))
            self._put(title, box, scale, level=1)

    def _any_stage(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = (box[0] + _OVER, box[1] + _OVER, box[2] - _OVER, box[3] - _OVER)
        return any(left <= x < right and top <= y < bottom for x, y in self._places.values())

    def _put(
        self, title: str, box: tuple[float, float, float, float], scale: float, *, level: int = 0
    ) -> None:
        sheet = self._sheet
        if sheet.y < WIDE_TOP:
            sheet.y -= 14
        sheet.mark(level, title)
        sheet.text(LEFT, sheet.y - 8, title, "bold", 10.6, TEXT)
        sheet.y -= 19
        window = _Window(*box, scale, LEFT, sheet.y)
        height = (box[3] - box[1]) * scale
        width = (box[2] - box[0]) * scale
        sheet.page.ops.append(
            f"q {LEFT - 2:.2f} {sheet.y - height - 2:.2f} {width + 4:.2f} {height + 4:.2f} re W n"
        )
        self._content(window)
        sheet.page.ops.append("Q")
        sheet.y -= height

    def _content(self, window: _Window) -> None:
        for phase in self._phases:
            self._phase(window, phase)
        for key, route in self._routes.items():
            way = self._flow.transition(key)
            if way is not None and window.sees(*_extent(route)):
                self._line(window, route, dashed=way.trigger is not Trigger.PERSON)
        for route in self._routes.values():
            self._label(window, route)
        for stage in self._flow.stages:
            x, y = self._places[stage.id]
            if window.sees(x, y, x + NODE_WIDTH, y + NODE_HEIGHT):
                self._stage(window, stage)

    def _phase(self, window: _Window, box: PhaseBox) -> None:
        if not window.sees(box.x, box.y, box.x + box.width, box.y + box.height):
            return
        x, y = window.at((box.x, box.y + box.height))
        wide, high = box.width * window.scale, box.height * window.scale
        path = rounded(x, y, wide, high, 8 * window.scale)
        self._sheet.page.ops.append(f"{SUNKEN} rg {LINE} RG 0.6 w {path} B")
        size = max(12 * window.scale, 5.2)
        left = max(x, LEFT) + 12 * window.scale
        name = self._sheet.fit(box.name, "bold", size, x + wide - left)
        self._sheet.text(left, y + high - 10 * window.scale - size, name, "bold", size, TEXT2)

    def _line(self, window: _Window, route: Route, *, dashed: bool) -> None:
        parts = ["{:.2f} {:.2f} m".format(*window.at(route.start))]
        for curve in route.curves:
            parts.append(" ".join("{:.2f} {:.2f}".format(*window.at(point)) for point in curve) + " c")
        dash = f"[{4 * window.scale:.2f} {3 * window.scale:.2f}] 0 d" if dashed else "[] 0 d"
        self._sheet.page.ops.append(
            f"{_WAY} RG {max(1.4 * window.scale, 0.5):.2f} w {dash} {' '.join(parts)} S [] 0 d"
        )
        (x, y), (dx, dy) = route.end, route.heading
        tip = [
            (x, y),
            (x - 9 * dx - 4.5 * dy, y - 9 * dy + 4.5 * dx),
            (x - 9 * dx + 4.5 * dy, y - 9 * dy - 4.5 * dx),
        ]
        a, b, c = ("{:.2f} {:.2f}".format(*window.at(point)) for point in tip)
        self._sheet.page.ops.append(f"{_WAY} rg {a} m {b} l {c} l h f")

    def _label(self, window: _Window, route: Route) -> None:
        size = 11 * window.scale
        if not route.lines or size < 3.6:
            return
        wide = max(self._sheet.width(line, "medium", size) for line in route.lines) + 10 * window.scale
        high = (len(route.lines) * LABEL_LINE + 4) * window.scale
        x, y = window.at(route.label)
        if not window.sees(route.label[0] - 1, route.label[1] - 1, route.label[0] + 1, route.label[1] + 1):
            return
        self._sheet.page.ops.append(
            f"{_WHITE} rg {rounded(x - wide / 2, y - high / 2, wide, high, 3 * window.scale)} f"
        )
        for number, line in enumerate(route.lines):
            base = y + high / 2 - (number + 1) * LABEL_LINE * window.scale + 1.5 * window.scale
            left = x - self._sheet.width(line, "medium", size) / 2
            self._sheet.text(left, base, line, "medium", size, TEXT2)

    def _stage(self, window: _Window, stage: StageRow) -> None:
        sheet, scale = self._sheet, window.scale
        left, top = self._places[stage.id]
        x, y = window.at((left, top + NODE_HEIGHT))
        wide, high = NODE_WIDTH * scale, NODE_HEIGHT * scale
        sheet.page.ops.append(
            f"{_WHITE} rg {_EDGE} RG {max(scale, 0.5):.2f} w {rounded(x, y, wide, high, 8 * scale)} B"
        )
        name = self._words.name(stage)
        if scale < 0.4:
            self._name_only(window, stage, x, y)
            return
        self._sign(stage.kind, x + 20 * scale, y + high - 20 * scale, 7 * scale)
        text = x + 34 * scale
        sheet.text(
            text,
            y + high - 24.5 * scale,
            sheet.fit(name, "bold", 13 * scale, wide - 40 * scale),
            "bold",
            13 * scale,
            TEXT,
        )
        time = self._words.short_time(stage.expected_minutes)
        taken = sheet.width(time, "regular", 11.5 * scale) + 8 * scale if time else 0.0
        who = sheet.fit(self._words.who(stage), "regular", 11.5 * scale, wide - 46 * scale - taken)
        sheet.text(text, y + 16.5 * scale, who, "regular", 11.5 * scale, TEXT2)
        if time:
            sheet.text_right(x + wide - 12 * scale, y + 16.5 * scale, time, "regular", 11.5 * scale, TEXT2)

    def _name_only(self, window: _Window, stage: StageRow, x: float, y: float) -> None:
        """In an overview: the name as large as two lines allow."""
        scale, sheet = window.scale, self._sheet
        size = 19 * scale
        lines = sheet.wrapped(self._words.name(stage), "bold", size, (NODE_WIDTH - 16) * scale)
        while len(lines) > 2 and size > 12 * scale:
            size -= 2 * scale
            lines = sheet.wrapped(self._words.name(stage), "bold", size, (NODE_WIDTH - 16) * scale)
        middle = y + NODE_HEIGHT * scale / 2
        for number, line in enumerate(lines[:3]):
            base = middle + (min(len(lines), 3) / 2 - number) * size * 1.15 - size * 0.95
            sheet.text(x + 8 * scale, base, line, "bold", size, TEXT)

    def _sign(self, kind: StageKind, x: float, y: float, r: float) -> None:
        """The kind of a stage as on the canvas: a ring, with play, check or cross in it."""
        tone = {StageKind.ENTRY: OK, StageKind.RESOLVED: ACCENT, StageKind.CANCELLED: DANGER_TEXT}
        ink = tone.get(kind, OFF)
        strokes = [
            " ".join(
                f"{x + dx * r:.2f} {y + dy * r:.2f} {'l' if number else 'm'}"
                for number, (dx, dy) in enumerate(line)
            )
            for line in _SIGNS.get(kind, ())
        ]
        ring = f"{ink} RG {max(r / 5, 0.5):.2f} w {circle(x, y, r)} S"
        self._sheet.page.ops.append(" ".join((ring, *strokes, "S" if strokes else "")))


_SIGNS: Final[Mapping[StageKind, tuple[tuple[Point, ...], ...]]] = {
    StageKind.ENTRY: (((-0.25, -0.42), (0.45, 0.0), (-0.25, 0.42), (-0.25, -0.42)),),
    StageKind.RESOLVED: (((-0.4, -0.02), (-0.08, -0.35), (0.45, 0.35)),),
    StageKind.CANCELLED: (((-0.33, -0.33), (0.33, 0.33)), ((-0.33, 0.33), (0.33, -0.33))),
}


def _extent(route: Route) -> tuple[float, float, float, float]:
    points = [route.start, *(point for curve in route.curves for point in curve)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs) + 0.01, max(ys) + 0.01


def _body(
    places: Mapping[UUID, Point], routes: Mapping[UUID, Route], phases: Iterable[PhaseBox]
) -> tuple[float, float, float, float]:
    boxes = [(x, y, x + NODE_WIDTH, y + NODE_HEIGHT) for x, y in places.values()]
    boxes += [(box.x, box.y, box.x + box.width, box.y + box.height) for box in phases]
    for route in routes.values():
        starts = [route.start, *(curve[2] for curve in route.curves)]
        points = [
            point_on(begin, curve, t / 8)
            for begin, curve in zip(starts, route.curves, strict=False)
            for t in range(9)
        ]
        boxes.append(
            (
                min(x for x, _ in points),
                min(y for _, y in points),
                max(x for x, _ in points),
                max(y for _, y in points),
            )
        )
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND


def _cuts(spans: list[tuple[float, float]], most: float) -> list[tuple[float, float]]:
    """Stretches no longer than `most` that together hold every span whole, if a span is not longer."""
    found: list[tuple[float, float]] = []
    begin = end = None
    for first, last in sorted(set(spans)):
        if begin is None or end is None:
            begin, end = first, last
        elif last - begin <= most:
            end = max(end, last)
        else:
            found.append((begin, end))
            begin, end = first, last
    if begin is not None and end is not None:
        found.append((begin, end))
    return found
