"""Opening the desk that a command names: where it is, its key, its lock, and who is at it."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pacdesk.cli.run import Run
from pacdesk.config import connections, paths, server_address
from pacdesk.config.secrets import SecretStore
from pacdesk.desk import local
from pacdesk.desk.access.commands import AskSecondFactor, FitsSecondFactor, PassSecondFactor
from pacdesk.desk.access.passwords import fits
from pacdesk.desk.company.commands import GetParameter
from pacdesk.desk.company.rules import MOVED
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, find_user, open_shared, sole_actor
from pacdesk.desk.values import Actor
from pacdesk.errors import DeskHeld, DeskUnavailable, Forbidden, Invalid
from pacdesk.storage import key_tries, keys, recovery_code

if TYPE_CHECKING:
    from pacdesk.desk.privacy.again import Again

KEYRING: Final = "keyring"
STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is: a file, or the address of a shared one."""

    text: str
    path: Path | None = None
    address: str = ""

    def file(self) -> Path:
        """The file. Raises DeskUnavailable `desk.server_only_file` for a shared desk."""
        if self.path is None:
            raise DeskUnavailable("desk.server_only_file", place=connections.without_password(self.address))
        return self.path


def place_of(text: str) -> Place:
    """What `--desk` names: an address, a file, or a saved connection when there is no such file.

    Raises Invalid `desk.password_in_address`: arguments can be read by everybody on the machine.
    """
    if connections.kind_of(text) == connections.POSTGRES:
        if connections.without_password(text) != text:
            raise Invalid("desk.password_in_address", place=connections.without_password(text))
        return Place(text, address=text)
    path = Path(text)
    looks_like_path = path.suffix == paths.DESK_SUFFIX or os.sep in text or "/" in text
    if looks_like_path or path.exists():
        return Place(text, path=path.absolute())
    saved, _ = connections.load(connections.default_path())
    wanted = " ".join(text.split()).casefold()
    for connection in saved:
        if connection.name.casefold() == wanted:
            if connection.kind == connections.POSTGRES:
                return Place(text, address=connection.address)
            return Place(text, path=Path(connection.address).absolute())
    return Place(text, path=path.absolute())


@dataclass(slots=True)
class Sources:
    """Where secrets come from, each read once. Several of them may be `-`: each takes the next line."""

    password_from: str | None = None
    key_from: str | None = None
    code_from: str | None = None
    _read: dict[str, str] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(options: Namespace) -> "Sources":
        """Those that the arguments name."""
        return Sources(
            getattr(options, "password_from", None),
            getattr(options, "key_from", None),
            getattr(options, "code_from", None),
        )

    def password(self) -> str | None:
        """The password; None when no source is named."""
        return None if self.password_from is None else self._once("password", self.password_from)

    def code(self) -> str | None:
        """The authenticator's code; None when no source is named."""
        return None if self.code_from is None else self._once("code", self.code_from)

    def key_secret(self) -> str | None:
        """What opens the key: a password or a recovery code; None for the keyring or no source."""
        if self.key_from in (None, KEYRING):
            return None
        return self._once("key", str(self.key_from))

    def _once(self, what: str, source: str) -> str:
        if what not in self._read:
            self._read[what] = secret_from(source)
        return self._read[what]


def secret_from(source: str) -> str:
    """The first line of a file or, for `-`, the next one of standard input.

    Raises Invalid `secret.unreadable`, `secret.empty`.
    """
    try:
        if source == STANDARD_INPUT:
            text = sys.stdin.readline() if sys.stdin is not None else ""
        else:
            with Path(source).open(encoding="utf-8-sig") as file:
                text = file.readline()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Invalid("secret.unreadable", path=source, reason=reason or "") from error
    secret = text.rstrip("\r\n")
    if not secret:
        raise Invalid("secret.empty", path=source)
    return secret


def key_of(path: Path, sources: Sources) -> bytes | None:
    """The key of the desk `path`, None for one that has none.

    Raises DeskUnavailable `key.source_needed`, and what `keys.unlock` raises.
    """
    if not keys.is_keyed(path):
        return None
    if sources.key_from is None:
        raise DeskUnavailable("key.source_needed", path=str(path))
    return local.key_of(path, _unlocking(sources.key_secret()))


def _unlocking(secret: str | None) -> local.Unlocking:
    if secret is None:
        return local.Unlocking(store=SecretStore())
    try:
        recovery_code.read(secret)
    except Invalid:
        return local.Unlocking(store=SecretStore(), password=secret)
    return local.Unlocking(code=secret)


def protection(sources: Sources) -> local.Protection | None:
    """How a new desk is keyed: by the keyring, by the password that the source gives, or not at all."""
    if sources.key_from is None:
        return None
    secret = sources.key_secret()
    return local.Protection(store=SecretStore()) if secret is None else local.Protection(password=secret)


def new_key(source: str) -> keys.NewKey:
    """A new key, kept in the keyring or behind the password that `source` gives; its header is not yet
    written. Raises as `keys.make`."""
    if source == KEYRING:
        return keys.make(store=SecretStore())
    return keys.make(password=secret_from(source))


@contextmanager
def reading(options: Namespace) -> Iterator[Desk]:
    """The desk, to be read only: beside an open window, without a lock, nothing brought up to date."""
    place, sources = place_of(options.desk), Sources.of(options)
    with opened(place, sources) as desk:
        actor = log_in(desk, getattr(options, "user", None), sources)
        demand_code(desk, actor, sources, beside=place)
        yield at_desk(desk, actor)


@contextmanager
def writing(run: Run) -> Iterator[Desk]:
    """The desk, with its writer's lock. Raises DeskHeld when another has it for longer than `--wait`."""
    options = run.options
    place, sources = place_of(options.desk), Sources.of(options)
    with opened(place, sources, wait=options.wait, progress=updating(run)) as desk:
        actor = log_in(desk, options.user, sources)
        demand_code(desk, actor, sources)
        acting = at_desk(desk, actor)
        moved = acting.ask(GetParameter(name=MOVED))
        if moved is not None:
            run.console.note(run.words("move.was_moved", to=moved["to"], at=moved["at"]))
        yield acting


def updating(run: Run) -> local.Progress:
    """Tells on the console how far a desk of an older version has come to this one's."""

    def tell(phase: str, done: int, total: int) -> None:
        if phase == local.BACKUP:
            run.console.progress(run.words("updating.backup", percent=100 * done // total if total else 100))
        else:
            run.console.progress(run.words("updating.steps", step=done))

    return tell


@contextmanager
def opened(
    place: Place, sources: Sources, *, wait: float | None = None, progress: local.Progress | None = None
) -> Iterator[Desk]:
    """The desk with nobody at it: to be read only, or with its lock after `wait` seconds at most.

    A shared desk needs no lock. Raises DeskUnavailable, DeskHeld.
    """
    if place.path is None:
        desk = open_shared(with_password(place.address, sources), read_only=wait is None)
        with closing(desk):
            yield desk
        return
    local.settle(place.path, wait=wait or 0.0)
    if not place.path.exists():
        raise DeskUnavailable("desk.missing", path=str(place.path))
    key = key_of(place.path, sources)
    if wait is None:
        found = _to_read(place.path, key)
    else:
        found = local.open_to_work(place.path, key=key, wait=wait, progress=progress)
    with found:
        yield found.desk


def _to_read(path: Path, key: bytes | None) -> local.LocalDesk:
    """Who was erased after the backup that was put back is erased again first, where that can be written."""
    try:
        return local.open_to_read(path, key=key)
    except DeskUnavailable as error:
        if error.code != "privacy.erased_is_back":
            raise
    with suppress(DeskHeld, DeskUnavailable):
        local.open_to_work(path, key=key).close()
    return local.open_to_read(path, key=key)


def tell_erased_again(run: Run, again: "Again") -> None:
    """What opening a desk erased again, after an older backup was put back."""
    run.console.note(run.words("restore.erased_again", people=again.people))
    for name, rules in (("rules_again", again.rules), ("rules_off", again.rules_off)):
        if rules:
            told = ", ".join(run.words(f"retention.{kind}") for kind in rules)
            run.console.note(run.words(f"restore.{name}", rules=told))


def with_password(address: str, sources: Sources) -> str:
    """The address with the password that the source gives, if it names somebody. Raises DeskUnavailable
    `server.password_not_kept` when the keyring is the source and has none."""
    if sources.password_from != KEYRING:
        return server_address.with_password(address, sources.password())
    password = server_address.kept_password(SecretStore(), address)
    if password is None:
        place = connections.without_password(address)
        raise DeskUnavailable("server.password_not_kept", place=place)
    return server_address.with_password(address, password)


def log_in(desk: Desk, user: str | None, sources: Sources) -> Actor:
    """Who acts: the user named, or the only one of a desk without passwords.

    Wrong passwords are counted on this computer and make the next one wait, as in the window; a
    reading command could not count them in the desk. Raises Forbidden `access.user_needed`,
    `access.password_needed`, `login.wrong`, `access.wait`, `key.wait`.
    """
    if user is None:
        actor = sole_actor(desk)
        if actor is None:
            raise Forbidden("access.user_needed")
        return actor
    found = find_user(desk, user)
    if found is None:
        raise Forbidden("login.wrong")
    user_id, password_hash, blocked_until, actor = found
    if password_hash is None:
        return actor
    if blocked_until is not None and blocked_until > datetime.now(UTC):
        raise Forbidden("access.wait", until=blocked_until)
    password = sources.password()
    if password is None:
        raise Forbidden("access.password_needed", user=user)
    tries = key_tries.Tries(paths.state_dir())
    name = f"user-{user_id}"
    tries.refuse_early(name)
    if not fits(password_hash, password):
        tries.wrong(name)
        raise Forbidden("login.wrong")
    tries.right(name)
    return actor


def demand_code(desk: Desk, actor: Actor, sources: Sources, *, beside: Place | None = None) -> None:
    """Ask who has an authenticator for its code. A command that only reads, `beside` whoever writes at that
    place, uses no code up; a wrong one counts all the same.

    Raises Forbidden `access.code_needed`, `second.wrong_code`, `login.wait`, `key.wait`.
    """
    acting, user = desk.acting(actor), actor.user_id
    if user is None or acting.ask(AskSecondFactor(user=user)) is None:
        return
    code = sources.code()
    if code is None:
        raise Forbidden("access.code_needed", user=actor.login)
    tries = key_tries.Tries(paths.state_dir())
    name = f"code-{user}"
    tries.refuse_early(name)
    typed = PassSecondFactor(user=user, code=code)
    if beside is None:
        right = acting.run(typed).answer
    else:
        right = acting.ask(FitsSecondFactor(code=code)) or _counted(beside, sources, acting, typed)
    if not right:
        tries.wrong(name)
        raise Forbidden("second.wrong_code")
    tries.right(name)


def _counted(place: Place, sources: Sources, reader: Desk, typed: PassSecondFactor) -> bool:
    """Have the desk count a wrong code that was typed to read. Where a desk on a file cannot be written
    now, because another writes there or it is on a medium that cannot, this computer alone counts it."""
    if place.path is None:
        return reader.run(typed).answer
    try:
        with opened(place, sources, wait=0.0) as writer:
            return writer.acting(reader.actor).run(typed).answer
    except (DeskHeld, DeskUnavailable):
        return False
