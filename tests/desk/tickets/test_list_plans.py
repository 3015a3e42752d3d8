"""Every list is read from the index made for it, on both engines: the plan is asked, not the clock."""

import dataclasses

import pytest
from sqlalchemy import event, text

from pacdesk.desk.opening import open_shared
from pacdesk.desk.tickets.commands import SearchAll, TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.values import Sight, new_id
from pacdesk.storage.schema import NO_PORTFOLIO
from tests.conftest import Clock, World

VIEWS = (TicketView.OPEN, TicketView.MINE, TicketView.UNASSIGNED, TicketView.ALL)
SIGHTS = {
    "administrator": Sight(),
    "restricted": Sight(frozenset((NO_PORTFOLIO, new_id(), new_id())), frozenset((new_id(), new_id()))),
}


def plans_of(desk, question) -> list[list[str]]:
    """The plan of each statement that answering a question runs."""
    on_sqlite = desk.engine.dialect.name == "sqlite"
    seen = []

    def trace(connection, *_):  # sees what goes to the driver past the library too
        connection.set_trace_callback(lambda statement: seen.append((statement, ())))

    def stop(connection, *_):
        connection.set_trace_callback(None)

    def keep(connection, cursor, statement, parameters, context, executemany):
        seen.append((statement, parameters))

    listeners = {"checkout": trace, "checkin": stop} if on_sqlite else {"before_cursor_execute": keep}
    for name, listener in listeners.items():
        event.listen(desk.engine, name, listener)
    try:
        desk.ask(question)
    finally:
        for name, listener in listeners.items():
            event.remove(desk.engine, name, listener)
    explain = "EXPLAIN QUERY PLAN " if on_sqlite else "EXPLAIN "
    with desk.engine.connect() as connection:
        return [
            [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]
            for statement, parameters in seen
            if statement.lstrip().upper().startswith(("SELECT", "WITH"))
        ]


@pytest.fixture
def seen_as(world):
    """A desk with some tickets, as a person with a certain sight sees it."""
    for n in range(3):
        world.open(f"Assunto {n}")

    def sight(name):
        return world.root.acting(dataclasses.replace(world.desk.actor, sight=SIGHTS[name]))

    return sight


def assert_lean(plans, index):
    """No sort, no walk through the table, and the list's own index covers what is asked of it."""
    lines = [line for plan in plans for line in plan]
    assert not [line for line in lines if "TEMP B-TREE" in line], lines
    assert not [line for line in lines if line == "SCAN tickets"], lines
    assert any(f"COVERING INDEX {index}" in line for line in lines), lines


@pytest.mark.parametrize("who", SIGHTS)
@pytest.mark.parametrize("sort", list(TicketSort))
def test_d15_a_page_is_a_slice_of_its_index(seen_as, who, sort, monkeypatch):
    monkeypatch.setattr("pacdesk.desk.tickets.paging.STRIDE", 1)
    monkeypatch.setattr("pacdesk.desk.tickets.paging.NEAR_ENOUGH", 0)
    desk = seen_as(who)
    for view in VIEWS:
        kind = "all" if view is TicketView.ALL else "open"
        for descending in (False, True):
            for offset in (0,) if view is TicketView.MINE else (0, 2):  # nothing is mine
                question = TicketPage(
                    filter=TicketFilter(view=view), sort=sort, descending=descending, offset=offset
                )
                assert_lean(plans_of(desk, question), f"ix_tickets_{kind}_{sort.value}")


@pytest.mark.parametrize("who", SIGHTS)
@pytest.mark.parametrize("sort", list(TicketSort))
def test_a_survey_walks_the_index_of_its_order(seen_as, who, sort, monkeypatch):
    monkeypatch.setattr("pacdesk.desk.tickets.paging.STRIDE", 1)
    monkeypatch.setattr("pacdesk.desk.tickets.paging.NEAR_ENOUGH", 0)
    plans = plans_of(seen_as(who), TicketCount(sort=sort))
    assert_lean(plans, f"ix_tickets_open_{sort.value}")
    assert any(f"ix_tickets_open_{sort.value} (" in line and ">" in line for plan in plans for line in plan)


@pytest.mark.parametrize("who", SIGHTS)
@pytest.mark.parametrize("many", [0, 2000])
def test_words_are_looked_up_in_the_indexes_of_what_lists_show(seen_as, who, many, monkeypatch):
    monkeypatch.setattr("pacdesk.desk.tickets.queue.MANY", many)
    plans = plans_of(seen_as(who), TicketPage(filter=TicketFilter(words="assunto"), sort=TicketSort.NEWS))
    lines = [line for plan in plans for line in plan]
    assert any("ticket_fts VIRTUAL TABLE INDEX" in line for line in lines)
    assert not [
        line
        for line in lines
        if line.startswith(("SCAN tickets", "SCAN t", "SCAN c")) and "INDEX" not in line
    ]
    if many:
        assert any("SEARCH tickets USING INTEGER PRIMARY KEY" in line for line in lines), lines
    else:
        assert any("COVERING INDEX ix_tickets_open_last_event_at" in line for line in lines), lines
        assert not any("TEMP B-TREE FOR ORDER BY" in line for line in lines), lines


@pytest.mark.parametrize("who", SIGHTS)
def test_the_search_walks_the_text_index_backwards(seen_as, who):
    lines = [line for plan in plans_of(seen_as(who), SearchAll(words="assunto")) for line in plan]
    assert not any("TEMP B-TREE FOR ORDER BY" in line for line in lines), lines
    assert any("SEARCH d USING INTEGER PRIMARY KEY" in line for line in lines), lines


@pytest.mark.postgres
@pytest.mark.parametrize("who", SIGHTS)
def test_postgres_reads_pages_from_indexes_too(many_on_postgres, who):
    world = many_on_postgres
    desk = world.root.acting(dataclasses.replace(world.desk.actor, sight=SIGHTS[who]))
    for view in (TicketView.OPEN, TicketView.ALL):
        for sort in TicketSort:
            for offset, descending in ((0, False), (0, True), (9000, False)):
                question = TicketPage(
                    filter=TicketFilter(view=view), sort=sort, descending=descending, offset=offset
                )
                plans = plans_of(desk, question)
                assert not [line for plan in plans for line in plan if "Seq Scan on tickets" in line], plans
                assert len(plans) == 1, "a page is one trip"


@pytest.fixture(scope="module")
def many_on_postgres(new_server_desk):
    """Fifty thousand tickets on a server, copies of one but for what lists sort by; they are only read."""
    desk = open_shared(new_server_desk(18))
    world = World(desk, Clock())
    world.open()
    columns = [
        row[0]
        for row in world.sql(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'tickets' "
            "AND column_name NOT IN ('rowno', 'id', 'protocol', 'short_id', 'subject_key', 'last_event_at')"
        )
    ]
    names = ", ".join(columns)
    copied = ", ".join(f"t.{name}" for name in columns)
    with desk.engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO tickets (id, protocol, short_id, subject_key, last_event_at, {names}) "
                "SELECT gen_random_uuid(), 'p' || n, 's' || n, md5(n::text), "
                f"t.last_event_at + n * interval '1 s', {copied} FROM tickets t, generate_series(1, 50000) n"
            )
        )
    with desk.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE tickets"))
    yield world
    desk.close()
