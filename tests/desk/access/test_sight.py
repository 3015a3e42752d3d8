"""Who sees what: groups, scopes, portfolios, departments, referrals; the rule and its SQL say the same."""

import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from pacdesk.desk.access.commands import (
    CreateUser,
    DeletePermissionGroup,
    ListPermissionGroups,
    ListUsers,
    SavePermissionGroup,
)
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, GroupRow, Right, granted, sees_ticket
from pacdesk.desk.company.commands import SaveDepartment, SetDepartmentsOfUser, SetParameter
from pacdesk.desk.opening import (
    DEFAULT_GROUP,
    FirstRows,
    at_desk,
    create_local,
    find_user,
    open_local,
)
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import PORTFOLIOS_ACTIVE, MemberRow, Role
from pacdesk.desk.tickets.commands import (
    EndReferral,
    GetTicket,
    ReferTicket,
    SearchAll,
    TakeTicket,
    TicketCount,
    TicketPage,
)
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.values import Sight, TicketScope, new_id
from pacdesk.errors import Forbidden, Invalid, NotFound
from tests.users import change_of

EVERYTHING = TicketFilter(view=TicketView.ALL)


def user(world, login: str, *, rights=ATTENDANT_RIGHTS, groups=(), staff=None, superior=None) -> UUID:
    made = new_id()
    if not world.desk.ask(ListUsers()):
        world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    world.desk.run(
        CreateUser(
            user=made, login=login, name=login.title(), rights=frozenset(rights), groups=tuple(groups),
            staff=staff, superior=superior,
        )
    )  # fmt: skip
    return made


def at(world, login: str):
    found = find_user(world.root, login)
    assert found is not None
    return at_desk(world.root, found[3])


def group(world, name: str, **more) -> UUID:
    made = new_id()
    world.desk.run(SavePermissionGroup(group=made, name=name, **more))
    return made


def portfolio(world, name: str, *members: MemberRow) -> UUID:
    made = new_id()
    world.desk.run(SavePortfolio(portfolio=made, name=name, members=members))
    return made


def into(world, ticket: UUID, place: UUID) -> UUID:
    """Move a ticket's rows into a portfolio, as its client's handler would."""
    with world.root.engine.begin() as connection:
        from sqlalchemy import update

        from pacdesk.desk.tickets.tables import Ticket

        connection.execute(update(Ticket).where(Ticket.id == ticket).values(portfolio_id=place))
        from pacdesk.storage.schema import SearchDoc

        connection.execute(update(SearchDoc).where(SearchDoc.ticket_id == ticket).values(portfolio_id=place))
    return ticket


def sees(desk) -> set[UUID]:
    return {row.id for row in desk.ask(TicketPage(filter=EVERYTHING, limit=500)).rows}


def refused(call, kind=Invalid) -> str:
    with pytest.raises(kind) as caught:
        call()
    problems = getattr(caught.value, "problems", ())
    return problems[0].code if problems else caught.value.code


def test_s2_12_groups_give_rights_and_deny_wins(both):
    wide = group(both, "Suporte", rights=frozenset({Right.CLIENT_SEE, Right.EXPORT, Right.TICKET_WORK}))
    narrow = group(
        both, "Sem exportar", denied=frozenset({Right.EXPORT}), rights=frozenset({Right.AUDIT_SEE})
    )
    user(both, "bia", rights=(), groups=(wide, narrow))
    actor = at(both, "bia").actor
    assert actor.rights == {Right.CLIENT_SEE, Right.TICKET_WORK, Right.AUDIT_SEE}


def test_s2_12_a_new_desk_has_its_default_group(tmp_path):
    path = tmp_path / "new.pacdesk"
    create_local(path, FirstRows(desk_name="Nova", permission_group=DEFAULT_GROUP))
    desk = open_local(path)
    desk.run(CreateUser(user=new_id(), login="chefe", name="Chefe"))
    (group,) = desk.ask(ListPermissionGroups())
    assert (group.name, group.is_default, group.scope) == (DEFAULT_GROUP, True, TicketScope.DEPARTMENTS)
    assert group.rights == ATTENDANT_RIGHTS
    desk.run(CreateUser(user=new_id(), login="ana", name="Ana"))
    assert {row.login: row.groups for row in desk.ask(ListUsers())}["ana"] == (group.id,)
    desk.close()


def test_a_default_group_takes_new_users_in_and_there_is_only_one(both):
    first = group(both, "Padrão", is_default=True)
    second = group(both, "Outro", is_default=True)
    rows = {row.id: row.is_default for row in both.desk.ask(ListPermissionGroups())}
    assert rows == {first: False, second: True}
    bia = user(both, "bia")
    (row,) = [row for row in both.desk.ask(ListUsers()) if row.id == bia]
    assert row.groups == (second,)


def test_nobody_gives_more_than_he_has(both):
    strong = group(both, "Tudo", rights=frozenset({Right.AUDIT_SEE}))
    clerk = both.as_attendant("Carla Dias", rights=ATTENDANT_RIGHTS | {Right.USERS_EDIT})
    giving = SavePermissionGroup(group=new_id(), name="Meu", rights=frozenset({Right.AUDIT_SEE}))
    assert refused(lambda: clerk.run(giving), Forbidden) == "group.above_yours"
    making = CreateUser(user=new_id(), login="x", name="X", groups=(strong,))
    assert refused(lambda: clerk.run(making), Forbidden) == "group.above_yours"


def test_a_group_in_use_is_not_deleted(both):
    held = group(both, "Suporte")
    bia = user(both, "bia", groups=(held,))
    row = both.desk.ask(ListPermissionGroups())[0]
    deleting = DeletePermissionGroup(group=held, version=row.version)
    assert refused(lambda: both.desk.run(deleting)) == "group.in_use"
    both.desk.run(change_of(both.desk, bia, groups=()))
    both.desk.run(replace(deleting, id=new_id()))
    assert both.desk.ask(ListPermissionGroups()) == ()


def test_superiors_make_no_ring(both):
    ana = user(both, "ana")
    bia = user(both, "bia", superior=ana)
    ring = change_of(both.desk, ana, superior=bia)
    assert refused(lambda: both.desk.run(ring)) == "user.superior_ring"


def test_s2_10_s2_11_only_ones_own_portfolios_and_nothing_without(both):
    bia = user(both, "bia")
    south = portfolio(both, "América do Sul", MemberRow(user=bia))
    north = portfolio(both, "América do Norte")
    mine, foreign, without = (both.open(subject=name) for name in ("Sul", "Norte", "Nenhuma"))
    into(both, mine, south)
    into(both, foreign, north)
    desk = at(both, "bia")
    assert sees(desk) == {mine}
    assert {hit.ticket_id for hit in desk.ask(SearchAll(words="parou"))} <= {mine}
    with pytest.raises(NotFound):
        desk.ask(GetTicket(ticket=without))
    with pytest.raises(NotFound):
        desk.run(TakeTicket(ticket=foreign))


def test_s2_13_outside_opens_what_has_none_and_no_other_portfolio(both):
    outside = group(both, "Fora", rights=frozenset({Right.PORTFOLIO_OUTSIDE}), scope=TicketScope.ALL)
    every = group(both, "Todas", rights=frozenset({Right.PORTFOLIO_ALL}), scope=TicketScope.ALL)
    user(both, "bia", groups=(outside,))
    user(both, "caio", groups=(every,))
    north = portfolio(both, "Norte")
    foreign, without = into(both, both.open(), north), both.open()
    assert sees(at(both, "bia")) == {without}
    assert sees(at(both, "caio")) == {foreign, without}


def test_s2_01_without_portfolios_or_switched_off_nothing_is_cut(both):
    user(both, "bia")
    ticket = both.open()
    assert sees(at(both, "bia")) == {ticket}
    portfolio(both, "Sul")
    assert sees(at(both, "bia")) == set()
    both.desk.run(SetParameter(name=PORTFOLIOS_ACTIVE, value=False))
    assert sees(at(both, "bia")) == {ticket}


def test_s2_07_a_substitute_sees_only_on_his_days_and_the_open_desk_notices(both):
    bia = user(both, "bia")
    today = date(2026, 11, 20)
    days = {"starts_on": today, "ends_on": today}
    place = portfolio(both, "Sul", MemberRow(user=bia, role=Role.SUBSTITUTE, **days))
    ticket = into(both, both.open(), place)
    desk = at(both, "bia")
    assert sees(desk) == {ticket}
    both.clock.pass_by(days=1)
    assert sees(desk) == set()


def test_rights_taken_away_count_at_once_on_the_open_desk(both):
    bia = user(both, "bia")
    place = portfolio(both, "Sul", MemberRow(user=bia))
    ticket = into(both, both.open(), place)
    shared = at(both, "bia")
    assert sees(shared) == {ticket}
    version = both.desk.ask(ListPortfolios())[0].version
    both.desk.run(SavePortfolio(portfolio=place, version=version, name="Sul", members=()))
    if shared.engine.dialect.name == "postgresql":
        assert sees(shared) == set()
    else:
        assert sees(at(both, "bia")) == set()


def test_s2_07_members_are_checked(both):
    bia = user(both, "bia")
    twice = (MemberRow(user=bia), MemberRow(user=bia))
    assert refused(lambda: portfolio(both, "Sul", *twice)) == "portfolio.member_twice"
    undated = MemberRow(user=bia, role=Role.SUBSTITUTE)
    assert refused(lambda: portfolio(both, "Sul", undated)) == "portfolio.substitute_needs_dates"
    late = MemberRow(user=bia, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
    assert refused(lambda: portfolio(both, "Sul", late)) == "portfolio.dates_reversed"
    portfolio(both, "Sul")
    assert refused(lambda: portfolio(both, "SUL")) == "name.taken"


def test_d20_a_referral_opens_one_ticket_until_its_end(both):
    bia = user(both, "bia")
    north = portfolio(both, "Norte")
    ticket, other = into(both, both.open(), north), into(both, both.open(), north)
    desk = at(both, "bia")
    assert sees(desk) == set()
    until = both.clock.now + timedelta(days=2)
    both.desk.run(ReferTicket(ticket=ticket, user=bia, until=until, at=both.clock()))
    desk = at(both, "bia")
    assert sees(desk) == {ticket}
    assert desk.ask(GetTicket(ticket=ticket)).id == ticket
    with pytest.raises(NotFound):
        desk.ask(GetTicket(ticket=other))
    both.desk.run(EndReferral(ticket=ticket, user=bia, at=both.clock()))
    assert sees(at(both, "bia")) == set()
    past = ReferTicket(ticket=ticket, user=bia, until=both.clock.now - timedelta(days=1), at=both.clock())
    assert refused(lambda: both.desk.run(past)) == "referral.past"


def test_s2_12_a_manager_sees_all_of_his_departments(both):
    bia = user(both, "bia")
    field = new_id()
    both.desk.run(SaveDepartment(department=field, name="Campo"))
    both.desk.run(SetDepartmentsOfUser(user=bia, managed=frozenset({field})))
    north = portfolio(both, "Norte")
    there, elsewhere = both.open(department=field), both.open()
    into(both, there, north)
    into(both, elsewhere, north)
    assert sees(at(both, "bia")) == {there}


def test_s1_23_a_blocked_type_stays_blocked_whatever_else_opens_it(both):
    blocking = group(both, "Sem tipo", blocked_types=frozenset({both.type_id}), scope=TicketScope.ALL)
    bia = user(both, "bia", groups=(blocking,))
    ticket = both.open()
    until = both.clock.now + timedelta(days=2)
    both.desk.run(ReferTicket(ticket=ticket, user=bia, until=until, at=both.clock()))
    both.desk.run(SetDepartmentsOfUser(user=bia, managed=frozenset({both.department})))
    assert sees(at(both, "bia")) == set()


IDS = st.sampled_from([UUID(int=n) for n in range(1, 4)])
SOME = st.frozensets(IDS)
GROUPS = st.builds(
    GroupRow,
    id=IDS,
    version=st.just(1),
    name=st.just("x"),
    rights=st.frozensets(st.sampled_from(["a", "b", "c"])),
    denied=st.frozensets(st.sampled_from(["a", "b", "c"])),
    scope=st.sampled_from(TicketScope),
    blocked_types=SOME,
)


@given(rows=st.lists(GROUPS, max_size=4), own=st.frozensets(st.sampled_from(["a", "b", "c"])))
def test_another_group_never_gives_back_what_one_denies(rows, own):
    given_all = granted(rows, own)
    for row in rows:
        assert not row.denied & given_all.rights
        assert row.blocked_types <= given_all.blocked_types
    fewer = granted(rows[1:], own)
    assert given_all.blocked_types >= fewer.blocked_types


class Facts:
    """A ticket as the rule sees it."""

    def __init__(self, row) -> None:
        self.id, self.portfolio_id, self.type_id = row.id, row.portfolio_id, row.type_id
        self.department_id, self.attendant_id = row.department_id, row.attendant_id


def test_the_rule_and_the_list_show_every_person_the_same_tickets(both):
    chance = random.Random(20261122)  # noqa: S311  (a seed, no secret)
    places = [portfolio(both, name) for name in ("Sul", "Norte", "Leste")]
    departments = [both.department]
    for name in ("Campo", "Comercial"):
        departments.append(new_id())
        both.desk.run(SaveDepartment(department=departments[-1], name=name))
    people = [both.desk.actor.staff_id, both.other.actor.staff_id]
    for n in range(30):
        ticket = both.open(
            subject=f"Caso {n}",
            department=chance.choice(departments),
            attendant=chance.choice([None, *people]),
        )
        place = chance.choice([*places, None])
        if place is not None:
            into(both, ticket, place)
    with both.root.engine.begin() as connection:
        connection.execute(update(Ticket).values(waiting_on="department"))
        facts = [Facts(row) for row in connection.execute(select(Ticket.__table__))]

    def some(values):
        return frozenset(value for value in values if chance.random() < 0.4)

    for _ in range(80):
        sight = Sight(
            portfolios=None if chance.random() < 0.2 else some(places),
            blocked_types=frozenset({both.type_id}) if chance.random() < 0.1 else frozenset(),
            scope=chance.choice(list(TicketScope)),
            departments=some(departments),
            managed=some(departments) if chance.random() < 0.3 else frozenset(),
            people=some(people),
            referred=some([fact.id for fact in facts]) if chance.random() < 0.2 else frozenset(),
        )
        desk = both.root.acting(replace(both.other.actor, sight=sight))
        wanted = {fact.id for fact in facts if sees_ticket(sight, fact)}
        assert sees(desk) == wanted
        assert desk.ask(TicketCount(filter=EVERYTHING)) == len(wanted)
        assert {hit.ticket_id for hit in desk.ask(SearchAll(words="caso", limit=500))} == wanted
