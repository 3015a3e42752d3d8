"""Writes of shared views, by who changes registers."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import PermissionGroup
from pacdesk.desk.company.tables import Department
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.views.commands import DeleteSharedView, SaveSharedView
from pacdesk.desk.views.tables import SharedView
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import Invalid, UserError
from pacdesk.storage.types import fold


def save_view(tx: Tx, command: SaveSharedView) -> UUID:
    """Raises Forbidden, Conflict, NotFound (of what it names), Invalid `name.empty`, `name.taken`,
    `view.for_nobody`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    _check(tx, command)
    row = tx.get_or_new(SharedView, command.view, command.version)
    row.name, row.name_key = command.name.strip(), fold(command.name)
    row.base, row.words = command.base, " ".join(command.words.split())
    row.type_id, row.department_id = command.type_id, command.department_id
    row.groups = sorted(str(one) for one in command.groups)
    row.departments = sorted(str(one) for one in command.departments)
    return command.view


def _check(tx: Tx, command: SaveSharedView) -> None:
    problems = []
    taken = select(SharedView.id).where(
        SharedView.name_key == fold(command.name), SharedView.id != command.view
    )
    if not command.name.strip():
        problems.append(UserError("name.empty", field="name"))
    elif tx.session.scalar(taken) is not None:
        problems.append(UserError("name.taken", field="name", name=command.name.strip()))
    if not command.groups and not command.departments:
        problems.append(UserError("view.for_nobody", field="groups"))
    if problems:
        raise Invalid(problems=tuple(problems))
    for group in command.groups:
        tx.get(PermissionGroup, group)
    for department in command.departments | {command.department_id}:
        if department is not None:
            tx.get(Department, department)
    if command.type_id is not None:
        tx.get(TicketType, command.type_id)


def delete_view(tx: Tx, command: DeleteSharedView) -> None:
    """Take a view out; its name is free again. Raises Forbidden, NotFound, Conflict."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    row = tx.get_seen(SharedView, command.view, command.version)
    row.voided_at = tx.at
    row.name_key = f"{row.name_key} ~{row.id.hex}"


HANDLERS: Handlers = {SaveSharedView: save_view, DeleteSharedView: delete_view}
