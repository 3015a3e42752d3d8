"""A QR code, dark on light in both themes: cameras want it so."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pacdesk.gui.theme import current

_QUIET = 4
"""Light modules around, as the standard wants."""

Runs = Sequence[Sequence[tuple[int, int]]]


class QrCode(QWidget):
    """Shows rows of (first dark column, how many)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Runs = ()
        self.setFixedSize(self.sizeHint())

    def show_runs(self, rows: Runs) -> None:
        """Show a code."""
        self._rows = rows
        self.update()

    def sizeHint(self) -> QSize:
        side = current().scaled(228)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        module = max(1, self.width() // (len(self._rows) + 2 * _QUIET))
        edge = (self.width() - module * len(self._rows)) // 2
        for line, runs in enumerate(self._rows):
            for first, length in runs:
                dark = QRectF(edge + first * module, edge + line * module, length * module, module)
                painter.fillRect(dark, Qt.GlobalColor.black)
