"""Chips, badges, avatars, priority bars and icons as small widgets that only show."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pacdesk.gui import icons, wording
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting


class _Shown(QLabel):
    """A label with its own painting: screen readers still find its text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()
            self.update()


class Chip(_Shown):
    """A pill of 20 px. At most one a column, two a row."""

    def __init__(
        self,
        text: str = "",
        tone: str = "off",
        *,
        dot: bool = False,
        icon: str | None = None,
        outlined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = painting.ChipLook(text, tone, dot=dot, icon=icon, outlined=outlined)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(
        self,
        text: str,
        tone: str = "off",
        *,
        dot: bool = False,
        icon: str | None = None,
        outlined: bool = False,
    ) -> None:
        """Show something else."""
        self._look = painting.ChipLook(text, tone, dot=dot, icon=icon, outlined=outlined)
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return painting.chip_size(self._look)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 3 * current().px("chip")), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        picture = painting.chip_pixmap(self._look, self.width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPoint(0, (self.height() - current().px("chip")) // 2), picture)


class Badge(_Shown):
    """A counter in a pill of 16 px. `true_number` is for docks, which never say 99+.

    `tone`: off (grey), accent (the view that is shown) or danger (above zero only).
    """

    def __init__(
        self, count: int = 0, tone: str = "off", *, true_number: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._true_number = true_number
        self._tone = tone
        self._count = -1
        self.set_count(count)

    def set_count(self, count: int, tone: str | None = None) -> None:
        """Show another number."""
        self._count = count
        self._tone = tone or self._tone
        self.setText(wording.number(count) if self._true_number else wording.badge(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        text = QFontMetrics(theme.font("micro", "strong", tabular=True)).horizontalAdvance(self.text())
        return QSize(max(text + theme.scaled(10), theme.scaled(20)), theme.scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        tone = theme.tone("off" if self._tone == "danger" and self._count <= 0 else self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = {"accent": "accent_soft2", "off": "press"}.get(tone.dot, tone.soft)
        painter.setBrush(theme.color(fill))
        height = theme.scaled(16)
        pill = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(theme.font("micro", "strong", tabular=True))
        painter.setPen(theme.color(tone.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.text())


class Avatar(_Shown):
    """Initials of a person (circle) or a client (rounded square); an empty name is nobody."""

    def __init__(
        self, name: str = "", *, person: bool = True, size: str = "avatar", parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._name = ""
        self._person = person
        self._size = size
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Whose initials; the name is the tooltip too."""
        self._name = name
        shown = name or self.tr("Nobody")
        self.setText(shown)
        self.setToolTip(shown)
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        side = current().px(self._size)
        shown = painting.avatar_pixmap(self._name, side, self.devicePixelRatioF(), person=self._person)
        QPainter(self).drawPixmap(0, (self.height() - side) // 2, shown)


class PriorityBars(_Shown):
    """One to four bars and the level's name. `level` is one of `painting.LEVELS`."""

    def __init__(self, level: str = "normal", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._level = level
        self.set_level(level, text)

    def set_level(self, level: str, text: str) -> None:
        """Show another level under the name the desk gives it."""
        painting.LEVELS.index(level)
        self._level = level
        self.setText(text)
        self.setAccessibleName(self.tr("Priority: {level}").format(level=text))
        self.updateGeometry()
        self.update()

    def _weight(self) -> str:
        return "label" if self._level in ("high", "critical") else "regular"

    def sizeHint(self) -> QSize:
        theme = current()
        text = QFontMetrics(theme.font("body", self._weight())).horizontalAdvance(self.text())
        return QSize(theme.px("icon") + theme.scaled(6) + text + 1, theme.px("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        bars = painting.priority_pixmap(self._level, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - theme.px("icon_s")) // 2, bars)
        rest = self.rect().adjusted(theme.px("icon") + theme.scaled(6), 0, 1, 0)
        ink = theme.tone(painting.priority_tone(self._level)).text
        painting.draw_line(painter, rest, self.text(), ink, weight=self._weight())


class Icon(_Shown):
    """An icon as a picture; decoration beside words, so it has no accessible name of its own."""

    def __init__(
        self, name: str, tone: str = "text2", size: str = "icon", parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._icon = name
        self._tone = tone
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: str = "text2") -> None:
        """Show another icon."""
        self._icon, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        side = current().px(self._size)
        at = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        QPainter(self).drawPixmap(at, icons.pixmap(self._icon, self._tone, side, self.devicePixelRatioF()))
