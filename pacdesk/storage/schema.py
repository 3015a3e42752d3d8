"""What every table shares: keys, versions, the portfolio on the row, and how it is captured."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Identity, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from pacdesk.storage.types import Json, RowNo, SortKey, Uid, UtcTime

NO_PORTFOLIO = UUID("00000000-0000-8000-8000-000000000001")
"""The portfolio of what has none: one real row, because with NULL the composite key neither
cascades nor checks."""

WRITTEN_ONCE: Final = {"written_once": True}
"""A table's info: no flush changes a row that it has inserted, so it need not know the row's number."""


class Capture(StrEnum):
    """What a change set keeps of a table's rows."""

    IMAGES = "images"
    KEYS = "keys"
    NOTHING = "nothing"


class Base(DeclarativeBase):
    """The one declarative base."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Uid, datetime: UtcTime}

    capture: ClassVar[Capture] = Capture.IMAGES
    unpictured: ClassVar[frozenset[str]] = frozenset()
    """Columns that no change image shows: what outlives its row there must not be a secret."""
    public: ClassVar[bool] = False
    """True for a table that everybody on the desk may read (an arch test asks: Guarded or public)."""


class Keyed:
    """`rowno` for pages, local to its database; `id` for everything else (DESIGN section 3, D15)."""

    rowno: Mapped[int] = mapped_column(RowNo, Identity(), primary_key=True, sort_order=-100)
    id: Mapped[UUID] = mapped_column(Uid, unique=True, sort_order=-99)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "primary_key": [cls.id],
            "eager_defaults": False,
        }
        if hasattr(cls, "version"):
            arguments |= {"version_id_col": cls.version, "version_id_generator": False}
        return arguments


class Versioned(Keyed):
    """A row whose writers name the version they saw; the unit of work sets it to old + 1."""

    version: Mapped[int] = mapped_column(default=1, sort_order=-98)


class Voidable:
    """A row that undo can take out of lists, search and counts without deleting it."""

    voided_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None, sort_order=900)


class Guarded:
    """A row that belongs to a portfolio, the effective one (D7), never NULL."""

    portfolio_id: Mapped[UUID] = mapped_column(Uid, default=NO_PORTFOLIO, sort_order=-97)


def naming(table: str, column: str) -> Index:
    """The rows of a table that name another in a column which most of them leave empty."""
    return Index(f"ix_{table}_{column}", column, sqlite_where=text(f"{column} IS NOT NULL"))


def guarded_key(table: str) -> UniqueConstraint:
    """The key that children point at, so that the portfolio cascades to them."""
    return UniqueConstraint("id", "portfolio_id", name=f"uq_{table}_id_portfolio")


def guarded_parent(table: str, column: str, parent: str) -> ForeignKeyConstraint:
    """Child side of `guarded_key`: the parent's portfolio is the child's, and follows it."""
    return ForeignKeyConstraint(
        [column, "portfolio_id"],
        [f"{parent}.id", f"{parent}.portfolio_id"],
        name=f"fk_{table}_{column}_portfolio",
        onupdate="CASCADE",
    )


class DeskMeta(Keyed, Base):
    """One row: which desk this is."""

    __tablename__ = "desk_meta"
    capture = Capture.NOTHING
    public = True

    name: Mapped[str]
    kind: Mapped[str]
    created_at: Mapped[datetime]
    demo: Mapped[bool] = mapped_column(default=False)


class ChangeSet(Keyed, Base):
    """One executed command: its id is the command's."""

    __tablename__ = "change_sets"
    capture = Capture.NOTHING

    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    actor_id: Mapped[UUID | None] = mapped_column(Uid)
    actor_label: Mapped[str]
    command: Mapped[str]
    label: Mapped[Any] = mapped_column(Json, nullable=True)
    undoes: Mapped[UUID | None] = mapped_column(Uid, default=None)
    undone_by: Mapped[UUID | None] = mapped_column(Uid, default=None)
    row_count: Mapped[int] = mapped_column(default=0)
    keeps_images: Mapped[bool] = mapped_column(default=True)


class ChangeRow(Base):
    """One row touched by a change set, with what it was and what it became."""

    __tablename__ = "change_rows"
    capture = Capture.NOTHING

    rowno: Mapped[int] = mapped_column(RowNo, Identity(), primary_key=True)
    change_set_id: Mapped[UUID] = mapped_column(Uid, index=True)
    table_name: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(Uid, index=True)
    portfolio_id: Mapped[UUID | None] = mapped_column(Uid)
    operation: Mapped[str]
    version: Mapped[int | None]
    before: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    after: Mapped[Any] = mapped_column(Json, default=None, nullable=True)


class SearchDoc(Base):
    """One searchable text. `doc_id` grows with the time it happened, so newest first is the index's
    own order whatever the order of arrival."""

    __tablename__ = "search_docs"
    capture = Capture.NOTHING

    doc_id: Mapped[int] = mapped_column(RowNo, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    ref: Mapped[UUID] = mapped_column(Uid, index=True)
    portfolio_id: Mapped[UUID] = mapped_column(Uid)
    ticket_id: Mapped[UUID | None] = mapped_column(Uid, index=True)
    visibility: Mapped[str]
    text: Mapped[str]


class Read(Keyed, Base):
    """Someone looked at or took out what is worth noting: a reveal, an export, acting as another."""

    __tablename__ = "reads"
    __table_args__ = (Index("ix_reads_actor_id_at", "actor_id", "at"),)
    capture = Capture.NOTHING

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(Uid)
    actor_label: Mapped[str]
    kind: Mapped[str]
    ref: Mapped[UUID | None] = mapped_column(Uid)
    detail: Mapped[Any] = mapped_column(Json, default=None, nullable=True)


class StoredFile(Keyed, Base):
    """What the main database knows of a file; its chunks live in the desk's second file."""

    __tablename__ = "stored_files"
    capture = Capture.KEYS

    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    portfolio_id: Mapped[UUID] = mapped_column(Uid, default=NO_PORTFOLIO)
    created_at: Mapped[datetime]


__all__ = [
    "NO_PORTFOLIO",
    "WRITTEN_ONCE",
    "Base",
    "Capture",
    "ChangeRow",
    "ChangeSet",
    "DeskMeta",
    "Guarded",
    "Keyed",
    "Read",
    "SearchDoc",
    "SortKey",
    "StoredFile",
    "Versioned",
    "Voidable",
    "guarded_key",
    "guarded_parent",
]
