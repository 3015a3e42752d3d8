"""The checklist of a stage: items to tick, those that hold the ticket marked."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pacdesk.desk.workflow.naming import key_for
from pacdesk.desk.workflow.rows import CheckRow
from pacdesk.gui.editing.inputs import SwitchInput, TextInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton
from pacdesk.gui.workflow.parts import Head, UndoKeys, clear_layout, follow


class ChecklistEditor(QWidget):
    """Enter in an item begins the next; Alt+Up and Alt+Down move it; an empty one goes with Backspace."""

    edited = Signal(object, bool)
    """The items now, and whether only letters were typed."""

    def __init__(self, keys: UndoKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.items: tuple[CheckRow, ...] = ()
        self._locked = False
        self.head = Head(self.tr("Checklist"), self.tr("Add item"), self)
        self.head.add.clicked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(current().px("grid"))
        self.lines: list[_Item] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addWidget(self.head)
        column.addLayout(self._rows)

    def show_items(self, items: tuple[CheckRow, ...]) -> None:
        """Show a stage's items; the caret stays while they are the same ones."""
        same = [item.key for item in items] == [item.key for item in self.items] and self.lines
        self.items = items
        self.head.count.setText(self.tr("%n item(s)", "", len(items)) if items else "")
        if not same:
            self._build()
        for line, item in zip(self.lines, items, strict=True):
            line.show_item(item)

    def set_locked(self, locked: bool) -> None:
        """Only to read."""
        self._locked = locked
        self.head.add.setVisible(not locked)
        for line in self.lines:
            line.setEnabled(not locked)

    def _build(self) -> None:
        clear_layout(self._rows)
        self.lines = []
        before: QWidget = self.head.add
        for at, item in enumerate(self.items):
            line = _Item(at, item, self)
            line.edited.connect(self._edited)
            line.asked.connect(self._asked)
            line.setEnabled(not self._locked)
            self._rows.addWidget(line)
            self.lines.append(line)
            before = follow(before, line)
        self._keys.watch(self)

    def _add(self) -> None:
        self._insert(len(self.items))

    def _insert(self, at: int) -> None:
        key = key_for("", {item.key for item in self.items}, f"item_{len(self.items) + 1}")
        rows = list(self.items)
        rows.insert(at, CheckRow(key=key, text=""))
        self._change(tuple(rows), at)

    def _change(self, items: tuple[CheckRow, ...], focus: int) -> None:
        self.items = items
        self._build()
        self.edited.emit(items, False)  # noqa: FBT003  (a signal's arguments)
        if 0 <= focus < len(self.lines):
            self.lines[focus].text.setFocus()
        elif not self.lines:
            self.head.add.setFocus()

    def _edited(self, at: int, item: object) -> None:
        if isinstance(item, CheckRow):
            rows = list(self.items)
            typed = rows[at].required == item.required
            rows[at] = item
            self.items = tuple(rows)
            self.edited.emit(self.items, typed)

    def _asked(self, at: int, what: str) -> None:
        rows = list(self.items)
        if what == "next":
            self._insert(at + 1)
        elif what == "remove":
            del rows[at]
            self._change(tuple(rows), max(at - 1, 0))
        else:
            to = at + (1 if what == "later" else -1)
            if 0 <= to < len(rows):
                rows.insert(to, rows.pop(at))
                self._change(tuple(rows), to)


class _Item(QWidget):
    """One item: its text, whether it must be ticked, and the way out."""

    edited = Signal(int, object)
    asked = Signal(int, str)

    def __init__(self, at: int, item: CheckRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._at, self._item = at, item
        self.text = _ItemText(self)
        self.text.setPlaceholderText(self.tr("What must be done"))
        self.text.setAccessibleName(self.tr("Item {number}").format(number=at + 1))
        self.text.edited.connect(self._typed)
        self.text.asked.connect(self._pass_on)
        self.required = SwitchInput(self)
        self.required.setText(self.tr("required"))
        self.required.setToolTip(self.tr("The ticket stays in the stage until it is ticked"))
        self.required.edited.connect(self._typed)
        drop = IconButton("x", self.tr("Remove item {number}").format(number=at + 1), small=True, parent=self)
        drop.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("grid"))
        row.addWidget(self.text, 1)
        row.addWidget(self.required)
        row.addWidget(drop)

    def show_item(self, item: CheckRow) -> None:
        """Show what it says now."""
        self._item = item
        if self.text.value() != item.text:
            self.text.set_value(item.text)
        self.required.set_value(item.required)

    def _typed(self) -> None:
        self._item = replace(self._item, text=self.text.value(), required=self.required.value())
        self.edited.emit(self._at, self._item)

    def _pass_on(self, what: str) -> None:
        self.asked.emit(self._at, what)

    def _remove(self) -> None:
        self.asked.emit(self._at, "remove")


class _ItemText(TextInput):
    """The text of an item, with the keys of a list."""

    asked = Signal(str)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key, held = arg__1.key(), arg__1.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("next")
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.asked.emit("remove")
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            self.asked.emit("earlier" if key == Qt.Key.Key_Up else "later")
        else:
            QLineEdit.keyPressEvent(self, arg__1)
