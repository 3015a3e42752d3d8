"""Tickets of a data import: opened with their custom fields and led along their flow, each step an
ordinary command that asks every rule (D13)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import AdvanceTicket, FieldChange, GetTicket, OpenTicket
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import Priority, TicketKind
from pacdesk.desk.values import Command, new_id
from pacdesk.desk.workflow.commands import GetCurrentFlow, ListReasons, ListTypes
from pacdesk.desk.workflow.rows import FieldKind, Flow, StageRow, TransitionRow
from pacdesk.desk.workflow.texts import find_field, plain_of
from pacdesk.errors import Invalid
from pacdesk.exchange.cases import DataRow
from pacdesk.exchange.data import CHANGED, MADE, SAME, Base, Plan, named
from pacdesk.exchange.fields import RowFault
from pacdesk.exchange.mapping import CUSTOM, ImportMap

_PARTS = ";"


class Tickets(Base):
    """A ticket that is there is left alone but for the moves it has not made yet."""

    kind = "ticket"

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        super().__init__(desk, mapping)
        types, departments = desk.ask(ListTypes()), desk.ask(ListDepartments())
        self._types = {row.name.casefold().strip(): row.id for row in types}
        self._departments = {row.name.casefold().strip(): row.id for row in departments}
        self._reasons = {row.name.casefold().strip(): row.id for row in desk.ask(ListReasons())}
        self._flows: dict[UUID, Flow] = {}

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetTicket(ticket=row_id))

    def plan(self, row_id: UUID, row: DataRow, *, known: bool) -> Plan:
        labels = [part.strip() for part in row.values.get("moves", "").split(_PARTS) if part.strip()]
        if known:
            return self._go_on(self._desk.ask(GetTicket(ticket=row_id)), row, labels)
        type_id = named(self._types, "type", row.values.get("type", ""))
        flow = self._flow(type_id) if labels or self._says_custom(row) or row.values.get("entry") else None
        opened = self._opened(row_id, row, type_id)
        if flow is None:
            return Plan(MADE, (opened(entry=None, values=()),))
        entry = _entry(flow, row.values.get("entry", ""))
        stage = entry or flow.entry
        values = self._values(flow, row)
        ways = _ways(flow, stage, labels)
        moves, asked = self._moves(row_id, row, flow, ways, values)
        at_once = tuple(change for name, change in values.items() if name not in asked)
        return Plan(MADE, (opened(entry=entry.id if entry else None, values=at_once), *moves))

    def _opened(self, row_id: UUID, row: DataRow, type_id: UUID | None) -> Any:
        values = row.values
        client = self._client(values.get("client", ""))
        priority = values.get("priority", "")
        if priority and priority not in ("1", "2", "3", "4"):
            raise RowFault("choice", "priority", priority)

        def made(*, entry: UUID | None, values: tuple[FieldChange, ...]) -> OpenTicket:
            return OpenTicket(
                ticket=row_id,
                kind=TicketKind.CLIENT if client else TicketKind.OWN_STRUCTURE,
                client=client,
                type_id=type_id,
                entry_stage=entry,
                department=named(self._departments, "department", row.values.get("department", "")),
                subject=row.values["subject"],
                description=row.values["description"],
                priority=Priority(int(priority)) if priority else None,
                values=values,
            )

        return made

    def _go_on(self, card: TicketCard, row: DataRow, labels: list[str]) -> Plan:
        """The moves that an earlier import was kept from making."""
        made = [visit.condition for visit in card.visits if visit.condition]
        names = [label.casefold() for label in labels]
        if [label.casefold() for label in made] != names[: len(made)] or len(made) == len(labels):
            return Plan(SAME)
        ways = _ways(card.flow, card.flow.stage(card.stage_id), labels[len(made) :])
        values = {
            name: FieldChange(name=name, seen=card.values.get(name), wanted=change.wanted)
            for name, change in self._values(card.flow, row).items()
        }
        moves, _ = self._moves(card.id, row, card.flow, ways, values)
        return Plan(CHANGED if moves else SAME, moves)

    def _flow(self, type_id: UUID | None) -> Flow | None:
        if type_id is None:
            return None
        if type_id not in self._flows:
            self._flows[type_id] = self._desk.ask(GetCurrentFlow(type_id=type_id))
        return self._flows[type_id]

    def _says_custom(self, row: DataRow) -> bool:
        return any(name.startswith(CUSTOM) and text for name, text in row.values.items())

    def _values(self, flow: Flow, row: DataRow) -> dict[str, FieldChange]:
        """The custom fields that the row says something of; a default was seen before it."""
        found = {}
        for name, text in row.values.items():
            if not name.startswith(CUSTOM) or not text:
                continue
            field = find_field(flow, name.removeprefix(CUSTOM))
            if field is None:
                raise Invalid("ticket.field_unknown", field=name, name=name.removeprefix(CUSTOM))
            wanted = plain_of(field, text, decimal=self._mapping.file.decimal)
            if field.kind is FieldKind.CLIENT:
                wanted = str(self._client(text))
            found[field.key] = FieldChange(name=field.key, seen=None, wanted=wanted)
        return found

    def _moves(
        self,
        ticket: UUID,
        row: DataRow,
        flow: Flow,
        ways: Iterable[TransitionRow],
        values: dict[str, FieldChange],
    ) -> tuple[tuple[Command[Any], ...], set[str]]:
        """A value goes with the first move that asks for it; reason and comment with every move."""
        reason = row.values.get("reason", "")
        reason_id = named(self._reasons, "reason", reason) if reason else None
        asked: set[str] = set()
        moves: list[Command[Any]] = []
        for way in ways:
            fields = {ask.field for ask in way.fields} & (values.keys() - asked)
            asked |= fields
            moves.append(
                AdvanceTicket(
                    id=new_id(),
                    ticket=ticket,
                    transition=way.id,
                    reason=reason_id,
                    comment=row.values.get("comment", ""),
                    values=tuple(_seen(flow, values[name]) for name in values if name in fields),
                )
            )
        return tuple(moves), asked


def _seen(flow: Flow, change: FieldChange) -> FieldChange:
    """What stands in the field when the move comes: its default, if it has one."""
    row = flow.field(change.name)
    seen = change.seen if row is None or change.seen is not None else row.default
    return FieldChange(name=change.name, seen=seen, wanted=change.wanted)


def _entry(flow: Flow, name: str) -> StageRow | None:
    if not name:
        return None
    wanted = name.casefold().strip()
    found = next((stage for stage in flow.entries if wanted in (stage.name.casefold(), stage.key)), None)
    if found is None:
        raise RowFault("name_unknown", "entry", name)
    return found


def _ways(flow: Flow, stage: StageRow, labels: Iterable[str]) -> list[TransitionRow]:
    """The transitions of those labels or keys, one after the other. Raises Invalid
    `transition.not_from_here`."""
    found = []
    for label in labels:
        wanted = label.casefold()
        ways = flow.ways_out(stage.id)
        way = next((way for way in ways if wanted in (way.key, way.label.casefold())), None)
        if way is None:
            raise Invalid("transition.not_from_here", field="moves", transition=label, stage=stage.name)
        found.append(way)
        stage = flow.stage(way.to_stage_id)
    return found
