"""Writes thousands of example tickets past the handlers, with the same rows that they would leave.

One transaction over the bare driver: ticket, chained events, head, stage visits, search documents, and
how far the desk's one user has read. Change sets are left out, so these tickets are not undone.
"""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pacdesk.desk.company.rules import (
    DEFAULT_ZONE,
    protocol_of,
    short_id_of,
    show_protocol,
    show_short_id,
    year_in_zone,
)
from pacdesk.desk.tickets.rules import (
    EventKind,
    Origin,
    PendingInteraction,
    TicketKind,
    WaitingOn,
    chain_hash,
    commitment_of,
    pending_after,
    status_of,
)
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.rows import StageRow
from pacdesk.exchange.demo import numbers
from pacdesk.exchange.demo.plans import Do, Plan, Step
from pacdesk.exchange.demo.things import Stock
from pacdesk.storage import driver
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.search import base_id, number_forms
from pacdesk.storage.types import canonical, fold, to_micros

_BATCH: Final = 1000
_SALT_BYTES: Final = 16
_KINDS: Final = {
    Do.REPLY: EventKind.REPLY,
    Do.NOTE: EventKind.NOTE,
    Do.CLIENT: EventKind.CLIENT_MESSAGE,
}


def write(
    path: Path,
    key: bytes | None,
    stock: Stock,
    plans: Iterator[Plan],
    chance: random.Random,
    progress: Callable[[int], None],
) -> None:
    """Write what the plans say into the closed desk at `path`.

    `progress` gets how many are done and may raise Cancelled: then nothing is written.
    """
    with closing(driver.connect(path, key=key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        writer = _Writer(connection, stock, chance)
        for done, plan in enumerate(plans, 1):
            writer.take(plan)
            if done % _BATCH == 0:
                writer.flush()
                progress(done)
        writer.flush()
        writer.note_sequences()
        connection.execute("COMMIT")


class _Table:
    """Rows of one table on their way in; columns that a row leaves out and that must not be NULL get
    their type's nothing."""

    def __init__(self, connection: driver.Connection, name: str) -> None:
        self._connection, self._name = connection, name
        self._rows: list[dict[str, Any]] = []
        info = connection.execute(f"PRAGMA table_info({name})").fetchall()
        self._nothing = {
            column: ("" if kind.startswith(("VARCHAR", "TEXT")) else 0) if needed else None
            for _, column, kind, needed, _, _ in info
            if column != "rowno"
        }
        marks = ", ".join(f":{column}" for column in self._nothing)
        self._statement = f"INSERT INTO {name} ({', '.join(self._nothing)}) VALUES ({marks})"

    def add(self, /, **row: Any) -> None:
        """One row, by column."""
        self._rows.append(self._nothing | row)

    def flush(self) -> None:
        """Send what is held."""
        self._connection.executemany(self._statement, self._rows)
        self._rows.clear()


@dataclass(slots=True)
class _Going:
    """A ticket while its plan is followed."""

    plan: Plan
    id: UUID
    portfolio: bytes
    stage: StageRow
    stage_since: int
    visit_condition: str = ""
    number: int = 0
    last_hash: str = ""
    last_at: datetime | None = None
    news: EventKind = EventKind.OPENED
    news_visibility: Visibility = Visibility.CLIENT
    pending: PendingInteraction = PendingInteraction.NONE
    waits_since: int | None = None
    attendant: Any = None
    taken_at: int | None = None
    row: dict[str, Any] = field(default_factory=dict)


class _Writer:
    """Follows plans and holds the rows."""

    def __init__(self, connection: driver.Connection, stock: Stock, chance: random.Random) -> None:
        self._connection, self._stock = connection, stock
        self._ids = numbers.Ids(chance)
        # Parents first: rows are sent in this order.
        names = ("tickets", "ticket_events", "ticket_heads", "stage_visits", "search_docs", "last_seen")
        self._tables = {name: _Table(connection, name) for name in names}
        self._sequences: dict[int, int] = dict(
            connection.execute("SELECT year, last FROM number_sequences WHERE name = 'ticket'").fetchall()
        )
        self._docs = {row[0] for row in connection.execute("SELECT doc_id FROM search_docs")}
        self._sort_keys: dict[bytes, str] = dict(
            connection.execute("SELECT id, sort_key FROM clients").fetchall()
        )
        self._user = stock.people[0].actor

    def flush(self) -> None:
        """Send what is held, parents first."""
        for table in self._tables.values():
            table.flush()

    def note_sequences(self) -> None:
        """Leave the sequences behind the last protocol drawn (D17)."""
        for year, last in self._sequences.items():
            self._connection.execute(
                "INSERT INTO number_sequences (id, name, year, last) VALUES (?, 'ticket', ?, ?) "
                "ON CONFLICT (name, year) DO UPDATE SET last = excluded.last",
                (secrets.token_bytes(16), year, last),
            )

    def take(self, plan: Plan) -> None:
        """One ticket, from its opening to where its plan ends."""
        going = self._open(plan)
        for step in plan.steps:
            self._step(going, step)
        self._close(going)

    def _open(self, plan: Plan) -> _Going:
        client = plan.client
        portfolio = (client.portfolio if client else NO_PORTFOLIO).bytes
        ticket = self._ids.at(plan.opened_at)
        going = _Going(plan, ticket, portfolio, plan.flow.entry, to_micros(plan.opened_at))
        year = year_in_zone(plan.opened_at, DEFAULT_ZONE)
        self._sequences[year] = self._sequences.get(year, 0) + 1
        protocol = protocol_of(year, self._sequences[year])
        short_id = short_id_of(ticket)
        going.row = {"protocol": protocol, "short_id": short_id}
        payload = {"text": plan.description, "subject": plan.title, "stage": going.stage.name}
        opener = plan.opener.actor
        self._event(going, EventKind.OPENED, Visibility.CLIENT, payload, plan.opened_at, opener)
        words = (
            show_protocol(protocol),
            number_forms(protocol),
            show_short_id(short_id),
            short_id,
            plan.title,
        )
        self._document(going, "ticket", ticket, Visibility.CLIENT, plan.opened_at, " ".join(words))
        return going

    def _step(self, going: _Going, step: Step) -> None:
        actor = step.who.actor
        if step.do is Do.TAKE:
            going.attendant, going.taken_at = actor, to_micros(step.at)
            payload = {"attendant": actor.name, "before": ""}
            self._event(going, EventKind.TAKEN, Visibility.CLIENT, payload, step.at, actor)
        elif step.do is Do.ADVANCE and step.target is not None:
            self._advance(going, step, step.target)
        elif step.do in _KINDS:
            seen = Visibility.INTERNAL if step.do is Do.NOTE else Visibility.CLIENT
            client = going.plan.client
            behalf = client.contact_name if step.do is Do.CLIENT and client else ""
            self._event(going, _KINDS[step.do], seen, {"text": step.text}, step.at, actor, behalf)
        else:
            raise ValueError(f"{step.do} is not written in bulk")

    def _advance(self, going: _Going, step: Step, target: StageRow) -> None:
        way = next(way for way in going.plan.flow.ways_out(going.stage.id) if way.to_stage_id == target.id)
        kind = EventKind.RESOLVED if target.kind.is_final else EventKind.STAGE_CHANGED
        payload = {"from": going.stage.name, "to": target.name, "condition": way.label, "reason": ""}
        self._visit(going, left=to_micros(step.at))
        going.stage, going.stage_since, going.visit_condition = target, to_micros(step.at), way.label
        self._event(going, kind, Visibility.CLIENT, payload, step.at, step.who.actor)

    def _visit(self, going: _Going, left: int | None) -> None:
        attendant = going.attendant
        self._tables["stage_visits"].add(
            id=self._ids.at(going.plan.opened_at).bytes,
            version=1,
            portfolio_id=going.portfolio,
            ticket_id=going.id.bytes,
            stage_id=going.stage.id.bytes,
            stage_label=going.stage.name,
            entered_at=going.stage_since,
            left_at=left,
            attendant_id=attendant.staff_id.bytes if attendant else None,
            attendant_label=attendant.name if attendant else going.plan.opener.actor.name,
            condition=going.visit_condition,
        )

    def _event(
        self,
        going: _Going,
        kind: EventKind,
        visibility: Visibility,
        payload: dict[str, str],
        at: datetime,
        actor: Any,
        behalf: str = "",
    ) -> None:
        going.number += 1
        text, salt, micros = canonical(payload), secrets.token_hex(_SALT_BYTES), to_micros(at)
        commitment = commitment_of(salt, text)
        digest = chain_hash(going.last_hash, going.id, going.number, kind, actor.login, micros, commitment)
        event = self._ids.at(at)
        self._tables["ticket_events"].add(
            id=event.bytes,
            portfolio_id=going.portfolio,
            ticket_id=going.id.bytes,
            number=going.number,
            kind=kind.value,
            visibility=visibility.value,
            actor_id=actor.user_id.bytes if actor.user_id else None,
            actor_label=actor.name,
            on_behalf_of=behalf,
            recorded_by=actor.login,
            happened_at=micros,
            recorded_at=micros,
            payload=text,
            salt=salt,
            commitment=commitment,
            hash=digest,
        )
        going.last_hash, going.last_at = digest, at
        going.news, going.news_visibility = kind, visibility
        going.pending = pending_after(going.pending, kind)
        if kind is EventKind.CLIENT_MESSAGE:
            going.waits_since = micros
        elif kind in (EventKind.REPLY, EventKind.RESOLVED):
            going.waits_since = None
        if payload.get("text"):
            doc = "event" if kind is EventKind.OPENED else "entry"
            self._document(going, doc, event, visibility, at, payload["text"])

    def _document(
        self, going: _Going, kind: str, ref: UUID, visibility: Visibility, at: datetime, text: str
    ) -> None:
        doc_id = base_id(at)
        while doc_id in self._docs:
            doc_id += 1
        self._docs.add(doc_id)
        self._tables["search_docs"].add(
            doc_id=doc_id,
            kind=kind,
            ref=ref.bytes,
            portfolio_id=going.portfolio,
            ticket_id=going.id.bytes,
            visibility=visibility.value,
            text=text,
        )

    def _close(self, going: _Going) -> None:
        plan, ticket = going.plan, going.id.bytes
        self._visit(going, left=None)
        last = to_micros(going.last_at or plan.opened_at)
        self._tables["ticket_heads"].add(
            portfolio_id=going.portfolio,
            ticket_id=ticket,
            last_number=going.number,
            last_hash=going.last_hash,
            last_recorded_at=last,
        )
        if not plan.unread and self._user.user_id is not None:
            self._tables["last_seen"].add(
                user_id=self._user.user_id.bytes, ticket_id=ticket, number=going.number, at=last
            )
        self._tables["tickets"].add(**self._row(going, last))

    def _row(self, going: _Going, last: int) -> dict[str, Any]:
        plan, client, attendant = going.plan, going.plan.client, going.attendant
        waiting = WaitingOn.ATTENDANT if attendant else WaitingOn.DEPARTMENT
        status = status_of(going.stage.kind, taken=attendant is not None, waiting_on=waiting)
        goal = plan.subject.get("goal_hours")
        due = None if goal is None else to_micros(plan.opened_at + timedelta(hours=goal))
        department = self._stock.departments[plan.subject["department"]]
        opener = plan.opener.actor
        return going.row | {
            "id": going.id.bytes,
            "version": 1,
            "portfolio_id": going.portfolio,
            "kind": (TicketKind.CLIENT if client else TicketKind.OWN_STRUCTURE).value,
            "client_id": client.id.bytes if client else None,
            "client_sort_key": self._sort_keys[client.id.bytes] if client else "",
            "contact_id": client.contact.bytes if client else None,
            "contract_id": client.contract.bytes if client else None,
            "login_id": client.login.bytes if client else None,
            "type_id": plan.flow.type_id.bytes,
            "workflow_version_id": plan.flow.version_id.bytes,
            "stage_id": going.stage.id.bytes,
            "stage_position": going.stage.position,
            "stage_since": going.stage_since,
            "subject_id": self._stock.subjects[plan.subject["name"]].bytes,
            "subject": plan.title,
            "subject_key": fold(plan.title),
            "description": plan.description,
            "department_id": department.bytes,
            "attendant_id": attendant.staff_id.bytes if attendant else None,
            "attendant_sort_key": fold(attendant.name) if attendant else "",
            "taken_at": going.taken_at,
            "priority": int(plan.priority),
            "best_time": "any",
            "origin": Origin.INTERNAL.value,
            "status": status.value,
            "waiting_on": waiting.value,
            "address_origin": "client" if client else "manual",
            "address": canonical(_address(plan)) if client else None,
            "latitude": client.address.latitude if client else None,
            "longitude": client.address.longitude if client else None,
            "opened_at": to_micros(plan.opened_at),
            "opened_by_id": opener.user_id.bytes if opener.user_id else None,
            "opened_by_label": opener.name,
            "due_at": due,
            "closed_at": going.stage_since if going.stage.kind.is_final else None,
            "last_event_at": last,
            "news": going.news.value,
            "news_visibility": going.news_visibility.value,
            "pending_interaction": going.pending.value,
            "waits_reply_since": going.waits_since,
        }


def _address(plan: Plan) -> dict[str, str]:
    """The client's address as a ticket copies it (S3.12)."""
    if plan.client is None:
        return {}
    names = ("street", "number", "complement", "district", "city", "state")
    address = plan.client.address
    return {name: str(getattr(address, name)) for name in names} | {"cep": address.cep.replace("-", "")}
