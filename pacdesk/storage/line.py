"""The line of a window to its shared desk: hears that others changed something, notices when the server is
gone although nothing says so, and comes back by itself.

One thread and one connection of its own. A poke (`poke`) names tables, never rows: NOTIFY has no rights.
"""

import contextlib
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn
from uuid import UUID

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import server
from pacdesk.storage.ahead import LATER
from pacdesk.storage.engines import link_of, refuse_old_server
from pacdesk.storage.feed import Feed, News
from pacdesk.storage.presence import WORD, Presence, Row

CHANNEL: Final = "pacdesk"
EVERYTHING: Final = "*"
LISTENING: Final = "pacdesk line"
"""What the server calls the connection of a line."""
PAYLOAD_LIMIT: Final = 7000
"""Bytes; the server takes 8000."""
GATHERING: Final = 0.02
AT_MOST_EVERY: Final = 0.5
"""Seconds from a poke to the telling, and between two tellings."""
BEAT_EVERY: Final = 4.0
BEAT_LIMIT: Final = 4.0
"""Seconds of silence before the server is asked whether it is there, and how long it may think about it."""
ANSWER_LIMIT: Final = 10.0
"""How long it may think about what changed, or who is there."""
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 30.0
IDLE_AFTER: Final = 60.0
PLANNING: Final = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off"
"""The same few questions for hours: planned once, and whatever the tables have grown to since, by index. What
row security adds costs more to plan than to run."""

Heard = Callable[[News], object]
Met = Callable[[tuple[Row, ...]], object]
Standing = Callable[[UserError | None, float], object]


def poke(session: Session, tables: set[str]) -> None:
    """Tell the other windows, when this transaction commits, which tables it changed."""
    engine = session.get_bind()
    link = link_of(engine) if isinstance(engine, Engine) else None
    named = " ".join(sorted(tables))
    if len(named) > PAYLOAD_LIMIT:
        named = EVERYTHING
    session.execute(
        text("SELECT pg_notify(:channel, :payload)"),
        {"channel": CHANNEL, "payload": f"{link.sender if link else '-'} {named}"},
        execution_options={LATER: True},
    )


class Line:
    """Listens from `start` to `close`. On the line's own thread, `heard` is handed what others changed, `met`
    who else has which ticket before his eyes, and `standing` what is wrong (None: all is well) with the
    seconds to the next try (0: it is being tried now)."""

    def __init__(self, engine: Engine, heard: Heard, standing: Standing, met: Met = lambda _: None) -> None:
        link = link_of(engine)
        if link is None:
            raise ValueError("only a shared desk has a line")
        self._engine = engine
        self._link = link
        self._heard = heard
        self._standing = standing
        self._feed = Feed(link.sender)
        self._presence = Presence(met)
        self._ours, self._theirs = socket.socketpair()
        self._ours.settimeout(0)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._live, name="pacdesk-line", daemon=True)

    def start(self) -> None:
        """Begin to listen; returns at once."""
        self._thread.start()

    def try_now(self) -> None:
        """Do not wait for the next try."""
        self._theirs.send(b"!")

    def be_at(self, here: Mapping[UUID, bool]) -> None:
        """Tell the others which tickets this window shows, and whether somebody types in them."""
        self._presence.say(here)
        self.try_now()

    def close(self) -> None:
        """Stop listening; returns when the thread is gone."""
        self._closing.set()
        self._link.closing = True
        self.try_now()
        if self._thread.is_alive():
            self._thread.join(server.CONNECT_SECONDS + 1)
        self._ours.close()
        self._theirs.close()

    # -- on the thread

    def _live(self) -> None:
        tries, was_lost = 0, False
        while not self._closing.is_set():
            try:
                connection = self._reach()
            except UserError as error:
                self._lost(error)
                was_lost = True
                self._wait(error, tries)
                tries += 1
                continue
            try:
                self._link.down = None
                listening = _Listening(
                    connection, self._ours, self._link, self._feed, self._presence, self._heard
                )
                if was_lost:
                    self._standing(None, 0)
                    listening.missed_some()
                tries, was_lost = 0, True
                listening.until(self._closing, self._rest)
            except UserError as error:
                self._lost(error)
                self._standing(error, 0)
            finally:
                connection.close()

    def _reach(self) -> Any:
        connection = server.connect(self._link.settings | {"application_name": LISTENING})
        try:
            refuse_old_server(connection.info.server_version)
            connection.execute(f"SET pacdesk.sender = '{self._link.sender}'; {PLANNING}; LISTEN {CHANNEL}")
            self._feed.begin(connection)
            self._presence.begin(connection)
        except BaseException as error:
            connection.close()
            raise server.explain(error) or error from error
        return connection

    def _lost(self, error: UserError) -> None:
        self._link.down = error
        self._link.era += 1
        self._link.sever()
        self._presence.lost()

    def _wait(self, error: UserError, tries: int) -> None:
        seconds = min(FIRST_WAIT * 2**tries, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311  (no secret)
        self._standing(error, seconds)
        with selectors.DefaultSelector() as selector:
            selector.register(self._ours, selectors.EVENT_READ)
            if selector.select(seconds):
                _drain(self._ours)
        if not self._closing.is_set():
            self._standing(error, 0)

    def _rest(self) -> None:
        """Nobody has asked anything for a while: the server gets its connections back."""
        link = self._link
        if link.is_idle and link.last_used and time.monotonic() - link.last_used > IDLE_AFTER:
            link.last_used = 0
            self._engine.dispose()


class _Listening:
    """One connection, from LISTEN until it is lost. One question at a time is on its way: what changed, who
    is there, or whether anybody is."""

    def __init__(
        self,
        connection: Any,
        wake: socket.socket,
        link: server.Link,
        feed: Feed,
        presence: Presence,
        heard: Heard,
    ) -> None:
        self._line = connection.pgconn
        self._wake = wake
        self._link = link
        self._feed = feed
        self._presence = presence
        self._heard = heard
        self._tables: set[str] = set()
        self._tell_at: float | None = None
        self._told_at = 0.0
        self._asked_at: float | None = None
        self._limit = BEAT_LIMIT
        self._reads: Callable[[Any], object] = _nothing
        self._quiet_since = time.monotonic()

    def missed_some(self) -> None:
        """Something may have changed while nobody listened."""
        self._tables.add(EVERYTHING)
        self._tell_at = time.monotonic()

    def until(self, closing: threading.Event, rest: Callable[[], object]) -> None:
        """Listen until `closing`. Raises DeskUnavailable when the server is gone."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket(), selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            while not closing.is_set():
                ready = {key.fileobj for key, _ in selector.select(self._patience())}
                if self._wake in ready:
                    _drain(self._wake)
                if self._socket() in ready:
                    self._take()
                if self._asked_at is None:
                    self._tell()
                if self._asked_at is None and (send := self._presence.next()) is not None:
                    self._ask(send, ANSWER_LIMIT, self._presence.read)
                self._beat()
                rest()
            with contextlib.suppress(server.driver_error()):
                self._presence.leave(self._line)

    def _socket(self) -> int:
        # What was sent into a lost connection may have ended it without a word.
        try:
            return int(self._line.socket)
        except server.driver_error() as error:
            _gone(error)

    def _patience(self) -> float:
        now = time.monotonic()
        if self._asked_at is not None:
            return max(0.0, self._asked_at + self._limit - now)
        times = (self._quiet_since + BEAT_EVERY, self._tell_at, self._presence.due())
        return max(0.0, min(at for at in times if at is not None) - now)

    def _take(self) -> None:
        try:
            self._line.consume_input()
            if self._asked_at is not None and not self._line.is_busy():
                self._answered()
            while (note := self._line.notifies()) is not None:
                self._note(note.extra.decode())
        except server.driver_error() as error:
            _gone(error)
        self._quiet_since = time.monotonic()

    def _answered(self) -> None:
        from psycopg.pq import ConnStatus, ExecStatus

        results = []
        while (result := self._line.get_result()) is not None:
            if result.status is not ExecStatus.FATAL_ERROR:
                results.append(result)
            elif self._reads == self._presence.read and self._line.status is ConnStatus.OK:
                self._presence.refused()  # a refusal of what is only a courtesy
            else:
                raise DeskUnavailable("server.unreachable", detail=result.error_message.decode().strip())
        self._asked_at = None
        for result in results:
            self._reads(result)

    def _note(self, payload: str) -> None:
        sender, *tables = payload.split()
        if sender == self._link.sender:
            return
        if WORD in tables:
            self._presence.poked()
            return
        self._tables.update(tables)
        if self._tell_at is None:
            self._tell_at = max(time.monotonic() + GATHERING, self._told_at + AT_MOST_EVERY)

    def _tell(self) -> None:
        now = time.monotonic()
        if self._tell_at is None or now < self._tell_at:
            return
        tables, self._tables, self._tell_at = self._tables, set(), None
        self._told_at = now
        poked = None if EVERYTHING in tables else frozenset(tables)
        if self._feed.is_there:
            self._ask(
                self._feed.ask, ANSWER_LIMIT, lambda result: self._heard(self._feed.read(result, poked))
            )
        else:
            self._heard(News(poked))

    def _ask(self, send: Callable[[Any], object], limit: float, reads: Callable[[Any], object]) -> None:
        try:
            send(self._line)
            self._line.flush()
        except server.driver_error() as error:
            _gone(error)
        self._asked_at, self._limit, self._reads = time.monotonic(), limit, reads

    def _beat(self) -> None:
        """A line that forwards nothing more looks like a quiet one: ask."""
        now = time.monotonic()
        if self._asked_at is None:
            if now - self._quiet_since >= BEAT_EVERY:
                self._ask(lambda line: line.send_query(b"SELECT 1"), BEAT_LIMIT, _nothing)
        elif now - self._asked_at >= self._limit and not self._has_come():
            raise DeskUnavailable("server.silent", seconds=round(now - self._asked_at))

    def _has_come(self) -> bool:
        """Whether it was this thread that was late, not the server."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket(), selectors.EVENT_READ)
            return bool(selector.select(0))


def _gone(error: Exception) -> NoReturn:
    raise server.explain(error) or DeskUnavailable("server.unreachable", detail=str(error).strip()) from error


def _nothing(_: Any) -> None:
    """An answer that says no more than that it came."""


def _drain(wake: socket.socket) -> None:
    try:
        while wake.recv(64):
            pass
    except BlockingIOError:
        pass
