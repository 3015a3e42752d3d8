"""Permission groups: their writes, and who is in which (S2.12)."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.commands import DeletePermissionGroup, ListPermissionGroups, SavePermissionGroup
from pacdesk.desk.access.rules import PERSONAL_FIELDS, GroupRow, Right, demand
from pacdesk.desk.access.tables import Membership, PermissionGroup, User
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.desk.values import TicketScope
from pacdesk.errors import Forbidden, Invalid, UserError
from pacdesk.storage.types import fold


def save_group(tx: Tx, command: SavePermissionGroup) -> UUID:
    """Make or change a group. Raises Forbidden (also `group.above_yours`), Conflict, Invalid `name.empty`,
    `name.taken`, `group.unknown_right`, `group.unknown_field`."""
    demand(tx.actor, Right.USERS_EDIT)
    key = _free_name(tx, command)
    _check_words(command)
    row = tx.get_or_new(PermissionGroup, command.group, command.version)
    before = frozenset(row.rights or ())
    if not tx.actor.is_admin and not (command.rights - before) <= tx.actor.rights:
        raise Forbidden("group.above_yours")
    row.name, row.name_key = command.name.strip(), key
    row.rights, row.denied = sorted(command.rights), sorted(command.denied)
    row.scope = command.scope
    row.blocked_types = sorted(str(one) for one in command.blocked_types)
    row.masked, row.locked = sorted(command.masked), sorted(command.locked)
    row.is_default, row.active = command.is_default, command.active
    if command.is_default:
        _no_other_default(tx, command.group)
    return command.group


def _free_name(tx: Tx, command: SavePermissionGroup) -> str:
    key = fold(command.name)
    if not key:
        raise Invalid("name.empty", field="name")
    taken = tx.session.scalar(
        select(PermissionGroup.id).where(PermissionGroup.name_key == key, PermissionGroup.id != command.group)
    )
    if taken is not None:
        raise Invalid("name.taken", field="name", name=command.name.strip())
    return key


def _check_words(command: SavePermissionGroup) -> None:
    known = {str(right) for right in Right}
    problems = [
        UserError("group.unknown_right", field="rights", right=right)
        for right in sorted((command.rights | command.denied) - known)
    ]
    problems += [
        UserError("group.unknown_field", field="masked", name=name)
        for name in sorted((command.masked | command.locked) - set(PERSONAL_FIELDS))
    ]
    if problems:
        raise Invalid(problems=tuple(problems))


def _no_other_default(tx: Tx, group: UUID) -> None:
    others = select(PermissionGroup).where(PermissionGroup.is_default, PermissionGroup.id != group)
    for other in tx.session.scalars(others):
        other.is_default = False


def delete_group(tx: Tx, command: DeletePermissionGroup) -> None:
    """Take a group out; its name is free again.

    Raises Forbidden, NotFound, Conflict, Invalid `group.in_use`.
    """
    demand(tx.actor, Right.USERS_EDIT)
    row = tx.get_seen(PermissionGroup, command.group, command.version)
    members = tx.session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .where(Membership.group_id == row.id, Membership.voided_at.is_(None), User.voided_at.is_(None))
    )
    if members:
        raise Invalid("group.in_use", name=row.name, count=members)
    row.voided_at = tx.at
    row.name_key = f"{row.name_key} ~{row.id.hex}"


def put_into(tx: Tx, user_id: UUID, groups: Iterable[UUID]) -> None:
    """Let a user be in exactly these groups. Raises NotFound, Forbidden `group.above_yours`."""
    wanted = frozenset(groups)
    kept = {
        row.group_id: row
        for row in tx.session.scalars(select(Membership).where(Membership.user_id == user_id))
    }
    for group_id in sorted(wanted):
        group = tx.get(PermissionGroup, group_id)
        row = kept.get(group_id)
        if row is not None and row.voided_at is None:
            continue
        if not tx.actor.is_admin and not frozenset(group.rights) <= tx.actor.rights:
            raise Forbidden("group.above_yours")
        if row is None:
            tx.add(
                Membership(id=tx.child_id(f"member {user_id} {group_id}"), user_id=user_id, group_id=group_id)
            )
        else:
            row.voided_at = None
    for group_id, row in kept.items():
        if group_id not in wanted and row.voided_at is None:
            row.voided_at = tx.at


def default_group(tx: Tx) -> UUID | None:
    """The group that new users are put into, if one is marked."""
    return tx.session.scalar(
        select(PermissionGroup.id).where(PermissionGroup.is_default, PermissionGroup.voided_at.is_(None))
    )


def groups_of(asking: Asking, user_id: UUID) -> tuple[GroupRow, ...]:
    """The active groups a user is in."""
    rows = asking.session.scalars(
        select(PermissionGroup)
        .join(Membership, Membership.group_id == PermissionGroup.id)
        .where(
            Membership.user_id == user_id,
            Membership.voided_at.is_(None),
            PermissionGroup.active,
            PermissionGroup.voided_at.is_(None),
        )
        .order_by(PermissionGroup.name_key)
    )
    return tuple(_row(row) for row in rows)


def _row(row: PermissionGroup) -> GroupRow:
    return GroupRow(
        id=row.id,
        version=row.version,
        name=row.name,
        rights=frozenset(row.rights),
        denied=frozenset(row.denied),
        scope=TicketScope(row.scope),
        blocked_types=frozenset(UUID(one) for one in row.blocked_types),
        masked=frozenset(row.masked),
        locked=frozenset(row.locked),
        is_default=row.is_default,
        active=row.active,
    )


def list_groups(asking: Asking, question: ListPermissionGroups) -> tuple[GroupRow, ...]:
    """Permission groups by name."""
    wanted = select(PermissionGroup).where(PermissionGroup.voided_at.is_(None))
    if question.only_active:
        wanted = wanted.where(PermissionGroup.active)
    return tuple(_row(row) for row in asking.session.scalars(wanted.order_by(PermissionGroup.name_key)))


HANDLERS: Handlers = {SavePermissionGroup: save_group, DeletePermissionGroup: delete_group}
QUESTIONS: Questions = {ListPermissionGroups: list_groups}
