"""How a user logs in, for who changes users: whether a code is asked for, and from which computers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import AskSecondFactor, DropSecondFactor, ListComputers
from pacdesk.desk.access.rules import ComputerRow, Right, SecondFactorRow
from pacdesk.desk.values import Done
from pacdesk.gui import wording
from pacdesk.gui.admin import words
from pacdesk.gui.admin.computers import ComputersList
from pacdesk.gui.admin.server_login import ServerLogInBox
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import plain_label


class UserLogInDialog(QDialog):
    """The state, *Reset* for a lost telephone, and the computers."""

    def __init__(self, context: Context, user: UUID, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._user = user
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Log-in of {name}").format(name=name))
        title = ElidedLabel(self, look="lead")
        title.show_text(self.windowTitle())
        self.state = plain_label(self, wrap=True)
        self.reset = Button(self.tr("Reset"), kind="danger", parent=self)
        self.reset.setAccessibleName(self.tr("Ask {name} for no code any more").format(name=name))
        self.reset.clicked.connect(self._reset)
        self.reset.hide()
        told = plain_label(self, wrap=True)
        told.setText(self.tr("For a lost telephone. It is recorded, and cannot be undone."))
        set_look(told, "look", "second")
        self._told = told
        told.hide()
        self.computers = ComputersList(context, self)
        close = Button(self.tr("Close"), kind="ghost", parent=self)
        close.clicked.connect(self.reject)
        row, buttons = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.reset)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([current().px("page")] * 4))
        column.setSpacing(current().px("pad"))
        self.server = ServerLogInBox(context, user, self)
        column.addWidget(title)
        column.addWidget(self.server)
        column.addLayout(row)
        column.addWidget(told)
        column.addWidget(self.computers, 1)
        column.addLayout(buttons)
        self.resize(current().scaled(640), current().scaled(420))
        self._ask()

    def _ask(self) -> None:
        self._context.ask(AskSecondFactor(user=self._user), self, self.show_state, topic="second")
        self._context.ask(ListComputers(user=self._user), self, self._show_computers, topic="computers")

    def show_state(self, row: SecondFactorRow | None) -> None:
        """Show whether a code is asked for."""
        for widget in (self.reset, self._told):
            widget.setVisible(row is not None)
        if row is None:
            self.state.setText(self.tr("Only the password is asked for."))
            return
        since = wording.exact(row.enrolled_at, self._context.zone)
        self.state.setText(
            self.tr("A code is asked for after the password, since {when}.").format(when=since)
        )
        actor = self._context.actor
        own = actor is not None and actor.user_id == self._user
        why = self.tr("Your own is switched off in the settings") if own else None
        refuse(self.reset, why or words.lacking(self._context, Right.USERS_EDIT))

    def _show_computers(self, rows: Sequence[ComputerRow]) -> None:
        self.computers.show_rows(rows, None)

    def _reset(self) -> None:
        self._context.run(DropSecondFactor(user=self._user), self, self._done)

    def _done(self, done: Done[Any]) -> None:
        del done
        self._context.toast(self.tr("No code is asked for any more; that is recorded"))
        self._ask()
