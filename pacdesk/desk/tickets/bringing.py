"""Taking in flows from files: the registers that they name are rows of this desk (D12, DESIGN 6)."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.company.commands import SaveDepartment
from pacdesk.desk.company.handlers import save_department
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.tickets.commands import SaveComplementaryStatus
from pacdesk.desk.tickets.registers import save_complementary_status
from pacdesk.desk.tickets.tables import CannedMessage, ComplementaryStatus, Subject
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.workflow.commands import BringFlow, ImportFlow, ResolveFlow, SaveGroup, SaveReason
from pacdesk.desk.workflow.handlers import save_group, save_reason
from pacdesk.desk.workflow.references import (
    ImportedFlow,
    Named,
    Register,
    ResolvedFlow,
    names_in,
    with_ids,
)
from pacdesk.desk.workflow.rows import Flow
from pacdesk.desk.workflow.tables import HandoverReason, TicketGroup, TicketType
from pacdesk.desk.workflow.versions import bring_flow
from pacdesk.storage.types import fold

_TABLES: Mapping[Register, Any] = {
    Register.DEPARTMENT: Department,
    Register.ATTENDANT: StaffMember,
    Register.REASON: HandoverReason,
    Register.STATUS: ComplementaryStatus,
    Register.MESSAGE: CannedMessage,
    Register.SUBJECT: Subject,
}
_MAKE: Mapping[Register, Callable[[Tx, UUID, str], UUID]] = {
    Register.DEPARTMENT: lambda tx, new, name: save_department(tx, SaveDepartment(department=new, name=name)),
    Register.REASON: lambda tx, new, name: save_reason(tx, SaveReason(reason=new, name=name)),
    Register.STATUS: lambda tx, new, name: save_complementary_status(
        tx, SaveComplementaryStatus(status=new, name=name)
    ),
}
"""Registers in which a name is all that a row needs."""


def resolve_flow(tx: Tx, command: ResolveFlow) -> ResolvedFlow:
    """Raises Forbidden, Invalid `name.empty`, `name.taken`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    return _resolved(tx, command.flow)


def _resolved(tx: Tx, flow: Flow) -> ResolvedFlow:
    ids: dict[Named, UUID] = {}
    made, unknown = [], []
    new: dict[tuple[Register, str], UUID] = {}
    for n, named in enumerate(names_in(flow)):
        key = named.register, fold(named.name)
        found = new.get(key) or _row_named(tx, named)
        if found is None and named.register in _MAKE:
            found = new[key] = _MAKE[named.register](tx, tx.child_id("named", n), named.name)
            made.append(named)
        if found is None:
            unknown.append(named)
        else:
            ids[named] = found
    return ResolvedFlow(flow=with_ids(flow, ids), made=tuple(made), unknown=tuple(unknown))


def _row_named(tx: Tx, named: Named) -> UUID | None:
    """The row of that name; of two people who share a name neither."""
    kind = _TABLES[named.register]
    key = kind.sort_key if named.register is Register.ATTENDANT else kind.name_key
    wanted = select(kind.id).where(key == fold(named.name), kind.voided_at.is_(None))
    found = tx.session.scalars(wanted.limit(2)).all()
    return found[0] if len(found) == 1 else None


def import_flow(tx: Tx, command: ImportFlow) -> ImportedFlow:
    """Raises Forbidden, Conflict `flow.draft_in_the_way`, Invalid `name.empty`, `name.taken`,
    `flow.not_publishable`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    group = _group(tx, command.group_name)
    kind = tx.session.scalar(
        select(TicketType.id).where(
            TicketType.group_id == group,
            TicketType.name_key == fold(command.type_name),
            TicketType.voided_at.is_(None),
        )
    )
    type_id = kind or tx.child_id("ticket type")
    resolved = _resolved(tx, command.flow)
    version_id = bring_flow(
        tx,
        BringFlow(
            type_id=type_id,
            group=group,
            name=command.type_name,
            description=command.description,
            flow=resolved.flow,
            publish=command.publish,
        ),
    )
    return ImportedFlow(
        type_id=type_id,
        version_id=version_id,
        type_is_new=kind is None,
        made=resolved.made,
        unknown=resolved.unknown,
    )


def _group(tx: Tx, name: str) -> UUID:
    found = tx.session.scalar(
        select(TicketGroup.id).where(TicketGroup.name_key == fold(name), TicketGroup.voided_at.is_(None))
    )
    if found is not None:
        return found
    return save_group(tx, SaveGroup(group=tx.child_id("ticket group"), name=name))


HANDLERS: Handlers = {
    ResolveFlow: resolve_flow,
    ImportFlow: import_flow,
}
