"""The steps of the check about search: the index holds the documents, and the documents are all there."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import exists, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from pacdesk.desk.check_parts import Finding, Look
from pacdesk.desk.clients.parts import index_client
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.contracts.handlers import index_contract
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.common import index_ticket
from pacdesk.desk.tickets.rules import SPOKEN
from pacdesk.desk.tickets.tables import Ticket, TicketEvent
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Actor, Command, utc_now
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.search import add_document
from pacdesk.storage.unit_of_work import UnitOfWork, read, told, write

_STREAM: Final = 2000
_MENDER: Final = Actor(user_id=None, login="pacdesk", name="pacdesk", is_admin=True)
_LEFT: Final = "SELECT doc_id FROM search_docs EXCEPT SELECT id FROM search_fts_docsize"
_RIGHT: Final = "SELECT id FROM search_fts_docsize EXCEPT SELECT doc_id FROM search_docs"
_COMPARE: Final = "INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)"
_REBUILD: Final = "INSERT INTO search_fts(search_fts) VALUES ('rebuild')"


def index(look: Look) -> Iterator[Finding]:
    """The full-text index holds every document and nothing else.

    By who is alone with the desk it is compared word by word; others compare which documents it holds.
    """
    with read(look.desk.engine) as session:
        look.finds.seen = session.scalar(select(func.count()).select_from(SearchDoc)) or 0
    found = list(_postgres_index(look)) if look.on_postgres else list(_sqlite_index(look))
    yield from found
    if found and look.repair and not look.on_postgres:
        _write_alone(look, _REBUILD)
        look.finds.repaired = len(found)


def _postgres_index(look: Look) -> Iterator[Finding]:
    with read(look.desk.engine) as session:
        for (doc,) in session.execute(text("SELECT doc_id FROM search_docs WHERE tsv IS NULL")):
            yield Finding("search.not_indexed", str(doc))


def _sqlite_index(look: Look) -> Iterator[Finding]:
    with read(look.desk.engine) as session:
        for (doc,) in session.execute(text(_LEFT)):
            yield Finding("search.not_indexed", str(doc))
        for (doc,) in session.execute(text(_RIGHT)):
            yield Finding("search.without_document", str(doc))
    if not look.alone:
        look.finds.skipped = "light"
        return
    try:
        _write_alone(look, _COMPARE)
    except DBAPIError as error:
        if "malformed" not in str(error.orig):
            raise
        yield Finding("search.differs", "search_fts")


def _write_alone(look: Look, statement: str) -> None:
    """On a connection of its own, that may write: the desk under check may be open for reading only."""
    engine = look.writing_engine()
    with engine.connect().execution_options(pacdesk_immediate=True) as connection, connection.begin():
        connection.exec_driver_sql(statement)


def documents(look: Look) -> Iterator[Finding]:
    """Every live ticket, client, contract and thing said has its document; no document is of a ticket that
    is gone."""
    with read(look.desk.engine) as session:
        for kind, wanted in _MISSING.items():
            for row_id, shown in _stream(session, wanted):
                yield Finding(f"documents.{kind}_missing", str(shown))
                if look.repair:
                    look.missing.append((kind, row_id))
        for table in (Ticket, Client, Contract):
            look.finds.seen += session.scalar(select(func.count()).select_from(table)) or 0
        yield from _lost(session)
    if look.missing:
        with told():
            look.finds.repaired = _mend(look)


def _lost(session: Session) -> Iterator[Finding]:
    gone = (
        select(SearchDoc.doc_id, Ticket.protocol)
        .join(Ticket, Ticket.id == SearchDoc.ticket_id)
        .where(Ticket.voided_at.is_not(None))
    )
    for _, protocol in _stream(session, gone):
        yield Finding("documents.of_void_ticket", protocol)


_later = aliased(TicketEvent)
_said = TicketEvent.kind.in_(sorted(SPOKEN))
_has_text = TicketEvent.payload.like('%"text":"%') & TicketEvent.payload.not_like('%"text":""%')
_MISSING: Final[dict[str, Any]] = {
    "ticket": select(Ticket.id, Ticket.protocol).where(
        Ticket.voided_at.is_(None),
        ~exists().where(SearchDoc.ref == Ticket.id, SearchDoc.kind == "ticket"),
    ),
    "client": select(Client.id, Client.legal_name).where(
        Client.voided_at.is_(None), ~exists().where(SearchDoc.ref == Client.id, SearchDoc.kind == "client")
    ),
    "contract": select(Contract.id, Contract.number).where(
        Contract.voided_at.is_(None),
        ~exists().where(SearchDoc.ref == Contract.id, SearchDoc.kind == "contract"),
    ),
    # What was corrected or taken back by a later event may have no text to find any more.
    "entry": select(TicketEvent.id, Ticket.protocol)
    .join(Ticket, Ticket.id == TicketEvent.ticket_id)
    .where(
        Ticket.voided_at.is_(None),
        _said,
        _has_text,
        ~exists().where(SearchDoc.ref == TicketEvent.id),
        ~exists().where(_later.ticket_id == TicketEvent.ticket_id, _later.kind.in_(("corrected", "undone"))),
    ),
}


def _stream(session: Session, wanted: Any) -> Iterator[Any]:
    yield from session.execute(wanted, execution_options={"yield_per": _STREAM})


def _mend(look: Look) -> int:
    with write(look.writing_engine()) as unit:
        tx = Tx(unit, _MENDER, Command(), utc_now())
        for kind, row_id in look.missing:
            _mend_one(tx, unit, kind, row_id)
        unit.session.commit()
    return len(look.missing)


def _mend_one(tx: Tx, unit: UnitOfWork, kind: str, row_id: Any) -> None:
    if kind == "ticket":
        index_ticket(tx, tx.get(Ticket, row_id))
    elif kind == "client":
        index_client(tx, tx.get(Client, row_id))
    elif kind == "contract":
        index_contract(tx, tx.get(Contract, row_id))
    else:
        event = unit.session.get_one(TicketEvent, row_id)
        add_document(
            unit.session,
            kind="entry",
            ref=event.id,
            portfolio=event.portfolio_id,
            ticket=event.ticket_id,
            visibility=event.visibility,
            happened_at=event.happened_at,
            text=_text_of(event),
        )


def _text_of(event: TicketEvent) -> str:
    import json

    return str(json.loads(event.payload or "{}").get("text", ""))
