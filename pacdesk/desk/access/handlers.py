"""Writes about users. Creating the first user needs no right: the desk has nobody yet."""

from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.commands import ChangeUser, CreateUser, NoteLogin, SetPasswordHash
from pacdesk.desk.access.rules import Right, demand, wait_after
from pacdesk.desk.access.tables import User
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.errors import Invalid, UserError
from pacdesk.storage.types import fold


def create_user(tx: Tx, command: CreateUser) -> UUID:
    """Raises Forbidden, Invalid `user.login_taken`, `user.login_empty`, `user.name_empty`."""
    somebody = tx.session.scalar(select(func.count()).select_from(User))
    if somebody:
        demand(tx.actor, Right.USERS_EDIT)
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
        )
    )
    return command.user


def change_user(tx: Tx, command: ChangeUser) -> None:
    """Raises Forbidden, Conflict, Invalid; `user.last_admin` when nobody could administer any more."""
    demand(tx.actor, Right.USERS_EDIT)
    user = tx.get_seen(User, command.user, command.version)
    _check(tx, command.login, command.name, user.id)
    if user.is_admin and not (command.is_admin and command.active):
        _refuse_without_admin(tx, user.id)
    user.login = command.login.strip()
    user.login_key = fold(command.login)
    user.name = command.name.strip()
    user.is_admin = command.is_admin
    user.rights = sorted(command.rights)
    user.staff_id = command.staff
    user.active = command.active


def set_password_hash(tx: Tx, command: SetPasswordHash) -> None:
    """One's own, or anybody's with the right to edit users. Raises Forbidden."""
    if command.user != tx.actor.user_id:
        demand(tx.actor, Right.USERS_EDIT)
    user = tx.get(User, command.user)
    user.password_hash = command.password_hash
    user.failed_logins = 0
    user.blocked_until = None


def note_login(tx: Tx, command: NoteLogin) -> None:
    """Count a failure with its growing delay, or forget the failures (S1.10)."""
    user = tx.get(User, command.user)
    if command.worked:
        user.failed_logins = 0
        user.blocked_until = None
        user.last_login_at = tx.now
        return
    user.failed_logins += 1
    wait = wait_after(user.failed_logins)
    user.blocked_until = tx.now + wait if wait else None


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


def _refuse_without_admin(tx: Tx, leaving: UUID) -> None:
    others = select(func.count()).select_from(User).where(User.is_admin, User.active, User.id != leaving)
    if not tx.session.scalar(others):
        raise Invalid("user.last_admin")


HANDLERS: Handlers = {
    CreateUser: create_user,
    ChangeUser: change_user,
    SetPasswordHash: set_password_hash,
    NoteLogin: note_login,
}
