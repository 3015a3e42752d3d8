"""People at work behind the wall, each as his own log-in: what they may they can, and nothing else."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import make_url, text

from pacdesk.desk import desk as desk_module
from pacdesk.desk.access.commands import ChangeUser, ListUsers, SetPasswordHash
from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import (
    AssignPortfolio,
    ClientPage,
    CreateClient,
    DeletePortfolio,
    GetClient,
    PortfolioUse,
)
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.company.commands import ListDepartments, ListStaff, SaveDepartment
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, find_user, open_shared, seen_as, sole_actor
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow
from pacdesk.desk.tickets import queue, server_lists
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    CancelTicket,
    ChangeTicket,
    DecideUnderstanding,
    FieldChange,
    GetDossier,
    GetTicket,
    HandOver,
    MarkSeen,
    NewFile,
    OpenTicket,
    ReferTicket,
    ReopenTicket,
    SearchAll,
    TakeTicket,
    TicketCount,
    TicketPage,
    Timeline,
    WaitFor,
    WriteEntry,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.tickets.rules import TicketKind, WaitingOn
from pacdesk.desk.undo.commands import Undo, UndoStatus
from pacdesk.desk.values import Question, Visibility, new_id, utc_now
from pacdesk.desk.workflow.commands import GetCurrentFlow, ListTypes
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.conftest import FIRST
from tests.desk.access.town import Town, build
from tests.proxy import Proxy
from tests.users import change_of
from tests.walled import Walled

pytestmark = pytest.mark.postgres
EVERYTHING = TicketFilter(view=TicketView.ALL)


@dataclass
class Work:
    """The town behind its wall, opened by its people."""

    walled: Walled
    town: Town
    opened: dict[str, Desk]

    def at(self, login: str) -> Desk:
        """The desk as that person opens it."""
        if login not in self.opened:
            desk = open_shared(self.walled.address_of(login))
            actor = sole_actor(desk)
            assert actor is not None
            self.opened[login] = at_desk(desk, actor)
        return self.opened[login]

    def id(self, name: str) -> UUID:
        """An id of the town."""
        return UUID(str(self.town.names[name]))

    def open(self, login: str, **more: object) -> UUID:
        """A ticket of the client in the south."""
        ticket = new_id()
        values: dict[str, object] = {
            "kind": TicketKind.CLIENT,
            "client": self.id("mine_client"),
            "type_id": self.id("type"),
            "department": self.id("department"),
            "subject": "Sem conexão",
            "description": "Parou de funcionar.",
        }
        self.at(login).run(OpenTicket(ticket=ticket, **(values | more)))  # type: ignore[arg-type]
        return ticket

    def chain(self, ticket: UUID) -> list[tuple[int, str]]:
        """Who wrote what is there, in order."""
        with self.walled.owner.connect() as connection:
            found = connection.execute(
                text("SELECT number, recorded_by FROM ticket_events WHERE ticket_id = :t ORDER BY number"),
                {"t": ticket},
            )
            return [(row[0], row[1]) for row in found]


@pytest.fixture(scope="module", params=[18, pytest.param(16, marks=pytest.mark.soak)])
def work(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """The town on that server."""
    town = build(tmp_path_factory.mktemp("town"), FIRST)
    walled = Walled(request.param, FIRST, town.crowd)
    made = Work(walled, town, {})
    yield made
    for desk in made.opened.values():
        desk.close()
    walled.drop()
    town.crowd.desk.close()


def sees(desk: Desk) -> set[UUID]:
    return {row.id for row in desk.ask(TicketPage(filter=EVERYTHING, limit=500)).rows}


def test_wall_lets_in_who_the_server_let_in(work: Work) -> None:
    actor = work.at("ana").actor
    assert (actor.login, actor.user_id) == ("ana", work.id("ana"))
    assert find_user(work.at("ana"), "chefe") is None
    found = find_user(work.at("ana"), "ana")
    assert found is not None
    assert found[1] is None
    desk = open_shared(work.walled.address_of("fora"))
    with pytest.raises(Forbidden) as refused:
        sole_actor(desk)
    assert refused.value.code == "server.nobody"
    desk.close()


def test_wall_a_ticket_is_opened_taken_written_on_and_found(work: Work) -> None:
    ana = work.at("ana")
    content = b"nota da ana"
    file = NewFile(
        attachment=new_id(), sha256=ana.put_file(content), name="nota.txt", size=len(content),
        media_type="text/plain",
    )  # fmt: skip
    ticket = work.open("ana", files=(file,))
    ana.run(TakeTicket(ticket=ticket))
    ana.run(WriteEntry(ticket=ticket, entry=new_id(), text="Liguei ao cliente", visibility=Visibility.CLIENT))
    assert ana.get_file(sha256(content).hexdigest()) == content
    card = ana.ask(GetTicket(ticket=ticket))
    assert card.attendant_id == work.id("staff_ana")
    assert ticket in sees(ana)
    assert ticket in {hit.ticket_id for hit in ana.ask(SearchAll(words="liguei"))}
    assert [entry.number for entry in ana.ask(Timeline(ticket=ticket))]
    chain = work.chain(ticket)
    assert {who for _, who in chain} == {"ana"}
    assert [number for number, _ in chain] == list(range(1, len(chain) + 1))
    with pytest.raises(NotFound):
        work.at("sem").ask(GetTicket(ticket=ticket))


def test_wall_who_hands_over_what_he_sees_no_more_still_writes_its_history(work: Work) -> None:
    """`bia` sees only her own tickets."""
    bia = work.at("bia")
    ticket = work.open("bia", attendant=work.id("staff_bia"))
    assert sees(bia) == {ticket}
    bia.run(TakeTicket(ticket=ticket))
    bia.run(
        HandOver(
            ticket=ticket, department=work.id("department"), attendant=work.id("staff_ana"),
            comment="Segue com a Ana",
        )
    )  # fmt: skip
    assert sees(bia) == set()
    last = bia.ask(UndoStatus()).undo
    assert last.command == "HandOver"
    with pytest.raises(Forbidden) as refused:
        bia.run(Undo(change_set=last.id))
    assert refused.value.code == "undo.out_of_sight"
    assert ticket in sees(work.at("ana"))
    assert {who for _, who in work.chain(ticket)} == {"bia"}
    with pytest.raises(NotFound):
        bia.run(TakeTicket(ticket=ticket))


def test_wall_s3_16_who_is_in_use_may_be_given_any_departments_ticket(work: Work) -> None:
    team, ana = new_id(), work.id("staff_ana")
    work.at("raiz").run(SaveDepartment(department=team, name=f"Campo {team}"))
    opened, handed = work.open("ana", department=team, attendant=ana), work.open("ana")
    work.at("ana").run(HandOver(ticket=handed, department=team, attendant=ana, comment="Na rua"))
    for ticket in (opened, handed):
        card = work.at("ana").ask(GetTicket(ticket=ticket))
        assert (card.department_id, card.attendant_id) == (team, ana)


def test_wall_a_ticket_opened_for_another_goes_out_of_sight_whole(work: Work) -> None:
    ticket = work.open("bia", attendant=work.id("staff_ana"))
    assert ticket not in sees(work.at("bia"))
    assert ticket in {hit.ticket_id for hit in work.at("ana").ask(SearchAll(words="parou", limit=500))}


def test_wall_a_ticket_goes_its_way_to_the_end_and_back(work: Work) -> None:
    ana, gil = work.at("ana"), work.at("gil")
    ticket, second = work.open("ana"), work.open("ana")
    flow = ana.ask(GetCurrentFlow(type_id=work.id("type")))
    way = next(one for one in flow.transitions if one.label == "Iniciar atendimento")
    ana.run(TakeTicket(ticket=ticket))
    ana.run(AdvanceTicket(ticket=ticket, transition=way.id))
    ana.run(WriteUnderstanding(ticket=ticket, understanding=(text_id := new_id()), text="Trocar o roteador"))
    ana.run(DecideUnderstanding(ticket=ticket, understanding=text_id, approved=True))
    ana.run(
        ChangeTicket(
            ticket=ticket, changes=(FieldChange(name="subject", seen="Sem conexão", wanted="Queda"),)
        )
    )
    ana.run(WaitFor(ticket=ticket, waiting_on=WaitingOn.CLIENT))
    ana.run(MarkSeen(ticket=ticket, number=3))
    ana.run(TakeTicket(ticket=second))
    ana.run(CancelTicket(ticket=second, reason="mistake"))
    with pytest.raises(Forbidden):
        ana.run(ReopenTicket(ticket=second, reason="Não era"))
    gil.run(WriteEntry(ticket=ticket, entry=new_id(), text="Vi", visibility=Visibility.INTERNAL))
    chain = work.chain(ticket)
    assert [number for number, _ in chain] == list(range(1, len(chain) + 1))
    assert [who for _, who in chain] == ["ana"] * (len(chain) - 1) + ["gil"]
    with pytest.raises(Conflict):
        gil.run(TakeTicket(ticket=ticket))


def test_wall_a_client_that_moves_takes_everything_along(work: Work) -> None:
    """As somebody who may: the chief; `ana`, left behind, sees nothing of it any more."""
    ana, chief = work.at("ana"), work.at("raiz")
    ticket = work.open("ana", description="Peculiar")
    chief.run(AssignPortfolio(client=work.id("mine_client"), portfolio=work.id("north")))
    try:
        assert sees(ana) == set()
        assert ana.ask(SearchAll(words="peculiar")) == ()
        for table in ("ticket_events", "stored_files", "search_docs", "contracts", "contacts", "change_rows"):
            row = "(x.ref, x.ticket_id)" if table == "search_docs" else "x"
            rows = work.walled.ids("ana", f"SELECT to_jsonb({row})::text FROM {table} x")
            assert not any(str(work.id("mine_client")) in row or str(ticket) in row for row in rows), table
    finally:
        chief.run(AssignPortfolio(client=work.id("mine_client"), portfolio=work.id("south")))
    assert ticket in sees(ana)


def test_wall_a_referral_opens_one_ticket(work: Work) -> None:
    gil, sem = work.at("gil"), work.at("sem")
    ticket = work.open("ana")
    until = utc_now().replace(year=utc_now().year + 1)
    gil.run(ReferTicket(ticket=ticket, user=work.id("sem"), until=until))
    assert sees(sem) == {ticket}
    sem.run(WriteEntry(ticket=ticket, entry=new_id(), text="Vi daqui", visibility=Visibility.INTERNAL))
    assert work.chain(ticket)[-1][1] == "sem"


def test_wall_d20_of_a_referred_tickets_client_the_name_shows_and_the_contact(work: Work) -> None:
    gil, sem = work.at("gil"), work.at("sem")
    ticket = work.open("ana", contact=work.id("mine_contact"))
    other = work.open("ana")
    gil.run(ReferTicket(ticket=ticket, user=work.id("sem"), until=utc_now() + timedelta(days=2)))
    card = sem.ask(GetTicket(ticket=ticket))
    assert (card.client_name, card.contact_name) == ("Comum Ltda", "Comum Pessoa")
    assert (card.client_document, card.client_phone, card.client_email, card.portfolio_name) == ("",) * 4
    (row,) = (one for one in sem.ask(TicketPage(filter=EVERYTHING, limit=50)).rows if one.id == ticket)
    assert row.client_name == "Comum Ltda"
    dossier = sem.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    assert {fact.label: fact.value for fact in dossier.client} == {
        "client.legal_name": "Comum Ltda",
        "client.contact": "Comum Pessoa",
    }
    by_hand = work.walled.connect("sem")
    for unseen in (other, work.id("foreign")):
        told = by_hand.execute("SELECT app.client_on(%s), app.contact_on(%s)", (unseen, unseen)).fetchone()
        assert told == (None, None)


def test_wall_undo_works_for_ones_own(work: Work) -> None:
    ana = work.at("ana")
    ticket = work.open("ana")
    done = ana.run(TakeTicket(ticket=ticket))
    assert done.changes.change_set is not None
    ana.run(Undo(change_set=done.changes.change_set))
    assert ana.ask(GetTicket(ticket=ticket)).attendant_id is None


def test_wall_clients_and_registers_are_written_as_rights_say(work: Work) -> None:
    ana, gil = work.at("ana"), work.at("gil")
    client = new_id()
    values = ClientValues(
        legal_name="Nova Ltda", trade_name="Nova", document="11222333000181", email="nova@example.com"
    )
    ana.run(CreateClient(client=client, values=values))
    assert client in {row.id for row in gil.ask(ClientPage(limit=500)).rows}
    gil.run(SaveDepartment(department=new_id(), name="Interior"))
    with pytest.raises(Forbidden):
        ana.run(SaveDepartment(department=new_id(), name="Outro"))
    assert len(ana.ask(ListStaff())) >= 6
    assert ana.ask(ListDepartments())
    assert ana.ask(ListTypes())
    assert not any(user.has_password for user in ana.ask(ListUsers()))


def test_wall_log_in_and_password_are_the_server_s(work: Work) -> None:
    root = work.at("raiz")
    row = next(one for one in root.ask(ListUsers()) if one.login == "sem")
    changed = ChangeUser(
        user=row.id,
        version=row.version,
        login="outra",
        name=row.name,
        is_admin=row.is_admin,
        rights=row.rights,
        staff=row.staff_id,
        active=True,
    )
    for command in (changed, SetPasswordHash(user=row.id, password_hash="x")):
        with pytest.raises(Invalid) as refusal:
            root.run(command)
        assert refusal.value.code in {"user.login_of_server", "user.password_of_server"}


def test_wall_s2_07_people_come_into_a_portfolio_that_is_there(work: Work) -> None:
    root, sem = work.at("raiz"), work.id("sem")

    def put(*more: MemberRow) -> None:
        row = next(one for one in root.ask(ListPortfolios()) if one.id == work.id("south"))
        members = tuple(one for one in row.members if one.user != sem) + more
        root.run(SavePortfolio(portfolio=row.id, version=row.version, name=row.name, members=members))

    outside = sees(work.at("sem"))
    put(MemberRow(user=sem))
    assert sees(work.at("sem")) > outside
    assert root.run(Undo(change_set=root.ask(UndoStatus()).undo.id)).answer.reverted == 1
    assert sees(work.at("sem")) == outside
    put(MemberRow(user=sem))
    put()
    assert sees(work.at("sem")) == outside


def test_wall_s2_15_s2_16_a_portfolio_goes_whole_or_not_at_all(work: Work) -> None:
    root, ana, place = work.at("raiz"), work.at("ana"), work.id("north")
    mine = next(one for one in root.ask(ListUsers()) if one.login == "ana")
    root.run(change_of(root, mine.id, rights=mine.rights | {Right.PORTFOLIO_EDIT}))
    assert ana.ask(PortfolioUse(portfolio=place)) == root.ask(PortfolioUse(portfolio=place))
    version = next(one.version for one in root.ask(ListPortfolios()) if one.id == place)
    with pytest.raises(Forbidden) as refused:
        ana.run(DeletePortfolio(portfolio=place, version=version))
    assert refused.value.code == "portfolio.out_of_sight"
    by_hand = work.walled.connect("ana")
    with pytest.raises(InsufficientPrivilege, match="somebody stands in this portfolio"):
        by_hand.execute(
            "UPDATE portfolios SET voided_at = now(), version = version + 1 WHERE id = %s", (place,)
        )
    taken = root.run(DeletePortfolio(portfolio=place, version=version)).changes.change_set
    assert taken is not None
    assert root.ask(GetClient(client=work.id("foreign_client"))).portfolio.name == ""
    root.run(Undo(change_set=taken))
    assert root.ask(GetClient(client=work.id("foreign_client"))).portfolio.name == "Norte"
    root.run(change_of(root, mine.id, rights=mine.rights))
    with pytest.raises(InsufficientPrivilege, match="not for who changes no portfolios"):
        by_hand.execute("SELECT app.portfolio_use(%s)", (place,))


def test_wall_s3_02_own_structure_stands_in_its_departments_portfolio(work: Work) -> None:
    root, ana, gil = work.at("raiz"), work.at("ana"), work.at("gil")
    ticket = work.open("ana", kind=TicketKind.OWN_STRUCTURE, client=None)
    assert ticket not in sees(ana)
    (row,) = (one for one in gil.ask(ListDepartments()) if one.id == work.id("department"))
    saving = SaveDepartment(
        department=row.id, version=row.version, name=row.name, email=row.email, position=row.position,
        serves_clients=row.serves_clients, portfolio=work.id("south"),
    )  # fmt: skip
    with pytest.raises(Forbidden):
        gil.run(saving)
    with pytest.raises(InsufficientPrivilege, match="not for who changes no portfolios"):
        work.walled.connect("gil").execute(
            "UPDATE departments SET portfolio_id = %s, version = version + 1 WHERE id = %s",
            (work.id("south"), row.id),
        )
    moved = root.run(saving).changes.change_set
    assert moved is not None
    assert ticket in sees(ana)
    root.run(Undo(change_set=moved))
    assert ticket not in sees(ana)


def test_wall_seeing_as_another_shows_his_rows_writes_nothing_and_is_recorded(work: Work) -> None:
    root, ana = work.at("raiz"), work.at("ana")
    seen = seen_as(root, work.id("ana"))
    assert seen.actor.login == "ana"
    assert sees(seen) == sees(ana)
    assert sees(seen) < sees(root)
    clients = [{row.id for row in desk.ask(ClientPage(limit=500)).rows} for desk in (seen, ana)]
    assert clients[0] == clients[1]
    found = [{hit.ref for hit in desk.ask(SearchAll(words="segredo", limit=500))} for desk in (seen, ana)]
    assert found[0] == found[1]
    with pytest.raises(Forbidden, match=r"see_as\.read_only"):
        seen.run(TakeTicket(ticket=next(iter(sees(ana)))))
    with work.walled.owner.connect() as connection:
        read = connection.execute(text("SELECT actor_id, ref FROM reads WHERE kind = 'see_as'")).all()
    assert [tuple(row) for row in read] == [(root.actor.user_id, work.id("ana"))]
    with pytest.raises(Forbidden, match=r"access\.right_missing"):
        seen_as(ana, work.id("bia"))
    forged = f"VALUES (gen_random_uuid(), now(), '{root.actor.user_id}', 'Raiz', 'see_as')"
    work.walled.connect("ana").execute(f"INSERT INTO reads (id, at, actor_id, actor_label, kind) {forged}")
    assert work.walled.ids("ana", "SELECT actor_id FROM reads WHERE kind = 'see_as'") == {work.id("ana")}


def test_wall_answers_in_three_trips_and_soon_in_one(work: Work) -> None:
    """Far from a server every trip counts: one begins and tells who asks, one brings the rows, one ends; what
    a question of that kind sent before goes along with the beginning, and then with the end too."""
    ticket = work.open("ana")
    words = TicketFilter(view=TicketView.ALL, words="conexao")
    asked: tuple[tuple[Question[Any], int], ...] = (
        (TicketPage(), 3),
        (TicketPage(filter=EVERYTHING, sort=TicketSort.CLIENT, descending=True), 3),
        (TicketPage(filter=words), 3),
        (TicketCount(filter=words), 3),
        (SearchAll(words="conexao"), 3),
        (ClientPage(), 4),
        (GetClient(client=work.id("mine_client")), 7),
        (GetTicket(ticket=ticket), 18),
        (Timeline(ticket=ticket), 6),
    )
    proxy = Proxy(work.walled.address)
    address = make_url(proxy.address).set(username="ana").render_as_string(hide_password=False)
    with closing(open_shared(address)) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        desk = at_desk(shared, actor)
        for question, at_first in asked:
            trips = [_trips(proxy, desk, question) for _ in range(5)]
            assert trips[0] <= at_first, (question, trips)
            assert trips[2:] == [2, 1, 1], (question, trips)
        assert _trips(proxy, desk, TicketPage(offset=1)) == 1
        other = work.open("ana", subject="Outro caso")
        assert _trips(proxy, desk, GetTicket(ticket=other)) == 1
        assert desk.ask(GetTicket(ticket=other)).subject == "Outro caso"
    proxy.close()


def _trips(proxy: Proxy, desk: Desk, question: Question[Any]) -> int:
    before = proxy.trips
    assert desk.ask(question)
    return proxy.trips - before


def test_wall_what_is_sent_ahead_is_no_memory(work: Work) -> None:
    """What was sent along is answered anew each time, and what is needed beyond it is asked for."""
    ana, gil = work.at("ana"), work.at("gil")
    ticket = work.open("ana")
    for _ in range(5):
        assert ana.ask(GetTicket(ticket=ticket)).attendant_id is None
        entries = ana.ask(Timeline(ticket=ticket))
    gil.run(TakeTicket(ticket=ticket))
    assert ana.ask(GetTicket(ticket=ticket)).attendant_id == gil.actor.staff_id
    assert len(ana.ask(Timeline(ticket=ticket))) > len(entries)
    with pytest.raises(NotFound):
        ana.ask(GetTicket(ticket=new_id()))
    assert ana.ask(GetTicket(ticket=ticket)).id == ticket


def test_wall_tells_anew_who_asks_when_that_may_have_changed(work: Work) -> None:
    """Who asks is told again when the feed has moved on or its time has come, and not before."""
    ana = work.at("ana")
    assert ana.ask(TicketPage()) is not None
    before = ana.actor
    with work.walled.owner.begin() as connection:
        connection.execute(text("UPDATE users SET name = name, rights = '[]' WHERE login = 'ana'"))
    ana.ask(TicketPage())
    assert ana.actor.rights < before.rights
    with work.walled.owner.begin() as connection:
        given = {"rights": json.dumps(sorted(before.rights))}
        connection.execute(text("UPDATE users SET rights = :rights WHERE login = 'ana'"), given)
    ana.ask(TicketPage())
    assert ana.actor == before
    ask = work.walled.connect("ana").execute
    ((number, until, identity),) = ask("SELECT * FROM app.reading(NULL, NULL)").fetchall()
    assert identity is not None
    assert ask("SELECT * FROM app.reading(%s, %s)", (number, until)).fetchall() == [(number, None, None)]
    over = utc_now() - timedelta(seconds=1)
    assert ask("SELECT * FROM app.reading(%s, %s)", (number, over)).fetchall() == [(number, until, identity)]
    (other,) = ask("SELECT * FROM app.reading(%s, %s)", (number - 1, until)).fetchall()
    assert other == (number, until, identity)


def test_wall_counts_anew_when_somebody_wrote(work: Work) -> None:
    """A count is kept until the feed has another number, whoever moved it."""
    ana, gil = work.at("ana"), work.at("gil")
    before = ana.ask(TicketCount(filter=EVERYTHING))
    assert ana.ask(TicketCount(filter=EVERYTHING)) == before
    ticket = work.open("gil")
    assert ana.ask(TicketCount(filter=EVERYTHING)) == before + 1
    waiting = TicketFilter(view=TicketView.UNASSIGNED)
    free = ana.ask(TicketCount(filter=waiting))
    gil.run(TakeTicket(ticket=ticket))
    assert ana.ask(TicketCount(filter=waiting)) == free - 1


def test_wall_a_command_is_done_in_a_few_trips(work: Work) -> None:
    """One begins, asks and brings what the command looks at; one writes and commits. A row that a flush
    changes is looked at before that, in one more."""
    tickets = [work.open("ana") for _ in range(5)]
    proxy = Proxy(work.walled.address)
    address = make_url(proxy.address).set(username="ana").render_as_string(hide_password=False)
    with closing(open_shared(address)) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        desk = at_desk(shared, actor)
        trips: dict[type[Any], list[int]] = {WriteEntry: [], TakeTicket: []}
        for ticket in tickets:
            note = WriteEntry(ticket=ticket, entry=new_id(), text="Nota", visibility=Visibility.INTERNAL)
            for command in (note, TakeTicket(ticket=ticket)):
                before = proxy.trips
                desk.run(command)
                trips[type(command)].append(proxy.trips - before)
    proxy.close()
    assert max(trips[WriteEntry][2:]) <= 3
    assert max(trips[TakeTicket][2:]) <= 6
    for ticket in tickets:
        assert work.chain(ticket) == [(n, "ana") for n in range(1, 4)]


def test_wall_a_word_that_many_have_is_met_on_a_walk(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows in the same order, whichever way; another word sends the same statement."""
    ana, chief = work.at("ana"), work.at("raiz")
    for n in range(3):
        work.open("ana", subject=f"Sem conexão {n}")
    for desk in (ana, chief):
        for sort in (TicketSort.OPENED, TicketSort.CLIENT):
            pages = []
            for many in (0, 10_000):
                monkeypatch.setattr(queue, "MANY", many)
                # The statement of a list that was met before is kept: one of another size is not.
                words = TicketFilter(view=TicketView.ALL, words="conex")
                page = desk.ask(TicketPage(filter=words, sort=sort, limit=50 + bool(many)))
                pages.append([row.id for row in page.rows][:50])
            assert pages[0] == pages[1]
            assert len(pages[0]) >= 3
            lost = TicketFilter(view=TicketView.ALL, words="conexxx")
            assert not desk.ask(TicketPage(filter=lost, sort=sort, limit=51)).rows
            one = TicketFilter(view=TicketView.ALL, words='"conexao 2"')
            (row,) = desk.ask(TicketPage(filter=one, sort=sort, limit=51)).rows
            assert row.subject == "Sem conexão 2"
    assert not ana.ask(TicketPage(filter=TicketFilter(words="?!"))).rows


def test_wall_a_far_page_comes_from_the_nearer_end(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a list was counted; the same rows, and still in one trip."""
    for place in (server_lists, desk_module):
        monkeypatch.setattr(place, "FAR", 1)
    for n in range(8):
        work.open("ana", subject=f"Ponto {n}")
    proxy = Proxy(work.walled.address)
    address = make_url(proxy.address).set(username="ana").render_as_string(hide_password=False)
    everything = TicketFilter(view=TicketView.ALL)
    with closing(open_shared(address)) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        desk = at_desk(shared, actor)
        for sort in (TicketSort.OPENED, TicketSort.DUE, TicketSort.CLIENT):
            page = TicketPage(filter=everything, sort=sort, descending=sort is TicketSort.DUE, limit=3)
            whole = _ids(desk, replace(page, limit=500))
            assert desk.ask(TicketCount(filter=everything)) == len(whole)
            turned = list(range(len(whole) // 2 + 1, len(whole) + 1))
            for offset in (*turned, *range(1, len(whole) // 2), *turned):
                assert _ids(desk, replace(page, offset=offset)) == whole[offset : offset + 3]
            before = proxy.trips
            assert _ids(desk, replace(page, offset=len(whole) - 2)) == whole[-2:]
            assert proxy.trips - before == 1
    proxy.close()


def _ids(desk: Desk, page: TicketPage) -> list[UUID]:
    return [row.id for row in desk.ask(page).rows]
