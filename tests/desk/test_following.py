"""Several people at one shared desk: changes of others appear by themselves, a lost line is noticed and
comes back, and a commit that nobody answered is neither done twice nor told wrongly."""

import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from pacdesk.config.refusals import sentences
from pacdesk.desk.desk import Desk
from pacdesk.desk.following import Following
from pacdesk.desk.opening import open_shared
from pacdesk.desk.tickets.commands import GetTicket, OpenTicket, TakeTicket, WriteEntry
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Changes, Visibility, new_id
from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import line, server
from tests.conftest import Clock, World
from tests.proxy import Proxy
from tests.servers import execute

pytestmark = pytest.mark.postgres


class Window:
    """What a window has of a desk, with all that it was told."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.heard: list[Changes] = []
        self.desk.subscribe(self.heard.append)
        self.line = Following(desk)

    def others(self) -> list[Changes]:
        """What it was told of others."""
        return [changes for changes in self.heard if changes.ids is None]


def until(done: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.01)


@pytest.fixture(params=[18, pytest.param(16, marks=pytest.mark.soak)])
def address(request: pytest.FixtureRequest) -> str:
    if request.param == 18:
        return str(request.getfixturevalue("server_desk"))
    return str(request.getfixturevalue("new_server_desk")(16))


@pytest.fixture
def world(address: str, clock: Clock) -> Iterator[World]:
    desk = open_shared(address)
    desk._clock = clock
    yield World(desk, clock)
    desk.close()


@pytest.fixture
def proxy(address: str) -> Iterator[Proxy]:
    made = Proxy(address)
    yield made
    made.close()


@pytest.fixture
def window(world: World, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A second window, behind the proxy; it is patient for half a second only."""
    for name in ("BEAT_EVERY", "BEAT_LIMIT"):
        monkeypatch.setattr(line, name, 0.5)
    monkeypatch.setattr(line, "FIRST_WAIT", 0.2)
    monkeypatch.setattr(line, "LONGEST_WAIT", 0.4)
    desk = open_shared(proxy.address)
    made = Window(desk.acting(world.other.actor))
    until(lambda: listeners(world) == 1)
    yield made
    made.line.close()
    desk.close()


def listeners(world: World) -> int:
    found = world.sql(
        f"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{line.LISTENING}'"
        " AND datname = current_database() AND state = 'idle'"
    )
    return int(found[0][0])


def write(desk: Desk, ticket: UUID, text: str = "Bom dia") -> None:
    desk.run(WriteEntry(ticket=ticket, entry=new_id(), text=text, visibility=Visibility.CLIENT))


def texts(world: World) -> int:
    """Entries, without those that opened a ticket."""
    return int(world.sql("SELECT (SELECT count(*) FROM ticket_events) - count(*) FROM tickets")[0][0])


def test_a_change_of_somebody_else_appears_by_itself(world: World, window: Window) -> None:
    world.open("Alguém mais")
    until(window.others)
    (changes,) = window.others()
    assert {"tickets", "ticket_events"} <= changes.tables
    assert changes.change_set is None


def test_many_changes_are_told_together_and_our_own_only_once(world: World, window: Window) -> None:
    ticket = world.open()
    until(window.others)
    time.sleep(2 * line.AT_MOST_EVERY)
    window.heard.clear()
    began = time.monotonic()
    for number in range(20):
        write(world.desk, ticket, f"{number}")
    took = time.monotonic() - began
    time.sleep(2 * line.AT_MOST_EVERY)
    assert 1 <= len(window.heard) <= 3 + took / line.AT_MOST_EVERY
    window.heard.clear()
    write(window.desk, ticket)
    time.sleep(2 * line.AT_MOST_EVERY)
    assert [changes.label for changes in window.heard] == ["WriteEntry"]


def test_a_window_has_at_most_three_connections(world: World, window: Window, proxy: Proxy) -> None:
    ticket = world.open()
    most = 0
    threads = [
        threading.Thread(target=lambda: [window.desk.ask(GetTicket(ticket=ticket)) for _ in range(10)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, proxy.connections)
    assert 2 <= most <= 3


def test_idle_connections_go_back_to_the_server(
    world: World, window: Window, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.ask(GetTicket(ticket=world.open()))
    assert proxy.connections >= 2
    monkeypatch.setattr(line, "IDLE_AFTER", 0.3)
    until(lambda: proxy.connections == 1)
    window.desk.ask(GetTicket(ticket=world.open()))


def test_a_connection_that_the_server_ended_comes_back(world: World, window: Window, address: str) -> None:
    window.heard.clear()
    name = line.LISTENING
    execute(
        address,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'",
    )
    until(window.others)
    assert "tickets" in window.others()[0].tables
    assert window.line.state.error is None
    window.heard.clear()
    world.open()
    until(window.others)


def test_a_line_that_forwards_nothing_holds_nobody(world: World, window: Window, proxy: Proxy) -> None:
    ticket = world.open()
    told: list[BaseException] = []

    def ask() -> None:
        try:
            write(window.desk, ticket)
        except UserError as error:
            told.append(error)

    window.desk.ask(GetTicket(ticket=ticket))
    proxy.silent = True
    began = time.monotonic()
    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: window.line.state.error is not None)
    thread.join(10)
    assert told
    assert time.monotonic() - began < 10
    assert window.line.state.error is not None
    with pytest.raises(DeskUnavailable):
        window.desk.ask(GetTicket(ticket=ticket))
    window.heard.clear()
    proxy.silent = False
    proxy.cut()
    window.line.try_now()
    until(lambda: window.line.state.error is None)
    until(window.others)
    write(window.desk, ticket)
    assert texts(world) == 1


def test_while_nobody_answers_the_tries_are_told(world: World, window: Window, proxy: Proxy) -> None:
    del world
    states: list[tuple[str, float]] = []
    window.line.watch(lambda state: states.append((state.error.code if state.error else "", state.retry_in)))
    proxy.refusing = True
    proxy.cut()
    until(lambda: len([wait for _, wait in states if wait]) >= 3)
    assert {code for code, _ in states} == {"server.unreachable"}
    proxy.refusing = False
    until(lambda: states[-1] == ("", 0))


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_without_an_answer_is_asked_again(
    world: World, window: Window, proxy: Proxy, *, arrives: bool
) -> None:
    """The line dies at the very commit: once after it reached the server, once before."""
    ticket = world.open()
    window.desk.ask(GetTicket(ticket=ticket))
    seen: list[bytes] = []

    def watch(piece: bytes) -> None:
        if b"COMMIT\x00" not in piece or seen:
            return
        seen.append(piece)
        if arrives:
            proxy.mute = True
            threading.Timer(0.3, restore).start()
        else:
            proxy.cut()

    def restore() -> None:
        proxy.mute = False
        proxy.cut()

    proxy.watch = watch
    if arrives:
        write(window.desk, ticket)
    else:
        with pytest.raises(DeskUnavailable) as told:
            write(window.desk, ticket)
        assert told.value.code == "server.not_done"
    assert seen
    assert texts(world) == int(arrives)


def test_cut_at_whatever_a_command_sends_it_is_whole_or_not_there(world: World, proxy: Proxy) -> None:
    """The line dies at the first piece that goes to the server, then at the second, and so on."""
    shared = open_shared(proxy.address)
    desk, told = shared.acting(world.other.actor), set()
    for at in range(1, 60):
        command = OpenTicket(
            ticket=new_id(),
            kind=TicketKind.OWN_STRUCTURE,
            type_id=world.type_id,
            department=world.department,
            subject=f"Corte {at}",
            description="Texto",
        )
        sent: list[bytes] = []
        proxy.watch = cutting(proxy, at, sent)
        try:
            desk.run(command)
        except DeskUnavailable as error:
            told.add(error.code)
        proxy.watch = lambda _: None
        there = counted(world, command)
        assert there in {(0, 0, 0, 0), (1, 1, 1, 1)}, (at, there)
        if len(sent) < at:
            break
        if there == (0, 0, 0, 0):
            desk.run(command)
            assert counted(world, command) == (1, 1, 1, 1), "the same command again"
    assert at > 3
    assert told <= {"server.lost", "server.not_done", "server.unreachable"}
    assert told
    for code in told:
        assert all(sentence for sentence in sentences()[code])
    shared.close()


def cutting(proxy: Proxy, at: int, sent: list[bytes]) -> Callable[[bytes], None]:
    def watch(piece: bytes) -> None:
        sent.append(piece)
        if len(sent) == at:
            proxy.cut()

    return watch


def counted(world: World, command: OpenTicket) -> tuple[int, ...]:
    """What stands of it: ticket, entries, words for the search, change set."""
    (found,) = world.sql(
        "SELECT (SELECT count(*) FROM tickets WHERE id = :t), "
        "(SELECT count(*) FROM ticket_events WHERE ticket_id = :t), "
        "(SELECT count(*) FROM search_docs WHERE ref = :t), "
        "(SELECT count(*) FROM change_sets WHERE id = :c)",
        t=command.ticket,
        c=command.id,
    )
    return tuple(found)


def test_an_answer_that_never_comes_is_told_as_unknown(world: World, window: Window, proxy: Proxy) -> None:
    """The window is closed while it waits; else it would wait two minutes."""
    ticket = world.open()

    def watch(piece: bytes) -> None:
        if b"COMMIT\x00" in piece:
            proxy.refusing = True
            proxy.cut()
            threading.Timer(0.5, window.line.give_up).start()

    window.desk.ask(GetTicket(ticket=ticket))
    proxy.watch = watch
    with pytest.raises(DeskUnavailable) as told:
        write(window.desk, ticket)
    assert told.value.code == "server.outcome_unknown"


def test_of_several_hosts_the_one_that_answers_is_found(world: World, proxy: Proxy) -> None:
    """The first of them is gone; `target_session_attrs` asks for one that takes writes."""
    ticket = world.open()
    two = proxy.address.replace("@127.0.0.1", "@127.0.0.1:1,127.0.0.1")
    assert server.conninfo(two)["target_session_attrs"] == "read-write"
    desk = open_shared(two)
    write(desk.acting(world.other.actor), ticket)
    desk.close()
    assert texts(world) == 1


def test_a_server_that_only_reads_is_passed_over(world: World, proxy: Proxy, address: str) -> None:
    """As a standby is: of two hosts that answer, none takes writes, and that is told."""
    del world
    name = '"' + urlsplit(address).path.strip("/") + '"'
    execute(address, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    try:
        with pytest.raises(DeskUnavailable) as told:
            open_shared(proxy.address.replace("@127.0.0.1", "@127.0.0.1:1,127.0.0.1"))
        assert told.value.code == "server.read_only"
    finally:
        other = urlsplit(address)._replace(path="/postgres").geturl()
        execute(other, f"ALTER DATABASE {name} RESET ALL")


def test_one_of_many_wins_a_ticket(world: World, address: str) -> None:
    ticket = world.open()
    outcomes: list[str] = []
    desks = [open_shared(address) for _ in range(4)]
    actors = [world.as_attendant(f"Pessoa {number}").actor for number in range(4)]
    barrier = threading.Barrier(4)

    def take(desk: Desk) -> None:
        barrier.wait()
        try:
            desk.run(TakeTicket(ticket=ticket))
            outcomes.append("taken")
        except UserError as error:
            outcomes.append(error.code)

    threads = [
        threading.Thread(target=take, args=(desk.acting(actor),))
        for desk, actor in zip(desks, actors, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for desk in desks:
        desk.close()
    assert outcomes.count("taken") == 1
    assert outcomes.count("ticket.already_taken") == 3


def test_a_connection_that_ends_without_a_word_is_a_lost_server(
    window: Window, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent into a lost connection may end it inside the driver, which tells nobody; the line asks for
    its socket next, and has to come back as from any other loss."""
    ended, tell = threading.Event(), line._Listening._tell

    def end_once(listening: line._Listening) -> None:
        tell(listening)
        if not ended.is_set():
            ended.set()
            listening._line.finish()

    monkeypatch.setattr(line._Listening, "_tell", end_once)
    ticket = world.open()
    assert ended.wait(20)
    until(window.others)
    before = len(window.others())
    world.desk.run(TakeTicket(ticket=ticket))
    until(lambda: len(window.others()) > before)
