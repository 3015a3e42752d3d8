"""Log-in roles of people: one each, with nothing but what every person has (DESIGN section 5)."""

import re
from typing import Any, Final

from psycopg import sql
from sqlalchemy import Connection, text

from pacdesk.errors import Invalid, NotFound
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
    _run(connection, sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(_database(connection), name))
    if password is not None:
        _set_password(connection, login, password)


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
    _run(connection, revoke.format(_database(connection), sql.Identifier(login)))
    connection.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE usename = :login AND datname = current_database()"
        ),
        {"login": login},
    )


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
    driver: Any = connection.connection.driver_connection
    verifier = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    change = sql.SQL("ALTER ROLE {} PASSWORD {}")
    _run(connection, change.format(sql.Identifier(login), sql.Literal(verifier)))


def _database(connection: Connection) -> sql.Identifier:
    return sql.Identifier(str(connection.scalar(text("SELECT current_database()"))))


def _run(connection: Connection, statement: sql.Composed) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            cursor.execute(statement)
    except Exception as error:
        raise explain(error) or error from error
