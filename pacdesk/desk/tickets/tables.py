"""Tickets and what hangs on them. A comment never moves a ticket's version: the chain's head
lives in `ticket_heads`, and the few facts that a list shows of the last event are kept on the
ticket outside its version (`events.record` writes them)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import (
    WRITTEN_ONCE,
    Base,
    Capture,
    Guarded,
    Keyed,
    Versioned,
    Voidable,
    guarded_key,
    guarded_parent,
    naming,
)
from pacdesk.storage.types import Json, RowNo, SortKey, Uid, UtcTime

LIVE = text("voided_at IS NULL")
OPEN = text("voided_at IS NULL AND closed_at IS NULL")
LIST_COVER = ("rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id")

_PARTS = (("all", LIVE, ("voided_at",)), ("open", OPEN, ("voided_at", "closed_at")))


def _list_indexes(*keys: str) -> list[Index]:
    """For each sortable column a covering index over all live tickets and one over the open ones. The
    columns of its own condition stand in it too: SQLite reads the table for them otherwise."""
    made = []
    for key in keys:
        for name, where, narrowed in _PARTS:
            made.append(
                Index(
                    f"ix_tickets_{name}_{key}",
                    key,
                    *LIST_COVER,
                    *narrowed,
                    sqlite_where=where,
                )
            )
    return made


class Subject(Versioned, Voidable, Base):
    """What a ticket is about (assunto), with its obligations and defaults (S3.9)."""

    __tablename__ = "subjects"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    purpose: Mapped[str] = mapped_column(default="ticket")
    applies_to: Mapped[str] = mapped_column(default="both")
    active: Mapped[bool] = mapped_column(default=True)
    tone: Mapped[str] = mapped_column(default="off")
    login_required: Mapped[bool] = mapped_column(default=False)
    contract_required: Mapped[bool] = mapped_column(default=False)
    address_origin: Mapped[str | None] = mapped_column(default=None)
    default_type_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("ticket_types.id"), default=None)
    default_department_id: Mapped[UUID | None] = mapped_column(
        Uid, ForeignKey("departments.id"), default=None
    )
    default_priority: Mapped[int | None] = mapped_column(default=None)
    default_message: Mapped[str] = mapped_column(default="")
    goal_hours: Mapped[int | None] = mapped_column(default=None)
    complementary_required: Mapped[bool] = mapped_column(default=False)


class CannedMessage(Versioned, Voidable, Base):
    """A canned message with variables (mensagem padrão, S3.23)."""

    __tablename__ = "canned_messages"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    text: Mapped[str]
    visibility: Mapped[str] = mapped_column(default="client")
    for_opening: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class ComplementaryStatus(Versioned, Voidable, Base):
    """A complementary status (S3.27)."""

    __tablename__ = "complementary_statuses"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    tone: Mapped[str] = mapped_column(default="off")
    active: Mapped[bool] = mapped_column(default=True)


class Ticket(Versioned, Guarded, Voidable, Base):
    """A ticket (atendimento). Times are instants; `status` is derived, never typed in (S3.26)."""

    __tablename__ = "tickets"
    __table_args__ = (
        guarded_parent("tickets", "client_id", "clients"),
        guarded_key("tickets"),
        *_list_indexes(
            "protocol",
            "subject_key",
            "client_sort_key",
            "stage_position",
            "priority",
            "attendant_sort_key",
            "due_at",
            "last_event_at",
            "opened_at",
        ),
        Index("ix_tickets_client", "client_id", "last_event_at"),
        Index("ix_tickets_contract", "contract_id", "last_event_at"),
        Index("ix_tickets_external", "external_number"),
        Index("ix_tickets_stage", "stage_id", "due_at"),
        naming("tickets", "contact_id"),
        naming("tickets", "login_id"),
    )

    protocol: Mapped[str] = mapped_column(unique=True)
    short_id: Mapped[str] = mapped_column(unique=True)
    external_number: Mapped[str | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column(default="client")
    client_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    client_sort_key: Mapped[str] = mapped_column(SortKey, default="")
    contact_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("contacts.id"), default=None)
    login_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("access_logins.id"), default=None)
    contract_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("contracts.id"), default=None)
    type_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("ticket_types.id"))
    workflow_version_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("workflow_versions.id"))
    stage_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("stages.id"))
    stage_position: Mapped[int] = mapped_column(default=0)
    stage_since: Mapped[datetime]
    subject_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("subjects.id"), default=None)
    subject: Mapped[str]
    subject_key: Mapped[str] = mapped_column(SortKey)
    description: Mapped[str] = mapped_column(default="")
    department_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("departments.id"))
    attendant_id: Mapped[UUID | None] = mapped_column(
        Uid, ForeignKey("staff_members.id"), default=None, index=True
    )
    attendant_sort_key: Mapped[str] = mapped_column(SortKey, default="")
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    priority: Mapped[int] = mapped_column(default=2)
    reserved_on: Mapped[date | None] = mapped_column(default=None)
    best_time: Mapped[str] = mapped_column(default="any")
    origin: Mapped[str] = mapped_column(default="internal")
    status: Mapped[str] = mapped_column(default="new")
    waiting_on: Mapped[str] = mapped_column(default="department")
    complementary_status_id: Mapped[UUID | None] = mapped_column(
        Uid, ForeignKey("complementary_statuses.id"), default=None
    )
    address_origin: Mapped[str] = mapped_column(default="manual")
    address: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    opened_by_label: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    cancel_reason: Mapped[str] = mapped_column(default="")
    reopened_count: Mapped[int] = mapped_column(default=0)
    source: Mapped[str | None] = mapped_column(default=None)
    source_key: Mapped[str | None] = mapped_column(default=None)
    last_event_at: Mapped[datetime]
    news: Mapped[str] = mapped_column(default="opened")
    news_visibility: Mapped[str] = mapped_column(default="internal")
    pending_interaction: Mapped[str] = mapped_column(default="none")
    waits_reply_since: Mapped[datetime | None] = mapped_column(default=None)


class TicketHead(Guarded, Base):
    """The end of a ticket's chain of events."""

    __tablename__ = "ticket_heads"
    __table_args__ = (guarded_parent("ticket_heads", "ticket_id", "tickets"),)
    capture = Capture.NOTHING

    ticket_id: Mapped[UUID] = mapped_column(Uid, primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(default="")
    last_recorded_at: Mapped[datetime]


class TicketEvent(Keyed, Guarded, Base):
    """One fact of a ticket's history; append-only and chained (DESIGN section 3)."""

    __tablename__ = "ticket_events"
    __table_args__ = (
        guarded_parent("ticket_events", "ticket_id", "tickets"),
        UniqueConstraint("ticket_id", "number", name="uq_ticket_events_ticket_number"),
        {"info": WRITTEN_ONCE},
    )
    capture = Capture.KEYS

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    number: Mapped[int]
    kind: Mapped[str]
    visibility: Mapped[str]
    actor_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    actor_label: Mapped[str] = mapped_column(default="")
    on_behalf_of: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    names_event_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    source: Mapped[str | None] = mapped_column(default=None)
    source_id: Mapped[str | None] = mapped_column(default=None)
    payload: Mapped[str | None]
    salt: Mapped[str | None]
    commitment: Mapped[str]
    hash: Mapped[str]


class StageVisit(Versioned, Guarded, Voidable, Base):
    """A ticket's stay in a stage (S1.30)."""

    __tablename__ = "stage_visits"
    __table_args__ = (
        guarded_parent("stage_visits", "ticket_id", "tickets"),
        Index("ix_stage_visits_ticket", "ticket_id", "entered_at"),
        naming("stage_visits", "stage_id"),
    )

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    stage_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("stages.id"), default=None)
    stage_label: Mapped[str]
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    attendant_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    attendant_label: Mapped[str] = mapped_column(default="")
    condition: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    off_flow: Mapped[bool] = mapped_column(default=False)
    business_minutes: Mapped[int | None] = mapped_column(default=None)


class TicketValue(Versioned, Guarded, Voidable, Base):
    """The value of a custom field on a ticket; each has its own version, so that two people who change
    two fields never clash (DESIGN section 3). `field` is the key it has in the ticket's flow."""

    __tablename__ = "ticket_values"
    __table_args__ = (
        guarded_parent("ticket_values", "ticket_id", "tickets"),
        UniqueConstraint("ticket_id", "field", name="uq_ticket_values_ticket_field"),
    )

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    field: Mapped[str]
    value: Mapped[Any] = mapped_column(Json, default=None, nullable=True)


class TicketCheck(Versioned, Guarded, Voidable, Base):
    """An item of a stage's checklist that was ticked on a ticket, or unticked again."""

    __tablename__ = "ticket_checks"
    __table_args__ = (
        guarded_parent("ticket_checks", "ticket_id", "tickets"),
        UniqueConstraint("ticket_id", "stage_key", "item", name="uq_ticket_checks_ticket_item"),
    )

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    stage_key: Mapped[str]
    item: Mapped[str]
    done: Mapped[bool]
    at: Mapped[datetime]
    by_label: Mapped[str] = mapped_column(default="")


class TicketReferral(Versioned, Guarded, Voidable, Base):
    """A ticket opened to somebody outside its portfolio, until a day or its end (D20)."""

    __tablename__ = "ticket_referrals"
    __table_args__ = (
        guarded_parent("ticket_referrals", "ticket_id", "tickets"),
        UniqueConstraint("ticket_id", "user_id", name="uq_ticket_referrals_ticket_user"),
    )

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), index=True)
    until: Mapped[datetime]
    by_label: Mapped[str] = mapped_column(default="")


class UnderstandingText(Versioned, Guarded, Voidable, Base):
    """A version of what was understood, for the client to approve or reject (S1.5, S1.29)."""

    __tablename__ = "understandings"
    __table_args__ = (
        guarded_parent("understandings", "ticket_id", "tickets"),
        UniqueConstraint("ticket_id", "number", name="uq_understandings_ticket_number"),
    )

    ticket_id: Mapped[UUID] = mapped_column(Uid)
    number: Mapped[int]
    text: Mapped[str]
    author_label: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="waiting")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_label: Mapped[str] = mapped_column(default="")
    justification: Mapped[str] = mapped_column(default="")


class Attachment(Versioned, Guarded, Voidable, Base):
    """A file on a ticket, on one of its events, or hidden from the client later (S1.28)."""

    __tablename__ = "attachments"
    __table_args__ = (guarded_parent("attachments", "ticket_id", "tickets"),)

    ticket_id: Mapped[UUID] = mapped_column(Uid, index=True)
    event_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    file_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("stored_files.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    visibility: Mapped[str]
    inline: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    added_by_label: Mapped[str] = mapped_column(default="")


class LastSeen(Base):
    """Up to which event a person has read a ticket."""

    __tablename__ = "last_seen"
    capture = Capture.NOTHING
    public = True

    user_id: Mapped[UUID] = mapped_column(Uid, primary_key=True)
    ticket_id: Mapped[UUID] = mapped_column(Uid, primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcTime)


class ImportBatch(Versioned, Base):
    """One run of an importer; undone by one command (D13)."""

    __tablename__ = "import_batches"
    public = True

    source: Mapped[str]
    file_name: Mapped[str]
    mapping_name: Mapped[str]
    kind: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    tickets: Mapped[int] = mapped_column(default=0)
    events: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)


class ImportedKey(Base):
    """Which row of ours a row of a source became (D14)."""

    __tablename__ = "imported_keys"
    __table_args__ = (UniqueConstraint("source", "kind", "key", name="uq_imported_keys_source_kind_key"),)
    capture = Capture.NOTHING
    public = True

    rowno: Mapped[int] = mapped_column(RowNo, Identity(), primary_key=True)
    source: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(Uid, index=True)
    batch_id: Mapped[UUID] = mapped_column(Uid, index=True)
