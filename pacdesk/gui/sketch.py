"""What the window shows until its parts are made: the same surfaces at the same places, still empty."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pacdesk.gui.theme.theme import Theme, current

ROWS_AT_FIRST = 8
"""Whole rows of the queue in a window that nobody has changed yet."""


class Sketch(QWidget):
    """Paints the frame of the window. `docks` are where its docks were last; None: as they are at first;
    empty: there are none, as before a desk is chosen."""

    def __init__(self, parent: QWidget, docks: list[QRect] | None) -> None:
        super().__init__(parent)
        self._docks = docks

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        top, bottom = theme.px("menubar"), self.height() - theme.px("statusbar")
        painter.fillRect(0, 0, self.width(), top, theme.color("window"))
        painter.fillRect(0, top - 1, self.width(), 1, theme.color("line"))
        for dock in self._docks if self._docks is not None else self._first_docks(theme):
            painter.fillRect(dock.x(), dock.y(), dock.width(), theme.px("dock_title"), theme.color("window"))
            painter.setPen(theme.color("line"))
            painter.drawRect(dock.adjusted(0, 0, -1, -1))
        painter.fillRect(0, bottom, self.width(), self.height() - bottom, theme.color("window"))
        painter.fillRect(0, bottom, self.width(), 1, theme.color("line"))

    def _first_docks(self, theme: Theme) -> list[QRect]:
        left, top = theme.px("dock_left"), theme.px("menubar")
        body = self.height() - top - theme.px("statusbar")
        return [
            QRect(0, top, left, body * 7 // 10),
            QRect(0, top + body * 7 // 10, left, body - body * 7 // 10),
            QRect(left, top, self.width() - left, queue_height(theme)),
        ]


def queue_height(theme: Theme) -> int:
    """Of the queue's dock at first, px: its whole rows."""
    return theme.px("dock_title") + theme.px("header") + ROWS_AT_FIRST * theme.px("row")
