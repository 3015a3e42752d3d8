"""Who has which ticket before his eyes: told at once, only to who may see the ticket, gone with the line."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest

from pacdesk.desk.following import Following
from pacdesk.storage import presence
from tests.proxy import Proxy
from tests.several import Shared, until

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module", params=[18, pytest.param(16, marks=pytest.mark.soak)])
def shared(request: pytest.FixtureRequest) -> Iterator[Shared]:
    made = Shared(request.param)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ticket(shared: Shared) -> UUID:
    """A ticket in Ana's portfolio."""
    boss = shared.desk("chefe")
    return shared.ticket(boss, shared.client(boss, "Cliente à vista", "ana"))


@contextmanager
def window(shared: Shared, login: str) -> Iterator[Following]:
    line = Following(shared.desk(login))
    yield line
    line.close()


def names(line: Following, ticket: UUID) -> list[tuple[str, bool]]:
    return [(one.name, one.typing) for one in line.people.get(ticket, ())]


def test_presence_is_told_at_once_and_only_to_who_sees_the_ticket(shared: Shared, ticket: UUID) -> None:
    with window(shared, "chefe") as boss, window(shared, "ana") as ana, window(shared, "bia") as bia:
        met: list[object] = []
        stop = boss.meet(met.append)
        ana.be_at({ticket: False})
        until(lambda: names(boss, ticket) == [("Ana", False)])
        ana.be_at({ticket: True})
        until(lambda: names(boss, ticket) == [("Ana", True)])
        bia.be_at({ticket: True})  # she may not see it: nobody is told of her
        boss.be_at({ticket: False})
        until(lambda: names(ana, ticket) == [("Chefe", False)])
        assert names(boss, ticket) == [("Ana", True)]
        assert bia.people == {}
        ana.be_at({})
        until(lambda: names(boss, ticket) == [])
        assert met
        stop()


def test_presence_goes_with_the_window(shared: Shared, ticket: UUID) -> None:
    with window(shared, "chefe") as boss:
        with window(shared, "ana") as ana:
            ana.be_at({ticket: True})
            until(lambda: names(boss, ticket))
        until(lambda: not names(boss, ticket))


def test_presence_goes_with_a_line_that_was_cut(
    shared: Shared, ticket: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing says so: the others look after a while whether those they show are there."""
    monkeypatch.setattr(presence, "LOOK_AGAIN", 0.3)
    with window(shared, "chefe") as boss:
        with psycopg.connect(shared.walled.address_of("ana"), autocommit=True) as crashed:
            crashed.execute("SET pacdesk.sender = 'crashed'")
            crashed.execute("SELECT app.be_at(%s, '{}')", ([ticket],))
            until(lambda: names(boss, ticket) == [("Ana", False)])
        until(lambda: not names(boss, ticket))


def test_presence_comes_back_with_the_line(shared: Shared, ticket: UUID) -> None:
    proxy = Proxy(shared.walled.address_of("ana"))
    shared.through("ana", proxy.address)
    with window(shared, "chefe") as boss, window(shared, "ana") as ana:
        ana.be_at({ticket: False})
        boss.be_at({ticket: False})
        until(lambda: names(boss, ticket) and names(ana, ticket))
        lost: list[bool] = []
        ana.watch(lambda state: lost.append(state.error is not None))
        proxy.cut()
        until(lambda: any(lost))
        ana.try_now()
        until(lambda: names(ana, ticket) and names(boss, ticket))
    proxy.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO app.presence (ticket_id, typing, user_id) SELECT id, true, app.me() FROM tickets",
        "UPDATE app.presence SET user_id = app.me()",
        "UPDATE app.presence SET until = 'infinity' WHERE sender = 'hers'",
        "TRUNCATE app.presence",
    ],
)
def test_attack_presence(shared: Shared, ticket: UUID, statement: str) -> None:
    mine = shared.walled.connect("ana")
    mine.execute("SET pacdesk.sender = 'hers'")
    mine.execute("SELECT app.be_at(%s, '{}')", ([ticket],))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        mine.execute(statement)
    assert mine.execute("SELECT count(*) FROM app.presence WHERE sender = 'hers'").fetchone() == (1,)
    hers = shared.walled.connect("bia")
    assert hers.execute("SELECT count(*) FROM app.presence WHERE sender = 'hers'").fetchone() == (0,)
    hers.execute("DELETE FROM app.presence")
    assert mine.execute("SELECT count(*) FROM app.presence WHERE sender = 'hers'").fetchone() == (1,)
