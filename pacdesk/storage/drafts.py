"""Drafts (DESIGN 4): what a person typed and has not sent, one row per desk, person, object, field.

They live beside the settings, not in the desk: saving one never waits for the desk's writer. Drafts
of a keyed desk are keyed by a key derived from the desk's, in a file of their own.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import driver, keys
from pacdesk.storage.lock import WriterLock

MAX_TEXT: Final = 4 * 1024 * 1024
MAX_IMAGES_BYTES: Final = 64 * 1024 * 1024
_MAKING: Final = 20.0  # s
_SCHEMA_VERSION: Final = 1
_SCHEMA: Final = (
    """CREATE TABLE IF NOT EXISTS drafts (
        desk TEXT NOT NULL, person TEXT NOT NULL, object TEXT NOT NULL, field TEXT NOT NULL,
        text TEXT NOT NULL, caret INTEGER NOT NULL, updated_at INTEGER NOT NULL,
        PRIMARY KEY (desk, person, object, field)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS draft_images (
        desk TEXT NOT NULL, person TEXT NOT NULL, object TEXT NOT NULL, field TEXT NOT NULL,
        name TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (desk, person, object, field, name),
        FOREIGN KEY (desk, person, object, field) REFERENCES drafts ON DELETE CASCADE)""",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)
_WHERE: Final = "desk = ? AND person = ? AND object = ? AND field = ?"


@dataclass(frozen=True)
class Place:
    """Where a draft belongs: ids as text; `object` is for instance `ticket:<id>` or `new-client`."""

    desk: str
    person: str
    object: str
    field: str

    def row(self) -> tuple[str, str, str, str]:
        """As bound values."""
        return (self.desk, self.person, self.object, self.field)


@dataclass(frozen=True)
class Draft:
    """A draft as saved: its text, the caret in characters, when (microseconds since 1970, UTC), and
    the pasted images by the names that the text uses."""

    place: Place
    text: str
    caret: int = 0
    updated_at: int = 0
    images: tuple[tuple[str, bytes], ...] = ()


def drafts_path(folder: Path, desk: Path) -> Path:
    """The drafts file for `desk` in `folder`: shared by desks without a key, else one for each key."""
    return path_under(folder, keys.read_header(desk) if keys.is_keyed(desk) else None)


def path_under(folder: Path, header: keys.Header | None) -> Path:
    """The drafts file of desks with this key header; of all those without a key."""
    return folder / ("drafts.db" if header is None else f"drafts-{header.id}.db")


class Drafts:
    """An open drafts file. Safe from any thread; each call is one short transaction."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        """Open or make the file; `key` is the desk's own key, from which the drafts' is derived.

        A file that cannot be understood is kept aside as `<name>.bad-N` and a new one begun (see
        `kept_aside`). Raises DeskUnavailable: `desk.not_a_desk_or_wrong_key` for a wrong key (nothing
        is renamed then: another key may be right), `desk.disk_full`, `desk.no_permission`...
        """
        self.path = path
        self.kept_aside: Path | None = None
        self._lock = threading.Lock()
        self._key = None if key is None else keys.derived(key, "drafts")
        # Two windows that open at once would each make the file, and one find it there.
        with WriterLock(path).acquire(wait=_MAKING):
            try:
                self._connection = self._open()
            except DeskUnavailable as error:
                if error.code != "desk.damaged":
                    raise
                self.kept_aside = _keep_aside(path)
                self._connection = self._open()

    def _open(self) -> driver.Connection:
        fresh = not self.path.exists() or self.path.stat().st_size == 0
        if fresh:
            self.path.unlink(missing_ok=True)
        connection = driver.connect(self.path, key=self._key, create=fresh)
        # The last half second may go with the power, not with the process: a draft can bear that.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        try:
            for statement in _SCHEMA:
                connection.execute(statement)
        except driver.dbapi.Error as error:
            connection.close()
            raise driver.explain(error) or error from error
        return connection

    def save(
        self,
        place: Place,
        text: str,
        *,
        caret: int = 0,
        images: tuple[tuple[str, bytes], ...] | None = None,
        updated_at: int | None = None,
    ) -> int:
        """Keep `text`; the time it got (microseconds; now unless `updated_at`).

        `images` None leaves those there are. An empty text without images discards the draft. Raises
        UserError `draft.too_large`; DeskUnavailable `desk.disk_full`, `desk.io_error`...:
        then the last saved text is still there.
        """
        if len(text) > MAX_TEXT or sum(len(content) for _, content in images or ()) > MAX_IMAGES_BYTES:
            raise UserError("draft.too_large", text=len(text))
        now = time.time_ns() // 1000 if updated_at is None else updated_at
        if not text and not images:
            self.discard(place)
            return now
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO drafts (desk, person, object, field, text, caret, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " text = excluded.text, caret = excluded.caret, updated_at = excluded.updated_at",
                (*place.row(), _writable(text), caret, now),
            )
            if images is not None:
                connection.execute(f"DELETE FROM draft_images WHERE {_WHERE}", place.row())
                connection.executemany(
                    "INSERT INTO draft_images VALUES (?, ?, ?, ?, ?, ?)",
                    [(*place.row(), name, content) for name, content in dict(images).items()],
                )
        return now

    def load(self, place: Place) -> Draft | None:
        """The draft kept for `place`, images included, or None."""
        with self._transaction() as connection:
            found = connection.execute(
                f"SELECT text, caret, updated_at FROM drafts WHERE {_WHERE}", place.row()
            ).fetchone()
            if found is None:
                return None
            images = connection.execute(
                f"SELECT name, content FROM draft_images WHERE {_WHERE} ORDER BY name", place.row()
            ).fetchall()
        return Draft(place, found[0], found[1], found[2], tuple((name, bytes(raw)) for name, raw in images))

    def list(self, desk: str, person: str) -> tuple[Draft, ...]:
        """All drafts of a person in a desk, latest first, without their images."""
        with self._transaction() as connection:
            rows = connection.execute(
                "SELECT object, field, text, caret, updated_at FROM drafts"
                " WHERE desk = ? AND person = ? ORDER BY updated_at DESC, object, field",
                (desk, person),
            ).fetchall()
        return tuple(Draft(Place(desk, person, row[0], row[1]), row[2], row[3], row[4]) for row in rows)

    def discard(self, place: Place) -> bool:
        """Forget the draft, once sent or thrown away. Whether there was one."""
        with self._transaction() as connection:
            cursor = connection.execute(f"DELETE FROM drafts WHERE {_WHERE}", place.row())
            return cursor.rowcount > 0

    def copy_into(self, other: "Drafts", desk: str) -> int:
        """Copy a desk's drafts to another file, where the newer text wins; how many there are here.

        For a desk that gets or loses its key.
        """
        with self._transaction() as connection:
            people = connection.execute(
                "SELECT DISTINCT person FROM drafts WHERE desk = ?", (desk,)
            ).fetchall()
        count = 0
        for (person,) in people:
            for short in self.list(desk, person):
                count += 1
                there, here = other.load(short.place), self.load(short.place)
                if here is not None and (there is None or there.updated_at < here.updated_at):
                    other.save(
                        here.place,
                        here.text,
                        caret=here.caret,
                        images=here.images,
                        updated_at=here.updated_at,
                    )
        return count

    def forget(self, desk: str) -> None:
        """Remove all drafts of a desk."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM drafts WHERE desk = ?", (desk,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[driver.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                told = driver.explain(error)
                if told is not None and told is not error:
                    raise told from error
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def follow(
    desk: str, *, source: Path, source_key: bytes | None, target: Path, target_key: bytes | None
) -> int:
    """Take a desk's drafts to the file of its new key (`drafts_path` before and after a rekey).

    The keys are the desk's own. How many went; 0 if there was no file. Raises as `Drafts`.
    """
    with following(desk, source=source, source_key=source_key, target=target, target_key=target_key) as count:
        return count


@contextlib.contextmanager
def following(
    desk: str, *, source: Path, source_key: bytes | None, target: Path, target_key: bytes | None
) -> Iterator[int]:
    """`follow` around a change of the desk's key: whenever it is killed, the drafts are in the file of the
    key that the desk then has. One that fails leaves them where they were."""
    if source == target or not source.exists():
        yield 0
        return
    with Drafts(source, source_key) as before, Drafts(target, target_key) as after:
        count = before.copy_into(after, desk)
        try:
            yield count
        except BaseException:
            after.forget(desk)
            raise
        before.forget(desk)


def _writable(text: str) -> str:
    # Half a surrogate pair (a torn emoji from a paste) cannot be stored: the rest must be.
    return text.encode("utf-8", "replace").decode()


def _keep_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.bad-{number}")).exists():
        number += 1
    path.rename(kept)
    for end in ("-wal", "-shm"):
        neighbour = path.with_name(path.name + end)
        if neighbour.exists():
            neighbour.rename(kept.with_name(kept.name + end))
    return kept
