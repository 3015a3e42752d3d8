"""Backups: consistent beside a writer, verified, restored whole or not at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pacdesk.errors import Cancelled, DeskUnavailable, Forbidden
from pacdesk.storage import backup, backup_rolls, driver, keys, space

ROWS = 5000


def make_desk(path: Path, *, keyed: bool) -> tuple[bytes | None, str]:
    key, code = None, ""
    if keyed:
        new = keys.create(path)
        key, code = new.key, new.code
    for file, rows in ((path, ROWS), (path.with_name(path.name + ".files"), 300)):
        connection = driver.connect(file, key=key, create=True)
        connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0007')")
        connection.execute("CREATE VIRTUAL TABLE s USING fts5(b, content='t', content_rowid='a')")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO t (b) VALUES (?)", [("segredo " + "x" * 80,)] * rows)
        connection.execute("INSERT INTO s (s) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.close()
    return key, code


@pytest.fixture(params=[False, True], ids=["plain", "keyed"])
def keyed(request: pytest.FixtureRequest) -> bool:
    value: bool = request.param
    return value


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "d.pacdesk"


def rows(path: Path, key: bytes | None) -> int:
    connection = driver.connect(path, key=key)
    found = connection.execute("SELECT count(*) FROM s WHERE s MATCH 'segredo'").fetchone()[0]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return int(found)


def refused(error: pytest.ExceptionInfo[DeskUnavailable]) -> tuple[str, object]:
    return error.value.code, error.value.facts.get("why")


@pytest.mark.parametrize("name", ["b", "b.pacbackup"])
def test_round_trip(tmp_path: Path, desk: Path, keyed: bool, name: str) -> None:
    key, code = make_desk(desk, keyed=keyed)
    seen: list[tuple[int, int]] = []
    made = backup.make(
        desk, tmp_path / name, key=key, progress=lambda done, total: seen.append((done, total))
    )
    assert made.counts == {"alembic_version": 1, "t": ROWS}
    assert made.schema_version == "0007"
    assert made.keyed is keyed
    assert seen[-1][0] == seen[-1][1] > 0
    assert backup.verify(tmp_path / name, key=key) == made == backup.verify(tmp_path / name)
    restored = tmp_path / "there" / "new.pacdesk"
    restored.parent.mkdir()
    backup.restore(tmp_path / name, restored, key=key)
    if keyed:
        assert keys.unlock(restored, code=code) == key
    assert rows(restored, key) == ROWS
    assert rows(restored.with_name("new.pacdesk.files"), key) == 300
    assert sorted(file.name for file in tmp_path.iterdir() if ".part" in file.name) == []
    assert sorted(file.name for file in restored.parent.iterdir()) == sorted(
        ["new.pacdesk", "new.pacdesk.files"] + (["new.pacdesk.key"] if keyed else [])
    )


def test_a_keyed_backup_stays_keyed_and_is_restored_by_another_with_the_code(
    tmp_path: Path, desk: Path
) -> None:
    key, code = make_desk(desk, keyed=True)
    backup.make(desk, tmp_path / "b", key=key)
    for file in (tmp_path / "b").iterdir():
        assert b"segredo" not in file.read_bytes()
        assert key is not None
        assert key not in file.read_bytes()
    theirs = tmp_path / "theirs.pacdesk"
    backup.restore(tmp_path / "b", theirs)
    with pytest.raises(DeskUnavailable):
        driver.connect(theirs)
    assert rows(theirs, keys.unlock(theirs, code=code)) == ROWS


def test_made_beside_a_writer_it_is_one_moment(tmp_path: Path, desk: Path, keyed: bool) -> None:
    key, _ = make_desk(desk, keyed=keyed)
    writer = driver.connect(desk, key=key)

    def write(_done: int, _total: int) -> None:
        writer.execute("INSERT INTO t (b) VALUES ('later')")

    writer.execute("INSERT INTO t (b) VALUES ('before')")
    made = backup.make(desk, tmp_path / "b", key=key, progress=write)
    writer.close()
    assert made.counts["t"] == ROWS + 1


def test_cancelled_leaves_nothing(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    before = sorted(tmp_path.iterdir())
    for name in ("b", "b.pacbackup"):
        with pytest.raises(Cancelled):
            backup.make(desk, tmp_path / name, progress=stop)
    assert [path for path in sorted(tmp_path.iterdir()) if not path.name.endswith(("-wal", "-shm"))] == before
    backup.make(desk, tmp_path / "b")
    with pytest.raises(Cancelled):
        backup.restore(tmp_path / "b", tmp_path / "r", progress=stop)
    assert not list(tmp_path.glob("r*"))


def test_never_over_anything(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)
    backup.make(desk, tmp_path / "b")
    with pytest.raises(DeskUnavailable) as error:
        backup.make(desk, tmp_path / "b")
    assert error.value.code == "desk.exists"
    before = desk.read_bytes()
    with pytest.raises(DeskUnavailable) as error:
        backup.restore(tmp_path / "b", desk)
    assert error.value.code == "desk.exists"
    assert desk.read_bytes() == before
    (tmp_path / "n.key").write_bytes(b"a header that may be somebody's only one")
    with pytest.raises(DeskUnavailable) as error:
        backup.restore(tmp_path / "b", tmp_path / "n")
    assert error.value.code == "desk.exists"
    with pytest.raises(DeskUnavailable) as error:
        backup.restore(tmp_path / "b", tmp_path / "Dropbox" / "n")
    assert error.value.code == "desk.unsafe_place"


@pytest.mark.parametrize("name", ["b", "b.pacbackup"])
def test_every_damage_is_found_before_anything_is_restored(tmp_path: Path, desk: Path, name: str) -> None:
    make_desk(desk, keyed=False)
    good = tmp_path / name
    backup.make(desk, good)

    def broken(change: object) -> pytest.ExceptionInfo[DeskUnavailable]:
        bad = tmp_path / "bad"
        if good.is_dir():
            shutil.copytree(good, bad)
            change(bad / "desk.pacdesk")  # type: ignore[operator]  # a function
        else:
            shutil.copyfile(good, bad)
            change(bad)  # type: ignore[operator]  # a function
        with pytest.raises(DeskUnavailable) as error:
            backup.restore(bad, tmp_path / "r")
        assert not list(tmp_path.glob("r*"))
        shutil.rmtree(bad) if bad.is_dir() else bad.unlink()
        return error

    def flip(path: Path) -> None:
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 3] ^= 1
        path.write_bytes(raw)

    def cut(path: Path) -> None:
        os.truncate(path, path.stat().st_size // 2)

    assert refused(broken(flip))[0] == "backup.damaged"
    assert refused(broken(cut))[0] in ("backup.damaged", "backup.not_a_backup")
    if good.is_dir():
        assert refused(broken(lambda path: path.unlink())) == ("backup.damaged", "missing")
        assert refused(broken(cut)) == ("backup.damaged", "size")
        assert refused(broken(flip)) == ("backup.damaged", "sha256")


def test_rows_are_counted_with_the_key_and_the_key_is_checked(tmp_path: Path, desk: Path) -> None:
    key, _ = make_desk(desk, keyed=True)
    made = backup.make(desk, tmp_path / "b", key=key)
    with pytest.raises(Forbidden) as forbidden:
        backup.verify(tmp_path / "b", key=bytes(32))
    assert forbidden.value.code == "key.wrong_key"
    manifest = tmp_path / "b" / backup.MANIFEST
    raw = json.loads(manifest.read_text(encoding="utf-8"))
    raw["counts"]["t"] = made.counts["t"] + 1
    manifest.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(DeskUnavailable) as error:
        backup.verify(tmp_path / "b", key=key)
    assert refused(error) == ("backup.damaged", "rows")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "backup.not_a_backup"),
        (b"[]", "backup.not_a_backup"),
        (b'{"format": "x", "version": 1}', "backup.not_a_backup"),
        (b'{"format": "pacdesk-backup", "version": 9}', "backup.too_new"),
        (b'{"format": "pacdesk-backup", "version": 1, "items": [{"role": "../x"}]}', "backup.not_a_backup"),
    ],
)
def test_what_is_no_backup(tmp_path: Path, text: bytes, code: str) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / backup.MANIFEST).write_bytes(text)
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        archive.writestr(backup.MANIFEST, text)
    (tmp_path / "f").write_bytes(text)
    for name, wanted in (("b", code), ("z", code), ("f", "backup.not_a_backup"), ("no", "desk.missing")):
        with pytest.raises(DeskUnavailable) as error:
            backup.verify(tmp_path / name)
        assert error.value.code == wanted


def test_a_header_without_its_item_is_no_backup(tmp_path: Path, desk: Path) -> None:
    key, _ = make_desk(desk, keyed=True)
    backup.make(desk, tmp_path / "b", key=key)
    manifest = tmp_path / "b" / backup.MANIFEST
    raw = json.loads(manifest.read_text(encoding="utf-8"))
    raw["items"] = [item for item in raw["items"] if item["role"] != "key"]
    manifest.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(DeskUnavailable) as error:
        backup.restore(tmp_path / "b", tmp_path / "r")
    assert error.value.code == "backup.not_a_backup"


def test_room_is_asked_before(tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_desk(desk, keyed=False)
    backup.make(desk, tmp_path / "b")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 99, 1))  # type: ignore[attr-defined]  # its result's class
    for call in (
        lambda: backup.make(desk, tmp_path / "c"),
        lambda: backup.restore(tmp_path / "b", tmp_path / "r"),
    ):
        with pytest.raises(DeskUnavailable) as error:
            call()
        assert error.value.code == "desk.no_space"
        assert error.value.facts["free"] == 1
        assert error.value.facts["needed"] > space.MARGIN_BYTES
    assert not list(tmp_path.glob("[cr]*"))


ON_FULL_DISK = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pacdesk.storage import backup, space
    space.MARGIN_BYTES = -(1 << 40)  # as if another program had filled the disk since the question
    desk, made, full = map(Path, sys.argv[1:])
    for call in (lambda: backup.make(desk, full / "b"), lambda: backup.restore(made, full / "r")):
        try:
            call()
        except Exception as error:
            print(error.code, [p.name for p in full.iterdir()])
""")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_fills_meanwhile(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)
    backup.make(desk, tmp_path / "b")
    full = tmp_path / "full"
    full.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", full], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        ran = subprocess.run(
            [sys.executable, "-c", ON_FULL_DISK, desk, tmp_path / "b", full],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        subprocess.run(["umount", full], check=True)
    assert ran.stdout.splitlines() == ["desk.disk_full []"] * 2
    assert rows(desk, None) == ROWS


KILLED = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pacdesk.storage import backup
    what, source, to = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    def slow(done, total):
        print("at", done, flush=True)
        import time; time.sleep(0.02)
    backup._BLOCK = 8192
    backup._PAGES_A_STEP = 4
    getattr(backup, what)(source, to, progress=slow)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("steps", [1, 5, 12])
def test_killed_it_is_no_backup_and_no_desk_and_the_next_try_works(
    tmp_path: Path, desk: Path, steps: int
) -> None:
    make_desk(desk, keyed=False)
    backup.make(desk, tmp_path / "good")
    for what, source, to in (("make", desk, tmp_path / "b"), ("restore", tmp_path / "good", tmp_path / "r")):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, what, str(source), str(to)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(steps):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert not to.exists()
    backup.make(desk, tmp_path / "b")
    backup.verify(tmp_path / "b")
    backup.restore(tmp_path / "b", tmp_path / "r")
    assert rows(tmp_path / "r", None) == ROWS
    assert not list(tmp_path.glob("*.part*"))
    assert not list(tmp_path.glob("*.restoring"))


def test_a_damaged_desk_gives_no_backup(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)
    os.truncate(desk, desk.stat().st_size // 2)
    with pytest.raises(DeskUnavailable) as error:
        backup.make(desk, tmp_path / "b")
    assert error.value.code == "desk.damaged"
    assert not list(tmp_path.glob("b*"))


# -- rolling


def test_a_year_of_days_keeps_seven_days_four_weeks_six_months() -> None:
    now = datetime(2026, 6, 30, 18, tzinfo=UTC)
    made = tuple(now - timedelta(days=day, hours=hour) for day in range(365) for hour in (0, 5))
    kept = sorted(backup_rolls.kept(made, now), reverse=True)
    assert kept[:7] == [now - timedelta(days=day) for day in range(7)]
    assert {moment.month for moment in kept} == {1, 2, 3, 4, 5, 6}
    assert len(kept) <= backup_rolls.DAYS + backup_rolls.WEEKS + backup_rolls.MONTHS
    assert backup_rolls.kept(tuple(kept), now) == frozenset(kept)


def test_a_clock_set_back_removes_nothing_newer() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ahead = tuple(now + timedelta(days=day) for day in range(1, 40))
    assert backup_rolls.kept(ahead, now) == frozenset(ahead)


def test_rolls_are_thinned_and_the_one_before_a_migration_stays(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)
    folder = tmp_path / "backups"
    own = backup_rolls.folder_of(desk, folder)
    assert own != backup_rolls.folder_of(tmp_path / "x" / "d.pacdesk", folder)
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert backup_rolls.due(own, start)
    with pytest.raises(DeskUnavailable):
        backup_rolls.newest(own)
    backup_rolls.roll(desk, folder, reason="migration", now=start)
    (own / "notes.txt").write_text("mine", encoding="utf-8")
    (own / "20260101T000000Z-half.part").mkdir()
    (own / "mine.part").write_text("mine", encoding="utf-8")
    for hour in range(1, 4):
        backup_rolls.roll(desk, folder, now=start + timedelta(hours=hour))
    there = backup_rolls.rolls(own)
    assert [roll.reason for roll in there] == ["roll", "migration"]
    assert backup_rolls.newest(own).made == start + timedelta(hours=3)
    assert not backup_rolls.due(own, start + timedelta(hours=20))
    assert backup_rolls.due(own, start + timedelta(hours=27))
    assert {path.name for path in own.iterdir() if path.name not in {roll.path.name for roll in there}} == {
        "notes.txt",
        "mine.part",
    }, "what a kill left of a roll goes, what is not a roll stays"
    backup.verify(there[0].path)


def test_a_backup_is_named_by_the_clock_not_the_zone(tmp_path: Path, desk: Path) -> None:
    make_desk(desk, keyed=False)
    made = backup.make(desk, tmp_path / "b")
    assert abs(datetime.fromisoformat(made.made_at).timestamp() - time.time()) < 120
    assert made.made_at.endswith("+00:00")
