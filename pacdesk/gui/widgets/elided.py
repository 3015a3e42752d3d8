"""A line of text that ends in an ellipsis instead of pushing its neighbours away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pacdesk.gui.widgets.buttons import set_look


class ElidedLabel(QLabel):
    """Plain text on one line; the whole of it is the tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None, *, look: str = "", tone: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            set_look(self, "look", look)
        if tone:
            set_look(self, "tone", tone)

    def show_text(self, text: str) -> None:
        """Show another text."""
        one_line = " ".join(text.split())
        self.setText(one_line)
        self.setToolTip(one_line)
        self.setAccessibleName(one_line)

    def sizeHint(self) -> QSize:
        """As wide as the text, as high as its font."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(20, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where the room ends."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), shown)
