"""Codes of an authenticator (RFC 6238) and the recovery codes behind them (S1.10). Pure but for the new
secrets, which come from the system's randomness and are made at the edge."""

import base64
import hmac
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlencode

STEP: Final = 30
"""Seconds that a code stands."""
DRIFT: Final = 1
"""Steps that a telephone's clock may be before or behind ours."""
DIGITS: Final = 6
RECOVERY_CODES: Final = 10
_SECRET_BYTES: Final = 20
_RECOVERY_BYTES: Final = 10
_GROUP: Final = 4


def new_secret() -> str:
    """A new secret: 160 bits, as the base32 text that authenticators take."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of 80 bits, `ABCD-EFGH-2345-6723`, each good for one log-in without the telephone."""
    made = (base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES))
    return tuple(grouped(code, "-") for code in made)


def grouped(text: str, between: str = " ") -> str:
    """A long code in groups of four, to be read and typed."""
    return between.join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def recovery_hash(code: str) -> str:
    """What is stored of a recovery code; spaces, hyphens and small letters do not count. The code is as
    random as a key, so no slow hash is needed."""
    return sha256(_bare(code).encode()).hexdigest()


def _bare(code: str) -> str:
    return "".join(code.upper().split()).replace("-", "")


def is_secret(secret: str) -> bool:
    """Whether a text is a secret of at least 128 bits."""
    try:
        return len(base64.b32decode(secret, casefold=False)) >= 16
    except ValueError:
        return False


def code_of(secret: str, step: int, *, digits: int = DIGITS) -> str:
    """The code of a secret in one step of 30 seconds (RFC 4226, SHA-1)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}}"


def step_at(moment: datetime) -> int:
    """The step that a moment is in."""
    return int(moment.timestamp()) // STEP


def matching_step(secret: str, typed: str, moment: datetime, used: int) -> int | None:
    """The step whose code was typed: of now, of the one before or the one after, and never of `used` or
    earlier, so that a code seen over a shoulder opens nothing. None when it is none of them."""
    bare = _bare(typed)
    if len(bare) != DIGITS or not bare.isascii() or not bare.isdigit():
        return None
    now, found = step_at(moment), None
    for step in range(now - DRIFT, now + DRIFT + 1):
        fits = hmac.compare_digest(code_of(secret, step), bare)
        if fits and step > used and found is None:
            found = step
    return found


def address(secret: str, desk: str, login: str) -> str:
    """What an authenticator reads from the QR code: `otpauth://totp/...`."""
    label = quote(f"{desk}:{login}".replace("/", " "))
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': desk}, quote_via=quote)}"
