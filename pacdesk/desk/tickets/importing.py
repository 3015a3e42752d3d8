"""Writes cases of the past (D12-D14).

A drawer of its own: an import writes hundreds of rows a transaction with Core inserts, asks no rule
(facts of the past are not refused), and calls no reaction.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm.attributes import flag_modified

from pacdesk.desk.access.queries import may_see_ticket
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.handlers import draw_protocols
from pacdesk.desk.company.rules import short_id_of, show_protocol, show_short_id
from pacdesk.desk.company.tables import Department
from pacdesk.desk.tickets.events import SALT_BYTES
from pacdesk.desk.tickets.import_lookup import Lookup
from pacdesk.desk.tickets.import_queries import (
    CASE,
    EVENT,
    is_worked_on,
    known_rows,
    live_events,
    live_visits,
    may_close,
)
from pacdesk.desk.tickets.imported import (
    CaseState,
    FinishImport,
    ImportCases,
    ImportedCase,
    ImportedEvent,
    NoteImported,
    Path,
    StartImport,
    Tally,
    in_order,
    new_events,
    path_of,
)
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    CancelReason,
    EventKind,
    Origin,
    Status,
    TicketKind,
    WaitingOn,
    chain_hash,
    commitment_of,
)
from pacdesk.desk.tickets.tables import (
    ImportBatch,
    ImportedKey,
    StageVisit,
    Ticket,
    TicketEvent,
    TicketHead,
)
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility, to_plain
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.errors import Conflict, NotFound
from pacdesk.storage.search import NewDocument, add_documents, number_forms
from pacdesk.storage.types import canonical, fold, to_micros

_STATUS = {
    CaseState.OPEN: Status.NEW,
    CaseState.RESOLVED: Status.RESOLVED,
    CaseState.CANCELLED: Status.CANCELLED,
}


def start_import(tx: Tx, command: StartImport) -> UUID:
    """The batch to bring the file in with: the one that a run of the same file left unfinished, so that
    one undo takes back both. Raises Forbidden."""
    demand(tx.actor, Right.IMPORT_HISTORY if command.kind == "history" else Right.IMPORT_DATA)
    unfinished = tx.session.scalar(
        select(ImportBatch.id)
        .where(
            ImportBatch.source == command.source,
            ImportBatch.file_name == command.file_name,
            ImportBatch.mapping_name == command.mapping_name,
            ImportBatch.kind == command.kind,
            ImportBatch.finished_at.is_(None),
            ImportBatch.undone_at.is_(None),
        )
        .order_by(ImportBatch.rowno.desc())
        .limit(1)
    )
    if unfinished is not None:
        return unfinished
    tx.add(
        ImportBatch(
            id=command.batch,
            source=command.source,
            file_name=command.file_name,
            mapping_name=command.mapping_name,
            kind=command.kind,
            started_at=tx.now,
        )
    )
    return command.batch


def finish_import(tx: Tx, command: FinishImport) -> None:
    """Raises Conflict, NotFound."""
    batch = open_batch(tx, command.batch)
    demand(tx.actor, Right.IMPORT_HISTORY if batch.kind == "history" else Right.IMPORT_DATA)
    batch.finished_at = tx.now
    batch.rejected = command.rejected


def open_batch(tx: Tx, batch_id: UUID) -> ImportBatch:
    """The batch, if it is still being imported. Raises NotFound, Conflict `import.batch_ended`."""
    batch = tx.get_locked(ImportBatch, batch_id)
    if batch.finished_at is not None or batch.undone_at is not None:
        raise Conflict("import.batch_ended", batch=str(batch_id))
    return batch


def import_cases(tx: Tx, command: ImportCases) -> Tally:
    """Write whole cases; of cases that are there already, only what is new.

    Raises Forbidden, NotFound, Conflict, Invalid `import.type_missing`.
    """
    demand(tx.actor, Right.IMPORT_HISTORY)
    batch = open_batch(tx, command.batch)
    source = command.cases[0].source if command.cases else batch.source
    known = known_rows(tx, source, CASE, [case.key for case in command.cases])
    fresh = [case for case in command.cases if case.key not in known]
    writer = _Writer(tx, batch, Lookup(tx, command))
    writer.write_new(fresh)
    older = [case for case in command.cases if case.key in known]
    for case in older:
        writer.append(case, known[case.key])
    writer.flush()
    tally = writer.tally
    batch.tickets += tally.tickets
    batch.events += tally.events
    if tally.changed:
        # Undoing the batch finds its change sets by this row.
        flag_modified(batch, "events")
    tx.unit.gathered.tables |= {"tickets", "ticket_events"}
    tx.unit.gathered.ids |= writer.touched
    return tally


def note_imported(tx: Tx, command: NoteImported) -> None:
    """A key that was noted before now means the row given here. Raises Forbidden, NotFound, Conflict."""
    batch = open_batch(tx, command.batch)
    demand(tx.actor, Right.IMPORT_HISTORY if batch.kind == "history" else Right.IMPORT_DATA)
    if command.rows:
        tx.session.execute(
            delete(ImportedKey)
            .where(
                ImportedKey.source == batch.source,
                ImportedKey.kind == command.kind,
                ImportedKey.key.in_([key for key, _ in command.rows]),
            )
            .execution_options(synchronize_session=False)
        )
        tx.session.execute(
            insert(ImportedKey),
            [_key_row(batch, command.kind, key, row_id) for key, row_id in command.rows],
        )


def _key_row(batch: ImportBatch, kind: str, key: str, row_id: UUID) -> dict[str, Any]:
    return {"source": batch.source, "kind": kind, "key": key, "row_id": row_id, "batch_id": batch.id}


class _Writer:
    """Gathers the rows of one batch of cases and writes each table once."""

    def __init__(self, tx: Tx, batch: ImportBatch, lookup: Lookup) -> None:
        self._tx, self._batch, self._lookup = tx, batch, lookup
        self._rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (Ticket, TicketHead, TicketEvent, StageVisit, ImportedKey)
        }
        self._documents: list[NewDocument] = []
        self._born = 0
        self.tally = Tally()
        self.touched: set[UUID] = set()

    def write_new(self, cases: Sequence[ImportedCase]) -> None:
        """Make a ticket of each case."""
        protocols = draw_protocols(self._tx, len(cases)) if cases else []
        clients = self._lookup.clients_of(cases, self._batch)
        ids = self._ids(len(cases))
        for case, protocol, ticket_id in zip(cases, protocols, ids, strict=True):
            client = clients.get(case.client.key) if case.client else None
            self._write_ticket(case, ticket_id, protocol, client)

    def _ids(self, how_many: int) -> list[UUID]:
        """Ids of new tickets; one whose short form is taken is drawn again (D16)."""
        tx = self._tx
        ids = [tx.child_id("ticket", n) for n in range(how_many)]
        shorts = [short_id_of(row_id) for row_id in ids]
        taken = set(tx.session.scalars(select(Ticket.short_id).where(Ticket.short_id.in_(shorts))))
        for n in range(how_many):
            attempt = 0
            while short_id_of(ids[n]) in taken:
                attempt += 1
                ids[n] = tx.child_id(f"ticket {attempt}", n)
            taken.add(short_id_of(ids[n]))
        return ids

    def _write_ticket(
        self, case: ImportedCase, ticket_id: UUID, protocol: str, client: Client | None
    ) -> None:
        type_id, flow = self._lookup.flow_for(case)
        department: Department = self._lookup.department_for(case)
        portfolio = client.portfolio_id if client else self._lookup.portfolio_of(department)
        path = path_of(flow, case, fold)
        attendant = self._lookup.attendant_for(case)
        title = case.title or case.subject or case.external_number or case.key
        description = _description(case, self._lookup)
        last = case.events[-1].happened_at if case.events else case.opened_at
        self._rows[Ticket].append(
            {
                "id": ticket_id,
                "portfolio_id": portfolio,
                "protocol": protocol,
                "short_id": short_id_of(ticket_id),
                "external_number": case.external_number,
                "kind": TicketKind.CLIENT if client else TicketKind.OWN_STRUCTURE,
                "client_id": client.id if client else None,
                "client_sort_key": client.sort_key if client else "",
                "type_id": type_id,
                "workflow_version_id": flow.version_id,
                "stage_id": path.stage.id,
                "stage_position": path.stage.position,
                "stage_since": path.since,
                "subject_id": self._lookup.subject_for(case),
                "subject": title,
                "subject_key": fold(title),
                "description": description,
                "department_id": department.id,
                "attendant_id": attendant.id if attendant else None,
                "attendant_sort_key": attendant.sort_key if attendant else "",
                "taken_at": case.opened_at if attendant else None,
                "priority": self._lookup.priority_for(case),
                "origin": Origin.IMPORTED,
                "status": _status(case, taken=attendant is not None),
                "waiting_on": WaitingOn.ATTENDANT if attendant else WaitingOn.DEPARTMENT,
                "address": _address(case),
                "opened_at": case.opened_at,
                "opened_by_label": case.events[0].actor if case.events else "",
                "closed_at": case.closed_at,
                "cancel_reason": CancelReason.OTHER if case.state is CaseState.CANCELLED else "",
                "source": case.source,
                "source_key": case.key,
                "last_event_at": max(last, case.opened_at),
                "news": EventKind.IMPORTED,
            }
        )
        head = {
            "ticket_id": ticket_id,
            "portfolio_id": portfolio,
            "last_number": 0,
            "last_hash": "",
            "last_recorded_at": self._tx.now,
        }
        self._add_events(head, case, case.events)
        self._rows[TicketHead].append(head)
        self._add_visits(ticket_id, portfolio, path)
        self._rows[ImportedKey].append(_key_row(self._batch, CASE, case.key, ticket_id))
        words = [*_names(protocol, ticket_id, case.external_number), title, description]
        self._document("ticket", ticket_id, ticket_id, portfolio, case.opened_at, words)
        self.touched.add(ticket_id)
        self.tally += Tally(tickets=1, events=len(case.events))

    def append(self, case: ImportedCase, ticket_id: UUID) -> None:
        """Add to a ticket what an earlier import did not bring."""
        tx = self._tx
        ticket = tx.session.get(Ticket, ticket_id)
        if ticket is None or not may_see_ticket(tx.actor, ticket):
            raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
        standing = live_events(tx, ticket, case.source)
        fresh = new_events(case, set(standing))
        closes = not fresh and case.state is not CaseState.OPEN and may_close(tx, ticket)
        self.tally += Tally(events=len(fresh), known=len(case.events) - len(fresh), changed=int(closes))
        if closes:
            self._follow(ticket, case, standing.values())
            self.touched.add(ticket_id)
        if not fresh:
            return
        head = tx.session.get_one(TicketHead, ticket_id, with_for_update=True)
        facts = {
            "ticket_id": ticket_id,
            "portfolio_id": ticket.portfolio_id,
            "last_number": head.last_number,
            "last_hash": head.last_hash,
            "last_recorded_at": max(head.last_recorded_at, tx.now),
        }
        added = self._add_events(facts, case, fresh)
        for name in ("last_number", "last_hash", "last_recorded_at"):
            setattr(head, name, facts[name])
        for key, event_id in added:
            self._rows[ImportedKey].append(_key_row(self._batch, EVENT, f"{case.key}\x1f{key}", event_id))
        if not is_worked_on(tx, ticket_id):
            self._follow(ticket, case, (*standing.values(), *fresh))
        self.touched.add(ticket_id)

    def _follow(self, ticket: Ticket, case: ImportedCase, events: Iterable[ImportedEvent]) -> None:
        """Let a ticket that nobody has worked on stand where its source says; closed stays closed."""
        whole = replace(case, events=in_order(tuple(events)), opened_at=ticket.opened_at)
        if ticket.closed_at is not None:
            state = CaseState.CANCELLED if ticket.status == Status.CANCELLED else CaseState.RESOLVED
            whole = replace(whole, state=state, closed_at=ticket.closed_at)
        path = path_of(flow_of(self._tx, ticket.workflow_version_id), whole, fold)
        ticket.stage_id, ticket.stage_position = path.stage.id, path.stage.position
        ticket.stage_since = path.since
        ticket.status = _status(whole, taken=ticket.taken_at is not None)
        ticket.closed_at = whole.closed_at
        ticket.cancel_reason = CancelReason.OTHER if whole.state is CaseState.CANCELLED else ""
        if whole.events:
            ticket.last_event_at = max(ticket.last_event_at, whole.events[-1].happened_at)
        for visit in live_visits(self._tx, ticket.id):
            visit.voided_at = self._tx.now
        self._add_visits(ticket.id, ticket.portfolio_id, path)

    def _add_events(
        self, head: dict[str, Any], case: ImportedCase, events: Sequence[ImportedEvent]
    ) -> list[tuple[str, UUID]]:
        """Chain the events to the head, which moves on. Answers their keys and ids."""
        tx, rows, added = self._tx, self._rows[TicketEvent], []
        recorded_at: datetime = head["last_recorded_at"]
        for event in events:
            self._born += 1
            event_id = tx.child_id("event", self._born)
            payload, salt = canonical(_payload(event)), secrets.token_hex(SALT_BYTES)
            commitment, number = commitment_of(salt, payload), head["last_number"] + 1
            head["last_hash"] = chain_hash(
                head["last_hash"], head["ticket_id"], number, EventKind.IMPORTED, tx.actor.login,
                to_micros(recorded_at), commitment,
            )  # fmt: skip
            head["last_number"] = number
            rows.append(
                {
                    "id": event_id,
                    "ticket_id": head["ticket_id"],
                    "portfolio_id": head["portfolio_id"],
                    "number": number,
                    "kind": EventKind.IMPORTED,
                    "visibility": Visibility.INTERNAL,
                    "actor_label": event.actor,
                    "recorded_by": tx.actor.login,
                    "happened_at": event.happened_at,
                    "recorded_at": recorded_at,
                    "source": case.source,
                    "source_id": event.key,
                    "payload": payload,
                    "salt": salt,
                    "commitment": commitment,
                    "hash": head["last_hash"],
                }
            )
            added.append((event.key, event_id))
            words = [event.activity, event.text, *(text for _, text in event.values)]
            self._document(
                "event", event_id, head["ticket_id"], head["portfolio_id"], event.happened_at, words
            )
        return added

    def _add_visits(self, ticket_id: UUID, portfolio: UUID, path: Path) -> None:
        rows = self._rows[StageVisit]
        for visit in path.visits:
            rows.append(
                {
                    "id": self._tx.child_id("visit", len(rows)),
                    "ticket_id": ticket_id,
                    "portfolio_id": portfolio,
                    "stage_id": visit.stage.id if visit.stage else None,
                    "stage_label": visit.label,
                    "entered_at": visit.entered_at,
                    "left_at": visit.left_at,
                    "attendant_label": visit.actor,
                    "off_flow": visit.off_flow,
                }
            )

    def _document(
        self, kind: str, ref: UUID, ticket: UUID, portfolio: UUID, at: datetime, words: Iterable[str]
    ) -> None:
        text = " ".join(filter(None, words))
        visible = Visibility.CLIENT if kind == "ticket" else Visibility.INTERNAL
        self._documents.append(NewDocument(kind, ref, portfolio, ticket, visible, at, text))

    def flush(self) -> None:
        """Write everything, parents first."""
        self._tx.flush()
        for table, rows in self._rows.items():
            if rows:
                self._tx.session.execute(insert(table), rows)
        add_documents(self._tx.session, self._documents)


def _status(case: ImportedCase, *, taken: bool) -> Status:
    return Status.IN_PROGRESS if case.state is CaseState.OPEN and taken else _STATUS[case.state]


def _payload(event: ImportedEvent) -> dict[str, Any]:
    """What the timeline shows of an imported event; `stage` lets a later import rebuild the path."""
    payload: dict[str, Any] = {"activity": event.activity}
    if event.text:
        payload["text"] = event.text
    if event.stage:
        payload["stage"] = event.stage
    if event.values:
        payload["attributes"] = dict(event.values)
    return payload


def _address(case: ImportedCase) -> Any:
    found = case.address
    if found is None:
        return to_plain(AddressSnapshot())
    return to_plain(
        AddressSnapshot(
            cep=found.zip_code or "",
            street=found.street,
            number=found.number,
            complement=found.complement,
            district=found.district,
            city=found.city,
            state=found.state,
        )
    )


def _description(case: ImportedCase, lookup: Lookup) -> str:
    """The case's own words, then whatever of the file has no place of its own on a ticket."""
    lines = [f"- {label}: {text}" for label, text in (*case.attributes, *lookup.left_over(case))]
    return "\n\n".join(part for part in (case.description, "\n".join(lines)) if part)


def _names(protocol: str, ticket_id: UUID, external: str | None) -> tuple[str, ...]:
    """All that a ticket is called (D8, D16, D17)."""
    short = short_id_of(ticket_id)
    return (show_protocol(protocol), number_forms(protocol), show_short_id(short), short, external or "")


HANDLERS: Handlers = {
    StartImport: start_import,
    ImportCases: import_cases,
    NoteImported: note_imported,
    FinishImport: finish_import,
}
