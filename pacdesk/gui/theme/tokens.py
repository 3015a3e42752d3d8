"""`resources/tokens.toml`, read once and never changed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pacdesk.config.paths import resources
from pacdesk.desk.lean import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens as written: sizes in px at 100 %, times in ms, colours `#rrggbb` or `#rrggbbaa`."""

    families: Mapping[str, str]
    type: Mapping[str, int]
    weight: Mapping[str, int]
    size: Mapping[str, int]
    queue_columns: Mapping[str, int]
    time: Mapping[str, int]
    meaning: Mapping[str, Mapping[str, str]]
    light: Mapping[str, str]
    dark: Mapping[str, str]
    light_avatars: tuple[tuple[str, str], ...]
    dark_avatars: tuple[tuple[str, str], ...]


def _colours(table: Mapping[str, object]) -> Mapping[str, str]:
    return MappingProxyType({name: value for name, value in table.items() if isinstance(value, str)})


def _avatars(pairs: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((pair.split("/")[0], pair.split("/")[1]) for pair in pairs)


@cache
def tokens() -> Tokens:
    """The tokens of this installation. Raises `OSError` when the resources are missing."""
    raw = tomllib.loads((resources() / "tokens.toml").read_text(encoding="utf-8"))
    light, dark = raw["color"]["light"], raw["color"]["dark"]
    return Tokens(
        families=MappingProxyType(raw["font"]),
        type=MappingProxyType(raw["type"]),
        weight=MappingProxyType(raw["weight"]),
        size=MappingProxyType(raw["size"]),
        queue_columns=MappingProxyType(raw["queue_columns"]),
        time=MappingProxyType(raw["time"]),
        meaning=MappingProxyType({name: MappingProxyType(table) for name, table in raw["tone"].items()}),
        light=_colours(light),
        dark=_colours(dark),
        light_avatars=_avatars(light["avatar"]),
        dark_avatars=_avatars(dark["avatar"]),
    )
