"""Taking back what was done, from the menu, the keys, the toast and the history: alone, or with all that was
given together with it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from pacdesk.desk.values import Done, new_id
from pacdesk.gui.carrying import Carried, carry
from pacdesk.gui.context import Context

if TYPE_CHECKING:
    from pacdesk.desk.undo.rules import UndoOutcome


class TakingBack(QObject):
    """Does it in the background, and says what had moved in the meantime and stays."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def undo(self, change_set: UUID) -> None:
        """Take back a change set with all that was done together with it."""
        from pacdesk.desk.undo.commands import PartsOf  # not needed for the first paint

        self._context.ask(PartsOf(change_set=change_set), self, self._take_back)

    def _take_back(self, parts: tuple[UUID, ...]) -> None:
        from pacdesk.desk.undo.commands import Undo

        desk = self._context.desk
        if len(parts) == 1:
            self._context.run(Undo(change_set=parts[0]), self, self._undone)
        elif desk is not None:
            together = new_id()
            commands = [Undo(change_set=part, together=together) for part in parts]
            self._context.jobs.long(
                self.tr("Undoing"), lambda progress: carry(desk, commands, progress), self, self._all_undone
            )

    def _all_undone(self, ended: Carried) -> None:
        if ended.done == ended.total:
            sentence = self.tr("Undone")
        else:
            told = self.tr("Undone: {done} of {total}. The others stay.")
            sentence = told.format(done=ended.done, total=ended.total)
        self._context.taken_back = ended.last
        self._context.toast(sentence, self._context.taken_back)

    def _undone(self, done: "Done[UndoOutcome]") -> None:
        kept = len(done.answer.moved)
        if kept:
            sentence = self.tr("Undone, but for {count} that somebody has changed since").format(count=kept)
        else:
            sentence = self.tr("Undone")
        self._context.taken_back = done.changes.change_set
        self._context.toast(sentence, self._context.taken_back)
