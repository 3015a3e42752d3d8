"""The canvas's scene: items kept in step with a flow, touched only where it changed."""

from collections.abc import Collection, Mapping
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from pacdesk.desk.workflow.differences import Change
from pacdesk.desk.workflow.layout import (
    NODE_HEIGHT,
    NODE_WIDTH,
    PHASE_PAD,
    PHASE_TITLE,
    Point,
    bounds_of,
    phases_of,
    places_of,
)
from pacdesk.desk.workflow.problems import Problem
from pacdesk.desk.workflow.routes import Route, far_labels, routes_of
from pacdesk.desk.workflow.rows import Flow, TransitionRow
from pacdesk.gui.workflow.canvas_items import LabelItem, PhaseItem, StageItem, WayItem, far_factor, is_far
from pacdesk.gui.workflow.canvas_words import worst


class FlowScene(QGraphicsScene):
    """Stages, transitions and phases of a flow. `places` is where each stage stands on it now, `body` the
    room they take, `changes` how stages and transitions differ from another version."""

    body_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = QRectF()
        self._dragged = False
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.flow: Flow | None = None
        self.places: dict[UUID, Point] = {}
        self.stages: dict[UUID, StageItem] = {}
        self.ways: dict[UUID, WayItem] = {}
        self._rows: dict[UUID, TransitionRow] = {}
        self._labels: dict[UUID, LabelItem] = {}
        self._phases: dict[str, PhaseItem] = {}
        self._problems: dict[UUID, list[Problem]] = {}
        self.changes: dict[UUID, Change] = {}
        self._spread: tuple[float, frozenset[UUID]] | None = None

    def show_flow(self, flow: Flow) -> None:
        """Draw a flow."""
        ways, places = (self.flow.transitions if self.flow else None), self.places
        self.flow = flow
        self._rows = {way.id: way for way in flow.transitions}
        self.places = places_of(flow)
        self._show_stages(flow)
        if self._dragged or ways != flow.transitions or places != self.places:
            self._show_routes(routes_of(flow, self.places))
            self._dragged = False
        self._show_phases()
        self._fit_scene()

    def problems_of_stage(self, stage: UUID) -> list[Problem]:
        """What is known to be wrong with a stage."""
        return self._problems.get(stage, [])

    def show_problems(self, problems: Collection[Problem]) -> None:
        """Remember what is wrong; a transition's problem shows at the stage it leaves."""
        found: dict[UUID, list[Problem]] = {}
        for problem in problems:
            way = self._rows.get(problem.transition) if problem.transition else None
            stage = problem.stage or (way.from_stage_id if way else None)
            if stage is not None:
                found.setdefault(stage, []).append(problem)
        self._problems = found

    def show_changes(self, changes: Mapping[UUID, Change]) -> None:
        """Mark how stages and transitions differ from another version; what is marked next shows it."""
        self.changes = dict(changes)

    def mark(
        self,
        *,
        stages: Collection[UUID],
        ways: Collection[UUID],
        here: UUID | None,
        aimed: UUID | None,
        ports: Collection[UUID],
    ) -> None:
        """Show what is picked: `here` is the one the keyboard is on."""
        for key, item in self.stages.items():
            item.mark(
                severity=worst(self._problems.get(key, ())),
                picked=key in stages,
                ports=key in ports,
                aimed=key == aimed,
                now=key == here,
            )
            item.set_change(self.changes.get(key))
        for key, way in self.ways.items():
            warm = way.way.from_stage_id in stages or way.way.to_stage_id in stages
            way.mark(warm=warm, picked=key in ways)
            way.set_change(self.changes.get(key))
            self._labels[key].set_change(self.changes.get(key))
            self._labels[key].mark(warm=warm, picked=key in ways)

    def spread_labels(self, zoom: float) -> None:
        """Seen from afar labels are larger and lie where they have room, those of what is picked first."""
        factor = far_factor(zoom)
        near, far = factor == 1.0, is_far(zoom)
        first = frozenset(key for key, way in self.ways.items() if not far or way.picked or way.warm)
        if self._spread == (factor, first):
            return
        self._spread = factor, first
        routes = {key: way.route for key, way in self.ways.items()}
        found = {} if near else far_labels(routes, self.places, factor, first, factor if far else 1.0)
        for key, label in self._labels.items():
            label.lie(*((routes[key].label, 1.0) if near else found.get(key, (None, factor))))

    def drag(self, moved: Mapping[UUID, Point]) -> None:
        """Show stages elsewhere while they are dragged; only their own lines follow."""
        if self.flow is None:
            return
        self.places |= moved
        self._dragged = True
        for key, place in moved.items():
            self.stages[key].setPos(*place)
        own = {
            way.id for way in self.flow.transitions if way.from_stage_id in moved or way.to_stage_id in moved
        }
        for key, route in routes_of(self.flow, self.places, own).items():
            self._show_route(key, route)
        self._show_phases(without=moved)

    def phase_at(self, place: Point, without: Collection[UUID]) -> str | None:
        """The phase whose column a stage put there would stand in."""
        if self.flow is None:
            return None
        x, y = place[0] + NODE_WIDTH / 2, place[1] + NODE_HEIGHT / 2
        boxes = phases_of(self.flow, self.places, without)
        return next(
            (
                box.name
                for box in boxes
                if box.x <= x <= box.x + box.width
                and box.holds(x, box.y)
                and box.y - NODE_HEIGHT <= y <= box.y + box.height + NODE_HEIGHT
            ),
            None,
        )

    def stage_at(self, point: QPointF) -> UUID | None:
        """The stage under a point, the uppermost first."""
        return next((i.stage.id for i in self.items(point) if isinstance(i, StageItem)), None)

    def way_at(self, point: QPointF) -> UUID | None:
        """The transition whose label or line is under a point."""
        found = self.items(point)
        label = next((item.way.id for item in found if isinstance(item, LabelItem)), None)
        return label or next((item.way.id for item in found if isinstance(item, WayItem)), None)

    def label_box(self, way: UUID) -> QRectF:
        """Where a label lies."""
        return self._labels[way].sceneBoundingRect()

    def drawing(self) -> QRectF:
        """What there is to see: stages, phases, lines and their labels."""
        box = QRectF()
        for items in (self.stages, self.ways, self._phases):
            for item in items.values():
                box = box.united(item.sceneBoundingRect())
        for label in self._labels.values():
            box = box.united(label.mapRectToScene(label.shape().boundingRect()))
        return box

    def repaint_all(self) -> None:
        """Colours or words changed."""
        for item in self.items():
            item.update()

    def _show_stages(self, flow: Flow) -> None:
        there = {stage.id for stage in flow.stages}
        for key in [key for key in self.stages if key not in there]:
            self.removeItem(self.stages.pop(key))
        for stage in flow.stages:
            item = self.stages.get(stage.id)
            if item is None:
                item = self.stages[stage.id] = StageItem(stage)
                self.addItem(item)
            item.set_stage(stage)
            item.setPos(*self.places[stage.id])

    def _show_routes(self, routes: Mapping[UUID, Route]) -> None:
        for key in [key for key in self.ways if key not in routes]:
            self.removeItem(self.ways.pop(key))
            self.removeItem(self._labels.pop(key))
        for key, route in routes.items():
            self._show_route(key, route)

    def _show_route(self, key: UUID, route: Route) -> None:
        way = self._rows[key]
        self._spread = None
        item = self.ways.get(key)
        if item is None:
            item = self.ways[key] = WayItem(way, route)
            label = self._labels[key] = LabelItem(way, route)
            self.addItem(item)
            self.addItem(label)
        elif item.set_way(way, route):
            self._labels[key].set_way(way, route)

    def _show_phases(self, without: Collection[UUID] = ()) -> None:
        boxes = phases_of(self.flow, self.places, without) if self.flow else ()
        names = {box.name for box in boxes}
        if not without:
            for name in [name for name in self._phases if name not in names]:
                self.removeItem(self._phases.pop(name))
        for box in boxes:
            item = self._phases.get(box.name)
            if item is None:
                item = self._phases[box.name] = PhaseItem(box)
                self.addItem(item)
            item.set_box(box)

    def _fit_scene(self) -> None:
        left, top, right, bottom = bounds_of(self.places)
        self.body = QRectF(left, top, right - left, bottom - top).adjusted(
            -PHASE_PAD, -PHASE_TITLE, PHASE_PAD, PHASE_PAD
        )
        self.body_changed.emit()
