"""Who works in a portfolio, on which days, and who puts somebody into one; without a desk."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pacdesk.desk.access.rules import Right
from pacdesk.desk.portfolios.rules import MemberRow, Role, may_assign, may_receive, member_problems
from pacdesk.desk.values import Actor, Sight

SOUTH, NORTH = UUID(int=1), UUID(int=2)
CUT = Actor(
    user_id=UUID(int=9),
    login="ana",
    name="Ana",
    rights=frozenset(),
    sight=Sight(portfolios=frozenset({SOUTH})),
)
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
ANA = MemberRow(user=UUID(int=9))
BIA = MemberRow(user=UUID(int=8), role=Role.SUBSTITUTE, starts_on=FIRST, ends_on=LAST)


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ((), []),
        ((ANA, BIA), []),
        ((ANA, ANA), ["portfolio.member_twice"]),
        ((ANA, BIA, ANA, BIA), ["portfolio.member_twice"] * 2),
        ((replace(BIA, starts_on=None),), ["portfolio.substitute_needs_dates"]),
        ((replace(BIA, ends_on=None),), ["portfolio.substitute_needs_dates"]),
        ((replace(ANA, starts_on=FIRST),), []),
        ((replace(ANA, starts_on=FIRST, ends_on=FIRST),), []),
        ((replace(ANA, starts_on=LAST, ends_on=FIRST),), ["portfolio.dates_reversed"]),
    ],
)
def test_s2_07_what_is_wrong_with_the_members(members, codes):
    problems = member_problems(members)
    assert [(problem.code, problem.field) for problem in problems] == [(code, "members") for code in codes]


def test_s2_07_a_member_works_on_his_days():
    assert [BIA.works_on(day) for day in (date(2025, 12, 31), FIRST, LAST, date(2026, 2, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert ANA.works_on(FIRST)
    assert replace(ANA, starts_on=LAST).works_on(LAST)
    assert not replace(ANA, starts_on=LAST).works_on(FIRST)
    assert not replace(ANA, ends_on=FIRST).works_on(LAST)


def test_s2_14_the_field_is_for_who_has_the_right_or_sees_nothing_without_a_portfolio():
    assigner = replace(CUT, rights=frozenset({Right.PORTFOLIO_ASSIGN}))
    outside = replace(CUT, rights=frozenset({Right.PORTFOLIO_OUTSIDE}))
    everywhere = replace(CUT, sight=Sight(portfolios=None))
    assert may_assign(assigner, creating=False)
    assert may_assign(assigner, creating=True)
    assert may_assign(replace(CUT, is_admin=True), creating=False)
    assert may_assign(CUT, creating=True)
    assert not may_assign(CUT, creating=False)
    assert not may_assign(outside, creating=True)
    assert not may_assign(everywhere, creating=True)


def test_s2_14_into_a_portfolio_of_ones_own_or_any_with_the_right():
    assert may_receive(CUT, SOUTH)
    assert not may_receive(CUT, NORTH)
    assert may_receive(replace(CUT, rights=frozenset({Right.PORTFOLIO_ALL})), NORTH)
    assert not may_receive(replace(CUT, rights=frozenset({Right.PORTFOLIO_ASSIGN})), NORTH)
