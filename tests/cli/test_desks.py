"""Which desk, who is at it, what opens it: never a prompt, never a password in an argument."""

import io
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pacdesk.cli import desks
from pacdesk.config import connections
from pacdesk.desk import local
from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import EnrolSecondFactor, SetPasswordHash
from pacdesk.desk.access.passwords import hash_password
from pacdesk.desk.opening import find_user, open_local, sole_actor
from pacdesk.desk.values import utc_now
from pacdesk.errors import DeskUnavailable, Forbidden, Invalid
from pacdesk.storage.lock import WriterLock
from tests.cli.conftest import Runner


def _list(run: Runner, demo: Path, *more: object) -> object:
    return run("export", "list", "tickets", "--desk", demo, "--to", demo.with_suffix(".csv"), *more)


def test_place_is_a_file_an_address_or_a_saved_name(tmp_path: Path) -> None:
    connection = connections.Connection("Matriz", connections.POSTGRES, "postgresql://ana@srv/desk")
    house = connections.Connection("Casa", connections.SQLITE, str(tmp_path / "casa.pacdesk"))
    connections.save(connections.default_path(), (connection, house))
    assert desks.place_of("matriz").address == "postgresql://ana@srv/desk"
    assert desks.place_of("Casa").path == tmp_path / "casa.pacdesk"
    assert desks.place_of("postgresql://ana@srv/desk").path is None
    assert desks.place_of(str(tmp_path / "x")).path == tmp_path / "x"
    assert desks.place_of("outra").path == Path.cwd() / "outra"
    with pytest.raises(DeskUnavailable, match=r"desk\.server_only_file"):
        desks.place_of("matriz").file()


@pytest.mark.parametrize("address", ["postgresql://u:p@h/d", "postgres://h/d?password=p"])
def test_a_password_in_the_address_is_refused_and_not_repeated(run: Runner, address: str) -> None:
    ran = run("check", address)
    assert ran.code == 1
    assert "--password-from" in ran.err
    assert ":p@" not in ran.err
    assert "=p" not in ran.err


@pytest.mark.parametrize("text", ["postgresql:///desk?host=/run/pg", "postgresql://ana@h/d?sslmode=require"])
def test_an_address_without_a_password_is_kept_as_typed(text: str) -> None:
    assert desks.place_of(text).address == text


def test_a_silent_server_is_3(run: Runner) -> None:
    ran = run("check", "postgresql://nobody@127.0.0.1:1/none")
    assert ran.code == 3
    assert "não respondeu" in ran.err


def test_missing_desk_is_3_and_leaves_nothing(run: Runner, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "nada.pacdesk")
    assert ran.code == 3
    assert "Não existe base" in ran.err
    assert not list(tmp_path.glob("nada*"))


def test_a_file_that_is_no_desk_is_3(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "x.pacdesk").write_bytes(b"hello " * 1000)
    assert run("check", tmp_path / "x.pacdesk").code == 3


def test_a_secret_is_the_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s").write_bytes("\ufeffsenha com espaço \r\nrest".encode())
    assert desks.secret_from(str(tmp_path / "s")) == "senha com espaço "
    monkeypatch.setattr(sys, "stdin", io.StringIO("um\ndois\n"))
    sources = desks.Sources("-", "-")
    assert (sources.password(), sources.key_secret(), sources.password()) == ("um", "dois", "um")
    with pytest.raises(Invalid, match=r"secret\.empty"):
        desks.secret_from("-")
    with pytest.raises(Invalid, match=r"secret\.unreadable"):
        desks.secret_from(str(tmp_path / "none"))


@pytest.fixture
def locked(demo: Path) -> Path:
    """The example desk, its user with the password "certa"."""
    desk = open_local(demo)
    actor = sole_actor(desk)
    assert actor is not None
    assert actor.user_id is not None
    desk.acting(actor).run(SetPasswordHash(user=actor.user_id, password_hash=hash_password("certa")))
    desk.close()
    return demo


def test_rights_and_passwords_as_in_the_window(run: Runner, locked: Path, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("certa\n", encoding="utf-8")
    wrong.write_text("errada\n", encoding="utf-8")
    assert "--user" in _list(run, locked).err
    assert "--password-from" in _list(run, locked, "--user", "marina").err
    assert _list(run, locked, "--user", "marina", "--password-from", wrong).code == 1
    assert _list(run, locked, "--user", "ninguem", "--password-from", right).code == 1
    assert _list(run, locked, "--user", "Marina", "--password-from", right).code == 0
    for _ in range(5):
        ran = _list(run, locked, "--user", "marina", "--password-from", wrong)
    assert "espere" in _list(run, locked, "--user", "marina", "--password-from", right).err
    assert ran.code == 1


def test_s1_10_a_log_in_with_a_code_asks_for_it_here_too(run: Runner, locked: Path, tmp_path: Path) -> None:
    right, code, wrong = tmp_path / "right", tmp_path / "code", tmp_path / "wrong"
    right.write_text("certa\n", encoding="utf-8")
    wrong.write_text("000000\n", encoding="utf-8")
    secret, spare = totp.new_secret(), totp.new_recovery_codes()
    desk = open_local(locked)
    found = find_user(desk, "marina")
    assert found is not None
    now = totp.code_of(secret, totp.step_at(utc_now()))
    hashes = tuple(map(totp.recovery_hash, spare))
    desk.acting(found[3]).run(EnrolSecondFactor(secret=secret, code=now, recovery=hashes))
    desk.close()
    code.write_text(spare[0], encoding="utf-8")
    login = ("--user", "marina", "--password-from", right)
    assert "--code-from" in _list(run, locked, *login).err
    assert _list(run, locked, *login, "--code-from", wrong).code == 1
    assert _list(run, locked, *login, "--code-from", code).code == 0
    desk = open_local(locked)
    actor = found[3]
    desks.demand_code(desk, actor, desks.Sources(code_from=str(code)))
    with pytest.raises(Forbidden, match=r"second\.wrong_code"):
        desks.demand_code(desk, actor, desks.Sources(code_from=str(code)))
    desk.close()


def test_s1_10_a_wrong_code_of_a_reading_command_counts_in_the_desk(
    run: Runner, locked: Path, tmp_path: Path
) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("certa\n", encoding="utf-8")
    wrong.write_text("000000\n", encoding="utf-8")
    secret = totp.new_secret()
    with local.open_to_work(locked) as opened:
        found = find_user(opened.desk, "marina")
        assert found is not None
        now = totp.code_of(secret, totp.step_at(utc_now()))
        enrol = EnrolSecondFactor(secret=secret, code=now, recovery=("x",))
        opened.desk.acting(found[3]).run(enrol)
        login = ("--user", "marina", "--password-from", right, "--code-from", wrong)
        assert _list(run, locked, *login).code == 1, "held by another: this computer counts it"
        assert _failures(locked) == 0
    for _ in range(2):
        assert _list(run, locked, *login).code == 1
    assert _failures(locked) == 2


def _failures(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT failures FROM second_factors").fetchone()[0])


def test_never_a_prompt_without_a_terminal(locked: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "x.csv")
    command = [
        "export",
        "list",
        "tickets",
        "--desk",
        str(locked),
        "--to",
        target,
        "--user",
        "marina",
        "--json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pacdesk", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "access.password_needed" in done.stdout


def test_reading_goes_on_beside_the_holder_and_writing_is_4(run: Runner, demo: Path, tmp_path: Path) -> None:
    with WriterLock(demo).acquire(who="bruno"):
        assert _list(run, demo).code == 0
        assert run("check", demo).code == 0
        assert run("backup", demo, "--to", tmp_path / "b").code == 0
        ran = run("check", demo, "--repair", "--json")
        assert ran.code == 4
        assert ran.data["error"]["code"] == "desk.held"
        assert ran.data["error"]["facts"]["who"] == "bruno"
        assert "aberta em" in ran.err
        assert "por bruno" in ran.err
        assert run("rekey", demo, "--remove").code == 4
        assert run("check", demo, "--repair", "--wait", "0.2").code == 4
    assert run("check", demo, "--repair").code == 0


def test_wait_gets_the_desk_when_it_is_let_go(demo: Path) -> None:
    lock = WriterLock(demo).acquire(who="bruno")
    waiting = subprocess.Popen(
        [sys.executable, "-m", "pacdesk", "check", str(demo), "--repair", "--wait", "60"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(2)
    lock.release()
    assert waiting.wait(60) == 0
    assert waiting.stdout is not None
    waiting.stdout.close()
