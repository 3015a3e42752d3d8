"""Empty lists that say what to do, and cards that are one whole button."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.notices import plain_label

_Align = Qt.AlignmentFlag


class _Disc(QWidget):
    """The icon of an empty list in its circle."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current().scaled(64)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("press"))
        painter.drawEllipse(self.rect())
        side = theme.scaled(24)
        at = QRect(0, 0, side, side)
        at.moveCenter(self.rect().center())
        painter.drawPixmap(at.topLeft(), icons.pixmap(self.icon, "text2", side, self.devicePixelRatioF()))


class EmptyState(QWidget):
    """Circle with icon, one sentence, one line of help, one button and a quiet second one.

    "No data" and "the filter hides all" are two texts: call `say` with the one that is true.
    `pressed(key)` fires with the key of the button.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc("inbox", self)
        self._sentence = plain_label(self, wrap=True)
        set_look(self._sentence, "look", "lead")
        self._help = plain_label(self, wrap=True)
        set_look(self._help, "tone", "text2")
        for label in (self._sentence, self._help):
            label.setAlignment(_Align.AlignHCenter | _Align.AlignTop)
        self._act = Button(parent=self)
        self._second = Button(kind="ghost", parent=self)
        self._act.clicked.connect(self._clicked)
        self._second.clicked.connect(self._clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().px("pad_s"))
        buttons.addStretch(1)
        buttons.addWidget(self._act)
        buttons.addWidget(self._second)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(current().px("pad_s"))
        column.addStretch(1)
        column.addWidget(self._disc, 0, _Align.AlignHCenter)
        column.addSpacing(current().px("grid"))
        column.addWidget(self._sentence)
        column.addWidget(self._help)
        column.addSpacing(current().px("grid"))
        column.addLayout(buttons)
        column.addStretch(1)

    def say(
        self,
        icon: str,
        sentence: str,
        help_line: str = "",
        *,
        button: tuple[str, str] | None = None,
        button_icon: str | None = None,
        second: tuple[str, str] | None = None,
    ) -> None:
        """Show a state; buttons are (key, verb)."""
        self._disc.icon = icon
        self._disc.update()
        self._sentence.setText(sentence)
        self._help.setText(help_line)
        self._help.setVisible(bool(help_line))
        for shown, what in ((self._act, button), (self._second, second)):
            shown.setVisible(what is not None)
            if what is not None:
                shown.setProperty("key", what[0])
                shown.setText(what[1])
        self._act.set_icon(button_icon)
        self.setAccessibleName(f"{sentence}. {help_line}" if help_line else sentence)

    def minimumSizeHint(self) -> QSize:
        """Without the circle: where there is no room for it, the words stay."""
        least = super().minimumSizeHint()
        return least if self._disc.isHidden() else least - QSize(0, self._disc_height())

    def _disc_height(self) -> int:
        return self._disc.sizeHint().height() + current().px("pad_s")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._disc.setVisible(self.height() >= self.minimumSizeHint().height() + self._disc_height())

    def _clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("key")))


class WelcomeCard(QAbstractButton):
    """A card that is one button: icon, title, a few lines, the verb with an arrow.

    Derives from QAbstractButton because the style sheet's height for buttons beats a fixed one.
    """

    def __init__(self, icon: str, title: str, lines: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._lines = lines
        self._verb = verb
        self.setText(title)
        self.setAccessibleName(f"{title}: {verb}")
        self.setAccessibleDescription(lines)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_texts(self, title: str, lines: str, verb: str) -> None:
        """Show other words, such as after a change of language."""
        self._lines, self._verb = lines, verb
        self.setText(title)
        self.setAccessibleName(f"{title}: {verb}")
        self.setAccessibleDescription(lines)
        self.updateGeometry()
        self.update()

    def _inner(self) -> int:
        return current().scaled(20)

    def _lines_height(self, width: int) -> int:
        room = QRect(0, 0, max(width - 2 * self._inner(), 1), 10_000)
        metrics = QFontMetrics(current().font())
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._lines).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = current()
        icon = theme.scaled(40)
        title = QFontMetrics(theme.font("lead", "strong")).height()
        verb = QFontMetrics(theme.font("body", "label")).height()
        gaps = theme.scaled(14) + theme.scaled(6) + theme.scaled(20)
        return 2 * self._inner() + icon + title + self._lines_height(width) + verb + gaps

    def sizeHint(self) -> QSize:
        width = current().scaled(272)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(200), self.heightForWidth(max(self.width(), current().scaled(200))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px("radius_l")
        fill = "press" if self.isDown() else "hover" if self.underMouse() else "base"
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color(fill if self.isEnabled() else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_icon(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painting.ring(painter, self.rect(), radius)

    def _paint_icon(self, painter: QPainter) -> None:
        theme = current()
        box = QRect(self._inner(), self._inner(), theme.scaled(40), theme.scaled(40))
        lit = self.hasFocus() or self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if lit else "sunken"))
        painter.drawRoundedRect(box, theme.px("radius"), theme.px("radius"))
        side = theme.px("icon_l")
        tone = "disabled" if not self.isEnabled() else "accent_text" if lit else "text2"
        drawn = icons.pixmap(self._icon, tone, side, self.devicePixelRatioF())
        painter.drawPixmap(box.x() + (box.width() - side) // 2, box.y() + (box.height() - side) // 2, drawn)

    def _paint_words(self, painter: QPainter) -> None:
        theme = current()
        inner = self._inner()
        ink = "text" if self.isEnabled() else "disabled"
        title_font = theme.font("lead", "strong")
        top = inner + theme.scaled(40) + theme.scaled(14)
        line = QRect(inner, top, self.width() - 2 * inner, QFontMetrics(title_font).height())
        painting.draw_line(painter, line, self.text(), ink, size="lead", weight="strong")
        words = QRect(inner, line.bottom() + theme.scaled(6), line.width(), self._lines_height(self.width()))
        painter.setFont(theme.font())
        painter.setPen(theme.color("text2" if self.isEnabled() else "disabled"))
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap) | int(_Align.AlignTop.value), self._lines)
        height = QFontMetrics(theme.font("body", "label")).height()
        verb = QRect(inner, self.height() - inner - height, line.width(), height)
        tone = "accent_text" if self.isEnabled() else "disabled"
        used = painting.draw_line(painter, verb, self._verb, tone, weight="label")
        side = theme.px("icon_s")
        arrow = icons.pixmap("arrow-right", tone, side, self.devicePixelRatioF())
        painter.drawPixmap(inner + used + theme.scaled(6), verb.y() + (height - side) // 2, arrow)
