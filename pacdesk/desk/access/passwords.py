"""Passwords of users: hashed and compared at the edge, so that no command carries one.

A drawer of its own beside the rules: it needs argon2, which rules may not import.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def hash_password(password: str) -> str:
    """The argon2id hash to store, with its salt and its cost in it. About a tenth of a second."""
    return _hasher().hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was hashed; False for a damaged hash too."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()
