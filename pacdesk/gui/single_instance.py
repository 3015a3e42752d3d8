"""One window a desk: a second process hands what it was asked to the first one and ends."""

import getpass
import hashlib
import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1500
_MOST_BYTES = 4096


def server_name(address: str) -> str:
    """The name under which the window of a desk listens, for this person only."""
    try:
        who = getpass.getuser()
    except (KeyError, OSError):
        who = ""
    return f"pacdesk-{hashlib.sha256(f'{who}|{address}'.encode()).hexdigest()[:24]}"


def hand_over(address: str, ticket: str = "") -> bool:
    """Ask the window that has the desk open to come to the front; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(address))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps({"ticket": ticket}).encode() + b"\n")
    socket.waitForBytesWritten(PATIENCE_MS)
    answered = socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


class FirstInstance(QObject):
    """Listens for second processes; `asked(ticket)` fires when one comes, with an empty text for none."""

    asked = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)

    def listen(self, address: str) -> bool:
        """Listen for the desk at `address`; a name left behind by a crash is taken over."""
        self.end()
        QLocalServer.removeServer(server_name(address))
        return self._server.listen(server_name(address))

    def end(self) -> None:
        """Stop listening."""
        if self._server.isListening():
            self._server.close()

    def _came(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        try:
            said = json.loads(bytes(socket.readLine(_MOST_BYTES).data()))
        except ValueError:
            return
        socket.write(b"ok\n")
        socket.flush()
        ticket = said.get("ticket", "") if isinstance(said, dict) else ""
        self.asked.emit(str(ticket))
