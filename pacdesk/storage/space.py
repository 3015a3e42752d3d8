"""Room on the disk, asked before long work instead of met in its middle."""

import shutil
from pathlib import Path
from typing import Final

from pacdesk.errors import DeskUnavailable

MARGIN_BYTES: Final = 16 * 1024 * 1024


def size_with_journal(path: Path) -> int:
    """Bytes of an SQLite file and of what its journal may still add; 0 if there is none."""
    return sum(part.stat().st_size for part in (path, path.with_name(path.name + "-wal")) if part.is_file())


def require(folder: Path, needed: int) -> None:
    """Raise DeskUnavailable `desk.no_space` (facts `path`, `needed`, `free`: bytes) if it will not fit."""
    wanted = needed + MARGIN_BYTES
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise DeskUnavailable("desk.no_space", path=str(folder), needed=wanted, free=free)
