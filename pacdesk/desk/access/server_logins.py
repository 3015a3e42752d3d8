"""Log-ins at the server of a shared desk, by its administrators: made, given a new password, closed.

A drawer of its own beside the handlers: what it changes is a role of the server, not a row. The password is
chosen here and answered once; neither a command nor a row ever has it.
"""

import secrets
from typing import Any, Final

from sqlalchemy import Connection

from pacdesk.desk.access.commands import AskServerLogIn, CloseServerLogIn, OpenServerLogIn, RenewServerLogIn
from pacdesk.desk.access.rules import ServerLogIn
from pacdesk.desk.access.tables import User
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Forbidden, Invalid
from pacdesk.storage.postgres import people
from pacdesk.storage.postgres.wall import is_owner, is_raised

PASSWORD_BYTES: Final = 12


def open_server_log_in(tx: Tx, command: OpenServerLogIn) -> str | None:
    """Let a user in. Answers the password; None when he is known at the server from another desk and keeps
    his own. Raises Forbidden `server.admin_only`, Invalid `server.no_server`, `server.login_form`,
    `server.login_not_plain`."""
    user, connection = _reached(tx, command.user)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    if is_owner(connection):
        people.open_login(connection, user.login, password)
        return password
    return password if people.open_by_admin(connection, user.login, password) else None


def renew_server_log_in(tx: Tx, command: RenewServerLogIn) -> str:
    """A new password, answered once. Raises as `open_server_log_in`, NotFound `server.no_such_login`,
    Forbidden `server.login_elsewhere`."""
    user, connection = _reached(tx, command.user)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    renew: Any = people.set_password if is_owner(connection) else people.renew_by_admin
    renew(connection, user.login, password)
    return password


def close_server_log_in(tx: Tx, command: CloseServerLogIn) -> None:
    """Let a user in no more, and put him out. Raises as `renew_server_log_in`, Invalid `server.own_login`."""
    user, connection = _reached(tx, command.user)
    if user.id == tx.actor.user_id:
        raise Invalid("server.own_login")
    close: Any = people.close_login if is_owner(connection) else people.close_by_admin
    close(connection, user.login)


def ask_server_log_in(asking: Asking, question: AskServerLogIn) -> ServerLogIn | None:
    """None where the desk is on no server, or has no wall yet."""
    if not asking.on_postgres or not is_raised(asking.session.connection()):
        return None
    user = asking.get(User, question.user)
    may = people.standing(asking.session.connection(), user.login)
    return ServerLogIn(login=user.login, is_known=may is not None, may_enter=bool(may))


def _reached(tx: Tx, user_id: Any) -> tuple[User, Connection]:
    if not tx.actor.is_admin:
        raise Forbidden("server.admin_only")
    if not tx.on_postgres or not is_raised(tx.session.connection()):
        raise Invalid("server.no_server")
    user = tx.get(User, user_id)
    # The role is no row: the user's own version is what the history of changes can show.
    user.version += 1
    tx.flush()
    return user, tx.session.connection()


HANDLERS: Handlers = {
    OpenServerLogIn: open_server_log_in,
    RenewServerLogIn: renew_server_log_in,
    CloseServerLogIn: close_server_log_in,
}
QUESTIONS: Questions = {AskServerLogIn: ask_server_log_in}
