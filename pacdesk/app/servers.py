"""Connections to shared desks, made real: the file of their names, the keyring, the test and the opening."""

import contextlib

from pacdesk.config import connections
from pacdesk.config.connections import POSTGRES, Connection
from pacdesk.config.secrets import Done, SecretStore
from pacdesk.config.server_address import kept_password, secret_name, with_password
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import open_shared
from pacdesk.errors import DeskUnavailable, Invalid
from pacdesk.gui.connections.port import Tell
from pacdesk.gui.doors import Unlock
from pacdesk.storage.server import fits


class RealServers:
    """Saved connections to servers (`gui/connections/port.py`), and the way into one."""

    def __init__(self, store: SecretStore) -> None:
        self._store = store

    def saved(self) -> tuple[Connection, ...]:
        """Those to servers, latest used first."""
        return tuple(one for one in self._all() if one.kind == POSTGRES)

    def save(self, was: str, connection: Connection, password: str, *, keep: bool) -> tuple[Connection, ...]:
        """Keep a connection, and its password in the keyring or not at all (see `Servers`)."""
        connection = connections.checked(connection)
        before = [one for one in self._all() if one.name == was]
        others = tuple(one for one in self._all() if one.name != was)
        connections.save(connections.default_path(), (connection, *others))
        for one in before:
            if secret_name(one.address) != secret_name(connection.address):
                self._forget(one, others)
        if not keep:
            self._forget(connection, others)
        elif password:
            self._keep(connection.address, password)
        return self.saved()

    def remove(self, name: str) -> tuple[Connection, ...]:
        """Forget a connection and its password; answers the others."""
        gone = [one for one in self._all() if one.name == name]
        others = tuple(one for one in self._all() if one.name != name)
        connections.save(connections.default_path(), others)
        for one in gone:
            self._forget(one, others)
        return self.saved()

    def has_password(self, address: str) -> bool:
        """Whether the keyring keeps a password for an address."""
        return kept_password(self._store, address) is not None

    def try_out(self, address: str, password: str, tell: Tell) -> bool:
        """Try a connection step by step (see `Servers`)."""
        from pacdesk.desk.probing import try_connection

        return try_connection(self._reaching(address, password), tell)

    def open(self, address: str, unlock: Unlock) -> Desk:
        """Open the desk at an address, with the password given or the keyring's; one that was typed is kept
        when that is wished. Raises DeskUnavailable, also `server.password_needed`."""
        try:
            desk = open_shared(self._reaching(address, unlock.password or ""))
        except DeskUnavailable as error:
            # Whoever asked by a saved name must still be able to say for which address a password is wanted.
            facts = {**error.facts, "address": connections.without_password(address)}
            raise DeskUnavailable(error.code, **facts) from error
        if unlock.password and unlock.keep:
            self._store.put(secret_name(address), unlock.password.encode())
        return desk

    def fits(self, address: str, password: str) -> bool:
        """Whether this is the password that the server asks for. Raises DeskUnavailable."""
        return fits(with_password(address, password))

    def named(self, text: str) -> str | None:
        """The address of the saved connection of that name, whatever its case; None without one."""
        wanted = " ".join(text.split()).casefold()
        return next((one.address for one in self._all() if one.name.casefold() == wanted), None)

    def used(self, address: str) -> Connection | None:
        """The saved connection to an address, noted as used now; None for an address without a name."""
        found = next((one for one in self._all() if one.address == address), None)
        if found is None:
            return None
        found = connections.used(found)
        others = tuple(one for one in self._all() if one.name != found.name)
        with contextlib.suppress(OSError, Invalid):  # only the time of its last use is lost
            connections.save(connections.default_path(), (found, *others))
        return found

    def _all(self) -> tuple[Connection, ...]:
        return connections.load(connections.default_path())[0]

    def _reaching(self, address: str, password: str) -> str:
        return with_password(address, password or kept_password(self._store, address))

    def _keep(self, address: str, password: str) -> None:
        if not isinstance(self._store.put(secret_name(address), password.encode()), Done):
            raise DeskUnavailable("server.keyring_silent")

    def _forget(self, connection: Connection, others: tuple[Connection, ...]) -> None:
        """The password goes with the last connection that uses it."""
        name = secret_name(connection.address)
        if all(other.kind != POSTGRES or secret_name(other.address) != name for other in others):
            self._store.delete(name)
