"""Undo and redo of what this person did, from the menu, the keys and the toast."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from pacdesk.desk.values import Changes
from pacdesk.gui.actions import Act, Actions
from pacdesk.gui.context import Context
from pacdesk.gui.taking_back import TakingBack

if TYPE_CHECKING:
    from pacdesk.desk.undo.rules import UndoRow, UndoState

translate = QCoreApplication.translate
_REST = 300  # ms after the last change until the desk is asked what could be taken back


class Undoing(QObject):
    """Knows what undo and redo would act on, and does it in the background."""

    def __init__(self, context: Context, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._actions = actions
        self._state: UndoState | None = None
        self._taking_back = TakingBack(context, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._ask)
        context.changes.connect(self._changed)
        context.desk_changed.connect(self._rest.start)

    def acts(self) -> tuple[Act, ...]:
        """The two rows of the action table."""
        return (
            Act(
                "edit.undo",
                lambda: _named(translate("Actions", "&Undo"), self._row("undo")),
                lambda _: self._do(self._row("undo")),
                keys=("Ctrl+Z",),
                icon="undo-2",
                menu="system",
                place=100,
                refused=lambda _: _refused(self._row("undo"), translate("Actions", "Nothing to undo")),
            ),
            Act(
                "edit.redo",
                lambda: _named(translate("Actions", "Re&do"), self._row("redo")),
                lambda _: self._do(self._row("redo")),
                keys=("Ctrl+Shift+Z",),
                icon="redo-2",
                menu="system",
                place=101,
                refused=lambda _: _refused(self._row("redo"), translate("Actions", "Nothing to redo")),
            ),
        )

    def undo(self, change_set: UUID) -> None:
        """Take back a change set with all that was done together with it."""
        self._taking_back.undo(change_set)

    def is_undo(self, change_set: UUID | None) -> bool:
        """Whether this change set is what was undone last, so that taking it back is doing it again."""
        return change_set is not None and change_set == self._context.taken_back

    def _row(self, way: str) -> "UndoRow | None":
        if self._state is None:
            return None
        return self._state.undo if way == "undo" else self._state.redo

    def _do(self, row: "UndoRow | None") -> None:
        if row is not None:
            self.undo(row.id)

    def _changed(self, changes: Changes) -> None:
        if changes.change_set is not None:
            self._rest.start()

    def _ask(self) -> None:
        if self._context.desk is None:
            self._came(None)
        else:
            from pacdesk.desk.undo.commands import UndoStatus

            self._context.ask(UndoStatus(), self, self._came, topic="undo")

    def _came(self, state: "UndoState | None") -> None:
        self._state = state
        for act in self.acts():
            self._actions.add(act)
        self._actions.refresh()


def _named(verb: str, row: "UndoRow | None") -> str:
    """`Undo: Ticket taken`."""
    if row is None:
        return verb
    from pacdesk.gui.admin.command_words import command_words

    return f"{verb}: {command_words(row.command)}"


def _refused(row: "UndoRow | None", nothing: str) -> str | None:
    return nothing if row is None else None
