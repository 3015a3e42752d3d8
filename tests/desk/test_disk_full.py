"""A full disk, a real one: a clear sentence, nothing lost, and all goes on once there is space again."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pacdesk.config import atomic
from pacdesk.desk import local
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import FirstRows, files_path
from pacdesk.desk.tickets.commands import OpenTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import backup, driver, keys, rekey
from pacdesk.storage.drafts import Drafts, Place
from tests.cli.conftest import Runner, home, run
from tests.exchange.killing import ITALY, LOOK, log
from tests.small_disk import SmallDisk, small_disk

__all__ = ["home", "run", "small_disk"]

FULL = "O disco está cheio"


@pytest.fixture
def path(small_disk: SmallDisk, desk_path: Path) -> Path:
    """A fresh desk on the small disk."""
    there = small_disk.folder / "mesa.pacdesk"
    shutil.copyfile(desk_path, there)
    return there


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(DeskUnavailable) as caught:
        call()
    return caught.value.code


def open_ticket(desk: Desk, size: int = 100) -> str:
    """Open a ticket with a description of that many characters; answers its protocol."""
    command = OpenTicket(
        ticket=new_id(),
        kind=TicketKind.OWN_STRUCTURE,
        type_id=desk.ask(ListTypes())[0].id,
        department=desk.ask(ListDepartments())[0].id,
        subject="Câmara fria",
        description="x" * size,
    )
    return desk.run(command).answer.protocol


def protocols(path: Path) -> list[str]:
    connection = driver.connect(path, read_only=True)
    try:
        return [row[0] for row in connection.execute("SELECT protocol FROM tickets ORDER BY protocol")]
    finally:
        connection.close()


def test_saving_is_refused_and_works_again_without_opening_anew(
    small_disk: SmallDisk, path: Path, run: Runner
) -> None:
    with local.open_to_work(path) as opened:
        first = open_ticket(opened.desk)
        small_disk.fill()
        for _ in range(3):
            assert refused(lambda: open_ticket(opened.desk, 400_000)) == "desk.disk_full"
        assert opened.desk.ask(ListTypes()), "what is there can be read"
        small_disk.free()
        second = open_ticket(opened.desk, 400_000)
    assert protocols(path) == [first, second]
    assert run("check", path).code == 0


def test_a_file_is_kept_whole_or_not_at_all(small_disk: SmallDisk, path: Path, run: Runner) -> None:
    with local.open_to_work(path) as opened:
        kept = opened.desk.put_file(b"um anexo")
        small_disk.fill(spare=200_000)
        assert refused(lambda: opened.desk.put_file(os.urandom(2 << 20))) == "desk.disk_full"
        assert list(opened.desk.files.digests()) == [kept]
        assert opened.desk.get_file(kept) == b"um anexo"
        opened.desk.files.drop(kept)
        small_disk.free()
        opened.desk.files.drop(opened.desk.put_file(os.urandom(2 << 20)))
    assert run("check", path).code == 0


def test_opening_says_that_the_disk_is_full(small_disk: SmallDisk, path: Path, run: Runner) -> None:
    small_disk.fill()
    assert refused(lambda: local.open_to_work(path)) == "desk.disk_full"
    assert refused(lambda: local.open_to_read(path)) == "desk.disk_full"
    ran = run("check", path)
    assert (ran.code, FULL in ran.err) == (3, True)
    small_disk.free()
    assert run("check", path).code == 0


def test_an_import_that_meets_it_goes_on_when_there_is_space(
    small_disk: SmallDisk, path: Path, tmp_path: Path, run: Runner
) -> None:
    source, whole = log(tmp_path / "log.csv", 700), tmp_path / "whole.pacdesk"
    shutil.copyfile(path, whole)
    given = ["import", source, "--map", ITALY, "--rejects", tmp_path / "bad.csv", "--desk"]
    assert run(*given, whole).code == 0
    small_disk.fill(spare=2_500_000)
    for language, words in (("pt", FULL), ("en", "The disk is full")):
        ran = run(*given, path, "--lang", language)
        assert (ran.code, words in ran.err) == (3, True), ran.err
    came = len(protocols(path))
    assert came % 200 == 0
    assert 0 < came < 700, "whole batches only"
    assert run("check", path).code == 0
    small_disk.free()
    ran = run(*given, path, "--json")
    assert (ran.code, ran.data["tickets"]) == (0, 700 - came)
    assert run("check", path).code == 0
    for statement in LOOK:
        found = []
        for desk in (whole, path):
            connection = driver.connect(desk, read_only=True)
            found.append(connection.execute(statement).fetchall())
            connection.close()
        assert found[0] == found[1]


@pytest.mark.parametrize("protection", [None, local.Protection(password="segredo")], ids=["plain", "keyed"])
@pytest.mark.parametrize("spare", [0, 300_000])
def test_a_desk_that_does_not_fit_is_not_there(
    small_disk: SmallDisk, run: Runner, spare: int, protection: local.Protection | None
) -> None:
    path = small_disk.folder / "nova.pacdesk"
    small_disk.fill(spare)
    assert refused(lambda: local.make(path, FirstRows("Nova"), protection)) == "desk.disk_full"
    assert not list(small_disk.folder.glob("nova*"))
    ran = run("demo", path, "--tickets", "3")
    assert (ran.code, FULL in ran.err) == (3, True)
    assert not list(small_disk.folder.glob("nova*"))
    small_disk.free()
    local.make(path, FirstRows("Nova"), protection)


def test_backup_key_change_and_migration_ask_for_room_first(
    small_disk: SmallDisk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_disk.fill(spare=400_000)
    assert refused(lambda: backup.make(path, small_disk.folder / "b")) == "desk.no_space"
    assert refused(lambda: rekey.rekey(path, key=None, new=keys.make())) == "desk.no_space"
    # Room enough by the books, and then somebody else's files take it.
    monkeypatch.setattr("pacdesk.storage.space.require", lambda *_: None)
    assert refused(lambda: backup.make(path, small_disk.folder / "b")) == "desk.disk_full"
    assert refused(lambda: backup.make(path, small_disk.folder / "b.pacbackup")) == "desk.disk_full"
    assert refused(lambda: rekey.rekey(path, key=None, new=keys.make())) == "desk.disk_full"
    left = {file.name for file in small_disk.folder.iterdir() if not file.name.endswith(("-wal", "-shm"))}
    assert left == {"ballast", path.name}
    kept = tmp_path / "kept"
    backup.make(path, kept)
    small_disk.fill()
    assert refused(lambda: backup.restore(kept, small_disk.folder / "r.pacdesk")) == "desk.disk_full"
    assert not list(small_disk.folder.glob("r.pacdesk*"))
    small_disk.free()
    local.open_to_work(path).close()
    assert not files_path(path).exists()


def test_a_draft_keeps_its_last_saved_text(small_disk: SmallDisk) -> None:
    place = Place("mesa", "ana", "ticket:1", "comment")
    with Drafts(small_disk.folder / "drafts.db") as drafts:
        drafts.save(place, "até aqui")
        small_disk.fill()
        assert refused(lambda: drafts.save(place, "e mais " * 100_000)) == "desk.disk_full"
        kept = drafts.load(place)
        assert kept is not None
        assert kept.text == "até aqui"
        small_disk.free()
        drafts.save(place, "e mais " * 100_000)


def test_settings_stay_as_they_were(small_disk: SmallDisk) -> None:
    path = small_disk.folder / "settings.toml"
    atomic.write(path, b"theme = 'dark'\n")
    small_disk.fill()
    with pytest.raises(OSError, match="space"):
        atomic.write(path, b"#" * 100_000)
    assert path.read_bytes() == b"theme = 'dark'\n"
    assert {file.name for file in small_disk.folder.iterdir()} == {"ballast", "settings.toml"}
