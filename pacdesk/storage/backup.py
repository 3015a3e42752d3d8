"""Backups: one folder (or one `.pacbackup` file) with the desk, its files, its key header, a manifest.

Made beside an open window without stopping it; a keyed desk stays keyed. Nothing is a backup until
its last rename: a kill leaves a `.part`, which the next one removes.
"""

import contextlib
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pacdesk.config import atomic, paths
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.storage import driver, key_header, keys, space

FORMAT: Final = "pacdesk-backup"
VERSION: Final = 1
SUFFIX: Final = ".pacbackup"
MANIFEST: Final = "manifest.json"
DESK, FILES, KEY = "desk", "files", "key"
_NAMES: Final = {DESK: "desk.pacdesk", FILES: "desk.pacdesk.files", KEY: "desk.pacdesk.key"}
_ENDS: Final = {DESK: "", FILES: ".files", KEY: ".key"}
_PAGES_A_STEP: Final = 2048
_BLOCK: Final = 1024 * 1024
_MAX_MANIFEST: Final = 16 * 1024 * 1024

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all); raises Cancelled to stop."""


@dataclass(frozen=True)
class Item:
    """One file of a backup: its role (desk, files, key), size in bytes, SHA-256 in hex."""

    role: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `counts` has the rows of each table of the desk."""

    made_at: str
    reason: str
    desk: str
    schema_version: str
    key_id: str
    items: tuple[Item, ...]
    counts: dict[str, int]

    @property
    def keyed(self) -> bool:
        """Whether it can only be read with the desk's key."""
        return bool(self.key_id)


def make(
    desk: Path,
    to: Path,
    *,
    key: bytes | None = None,
    reason: str = "manual",
    progress: Progress | None = None,
) -> Manifest:
    """Back up `desk` to the folder `to`, or to one file if its name ends with `.pacbackup`.

    Raises DeskUnavailable: `desk.exists` (`to` is there), `desk.missing_folder`, `desk.no_space`
    (facts `needed`, `free`), and those of `driver.connect` and `driver.explain`; Cancelled.
    """
    if to.exists():
        raise DeskUnavailable("desk.exists", path=str(to))
    if not to.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(to.parent))
    packed = to.suffix == SUFFIX
    total = sum(space.size_with_journal(_beside(desk, role)) for role in (DESK, FILES))
    space.require(to.parent, total * 2 if packed else total)
    part = to.with_name(to.name + ".part")
    remove(part)
    with driver.telling(desk):
        try:
            part.mkdir(mode=0o700)
            manifest = _fill(desk, part, key, reason, _counted(progress, total))
            if packed:
                _pack(part, to)
            else:
                part.rename(to)
                atomic.flush_folder(to.parent)
        finally:
            remove(part)
    return manifest


def read_manifest(backup: Path) -> Manifest:
    """What the backup says of itself, unchecked.

    Raises DeskUnavailable `desk.missing`, `backup.not_a_backup`, `backup.too_new`.
    """
    if not backup.exists():
        raise DeskUnavailable("desk.missing", path=str(backup))
    try:
        with _opened(backup, MANIFEST) as (file, size):
            if size > _MAX_MANIFEST:
                raise DeskUnavailable("backup.not_a_backup", path=str(backup))
            raw = json.loads(file.read(_MAX_MANIFEST))
        version = int(raw["version"]) if raw["format"] == FORMAT else 0
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, RecursionError):
        raise DeskUnavailable("backup.not_a_backup", path=str(backup)) from None
    if version > VERSION:
        raise DeskUnavailable("backup.too_new", path=str(backup), version=version)
    manifest = _manifest_of(raw) if version else None
    if manifest is None:
        raise DeskUnavailable("backup.not_a_backup", path=str(backup))
    return manifest


def verify(backup: Path, *, key: bytes | None = None, progress: Progress | None = None) -> Manifest:
    """Check every byte against the manifest and, if it can be opened, the databases themselves.

    A keyed backup is checked to its bytes without `key`, and to its rows with it; a packed one is
    checked to its bytes. Raises DeskUnavailable of `read_manifest`, `backup.damaged` (facts `item`,
    `why`: missing, size, sha256, integrity, rows); Forbidden `key.wrong_key`.
    """
    manifest = read_manifest(backup)
    tell = _counted(progress, sum(item.size for item in manifest.items))
    for item in manifest.items:
        try:
            with _opened(backup, _NAMES[item.role]) as (file, size):
                if size != item.size:
                    raise _damaged(backup, item.role, "size")
                digest = _digest(file, None, tell)
        except (OSError, KeyError, zipfile.BadZipFile, EOFError):
            raise _damaged(backup, item.role, "missing") from None
        if digest != item.sha256:
            raise _damaged(backup, item.role, "sha256")
    if backup.is_dir():
        _check_rows(backup, manifest, key)
    return manifest


def restore(
    backup: Path, to: Path, *, key: bytes | None = None, progress: Progress | None = None
) -> Manifest:
    """Put a verified backup at the new path `to`, never over anything.

    A keyed desk is restored keyed, with its header: the recovery code opens it anywhere. Raises those
    of `verify`; DeskUnavailable `desk.exists`, `desk.unsafe_place`, `desk.no_space`,
    `desk.missing_folder`.
    """
    paths.refuse_unsafe_location(to)
    if not to.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(to.parent))
    _sweep_killed_restore(to)
    for end in ("", ".files", ".key", "-wal", ".files-wal"):
        if (there := to.with_name(to.name + end)).exists():
            raise DeskUnavailable("desk.exists", path=str(there))
    manifest = verify(backup, key=key)
    space.require(to.parent, sum(item.size for item in manifest.items))
    with driver.telling(to):
        atomic.write(_marker(to), b"{}")
        try:
            _unpack(backup, manifest, to, progress)
        except BaseException:
            _sweep_killed_restore(to)
            raise
        _marker(to).unlink()
    return manifest


# -- making


def _fill(desk: Path, folder: Path, key: bytes | None, reason: str, tell: Callable[[int], None]) -> Manifest:
    with contextlib.ExitStack() as stack:
        sources = {
            role: stack.enter_context(_snapshot(_beside(desk, role), key))
            for role in (DESK, FILES)
            if role == DESK or _beside(desk, role).exists()
        }
        # Both snapshots are open before the first page is copied: the files that the desk names are there.
        for role, source in sources.items():
            _copy_database(source, folder / _NAMES[role], key, tell)
    header_id = ""
    if keys.is_keyed(desk):
        header_id = keys.read_header(desk).id
        shutil.copyfile(keys.header_path(desk), folder / _NAMES[KEY])
        atomic.flush_file(folder / _NAMES[KEY])
    copy = driver.connect(folder / _NAMES[DESK], key=key, read_only=True)
    try:
        counts, schema = _counts(copy), _schema_version(copy)
    finally:
        copy.close()
    items = tuple(_item(folder, role) for role in _NAMES if (folder / _NAMES[role]).exists())
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(made, reason, desk.name, schema, header_id, items, counts)
    atomic.write(folder / MANIFEST, _manifest_text(manifest))
    return manifest


@contextlib.contextmanager
def _snapshot(path: Path, key: bytes | None) -> Iterator[driver.Connection]:
    connection = driver.connect(path, key=key, read_only=True)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield connection
    finally:
        connection.close()


def _copy_database(
    source: driver.Connection, to: Path, key: bytes | None, tell: Callable[[int], None]
) -> None:
    page = int(source.execute("PRAGMA page_size").fetchone()[0])
    done = 0

    def step(_status: int, remaining: int, total: int) -> None:
        nonlocal done
        now = (total - remaining) * page
        tell(now - done)
        done = now

    copy = driver.dbapi.connect(str(to), isolation_level=None)
    try:
        if key is not None:
            copy.execute(driver.key_pragma(key))
        source.backup(copy, pages=_PAGES_A_STEP, progress=step)
        # Out of WAL mode: one file, readable where nothing may be written.
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        copy.close()
    atomic.flush_file(to)


def _pack(folder: Path, to: Path) -> None:
    packed = to.with_name(to.name + ".zip.part")
    try:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for name in (MANIFEST, *_NAMES.values()):
                if (folder / name).exists():
                    archive.write(folder / name, name)
        packed.chmod(0o600)
        atomic.flush_file(packed)
        packed.rename(to)
        atomic.flush_folder(to.parent)
    finally:
        packed.unlink(missing_ok=True)


def _item(folder: Path, role: str) -> Item:
    path = folder / _NAMES[role]
    with path.open("rb") as file:
        return Item(role, path.stat().st_size, _digest(file, None, lambda _: None))


def _counts(connection: driver.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def _schema_version(connection: driver.Connection) -> str:
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).fetchone()
    if not found[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


# -- reading


@contextlib.contextmanager
def _opened(backup: Path, name: str) -> Iterator[tuple[Any, int]]:
    """One file of a backup, and its size."""
    if backup.is_dir():
        with (backup / name).open("rb") as file:
            yield file, (backup / name).stat().st_size
        return
    with zipfile.ZipFile(backup) as archive, archive.open(name) as entry:
        yield entry, archive.getinfo(name).file_size


def _digest(file: Any, copy: Any, tell: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
        if copy is not None:
            copy.write(block)
        tell(len(block))
    return digest.hexdigest()


def _check_rows(backup: Path, manifest: Manifest, key: bytes | None) -> None:
    if manifest.keyed:
        if key is None:
            return
        header = key_header.parse_header((backup / _NAMES[KEY]).read_bytes(), backup / _NAMES[KEY])
        if not keys.opens(header, key):
            raise Forbidden("key.wrong_key")
    for item in manifest.items:
        if item.role == KEY:
            continue
        connection = driver.connect(backup / _NAMES[item.role], key=key, read_only=True)
        try:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise _damaged(backup, item.role, "integrity")
            if item.role == DESK and _counts(connection) != manifest.counts:
                raise _damaged(backup, item.role, "rows")
        except driver.dbapi.DatabaseError:
            raise _damaged(backup, item.role, "integrity") from None
        finally:
            connection.close()


def _manifest_text(manifest: Manifest) -> bytes:
    return (
        json.dumps({"format": FORMAT, "version": VERSION, **asdict(manifest)}, indent=1, ensure_ascii=False)
        + "\n"
    ).encode()


def _manifest_of(raw: dict[str, Any]) -> Manifest | None:
    try:
        items = tuple(Item(str(i["role"]), int(i["size"]), str(i["sha256"])) for i in raw["items"])
        texts = [str(raw[name]) for name in ("made_at", "reason", "desk", "schema_version", "key_id")]
        counts = {str(name): int(count) for name, count in raw["counts"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    roles = [item.role for item in items]
    sound = DESK in roles and len(set(roles)) == len(roles) and set(roles) <= set(_NAMES)
    if not sound or (KEY in roles) != bool(texts[4]):
        return None
    return Manifest(texts[0], texts[1], texts[2], texts[3], texts[4], items, counts)


def _damaged(backup: Path, item: str, why: str) -> DeskUnavailable:
    return DeskUnavailable("backup.damaged", path=str(backup), item=item, why=why)


# -- restoring


def _unpack(backup: Path, manifest: Manifest, to: Path, progress: Progress | None) -> None:
    tell = _counted(progress, sum(item.size for item in manifest.items))
    for item in manifest.items:
        part = _beside(to, item.role, ".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with _opened(backup, _NAMES[item.role]) as (file, _), os.fdopen(descriptor, "wb") as copy:
            digest = _digest(file, copy, tell)
            copy.flush()
            os.fsync(copy.fileno())
        if digest != item.sha256:
            raise _damaged(backup, item.role, "sha256")
    # The desk comes last: where it stands, its key and files stand.
    for item in sorted(manifest.items, key=lambda item: item.role == DESK):
        _beside(to, item.role, ".part").rename(_beside(to, item.role))
    atomic.flush_folder(to.parent)


def _marker(to: Path) -> Path:
    return to.with_name(to.name + ".restoring")


def _sweep_killed_restore(to: Path) -> None:
    """Remove what a killed restore left; only behind its own marker, and never a finished desk."""
    if not _marker(to).exists():
        return
    ends = ("", ".part") if not to.exists() else (".part",)
    for role in (FILES, KEY, DESK):
        for end in ends:
            _beside(to, role, end).unlink(missing_ok=True)
    _marker(to).unlink()


# -- helpers


def _beside(desk: Path, role: str, end: str = "") -> Path:
    return desk.with_name(desk.name + _ENDS[role] + end)


def _counted(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(min(done, total), total)

    return tell


def remove(path: Path) -> None:
    """Remove a backup, a folder or one file; nothing happens if it is not there. Raises OSError."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
