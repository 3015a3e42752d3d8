"""Writes about the registers of tickets: subjects, canned messages, complementary statuses; and deleting
a row of any register, since only here everybody who may use it is known."""

from typing import Any
from uuid import UUID

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.company.handlers import checked_name
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.registry import Wish, demand_may_rest, demand_unused
from pacdesk.desk.tickets.commands import (
    DeleteRecord,
    SaveCannedMessage,
    SaveComplementaryStatus,
    SaveSubject,
)
from pacdesk.desk.tickets.rules import subject_problems
from pacdesk.desk.tickets.tables import CannedMessage, ComplementaryStatus, Subject
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.workflow.tables import HandoverReason, TicketGroup, TicketType
from pacdesk.errors import Invalid, NotFound


def save_subject(tx: Tx, command: SaveSubject) -> UUID:
    """Raises Forbidden, Conflict, NotFound, Invalid `name.empty`, `name.taken`, `field.not_a_choice`,
    `field.out_of_range` (S3.9)."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, Subject, command.name, command.subject)
    problems = subject_problems(command.purpose, command.applies_to, command.goal_hours)
    if problems:
        raise Invalid("subject.incomplete", problems=problems)
    if command.default_type is not None:
        tx.get(TicketType, command.default_type)
    if command.default_department is not None:
        tx.get(Department, command.default_department)
    row = tx.get_or_new(Subject, command.subject, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name, row.name_key = command.name.strip(), key
    row.purpose, row.applies_to = command.purpose, command.applies_to
    row.active, row.tone = command.active, command.tone
    row.login_required = command.login_required
    row.contract_required = command.contract_required
    row.address_origin = command.address_origin
    row.default_type_id = command.default_type
    row.default_department_id = command.default_department
    row.default_priority = command.default_priority
    row.default_message = command.default_message.strip()
    row.goal_hours = command.goal_hours
    return command.subject


def save_canned_message(tx: Tx, command: SaveCannedMessage) -> UUID:
    """Raises Forbidden, Conflict, Invalid `name.empty`, `name.taken`, `field.required` (S3.23)."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, CannedMessage, command.name, command.message)
    if not command.text.strip():
        raise Invalid("field.required", field="text")
    row = tx.get_or_new(CannedMessage, command.message, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name, row.name_key = command.name.strip(), key
    row.text = command.text.strip()
    row.visibility = command.visibility
    row.for_opening, row.active = command.for_opening, command.active
    return command.message


def save_complementary_status(tx: Tx, command: SaveComplementaryStatus) -> UUID:
    """Raises Forbidden, Conflict, Invalid `name.empty`, `name.taken` (S3.27)."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, ComplementaryStatus, command.name, command.status)
    row = tx.get_or_new(ComplementaryStatus, command.status, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name, row.name_key = command.name.strip(), key
    row.tone, row.active = command.tone, command.active
    return command.status


_DELETABLE: dict[str, type[Any]] = {
    kind.__tablename__: kind
    for kind in (
        Department,
        StaffMember,
        TicketGroup,
        TicketType,
        HandoverReason,
        Subject,
        CannedMessage,
        ComplementaryStatus,
    )
}


def delete_record(tx: Tx, command: DeleteRecord) -> None:
    """Take a row of a register out; its name is free again. Raises Forbidden, NotFound, Conflict, Invalid
    `row.in_use`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    kind = _DELETABLE.get(command.table)
    if kind is None:
        raise NotFound("row.not_found", table=command.table, id=str(command.row))
    row = tx.get_seen(kind, command.row, command.version)
    demand_unused(tx, command.table, row.id, row.name, Wish.DELETE)
    row.voided_at = tx.at
    if hasattr(row, "name_key"):
        row.name_key = f"{row.name_key} ~{row.id.hex}"


HANDLERS: Handlers = {
    DeleteRecord: delete_record,
    SaveSubject: save_subject,
    SaveCannedMessage: save_canned_message,
    SaveComplementaryStatus: save_complementary_status,
}
