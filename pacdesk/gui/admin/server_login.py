"""A user's log-in at the server of a shared desk, for administrators: open, new password, close."""

from typing import Any
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import (
    AskServerLogIn,
    CloseServerLogIn,
    OpenServerLogIn,
    RenewServerLogIn,
)
from pacdesk.desk.access.rules import ServerLogIn
from pacdesk.desk.values import Command, Done
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class ServerLogInBox(QWidget):
    """Whether the user may log in at the server, and the buttons that change it. Hidden on a desk that is on
    none. A password that the server was given is shown once, with *Copy*, and gone with the box."""

    def __init__(self, context: Context, user: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._user = context, user
        self.state = plain_label(self, wrap=True)
        self.open = Button(self.tr("Open log-in"), parent=self)
        self.renew = Button(self.tr("New password"), parent=self)
        self.close_it = Button(self.tr("Close log-in"), kind="danger", parent=self)
        self.bar = MessageBar(parent=self)
        self.password = QLineEdit(self)
        self.password.setReadOnly(True)
        self.password.setFont(current().code_font())
        self.copy = Button(self.tr("Copy"), icon="copy", parent=self)
        self.shown = QWidget(self)
        field = FormField(self.tr("Password, shown only now"), self.password, parent=self.shown)
        field.set_help(self.tr("Hand it over in person or by telephone"))
        self._lay_out(field)
        self.open.clicked.connect(lambda: self._run(OpenServerLogIn(user=user)))
        self.renew.clicked.connect(lambda: self._run(RenewServerLogIn(user=user)))
        self.close_it.clicked.connect(lambda: self._run(CloseServerLogIn(user=user)))
        self.copy.clicked.connect(self._copied)
        self.shown.hide()
        self.hide()
        self._ask()

    def _lay_out(self, field: FormField) -> None:
        theme = current()
        row = QHBoxLayout()
        row.setSpacing(theme.px("pad_s"))
        row.addWidget(self.state, 1)
        for button in (self.open, self.renew, self.close_it):
            row.addWidget(button)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addSpacing(field.label.sizeHint().height() + theme.px("grid"))
        beside.addWidget(self.copy)
        beside.addStretch(1)
        shown = QHBoxLayout(self.shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(theme.px("pad_s"))
        shown.addWidget(field, 1)
        shown.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px("pad_s"))
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.shown)

    def _ask(self) -> None:
        self._context.ask(AskServerLogIn(user=self._user), self, self.show_state, topic="log-in")

    def show_state(self, state: ServerLogIn | None) -> None:
        """Show how the log-in stands; None: there are none here."""
        self.setVisible(state is not None)
        if state is None:
            return
        words = (
            self.tr("Logs in at the server as {login}.")
            if state.may_enter
            else self.tr("May not log in at the server ({login}).")
        )
        self.state.setText(words.format(login=state.login))
        self.open.setVisible(not state.may_enter)
        self.renew.setVisible(state.may_enter)
        self.close_it.setVisible(state.may_enter)
        actor = self._context.actor
        why = None if actor is not None and actor.is_admin else self.tr("Only an administrator can do this")
        own = actor is not None and actor.user_id == self._user
        refuse(self.open, why)
        refuse(self.renew, why)
        refuse(self.close_it, why or (self.tr("Another administrator can close yours") if own else None))

    def _run(self, command: Command[Any]) -> None:
        self.bar.hide()
        self.forget()
        for button in (self.open, self.renew, self.close_it):
            refuse(button, self.tr("The server is working on it"))
        self._context.run(command, self, self._done, self._refused)

    def _done(self, done: Done[Any]) -> None:
        self._ask()
        if isinstance(done.answer, str):
            self.show_password(done.answer)
        elif done.answer is None and not self.close_it.isVisibleTo(self):
            self.bar.tell(
                "info",
                self.tr("The log-in is open."),
                self.tr("The password is the one that this person has for another desk of the server."),
            )

    def show_password(self, password: str) -> None:
        """Show a new password; nothing keeps it."""
        self.password.setText(password)
        self.shown.show()
        self.password.setFocus()
        self.password.selectAll()

    def forget(self) -> None:
        """Take the password off the screen."""
        self.password.clear()
        self.shown.hide()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self.password.text())
        self.bar.tell("done", self.tr("Copied."), self.tr("Paste it where only this person can read it."))

    def _refused(self, error: BaseException) -> None:
        self._ask()
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)
