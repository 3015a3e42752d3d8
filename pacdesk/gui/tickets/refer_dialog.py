"""Opening one ticket to somebody outside its portfolio, and ending that (D20)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import Right, UserRow, may
from pacdesk.desk.tickets.commands import EndReferral, ListReferrals, ReferTicket
from pacdesk.desk.tickets.rows import ReferralRow, TicketCard
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.editing.lookup import Choice, Lookup
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.moves import MoveDialog
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import plain_label

USUAL = timedelta(days=7)


class ReferDialog(MoveDialog):
    """To whom and until which day; below, to whom it is open already."""

    def __init__(self, context: Context, card: TicketCard, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            card,
            self.tr("Refer to someone outside the portfolio"),
            self.tr("Refer"),
            parent=parent,
        )
        self.person, self.until = Lookup(self), DateInput(self)
        self.until.set_value((context.now().astimezone(context.zone) + USUAL).date())
        self.add_field("user", self.tr("&Person"), self.person, required=True)
        self.add_field(
            "until",
            self.tr("&Until"),
            self.until,
            required=True,
            help_line=self.tr("That day included; it ends with the ticket at the latest"),
        )
        told = plain_label(self, wrap=True)
        told.setText(self.tr("The ticket opens with its files; of the client, only name and contact."))
        set_look(told, "look", "second")
        self.body.addWidget(told)
        self._open_to = plain_label(self)
        set_look(self._open_to, "look", "lead")
        self._live = QVBoxLayout()
        self.body.addWidget(self._open_to)
        self.body.addLayout(self._live)
        self._open_to.hide()
        self.ends: list[Button] = []
        actor = context.actor
        if actor is not None and not may(actor, Right.TICKET_REFER):
            refuse(self.verb, self.tr("Your user may not refer tickets"))
        context.ask(ListUsers(), self, self._show_people)
        self._ask_live()

    def _show_people(self, rows: Sequence[UserRow]) -> None:
        actor = self.context.actor
        mine = actor.user_id if actor is not None else None
        self.person.set_choices(
            [Choice(row.id, row.name, row.login, row) for row in rows if row.active and row.id != mine]
        )

    def _ask_live(self) -> None:
        self.context.ask(ListReferrals(ticket=self.card.id), self, self._show_live, topic="live")

    def _show_live(self, rows: Sequence[ReferralRow]) -> None:
        while (item := self._live.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ends = []
        self._open_to.setText(self.tr("Open to"))
        self._open_to.setVisible(bool(rows))
        for row in rows:
            self._live.addWidget(self._line(row))

    def _line(self, row: ReferralRow) -> QWidget:
        line = QWidget(self)
        told = ElidedLabel(line)
        until = wording.exact(row.until, self.context.zone)
        text = self.tr("{name}, until {until}, by {by}").format(name=row.name, until=until, by=row.by)
        told.show_text(text)
        end = Button(self.tr("End"), kind="ghost", parent=line)
        end.setAccessibleName(self.tr("End the referral to {name}").format(name=row.name))
        end.clicked.connect(partial(self._end, row))
        if not self.verb.isEnabled():
            end.setEnabled(False)
        column = QHBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        column.addWidget(told, 1)
        column.addWidget(end)
        self.ends.append(end)
        return line

    def _end(self, row: ReferralRow) -> None:
        command = EndReferral(ticket=self.card.id, user=row.user)
        self.context.run(command, self, lambda _: self._ask_live(), self._refused)

    def command(self) -> ReferTicket | None:
        """To whom, until the end of which day."""
        user, day = self.person.value(), self.until.value()
        if user is None:
            self.complain("user", "field.required")
        elif not isinstance(day, date):
            self.complain("until", "date.shape" if self.until.text().strip() else "field.required")
        else:
            end = datetime.combine(day + timedelta(days=1), time(), tzinfo=self.context.zone)
            return ReferTicket(ticket=self.card.id, user=user, until=end)
        return None
