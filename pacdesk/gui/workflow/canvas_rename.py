"""Names typed where they stand on the canvas."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pacdesk.gui.workflow import canvas_edits
from pacdesk.gui.workflow.model import Chosen

if TYPE_CHECKING:
    from pacdesk.gui.workflow.canvas import FlowCanvas

_LONGEST = 120


class Rename(QObject):
    """A field over what is chosen: Enter and leaving it keep the name, Esc does not."""

    def __init__(self, canvas: "FlowCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._of: Chosen | None = None
        self._new: set[UUID] = set()
        self.field = QLineEdit(canvas.viewport())
        self.field.setMaxLength(_LONGEST)
        self.field.hide()
        self.field.installEventFilter(self)
        self.field.editingFinished.connect(self.keep)

    def made(self, key: UUID) -> None:
        """A stage or transition was made just now: its key comes from the first name it gets."""
        self._new.add(key)

    def begin(self) -> None:
        """Type the name of what is chosen."""
        canvas, chosen = self._canvas, self._canvas.model.chosen
        stage = canvas.model.flow.find_stage(chosen.stage)
        way = canvas.model.flow.transition(chosen.transition) if chosen.transition else None
        if canvas.model.read_only or (stage is None and way is None):
            return
        canvas.reveal()
        if stage is not None:
            room = canvas.room_of(stage.id)
            room.setHeight(min(room.height(), self.field.sizeHint().height() + 4))
            self._show(room, stage.name, self.tr("Name of the stage"))
        elif way is not None and way.id in canvas.flow_scene.ways:
            room = canvas.mapFromScene(canvas.flow_scene.label_box(way.id)).boundingRect()
            self._show(room, way.label, self.tr("Label of the transition"))

    def _show(self, room: QRect, text: str, name: str) -> None:
        self._of = self._canvas.model.chosen
        least = self.field.sizeHint()
        room.setSize(room.size().expandedTo(least))
        room.moveLeft(max(min(room.left(), self._canvas.viewport().width() - room.width()), 0))
        self.field.setAccessibleName(name)
        self.field.setGeometry(room)
        self.field.setText(text)
        self.field.show()
        self.field.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def keep(self) -> None:
        """Keep what was typed; an empty name is none."""
        of, self._of = self._of, None
        if of is None:
            return
        text = " ".join(self.field.text().split())
        self._close()
        model = self._canvas.model
        key = of.stage or of.transition
        if not text or key is None:
            return
        if of.stage is not None and model.flow.find_stage(of.stage) is not None:
            if model.flow.stage(of.stage).name != text:
                flow = canvas_edits.renamed_stage(model.flow, of.stage, text, anew=key in self._new)
                model.edit(self.tr("Rename stage"), flow)
        elif of.transition is not None:
            way = model.flow.transition(of.transition)
            if way is not None and way.label != text:
                flow = canvas_edits.relabelled(model.flow, way.id, text, anew=key in self._new)
                model.edit(self.tr("Rename transition"), flow)
        self._new.discard(key)

    def _close(self) -> None:
        focused = self.field.hasFocus()
        self.field.hide()
        if focused:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._of = None
                self._close()
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.keep()
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
