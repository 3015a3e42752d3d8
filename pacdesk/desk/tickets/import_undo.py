"""Takes out what an import brought (D13), the whole batch at once.

A drawer of its own because it reverts thousands of rows by their batch, not by a change set: most of
them never had one.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select, update

from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.import_queries import CASE, CLIENT, CONTRACT, EVENT, TICKET, UNTOUCHED, live_visits
from pacdesk.desk.tickets.imported import Undone
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import ImportBatch, ImportedKey, StageVisit, Ticket, TicketEvent
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Visibility
from pacdesk.storage.schema import ChangeRow, SearchDoc
from pacdesk.storage.types import Uid, UtcTime, from_micros


def take_out(tx: Tx, batch: ImportBatch) -> Undone:
    """Take the batch's rows out. Tickets on which somebody has worked since stay and are named."""
    kept = _kept(tx, batch)
    _revert_older_tickets(tx, batch)
    tickets = _void_tickets(tx, batch, {row_id for row_id, _ in kept})
    _void_contracts(tx, batch)
    _void_clients(tx, batch)
    _forget_keys(tx, batch, [row_id for row_id, _ in kept])
    tx.unit.gathered.tables |= {"tickets", "ticket_events", "clients"}
    return Undone(tickets=tickets, kept=tuple(show_protocol(protocol) for _, protocol in kept))


def _forget_keys(tx: Tx, batch: ImportBatch, kept: list[UUID]) -> None:
    """What was taken out may come again as new; what stays keeps its identity (D14)."""
    alive = [select(table.id).where(table.voided_at.is_(None)) for table in (Client, Contract)]
    tx.session.execute(
        delete(ImportedKey)
        .where(
            ImportedKey.batch_id == batch.id,
            ImportedKey.row_id.not_in(kept),
            *(ImportedKey.row_id.not_in(ids) for ids in alive),
        )
        .execution_options(synchronize_session=False)
    )


def _brought(batch: ImportBatch, *kinds: str) -> Select[UUID]:
    """The ids that the batch brought of these kinds."""
    return select(ImportedKey.row_id).where(ImportedKey.batch_id == batch.id, ImportedKey.kind.in_(kinds))


def _kept(tx: Tx, batch: ImportBatch) -> list[tuple[UUID, str]]:
    """Tickets that the batch made and somebody has worked on, or a later import has added to."""
    worked = select(TicketEvent.ticket_id).where(
        TicketEvent.ticket_id.in_(_brought(batch, CASE, TICKET)),
        TicketEvent.kind.not_in(UNTOUCHED),
    )
    later = (
        select(TicketEvent.ticket_id)
        .join(ImportedKey, ImportedKey.row_id == TicketEvent.id)
        .where(
            ImportedKey.kind == EVENT,
            ImportedKey.batch_id != batch.id,
            TicketEvent.ticket_id.in_(_brought(batch, CASE, TICKET)),
        )
    )
    found = tx.session.execute(
        select(Ticket.id, Ticket.protocol)
        .where(Ticket.id.in_(worked.union(later)), Ticket.voided_at.is_(None))
        .order_by(Ticket.protocol)
    )
    return [(row_id, protocol) for row_id, protocol in found]


def _void_tickets(tx: Tx, batch: ImportBatch, kept: set[UUID]) -> int:
    made = set(tx.session.scalars(_brought(batch, CASE, TICKET))) - kept
    ids = sorted(made)
    count = 0
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        done = tx.session.execute(
            update(Ticket)
            .where(Ticket.id.in_(part), Ticket.voided_at.is_(None))
            .values(voided_at=tx.now, version=Ticket.version + 1)
            .returning(Ticket.id)
            .execution_options(synchronize_session=False)
        )
        count += len(done.all())
        tx.session.execute(
            delete(SearchDoc)
            .where(SearchDoc.ticket_id.in_(part))
            .execution_options(synchronize_session=False)
        )
    return count


def _revert_older_tickets(tx: Tx, batch: ImportBatch) -> None:
    """Tickets of earlier imports to which this one added: their rows as they were, and an event
    that names each one it added."""
    _revert_rows(tx, batch)
    events = tx.session.execute(
        select(TicketEvent.id, TicketEvent.ticket_id)
        .where(TicketEvent.id.in_(_brought(batch, EVENT)))
        .order_by(TicketEvent.ticket_id, TicketEvent.number)
    ).all()
    for n, (event_id, ticket_id) in enumerate(events):
        ticket = tx.session.get_one(Ticket, ticket_id)
        record(
            tx,
            ticket,
            Fact(
                id=tx.child_id("undone", n),
                kind=EventKind.UNDONE,
                visibility=Visibility.INTERNAL,
                payload={"import": str(batch.id)},
                names=event_id,
            ),
        )
    tx.session.execute(
        delete(SearchDoc)
        .where(SearchDoc.ref.in_([event_id for event_id, _ in events]))
        .execution_options(synchronize_session=False)
    )


def _revert_rows(tx: Tx, batch: ImportBatch) -> None:
    """The tickets and stays that the batch changed, from the images in its change sets."""
    sets = select(ChangeRow.change_set_id).where(
        ChangeRow.table_name == ImportBatch.__tablename__, ChangeRow.row_id == batch.id
    )
    rows = tx.session.scalars(
        select(ChangeRow)
        .where(
            ChangeRow.change_set_id.in_(sets),
            ChangeRow.table_name.in_((Ticket.__tablename__, StageVisit.__tablename__)),
        )
        .order_by(ChangeRow.rowno.desc())
    ).all()
    replaced = {row.row_id for row in rows if "voided_at" in (row.after or {})}
    for row in rows:
        if row.table_name != Ticket.__tablename__ or row.operation != "update":
            continue
        ticket = tx.session.get_one(Ticket, row.row_id)
        if ticket.version != row.version:
            continue
        _set(ticket, Ticket, row.before or {})
        _restore_stays(tx, ticket.id, replaced)


def _restore_stays(tx: Tx, ticket_id: UUID, replaced: set[UUID]) -> None:
    for visit in live_visits(tx, ticket_id):
        visit.voided_at = tx.now
    for visit in tx.session.scalars(select(StageVisit).where(StageVisit.ticket_id == ticket_id)):
        if visit.id in replaced:
            visit.voided_at = None


def _set(row: Any, kind: Any, image: dict[str, Any]) -> None:
    """Give a row the values of an image, as `unit_of_work.plain` made them."""
    for name, value in image.items():
        if name == "version":
            continue
        setattr(row, name, None if value is None else _typed(kind.__table__.columns[name].type, value))


def _typed(kind: Any, value: Any) -> Any:
    if isinstance(kind, UtcTime):
        return from_micros(value)
    return UUID(value) if isinstance(kind, Uid) else value


def _void_contracts(tx: Tx, batch: ImportBatch) -> None:
    """Contracts that the batch made, nobody has changed and no ticket names."""
    needed = select(Ticket.contract_id).where(Ticket.contract_id.is_not(None), Ticket.voided_at.is_(None))
    _void_rows(tx, batch, Contract, CONTRACT, needed)


def _void_clients(tx: Tx, batch: ImportBatch) -> None:
    """Clients that the batch made, nobody has changed and nothing else needs."""
    tickets = select(Ticket.client_id).where(Ticket.client_id.is_not(None), Ticket.voided_at.is_(None))
    contracts = select(Contract.client_id).where(Contract.voided_at.is_(None))
    _void_rows(tx, batch, Client, CLIENT, tickets.union(contracts))


def _void_rows(tx: Tx, batch: ImportBatch, table: Any, kind: str, needed: Any) -> None:
    gone = tx.session.scalars(
        select(table).where(
            table.id.in_(_brought(batch, kind)),
            table.created_at >= batch.started_at,
            table.version == 1,
            table.voided_at.is_(None),
            table.id.not_in(needed),
        )
    ).all()
    for row in gone:
        row.voided_at = tx.now
    tx.flush()
    refs = [row.id for row in gone]
    for start in range(0, len(refs), 500):
        tx.session.execute(
            delete(SearchDoc)
            .where(SearchDoc.ref.in_(refs[start : start + 500]))
            .execution_options(synchronize_session=False)
        )
