"""This computer, as desks know it: a random id that says nothing of it, and the name it goes by."""

import contextlib
import socket
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from pacdesk.config import paths
from pacdesk.config.atomic import write

FILE_NAME: Final = "computer.txt"


@dataclass(frozen=True, slots=True)
class Computer:
    """The id is made once and kept beside the settings; another person's account here has another."""

    id: UUID
    name: str


def default_path() -> Path:
    """Where this person's computer is written down."""
    return paths.config_dir() / FILE_NAME


def this_computer(path: Path | None = None) -> Computer:
    """This computer; one that cannot write its id down has a new one each time, and is told of as new.

    Raises nothing.
    """
    place = default_path() if path is None else path
    try:
        known = UUID(place.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        known = uuid.uuid4()
        with contextlib.suppress(OSError):
            write(place, f"{known}\n".encode())
    return Computer(known, socket.gethostname())
