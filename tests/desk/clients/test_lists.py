"""Lists, filters and lookups of clients, on both engines."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from pacdesk.desk.clients.commands import (
    ClientCount,
    ClientPage,
    CreateOrganization,
    FindClient,
    FindDuplicates,
    GetClient,
    ListOrganizations,
    LookUpClients,
    LookUpLogins,
)
from pacdesk.desk.clients.rows import (
    ClientFilter,
    ClientSort,
    ClientStatus,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.values import Sight, new_id
from pacdesk.errors import Forbidden, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.unit_of_work import write


@pytest.fixture
def three(both, clients):
    """Three requesters of three kinds."""
    return (
        clients.new("Água Viva", document="11.444.777/0001-61", phone="", mobile="(11) 98765-4321"),
        clients.new(
            "Ana Lúcia",
            trade_name="",
            person_type=PersonType.PERSON,
            document="529.982.247-25",
            status=ClientStatus.BLOCKED,
            external_table="FCFO",
            external_code="C-77",
        ),
        clients.new(
            "Zênite",
            document="",
            kind=RequesterKind.PROSPECT,
            status=ClientStatus.INACTIVE,
        ),
    )


def names(both, **filters):
    wanted = ClientFilter(**filters)
    page = both.desk.ask(ClientPage(filter=wanted))
    assert both.desk.ask(ClientCount(filter=wanted)) == len(page.rows)
    return [row.name for row in page.rows]


def test_names_are_sorted_without_accents_and_paged_by_position(both, three):
    assert names(both) == ["Água Viva", "Ana Lúcia Ltda", "Zênite"]
    page = both.desk.ask(ClientPage(offset=1, limit=1))
    assert ([row.name for row in page.rows], page.offset) == (["Ana Lúcia Ltda"], 1)
    page = both.desk.ask(ClientPage(descending=True, limit=2))
    assert [row.name for row in page.rows] == ["Zênite", "Ana Lúcia Ltda"]
    page = both.desk.ask(
        ClientPage(sort=ClientSort.DOCUMENT, filter=ClientFilter(status=ClientStatus.ACTIVE))
    )
    assert [row.document for row in page.rows] == ["11444777000161"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("agua", ["Água Viva"]),
        ("VIVA ltda", ["Água Viva"]),
        ("11.444.777", ["Água Viva"]),
        ("444777", ["Água Viva"]),
        ("98765-4321", ["Água Viva"]),
        ("(11) 98765", ["Água Viva"]),
        ("529.982", ["Ana Lúcia Ltda"]),
        ("c-77", ["Ana Lúcia Ltda"]),
        ("100%", []),
        ("_", []),
        ("", ["Água Viva", "Ana Lúcia Ltda", "Zênite"]),
    ],
)
def test_filtering_as_one_types(both, three, words, found):
    assert names(both, words=words) == found


def test_other_cuts(both, three):
    assert names(both, kind=RequesterKind.PROSPECT) == ["Zênite"]
    assert names(both, status=ClientStatus.BLOCKED) == ["Ana Lúcia Ltda"]
    assert names(both, portfolio_id=NO_PORTFOLIO, organization_id=new_id()) == []


def test_s1_08_inactive_prospects_are_not_offered(both, three):
    assert [row.name for row in both.desk.ask(LookUpClients())] == ["Água Viva", "Ana Lúcia Ltda"]
    assert [row.id for row in both.desk.ask(LookUpClients(words="lucia"))] == [three[1]]


def test_s1_08_an_external_reference_finds_its_client(both, three):
    assert both.desk.ask(FindClient(external_table="FCFO", external_code="C-77")) == three[1]
    assert both.desk.ask(FindClient(external_table="FCFO", external_code="C-78")) is None


def test_d23_organizations_by_name(both, clients):
    for name in ("Zebra", "Águia"):
        both.desk.run(CreateOrganization(organization=new_id(), values=OrganizationValues(name=name)))
    assert [row.values.name for row in both.desk.ask(ListOrganizations())] == ["Águia", "Zebra"]
    assert [row.values.name for row in both.desk.ask(ListOrganizations(words="agu"))] == ["Águia"]


def test_nobody_sees_beyond_his_portfolios(both, three):
    blind = both.root.acting(replace(both.other.actor, sight=Sight(portfolios=frozenset({new_id()}))))
    assert blind.ask(ClientPage()).rows == ()
    assert blind.ask(ClientCount()) == 0
    assert blind.ask(FindDuplicates(document="529.982.247-25")) == ()
    for question in (GetClient(client=three[0]), LookUpLogins(client=three[0])):
        with pytest.raises(NotFound):
            blind.ask(question)
    nobody = both.as_attendant("Caio", rights=frozenset())
    with pytest.raises(Forbidden):
        nobody.ask(ClientPage())


def test_a_far_page_is_reached_from_the_nearer_end(world):
    with write(world.root.engine) as unit:
        rows = [
            {"id": new_id(), "legal_name": f"C{n:05d}", "sort_key": f"c{n:05d}", "created_at": world.clock()}
            for n in range(9000)
        ]
        unit.session.execute(insert(Client), rows)
        unit.session.commit()
    for offset, descending, first in (
        (8990, False, "C08990"),
        (5000, False, "C05000"),
        (8000, True, "C00999"),
    ):
        page = world.desk.ask(ClientPage(offset=offset, limit=20, descending=descending))
        assert page.rows[0].name == first
        assert len(page.rows) == (10 if offset == 8990 else 20)
    assert world.desk.ask(ClientPage(offset=9500)).rows == ()


def test_the_list_walks_its_index_only(world):
    plan = world.sql(
        "EXPLAIN QUERY PLAN SELECT rowno FROM clients WHERE voided_at IS NULL AND find_key LIKE '%a%' "
        "ORDER BY sort_key, rowno LIMIT 128"
    )
    assert "USING COVERING INDEX ix_clients_find" in plan[0][-1]
