"""Erasing on a shared desk: who holds the right does it past the wall, nobody else does any of it."""

import json
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text

from pacdesk.app.doors import RealDoors
from pacdesk.cli.main import main
from pacdesk.config.connections import without_password
from pacdesk.config.settings import Settings
from pacdesk.desk import serving
from pacdesk.desk.access.commands import ChangeUser, CreateUser, ListUsers, NoteComputer, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.checks.checking import check
from pacdesk.desk.clients.commands import CreateOrganization
from pacdesk.desk.clients.rows import OrganizationValues
from pacdesk.desk.company.commands import ListDepartments, SaveStaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import SYSTEM, at_desk, create_local, open_local, open_shared, sole_actor
from pacdesk.desk.privacy.commands import (
    EraseAgain,
    ErasePerson,
    FindPeople,
    GetPerson,
    ListRequests,
    RunRetention,
    SaveRequest,
    SaveRetention,
)
from pacdesk.desk.privacy.rules import PersonKind, RequestKind, RetentionKind
from pacdesk.desk.tickets.commands import CancelTicket, OpenTicket, TakeTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import TicketScope, new_id, utc_now
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.gui.context import OpenDesk
from pacdesk.storage import erased_list
from pacdesk.storage.schema import Base
from tests.conftest import FIRST
from tests.desk.privacy.holder import NAME, TRACES, Holder, settle
from tests.servers import execute, server_tools
from tests.walled import Crowd, Walled

pytestmark = pytest.mark.postgres
ATTENDING = ATTENDANT_RIGHTS | {Right.PRIVACY_ATTEND, Right.PRIVACY_ERASE}


@dataclass
class Shared:
    """A shared desk: `raiz` administers, `carla` attends to data subjects, so does `cora`, who sees less."""

    walled: Walled
    opened: dict[str, Desk]
    world: Any

    def at(self, login: str) -> Desk:
        """The desk as that person opens it."""
        if login not in self.opened:
            desk = open_shared(self.walled.address_of(login))
            actor = sole_actor(desk)
            assert actor is not None
            self.opened[login] = at_desk(desk, actor)
        return self.opened[login]

    def leave(self) -> None:
        """Close everything that is open at the server."""
        for one in self.opened.values():
            one.close()
        self.opened.clear()
        self.walled.rest()

    def settled(self, **how: bool) -> Holder:
        """Somebody new whose data stands everywhere, also the CPF and the log-in of those before."""
        with self.walled.owner.begin() as connection:
            connection.execute(text("UPDATE clients SET document = NULL"))
            connection.execute(text("UPDATE access_logins SET login = id::text"))
        return settle(self.at("raiz"), self.world, **how)

    def said(self, engine: Engine | None = None) -> str:
        """Every value of every table, as its owner reads it."""
        found: list[str] = []
        with (engine or self.walled.owner).connect() as connection:
            for table in Base.metadata.sorted_tables:
                found += [repr(tuple(row)) for row in connection.execute(table.select())]
            for statement in ("SELECT bytes FROM file_chunks", "SELECT tsv FROM search_docs"):
                for (value,) in connection.execute(text(statement)):
                    found.append(repr(bytes(value)) if not isinstance(value, str) else value)
        return "\n".join(found).lower()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    path = tmp_path_factory.mktemp("shared") / "shared.pacdesk"
    create_local(path, FIRST)
    desk = open_local(path)
    department, staff, own = desk.ask(ListDepartments())[0].id, new_id(), new_id()
    desk.run(SaveStaffMember(staff=staff, name="Raiz Souto", department=department))
    desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz Souto", is_admin=True, staff=staff))
    desk.run(SavePermissionGroup(group=own, name="Os seus", scope=TicketScope.OWN))
    desk.run(CreateUser(user=new_id(), login="carla", name="Carla", rights=ATTENDING))
    desk.run(CreateUser(user=new_id(), login="cora", name="Cora", rights=ATTENDING, groups=(own,)))
    desk.run(CreateUser(user=new_id(), login="ana", name="Ana", rights=ATTENDANT_RIGHTS))
    erasing = ATTENDANT_RIGHTS | {Right.PRIVACY_ERASE}
    desk.run(CreateUser(user=new_id(), login="edu", name="Edu", rights=erasing))
    davi = new_id()
    desk.run(SaveStaffMember(staff=davi, name="Davi Lemos", department=department))
    desk.run(CreateUser(user=new_id(), login="davi", name="Davi Lemos", rights=ATTENDANT_RIGHTS, staff=davi))
    world = SimpleNamespace(type_id=desk.ask(ListTypes())[0].id, department=department)
    walled = Walled(18, FIRST, Crowd(desk, ["raiz", "carla", "cora", "ana", "davi", "edu"], [], [], []))
    made = Shared(walled, {}, world)
    yield made
    made.leave()
    walled.drop()
    desk.close()


def test_wall_who_holds_the_right_erases_and_the_chain_verifies(shared: Shared) -> None:
    holder = shared.settled()
    carla = shared.at("carla")
    found = carla.ask(FindPeople(typed="zeferina quaresma"))
    assert holder.client in {row.id for row in found}
    request = new_id()
    carla.run(
        SaveRequest(
            request=request, kind=RequestKind.ERASE, person_kind=PersonKind.CLIENT, person=holder.client,
            person_name=NAME, details="Zeferina pede", asked_on=utc_now().date() - timedelta(days=1),
        )
    )  # fmt: skip
    done = carla.run(
        ErasePerson(
            kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido", request=request
        )
    ).answer
    said = shared.said()
    assert [trace for trace in TRACES if trace in said] == []
    assert done.pseudonym.lower() in said
    owner = open_shared(shared.walled.address)
    report = check(owner, writer=owner, without=frozenset({"files"}))  # the crowd's own are orphans
    assert [step for step in report.steps if step.problems] == []
    owner.close()
    assert carla.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).person.name == done.pseudonym


def test_wall_each_kind_of_person_and_texts_elsewhere_go_by_the_program(shared: Shared) -> None:
    carla, other, holder, organization = shared.at("carla"), shared.settled(), shared.settled(), new_id()
    values = OrganizationValues(name="Zeferina Quaresma ME", note="Tia")
    shared.at("raiz").run(CreateOrganization(organization=organization, values=values, imported=True))
    for kind, person, name in (
        (PersonKind.ORGANIZATION, organization, "Zeferina Quaresma ME"),
        (PersonKind.CONTACT, holder.contact, "Irmã Quaresma"),
        (PersonKind.LOGIN, holder.login, "zeferina.q"),
        (PersonKind.CLIENT, holder.client, NAME),
    ):
        carla.run(ErasePerson(kind=kind, person=person, typed=name, reason="Pedido", mentions=True))
    with shared.walled.owner.connect() as connection:
        left = connection.execute(
            text("SELECT count(*) FROM ticket_events WHERE ticket_id = :t AND payload ILIKE '%987650042%'"),
            {"t": other.ticket},
        )
        assert left.scalar() == 0


def test_wall_rules_for_tickets_and_former_clients_run_past_it(shared: Shared) -> None:
    holder, carla = shared.settled(), shared.at("carla")
    with shared.walled.owner.begin() as connection:
        connection.execute(text("UPDATE tickets SET closed_at = closed_at - interval '400 days'"))
        connection.execute(text("UPDATE clients SET created_at = created_at - interval '400 days'"))
    for kind in (RetentionKind.TICKET_FILES, RetentionKind.TICKET_TEXTS, RetentionKind.FORMER_CLIENTS):
        carla.run(SaveRetention(kind=kind, days=365, basis="CDC", active=True))
        assert carla.run(RunRetention(kind=kind)).answer.counts
    assert carla.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).person.erased


def test_wall_rules_of_retention_run_past_it(shared: Shared) -> None:
    raiz = shared.at("raiz")
    raiz.run(SaveRetention(kind=RetentionKind.CHANGE_IMAGES, days=30, basis="DESIGN", active=True))
    with shared.walled.owner.begin() as connection:
        connection.execute(text("UPDATE change_sets SET at = at - interval '40 days'"))
    assert raiz.run(RunRetention(kind=RetentionKind.CHANGE_IMAGES)).answer.counts["images"] > 0
    raiz.run(SaveRetention(kind=RetentionKind.READS, days=180, basis="CDC", active=True))
    assert raiz.run(RunRetention(kind=RetentionKind.READS)).answer.counts == {}


def test_wall_a_cut_sight_and_a_missing_right_erase_nothing(shared: Shared) -> None:
    holder = shared.settled()
    for login in ("cora", "ana"):
        with pytest.raises(Forbidden):
            shared.at(login).run(
                ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido")
            )
    with pytest.raises(Forbidden):
        shared.at("ana").ask(ListRequests())


def test_wall_a_staff_member_goes_from_all_he_signed(shared: Shared) -> None:
    davi, raiz = shared.at("davi"), shared.at("raiz")
    ticket = new_id()
    davi.run(
        OpenTicket(
            ticket=ticket, kind=TicketKind.OWN_STRUCTURE, type_id=shared.world.type_id,
            department=shared.world.department, subject="Sala fria", description="Sala 2",
        )
    )  # fmt: skip
    davi.run(TakeTicket(ticket=ticket))
    davi.run(NoteComputer(computer=new_id(), name="notebook-davi"))
    davi.run(CancelTicket(ticket=ticket, reason="other", comment="Engano"))
    (row,) = [row for row in raiz.ask(ListUsers()) if row.login == "davi"]
    assert row.staff_id is not None
    erasing = ErasePerson(kind=PersonKind.STAFF, person=row.staff_id, typed="Davi Lemos", reason="Pedido")
    with pytest.raises(Forbidden) as refusal:
        raiz.run(erasing)
    assert refusal.value.code == "privacy.user_active"
    raiz.run(
        ChangeUser(
            user=row.id, version=row.version, login="davi", name=row.name, is_admin=False,
            rights=row.rights, staff=row.staff_id, active=False,
        )
    )  # fmt: skip
    raiz.run(replace(erasing, id=new_id()))
    said = shared.said()
    assert "davi lemos" not in said
    assert "notebook-davi" not in said
    with shared.walled.owner.connect() as connection:
        signed = connection.execute(
            text("SELECT DISTINCT actor_label FROM ticket_events WHERE recorded_by = 'davi'")
        )
        assert all(label.startswith("Titular") for (label,) in signed)


@pytest.fixture(scope="module")
def somebody_s(shared: Shared) -> dict[str, str]:
    """A file with its ticket, one of its events and its client."""
    shared.settled()
    with shared.walled.owner.connect() as connection:
        row = connection.execute(
            text(
                "SELECT a.id AS file, a.ticket_id AS ticket, (SELECT min(e.id::text) FROM ticket_events e "
                "WHERE e.ticket_id = a.ticket_id) AS event, (SELECT t.client_id FROM tickets t "
                "WHERE t.id = a.ticket_id) AS client FROM attachments a LIMIT 1"
            )
        ).one()
    return {name: str(value) for name, value in row._mapping.items()}


@pytest.mark.parametrize("login", ["ana", "cora"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT app.forget_events((SELECT array_agg(id) FROM ticket_events))",
        "SELECT app.forget_events(ARRAY['{event}'::uuid])",
        "SELECT app.forget_labels(ARRAY['{ticket}'::uuid], ARRAY['Raiz Souto'])",
        "SELECT app.forget_author()",
        "SELECT app.forget_images(ARRAY['{ticket}'::uuid])",
        "SELECT app.forget_keys(ARRAY['{ticket}'::uuid])",
        "SELECT app.forget_files(ARRAY['{file}'::uuid])",
        "SELECT app.forget_old()",
        "SELECT app.begin_erasing(gen_random_uuid(), 'reads', NULL, '', '')",
        "SELECT app.begin_erasing(gen_random_uuid(), 'client', '{client}', 'Titular 0000-0000', 'Pedido')",
        "SELECT app.count_erased('{ticket}', '{{}}')",
        "SELECT app.demand_erasing()",
        "SELECT * FROM app.erasing",
        "UPDATE ticket_events SET payload = NULL, salt = NULL",
        "UPDATE erasures SET pseudonym = 'x'",
        "DELETE FROM legal_holds",
        "DELETE FROM reads",
    ],
)
def test_attack_nobody_erases_by_hand(
    shared: Shared, somebody_s: dict[str, str], login: str, statement: str
) -> None:
    filled = statement.format(**somebody_s)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        shared.walled.connect(login).execute(filled)  # type: ignore[call-overload]  # made of literals


def test_attack_requests_are_read_by_who_attends_to_them_alone(shared: Shared) -> None:
    shared.at("carla").run(
        SaveRequest(
            request=new_id(), kind=RequestKind.ACCESS, person_name="Segredo", asked_on=utc_now().date()
        )
    )
    for statement in (
        "SELECT id FROM subject_requests",
        "SELECT rowno FROM change_rows WHERE table_name = 'subject_requests'",
    ):
        assert shared.walled.ids("carla", statement)
        assert not shared.walled.ids("ana", statement)


def naming(said: str) -> set[str]:
    """The rows that name her: those of the other tests' are everywhere the same."""
    return {row for row in said.splitlines() if any(trace in row for trace in TRACES)}


@pytest.fixture(params=["copy", pytest.param("dump", marks=pytest.mark.soak)])
def older(
    request: pytest.FixtureRequest, shared: Shared, tmp_path: Path
) -> Iterator[tuple[Holder, UUID, str]]:
    """Somebody, a staff member, and where an older copy of the desk with both in it stands: copied by the
    server, or as README says, dumped and restored."""
    holder, name, raiz = shared.settled(), f"{shared.walled.name}_again", shared.at("raiz")
    staff, login = new_id(), f"nina{secrets.token_hex(3)}"
    raiz.run(SaveStaffMember(staff=staff, name="Nina Zefirosa", department=shared.world.department))
    raiz.run(CreateUser(user=new_id(), login=login, name="Nina Zefirosa", staff=staff))
    place = make_url(shared.walled.address).set(database=name).render_as_string(hide_password=False)
    shared.leave()
    if request.param == "copy":
        execute(shared.walled.root, f"CREATE DATABASE {name} TEMPLATE {shared.walled.name}")
    else:
        execute(shared.walled.root, f"CREATE DATABASE {name}")
        tools, dump = server_tools(18), tmp_path / "pacdesk.dump"
        given = ["--format=custom", "--enable-row-security", f"--file={dump}", shared.walled.address]
        subprocess.run([tools / "pg_dump", *given], check=True)
        subprocess.run([tools / "pg_restore", f"--dbname={place}", dump], check=True)
        serving.upgrade(place)
    yield holder, staff, place
    execute(shared.walled.root, f"DROP DATABASE {name} WITH (FORCE)")


def test_wall_an_older_copy_that_is_put_back_has_its_people_erased_again(
    shared: Shared, older: tuple[Holder, UUID, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (holder, staff, place), owner = older, f"dona_{secrets.token_hex(4)}"
    listed = str(tmp_path / "lista")

    def privacy(what: str, address: str, *more: str) -> tuple[int, Any]:
        code = main(["privacy", what, "--desk", without_password(address), "--json", *more])
        return code, json.loads(capsys.readouterr().out)

    carla = shared.at("carla")
    wanted = ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido")
    done = carla.run(wanted).answer
    raiz = shared.at("raiz")
    (row,) = [row for row in raiz.ask(ListUsers()) if row.staff_id == staff]
    raiz.run(
        ChangeUser(
            user=row.id, version=row.version, login=row.login, name=row.name, is_admin=False,
            rights=row.rights, staff=staff, active=False,
        )
    )  # fmt: skip
    raiz.run(ErasePerson(kind=PersonKind.STAFF, person=staff, typed="Nina Zefirosa", reason="Saiu"))
    code, told = privacy("erased", shared.walled.address_of("carla"), "--to", listed)
    assert (code, told["count"] > 0) == (0, True)
    code, told = privacy("reapply", shared.walled.address_of("carla"))
    assert told["error"]["code"] == "server.not_owner"
    execute(place, f"CREATE ROLE {owner} LOGIN IN ROLE pacdesk_owner")
    execute(place, f"GRANT CONNECT ON DATABASE {make_url(place).database} TO {owner}, carla")
    try:
        doors = RealDoors(Settings, lambda _: None)
        opened = doors.open(make_url(place).set(username="carla").render_as_string(hide_password=False))
        doors.close()
        assert isinstance(opened, OpenDesk)
        assert opened.come_back == 2
        address = make_url(place).set(username=owner).render_as_string(hide_password=False)
        with closing(open_shared(address)) as desk:
            assert desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).person.name == NAME
            waiting, _ = erased_list.come_back(desk.engine)  # as this computer knows
            assert (waiting.id, waiting.pseudonym) == (done.id.hex, done.pseudonym)
            code, told = privacy("reapply", address, "--since", listed)
            assert (code, told["people"]) == (0, 2)
            assert erased_list.come_back(desk.engine) == ()
            assert naming(shared.said(desk.engine)) - naming(shared.said()) == set()
            assert desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).person.erased
            report = check(desk, writer=desk, without=frozenset({"files"}))
            assert [step for step in report.steps if step.problems] == []
    finally:
        execute(place, f"DROP OWNED BY {owner}")
        execute(place, f"DROP ROLE {owner}")


def test_wall_where_no_list_can_be_kept_it_is_said_and_erased_all_the_same(
    shared: Shared, home: Path
) -> None:
    home.write_text("no folder")
    holder, carla = shared.settled(), shared.at("carla")
    wanted = ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido")
    with pytest.raises(DeskUnavailable) as refusal:
        carla.run(wanted)
    assert refusal.value.code == "privacy.list_not_kept"
    assert carla.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).person.erased
    assert erased_list.come_back(shared.walled.owner) == ()


def test_wall_nobody_behind_it_erases_past_what_stands_in_the_way(shared: Shared) -> None:
    holder = shared.settled(close=False)
    again = EraseAgain(
        erasure=new_id(), erased_at=utc_now(), kind="client", person=holder.client,
        pseudonym="Titular 0000-0000", mentions=False,
    )  # fmt: skip
    carla = shared.at("carla")
    for desk in (carla, carla.acting(SYSTEM)):
        with pytest.raises(Forbidden):
            desk.run(again)
