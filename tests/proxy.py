"""A line to a server that tests can cut, hold back or slow down: TCP in front of the server's own socket."""

import contextlib
import selectors
import socket
import threading
import time
import urllib.parse
from collections.abc import Callable


class Proxy:
    """Forwards from a port of this computer to the server at `address` (of `tests/servers.py`).

    `silent`: nothing is forwarded any more, and nobody is told. `cut()` ends every connection; `refusing`
    lets no new one in. `watch` is handed every piece that goes to the server, before it goes.
    """

    def __init__(self, address: str) -> None:
        parts = urllib.parse.urlsplit(address)
        query = urllib.parse.parse_qs(parts.query)
        self._target = f"{query['host'][0]}/.s.PGSQL.{query.get('port', ['5432'])[0]}"
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        user = parts.username or "postgres"
        self.address = f"postgresql://{user}@127.0.0.1:{self.port}{parts.path}?sslmode=disable"
        self.silent = False
        self.refusing = False
        self.mute = False
        """What the server answers is lost."""
        self.delay = 0.0
        self.watch: Callable[[bytes], object] = lambda _: None
        self.change: Callable[[bytes], bytes] = lambda piece: piece
        """What becomes of a piece from the server."""
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._closing = False
        self._thread = threading.Thread(target=self._live, name="proxy", daemon=True)
        self._thread.start()

    @property
    def connections(self) -> int:
        """How many there are now."""
        return len(self._pairs) // 2

    def cut(self) -> None:
        """End every connection, as a router that restarts."""
        for end in tuple(self._pairs):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End it all."""
        self._closing = True
        self._thread.join()
        self.cut()
        for end in tuple(self._pairs):
            end.close()
        self._door.close()

    def _live(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._door, selectors.EVENT_READ)
            while not self._closing:
                if self.silent:
                    time.sleep(0.02)
                    continue
                for key, _ in selector.select(0.05):
                    end = key.fileobj
                    assert isinstance(end, socket.socket)
                    if end is self._door:
                        self._let_in(selector)
                    elif end in self._pairs:
                        self._forward(selector, end)

    def _let_in(self, selector: selectors.BaseSelector) -> None:
        near, _ = self._door.accept()
        if self.refusing:
            near.close()
            return
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(self._target)
        except OSError:
            near.close()
            far.close()
            return
        self._pairs |= {near: far, far: near}
        for end in (near, far):
            selector.register(end, selectors.EVENT_READ, None)

    def _forward(self, selector: selectors.BaseSelector, end: socket.socket) -> None:
        other = self._pairs[end]
        try:
            piece = end.recv(65536)
            if end.family is socket.AF_INET:
                self.watch(piece)
            else:
                piece = self.change(piece)
            if self.delay:
                time.sleep(self.delay)
            if piece and not (self.mute and end.family is not socket.AF_INET):
                other.sendall(piece)
        except OSError:
            piece = b""
        if not piece:
            for one in (end, other):
                selector.unregister(one)
                del self._pairs[one]
                one.close()
