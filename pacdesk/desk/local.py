"""A local desk as a whole: its place, its key, its writer lock, and a backup before it changes shape.

The window and the command line open and make local desks here and nowhere else.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine

from pacdesk.config.paths import backup_dir, refuse_bad_name, refuse_unsafe_location, state_dir
from pacdesk.config.secrets import SecretStore
from pacdesk.desk import opening
from pacdesk.desk.desk import Desk
from pacdesk.desk.lean import dataclass
from pacdesk.desk.opening import FirstRows
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import backup_rolls, driver, erased_list, keys, making, migrate, rekey, space
from pacdesk.storage.engines import sqlite_engine
from pacdesk.storage.files import LocalFiles
from pacdesk.storage.lock import WriterLock
from pacdesk.storage.unit_of_work import told

if TYPE_CHECKING:
    from pacdesk.desk.privacy.again import Again

MIGRATION_FACTOR = 2
"""A migration may rewrite the desk once and journals what it rewrites: room for both."""

BACKUP, MIGRATION = "backup", "migration"
Progress = Callable[[str, int, int], None]
"""How far bringing a desk up to date is: BACKUP (bytes done, in all), then MIGRATION (statements begun, 0:
how many there will be is not known). May raise Cancelled, which leaves the old desk."""


@dataclass(frozen=True, slots=True)
class Protection:
    """How a new desk is keyed: by the keyring (`store`), by a password, or by both."""

    store: SecretStore | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What somebody brings to open a keyed desk."""

    store: SecretStore | None = None
    password: str | None = None
    code: str | None = None


class LocalDesk:
    """An open local desk that holds its writer lock until it is closed."""

    def __init__(self, desk: Desk, path: Path, lock: WriterLock | None) -> None:
        self.desk = desk
        self.again: Again | None = None
        """What was erased again on opening: a backup older than the erasing had been put back."""
        self.path = path
        self._lock = lock

    def close(self) -> None:
        """Let go of connections and lock."""
        self.desk.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def make(path: Path, first: FirstRows, protection: Protection | None = None) -> str | None:
    """Make a local desk; answers the recovery code of a keyed one, to be shown once.

    Without an owner it is made for whoever runs this (example desks bring their own people).

    Nothing is at its place if it fails or is killed. Raises DeskUnavailable (`desk.unsafe_place`,
    `desk.exists`, `desk.disk_full`, `key.…`), Invalid (`path.bad_name`, `key.empty_password`).
    """
    refuse_bad_name(path.name)
    refuse_unsafe_location(path)
    if not (first.owner or first.demo):
        first = replace(first, owner=opening.login_of_this_computer())
    with driver.telling(path), making.beside(path) as place:
        if protection is None:
            opening.create_local(place, first)
            return None
        new = keys.create(place, password=protection.password, store=protection.store)
        opening.create_local(place, first, key=new.key)
    return new.code


def settle(path: Path, *, wait: float = 0.0) -> None:
    """Finish a key change that a kill cut short: before it neither the desk nor its key can be trusted to
    be there. To be called before anything else is asked of a desk, also by who only reads it.

    Raises DeskHeld while the change still goes on after `wait` seconds; DeskUnavailable.
    """
    if rekey.cut_short(path):
        with WriterLock(path).acquire(wait=wait):
            rekey.settle(path)


def key_of(path: Path, unlocking: Unlocking) -> bytes | None:
    """The key of a desk, None for an unkeyed one. Raises DeskUnavailable or Forbidden `key.…`."""
    if not keys.is_keyed(path):
        return None
    return keys.unlock(
        path,
        password=unlocking.password,
        store=unlocking.store,
        code=unlocking.code,
        tries=keys.Tries(state_dir()),
    )


def open_to_work(
    path: Path,
    *,
    key: bytes | None = None,
    who: str | None = None,
    wait: float = 0.0,
    progress: Progress | None = None,
) -> LocalDesk:
    """Open a desk for writing: lock, sweep what a cut-short key change left, back up before a migration.

    Its key was asked for after `settle`. Raises DeskHeld, DeskUnavailable.
    """
    lock = WriterLock(path).acquire(wait=wait, who=who)
    try:
        rekey.settle(path)
        _refuse_empty(path)
        engine = sqlite_engine(path, key=key)
        try:
            _bring_up(engine, path, key, progress)
            # A change killed after its swap left the old files, perhaps in the clear.
            with contextlib.suppress(DeskUnavailable):
                rekey.discard_old(path, key=key)
        except BaseException:
            engine.dispose()
            raise
        opened = LocalDesk(
            Desk(engine, LocalFiles(opening.files_path(path), key=key), opening.SYSTEM), path, lock
        )
        try:
            opened.again = _erase_again(opened.desk)
        except BaseException:
            opened.desk.close()
            raise
    except BaseException:
        lock.release()
        raise
    return opened


def _erase_again(desk: Desk) -> "Again | None":
    """Erase what a backup brought back, and list what a kill left unlisted. A list that cannot be read or
    written keeps nobody from his work."""
    waiting = erased_list.come_back(desk.engine)
    with contextlib.suppress(DeskUnavailable):
        erased_list.keep(desk.engine)
    if not waiting:
        return None
    from pacdesk.desk.privacy.again import apply_again

    return apply_again(desk, waiting)


def _refuse_empty(path: Path) -> None:
    """SQLite would take an empty file for a new database; somebody who opens a desk means one."""
    if path.is_file() and path.stat().st_size == 0:
        raise DeskUnavailable("desk.not_a_desk", path=str(path))


def _bring_up(engine: Engine, path: Path, key: bytes | None, progress: Progress | None) -> None:
    with told(), engine.connect() as connection:
        standing = migrate.standing(connection)
    if standing.is_current:
        return
    if standing.found is None:
        raise DeskUnavailable("desk.not_a_desk", path=str(path))
    space.require(path.parent, MIGRATION_FACTOR * space.size_with_journal(path))
    tell = progress or _silent
    backup_rolls.roll(
        path,
        backup_dir(),
        key=key,
        reason=backup_rolls.BEFORE_MIGRATION,
        progress=lambda done, total: tell(BACKUP, done, total),
    )
    with told():
        migrate.upgrade(engine, lambda begun: tell(MIGRATION, begun, 0))


def _silent(phase: str, done: int, total: int) -> None:
    del phase, done, total


def open_to_read(path: Path, *, key: bytes | None = None) -> LocalDesk:
    """Open a desk for reading only, beside whoever is writing. Raises DeskUnavailable, also
    `privacy.erased_is_back` while an older backup shows who was erased since."""
    opened = LocalDesk(opening.open_local(path, key=key, read_only=True), path, None)
    try:
        back = erased_list.come_back(opened.desk.engine)
    except BaseException:
        opened.close()
        raise
    if back:
        opened.close()
        raise DeskUnavailable("privacy.erased_is_back", path=str(path))
    return opened
