"""Whose personal fields somebody has revealed lately: they are not covered to him for a while (S2.x)."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.tx import Asking
from pacdesk.storage.schema import Read

REVEAL: Final = "reveal"
STAYS_OPEN: Final = timedelta(minutes=15)
"""So long a recorded reveal counts on every screen: list, ticket, contract, search, dossier."""


def revealed(asking: Asking) -> frozenset[UUID]:
    """The clients whose fields the asker has revealed lately; empty for whom nothing is covered."""
    if not asking.actor.sight.masked:
        return frozenset()
    wanted = select(Read.ref).where(
        Read.actor_id.is_not_distinct_from(asking.actor.user_id),
        Read.kind == REVEAL,
        Read.at > asking.now - STAYS_OPEN,
    )
    return frozenset(ref for ref in asking.session.scalars(wanted) if ref is not None)


def masked_of(asking: Asking, client_id: UUID | None) -> frozenset[str]:
    """The personal fields of a client that the asker sees covered."""
    masked = asking.actor.sight.masked
    return frozenset() if not masked or client_id in revealed(asking) else masked
