"""The small box at the canvas's lower left: zoom, whole flow, layout."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import IconButton, refuse, set_look
from pacdesk.gui.wording import number

if TYPE_CHECKING:
    from pacdesk.gui.workflow.canvas import FlowCanvas

_FROM_EDGE = 12


class CanvasControls(QWidget):
    """Floats over the canvas and takes little of it."""

    def __init__(self, canvas: "FlowCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.smaller = IconButton("minus", "", small=True, tone="text2", parent=self)
        self.percent = QPushButton(self)
        self.percent.setAutoDefault(False)
        set_look(self.percent, "kind", "ghost")
        set_look(self.percent, "small", value=True)
        self.larger = IconButton("plus", "", small=True, tone="text2", parent=self)
        self.whole = IconButton("maximize", "", small=True, tone="text2", parent=self)
        self.anew = IconButton("wand-sparkles", "", small=True, tone="text2", parent=self)
        row = QHBoxLayout(self)
        for button in (self.smaller, self.percent, self.larger, self.whole, self.anew):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._set_margins()
        self.smaller.clicked.connect(canvas.zoom_out)
        self.larger.clicked.connect(canvas.zoom_in)
        self.percent.clicked.connect(canvas.actual_size)
        self.whole.clicked.connect(canvas.fit)
        self.anew.clicked.connect(canvas.acts.lay_out)
        canvas.zoomed.connect(self._show_zoom)
        self._translate()

    def _set_margins(self) -> None:
        side = current().scaled(26)
        for button in (self.smaller, self.larger, self.whole, self.anew):
            button.setFixedSize(side, side)
        self.percent.setFixedHeight(side)
        row = self.layout()
        if row is not None:
            row.setContentsMargins(*(current().scaled(n) for n in (4, 2, 4, 2)))
            row.setSpacing(current().scaled(2))

    def _translate(self) -> None:
        self.smaller.set_name(self.tr("Zoom out"), "Ctrl+-")
        self.larger.set_name(self.tr("Zoom in"), "Ctrl++")
        self.whole.set_name(self.tr("Show the whole flow"), "F")
        self.anew.set_name(self.tr("Lay out anew"), "L")
        self.percent.setToolTip(self.tr("Actual size (Ctrl+0)"))
        self._show_zoom()

    def watch_model(self) -> None:
        """A published version is not laid out anew."""
        reason = self.tr("A published version cannot be changed") if self._canvas.model.read_only else None
        refuse(self.anew, reason)

    def _show_zoom(self) -> None:
        text = self.tr("{number} %").format(number=number(round(self._canvas.zoom * 100)))
        self.percent.setText(text)
        self.percent.setAccessibleName(self.tr("Zoom {percent}, actual size").format(percent=text))
        self.place()

    def place(self) -> None:
        """Stay at the lower left."""
        self.adjustSize()
        edge = current().scaled(_FROM_EDGE)
        self.move(edge, self._canvas.height() - self.height() - edge)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        elif is_restyle(event):
            self._set_margins()
            self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink("line_strong"), 1))
        painter.setBrush(theme.ink("raised"))
        radius = theme.px("radius")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
