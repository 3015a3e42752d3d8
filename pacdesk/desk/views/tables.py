"""Views of the queue that a team shares."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Versioned, Voidable
from pacdesk.storage.types import Json, SortKey, Uid


class SharedView(Versioned, Voidable, Base):
    """A named filter of the queue, with the ids of the groups and departments that it is for."""

    __tablename__ = "shared_views"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    base: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    type_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("ticket_types.id"), default=None)
    department_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("departments.id"), default=None)
    groups: Mapped[Any] = mapped_column(Json)
    departments: Mapped[Any] = mapped_column(Json)
