"""Lists of tickets on a shared desk: a page is one statement, since each trip to a server costs its distance.

A far page is one plain OFFSET over the list's covering index. What was counted stays counted until the feed
has another number.
"""

from collections.abc import Hashable
from contextlib import closing
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, select, text
from sqlalchemy.orm import aliased

from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.tickets import queue
from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.list_rows import NOBODY, in_order
from pacdesk.desk.tickets.paging import remembered
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort
from pacdesk.desk.tickets.tables import LastSeen, Ticket, TicketHead
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Page
from pacdesk.desk.workflow.tables import Stage
from pacdesk.storage.reading import told_number
from pacdesk.storage.search import head_match


def ticket_page(asking: Asking, question: TicketPage) -> Page[TicketRow]:
    """Rows `offset` … `offset + limit` of a list (tickets without a due time stand last)."""
    if not asking.on_postgres:
        return queue.ticket_page(asking, question)
    conditions = _conditions(asking, question.filter)
    if conditions is None:
        return Page(offset=question.offset, rows=())
    user: UUID = asking.actor.user_id or NOBODY
    given = {"first": max(question.offset, 0), "size": question.limit, "reader": user}
    statement = _page(question.sort, question.descending, conditions)
    # Past the result's own rows: they look at each value once more.
    with closing(asking.session.connection().execute(statement, given)) as result:
        found = result.cursor.fetchall() if result.cursor is not None else []
    return Page(offset=question.offset, rows=in_order(found, [row[0] for row in found], user))


def ticket_count(asking: Asking, question: TicketCount) -> int:
    """How many tickets a list has, exactly."""
    if not asking.on_postgres:
        return queue.ticket_count(asking, question)
    wanted, actor = question.filter, asking.actor

    def count() -> int:
        conditions = _conditions(asking, wanted)
        if conditions is None:
            return 0
        return asking.session.scalar(select(func.count()).select_from(Ticket).where(*conditions)) or 0

    number = told_number(asking.session)
    if number is None:
        return count()
    name: Hashable = ("count", wanted, actor.sight, actor.staff_id, queue.moment(asking, wanted))
    return remembered(asking.session, number, name, count)


def _conditions(asking: Asking, wanted: TicketFilter) -> tuple[ColumnElement[bool], ...] | None:
    """Of a list; None where words were typed that are none."""
    if not wanted.words.strip():
        return queue.conditions_of(asking, wanted)
    words = head_match(asking.session, wanted.words)
    if words is None:
        return None
    found = text(_BEHIND_WALL if asking.behind_wall else _OF_WORDS).bindparams(words=words)
    matching = Ticket.id.in_(found.columns(Ticket.__table__.c.id))
    return (*queue.conditions_of(asking, wanted), matching)


# What a list shows of a ticket (its document) and its client's words; the discussion is for the search.
_OF_WORDS = """
SELECT d.ref FROM search_docs d WHERE d.kind = 'ticket' AND d.tsv @@ to_tsquery('simple', :words) UNION ALL
SELECT t.id FROM search_docs d JOIN tickets t ON t.client_id = d.ref
WHERE d.kind = 'client' AND d.tsv @@ to_tsquery('simple', :words)
"""
_BEHIND_WALL = "SELECT app.find_tickets(:words)"


def _page(sort: TicketSort, descending: bool, conditions: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    """Which rows first, from the index alone; then what a list shows of those few."""
    key = getattr(Ticket, sort.value)
    page = (
        select(Ticket.rowno)
        .where(*conditions)
        .order_by(*_order(key, Ticket.rowno, descending))
        .offset(bindparam("first", type_=Integer))
        .limit(bindparam("size", type_=Integer))
        .subquery("page")
    )
    ticket, rows = _rows()
    shown = getattr(ticket, sort.value)
    those: Select[Any] = rows.join(page, page.c.rowno == ticket.rowno)
    return those.order_by(*_order(shown, ticket.rowno, descending))


def _order(key: Any, rowno: Any, descending: bool) -> tuple[Any, Any]:
    return (key.desc(), rowno.desc()) if descending else (key.asc(), rowno.asc())


@cache
def _rows() -> tuple[Any, Any]:
    """What `list_rows` makes rows of, column by column."""
    t: Any = aliased(Ticket, name="t")
    seen = (LastSeen.ticket_id == t.id) & (
        LastSeen.user_id == bindparam("reader", type_=LastSeen.user_id.type)
    )
    client_name = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)
    rows: Any = (
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
    return t, rows


QUESTIONS: Questions = {TicketPage: ticket_page, TicketCount: ticket_count}
