"""Real TLS and SCRAM: whoever is not the right server, or may not be there, is told in one clear sentence."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import psycopg
import pytest

from pacdesk.config.refusals import sentences
from pacdesk.config.steps import Outcome, Step, StepName
from pacdesk.desk import serving
from pacdesk.desk.opening import FirstRows, open_shared, sole_actor
from pacdesk.desk.probing import try_connection
from pacdesk.errors import UserError
from pacdesk.storage import probe, server
from tests.proxy import Proxy
from tests.tls_server import TlsServer

PASSWORD = "senha de teste"
STEPS = list(StepName)


@pytest.fixture(scope="module")
def tls() -> Iterator[TlsServer]:
    """A server with a desk on it, Ana let in."""
    made = TlsServer()
    with closing(made):
        made.run("CREATE DATABASE pacdesk")
        address = made.address(base="pacdesk")
        serving.prepare(address, FirstRows(desk_name="Central"))
        serving.let_in(address, "Ana Prado", "ana", password=PASSWORD)
        made.run(f"CREATE ROLE plain LOGIN PASSWORD '{PASSWORD}'")
        made.run(f"CREATE ROLE expired LOGIN PASSWORD '{PASSWORD}' VALID UNTIL '2020-01-01'")
        made.run(f"CREATE ROLE closed NOLOGIN PASSWORD '{PASSWORD}'")
        made.run("CREATE ROLE trusted LOGIN")
        made.run("GRANT CONNECT ON DATABASE pacdesk TO plain, expired, closed, trusted")
        made.run("CREATE DATABASE strange")
        made.run("CREATE TABLE theirs ()", "strange")
        yield made


def ana(tls: TlsServer, **more: str) -> str:
    return tls.address("ana", PASSWORD, base="pacdesk", **more)


def steps(address: str) -> list[Step]:
    told: list[Step] = []
    assert try_connection(address, told.append) is (told[-1].outcome is not Outcome.FAILED)
    assert [step.name for step in told] == STEPS[: len(told)]
    return told


def refused(address: str) -> UserError:
    """Why it is not opened; a sentence in both languages with nothing left open in it."""
    with pytest.raises(UserError) as told:
        open_shared(address)
    error = told.value
    for sentence in sentences()[error.code]:
        assert "{" not in sentence.format(**error.facts)
        assert PASSWORD not in sentence.format(**error.facts)
    return error


def fails_at(address: str, name: StepName, code: str, *, opening: str = "") -> Step:
    """Both the test of the connection and the opening stop there, and say the same."""
    last = steps(address)[-1]
    assert (last.name, last.outcome, last.code) == (name, Outcome.FAILED, code)
    assert last.error is not None
    assert refused(address).code == (opening or code)
    return last


def test_the_right_server_opens_over_tls_with_scram(tls: TlsServer) -> None:
    told = steps(ana(tls))
    assert {step.outcome for step in told} == {Outcome.OK}
    assert str(told[2].facts["version"]).startswith("TLSv1.")
    assert told[3].facts == {"login": "ana", "host": "localhost"}
    with closing(open_shared(ana(tls))) as desk:
        actor = sole_actor(desk)
        assert actor is not None
        assert actor.login == "ana"
        with desk.engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            assert found.scalar() is True


def test_another_host_s_certificate(tls: TlsServer) -> None:
    fails_at(ana(tls, host="outro.example"), StepName.TLS, "server.other_host")


def test_an_authority_that_nobody_here_knows(tls: TlsServer) -> None:
    fails_at(ana(tls, sslrootcert=str(tls.stranger)), StepName.TLS, "server.certificate")
    fails_at(ana(tls, sslrootcert="system"), StepName.TLS, "server.certificate")


def test_a_file_of_the_authority_that_is_not_there(tls: TlsServer, tmp_path: Path) -> None:
    fails_at(ana(tls, sslrootcert=str(tmp_path / "falta.crt")), StepName.TLS, "server.no_authority")


def test_an_expired_certificate_and_one_that_soon_will(tls: TlsServer) -> None:
    with tls.showing("old"):
        fails_at(ana(tls), StepName.TLS, "server.certificate_expired")
    with tls.showing("soon"):
        third = steps(ana(tls))[2]
        assert (third.outcome, third.code) == (Outcome.WARNED, "tls.ends_soon")
        open_shared(ana(tls)).close()


def test_a_server_without_tls_gets_no_password(tls: TlsServer) -> None:
    with tls.showing(ssl=False):
        fails_at(ana(tls), StepName.TLS, "server.no_tls")


def test_a_server_that_asks_for_no_scram_is_not_trusted(tls: TlsServer) -> None:
    fails_at(tls.address("trusted", PASSWORD, base="pacdesk"), StepName.LOG_IN, "server.no_scram")


def test_without_tls_it_is_said(tls: TlsServer) -> None:
    told = steps(tls.address("plain", PASSWORD, base="pacdesk", sslmode="disable"))
    assert (told[2].outcome, told[2].code) == (Outcome.WARNED, "tls.off")
    unverified = steps(ana(tls, sslmode="require"))
    assert (unverified[2].outcome, unverified[2].code) == (Outcome.WARNED, "tls.unverified")


@pytest.mark.parametrize(
    ("user", "password", "base", "code"),
    [
        ("ana", "errada", "pacdesk", "server.wrong_password"),
        ("ana", "", "pacdesk", "server.password_needed"),
        ("expired", PASSWORD, "pacdesk", "server.wrong_password"),  # the server tells only its own log
        ("closed", PASSWORD, "pacdesk", "server.no_login"),
        ("ana", PASSWORD, "falta", "server.no_database"),
    ],
)
def test_who_is_not_let_in(tls: TlsServer, user: str, password: str, base: str, code: str) -> None:
    fails_at(tls.address(user, password, base=base), StepName.LOG_IN, code)


def test_who_was_let_in_elsewhere_only(tls: TlsServer) -> None:
    tls.run("REVOKE ALL ON DATABASE strange FROM PUBLIC")
    fails_at(tls.address("ana", PASSWORD, base="strange"), StepName.LOG_IN, "server.not_let_in")


def test_a_log_in_that_is_nobody_of_the_desk(tls: TlsServer) -> None:
    tls.run("GRANT pacdesk_people TO plain")
    try:
        told = steps(tls.address("plain", PASSWORD, base="pacdesk"))
        assert (told[-1].outcome, told[-1].code) == (Outcome.FAILED, "server.nobody")
    finally:
        tls.run("REVOKE pacdesk_people FROM plain")


def test_a_full_server_and_a_person_with_too_many_windows(tls: TlsServer) -> None:
    with ExitStack() as held:
        with suppress(psycopg.OperationalError):
            while True:
                held.enter_context(psycopg.connect(tls.address("plain", PASSWORD, base="pacdesk")))
        fails_at(ana(tls), StepName.LOG_IN, "server.full")
    tls.run("ALTER ROLE ana CONNECTION LIMIT 0")
    try:
        fails_at(ana(tls), StepName.LOG_IN, "server.role_full")
    finally:
        tls.run("ALTER ROLE ana CONNECTION LIMIT 6")


def test_a_schema_newer_and_one_older_than_this_program(
    tls: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stands_at(version: str) -> None:
        tls.run(f"UPDATE alembic_version SET version_num = '{version}'", "pacdesk")

    with closing(psycopg.connect(tls.address(base="pacdesk"))) as connection:
        ((now,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    try:
        stands_at("9999")
        fails_at(ana(tls), StepName.SCHEMA, "server.schema_newer")
    finally:
        stands_at(now)
    monkeypatch.setattr("pacdesk.storage.migrate.revisions", lambda: (now, "zz"))
    fails_at(ana(tls), StepName.SCHEMA, "server.schema_older")


def test_a_database_without_a_desk(tls: TlsServer) -> None:
    fails_at(tls.address(), StepName.SCHEMA, "server.not_prepared")
    fails_at(tls.address(base="strange"), StepName.SCHEMA, "server.not_a_desk")


def test_an_old_release_is_refused_with_the_reason(tls: TlsServer) -> None:
    """A server as it is, but for the release that it names."""
    proxy = Proxy(tls.inside)
    release = tls.release.encode()
    proxy.change = lambda piece: piece.replace(release, b"15.2" + b" " * (len(release) - 4))
    try:
        address = proxy.address.replace("/postgres?", "/pacdesk?")
        last = fails_at(address, StepName.VERSION, "server.too_old")
        assert last.facts["found"] == "15.2"
    finally:
        proxy.close()


def test_names_ports_and_hosts_that_are_not_there(tls: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_at(ana(tls, port="1"), StepName.REACH, "server.port_closed", opening="server.unreachable")
    fails_at(ana(tls, host="falta.invalid", hostaddr=""), StepName.NAME, "server.no_such_host")
    monkeypatch.setattr(probe, "PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        last = steps(ana(tls, port=str(mute.getsockname()[1])))[-1]
        assert (last.name, last.code) == (StepName.TLS, "server.silent")


def test_of_several_hosts_one_that_is_missing_is_named(tls: TlsServer) -> None:
    told = steps(ana(tls, host="falta.invalid,localhost", hostaddr=""))
    assert (told[0].outcome, told[0].facts["hosts"]) == (Outcome.WARNED, "falta.invalid")
    assert {step.outcome for step in told[1:]} == {Outcome.OK}
    with closing(open_shared(ana(tls, host="falta.invalid,localhost", hostaddr=""))) as desk:
        assert sole_actor(desk) is not None


def test_another_computer_is_reached_by_verified_tls_and_scram_only() -> None:
    far = server.conninfo("postgresql://ana@db.example/pacdesk")
    assert (far["sslmode"], far["require_auth"], far["channel_binding"]) == (
        "verify-full", "scram-sha-256", "require",
    )  # fmt: skip
    assert Path(far["sslrootcert"]).is_file() or far["sslrootcert"] == "system"
    assert "require_auth" not in server.conninfo("postgresql:///pacdesk?host=/tmp")
    own = server.conninfo(
        "postgresql://ana@db.example/pacdesk?sslrootcert=/a%20b/c.crt&channel_binding=prefer"
    )
    assert (own["sslrootcert"], own["channel_binding"]) == ("/a b/c.crt", "prefer")
