"""Ids and numbers of the example data: valid by their check digits, drawn from the seed."""

import random
from datetime import datetime
from typing import Final
from uuid import UUID

_LETTERS: Final = "ABCDEFGHJKLMNPRSTVWXYZ"
_CNPJ_WEIGHTS: Final = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


class Ids:
    """UUIDs of version 7 whose random part comes from the seed, so that a desk can be made again."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def at(self, moment: datetime) -> UUID:
        """An id born at that moment."""
        millis = int(moment.timestamp() * 1000)
        value = (millis << 80) | self._chance.getrandbits(80)
        value = (value & ~(0xF << 76)) | (0x7 << 76)
        value = (value & ~(0x3 << 62)) | (0x2 << 62)
        return UUID(int=value)


def cpf(chance: random.Random) -> str:
    """A CPF with right check digits."""
    digits = [chance.randrange(10) for _ in range(9)]
    for length in (10, 11):
        total = sum(digit * weight for digit, weight in zip(digits, range(length, 1, -1), strict=True))
        digits.append(total * 10 % 11 % 10)
    return "".join(map(str, digits))


def cnpj(chance: random.Random, *, letters: bool) -> str:
    """A CNPJ with right check digits, with letters as those given out since July 2026 or digits only."""
    if letters:
        base = "".join(chance.choice("0123456789" + _LETTERS) for _ in range(8)) + "0001"
    else:
        base = f"{chance.randrange(10_000_000, 60_000_000):08d}0001"
    for _ in range(2):
        weights = _CNPJ_WEIGHTS[-len(base) :]
        total = sum((ord(c) - 48) * weight for c, weight in zip(base, weights, strict=True))
        rest = total % 11
        base += str(0 if rest < 2 else 11 - rest)
    return base


def landline(chance: random.Random, area: int) -> str:
    """A fixed telephone, with its area code."""
    return f"({area}) 33{chance.randrange(20, 60)}-00{chance.randrange(100):02d}"


def mobile(chance: random.Random, area: int) -> str:
    """A mobile telephone, with its area code."""
    return f"({area}) 99{chance.randrange(100, 999)}-00{chance.randrange(100):02d}"
