"""The SQLite driver: what it opens, what it refuses, and with which word."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

import pytest

from pacdesk.errors import DeskUnavailable, NotFound
from pacdesk.storage import driver

KEY = bytes(range(32))
OTHER = bytes(32)


def make(path: Path, key: bytes | None = None, rows: int = 2000) -> Path:
    connection = driver.connect(path, key=key, create=True)
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t (b) VALUES (?)", [("x" * 50,)] * rows)
    connection.execute("COMMIT")
    connection.close()
    return path


def code(path: Path, **options: object) -> str:
    with pytest.raises(DeskUnavailable) as refused:
        driver.connect(path, **options)  # type: ignore[arg-type]  # options vary by case
    return refused.value.code


@pytest.mark.parametrize("key", [None, KEY])
def test_opens_what_it_made(tmp_path: Path, key: bytes | None) -> None:
    path = make(tmp_path / "a b%20ç.pacdesk", key)
    connection = driver.connect(path, key=key)
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (2000,)
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "foreign_keys", "journal_mode", "synchronous", "cache_size", "temp_store", "trusted_schema",
            "busy_timeout",
        )
    }  # fmt: skip
    assert pragmas == {
        "foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "cache_size": -65536,
        "temp_store": 2, "trusted_schema": 0, "busy_timeout": 5000,
    }  # fmt: skip
    assert connection.execute("PRAGMA secure_delete").fetchone()[0] == (1 if key else 0)
    assert connection.in_transaction is False
    connection.close()
    assert driver.is_plain(path) is (key is None)


def test_a_keyed_file_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "k"
    connection = driver.connect(path, key=KEY, create=True)
    connection.execute("CREATE TABLE t (b TEXT)")
    connection.execute("INSERT INTO t VALUES ('Maravilhosa Conversa')")
    for file in (path, tmp_path / "k-wal"):
        assert b"Maravilhosa" not in file.read_bytes()
    connection.close()


def test_wrong_key_no_key_and_foreign_file_are_one_refusal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    keyed, plain = make(tmp_path / "keyed", KEY), make(tmp_path / "plain")
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"\x89PNG" * 5000)
    for path, key in ((keyed, OTHER), (keyed, None), (plain, KEY), (garbage, None), (garbage, KEY)):
        assert code(path, key=key) == "desk.not_a_desk_or_wrong_key"
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("key", [None, KEY])
def test_truncated_file_is_damaged(tmp_path: Path, key: bytes | None) -> None:
    path = make(tmp_path / "t", key)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert code(path, key=key) == "desk.damaged"
    assert len(path.read_bytes()) == len(whole) // 2


def test_missing_folder_existing_and_directory(tmp_path: Path) -> None:
    assert code(tmp_path / "nope") == "desk.missing"
    assert not (tmp_path / "nope").exists()
    assert code(tmp_path / "nope", read_only=True) == "desk.missing"
    assert code(tmp_path / "no" / "desk", create=True) == "desk.missing_folder"
    assert code(tmp_path) == "desk.not_a_file"
    there = make(tmp_path / "there")
    assert code(there, create=True) == "desk.exists"


def test_key_must_be_raw() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        driver.key_pragma(b"password")


def test_read_only_reads_beside_a_writer_and_never_writes(tmp_path: Path) -> None:
    path = make(tmp_path / "d", KEY)
    writer = driver.connect(path, key=KEY)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO t (b) VALUES ('new')")
    reader = driver.connect(path, key=KEY, read_only=True)
    assert reader.execute("SELECT count(*) FROM t").fetchone() == (2000,)
    with pytest.raises(driver.dbapi.OperationalError) as refused:
        reader.execute("DELETE FROM t")
    told = driver.explain(refused.value)
    assert told is not None
    assert told.code == "desk.read_only"
    writer.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM t").fetchone() == (2001,)
    reader.close()
    writer.close()


def test_locked_is_busy(tmp_path: Path) -> None:
    path = make(tmp_path / "d")
    one, two = driver.connect(path), driver.connect(path)
    two.execute("PRAGMA busy_timeout = 0")
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.dbapi.OperationalError) as refused:
        two.execute("BEGIN IMMEDIATE")
    told = driver.explain(refused.value)
    assert told is not None
    assert told.code == "desk.busy"
    one.close()
    two.close()


def test_old_library_is_refused() -> None:
    with pytest.raises(DeskUnavailable) as refused:
        driver.refuse_old_sqlite((3, 51, 2))
    assert refused.value.code == "desk.old_sqlite"
    assert refused.value.facts == {"linked": "3.51.2", "needed": "3.51.3"}
    driver.refuse_old_sqlite((3, 51, 3))
    driver.refuse_old_sqlite(tuple(driver.dbapi.sqlite_version_info))


def test_explain_knows_sqlalchemy_and_the_system_and_leaves_bugs_alone() -> None:
    class WrappedError(Exception):
        orig = driver.dbapi.OperationalError("database or disk is full")

    cases: list[tuple[BaseException, str | None]] = [
        (WrappedError(), "desk.disk_full"),
        (OSError(28, "No space left on device"), "desk.disk_full"),
        (PermissionError(13, "Permission denied"), "desk.no_permission"),
        (OSError(30, "Read-only file system"), "desk.read_only"),
        (FileNotFoundError(2, "gone"), "desk.missing"),
        (NotFound("ticket.not_found"), "ticket.not_found"),
        (driver.dbapi.OperationalError("disk I/O error"), "desk.io_error"),
        (driver.dbapi.OperationalError("no such column: x"), None),
        (driver.dbapi.IntegrityError("UNIQUE constraint failed: t.a"), None),
        (driver.dbapi.ProgrammingError("Cannot operate on a closed database."), None),
        (KeyError("x"), None),
    ]
    for exception, wanted in cases:
        told = driver.explain(exception)
        assert (told.code if told else None) == wanted, exception


FILL = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pacdesk.storage import driver
    c = driver.connect(Path(sys.argv[1]), key=bytes(range(32)))
    for number in range(10_000):
        try:
            c.execute("INSERT INTO t (b) VALUES (?)", ("y" * 3000,))
        except driver.dbapi.Error as error:
            print(driver.explain(error).code)
            break
        print(number, flush=True)
""")


def limited() -> None:
    import resource  # POSIX only

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_full_disk_keeps_what_was_confirmed(tmp_path: Path) -> None:
    path = make(tmp_path / "d", KEY)
    ran = subprocess.run(
        [sys.executable, "-c", FILL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=limited,
    )
    *confirmed, last = ran.stdout.split()
    assert last in ("desk.io_error", "desk.disk_full")
    connection = driver.connect(path, key=KEY)
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (2000 + len(confirmed),)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_killed_writer_leaves_only_what_was_confirmed(tmp_path: Path) -> None:
    path = make(tmp_path / "d", KEY)
    process = subprocess.Popen([sys.executable, "-c", FILL, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    confirmed = 0
    for _ in range(40):
        confirmed = int(process.stdout.readline()) + 1
    os.kill(process.pid, signal.SIGKILL)
    confirmed += len(process.stdout.read().splitlines())
    process.stdout.close()
    process.wait()
    connection = driver.connect(path, key=KEY)
    (found,) = connection.execute("SELECT count(*) FROM t").fetchone()
    # The one that was committed but not yet printed may be there too.
    assert found - 2000 - confirmed in (0, 1)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="mounting needs root")
def test_a_read_only_medium_is_read_and_its_fullness_told(tmp_path: Path) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", medium]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        path = make(medium / "d", KEY, rows=200)
        writer = driver.connect(path, key=KEY)
        with pytest.raises(driver.dbapi.OperationalError) as full:
            writer.executemany("INSERT INTO t (b) VALUES (?)", [("z" * 9000,)] * 200)
        told = driver.explain(full.value)
        assert told is not None
        assert told.code == "desk.disk_full"
        kept = writer.execute("SELECT count(*) FROM t").fetchone()
        writer.close()
        # The disk was too full to empty the WAL: what is in it must not be read past.
        subprocess.run(["mount", "-o", "remount,ro", medium], check=True)
        reader = driver.connect(path, key=KEY, read_only=True)
        assert reader.execute("SELECT count(*) FROM t").fetchone() == kept
        reader.close()
        assert code(path, key=KEY) == "desk.read_only"
        subprocess.run(["mount", "-o", "remount,rw,size=8m", medium], check=True)
        driver.connect(path, key=KEY).close()
        subprocess.run(["mount", "-o", "remount,ro", medium], check=True)
        reader = driver.connect(path, key=KEY, read_only=True)
        assert reader.execute("SELECT count(*) FROM t").fetchone() == kept
        reader.close()
        assert code(path, key=KEY) == "desk.read_only"
    finally:
        subprocess.run(["umount", medium], check=True)


def test_the_standard_library_cannot_read_a_keyed_desk(tmp_path: Path) -> None:
    path = make(tmp_path / "d", KEY)
    stranger = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        stranger.execute("SELECT * FROM t")
    stranger.close()


def test_a_long_path_of_windows_is_given_whole(tmp_path: Path) -> None:
    short, deep = (
        PureWindowsPath("C:\\d\\ação.pacdesk"),
        PureWindowsPath("C:\\" + "pasta\\" * 60 + "x.pacdesk"),
    )
    assert driver.file_uri(short) == short.as_uri()
    uri = driver.file_uri(deep)
    assert uri.startswith("file:%5C%5C%3F%5CC%3A%5Cpasta")
    assert unquote(uri.removeprefix("file:")) == "\\\\?\\" + str(deep)
    assert driver.file_uri(tmp_path / "a b?#%.db") == (tmp_path / "a b?#%.db").as_uri()
