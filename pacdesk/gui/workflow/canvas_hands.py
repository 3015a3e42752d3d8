"""The mouse on the canvas: choosing, dragging, drawing a transition, the rubber band, panning."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from pacdesk.desk.workflow.layout import NODE_HEIGHT, NODE_WIDTH, Point, snapped
from pacdesk.gui.workflow.canvas_items import NEAR_PORT
from pacdesk.gui.workflow.model import NOTHING

if TYPE_CHECKING:
    from pacdesk.gui.workflow.canvas import FlowCanvas

_MANY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Hands:
    """What is under way with the mouse: nothing, or one of drag, line, band, pan."""

    def __init__(self, canvas: "FlowCanvas") -> None:
        self._canvas = canvas
        self._doing = ""
        self._pressed = QPoint()
        self._began: dict[UUID, Point] = {}
        self._held: dict[UUID, None] = {}

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self._pressed = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._doing = "pan"
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_left(event)

    def _press_left(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        at = canvas.mapToScene(self._pressed)
        canvas.aim = None
        port = self._port_at(at)
        if port is not None:
            canvas.pick([port])
            self._doing = "line"
            canvas.line_to = at
            return
        stage = canvas.flow_scene.stage_at(at)
        if stage is not None:
            self._pick(stage, many=bool(event.modifiers() & _MANY))
            self._doing = "hold"
            return
        way = canvas.flow_scene.way_at(at)
        if way is not None:
            canvas.pick_way(way)
            return
        self._held = dict(canvas.picked) if event.modifiers() & _MANY else {}
        if not self._held:
            canvas.model.choose(NOTHING)
        self._doing = "band"

    def _pick(self, stage: UUID, *, many: bool) -> None:
        canvas = self._canvas
        if many and stage in canvas.picked:
            canvas.pick([key for key in canvas.picked if key != stage])
        elif many:
            canvas.pick([*canvas.picked, stage], stage)
        elif stage in canvas.picked:
            canvas.pick(list(canvas.picked), stage)
        else:
            canvas.pick([stage])

    def _port_at(self, at: QPointF) -> UUID | None:
        """The stage whose way out is under the pointer, from whichever side it came."""
        canvas = self._canvas
        if canvas.model.read_only:
            return None
        for key, (x, y) in canvas.flow_scene.places.items():
            far = abs(at.x() - x - NODE_WIDTH), abs(at.y() - y - NODE_HEIGHT / 2)
            if max(far) <= NEAR_PORT and canvas.flow_scene.stage_at(at) in (key, None):
                return key
        return None

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved, with or without a button."""
        canvas, here = self._canvas, event.position().toPoint()
        at = canvas.mapToScene(here)
        if self._doing == "hold" and self._far(here) and not canvas.model.read_only:
            self._doing = "drag"
            places = canvas.flow_scene.places
            self._began = {key: places[key] for key in canvas.picked}
        if self._doing == "drag":
            self._drag(at, free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif self._doing == "line":
            canvas.line_to = at
            target = canvas.flow_scene.stage_at(at)
            canvas.aim_quietly(target)
        elif self._doing == "band" and self._far(here):
            self._stretch(at)
        elif self._doing == "pan":
            canvas.pan(here - self._pressed)
            self._pressed = here
        elif not self._doing:
            self._hover(at)

    def _far(self, here: QPoint) -> bool:
        return (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()

    def _drag(self, at: QPointF, *, free: bool) -> None:
        begin = self._canvas.mapToScene(self._pressed)
        by = at - begin
        put = round if free else snapped
        moved = {key: (put(x + by.x()), put(y + by.y())) for key, (x, y) in self._began.items()}
        if any(self._canvas.flow_scene.places[key] != place for key, place in moved.items()):
            self._canvas.flow_scene.drag(moved)

    def _stretch(self, at: QPointF) -> None:
        canvas = self._canvas
        canvas.band = QRectF(canvas.mapToScene(self._pressed), at).normalized()
        inside = [
            key
            for key, (x, y) in canvas.flow_scene.places.items()
            if canvas.band.intersects(QRectF(x, y, NODE_WIDTH, NODE_HEIGHT))
        ]
        found = [*self._held, *inside]
        if list(dict.fromkeys(found)) != list(canvas.picked):
            canvas.pick(found)
        canvas.viewport().update()

    def _hover(self, at: QPointF) -> None:
        canvas = self._canvas
        port = self._port_at(at)
        pointed = canvas.flow_scene.stage_at(at) or port
        if pointed != canvas.pointed:
            canvas.pointed = pointed
            canvas.mark()
        shape = Qt.CursorShape.CrossCursor if port else Qt.CursorShape.ArrowCursor
        canvas.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> None:
        """The button went up: what was under way is done."""
        canvas, doing = self._canvas, self._doing
        self._doing = ""
        if doing == "drag":
            canvas.acts.put({key: canvas.flow_scene.places[key] for key in self._began}, from_=self._began)
        elif doing == "line":
            origin, target = canvas.model.chosen.stage, self._target(event)
            self.stop_line()
            if origin is not None and target is not None:
                canvas.acts.connect_stages(origin, target)
            elif origin is not None:
                self._end_on_paper(origin, event)
        elif doing == "band":
            canvas.band = None
            canvas.viewport().update()
        elif doing == "pan":
            canvas.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _target(self, event: QMouseEvent) -> UUID | None:
        here = event.position().toPoint()
        return self._canvas.flow_scene.stage_at(self._canvas.mapToScene(here)) if self._far(here) else None

    def _end_on_paper(self, origin: UUID, event: QMouseEvent) -> None:
        """A transition that leads nowhere yet leads to a new stage there; a click on the port does not."""
        here = event.position().toPoint()
        at = self._canvas.mapToScene(here)
        if self._canvas.viewport().rect().contains(here) and self._port_at(at) != origin and self._far(here):
            self._canvas.acts.lead_to_new(origin, QPointF(at.x(), at.y() - NODE_HEIGHT / 2))

    def stop_line(self) -> None:
        """No transition is being drawn any more."""
        self._canvas.line_to = None
        self._canvas.aim_quietly(None)

    def stop(self) -> bool:
        """Esc: what is under way is undone. Whether there was something."""
        doing, self._doing = self._doing, ""
        if doing == "drag":
            self._canvas.flow_scene.show_flow(self._canvas.model.flow)
        elif doing == "line":
            self.stop_line()
        elif doing == "band":
            self._canvas.band = None
            self._canvas.viewport().update()
        return bool(doing)

    def double_click(self, event: QMouseEvent) -> None:
        """A stage or label is renamed; on empty paper a stage is made."""
        canvas, here = self._canvas, event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = canvas.mapToScene(here)
        self._doing = ""
        if canvas.flow_scene.stage_at(at) or canvas.flow_scene.way_at(at):
            self.choose_under(here)
            canvas.rename.begin()
        else:
            canvas.acts.new_stage(QPointF(at.x() - NODE_WIDTH / 2, at.y() - NODE_HEIGHT / 2))

    def choose_under(self, here: QPoint) -> None:
        """Choose what is under the pointer; empty paper chooses nothing."""
        canvas = self._canvas
        at = canvas.mapToScene(here)
        stage = canvas.flow_scene.stage_at(at)
        way = None if stage else canvas.flow_scene.way_at(at)
        if stage is not None:
            self._pick(stage, many=False)
        elif way is not None:
            canvas.pick_way(way)
        else:
            canvas.model.choose(NOTHING)
