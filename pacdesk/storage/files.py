"""The bytes of files, in a second SQLite file beside the desk or in a table of the shared server.

Chunks of 256 KiB by SHA-256, written and flushed before the row that names them commits; what no
row names is an orphan, swept by `check --repair`.
"""

import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, text

from pacdesk.errors import NotFound
from pacdesk.storage.driver import Connection, connect, telling
from pacdesk.storage.postgres.wall import is_raised
from pacdesk.storage.unit_of_work import told

CHUNK = 256 * 1024
_SCHEMA = """
CREATE TABLE IF NOT EXISTS file_chunks (
    sha256 TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, n)
) WITHOUT ROWID
"""


class FileStore(Protocol):
    """Where the bytes of files are."""

    def put(self, content: bytes) -> str:
        """Keep bytes, once however often they come; answers their SHA-256 in hex. Raises DeskUnavailable."""

    def get(self, digest: str) -> bytes:
        """The bytes. Raises NotFound `file.missing` if they are not here or not whole."""

    def digests(self) -> Iterator[str]:
        """Every kept file."""

    def drop(self, digest: str) -> None:
        """Forget a file that no row names."""

    def scrub(self) -> None:
        """Leave nothing of what was dropped in the file or its journal."""

    def close(self) -> None:
        """Let go of the connection."""


class LocalFiles:
    """Files of a local desk: `<desk>.files`, keyed alike."""

    def __init__(self, path: Path, *, key: bytes | None = None, read_only: bool = False) -> None:
        self.path = path
        self.key = key
        self._read_only = read_only
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    def _open(self) -> Connection:
        if self._connection is None:
            create = not self._read_only and not self.path.exists()
            self._connection = connect(self.path, key=self.key, read_only=self._read_only, create=create)
            if not self._read_only:
                self._connection.execute("PRAGMA secure_delete = ON")
                self._connection.execute(_SCHEMA)
        return self._connection

    def put(self, content: bytes) -> str:
        """Keep bytes, flushed before this returns; answers their SHA-256."""
        digest = sha256(content).hexdigest()
        with self._lock, telling(self.path):
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.executemany(
                    "INSERT INTO file_chunks VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    ((digest, n, chunk) for n, chunk in enumerate(chunks(content))),
                )
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes. Raises NotFound."""
        if not self.path.exists():
            raise NotFound("file.missing", sha256=digest)
        with self._lock, telling(self.path):
            found = self._open().execute(
                "SELECT bytes FROM file_chunks WHERE sha256 = ? ORDER BY n", (digest,)
            )
            return _whole(digest, [row[0] for row in found])

    def digests(self) -> Iterator[str]:
        """Every kept file."""
        if not self.path.exists():
            return iter(())
        with self._lock, telling(self.path):
            found = self._open().execute("SELECT DISTINCT sha256 FROM file_chunks").fetchall()
        return iter([row[0] for row in found])

    def problems(self, most: int) -> list[str]:
        """What SQLite's own check of the pages says, and SQLCipher's of their seals; nothing is well."""
        if not self.path.exists():
            return []
        with self._lock, telling(self.path):
            found = self._open().execute(f"PRAGMA integrity_check({int(most)})").fetchall()
            found += self._open().execute("PRAGMA cipher_integrity_check").fetchall()
        return [str(line) for (line,) in found if line != "ok"]

    def drop(self, digest: str) -> None:
        """Forget a file."""
        with self._lock, telling(self.path):
            self._open().execute("DELETE FROM file_chunks WHERE sha256 = ?", (digest,))

    def scrub(self) -> None:
        """The journal still has what was dropped: it is emptied."""
        if self._connection is None:
            return
        with self._lock, telling(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class ServerFiles:
    """Files of a shared desk, in its table `file_chunks`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, content: bytes) -> str:
        """Keep bytes; answers their SHA-256."""
        digest = sha256(content).hexdigest()
        statement = text(
            "INSERT INTO file_chunks (sha256, n, bytes) VALUES (:d, :n, :b) ON CONFLICT DO NOTHING"
        )
        with told(), self._engine.begin() as connection:
            if is_raised(connection):
                connection.execute(text("SELECT app.put_file(:content)"), {"content": content})
                return digest
            for n, chunk in enumerate(chunks(content)):
                connection.execute(statement, {"d": digest, "n": n, "b": chunk})
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes. Raises NotFound."""
        statement = text("SELECT bytes FROM file_chunks WHERE sha256 = :d ORDER BY n")
        with told(), self._engine.connect() as connection:
            return _whole(digest, [bytes(row[0]) for row in connection.execute(statement, {"d": digest})])

    def digests(self) -> Iterator[str]:
        """Every kept file."""
        with told(), self._engine.connect() as connection:
            found = connection.execute(text("SELECT DISTINCT sha256 FROM file_chunks")).fetchall()
        return iter([row[0] for row in found])

    def drop(self, digest: str) -> None:
        """Forget a file."""
        with told(), self._engine.begin() as connection:
            connection.execute(text("DELETE FROM file_chunks WHERE sha256 = :d"), {"d": digest})

    def scrub(self) -> None:
        """The server's own to do."""

    def close(self) -> None:
        """Nothing of its own to let go of."""


def chunks(content: bytes) -> Iterator[bytes]:
    """A file's bytes in pieces of `CHUNK`; an empty one is one empty piece."""
    for start in range(0, max(len(content), 1), CHUNK):
        yield content[start : start + CHUNK]


def _whole(digest: str, found: list[bytes]) -> bytes:
    content = b"".join(found)
    if not found or sha256(content).hexdigest() != digest:
        raise NotFound("file.missing", sha256=digest)
    return content
