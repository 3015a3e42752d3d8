"""A desk of an older version, with a made-up second migration: told step by step, old or new, never half."""

import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from pacdesk.config import paths
from pacdesk.desk import local
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import Cancelled, DeskUnavailable
from pacdesk.gui.main_window_status import StatusBar
from pacdesk.storage import backup, backup_rolls, driver, migrate, revisions
from tests.cli.conftest import Runner, home, run
from tests.gui.window_desk import Starter, start
from tests.scripts import run_script
from tests.small_disk import SmallDisk, small_disk

__all__ = ["home", "run", "small_disk", "start"]

SECOND = '''
"""made up"""
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade():
    op.execute("CREATE TABLE made_up (rowno INTEGER PRIMARY KEY, name TEXT)")
    for number in range(20):
        op.execute(f"INSERT INTO made_up (name) VALUES ('row {number}')")
    op.execute("UPDATE ticket_types SET name = name || ' (2)'")
'''
STATEMENTS = 22


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program with one migration more; answers the folder of its migrations."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).with_name("migrations"), folder)
    (folder / "versions" / "0002_made_up.py").write_text(SECOND, encoding="utf-8")
    for module in (migrate, revisions):
        monkeypatch.setattr(module, "files", lambda _: folder)
    revisions.revisions.cache_clear()
    yield folder
    revisions.revisions.cache_clear()


def version_of(path: Path) -> tuple[str, int]:
    """The schema's version, and the rows of the made-up table (0 when it is not there)."""
    connection = driver.connect(path, read_only=True)
    try:
        there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'made_up'").fetchone()[0]
        rows = connection.execute("SELECT count(*) FROM made_up").fetchone()[0] if there else 0
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        assert verdict == "ok"
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0], rows
    finally:
        connection.close()


def test_it_is_backed_up_and_then_told_statement_by_statement(
    home: Path, desk_path: Path, newer: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    with local.open_to_work(desk_path, progress=lambda *step: told.append(step)) as opened:
        assert opened.desk.ask(ListTypes())[0].name.endswith("(2)")
        with opened.desk.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM made_up")) == 20
    phases = [phase for phase, _, _ in told]
    assert phases == sorted(phases), "first the backup, then the steps"
    copied = [(done, total) for phase, done, total in told if phase == local.BACKUP]
    assert copied[-1][0] == copied[-1][1]
    steps = [done for phase, done, _ in told if phase == local.MIGRATION]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= STATEMENTS
    (roll,) = backup_rolls.rolls(backup_rolls.folder_of(desk_path, paths.backup_dir()))
    assert roll.reason == backup_rolls.BEFORE_MIGRATION
    assert backup.verify(roll.path).schema_version == "0001"
    told.clear()
    local.open_to_work(desk_path, progress=lambda *step: told.append(step)).close()
    assert told == []


@pytest.mark.parametrize("at", [1, 10, STATEMENTS])
def test_stopped_at_a_step_it_is_the_old_desk(home: Path, desk_path: Path, newer: Path, at: int) -> None:
    def stop(phase: str, done: int, _total: int) -> None:
        if (phase, done) == (local.MIGRATION, at):
            raise Cancelled

    with pytest.raises(Cancelled):
        local.open_to_work(desk_path, progress=stop)
    assert version_of(desk_path) == ("0001", 0)
    local.open_to_work(desk_path).close()
    assert version_of(desk_path) == ("0002", 20)


KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from pacdesk.desk import local
    from pacdesk.storage import migrate, revisions

    migrate.files = revisions.files = lambda _: Path(sys.argv[2])

    def tell(phase, done, total):
        if (phase, done) == (sys.argv[3], int(sys.argv[4])) or (phase, sys.argv[4]) == (sys.argv[3], "0"):
            os.kill(os.getpid(), signal.SIGKILL)

    local.open_to_work(Path(sys.argv[1]), progress=tell)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize(("phase", "at"), [("backup", 0), ("migration", 2), ("migration", STATEMENTS)])
def test_killed_at_a_step_it_is_the_old_desk_and_comes_up_at_the_next_opening(
    home: Path, desk_path: Path, newer: Path, phase: str, at: int
) -> None:
    assert run_script(KILLED, desk_path, newer, phase, at).returncode < 0
    assert version_of(desk_path) == ("0001", 0)
    local.open_to_work(desk_path).close()
    assert version_of(desk_path) == ("0002", 20)
    own = backup_rolls.folder_of(desk_path, paths.backup_dir())
    assert not list(own.glob("*.part")), "what the kill left of a backup is swept"


def test_too_little_room_is_told_before_anything_is_done(
    home: Path, desk_path: Path, newer: Path, small_disk: SmallDisk
) -> None:
    path = small_disk.folder / "mesa.pacdesk"
    shutil.copyfile(desk_path, path)
    small_disk.fill(spare=500_000)
    with pytest.raises(DeskUnavailable) as refused:
        local.open_to_work(path)
    assert refused.value.code == "desk.no_space"
    assert version_of(path) == ("0001", 0)
    assert not paths.backup_dir().exists() or not list(paths.backup_dir().iterdir())


def test_the_command_line_shows_how_far_it_is(
    run: Runner, desk_path: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacdesk.cli.console._PROGRESS_EVERY", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    said = run("check", desk_path, "--repair").err
    assert "versão nova: copiando a base antes… 100%" in said
    assert "versão nova: atualizando a base… passo 20" in said


def test_a_reading_command_says_that_the_desk_is_older(run: Runner, desk_path: Path, newer: Path) -> None:
    ran = run(
        "export", "list", "tickets", "--desk", desk_path, "--to", desk_path.with_suffix(".csv"), "--json"
    )
    assert (ran.code, ran.data["error"]["code"]) == (3, "desk.older")


def test_the_window_shows_it_while_the_desk_opens(
    start: Starter, home: Path, desk_path: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    say = StatusBar.say_updating

    def saying(bar: StatusBar, phase: str, done: int, total: int) -> None:
        say(bar, phase, done, total)
        shown.append(bar.desk.text())

    monkeypatch.setattr(StatusBar, "say_updating", saying)
    window = start(desk_path)
    assert window.context.desk is not None
    assert "New version: backing the desk up first… 100 %" in shown
    assert "New version: updating the desk… step 20" in shown
    assert "New version" not in window.status.desk.text()
