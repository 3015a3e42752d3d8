"""Log-in roles of people: one each, with nothing but what every person has (DESIGN section 5)."""

import re
from typing import Any, Final

from psycopg import sql
from sqlalchemy import Connection, text

from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.server import explain

PEOPLE: Final = "pacdesk_people"
CONNECTIONS: Final = 6
"""How many at once: two windows of three."""
_LOGIN: Final = re.compile(r"[a-z_][a-z0-9_.-]{0,62}")


def check_login(login: str) -> None:
    """Raise Invalid `server.login_form` for a name that the server would fold, cut or keep for itself."""
    if not _LOGIN.fullmatch(login) or login.startswith(("pg_", "pacdesk_")):
        raise Invalid("server.login_form", field="login", login=login)


def open_login(connection: Connection, login: str, password: str | None) -> None:
    """Make the log-in role, or let one that is there already (from another desk of this server) in here.

    The password leaves this program only as its SCRAM verifier; None leaves it as it is. Raises Invalid
    `server.login_form`, `server.login_not_plain` for a role with powers of its own.
    """
    check_login(login)
    name = sql.Identifier(login)
    if _refuse_powers(connection, login):
        _run(connection, sql.SQL("ALTER ROLE {} LOGIN").format(name))
    else:
        _run(
            connection,
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT {}").format(
                name, sql.Literal(CONNECTIONS)
            ),
        )
    _run(connection, sql.SQL("GRANT {} TO {}").format(sql.Identifier(PEOPLE), name))
    _hand_to_door(connection, login)
    _as_door(connection, sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(_database(connection), name))
    if password is not None:
        _set_password(connection, login, password)


_DOOR: Final = {
    "PD001": ("server.login_form", Invalid),
    "PD002": ("server.login_not_plain", Invalid),
    "PD003": ("server.no_such_login", NotFound),
    "PD004": ("server.login_elsewhere", Forbidden),
}
"""What `logins.sql` refuses, by its codes."""


def open_by_admin(connection: Connection, login: str, password: str) -> bool:
    """The same by an administrator of the desk who does not own it; whether the password was set: a person
    of another desk of the server keeps his own.

    Raises Invalid `server.login_form`, `server.login_not_plain`, Forbidden `server.not_allowed`.
    """
    check_login(login)
    return _knock(connection, "open_login", login, _verifier(connection, login, password)) is True


def renew_by_admin(connection: Connection, login: str, password: str) -> None:
    """A new password. Raises as `open_by_admin`, NotFound `server.no_such_login`, Forbidden
    `server.login_elsewhere` for a person of another desk of the server too."""
    _knock(connection, "renew_login", login, _verifier(connection, login, password))


def close_by_admin(connection: Connection, login: str) -> None:
    """Nobody logs in to this desk as this role any more, and whoever is in is put out. Raises as
    `renew_by_admin`."""
    _knock(connection, "close_login", login)


def _knock(connection: Connection, function: str, login: str, *more: str) -> Any:
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            cursor.execute(
                sql.SQL("SELECT door.{}({})").format(
                    sql.Identifier(function), sql.SQL(", ").join([sql.Placeholder()] * (1 + len(more)))
                ),
                (login, *more),
            )
            return cursor.fetchone()[0]
    except Exception as error:
        known = _DOOR.get(getattr(error, "sqlstate", None) or "")
        if known is not None:
            code, kind = known
            raise kind(code, login=login) from error
        raise explain(error) or error from error


def standing(connection: Connection, login: str) -> bool | None:
    """Whether somebody may log in to this desk as `login`; None when the server knows no such role."""
    return connection.execute(
        text(
            "SELECT rolcanlogin AND has_database_privilege(oid, current_database(), 'CONNECT') "
            "FROM pg_roles WHERE rolname = :login"
        ),
        {"login": login},
    ).scalar()


def set_password(connection: Connection, login: str, password: str) -> None:
    """A new password for a person.

    Raises NotFound `server.no_such_login`, Invalid `server.login_not_plain`.
    """
    _demand(connection, login)
    _set_password(connection, login, password)


def close_login(connection: Connection, login: str) -> None:
    """Nobody logs in here as this role any more, and whoever is in is put out; other desks of the server
    are not touched. Raises NotFound `server.no_such_login`, Invalid `server.login_not_plain`."""
    _demand(connection, login)
    revoke = sql.SQL("REVOKE CONNECT ON DATABASE {} FROM {}")
    _as_door(connection, revoke.format(_database(connection), sql.Identifier(login)))
    connection.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE usename = :login AND datname = current_database()"
        ),
        {"login": login},
    )


def _has_door(connection: Connection) -> bool:
    return connection.scalar(text("SELECT to_regnamespace('door') IS NOT NULL")) is True


def _as_door(connection: Connection, statement: sql.Composed) -> None:
    """Who gave is the only one who can take: where administrators give, everything is given as they do."""
    if not _has_door(connection):
        _run(connection, statement)
        return
    _run(connection, sql.SQL("SET LOCAL ROLE pacdesk_door"))
    _run(connection, statement)
    _run(connection, sql.SQL("RESET ROLE"))


def _hand_to_door(connection: Connection, login: str) -> None:
    """From 16 on a role is changed only by who made it: let the administrators' functions do it as well."""
    if not _has_door(connection):
        return
    _run(connection, sql.SQL("GRANT {} TO pacdesk_door WITH ADMIN OPTION").format(sql.Identifier(login)))


def _demand(connection: Connection, login: str) -> None:
    if not _refuse_powers(connection, login):
        raise NotFound("server.no_such_login", login=login)


def _refuse_powers(connection: Connection, login: str) -> bool:
    """Whether there is such a role. Raises Invalid when it is more than a person's."""
    found = connection.execute(
        text(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication OR EXISTS ("
            " SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " WHERE m.member = r.oid AND g.rolname <> :people) FROM pg_roles r WHERE rolname = :login"
        ),
        {"login": login, "people": PEOPLE},
    ).scalar()
    if found:
        raise Invalid("server.login_not_plain", field="login", login=login)
    return found is not None


def _set_password(connection: Connection, login: str, password: str) -> None:
    change = sql.SQL("ALTER ROLE {} PASSWORD {}")
    verifier = _verifier(connection, login, password)
    _run(connection, change.format(sql.Identifier(login), sql.Literal(verifier)))


def _verifier(connection: Connection, login: str, password: str) -> str:
    driver: Any = connection.connection.driver_connection
    made = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return str(made.decode())


def _database(connection: Connection) -> sql.Identifier:
    return sql.Identifier(str(connection.scalar(text("SELECT current_database()"))))


def _run(connection: Connection, statement: sql.Composable) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            cursor.execute(statement)
    except Exception as error:
        raise explain(error) or error from error
