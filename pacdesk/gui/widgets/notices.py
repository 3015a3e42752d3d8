"""What the window tells without stopping anybody: message bars and toasts."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from pacdesk.gui.theme import current, tokens
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.chips import Icon

Meaning = Literal["info", "done", "attention", "problem"]
_ICONS = {"info": "info", "done": "circle-check", "attention": "triangle-alert", "problem": "circle-alert"}
_TONES = {"info": "info", "done": "ok", "attention": "warn", "problem": "danger"}
_LONG = 60
"""Letters from which a sentence that stands alone is not bold: only the plain one goes over several lines."""


def announce(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Have screen readers say a sentence; `at_once` cuts off what they are saying."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


def plain_label(parent: QWidget, *, wrap: bool = False) -> QLabel:
    """A label that shows text as it is: what a person typed can never become markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    return label


def _in_one_line(label: QLabel) -> int:
    """How wide its text is, px."""
    label.ensurePolished()
    return label.fontMetrics().horizontalAdvance(label.text())


class MessageBar(QWidget):
    """Tone edge, icon, a bold sentence, a plain one and at most two buttons.

    `whole_window` is the bar under the menu (square, edge at the left); otherwise it is a box in
    its place (rounded). `pressed(key)` fires with the key of the button.
    """

    pressed = Signal(str)

    def __init__(self, *, whole_window: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole_window = whole_window
        self._meaning: Meaning = "info"
        self._icon = Icon("info", "info_text", parent=self)
        self._bold = plain_label(self)
        set_look(self._bold, "look", "strong")
        self._plain = plain_label(self, wrap=True)
        self._plain.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[Button] = []
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._bold)
        self._words.addWidget(self._plain, 1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addLayout(self._words, 1)
        self._space()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def tell(
        self,
        meaning: Meaning,
        bold: str,
        plain: str = "",
        *,
        buttons: tuple[tuple[str, str], ...] = (),
        icon: str | None = None,
    ) -> None:
        """Show a message. `buttons` are (key, verb), the first outlined, the second quiet.

        Raises `ValueError` for more than two buttons.
        """
        if len(buttons) > 2:
            raise ValueError("a message has at most two buttons")
        if not plain and len(bold) > _LONG:
            bold, plain = "", bold
        self._meaning = meaning
        tone = _TONES[meaning]
        self._icon.show_icon(icon or _ICONS[meaning], f"{tone}_text")
        self._bold.setText(bold)
        self._bold.setVisible(bool(bold))
        set_look(self._bold, "tone", tone)
        self._plain.setText(plain)
        self._set_buttons(buttons)
        self._arrange()
        QTimer.singleShot(0, self, self._keep_room)  # once it has its width
        self.setAccessibleName(f"{bold} {plain}".strip())
        self.show()
        self.update()
        announce(self, f"{bold} {plain}".strip(), at_once=meaning == "problem")

    def take_focus(self) -> None:
        """Put the focus on the quiet button of a question, so that Enter twice decides nothing."""
        if self._buttons:
            self._buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def reword(self, plain: str) -> None:
        """Say the plain sentence anew, quietly: a countdown is not read aloud each second."""
        self._plain.setText(plain)
        self.setAccessibleName(f"{self._bold.text()} {plain}".strip())

    def offers(self, key: str) -> bool:
        """Whether a button of that key is in it now."""
        return not self.isHidden() and any(button.property("key") == key for button in self._buttons)

    def sentence(self) -> str:
        """What it says now, bold and plain."""
        return f"{self._bold.text()} {self._plain.text()}".strip()

    def _set_buttons(self, buttons: tuple[tuple[str, str], ...]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        for number, (key, text) in enumerate(buttons):
            button = Button(text, kind="ghost" if number else "normal", small=True, parent=self)
            button.setProperty("key", key)
            button.clicked.connect(self._clicked)
            self._row.addWidget(button)
            self._buttons.append(button)

    def _arrange(self) -> None:
        """A box says both sentences in one line where they fit, else one below the other."""
        if self._whole_window:
            return
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        others = sum(one.sizeHint().width() + gap for one in (self._icon, *self._buttons))
        room = self.width() - margins.left() - margins.right() - others
        bold, plain = (_in_one_line(label) for label in (self._bold, self._plain))
        beside = not bold or bold + gap + plain <= room
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._words.setSpacing(gap if beside else current().scaled(2))
        self._bold.setWordWrap(not beside)
        self._plain.setVisible(beside or bool(plain))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._keep_room()

    def _keep_room(self) -> None:
        """Never lower than the words: layouts take a wrapped label's room for others where it is scarce."""
        if self.isVisible():
            self.setMinimumHeight(max(current().scaled(36), self._row.totalHeightForWidth(self.width())))

    def _clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("key")))

    def _space(self) -> None:
        theme = current()
        self._row.setContentsMargins(theme.px("pad_l"), theme.scaled(4), theme.px("pad"), theme.scaled(4))
        self._row.setSpacing(theme.px("pad_s"))
        self.setMinimumHeight(theme.scaled(36))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        tone = theme.tone(_TONES[self._meaning])
        painter = QPainter(self)
        if self._whole_window:
            painter.fillRect(self.rect(), theme.color(tone.soft))
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color(tone.line))
            painter.fillRect(0, 0, theme.scaled(3), self.height(), theme.color(tone.dot))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(tone.line), 1))
        painter.setBrush(theme.color(tone.soft))
        radius = theme.px("radius")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Toast(QWidget):
    """What just happened, bottom left of its window, for 8 s; *Undo* beside it when there is one.

    The time stands still while the pointer or the focus is on it. One toast a window: the next
    one takes its place. `undo_pressed` fires for the toast's button only.
    """

    undo_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._text = plain_label(self)
        set_look(self._text, "tone", "tip")
        self._icon = Icon("check", "tip_text", parent=self)
        self._undo = _DarkButton(self.tr("Undo"), self)
        self._copy = _DarkButton(self.tr("Copy"), self)
        self._close = IconButton("x", self.tr("Close message"), small=True, tone="tip_text", parent=self)
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self._text, self._undo, self._copy, self._close):
            self._row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._left = 0
        self._to_copy = ""
        self._undo.clicked.connect(self._undone)
        self._copy.clicked.connect(self._copied)
        self._close.clicked.connect(self.hide)
        for button in (self._undo, self._copy, self._close):
            button.installEventFilter(self)
        window.installEventFilter(self)
        self._space()
        self.hide()

    def tell(self, sentence: str, *, undo: bool = False, copy: str = "", redo: bool = False) -> None:
        """Show a sentence without a full stop of its own; it is announced as well. `copy` is what *Copy*
        puts on the clipboard; with `redo` the button for undoing says that it does the thing again."""
        self._text.setText(sentence)
        self._undo.setText(self.tr("Redo") if redo else self.tr("Undo"))
        self._undo.setVisible(undo)
        self._to_copy = copy
        self._copy.setVisible(bool(copy))
        self.setAccessibleName(sentence)
        self._left = tokens().time["toast"]
        self._place()
        self.show()
        self.raise_()
        self._go_on()
        announce(self, sentence)

    def remaining(self) -> int:
        """Milliseconds it will still be there, not counting a pause."""
        return self._timer.remainingTime() if self._timer.isActive() else self._left

    def paused(self) -> bool:
        """Whether the time stands still."""
        return self.isVisible() and not self._timer.isActive()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._to_copy)
        self.hide()

    def _undone(self) -> None:
        self.hide()
        self.undo_pressed.emit()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left = max(self._timer.remainingTime(), 1)
            self._timer.stop()

    def _go_on(self) -> None:
        self._timer.start(self._left)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._pause()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        buttons = (self._undo, self._copy, self._close)
        if self.isVisible() and not any(button.hasFocus() for button in buttons):
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
        elif event.type() == QEvent.Type.FocusIn:
            self._pause()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self._go_on()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._undo.setText(self.tr("Undo"))
            self._close.set_name(self.tr("Close message"))
        elif is_restyle(event):
            self._space()

    def _space(self) -> None:
        theme = current()
        self._row.setContentsMargins(theme.px("pad"), 0, theme.scaled(6), 0)
        self._row.setSpacing(theme.scaled(10))
        self.setFixedHeight(theme.px("toast"))

    def _place(self) -> None:
        theme = current()
        window = self._window
        self._row.activate()
        margin = theme.px("pad_l")
        width = min(self.sizeHint().width(), window.width() - 2 * margin)
        bottom = window.height() - theme.px("statusbar") - theme.px("pad")
        self.setGeometry(margin, bottom - self.height(), width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("tip_text"), 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("tip_bg"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px("radius"), theme.px("radius"))


class _DarkButton(Button):
    """A link button on the toast's dark ground, readable in both themes."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, kind="link", parent=parent)
        set_look(self, "ground", "tip")
