"""A field that looks rows up while somebody types, over a list at hand or a question to the desk."""

import unicodedata
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.errors import UserError
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.fields import FieldButton

REST_MS = 120
_CHOICE = int(Qt.ItemDataRole.UserRole) + 7


@dataclass(frozen=True, slots=True)
class Choice:
    """A row to choose: what is shown, a second line that tells it from its namesakes, and the row."""

    id: UUID
    label: str
    second: str = ""
    row: Any = None

    def line(self) -> str:
        """Both in one line."""
        return f"{self.label}  ·  {self.second}" if self.second else self.label


def folded(text: str) -> str:
    """Small letters without accents, to find by."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def matching(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices in which every word is found, accents and case aside."""
    wanted = folded(words).split()
    return [c for c in choices if all(word in folded(c.line()) for word in wanted)]


class Lookup(QLineEdit):
    """Type to find, Down or the arrow to see all, Enter to choose, Delete everything for none.

    With `set_choices` it looks in a list at hand; otherwise `wanted(words)` fires and whoever owns it
    answers with `offer`. Text that names no row stays, and is a problem until it does.
    """

    edited = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Choice | None = None
        self._choices: tuple[Choice, ...] | None = None
        self._offered: tuple[Choice, ...] = ()
        self._popup = False
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(9)
        self._completer.setWrapAround(False)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(  # type: ignore[index]  # overloads the stub lacks
            self._activated
        )
        popup: QAbstractItemView = self._completer.popup()  # type: ignore[assignment]  # made on demand
        self._list = popup
        popup.setAccessibleName(self.tr("Suggestions"))
        set_look(popup, "look", "popup")
        self._opener = FieldButton("chevron-down", self)
        self._opener.clicked.connect(self.open_list)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._look)
        self.textEdited.connect(self._typed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Look in this list; the label of what is chosen follows it."""
        self._choices = tuple(choices)
        held = self._chosen
        if held is not None:
            self._chosen = next((c for c in self._choices if c.id == held.id), held)
            self._show_chosen()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The list at hand; empty while the desk is asked instead."""
        return self._choices or ()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Answer `wanted`."""
        self._offered = tuple(choices)
        if self._popup and self.hasFocus():
            self._show_popup()

    def chosen(self) -> Choice | None:
        """The row that stands there."""
        return self._chosen

    def choose(self, choice: Choice | None) -> None:
        """Put a row there; `edited` stays silent."""
        self._chosen = choice
        self._show_chosen()

    def value(self) -> Any:
        return self._chosen.id if self._chosen is not None else None

    def set_value(self, value: Any) -> None:
        if value is None:
            self.choose(None)
        elif self._chosen is None or self._chosen.id != value:
            found = next((c for c in self.choices if c.id == value), None)
            self.choose(found or Choice(value, ""))

    def problem(self) -> UserError | None:
        if self._chosen is None and self.text().strip():
            return UserError("lookup.unknown", typed=self.text().strip())
        return None

    def keep(self) -> Any:
        if self._chosen is None:
            return {"typed": self.text()}
        return {"id": str(self._chosen.id), "label": self._chosen.label, "second": self._chosen.second}

    def restore(self, kept: Any) -> None:
        if not isinstance(kept, dict):
            return
        if "id" in kept:
            row_id = UUID(kept["id"])
            known = next((c for c in self.choices if c.id == row_id), None)
            self.choose(known or Choice(row_id, str(kept.get("label", "")), str(kept.get("second", ""))))
        else:
            self.choose(None)
            self.setText(str(kept.get("typed", "")))

    def set_locked(self, locked: bool, /) -> None:
        self.setReadOnly(locked)
        self._opener.setVisible(not locked)

    def open_list(self) -> None:
        """Show everything there is to choose."""
        if not self.isReadOnly() and self.isEnabled():
            self.setFocus()
            self._popup = True
            self._find("")

    def _typed(self, text: str) -> None:
        self._chosen = None
        self._popup = bool(text.strip())
        if not text.strip():
            self._list.hide()
            self.edited.emit()
            return
        self._rest.start()
        self.edited.emit()

    def _look(self) -> None:
        self._find(self.text())

    def _find(self, words: str) -> None:
        if self._choices is None:
            self.wanted.emit(words.strip())
            return
        self._offered = tuple(matching(self._choices, words))
        self._show_popup()

    def _show_popup(self) -> None:
        self._model.clear()
        for choice in self._offered:
            item = QStandardItem(choice.line())
            item.setEditable(False)
            item.setData(choice, _CHOICE)
            item.setToolTip(choice.line())
            self._model.appendRow(item)
        if not self._offered:
            nothing = QStandardItem(self.tr("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(nothing)
        self._completer.setCompletionPrefix("")
        popup = self._list
        self._completer.complete()
        popup.setMinimumWidth(min(max(self.width(), current().scaled(280)), current().scaled(520)))
        if self._offered:
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _activated(self, index: QModelIndex) -> None:
        choice = index.data(_CHOICE)
        if isinstance(choice, Choice):
            self._popup = False
            self.choose(choice)
            self.edited.emit()

    def _show_chosen(self) -> None:
        self.setText(self._chosen.label if self._chosen is not None else "")
        self.setCursorPosition(0)
        self.setToolTip(self._chosen.line() if self._chosen is not None else "")

    def _settle(self) -> None:
        """A text that can only mean one row is that row."""
        if self._chosen is not None or not self.text().strip():
            return
        same = [c for c in (self._choices or self._offered) if folded(c.label) == folded(self.text().strip())]
        if len(same) == 1:
            self.choose(same[0])
            self.edited.emit()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self._list.isVisible():
            self.open_list()
            return
        super().keyPressEvent(arg__1)

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        if arg__1.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup = False
            self._settle()
        super().focusOutEvent(arg__1)
