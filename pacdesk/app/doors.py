"""The doors made real: local desks, the shared one, log-in. Imported after the first paint, used on the
writer's thread: the database library costs more than the window."""

import contextlib
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from pacdesk.app.drafts import DeskDrafts
from pacdesk.app.servers import RealServers
from pacdesk.config import connections, paths
from pacdesk.config.atomic import write
from pacdesk.config.computer import this_computer
from pacdesk.config.secrets import Done, SecretStore
from pacdesk.config.settings import Settings
from pacdesk.desk import local
from pacdesk.desk.access.commands import AskSecondFactor, NoteComputer, NoteLogin, PassSecondFactor
from pacdesk.desk.access.passwords import fits, hash_password
from pacdesk.desk.company.commands import DescribeDesk, GetCompany
from pacdesk.desk.desk import Desk
from pacdesk.desk.following import Following
from pacdesk.desk.opening import DEFAULT_GROUP, FirstRows, at_desk, find_user, seen_as, sole_actor
from pacdesk.desk.values import Actor, utc_now
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.gui.context import OpenDesk, UnlocksBy
from pacdesk.gui.doors import CodeWanted, LogInWanted, NewDesk, RecentDesk, Unlock, Updating
from pacdesk.storage import erased_list, key_tries, keys
from pacdesk.storage.drafts import Drafts, drafts_path, follow, path_under
from pacdesk.storage.server import asks_for_password

DEMO_NAME: Final = "demo"
_USED_FILE: Final = "recent.json"
_SIDE_FILES: Final = ("", "-wal", "-shm", ".lock", ".key", ".files", ".files-wal", ".files-shm")


class RealDoors:
    """One desk open at a time. `remember` takes settings back to the window's thread."""

    def __init__(self, settings: Callable[[], Settings], remember: Callable[[str], object]) -> None:
        self._settings = settings
        self._remember = remember
        self._store = SecretStore()
        self._servers = RealServers(self._store)
        self._busy = threading.RLock()
        self._local: local.LocalDesk | None = None
        self._desk: Desk | None = None
        self._drafts: Drafts | None = None
        self._following: Following | None = None
        self._address = ""
        self._actor: Actor | None = None
        self._waiting: Actor | None = None
        self._hash: str | None = None
        self._unlocks_by: UnlocksBy | None = None

    # -- the list of desks

    def recent(self) -> tuple[RecentDesk, ...]:
        """Desks opened before, latest first."""
        used = self._used()
        saved = {c.address: c for c in self._servers.saved()}
        known = (*self._settings().recent_desks, *saved)
        return tuple(self._recent(address, used, saved) for address in dict.fromkeys(known))

    def _recent(
        self, address: str, used: dict[str, str], saved: dict[str, connections.Connection]
    ) -> RecentDesk:
        when = datetime.fromisoformat(used[address]) if address in used else None
        if connections.kind_of(address) == connections.POSTGRES:
            place = connections.without_password(address)
            if address in saved:
                return RecentDesk(saved[address].name, "shared", place, when, colour=saved[address].colour)
            return RecentDesk(address.rpartition("/")[2].partition("?")[0], "shared", place, when)
        path = Path(address)
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            kind = "demo" if path == self._demo_path() else "local"
            return RecentDesk(path.stem, kind, address, when, size)
        return RecentDesk(path.stem, "local", address, when, missing=True)

    def forget(self, address: str) -> None:
        """Leave a desk out of the recent ones."""
        self._remember(f"-{address}")

    def _used(self) -> dict[str, str]:
        try:
            found = json.loads((paths.state_dir() / _USED_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def _note_use(self, address: str) -> None:
        used = self._used() | {address: datetime.now(UTC).isoformat()}
        with contextlib.suppress(OSError):
            write(paths.state_dir() / _USED_FILE, json.dumps(used).encode())
        self._remember(address)

    # -- making

    def place_for(self, name: str) -> Path:
        """Where a new desk of that name would be: a name that is free."""
        stem = paths.safe_name(name, fallback="desk", max_bytes=120)
        wanted = paths.data_dir() / f"{stem}{paths.DESK_SUFFIX}"
        number = 2
        while wanted.exists():
            wanted = paths.data_dir() / f"{stem} {number}{paths.DESK_SUFFIX}"
            number += 1
        return wanted

    def keyring_answers(self) -> bool:
        """Whether a keyring answers here, within its bound."""
        return isinstance(self._store.usable(), Done)

    def create(self, new: NewDesk) -> str:
        """Make a local desk; answers its recovery code, or an empty text."""
        path = new.path if new.path.suffix else new.path.with_suffix(paths.DESK_SUFFIX)
        protection = None
        if new.encrypted:
            store = self._store if self.keyring_answers() else None
            protection = local.Protection(store=store, password=new.password)
        first = FirstRows(desk_name=new.name, permission_group=DEFAULT_GROUP)
        return local.make(path.absolute(), first, protection) or ""

    def _demo_path(self) -> Path:
        return paths.data_dir() / f"{DEMO_NAME}{paths.DESK_SUFFIX}"

    def demo(self) -> str:
        """The desk with example data, made if it is not there."""
        path = self._demo_path()
        if not path.exists():
            from pacdesk.exchange.demo import make

            make(path)
        return str(path)

    def discard_demo(self) -> None:
        """Close the desk with example data that is open, and remove its files, wherever they are."""
        facts, path = self._reached().ask(DescribeDesk()), Path(self._address)
        if self._local is None or not facts.demo:
            raise Forbidden("desk.not_an_example", name=facts.name)
        self.close()
        for suffix in _SIDE_FILES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        self.forget(str(path))

    # -- opening

    def open(
        self, address: str, unlock: Unlock | None = None, progress: Updating | None = None
    ) -> OpenDesk | LogInWanted | CodeWanted:
        """Open a desk, or say that somebody must log in; the one open before is closed first."""
        with self._busy:
            self.close()
            address = self._resolved(address)
            try:
                self._reach(address, unlock or Unlock(), progress)
                return self._enter()
            except BaseException:
                self.close()
                raise

    def _resolved(self, address: str) -> str:
        if connections.kind_of(address) == connections.POSTGRES:
            return address
        path = Path(address).expanduser()
        saved = None if path.exists() else self._servers.named(address)
        return saved or str(path.absolute())

    def _reach(self, address: str, unlock: Unlock, progress: Updating | None) -> None:
        self._address = address
        if connections.kind_of(address) == connections.POSTGRES:
            self._desk = self._servers.open(address, unlock)
            self._drafts = Drafts(paths.config_dir() / "drafts.db")
            return
        path = Path(address)
        local.settle(path)
        if not path.exists():
            raise DeskUnavailable("desk.missing", path=address)
        key = None
        if keys.is_keyed(path):
            key = local.key_of(
                path, local.Unlocking(store=self._store, password=unlock.password, code=unlock.code)
            )
        self._local = local.open_to_work(path, key=key, progress=progress)
        self._desk = self._local.desk
        kept = drafts_path(paths.config_dir(), path)
        if key is not None:
            # Left in the clear where a desk got its key and the change was killed at its end.
            plain = path_under(paths.config_dir(), None)
            follow(address, source=plain, source_key=None, target=kept, target_key=key)
        self._drafts = Drafts(kept, key)

    def _enter(self) -> OpenDesk | LogInWanted | CodeWanted:
        desk = self._reached()
        actor = sole_actor(desk)
        if actor is not None:
            self._hash = None
            return self._coded(desk, actor)
        return LogInWanted(desk.ask(DescribeDesk()).name, self._used().get(f"login:{self._address}", ""))

    def _reached(self) -> Desk:
        if self._desk is None:
            raise DeskUnavailable("desk.missing", path=self._address)
        return self._desk

    def log_in(self, login: str, password: str) -> OpenDesk | CodeWanted:
        """Log in to the desk that was reached; which of name and password was wrong is not told."""
        desk = self._reached()
        actor, password_hash = self._checked(desk, login, password)
        self._hash = password_hash
        used = self._used() | {f"login:{self._address}": login}
        with contextlib.suppress(OSError):
            write(paths.state_dir() / _USED_FILE, json.dumps(used).encode())
        return self._coded(desk, actor)

    def _coded(self, desk: Desk, actor: Actor) -> OpenDesk | CodeWanted:
        """The desk, if no code stands before it."""
        acting, user = desk.acting(actor), actor.user_id
        if user is None or acting.ask(AskSecondFactor(user=user)) is None:
            return self._opened(desk, actor)
        self._waiting = actor
        return CodeWanted(desk.ask(DescribeDesk()).name, actor.name)

    def give_code(self, code: str) -> OpenDesk:
        """The desk of who has given his password, for the right code."""
        desk, actor = self._reached(), self._waiting
        if actor is None or actor.user_id is None:
            raise Forbidden("login.wrong")
        if not self._coded_right(actor, code):
            raise Forbidden("second.wrong_code")
        self._waiting = None
        return self._opened(desk, actor)

    def _checked(self, desk: Desk, login: str, password: str) -> tuple[Actor, str | None]:
        found = find_user(desk, login)
        if found is None:
            fits(_nobodys_hash(), password)
            raise Forbidden("login.wrong")
        user, password_hash, blocked_until, actor = found
        now = utc_now()
        if blocked_until is not None and blocked_until > now:
            raise Forbidden("login.wait", seconds=int((blocked_until - now).total_seconds()) + 1)
        right = password_hash is None or fits(password_hash, password)
        desk.acting(actor).run(NoteLogin(user=user, worked=right))
        if not right:
            raise Forbidden("login.wrong")
        return actor, password_hash

    def is_me(self, secret: str) -> bool:
        """Whether this is what lets who is at the desk back in; wrong ones count as in a log-in.

        Raises Forbidden `login.wrong`, `login.wait`, `key.wait`, `second.wrong_code`, DeskUnavailable.
        """
        actor = self._actor
        if actor is None:
            return False
        by = self._unlocks_by
        if by is UnlocksBy.PASSWORD:
            self._checked(self._reached(), actor.login, secret)
        elif by is UnlocksBy.SERVER_PASSWORD:
            self._fits_at_server(actor, secret)
        elif by is UnlocksBy.CODE and not self._coded_right(actor, secret):
            raise Forbidden("second.wrong_code")
        return True

    def _coded_right(self, actor: Actor, code: str) -> bool:
        desk = self._reached()
        return actor.user_id is not None and bool(
            desk.acting(actor).run(PassSecondFactor(user=actor.user_id, code=code)).answer
        )

    def _fits_at_server(self, actor: Actor, password: str) -> None:
        """The server counts no tries: this computer does."""
        tries, name = key_tries.Tries(paths.state_dir()), f"lock-{actor.user_id}"
        tries.refuse_early(name)
        if not password or not self._servers.fits(self._address, password):
            tries.wrong(name)
            raise Forbidden("login.wrong")
        tries.right(name)

    def unlocks_by(self) -> UnlocksBy | None:
        """What a locked window is opened by now: the person's password, else his code; None when neither is
        asked for any more. Raises DeskUnavailable."""
        if self._actor is not None:
            self._unlocks_by = self._way_back(self._reached(), self._actor)
        return self._unlocks_by

    def _way_back(self, desk: Desk, actor: Actor) -> UnlocksBy | None:
        user = actor.user_id
        found = None if user is None else find_user(desk, actor.login)
        if found is not None and found[1] is not None:
            return UnlocksBy.PASSWORD
        shared = connections.kind_of(self._address) == connections.POSTGRES
        if shared and asks_for_password(desk.engine):
            return UnlocksBy.SERVER_PASSWORD
        coded = user is not None and desk.acting(actor).ask(AskSecondFactor(user=user)) is not None
        return UnlocksBy.CODE if coded else None

    def see_as(self, user: UUID) -> Desk:
        """The open desk as another user sees it, only to read; recorded."""
        if self._actor is None:
            raise DeskUnavailable("desk.missing", path=self._address)
        return seen_as(at_desk(self._reached(), self._actor), user)

    def _opened(self, desk: Desk, actor: Actor) -> OpenDesk:
        acting = at_desk(desk, actor)
        self._actor = actor
        self._unlocks_by = self._way_back(desk, actor)
        facts = acting.ask(DescribeDesk())
        company = acting.ask(GetCompany())
        self._note_use(self._address)
        # Examples that were carried to a server are a server's desk: nobody discards it from a window.
        kind = "demo" if facts.demo and self._local is not None else facts.kind
        saved = self._servers.used(self._address)
        if self._drafts is None:
            raise DeskUnavailable("desk.missing", path=self._address)
        computer = self._note_computer(acting)
        return OpenDesk(
            desk=acting,
            drafts=DeskDrafts(self._drafts, self._address, actor.login),
            name=facts.name,
            kind=kind,
            place=connections.without_password(self._address),
            zone=ZoneInfo(company.zone),
            unlocks_by=self._unlocks_by,
            line=self._follow(acting),
            connection="" if saved is None else saved.name,
            colour="" if saved is None else saved.colour,
            computer=computer,
            erased_again=self._erased_again(),
            come_back=0 if self._local is not None else len(erased_list.come_back(desk.engine)),
        )

    def _erased_again(self) -> int:
        again = None if self._local is None else self._local.again
        return 0 if again is None else again.people

    def _note_computer(self, desk: Desk) -> UUID | None:
        """Where nobody logs in there is nothing to be told of."""
        shared = connections.kind_of(self._address) == connections.POSTGRES
        if desk.actor.user_id is None or (self._hash is None and not shared):
            return None
        computer = this_computer()
        desk.run(NoteComputer(computer=computer.id, name=computer.name))
        return computer.id

    def _follow(self, desk: Desk) -> Following | None:
        if connections.kind_of(self._address) == connections.POSTGRES:
            self._following = Following(desk)
        return self._following

    def close(self) -> None:
        """Let go of the open desk: connections, lock, drafts."""
        with self._busy:
            if self._following is not None:
                self._following.close()
            if self._drafts is not None:
                self._drafts.close()
            if self._local is not None:
                self._local.close()
            elif self._desk is not None:
                self._desk.close()
            self._drafts = self._local = self._desk = self._following = None
            self._actor = self._waiting = None


@cache
def _nobodys_hash() -> str:
    """What is checked for a name that nobody has, so that both answers take the same time."""
    return hash_password("nobody")
