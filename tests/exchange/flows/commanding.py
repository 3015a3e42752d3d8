"""Plays an imported flow on a desk: real tickets, led to each of its ends by the desk's own commands."""

from typing import Any
from uuid import UUID

from pacdesk.desk.clients.commands import CreateClient, GetClient
from pacdesk.desk.clients.rows import ClientValues, ContactValues
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    ChangeTicket,
    FieldChange,
    GetTicket,
    OpenTicket,
    TakeTicket,
    TickItem,
)
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id, to_plain
from pacdesk.desk.workflow.commands import GetCurrentFlow, ImportFlow, ListReasons, SaveReason
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.rows import Demand, FieldKind, Flow, Side, TransitionRow
from pacdesk.desk.workflow.rules import change_refusal
from tests.exchange.flows.playing import Step, some_value, wanted, ways_to_the_ends

_COLUMNS = {
    "contact": "contact_id",
    "login": "login_id",
    "contract": "contract_id",
    "department": "department_id",
    "attendant": "attendant_id",
    "complementary_status": "complementary_status_id",
}


class Player:
    """A person at a desk with a client; plays flows of files."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.client, self.reason = new_id(), new_id()
        contact = ContactValues(name="Contato", is_main=True)
        values = ClientValues(legal_name="Jogo Ltda")
        desk.run(CreateClient(client=self.client, values=values, contacts=(contact,), imported=True))
        known = next((row.id for row in desk.ask(ListReasons()) if row.name == "Jogo"), None)
        self.reason = known or desk.run(SaveReason(reason=self.reason, name="Jogo")).answer
        self.ids = {
            "contact": desk.ask(GetClient(client=self.client)).contacts[0].id,
            "department": desk.ask(ListDepartments())[0].id,
            "attendant": desk.actor.staff_id,
        }

    def bring(self, read: Any, name: str) -> Flow:
        """Import what was read of a file as a type of its own, published."""
        command = ImportFlow(group_name="Arquivos", type_name=name, flow=read.flow, publish=True)
        done = self.desk.run(command).answer
        return self.desk.ask(GetCurrentFlow(type_id=done.type_id))

    def play(self, flow: Flow) -> dict[str, tuple[Step, ...]]:
        """The way that was walked to each end that people reach, by the end's name."""
        return {steps[-1].target: self._walk(flow, ways) for ways, steps in ways_to_the_ends(flow)}

    def _walk(self, flow: Flow, ways: tuple[TransitionRow, ...]) -> tuple[Step, ...]:
        ticket = new_id()
        self.desk.run(
            OpenTicket(
                ticket=ticket, kind=TicketKind.CLIENT, client=self.client, type_id=flow.type_id,
                department=self.ids["department"], subject="Jogo", description="Jogado do começo ao fim.",
            )
        )  # fmt: skip
        return tuple(self._step(ticket, way) for way in ways)

    def _held(self, ticket: UUID) -> TicketCard:
        """The ticket, taken where its stage lets people take it."""
        card = self._card(ticket)
        if card.attendant_id is not None or card.taken_at is not None:
            return card
        if change_refusal(card.flow, card.stage_id, "attendant", Side.INSIDE) is None:
            self.desk.run(TakeTicket(ticket=ticket))
        return self._card(ticket)

    def _card(self, ticket: UUID) -> TicketCard:
        card: TicketCard = self.desk.ask(GetTicket(ticket=ticket))
        return card

    def _step(self, ticket: UUID, way: TransitionRow) -> Step:
        card = self._held(ticket)
        flow, stage = card.flow, card.flow.stage(card.stage_id)
        move = next(move for move in card.moves if move.way.id == way.id)
        asked = {row.field: row.demand for row in way.fields}
        given = {n: self._real(flow, n, v) for n, v in wanted(flow, way).items()}
        for name in (*move.missing, *asked):
            if name not in given and (not self._has(card, name) or asked.get(name) is Demand.CHANGE):
                given[name] = self._real(flow, name, some_value(flow, name, self._seen(card, name)))
        given = {name: value for name, value in given.items() if value != self._seen(card, name)}
        with_it = {*asked, *move.missing}
        on_the_way = {name: value for name, value in given.items() if name in with_it}
        before = {
            name: value
            for name, value in given.items()
            if name not in with_it and change_refusal(flow, stage.id, name, Side.INSIDE) is None
        }
        if before:
            self.desk.run(ChangeTicket(ticket=ticket, changes=self._changes(card, before)))
        for item in stage.checklist:
            self.desk.run(TickItem(ticket=ticket, item=item.key))
        offered = next((ref.id for ref in way.reasons if ref.id), self.reason)
        self.desk.run(
            AdvanceTicket(
                ticket=ticket, transition=way.id, reason=offered if way.reason_required else None,
                comment="Porque sim", values=self._changes(card, on_the_way),
            )
        )  # fmt: skip
        return Step(stage.name, way.label, self._stage_of(ticket))

    def _stage_of(self, ticket: UUID) -> str:
        card = self._card(ticket)
        return card.flow.stage(card.stage_id).name

    def _changes(self, card: TicketCard, given: dict[str, Any]) -> tuple[FieldChange, ...]:
        return tuple(
            FieldChange(name=name, seen=self._seen(card, name), wanted=value) for name, value in given.items()
        )

    def _seen(self, card: TicketCard, name: str) -> Any:
        if card.flow.field(name) is not None:
            return card.values.get(name)
        return to_plain(getattr(card, _COLUMNS.get(name, name), None))

    def _has(self, card: TicketCard, name: str) -> bool:
        return filled(self._seen(card, name))

    def _real(self, flow: Flow, name: str, value: Any) -> Any:
        """A made-up value as one that this desk has."""
        row = flow.field(name)
        if row is not None:
            return str(self.client) if row.kind is FieldKind.CLIENT else value
        if name in self.ids:
            return str(self.ids[name])
        return {"priority": 3, "best_time": "morning"}.get(name, value) if value == "algo" else value
