"""What a shared view is, and for whom."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rows import TicketFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedViewRow:
    """A view that permission groups and departments see in their queue. It opens nothing: each sees of its
    tickets what he sees anyway, and the counter counts these."""

    id: UUID
    version: int
    name: str
    filter: TicketFilter
    groups: frozenset[UUID] = frozenset()
    departments: frozenset[UUID] = frozenset()


def is_for(view: SharedViewRow, groups: AbstractSet[UUID], departments: AbstractSet[UUID]) -> bool:
    """Whether a view stands in the queue of somebody in these groups and departments."""
    return bool(view.groups & groups or view.departments & departments)
