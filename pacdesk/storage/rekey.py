"""Giving a desk a key, another key, or none (`pacdesk rekey`; DESIGN 3, Encryption).

The desk and its files are written anew beside the old ones, compared, and then swapped behind a plan
on the disk: a kill before the plan leaves the old desk, one after it is carried on by `settle`. The
old files stay as `.before-rekey` until `discard_old`.
"""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import driver, key_header, keys, space

NEW: Final = ".rekeyed"
OLD: Final = ".before-rekey"
_ENDS: Final = ("", ".files")
_KEY_END: Final = ".key"
_JOURNALS: Final = ("-wal", "-shm")
_READER_MS: Final = 1000  # patience with a reader that is about to end


def rekey(
    desk: Path,
    *,
    key: bytes | None,
    new: keys.NewKey | None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Rewrite the desk and its files under `new` (from `keys.make`), or without a key if None.

    The caller holds the writer lock, and no connection of this process is open. `progress` gets
    (files done, files in all) and may raise Cancelled. Raises DeskUnavailable: `desk.no_space`,
    `desk.busy` (a reader is still there), `rekey.old_there` (discard those first),
    `rekey.differs` (the copy is not the same: nothing was swapped), and those of `driver`.
    """
    settle(desk)
    if any(_at(desk, end, OLD).exists() for end in (*_ENDS, _KEY_END)):
        raise DeskUnavailable("rekey.old_there", path=str(_at(desk, "", OLD)))
    there = [end for end in _ENDS if _at(desk, end).exists()]
    space.require(desk.parent, sum(space.size_with_journal(_at(desk, end)) for end in there))
    new_key = None if new is None else new.key
    try:
        for done, end in enumerate(there):
            if progress is not None:
                progress(done, len(there))
            _rewrite(_at(desk, end), _at(desk, end, NEW), key, new_key)
        if new is not None:
            atomic.write(_at(desk, _KEY_END, NEW), key_header.render_header(new.header))
        if progress is not None:
            progress(len(there), len(there))
        _write_plan(desk, there, keyed=new is not None)
    except BaseException:
        if not _plan(desk).exists():
            _sweep(desk)
        raise
    settle(desk)


def cut_short(desk: Path) -> bool:
    """Whether a swap is under way, or was when its process ended: desk, key and header may not fit."""
    return _plan(desk).exists()


def settle(desk: Path) -> bool:
    """Carry on a swap that a kill cut short, or remove copies that no plan names. Whether it swapped.

    To be called by whoever opens a desk for writing, before its key is asked for.
    """
    plan = _plan(desk)
    if not plan.exists():
        _sweep(desk)
        return False
    raw = json.loads(plan.read_bytes())
    ends = [str(end) for end in raw["ends"]]
    for end in ends:
        _swap(desk, end)
    if raw["keyed"]:
        _swap(desk, _KEY_END)
    elif _at(desk, _KEY_END).exists():
        _at(desk, _KEY_END).replace(_at(desk, _KEY_END, OLD))
    atomic.flush_folder(desk.parent)
    plan.unlink()
    atomic.flush_folder(desk.parent)
    return True


def discard_old(desk: Path, *, key: bytes | None) -> bool:
    """Remove the old files once the swapped desk opens with `key`. Whether there were any.

    Raises those of `driver.connect`: then the old ones stay.
    """
    old = [_at(desk, end, OLD) for end in (*_ENDS, _KEY_END)]
    if not any(path.exists() for path in old):
        return False
    for end in _ENDS:
        if _at(desk, end).exists():
            driver.connect(_at(desk, end), key=key).close()
    for path in old:
        path.unlink(missing_ok=True)
    return True


def _rewrite(source: Path, to: Path, key: bytes | None, new_key: bytes | None) -> None:
    connection = driver.connect(source, key=key)
    with contextlib.closing(connection), driver.telling(source):
        # All of the old file in one file: its journal is left behind by the swap.
        connection.execute(f"PRAGMA busy_timeout = {_READER_MS}").fetchone()
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise DeskUnavailable("desk.busy", path=str(source))
        literal = "" if new_key is None else driver.key_literal(new_key)
        connection.execute("ATTACH ? AS rekeyed KEY ?", (str(to), literal))
        connection.execute("SELECT sqlcipher_export('rekeyed')")
        for pragma in ("user_version", "application_id"):
            value = int(connection.execute(f"PRAGMA main.{pragma}").fetchone()[0])
            connection.execute(f"PRAGMA rekeyed.{pragma} = {value}")
        _compare(connection, source)
        connection.execute("DETACH rekeyed")
    atomic.flush_file(to)


def _compare(connection: driver.Connection, source: Path) -> None:
    """Raise DeskUnavailable `rekey.differs` unless schema, row counts and the copy's pages are right."""
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    before = connection.execute(schema.format("main")).fetchall()
    if before != connection.execute(schema.format("rekeyed")).fetchall():
        raise DeskUnavailable("rekey.differs", path=str(source), what="schema")
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    for (name,) in tables:
        counts = {
            connection.execute(f'SELECT count(*) FROM {place}."{name}"').fetchone()[0]
            for place in ("main", "rekeyed")
        }
        if len(counts) != 1:
            raise DeskUnavailable("rekey.differs", path=str(source), what=name)
    if connection.execute("PRAGMA rekeyed.integrity_check(1)").fetchone() != ("ok",):
        raise DeskUnavailable("rekey.differs", path=str(source), what="integrity")


def _write_plan(desk: Path, ends: list[str], *, keyed: bool) -> None:
    atomic.flush_folder(desk.parent)
    atomic.write(_plan(desk), json.dumps({"ends": ends, "keyed": keyed}).encode())


def _swap(desk: Path, end: str) -> None:
    """One file; done again after a kill it does only what is missing."""
    now, new, old = _at(desk, end), _at(desk, end, NEW), _at(desk, end, OLD)
    if not new.exists():
        return
    if now.exists():
        for journal in _JOURNALS:
            now.with_name(now.name + journal).unlink(missing_ok=True)
        now.replace(old)
    new.replace(now)


def _sweep(desk: Path) -> None:
    for end in (*_ENDS, _KEY_END):
        for journal in ("", "-journal", *_JOURNALS):
            _at(desk, end, NEW + journal).unlink(missing_ok=True)
    for half in (_at(desk, _KEY_END, NEW), _plan(desk)):
        atomic.sweep(half)


def _plan(desk: Path) -> Path:
    return desk.with_name(desk.name + ".rekey-plan")


def _at(desk: Path, end: str, mark: str = "") -> Path:
    return desk.with_name(desk.name + end + mark)
