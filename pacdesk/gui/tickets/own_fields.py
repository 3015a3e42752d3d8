"""The editors of a ticket's own fields, as its stage lets them be (S1.25, S1.33)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from pacdesk.desk.clients.commands import GetClient
from pacdesk.desk.clients.rows import ClientCard
from pacdesk.desk.contracts.commands import LookUpContracts
from pacdesk.desk.contracts.rows import ContractChoice
from pacdesk.desk.tickets.commands import ListComplementaryStatuses, ListSubjects
from pacdesk.desk.tickets.rows import AddressSnapshot, TicketCard
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Priority
from pacdesk.desk.workflow.rules import FieldView
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.data_fields import Address, Choice, Day
from pacdesk.gui.widgets.fields import FormField

ALL = (
    "subject", "subject_id", "priority", "complementary_status", "description", "contact", "contract",
    "login", "reserved_on", "best_time", "address_origin", "address",
)  # fmt: skip
"""What `ChangeTicket` may change of a ticket's own fields, in the order of the form."""
ALWAYS = frozenset({"subject", "description"})
"""A ticket is nothing without these, whatever its stage says."""
_WIDE = {"subject", "description", "address"}
_CLIENTS = ("contact", "login", "contract")


def own_values(card: TicketCard) -> dict[str, Any]:
    """A ticket's own fields by the names of `ChangeTicket`."""
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


def flag_name(name: str) -> str:
    """By which name a stage speaks of a field: an address has one flag for itself and its origin."""
    return "address" if name == "address_origin" else name


class OwnFields(QWidget):
    """Fields in a grid of `columns`. `edited(name)` fires at each change, also one by the program.

    `set_views` hides, locks and stars them; a hidden one leaves no hole.
    """

    edited = Signal(str)

    def __init__(
        self, context: Context, names: Iterable[str] = ALL, *, columns: int = 3, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._columns = columns
        self._client: UUID | None = None
        self._locked: str | None = None
        self._views: dict[str, FieldView] = {}
        self._stage = ""
        self.boxes: dict[str, Choice] = {}
        self.fields: dict[str, FormField] = {}
        wanted = set(names)
        for name in ALL:
            if name in wanted:
                self._make(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().px("pad"))
        self._grid.setVerticalSpacing(current().px("pad"))
        self._lay_out()
        self._fill_words()
        self._ask_choices()

    # Making

    def _make(self, name: str) -> None:
        editor = self._editor(name)
        self.fields[name] = FormField(words.field(name), editor, required=name in ALWAYS, parent=self)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(lambda *_: self.edited.emit(name))
        elif isinstance(editor, Choice):
            editor.currentIndexChanged.connect(lambda *_: self.edited.emit(name))
        elif isinstance(editor, Day):
            editor.edit.dateChanged.connect(lambda *_: self.edited.emit(name))
        elif isinstance(editor, Address):
            for edit in editor.edits.values():
                edit.textChanged.connect(lambda *_: self.edited.emit(name))
        if name == "address_origin":
            self.boxes[name].currentIndexChanged.connect(self._dress_address)

    def _editor(self, name: str) -> QWidget:
        if name == "subject":
            return QLineEdit(self)
        if name == "description":
            text = QPlainTextEdit(self)
            text.setTabChangesFocus(True)
            text.setFixedHeight(current().scaled(96))
            return text
        if name == "reserved_on":
            return Day(self)
        if name == "address":
            return Address(self)
        self.boxes[name] = Choice(self)
        return self.boxes[name]

    def _lay_out(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        row = column = 0
        for name, field in self.fields.items():
            hidden = self.is_hidden(name)
            field.setVisible(not hidden)
            if hidden:
                continue
            wide = name in _WIDE
            if wide or column == self._columns:
                row, column = (row + 1 if column else row), 0
            self._grid.addWidget(field, row, column, 1, self._columns if wide else 1)
            row, column = (row + 1, 0) if wide else (row, column + 1)
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 1)

    def _fill_words(self) -> None:
        for name, field in self.fields.items():
            field.label.set_text(words.field(name))
        self._offer("priority", [(words.priority(p), p) for p in Priority])
        self._offer("best_time", [(words.best_time(time), time) for time in BestTime])
        self._offer(
            "address_origin",
            [
                (self.tr("Manual"), AddressOrigin.MANUAL),
                (self.tr("The client's"), AddressOrigin.CLIENT),
                (self.tr("The login's"), AddressOrigin.LOGIN),
                (self.tr("The contract's"), AddressOrigin.CONTRACT),
            ],
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_grid"):
            self._fill_words()
            self._dress()

    # Choices

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        if name in self.boxes:
            self.boxes[name].offer(choices)

    def _ask_choices(self) -> None:
        if "subject_id" in self.boxes:
            self._context.ask(ListSubjects(), self, self._offer_named("subject_id"))
        if "complementary_status" in self.boxes:
            self._context.ask(ListComplementaryStatuses(), self, self._offer_named("complementary_status"))

    def _offer_named(self, name: str) -> Callable[[Sequence[Any]], None]:
        def offer(rows: Sequence[Any]) -> None:
            self._offer(name, [(words.NOTHING, None), *((row.name, row.id) for row in rows)])

        return offer

    def use_client(self, client: UUID | None) -> None:
        """Offer the contacts, logins and contracts of a client."""
        if client == self._client:
            return
        self._client = client
        for name in _CLIENTS:
            self._offer(name, [(words.NOTHING, None)])
        if client is None or not set(_CLIENTS) & self.boxes.keys():
            return
        self._context.ask(GetClient(client=client), self, self._offer_client, topic="client")
        self._context.ask(LookUpContracts(client=client), self, self._offer_contracts, topic="contracts")

    def _offer_client(self, card: ClientCard) -> None:
        none: list[tuple[str, Any]] = [(words.NOTHING, None)]
        self._offer("contact", none + [(row.values.name, row.id) for row in card.contacts])
        self._offer("login", none + [(row.values.login, row.id) for row in card.logins])

    def _offer_contracts(self, choice: ContractChoice) -> None:
        none: list[tuple[str, Any]] = [(words.NOTHING, None)]
        self._offer("contract", none + [(row.number, row.id) for row in choice.rows])

    # How each field stands

    def set_views(self, views: Iterable[FieldView], stage: str) -> None:
        """How the fields stand in the stage of that name."""
        self._views = {view.name: view for view in views}
        self._stage = stage
        self._lay_out()
        self._dress()

    def set_locked(self, reason: str | None) -> None:
        """Every field read-only for a reason, or as its stage says."""
        self._locked = reason
        self._dress()

    def is_hidden(self, name: str) -> bool:
        """Whether the stage hides a field."""
        view = self._views.get(flag_name(name))
        return view is not None and view.hidden

    def is_open(self, name: str) -> bool:
        """Whether a person may change a field now."""
        view = self._views.get(flag_name(name))
        shut = view is not None and (view.hidden or view.read_only)
        return self._locked is None and not shut and not self.is_shut(name)

    def is_shut(self, name: str) -> bool:
        """Whether a permission group covers or locks a field for this person."""
        actor = self._context.actor
        return name == "address" and actor is not None and name in actor.sight.masked | actor.sight.locked

    def _dress(self) -> None:
        for name, field in self.fields.items():
            view = self._views.get(flag_name(name))
            field.label.set_required(name in ALWAYS or (view is not None and view.required))
            field.editor.setEnabled(self.is_open(name))
            if self._locked is None and view is not None and view.read_only:
                field.lock(self.tr("Read-only in the stage {stage}").format(stage=self._stage))
            elif self._locked is None and self.is_shut(name):
                field.lock(self.tr("Your permission group does not show or change this"))
            elif not field.complaint():
                field.clear()
        self._dress_address()

    def _dress_address(self) -> None:
        place = self.fields.get("address")
        if place is None or not isinstance(place.editor, Address) or "address_origin" not in self.boxes:
            return
        manual = self.boxes["address_origin"].value() == AddressOrigin.MANUAL
        for edit in place.editor.edits.values():
            edit.setReadOnly(not manual)
        if not self.is_open("address"):
            return
        if manual:
            place.clear()
        else:
            place.lock(self.tr("A copy; choose “Manual” to write another one"))

    # Values

    def write(self, name: str, value: Any) -> None:
        """Put a value into a field."""
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(value)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        elif isinstance(editor, Choice | Day | Address):
            editor.set_value(value)

    def read(self, name: str) -> Any:
        """What stands in a field."""
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            return editor.text()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return editor.value() if isinstance(editor, Choice | Day | Address) else None

    def clear_complaints(self) -> None:
        """Nothing is the matter with any field."""
        for field in self.fields.values():
            field.clear()
        self._dress()


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "subject": str,
    "description": str,
    "priority": Priority,
    "best_time": BestTime,
    "address_origin": AddressOrigin,
    "reserved_on": date.fromisoformat,
}


def typed(name: str, plain: Any) -> Any:
    """A value of an own field as its editor knows it; desk and drafts tell it plain."""
    if plain is None:
        return None
    if name == "address":
        return AddressSnapshot(**plain)
    return _KINDS[name](plain) if name in _KINDS else UUID(str(plain))


def shown(name: str, plain: Any) -> str:
    """A plain value of an own field in words, as far as it has any without asking the desk."""
    if name == "priority" and plain is not None:
        return words.priority(Priority(plain))
    if name == "best_time" and plain is not None:
        return words.best_time(BestTime(plain))
    if name == "address" and isinstance(plain, Mapping):
        return words.address(AddressSnapshot(**plain)) or words.NOTHING
    return words.change(plain)
