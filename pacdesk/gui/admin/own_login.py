"""One's own log-in to the open desk, among the settings: the code of an authenticator, and the computers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import AskSecondFactor, ListComputers
from pacdesk.desk.access.rules import ComputerRow, SecondFactorRow
from pacdesk.desk.values import Changes
from pacdesk.gui import wording
from pacdesk.gui.admin.computers import ComputersList
from pacdesk.gui.admin.second_factor import DropDialog, EnrolDialog
from pacdesk.gui.computers_bar import TABLE
from pacdesk.gui.context import Context
from pacdesk.gui.editing.form import heading
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.notices import plain_label


class OwnLogIn(QWidget):
    """There only where somebody logs in: a desk without passwords asks nobody for a code."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: SecondFactorRow | None = None
        self._head = heading("", self)
        self._state = plain_label(self, wrap=True)
        self._what = plain_label(self, wrap=True)
        set_look(self._what, "look", "second")
        self.switch = Button(parent=self)
        self.switch.clicked.connect(self._switch)
        self._computers_head = heading("", self)
        self.computers = ComputersList(context, self)
        row = QHBoxLayout()
        row.setSpacing(current().px("pad"))
        row.addWidget(self._state, 1)
        row.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, current().px("pad"), 0, 0)
        column.setSpacing(current().px("pad"))
        column.addWidget(self._head)
        column.addLayout(row)
        column.addWidget(self._what)
        column.addWidget(self._computers_head)
        column.addWidget(self.computers)
        context.desk_changed.connect(self.ask)
        context.changes.connect(self._changed)
        self._speak()
        self.ask()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {TABLE, "second_factors"}:
            self.ask()

    def ask(self) -> None:
        """Read anew how this person logs in."""
        opened, actor = self._context.open, self._context.actor
        mine = actor.user_id if actor is not None else None
        there = opened is not None and opened.computer is not None and not opened.seen_by
        self.setVisible(there and mine is not None)
        if there and mine is not None:
            self._context.ask(AskSecondFactor(user=mine), self, self.show_state, topic="second")
            self._context.ask(ListComputers(user=mine), self, self._show_computers, topic="computers")

    def show_state(self, row: SecondFactorRow | None) -> None:
        """Show whether a code is asked for."""
        self._row = row
        self._speak()

    def _show_computers(self, rows: Sequence[ComputerRow]) -> None:
        opened = self._context.open
        self.computers.show_rows(rows, opened.computer if opened is not None else None)

    def _switch(self) -> None:
        kind = EnrolDialog if self._row is None else DropDialog
        dialog = kind(self._context, self)
        dialog.changed.connect(self.ask)
        dialog.open()

    def _speak(self) -> None:
        opened = self._context.open
        name = opened.name if opened is not None else ""
        self._head.setText(self.tr("Your log-in to {desk}").format(desk=name))
        self._computers_head.setText(self.tr("Computers you logged in from"))
        if self._row is None:
            self._state.setText(self.tr("Only the password is asked for."))
            self.switch.setText(self.tr("Ask for a code too…"))
        else:
            since = wording.exact(self._row.enrolled_at, self._context.zone)
            told = self.tr("A code is asked for after the password, since {when}. Recovery codes left: {n}.")
            self._state.setText(told.format(when=since, n=wording.number(self._row.codes_left)))
            self.switch.setText(self.tr("Ask for no code any more…"))
        shared = opened is not None and opened.line is not None
        self._what.setText(
            self.tr(
                "The code guards the way in through pacdesk. Whoever has the password and another program can"
                " still reach the server without it."
            )
            if shared
            else self.tr("The code comes from an authenticator app on your telephone, new each 30 seconds.")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "computers"):
            self._speak()
