"""The key header's file and arithmetic: what `<desk>.key` says, and sealing a key in it (4.7).

Nothing here is secret but what passes through: the header travels beside the desk and in backups.
"""

import base64
import hmac
import json
import os
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable

VERSION: Final = 1
FORMAT: Final = "pacdesk-key"
KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_CHECK_BYTES: Final = 16
SALT_BYTES: Final = 16
_MAX_HEADER_BYTES: Final = 64 * 1024

BOTH: Final = "password+keyring"
KEYRING: Final = "keyring"
PASSWORD: Final = "password"  # noqa: S105  (the name of a way, not a password)
RECOVERY: Final = "recovery"
KINDS: Final = (BOTH, KEYRING, PASSWORD, RECOVERY)


@dataclass(frozen=True)
class Cost:
    """Argon2id's price: passes, memory in KiB, lanes."""

    passes: int
    memory_kib: int
    lanes: int


# A header is anybody's file: its price may not be so high that opening it hangs the computer.
_CEILING: Final = Cost(16, 1024 * 1024, 16)


@dataclass(frozen=True)
class Wrap:
    """One way to the key: its kind, its salt and price, and the sealed key."""

    kind: str
    salt: bytes
    cost: Cost | None
    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Header:
    """What `<desk>.key` says. `id` names the key (and its keyring entry), not the desk."""

    id: str
    created: str
    check: bytes
    wraps: tuple[Wrap, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The ways that exist."""
        return frozenset(wrap.kind for wrap in self.wraps)

    @property
    def takes_password(self) -> bool:
        """Whether a password is one of the ways."""
        return bool(self.kinds & {PASSWORD, BOTH})


# -- the header file


def header_path(desk: Path) -> Path:
    """Where the header of a desk stands: `<desk>.key`."""
    return desk.with_name(desk.name + ".key")


def is_keyed(desk: Path) -> bool:
    """Whether a key header stands beside the desk."""
    return header_path(desk).exists()


def read_header(desk: Path) -> Header:
    """The header beside `desk`.

    Raises DeskUnavailable: `key.header_missing`, `key.header_damaged`, `key.header_too_new`.
    """
    path = header_path(desk)
    try:
        if path.stat().st_size > _MAX_HEADER_BYTES:
            raise DeskUnavailable("key.header_damaged", path=str(path))
        text = path.read_bytes()
    except FileNotFoundError:
        raise DeskUnavailable("key.header_missing", path=str(path)) from None
    return parse_header(text, path)


def parse_header(text: bytes, path: Path) -> Header:
    """The header in `text`; `path` is named in the refusal. Raises as `read_header`."""
    try:
        raw = json.loads(text)
        ours, version = raw["format"] == FORMAT, int(raw["version"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DeskUnavailable("key.header_damaged", path=str(path)) from None
    if ours and version > VERSION:
        raise DeskUnavailable("key.header_too_new", path=str(path), version=version)
    header = _header_of(raw) if ours else None
    if header is None or not header.wraps:
        raise DeskUnavailable("key.header_damaged", path=str(path))
    return header


def _header_of(raw: dict[str, Any]) -> Header | None:
    try:
        return Header(
            id=str(uuid.UUID(raw["id"])),
            created=str(raw["created"]),
            check=_bytes(raw["check"], _CHECK_BYTES),
            wraps=tuple(_read_wrap(entry) for entry in raw["wraps"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def write_header(desk: Path, header: Header) -> None:
    """Write `<desk>.key` so that a kill leaves the old or the new one. Raises OSError."""
    atomic.write(header_path(desk), render_header(header))


def render_header(header: Header) -> bytes:
    """The header as the text of its file."""
    raw = {
        "format": FORMAT,
        "version": VERSION,
        "id": header.id,
        "created": header.created,
        "check": _text(header.check),
        "wraps": [_wrap_entry(wrap) for wrap in header.wraps],
    }
    return (json.dumps(raw, indent=1, sort_keys=True) + "\n").encode()


def _wrap_entry(wrap: Wrap) -> dict[str, Any]:
    cost = None if wrap.cost is None else [wrap.cost.passes, wrap.cost.memory_kib, wrap.cost.lanes]
    return {
        "kind": wrap.kind,
        "salt": _text(wrap.salt),
        "argon2id": cost,
        "nonce": _text(wrap.nonce),
        "sealed": _text(wrap.sealed),
    }


def _read_wrap(raw: dict[str, Any]) -> Wrap:
    cost = None
    if raw["argon2id"] is not None:
        passes, memory, lanes = (int(number) for number in raw["argon2id"])
        cost = Cost(passes, memory, lanes)
        if not (
            1 <= passes <= _CEILING.passes
            and 8 * lanes <= memory <= _CEILING.memory_kib
            and 1 <= lanes <= _CEILING.lanes
        ):
            raise ValueError("price out of bounds")
    if raw["kind"] not in KINDS or (cost is None) == (raw["kind"] in (BOTH, PASSWORD)):
        raise ValueError(raw["kind"])
    return Wrap(
        raw["kind"],
        _bytes(raw["salt"], SALT_BYTES),
        cost,
        _bytes(raw["nonce"], _NONCE_BYTES),
        _bytes(raw["sealed"], KEY_BYTES + _TAG_BYTES),
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(text: str, length: int) -> bytes:
    value = base64.b64decode(text, validate=True)
    if len(value) != length:
        raise ValueError("wrong length")
    return value


# -- the arithmetic


def opens(header: Header, key: bytes) -> bool:
    """Whether `key` is the key of this header: told by its check value, without the desk."""
    return hmac.compare_digest(header.check, check_value(key, header.id))


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for `purpose` (drafts), from which K cannot be had."""
    return _hkdf(key, b"", f"pacdesk {purpose} v1")


def seal(
    header: Header,
    key: bytes,
    *,
    kind: str,
    secret: bytes,
    cost: Cost | None = None,
    salt: bytes | None = None,
) -> Wrap:
    """`key` wrapped by `secret` (stretched password, keyring secret, recovery bits), bound to the header."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrap = Wrap(kind, salt or os.urandom(SALT_BYTES), cost, os.urandom(_NONCE_BYTES), b"")
    kek = _hkdf(secret, wrap.salt, f"pacdesk kek v1 {kind}")
    return replace(wrap, sealed=AESGCM(kek).encrypt(wrap.nonce, key, _bound(header, wrap)))


def open_wrap(header: Header, wrap: Wrap, secret: bytes) -> bytes | None:
    """The key, or None when `secret` is not the wrap's or the header was altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kek = _hkdf(secret, wrap.salt, f"pacdesk kek v1 {wrap.kind}")
    try:
        key = AESGCM(kek).decrypt(wrap.nonce, wrap.sealed, _bound(header, wrap))
    except (InvalidTag, ValueError):
        return None
    return key if opens(header, key) else None


def _bound(header: Header, wrap: Wrap) -> bytes:
    """What a wrap is sealed to: the header's own fields and the wrap's, so that none can be swapped."""
    entry = _wrap_entry(wrap)
    del entry["sealed"]
    return json.dumps(
        [FORMAT, VERSION, header.id, header.created, _text(header.check), entry], sort_keys=True
    ).encode()


def stretched(password: str, wrap: Wrap) -> bytes:
    """`password` stretched as `wrap` asks."""
    if wrap.cost is None:
        raise ValueError(f"a {wrap.kind} wrap takes no password")
    return argon(password, wrap.salt, wrap.cost)


def argon(password: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes of Argon2id over the password in NFC."""
    import unicodedata

    from argon2.low_level import Type, hash_secret_raw

    # One keyboard types é as one sign, another as two: they are the same password.
    text = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hash_secret_raw(
        text,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _hkdf(secret: bytes, salt: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, salt or None, purpose.encode()).derive(secret)


def check_value(key: bytes, header_id: str) -> bytes:
    """16 bytes by which a key is known without the desk."""
    return _hkdf(key, b"", f"pacdesk check v1 {header_id}")[:_CHECK_BYTES]
