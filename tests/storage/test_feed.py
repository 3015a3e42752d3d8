"""The feed of a shared desk: numbered at commit, nothing missed, sealed, and cut like everything else."""

import random
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from pacdesk.desk.checks.checking import check
from pacdesk.desk.clients.commands import ChangeClient, GetClient
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.desk import Desk
from pacdesk.desk.following import Following, told_of
from pacdesk.desk.opening import open_shared
from pacdesk.desk.tickets.commands import WriteEntry
from pacdesk.desk.values import Changes, Visibility, new_id
from pacdesk.storage.feed import News
from tests.several import Shared, until

pytestmark = pytest.mark.postgres
ADD = "INSERT INTO handover_reasons (id, version, name, name_key, active) VALUES (%s, 1, %s, %s, true)"


@pytest.fixture(scope="module", params=[18, pytest.param(16, marks=pytest.mark.soak)])
def shared(request: pytest.FixtureRequest) -> Iterator[Shared]:
    made = Shared(request.param)
    yield made
    made.close()


def test_feed_a_reader_misses_nothing_whatever_the_order_of_commits(shared: Shared) -> None:
    """The second writes and commits while the first, which wrote before it, still holds its own."""
    place = shared.walled.address
    one, two = new_id(), new_id()
    last = shared.head()
    with psycopg.connect(place) as first, psycopg.connect(place) as second:
        first.execute(ADD, (one, "Um", "um"))
        second.execute(ADD, (two, "Dois", "dois"))
        second.commit()
        assert shared.seen("ana", last) == {("handover_reasons", two)}
        last = shared.head()
        first.commit()
        assert shared.seen("ana", last) == {("handover_reasons", one)}


def test_feed_many_writers_and_a_reader_in_step(shared: Shared) -> None:
    """Writers that wait, roll back and commit in any order: the reader's numbers have no hole, ever."""
    begin, read, done = shared.head(), [shared.head()], threading.Event()
    committed: list[UUID] = []
    got: list[UUID] = []

    def writer(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311  (a seed, no secret)
        with psycopg.connect(shared.walled.address) as connection:
            for n in range(12):
                made = new_id()
                connection.execute(
                    ADD,
                    (made, f"{seed} {n}", f"{seed} {n}"),
                )
                time.sleep(chance.random() / 100)
                if chance.random() < 0.2:
                    connection.rollback()
                else:
                    connection.commit()
                    committed.append(made)

    def reader() -> None:
        with psycopg.connect(shared.walled.address_of("bia"), autocommit=True) as connection:
            while True:
                last = done.is_set()
                rows = connection.execute(
                    "SELECT f.n, r.row_id FROM app.feed f JOIN app.feed_rows r ON r.entry = f.id"
                    " WHERE f.n > %s ORDER BY f.n",
                    (read[-1],),
                ).fetchall()
                read.extend(n for n, _ in rows)
                got.extend(row for _, row in rows)
                if last:
                    return

    threads = [threading.Thread(target=writer, args=(seed,)) for seed in range(6)]
    reading = threading.Thread(target=reader)
    for thread in (*threads, reading):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reading.join()
    assert sorted(got) == sorted(committed)
    assert read[1:] == list(range(begin + 1, begin + 1 + len(committed)))


def test_feed_is_read_per_wall(shared: Shared) -> None:
    boss = shared.desk("chefe")
    begin = shared.head()
    hers = shared.client(boss, "Cliente da Ana", "ana")
    ticket = shared.ticket(boss, hers)
    rows = {row for place, row in shared.seen("ana", begin)}
    assert {hers, ticket} <= rows
    assert shared.seen("ana", begin) == shared.seen("chefe", begin)
    assert shared.seen("bia", begin) == set()
    # Who sees only his own tickets is told of the client, not of a ticket that is not his.
    assert shared.seen("caio", begin) == {("clients", hers)}


def test_feed_tells_the_old_and_the_new_portfolio(shared: Shared) -> None:
    boss = shared.desk("chefe")
    client = shared.client(boss, "Cliente que muda", "ana")
    ticket = shared.ticket(boss, client)
    card = boss.ask(GetClient(client=client))
    last = shared.head()
    boss.run(
        ChangeClient(
            client=client,
            version=card.version,
            before=card.values,
            values=ClientValues(legal_name="Cliente que muda", own_portfolio_id=shared.portfolios["bia"]),
        )
    )
    for login in ("ana", "bia"):
        assert {("clients", client), ("tickets", ticket)} <= shared.seen(login, last), login


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO app.feed DEFAULT VALUES",
        "UPDATE app.feed SET hash = ''",
        "DELETE FROM app.feed_rows",
        "UPDATE app.feed_head SET n = 0",
        "DO $$ BEGIN LOCK TABLE app.feed_gate IN EXCLUSIVE MODE; END $$",
        "DO $$ BEGIN LOCK TABLE app.feed_head IN SHARE MODE; END $$",
        "SELECT app.feed_entry()",
        "SELECT app.prune_feed()",
        "SELECT xid FROM app.feed",
        "ALTER TABLE subjects DISABLE TRIGGER feed_added",
        "SET session_replication_role = replica",
    ],
)
def test_attack_feed(shared: Shared, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        shared.walled.connect("ana").execute(statement)


def test_attack_feed_early_numbering(shared: Shared) -> None:
    """Whoever draws his number early writes nothing more: it would stand under no seal."""
    boss = shared.desk("chefe")
    client = shared.client(boss, "Cliente numerado", "ana")
    ticket = shared.ticket(boss, client)
    last = shared.head()
    with psycopg.connect(shared.walled.address_of("chefe")) as connection:
        move = "UPDATE tickets SET news = news WHERE id = %s"
        connection.execute(move, (ticket,))
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(move, (ticket,))
        connection.rollback()
    assert shared.head() == last


def test_feed_chain_is_checked(shared: Shared) -> None:
    boss = shared.desk("chefe")
    shared.client(boss, "Cliente selado", None)
    owner = open_shared(shared.walled.address)

    def codes(desk: Desk) -> set[str]:
        found = {step.step: step for step in check(desk).steps}["chains"]
        return {sample.code for sample in found.samples}

    assert codes(owner) == codes(boss) == set()
    last = shared.head()
    for change, back, code in (
        (f"login = 'outro' WHERE n = {last}", "login = 'chefe'", "feed.hash"),
        (f"n = {last + 5} WHERE n = {last}", f"n = {last}", "feed.gap"),
    ):
        shared.owner(f"UPDATE app.feed SET {change}")
        assert code in codes(owner)
        assert code in codes(boss)
        shared.owner(f"UPDATE app.feed SET {back} WHERE n IN ({last}, {last + 5})")
    shared.owner("UPDATE app.feed_rows SET place = 'contacts' WHERE place = 'clients'")
    assert codes(owner) == {"feed.rows"}
    shared.owner("UPDATE app.feed_rows SET place = 'clients' WHERE place = 'contacts'")
    assert codes(owner) == set()
    owner.close()


def test_feed_is_kept_for_half_a_year(shared: Shared) -> None:
    middle = shared.head() - 2
    shared.owner(f"UPDATE app.feed SET at = at - interval '181 days' WHERE n <= {middle}")
    shared.owner("SELECT app.prune_feed()")
    assert shared.owner("SELECT min(n) FROM app.feed") == [(middle + 1,)]
    assert shared.owner("SELECT low FROM app.feed_head") == [(middle,)]
    assert shared.owner(
        "SELECT count(*) FROM app.feed_rows r WHERE NOT EXISTS (SELECT FROM app.feed f WHERE f.id = r.entry)"
    ) == [(0,)]
    owner = open_shared(shared.walled.address)
    assert {step.step: step.problems for step in check(owner).steps}["chains"] == 0
    owner.close()


def test_feed_a_window_is_told_which_tickets_changed(shared: Shared) -> None:
    boss, ana, bia = (shared.desk(login) for login in ("chefe", "ana", "bia"))
    client = shared.client(boss, "Cliente ao vivo", "ana")
    ticket = shared.ticket(boss, client)
    heard: dict[Desk, list[Changes]] = {ana: [], bia: []}
    lines = []
    for desk, changes in heard.items():
        desk.subscribe(changes.append)
        lines.append(Following(desk))
    count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pacdesk line' AND state = 'idle'"
    until(lambda: shared.owner(count)[0][0] >= 2)
    entry = new_id()
    boss.run(WriteEntry(ticket=ticket, entry=entry, text="Bom dia", visibility=Visibility.INTERNAL))
    until(lambda: heard[ana])
    told = heard[ana][0]
    assert told.ids is not None
    assert {ticket, entry} <= told.ids
    assert {"tickets", "ticket_events"} <= told.tables
    # Somebody at the server's own prompt, who pokes nobody himself; to hers no ticket of Ana's counts.
    heard[ana].clear()
    with psycopg.connect(shared.walled.address_of("chefe")) as connection:
        connection.execute("UPDATE tickets SET news = news WHERE id = %s", (ticket,))
    until(lambda: heard[ana])
    assert not any({"tickets", "ticket_events"} & changes.tables for changes in heard[bia])
    for line in lines:
        line.close()


def test_feed_what_is_told_of_news(shared: Shared) -> None:
    """Whose sight is cut further than by portfolios is told of the poke too."""
    whole, cut = shared.desk("ana").actor, shared.desk("caio").actor
    poked = frozenset({"tickets", "last_seen"})
    fed = frozenset({"tickets", "clients"})
    row = frozenset({new_id()})
    assert told_of(News(poked), whole) == (poked, None)
    nothing: frozenset[str] = frozenset()
    assert told_of(News(poked, fed, nothing, row), whole) == (poked - fed, row)
    assert told_of(News(poked, fed, frozenset({"tickets"}), row), whole) == (poked, row)
    assert told_of(News(poked, fed, frozenset({"clients"}), row), cut) == (poked | {"clients"}, None)
