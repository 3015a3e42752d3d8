"""Makes the desks that `pacdesk bench` measures on: whole, valid desks, written past the handlers.

A million tickets go in through the bare driver, because the point is to have them within minutes; the
lists' indexes and the search triggers are taken off first and put back behind the rows. Every ticket
has its chained opening, its head, its visit and its search document, so `pacdesk check` finds nothing.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pacdesk.desk.company.commands import ListDepartments, SaveDepartment, SaveStaffMember
from pacdesk.desk.company.rules import protocol_of, short_id_of, show_protocol, show_short_id
from pacdesk.desk.opening import FirstRows, create_local, open_local
from pacdesk.desk.tickets.rules import EventKind, chain_hash, commitment_of
from pacdesk.desk.values import child_id
from pacdesk.desk.workflow.commands import CreateType, ListGroups
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.exchange import bench_text
from pacdesk.storage import driver
from pacdesk.storage.search import SLOT_BITS, number_forms
from pacdesk.storage.types import canonical, fold

PORTFOLIOS: Final = 40
ATTENDANTS: Final = 40
CLIENTS: Final = 20_000
TYPES: Final = 6
DEPARTMENTS: Final = 8
LONG_HISTORY: Final = 123
BATCH: Final = 4000
START: Final = 1_635_768_000_000_000  # 2021-11-01 12:00 UTC, in microseconds
SPAN: Final = 5 * 365 * 86_400_000_000
OFFSET: Final = 3 * 3_600_000_000  # the company's zone, which has had no summer time in these years
LOADED: Final = ("tickets", "ticket_heads", "ticket_events", "stage_visits", "search_docs")
_ROOT: Final = UUID(int=0x70616364_6573_8062_A56E_636800000000)

Progress = Callable[[int, int], Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A benchmark desk and what a measurement needs to know of it."""

    path: Path
    tickets: int
    events: int
    portfolios: tuple[UUID, ...]
    types: tuple[UUID, ...]
    staff: tuple[UUID, ...]
    long_ticket: UUID
    """A ticket whose history has `LONG_HISTORY` events, or as near as the desk has entries for."""


def make(
    path: Path, *, tickets: int, entries: int, key: bytes | None = None, progress: Progress | None = None
) -> Made:
    """Make a desk at `path` with about that many entries. The same arguments give the same rows.

    Raises DeskUnavailable (`desk.exists`, `desk.disk_full`, …); what it began is left for the caller.
    """
    create_local(path, FirstRows(desk_name="Bench", company_name="Bench"), key=key)
    stock = _registers(path, key)
    with closing(driver.connect(path, key=key)) as connection:
        _hurry(connection)
        put_back = _strip(connection)
        chance = random.Random(20_261_120)  # noqa: S311  (test data)
        connection.execute("BEGIN")
        clients = _add_clients(connection, chance, stock)
        writer = _Writer(connection, chance, stock, clients)
        writer.write(tickets, entries, progress or _silent)
        for statement in put_back:
            connection.execute(statement)
        for index in ("search_fts", "ticket_fts", "client_fts"):
            connection.execute(f"INSERT INTO {index}({index}) VALUES('rebuild')")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    return Made(
        path,
        tickets,
        writer.events,
        stock.portfolios,
        tuple(flow.type_id for flow in stock.flows),
        tuple(member for member, _ in stock.staff),
        writer.longest[1],
    )


def _silent(done: int, total: int) -> None:
    del done, total


def _hurry(connection: driver.Connection) -> None:
    """No journal and no checks while the file is nobody's yet: if this fails the file goes."""
    for pragma in (
        "foreign_keys = OFF",
        "synchronous = OFF",
        "journal_mode = OFF",
        "cache_size = -524288",
        "threads = 2",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _strip(connection: driver.Connection) -> list[str]:
    """Take indexes and triggers off the tables that are filled; answers how to put them back."""
    marks = ", ".join("?" * len(LOADED))
    found = connection.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        f"AND tbl_name IN ({marks}) ORDER BY type",
        LOADED,
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in found]


# -- what tickets hang on


@dataclass(slots=True)
class _FlowOf:
    type_id: UUID
    version: bytes
    stages: dict[StageKind, tuple[bytes, str, int]]


@dataclass(slots=True)
class _Stock:
    portfolios: tuple[UUID, ...]
    departments: tuple[UUID, ...]
    staff: tuple[tuple[UUID, str], ...]
    flows: tuple[_FlowOf, ...]


def _registers(path: Path, key: bytes | None) -> _Stock:
    """Departments, staff and types by their commands; portfolios in SQL, their commands come later."""
    chance = random.Random(7)  # noqa: S311  (test data)
    desk = open_local(path, key=key)
    with closing(desk):
        for n in range(1, DEPARTMENTS):
            desk.run(SaveDepartment(department=_id("department", n), name=f"Departamento {n}", position=n))
        departments = tuple(row.id for row in desk.ask(ListDepartments()))
        staff = []
        for n in range(ATTENDANTS):
            name = f"{bench_text.person(chance)} {n}"
            member = _id("staff", n)
            desk.run(SaveStaffMember(staff=member, name=name, department=departments[n % DEPARTMENTS]))
            staff.append((member, name))
        group = desk.ask(ListGroups())[0][0]
        for n in range(1, TYPES):
            desk.run(CreateType(id=_id("new type", n), type_id=_id("type", n), group=group, name=f"Tipo {n}"))
    with closing(driver.connect(path, key=key, read_only=True)) as connection:
        flows = tuple(_flows(connection))
    return _Stock(tuple(_id("portfolio", n) for n in range(PORTFOLIOS)), departments, tuple(staff), flows)


def _id(role: str, n: int) -> UUID:
    return child_id(_ROOT, role, n)


def _flows(connection: driver.Connection) -> Iterator[_FlowOf]:
    types = "SELECT id, current_version_id FROM ticket_types ORDER BY name_key"
    for type_id, version in connection.execute(types).fetchall():
        found = connection.execute(
            "SELECT kind, id, name, position FROM stages WHERE version_id = ? ORDER BY position DESC",
            (version,),
        )
        stages = {StageKind(kind): (stage, name, position) for kind, stage, name, position in found}
        yield _FlowOf(UUID(bytes=type_id), version, stages)


def _insert(connection: driver.Connection, table: str, columns: str) -> str:
    """The statement that takes those columns; others that must not be NULL get their type's nothing."""
    names = columns.split()
    others = {
        name: "''" if kind.startswith(("VARCHAR", "TEXT")) else "0"
        for _, name, kind, needed, default, _ in connection.execute(f"PRAGMA table_info({table})")
        if needed and default is None and name not in names and name != "rowno"
    }
    values = ["?"] * len(names) + list(others.values())
    return f"INSERT INTO {table} ({', '.join([*names, *others])}) VALUES ({', '.join(values)})"


_CLIENT: Final = (
    "clients",
    (
        "id version portfolio_id own_portfolio_id kind person_type legal_name sort_key document_ok status "
        "created_at"
    ),
)
_TICKET: Final = (
    "tickets",
    (
        "id version portfolio_id protocol short_id kind client_id client_sort_key type_id "
        "workflow_version_id stage_id stage_position stage_since subject subject_key description "
        "department_id attendant_id "
        "attendant_sort_key taken_at priority best_time origin status waiting_on address_origin opened_at "
        "opened_by_label due_at closed_at cancel_reason reopened_count last_event_at news news_visibility "
        "pending_interaction"
    ),
)
_EVENT: Final = (
    "ticket_events",
    (
        "id portfolio_id ticket_id number kind visibility actor_label on_behalf_of recorded_by happened_at "
        "recorded_at payload salt commitment hash"
    ),
)
_HEAD: Final = ("ticket_heads", "portfolio_id ticket_id last_number last_hash last_recorded_at")
_VISIT: Final = (
    "stage_visits",
    (
        "id version portfolio_id ticket_id stage_id stage_label entered_at attendant_label condition reason "
        "off_flow"
    ),
)
_DOC: Final = ("search_docs", "doc_id kind ref portfolio_id ticket_id visibility text")


@dataclass(frozen=True, slots=True)
class _Client:
    id: bytes
    portfolio: bytes
    sort_key: str
    name: str


def _add_clients(connection: driver.Connection, chance: random.Random, stock: _Stock) -> list[_Client]:
    connection.executemany(
        _insert(connection, "portfolios", "id version name name_key tone active"),
        [(p.bytes, 1, f"Carteira {n}", f"carteira {n}", "off", 1) for n, p in enumerate(stock.portfolios)],
    )
    clients, docs = [], []
    for n in range(CLIENTS):
        name = f"{bench_text.firm(chance)} {n}"
        portfolio = stock.portfolios[int(chance.random() ** 1.5 * PORTFOLIOS)]
        client = _Client(_id("client", n).bytes, portfolio.bytes, fold(name), name)
        clients.append(client)
        place = (START // 1_000_000 - 86_400 - n) << SLOT_BITS
        docs.append((place, "client", client.id, client.portfolio, None, "internal", name))
    connection.executemany(_insert(connection, *_DOC), docs)
    connection.executemany(
        _insert(connection, *_CLIENT),
        [
            (c.id, 1, c.portfolio, c.portfolio, "client", "company", c.name, c.sort_key, 1, "active", START)
            for c in clients
        ],
    )
    return clients


# -- tickets


@dataclass(slots=True)
class _Rows:
    tickets: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    heads: list[tuple[Any, ...]] = field(default_factory=list)
    visits: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(slots=True)
class _Chain:
    """A ticket's history while it is made: number, hash and time of its last event."""

    ticket: UUID
    portfolio: bytes
    at: int
    number: int = 0
    digest: str = ""
    kind: str = ""


class _Writer:
    """Makes tickets in the order of their opening and writes them in batches."""

    def __init__(
        self, connection: driver.Connection, chance: random.Random, stock: _Stock, clients: list[_Client]
    ) -> None:
        self._connection = connection
        self._statements = [_insert(connection, *table) for table in (_TICKET, _EVENT, _HEAD, _VISIT)]
        self._chance = chance
        self._stock = stock
        self._clients = clients
        self._texts = bench_text.texts(chance)
        self._rows = _Rows()
        self._docs: list[tuple[Any, ...]] = []
        self._places: set[int] = set()
        self._sequences: Counter[int] = Counter()
        self.events = 0
        self.longest = (0, UUID(int=0))

    def write(self, tickets: int, entries: int, progress: Progress) -> None:
        """All tickets, then the search documents in their own order."""
        mean = entries / tickets if tickets else 0.0
        for n in range(tickets):
            self._add_ticket(n, tickets, self._length(n, tickets, mean))
            if len(self._rows.tickets) >= BATCH:
                self._flush()
                progress(n, tickets)
        self._flush()
        self._docs.sort()
        self._connection.executemany(_insert(self._connection, *_DOC), self._docs)
        self._connection.executemany(
            _insert(self._connection, "number_sequences", "id name year last"),
            [(_id("sequence", year).bytes, "ticket", year, last) for year, last in self._sequences.items()],
        )

    def _length(self, n: int, tickets: int, mean: float) -> int:
        """How many entries a ticket has: few for most, up to thirteen times the mean; one has a long
        history for certain."""
        if mean and n == tickets // 2:
            return LONG_HISTORY - 1
        r = self._chance.random()
        return min(int(mean * 4 * r**3 + 0.5), 200) if r < 0.99 else int(mean * 12 * self._chance.random())

    def _add_ticket(self, n: int, tickets: int, length: int) -> None:
        draw = self._chance.random
        opened = START + int(SPAN * (n + draw()) / tickets)
        ticket = self._uid(opened)
        client = self._clients[int(draw() ** 2.5 * CLIENTS)]
        # One in seven is open, the newest mostly.
        is_open = draw() < 1 / 7 * 4 * (n / tickets) ** 3
        flow = self._stock.flows[int(draw() ** 1.5 * TYPES)]
        entry = flow.stages[StageKind.ENTRY]
        subject, subject_key = self._texts.subject()
        description = self._texts.entry() if length else ""
        chain = _Chain(ticket, client.portfolio, opened)
        payload = {"stage": entry[1], "subject": subject, "text": description}
        self._add_event(chain, EventKind.OPENED, payload, visible=True)
        self._rows.visits.append(self._visit(chain, entry, opened))
        for _ in range(length):
            self._speak(chain)
        attendant = None if is_open and draw() < 0.3 else self._stock.staff[int(draw() * ATTENDANTS)]
        stage, status, waiting = self._standing(flow, is_open=is_open, taken=attendant is not None)
        protocol, short = self._protocol(opened), short_id_of(ticket)
        due = opened + int(draw() * 30 * 86_400_000_000) if draw() < 0.6 else None
        self._rows.tickets.append(
            (
                *(ticket.bytes, 1, client.portfolio, protocol, short, "client", client.id, client.sort_key),
                *(flow.type_id.bytes, flow.version, stage[0], stage[2], opened, subject, subject_key),
                *(description, self._stock.departments[int(draw() * DEPARTMENTS)].bytes),
                *(
                    (None, "", None)
                    if attendant is None
                    else (attendant[0].bytes, fold(attendant[1]), opened)
                ),
                *(
                    1 + int(draw() ** 1.5 * 4),
                    "any",
                    "internal",
                    status,
                    waiting,
                    "manual",
                    opened,
                    "pacdesk",
                ),
                *(due, None if is_open else chain.at, "", 0, chain.at, chain.kind, "client", "none"),
            )
        )
        self._rows.heads.append((client.portfolio, ticket.bytes, chain.number, chain.digest, chain.at))
        words = (show_protocol(protocol), number_forms(protocol), show_short_id(short), short, subject)
        self._add_doc("ticket", ticket.bytes, chain, opened, "client", " ".join(words))
        self.longest = max(self.longest, (chain.number, ticket), key=self._nearness)

    def _nearness(self, found: tuple[int, UUID]) -> int:
        return -abs(found[0] - LONG_HISTORY)

    def _standing(
        self, flow: _FlowOf, *, is_open: bool, taken: bool
    ) -> tuple[tuple[bytes, str, int], str, str]:
        if not is_open:
            return flow.stages[StageKind.RESOLVED], "resolved", "attendant"
        if not taken:
            return flow.stages[StageKind.ENTRY], "new", "department"
        middle = flow.stages[StageKind.MIDDLE]
        return (
            (middle, "pending", "client")
            if self._chance.random() < 0.3
            else (middle, "in_progress", "attendant")
        )

    def _speak(self, chain: _Chain) -> None:
        """One entry of the discussion, from minutes to days behind the one before."""
        draw = self._chance.random
        chain.at += int(60_000_000 + draw() ** 4 * 4 * 86_400_000_000)
        r = draw()
        kind = EventKind.CLIENT_MESSAGE if r < 0.35 else EventKind.REPLY if r < 0.75 else EventKind.NOTE
        payload = {"files": [], "text": self._texts.entry()}
        self._add_event(chain, kind, payload, visible=kind is not EventKind.NOTE)

    def _add_event(self, chain: _Chain, kind: EventKind, payload: dict[str, Any], *, visible: bool) -> None:
        event = self._uid(chain.at)
        text = canonical(payload)
        salt = f"{self._chance.getrandbits(128):032x}"
        commitment = commitment_of(salt, text)
        chain.number += 1
        chain.kind = kind.value
        chain.digest = chain_hash(
            chain.digest, chain.ticket, chain.number, kind, "pacdesk", chain.at, commitment
        )
        visibility = "client" if visible else "internal"
        self._rows.events.append(
            (
                *(event.bytes, chain.portfolio, chain.ticket.bytes, chain.number, kind.value, visibility),
                *("pacdesk", "", "pacdesk", chain.at, chain.at, text, salt, commitment, chain.digest),
            )
        )
        self.events += 1
        if payload["text"]:
            spoken = "event" if kind is EventKind.OPENED else "entry"
            self._add_doc(spoken, event.bytes, chain, chain.at, visibility, payload["text"])

    def _visit(self, chain: _Chain, stage: tuple[bytes, str, int], at: int) -> tuple[Any, ...]:
        visit = self._uid(at).bytes
        return (visit, 1, chain.portfolio, chain.ticket.bytes, stage[0], stage[1], at, "pacdesk", "", "", 0)

    def _add_doc(self, kind: str, ref: bytes, chain: _Chain, at: int, visibility: str, text: str) -> None:
        place = (at // 1_000_000) << SLOT_BITS
        while place in self._places:
            place += 1
        self._places.add(place)
        self._docs.append((place, kind, ref, chain.portfolio, chain.ticket.bytes, visibility, text))

    def _protocol(self, opened: int) -> str:
        year = _year(opened - OFFSET)
        self._sequences[year] += 1
        return protocol_of(year, self._sequences[year])

    def _uid(self, micros: int) -> UUID:
        """A UUIDv7 of that time, its rest drawn."""
        head = (micros // 1000) << 16 | 0x7000 | self._chance.getrandbits(12)
        return UUID(int=head << 64 | 1 << 63 | self._chance.getrandbits(62))

    def _flush(self) -> None:
        rows, self._rows = self._rows, _Rows()
        found = (rows.tickets, rows.events, rows.heads, rows.visits)
        for statement, values in zip(self._statements, found, strict=True):
            self._connection.executemany(statement, values)


_YEARS: Final = tuple(
    # The first microsecond of each year from 2021 to 2027.
    (year, ((year - 1970) * 365 + (year - 1969) // 4) * 86_400_000_000)
    for year in range(2028, 2020, -1)
)


def _year(micros: int) -> int:
    return next(year for year, start in _YEARS if micros >= start)


def fingerprint(path: Path, key: bytes | None) -> str:
    """A digest of the tickets and their chains: equal for desks made alike."""
    digest = sha256()
    with closing(driver.connect(path, key=key, read_only=True)) as connection:
        for row in connection.execute(
            "SELECT t.protocol, t.subject, h.last_number, h.last_hash FROM tickets t "
            "JOIN ticket_heads h ON h.ticket_id = t.id ORDER BY t.rowno"
        ):
            digest.update(json.dumps(row).encode())
    return digest.hexdigest()


__all__ = ["LONG_HISTORY", "Made", "fingerprint", "make"]
