"""What the window needs to open, make and leave desks; `app` makes it real.

Every call blocks and belongs on the writer's thread (`Jobs.call(..., writes=True)`).
"""

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.gui.context import OpenDesk, UnlocksBy


@dataclass(frozen=True, slots=True)
class RecentDesk:
    """A desk that was open before: `kind` is local, demo or shared; `size` in bytes, None if unknown."""

    name: str
    kind: str
    address: str
    used_at: datetime | None
    size: int | None = None
    missing: bool = False
    colour: str = ""
    """`#rrggbb` of the saved connection; may be empty."""


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A local desk to be made. `password` counts only when it is encrypted; None: the keyring alone."""

    name: str
    path: Path
    encrypted: bool
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LogInWanted:
    """The desk has users with passwords: somebody must log in. `login` was the last one here."""

    desk_name: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """The log-in of `name` asks for an authenticator's code, or a recovery code."""

    desk_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """How an encrypted desk is opened when the keyring alone does not."""

    password: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    keep: bool = False
    """Whether the keyring is to keep the password; of a shared desk only."""


Updating = Callable[[str, int, int], None]
"""The phase (`backup`: bytes; `migration`: statements), how much is done, of how much (0: not known)."""


class Doors(Protocol):
    """The ways in and out of desks. Every method raises UserError for what can be told."""

    def recent(self) -> tuple[RecentDesk, ...]:
        """Desks opened before, latest first."""

    def forget(self, address: str) -> None:
        """Leave a desk out of the recent ones; the desk itself stays."""

    def place_for(self, name: str) -> Path:
        """Where a new desk of that name would be."""

    def keyring_answers(self) -> bool:
        """Whether this computer has a keyring, so that a desk can be encrypted without a password."""

    def create(self, new: NewDesk) -> str:
        """Make a desk; answers its recovery code, shown once, or an empty text."""

    def demo(self) -> str:
        """The address of the desk with example data, made if it is not there."""

    def open(
        self, address: str, unlock: Unlock | None = None, progress: Updating | None = None
    ) -> OpenDesk | LogInWanted | CodeWanted:
        """Open a desk, or say that somebody must log in, or give a code. The one open before is closed first.
        `progress` is told, on this thread, how far a desk of an older version has come."""

    def log_in(self, login: str, password: str) -> OpenDesk | CodeWanted:
        """Log in to the desk that `open` reached. Raises Forbidden `login.wrong`, `login.wait`."""

    def give_code(self, code: str) -> OpenDesk:
        """The code that was wanted. Raises Forbidden `second.wrong_code`, `login.wait`."""

    def see_as(self, user: UUID) -> DeskPort:
        """The open desk as another user sees it, only to read; recorded."""

    def unlocks_by(self) -> UnlocksBy | None:
        """What lets who is at the desk back into a locked window now, or None. Raises DeskUnavailable."""

    def is_me(self, secret: str) -> bool:
        """Whether this is the password, or the code, of who is at the desk: for the lock screen. On a shared
        desk the server is asked, for some seconds at most. Raises Forbidden, DeskUnavailable."""

    def discard_demo(self) -> None:
        """Close the desk with example data that is open, and remove it. Raises Forbidden for any other."""

    def close(self) -> None:
        """Let go of the open desk."""
