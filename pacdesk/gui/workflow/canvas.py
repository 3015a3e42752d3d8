"""The canvas of the studio: a flow drawn, and edited by hand or by keyboard."""

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QEvent, QMetaMethod, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from pacdesk.desk.workflow.layout import Point
from pacdesk.desk.workflow.problems import problems_of
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.workflow import canvas_words
from pacdesk.gui.workflow.canvas_acts import CanvasActs
from pacdesk.gui.workflow.canvas_controls import CanvasControls
from pacdesk.gui.workflow.canvas_hands import Hands
from pacdesk.gui.workflow.canvas_rename import Rename
from pacdesk.gui.workflow.canvas_scene import FlowScene
from pacdesk.gui.workflow.canvas_view import ZoomView
from pacdesk.gui.workflow.model import NOTHING, Chosen, StudioModel

_READABLE = 0.5  # a flow too large for this is shown from its beginning
_MARGIN_BELOW = 8
_CHECK_AFTER = 120  # ms without an edit before problems are looked for again


class FlowCanvas(ZoomView):
    """Draws the model's flow and edits it. `picked` are the stages that an act is for; the model knows
    the one that is chosen. Everything goes by keyboard too: arrows walk (see `canvas_walk`), the menu names
    the keys.

    `edit_wanted`: Enter on what is chosen; without anybody listening it renames.
    """

    edit_wanted = Signal()
    picked_changed = Signal()

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        self.flow_scene = FlowScene()
        super().__init__(self.flow_scene, parent)
        self.flow_scene.setParent(self)
        self.model = model
        self.picked: dict[UUID, None] = {}
        self.aim: UUID | None = None
        self.pointed: UUID | None = None
        self.line_to: QPointF | None = None
        self.band: QRectF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hands = Hands(self)
        self.acts = CanvasActs(self)
        self.rename = Rename(self)
        self.controls = CanvasControls(self)
        self._check = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._check.timeout.connect(self.check)
        model.flow_changed.connect(self._flow_changed)
        model.chosen_changed.connect(self._chosen_changed)
        self.flow_scene.body_changed.connect(self.make_room)
        self.zoomed.connect(self._spread)
        self._flow_changed()
        self.check()

    def check(self) -> None:
        """Look for problems now."""
        self._check.stop()
        self.flow_scene.show_problems(problems_of(self.model.flow))
        self.mark()
        self._speak()

    def fit(self) -> None:
        """The whole flow in sight, at 100 % at most."""
        self.follows = True
        corner = self.controls.size() + QSize(_MARGIN_BELOW, _MARGIN_BELOW)
        self.show_whole(self.flow_scene.drawing(), corner=corner)

    def fit_readable(self) -> None:
        """The whole flow, or its beginning when that would be too small to read."""
        self.fit()
        if self.zoom < _READABLE:
            self.set_zoom(_READABLE)
            self.show_corner(self.flow_scene.drawing().topLeft())
        self.reveal()

    def body(self) -> QRectF:
        return self.flow_scene.body

    def _flow_changed(self) -> None:
        flow, before = self.model.flow, set(self.flow_scene.places)
        body = self.flow_scene.body
        self.flow_scene.show_flow(flow)
        if before.isdisjoint(self.flow_scene.places) and body != self.flow_scene.body and self.isVisible():
            self.fit_readable()
        for key in [key for key in self.picked if flow.find_stage(key) is None]:
            del self.picked[key]
        self.mark()
        self.controls.watch_model()
        self._check.start()

    def _chosen_changed(self) -> None:
        chosen = self.model.chosen
        if chosen.stage is None and chosen.transition is not None:
            self.picked.clear()
        elif chosen.stage is not None and chosen.stage not in self.picked:
            self.picked = {chosen.stage: None}
        elif chosen == NOTHING:
            self.picked.clear()
        self.mark()
        self._speak(aloud=self.hasFocus())
        self.reveal()
        self.picked_changed.emit()

    def pick(self, stages: Collection[UUID], here: UUID | None = None) -> None:
        """Pick stages; `here` (or the last one) becomes the chosen one."""
        self.picked = dict.fromkeys(stages)
        here = here or next(reversed(self.picked), None)
        chosen = Chosen(stage=here)
        if chosen == self.model.chosen:
            self.mark()
            self.picked_changed.emit()
        else:
            self.model.choose(chosen)

    def pick_way(self, way: UUID) -> None:
        """Choose a transition."""
        self.picked.clear()
        self.model.choose(Chosen(transition=way))

    def mark(self) -> None:
        """Show what is picked, aimed at, and wrong."""
        chosen = self.model.chosen
        self.flow_scene.mark(
            stages=self.picked,
            ways=[chosen.transition] if chosen.transition else [],
            here=chosen.stage if self.hasFocus() or len(self.picked) > 1 else None,
            aimed=self.aim,
            ports=self._with_ports(),
        )
        self._spread()
        self.viewport().update()

    def _with_ports(self) -> set[UUID]:
        """The stages that show where a transition may begin."""
        if self.model.read_only:
            return set()
        alone = self.picked if len(self.picked) == 1 else ()
        return {key for key in (self.pointed, *alone) if key is not None}

    def _spread(self) -> None:
        self.flow_scene.spread_labels(self.zoom)

    def reveal(self) -> None:
        """Bring what is chosen into sight, moving as little as needed."""
        chosen = self.model.chosen
        item = self.flow_scene.stages.get(chosen.stage) if chosen.stage else None
        if item is not None and self.isVisible():
            self.ensureVisible(item.sceneBoundingRect(), 24, 24)
        elif chosen.transition in self.flow_scene.ways and self.isVisible():
            self.ensureVisible(self.flow_scene.label_box(chosen.transition), 24, 24)

    def sentence(self) -> str:
        """What is chosen, in words."""
        flow, chosen = self.model.flow, self.model.chosen
        stage = flow.find_stage(chosen.stage)
        if self.aim is not None and stage is not None:
            target = flow.stage(self.aim)
            return self.tr("Transition from {origin} to {target}: Enter draws it, Esc leaves it").format(
                origin=canvas_words.name_of(stage), target=canvas_words.name_of(target)
            )
        if stage is not None:
            found = self.flow_scene.problems_of_stage(stage.id)
            words = canvas_words.stage_sentence(flow, stage, found)
            if len(self.picked) > 1:
                return self.tr("{count} stages chosen. {stage}").format(count=len(self.picked), stage=words)
            return words
        way = flow.transition(chosen.transition) if chosen.transition else None
        if way is not None:
            return canvas_words.way_sentence(flow, way)
        if not flow.stages:
            return self.tr("No stage yet. Press N or double-click to make the first one.")
        return self.tr("%n stage(s). Arrows go through them.", "", len(flow.stages))

    def _speak(self, *, aloud: bool = False) -> None:
        """Tell screen readers where one is."""
        name = self.tr("Drawing of the flow")
        if self.model.read_only:
            name = self.tr("Drawing of the flow, to read only")
        self.setAccessibleName(name)
        words = self.sentence()
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        if aloud and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def aim_at(self, stage: UUID | None) -> None:
        """Point a new transition at a stage, by keyboard; None leaves it."""
        self.aim = stage
        self.mark()
        self._speak(aloud=True)
        if stage is not None:
            self.ensureVisible(self.flow_scene.stages[stage].sceneBoundingRect(), 24, 24)

    def aim_quietly(self, stage: UUID | None) -> None:
        """The same while the mouse draws."""
        self.aim = stage
        self.mark()

    def places(self) -> dict[UUID, Point]:
        """Where each stage stands."""
        return dict(self.flow_scene.places)

    def wants_edit(self) -> None:
        """Enter: the inspector takes over, or a name is typed here."""
        if self.isSignalConnected(QMetaMethod.fromSignal(self.edit_wanted)):
            self.edit_wanted.emit()
        else:
            self.rename.begin()

    def room_of(self, stage: UUID) -> QRect:
        """Where a stage is, in the viewport."""
        box = self.flow_scene.stages[stage].shape().boundingRect()
        return self.mapFromScene(box.translated(*self.flow_scene.places[stage])).boundingRect()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Keys that would go elsewhere: shortcuts of the window, Tab."""
        if event.type() == QEvent.Type.ShortcutOverride:
            known = self.acts.knows(event)
            event.setAccepted(known)
            return known
        tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return event.type() == QEvent.Type.KeyPress and tab and self.acts.walk_on(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(self.mapToScene(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, at: QPointF) -> str:
        """In full what is cut off on the drawing."""
        flow = self.model.flow
        stage = flow.find_stage(self.flow_scene.stage_at(at))
        if stage is not None:
            return canvas_words.stage_sentence(flow, stage, self.flow_scene.problems_of_stage(stage.id))
        key = self.flow_scene.way_at(at)
        way = flow.transition(key) if key else None
        return canvas_words.way_sentence(flow, way) if way else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.acts.press(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hands.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.hands.choose_under(event.pos())
            where = event.globalPos()
        else:
            where = self.viewport().mapToGlobal(self._middle_of_chosen())
        self.acts.menu().popup(where)
        event.accept()

    def _middle_of_chosen(self) -> QPoint:
        stage = self.model.chosen.stage
        if stage is not None and stage in self.flow_scene.stages:
            return self.room_of(stage).center()
        return self.viewport().rect().center()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.model.chosen == NOTHING:
            self.acts.enter(backwards=event.reason() == Qt.FocusReason.BacktabFocusReason)
        self._speak(aloud=True)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.follows:
            self.fit_readable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()
        self.controls.place()
        if self.follows and self.isVisible():
            self.fit_readable()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.flow_scene.repaint_all()
            self._speak()
        elif is_restyle(event):
            self._rescale()
            self.flow_scene.repaint_all()
            self.controls.place()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        theme = current()
        if self.line_to is not None or self.aim is not None:
            self._draw_new_line(painter)
        if self.band is not None:
            fill = theme.color("accent_soft")
            fill.setAlpha(110)
            painter.setPen(QPen(theme.ink("accent"), 0))
            painter.setBrush(fill)
            painter.drawRect(self.band)
        if not self.model.flow.stages:
            self._say_empty(painter)
        if self.hasFocus() and self.model.chosen == NOTHING:
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(theme.ink("focus"), theme.px("focus")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
            painter.restore()

    def _say_empty(self, painter: QPainter) -> None:
        """What to do with an empty sheet."""
        painter.save()
        painter.resetTransform()
        painter.setFont(current().font())
        painter.setPen(current().ink("text2"))
        words = self.sentence() if not self.model.read_only else self.tr("This version has no stages.")
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _draw_new_line(self, painter: QPainter) -> None:
        stage = self.model.chosen.stage
        if stage is None or stage not in self.flow_scene.stages:
            return
        x, y = self.flow_scene.places[stage]
        begin = QPointF(x + 160, y + 32)
        end = self.line_to
        if end is None and self.aim is not None:
            x, y = self.flow_scene.places[self.aim]
            end = QPointF(x, y + 32)
        pen = QPen(current().ink("accent"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        if end is not None:
            painter.drawLine(begin, end)
