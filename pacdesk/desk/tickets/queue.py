"""Lists of tickets: a page by position, a count, the built-in views. No objects are loaded here.

Pages and counts are those of a desk in a file; `server_lists.py` has those of a shared one.
"""

from array import array
from collections.abc import Hashable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, TextClause, bindparam, func, literal, or_, select, text
from sqlalchemy.orm import aliased

from pacdesk.desk.access.queries import unindexed, visible
from pacdesk.desk.clients.rules import display_name
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.queries import zone_of
from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.list_rows import NOBODY as NO_READER
from pacdesk.desk.tickets.list_rows import Names, bare_rows, in_order
from pacdesk.desk.tickets.paging import Found, Listing, Segment, Walk, remembered
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.desk.tickets.rules import Status, WaitingOn
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Page
from pacdesk.desk.workflow.tables import Stage, WorkflowVersion
from pacdesk.storage.search import has_words, head_match
from pacdesk.storage.types import Uid
from pacdesk.storage.unit_of_work import driver_rows

NOBODY = NO_READER
TIMED = frozenset({TicketView.DUE_TODAY, TicketView.OVERDUE})
MANY = 2000
"""More finds of words are not looked up one by one: a row from the table costs as much as a hundred
entries of a covering index."""


def ticket_page(asking: Asking, question: TicketPage) -> Page[TicketRow]:
    """Rows `offset` … `offset + limit` of a list (tickets without a due time stand last)."""
    version = _data_version(asking)
    listing = _listing(asking, version, question.filter, question.sort)
    offset = max(question.offset, 0)
    rownos = listing.page(asking.session, offset, question.limit, descending=question.descending)
    return Page(offset=question.offset, rows=_rows_of(asking, version, rownos) if rownos else ())


def ticket_count(asking: Asking, question: TicketCount) -> int:
    """How many tickets a list has, exactly."""
    sort = question.sort or TicketSort.OPENED
    listing = _listing(asking, _data_version(asking), question.filter, sort)
    if question.sort is None or question.filter.words.strip():
        # Each step of a survey would gather the finds of the words anew.
        return listing.count(asking.session)
    was_known = listing.is_counted
    counted = listing.survey(asking.session)
    if not was_known:
        _meet_every_order(asking, question.filter)
    return counted


def _meet_every_order(asking: Asking, wanted: TicketFilter) -> None:
    """Look at where each order begins, while nobody waits: whoever clicks a header then finds its statement
    put together and its index read."""
    for sort in TicketSort:
        _walk(asking, wanted, sort).page(asking.session, 0, 1, descending=False)


def _rows_of(asking: Asking, version: Hashable, rownos: list[int]) -> Sequence[TicketRow]:
    user = asking.actor.user_id or NOBODY
    rows = driver_rows(asking.session, *bare_rows(user, rownos))
    return in_order(rows, rownos, user, _names(asking, version, rows))


def _names(asking: Asking, version: Hashable, rows: list[Any]) -> Names:
    """The names in these rows, as they are since something was written last."""
    names = remembered(asking.session, version, Names, Names)
    stages, staff = names.missing(rows)
    if stages:
        names.stages |= {row[0]: row[1:] for row in _called(asking, "name, tone FROM stages", stages)}
    if staff:
        names.staff |= dict(_called(asking, "name FROM staff_members", staff))
    return names


def _called(asking: Asking, what: str, ids: set[bytes]) -> list[Any]:
    marks = ", ".join("?" * len(ids))
    return driver_rows(asking.session, f"SELECT id, {what} WHERE id IN ({marks})", tuple(ids))


def _listing(asking: Asking, version: Hashable, wanted: TicketFilter, sort: TicketSort) -> Listing:
    def make() -> Listing:
        return (_worded if wanted.words.strip() else _walk)(asking, wanted, sort)

    name: Hashable = (wanted, sort, asking.actor.sight, asking.actor.staff_id, moment(asking, wanted))
    return remembered(asking.session, version, name, make)


def _data_version(asking: Asking) -> Hashable:
    """What every write moves: one writer at a time numbers change sets in the order of commits."""
    newest: Hashable = driver_rows(asking.session, _NEWEST, ())[0]
    return newest


_NEWEST = "SELECT (SELECT max(rowno) FROM change_sets), (SELECT max(rowno) FROM tickets)"


def moment(asking: Asking, wanted: TicketFilter) -> datetime | None:
    """Pages of one list agree with each other within a minute."""
    return asking.now.replace(second=0, microsecond=0) if wanted.view in TIMED else None


def _walk(asking: Asking, wanted: TicketFilter, sort: TicketSort, *more: ColumnElement[bool]) -> Walk:
    conditions = (*conditions_of(asking, wanted), *more)
    key = getattr(Ticket, sort.value)
    if sort is not TicketSort.DUE:
        return Walk((Segment(Ticket, conditions, key),))
    filled = Segment(Ticket, (*conditions, key.is_not(None)), key)
    if wanted.view in TIMED:
        return Walk((filled,))
    return Walk((filled, Segment(Ticket, (*conditions, key.is_(None)), None)))


def _worded(asking: Asking, wanted: TicketFilter, sort: TicketSort) -> Listing:
    """What a list has of some words. Few finds are put in order at once; many are met soon enough on a
    walk through the list, and the first page needs no more of them than it shows."""
    words = head_match(asking.session, wanted.words)
    if words is None:
        return Found(array("q"))
    found = of_words(asking, _OF_TICKETS, _OF_CLIENTS, wanted.words).columns(Ticket.__table__.c.rowno)
    found = found.bindparams(words=words)
    some = select(literal(1)).select_from(found.subquery()).limit(MANY + 1).subquery()
    if (asking.session.scalar(select(func.count()).select_from(some)) or 0) > MANY:
        return _walk(asking, wanted, sort, unindexed(Ticket.rowno).in_(found))
    key = getattr(Ticket, sort.value)
    ordered = (
        select(Ticket.rowno)
        .where(Ticket.rowno.in_(found), *conditions_of(asking, wanted))
        .order_by(key.is_(None), key, Ticket.rowno)
    )
    return Found(array("q", asking.session.scalars(ordered)))


# What a list shows of a ticket (its document) and its client's words; the discussion is for the search.
_OF_TICKETS = "SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH :words"
_OF_CLIENTS = """
SELECT t.rowno FROM clients c JOIN tickets t ON t.client_id = c.id
WHERE c.rowno IN (SELECT rowid FROM client_fts WHERE client_fts MATCH :words)
"""


def of_words(asking: Asking, of_tickets: str, of_clients: str, typed: str) -> TextClause:
    """The tickets that have some words, or whose client has. Whose client is out of sight has a ticket found
    by no more than its list shows, the client's name (D20)."""
    both = f"{of_tickets} UNION ALL {of_clients}"
    portfolios = asking.actor.sight.portfolios
    if portfolios is None:
        return text(both)
    # On SQLite the plus keeps the planner to what the words have found.
    plus = "" if asking.on_postgres else "+"
    inside, outside = bindparam("inside", sorted(portfolios), Uid, expanding=True), _named(asking, typed)
    if not outside:
        return text(f"{both} AND {plus}c.portfolio_id IN :inside").bindparams(inside)
    named = bindparam("named", outside, Uid, expanding=True)
    seen = f"({plus}c.portfolio_id IN :inside OR {plus}c.id IN :named)"
    return text(f"{both} AND {seen}").bindparams(inside, named)


def _named(asking: Asking, typed: str) -> list[UUID]:
    """The clients out of sight whose name has the words, if a ticket of theirs is in it by other ways."""
    sight = asking.actor.sight
    if sight.portfolios is None or not (sight.managed or sight.referred):
        return []
    shown = or_(Ticket.id.in_(sorted(sight.referred)), Ticket.department_id.in_(sorted(sight.managed)))
    wanted = (
        select(Client.id, Client.legal_name, Client.trade_name)
        .join(Ticket, Ticket.client_id == Client.id)
        .where(shown, Client.portfolio_id.not_in(sorted(sight.portfolios)))
        .distinct()
    )
    found = asking.session.execute(wanted)
    return sorted(row.id for row in found if has_words(display_name(row.legal_name, row.trade_name), typed))


def conditions_of(
    asking: Asking, wanted: TicketFilter, *, cut: bool = True
) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a list, its words left out: what lives, what may be seen (where nobody else cuts to
    that), the view, the rest.

    The first two are written exactly as the partial indexes are, so that they serve.
    """
    conditions: list[ColumnElement[bool]] = [Ticket.voided_at.is_(None)]
    if wanted.view is not TicketView.ALL:
        conditions.append(Ticket.closed_at.is_(None))
    if cut:
        conditions.append(visible(Ticket, asking.actor))
    conditions += _view_conditions(asking, wanted.view)
    if wanted.client_id is not None:
        conditions.append(Ticket.client_id == wanted.client_id)
    if wanted.contract_id is not None:
        conditions.append(Ticket.contract_id == wanted.contract_id)
    if wanted.department_id is not None:
        conditions.append(unindexed(Ticket.department_id) == wanted.department_id)
    if wanted.attendant_id is not None:
        conditions.append(unindexed(Ticket.attendant_id) == wanted.attendant_id)
    if wanted.status:
        conditions.append(Ticket.status.in_(sorted(wanted.status)))
    if wanted.stage_id is not None:
        conditions.append(Ticket.stage_id.in_(_same_stages(asking, wanted.stage_id)))
    elif wanted.type_id is not None:
        conditions.append(unindexed(Ticket.type_id) == wanted.type_id)
    return tuple(conditions)


def _same_stages(asking: Asking, stage_id: UUID) -> list[UUID]:
    """A stage and those of its key in the other versions of its type's workflow."""
    one, other = aliased(Stage), aliased(Stage)
    mine, theirs = aliased(WorkflowVersion), aliased(WorkflowVersion)
    found = asking.session.scalars(
        select(other.id)
        .join(theirs, theirs.id == other.version_id)
        .join(mine, mine.type_id == theirs.type_id)
        .join(one, (one.version_id == mine.id) & (one.key == other.key))
        .where(one.id == stage_id)
    ).all()
    return sorted({stage_id, *found})


def _view_conditions(asking: Asking, view: TicketView) -> list[ColumnElement[bool]]:
    if view is TicketView.MINE:
        return [unindexed(Ticket.attendant_id) == (asking.actor.staff_id or NOBODY)]
    if view is TicketView.UNASSIGNED:
        return [unindexed(Ticket.attendant_id).is_(None)]
    if view is TicketView.WAITING_CLIENT:
        return [Ticket.status == Status.PENDING, Ticket.waiting_on == WaitingOn.CLIENT]
    if view is TicketView.OVERDUE:
        return [Ticket.due_at < asking.now.replace(second=0, microsecond=0)]
    if view is TicketView.DUE_TODAY:
        start, end = day_of(asking.now, zone_of(asking))
        return [Ticket.due_at >= start, Ticket.due_at < end]
    return []


def day_of(at: datetime, zone: str) -> tuple[datetime, datetime]:
    """Beginning and end of the calendar day, in the company's zone, in which `at` lies."""
    place = ZoneInfo(zone)
    day = at.astimezone(place).date()
    start = datetime.combine(day, time(), tzinfo=place)
    return start, datetime.combine(day + timedelta(days=1), time(), tzinfo=place)
