"""The one door to SQLite (DESIGN 3, Engine). Nothing else imports `sqlcipher3`.

`connect` opens a file, keyed or not; `dbapi` is the DB-API module for SQLAlchemy's
`create_engine(module=...)`; `explain` turns what the driver, SQLAlchemy or the operating system
raises into something a user can be told.
"""

import os
import shutil
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2 as dbapi

from pacdesk.config import os_errors, paths
from pacdesk.errors import DeskUnavailable, UserError

if TYPE_CHECKING:
    # The driver ships no types; its objects are those of the standard library, compiled anew.
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

__all__ = ["MINIMUM_SQLITE", "Connection", "connect", "dbapi", "explain", "is_plain", "key_pragma", "telling"]

MINIMUM_SQLITE: Final = (3, 51, 3)  # below it a WAL checkpoint can corrupt the file
KEY_BYTES: Final = 32
BUSY_SECONDS: Final = 5.0
_SHARED_MEMORY: Final = 32 * 1024  # bytes of the -shm file that a WAL database needs beside it
PLAIN_MAGIC: Final = b"SQLite format 3\x00"

_COMMON_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)

_BY_TEXT: Final = (
    ("file is not a database", "desk.not_a_desk_or_wrong_key"),
    ("file is encrypted", "desk.not_a_desk_or_wrong_key"),
    ("malformed", "desk.damaged"),
    ("unsupported file format", "desk.damaged"),
    ("disk is full", "desk.disk_full"),
    ("database is locked", "desk.busy"),
    ("table is locked", "desk.busy"),
    ("readonly database", "desk.read_only"),
    ("read-only", "desk.read_only"),
    ("unable to open database file", "desk.cannot_open"),
    ("disk i/o error", "desk.io_error"),
)


def connect(
    path: Path | str,
    *,
    key: bytes | None = None,
    read_only: bool = False,
    create: bool = False,
) -> Connection:
    """Open the SQLite file `path`; `key` is the raw 32 bytes of a keyed file.

    The connection is in autocommit mode: the unit of work says BEGIN or BEGIN IMMEDIATE itself. It
    may be used from any one thread at a time. The key is tried before this returns.

    Raises DeskUnavailable: `desk.old_sqlite`, `desk.missing`, `desk.exists` (never over a file when
    `create`), `desk.not_a_file`, `desk.not_a_desk_or_wrong_key` (a wrong key, a missing one and a
    foreign file look the same from here), `desk.damaged`, `desk.busy`, `desk.disk_full`,
    `desk.read_only`, `desk.no_permission`, `desk.cannot_open`, `desk.io_error`.
    """
    refuse_old_sqlite(tuple(dbapi.sqlite_version_info))
    path = Path(path).absolute()
    _check_place(path, create=create)
    if not read_only:
        _check_writable(path)
    try:
        connection = _open(path, read_only=read_only, create=create)
    except dbapi.Error as error:
        raise _unavailable(error, path) from error
    try:
        _prepare(connection, key, read_only=read_only)
    except dbapi.Error as error:
        connection.close()
        raise _unavailable(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_old_sqlite(linked: tuple[int, ...]) -> None:
    """Raise `desk.old_sqlite` when the linked library is inside the WAL corruption bug's range."""
    if linked < MINIMUM_SQLITE:
        raise DeskUnavailable(
            "desk.old_sqlite",
            linked=".".join(map(str, linked)),
            needed=".".join(map(str, MINIMUM_SQLITE)),
        )


def is_plain(path: Path | str) -> bool:
    """Whether `path` is an SQLite file without a key. Raises OSError if it cannot be read."""
    with Path(path).open("rb") as file:
        return file.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC


def key_pragma(key: bytes, pragma: str = "key") -> str:
    """The statement that gives a connection its raw key; never to be logged."""
    return f'PRAGMA {pragma} = "{key_literal(key)}"'


def key_literal(key: bytes) -> str:
    """The raw-key notation `x'..'` that also ATTACH ... KEY takes. Raises ValueError: not 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    return f"x'{key.hex()}'"


def _check_place(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise DeskUnavailable("desk.not_a_file", path=str(path))
        if create and path.exists():
            raise DeskUnavailable("desk.exists", path=str(path))
        if not create and not path.exists():
            raise DeskUnavailable("desk.missing", path=str(path))
        if create and not path.parent.is_dir():
            raise DeskUnavailable("desk.missing_folder", path=str(path.parent))
    except OSError as error:
        raise _unavailable(error, path) from error


def _check_writable(path: Path) -> None:
    # SQLite opens what it cannot write for reading, and would say so at the first change only.
    if not all(os.access(place, os.W_OK) for place in (path, path.parent) if place.exists()):
        code = "desk.read_only" if _on_read_only_medium(path) else "desk.no_permission"
        raise DeskUnavailable(code, path=str(path))


def _open(path: Path, *, read_only: bool, create: bool) -> Connection:
    mode = "ro" if read_only else ("rwc" if create else "rw")
    if read_only and _on_read_only_medium(path) and not _has_journal(path):
        # WAL needs a shared-memory file beside it; a medium that nobody can write needs none. With a
        # WAL left there this would read past what is in it.
        mode += "&immutable=1"
    connection: Connection = dbapi.connect(
        f"{file_uri(path)}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    return connection


def file_uri(path: PurePath) -> str:
    """An absolute path as SQLite's URI, also one that Windows would cut at its 260 characters."""
    long = paths.long_path(path)
    # The prefix of a long path is no host: SQLite takes what stands behind `file:` as it is.
    return path.as_uri() if long == str(path) else f"file:{urllib.parse.quote(long, safe='')}"


def _on_read_only_medium(path: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def _prepare(connection: Connection, key: bytes | None, *, read_only: bool) -> None:
    # SQLCipher writes a wrong key's details to standard error: a refusal is told once, by us.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(key_pragma(key))
        connection.execute("PRAGMA secure_delete = ON")
    for pragma in _COMMON_PRAGMAS:
        connection.execute(pragma)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")


def explain(exception: BaseException) -> UserError | None:
    """What a user can be told about a failure below, or None: then it is a bug.

    Takes errors of the driver, of SQLAlchemy (by their `orig`) and OSError; a UserError is returned as
    it is. Constraint failures are not explained here: which rule they broke is known above.
    """
    if isinstance(exception, UserError):
        return exception
    original = getattr(exception, "orig", None)
    if isinstance(original, BaseException):
        return explain(original)
    code = _code_of(exception)
    return None if code is None else DeskUnavailable(code, detail=str(exception))


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise over `path` into the DeskUnavailable of `explain`."""
    try:
        yield
    except (OSError, dbapi.Error) as error:
        told = explain(error)
        if told is None:
            raise
        raise DeskUnavailable(_sharper(told.code, path), path=str(path), detail=str(error)) from error


def _sharper(code: str, path: Path) -> str:
    """SQLite cannot tell a full disk from a broken one when it makes the shared memory beside a file."""
    if code == "desk.io_error" and path.parent.is_dir():
        return "desk.disk_full" if shutil.disk_usage(path.parent).free < _SHARED_MEMORY else code
    return code


def _code_of(exception: BaseException) -> str | None:
    if isinstance(exception, dbapi.IntegrityError | dbapi.ProgrammingError):
        return None
    if isinstance(exception, dbapi.Error):
        text = str(exception).lower()
        return next((code for part, code in _BY_TEXT if part in text), None)
    if isinstance(exception, FileNotFoundError):
        return "desk.missing"
    if isinstance(exception, OSError):
        return os_errors.code_of(exception)
    return None


def _unavailable(error: BaseException, path: Path) -> DeskUnavailable:
    told = explain(error)
    code = _sharper(told.code, path) if told is not None else "desk.cannot_open"
    if code == "desk.cannot_open" and path.exists():
        if not os.access(path, os.R_OK):
            code = "desk.no_permission"
        elif _on_read_only_medium(path):
            code = "desk.read_only"
    facts: dict[str, Any] = {"path": str(path), "detail": str(error)}
    return DeskUnavailable(code, **facts)
