"""The bar that tells a person of a log-in with his name from a computer that is new.

It is shown at his other computers until he says that it was he: whoever has his password and sits at the
new one is not asked.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from pacdesk.desk.access.commands import KnowComputer, ListComputers
from pacdesk.desk.access.rules import ComputerRow
from pacdesk.desk.values import Changes
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.widgets.notices import MessageBar

TABLE = "known_computers"


class ComputersBar(MessageBar):
    """One computer at a time, the latest first."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(whole_window=True, parent=parent)
        self._context = context
        self._new: ComputerRow | None = None
        self.pressed.connect(self._answered)
        context.desk_changed.connect(self._ask)
        context.changes.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if TABLE in changes.tables:
            self._ask()

    def _ask(self) -> None:
        opened, actor = self._context.open, self._context.actor
        if opened is None or opened.computer is None or opened.seen_by or actor is None:
            self.show_new(())
        elif actor.user_id is not None:
            self._context.ask(ListComputers(user=actor.user_id), self, self.show_new, topic="computers")

    def show_new(self, rows: Sequence[ComputerRow]) -> None:
        """Tell of the latest new one that is not this."""
        opened = self._context.open
        here = opened.computer if opened is not None else None
        self._new = next((row for row in rows if row.is_new and row.computer_id != here), None)
        if self._new is None:
            self.hide()
        else:
            self._tell()

    def _tell(self) -> None:
        if self._new is None:
            return
        context = self._context
        when = wording.exact(self._new.first_at, context.zone)
        self.tell(
            "attention",
            self.tr("Somebody logged in as you from a new computer."),
            self.tr("{computer}, {when}. If it was not you, have your password changed.").format(
                computer=self._new.name, when=when
            ),
            buttons=(("me", self.tr("It was me")), ("list", self.tr("My computers…"))),
        )

    def _answered(self, key: str) -> None:
        if key == "list":
            self._show_computers()
        elif self._new is not None:
            self._context.run(KnowComputer(row=self._new.id), self)

    def _show_computers(self) -> None:
        from pacdesk.gui.admin.user_login import UserLogInDialog  # what a start seldom needs

        actor = self._context.actor
        if actor is not None and actor.user_id is not None:
            UserLogInDialog(self._context, actor.user_id, actor.name, self).open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
