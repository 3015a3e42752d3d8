"""Small dialogs of a few fields and one verb, which is a command."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pacdesk.desk.values import Command, Done
from pacdesk.errors import Invalid, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Kind, set_look
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label


class AskDialog(VerbDialog):
    """The command runs in the background; a refusal keeps the dialog open, each problem beside its field.
    `succeeded(Done)` fires before it closes."""

    succeeded = Signal(object)

    def __init__(
        self, context: Context, title: str, verb: str, *, about: str = "", kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, verb, kind=kind, about=about, parent=parent)
        self.context = context
        self.fields: dict[str, FormField] = {}

    def add_field(
        self, key: str, label: str, editor: QWidget, *, required: bool = False, help_line: str = ""
    ) -> FormField:
        """A field under the ones before it."""
        field = self.make_field(key, label, editor, required=required, help_line=help_line)
        self.body.addWidget(field)
        return field

    def make_field(
        self, key: str, label: str, editor: QWidget, *, required: bool = False, help_line: str = ""
    ) -> FormField:
        """A field that its owner puts where it belongs."""
        field = FormField(label, editor, required=required, help_line=help_line, parent=self)
        self.fields[key] = field
        return field

    def add_comment(self, label: str, *, required: bool = False, key: str = "comment") -> QPlainTextEdit:
        """A few lines of text."""
        editor = QPlainTextEdit(self)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(current().scaled(84))
        self.add_field(key, label, editor, required=required)
        return editor

    def add_paragraph(self, text: str) -> None:
        """A paragraph among the fields."""
        told = plain_label(self, wrap=True)
        told.setText(text)
        set_look(told, "look", "second")
        self.body.addWidget(told)

    def command(self) -> Command[Any] | None:
        """What the fields say, or None after complaining about one."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """The first field is where one starts."""
        super().showEvent(event)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Run the command."""
        if not self.verb.isEnabled():
            return
        for field in self.fields.values():
            field.clear()
        self.bar.hide()
        command = self.command()
        if command is not None:
            self.verb.setEnabled(False)
            self.send(command)

    def send(self, command: Command[Any]) -> None:
        """Have the command done."""
        self.context.run(command, self, self._succeeded, self._refused)

    def complain(self, key: str, code: str) -> None:
        """Say what is the matter with a field before the desk is asked."""
        self._refused(Invalid(problems=(UserError(code, field=key),)))

    def _succeeded(self, done: Done[Any]) -> None:
        self.succeeded.emit(done)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, UserError):
            self.context.tell(error)
            return
        rest = self.place(_problems(error))
        if rest:
            message = sentence(rest[0])
            self.bar.tell("problem", message.what, message.do)
        wrong = next((field for field in self.fields.values() if field.complaint()), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, problems: Sequence[UserError]) -> list[UserError]:
        """Show problems beside their fields; answers those that have none."""
        rest = []
        for problem in problems:
            field = self.fields.get(problem.field or "")
            if field is None:
                rest.append(problem)
            else:
                field.complain(sentence(problem).what)
        return rest


def _problems(error: UserError) -> Sequence[UserError]:
    return (getattr(error, "problems", ()) or (error,)) if isinstance(error, Invalid) else (error,)
