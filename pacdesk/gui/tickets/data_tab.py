"""The fields of a ticket that may be changed, and those that are only told.

Each change says what was seen before it. A field that somebody else has changed meanwhile shows both
values, and the person chooses.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.clients.commands import GetClient
from pacdesk.desk.clients.rows import ClientCard
from pacdesk.desk.company.rules import show_short_id
from pacdesk.desk.contracts.commands import LookUpContracts
from pacdesk.desk.contracts.rows import ContractChoice
from pacdesk.desk.tickets.commands import (
    ChangeTicket,
    FieldChange,
    ListComplementaryStatuses,
    ListSubjects,
)
from pacdesk.desk.tickets.rows import AddressSnapshot, TicketCard
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Priority, Verb
from pacdesk.desk.values import Done
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.data_fields import Address, Choice, Day
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label

_WIDE = {"subject", "description", "address"}


def values_of(card: TicketCard) -> dict[str, Any]:
    """The fields that `ChangeTicket` may change, by its names."""
    return {
        "subject": card.subject,
        "description": card.description,
        "subject_id": card.subject_id,
        "priority": card.priority,
        "complementary_status": card.complementary_status_id,
        "contact": card.contact_id,
        "login": card.login_id,
        "contract": card.contract_id,
        "reserved_on": card.reserved_on,
        "best_time": card.best_time,
        "address_origin": card.address_origin,
        "address": card.address,
    }


class DataTab(QScrollArea):
    """`changed` fires when the desk has taken the changes."""

    changed = Signal(object)
    reload_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card: TicketCard | None = None
        self._seen: dict[str, Any] = {}
        self._client: UUID | None = None
        self._conflict = ""
        self._theirs: Any = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        self.setWidget(inner)
        self.fields: dict[str, FormField] = {}
        self._read: dict[str, Callable[[], Any]] = {}
        self._write: dict[str, Callable[[Any], Any]] = {}
        self._make_fields(inner)
        self._lay_out(inner)
        self._fill_words()
        self._ask_choices()
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    # Making

    def _make_fields(self, inner: QWidget) -> None:
        self.title = QLineEdit(inner)
        self.text = QPlainTextEdit(inner)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(current().scaled(96))
        self._day = Day(inner)
        self._place = Address(inner)
        self.boxes = {
            name: Choice(inner)
            for name in (
                "subject_id",
                "priority",
                "complementary_status",
                "contact",
                "login",
                "contract",
                "best_time",
                "address_origin",
            )
        }
        editors: dict[str, Any] = {
            "subject": self.title,
            "subject_id": self.boxes["subject_id"],
            "priority": self.boxes["priority"],
            "complementary_status": self.boxes["complementary_status"],
            "description": self.text,
            "contact": self.boxes["contact"],
            "contract": self.boxes["contract"],
            "login": self.boxes["login"],
            "reserved_on": self._day,
            "best_time": self.boxes["best_time"],
            "address_origin": self.boxes["address_origin"],
            "address": self._place,
        }
        for name, editor in editors.items():
            required = name in ("subject", "description")
            self.fields[name] = FormField(words.field(name), editor, required=required, parent=inner)
            if isinstance(editor, Choice | Day | Address):
                self._read[name], self._write[name] = editor.value, editor.set_value
        self._read["subject"], self._write["subject"] = self.title.text, self.title.setText
        self._read["description"], self._write["description"] = (
            self.text.toPlainText,
            self.text.setPlainText,
        )
        self.boxes["address_origin"].currentIndexChanged.connect(self._show_origin)

    def _lay_out(self, inner: QWidget) -> None:
        theme = current()
        self.bar = MessageBar(parent=inner)
        self.bar.pressed.connect(self._choose)
        self.save = Button(icon="save", parent=inner)
        self.save.clicked.connect(self.submit)
        self.discard = Button(kind="ghost", parent=inner)
        self.discard.clicked.connect(self._discard)
        head = QHBoxLayout()
        self._told = plain_label(inner, wrap=True)
        set_look(self._told, "look", "second")
        head.addWidget(self._told, 1)
        head.addWidget(self.discard)
        head.addWidget(self.save)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px("pad"))
        grid.setVerticalSpacing(theme.px("pad"))
        row = column = 0
        for name, field in self.fields.items():
            if name in _WIDE:
                row, column = (row + 1 if column else row), 0
                grid.addWidget(field, row, 0, 1, 3)
                row += 1
                continue
            grid.addWidget(field, row, column)
            column += 1
            if column == 3:
                row, column = row + 1, 0
        for place in range(3):
            grid.setColumnStretch(place, 1)
        whole = QVBoxLayout(inner)
        margin = theme.px("pad_l")
        whole.setContentsMargins(margin, theme.px("pad"), margin, margin)
        whole.setSpacing(theme.px("pad"))
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addLayout(grid)
        whole.addStretch(1)

    def _fill_words(self) -> None:
        self.setAccessibleName(self.tr("Fields of the ticket"))
        self.save.setText(self.tr("Save changes"))
        self.discard.setText(self.tr("Discard changes"))
        for name, field in self.fields.items():
            field.label.set_text(words.field(name))
        self._show_fixed_choices()

    def _show_fixed_choices(self) -> None:
        self.boxes["priority"].offer([(words.priority(p), p) for p in Priority])
        self.boxes["best_time"].offer([(words.best_time(time), time) for time in BestTime])
        self.boxes["address_origin"].offer(
            [
                (self.tr("Manual"), AddressOrigin.MANUAL),
                (self.tr("The client's"), AddressOrigin.CLIENT),
                (self.tr("The login's"), AddressOrigin.LOGIN),
                (self.tr("The contract's"), AddressOrigin.CONTRACT),
            ]
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "save"):
            self._fill_words()

    def _ask_choices(self) -> None:
        self._context.ask(ListSubjects(), self, self._offer_named("subject_id"))
        self._context.ask(ListComplementaryStatuses(), self, self._offer_named("complementary_status"))

    def _offer_named(self, name: str) -> Callable[[Sequence[Any]], None]:
        def offer(rows: Sequence[Any]) -> None:
            self.boxes[name].offer([(words.NOTHING, None), *((row.name, row.id) for row in rows)])

        return offer

    def _ask_client(self, client: UUID | None) -> None:
        self._client = client
        for name in ("contact", "login", "contract"):
            self.boxes[name].offer([(words.NOTHING, None)])
        if client is not None:
            self._context.ask(GetClient(client=client), self, self._offer_client, topic="client")
            self._context.ask(LookUpContracts(client=client), self, self._offer_contracts, topic="contracts")

    def _offer_client(self, card: ClientCard) -> None:
        none: list[tuple[str, Any]] = [(words.NOTHING, None)]
        self.boxes["contact"].offer(none + [(row.values.name, row.id) for row in card.contacts])
        self.boxes["login"].offer(none + [(row.values.login, row.id) for row in card.logins])

    def _offer_contracts(self, choice: ContractChoice) -> None:
        none: list[tuple[str, Any]] = [(words.NOTHING, None)]
        self.boxes["contract"].offer(none + [(row.number, row.id) for row in choice.rows])

    # Showing

    def show_card(self, card: TicketCard) -> None:
        """Show a ticket. What the person has changed and not saved stays."""
        touched = set(self._changes())
        fresh = values_of(card)
        if card.client_id != self._client or self._card is None:
            self._ask_client(card.client_id)
        for name, value in fresh.items():
            if name not in touched:
                self._seen[name] = value
                self._write[name](value)
        self._card = card
        reason = words.reason(card.may[Verb.CHANGE], self._context.now(), self._context.zone)
        for field in self.fields.values():
            field.editor.setEnabled(reason is None)
        for button in (self.save, self.discard):
            refuse(button, reason)
        told = self.tr("ID {id} · {kind} · {type} · opened by {who} on {when}")
        self._told.setText(
            reason
            or told.format(
                id=show_short_id(card.short_id),
                kind=words.kind(card.kind),
                type=card.type_name,
                who=card.opened_by or words.NOTHING,
                when=wording.exact(card.opened_at, self._context.zone),
            )
        )
        self._show_origin()

    def _show_origin(self) -> None:
        manual = self.boxes["address_origin"].value() == AddressOrigin.MANUAL
        allowed = self.boxes["address_origin"].isEnabled()
        for edit in self._place.edits.values():
            edit.setReadOnly(not manual)
        if not manual and allowed:
            self.fields["address"].lock(self.tr("A copy; choose “Manual” to write another one"))
        else:
            self.fields["address"].clear()

    def _changes(self) -> dict[str, Any]:
        if self._card is None:
            return {}
        now = {name: read() for name, read in self._read.items()}
        return {name: value for name, value in now.items() if value != self._seen[name]}

    def _discard(self) -> None:
        for name, value in self._seen.items():
            self._write[name](value)
        self.bar.hide()
        self._clear_complaints()

    def _clear_complaints(self) -> None:
        for field in self.fields.values():
            field.clear()
        self._show_origin()

    # Saving

    def submit(self) -> None:
        """Save what was changed."""
        card = self._card
        changes = self._changes()
        if card is None or not self.save.isEnabled():
            return
        self.bar.hide()
        self._clear_complaints()
        if not changes:
            self._context.toast(self.tr("Nothing was changed"))
            return
        self.save.setEnabled(False)
        wanted = tuple(
            FieldChange(name=name, seen=self._seen[name], wanted=value) for name, value in changes.items()
        )
        self._context.run(ChangeTicket(ticket=card.id, changes=wanted), self, self._saved, self._refused)

    def _saved(self, done: Done[None]) -> None:
        self.save.setEnabled(True)
        self._seen |= self._changes()
        self._context.toast(
            self.tr("Changes saved"), done.changes.change_set if done.changes.undoable else None
        )
        self.changed.emit(done)

    def _refused(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Conflict) and error.code == "ticket.field_changed":
            self._show_conflict(error)
            return
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        problems = getattr(error, "problems", ()) or (error,)
        for problem in problems:
            field = self.fields.get(problem.field or "")
            message = sentence(problem)
            if field is not None:
                field.complain(message.text())
            else:
                self.bar.tell("problem", message.what, message.do)

    def _show_conflict(self, error: Conflict) -> None:
        name = str(error.facts["name"])
        self._conflict = name
        who = str(error.facts["who"]) or self.tr("Somebody")
        theirs, yours = self._value(name, error.facts["theirs"]), self._value(name, error.facts["yours"])
        self.bar.tell(
            "attention",
            self.tr("{who} changed “{field}” meanwhile").format(who=who, field=words.field(name)),
            self.tr("Theirs: {theirs}\nYours: {yours}").format(theirs=theirs, yours=yours),
            buttons=(("mine", self.tr("Keep mine")), ("theirs", self.tr("Take theirs"))),
        )
        self._theirs = error.facts["theirs_value"]

    def _value(self, name: str, value: Any) -> str:
        if name == "priority" and value is not None:
            return words.priority(Priority(value))
        if name == "best_time" and value is not None:
            return words.best_time(BestTime(value))
        if name == "address" and isinstance(value, dict):
            return words.address(AddressSnapshot(**value)) or words.NOTHING
        return words.change(value)

    def _choose(self, key: str) -> None:
        """Mine: what they wrote is what I have seen now. Theirs: the field shows what it is."""
        name = self._conflict
        self._seen[name] = _typed(name, self._theirs)
        self.bar.hide()
        if key == "mine":
            self.submit()
        else:
            self._write[name](self._seen[name])
            self._seen[name] = self._read[name]()
            self.reload_wanted.emit()


_KINDS: dict[str, Callable[[Any], Any]] = {
    "subject": str,
    "description": str,
    "priority": Priority,
    "best_time": BestTime,
    "address_origin": AddressOrigin,
    "reserved_on": date.fromisoformat,
}


def _typed(name: str, plain: Any) -> Any:
    """A value of a field as the editors know it; the desk tells it plain."""
    if plain is None:
        return None
    if name == "address":
        return AddressSnapshot(**plain)
    return _KINDS[name](plain) if name in _KINDS else UUID(str(plain))
