"""A type with fields, rules and moves of its own on a test's desk."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pacdesk.desk.tickets.commands import FieldChange, GetTicket
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import BringFlow, GetCurrentFlow, ListGroups
from pacdesk.desk.workflow.rows import (
    CheckRow,
    ChoiceRow,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    StageKind,
    StageRow,
    TransitionRow,
)


def stage(name: str, kind: StageKind = StageKind.MIDDLE, **more: Any) -> StageRow:
    """A stage; the first entry of a flow is its default one."""
    return StageRow(id=new_id(), name=name, kind=kind, key=name.lower(), **more)


def way(origin: StageRow, target: StageRow, label: str, **more: Any) -> TransitionRow:
    """A transition."""
    return TransitionRow(id=new_id(), from_stage_id=origin.id, to_stage_id=target.id, label=label, **more)


def field(key: str, kind: FieldKind = FieldKind.TEXT, *choices: str, **more: Any) -> FieldRow:
    """A custom field called like its key with a capital."""
    rows = tuple(ChoiceRow(key=choice, name=choice.capitalize()) for choice in choices)
    return FieldRow(key=key, name=more.pop("name", key.capitalize()), kind=kind, choices=rows, **more)


def flag(name: str, **flags: bool) -> FlagRow:
    """How a field stands in a stage."""
    return FlagRow(field=name, **flags)


def check(key: str, *, required: bool = False) -> CheckRow:
    """An item to tick."""
    return CheckRow(key=key, text=key.capitalize(), required=required)


def bring(
    world: Any,
    stages: Iterable[StageRow],
    ways: Iterable[TransitionRow],
    fields: Iterable[FieldRow] = (),
    *,
    name: str = "Com etapas",
) -> Flow:
    """Publish a flow as a type of its own."""
    type_id = new_id()
    flow = Flow(
        version_id=new_id(),
        type_id=type_id,
        number=1,
        stages=tuple(stages),
        transitions=tuple(ways),
        fields=tuple(fields),
    )
    group = world.root.ask(ListGroups())[0][0]
    world.root.run(BringFlow(type_id=type_id, group=group, name=name, flow=flow, publish=True))
    return world.root.ask(GetCurrentFlow(type_id=type_id))


def card(world: Any, ticket: UUID) -> TicketCard:
    """The ticket as it is."""
    return world.desk.ask(GetTicket(ticket=ticket))


def wants(**values: Any) -> tuple[FieldChange, ...]:
    """Values for fields that were empty."""
    return tuple(FieldChange(name=name, seen=None, wanted=value) for name, value in values.items())
