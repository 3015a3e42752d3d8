"""A desk gets a key, another, or none: whole at every moment, the old one kept until it is not needed."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from pacdesk.config import atomic
from pacdesk.errors import Cancelled, DeskUnavailable
from pacdesk.storage import driver, keys, rekey

ROWS = 3000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "d.pacdesk"


def files_of(desk: Path) -> Path:
    return desk.with_name(desk.name + ".files")


def make(desk: Path, key: bytes | None) -> None:
    for file in (desk, files_of(desk)):
        connection = driver.connect(file, key=key, create=True)
        connection.execute("PRAGMA user_version = 7")
        connection.execute("PRAGMA application_id = 42")
        connection.execute("CREATE TABLE t (rowno INTEGER PRIMARY KEY, id BLOB UNIQUE, b TEXT)")
        connection.execute("CREATE VIRTUAL TABLE s USING fts5(b, content='t', content_rowid='rowno')")
        connection.execute(
            "CREATE TRIGGER t_ai AFTER INSERT ON t"
            " BEGIN INSERT INTO s (rowid, b) VALUES (new.rowno, new.b); END"
        )
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO t VALUES (?, ?, ?)", [(n * 3, n.to_bytes(16), "segredo") for n in range(1, ROWS + 1)]
        )
        connection.execute("COMMIT")
        connection.close()


def assert_whole(desk: Path, key: bytes | None) -> None:
    for file in (desk, files_of(desk)):
        connection = driver.connect(file, key=key)
        assert connection.execute("SELECT count(*), max(rowno) FROM t").fetchone() == (ROWS, ROWS * 3)
        assert connection.execute("SELECT count(*) FROM s WHERE s MATCH 'segredo'").fetchone() == (ROWS,)
        assert connection.execute("PRAGMA user_version").fetchone() == (7,)
        assert connection.execute("PRAGMA application_id").fetchone() == (42,)
        connection.execute("INSERT INTO s (s) VALUES ('integrity-check')")
        connection.close()
        assert driver.is_plain(file) is (key is None)


def test_a_key_another_and_none(desk: Path) -> None:
    make(desk, None)
    one = keys.make()
    steps: list[tuple[int, int]] = []
    rekey.rekey(desk, key=None, new=one, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert_whole(desk, one.key)
    assert keys.unlock(desk, code=one.code) == one.key
    assert b"segredo" not in desk.read_bytes()
    with pytest.raises(DeskUnavailable) as refused:
        rekey.rekey(desk, key=one.key, new=None)
    assert refused.value.code == "rekey.old_there"
    assert rekey.discard_old(desk, key=one.key)
    assert not rekey.discard_old(desk, key=one.key)

    two = keys.make()
    rekey.rekey(desk, key=one.key, new=two)
    assert_whole(desk, two.key)
    assert keys.unlock(desk, code=two.code) == two.key
    with pytest.raises(DeskUnavailable):
        driver.connect(desk, key=one.key)
    rekey.discard_old(desk, key=two.key)

    rekey.rekey(desk, key=two.key, new=None)
    assert_whole(desk, None)
    assert not keys.is_keyed(desk)
    rekey.discard_old(desk, key=None)
    names = {file.name for file in desk.parent.iterdir() if not file.name.endswith(("-wal", "-shm"))}
    assert names == {desk.name, files_of(desk).name}


def test_old_files_stay_while_the_new_do_not_open(desk: Path) -> None:
    make(desk, None)
    rekey.rekey(desk, key=None, new=keys.make())
    with pytest.raises(DeskUnavailable):
        rekey.discard_old(desk, key=bytes(32))
    assert desk.with_name(desk.name + rekey.OLD).exists()


def test_refused_beside_a_reader_and_cancelled_it_leaves_the_old_desk(desk: Path) -> None:
    make(desk, None)
    before = {file.name for file in desk.parent.iterdir()}
    reader = driver.connect(desk)
    reader.execute("INSERT INTO t VALUES (1, x'01', 'x')")
    with contextlib.closing(driver.connect(desk, read_only=True)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM t").fetchone()
        reader.execute("DELETE FROM t WHERE rowno = 1")
        with pytest.raises(DeskUnavailable) as refused:
            rekey.rekey(desk, key=None, new=keys.make())
        assert refused.value.code == "desk.busy"
    reader.close()

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        rekey.rekey(desk, key=None, new=keys.make(), progress=stop)
    assert_whole(desk, None)
    assert {file.name for file in desk.parent.iterdir() if not file.name.endswith(("-wal", "-shm"))} == before


def test_a_wrong_key_touches_nothing(desk: Path) -> None:
    new = keys.create(desk)
    make(desk, new.key)
    with pytest.raises(DeskUnavailable) as refused:
        rekey.rekey(desk, key=bytes(32), new=None)
    assert refused.value.code == "desk.not_a_desk_or_wrong_key"
    assert_whole(desk, new.key)


class Killed(BaseException):
    """Stands for the end of the process between two steps."""


def killing(call: Callable[..., object], at: int, count: list[int]) -> Callable[..., object]:
    def wrapped(*given: object, **named: object) -> object:
        count[0] += 1
        if count[0] == at:
            raise Killed
        return call(*given, **named)

    return wrapped


@pytest.mark.parametrize("from_key", [False, True], ids=["plain", "keyed"])
@pytest.mark.parametrize("to_key", [False, True], ids=["to plain", "to keyed"])
def test_killed_between_any_two_steps_of_the_swap_it_is_the_old_or_the_new_desk(
    tmp_path: Path, from_key: bool, to_key: bool
) -> None:
    for at in range(1, 30):
        desk = tmp_path / str(at) / "d.pacdesk"
        desk.parent.mkdir()
        old = keys.create(desk) if from_key else None
        make_small(desk, old.key if old else None)
        new = keys.make() if to_key else None
        count = [0]
        with pytest.MonkeyPatch.context() as patch:
            for owner, name in (
                (Path, "replace"),
                (Path, "unlink"),
                (atomic, "flush_folder"),
                (atomic, "flush_file"),
            ):
                patch.setattr(owner, name, killing(getattr(owner, name), at, count))
            # Like a real kill: nothing is tidied up behind it.
            patch.setattr(rekey, "_sweep", lambda _: None)
            try:
                rekey.rekey(desk, key=old.key if old else None, new=new)
                finished = True
            except Killed:
                finished = False
        swapped = rekey.settle(desk) or finished
        key = (new.key if new else None) if swapped or is_new(desk, new) else (old.key if old else None)
        for file in (desk, files_of(desk)):
            connection = driver.connect(file, key=key)
            assert connection.execute("SELECT a FROM t").fetchall() == [("segredo",)]
            connection.close()
        assert keys.is_keyed(desk) is (key is not None)
        if key is not None:
            assert keys.opens(keys.read_header(desk), key)
        if finished:
            return
    raise AssertionError("never came to the end")


def is_new(desk: Path, new: keys.NewKey | None) -> bool:
    if new is None:
        return driver.is_plain(desk)
    return keys.is_keyed(desk) and keys.opens(keys.read_header(desk), new.key)


def make_small(desk: Path, key: bytes | None) -> None:
    for file in (desk, files_of(desk)):
        connection = driver.connect(file, key=key, create=True)
        connection.execute("CREATE TABLE t (a TEXT)")
        connection.execute("INSERT INTO t VALUES ('segredo')")
        connection.close()


REKEY = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pacdesk.storage import keys, rekey
    desk = Path(sys.argv[1])
    new = keys.make()
    print(new.code, flush=True)
    rekey.rekey(desk, key=None, new=new, progress=lambda done, total: print(done, flush=True))
    print("done", flush=True)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_a_real_kill_leaves_a_whole_desk(desk: Path, lines: int) -> None:
    make(desk, None)
    process = subprocess.Popen([sys.executable, "-c", REKEY, str(desk)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = [process.stdout.readline().strip() for _ in range(lines)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    rekey.settle(desk)
    key = keys.unlock(desk, code=printed[0]) if keys.is_keyed(desk) else None
    assert_whole(desk, key)
