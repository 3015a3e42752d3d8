"""Through which rule somebody sees what, and looking with his eyes."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from pacdesk.desk.access.commands import CreateUser, ExplainUser, ListUsers, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, MANAGER_RIGHTS, Because, Right
from pacdesk.desk.company.commands import SaveDepartment, SetDepartmentsOfUser
from pacdesk.desk.opening import at_desk, find_user, seen_as
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.desk.tickets.commands import ReferTicket, TicketPage
from pacdesk.desk.values import TicketScope, new_id
from pacdesk.errors import Forbidden
from pacdesk.storage.schema import NO_PORTFOLIO


def user(world, login: str, *, rights=ATTENDANT_RIGHTS, **more) -> UUID:
    made = new_id()
    world.desk.run(CreateUser(user=made, login=login, name=login.title(), rights=frozenset(rights), **more))
    return made


def at(world, login: str):
    found = find_user(world.root, login)
    assert found is not None
    return at_desk(world.root, found[3])


@pytest.fixture
def root(both):
    """The first user: the administrator."""
    user(both, "raiz", is_admin=True)
    return at(both, "raiz")


def test_every_part_of_what_somebody_sees_names_its_rule(both, root):
    south, north, field = new_id(), new_id(), new_id()
    group, other = new_id(), new_id()
    both.desk.run(
        SavePermissionGroup(
            group=group,
            name="Suporte",
            rights=frozenset({Right.CLIENT_SEE, Right.EXPORT, Right.PORTFOLIO_OUTSIDE}),
            scope=TicketScope.OWN,
            masked=frozenset({"document"}),
        )
    )
    both.desk.run(
        SavePermissionGroup(
            group=other,
            name="Sem exportar",
            denied=frozenset({Right.EXPORT}),
            scope=TicketScope.DEPARTMENTS,
            blocked_types=frozenset({both.type_id}),
        )
    )
    bia = user(both, "bia", rights={Right.TICKET_OPEN}, groups=(group, other))
    user(both, "caio", superior=bia)
    both.desk.run(SaveDepartment(department=field, name="Campo"))
    both.desk.run(SetDepartmentsOfUser(user=bia, managed=frozenset({field})))
    both.desk.run(SavePortfolio(portfolio=south, name="Sul", members=(MemberRow(user=bia),)))
    first, last = date(2030, 1, 1), date(2030, 1, 31)
    away = MemberRow(user=bia, role=Role.SUBSTITUTE, starts_on=first, ends_on=last)
    both.desk.run(SavePortfolio(portfolio=north, name="Norte", members=(away,)))
    ticket = both.open()
    both.desk.run(ReferTicket(ticket=ticket, user=bia, until=both.clock.now + timedelta(days=30)))
    found = {(one.part, one.what): one for one in root.ask(ExplainUser(user=bia))}
    assert found["right", Right.TICKET_OPEN].because == (Because("own"),)
    assert found["right", Right.CLIENT_SEE].because == (Because("group", "Suporte"),)
    export = found["right", Right.EXPORT]
    assert (export.allowed, export.because) == (False, (Because("denied", "Sem exportar"),))
    assert found["right", Right.USERS_EDIT].because == (Because("nobody"),)
    assert found["portfolio", str(south)].because == (Because("titular", "Sul"),)
    substitute = found["portfolio", str(north)]
    assert (substitute.allowed, substitute.because) == (
        False,
        (Because("substitute", "Norte", first, last),),
    )
    assert found["portfolio", "outside"].allowed
    assert found["scope", TicketScope.DEPARTMENTS].because == (Because("group", "Sem exportar"),)
    assert found["department", str(field)].because == (Because("manages"), Because("works_in"))
    assert [one.name for one in found.values() if one.part == "person"] == ["Caio"]
    assert found["ticket", str(ticket)].because[0].name == "Ana Prado"
    assert found["blocked_type", str(both.type_id)].because == (Because("group", "Sem exportar"),)
    assert found["masked", "document"].because == (Because("group", "Suporte"),)
    # what is explained is what holds
    actor = at(both, "bia").actor
    assert actor.rights == {key[1] for key, one in found.items() if key[0] == "right" and one.allowed}
    assert actor.sight.scope is TicketScope.DEPARTMENTS
    assert actor.sight.portfolios == {south, NO_PORTFOLIO}


def test_an_administrator_sees_everything_as_such_and_others_only_ask_about_themselves(both, root):
    ids = {row.login: row.id for row in both.desk.ask(ListUsers())}
    found = root.ask(ExplainUser(user=ids["raiz"]))
    assert {one.because for one in found} == {(Because("admin"),)}
    bia = user(both, "bia")
    assert at(both, "bia").ask(ExplainUser(user=bia))
    with pytest.raises(Forbidden):
        at(both, "bia").ask(ExplainUser(user=ids["raiz"]))


def test_seeing_as_another_shows_his_rows_writes_nothing_and_is_recorded(both, root):
    bia = user(both, "bia")
    south = new_id()
    both.open()
    both.desk.run(SavePortfolio(portfolio=south, name="Sul"))
    seen = seen_as(root, bia)
    assert seen.actor.login == "bia"
    assert root.ask(TicketPage()).rows
    assert not seen.ask(TicketPage()).rows
    with pytest.raises(Forbidden) as refusal:
        seen.run(SaveDepartment(department=new_id(), name="Campo"))
    assert refusal.value.code == "see_as.read_only"
    with pytest.raises(Forbidden):
        seen.put_file(b"x")
    (row,) = both.sql("SELECT actor_label, kind, detail FROM reads")
    assert row[:2] == ("Raiz", "see_as")
    assert "Bia" in str(row[2])


def test_only_who_sees_as_much_himself_sees_as_another(both, root):
    ids = {row.login: row.id for row in both.desk.ask(ListUsers())}
    bia = user(both, "bia")
    user(both, "chefe", rights=MANAGER_RIGHTS | {Right.SEE_AS})
    user(both, "dora", rights={Right.SEE_AS})
    assert seen_as(at(both, "chefe"), bia).actor.login == "bia"
    tries = (("bia", ids["raiz"], "access.right_missing"), ("chefe", ids["raiz"], "see_as.above_yours"))
    for login, other, code in (*tries, ("dora", bia, "see_as.above_yours")):
        with pytest.raises(Forbidden) as refusal:
            seen_as(at(both, login), other)
        assert refusal.value.code == code
