"""The fields that moving many tickets asks for: once for all, and which tickets lack what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import FieldChange, GetTicket
from pacdesk.desk.tickets.rows import AddressSnapshot, TicketCard
from pacdesk.desk.workflow.rows import Demand, FieldKind
from pacdesk.desk.workflow.rules import FieldView, Move
from pacdesk.errors import NotFound, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.hands import HANDS, Hands
from pacdesk.gui.tickets.ticket_fields import TicketFields
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import words

MOST_ASKED = 200
"""Tickets whose moves are looked up for the choice; the command asks every one of them anyway."""
_NAMED = 4
_OWN = ("subject_id", "priority", "complementary_status", "reserved_on", "best_time")
"""Own fields whose value can be the same for tickets of several clients."""


@dataclass(frozen=True, slots=True)
class BulkWay:
    """What the open moves of one label ask of some tickets, each by its card."""

    asked: tuple[tuple[TicketCard, Move], ...]

    @property
    def lacking(self) -> dict[str, tuple[TicketCard, ...]]:
        """Each field that the move demands and the tickets that have it empty, or are to change it."""
        found: dict[str, list[TicketCard]] = {}
        for card, move in self.asked:
            changing = [row.field for row in move.way.fields if row.demand is Demand.CHANGE]
            for name in dict.fromkeys((*move.missing, *changing)):
                found.setdefault(name, []).append(card)
        return {name: tuple(cards) for name, cards in found.items()}

    @property
    def demands(self) -> tuple[bool, bool]:
        """Whether any of them demands a reason, a comment."""
        ways = [move.way for _, move in self.asked]
        return any(way.reason_required for way in ways), any(way.comment_required for way in ways)


def ways_of(desk: DeskPort, tickets: Sequence[UUID]) -> dict[str, BulkWay]:
    """The labels of the open moves of some tickets, that of the most of them first; blocks."""
    found: dict[str, list[tuple[TicketCard, Move]]] = {}
    for ticket in tickets[:MOST_ASKED]:
        try:
            card = desk.ask(GetTicket(ticket=ticket))
        except NotFound:
            continue
        labelled: dict[str, Move] = {}
        for move in card.moves:
            if move.is_open:
                labelled.setdefault(move.way.label, move)
        for label, move in labelled.items():
            found.setdefault(label, []).append((card, move))
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return {label: BulkWay(tuple(asked)) for label, asked in ordered}


class BulkFields(QWidget):
    """Asks for what a way demands. Files, and what belongs to one client, are given ticket by ticket."""

    def __init__(self, context: Context, way: BulkWay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lacking = way.lacking
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        blank = _blank(next(iter(self._lacking.values()))[0]) if self._lacking else None
        self.fields: TicketFields | None = None
        self.hands: Hands | None = None
        self.hand_fields: dict[str, FormField] = {}
        if blank is not None:
            self._fill(context, column, blank)

    def _fill(self, context: Context, column: QVBoxLayout, blank: TicketCard) -> None:
        rows = {
            row.key: row
            for cards in self._lacking.values()
            for card in cards
            for row in card.flow.fields
            if row.key in self._lacking
        }
        told = plain_label(self, wrap=True)
        told.setText("\n".join(self._told(name, cards) for name, cards in self._lacking.items()))
        set_look(told, "look", "second")
        column.addWidget(told)
        custom = tuple(row for row in rows.values() if row.kind is not FieldKind.FILE)
        own = [name for name in _OWN if name in self._lacking]
        if custom or own:
            self.fields = TicketFields(context, own, columns=2, parent=self)
            self.fields.show_card(blank, _views(blank, [*own, *(row.key for row in custom)]), custom)
            column.addWidget(self.fields)
        handed = [name for name in HANDS if name in self._lacking]
        if handed:
            self.hands = Hands(context, blank, self)
            boxes = {"department": self.hands.department, "attendant": self.hands.person}
            for name in handed:
                label = words.own_fields()[name]
                self.hand_fields[name] = FormField(label, boxes[name], required=True, parent=self)
                column.addWidget(self.hand_fields[name])
            for name in set(HANDS) - set(handed):
                boxes[name].hide()
            self.hands.offer(handed)

    def _told(self, name: str, cards: Sequence[TicketCard]) -> str:
        protocols = ", ".join(show_protocol(card.protocol) for card in cards[:_NAMED])
        more = len(cards) - _NAMED
        facts = {"field": words.field_name(cards[0].flow, name), "tickets": protocols, "count": max(more, 0)}
        told = self.tr("{field}: for {tickets}") if more <= 0 else self.tr("{field}: for {tickets} + {count}")
        return told.format(**facts)

    def problems(self) -> list[UserError]:
        """What is the matter with what was typed; shown beside its field too."""
        if self.fields is None:
            return []
        self.fields.clear_complaints()
        wrong = self.fields.wrong()
        self.fields.complain(wrong)
        if wrong:
            self.fields.focus_wrong()
        return wrong

    def values(self) -> tuple[FieldChange, ...]:
        """What was given, for every ticket that lacks it."""
        typed = self.fields.field_changes() if self.fields is not None else ()
        return (*typed, *(self.hands.changes() if self.hands is not None else ()))


def _blank(card: TicketCard) -> TicketCard:
    """A ticket of that flow that nothing is known of yet."""
    return replace(
        card,
        client_id=None,
        contact_id=None,
        login_id=None,
        contract_id=None,
        subject_id=None,
        complementary_status_id=None,
        reserved_on=None,
        attendant_id=None,
        attendant_name="",
        address=AddressSnapshot(),
        values={},
        value_names={},
    )


def _views(card: TicketCard, names: Iterable[str]) -> tuple[FieldView, ...]:
    labels: Mapping[str, str] = {row.key: row.name for row in card.flow.fields}
    return tuple(
        FieldView(name=name, label=labels.get(name, ""), hidden=False, read_only=False, required=True)
        for name in names
    )
