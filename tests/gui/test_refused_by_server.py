"""What a server refuses with, as its person meets it: the window's sentence and the command line's, in both
languages, over TLS at Debian's PostgreSQL (issue 4)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from pacdesk.cli.main import main
from pacdesk.cli.refusals import UNAVAILABLE
from pacdesk.config import secrets
from pacdesk.config.refusals import sentences
from pacdesk.desk import serving
from pacdesk.desk.opening import FirstRows
from tests.gui.window_desk import Starter, wait
from tests.memory_keyring import MemoryBackend
from tests.tls_server import TlsServer

pytestmark = pytest.mark.postgres
PASSWORD = "senha de teste"


@pytest.fixture(scope="module")
def tls() -> Iterator[TlsServer]:
    """A server with a desk on it; Ana was let in, `expired` too, and `plain` only uses up connections."""
    made = TlsServer()
    with closing(made):
        made.run("CREATE DATABASE pacdesk")
        serving.prepare(made.address(base="pacdesk"), FirstRows(desk_name="Central"))
        serving.let_in(made.address(base="pacdesk"), "Ana Prado", "ana", password=PASSWORD)
        made.run(f"CREATE ROLE expired LOGIN PASSWORD '{PASSWORD}' VALID UNTIL '2020-01-01'")
        made.run(f"CREATE ROLE plain LOGIN PASSWORD '{PASSWORD}'")
        made.run("GRANT CONNECT ON DATABASE pacdesk TO expired")
        yield made


def _full(tls: TlsServer) -> AbstractContextManager[object]:
    held = ExitStack()
    with suppress(psycopg.OperationalError):
        while True:
            held.enter_context(psycopg.connect(tls.address("plain", PASSWORD)))
    return held


@contextmanager
def _stands_at(tls: TlsServer, version: str) -> Iterator[None]:
    with closing(psycopg.connect(tls.get_uri("pacdesk"))) as connection:
        ((now,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    tls.run(f"UPDATE alembic_version SET version_num = '{version}'", "pacdesk")
    try:
        yield
    finally:
        tls.run(f"UPDATE alembic_version SET version_num = '{now}'", "pacdesk")


@contextmanager
def _older(tls: TlsServer) -> Iterator[None]:
    with closing(psycopg.connect(tls.get_uri("pacdesk"))) as connection:
        ((now,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pacdesk.storage.migrate.revisions", lambda: (now, "zz"))
        yield


@contextmanager
def _no_more_windows(tls: TlsServer) -> Iterator[None]:
    tls.run("ALTER ROLE ana CONNECTION LIMIT 0")
    try:
        yield
    finally:
        tls.run("ALTER ROLE ana CONNECTION LIMIT 6")


@dataclass(frozen=True)
class Case:
    """Why somebody does not get in."""

    code: str
    in_window: str
    """Words of the window's sentence."""
    user: str = "ana"
    password: str = PASSWORD
    port: str = ""
    while_: Callable[[TlsServer], AbstractContextManager[object]] = lambda _: nullcontext()
    asks_again: bool = False
    """The window asks for another password and says why."""


CASES = {
    "wrong password": Case("server.wrong_password", "do not match", password="errada", asks_again=True),
    "expired role": Case("server.wrong_password", "have expired", "expired", asks_again=True),
    "another host's certificate": Case("server.other_host", "another"),
    "expired certificate": Case(
        "server.certificate_expired", "expired", while_=lambda tls: tls.showing("old")
    ),
    "server full": Case("server.full", "full", while_=_full),
    "too many windows": Case("server.role_full", "too many", while_=_no_more_windows),
    "schema newer": Case("server.schema_newer", "newer", while_=lambda tls: _stands_at(tls, "9999")),
    "schema older": Case("server.schema_older", "older", while_=_older),
    "network gone": Case("server.unreachable", "answer", port="1"),
}


def _address(tls: TlsServer, case: Case, password: str = "") -> str:
    more = {"port": case.port} if case.port else {}
    if case.code == "server.other_host":
        more["host"] = "outro.example"
    return tls.address(case.user, password, base="pacdesk", **more)


def _start_of(code: str, language: int) -> str:
    """Of the sentence, up to its first fact."""
    return sentences()[code][language].split("{")[0]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", CASES)
def test_the_command_line_says_why(
    tls: TlsServer, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = CASES[name]
    secret = tmp_path / "senha.txt"
    secret.write_text(case.password)
    asked = ("check", _address(tls, case), "--password-from", str(secret))
    with case.while_(tls):
        for number, language in enumerate(("pt-BR", "en")):
            code = main(["--lang", language, *asked])
            told = capsys.readouterr()
            assert code == UNAVAILABLE, told
            assert _start_of(case.code, number) in told.err, told
            assert "{" not in told.err
            assert PASSWORD not in told.err + told.out
            assert "Traceback" not in told.err


def test_the_window_says_why(tls: TlsServer, start: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_system_backend", MemoryBackend)
    window = start()
    for name, case in CASES.items():
        page = window.doorway.server if case.asks_again else window.doorway.welcome
        window.doorway.setCurrentWidget(window.doorway.welcome)
        page.bar.hide()
        with case.while_(tls):
            window.doorway.open_address(_address(tls, case, case.password))
            wait(page.bar.isVisible)
        assert case.in_window in page.bar.sentence(), name
        assert window.context.open is None, name
        wait(lambda: not window.context.jobs.busy())
