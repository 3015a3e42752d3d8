"""Legal holds, rules of retention, requests of data subjects, and what was erased."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Capture, Guarded, Keyed, Versioned, Voidable, guarded_parent
from pacdesk.storage.types import Json, Uid


class LegalHold(Versioned, Guarded, Voidable, Base):
    """Keeps a client with all that is his, or one ticket, from being erased."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        guarded_parent("legal_holds", "client_id", "clients"),
        guarded_parent("legal_holds", "ticket_id", "tickets"),
    )

    client_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    ticket_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    reason: Mapped[str]
    placed_at: Mapped[datetime]
    placed_by_label: Mapped[str] = mapped_column(default="")
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lifted_by_label: Mapped[str] = mapped_column(default="")


class RetentionRule(Versioned, Base):
    """How many days a kind of data stays, and by which law."""

    __tablename__ = "retention_rules"
    public = True

    kind: Mapped[str] = mapped_column(unique=True)
    days: Mapped[int]
    basis: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=False)


class SubjectRequest(Versioned, Voidable, Base):
    """What somebody asked about his data. Read by those alone who attend to it: the queries demand it."""

    __tablename__ = "subject_requests"
    public = True

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    person_kind: Mapped[str | None] = mapped_column(default=None)
    person_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    person_label: Mapped[str]
    asked_by: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    details: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
    noted_by_label: Mapped[str] = mapped_column(default="")


class Erasure(Keyed, Base):
    """Something was erased: of whom (by a number that nobody can follow back), when, by whom and why."""

    __tablename__ = "erasures"
    capture = Capture.KEYS
    public = True

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    actor_label: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    pseudonym: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    counts: Mapped[Any] = mapped_column(Json)
