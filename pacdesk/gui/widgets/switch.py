"""A choice of a few words in one row, with the behaviour of radio buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting


class _Segment(QRadioButton):
    """One word of the switch: a real radio button under other paint."""

    def __init__(self, text: str, icon: str | None, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _icon_room(self) -> int:
        return current().px("icon_s") + current().scaled(6) if self._icon else 0

    def sizeHint(self) -> QSize:
        theme = current()
        shown = self.text().replace("&", "")
        text = QFontMetrics(theme.font("small", "label")).horizontalAdvance(shown)
        return QSize(text + self._icon_room() + 2 * theme.scaled(10), theme.px("control_s"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        radius = theme.px("radius_s")
        if self.isChecked():
            painter.setPen(QPen(theme.color("line_strong"), 1))
            painter.setBrush(theme.color("base"))
            painter.drawRoundedRect(box, radius, radius)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, radius, radius)
        ink = "disabled" if not self.isEnabled() else "text" if self.isChecked() else "text2"
        left = theme.scaled(10)
        if self._icon:
            side = theme.px("icon_s")
            drawn = icons.pixmap(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, drawn)
        painter.setFont(theme.font("small", "label"))
        painter.setPen(theme.color(ink))
        words = self.rect().adjusted(left + self._icon_room(), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, flags, self.text())
        if self.hasFocus():
            painting.ring(painter, self.rect(), theme.px("radius"))


class SegmentedSwitch(QWidget):
    """One of a few; Tab reaches the chosen word, the arrow keys choose another.

    `chosen(key)` fires when the user or the program chooses another word.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idToggled.connect(self._toggled)
        self._keys: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_choices(self, choices: Sequence[tuple[str, str, str | None]]) -> None:
        """The words as (key, text, icon or None); the first one is chosen if nothing was."""
        before = self.key() if self._keys else ""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._keys = [key for key, _, _ in choices]
        for number, (_, text, icon) in enumerate(choices):
            segment = _Segment(text, icon, self)
            segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        if self._keys:
            self.choose(before if before in self._keys else self._keys[0])

    def key(self) -> str:
        """The key of the chosen word; empty while there is no word."""
        number = self._group.checkedId()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def choose(self, key: str) -> None:
        """Choose a word. Raises `ValueError` for a key that is not among the choices."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def _toggled(self, number: int, on: bool) -> None:
        # Qt leaves the first word to Tab when the program chose another one.
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self._group.button(number).setFocusPolicy(policy)
        if on:
            self.chosen.emit(self._keys[number])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("press"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px("radius"), theme.px("radius"))
