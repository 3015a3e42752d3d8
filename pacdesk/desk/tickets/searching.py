"""The full search: newest first, stopping at the first rows that are wanted; nothing is ranked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, select, text

from pacdesk.desk.clients.revealed import revealed
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.commands import SearchAll
from pacdesk.desk.tickets.rows import Hit
from pacdesk.desk.tickets.rules import excerpt
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Sight, TicketScope
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.search import SLOT_BITS, fts5_query, readable, terms_of, tsquery
from pacdesk.storage.types import from_micros

_COLUMNS = "d.doc_id, d.kind, d.ref, d.ticket_id, d.text"


def search_all(asking: Asking, question: SearchAll) -> tuple[Hit, ...]:
    """Finds, newest first, of what the asker may see; `before` goes on behind an earlier page."""
    statement = _statement(asking, question)
    if statement is None:
        return ()
    found = asking.session.execute(statement).all()
    titles = _titles(asking, {(row.kind, row.ticket_id or row.ref) for row in found})
    words = tuple(word for term in terms_of(question.words) for word in term.words)
    covers, opened = bool(asking.actor.sight.masked), revealed(asking)
    return tuple(
        Hit(
            kind=row.kind,
            ref=row.ref,
            ticket_id=row.ticket_id,
            title=titles.get(row.ticket_id or row.ref, ""),
            snippet=""
            if covers and row.kind == "client" and row.ref not in opened
            else excerpt(readable(row.text), words),
            happened_at=_happened_at(row.doc_id),
            doc_id=row.doc_id,
        )
        for row in found
    )


def _happened_at(doc_id: int) -> datetime:
    return from_micros((doc_id >> SLOT_BITS) * 1_000_000)


def _statement(asking: Asking, question: SearchAll) -> Any:
    """SQLite walks the text index backwards by rowid; PostgreSQL its own way."""
    if asking.on_postgres:
        query = tsquery(question.words)
        head = f"SELECT {_COLUMNS} FROM search_docs d WHERE d.tsv @@ to_tsquery('simple', :query)"
        place = "d.doc_id"
    else:
        query = fts5_query(question.words)
        head = (
            f"SELECT {_COLUMNS} FROM search_fts f CROSS JOIN search_docs d ON d.doc_id = f.rowid "
            "WHERE search_fts MATCH :query"
        )
        place = "f.rowid"
    if query is None:
        return None
    values: dict[str, Any] = {"query": query, "limit": question.limit}
    bound = []
    if question.before is not None:
        head += f" AND {place} < :before"
        values["before"] = question.before
    conditions, lists = _sets(asking, question)
    head += "".join(f" AND {condition}" for condition in conditions)
    for name, wanted in lists.items():
        values[name] = wanted
        bound.append(bindparam(name, expanding=True, type_=_types()[name]))
    statement = text(f"{head} ORDER BY {place} DESC LIMIT :limit").bindparams(*bound).bindparams(**values)
    docs = SearchDoc.__table__.c
    return statement.columns(docs.doc_id, docs.kind, docs.ref, docs.ticket_id, docs.text)


def _types() -> dict[str, Any]:
    docs = SearchDoc.__table__.c
    ids = ("portfolios", "blocked", "people", "departments", "managed", "referred")
    return {"kinds": docs.kind.type, **dict.fromkeys(ids, docs.portfolio_id.type)}


def _sets(asking: Asking, question: SearchAll) -> tuple[list[str], dict[str, list[Any]]]:
    """The same cut as `access.visible`, written for a table that is not the ticket: its conditions, and
    the lists they are bound to."""
    sight = asking.actor.sight
    conditions: list[str] = []
    lists: dict[str, list[Any]] = {}
    if question.kinds:
        conditions.append("d.kind IN :kinds")
        lists["kinds"] = sorted(question.kinds)
    if sight.portfolios is not None:
        lists["portfolios"] = sorted(sight.portfolios)
    if _by_portfolio_alone(sight):
        conditions += ["d.portfolio_id IN :portfolios"] if sight.portfolios is not None else []
        if sight.blocked_types:
            conditions.append(f"NOT EXISTS ({_TICKET} AND t.type_id IN :blocked)")
    else:
        outside = "d.portfolio_id IN :portfolios" if sight.portfolios is not None else "1 = 1"
        of_ticket, more = _ticket_cut(sight)
        lists |= more
        inside = f"d.ticket_id IS NOT NULL AND EXISTS ({_TICKET}{of_ticket})"
        conditions.append(f"(d.ticket_id IS NULL AND {outside} OR {inside})")
    if sight.blocked_types:
        lists["blocked"] = sorted(sight.blocked_types)
    return conditions, lists


_TICKET = "SELECT t.id FROM tickets t WHERE t.id = d.ticket_id"


def _by_portfolio_alone(sight: Sight) -> bool:
    return sight.scope is TicketScope.ALL and not sight.managed and not sight.referred


def _ticket_cut(sight: Sight) -> tuple[str, dict[str, list[Any]]]:
    lists: dict[str, list[Any]] = {}
    inside = ["1 = 1"]
    if sight.portfolios is not None:
        inside.append("t.portfolio_id IN :portfolios")
    if sight.scope is not TicketScope.ALL:
        inside.append(_SCOPES[sight.scope])
        lists["people"] = sorted(sight.people)
        if "departments" in _SCOPES[sight.scope]:
            lists["departments"] = sorted(sight.departments)
    ways = [f"({' AND '.join(inside)})"]
    for name, column in (("managed", "t.department_id"), ("referred", "t.id")):
        if getattr(sight, name):
            ways.append(f"{column} IN :{name}")
            lists[name] = sorted(getattr(sight, name))
    cut = f" AND ({' OR '.join(ways)})"
    return cut + (" AND t.type_id NOT IN :blocked" if sight.blocked_types else ""), lists


_SCOPES = {
    TicketScope.DEPARTMENTS: "(t.department_id IN :departments OR t.attendant_id IN :people)",
    TicketScope.OWN_AND_FREE: "(t.attendant_id IN :people OR t.attendant_id IS NULL)",
    TicketScope.OWN_AND_FREE_THERE: (
        "(t.attendant_id IN :people OR t.attendant_id IS NULL AND t.department_id IN :departments)"
    ),
    TicketScope.OWN: "t.attendant_id IN :people",
}


def _titles(asking: Asking, wanted: set[tuple[str, UUID]]) -> dict[UUID, str]:
    titles: dict[UUID, str] = {}
    of_client = [ref for kind, ref in wanted if kind == "client"]
    of_contract = [ref for kind, ref in wanted if kind == "contract"]
    of_ticket = [ref for kind, ref in wanted if kind not in ("client", "contract")]
    if of_ticket:
        rows = select(Ticket.id, Ticket.protocol, Ticket.subject).where(Ticket.id.in_(of_ticket))
        for row in asking.session.execute(rows):
            titles[row.id] = f"{show_protocol(row.protocol)} · {row.subject}"
    if of_client:
        name = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)
        for row in asking.session.execute(select(Client.id, name).where(Client.id.in_(of_client))):
            titles[row[0]] = row[1]
    if of_contract:
        rows = select(Contract.id, Contract.number, Contract.plan).where(Contract.id.in_(of_contract))
        for row in asking.session.execute(rows):
            titles[row.id] = " · ".join(part for part in (row.number, row.plan) if part)
    return titles


QUESTIONS: Questions = {SearchAll: search_all}
