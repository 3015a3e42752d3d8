"""Writes about users. Creating the first user needs no right: the desk has nobody yet."""

from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access import computers, groups, second_factor, server_logins
from pacdesk.desk.access.commands import ChangeUser, CreateUser, NoteLogin, SetPasswordHash
from pacdesk.desk.access.rules import Right, demand, wait_after
from pacdesk.desk.access.tables import User
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.errors import Forbidden, Invalid, UserError
from pacdesk.storage.types import fold


def create_user(tx: Tx, command: CreateUser) -> UUID:
    """Raises Forbidden (also `user.above_yours`), Invalid `user.login_taken`, `user.login_empty`,
    `user.name_empty`, `user.password_of_server`."""
    _refuse_password(tx, command.password_hash)
    somebody = tx.session.scalar(select(func.count()).select_from(User))
    if somebody:
        demand(tx.actor, Right.USERS_EDIT)
        _refuse_above(tx, is_admin=command.is_admin, rights=command.rights)
    _check(tx, command.login, command.name, None)
    tx.add(
        User(
            id=command.user,
            login=command.login.strip(),
            login_key=fold(command.login),
            name=command.name.strip(),
            password_hash=command.password_hash,
            is_admin=command.is_admin or not somebody,
            rights=sorted(command.rights),
            staff_id=command.staff,
            superior_id=_superior(tx, command.user, command.superior),
        )
    )
    tx.flush()
    usual = groups.default_group(tx)
    groups.put_into(tx, command.user, command.groups or ((usual,) if usual else ()))
    return command.user


def change_user(tx: Tx, command: ChangeUser) -> None:
    """Raises Forbidden (also `user.above_yours`), Conflict, Invalid; `user.last_admin` when nobody could
    administer any more, `user.login_of_server` where the log-in is a role of the server."""
    demand(tx.actor, Right.USERS_EDIT)
    user = tx.get_seen(User, command.user, command.version)
    if tx.behind_wall and command.login.strip() != user.login:
        raise Invalid("user.login_of_server", field="login", login=user.login)
    _refuse_above(
        tx, is_admin=user.is_admin or command.is_admin, rights=command.rights - frozenset(user.rights)
    )
    _check(tx, command.login, command.name, user.id)
    user.login = command.login.strip()
    user.login_key = fold(command.login)
    user.name = command.name.strip()
    user.is_admin = command.is_admin
    user.rights = sorted(command.rights)
    user.staff_id = command.staff
    user.active = command.active
    user.superior_id = _superior(tx, user.id, command.superior)
    if command.groups is not None:
        groups.put_into(tx, user.id, command.groups)
    demand_an_admin(tx)


def set_password_hash(tx: Tx, command: SetPasswordHash) -> None:
    """One's own, or with the right to edit users that of anybody who may no more than oneself.

    Raises Forbidden (also `user.above_yours`), NotFound; Invalid `user.password_of_server` on a shared desk.
    """
    _refuse_password(tx, command.password_hash)
    user = tx.get(User, command.user)
    if command.user != tx.actor.user_id:
        demand(tx.actor, Right.USERS_EDIT)
        _refuse_above(tx, is_admin=user.is_admin, rights=frozenset(user.rights))
    user.password_hash = command.password_hash
    if command.password_hash is None:
        second_factor.forget_with_password(tx, user.id)
    user.failed_logins = 0
    user.blocked_until = None


def _refuse_password(tx: Tx, password_hash: str | None) -> None:
    if password_hash is not None and tx.behind_wall:
        raise Invalid("user.password_of_server", field="password")


def note_login(tx: Tx, command: NoteLogin) -> None:
    """Count a failure with its growing delay, or forget the failures (S1.10). Needs no right: it is done
    before anybody is logged in."""
    user = tx.get(User, command.user)
    if command.worked:
        user.failed_logins = 0
        user.blocked_until = None
        user.last_login_at = tx.now
        return
    user.failed_logins += 1
    wait = wait_after(user.failed_logins)
    user.blocked_until = tx.now + wait if wait else None


def _superior(tx: Tx, user: UUID, superior: UUID | None) -> UUID | None:
    """His superior, if that does not close a ring. Raises NotFound, Invalid `user.superior_ring`."""
    above, seen = superior, {user}
    while above is not None:
        if above in seen:
            raise Invalid("user.superior_ring", field="superior")
        seen.add(above)
        above = tx.get(User, above).superior_id
    return superior


def _check(tx: Tx, login: str, name: str, own_id: UUID | None) -> None:
    problems = []
    if not login.strip():
        problems.append(UserError("user.login_empty", field="login"))
    elif _taken(tx, login, own_id):
        problems.append(UserError("user.login_taken", field="login", login=login))
    if not name.strip():
        problems.append(UserError("user.name_empty", field="name"))
    if problems:
        raise Invalid(problems=tuple(problems))


def _taken(tx: Tx, login: str, own_id: UUID | None) -> bool:
    holder = tx.session.scalar(select(User.id).where(User.login_key == fold(login)))
    return holder is not None and holder != own_id


def _refuse_above(tx: Tx, *, is_admin: bool, rights: frozenset[str]) -> None:
    """Nobody gives, or lays hands on, more than he has himself: else he could make himself anybody."""
    if not tx.actor.is_admin and (is_admin or not rights <= tx.actor.rights):
        raise Forbidden("user.above_yours")


def demand_an_admin(tx: Tx) -> None:
    """Raise Invalid `user.last_admin` unless somebody can still administer the desk."""
    tx.flush()
    left = select(User.id).where(User.is_admin, User.active, User.voided_at.is_(None)).limit(1)
    if tx.session.scalar(left) is None:
        raise Invalid("user.last_admin")


HANDLERS: Handlers = {
    CreateUser: create_user,
    ChangeUser: change_user,
    SetPasswordHash: set_password_hash,
    NoteLogin: note_login,
    **groups.HANDLERS,
    **second_factor.HANDLERS,
    **computers.HANDLERS,
    **server_logins.HANDLERS,
}
