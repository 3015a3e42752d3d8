"""The full search: newest first, stopping at the first rows that are wanted; nothing is ranked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, null, select, text

from pacdesk.desk.access.queries import by_portfolio_alone, cut_by_wall
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
from pacdesk.storage.plain import Made, to_uuid
from pacdesk.storage.reading import rows
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.search import SLOT_BITS, fts5_query, match, readable, terms_of, tsquery
from pacdesk.storage.types import from_micros
from pacdesk.storage.unit_of_work import driver_rows

_COLUMNS = "d.doc_id, d.kind, d.ref, d.ticket_id, d.text"


def search_all(asking: Asking, question: SearchAll) -> Sequence[Hit]:
    """Finds, newest first, of what the asker may see; `before` goes on behind an earlier page."""
    found = _on_postgres(asking, question) if asking.on_postgres else _in_a_file(asking, question)
    if not found:
        return ()
    words = tuple(word for term in terms_of(question.words) for word in term.words)
    covers, opened = bool(asking.actor.sight.masked), revealed(asking)

    def made(row: Any) -> Hit:
        is_covered = covers and row[1] == "client" and to_uuid(row[2]) not in opened
        return _hit(row, words, is_covered=is_covered)

    return Made(found, made)


def _hit(row: Any, words: tuple[str, ...], *, is_covered: bool) -> Hit:
    """A find of what was read: document, kind, what it is of, its ticket, text, the words of its title."""
    doc_id, kind, ref, ticket, written, *told = row
    return Hit(
        kind=kind,
        ref=_uuid(ref),
        ticket_id=to_uuid(ticket),
        title=_title(kind, told),
        snippet="" if is_covered else excerpt(readable(written), words),
        happened_at=from_micros((doc_id >> SLOT_BITS) * 1_000_000),
        doc_id=doc_id,
    )


_uuid: Any = to_uuid  # of a column that always holds one


def _title(kind: str, told: Sequence[str | None]) -> str:
    """Of the first and second word of what was found; a ticket's first is its protocol."""
    first, second = told
    if kind not in ("client", "contract") and first is not None:
        return f"{show_protocol(first)} · {second}"
    return " · ".join(part for part in told if part)


# Only what is found is looked up for its title. By CASE and not by coalesce: of that the server does not know
# that it tells nothing, and would read all that the wall shows before it asks for one row.
_TITLED = """
SELECT d.doc_id, d.kind, d.ref, d.ticket_id, d.text,
CASE d.kind WHEN 'client' THEN CASE WHEN c.trade_name <> '' THEN c.trade_name ELSE c.legal_name END
WHEN 'contract' THEN k.number ELSE {ticket}.protocol END,
CASE d.kind WHEN 'client' THEN NULL WHEN 'contract' THEN k.plan ELSE {ticket}.subject END
FROM {found}
LEFT JOIN clients c ON d.kind = 'client' AND c.id = d.ref
LEFT JOIN contracts k ON d.kind = 'contract' AND k.id = d.ref
{which}
"""
# The text index is walked backwards by rowid.
_IN_A_FILE = _TITLED.format(
    ticket="h",
    found=(
        "search_fts f CROSS JOIN search_docs d ON d.doc_id = f.rowid "
        "LEFT JOIN tickets h ON d.kind NOT IN ('client', 'contract') "
        "AND h.id = CASE WHEN d.ticket_id IS NULL THEN d.ref ELSE d.ticket_id END"
    ),
    which="WHERE search_fts MATCH :query{conditions} ORDER BY f.rowid DESC LIMIT :limit",
)
# Row security would read all that a person may see before it looks at a word: the wall searches itself, and
# cuts as it does everywhere.
_BEHIND_WALL = _TITLED.format(
    ticket="d",
    found="app.find(%(query)s, %(before)s, %(kinds)s, %(wanted)s) d",
    which="ORDER BY d.doc_id DESC",
)


def _in_a_file(asking: Asking, question: SearchAll) -> list[Any]:
    query = fts5_query(question.words)
    if query is None:
        return []
    values: dict[str, Any] = {"query": query, "limit": question.limit}
    more = ""
    if question.before is not None:
        more += " AND f.rowid < :before"
        values["before"] = question.before
    conditions, lists = _sets(asking, question)
    more += "".join(f" AND {condition}" for condition in conditions)
    for name, wanted in lists.items():
        marks = {f"{name}_{n}": getattr(one, "bytes", one) for n, one in enumerate(wanted)}
        more = more.replace(f":{name}", f"({', '.join(f':{mark}' for mark in marks)})")
        values |= marks
    return driver_rows(asking.session, _IN_A_FILE.format(conditions=more), values)


def _on_postgres(asking: Asking, question: SearchAll) -> list[Any]:
    if cut_by_wall(asking):
        return _behind_wall(asking, question)
    statement = _statement(asking, question)
    if statement is None:
        return []
    found = asking.session.execute(statement).all()
    titles = _titles(asking, {(row.kind, row.ticket_id or row.ref) for row in found})
    return [(*row, *titles.get(row.ticket_id or row.ref, (None, None))) for row in found]


def _statement(asking: Asking, question: SearchAll) -> Any:
    matching = match(asking.session, question.words)
    if matching is None:
        return None
    head = f"SELECT {_COLUMNS} FROM search_docs d WHERE {matching[0]}"
    values: dict[str, Any] = {**matching[1], "limit": question.limit}
    bound = []
    if question.before is not None:
        head += " AND d.doc_id < :before"
        values["before"] = question.before
    conditions, lists = _sets(asking, question)
    head += "".join(f" AND {condition}" for condition in conditions)
    for name, wanted in lists.items():
        values[name] = wanted
        bound.append(bindparam(name, expanding=True, type_=_types()[name]))
    statement = text(f"{head} ORDER BY d.doc_id DESC LIMIT :limit").bindparams(*bound).bindparams(**values)
    docs = SearchDoc.__table__.c
    return statement.columns(docs.doc_id, docs.kind, docs.ref, docs.ticket_id, docs.text)


def _behind_wall(asking: Asking, question: SearchAll) -> list[Any]:
    query = tsquery(question.words)
    if query is None:
        return []
    given = {
        "query": query,
        "before": question.before,
        "kinds": sorted(question.kinds) or None,
        "wanted": question.limit,
    }
    return rows(asking.session, _BEHIND_WALL, given)


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
    if by_portfolio_alone(sight):
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


def _titles(asking: Asking, wanted: set[tuple[str, UUID]]) -> dict[UUID, tuple[str, str | None]]:
    """First and second word of each title."""
    of_client = [ref for kind, ref in wanted if kind == "client"]
    of_contract = [ref for kind, ref in wanted if kind == "contract"]
    of_ticket = [ref for kind, ref in wanted if kind not in ("client", "contract")]
    name = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)
    selects = (
        (of_ticket, select(Ticket.id, Ticket.protocol, Ticket.subject).where(Ticket.id.in_(of_ticket))),
        (of_client, select(Client.id, name, null()).where(Client.id.in_(of_client))),
        (
            of_contract,
            select(Contract.id, Contract.number, Contract.plan).where(Contract.id.in_(of_contract)),
        ),
    )
    return {
        row_id: (first, second)
        for ids, rows in selects
        if ids
        for row_id, first, second in asking.session.execute(rows)
    }


QUESTIONS: Questions = {SearchAll: search_all}
