"""The choices of a custom field: a short list to type into and to put in order."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pacdesk.desk.workflow.naming import key_for
from pacdesk.desk.workflow.rows import ChoiceRow
from pacdesk.gui.editing.inputs import TextInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton
from pacdesk.gui.workflow.parts import Head, UndoKeys, clear_layout, follow


class ChoicesEditor(QWidget):
    """Enter begins the next choice, Alt+Up and Alt+Down move one, lines pasted become choices. `last` is
    where Tab leaves it."""

    edited = Signal(object, bool)
    """The choices now, and whether only letters were typed."""

    def __init__(self, keys: UndoKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.choices: tuple[ChoiceRow, ...] = ()
        self._fresh: set[str] = set()
        self.lines: list[_ChoiceText] = []
        self.head = Head(self.tr("Choices"), self.tr("Add choice"), self)
        self.head.add.clicked.connect(self._add)
        self.last: QWidget = self.head.add
        self._rows = QVBoxLayout()
        self._rows.setSpacing(current().px("grid"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addWidget(self.head)
        column.addLayout(self._rows)

    def show_choices(self, choices: tuple[ChoiceRow, ...]) -> None:
        """Show a field's choices; the caret stays while they are the same ones."""
        same = [one.key for one in choices] == [one.key for one in self.choices] and self.lines
        self.choices = choices
        self.head.count.setText(str(len(choices)) if choices else "")
        if not same:
            self._build()
        for line, choice in zip(self.lines, choices, strict=True):
            line.setToolTip(self.tr("Key: {key}").format(key=choice.key))
            if line.value() != choice.name:
                line.set_value(choice.name)

    def forget(self) -> None:
        """Another field's choices come: their keys are not ours to change."""
        self._fresh.clear()
        self.choices = ()
        self._build()

    def set_locked(self, locked: bool) -> None:
        """Only to read."""
        self.setEnabled(not locked)

    def _build(self) -> None:
        clear_layout(self._rows)
        self.lines = []
        before: QWidget = self.head.add
        for at in range(len(self.choices)):
            row = QWidget(self)
            line = _ChoiceText(row)
            line.setProperty("at", at)
            line.setAccessibleName(self.tr("Choice {number}").format(number=at + 1))
            line.edited.connect(self._typed)
            line.asked.connect(self._asked)
            told = self.tr("Remove choice {number}").format(number=at + 1)
            drop = IconButton("x", told, small=True, parent=row)
            drop.setProperty("at", at)
            drop.clicked.connect(self._drop)
            box = QHBoxLayout(row)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(current().px("grid"))
            box.addWidget(line, 1)
            box.addWidget(drop)
            self._rows.addWidget(row)
            self.lines.append(line)
            before = follow(before, row)
        self.last = before
        self._keys.watch(self)

    def _add(self) -> None:
        self._insert(len(self.choices))

    def _insert(self, at: int, names: tuple[str, ...] = ("",)) -> None:
        rows = list(self.choices)
        for n, name in enumerate(names):
            taken = {one.key for one in rows}
            key = key_for(name, taken, f"choice_{len(rows) + 1}")
            self._fresh.add(key)
            rows.insert(at + n, ChoiceRow(key=key, name=name))
        self._change(tuple(rows), at + len(names) - 1)

    def _change(self, choices: tuple[ChoiceRow, ...], focus: int) -> None:
        self.choices = choices
        self._build()
        self.show_choices(choices)
        self.edited.emit(choices, False)  # noqa: FBT003  (a signal's arguments)
        if 0 <= focus < len(self.lines):
            self.lines[focus].setFocus()
        elif not self.lines:
            self.head.add.setFocus()

    def _at(self) -> int:
        sender = self.sender()
        return int(sender.property("at")) if sender is not None else -1

    def _typed(self) -> None:
        at = self._at()
        rows = list(self.choices)
        old = rows[at]
        name = self.lines[at].value()
        key = old.key
        if key in self._fresh:
            taken = {one.key for n, one in enumerate(rows) if n != at}
            self._fresh.discard(key)
            key = key_for(name, taken, f"choice_{at + 1}")
            self._fresh.add(key)
        rows[at] = replace(old, key=key, name=name)
        self.choices = tuple(rows)
        self.edited.emit(self.choices, True)  # noqa: FBT003  (a signal's arguments)

    def _drop(self) -> None:
        at = self._at()
        self._change(tuple(one for n, one in enumerate(self.choices) if n != at), max(at - 1, 0))

    def _asked(self, what: str) -> None:
        at = self._at()
        rows = list(self.choices)
        if what == "next":
            self._insert(at + 1)
        elif what == "remove":
            self._change(tuple(one for n, one in enumerate(rows) if n != at), max(at - 1, 0))
        elif what.startswith("paste:"):
            names = tuple(line.strip() for line in what.removeprefix("paste:").splitlines() if line.strip())
            if not rows[at].name:
                self.choices = tuple(one for n, one in enumerate(rows) if n != at)
                at -= 1
            self._insert(at + 1, names)
        else:
            to = at + (1 if what == "later" else -1)
            if 0 <= to < len(rows):
                rows.insert(to, rows.pop(at))
                self._change(tuple(rows), to)


class _ChoiceText(TextInput):
    """The name of a choice, with the keys of a list."""

    asked = Signal(str)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key, held = arg__1.key(), arg__1.modifiers()
        pasted = QApplication.clipboard().text() if arg__1.matches(QKeySequence.StandardKey.Paste) else ""
        if "\n" in pasted.strip():
            self.asked.emit(f"paste:{pasted}")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("next")
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.asked.emit("remove")
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            self.asked.emit("earlier" if key == Qt.Key.Key_Up else "later")
        else:
            QLineEdit.keyPressEvent(self, arg__1)
