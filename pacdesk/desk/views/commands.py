"""Commands and the question about shared views."""

from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rows import TicketView
from pacdesk.desk.values import Command, Question
from pacdesk.desk.views.rules import SharedViewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSharedView(Command[UUID]):
    """Make a view for a team (`version` 0) or change one: what of the queue it begins with (`base`), cut to
    words, a type and a department, for groups or departments."""

    view: UUID
    version: int = 0
    name: str
    base: TicketView = TicketView.OPEN
    words: str = ""
    type_id: UUID | None = None
    department_id: UUID | None = None
    groups: frozenset[UUID] = frozenset()
    departments: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSharedView(Command[None]):
    """Take a view out of the queues; no ticket changes."""

    view: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSharedViews(Question[tuple[SharedViewRow, ...]]):
    """Shared views by name: those in one's own queue, or for who changes them all."""

    mine: bool = True
