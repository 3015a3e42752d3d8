"""The folder that a command is told to write to."""

from pathlib import Path

from pacdesk.errors import DeskUnavailable
from pacdesk.storage import driver


def demand(typed: str) -> Path:
    """The folder that was typed, as far as it can be there: itself, or the one that it is to be made in.

    Raises DeskUnavailable `desk.missing_folder`, `folder.is_file`.
    """
    folder = Path(typed).absolute()
    if folder.exists() and not folder.is_dir():
        raise DeskUnavailable("folder.is_file", path=str(folder))
    if not folder.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(folder.parent))
    return folder


def make(folder: Path) -> None:
    """Make it unless it is there. Raises DeskUnavailable."""
    with driver.telling(folder):
        folder.mkdir(exist_ok=True)
