"""The server ends a connection in the middle of a command or a question: told, nothing half-written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, event, make_url, text

from pacdesk.desk.opening import open_shared
from pacdesk.desk.tickets.commands import GetTicket, WriteEntry
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import DeskUnavailable
from tests.conftest import Clock, World

pytestmark = pytest.mark.postgres

TABLES = (
    "tickets", "ticket_events", "ticket_heads", "stage_visits", "change_sets", "change_rows", "search_docs",
    "number_sequences", "last_seen",
)  # fmt: skip


@pytest.fixture
def world(server_desk: str, clock: Clock) -> Iterator[World]:
    """A world on PostgreSQL."""
    desk = open_shared(server_desk)
    desk._clock = clock
    yield World(desk, clock)
    desk.close()


@pytest.fixture
def end_backend(server_desk: str) -> Iterator[Callable[[int], None]]:
    """Ends a connection of another session, as an administrator or a restart does."""
    engine = create_engine(make_url(server_desk).set(drivername="postgresql+psycopg"))

    def end(pid: int) -> None:
        with engine.begin() as connection:
            # Waits up to ten seconds until it is really gone.
            connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})

    yield end
    engine.dispose()


@contextmanager
def ended_at(world: World, end: Callable[[int], None], at: int) -> Iterator[list[int]]:
    """End the connection before its step `at` (a statement or the commit); counts the steps."""
    steps = [0]

    def step(connection: Any, *_: object) -> None:
        steps[0] += 1
        if steps[0] == at:
            end(connection.connection.dbapi_connection.info.backend_pid)

    engine = world.root.engine
    for name in ("before_cursor_execute", "commit"):
        event.listen(engine, name, step)
    try:
        yield steps
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(engine, name, step)


def look(world: World) -> list[list[Any]]:
    """All rows that a command could touch."""
    return [world.sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


def always(world: World, end: Callable[[int], None], act: Callable[[], object]) -> int:
    """Do `act` with the connection ended at each of its steps in turn, and at last undisturbed. In how many
    steps it is done."""
    for at in range(1, 80):
        before, code = look(world), ""
        with ended_at(world, end, at) as steps:
            try:
                act()
            except DeskUnavailable as error:
                code = error.code
        if not code:
            assert steps[0] < at, "whoever lost the connection was told"
            return steps[0]
        assert code in {"server.unreachable", "server.not_done"}
        assert look(world) == before
    raise AssertionError("never came to its end")


def test_a_ticket_is_opened_whole_or_not_at_all(world: World, end_backend: Callable[[int], None]) -> None:
    assert always(world, end_backend, world.open) > 8
    assert world.sql("SELECT count(*) FROM tickets") == [(1,)]
    assert world.sql("SELECT count(*) FROM ticket_events") == [(1,)]


def test_an_entry_is_written_whole_or_not_at_all(world: World, end_backend: Callable[[int], None]) -> None:
    ticket = world.open()

    def write() -> None:
        world.desk.run(
            WriteEntry(ticket=ticket, entry=new_id(), text="Bom dia", visibility=Visibility.CLIENT)
        )

    assert always(world, end_backend, write) > 4
    assert world.sql("SELECT max(last_number) FROM ticket_heads") == [(2,)]


def test_a_question_is_told_and_can_be_asked_again(world: World, end_backend: Callable[[int], None]) -> None:
    ticket = world.open()
    assert always(world, end_backend, lambda: world.desk.ask(GetTicket(ticket=ticket))) > 1


def test_a_file_is_kept_whole_or_not_at_all(world: World, end_backend: Callable[[int], None]) -> None:
    content = bytes(range(256)) * 3000
    assert always(world, end_backend, lambda: world.desk.put_file(content)) >= 2
    (digest,) = set(world.desk.files.digests())
    assert world.desk.get_file(digest) == content
