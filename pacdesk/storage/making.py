"""A desk that is being made stands beside its place and is moved there when it is whole.

A kill leaves nothing at the place: what it left beside it goes when the desk is made again. The move
itself stands behind a plan on the disk, so that half a move can be told from files of another desk.
"""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable

_MAKING: Final = ".making"
_PLAN: Final = ".making-plan"
_KEY: Final = ".key"
# The desk comes last: where it stands, its key, its files and its journal stand.
_ENDS: Final = (_KEY, ".files-wal", ".files", "-wal", "")
_LEFT: Final = (*_ENDS, ".files-shm", "-shm", ".lock")


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Where to make the desk `path`; moved to its place at the end, gone if it fails.

    No connection may be open at the end. Raises DeskUnavailable `desk.exists`, `desk.missing_folder`,
    `key.header_exists` (an old header may be the only way to a desk that was moved), and OSError.
    """
    if not path.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(path.parent))
    _sweep(path)
    for end in reversed(_ENDS):
        if _at(path, end).exists():
            code = "key.header_exists" if end == _KEY else "desk.exists"
            raise DeskUnavailable(code, path=str(_at(path, end)))
    making = _at(path, _MAKING)
    try:
        yield making
        _move(making, path)
    finally:
        _sweep(path)


def _move(making: Path, path: Path) -> None:
    ends = [end for end in _ENDS if _at(making, end).exists()]
    atomic.write(_at(path, _PLAN), json.dumps(ends).encode())
    for end in ends:
        _at(making, end).rename(_at(path, end))
    atomic.flush_folder(path.parent)


def _sweep(path: Path) -> None:
    """Undo half a move, and remove what was being made; a desk at its place is not touched."""
    plan = _at(path, _PLAN)
    if plan.exists():
        for end in () if path.exists() else json.loads(plan.read_bytes()):
            _at(path, str(end)).unlink(missing_ok=True)
        atomic.flush_folder(path.parent)
        plan.unlink()
    atomic.sweep(plan)
    making = _at(path, _MAKING)
    for end in _LEFT:
        _at(making, end).unlink(missing_ok=True)
    atomic.sweep(_at(making, _KEY))


def _at(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)
