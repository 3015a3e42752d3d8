"""Keys of stages, transitions and fields: short, readable, the same over versions. Pure."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from pacdesk.desk.workflow.rows import Flow

_UNFIT = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 48


def key_for(name: str, taken: Collection[str], otherwise: str = "item") -> str:
    """A key made of a name, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = _UNFIT.sub("_", plain).strip("_")[:LONGEST_KEY].strip("_")
    if not base or not base[0].isalpha():
        base = f"{otherwise}_{base}".strip("_")
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base}_{n}"
    return key


def with_keys(flow: Flow) -> Flow:
    """The flow with a key for every stage and transition that lacks one or shares it."""
    taken: set[str] = set()
    stages = []
    for stage in flow.stages:
        key = stage.key if stage.key and stage.key not in taken else key_for(stage.name, taken, "stage")
        taken.add(key)
        stages.append(replace(stage, key=key))
    used: set[str] = set()
    ways = []
    for way in flow.transitions:
        key = way.key if way.key and way.key not in used else key_for(way.label, used, "move")
        used.add(key)
        ways.append(replace(way, key=key))
    return replace(flow, stages=tuple(stages), transitions=tuple(ways))


def in_order(flow: Flow) -> Flow:
    """The flow with the positions of its stages counted anew, as they stand."""
    stages = tuple(replace(stage, position=n) for n, stage in enumerate(flow.stages))
    return replace(flow, stages=stages)
