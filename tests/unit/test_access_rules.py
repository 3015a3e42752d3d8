"""Who may do what and who sees which ticket, without a desk."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.access.rules import (
    ATTENDANT_RIGHTS,
    Allowed,
    Because,
    Granted,
    GroupRow,
    Refused,
    Right,
    demand,
    explained_rights,
    granted,
    may,
    only_referred,
    sees_portfolio,
    sees_ticket,
    wait_after,
)
from pacdesk.desk.values import Actor, Sight, TicketScope
from pacdesk.errors import Forbidden

ANA = Actor(user_id=UUID(int=1), login="ana", name="Ana", rights=frozenset({"export"}))
BOSS = replace(ANA, is_admin=True, rights=frozenset())
HERE, THERE, ME, OTHER, KIND = (UUID(int=n) for n in range(10, 15))
SOUTH, NORTH, TICKET = (UUID(int=n) for n in range(20, 23))


@dataclass(frozen=True)
class Facts:
    """A ticket as the rule sees it."""

    id: UUID = TICKET
    portfolio_id: UUID = SOUTH
    type_id: UUID = KIND
    department_id: UUID = HERE
    attendant_id: UUID | None = OTHER


MINE = Facts(attendant_id=ME)
FREE = Facts(attendant_id=None)
SIGHT = Sight(
    portfolios=frozenset({SOUTH}),
    scope=TicketScope.DEPARTMENTS,
    departments=frozenset({HERE}),
    people=frozenset({ME}),
)


def group(name: str, **more) -> GroupRow:
    return GroupRow(id=UUID(int=99), version=1, name=name, **more)


def test_s2_12_a_right_is_held_or_demanded():
    assert may(ANA, Right.EXPORT)
    assert not may(ANA, Right.AUDIT_SEE)
    assert all(may(BOSS, right) for right in Right)
    demand(ANA, Right.EXPORT)
    with pytest.raises(Forbidden) as refusal:
        demand(ANA, Right.AUDIT_SEE)
    assert refusal.value.code == "access.right_missing"
    assert refusal.value.facts == {"right": "audit.see", "actor": "Ana"}
    assert bool(Allowed())
    assert not Refused("x", {})


SEEN_IN_SCOPE = {
    TicketScope.ALL: (True,) * 6,
    TicketScope.DEPARTMENTS: (True, True, True, True, False, False),
    TicketScope.OWN_AND_FREE: (True, True, False, True, True, False),
    TicketScope.OWN_AND_FREE_THERE: (True, True, False, True, False, False),
    TicketScope.OWN: (True, False, False, True, False, False),
}


@pytest.mark.parametrize("scope", TicketScope)
def test_s2_12_a_scope_opens_own_free_and_the_department_s(scope):
    """Own, free and another's ticket of his department; the same three of another one."""
    tickets = [
        replace(ticket, department_id=place) for place in (HERE, THERE) for ticket in (MINE, FREE, Facts())
    ]
    assert tuple(sees_ticket(replace(SIGHT, scope=scope), one) for one in tickets) == SEEN_IN_SCOPE[scope]


@given(st.sampled_from(TicketScope), st.sampled_from([HERE, THERE]), st.sampled_from([ME, OTHER, None]))
def test_s2_10_another_portfolio_s_tickets_are_seen_in_no_scope(scope, place, attendant):
    sight = replace(SIGHT, scope=scope)
    foreign = Facts(portfolio_id=NORTH, department_id=place, attendant_id=attendant)
    assert not sees_ticket(sight, foreign)
    everywhere = replace(sight, portfolios=None)
    assert sees_ticket(everywhere, foreign) == sees_ticket(sight, replace(foreign, portfolio_id=SOUTH))


def test_d6_portfolios_that_are_not_named_are_all():
    assert sees_portfolio(SIGHT, SOUTH)
    assert not sees_portfolio(SIGHT, NORTH)
    assert sees_portfolio(replace(SIGHT, portfolios=None), NORTH)
    assert not sees_portfolio(replace(SIGHT, portfolios=frozenset()), NORTH)


def test_s1_23_managing_and_a_referral_open_a_ticket_and_a_blocked_type_shuts_it():
    foreign = Facts(portfolio_id=NORTH, department_id=THERE)
    manager = replace(SIGHT, managed=frozenset({THERE}))
    referred = replace(SIGHT, referred=frozenset({TICKET}))
    assert not sees_ticket(SIGHT, foreign)
    assert sees_ticket(manager, foreign)
    assert sees_ticket(referred, foreign)
    for sight in (SIGHT, manager, referred):
        assert not sees_ticket(replace(sight, blocked_types=frozenset({KIND})), foreign)
        assert not sees_ticket(replace(sight, blocked_types=frozenset({KIND})), MINE)


def test_d20_only_referred_is_who_sees_it_in_no_other_way():
    foreign = Facts(portfolio_id=NORTH, department_id=THERE)
    referred = replace(SIGHT, referred=frozenset({TICKET}))
    assert only_referred(referred, foreign)
    assert only_referred(referred, replace(MINE, portfolio_id=NORTH)), "his own, of a portfolio not his"
    assert only_referred(replace(referred, scope=TicketScope.OWN), FREE), "his portfolio's, not in his scope"
    assert not only_referred(referred, MINE)
    assert not only_referred(SIGHT, foreign)
    assert not only_referred(replace(referred, managed=frozenset({THERE})), foreign)


def test_s1_23_of_several_groups_deny_wins_and_the_widest_scope_counts():
    narrow = group(
        "Próprios", scope=TicketScope.OWN, denied=frozenset({"export"}), masked=frozenset({"email"})
    )
    wide = group(
        "Departamento",
        scope=TicketScope.DEPARTMENTS,
        rights=frozenset({"export", "client.see"}),
        blocked_types=frozenset({KIND}),
        locked=frozenset({"phone"}),
    )
    for groups in ((narrow, wide), (wide, narrow)):
        assert granted(groups, frozenset({"audit.see"})) == Granted(
            rights=frozenset({"client.see", "audit.see"}),
            scope=TicketScope.DEPARTMENTS,
            blocked_types=frozenset({KIND}),
            masked=frozenset({"email"}),
            locked=frozenset({"phone"}),
        )
    assert granted((), frozenset({"export"})) == Granted(
        rights=frozenset({"export"}),
        scope=TicketScope.ALL,
        blocked_types=frozenset(),
        masked=frozenset(),
        locked=frozenset(),
    )


@given(st.lists(st.sampled_from(TicketScope), min_size=1, max_size=5))
def test_s2_12_the_scopes_stand_from_wide_to_narrow(scopes):
    found = granted([group("x", scope=scope) for scope in scopes], frozenset()).scope
    seen = {scope: sum(SEEN_IN_SCOPE[scope]) for scope in TicketScope}
    assert seen[found] == max(seen[scope] for scope in scopes)


def test_s2_12_every_right_is_explained_by_the_groups_that_give_or_deny_it():
    gives = group("Suporte", rights=frozenset({"export", "audit.see"}))
    denies = group("Sem exportar", denied=frozenset({"export"}))
    told = {row.what: row for row in explained_rights([gives, denies], frozenset({"audit.see"}), admin=False)}
    assert set(told) == {str(right) for right in Right}
    assert {row.part for row in told.values()} == {"right"}
    assert (told["export"].allowed, told["export"].because) == (False, (Because("denied", "Sem exportar"),))
    own_and_given = (Because("own"), Because("group", "Suporte"))
    assert (told["audit.see"].allowed, told["audit.see"].because) == (True, own_and_given)
    assert (told["see_as"].allowed, told["see_as"].because) == (False, (Because("nobody"),))
    for row in explained_rights([denies], frozenset(), admin=True):
        assert (row.allowed, row.because) == (True, (Because("admin"),))


def test_s1_10_the_delay_doubles_and_ends_at_a_quarter_of_an_hour():
    assert [wait_after(n).total_seconds() for n in (0, 4, 5, 6, 9, 10)] == [0, 0, 30, 60, 480, 900]
    assert wait_after(14) == wait_after(15) == wait_after(10**9)


def test_an_attendant_edits_neither_users_nor_parameters_nor_portfolios():
    assert not ATTENDANT_RIGHTS & {Right.USERS_EDIT, Right.PARAMETERS_EDIT, Right.PORTFOLIO_EDIT}
