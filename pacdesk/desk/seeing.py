"""What somebody sees and through which rule, and looking at the desk with his eyes."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import select

from pacdesk.desk.access.commands import ExplainUser, SeeAs
from pacdesk.desk.access.groups import groups_of
from pacdesk.desk.access.rules import (
    Because,
    Explained,
    GroupRow,
    Right,
    demand,
    explained_rights,
    granted,
)
from pacdesk.desk.access.tables import User
from pacdesk.desk.clients.queries import associated_with
from pacdesk.desk.clients.requesters import refused_online, requesters
from pacdesk.desk.company.queries import departments_of, parameter, zone_of
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.identity import actor_of
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.queries import any_portfolio, list_portfolios
from pacdesk.desk.portfolios.rules import PORTFOLIOS_ACTIVE, Role
from pacdesk.desk.tickets.tables import Ticket, TicketReferral
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.desk.values import Actor, TicketScope
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import Forbidden
from pacdesk.storage.schema import Read

SEEN_AS = "see_as"


# --- with the eyes of another ------------------------------------------------------------------


def see_as(tx: Tx, command: SeeAs) -> None:
    """Note who looks as whom. Raises Forbidden `access.right_missing`, `see_as.above_yours` (he must see
    at least as much himself), `access.user_gone`, NotFound."""
    demand(tx.actor, Right.SEE_AS)
    user = tx.get(User, command.user)
    if not user.active:
        raise Forbidden("access.user_gone", user=user.login)
    if not _sees_as_much(tx.actor, actor_of(tx, user)):
        raise Forbidden("see_as.above_yours", user=user.name)
    tx.add(
        Read(
            id=tx.child_id("read"),
            at=tx.now,
            actor_id=tx.actor.user_id,
            actor_label=tx.actor.name,
            kind=SEEN_AS,
            ref=user.id,
            detail={"user": user.name},
        )
    )


def _sees_as_much(actor: Actor, other: Actor) -> bool:
    if actor.is_admin:
        return True
    sight = actor.sight
    whole = sight.portfolios is None and sight.scope is TicketScope.ALL
    covered = sight.blocked_types <= other.sight.blocked_types and sight.masked <= other.sight.masked
    return not other.is_admin and other.rights <= actor.rights and whole and covered


# --- through which rule --------------------------------------------------------------------------


def explain_user(asking: Asking, question: ExplainUser) -> tuple[Explained, ...]:
    """Every right and each part of what a user sees, with its rule. Of oneself, or with the right to
    change users or to see as others. Raises Forbidden, NotFound."""
    if question.user != asking.actor.user_id and Right.SEE_AS not in asking.actor.rights:
        demand(asking.actor, Right.USERS_EDIT)
    user = asking.get(User, question.user)
    groups = groups_of(asking, user.id)
    found = [
        *explained_rights(groups, frozenset(user.rights), admin=user.is_admin),
        *_online(asking, user),
    ]
    if user.is_admin:
        everything = (Because("admin"),)
        return (
            *found,
            Explained("portfolio", "all", because=everything),
            Explained("scope", str(TicketScope.ALL), because=everything),
        )
    return (
        *found,
        *_portfolios(asking, user, groups),
        *_scope(groups),
        *_departments(asking, user),
        *_people(asking, user),
        *_tickets(asking, user),
        *_covered(asking, groups),
    )


def _online(asking: Asking, user: User) -> Iterator[Explained]:
    """As whom a user of a client asks; of staff, who stand in no register and have no such right, nothing."""
    offered = requesters(associated_with(asking, user.id))
    actor = actor_of(asking, user)
    if not offered and (actor.is_admin or Right.ONLINE_USE not in actor.rights):
        return
    for one in offered:
        why = Because("through_contact", one.contact_name) if one.contact else Because("own_register")
        yield Explained("requester", str(one.client), one.name, because=(why,))
    refused = refused_online(actor, offered)
    why_not = tuple(Because(one.code) for one in refused)
    yield Explained("requester", "online", allowed=not refused, because=why_not)


def _portfolios(asking: Asking, user: User, groups: tuple[GroupRow, ...]) -> Iterator[Explained]:
    rights = granted(groups, frozenset(user.rights)).rights
    if parameter(asking, PORTFOLIOS_ACTIVE) is False or not any_portfolio(asking):
        yield Explained("portfolio", "all", because=(Because("no_portfolios"),))
        return
    if Right.PORTFOLIO_ALL in rights:
        yield Explained("portfolio", "all", because=(Because("right", Right.PORTFOLIO_ALL),))
    today = asking.now.astimezone(ZoneInfo(zone_of(asking))).date()
    for portfolio in list_portfolios(asking, ListPortfolios()):
        for member in portfolio.members:
            if member.user == user.id:
                rule = "substitute" if member.role is Role.SUBSTITUTE else "titular"
                why = [Because(rule, portfolio.name, member.starts_on, member.ends_on)]
                if not portfolio.active:
                    why = [Because("switched_off", portfolio.name)]
                allowed = portfolio.active and member.works_on(today)
                yield Explained("portfolio", str(portfolio.id), portfolio.name, allowed, tuple(why))
    outside = Right.PORTFOLIO_OUTSIDE in rights
    why_outside = Because("right", Right.PORTFOLIO_OUTSIDE) if outside else Because("nobody")
    yield Explained("portfolio", "outside", allowed=outside, because=(why_outside,))


def _scope(groups: tuple[GroupRow, ...]) -> Iterator[Explained]:
    widest = granted(groups, frozenset()).scope
    why = tuple(Because("group", group.name) for group in groups if group.scope is widest)
    yield Explained("scope", str(widest), because=why or (Because("no_group"),))


def _departments(asking: Asking, user: User) -> Iterator[Explained]:
    works_in, managed = departments_of(asking, user.id)
    staff = None if user.staff_id is None else asking.find(StaffMember, user.staff_id)
    own = staff.department_id if staff is not None else None
    wanted = works_in | ({own} if own else set())
    names = select(Department.id, Department.name).where(Department.id.in_(wanted))
    for row_id, name in asking.session.execute(names.order_by(Department.name_key)):
        rules = {"manages": row_id in managed, "works_in": row_id in works_in, "staff": row_id == own}
        why = tuple(Because(rule) for rule, holds in rules.items() if holds)
        yield Explained("department", str(row_id), name, because=why)


def _people(asking: Asking, user: User) -> Iterator[Explained]:
    waiting, seen = [user.id], {user.id}
    while waiting:
        below = select(User.id, User.name).where(
            User.superior_id.in_(waiting), User.voided_at.is_(None), User.id.not_in(seen)
        )
        found = asking.session.execute(below.order_by(User.login_key)).all()
        waiting = [row.id for row in found]
        seen.update(waiting)
        for row in found:
            yield Explained("person", str(row.id), row.name, because=(Because("superior"),))


def _tickets(asking: Asking, user: User) -> Iterator[Explained]:
    zone = ZoneInfo(zone_of(asking))
    live = (
        select(Ticket.id, Ticket.protocol, TicketReferral.by_label, TicketReferral.until)
        .join(TicketReferral, TicketReferral.ticket_id == Ticket.id)
        .where(
            TicketReferral.user_id == user.id,
            TicketReferral.voided_at.is_(None),
            TicketReferral.until > asking.now,
            Ticket.closed_at.is_(None),
        )
        .order_by(Ticket.protocol)
    )
    for row in asking.session.execute(live):
        until = row.until.astimezone(zone).date()
        why = Because("referred", row.by_label, ends_on=until)
        yield Explained("ticket", str(row.id), row.protocol, because=(why,))


def _covered(asking: Asking, groups: tuple[GroupRow, ...]) -> Iterator[Explained]:
    given = granted(groups, frozenset())
    wanted = select(TicketType.id, TicketType.name).where(TicketType.id.in_(given.blocked_types))
    names = {row.id: row.name for row in asking.session.execute(wanted)}
    for type_id in sorted(given.blocked_types, key=lambda one: names.get(one, "")):
        why = tuple(Because("group", group.name) for group in groups if type_id in group.blocked_types)
        yield Explained("blocked_type", str(type_id), names.get(type_id, ""), allowed=False, because=why)
    for part in ("masked", "locked"):
        for field in sorted(getattr(given, part)):
            why = tuple(Because("group", group.name) for group in groups if field in getattr(group, part))
            yield Explained(part, field, allowed=False, because=why)


HANDLERS: Handlers = {SeeAs: see_as}
QUESTIONS: Questions = {ExplainUser: explain_user}
