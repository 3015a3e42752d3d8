"""`move`: a desk carried to real servers and back is the same desk, and a kill leaves nothing half-done."""

import hashlib
import secrets
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from pacdesk.config import paths
from pacdesk.desk import moving
from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.checks.checking import check
from pacdesk.desk.company.commands import GetParameter, ListDepartments
from pacdesk.desk.company.rules import MOVED
from pacdesk.desk.moving import ToFile, ToServer, move
from pacdesk.desk.opening import open_local, open_shared, sole_actor
from pacdesk.desk.tickets.commands import GetTicket, OpenTicket, SearchAll
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import Cancelled, DeskUnavailable, Invalid
from pacdesk.storage import backup_rolls, driver
from pacdesk.storage.carrying import rows
from pacdesk.storage.engines import postgres_engine
from pacdesk.storage.files import LocalFiles
from pacdesk.storage.postgres.wall import raise_wall
from pacdesk.storage.schema import Base
from tests.cli.conftest import Runner
from tests.scripts import run_script
from tests.servers import drop_person, execute, server, server_tools

pytestmark = pytest.mark.postgres

NewDesk = Callable[[int], str]
Dump = dict[str, list[tuple[Any, ...]]]


def plain(address: str) -> str:
    """The address as a person would type it."""
    return address.replace("postgres:@", "postgres@")


def dump(path: Path, key: bytes | None = None) -> Dump:
    """Every row of every table as the file has it, in the order of `rowno`, without it."""
    found: Dump = {}
    with closing(driver.connect(path, key=key, read_only=True)) as connection:
        for table in Base.metadata.sorted_tables:
            names = ", ".join(f'"{c.name}"' for c in table.columns if c.name != "rowno")
            order = "rowno" if "rowno" in table.columns else ", ".join(c.name for c in table.primary_key)
            of = f'SELECT {names} FROM "{table.name}" ORDER BY {order}'
            found[table.name] = [tuple(row) for row in connection.execute(of).fetchall()]
    found["parameters"] = [row for row in found["parameters"] if MOVED not in row]
    return found


def stored(path: Path) -> dict[str, bytes]:
    """Every file of a local desk."""
    with closing(LocalFiles(Path(f"{path}.files"), read_only=True)) as files:
        return {digest: files.get(digest) for digest in files.digests()}


def ask_server(address: str, statement: str) -> list[Any]:
    """One statement at the server, past the program."""
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        answer = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return answer


def standing_on(address: str) -> list[Any]:
    """What stands on the tables: indexes, triggers, keys, row security."""
    return ask_server(
        address,
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT concat(tgrelid::regclass, ' ', tgname, ' ', tgenabled) FROM pg_trigger"
        " WHERE NOT tgisinternal"
        " UNION ALL SELECT concat(conrelid::regclass, ' ', conname, ' ', convalidated) FROM pg_constraint"
        " UNION ALL SELECT concat(relname, ' ', relrowsecurity, relforcerowsecurity) FROM pg_class"
        " WHERE relkind = 'r' ORDER BY 1",
    )


@pytest.mark.parametrize("version", [18, pytest.param(16, marks=pytest.mark.soak)])
def test_there_and_back_it_is_the_same_desk(
    run: Runner, demo: Path, new_server_desk: NewDesk, version: int
) -> None:
    with closing(driver.connect(demo)) as connection:
        connection.execute("UPDATE canned_messages SET text = ? WHERE rowno = 2", ("\\N\t'x'\n“é” %s 𝄞",))
        connection.execute("UPDATE users SET password_hash = '$argon2id$v=19$kept', login = 'Ana Prado'")
    before, files, address = dump(demo), stored(demo), new_server_desk(version)
    stood = standing_on(address)
    ran = run("move", "--desk", demo, "--to", plain(address), "--json")
    assert (ran.code, ran.data["problems"], ran.data["missing_files"]) == (0, 0, 0), ran.err
    assert ran.data["counts"]["tickets"] == 24
    assert "Ana Prado" in ran.data["unfit_logins"]
    assert ran.data["files"] == len(files) > 0
    assert standing_on(address) == stood
    assert ask_server(address, "SELECT kind FROM desk_meta") == [("shared",)]
    back = demo.with_name("volta.pacdesk")
    assert run("move", "--desk", plain(address), "--to", back, "--json").code == 0
    assert dump(back) == before
    assert dump(demo) == before, "the source stays as it was"
    assert stored(back) == files
    assert run("check", back).code == 0
    assert backup_rolls.rolls(backup_rolls.folder_of(demo, paths.backup_dir()))[0].reason == "move"


def test_search_and_numbers_go_on(demo: Path, server_desk: str) -> None:
    with closing(open_local(demo)) as desk:
        words = ["conex", "2026", "cliente", "nao", '"de"']
        found = {word: [*desk.ask(SearchAll(words=word, limit=200))] for word in words}
        with desk.engine.connect() as connection:
            last = connection.execute(text("SELECT max(protocol) FROM tickets")).scalar_one()
        move(desk, ToServer(server_desk))
    assert any(found.values())
    with closing(open_shared(server_desk)) as shared:
        for word, hits in found.items():
            assert [*shared.ask(SearchAll(words=word, limit=200))] == hits, word
        ticket = new_id()
        shared.run(
            OpenTicket(
                ticket=ticket,
                kind=TicketKind.OWN_STRUCTURE,
                type_id=shared.ask(ListTypes())[0].id,
                department=shared.ask(ListDepartments())[0].id,
                subject="O primeiro no servidor",
                description="Tudo veio.",
            )
        )
        protocol = shared.ask(GetTicket(ticket=ticket)).protocol
        assert int(protocol[4:11]) == int(last[4:11]) + 1 or protocol[:4] > last[:4]
        assert check(shared, writer=shared).problems == 0


@pytest.mark.soak
def test_a_keyed_desk_goes_and_comes_back_keyed_anew(run: Runner, tmp_path: Path, server_desk: str) -> None:
    old, new, address = tmp_path / "velha", tmp_path / "nova", server_desk
    old.write_text("velha senha comprida\n", encoding="utf-8")
    new.write_text("nova senha comprida\n", encoding="utf-8")
    desk, back = tmp_path / "a.pacdesk", tmp_path / "b.pacdesk"
    assert run("demo", desk, "--tickets", "5", "--key-from", old).code == 0
    assert run("move", "--desk", desk, "--to", plain(address), "--json").data["error"]["code"] == (
        "key.source_needed"
    )
    assert run("move", "--desk", desk, "--key-from", old, "--to", plain(address)).code == 0
    ran = run("move", "--desk", plain(address), "--to", back, "--to-key-from", new, "--json")
    assert ran.code == 0
    assert ran.data["recovery_code"]
    assert not driver.is_plain(back)
    assert run("check", back, "--key-from", new).code == 0
    assert run("check", back, "--key-from", old, "--json").data["ok"] is False


def test_who_opens_the_old_desk_is_told(run: Runner, demo: Path, server_desk: str) -> None:
    assert run("move", "--desk", demo, "--to", plain(server_desk)).code == 0
    with closing(open_local(demo, read_only=True)) as desk:
        assert desk.ask(GetParameter(name=MOVED))["to"] == plain(server_desk)
    with closing(open_shared(server_desk)) as shared:
        assert shared.ask(GetParameter(name=MOVED)) is None
    assert "levada para" in run("undo-import", new_id(), "--desk", demo).err


@pytest.fixture
def walled(new_server_desk: NewDesk, request: pytest.FixtureRequest) -> Iterator[tuple[str, str, str]]:
    """A desk behind its wall: the addresses of a superuser, of its owner and of a stranger."""
    address = new_server_desk(getattr(request, "param", 18))
    engine = postgres_engine(address)
    raise_wall(engine)
    engine.dispose()
    name = address.split("/")[3].split("?")[0]
    roles = f"owner_{name}", f"other_{name}"
    execute(address, f"CREATE ROLE {roles[0]} LOGIN IN ROLE pacdesk_owner")
    execute(address, f"CREATE ROLE {roles[1]} LOGIN")
    execute(address, f"GRANT CONNECT ON DATABASE {name} TO {', '.join(roles)}")
    yield address, *(address.replace("postgres:@", f"{role}@") for role in roles)
    for role in roles:
        execute(address, f"DROP OWNED BY {role}")
        execute(address, f"DROP ROLE {role}")


@pytest.mark.parametrize("walled", [18, pytest.param(16, marks=pytest.mark.soak)], indirect=True)
def test_behind_the_wall_its_owner_moves_it_and_all_of_it_stands_again(
    demo: Path, walled: tuple[str, str, str]
) -> None:
    root, owner, stranger = walled
    execute(root, "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$")
    execute(root, "CREATE TRIGGER guard BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION no()")
    execute(root, "ALTER TABLE tickets ENABLE ALWAYS TRIGGER guard")
    stood, before = standing_on(root), dump(demo)
    with closing(open_local(demo)) as desk:
        with pytest.raises(DeskUnavailable) as refused:
            move(desk, ToServer(stranger))
        assert refused.value.code == "move.not_owner"
        assert move(desk, ToServer(owner)).report.problems == 0
    assert standing_on(root) == stood
    back = demo.with_name("volta.pacdesk")
    with closing(open_shared(owner)) as desk:
        move(desk, ToFile(back))
    assert dump(back) == before


def test_a_dump_as_readme_says_is_a_whole_backup(demo: Path, walled: tuple[str, str, str]) -> None:
    root, owner, _ = walled
    with closing(open_local(demo)) as desk:
        move(desk, ToServer(owner))
    tools, out = server_tools(18), demo.with_name("pacdesk.dump")
    given = ["--format=custom", "--enable-row-security", f"--file={out}", owner]
    subprocess.run([tools / "pg_dump", *given], check=True)
    name = root.split("/")[3].split("?")[0]
    again = root.replace(name, f"{name}_again")
    execute(root, f"CREATE DATABASE {name}_again")
    try:
        subprocess.run([tools / "pg_restore", f"--dbname={again}", out], check=True)
        assert standing_on(again) == standing_on(root)
        with closing(open_shared(again)) as desk:
            assert check(desk, writer=desk).problems == 0
        back = demo.with_name("volta.pacdesk")
        with closing(open_shared(again)) as desk:
            move(desk, ToFile(back))
        assert dump(back) == dump(demo)
        assert stored(back) == stored(demo)
    finally:
        execute(root, f"DROP DATABASE {name}_again WITH (FORCE)")


def test_a_desk_in_use_is_no_place_to_go_to(run: Runner, demo: Path, server_desk: str) -> None:
    assert run("move", "--desk", demo, "--to", plain(server_desk)).code == 0
    rowed = ask_server(server_desk, "SELECT * FROM tickets ORDER BY rowno")
    ran = run("move", "--desk", demo, "--to", plain(server_desk), "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "move.not_empty")
    assert "tickets" in ran.data["error"]["facts"]["tables"]
    assert ask_server(server_desk, "SELECT * FROM tickets ORDER BY rowno") == rowed
    ran = run("move", "--desk", plain(server_desk), "--to", demo, "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "desk.exists")


def test_whoever_was_let_in_before_is_no_work_done(run: Runner, demo: Path, server_desk: str) -> None:
    """`server user add` before `move`: who is a user of what arrives may log in, the others are named."""
    address, tag = server_desk, secrets.token_hex(3)
    known, other = f"conhecida_{tag}", f"outra_{tag}"
    with closing(open_local(demo)) as desk:
        desk.run(CreateUser(user=new_id(), login=known, name="Conhecida"))
    try:
        assert run("server", "init", plain(address)).code == 0
        for login in (known, other):
            added = ("server", "user", "add", "Alguém", "--login", login, "--admin")
            assert run(*added, "--desk", plain(address)).code == 0
        ran = run("move", "--desk", demo, "--to", plain(address), "--json")
        assert ran.code == 0, ran.err
        assert ran.data["left_logins"] == [other]
        with closing(open_shared(address.replace("postgres:@", f"{known}@"))) as desk:
            actor = sole_actor(desk)
            assert actor is not None
            assert actor.name == "Conhecida"
        back = run("server", "user", "add", "Alguém", "--login", other, "--desk", plain(address))
        assert back.code == 0, back.err
    finally:
        for login in (known, other):
            drop_person(address, login)


def test_an_unprepared_server_and_an_older_desk_are_refused(
    run: Runner, demo: Path, server_desk: str
) -> None:
    execute(server_desk, "UPDATE alembic_version SET version_num = '0000'")
    ran = run("move", "--desk", demo, "--to", plain(server_desk), "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "desk.newer")
    execute(server_desk, "DROP SCHEMA public CASCADE")
    execute(server_desk, "CREATE SCHEMA public")
    ran = run("move", "--desk", demo, "--to", plain(server_desk), "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "move.not_prepared")
    with closing(open_local(demo, read_only=True)) as desk:
        assert desk.ask(GetParameter(name=MOVED)) is None


def test_an_older_shared_desk_is_no_target(
    run: Runner, demo: Path, server_desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(driver.connect(demo)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    monkeypatch.setattr("pacdesk.storage.migrate.revisions", lambda: ("0001", "0002"))
    ran = run("move", "--desk", demo, "--to", plain(server_desk), "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "desk.older")
    assert ask_server(server_desk, "SELECT count(*) FROM tickets") == [(0,)]
    ran = run("move", "--desk", plain(server_desk), "--to", demo.with_name("b.pacdesk"), "--json")
    assert (ran.code, ran.data["error"]["code"]) == (3, "server.schema_older")


def test_a_wrong_password_is_told(run: Runner, demo: Path, server_desk: str, tmp_path: Path) -> None:
    who = f"mover_{server_desk.split('/')[3].split('?', maxsplit=1)[0]}"
    execute(server_desk, f"CREATE ROLE {who} LOGIN SUPERUSER PASSWORD 'certa'")
    rules = Path(server(18).pgdata) / "pg_hba.conf"
    was = rules.read_text()
    wrong, right = tmp_path / "errada", tmp_path / "certa"
    wrong.write_text("errada\n")
    right.write_text("certa\n")
    try:
        rules.write_text(f"local all {who} scram-sha-256\n{was}")
        execute(server_desk, "SELECT pg_reload_conf()")
        to = server_desk.replace("postgres:@", f"{who}@")
        ran = run("move", "--desk", demo, "--to", to, "--to-password-from", wrong, "--json")
        assert ran.code == 3
        assert ran.data["error"]["code"] in ("server.refused", "server.wrong_password")
        assert "errada" not in ran.out + ran.err
        ran = run("move", "--desk", demo, "--to", to, "--to-password-from", right)
        assert ran.code == 0, ran.err
        assert "certa" not in ran.out + ran.err
    finally:
        rules.write_text(was)
        execute(server_desk, "SELECT pg_reload_conf()")
        execute(server_desk, f"DROP ROLE {who}")


def test_somebody_in_the_middle_of_work_is_waited_for_and_told(
    demo: Path, server_desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_LOCK_TIMEOUT", "200ms")
    engine = create_engine(server_desk.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as busy, closing(open_local(demo)) as desk:
        busy.execute(text("UPDATE desk_meta SET name = name"))
        with pytest.raises(DeskUnavailable) as refused:
            move(desk, ToServer(server_desk))
        assert refused.value.code == "move.busy"
        with closing(open_shared(server_desk)) as shared, pytest.raises(DeskUnavailable) as refused:
            move(shared, ToFile(demo.with_name("b.pacdesk")))
        assert refused.value.code == "move.busy"
    engine.dispose()


@pytest.mark.parametrize(
    ("how", "phase"),
    [
        ("cancelled", moving.FILES),
        ("gone", moving.FINISH),
        *(
            pytest.param(*rare, marks=pytest.mark.soak)
            for rare in (
                ("cancelled", moving.ROWS),
                ("cancelled", moving.FINISH),
                ("gone", moving.ROWS),
                ("gone", moving.FILES),
            )
        ),
    ],
)
def test_ended_in_the_middle_the_target_is_empty_and_a_second_try_works(
    demo: Path, server_desk: str, monkeypatch: pytest.MonkeyPatch, phase: str, how: str
) -> None:
    monkeypatch.setattr(rows, "BATCH", 10)
    fresh = ask_server(server_desk, "SELECT * FROM stages ORDER BY rowno")
    before = dump(demo)

    def end(now: str, done: int, total: int) -> None:
        if now != phase or (total and done < total // 2):
            return
        if how == "cancelled":
            raise Cancelled
        ask_server(
            server_desk,
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )

    with closing(open_local(demo)) as desk:
        with pytest.raises(Cancelled if how == "cancelled" else DeskUnavailable) as ended:
            move(desk, ToServer(server_desk), end)
        if how == "gone":
            assert ended.value.code == "server.unreachable"  # type: ignore[union-attr]  # the refusal's
        assert ask_server(server_desk, "SELECT * FROM stages ORDER BY rowno") == fresh
        assert ask_server(server_desk, "SELECT count(*) FROM tickets") == [(0,)]
        assert desk.ask(GetParameter(name=MOVED)) is None
        assert dump(demo) == before
        assert move(desk, ToServer(server_desk)).counts["tickets"] == 24


KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from pacdesk.desk.moving import ToFile, ToServer, move
    from pacdesk.desk.opening import open_local, open_shared
    from pacdesk.storage.carrying import rows

    rows.BATCH = 50
    source, target, phase, at = sys.argv[1:]

    def tell(now, done, total):
        if now == phase and (not total or done * 100 >= total * int(at)):
            os.kill(os.getpid(), signal.SIGKILL)

    is_file = "://" not in source
    desk = open_local(Path(source)) if is_file else open_shared(source)
    move(desk, ToServer(target) if is_file else ToFile(Path(target)), tell)
""")

MOMENTS = [("rows", 60), ("check", 0)]
MORE_MOMENTS = [("rows", 0), ("rows", 100), ("files", 50), ("finish", 0)]


def kill(source: object, target: object, phase: str, at: int) -> None:
    """A move in a process of its own that dies at that moment."""
    assert run_script(KILLED, source, target, phase, at).returncode < 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize(
    ("phase", "at"), [*MOMENTS, *(pytest.param(*one, marks=pytest.mark.soak) for one in MORE_MOMENTS)]
)
def test_killed_on_the_way_to_a_server_it_is_empty_or_whole(
    demo: Path, server_desk: str, phase: str, at: int
) -> None:
    address, before = server_desk, dump(demo)
    kill(demo, address, phase, at)
    wait = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database()"
    ask_server(address, f"{wait} AND pid <> pg_backend_pid()")
    arrived = phase == "check"
    assert ask_server(address, "SELECT count(*) FROM tickets") == [(24 if arrived else 0,)]
    assert dump(demo) == before
    with closing(open_local(demo)) as desk:
        assert desk.ask(GetParameter(name=MOVED)) is None
        if arrived:
            with closing(open_shared(address)) as shared:
                assert check(shared, writer=shared).problems == 0
        else:
            assert move(desk, ToServer(address)).report.problems == 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_on_the_way_to_a_file_there_is_none(demo: Path, server_desk: str) -> None:
    with closing(open_local(demo)) as desk:
        move(desk, ToServer(server_desk))
    seen = hashlib.sha256(str(ask_server(server_desk, "SELECT * FROM tickets")).encode()).digest()
    back = demo.with_name("volta.pacdesk")
    for phase, at in MOMENTS[1:]:
        kill(server_desk, back, phase, at)
        assert not back.exists()
    assert hashlib.sha256(str(ask_server(server_desk, "SELECT * FROM tickets")).encode()).digest() == seen
    with closing(open_shared(server_desk)) as desk:
        assert desk.ask(GetParameter(name=MOVED)) is None
        assert move(desk, ToFile(back)).report.problems == 0
    assert dump(back) == dump(demo)
    assert not list(back.parent.glob("*.making*"))


def test_text_that_a_server_cannot_keep_is_named(demo: Path, server_desk: str) -> None:
    with closing(driver.connect(demo)) as connection:
        connection.execute("UPDATE search_docs SET text = 'a' || char(0) || 'b' WHERE kind = 'contract'")
        connection.execute("UPDATE tickets SET subject = 'a' || char(0) || 'b' WHERE rowno = 3")
    with closing(open_local(demo)) as desk:
        with pytest.raises(Invalid) as refused:
            move(desk, ToServer(server_desk))
        assert refused.value.code == "move.text_unfit"
        assert (refused.value.facts["table"], refused.value.facts["column"]) == ("tickets", "subject")
        with closing(driver.connect(demo)) as connection:
            connection.execute("UPDATE tickets SET subject = 'a b' WHERE rowno = 3")
        move(desk, ToServer(server_desk))
    assert ask_server(server_desk, "SELECT count(*) FROM search_docs WHERE text = 'a b'") != [(0,)]


def test_a_broken_history_and_a_lost_file_go_along_and_are_told(
    run: Runner, demo: Path, server_desk: str
) -> None:
    with closing(driver.connect(demo)) as connection:
        connection.execute("DROP TRIGGER ticket_events_frozen")
        connection.execute("UPDATE ticket_events SET payload = '{}' WHERE rowno = 2")
    with closing(LocalFiles(Path(f"{demo}.files"))) as files:
        files.drop(next(files.digests()))
    ran = run("move", "--desk", demo, "--to", plain(server_desk), "--json")
    assert (ran.code, ran.data["missing_files"]) == (1, 1)
    codes = {sample["code"] for step in ran.data["steps"] for sample in step["samples"]}
    assert {"chain.payload", "files.missing_or_damaged"} <= codes
