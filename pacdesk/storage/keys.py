"""A desk's key and the ways to it (DESIGN 3, Encryption; sync-and-security 4.7).

The key K is 32 random bytes. It is never stored: `<desk>.key` holds it wrapped, once for each way to
open the desk (password and keyring, keyring alone, password alone, recovery code). Without that
header a keyed desk is lost, so it travels beside the desk and in every backup.
"""

import os
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pacdesk.config.secrets import Absent, Done, Found, SecretStore, TimedOut, Unavailable
from pacdesk.errors import DeskUnavailable, Forbidden, Invalid
from pacdesk.storage import recovery_code
from pacdesk.storage.key_header import (
    BOTH,
    KEY_BYTES,
    KEYRING,
    PASSWORD,
    RECOVERY,
    SALT_BYTES,
    Cost,
    Header,
    Wrap,
    argon,
    check_value,
    derived,
    header_path,
    is_keyed,
    open_wrap,
    opens,
    read_header,
    seal,
    stretched,
    write_header,
)
from pacdesk.storage.key_tries import Tries

__all__ = [
    "BOTH", "KEYRING", "PASSWORD", "PRICES", "RECOVERY", "Cost", "Header", "NewKey", "Prices", "Tries",
    "add_password_alone", "change_password", "create", "derived", "entry_name", "header_path", "is_keyed",
    "make", "new_recovery_code", "opens", "read_header", "remove_way", "unlock", "with_recovery",
    "write_header",
]  # fmt: skip

WITH_KEYRING: Final = Cost(3, 64 * 1024, 4)
ALONE: Final = Cost(3, 256 * 1024, 4)  # a password alone stands between a copied file and its content


@dataclass(frozen=True)
class Prices:
    """What a password costs with a keyring secret beside it and alone."""

    with_keyring: Cost = WITH_KEYRING
    alone: Cost = ALONE


PRICES: Final = Prices()


@dataclass(frozen=True)
class NewKey:
    """A key just made; `code` is to be shown once and kept nowhere."""

    key: bytes = field(repr=False)
    header: Header
    code: str = field(repr=False)


# -- making a key


def make(
    *,
    password: str | None = None,
    store: SecretStore | None = None,
    prices: Prices = PRICES,
) -> NewKey:
    """A new key, its header (not yet written) and its recovery code.

    With `store` the keyring takes part, with `password` the password does; with neither, the
    recovery code is the only way. Raises Invalid `key.empty_password`, DeskUnavailable
    `key.keyring_unavailable`, `key.keyring_timed_out`.
    """
    key = os.urandom(KEY_BYTES)
    header = Header(str(uuid.uuid4()), datetime.now(UTC).isoformat(timespec="seconds"), b"", ())
    header = replace(header, check=check_value(key, header.id))
    header = _with_way(header, key, password, store, prices)
    header, code = with_recovery(header, key)
    return NewKey(key, header, code)


def create(
    desk: Path,
    *,
    password: str | None = None,
    store: SecretStore | None = None,
    prices: Prices = PRICES,
) -> NewKey:
    """`make`, with the header written beside the desk that is about to be made.

    Raises as `make`, and DeskUnavailable `key.header_exists`: an old header may be the only way to a
    desk that was moved.
    """
    if header_path(desk).exists():
        raise DeskUnavailable("key.header_exists", path=str(header_path(desk)))
    new = make(password=password, store=store, prices=prices)
    write_header(desk, new.header)
    return new


def with_recovery(header: Header, key: bytes) -> tuple[Header, str]:
    """The header with a new recovery code, the old one void, and the code to show once."""
    bits = recovery_code.new_code()
    header = _replaced(header, {RECOVERY}, seal(header, key, kind=RECOVERY, secret=bits))
    return header, recovery_code.show(bits)


# -- opening


def unlock(
    desk: Path,
    *,
    password: str | None = None,
    store: SecretStore | None = None,
    code: str | None = None,
    tries: Tries | None = None,
) -> bytes:
    """The key of `desk`, by the recovery code if given, else by password and keyring.

    `tries` counts wrong passwords and makes them wait. Raises DeskUnavailable of `read_header`;
    Forbidden `key.wrong_password`, `key.wrong_recovery_code`, `key.no_recovery_code`,
    `key.password_needed`, `key.recovery_code_needed`, `key.wait` (fact `seconds`); Invalid of
    `recovery_code.read`; DeskUnavailable `key.keyring_empty`, `key.keyring_unavailable` (fact `reason`),
    `key.keyring_timed_out`, `key.keyring_other` (the keyring's secret is of another desk).
    """
    header = read_header(desk)
    if code is not None:
        return _unlock_by_code(header, code)
    if password is not None and tries is not None:
        tries.refuse_early(header.id)
    if password is None and KEYRING not in header.kinds:
        raise Forbidden("key.password_needed" if header.takes_password else "key.recovery_code_needed")
    key = _unlock_by_password_alone(header, password) or _unlock_by_keyring(header, password, store)
    if key is None:
        if tries is not None:
            tries.wrong(header.id)
        raise Forbidden("key.wrong_password")
    if password is not None and tries is not None:
        tries.right(header.id)
    return key


def _unlock_by_code(header: Header, code: str) -> bytes:
    bits = recovery_code.read(code)
    wraps = [wrap for wrap in header.wraps if wrap.kind == RECOVERY]
    if not wraps:
        raise Forbidden("key.no_recovery_code")
    for wrap in wraps:
        key = open_wrap(header, wrap, bits)
        if key is not None:
            return key
    raise Forbidden("key.wrong_recovery_code")


def _unlock_by_password_alone(header: Header, password: str | None) -> bytes | None:
    if password is None:
        return None
    for wrap in header.wraps:
        if wrap.kind == PASSWORD:
            key = open_wrap(header, wrap, stretched(password, wrap))
            if key is not None:
                return key
    return None


def _unlock_by_keyring(header: Header, password: str | None, store: SecretStore | None) -> bytes | None:
    # A desk that asks for no password opens by the keyring even if one is typed.
    wraps = [wrap for wrap in header.wraps if wrap.kind == KEYRING]
    if password is not None:
        wraps += [wrap for wrap in header.wraps if wrap.kind == BOTH]
    if not wraps:
        return None
    try:
        secret = _device_secret(header, store)
    except DeskUnavailable:
        if password is not None and PASSWORD in header.kinds:
            return None  # the keyring is not needed here: the password typed was wrong
        raise
    for wrap in wraps:
        typed = b"" if wrap.cost is None else stretched(password or "", wrap)
        key = open_wrap(header, wrap, typed + secret)
        if key is not None:
            return key
    if password is None:
        raise DeskUnavailable("key.keyring_other")
    return None


def _device_secret(header: Header, store: SecretStore | None) -> bytes:
    if store is None:
        raise DeskUnavailable("key.keyring_unavailable", reason="none")
    answer = store.get(entry_name(header))
    if isinstance(answer, Found):
        return answer.value
    if isinstance(answer, Absent):
        raise DeskUnavailable("key.keyring_empty")
    raise _no_keyring(answer)


def _no_keyring(answer: Unavailable | TimedOut) -> DeskUnavailable:
    if isinstance(answer, TimedOut):
        return DeskUnavailable("key.keyring_timed_out", seconds=answer.seconds)
    return DeskUnavailable("key.keyring_unavailable", reason=answer.reason, detail=answer.detail)


# -- changing the ways


def change_password(
    desk: Path,
    key: bytes,
    password: str | None,
    *,
    store: SecretStore | None = None,
    prices: Prices = PRICES,
) -> Header:
    """Wrap anew by `password` (None: by the keyring alone); the desk's own pages stay untouched.

    The recovery code stays good. Also how a restored desk is adopted under another user. Raises
    Forbidden `key.wrong_key`, Invalid `key.empty_password`, `key.last_way` (neither password nor
    keyring, and no recovery code), DeskUnavailable as `make`.
    """
    header = _owned_header(desk, key)
    bare = _replaced(header, {BOTH, KEYRING, PASSWORD}, None)
    changed = _with_way(bare, key, password, store, prices)
    if not changed.wraps:
        raise Invalid("key.last_way")
    write_header(desk, changed)
    return changed


def new_recovery_code(desk: Path, key: bytes) -> str:
    """Void the old recovery code and give a new one, shown once. Raises Forbidden `key.wrong_key`."""
    header, code = with_recovery(_owned_header(desk, key), key)
    write_header(desk, header)
    return code


def add_password_alone(desk: Path, key: bytes, password: str, *, prices: Prices = PRICES) -> Header:
    """Let `password` open the desk without the keyring too. Raises as `change_password`."""
    header = _owned_header(desk, key)
    _refuse_empty(password)
    changed = _replaced(header, {PASSWORD}, _password_wrap(header, key, password, prices))
    write_header(desk, changed)
    return changed


def remove_way(desk: Path, key: bytes, kind: str) -> Header:
    """Close one way. Raises Invalid `key.last_way`, Forbidden `key.wrong_key`."""
    changed = _replaced(_owned_header(desk, key), {kind}, None)
    if not changed.wraps:
        raise Invalid("key.last_way")
    write_header(desk, changed)
    return changed


def entry_name(header: Header) -> str:
    """The keyring entry of this header's key."""
    return f"desk-key:{header.id}"


def _owned_header(desk: Path, key: bytes) -> Header:
    header = read_header(desk)
    if not opens(header, key):
        raise Forbidden("key.wrong_key")
    return header


def _with_way(
    header: Header, key: bytes, password: str | None, store: SecretStore | None, prices: Prices
) -> Header:
    if password is not None:
        _refuse_empty(password)
    if store is not None:
        secret = _kept_secret(header, store)
        if password is None:
            return _added(header, seal(header, key, kind=KEYRING, secret=secret))
        salt = os.urandom(SALT_BYTES)
        cost = prices.with_keyring
        both = argon(password, salt, cost) + secret
        return _added(header, seal(header, key, kind=BOTH, secret=both, cost=cost, salt=salt))
    if password is not None:
        return _added(header, _password_wrap(header, key, password, prices))
    return header


def _kept_secret(header: Header, store: SecretStore) -> bytes:
    # A copy of this desk may lean on the same entry: it is used again, never overwritten.
    answer = store.get(entry_name(header))
    if isinstance(answer, Found):
        return answer.value
    if isinstance(answer, Absent):
        secret = os.urandom(KEY_BYTES)
        stored = store.put(entry_name(header), secret)
        if isinstance(stored, Done):
            return secret
        answer = stored
    raise _no_keyring(answer)


def _refuse_empty(password: str) -> None:
    if not password:
        raise Invalid("key.empty_password", field="password")


def _password_wrap(header: Header, key: bytes, password: str, prices: Prices) -> Wrap:
    salt = os.urandom(SALT_BYTES)
    secret = argon(password, salt, prices.alone)
    return seal(header, key, kind=PASSWORD, secret=secret, cost=prices.alone, salt=salt)


def _replaced(header: Header, kinds: set[str], wrap: Wrap | None) -> Header:
    kept = tuple(old for old in header.wraps if old.kind not in kinds)
    return replace(header, wraps=kept if wrap is None else (*kept, wrap))


def _added(header: Header, wrap: Wrap) -> Header:
    return replace(header, wraps=(*header.wraps, wrap))
