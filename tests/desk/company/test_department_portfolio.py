"""A department's portfolio: where its tickets on own structure stand (S3.2, S2.10), on both engines."""

from dataclasses import replace
from uuid import UUID

import pytest

from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.clients.commands import DeletePortfolio
from pacdesk.desk.company.commands import ListDepartments, SaveDepartment
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.tickets.commands import HandOver, SearchAll, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Sight, new_id
from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO


def put(world, portfolio, desk=None):
    """Put the world's department there."""
    (row,) = (one for one in world.desk.ask(ListDepartments()) if one.id == world.department)
    saving = SaveDepartment(
        department=row.id, version=row.version, name=row.name, email=row.email, position=row.position,
        serves_clients=row.serves_clients, portfolio=portfolio,
    )  # fmt: skip
    return (desk or world.desk).run(saving).changes.change_set


@pytest.fixture
def south(both) -> UUID:
    made = new_id()
    both.desk.run(SavePortfolio(portfolio=made, name="Sul"))
    return made


def inside(world, portfolio, rights=ATTENDANT_RIGHTS):
    actor = replace(
        world.other.actor, rights=frozenset(rights), sight=Sight(portfolios=frozenset({portfolio}))
    )
    return world.root.acting(actor)


def seen(desk) -> set[UUID]:
    listed = {one.id for one in desk.ask(TicketPage(filter=TicketFilter(view=TicketView.ALL), limit=50)).rows}
    assert {one.ticket_id for one in desk.ask(SearchAll(words="torre"))} == listed
    return listed


def test_s3_02_s2_10_own_structure_stands_in_its_departments_portfolio(both, south):
    before = both.open("Torre 1")
    attendant = inside(both, south)
    assert seen(attendant) == set()
    moved = put(both, south)
    after = both.open("Torre 2")
    assert seen(attendant) == {before, after}
    both.desk.run(Undo(change_set=moved))
    assert seen(attendant) == set()


def test_s2_16_a_department_of_a_portfolio_that_goes_has_none_or_the_other(both, south):
    north = new_id()
    both.desk.run(SavePortfolio(portfolio=north, name="Norte"))
    put(both, south)
    ticket = both.open("Torre")
    plain = inside(both, south, rights=ATTENDANT_RIGHTS | {Right.PORTFOLIO_EDIT})
    with pytest.raises(Forbidden) as refusal:
        plain.run(DeletePortfolio(portfolio=south, version=1))
    assert refusal.value.facts["right"] == "catalogue.edit"
    gone = both.desk.run(DeletePortfolio(portfolio=south, version=1, move_to=north)).changes.change_set
    assert seen(inside(both, north)) == {ticket}
    both.desk.run(Undo(change_set=gone))
    assert seen(inside(both, south)) == {ticket}


def test_s3_02_a_hand_over_taken_back_goes_where_the_department_stands_now(both, south):
    elsewhere, ticket = new_id(), both.open("Torre")
    both.desk.run(SaveDepartment(department=elsewhere, name="Campo"))
    handed = both.desk.run(HandOver(ticket=ticket, department=elsewhere, comment="Lá")).changes.change_set
    put(both, south)
    assert seen(inside(both, south)) == set()
    both.desk.run(Undo(change_set=handed))
    assert seen(inside(both, south)) == {ticket}


def test_s2_14_a_departments_portfolio_needs_its_right_and_one_in_use(both, south):
    closed = new_id()
    both.desk.run(SavePortfolio(portfolio=closed, name="Velha"))
    both.desk.run(SavePortfolio(portfolio=closed, version=1, name="Velha", active=False))
    with pytest.raises(Invalid) as refusal:
        put(both, closed)
    assert refusal.value.code == "field.inactive"
    for nowhere in (new_id(), NO_PORTFOLIO):
        with pytest.raises(NotFound):
            put(both, nowhere)
    with pytest.raises(Forbidden) as denied:
        put(both, south, inside(both, south, rights={Right.CATALOGUE_EDIT}))
    assert denied.value.facts["right"] == "portfolio.edit"
