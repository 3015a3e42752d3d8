"""What of the flows uses rows of registers."""

from collections.abc import Iterable, Iterator
from functools import partial
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.registry import Finders, Wish
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Use
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.guards import every_condition
from pacdesk.desk.workflow.rows import ActionKind, ActionRow, Flow, Responsible, StageRow, TransitionRow
from pacdesk.desk.workflow.tables import TicketType, WorkflowVersion

NAMED = (
    "handover_reasons",
    "complementary_statuses",
    "canned_messages",
    "departments",
    "staff_members",
    "subjects",
)
"""Registers whose rows a flow may name."""
_FIELDS = {
    "department": "departments",
    "attendant": "staff_members",
    "complementary_status": "complementary_statuses",
    "subject_id": "subjects",
}
_ACTIONS = {ActionKind.SET_STATUS: "complementary_statuses", ActionKind.SEND_MESSAGE: "canned_messages"}
_RESPONSIBLES = {Responsible.DEPARTMENT: "departments", Responsible.ATTENDANT: "staff_members"}


def uses_in_flow(flow: Flow, type_name: str, table: str, row_id: UUID) -> Iterator[Use]:
    """The stages and transitions of a flow that name a row."""
    place = f"{type_name} v{flow.number}"
    for stage in flow.stages:
        if row_id in _ids_of_stage(stage, table):
            yield Use("stage", f"{place} · {stage.name}")
    for way in flow.transitions:
        if row_id in _ids_of_way(way, table):
            yield Use("transition", f"{place} · {way.label}")


def _ids_of_stage(stage: StageRow, table: str) -> set[UUID | None]:
    found = set(_ids_of_actions(stage.on_entry, table))
    if stage.responsible_ref is not None and _RESPONSIBLES.get(stage.responsible) == table:
        found.add(stage.responsible_ref.id)
    return found


def _ids_of_way(way: TransitionRow, table: str) -> set[UUID | None]:
    found = set(_ids_of_actions(way.actions, table))
    if table == "handover_reasons":
        found |= {ref.id for ref in way.reasons}
    for condition in every_condition(way.guard):
        if _FIELDS.get(condition.field) == table:
            values = condition.value if isinstance(condition.value, list | tuple) else [condition.value]
            found |= {_id(value) for value in values}
    return found


def _ids_of_actions(actions: Iterable[ActionRow], table: str) -> Iterator[UUID | None]:
    for action in actions:
        if action.ref is not None and _ACTIONS.get(action.kind) == table:
            yield action.ref.id
        if _FIELDS.get(action.field) == table:
            yield _id(action.value)


def _id(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def uses_in_flows(table: str, asking: Asking, row_id: UUID, wish: Wish) -> Iterator[Use]:
    """The flows in force that name a row; to delete it, every version that is not thrown away."""
    v, t = WorkflowVersion, TicketType
    wanted = (
        select(v.id, t.name)
        .join(t, t.id == v.type_id)
        .where(v.voided_at.is_(None), t.voided_at.is_(None))
        .order_by(t.name_key, v.number)
    )
    if wish is Wish.SWITCH_OFF:
        wanted = wanted.where(t.current_version_id == v.id, t.active)
    for version_id, type_name in asking.session.execute(wanted).all():
        yield from uses_in_flow(flow_of(asking, version_id), type_name, table, row_id)


def types_of(asking: Asking, group: UUID, wish: Wish) -> Iterator[Use]:
    """The types of a group."""
    wanted = select(TicketType.name).where(TicketType.group_id == group, TicketType.voided_at.is_(None))
    if wish is Wish.SWITCH_OFF:
        wanted = wanted.where(TicketType.active)
    for name in asking.session.scalars(wanted.order_by(TicketType.name_key)):
        yield Use("type", name)


FINDERS: Finders = {
    "ticket_groups": (types_of,),
    **{table: (partial(uses_in_flows, table),) for table in NAMED},
}
