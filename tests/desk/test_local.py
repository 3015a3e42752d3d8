"""Making and opening local desks: keys, lock, migrations, and everything that can be wrong with a file."""

import os
import subprocess
import sys
import textwrap

import pytest
from sqlalchemy import text

from pacdesk.desk import local
from pacdesk.desk.opening import FirstRows, sole_actor
from pacdesk.desk.tickets.commands import OpenTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import DeskHeld, DeskUnavailable, Forbidden
from pacdesk.storage import keys
from pacdesk.storage.driver import connect
from tests.scripts import run_script

FIRST = FirstRows(desk_name="Teste")


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mesa.pacdesk"


def test_a_new_desk_opens_at_once_for_its_owner(path):
    assert local.make(path, FIRST) is None
    with local.open_to_work(path) as opened:
        actor = sole_actor(opened.desk)
        assert actor is not None
        assert actor.is_admin
        assert opened.desk.ask(ListTypes())


def test_a_keyed_desk_opens_by_password_and_by_recovery_code(path):
    code = local.make(path, FIRST, local.Protection(password="segredo"))
    assert code is not None
    by_password = local.key_of(path, local.Unlocking(password="segredo"))
    by_code = local.key_of(path, local.Unlocking(code=code))
    assert by_password == by_code
    with local.open_to_work(path, key=by_code) as opened:
        opened.desk.put_file(b"conteudo secreto que nao pode aparecer")
    for file in path.parent.glob("mesa.pacdesk*"):
        assert b"conteudo secreto" not in file.read_bytes()
        assert b"Atendimento geral" not in file.read_bytes()


def test_a_wrong_password_is_refused(path):
    local.make(path, FIRST, local.Protection(password="segredo"))
    with pytest.raises(Forbidden) as refusal:
        local.key_of(path, local.Unlocking(password="outra"))
    assert refusal.value.code == "key.wrong_password"


def test_a_keyed_desk_without_its_key_is_not_opened(path):
    local.make(path, FIRST, local.Protection(password="segredo"))
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_work(path)
    assert refusal.value.code == "desk.not_a_desk_or_wrong_key"
    local.open_to_work(path, key=local.key_of(path, local.Unlocking(password="segredo"))).close()


def test_the_second_writer_learns_who_holds_the_desk(path):
    local.make(path, FIRST)
    with local.open_to_work(path, who="Ana"):
        with pytest.raises(DeskHeld) as refusal:
            local.open_to_work(path)
        assert refusal.value.facts["who"] == "Ana"
        with local.open_to_read(path) as beside:
            assert beside.desk.ask(ListTypes())
    local.open_to_work(path).close()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"isto nao e uma base de dados, e um texto qualquer" * 50, "desk.not_a_desk_or_wrong_key"),
        (b"", "desk.not_a_desk"),
    ],
)
def test_a_file_that_is_no_desk_is_named_as_such(path, content, code):
    path.write_bytes(content)
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_work(path)
    assert refusal.value.code == code
    assert path.read_bytes() == content, "a foreign file is never written to"


def test_a_foreign_database_is_refused(path):
    connection = connect(path, create=True)
    connection.execute("CREATE TABLE receitas (nome TEXT)")
    connection.close()
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_work(path)
    assert refusal.value.code == "desk.not_a_desk"


def test_a_truncated_desk_is_refused(path):
    local.make(path, FIRST)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(DeskUnavailable) as refusal, local.open_to_work(path) as opened:
        opened.desk.ask(ListTypes())
    assert refusal.value.code == "desk.damaged"


def test_a_desk_from_a_newer_version_is_left_alone(path):
    local.make(path, FIRST)
    with local.open_to_work(path) as opened, opened.desk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_work(path)
    assert refusal.value.code == "desk.newer"


def test_a_desk_that_is_gone_is_named(path):
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_work(path)
    assert refusal.value.code == "desk.missing"


def test_a_failed_making_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "mesa.pacdesk"

    def fail(*_: object, **__: object) -> None:
        raise DeskUnavailable("desk.disk_full")

    monkeypatch.setattr("pacdesk.desk.opening.fill", fail)
    with pytest.raises(DeskUnavailable):
        local.make(path, FIRST, local.Protection(password="segredo"))
    assert not keys.is_keyed(path)
    assert list(tmp_path.glob("mesa*")) == []


KILLED = """
    import os, sys
    from pathlib import Path
    from sqlalchemy import event
    from pacdesk.storage import migrate
    from pacdesk.storage.driver import connect
    from pacdesk.storage.engines import sqlite_engine

    folder = Path(sys.argv[1])

    def run(path, die_at):
        connect(path, create=True).close()
        engine = sqlite_engine(path)
        seen = [0]

        def count(*_):
            seen[0] += 1
            if seen[0] == die_at:
                os.kill(os.getpid(), 9)

        event.listen(engine, "before_cursor_execute", count)
        migrate.upgrade(engine)
        return seen[0]

    total = run(folder / "whole", 0)
    for die_at in range(1, total + 1, max(1, total // 20)):
        child = os.fork()
        if child == 0:
            run(folder / f"killed{die_at}", die_at)
            os._exit(0)
        os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills its own children by fork")
def test_a_kill_at_any_statement_of_a_migration_leaves_the_old_or_the_new_desk(tmp_path):
    done = run_script(textwrap.dedent(KILLED), tmp_path)
    assert done.returncode == 0, done.stderr
    killed = sorted(tmp_path.glob("killed*[0-9]"))
    assert len(killed) >= 10
    for path in killed:
        connection = connect(path)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        connection.close()
        assert verdict == "ok"
        assert tables == set() or {"tickets", "alembic_version", "search_fts"} <= tables


def test_what_was_confirmed_is_there_after_a_kill(path, tmp_path):
    local.make(path, FIRST)
    script = """
        import os, sys
        from pathlib import Path
        from pacdesk.desk import local
        from pacdesk.desk.company.commands import ListDepartments
        from pacdesk.desk.tickets.commands import OpenTicket
        from pacdesk.desk.tickets.rules import TicketKind
        from pacdesk.desk.values import new_id
        from pacdesk.desk.workflow.commands import ListTypes
        desk = local.open_to_work(Path(sys.argv[1])).desk
        common = dict(
            kind=TicketKind.OWN_STRUCTURE,
            type_id=desk.ask(ListTypes())[0].id,
            department=desk.ask(ListDepartments())[0].id,
            description="texto",
        )
        for n in range(1000):
            opened = desk.run(OpenTicket(ticket=new_id(), subject=str(n), **common)).answer
            print(opened.protocol, flush=True)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    confirmed = [process.stdout.readline().strip() for _ in range(25)]
    process.kill()
    confirmed += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    with local.open_to_work(path) as opened, opened.desk.engine.connect() as connection:
        there = {row[0] for row in connection.execute(text("SELECT protocol FROM tickets"))}
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        events = connection.execute(text("SELECT count(*) FROM ticket_events")).scalar()
        assert events == len(there)
    assert set(confirmed) - {""} <= there


def test_opening_a_ticket_on_a_fresh_desk_needs_no_set_up(path):
    local.make(path, FIRST)
    with local.open_to_work(path) as opened:
        desk = opened.desk
        from pacdesk.desk.company.commands import ListDepartments

        answer = desk.run(
            OpenTicket(
                ticket=new_id(),
                kind=TicketKind.OWN_STRUCTURE,
                type_id=desk.ask(ListTypes())[0].id,
                department=desk.ask(ListDepartments())[0].id,
                subject="Câmara fria",
                description="Parou.",
            )
        ).answer
    assert len(answer.protocol) == 12


def test_whoever_makes_a_desk_can_take_its_tickets(path):
    local.make(path, FIRST)
    with local.open_to_work(path) as opened:
        actor = sole_actor(opened.desk)
        assert actor is not None
        assert actor.staff_id is not None
        assert actor.name


def test_a_desk_whose_users_are_all_switched_off_opens_for_nobody(path):
    local.make(path, FIRST)
    with local.open_to_work(path) as opened:
        with opened.desk.engine.begin() as connection:
            connection.execute(text("UPDATE users SET active = 0"))
        assert sole_actor(opened.desk) is None
