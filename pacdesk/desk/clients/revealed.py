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
    since = asking.now - STAYS_OPEN
    wanted = select(Read.ref, Read.at).where(
        Read.actor_id.is_not_distinct_from(asking.actor.user_id),
        Read.kind == REVEAL,
        # To the minute, so that it is the same statement for a while (`storage/ahead.py`).
        Read.at > since.replace(second=0, microsecond=0),
    )
    found = asking.session.execute(wanted)
    return frozenset(ref for ref, at in found if ref is not None and at > since)


def masked_of(asking: Asking, client_id: UUID | None) -> frozenset[str]:
    """The personal fields of a client that the asker sees covered."""
    masked = asking.actor.sight.masked
    return frozenset() if not masked or client_id in revealed(asking) else masked
