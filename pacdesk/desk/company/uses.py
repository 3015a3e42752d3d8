"""What of the company uses departments and staff members."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.tables import User
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.registry import Finders, Wish
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Use


def staff_of(asking: Asking, department: UUID, wish: Wish) -> Iterator[Use]:
    """The people of a department."""
    wanted = select(StaffMember.name).where(
        StaffMember.department_id == department, StaffMember.voided_at.is_(None)
    )
    if wish is Wish.SWITCH_OFF:
        wanted = wanted.where(StaffMember.active)
    for name in asking.session.scalars(wanted.order_by(StaffMember.sort_key)):
        yield Use("staff_member", name)


def users_of(asking: Asking, staff: UUID, wish: Wish) -> Iterator[Use]:
    """The users of a staff member; a person who left may keep his."""
    if wish is Wish.SWITCH_OFF:
        return
    wanted = select(User.login).where(User.staff_id == staff, User.voided_at.is_(None))
    for login in asking.session.scalars(wanted.order_by(User.login_key)):
        yield Use("user", login)


FINDERS: Finders = {"departments": (staff_of,), "staff_members": (users_of,)}
