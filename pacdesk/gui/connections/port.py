"""What the connection screen needs; `app` makes it real. Every call blocks and belongs into `Jobs.call`."""

from collections.abc import Callable
from typing import Protocol

from pacdesk.config.connections import Connection
from pacdesk.config.steps import Step

Tell = Callable[[Step], object]


class Servers(Protocol):
    """Saved connections to servers, their passwords in the keyring, and the test of one."""

    def saved(self) -> tuple[Connection, ...]:
        """Those to servers, latest used first."""

    def save(self, was: str, connection: Connection, password: str, *, keep: bool) -> tuple[Connection, ...]:
        """Keep a connection in the place of the one called `was` (empty: a new one); answers all.

        A password that is not empty goes into the keyring with `keep`; without, the keyring forgets what it
        had. Raises Invalid `connection.…`; DeskUnavailable `server.keyring_silent` when all but the password
        was kept.
        """

    def remove(self, name: str) -> tuple[Connection, ...]:
        """Forget a connection and its password; answers the others."""

    def has_password(self, address: str) -> bool:
        """Whether the keyring keeps a password for an address."""

    def try_out(self, address: str, password: str, tell: Tell) -> bool:
        """Try a connection, with the keyring's password where none is given. `tell` is called on this thread
        with each step and may raise Cancelled. Whether all is well."""
