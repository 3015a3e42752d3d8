"""Reading change sets: what was done, by which command, and what the rules need to know of it."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.rules import Right
from pacdesk.desk.registry import REGISTRY
from pacdesk.desk.tx import Asking
from pacdesk.desk.undo.rules import DoneFacts, RowChange, depth_of, stands_after
from pacdesk.desk.values import Command
from pacdesk.storage.schema import ChangeRow, ChangeSet

_RIGHTS = {
    "access": Right.USERS_EDIT,
    "company": Right.CATALOGUE_EDIT,
    "portfolios": Right.PORTFOLIO_EDIT,
    "clients": Right.CLIENT_EDIT,
    "contracts": Right.CONTRACT_EDIT,
    "workflow": Right.CATALOGUE_EDIT,
    "privacy": Right.PRIVACY_ATTEND,
    "views": Right.CATALOGUE_EDIT,
    "SaveRetention": Right.PRIVACY_ERASE,
    "tickets": Right.TICKET_WORK,
    "ChangeCompany": Right.PARAMETERS_EDIT,
    "SetParameter": Right.PARAMETERS_EDIT,
    "AssignPortfolio": Right.PORTFOLIO_ASSIGN,
    "DeletePortfolio": Right.PORTFOLIO_EDIT,
    "SetDepartmentsOfUser": Right.USERS_EDIT,
    "ReferTicket": Right.TICKET_REFER,
    "EndReferral": Right.TICKET_REFER,
    "OpenTicket": Right.TICKET_OPEN,
    "ReopenTicket": Right.TICKET_REOPEN,
    "MoveTickets": Right.CATALOGUE_EDIT,
    "DeleteRecord": Right.CATALOGUE_EDIT,
    "SaveSubject": Right.CATALOGUE_EDIT,
    "SaveCannedMessage": Right.CATALOGUE_EDIT,
    "SaveComplementaryStatus": Right.CATALOGUE_EDIT,
}
"""The right of each area's commands, and of those that have their own. Who cancelled a ticket of his
own without the right to cancel (D21) may take that back."""


@cache
def _kinds() -> dict[str, type[Command[Any]]]:
    return {kind.__name__: kind for kind in REGISTRY.handlers}


def right_of(command: str) -> Right | None:
    """The right that the command of that name needs; None for one that nobody knows any more."""
    kind = _kinds().get(command)
    if kind is None:
        return None
    area = kind.__module__.removeprefix("pacdesk.desk.").split(".")[0]
    return _RIGHTS.get(command, _RIGHTS.get(area))


def chain_of(asking: Asking, done: ChangeSet) -> tuple[int, ChangeSet]:
    """How deep an undo it is (0: the command itself), and the change set of the command itself."""

    def under(item: ChangeSet) -> ChangeSet | None:
        if item.undoes is None:
            return None
        return asking.session.scalar(select(ChangeSet).where(ChangeSet.id == item.undoes))

    return depth_of(done, under)


def facts_of(done: ChangeSet, root: ChangeSet) -> DoneFacts:
    """What the rules need to know. A command that nobody knows any more cannot be taken back."""
    kind = _kinds().get(root.command)
    return DoneFacts(
        command=root.command,
        author=done.actor_id,
        author_name=done.actor_label,
        at=done.at,
        right=right_of(root.command),
        undoable=kind is not None and kind not in REGISTRY.not_undoable,
        undone=done.undone_by is not None,
        keeps_images=done.keeps_images,
    )


def steps_of(asking: Asking, change_set: UUID) -> list[RowChange]:
    """What it did, as far as the wall of a shared desk shows it."""
    steps = asking.session.execute(
        select(
            ChangeRow.table_name,
            ChangeRow.row_id,
            ChangeRow.operation,
            ChangeRow.version,
            ChangeRow.before,
            ChangeRow.after,
        )
        .where(ChangeRow.change_set_id == change_set)
        .order_by(ChangeRow.rowno)
    )
    return [RowChange(s[0], s[1], s[2], s[3], s[4] or {}, s[5] or {}) for s in steps]


def was_changed_since(asking: Asking, change_set: UUID, row_id: UUID) -> bool:
    """Whether a later command has left its mark on the row. What was done and taken back again since
    leaves none, though the row's version has moved: so several undos in a row work."""
    ours = select(func.max(ChangeRow.rowno)).where(
        ChangeRow.change_set_id == change_set, ChangeRow.row_id == row_id
    )
    later = asking.session.execute(
        select(ChangeSet.id, ChangeSet.undoes)
        .join(ChangeRow, ChangeRow.change_set_id == ChangeSet.id)
        .where(ChangeRow.row_id == row_id, ChangeRow.rowno > ours.scalar_subquery())
        .order_by(ChangeRow.rowno)
    )
    steps = [(done, undoes) for done, undoes in later]
    return not steps or stands_after(steps)
