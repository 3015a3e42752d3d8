"""People to be dragged to where they shall work; Enter and a double click bring them there too (S2.7)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.theme import current

MIME: Final = "application/x-pacdesk-user"
_ROWS: Final = 4


class PeopleList(QListWidget):
    """`taken(user)` fires for whom somebody chose; a drop is told by the place that he was dropped on."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(current().scaled(30) * _ROWS)
        self.setMinimumWidth(current().scaled(150))
        self.itemDoubleClicked.connect(self._take)

    def show_people(self, people: Sequence[Choice]) -> None:
        """Show them by name."""
        self.clear()
        for one in people:
            item = QListWidgetItem(one.label, self)
            item.setData(Qt.ItemDataRole.UserRole, str(one.id))
            item.setToolTip(one.label)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Who is being dragged."""
        data = QMimeData()
        if items:
            data.setData(MIME, str(items[0].data(Qt.ItemDataRole.UserRole)).encode())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._take(item)
        else:
            super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(UUID(str(item.data(Qt.ItemDataRole.UserRole))))


def dragged(data: QMimeData) -> UUID | None:
    """Who is being dragged, if it is somebody of a list of ours."""
    return UUID(bytes(data.data(MIME).data()).decode()) if data.hasFormat(MIME) else None
