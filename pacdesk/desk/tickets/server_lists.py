"""Lists of tickets on a shared desk: a page is one statement, since each trip to a server costs its distance.

A far page is one plain OFFSET over the list's covering index, from the nearer end once the list was counted.
What was counted stays counted until the feed has another number.
"""

import threading
from collections.abc import Hashable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Engine,
    Integer,
    Select,
    TextualSelect,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from pacdesk.desk.access.queries import by_portfolio_alone, cut_by_wall
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.paging import FAR
from pacdesk.desk.tickets import queue
from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.list_rows import NOBODY, in_order
from pacdesk.desk.tickets.named import with_clients
from pacdesk.desk.tickets.paging import recalled, remembered
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow
from pacdesk.desk.tickets.tables import LastSeen, Ticket, TicketHead
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Actor, Page
from pacdesk.desk.workflow.tables import Stage
from pacdesk.storage.reading import rows, told_number
from pacdesk.storage.search import head_match

MOST_SENT = 64
_sent: dict[Hashable, tuple[str, dict[str, Any]]] = {}
_keeping = threading.Lock()
Conditions = tuple[ColumnElement[bool], ...]


def ticket_page(asking: Asking, question: TicketPage) -> Page[TicketRow]:
    """Rows `offset` … `offset + limit` of a list (tickets without a due time stand last)."""
    if not asking.on_postgres:
        return queue.ticket_page(asking, question)
    user: UUID = asking.actor.user_id or NOBODY
    total = _total(asking, question)
    known = _known(asking, question, total)
    given: dict[str, Any] = {"offset": max(question.offset, 0), "reader": user}
    if total is not None:
        given["total"] = total
    if question.filter.words.strip():
        given["words"] = head_match(asking.session, question.filter.words)
        if given["words"] is None:
            return Page(offset=question.offset, rows=())
    if known is not None:
        statement, values = known
        found = rows(asking.session, statement, {**values, **given})
    else:
        page = _page(question, _ways(asking, question), total is not None)
        found = _met(asking, _name_of(asking, question, total), page, given)
    shown = with_clients(asking, found)
    return Page(offset=question.offset, rows=in_order(shown, [row[0] for row in shown], user))


def counted(engine: Engine, actor: Actor, question: TicketPage, number: int | None = None) -> int | None:
    """How many rows the list of a page has that lies nearer to its end than to its beginning; None for every
    other page, and where nobody counted (or has, since the feed had that number)."""
    wanted = question.filter
    if _is_near(question) or wanted.view in queue.TIMED:
        return None
    total: int | None = recalled(engine, _name_of_count(actor, wanted, None), number)
    return total if total is not None and question.offset < total < 2 * question.offset else None


def _total(asking: Asking, question: TicketPage) -> int | None:
    number = told_number(asking.session)
    if number is None:
        return None
    return counted(asking.session.get_bind().engine, asking.actor, question, number)


def _name_of_count(actor: Actor, wanted: TicketFilter, moment: datetime | None) -> Hashable:
    return "count", wanted, actor.sight, actor.staff_id, moment


def _met(asking: Asking, name: Hashable, page: Select[Any], given: dict[str, Any]) -> list[Any]:
    """The rows of a list that is met for the first time. What the library makes of its statement is kept:
    putting it together takes longer than reading a page."""
    # Past the result's own rows: they look at each value once more.
    with closing(asking.session.connection().execute(page, given)) as result:
        sent: Any = result.context
        with _keeping:
            _sent[name] = sent.statement, dict(sent.parameters[0])
            if len(_sent) > MOST_SENT:
                del _sent[next(iter(_sent))]
        return list(result.cursor.fetchall()) if result.cursor is not None else []


def _known(asking: Asking, question: TicketPage, total: int | None) -> tuple[str, dict[str, Any]] | None:
    # The stages of other versions that count as this one are asked for each time, and above the wall the
    # clients who are known by name only.
    wanted = question.filter
    if wanted.stage_id is not None or (wanted.words and not asking.behind_wall):
        return None
    return _sent.get(_name_of(asking, question, total))


def _name_of(asking: Asking, question: TicketPage, total: int | None) -> Hashable:
    """All that makes the statement of a page; what stands in the tables is not in it."""
    actor = asking.actor
    wanted = replace(question.filter, words="*" if question.filter.words.strip() else "")
    lists = wanted, question.sort, question.descending, _is_near(question), total is None, question.limit
    wall = asking.behind_wall, cut_by_wall(asking)
    return (*lists, actor.sight, actor.staff_id, *wall, queue.moment(asking, wanted))


def ticket_count(asking: Asking, question: TicketCount) -> int:
    """How many tickets a list has, exactly."""
    if not asking.on_postgres:
        return queue.ticket_count(asking, question)
    wanted = question.filter
    words = head_match(asking.session, wanted.words)
    if words is None and wanted.words.strip():
        return 0

    def count() -> int:
        counted = select(func.count()).select_from(Ticket).where(*_conditions(asking, wanted))
        return asking.session.scalar(counted, {"words": words} if words else None) or 0

    number = told_number(asking.session)
    if number is None:
        return count()
    name = _name_of_count(asking.actor, wanted, queue.moment(asking, wanted))
    return remembered(asking.session, number, name, count)


def _conditions(asking: Asking, wanted: TicketFilter) -> Conditions:
    """Of a list."""
    lists = _lists(asking, wanted)
    return (*lists, Ticket.id.in_(_found(asking, wanted))) if wanted.words.strip() else lists


def _ways(asking: Asking, question: TicketPage) -> Sequence[Conditions]:
    """How the rows of a page are come by. A word that many have is met soon enough on a walk through the
    list; what few have is looked up and put in order. Which it is shows when it is looked for: only one of
    the two ways is then gone."""
    wanted = question.filter
    if not wanted.words.strip() or not asking.behind_wall or not _is_near(question):
        return (_conditions(asking, wanted),)
    ids = _found(asking, wanted).cte("found")
    one = select(ids.c.id)
    are_many = select(func.count() > queue.MANY).select_from(ids).scalar_subquery()
    lists = _lists(asking, wanted)
    # IS TRUE keeps the planner from beginning with what was found.
    return (*lists, Ticket.id.in_(one).is_(true()), are_many), (*lists, Ticket.id.in_(one), ~are_many)


def _lists(asking: Asking, wanted: TicketFilter) -> Conditions:
    """The conditions of a list without its words."""
    # Cut twice, the planner takes the rows for far fewer than they are, and gathers them all to sort them.
    # Where they are few indeed, his own are the shorter way to them.
    cut = not cut_by_wall(asking) or not by_portfolio_alone(asking.actor.sight)
    return queue.conditions_of(asking, wanted, cut=cut)


def _found(asking: Asking, wanted: TicketFilter) -> TextualSelect:
    """The tickets that have the `words` (a parameter)."""
    found = (
        text(_BEHIND_WALL)
        if asking.behind_wall
        else queue.of_words(asking, _OF_TICKETS, _OF_CLIENTS, wanted.words)
    )
    return found.columns(Ticket.__table__.c.id)


# What a list shows of a ticket (its document) and its client's words; the discussion is for the search.
_OF_TICKETS = (
    "SELECT d.ref FROM search_docs d WHERE d.kind = 'ticket' AND d.tsv @@ to_tsquery('simple', :words)"
)
_OF_CLIENTS = """
SELECT t.id FROM search_docs d JOIN clients c ON c.id = d.ref JOIN tickets t ON t.client_id = c.id
WHERE d.kind = 'client' AND d.tsv @@ to_tsquery('simple', :words)
"""
_BEHIND_WALL = "SELECT app.find_tickets(:words) AS id"


def _page(question: TicketPage, ways: Sequence[Conditions], turned: bool) -> Select[Any]:
    """The page, then what a list shows of its rows. Of a far one the place is found in the index alone, for
    that one passes rows by the thousand; of a near one the rows are looked up only once."""
    sort, descending = question.sort, question.descending
    near = _is_near(question)
    parts: list[Any] = [_part(question, conditions, turned) for conditions in ways]
    page: Any = parts[0] if len(parts) == 1 else union_all(*parts)
    page = page.subquery("page")
    ticket: Any = aliased(Ticket, page if near else None, name="t")
    rows_of_page: Select[Any] = _rows(ticket)
    if not near:
        rows_of_page = rows_of_page.join(page, page.c.rowno == ticket.rowno)
    return rows_of_page.order_by(*_order(getattr(ticket, sort.value), ticket.rowno, descending))


def _part(question: TicketPage, conditions: Conditions, turned: bool) -> Any:
    near, offset = _is_near(question), bindparam("offset", type_=Integer)
    downwards = question.descending != turned
    found: Any = (
        select(Ticket if near else Ticket.rowno)
        .where(*conditions)
        .order_by(*_order(getattr(Ticket, question.sort.value), Ticket.rowno, downwards))
    )
    if turned:
        left = bindparam("total", type_=Integer) - offset
        size = literal(question.limit, Integer)
        return found.offset(func.greatest(left - size, 0)).limit(func.least(size, left))
    if near:
        # A number the planner knows: it takes one it does not know for a tenth of all, and would sort that.
        found = select(found.limit(literal_column(str(FAR + question.limit))).subquery("near"))
    return found.offset(offset).limit(literal_column(str(question.limit)))


def _is_near(question: TicketPage) -> bool:
    return question.offset < FAR


def _order(key: Any, rowno: Any, descending: bool) -> tuple[Any, Any]:
    return (key.desc(), rowno.desc()) if descending else (key.asc(), rowno.asc())


def _rows(t: Any) -> Any:
    """What `list_rows` makes rows of, column by column."""
    seen = (LastSeen.ticket_id == t.id) & (
        LastSeen.user_id == bindparam("reader", type_=LastSeen.user_id.type)
    )
    client_name = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)
    return (
        select(
            t.rowno,
            t.id,
            t.protocol,
            t.external_number,
            t.subject,
            t.client_id,
            func.coalesce(client_name, ""),
            Stage.name,
            Stage.tone,
            t.priority,
            t.attendant_id,
            func.coalesce(StaffMember.name, ""),
            t.status,
            t.waiting_on,
            t.pending_interaction,
            t.due_at,
            t.opened_at,
            t.closed_at,
            t.last_event_at,
            t.news,
            t.opened_by_id,
            TicketHead.last_number,
            LastSeen.number,
        )
        .select_from(t)
        .join(Stage, Stage.id == t.stage_id)
        .outerjoin(Client, Client.id == t.client_id)
        .outerjoin(StaffMember, StaffMember.id == t.attendant_id)
        .outerjoin(LastSeen, seen)
        .outerjoin(TicketHead, TicketHead.ticket_id == LastSeen.ticket_id)
    )


QUESTIONS: Questions = {TicketPage: ticket_page, TicketCount: ticket_count}
