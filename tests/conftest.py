"""Desks for tests: real SQLite files, and real PostgreSQL servers that the suite starts itself."""

import os
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from hypothesis import Phase, settings
from sqlalchemy import text

from pacdesk.desk.access import passwords
from pacdesk.desk.company.commands import ListDepartments, ListStaff, SaveStaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import FirstRows, create_local, open_local, open_shared
from pacdesk.desk.tickets.commands import OpenTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Actor, new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.storage import driver, engines, keys
from pacdesk.storage.keys import Cost, Prices
from tests.servers import by_turns, execute, server, template
from tests.walled_world import People, people

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ.setdefault("LC_ALL", "C.UTF-8")
# Every process that a test starts would compile everything anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")
settings.register_profile(
    "mutation", max_examples=25, derandomize=True, phases=(Phase.explicit, Phase.generate)
)

START = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
FIRST = FirstRows(desk_name="Teste", company_name="Empresa de Teste")


ANA: Final = "Ana Prado"
BRUNO: Final = "Bruno Reis"


class Clock:
    """A clock that tests move by hand; each look advances it by a millisecond."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_by(self, **span: float) -> datetime:
        """Let time go by."""
        self.now += timedelta(**span)
        return self.now


class World:
    """A desk with a department, a type and two attendants, and the moves that most tests need."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.clock = clock
        self.root = desk
        self.department = desk.ask(ListDepartments())[0].id
        self.type_id = desk.ask(ListTypes())[0].id
        known = {member.name: member.id for member in desk.ask(ListStaff())}
        self.desk = self.as_attendant(ANA, known.get(ANA), admin=True)
        self.other = self.as_attendant(BRUNO, known.get(BRUNO))

    def as_attendant(
        self,
        name: str,
        staff: UUID | None = None,
        *,
        admin: bool = False,
        rights: frozenset[str] | None = None,
    ) -> Desk:
        """The desk with a staff member at it: a new one, unless it is given."""
        from pacdesk.desk.access.rules import ATTENDANT_RIGHTS

        if staff is None:
            staff = new_id()
            self.root.run(SaveStaffMember(staff=staff, name=name, department=self.department))
        actor = Actor(
            user_id=new_id(),
            login=name.split(maxsplit=1)[0].lower(),
            name=name,
            staff_id=staff,
            department_id=self.department,
            is_admin=admin,
            rights=ATTENDANT_RIGHTS if rights is None else rights,
        )
        return self.root.acting(actor)

    def open(self, subject: str = "Sem conexão", **more: Any) -> UUID:
        """Open a ticket on own structure (no client needed); answers its id."""
        ticket = new_id()
        values: dict[str, Any] = {
            "kind": TicketKind.OWN_STRUCTURE,
            "type_id": self.type_id,
            "department": self.department,
            "description": "Parou de funcionar.",
            "at": self.clock(),
        }
        self.desk.run(OpenTicket(ticket=ticket, subject=subject, **(values | more)))
        return ticket

    def sql(self, statement: str, **values: Any) -> list[Any]:
        """Look into the tables directly."""
        with self.root.engine.connect() as connection:
            return list(connection.execute(text(statement), values))


@pytest.fixture(scope="session", autouse=True)
def _spared_disk() -> Iterator[None]:
    """Desks of this process need not outlive a power cut: their commits do not wait for the disk."""

    def spared(path: Path, *, key: bytes | None, read_only: bool) -> driver.Connection:
        connection = driver.connect(path, key=key, read_only=read_only)
        if not read_only:
            connection.execute("PRAGMA synchronous = OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "connect", spared)
        yield


@pytest.fixture(scope="session", autouse=True)
def people_s_hasher() -> Iterator[PasswordHasher]:
    """Passwords that nobody will try to guess cost little here; what people's cost, `test_keys` and
    `test_users` hold."""
    people_s = passwords._hasher()
    keys_dear, cheap = Prices(), Cost(1, 64, 1)
    for name in ("alone", "with_keyring"):
        object.__setattr__(keys.PRICES, name, cheap)
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: hasher)
        yield people_s
    for name in ("alone", "with_keyring"):
        object.__setattr__(keys.PRICES, name, getattr(keys_dear, name))


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh local desk, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.pacdesk"
    create_local(path, FIRST)
    return path


def _live_in(desk: Desk) -> None:
    """What every world begins with, made once."""
    World(desk, Clock())
    desk.close()


def _live_in_server(address: str) -> None:
    _live_in(open_shared(address))


@pytest.fixture(scope="session")
def _lived_in(_template: Path) -> bytes:
    path = _template.with_name("lived-in.pacdesk")
    path.write_bytes(_template.read_bytes())
    _live_in(open_local(path))
    return path.read_bytes()


@pytest.fixture
def desk_path(_template: Path, tmp_path: Path) -> Path:
    """The path of a fresh, closed local desk."""
    path = tmp_path / "desk.pacdesk"
    path.write_bytes(_template.read_bytes())
    return path


@pytest.fixture
def clock() -> Clock:
    """The clock of the desks of this test."""
    return Clock()


@pytest.fixture
def world(desk_path: Path, _lived_in: bytes, clock: Clock) -> Iterator[World]:
    """A world on SQLite."""
    desk_path.write_bytes(_lived_in)
    desk = open_local(desk_path)
    desk._clock = clock
    yield World(desk, clock)
    desk.close()


@pytest.fixture(scope="module")
def new_server_desk() -> Iterator[Callable[[int], str]]:
    """Makes shared desks of their own: `new_server_desk(18)` answers an address. Half a second each:
    for tests that change the schema or need several; `server_desk` is for the rest."""
    made: list[tuple[str, str]] = []

    def make(version: int) -> str:
        root = template(version, FIRST)
        name = f"desk_{secrets.token_hex(6)}"
        execute(root, f"CREATE DATABASE {name} TEMPLATE pacdesk_template")
        made.append((root, name))
        return str(server(version).get_uri(name))

    yield make
    for root, name in made:
        execute(root, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server_desk() -> str:
    """The address of a fresh shared desk on PostgreSQL 18."""
    return by_turns(18, FIRST).fresh()


class WalledWorld(World):
    """A world of which everybody logs in for himself, behind the wall."""

    def __init__(self, people: People, clock: Clock) -> None:
        self._people = people
        super().__init__(people.root, clock)

    def as_attendant(
        self,
        name: str,
        staff: UUID | None = None,
        *,
        admin: bool = False,
        rights: frozenset[str] | None = None,
    ) -> Desk:
        """As a staff member opens it: a new one, unless it is given."""
        return self._people.come(name, self.department, staff=staff, admin=admin, rights=rights)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("walled", marks=(pytest.mark.postgres, pytest.mark.soak)),
    ]
)
def both(request: pytest.FixtureRequest, clock: Clock) -> Iterator[World]:
    """A world on SQLite and one on PostgreSQL 18, by turns: every handler runs on both; in the long run also
    behind the wall."""
    if request.param == "sqlite":
        yield request.getfixturevalue("world")
        return
    if request.param == "walled":
        other = request.node.get_closest_marker("unwalled")
        if other is not None:
            pytest.skip(f"behind the wall {other.args[0]}")
        brings = request.node.get_closest_marker("brings")
        with people(FIRST, clock, brings.args if brings else ()) as all_of_them:
            yield WalledWorld(all_of_them, clock)
        return
    desk = open_shared(by_turns(18, FIRST, _live_in_server).fresh())
    desk._clock = clock
    yield World(desk, clock)
    desk.close()
