"""Which shapes of a desk this program knows."""

from functools import cache
from importlib.resources import files


@cache
def revisions() -> tuple[str, ...]:
    """The revisions this program knows, oldest first. Named `0001_what.py`, so their order is plain."""
    folder = files("pacdesk.storage.migrations") / "versions"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name[:4].isdigit())
    return tuple(name[:4] for name in names)
