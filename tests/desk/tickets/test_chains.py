"""The chain of a ticket's history: what breaks it, what does not, and the same bytes in SQL."""

import hashlib
import threading

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from pacdesk.desk.tickets.checking import verify_chains, verify_ticket
from pacdesk.desk.tickets.commands import GetTicket, TakeTicket, Timeline, WriteEntry
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import Conflict
from pacdesk.storage.unit_of_work import read

POSTGRES_JOIN = """
    SELECT e.hash, encode(sha256(convert_to(coalesce(p.hash, '') || chr(10) || e.ticket_id || chr(10)
        || e.number || chr(10) || e.kind || chr(10) || e.recorded_by || chr(10)
        || (extract(epoch FROM e.recorded_at) * 1000000)::bigint || chr(10) || e.commitment, 'UTF8')), 'hex'),
        e.commitment, encode(sha256(convert_to(e.salt || e.payload, 'UTF8')), 'hex')
    FROM ticket_events e LEFT JOIN ticket_events p ON p.ticket_id = e.ticket_id AND p.number = e.number - 1
"""
SQLITE_JOIN = """
    SELECT e.hash, sha256(coalesce(p.hash, '') || char(10) || u.id || char(10) || e.number || char(10)
        || e.kind || char(10) || e.recorded_by || char(10) || e.recorded_at || char(10) || e.commitment),
        e.commitment, sha256(e.salt || e.payload)
    FROM (SELECT *, lower(hex(ticket_id)) AS h FROM ticket_events) e
    LEFT JOIN ticket_events p ON p.ticket_id = e.ticket_id AND p.number = e.number - 1
    JOIN (SELECT rowno, substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-'
        || substr(h, 17, 4) || '-' || substr(h, 21) AS id
        FROM (SELECT rowno, lower(hex(ticket_id)) AS h FROM ticket_events)) u ON u.rowno = e.rowno
"""


def some_history(world):
    """Two tickets with a few entries each; answers the first."""
    ticket, second = world.open(), world.open()
    for at in (ticket, second, ticket):
        world.desk.run(WriteEntry(ticket=at, entry=new_id(), text="Olá, ação", visibility=Visibility.CLIENT))
    return ticket


def problems(world):
    """What the check finds, as codes and numbers."""
    with read(world.root.engine) as session:
        return [(problem.code, problem.number) for problem in verify_chains(session)]


def spoil(world, statement, *, guard=None):
    """Change the tables behind the desk's back, its guard taken away."""
    with world.root.engine.begin() as connection:
        if guard:
            on = " ON ticket_events" if world.root.engine.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {guard}{on}"))
        connection.execute(text(statement))


def test_a_chain_holds_and_is_the_same_bytes_in_sql(both):
    some_history(both)
    assert problems(both) == []
    engine = both.root.engine
    if engine.dialect.name == "postgresql":
        rows = both.sql(POSTGRES_JOIN)
    else:
        event.listen(
            engine,
            "checkout",
            lambda connection, *_: connection.create_function(
                "sha256", 1, lambda value: hashlib.sha256(value.encode()).hexdigest()
            ),
        )
        rows = both.sql(SQLITE_JOIN)
    assert len(rows) == 5
    assert all(stored == made and kept == counted for stored, made, kept, counted in rows)


def test_history_cannot_be_changed_or_deleted(both):
    some_history(both)
    for statement in (
        "UPDATE ticket_events SET payload = '{}'",
        "UPDATE ticket_events SET kind = 'note'",
        "DELETE FROM ticket_events",
    ):
        with pytest.raises(DBAPIError, match="append-only"), both.root.engine.begin() as connection:
            connection.execute(text(statement))
    assert problems(both) == []


def test_an_erased_payload_still_verifies_but_half_of_it_does_not(both):
    ticket = some_history(both)
    spoil(both, "UPDATE ticket_events SET payload = NULL, salt = NULL WHERE number = 1")
    assert problems(both) == []
    assert both.desk.ask(Timeline(ticket=ticket))[0].text == ""
    spoil(both, "UPDATE ticket_events SET salt = NULL WHERE number = 3")
    assert problems(both) == [("chain.half_erased", 3)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "UPDATE ticket_events SET payload = replace(payload, 'ação', 'acão') WHERE number = 3",
            {("chain.payload", 3)},
        ),
        ("UPDATE ticket_events SET kind = 'note' WHERE number = 3", {("chain.hash", 3)}),
        ("UPDATE ticket_events SET recorded_by = 'eve' WHERE number = 3", {("chain.hash", 3)}),
        (
            "UPDATE ticket_events SET commitment = 'f' || substr(commitment, 2) || 'x' WHERE number = 3",
            {("chain.payload", 3), ("chain.hash", 3)},
        ),
    ],
)
def test_a_flipped_byte_is_found(both, statement, found):
    ticket = some_history(both)
    spoil(both, statement, guard="ticket_events_frozen")
    assert set(problems(both)) == found
    with read(both.root.engine) as session:
        assert {(p.code, p.number) for p in verify_ticket(session, ticket).problems} == found


def test_what_was_taken_out_is_found(both):
    some_history(both)
    spoil(both, "DELETE FROM ticket_events WHERE number = 2", guard="ticket_events_kept")
    found = problems(both)
    assert ("chain.gap", 3) in found
    assert ("chain.hash", 3) in found
    assert ("chain.head", 1) in found
    spoil(both, "DELETE FROM ticket_events WHERE number = 3")
    assert problems(both) == [("chain.head", 1), ("chain.head", 1)]
    spoil(both, "DELETE FROM ticket_events")
    assert problems(both) == [("chain.head", None), ("chain.head", None)]


def test_a_missing_head_is_found(both):
    some_history(both)
    spoil(both, "DELETE FROM ticket_heads")
    assert problems(both) == [("chain.no_head", None)] * 2


@pytest.mark.unwalled("takes the server's own time")
def test_recorded_times_never_run_backwards(both):
    ticket = both.open()
    both.clock.pass_by(hours=-2)
    both.desk.run(WriteEntry(ticket=ticket, entry=new_id(), text="x", visibility=Visibility.INTERNAL))
    first, second = sorted(both.desk.ask(Timeline(ticket=ticket)), key=lambda row: row.number)
    assert second.recorded_at == first.recorded_at
    assert problems(both) == []


def test_s3_29_of_two_at_once_one_takes_the_ticket_and_the_other_learns_who(both):
    """Both at the same moment, again and again: never both, never none."""
    for _ in range(5):
        ticket, start = both.open(), threading.Barrier(2)
        outcomes: dict[str, object] = {}

        def take(desk, ticket=ticket, start=start, outcomes=outcomes):
            start.wait()
            try:
                desk.run(TakeTicket(ticket=ticket))
                outcomes[desk.actor.name] = None
            except Conflict as clash:
                outcomes[desk.actor.name] = clash

        threads = [threading.Thread(target=take, args=(desk,)) for desk in (both.desk, both.other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (winner,) = [name for name, refusal in outcomes.items() if refusal is None]
        (refusal,) = [refusal for refusal in outcomes.values() if refusal is not None]
        assert (refusal.code, refusal.facts["who"]) == ("ticket.already_taken", winner)
        assert both.desk.ask(GetTicket(ticket=ticket)).attendant_name == winner


def test_s1_03_many_hands_write_at_once_and_nothing_is_lost(both):
    """Comments never clash: each gets its number, and the chain holds."""
    ticket = both.open()
    failures: list[BaseException] = []

    def write(desk):
        try:
            for n in range(8):
                desk.run(
                    WriteEntry(ticket=ticket, entry=new_id(), text=str(n), visibility=Visibility.INTERNAL)
                )
        except BaseException as error:  # noqa: BLE001  (carried to the test's own thread)
            failures.append(error)

    threads = [threading.Thread(target=write, args=(desk,)) for desk in (both.desk, both.other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(row.number for row in both.desk.ask(Timeline(ticket=ticket))) == list(range(1, 18))
    assert problems(both) == []
