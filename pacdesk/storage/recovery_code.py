"""The recovery code: 160 random bits to print or write down, typed back years later.

Eight groups of five letters and digits (Crockford's base 32: no I, L, O, U). The fifth of each group
checks its group and its place, so that a slip is named by its group instead of "wrong code".
"""

import os
from typing import Final

from pacdesk.errors import Invalid

CODE_BYTES: Final = 20
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_GROUPS: Final = 8
_DATA: Final = 4
_SEPARATORS: Final = frozenset(" -–—.\t\r\n\u00a0_")


def new_code() -> bytes:
    """160 fresh random bits."""
    return os.urandom(CODE_BYTES)


def show(code: bytes) -> str:
    """The code as people see it: `XXXXX-XXXXX-...`, 47 characters."""
    if len(code) != CODE_BYTES:
        raise ValueError("a recovery code has 20 bytes")
    number = int.from_bytes(code)
    digits = [(number >> shift) & 31 for shift in range(5 * (_GROUPS * _DATA - 1), -1, -5)]
    groups = [digits[start : start + _DATA] for start in range(0, len(digits), _DATA)]
    return "-".join(
        "".join(_ALPHABET[digit] for digit in [*group, _check(place, group)])
        for place, group in enumerate(groups)
    )


def read(text: str) -> bytes:
    """The code that a person typed: case, spaces, dashes, O for 0 and I or L for 1 do not matter.

    Raises Invalid: `recovery_code.length` (facts `typed`, `needed`), `recovery_code.typo` (fact
    `groups`: the numbers, from 1, of the groups with a slip).
    """
    letters = [letter for letter in text.upper() if letter not in _SEPARATORS]
    needed = _GROUPS * (_DATA + 1)
    if len(letters) != needed:
        raise Invalid("recovery_code.length", typed=len(letters), needed=needed)
    wrong: list[int] = []
    number = 0
    for place in range(_GROUPS):
        part = letters[place * (_DATA + 1) : (place + 1) * (_DATA + 1)]
        values = [_VALUES.get(letter, -1) for letter in part]
        if -1 in values or _check(place, values[:_DATA]) != values[_DATA]:
            wrong.append(place + 1)
        for value in values[:_DATA]:
            number = (number << 5) | (value & 31)
    if wrong:
        raise Invalid("recovery_code.typo", groups=tuple(wrong))
    return number.to_bytes(CODE_BYTES)


def _check(place: int, group: list[int]) -> int:
    # Horner's rule at the generator of GF(32): finds every single slip, every swap of neighbours, and
    # every exchange of two groups.
    total = place + 1
    for digit in group:
        total = _doubled(total) ^ digit
    return _doubled(total)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
