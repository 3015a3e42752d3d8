"""Small parts of the studio's side panel: headings with a plus, rows that act, panels that follow."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow.model import StudioModel


class UndoKeys(QObject):
    """Undo and redo belong to the flow, also while the caret is in a field: the field's own undo would
    take back letters that the flow has long taken in."""

    def __init__(self, model: StudioModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def watch(self, root: QWidget) -> None:
        """Look after every field below a widget."""
        for kind in (QLineEdit, QPlainTextEdit):
            for field in root.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            way = way_of(event)
            if way is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    way(self._model)
                return True
        return super().eventFilter(watched, event)


def way_of(event: QKeyEvent) -> Callable[[StudioModel], None] | None:
    """What the keys mean to the flow: undo, redo, or nothing."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return StudioModel.undo
    if event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    ):
        return StudioModel.redo
    return None


class Head(QWidget):
    """The heading of a part of the panel, with a count and a button to add."""

    def __init__(self, text: str, add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label(self)
        set_look(self._text, "look", "strong")
        set_look(self._text, "tone", "text2")
        self._text.setText(text)
        self.count = plain_label(self)
        set_look(self.count, "look", "second")
        self.add = IconButton("plus", add or text, parent=self)
        self.add.setVisible(bool(add))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.add)


def rule(parent: QWidget) -> QFrame:
    """A hairline between parts."""
    line = QFrame(parent)
    set_look(line, "look", "line")
    return line


class RowButton(QAbstractButton):
    """One line that leads somewhere: icon, words, and a quieter word at the right."""

    def __init__(self, icon: str, text: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._second = second
        self._opened = False
        self.setText(text)
        self.setAccessibleName(f"{text}, {second}" if second else text)
        self.setToolTip(f"{text} · {second}" if second else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_opened(self, opened: bool) -> None:
        """Show that what it leads to stands open below."""
        self._opened = opened
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(current().font()).horizontalAdvance(self.text())
        return QSize(width + current().scaled(80), current().px("row"))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(80), current().px("row"))

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = "press" if self.isDown() else "hover" if self.underMouse() or self._opened else ""
        if fill and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(fill))
            painter.drawRoundedRect(box, theme.px("radius"), theme.px("radius"))
        side = theme.px("icon_s")
        ink = "text" if self.isEnabled() else "disabled"
        drawn = icons.pixmap(self._icon, "text2" if self.isEnabled() else ink, side, self.devicePixelRatioF())
        left = theme.px("pad_s")
        painter.drawPixmap(left, (self.height() - side) // 2, drawn)
        words = self.rect().adjusted(left + side + theme.px("pad_s"), 0, -theme.px("pad_s"), 0)
        second = QFontMetrics(theme.font("small")).horizontalAdvance(self._second) + 2
        used = QFontMetrics(theme.font()).horizontalAdvance(self.text()) + theme.px("pad")
        second = min(second, max(words.width() - used, words.width() * 2 // 5)) if self._second else 0
        room = words.adjusted(0, 0, -(second + theme.px("pad_s")) if second else 0, 0)
        painting.draw_line(painter, room, self.text(), ink)
        right = QRect(words.right() - second + 1, 0, second, self.height())
        painting.draw_line(painter, right, self._second, "text2", size="small", right=True)
        if self.hasFocus():
            painting.ring(painter, self.rect(), theme.px("radius"))


class Phrase(QComboBox):
    """A line that offers what is used elsewhere, and takes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def show_phrase(self, phrase: str) -> None:
        """Show a phrase from its beginning, unless it stands there."""
        if self.currentText() != phrase:
            self.setCurrentText(phrase)
            line = self.lineEdit()
            if line is not None:
                line.setCursorPosition(0)

    def offer(self, phrases: Sequence[str]) -> None:
        """What is used elsewhere; what stands there stays."""
        if [self.itemText(at) for at in range(self.count())] != list(phrases):
            held = self.currentText()
            self.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
            self.clear()
            self.addItems(list(phrases))
            self.setCurrentText(held)
            self.blockSignals(False)  # noqa: FBT003  (Qt's own signature)


class Panel(QWidget):
    """A side panel about one thing of the flow; `refresh` is called after each change of the flow, and
    when another thing of its kind is chosen."""

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._edit: tuple[object, str] = (None, "")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(current().scaled(10))

    def goes_on(self, thing: object, label: str) -> bool:
        """Whether an edit goes on with the one before: then both are one step of undo."""
        before, self._edit = self._edit, (thing, label)
        return before == self._edit

    def refresh(self) -> None:
        """Show what the flow says now."""
        raise NotImplementedError

    def side_by_side(self, *widgets: QWidget, shares: Sequence[int] = ()) -> None:
        """Fields of one row; `shares` of its width, equal ones if not said."""
        row = QHBoxLayout()
        row.setSpacing(current().px("pad_s"))
        for n, widget in enumerate(widgets):
            row.addWidget(widget, shares[n] if shares else 1)
        self.column.addLayout(row)

    def field(self, label: str, editor: QWidget, *, required: bool = False, help_line: str = "") -> FormField:
        """A labelled field, not laid out yet."""
        if isinstance(editor, QComboBox | QLineEdit):
            editor.setMinimumWidth(current().scaled(64))  # two of them share the width of the panel
        return FormField(label, editor, required=required, help_line=help_line, parent=self)


def follow(before: QWidget, root: QWidget) -> QWidget:
    """Let Tab go from a widget through everything below another that was made later; answers where it
    leads last."""
    for widget in (root, *root.findChildren(QWidget)):
        here = widget.window() is before.window()  # the list of a choice is a window of its own
        if here and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            QWidget.setTabOrder(before, widget)
            before = widget
    return before


def put(editor: Any, value: Any) -> None:
    """Show a value unless it stands there: the caret of somebody who types stays where it is."""
    if editor.value() != value:
        editor.set_value(value)


def clear_layout(layout: Any) -> None:
    """Take every widget out of a layout. They keep their parent until they go: one of them may be the
    button that is being pressed."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
