"""The second step and known computers behind the wall: each writes his own, and nobody reads a secret."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from pacdesk.app.doors import RealDoors
from pacdesk.config.computer import this_computer
from pacdesk.config.settings import Settings
from pacdesk.desk import serving
from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import (
    AskSecondFactor,
    CreateUser,
    DropSecondFactor,
    EnrolSecondFactor,
    KnowComputer,
    ListComputers,
    ListUsers,
    NoteComputer,
    PassSecondFactor,
)
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, create_local, open_local, open_shared, sole_actor
from pacdesk.desk.values import new_id, utc_now
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.gui.context import UnlocksBy
from pacdesk.gui.doors import CodeWanted
from tests.conftest import FIRST
from tests.walled import Crowd, Walled

pytestmark = pytest.mark.postgres
LOGINS = ("raiz", "ana", "bia", "edu")


@pytest.fixture(scope="module", params=[18, pytest.param(16, marks=pytest.mark.soak)])
def walled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walled]:
    """Four people: an administrator, two attendants, and one who changes users."""
    path = Path(tmp_path_factory.mktemp("people")) / "people.pacdesk"
    create_local(path, FIRST)
    desk = open_local(path)
    for login in LOGINS:
        more = {"rights": ATTENDANT_RIGHTS | ({Right.USERS_EDIT} if login == "edu" else set())}
        desk.run(CreateUser(user=new_id(), login=login, name=login, is_admin=login == "raiz", **more))
    made = Walled(request.param, FIRST, Crowd(desk, list(LOGINS), [], [], []))
    yield made
    made.drop()
    desk.close()


@pytest.fixture
def people(walled: Walled) -> Iterator[dict[str, Desk]]:
    """The desk as each of them opens it."""
    opened = {login: open_shared(walled.address_of(login)) for login in LOGINS}
    actors = {login: sole_actor(desk) for login, desk in opened.items()}
    yield {login: at_desk(desk, actor) for login, desk in opened.items() if (actor := actors[login])}
    for desk in opened.values():
        desk.close()


def code(secret: str, off: int = 0) -> str:
    return totp.code_of(secret, totp.step_at(utc_now()) + off)


def test_wall_a_second_step_is_one_s_own(walled: Walled, people: dict[str, Desk]) -> None:
    ana, secret, recovery = people["ana"], totp.new_secret(), totp.new_recovery_codes()
    me = ana.actor.user_id
    assert me is not None
    hashes = tuple(map(totp.recovery_hash, recovery))
    ana.run(EnrolSecondFactor(secret=secret, code=code(secret), recovery=hashes))
    assert not ana.run(PassSecondFactor(user=me, code="000000")).answer
    assert ana.run(PassSecondFactor(user=me, code=recovery[0])).answer
    assert ana.run(PassSecondFactor(user=me, code=code(secret, 1))).answer
    with pytest.raises(Forbidden):
        people["bia"].ask(AskSecondFactor(user=me))
    assert walled.ids("bia", "SELECT id FROM second_factors") == set()
    (own,) = walled.ids("ana", "SELECT secret FROM app.my_second_factor()")
    assert own == secret
    assert walled.ids("edu", "SELECT secret FROM app.my_second_factor()") == set()
    assert [row.login for row in people["edu"].ask(ListUsers()) if row.has_second_factor] == ["ana"]
    with pytest.raises(psycopg.Error, match="second step"):
        walled.connect("edu").execute("UPDATE second_factors SET secret = 'X', version = version + 1")
    with pytest.raises(psycopg.Error):
        walled.connect("ana").execute("SELECT secret FROM second_factors")
    people["edu"].run(DropSecondFactor(user=me))
    assert ana.ask(AskSecondFactor(user=me)) is None


def test_wall_nobody_takes_the_second_step_of_who_may_more(walled: Walled, people: dict[str, Desk]) -> None:
    root, secret = people["raiz"], totp.new_secret()
    root.run(EnrolSecondFactor(secret=secret, code=code(secret), recovery=("x",)))
    assert root.actor.user_id is not None
    with pytest.raises(Forbidden, match=r"user\.above_yours"):
        people["edu"].run(DropSecondFactor(user=root.actor.user_id))
    with pytest.raises(psycopg.Error, match="second step"):
        walled.connect("edu").execute("UPDATE second_factors SET voided_at = now(), version = version + 1")


def test_wall_known_computers_are_one_s_own(walled: Walled, people: dict[str, Desk]) -> None:
    ana = people["ana"]
    me = ana.actor.user_id
    assert me is not None
    for name in ("balcão", "outro"):
        ana.run(NoteComputer(computer=new_id(), name=name))
    (new,) = [row for row in people["edu"].ask(ListComputers(user=me)) if row.is_new]
    assert new.name == "outro"
    assert walled.ids("bia", "SELECT name FROM known_computers") == set()
    touched = walled.connect("edu").execute("UPDATE known_computers SET name = 'x', version = version + 1")
    assert touched.rowcount == 0
    ana.run(KnowComputer(row=new.id))
    assert not any(row.is_new for row in ana.ask(ListComputers(user=me)))


def test_wall_the_owner_of_the_desk_lets_in_who_lost_everything(
    walled: Walled, people: dict[str, Desk]
) -> None:
    edu, secret = people["edu"], totp.new_secret()
    edu.run(EnrolSecondFactor(secret=secret, code=code(secret), recovery=("x",)))
    assert edu.actor.user_id is not None
    question = AskSecondFactor(user=edu.actor.user_id)
    assert serving.reset(walled.address, "edu")
    assert edu.ask(question) is not None
    assert serving.reset(walled.address, "edu", "bem guardada", without_code=True) is None
    assert edu.ask(question) is None
    assert serving.reset(walled.address, "edu", without_code=True), "nothing to drop is no fault"
    with walled.owner.connect() as connection:
        found = connection.execute(
            text(
                "SELECT actor_label FROM change_sets WHERE command = 'DropSecondFactor' AND actor_id IS NULL"
            )
        )
        assert [row[0] for row in found] == ["pacdesk"]


def test_wall_the_program_asks_for_the_code_before_it_shows_anything(
    walled: Walled, people: dict[str, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path))
    bia, secret, spare = people["bia"], totp.new_secret(), totp.new_recovery_codes()[0]
    recovery = (totp.recovery_hash(spare),)
    bia.run(EnrolSecondFactor(secret=secret, code=code(secret), recovery=recovery))
    doors = RealDoors(Settings, lambda _: None)
    try:
        wanted = doors.open(walled.address_of("bia"))
        assert isinstance(wanted, CodeWanted)
        assert wanted.name == "bia"
        with pytest.raises(Forbidden, match=r"second\.wrong_code"):
            doors.give_code("000000")
        opened = doors.give_code(code(secret, 1))
        assert opened.desk.actor.login == "bia"
        me = opened.desk.actor.user_id
        assert me is not None
        (here,) = opened.desk.ask(ListComputers(user=me))
        assert (here.computer_id, here.is_new) == (this_computer().id, False)
        assert opened.unlocks_by is UnlocksBy.CODE, "the server asks for no password here"
        with pytest.raises(Forbidden, match=r"second\.wrong_code"):
            doors.is_me("000000")
        assert doors.is_me(spare)
        doors.close()
        with pytest.raises(DeskUnavailable):
            doors.give_code(code(secret, 1))
    finally:
        doors.close()
