"""Who a user is on this desk, and what he may see: from groups, portfolios, departments and referrals."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from pacdesk.desk.access.groups import groups_of
from pacdesk.desk.access.rules import Granted, GroupRow, Right, granted
from pacdesk.desk.access.tables import User
from pacdesk.desk.company.queries import departments_of, parameter, zone_of
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.portfolios.queries import any_portfolio, portfolios_of
from pacdesk.desk.portfolios.rules import PORTFOLIOS_ACTIVE
from pacdesk.desk.tickets.referrals import referred_to
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Actor, Sight, TicketScope
from pacdesk.storage.reading import told_identity
from pacdesk.storage.schema import NO_PORTFOLIO


def actor_of(asking: Asking, user: User) -> Actor:
    """The actor a user is: his rights, his staff member, his department, and what he may see."""
    staff = None if user.staff_id is None else asking.find(StaffMember, user.staff_id)
    given = granted(groups_of(asking, user.id), frozenset(user.rights))
    return Actor(
        user_id=user.id,
        login=user.login,
        name=staff.name if staff else user.name,
        staff_id=staff.id if staff else None,
        department_id=staff.department_id if staff else None,
        is_admin=user.is_admin,
        rights=given.rights,
        sight=Sight() if user.is_admin else _sight(asking, user, staff, given),
    )


def renewing(user_id: UUID) -> Callable[[Asking], Actor | None]:
    """Reads anew who a user is; None when he is gone or switched off."""

    @lru_cache(maxsize=2)
    def made(told: str) -> Actor:
        return told_actor(json.loads(told))

    def renew(asking: Asking) -> Actor | None:
        told = told_identity(asking.session)
        if told is not None and (actor := made(told)).user_id == user_id:
            return actor
        user = asking.find(User, user_id)
        return actor_of(asking, user) if user is not None and user.active else None

    return renew


def told_actor(told: dict[str, Any]) -> Actor:
    """The same as `actor_of`, of what the wall tells in one answer."""
    staff = told["staff"] or {}
    given = granted([_group(one) for one in told["groups"] or ()], frozenset(told["rights"]))
    return Actor(
        user_id=UUID(told["id"]),
        login=told["login"],
        name=staff.get("name", told["name"]),
        staff_id=_uuid(staff.get("id")),
        department_id=_uuid(staff.get("department")),
        is_admin=told["is_admin"],
        rights=given.rights,
        sight=Sight() if told["is_admin"] else _told_sight(told, given),
    )


def _told_sight(told: dict[str, Any], given: Granted) -> Sight:
    return Sight(
        portfolios=None if told["portfolios"] is None else _uuids(told["portfolios"]),
        blocked_types=given.blocked_types,
        scope=given.scope,
        departments=_uuids(told["departments"]),
        managed=_uuids(told["managed"]),
        people=_uuids(told["people"]),
        referred=_uuids(told["referred"]),
        masked=given.masked,
        locked=given.locked,
    )


def _group(told: dict[str, Any]) -> GroupRow:
    return GroupRow(
        id=UUID(told["id"]),
        version=told["version"],
        name=told["name"],
        rights=frozenset(told["rights"]),
        denied=frozenset(told["denied"]),
        scope=TicketScope(told["scope"]),
        blocked_types=_uuids(told["blocked_types"]),
        masked=frozenset(told["masked"]),
        locked=frozenset(told["locked"]),
    )


def _uuid(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _uuids(values: Iterable[str] | None) -> frozenset[UUID]:
    return frozenset(UUID(value) for value in values or ())


def _sight(asking: Asking, user: User, staff: StaffMember | None, given: Granted) -> Sight:
    departments, managed = departments_of(asking, user.id)
    own = {staff.department_id} if staff and staff.department_id else set()
    return Sight(
        portfolios=_portfolios(asking, user, given),
        blocked_types=given.blocked_types,
        scope=given.scope,
        departments=departments | own,
        managed=managed,
        people=_people(asking, user, staff),
        referred=referred_to(asking, user.id),
        masked=given.masked,
        locked=given.locked,
    )


def _portfolios(asking: Asking, user: User, given: Granted) -> frozenset[UUID] | None:
    """Those he works in today (S2.10); with the right, also what has none (S2.13, D6). Nothing is cut
    while the desk has no portfolio, or has switched them off."""
    if Right.PORTFOLIO_ALL in given.rights or parameter(asking, PORTFOLIOS_ACTIVE) is False:
        return None
    if not any_portfolio(asking):
        return None
    today = asking.now.astimezone(ZoneInfo(zone_of(asking))).date()
    outside = {NO_PORTFOLIO} if Right.PORTFOLIO_OUTSIDE in given.rights else set()
    return portfolios_of(asking, user.id, today) | outside


def _people(asking: Asking, user: User, staff: StaffMember | None) -> frozenset[UUID]:
    """His own staff member, and those of everybody under him (S1.x)."""
    people = {staff.id} if staff else set()
    waiting, seen = [user.id], {user.id}
    while waiting:
        below = select(User.id, User.staff_id).where(
            User.superior_id.in_(waiting), User.voided_at.is_(None), User.id.not_in(seen)
        )
        found = asking.session.execute(below).all()
        waiting = [row.id for row in found]
        seen.update(waiting)
        people.update(row.staff_id for row in found if row.staff_id is not None)
    return frozenset(people)
