"""A line to a server that tests can cut, hold back or slow down: TCP in front of the server's own socket."""

import contextlib
import selectors
import socket
import threading
import time
import urllib.parse
from collections import deque
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
        """Seconds that a piece is on its way, each for itself: those behind it need not wait for it."""
        self.trips = 0
        """How often the server was done with what it was sent: each costs its distance once."""
        self.watch: Callable[[bytes], object] = lambda _: None
        self.change: Callable[[bytes], bytes] = lambda piece: piece
        """What becomes of a piece from the server."""
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._answers: dict[socket.socket, bytearray] = {}
        self._on_the_way: deque[tuple[float, socket.socket, bytes]] = deque()
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
                for key, _ in selector.select(self._patience()):
                    end = key.fileobj
                    assert isinstance(end, socket.socket)
                    if end is self._door:
                        self._let_in(selector)
                    elif end in self._pairs:
                        self._take(selector, end)
                self._deliver(selector)

    def _patience(self) -> float:
        if not self._on_the_way:
            return 0.05
        return min(max(self._on_the_way[0][0] - time.monotonic(), 0.0), 0.05)

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

    def _take(self, selector: selectors.BaseSelector, end: socket.socket) -> None:
        try:
            piece = end.recv(65536)
        except OSError:
            piece = b""
        if end.family is socket.AF_INET:
            self.watch(piece)
        else:
            self._count(end, piece)
            piece = self.change(piece)
        if not piece:
            self._end(selector, end)
        elif not (self.mute and end.family is not socket.AF_INET):
            self._on_the_way.append((time.monotonic() + self.delay, self._pairs[end], piece))

    def _count(self, end: socket.socket, piece: bytes) -> None:
        """Each message is its kind, its length and the rest; ReadyForQuery is the last of an answer."""
        left = self._answers.setdefault(end, bytearray())
        left += piece
        while len(left) >= 5 and len(left) > (length := int.from_bytes(left[1:5])):
            self.trips += left[:1] == b"Z"
            del left[: length + 1]

    def _deliver(self, selector: selectors.BaseSelector) -> None:
        while self._on_the_way and self._on_the_way[0][0] <= time.monotonic():
            _, to, piece = self._on_the_way.popleft()
            try:
                if to in self._pairs:
                    to.sendall(piece)
            except OSError:
                self._end(selector, to)

    def _end(self, selector: selectors.BaseSelector, end: socket.socket) -> None:
        for one in (end, self._pairs[end]):
            selector.unregister(one)
            del self._pairs[one]
            self._answers.pop(one, None)
            one.close()
