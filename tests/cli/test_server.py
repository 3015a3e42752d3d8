"""Setting up a shared desk and letting people in, from the command line, on real servers."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from pacdesk.cli.refusals import FINE, REFUSED, UNAVAILABLE, WRONG_USAGE
from tests.cli.conftest import Runner
from tests.servers import drop_person, execute, server

pytestmark = pytest.mark.postgres


@pytest.fixture(params=[18, pytest.param(16, marks=pytest.mark.soak)])
def empty(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database."""
    root = str(server(request.param).get_uri("postgres"))
    name = f"empty_{secrets.token_hex(6)}"
    execute(root, f"CREATE DATABASE {name}")
    yield str(server(request.param).get_uri(name))
    execute(root, f"DROP DATABASE {name} WITH (FORCE)")


def as_person(address: str, login: str) -> str:
    return make_url(address).set(username=login).render_as_string(hide_password=False)


def bare(address: str) -> str:
    """Without the empty password that the test server's own address carries."""
    return make_url(address).set(password=None).render_as_string(hide_password=False)


def verifier(address: str, login: str) -> str:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (login,)).fetchone()
    assert row is not None
    return str(row[0])


@pytest.fixture
def login(empty: str) -> Iterator[Callable[[], str]]:
    """Names for log-ins, taken away from the server afterwards."""
    made: list[str] = []

    def name() -> str:
        made.append(f"p{secrets.token_hex(4)}")
        return made[-1]

    yield name
    for one in made:
        drop_person(empty, one)


def test_a_server_is_set_up_once_and_may_be_set_up_again(run: Runner, empty: str) -> None:
    made = run("server", "init", bare(empty), "--name", "Central", "--company", "Empresa", "--json")
    assert (made.code, made.data["new"], made.data["before"]) == (FINE, True, None)
    again = run("server", "init", bare(empty), "--json")
    assert (again.code, again.data["new"]) == (FINE, False)
    newer = run("server", "upgrade", bare(empty))
    assert newer.code == FINE
    assert "regras de acesso" in newer.out
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT name, kind FROM desk_meta").fetchall() == [("Central", "shared")]


def test_a_person_is_let_in_works_and_is_shut_out(
    run: Runner, empty: str, login: Callable[[], str], tmp_path: Path
) -> None:
    run("server", "init", bare(empty))
    chief, ana = login(), login()
    first = run(
        "server", "user", "add", "Chefe", "--login", chief, "--admin", "--desk", bare(empty), "--json"
    )
    assert first.code == FINE
    assert len(first.data["password"]) >= 16
    secret = tmp_path / "senha"
    secret.write_text("bem guardada\n")
    adding = ("server", "user", "add", "Ana Prado", "--login", ana, "--desk", bare(empty))
    second = run(*adding, "--new-password-from", str(secret), "--json")
    assert (second.code, second.data["password"]) == (FINE, None)
    assert verifier(empty, ana).startswith("SCRAM-SHA-256$")
    assert "bem guardada" not in verifier(empty, ana)
    listed = run(
        "export", "list", "tickets", "--desk", as_person(bare(empty), ana), "--to", str(tmp_path / "a.csv")
    )
    assert listed.code == FINE, listed.err

    before = verifier(empty, ana)
    renewed = run("server", "user", "reset", ana, "--desk", bare(empty), "--json")
    assert renewed.data["password"]
    assert verifier(empty, ana) != before

    held = psycopg.connect(as_person(empty, ana))
    out = run("server", "user", "disable", ana, "--desk", bare(empty))
    assert out.code == FINE
    with pytest.raises(psycopg.OperationalError):
        held.execute("SELECT 1")
    held.close()
    gone = run(
        "export", "list", "tickets", "--desk", as_person(bare(empty), ana), "--to", str(tmp_path / "b.csv")
    )
    assert gone.code == UNAVAILABLE
    back = run(*adding, "--json")
    assert back.code == FINE
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT count(*) FROM users WHERE login = %s", (ana,)).fetchone() == (1,)
        with psycopg.connect(as_person(empty, ana)) as own:
            assert own.execute("SELECT app.me()").fetchone() != (None,)


def test_an_owner_needs_no_superuser(run: Runner, empty: str, login: Callable[[], str]) -> None:
    """A database of his own and the right to make roles are enough."""
    holder, ana = login(), login()
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {holder} LOGIN CREATEROLE".encode())
        connection.execute(f"ALTER DATABASE {make_url(empty).database} OWNER TO {holder}".encode())
    address = as_person(bare(empty), holder)
    with psycopg.connect(empty, autocommit=True) as connection:
        if connection.execute("SELECT FROM pg_roles WHERE rolname = 'pacdesk_owner'").fetchone() is not None:
            for role in ("owner", "people", "cover", "door"):  # made by another desk
                connection.execute(f"GRANT pacdesk_{role} TO {holder} WITH ADMIN OPTION".encode())
    made = run("server", "init", address, "--json")
    assert made.code == FINE, made.err
    assert made.data["wants_superuser"] is True
    by_owner, by_superuser = run("server", "upgrade", address), run("server", "upgrade", empty)
    assert (by_owner.code, by_superuser.code) == (FINE, FINE)
    assert "superusuário" in by_owner.out + by_owner.err
    assert "superusuário" not in by_superuser.out + by_superuser.err
    assert run("server", "upgrade", address, "--json").data["wants_superuser"] is False
    assert run("server", "user", "add", "Ana", "--login", ana, "--admin", "--desk", address).code == FINE
    with psycopg.connect(as_person(empty, ana)) as own:
        assert own.execute("SELECT app.am_admin()").fetchone() == (True,)
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {make_url(empty).database} OWNER TO postgres".encode())
        connection.execute(f"REASSIGN OWNED BY {holder} TO postgres".encode())
        connection.execute(f"REVOKE pacdesk_people FROM {ana} CASCADE".encode())


def test_what_cannot_be_is_refused(run: Runner, empty: str, login: Callable[[], str], tmp_path: Path) -> None:
    address = bare(empty)
    unprepared = run("server", "upgrade", address, "--json")
    assert (unprepared.code, unprepared.data["error"]["code"]) == (UNAVAILABLE, "server.not_prepared")
    run("server", "init", address)
    chief, ana = login(), login()
    run("server", "user", "add", "Chefe", "--login", chief, "--admin", "--desk", address)
    run("server", "user", "add", "Ana", "--login", ana, "--desk", address)

    def refused(*arguments: str) -> str:
        answer = run("server", *arguments, "--json")
        assert answer.code in (REFUSED, UNAVAILABLE), answer
        return str(answer.data["error"]["code"])

    for bad in ("Ana", "ana prado", "pg_ana", "pacdesk_owner", "ação", "1a"):
        assert refused("user", "add", "X", "--login", bad, "--desk", address) == "server.login_form"
    assert refused("user", "add", "X", "--login", "postgres", "--desk", address) == "server.login_not_plain"
    assert refused("user", "disable", "nobody", "--desk", address) == "server.no_such_login"
    assert refused("user", "reset", "postgres", "--desk", address) == "server.no_such_login"
    assert refused("user", "disable", chief, "--desk", address) == "user.last_admin"
    assert (
        refused("user", "add", "X", "--login", login(), "--desk", as_person(address, ana))
        == "server.not_owner"
    )
    assert refused("upgrade", as_person(address, chief)) == "server.not_owner"
    assert refused("init", str(tmp_path / "x.pacdesk")) == "server.no_address"
    assert run("server", "user", "add", "X").code == WRONG_USAGE
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (2,)


def test_a_desk_that_is_moved_in_stands_behind_the_wall_and_its_users_get_log_ins(
    run: Runner, empty: str, demo: Path, login: Callable[[], str], tmp_path: Path
) -> None:
    address = bare(empty)
    run("server", "init", address)
    moved = run("move", "--desk", str(demo), "--to", address, "--json")
    assert moved.code == FINE, moved.err
    with psycopg.connect(empty, autocommit=True) as connection:
        row = connection.execute("SELECT id FROM users WHERE is_admin ORDER BY rowno LIMIT 1").fetchone()
        known = login()
        if row is not None:
            connection.execute(
                "UPDATE users SET login = %s, login_key = %s WHERE id = %s", (known, known, row[0])
            )
        added = run("server", "user", "add", "Quem já estava", "--login", known, "--admin", "--desk", address)
        assert added.code == FINE, added.err
        with psycopg.connect(as_person(empty, known)) as own:
            seen = own.execute("SELECT count(*) FROM tickets").fetchone()
        assert seen == connection.execute("SELECT count(*) FROM tickets").fetchone()
    back = run("move", "--desk", address, "--to", str(tmp_path / "volta.pacdesk"), "--json")
    assert back.code == FINE, back.err
