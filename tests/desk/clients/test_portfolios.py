"""Who may put clients into portfolios, and what stays of one that is deleted (S2.9-S2.16)."""

from dataclasses import replace
from uuid import UUID

import pytest

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.clients.commands import (
    AssignPortfolio,
    ChangeClient,
    CreateClient,
    CreateOrganization,
    DeletePortfolio,
    FollowOrganization,
    GetClient,
    GetOrganization,
    PortfolioUse,
)
from pacdesk.desk.clients.rows import ClientValues, OrganizationValues, PortfolioCounts, RequesterKind
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow
from pacdesk.desk.tickets.commands import OpenTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.undo.commands import PartsOf, Undo, UndoStatus
from pacdesk.desk.values import Sight, new_id
from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO

ASSIGNER = ATTENDANT_RIGHTS | {Right.PORTFOLIO_ASSIGN}


def portfolio(world, name: str, **more) -> UUID:
    made = new_id()
    world.desk.run(SavePortfolio(portfolio=made, name=name, **more))
    return made


def client(desk, name: str, **more) -> UUID:
    made = new_id()
    values = ClientValues(legal_name=name, kind=RequesterKind.PROSPECT, **more)
    desk.run(CreateClient(client=made, values=values))
    return made


def organization(desk, name: str, own: UUID | None = None) -> UUID:
    made = new_id()
    values = OrganizationValues(name=name, own_portfolio_id=own)
    desk.run(CreateOrganization(organization=made, values=values))
    return made


def ticket(world, of: UUID) -> UUID:
    made = new_id()
    world.desk.run(
        OpenTicket(
            ticket=made,
            kind=TicketKind.CLIENT,
            client=of,
            type_id=world.type_id,
            department=world.department,
            subject="Sem sinal",
            description="Caiu.",
            at=world.clock(),
        )
    )
    return made


def at(world, *places: UUID, rights=ASSIGNER):
    actor = replace(world.other.actor, rights=frozenset(rights), sight=Sight(portfolios=frozenset(places)))
    return world.root.acting(actor)


def place(world, of: UUID) -> str:
    return world.desk.ask(GetClient(client=of)).portfolio.name


def standing(world, table: str, row: UUID) -> str:
    condition = "id = :row"
    value = row if world.root.engine.dialect.name == "postgresql" else row.bytes
    sql = f"SELECT p.name FROM {table} t JOIN portfolios p ON p.id = t.portfolio_id WHERE t.{condition}"
    return world.sql(sql, row=value)[0][0]


def refused(call, kind) -> str:
    with pytest.raises(kind) as caught:
        call()
    return caught.value.code


@pytest.mark.unwalled("shows nobody what is not his to see")
def test_s2_14_another_portfolio_needs_the_right_however_it_is_set(both):
    south = portfolio(both, "Sul")
    of = client(both.desk, "Padaria")
    house = organization(both.desk, "Grupo")
    plain = both.other
    card = plain.ask(GetClient(client=of))
    moved = replace(card.values, own_portfolio_id=south)
    ways = (
        lambda: plain.run(AssignPortfolio(client=of, portfolio=south)),
        lambda: plain.run(AssignPortfolio(organization=house, portfolio=south)),
        lambda: plain.run(ChangeClient(client=of, version=1, before=card.values, values=moved)),
        lambda: client(plain, "Outra", own_portfolio_id=south),
        lambda: organization(plain, "Outro", south),
    )
    for way in ways:
        assert refused(way, Forbidden) == "access.right_missing"
    plain.run(ChangeClient(client=of, version=1, before=card.values, values=replace(card.values, note="x")))


def test_s2_14_only_into_a_portfolio_that_one_works_in_unless_one_sees_all(both):
    south, north, closed = portfolio(both, "Sul"), portfolio(both, "Norte"), portfolio(both, "Velha")
    both.desk.run(SavePortfolio(portfolio=closed, version=1, name="Velha", active=False))
    of = client(both.desk, "Padaria")
    mine = at(both, south, NO_PORTFOLIO)
    assert refused(lambda: mine.run(AssignPortfolio(client=of, portfolio=north)), Forbidden) == (
        "portfolio.not_yours"
    )
    assert refused(lambda: mine.run(AssignPortfolio(client=of, portfolio=NO_PORTFOLIO)), NotFound)
    assert refused(lambda: mine.run(AssignPortfolio(portfolio=south)), Invalid) == "field.required"
    mine.run(AssignPortfolio(client=of, portfolio=south))
    assert place(both, of) == "Sul"
    supervisor = both.root.acting(
        replace(both.other.actor, rights=ASSIGNER | {Right.PORTFOLIO_ALL}, sight=Sight())
    )
    supervisor.run(AssignPortfolio(client=of, portfolio=north))
    assert place(both, of) == "Norte"
    assert refused(lambda: supervisor.run(AssignPortfolio(client=of, portfolio=closed)), Invalid) == (
        "field.inactive"
    )
    hidden = refused(lambda: mine.run(AssignPortfolio(client=of, portfolio=south)), NotFound)
    assert hidden == "row.not_found"


def test_s2_11_who_sees_only_his_portfolio_writes_clients_down_into_it(both):
    south, north = portfolio(both, "Sul"), portfolio(both, "Norte")
    alone = at(both, south, rights=ATTENDANT_RIGHTS)
    assert place(both, client(alone, "Nova")) == "Sul"
    house = organization(alone, "Grupo")
    assert both.desk.ask(GetOrganization(organization=house)).portfolio_name == "Sul"
    assert place(both, client(alone, "Do grupo", organization_id=house)) == "Sul"
    twofold = at(both, south, north, rights=ATTENDANT_RIGHTS)
    assert refused(lambda: client(twofold, "Qual"), Forbidden) == "client.portfolio_out_of_sight"
    assert place(both, client(twofold, "Esta", own_portfolio_id=north)) == "Norte"
    assert refused(lambda: client(alone, "Longe", own_portfolio_id=north), Forbidden) == (
        "portfolio.not_yours"
    )


def test_d7_an_organization_takes_its_clients_along_one_by_one(both):
    south, north = portfolio(both, "Sul"), portfolio(both, "Norte")
    house = organization(both.desk, "Grupo")
    follower = client(both.desk, "Segue", organization_id=house)
    client(both.desk, "Fica", organization_id=house, own_portfolio_id=north)
    chief = at(both, south, NO_PORTFOLIO, rights={Right.CLIENT_SEE, Right.PORTFOLIO_ASSIGN})
    behind = chief.run(AssignPortfolio(organization=house, portfolio=south)).answer
    assert behind == (follower,)
    chief.run(FollowOrganization(client=follower))
    card = both.desk.ask(GetClient(client=follower))
    assert (card.portfolio.name, card.portfolio.inherited_from) == ("Sul", "Grupo")


def test_s2_06_s2_08_a_name_is_required_and_unique_whatever_case_and_accents(both):
    portfolio(both, "América do Sul")
    for name, code in ((" ", "name.empty"), ("AMERICA  do sul", "name.taken")):
        members = (MemberRow(user=new_id()),)
        with pytest.raises(Invalid) as refusal:
            both.desk.run(SavePortfolio(portfolio=new_id(), name=name, members=members))
        assert code in {refusal.value.code, *(problem.code for problem in refusal.value.problems)}
    with pytest.raises(NotFound):
        both.desk.run(SavePortfolio(portfolio=new_id(), name="Norte", members=(MemberRow(user=new_id()),)))
    names = [row.name for row in both.desk.ask(ListPortfolios())]
    assert names == ["América do Sul"], "all or nothing"


def test_s2_09_what_was_set_together_is_taken_back_together(both):
    south, north = portfolio(both, "Sul"), portfolio(both, "Norte")
    made = [client(both.desk, f"Cliente {n}", own_portfolio_id=north) for n in range(3)]
    alone = client(both.desk, "Outro")
    together = new_id()
    for one in made:
        last = both.desk.run(AssignPortfolio(client=one, portfolio=south, together=together)).changes
    single = both.desk.run(AssignPortfolio(client=alone, portfolio=south)).changes.change_set
    assert both.desk.ask(PartsOf(change_set=single)) == (single,)
    parts = both.desk.ask(PartsOf(change_set=last.change_set))
    assert parts[0] == last.change_set
    assert len(parts) == 3
    assert both.desk.ask(UndoStatus(limit=2)).undo.id == single
    again = new_id()
    undone = [both.desk.run(Undo(change_set=part, together=again)).changes.change_set for part in parts]
    assert {place(both, one) for one in made} == {"Norte"}
    assert place(both, alone) == "Sul"
    assert set(both.desk.ask(PartsOf(change_set=undone[0]))) == set(undone)
    state = both.desk.ask(UndoStatus(limit=2))
    assert state.redo.id == undone[-1]
    assert state.undo.id == single, "found behind many undos given together"
    assert both.other.ask(PartsOf(change_set=undone[0])) == (undone[0],), "another one's is not his to take"


def test_s2_15_counts_of_what_stands_in_a_portfolio(both):
    south = portfolio(both, "Sul")
    house = organization(both.desk, "Grupo", south)
    of = client(both.desk, "Dentro", organization_id=house)
    client(both.desk, "Fora")
    ticket(both, of)
    assert both.desk.ask(PortfolioUse(portfolio=south)) == PortfolioCounts(1, 1, 1)
    assert refused(lambda: both.other.ask(PortfolioUse(portfolio=south)), Forbidden)


@pytest.mark.parametrize("moved", [False, True])
def test_s2_16_deleting_leaves_nobody_inside_and_is_undone(both, moved):
    south, north = portfolio(both, "Sul"), portfolio(both, "Norte")
    house = organization(both.desk, "Grupo", south)
    heir = client(both.desk, "Herdeiro", organization_id=house)
    own = client(both.desk, "Sua", own_portfolio_id=south)
    other = client(both.desk, "Outra", own_portfolio_id=north, organization_id=house)
    asked = ticket(both, own)
    done = both.desk.run(
        DeletePortfolio(portfolio=south, version=1, move_to=north if moved else None)
    ).changes
    left = "Norte" if moved else ""
    assert [place(both, one) for one in (heir, own, other)] == [left, left, "Norte"]
    assert both.desk.ask(GetOrganization(organization=house)).portfolio_name == left
    if moved:
        assert standing(both, "tickets", asked) == "Norte"
    assert [row.name for row in both.desk.ask(ListPortfolios())] == ["Norte"]
    assert both.desk.ask(PortfolioUse(portfolio=south)) == PortfolioCounts(0, 0, 0)
    assert done.undoable
    assert done.change_set is not None
    both.desk.run(Undo(change_set=done.change_set))
    assert [place(both, one) for one in (heir, own, other)] == ["Sul", "Sul", "Norte"]
    assert standing(both, "tickets", asked) == "Sul"
    assert [row.name for row in both.desk.ask(ListPortfolios())] == ["Norte", "Sul"]


def test_s2_15_deleting_needs_its_right_and_another_place(both):
    south = portfolio(both, "Sul")
    delete = DeletePortfolio(portfolio=south, version=1)
    assert refused(lambda: both.other.run(delete), Forbidden) == "access.right_missing"
    itself = replace(delete, id=new_id(), move_to=south)
    assert refused(lambda: both.desk.run(itself), Invalid) == "portfolio.move_to_itself"
    none = DeletePortfolio(portfolio=NO_PORTFOLIO, version=1)
    assert refused(lambda: both.desk.run(none), NotFound)
    both.desk.run(delete)
    portfolio(both, "Sul")


def test_s2_15_who_does_not_see_its_clients_learns_how_many_they_are_and_leaves_them(both):
    south, north = portfolio(both, "Sul"), portfolio(both, "Norte")
    client(both.desk, "Padaria", own_portfolio_id=north)
    chief = at(both, south, rights=ATTENDANT_RIGHTS | {Right.PORTFOLIO_EDIT})
    assert chief.ask(PortfolioUse(portfolio=north)) == PortfolioCounts(1, 0, 0)
    delete = DeletePortfolio(portfolio=north, version=1)
    assert refused(lambda: chief.run(delete), Forbidden) == "portfolio.out_of_sight"
    blind = at(both, north, rights={Right.PORTFOLIO_EDIT})
    assert refused(lambda: blind.run(replace(delete, id=new_id())), Forbidden) == "access.right_missing"
    at(both, north, rights=ATTENDANT_RIGHTS | {Right.PORTFOLIO_EDIT}).run(replace(delete, id=new_id()))


def test_s2_07_members_go_and_come_back(both):
    ana, bia = (new_id() for _ in range(2))
    for user, login in ((ana, "ana"), (bia, "bia")):
        both.desk.run(CreateUser(user=user, login=login, name=login.title()))
    south = portfolio(both, "Sul", members=(MemberRow(user=ana), MemberRow(user=bia)))

    def members(*users):
        (row,) = both.desk.ask(ListPortfolios())
        rows = tuple(MemberRow(user=user) for user in users)
        both.desk.run(SavePortfolio(portfolio=south, version=row.version, name="Sul", members=rows))
        return {member.user for row in both.desk.ask(ListPortfolios()) for member in row.members}

    assert members(bia) == {bia}
    assert members(bia) == {bia}, "who is gone stays gone"
    assert members(ana) == {ana}
    assert both.sql("SELECT count(*) FROM portfolio_members") == [(2,)], "one row a person"


def test_d6_what_stands_for_none_is_no_portfolio_to_change(both):
    saving = SavePortfolio(portfolio=NO_PORTFOLIO, version=1, name="Nenhuma")
    with pytest.raises(NotFound) as refusal:
        both.desk.run(saving)
    assert (refusal.value.code, refusal.value.facts) == (
        "row.not_found",
        {"table": "portfolios", "id": str(NO_PORTFOLIO)},
    )
    assert both.desk.ask(ListPortfolios()) == ()
    with pytest.raises(Forbidden) as denied:
        both.other.run(replace(saving, portfolio=new_id()))
    assert denied.value.facts["right"] == "portfolio.edit"
