"""The steps of the check about search: the index holds the documents, and the documents are all there."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import exists, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from pacdesk.desk.checks.parts import Finding, Look
from pacdesk.desk.clients.parts import index_client
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.contracts.handlers import index_contract
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.common import index_ticket
from pacdesk.desk.tickets.rules import SPOKEN
from pacdesk.desk.tickets.tables import Ticket, TicketEvent
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Actor, Command, utc_now
from pacdesk.storage.reading import is_behind
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.search import add_document
from pacdesk.storage.unit_of_work import UnitOfWork, read, told, write

_STREAM: Final = 2000
_MENDER: Final = Actor(user_id=None, login="pacdesk", name="pacdesk", is_admin=True)
_INDEXES: Final = (
    ("search_fts", "search_docs", "doc_id"),
    ("ticket_fts", "ticket_words", "rowno"),
    ("client_fts", "client_words", "rowno"),
)
"""Each index with what it is made from, and the number that both know a text by."""
_LEFT: Final = (
    "SELECT {number} FROM {source} WHERE NOT EXISTS (SELECT 1 FROM {index}_docsize WHERE id = {number})"
)
_RIGHT: Final = "SELECT id FROM {index}_docsize WHERE NOT EXISTS (SELECT 1 FROM {source} WHERE {number} = id)"
_COMPARE: Final = "INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
_REBUILD: Final = "INSERT INTO {index}({index}) VALUES ('rebuild')"


def index(look: Look) -> Iterator[Finding]:
    """The full-text indexes hold every document and nothing else: that of all texts, and those by which
    lists are cut.

    By who is alone with the desk they are compared word by word; others compare which documents they hold.
    """
    with read(look.desk.engine) as session:
        look.finds.seen = session.scalar(select(func.count()).select_from(SearchDoc)) or 0
    if look.on_postgres:
        yield from _postgres_index(look)
        return
    if not look.alone:
        look.finds.skipped = "light"
    for name, source, number in _INDEXES:
        problems = 0
        for finding in _sqlite_index(look, name, source, number):
            problems += 1
            yield finding
        if problems and look.repair:
            _write_alone(look, _REBUILD.format(index=name))
            look.finds.repaired += problems


def _postgres_index(look: Look) -> Iterator[Finding]:
    with read(look.desk.engine) as session:
        table = "covered.search_docs" if is_behind(session) else "search_docs"
        for (doc,) in session.execute(text(f"SELECT doc_id FROM {table} WHERE tsv IS NULL")):
            yield Finding("search.not_indexed", str(doc))


def _sqlite_index(look: Look, name: str, source: str, number: str) -> Iterator[Finding]:
    names = {"index": name, "source": source, "number": number}
    with read(look.desk.engine) as session:
        for (doc,) in session.execute(text(_LEFT.format_map(names))):
            yield Finding("search.not_indexed", f"{name} {doc}")
        for (doc,) in session.execute(text(_RIGHT.format_map(names))):
            yield Finding("search.without_document", f"{name} {doc}")
    if not look.alone:
        return
    try:
        _write_alone(look, _COMPARE.format(index=name))
    except DBAPIError as error:
        if "malformed" not in str(error.orig):
            raise
        yield Finding("search.differs", name)


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
        ~exists(SearchDoc.doc_id).where(SearchDoc.ref == Ticket.id, SearchDoc.kind == "ticket"),
    ),
    "client": select(Client.id, Client.legal_name).where(
        Client.voided_at.is_(None),
        ~exists(SearchDoc.doc_id).where(SearchDoc.ref == Client.id, SearchDoc.kind == "client"),
    ),
    "contract": select(Contract.id, Contract.number).where(
        Contract.voided_at.is_(None),
        ~exists(SearchDoc.doc_id).where(SearchDoc.ref == Contract.id, SearchDoc.kind == "contract"),
    ),
    # What was corrected or taken back by a later event may have no text to find any more.
    "entry": select(TicketEvent.id, Ticket.protocol)
    .join(Ticket, Ticket.id == TicketEvent.ticket_id)
    .where(
        Ticket.voided_at.is_(None),
        _said,
        _has_text,
        ~exists(SearchDoc.doc_id).where(SearchDoc.ref == TicketEvent.id),
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
