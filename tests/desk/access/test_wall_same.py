"""What each person sees through our queries on SQLite is what he sees through plain SQL behind the wall."""

import json
from collections.abc import Iterator

import pytest

from pacdesk.desk.identity import told_actor
from pacdesk.desk.opening import at_desk, find_user, open_shared, sole_actor
from pacdesk.desk.tickets.commands import SearchAll, TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from tests.conftest import FIRST
from tests.walled import EVERYTHING, Crowd, Seen, Walled, crowd, seen_by, theirs

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crowd, dict[str, Seen]]]:
    """Forty people, what they work on, and what the queries show each."""
    made = crowd(tmp_path_factory.mktemp("crowd"), FIRST)
    yield made, {login: seen_by(made, login) for login in made.logins}
    made.desk.close()


@pytest.mark.parametrize("version", [18, pytest.param(16, marks=pytest.mark.soak)])
def test_wall_shows_everybody_what_the_queries_show(
    many: tuple[Crowd, dict[str, Seen]], version: int
) -> None:
    made, seen = many
    walled = Walled(version, FIRST, made)
    assert {login: theirs(walled, login) for login in made.logins} == seen
    assert len({sight["count"] for sight in seen.values()}) > 12, "the people differ in what they see"
    for login in made.logins:
        _is_who_he_is(made, walled, login)
    for login in made.logins[::6]:
        _sees_it_in_the_window(made, walled, login, seen[login])
    walled.drop()


def _is_who_he_is(made: Crowd, walled: Walled, login: str) -> None:
    """The wall tells in one answer what the queries find out in many."""
    known = find_user(made.desk, login)
    assert known is not None
    ((told,),) = walled.connect(login).execute("SELECT app.identity()").fetchall()
    assert told_actor(json.loads(told)) == known[3]


def _sees_it_in_the_window(made: Crowd, walled: Walled, login: str, seen: Seen) -> None:
    """The window's own questions go other ways there: by one statement, and past the row security."""
    shared = open_shared(walled.address_of(login))
    actor = sole_actor(shared)
    known = find_user(made.desk, login)
    assert actor is not None
    assert known is not None
    desk, local = at_desk(shared, actor), at_desk(made.desk, known[3])
    assert {row.id for row in desk.ask(TicketPage(filter=EVERYTHING, limit=500)).rows} == seen["tickets"]
    assert desk.ask(TicketCount(filter=EVERYTHING)) == seen["count"]
    hits = {hit.ref for hit in desk.ask(SearchAll(words="caso", limit=500))}
    assert hits == seen["found"]
    for words in ("caso", "caso 1", "segredo", '"', "cliente 0", "cliente", '"cliente 1"', "example"):
        wanted = TicketPage(filter=TicketFilter(view=TicketView.ALL, words=words), limit=500)
        assert [row.id for row in desk.ask(wanted).rows] == [row.id for row in local.ask(wanted).rows], words
    shared.close()
