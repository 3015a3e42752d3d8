"""Going about the canvas by keyboard.

Page Down and Page Up: the next and the previous stage in the order of the flow; Home and End: the first and
the last. Tab comes in and goes on, so that forty stages are no forty steps to what lies behind.
Arrows: the nearest stage there. Shift+Right, Shift+Left: the transitions that leave the stage, that come
in; on a transition Up and Down are its neighbours, Right and Left its two ends. Ctrl+arrows move a stage.
While a transition is drawn by keyboard arrows and Tab choose where it leads, and Enter draws it.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from pacdesk.desk.workflow.layout import forward_order
from pacdesk.desk.workflow.routes import nearest_to
from pacdesk.desk.workflow.rows import TransitionRow
from pacdesk.gui.workflow.model import NOTHING, Chosen

if TYPE_CHECKING:
    from pacdesk.gui.workflow.canvas import FlowCanvas

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ALONG = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Walk:
    """Where the keyboard is on the canvas."""

    def __init__(self, canvas: "FlowCanvas") -> None:
        self._canvas = canvas
        self._side = "out"

    def knows(self, event: QKeyEvent) -> bool:
        """Whether the key is one of those here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            return self._canvas.aim is not None or bool(self._canvas.picked)
        if event.key() in _ENTER:
            return held == _NONE
        if event.key() in _ALONG:
            return held == _NONE
        return event.key() in _ARROWS and held in (_NONE, _CONTROL, _SHIFT)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means here. False: nothing."""
        if not self.knows(event) and event.key() != Qt.Key.Key_Escape:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if event.key() in _ENTER:
            self._enter_key()
            return True
        if event.key() in _ALONG:
            self._along(Qt.Key(event.key()))
            return True
        dx, dy = _ARROWS[Qt.Key(event.key())]
        if event.modifiers() & _CONTROL:
            self._canvas.acts.nudge(dx, dy)
        elif event.modifiers() & _SHIFT and dx:
            self._to_ways(dx)
        else:
            self._go(dx, dy)
        return True

    def enter(self, *, backwards: bool) -> None:
        """Choose the first or the last stage."""
        order = self._order()
        if order:
            self._canvas.pick([order[-1 if backwards else 0]])

    def tab(self, by: int) -> bool:
        """Tab chooses the next target of a transition that is being drawn; otherwise it is not for here."""
        if self._canvas.aim is None:
            return False
        self._aim_on(by)
        return True

    def _along(self, key: Qt.Key) -> None:
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.enter(backwards=key == Qt.Key.Key_End)
        else:
            self._step(1 if key == Qt.Key.Key_PageDown else -1)

    def _step(self, by: int) -> None:
        canvas, order = self._canvas, self._order()
        if canvas.aim is not None:
            self._aim_on(by)
            return
        chosen = canvas.model.chosen
        way = canvas.model.flow.transition(chosen.transition) if chosen.transition else None
        here = chosen.stage or (way.from_stage_id if way else None)
        at = order.index(here) + by if here in order else (0 if by > 0 else len(order) - 1)
        if 0 <= at < len(order):
            canvas.pick([order[at]])

    def aim(self) -> None:
        """Begin a transition from the chosen stage: towards what follows it, else what is nearest."""
        canvas, here = self._canvas, self._canvas.model.chosen.stage
        if here is None:
            return
        places = canvas.flow_scene.places
        order = self._order()
        target = nearest_to(places, here, 1, 0) or next((key for key in order if key != here), here)
        canvas.aim_at(target)

    def after_delete(self, stages: list[UUID], chosen: Chosen) -> Chosen:
        """What is chosen when these are gone."""
        flow = self._canvas.model.flow
        if not stages:
            way = flow.transition(chosen.transition) if chosen.transition else None
            return Chosen(stage=way.from_stage_id) if way else NOTHING
        order = self._order()
        first = min((order.index(key) for key in stages if key in order), default=0)
        left = [key for key in order[:first] if key not in stages] or [k for k in order if k not in stages]
        return Chosen(stage=left[-1] if order[:first] and left else left[0]) if left else NOTHING

    def _order(self) -> list[UUID]:
        order = forward_order(self._canvas.model.flow)
        return sorted(order, key=order.__getitem__)

    def _aim_on(self, by: int) -> None:
        order = self._order()
        aim = self._canvas.aim
        if aim in order:
            self._canvas.aim_at(order[(order.index(aim) + by) % len(order)])

    def _escape(self) -> bool:
        canvas = self._canvas
        if canvas.hands.stop():
            return True
        if canvas.aim is not None:
            canvas.aim_at(None)
            return True
        if canvas.model.chosen != NOTHING:
            canvas.model.choose(NOTHING)
            return True
        return False

    def _enter_key(self) -> None:
        canvas = self._canvas
        origin, target = canvas.model.chosen.stage, canvas.aim
        if target is not None and origin is not None:
            canvas.aim_at(None)
            canvas.acts.connect_stages(origin, target)
        elif canvas.model.chosen == NOTHING:
            self.enter(backwards=False)
        else:
            canvas.wants_edit()

    def _go(self, dx: int, dy: int) -> None:
        canvas, chosen = self._canvas, self._canvas.model.chosen
        places = canvas.flow_scene.places
        if canvas.aim is not None:
            target = nearest_to(places, canvas.aim, dx, dy)
            if target is not None:
                canvas.aim_at(target)
            return
        way = canvas.model.flow.transition(chosen.transition) if chosen.transition else None
        if way is not None:
            self._go_from_way(way, dx, dy)
        elif chosen.stage is None:
            self.enter(backwards=False)
        else:
            target = nearest_to(places, chosen.stage, dx, dy)
            if target is not None:
                canvas.pick([target])

    def _go_from_way(self, way: TransitionRow, dx: int, dy: int) -> None:
        canvas, flow = self._canvas, self._canvas.model.flow
        end = way.to_stage_id if dx > 0 else way.from_stage_id
        if dx:
            if flow.find_stage(end) is not None:
                canvas.pick([end])
            return
        near = flow.ways_out(way.from_stage_id) if self._side == "out" else flow.ways_in(way.to_stage_id)
        ids = [other.id for other in near]
        canvas.pick_way(ids[(ids.index(way.id) + dy) % len(ids)])

    def _to_ways(self, dx: int) -> None:
        """From a stage to its transitions."""
        canvas, flow, here = self._canvas, self._canvas.model.flow, self._canvas.model.chosen.stage
        if here is None:
            self._go(dx, 0)
            return
        self._side = "out" if dx > 0 else "in"
        ways = flow.ways_out(here) if dx > 0 else flow.ways_in(here)
        drawn = [way.id for way in ways if way.id in canvas.flow_scene.ways]
        if drawn:
            canvas.pick_way(drawn[0])
