"""Makes what example tickets happen to: company, registers, people, clients, contracts, logins."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import MANAGER_RIGHTS
from pacdesk.desk.clients.commands import CreateClient, CreateOrganization, SaveLogin
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientStatus,
    ClientValues,
    ContactValues,
    LoginValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.company.commands import (
    ChangeCompany,
    ListDepartments,
    SaveDepartment,
    SaveStaffMember,
)
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import AccessStatus, ContractStatus, ContractValues
from pacdesk.desk.opening import FirstRows
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import SaveCannedMessage, SaveComplementaryStatus, SaveSubject
from pacdesk.desk.tickets.rules import AddressOrigin, Priority
from pacdesk.desk.values import Actor, Command, Visibility, child_id
from pacdesk.desk.workflow.commands import (
    CreateType,
    GetFlow,
    ListGroups,
    SaveGroup,
    SaveReason,
    StagePlan,
    WayPlan,
)
from pacdesk.exchange.demo import numbers
from pacdesk.exchange.demo.things import Person, Served, Stock, read
from pacdesk.storage import driver
from pacdesk.storage.types import fold

_LONG_NAME: Final = (
    "Cooperativa Central dos Produtores de Leite, Carne, Grãos e Hortaliças do Vale do Rio das Antas "
    "e dos Campos de Cima da Serra Ltda. em recuperação"
)
_ACCESS: Final = (
    (ContractStatus.ACTIVE, AccessStatus.ACTIVE),
    (ContractStatus.ACTIVE, AccessStatus.ACTIVE),
    (ContractStatus.ACTIVE, AccessStatus.ACTIVE),
    (ContractStatus.ACTIVE, AccessStatus.OVERDUE),
    (ContractStatus.ACTIVE, AccessStatus.BLOCKED_BY_HAND),
    (ContractStatus.ACTIVE, AccessStatus.BLOCKED_AUTOMATICALLY),
    (ContractStatus.ACTIVE, AccessStatus.AWAITING_SIGNATURE),
    (ContractStatus.SUSPENDED, AccessStatus.OFF),
    (ContractStatus.ENDED, AccessStatus.OFF),
    (ContractStatus.CANCELLED, AccessStatus.OFF),
    (ContractStatus.DRAFT, AccessStatus.AWAITING_SIGNATURE),
)


def first_rows() -> FirstRows:
    """What the desk is made with."""
    world = read("world")
    return FirstRows(
        desk_name=world["company"]["desk"],
        company_name=world["company"]["trade_name"],
        department=world["department"][0]["name"],
        group=world["group"][0]["name"],
        ticket_type="Dúvida ou orientação",
        demo=True,
    )


def add_portfolios(path: Path, key: bytes | None, chance: random.Random, now: datetime) -> dict[str, UUID]:
    """Portfolios, in SQL: their commands are not there yet."""
    ids = numbers.Ids(chance)
    made = {row["name"]: ids.at(now) for row in read("world")["portfolio"]}
    tones = {row["name"]: row["tone"] for row in read("world")["portfolio"]}
    with closing(driver.connect(path, key=key)) as connection:
        connection.executemany(
            "INSERT INTO portfolios (id, version, name, name_key, tone, active) VALUES (?, 1, ?, ?, ?, 1)",
            [(row_id.bytes, name, fold(name), tones[name]) for name, row_id in made.items()],
        )
    return made


class Maker:
    """Makes the stock by ordinary commands. `as_at` puts the desk's clock where it is wanted."""

    def __init__(
        self,
        desk: DeskPort,
        path: Path,
        key: bytes | None,
        chance: random.Random,
        as_at: Callable[[datetime], None],
        began: datetime,
    ) -> None:
        self._desk, self._path, self._key = desk, path, key
        self._chance, self._as_at, self._now = chance, as_at, began
        self._ids = numbers.Ids(chance)
        self._names: set[str] = set()
        self.stock = Stock()

    def _new(self) -> UUID:
        return self._ids.at(self._now)

    def _run(self, kind: Callable[..., Command[Any]], /, **values: Any) -> Any:
        self._now += timedelta(seconds=37)
        self._as_at(self._now)
        return self._desk.run(kind(id=self._new(), at=self._now, **values)).answer

    def registers(self, portfolios: dict[str, UUID]) -> None:
        """Company, departments, staff, the one user, groups, types, subjects and the small catalogues."""
        self.stock.portfolios = portfolios
        self._company()
        self._departments_and_staff()
        self._groups_and_types()
        self._subjects()
        self._catalogues()

    def _company(self) -> None:
        values = {name: value for name, value in read("world")["company"].items() if name != "desk"}
        document = numbers.cnpj(self._chance, letters=True)
        self._run(ChangeCompany, version=1, document=document, zone="America/Sao_Paulo", **values)

    def _departments_and_staff(self) -> None:
        world = read("world")
        first = self._desk.ask(ListDepartments())[0]
        for n, row in enumerate(world["department"]):
            department = first.id if n == 0 else self._new()
            self._run(
                SaveDepartment,
                department=department,
                version=first.version if n == 0 else 0,
                name=row["name"],
                email=row["email"],
                position=n,
                serves_clients=row.get("serves_clients", True),
            )
            self.stock.departments[row["name"]] = department
        user = self._new()
        for n, row in enumerate(world["staff"]):
            staff, department = self._new(), self.stock.departments[row["department"]]
            login = fold(row["name"]).split()[0]
            self._run(
                SaveStaffMember,
                staff=staff,
                name=row["name"],
                email=f"{login}@horizonte.example",
                phone=numbers.mobile(self._chance, 49),
                job_title=row["job"],
                department=department,
            )
            actor = Actor(
                user_id=user if n == 0 else None,
                login=login,
                name=row["name"],
                staff_id=staff,
                department_id=department,
                is_admin=n == 0,
                rights=frozenset(MANAGER_RIGHTS),
            )
            self.stock.people.append(Person(actor, department))
        chief = self.stock.people[0].actor
        self._run(
            CreateUser, user=user, login=chief.login, name=chief.name, is_admin=True, staff=chief.staff_id
        )

    def _groups_and_types(self) -> None:
        world = read("world")
        groups = {name: group for group, _, name, _ in self._desk.ask(ListGroups())}
        for n, row in enumerate(world["group"]):
            if row["name"] not in groups:
                groups[row["name"]] = self._new()
                self._run(SaveGroup, group=groups[row["name"]], name=row["name"], position=n)
        for row in world["type"]:
            stages, ways = _flow(row.get("stages", ()))
            self._run(
                CreateType,
                type_id=self._new(),
                group=groups[row["group"]],
                name=row["name"],
                stages=stages,
                ways=ways,
            )
        with closing(driver.connect(self._path, key=self._key, read_only=True)) as connection:
            versions = connection.execute("SELECT name, current_version_id FROM ticket_types").fetchall()
        for name, version in versions:
            self.stock.flows[name] = self._desk.ask(GetFlow(version_id=UUID(bytes=version)))

    def _subjects(self) -> None:
        for row in read("world")["subject"]:
            subject = self._new()
            origin = row.get("address_origin")
            self._run(
                SaveSubject,
                subject=subject,
                name=row["name"],
                applies_to=row.get("applies_to", "client"),
                tone=row.get("tone", "off"),
                login_required=row.get("login_required", False),
                contract_required=row.get("contract_required", False),
                address_origin=None if origin is None else AddressOrigin(origin),
                default_type=self.stock.flows[row["type"]].type_id,
                default_department=self.stock.departments[row["department"]],
                default_priority=Priority(row["priority"]),
                default_message=row.get("message", ""),
                goal_hours=row.get("goal_hours"),
            )
            self.stock.subjects[row["name"]] = subject

    def _catalogues(self) -> None:
        world = read("world")
        for row in world["canned"]:
            self._run(
                SaveCannedMessage,
                message=self._new(),
                name=row["name"],
                text=row["text"],
                visibility=Visibility(row.get("visibility", "client")),
                for_opening=row.get("for_opening", False),
            )
        for row in world["complementary"]:
            self.stock.complementary.append(self._new())
            self._run(
                SaveComplementaryStatus,
                status=self.stock.complementary[-1],
                name=row["name"],
                tone=row["tone"],
            )
        for row in world["reason"]:
            self.stock.reasons.append(self._new())
            self._run(SaveReason, reason=self.stock.reasons[-1], name=row["name"])

    # -- clients

    def clients(self, how_many: int) -> None:
        """Clients of every sector by turns, each with contact, address, contract and login."""
        sectors = read("world")["sector"]
        organizations = {row["name"]: self._organization(row) for row in sectors[:3]}
        for n in range(how_many):
            sector = sectors[n % len(sectors)]
            group = organizations.get(sector["name"]) if n % 4 == 0 else None
            self._client(n, sector, group)

    def _organization(self, sector: dict[str, Any]) -> UUID:
        organization = self._new()
        name = f"Grupo {sector['seconds'][0]}"
        portfolio = self.stock.portfolios[sector["portfolio"]]
        values = OrganizationValues(name=name, own_portfolio_id=portfolio)
        self._run(CreateOrganization, organization=organization, values=values)
        return organization

    def _client(self, n: int, sector: dict[str, Any], organization: UUID | None) -> None:
        chance = self._chance
        values, place = self._values(n, sector)
        if organization is None:
            values = replace(values, own_portfolio_id=self.stock.portfolios[sector["portfolio"]])
        else:
            values = replace(values, organization_id=organization)
        addresses = [self._address(place, is_main=True)]
        if n % 3 == 0:
            branch = chance.choice(read("world")["places"]["cities"])
            addresses.append(replace(self._address(branch, is_main=False), label="Filial"))
        contacts = [self._contact(values, place, is_main=c == 0) for c in range(1 + n % 3)]
        client, command = self._new(), self._new()
        self._now += timedelta(minutes=11)
        self._as_at(self._now)
        self._desk.run(
            CreateClient(
                id=command,
                at=self._now,
                client=client,
                values=values,
                contacts=tuple(contacts),
                addresses=tuple(addresses),
            )
        )
        contracts = self._contracts(client, n, sector, child_id(command, "address", 0))
        logins = self._logins(client, n, values, contracts, child_id(command, "address", 0))
        self.stock.clients.append(
            Served(
                id=client,
                name=values.trade_name or values.legal_name,
                sector=sector["name"],
                portfolio=self.stock.portfolios[sector["portfolio"]],
                contact=child_id(command, "contact", 0),
                contact_name=contacts[0].name,
                place=addresses[-1].city,
                contract=contracts[0][0],
                plan=contracts[0][1],
                login=logins[0][0],
                login_name=logins[0][1],
                address=addresses[0],
            )
        )

    def _values(self, n: int, sector: dict[str, Any]) -> tuple[ClientValues, list[Any]]:
        chance = self._chance
        place = chance.choice(read("world")["places"]["cities"])
        area = place[3]
        phone, mobile = numbers.landline(chance, area), numbers.mobile(chance, area)
        status = ClientStatus.BLOCKED if n % 17 == 16 else ClientStatus.ACTIVE
        if n % 23 == 22:
            status = ClientStatus.INACTIVE
        if n % 9 == 7:
            name = self._unique(lambda: _person(chance))
            kinds = (RequesterKind.PERSON, RequesterKind.STUDENT, RequesterKind.CLIENT)
            return ClientValues(
                legal_name=name,
                kind=kinds[n % 3],
                person_type=PersonType.PERSON,
                document=numbers.cpf(chance),
                email=f"{_address_part(name)}@correio.example",
                status=status,
                phone=phone,
                mobile=mobile,
            ), place
        name = _LONG_NAME if n == 12 else self._unique(lambda: _firm(chance, sector))
        return ClientValues(
            legal_name=name if n == 12 else f"{name} Ltda.",
            trade_name=name,
            document=numbers.cnpj(chance, letters=n % 5 == 1),
            email=f"contato@{_address_part(name).replace('.', '')[:40]}.example",
            external_table="FCFO" if n % 6 == 0 else "",
            external_code=f"{n:06d}" if n % 6 == 0 else "",
            status=status,
            phone=phone,
            mobile=mobile,
        ), place

    def _unique(self, draw: Callable[[], str]) -> str:
        name = draw()
        for n in range(2, 10_000):
            if name not in self._names:
                break
            name = f"{draw()} {n if n > 20 else _ROMAN[n % len(_ROMAN)]}"
        self._names.add(name)
        return name

    def _contact(self, values: ClientValues, place: list[Any], *, is_main: bool) -> ContactValues:
        name = _person(self._chance)
        domain = values.email.partition("@")[2] or "correio.example"
        return ContactValues(
            name=name,
            job_title=self._chance.choice(read("world")["people"]["jobs"]),
            email=f"{_address_part(name)}@{domain}",
            mobile=numbers.mobile(self._chance, place[3]),
            is_main=is_main,
        )

    def _address(self, place: list[Any], *, is_main: bool) -> AddressValues:
        city, state, cep, _, latitude, longitude = place
        chance, places = self._chance, read("world")["places"]
        return AddressValues(
            label="Matriz" if is_main else "",
            cep=f"{cep:05d}-{chance.randrange(1000):03d}",
            street=chance.choice(places["streets"]),
            number=str(chance.randrange(10, 2400)),
            district=chance.choice(places["districts"]),
            city=city,
            state=state,
            latitude=round(latitude + chance.uniform(-0.03, 0.03), 5),
            longitude=round(longitude + chance.uniform(-0.03, 0.03), 5),
            is_main=is_main,
        )

    def _contracts(
        self, client: UUID, n: int, sector: dict[str, Any], address: UUID
    ) -> list[tuple[UUID, str]]:
        made = []
        for c in range(1 + n % 3):
            # The first contract of a client is one that works: tickets name it.
            status, access = _ACCESS[0] if c == 0 and n % 8 else _ACCESS[(n + c * 4) % len(_ACCESS)]
            plan = sector["plans"][(n + c) % len(sector["plans"])]
            starts = date(self._now.year - 1 - (n % 3), 1 + n % 12, 1 + n % 28)
            contract = self._new()
            values = ContractValues(
                plan=plan,
                status=status,
                access_status=access,
                starts_on=starts,
                ends_on=starts.replace(year=starts.year + 1) if status is ContractStatus.ENDED else None,
                monthly_cents=self._chance.randrange(99, 2400) * 100 - 10,
                address_id=address,
            )
            self._run(CreateContract, contract=contract, client=client, values=values)
            made.append((contract, plan))
        return made

    def _logins(
        self,
        client: UUID,
        n: int,
        values: ClientValues,
        contracts: list[tuple[UUID, str]],
        address: UUID,
    ) -> list[tuple[UUID, str]]:
        made: list[tuple[UUID, str]] = []
        base = _address_part(values.trade_name or values.legal_name)[:24].strip(".")
        for where in ("matriz", "filial")[: 1 + n % 2]:
            login, name = self._new(), f"{base}.{where}"
            if name in self._names:
                name = f"{name}{n}"
            self._names.add(name)
            contract = contracts[min(len(made), len(contracts) - 1)][0]
            of_login = LoginValues(login=name, contract_id=contract, address_id=address)
            self._run(SaveLogin, login=login, client=client, values=of_login)
            made.append((login, name))
        return made


_ROMAN: Final = ("do Sul", "do Norte", "do Oeste", "Central", "da Serra", "do Vale", "do Litoral", "Real")


def _firm(chance: random.Random, sector: dict[str, Any]) -> str:
    return f"{chance.choice(sector['firsts'])} {chance.choice(sector['seconds'])}".strip()


def _person(chance: random.Random) -> str:
    people = read("world")["people"]
    return f"{chance.choice(people['firsts'])} {chance.choice(people['lasts'])}"


def _address_part(name: str) -> str:
    return ".".join("".join(c for c in word if c.isalnum()) for word in fold(name).split()[:3])


def _flow(rows: Any) -> tuple[tuple[StagePlan, ...], tuple[WayPlan, ...]]:
    """Each stage leads to the next and, with a reason, back; every working stage to the end."""
    stages = tuple(
        StagePlan(
            name=row["name"],
            kind=row["kind"],
            tone=row["tone"],
            expected_minutes=row.get("minutes"),
            is_default_entry=n == 0,
        )
        for n, row in enumerate(rows)
    )
    working = [n for n, stage in enumerate(stages) if stage.kind in ("entry", "middle")]
    end = next((n for n, stage in enumerate(stages) if stage.kind == "resolved"), 0)
    ways = [WayPlan(origin=n, target=n + 1, label=f"Seguir: {stages[n + 1].name}") for n in working]
    ways += [WayPlan(origin=n, target=end, label="Concluir") for n in working if n + 1 != end]
    ways += [
        WayPlan(origin=n, target=n - 1, label="Devolver", reason_required=True) for n in working if n > 0
    ]
    return stages, tuple(ways)
