"""Users of the desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Versioned, Voidable
from pacdesk.storage.types import Json, SortKey, Uid


class User(Versioned, Voidable, Base):
    """Someone who may open the desk. Without a password hash he needs none."""

    __tablename__ = "users"
    public = True
    unpictured = frozenset({"password_hash"})

    login: Mapped[str]
    login_key: Mapped[str] = mapped_column(SortKey, unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None] = mapped_column(default=None)
    is_admin: Mapped[bool] = mapped_column(default=False)
    rights: Mapped[Any] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(default=True)
    staff_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    failed_logins: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(default=None)
    last_login_at: Mapped[datetime | None] = mapped_column(default=None)
