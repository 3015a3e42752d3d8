"""A desk being made: whole at its place or not there, whatever moment its making ends at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import making

ENDS = ("", "-wal", ".files", ".files-wal", ".key")


class Killed(BaseException):
    """Stands for the end of the process between two steps."""


def make(path: Path, content: bytes = b"new") -> None:
    with making.beside(path) as place:
        for end in ENDS:
            place.with_name(place.name + end).write_bytes(content)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_made_and_moved(tmp_path: Path) -> None:
    make(tmp_path / "d.pacdesk")
    assert names(tmp_path) == {f"d.pacdesk{end}" for end in ENDS}


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("", "desk.exists"),
        (".files", "desk.exists"),
        ("-wal", "desk.exists"),
        (".key", "key.header_exists"),
    ],
)
def test_never_over_anything(tmp_path: Path, end: str, code: str) -> None:
    (tmp_path / f"d.pacdesk{end}").write_bytes(b"old")
    with pytest.raises(DeskUnavailable) as refused:
        make(tmp_path / "d.pacdesk")
    assert refused.value.code == code
    assert (tmp_path / f"d.pacdesk{end}").read_bytes() == b"old"
    assert names(tmp_path) == {f"d.pacdesk{end}"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeskUnavailable, match=r"desk\.missing_folder"):
        make(tmp_path / "none" / "d.pacdesk")


def fail(path: Path) -> None:
    with making.beside(path) as place:
        place.write_bytes(b"half")
        raise RuntimeError


def test_one_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        fail(tmp_path / "d.pacdesk")
    assert names(tmp_path) == set()


def made_until(path: Path, at: int) -> bool:
    """Make a desk, the process ending before step `at`; whether it came to its end before."""
    steps, sweeps, sweep = [0], [0], making._sweep

    def step(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*given: object, **named: object) -> object:
            steps[0] += 1
            if steps[0] == at:
                raise Killed
            return call(*given, **named)

        return wrapped

    def first_only(desk: Path) -> None:
        # Like a real kill: nothing is tidied up behind it.
        sweeps[0] += 1
        if sweeps[0] == 1:
            sweep(desk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", step(Path.rename))
        patch.setattr(Path, "replace", step(Path.replace))
        patch.setattr(atomic, "flush_folder", step(atomic.flush_folder))
        patch.setattr(making, "_sweep", first_only)
        try:
            make(path, b"first")
        except Killed:
            return False
    return True


def test_killed_at_any_step_of_the_move_the_next_making_works(tmp_path: Path) -> None:
    for at in range(1, 20):
        path = tmp_path / str(at) / "d.pacdesk"
        path.parent.mkdir()
        finished = made_until(path, at)
        whole = path.exists()
        if whole:
            with pytest.raises(DeskUnavailable, match=r"desk\.exists"):
                make(path)
        else:
            make(path, b"second")
        assert names(path.parent) == {f"d.pacdesk{end}" for end in ENDS}
        assert {file.read_bytes() for file in path.parent.iterdir()} == {b"first" if whole else b"second"}
        if finished:
            return
    raise AssertionError("never came to the end")
