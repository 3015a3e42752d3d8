"""The colours of connections: kept as `#rrggbb`, chosen among the tones, painted as the theme has them."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pacdesk.gui.context import Context
from pacdesk.gui.theme import current

_KEPT: Final = {
    "off": "",
    "info": "#3a78de",
    "ok": "#2c9447",
    "warn": "#d07c06",
    "danger": "#c9281c",
    "novel": "#7a5ae0",
    "teal": "#128a8a",
}
_TONES: Final = {colour: tone for tone, colour in _KEPT.items()}


def colour_of(tone: str) -> str:
    """What is kept for a tone; empty for grey, which is none."""
    return _KEPT[tone]


def tone_of(colour: str) -> str | None:
    """The tone of a kept colour; None for one that somebody wrote into the file himself."""
    return _TONES.get(colour.lower())


def painted(colour: str) -> QColor:
    """A kept colour as it is painted now."""
    tone = tone_of(colour)
    return QColor(colour) if tone is None else current().color(current().tone(tone).dot)


class ColourStrip(QWidget):
    """A line over the whole window in the colour of the connection; gone where there is none. The name stands
    in the title and in the status bar."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.desk_changed.connect(self._desk_changed)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(0, current().scaled(3))

    def _desk_changed(self) -> None:
        opened = self._context.open
        self.setVisible(opened is not None and bool(opened.colour))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        opened = self._context.open
        if opened is not None and opened.colour:
            QPainter(self).fillRect(self.rect(), painted(opened.colour))
