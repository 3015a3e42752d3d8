"""Small dialogs of the LGPD centre: a few fields and one verb."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QWidget

from pacdesk.desk.privacy.commands import AnswerRequest, ErasePerson, PlaceHold, SaveRequest
from pacdesk.desk.privacy.rules import PersonCard, PersonRow, RequestKind, RequestRow
from pacdesk.desk.tickets.commands import FindTicket
from pacdesk.desk.values import Command, Done, new_id
from pacdesk.errors import Cancelled
from pacdesk.gui.context import Context
from pacdesk.gui.editing.asking import AskDialog
from pacdesk.gui.editing.inputs import ChoiceInput, LongInput, TextInput
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.jobs import Progress
from pacdesk.gui.own_job import OwnJob
from pacdesk.gui.privacy import words
from pacdesk.gui.widgets.buttons import refuse


class EraseDialog(AskDialog):
    """What goes, what stays, that nobody takes it back; then the name, typed. While it is erased it says how
    far that is; stopped, nothing was erased."""

    def __init__(self, context: Context, card: PersonCard, parent: QWidget | None = None) -> None:
        name, about = card.person.name, words.person(card.person.kind)
        title, verb = self.tr("Erase {name}").format(name=name), self.tr("Erase for good")
        super().__init__(context, title, verb, about=about, kind="danger", parent=parent)
        self._card = card
        self.bar.tell("attention", self.tr("This cannot be undone."))
        places = ", ".join(f"{words.place(row.place)} ({row.count})" for row in card.places)
        gone = self.tr("Goes: names, documents, telephones, texts and files in {places}.")
        self.add_paragraph(gone.format(places=places))
        self.add_paragraph(
            self.tr(
                "Stays: protocols, times, stages, sums, and the proof that nothing else was changed. "
                "Instead of the name a pseudonym stands everywhere."
            )
        )
        self.add_paragraph(
            self.tr("Backups made before still have the data: delete them when they have served.")
        )
        self.reason, self.typed = TextInput(self), TextInput(self)
        kept = sum(mention.kept for mention in card.mentions)
        going = len(card.mentions) - kept
        self.mentions = QCheckBox(
            self.tr("Also erase %n text(s) elsewhere that name this person", "", going), self
        )
        self.mentions.setVisible(bool(going))
        self.body.addWidget(self.mentions)
        if kept:
            self.add_paragraph(words.mentions_kept(kept))
        self.add_field("reason", self.tr("&Why"), self.reason, required=True)
        self.add_field(
            "typed", self.tr("&Type the name to confirm: {name}").format(name=name), self.typed, required=True
        )
        QWidget.setTabOrder(self.mentions, self.reason)
        QWidget.setTabOrder(self.reason, self.typed)
        self.typed.textChanged.connect(self._settle)
        self.job = OwnJob(context.jobs, self.show_how_far, self)
        self.buttons.insertWidget(0, self.job)
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

    def send(self, command: Command[Any]) -> None:
        """In the background of its own, where it can be stopped."""
        desk = self.context.desk
        if desk is None or self.job.is_running():
            return

        def work(progress: Progress) -> Done[Any]:
            def tell(done: int, total: int) -> None:
                progress.check()
                progress.report(done, total)

            tell(0, 0)
            return desk.run(command, initiator=self, progress=tell)

        self.hold_still(still=True)
        self.job.start(self.windowTitle(), work, self, self._succeeded, self._refused)
        self.job.setFocus()  # all else is off now

    def hold_still(self, *, still: bool) -> None:
        """While it is erased there is nothing else to do here than to wait or to stop it."""
        for field in self.fields.values():
            field.setEnabled(not still)
        self.mentions.setEnabled(not still)
        for button in (self.back, self.verb):
            button.setVisible(not still)
        refuse(self.verb, self.tr("It is running") if still else None)

    def show_how_far(self, done: int, total: int, _: str = "") -> None:
        """Steps done, and in all."""
        if total and done >= total:
            # From here on it is done: what is left is to write over it.
            self.job.show_job(self.tr("Overwriting what was erased"), can_cancel=False)
        else:
            percent = 100 * done // total if total else 0
            self.job.show_job(self.tr("Erasing: {percent} %").format(percent=percent), percent, 100)

    def _ended(self) -> None:
        self.job.end()
        self.hold_still(still=False)
        self._settle()

    def _succeeded(self, done: Done[Any]) -> None:
        self._ended()
        super()._succeeded(done)

    def _refused(self, error: BaseException) -> None:
        self._ended()
        if isinstance(error, Cancelled):
            self.bar.tell("info", self.tr("Stopped."), self.tr("Nothing was erased."))
            return
        super()._refused(error)

    def reject(self) -> None:
        """While it runs, going back stops it first."""
        if self.job.is_running():
            self.job.cancel()
            return
        super().reject()


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
        super().__init__(context, title, self.tr("Save"), parent=parent)
        self._person, self._row = person, row
        self._id = new_id() if row is None else row.id
        self.kind, self.name, self.asker = ChoiceInput(self), TextInput(self), TextInput(self)
        self.channel, self.details = TextInput(self), LongInput(self)
        self.asked, self.due = DateInput(self), DateInput(self)
        self.kind.set_choices(words.requests())
        self.add_field("kind", self.tr("&What is asked"), self.kind, required=True)
        self.add_field("person_name", self.tr("Whose &data"), self.name, required=True)
        self.add_field(
            "asked_by",
            self.tr("Who &asks"),
            self.asker,
            help_line=self.tr("If somebody else than that person"),
        )
        self.add_field(
            "channel", self.tr("&Channel"), self.channel, help_line=self.tr("E-mail, telephone, in person…")
        )
        self.add_field("details", self.tr("D&etails"), self.details)
        self.add_field("asked_on", self.tr("Asked &on"), self.asked, required=True)
        self.add_field(
            "due_on", self.tr("D&ue"), self.due, help_line=self.tr("Empty: by the days of the law")
        )
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
        super().__init__(context, title, self.tr("Close the request"), about=about, parent=parent)
        self._row = row
        self.answer = LongInput(self)
        self.refusing = QCheckBox(self.tr("It was refused, for the reason above"), self)
        self.add_field("answer", self.tr("&What was answered"), self.answer, required=True)
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
        super().__init__(context, title, verb, about=name, parent=parent)
        self._client = client
        self.protocol, self.reason = TextInput(self), LongInput(self)
        if client is None:
            self.add_field("protocol", self.tr("&Protocol of the ticket"), self.protocol, required=True)
        else:
            self.protocol.hide()
        self.add_field(
            "reason",
            self.tr("&Why"),
            self.reason,
            required=True,
            help_line=self.tr("For instance the number of the lawsuit"),
        )
        self.add_paragraph(
            self.tr("Nothing of it is erased, not even by a retention rule, until the hold is lifted.")
        )

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
