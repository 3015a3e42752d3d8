"""An administrator lets people in from his window; nobody else does, and no role that is more is touched."""

import secrets
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from pacdesk.desk import serving
from pacdesk.desk.access.commands import (
    AskServerLogIn,
    CloseServerLogIn,
    CreateUser,
    ListUsers,
    OpenServerLogIn,
    RenewServerLogIn,
)
from pacdesk.desk.access.rules import Right
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, open_shared, sole_actor
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Done, new_id
from pacdesk.errors import Forbidden, Invalid, NotFound, UserError
from pacdesk.storage.postgres import people
from tests.conftest import FIRST, World
from tests.servers import drop_person, execute
from tests.users import change_of
from tests.walled import Walled

pytestmark = pytest.mark.postgres
TAG = secrets.token_hex(3)
CHIEF, ANA, BIA = (f"{name}_{TAG}" for name in ("chefe", "ana", "bia"))


@pytest.fixture(scope="module", params=[18, pytest.param(16, marks=pytest.mark.soak)])
def walled(request: pytest.FixtureRequest) -> Iterator[Walled]:
    """A desk with an administrator and Ana, both let in by the owner."""
    made = Walled(request.param, FIRST)
    serving.let_in(made.address, "Chefe", CHIEF, admin=True)
    serving.let_in(made.address, "Ana", ANA)
    yield made
    made.drop()
    for login in (CHIEF, ANA, BIA):
        execute(made.root, f"DROP ROLE IF EXISTS {login}")


def at(walled: Walled, login: str) -> Desk:
    desk = open_shared(walled.address_of(login))
    actor = sole_actor(desk)
    assert actor is not None
    return at_desk(desk, actor)


@pytest.fixture
def chief(walled: Walled) -> Iterator[Desk]:
    """The administrator at his desk."""
    with closing(at(walled, CHIEF)) as desk:
        yield desk


def user(desk: Desk, login: str) -> object:
    return next(row.id for row in desk.ask(ListUsers()) if row.login == login)


def verifier(walled: Walled, login: str) -> str:
    with walled.owner.connect() as connection:
        return str(
            connection.exec_driver_sql(
                f"SELECT rolpassword FROM pg_authid WHERE rolname = '{login}'"
            ).scalar()
        )


def test_an_administrator_lets_a_new_user_in_renews_and_closes(walled: Walled, chief: Desk) -> None:
    bia = new_id()
    chief.run(CreateUser(user=bia, login=BIA, name="Bia"))
    assert not chief.ask(AskServerLogIn(user=bia)).is_known
    first = chief.run(OpenServerLogIn(user=bia)).answer
    assert first is not None
    assert len(first) >= 16
    assert verifier(walled, BIA).startswith("SCRAM-SHA-256$")
    assert chief.ask(AskServerLogIn(user=bia)).may_enter
    with closing(at(walled, BIA)) as hers:
        before = verifier(walled, BIA)
        second = chief.run(RenewServerLogIn(user=bia)).answer
        assert second not in (None, first)
        assert verifier(walled, BIA) != before
        with pytest.raises(Forbidden, match=r"server\.admin_only"):
            hers.run(OpenServerLogIn(user=bia))
        chief.run(CloseServerLogIn(user=bia))
        with pytest.raises(UserError):
            hers.ask(ListUsers())
    state = chief.ask(AskServerLogIn(user=bia))
    assert (state.is_known, state.may_enter) == (True, False)
    with pytest.raises(UserError) as refused:
        open_shared(walled.address_of(BIA))
    assert refused.value.code == "server.not_let_in"
    assert chief.run(OpenServerLogIn(user=bia)).answer is not None
    at(walled, BIA).close()
    with walled.owner.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT command FROM change_sets WHERE command LIKE '%%ServerLogIn' ORDER BY at"
        ).all()
        kept = connection.exec_driver_sql(
            f"SELECT count(*) FROM change_rows r WHERE r::text LIKE '%%{first}%%' OR r::text LIKE '%%SCRAM%%'"
        ).scalar()
    assert [str(row[0])[:4] for row in found] == ["Open", "Rene", "Clos", "Open"]
    assert kept == 0


def test_who_the_owner_let_in_is_the_administrator_s_as_well(walled: Walled, chief: Desk) -> None:
    ana = user(chief, ANA)
    chief.run(CloseServerLogIn(user=ana))
    assert not chief.ask(AskServerLogIn(user=ana)).may_enter
    assert chief.run(OpenServerLogIn(user=ana)).answer is not None
    serving.shut_out(walled.address, ANA)
    assert not chief.ask(AskServerLogIn(user=ana)).may_enter
    serving.let_in(walled.address, "Ana", ANA)
    at(walled, ANA).close()


def test_nobody_closes_himself_and_nothing_is_opened_for_nobody(walled: Walled, chief: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        chief.run(CloseServerLogIn(user=user(chief, CHIEF)))
    assert refused.value.code == "server.own_login"
    odd = new_id()
    chief.run(CreateUser(user=odd, login="Maria Silva", name="Maria"))
    with pytest.raises(Invalid) as refused:
        chief.run(OpenServerLogIn(user=odd))
    assert refused.value.code == "server.login_form"
    missing = new_id()
    chief.run(CreateUser(user=missing, login=f"sem_{TAG}", name="Sem"))
    with pytest.raises(NotFound) as refused_too:
        chief.run(RenewServerLogIn(user=missing))
    assert refused_too.value.code == "server.no_such_login"


def switch(desk: Desk, login: str, *, on: bool) -> Done[None]:
    """Switch a user on or off."""
    row = next(one for one in desk.ask(ListUsers()) if one.login == login)
    return desk.run(change_of(desk, row.id, active=on))


def test_a_log_in_follows_its_user(walled: Walled, chief: Desk) -> None:
    """Whoever switches him off, and when that is taken back too; only an administrator lets him in again."""
    name, clerk = f"caio_{TAG}", f"edu_{TAG}"
    for login in (name, clerk):
        hers = new_id()
        rights = frozenset({Right.USERS_EDIT} if login == clerk else ())
        chief.run(CreateUser(user=hers, login=login, name=login, rights=rights))
        chief.run(OpenServerLogIn(user=hers))
    caio = user(chief, name)
    try:
        with closing(at(walled, name)) as inside, closing(at(walled, clerk)) as editor:
            off = switch(editor, name, on=False)
            with pytest.raises(UserError):
                inside.ask(ListUsers())
            assert not chief.ask(AskServerLogIn(user=caio)).may_enter
            switch(editor, name, on=True)
            assert not chief.ask(AskServerLogIn(user=caio)).may_enter
            switch(chief, name, on=False)
            again = switch(chief, name, on=True)
            at(walled, name).close()
            chief.run(Undo(change_set=again.changes.change_set))
            assert not chief.ask(AskServerLogIn(user=caio)).may_enter
            switch(chief, name, on=True)
            assert off.changes.change_set is not None
        serving.shut_out(walled.address, name)
        switch(chief, name, on=True)
        at(walled, name).close()
        chief.run(CloseServerLogIn(user=caio))
        switch(chief, name, on=False)
        switch(chief, name, on=True)
        assert not chief.ask(AskServerLogIn(user=caio)).may_enter, "closed for another reason, it stays so"
    finally:
        for login in (name, clerk):
            drop_person(walled.address, login)


@pytest.mark.parametrize(
    "powers",
    ["SUPERUSER", "CREATEROLE", "LOGIN", "LOGIN IN ROLE pacdesk_people, pg_monitor", "IN ROLE pacdesk_owner"],
)
def test_attack_a_role_that_is_more_than_a_person_is_not_taken_over(
    walled: Walled, chief: Desk, powers: str
) -> None:
    """Such as another program's log-in: its password is nobody's to change here."""
    name = f"alheia_{secrets.token_hex(3)}"
    execute(walled.root, f"CREATE ROLE {name} {powers}")
    try:
        hers = new_id()
        chief.run(CreateUser(user=hers, login=name, name="Alheia"))
        for command in (OpenServerLogIn, RenewServerLogIn, CloseServerLogIn):
            with pytest.raises(Invalid) as refused:
                chief.run(command(user=hers))
            assert refused.value.code == "server.login_not_plain"
        assert verifier(walled, name) == "None"
    finally:
        execute(walled.root, f"DROP ROLE {name}")


def test_attack_a_person_of_two_desks_keeps_his_password(walled: Walled, chief: Desk) -> None:
    """Who administers one desk gets into no other as somebody else."""
    name = f"dupla_{secrets.token_hex(3)}"
    execute(walled.root, f"CREATE ROLE {name} LOGIN IN ROLE pacdesk_people")
    execute(walled.root, f"GRANT CONNECT ON DATABASE pacdesk_template TO {name}")
    try:
        hers = new_id()
        chief.run(CreateUser(user=hers, login=name, name="Dupla"))
        assert chief.run(OpenServerLogIn(user=hers)).answer is None
        assert chief.ask(AskServerLogIn(user=hers)).may_enter
        with pytest.raises(Forbidden) as refused:
            chief.run(RenewServerLogIn(user=hers))
        assert refused.value.code == "server.login_elsewhere"
        assert verifier(walled, name) == "None"
    finally:
        execute(walled.root, f"REVOKE CONNECT ON DATABASE pacdesk_template FROM {name}")
        drop_person(walled.address, name)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT door.open_login('{ana}', 'SCRAM-SHA-256$x')",
        "SELECT door.renew_login('{chief}', 'SCRAM-SHA-256$x')",
        "SELECT door.close_login('{chief}')",
        "SELECT door.follow('{chief}', false, true)",
        "SELECT door.put_out('{chief}')",
        "SELECT door.is_plain('{chief}')",
        "TABLE door.switched_off",
        "DELETE FROM door.switched_off",
        "SELECT door.known('{chief}')",
        "SELECT door.is_elsewhere('{chief}')",
        "SELECT app.may_open_for('{chief}')",
        "SET ROLE pacdesk_door",
        "CREATE FUNCTION door.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE minha",
        "GRANT pacdesk_door TO {ana}",
        "GRANT pacdesk_people TO {ana} WITH ADMIN OPTION",
        "GRANT CONNECT ON DATABASE {base} TO {ana}",
        "ALTER ROLE {chief} PASSWORD 'x'",
    ],
)
def test_attack_a_person_opens_no_door(walled: Walled, statement: str) -> None:
    attack = statement.format(ana=ANA, chief=CHIEF, base=walled.name)
    with psycopg.connect(walled.address_of(ANA), autocommit=True) as connection:
        try:
            connection.execute(attack.encode())
        except psycopg.errors.InsufficientPrivilege:
            return
        # A grant of nothing is a warning and no error on the server.
        assert attack.startswith("GRANT CONNECT")
    with walled.owner.connect() as connection:
        assert not connection.exec_driver_sql(
            "SELECT EXISTS (SELECT FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = "
            f"current_database() AND a.grantor = '{ANA}'::regrole)"
        ).scalar()


@pytest.mark.parametrize("statement", ["SELECT door.open_login('{chief}', 'clara')", "SET ROLE pacdesk_door"])
def test_attack_not_even_an_administrator_passes_by(walled: Walled, statement: str) -> None:
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)
    with psycopg.connect(walled.address_of(CHIEF), autocommit=True) as chief, pytest.raises(refused):
        chief.execute(statement.format(chief=CHIEF).encode())


def test_catalogue_the_door_s_functions_are_fixed_and_nobody_s(walled: Walled) -> None:
    with walled.owner.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT p.oid::regprocedure::text, array_to_string(proconfig, ','), prosecdef, "
            "pg_get_userbyid(proowner), has_function_privilege(0, p.oid, 'execute') FROM pg_proc p "
            "WHERE pronamespace = 'door'::regnamespace"
        ).all()
        role = connection.exec_driver_sql(
            "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles "
            "WHERE rolname = 'pacdesk_door'"
        ).one()
    assert len(rows) == 8
    for name, settings, definer, owner, public in rows:
        assert (settings, definer, owner, public) == (
            "search_path=pg_catalog, pg_temp", True, "pacdesk_door", False,
        ), name  # fmt: skip
    assert tuple(role) == (False, False, False, False)


def test_a_local_desk_has_no_log_ins(world: World) -> None:
    some = new_id()
    world.desk.run(CreateUser(user=some, login="ana", name="Ana"))
    assert world.desk.ask(AskServerLogIn(user=some)) is None
    with pytest.raises(Invalid) as refused:
        world.desk.run(OpenServerLogIn(user=some))
    assert refused.value.code == "server.no_server"


def test_the_functions_and_the_commands_of_an_owner_agree(walled: Walled) -> None:
    with walled.owner.begin() as connection:
        assert people.standing(connection, CHIEF) is True
        assert people.standing(connection, "ninguem") is None
