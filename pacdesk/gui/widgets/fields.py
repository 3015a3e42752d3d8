"""Form parts: labels with their asterisk, fields with their complaint and its repair, search."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import announce, plain_label

NARROW = 260
"""Width in px at 100 % under which a complaint and its repair have a line each."""


class FieldLabel(QWidget):
    """The name above a field; a red asterisk when it is required, and the word for screen readers."""

    def __init__(self, text: str, *, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = plain_label(self)
        set_look(self._name, "look", "label")
        self._star = QLabel("*", self)
        set_look(self._star, "look", "label")
        set_look(self._star, "tone", "danger")
        self._star.setAccessibleName(" ")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().scaled(3))
        row.addWidget(self._name)
        row.addWidget(self._star)
        row.addStretch(1)
        self._field: QWidget | None = None
        self._required = required
        self.set_text(text)

    def set_buddy(self, field: QWidget) -> None:
        """The field that this label names: its mnemonic goes there, its text is the field's name."""
        self._field = field
        self._name.setBuddy(field)
        self._speak()

    def set_text(self, text: str) -> None:
        """Show another name; `&` marks the mnemonic."""
        self._name.setText(text)
        self._speak()

    def set_required(self, required: bool) -> None:
        """Show or take away the asterisk, such as when a subject demands the field."""
        self._required = required
        self._speak()

    def spoken(self) -> str:
        """What a screen reader says: `CNPJ (required)`."""
        name = self._name.text().replace("&", "")
        return self.tr("{field} (required)").format(field=name) if self._required else name

    def _speak(self) -> None:
        self._star.setVisible(self._required)
        self.setAccessibleName(self.spoken())
        if self._field is not None:
            self._field.setAccessibleName(self.spoken())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()


class FormField(QWidget):
    """Label over editor over one line of help or complaint.

    `complain` turns the edge red, says what is the matter and may offer the repair as a button;
    `repair_requested` fires when it is pressed. `praise` is the green counterpart, `set_help` the
    grey line that stands there otherwise; `warn` says what is odd and may stay.
    """

    repair_requested = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        help_line: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = FieldLabel(label, required=required, parent=self)
        self.label.set_buddy(editor)
        _indent_number(editor)
        self._help = help_line
        self._warns = False
        self._icon = Icon("circle-alert", "danger_text", "icon_s", parent=self)
        self._line = plain_label(self, wrap=True)
        set_look(self._line, "look", "second")
        self._line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._repair = Button(kind="link", small=True, parent=self)
        self._repair.clicked.connect(self.repair_requested)
        self._below = QWidget(self)
        told = QHBoxLayout()
        told.setSpacing(current().scaled(5))
        told.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._line, 1)
        self._told_and_repair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._below)
        self._told_and_repair.setContentsMargins(0, 0, 0, 0)
        self._told_and_repair.setSpacing(current().scaled(5))
        self._told_and_repair.addLayout(told, 1)
        self._told_and_repair.addWidget(self._repair, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addWidget(self._below)
        column.addStretch(1)
        self.clear()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Hand the focus to the editor. A focus proxy would be a second stop of Tab, away from the first
        where editors are older than their fields: Tab would never get past it."""
        self.editor.setFocus(reason)

    def complain(self, sentence: str, repair: str | None = None) -> None:
        """Say what is the matter; `repair` is the verb of the button that mends it."""
        self._warns = False
        set_look(self.editor, "complaint", True)  # noqa: FBT003  (a Qt property's value)
        self._tell("circle-alert", "danger", sentence, repair)
        announce(self.editor, sentence)

    def praise(self, sentence: str) -> None:
        """Say what went well by itself (`Address filled in from the CEP.`)."""
        self._unmark()
        self._tell("circle-check", "ok", sentence, None)

    def warn(self, sentence: str) -> None:
        """Say what is odd and may stay as it is."""
        self._unmark()
        self._tell("triangle-alert", "warn", sentence, None)
        self.editor.setAccessibleDescription(sentence)
        self._warns = True

    def lock(self, why: str) -> None:
        """Say why the field is read-only; the editor itself is made so by its owner."""
        self._unmark()
        self._tell("lock", "text3", why, None)

    def set_help(self, sentence: str) -> None:
        """The grey line that stands there while nothing else is to be said."""
        self._help = sentence
        self.clear()

    def clear(self) -> None:
        """Take the complaint away."""
        self._unmark()
        self._line.setText(self._help)
        set_look(self._line, "tone", "text3")
        self.editor.setAccessibleDescription(self._help)
        self._icon.hide()
        self._repair.hide()
        self._below.setVisible(bool(self._help))

    def complaint(self) -> str:
        """The complaint that is shown, or an empty text."""
        return self._line.text() if self.editor.property("complaint") else ""

    def warning(self) -> str:
        """The oddity that is shown, or an empty text."""
        return self._line.text() if self._warns else ""

    def _fit(self) -> None:
        """In a narrow field the repair stands under the complaint, which would else be a word a line."""
        ways = QBoxLayout.Direction
        narrow = self.width() < current().scaled(NARROW)
        self._told_and_repair.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _unmark(self) -> None:
        self._warns = False
        set_look(self.editor, "complaint", None)

    def _tell(self, icon: str, tone: str, sentence: str, repair: str | None) -> None:
        self._icon.show_icon(icon, current().tone(tone).text)
        self._icon.show()
        self._line.setText(sentence)
        set_look(self._line, "tone", tone)
        self._repair.setText(repair or "")
        self._repair.setVisible(repair is not None)
        self._below.show()
        self.editor.setAccessibleDescription(sentence)


def _indent_number(editor: QWidget) -> None:
    """The style sheet's padding never reaches the text of a spin box or a date."""
    inner = editor.findChild(QLineEdit) if isinstance(editor, QAbstractSpinBox) else None
    if inner is not None:
        inner.setTextMargins(current().px("pad_s"), 0, 0, 0)


class FieldButton(IconButton):
    """A button at the right inside a field, which a click opens; keys have their own way (Down).

    The buttons that Qt puts there keep 16 px however large the interface is.
    """

    def __init__(self, icon: str, field: QLineEdit) -> None:
        self._field = field
        super().__init__(icon, "", parent=field)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        field.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        size = self.sizeHint()
        right = current().px("focus")
        self.setGeometry(
            self._field.width() - size.width() - right,
            (self._field.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        self._field.setTextMargins(0, 0, size.width() if not self.isHidden() else 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    def setVisible(self, visible: bool) -> None:
        """Without the button the text has its room."""
        super().setVisible(visible)
        self._place()


class SearchBox(QLineEdit):
    """A quiet field with a magnifier; Escape empties it, Down leaves it for the list.

    `wanted(text)` fires when the text changed and has rested for a moment, and at once on Enter.
    """

    wanted = Signal(str)
    left_down = Signal()

    def __init__(
        self, name: str, *, icon: str = "search", rest: int = 120, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_look(self, "look", "search")
        self._magnifier = Icon(icon, "text3", parent=self)
        self._fit()
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest)
        self._timer.timeout.connect(self._tell)
        self.set_name(name)
        self.textChanged.connect(self._timer.start)
        self.returnPressed.connect(self._tell)

    def set_name(self, name: str) -> None:
        """What is searched; placeholder and accessible name."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def _tell(self) -> None:
        self._timer.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.wanted.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        theme = current()
        self.setTextMargins(theme.px("icon") + theme.scaled(6), 0, 0, 0)
        side = theme.px("icon")
        self._magnifier.setGeometry(theme.px("pad_s") + 1, (self.height() - side) // 2, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), super().minimumSizeHint().height())
