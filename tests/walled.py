"""A seeded desk of many people, on SQLite and behind the wall of real PostgreSQL servers."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, insert, make_url, select, text

from pacdesk.desk.access.commands import CreateUser, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.clients.commands import ClientPage, CreateClient, CreateOrganization, ListOrganizations
from pacdesk.desk.clients.rows import ClientValues, OrganizationValues
from pacdesk.desk.company.commands import (
    ListDepartments,
    SaveDepartment,
    SaveStaffMember,
    SetDepartmentsOfUser,
)
from pacdesk.desk.contracts.commands import ContractPage, CreateContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, create_local, find_user, open_local
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.desk.tickets.commands import (
    NewFile,
    OpenTicket,
    ReferTicket,
    SearchAll,
    TicketCount,
    TicketPage,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import TicketScope, Visibility, new_id, utc_now
from pacdesk.desk.workflow.commands import CreateType, ListGroups, ListTypes
from pacdesk.errors import Forbidden
from pacdesk.storage.engines import postgres_engine
from pacdesk.storage.postgres.people import open_login
from pacdesk.storage.postgres.wall import raise_wall
from pacdesk.storage.schema import Base
from tests.servers import execute, server, template

SCOPES = list(TicketScope)
EVERYTHING = TicketFilter(view=TicketView.ALL)
Seen = dict[str, set[UUID] | int]


@dataclass
class Crowd:
    """A desk with its people: what stands on it, by id."""

    desk: Desk
    logins: list[str]
    portfolios: list[UUID]
    tickets: list[UUID]
    clients: list[UUID]


class _Seeding:
    """Fills a desk by its own commands, from one seed."""

    def __init__(self, desk: Desk, seed: int, people: int) -> None:
        self.desk, self.people = desk, people
        self.chance = random.Random(seed)  # noqa: S311  (a seed, no secret)
        self.run = desk.run
        self.types = [desk.ask(ListTypes())[0].id]
        self.departments = [desk.ask(ListDepartments())[0].id]
        self.staff: list[UUID] = []
        self.users: list[UUID] = []
        self.logins: list[str] = []
        self.groups: list[UUID] = []
        self.portfolios: list[UUID] = []
        self.clients: list[UUID] = []
        self.tickets: list[UUID] = []

    def fill(self, tickets: int) -> Crowd:
        self._registers()
        self._people()
        self._portfolios()
        self._clients()
        self._tickets(tickets)
        self._ties()
        return Crowd(self.desk, self.logins, self.portfolios, self.tickets, self.clients)

    def some(self, values: list[Any], share: float) -> list[Any]:
        return [value for value in values if self.chance.random() < share]

    def _registers(self) -> None:
        (group, *_), *_ = self.desk.ask(ListGroups())
        for name in ("Reparo", "Reclamação"):
            self.types.append(new_id())
            self.run(CreateType(type_id=self.types[-1], group=group, name=name))
        for name in ("Campo", "Comercial"):
            self.departments.append(new_id())
            self.run(SaveDepartment(department=self.departments[-1], name=name))
        rights = [str(right) for right in Right if right not in (Right.PORTFOLIO_ALL, Right.USERS_EDIT)]
        for n, scope in enumerate([*SCOPES, *SCOPES]):
            self.groups.append(new_id())
            every = {str(Right.PORTFOLIO_ALL)} if n == 6 else set()
            outside = {str(Right.PORTFOLIO_OUTSIDE)} if n in (1, 8) else set()
            self.run(
                SavePermissionGroup(
                    group=self.groups[-1],
                    name=f"Grupo {n}",
                    scope=scope,
                    rights=frozenset(self.some(rights, 0.3)) | every | outside,
                    denied=frozenset(self.some([*rights, str(Right.PORTFOLIO_ALL)], 0.08)),
                    blocked_types=frozenset(self.some(self.types, 0.12)),
                )
            )

    def _people(self) -> None:
        self.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
        self.logins.append("raiz")
        for n in range(self.people - 1):
            staff, user = new_id(), new_id()
            place = self.chance.choice([*self.departments, None])
            self.run(SaveStaffMember(staff=staff, name=f"Pessoa {n:03}", department=place))
            self.run(
                CreateUser(
                    user=user,
                    login=f"pessoa{n:03}",
                    name=f"Pessoa {n:03}",
                    rights=ATTENDANT_RIGHTS,
                    staff=self.chance.choice([staff, staff, staff, None]),
                    groups=tuple(self.chance.sample(self.groups, self.chance.choice([0, 1, 1, 1, 2]))),
                    superior=self.chance.choice(self.users) if self.users and n % 4 == 0 else None,
                )
            )
            self.staff.append(staff)
            self.users.append(user)
            self.logins.append(f"pessoa{n:03}")

    def _portfolios(self) -> None:
        today = utc_now().date()
        for n in range(6):
            members = []
            for user in self.some(self.users, 0.3):
                far = timedelta(days=self.chance.choice([-9, 9]))
                days = {} if self.chance.random() < 0.7 else {"starts_on": today, "ends_on": today + far}
                if days and days["ends_on"] < today:
                    days = {"starts_on": today + far - far / 3, "ends_on": today - timedelta(days=3)}
                role = Role.SUBSTITUTE if days else Role.TITULAR
                members.append(MemberRow(user=user, role=role, **days))
            self.portfolios.append(new_id())
            self.run(
                SavePortfolio(
                    portfolio=self.portfolios[-1],
                    name=f"Carteira {n}",
                    active=n != 5,
                    members=tuple(members),
                )
            )

    def _clients(self) -> None:
        live = [*self.portfolios[:5], None]
        organizations = []
        for n in range(6):
            organizations.append(new_id())
            values = OrganizationValues(
                name=f"Grupo Econômico {n}", own_portfolio_id=self.chance.choice(live)
            )
            self.run(CreateOrganization(organization=organizations[-1], values=values, imported=True))
        for n in range(24):
            self.clients.append(new_id())
            values = ClientValues(
                legal_name=f"Cliente {n:02}",
                own_portfolio_id=self.chance.choice(live),
                organization_id=self.chance.choice([*organizations, None]),
            )
            self.run(CreateClient(client=self.clients[-1], values=values, imported=True))
            self.run(
                CreateContract(
                    contract=new_id(), client=self.clients[-1], values=ContractValues(), imported=True
                )
            )

    def _tickets(self, count: int) -> None:
        for n in range(count):
            self.tickets.append(new_id())
            client = self.chance.choice([*self.clients, None])
            self.run(
                OpenTicket(
                    ticket=self.tickets[-1],
                    kind=TicketKind.CLIENT if client else TicketKind.OWN_STRUCTURE,
                    client=client,
                    type_id=self.chance.choice(self.types),
                    department=self.chance.choice(self.departments),
                    attendant=self.chance.choice([None, *self.staff[:8]]),
                    subject=f"Caso {n}",
                    description=f"Segredo número {n}.",
                    files=(self._file(n),) if n % 3 == 0 else (),
                )
            )
            for word in range(self.chance.randrange(3)):
                self.run(
                    WriteEntry(
                        ticket=self.tickets[-1],
                        entry=new_id(),
                        text=f"Anotação {word} do caso {n}",
                        visibility=Visibility.INTERNAL,
                    )
                )

    def _file(self, n: int) -> NewFile:
        content = f"conteúdo {n}".encode()
        digest = self.desk.put_file(content)
        return NewFile(
            attachment=new_id(), sha256=digest, name="nota.txt", size=len(content), media_type="text/plain"
        )

    def _ties(self) -> None:
        for user in self.some(self.users, 0.2):
            worked = frozenset(self.some(self.departments, 0.4))
            managed = frozenset(self.some(self.departments, 0.25))
            self.run(SetDepartmentsOfUser(user=user, departments=worked, managed=managed))
        for ticket in self.some(self.tickets, 0.2):
            until = utc_now() + timedelta(days=2)
            self.run(ReferTicket(ticket=ticket, user=self.chance.choice(self.users), until=until))


def crowd(folder: Path, first: Any, *, seed: int = 20261122, people: int = 40, tickets: int = 60) -> Crowd:
    """A local desk with that many people on it."""
    path = folder / "crowd.pacdesk"
    create_local(path, first)
    return _Seeding(open_local(path), seed, people).fill(tickets)


class Walled:
    """The same desk on a PostgreSQL of that version, its wall raised and every person with a log-in."""

    def __init__(self, version: int, first: Any, source: Crowd | None = None, logins: Any = ()) -> None:
        self.root = template(version, first)
        self.name = f"walled_{secrets.token_hex(6)}"
        execute(self.root, f"CREATE DATABASE {self.name} TEMPLATE pacdesk_template")
        self.address = str(server(version).get_uri(self.name))
        self.owner = postgres_engine(self.address)
        if source is not None:
            copy_rows(source.desk.engine, self.owner)
        raise_wall(self.owner)
        with self.owner.begin() as connection:
            for login in logins or (source.logins if source else ()):
                open_login(connection, login, None)
        self._open: dict[str, psycopg.Connection[Any]] = {}

    def address_of(self, login: str) -> str:
        """Where that person connects to."""
        return make_url(self.address).set(username=login).render_as_string(hide_password=False)

    def connect(self, login: str) -> psycopg.Connection[Any]:
        """A plain connection as that person, in autocommit; the same each time."""
        if login not in self._open:
            self._open[login] = psycopg.connect(self.address_of(login), autocommit=True)
        return self._open[login]

    def ids(self, login: str, statement: str) -> set[Any]:
        """The first column of what that person reads."""
        return {row[0] for row in self.connect(login).execute(statement).fetchall()}

    def leave(self, login: str) -> None:
        """Close that person's connection."""
        self._open.pop(login).close()

    def rest(self) -> None:
        """Close everything that is open at it."""
        for login in tuple(self._open):
            self.leave(login)
        self.owner.dispose()

    def drop(self) -> None:
        """Let go of it and take it away."""
        self.rest()
        execute(self.root, f"DROP DATABASE {self.name} WITH (FORCE)")


def copy_rows(source: Engine, target: Engine) -> None:
    """Every row of one desk into another, whose own first rows go."""
    with source.connect() as reading, target.begin() as writing:
        writing.execute(text("SET LOCAL session_replication_role = replica"))
        for table in Base.metadata.sorted_tables:
            writing.execute(table.delete())
            rows = [dict(row._mapping) for row in reading.execute(select(table))]
            if rows:
                writing.execute(insert(table), rows)
            if "rowno" in table.c:
                writing.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'rowno'), "
                        f"(SELECT coalesce(max(rowno), 1) FROM {table.name}))"
                    )
                )
    with target.begin() as writing:
        writing.execute(text("UPDATE search_docs SET text = text"))
        for n in range(100):
            content = f"conteúdo {n}".encode()
            writing.execute(
                text("INSERT INTO file_chunks VALUES (:d, 0, :b)"),
                {"d": sha256(content).hexdigest(), "b": content},
            )


def allowed(look: Callable[[], set[UUID]]) -> set[UUID]:
    """What is seen; nothing by whom the queries refuse altogether."""
    try:
        return look()
    except Forbidden:
        return set()


def ours(desk: Desk) -> Seen:
    """What the queries show."""
    tickets = {row.id for row in desk.ask(TicketPage(filter=EVERYTHING, limit=500)).rows}
    entries = {row.id for ticket in tickets for row in desk.ask(Timeline(ticket=ticket))}
    with desk.engine.connect() as connection:
        hung = connection.execute(text("SELECT hex(ticket_id), hex(file_id) FROM attachments"))
        files = {UUID(file) for ticket, file in hung if UUID(ticket) in tickets}
    return {
        "tickets": tickets,
        "entries": entries,
        "files": files,
        "count": desk.ask(TicketCount(filter=EVERYTHING)),
        "clients": allowed(lambda: {row.id for row in desk.ask(ClientPage(limit=500)).rows}),
        "organizations": allowed(lambda: {row.id for row in desk.ask(ListOrganizations())}),
        "contracts": allowed(lambda: {row.id for row in desk.ask(ContractPage(limit=500)).rows}),
        "found": {hit.ref for hit in desk.ask(SearchAll(words="caso", limit=500))},
    }


def theirs(walled: Walled, login: str) -> Seen:
    """What plain SQL shows."""
    live = "WHERE voided_at IS NULL"
    (count,) = walled.ids(login, f"SELECT count(*) FROM tickets {live}")
    return {
        "tickets": walled.ids(login, f"SELECT id FROM tickets {live}"),
        "entries": walled.ids(login, "SELECT id FROM ticket_events"),
        "files": walled.ids(login, "SELECT id FROM stored_files"),
        "count": count,
        "clients": walled.ids(login, f"SELECT id FROM clients {live}"),
        "organizations": walled.ids(login, f"SELECT id FROM organizations {live}"),
        "contracts": walled.ids(login, f"SELECT id FROM contracts {live}"),
        "found": walled.ids(login, "SELECT ref FROM app.find('''caso'':*', NULL, NULL, 9999)"),
    }


def seen_by(made: Crowd, login: str) -> Seen:
    """What the queries show that person on SQLite."""
    found = find_user(made.desk, login)
    assert found is not None
    return ours(at_desk(made.desk, found[3]))
