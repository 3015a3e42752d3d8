"""One writer: held by a living process, gone with a dead one, told by name."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pacdesk.errors import DeskHeld, DeskUnavailable
from pacdesk.storage.lock import WriterLock, holder, lock_path

HOLD = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from pacdesk.storage.lock import WriterLock
    lock = WriterLock(Path(sys.argv[1])).acquire(who="maria")
    print("held", flush=True)
    sys.stdin.read()
    lock.release()
    print("given back", flush=True)
    time.sleep(30)
""")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "d.pacdesk"


@pytest.fixture
def other(desk: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()
    process.stdin.close()


def test_the_second_learns_who_holds_it(desk: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(DeskHeld) as refused:
        WriterLock(desk).acquire()
    facts = refused.value.facts
    assert refused.value.code == "desk.held"
    assert facts["who"] == "maria"
    assert facts["pid"] == other.pid
    assert facts["host"]
    assert facts["since"].endswith("+00:00")
    there = holder(desk)
    assert there is not None
    assert there.pid == other.pid


def test_gone_with_its_process(desk: Path, other: subprocess.Popen[str]) -> None:
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    with WriterLock(desk).acquire() as lock:
        assert lock.held
    assert holder(desk) is None


def test_waits_until_it_is_given_back(desk: Path, other: subprocess.Popen[str]) -> None:
    assert other.stdin is not None
    threading.Timer(0.2, other.stdin.close).start()
    with WriterLock(desk).acquire(wait=20) as lock:
        assert lock.held


def test_waiting_ends_with_the_time_or_the_user(desk: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(DeskHeld):
        WriterLock(desk).acquire(wait=0.2)
    with pytest.raises(DeskHeld):
        WriterLock(desk).acquire(wait=60, cancelled=lambda: True)


def test_two_in_one_process_are_two(desk: Path) -> None:
    first = WriterLock(desk).acquire(who="a")
    assert first.acquire() is first
    with pytest.raises(DeskHeld):
        WriterLock(desk).acquire()
    first.release()
    first.release()
    with WriterLock(desk):
        pass
    assert holder(desk) is None


def test_nobody_holds_what_was_never_locked(desk: Path) -> None:
    assert holder(desk) is None
    assert not lock_path(desk).exists()


def test_an_unsigned_or_damaged_lock_file_still_locks(desk: Path) -> None:
    lock_path(desk).write_bytes(b"\x00not json")
    with WriterLock(desk).acquire():
        lock_path(desk).write_bytes(b"{}")
        with pytest.raises(DeskHeld) as refused:
            WriterLock(desk).acquire()
        assert refused.value.facts["pid"] == 0


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(DeskUnavailable) as refused:
        WriterLock(tmp_path / "no" / "d").acquire()
    assert refused.value.code == "desk.missing_folder"
