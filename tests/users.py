"""Changing users in tests."""

from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import ChangeUser, ListUsers
from pacdesk.desk.desk import Desk


def change_of(desk: Desk, user: UUID, **more: Any) -> ChangeUser:
    """The command that changes a user as he is seen now, in what is given."""
    seen = next(row for row in desk.ask(ListUsers()) if row.id == user)
    values: dict[str, Any] = {
        "user": user,
        "version": seen.version,
        "login": seen.login,
        "name": seen.name,
        "is_admin": seen.is_admin,
        "rights": seen.rights,
        "staff": seen.staff_id,
        "active": seen.active,
        "superior": seen.superior_id,
    }
    return ChangeUser(**(values | more))
