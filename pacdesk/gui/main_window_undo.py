"""Undo and redo of what this person did, from the menu, the keys and the toast."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from pacdesk.desk.undo.commands import Undo, UndoStatus
from pacdesk.desk.undo.rules import UndoOutcome, UndoRow, UndoState
from pacdesk.desk.values import Changes, Done
from pacdesk.gui.actions import Act, Actions
from pacdesk.gui.context import Context

translate = QCoreApplication.translate
_REST = 300  # ms after the last change until the desk is asked what could be taken back


class Undoing(QObject):
    """Knows what undo and redo would act on, and does it in the background."""

    def __init__(self, context: Context, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._actions = actions
        self._state = UndoState(None, None)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._ask)
        context.changes.connect(self._changed)
        context.desk_changed.connect(self._rest.start)

    def acts(self) -> tuple[Act, ...]:
        """The two rows of the action table."""
        return (
            Act(
                "edit.undo",
                lambda: translate("Actions", "&Undo"),
                lambda _: self._do(self._state.undo),
                keys=("Ctrl+Z",),
                icon="undo-2",
                menu="system",
                place=100,
                refused=lambda _: _refused(self._state.undo, translate("Actions", "Nothing to undo")),
            ),
            Act(
                "edit.redo",
                lambda: translate("Actions", "&Redo"),
                lambda _: self._do(self._state.redo),
                keys=("Ctrl+Shift+Z",),
                icon="redo-2",
                menu="system",
                place=101,
                refused=lambda _: _refused(self._state.redo, translate("Actions", "Nothing to redo")),
            ),
        )

    def undo(self, change_set: UUID) -> None:
        """Take back a change set; says what had moved in the meantime and stays."""
        self._context.run(Undo(change_set=change_set), self, self._undone)

    def _do(self, row: UndoRow | None) -> None:
        if row is not None:
            self.undo(row.id)

    def _undone(self, done: Done[UndoOutcome]) -> None:
        kept = len(done.answer.moved)
        if kept:
            sentence = self.tr("Undone, but for {count} that somebody has changed since").format(count=kept)
        else:
            sentence = self.tr("Undone")
        self._context.toast(sentence)

    def _changed(self, changes: Changes) -> None:
        if changes.change_set is not None:
            self._rest.start()

    def _ask(self) -> None:
        if self._context.desk is None:
            self._came(UndoState(None, None))
        else:
            self._context.ask(UndoStatus(), self, self._came, topic="undo")

    def _came(self, state: UndoState) -> None:
        self._state = state
        self._actions.refresh()


def _refused(row: UndoRow | None, nothing: str) -> str | None:
    return nothing if row is None else None
