"""Small dialogs of the LGPD centre: a few fields and one verb."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.privacy.commands import AnswerRequest, ErasePerson, PlaceHold, SaveRequest
from pacdesk.desk.privacy.rules import PersonCard, PersonRow, RequestKind, RequestRow
from pacdesk.desk.tickets.commands import FindTicket
from pacdesk.desk.values import Command, Done, new_id
from pacdesk.errors import Invalid, UserError
from pacdesk.gui import messages
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import ChoiceInput, LongInput, TextInput
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.privacy import words
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, Kind, refuse, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class AskDialog(QDialog):
    """Fields and a verb. A refusal keeps it open, each problem beside its field; `succeeded` fires with
    the `Done` before it closes."""

    succeeded = Signal(object)

    def __init__(
        self, context: Context, title: str, about: str, verb: str, *, kind: Kind, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = plain_label(self)
        heading.setText(title)
        set_look(heading, "look", "lead")
        which = ElidedLabel(self, look="second")
        which.show_text(about)
        which.setVisible(bool(about))
        self.bar = MessageBar(parent=self)
        self.body = QVBoxLayout()
        self.body.setSpacing(current().px("pad"))
        self.verb = Button(verb, kind=kind, parent=self)
        self.verb.clicked.connect(self.submit)
        back = Button(self.tr("Go back"), kind="ghost", parent=self)
        back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([current().px("page")] * 4))
        column.setSpacing(current().px("pad"))
        for widget in (heading, which, self.bar):
            column.addWidget(widget)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(current().scaled(480))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)

    def add(
        self, key: str, label: str, editor: QWidget, *, required: bool = False, help_line: str = ""
    ) -> None:
        """A field under the ones before it."""
        self.fields[key] = FormField(label, editor, required=required, help_line=help_line, parent=self)
        self.body.addWidget(self.fields[key])

    def tell(self, text: str) -> None:
        """A paragraph among the fields."""
        told = plain_label(self, wrap=True)
        told.setText(text)
        set_look(told, "look", "second")
        self.body.addWidget(told)

    def command(self) -> Command[Any] | None:
        """What the fields say, None after complaining."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """The first field is where one starts."""
        super().showEvent(event)
        # Paragraphs tell how high they are only once their width is known.
        high = self.heightForWidth(self.width())
        if high > self.height():
            self.setMinimumHeight(high)
            self.resize(self.width(), high)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Do it."""
        if not self.verb.isEnabled():
            return
        for field in self.fields.values():
            field.clear()
        command = self.command()
        if command is not None:
            self.verb.setEnabled(False)
            self.context.run(command, self, self._succeeded, self._refused)

    def _succeeded(self, done: Done[Any]) -> None:
        self.succeeded.emit(done)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        problems = error.problems if isinstance(error, Invalid) and error.problems else (error,)
        for problem in problems:
            field = self.fields.get(problem.field or "") if isinstance(problem, UserError) else None
            message = messages.sentence(problem)
            if field is not None:
                field.complain(message.what)
            else:
                self.bar.tell("problem", message.title, message.what)

    def complain(self, key: str, code: str) -> None:
        """Say what is the matter with a field."""
        self.fields[key].complain(messages.sentence(UserError(code)).what)


class EraseDialog(AskDialog):
    """What goes, what stays, that nobody takes it back; then the name, typed."""

    def __init__(self, context: Context, card: PersonCard, parent: QWidget | None = None) -> None:
        name, about = card.person.name, words.person(card.person.kind)
        title, verb = self.tr("Erase {name}").format(name=name), self.tr("Erase for good")
        super().__init__(context, title, about, verb, kind="danger", parent=parent)
        self._card = card
        self.bar.tell("attention", self.tr("This cannot be undone."))
        places = ", ".join(f"{words.place(row.place)} ({row.count})" for row in card.places)
        gone = self.tr("Goes: names, documents, telephones, texts and files in {places}.")
        self.tell(gone.format(places=places))
        self.tell(
            self.tr(
                "Stays: protocols, times, stages, sums, and the proof that nothing else was changed. "
                "Instead of the name a pseudonym stands everywhere."
            )
        )
        self.tell(self.tr("Backups made before still have the data: delete them when they have served."))
        self.reason, self.typed = TextInput(self), TextInput(self)
        self.mentions = QCheckBox(
            self.tr("Also erase %n text(s) elsewhere that name this person", "", len(card.mentions)), self
        )
        self.mentions.setVisible(bool(card.mentions))
        self.body.addWidget(self.mentions)
        self.add("reason", self.tr("&Why"), self.reason, required=True)
        self.add(
            "typed", self.tr("&Type the name to confirm: {name}").format(name=name), self.typed, required=True
        )
        QWidget.setTabOrder(self.mentions, self.reason)
        QWidget.setTabOrder(self.reason, self.typed)
        self.typed.textChanged.connect(self._settle)
        self._settle()

    def _settle(self) -> None:
        fits = (
            " ".join(self.typed.text().split()).casefold()
            == " ".join(self._card.person.name.split()).casefold()
        )
        refuse(self.verb, None if fits else self.tr("Type the name as it stands"))

    def command(self) -> ErasePerson | None:
        """The erasing."""
        person = self._card.person
        return ErasePerson(
            kind=person.kind,
            person=person.id,
            typed=self.typed.text(),
            reason=self.reason.text(),
            mentions=self.mentions.isChecked(),
        )


class RequestDialog(AskDialog):
    """What somebody asks about his data, or is asked for; the due day follows from the law."""

    def __init__(
        self,
        context: Context,
        person: PersonRow | None = None,
        row: RequestRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Note a request") if row is None else self.tr("Change a request")
        super().__init__(context, title, "", self.tr("Save"), kind="primary", parent=parent)
        self._person, self._row = person, row
        self._id = new_id() if row is None else row.id
        self.kind, self.name, self.asker = ChoiceInput(self), TextInput(self), TextInput(self)
        self.channel, self.details = TextInput(self), LongInput(self)
        self.asked, self.due = DateInput(self), DateInput(self)
        self.kind.set_choices(words.requests())
        self.add("kind", self.tr("&What is asked"), self.kind, required=True)
        self.add("person_name", self.tr("Whose &data"), self.name, required=True)
        self.add(
            "asked_by",
            self.tr("Who &asks"),
            self.asker,
            help_line=self.tr("If somebody else than that person"),
        )
        self.add(
            "channel", self.tr("&Channel"), self.channel, help_line=self.tr("E-mail, telephone, in person…")
        )
        self.add("details", self.tr("D&etails"), self.details)
        self.add("asked_on", self.tr("Asked &on"), self.asked, required=True)
        self.add("due_on", self.tr("D&ue"), self.due, help_line=self.tr("Empty: by the days of the law"))
        self._fill()

    def _fill(self) -> None:
        row = self._row
        today = self.context.now().astimezone(self.context.zone).date()
        self.kind.set_value(RequestKind.ACCESS if row is None else row.kind)
        self.asked.set_value(today if row is None else row.asked_on)
        if row is not None:
            self.name.set_value(row.person_name)
            self.asker.set_value(row.asked_by)
            self.channel.set_value(row.channel)
            self.details.set_value(row.details)
            self.due.set_value(row.due_on)
        elif self._person is not None:
            self.name.set_value(self._person.name)

    def command(self) -> SaveRequest | None:
        """The note."""
        asked, due = self.asked.value(), self.due.value()
        if not isinstance(asked, date):
            self.complain("asked_on", "date.shape" if self.asked.text().strip() else "field.required")
            return None
        if self.due.text().strip() and not isinstance(due, date):
            self.complain("due_on", "date.shape")
            return None
        row, person = self._row, self._person
        return SaveRequest(
            request=self._id,
            version=0 if row is None else row.version,
            kind=RequestKind(self.kind.value()),
            person_kind=row.person_kind if row is not None else person.kind if person else None,
            person=row.person_id if row is not None else person.id if person else None,
            person_name=self.name.text(),
            asked_by=self.asker.text(),
            channel=self.channel.text(),
            details=self.details.toPlainText(),
            asked_on=asked,
            due_on=due if isinstance(due, date) else None,
        )


class AnswerDialog(AskDialog):
    """What was answered, or why it was refused."""

    def __init__(self, context: Context, row: RequestRow, parent: QWidget | None = None) -> None:
        about = f"{words.request(row.kind)} · {row.person_name}"
        title = self.tr("Answer a request")
        super().__init__(context, title, about, self.tr("Close the request"), kind="primary", parent=parent)
        self._row = row
        self.answer = LongInput(self)
        self.refusing = QCheckBox(self.tr("It was refused, for the reason above"), self)
        self.add("answer", self.tr("&What was answered"), self.answer, required=True)
        self.body.addWidget(self.refusing)

    def command(self) -> AnswerRequest | None:
        """The answer."""
        return AnswerRequest(
            request=self._row.id,
            version=self._row.version,
            answer=self.answer.toPlainText(),
            refused=self.refusing.isChecked(),
        )


class HoldDialog(AskDialog):
    """A legal hold on a client, or on the ticket of a protocol."""

    def __init__(
        self, context: Context, client: UUID | None = None, name: str = "", parent: QWidget | None = None
    ) -> None:
        title, verb = self.tr("Place a legal hold"), self.tr("Place hold")
        super().__init__(context, title, name, verb, kind="primary", parent=parent)
        self._client = client
        self.protocol, self.reason = TextInput(self), LongInput(self)
        if client is None:
            self.add("protocol", self.tr("&Protocol of the ticket"), self.protocol, required=True)
        else:
            self.protocol.hide()
        self.add(
            "reason",
            self.tr("&Why"),
            self.reason,
            required=True,
            help_line=self.tr("For instance the number of the lawsuit"),
        )
        self.tell(self.tr("Nothing of it is erased, not even by a retention rule, until the hold is lifted."))

    def command(self) -> PlaceHold | None:
        """The hold; of a ticket only after its protocol was looked up."""
        if self._client is not None:
            return PlaceHold(hold=new_id(), client=self._client, reason=self.reason.toPlainText())
        if not self.protocol.text().strip():
            self.complain("protocol", "field.required")
            return None
        self.context.ask(FindTicket(typed=self.protocol.text()), self, self._found, self._refused)
        return None

    def _found(self, ticket: UUID | None) -> None:
        if ticket is None:
            self.fields["protocol"].complain(self.tr("There is no such ticket"))
            return
        command = PlaceHold(hold=new_id(), ticket=ticket, reason=self.reason.toPlainText())
        self.context.run(command, self, self._succeeded, self._refused)
