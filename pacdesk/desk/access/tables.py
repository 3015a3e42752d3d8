"""Users of the desk, their groups, the second step of their log-in, and the computers they use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Capture, Versioned, Voidable
from pacdesk.storage.types import Json, SortKey, Uid


class User(Versioned, Voidable, Base):
    """Someone who may open the desk. Without a password hash he needs none."""

    __tablename__ = "users"
    public = True
    unpictured = frozenset({"password_hash"})

    login: Mapped[str]
    login_key: Mapped[str] = mapped_column(SortKey, unique=True)
    name: Mapped[str]
    # Read only where it is asked for: behind the wall of a shared desk nobody may.
    password_hash: Mapped[str | None] = mapped_column(default=None, deferred=True)
    is_admin: Mapped[bool] = mapped_column(default=False)
    rights: Mapped[Any] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(default=True)
    staff_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    failed_logins: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(default=None)
    last_login_at: Mapped[datetime | None] = mapped_column(default=None)
    superior_id: Mapped[UUID | None] = mapped_column(Uid, default=None)


class PermissionGroup(Versioned, Voidable, Base):
    """A permission group (S2.12): what its members may do and see."""

    __tablename__ = "permission_groups"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    rights: Mapped[Any] = mapped_column(Json)
    denied: Mapped[Any] = mapped_column(Json)
    scope: Mapped[str] = mapped_column(default="departments")
    blocked_types: Mapped[Any] = mapped_column(Json)
    masked: Mapped[Any] = mapped_column(Json)
    locked: Mapped[Any] = mapped_column(Json)
    is_default: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class Membership(Versioned, Voidable, Base):
    """A user in a permission group; he may be in several."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("user_id", "group_id", name="uq_memberships_user_group"),)
    public = True

    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), index=True)
    group_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("permission_groups.id"), index=True)


class SecondFactor(Versioned, Voidable, Base):
    """The authenticator of a user, asked for after his password (S1.10). Public by name only: behind the
    wall of a shared desk he and who changes users see that it is there, and nobody reads its secret."""

    __tablename__ = "second_factors"
    capture = Capture.KEYS
    public = True
    unpictured = frozenset({"secret", "recovery"})

    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), unique=True)
    # Both read only where they are asked for, as a password's hash is.
    secret: Mapped[str] = mapped_column(deferred=True)
    recovery: Mapped[Any] = mapped_column(Json, deferred=True)
    codes_left: Mapped[int]
    last_step: Mapped[int] = mapped_column(BigInteger)
    enrolled_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(default=None)


class KnownComputer(Versioned, Voidable, Base):
    """A computer from which a user has logged in. Behind the wall he sees his own, who changes users all."""

    __tablename__ = "known_computers"
    __table_args__ = (UniqueConstraint("user_id", "computer_id", name="uq_known_computers_user_computer"),)
    capture = Capture.KEYS
    public = True

    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), index=True)
    computer_id: Mapped[UUID] = mapped_column(Uid)
    name: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    # Whether he has said that it was he: the first computer of all needs no question.
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
