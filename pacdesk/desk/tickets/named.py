"""Whom a ticket is about, where the wall of a shared desk shows the ticket and not its client: to whom it was
referred (D20), and who manages its department (S2.12)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking

_ID, _CLIENT, _NAME = 1, 5, 6
"""Where a row of `list_rows` has the ticket, its client, and how he is called."""


def named_on(asking: Asking, ticket: UUID) -> tuple[str, str]:
    """The names of the client and of the contact of a ticket in sight; empty for none."""
    client, contact = asking.session.execute(
        select(func.app.client_on(ticket), func.app.contact_on(ticket))
    ).one()
    return client or "", contact or ""


def with_clients(asking: Asking, found: Sequence[Any]) -> Sequence[Any]:
    """The rows of a list, as the driver read them, with the clients' names that they lack."""
    lacking = [row[_ID] for row in found if not row[_NAME] and row[_CLIENT] is not None]
    if not lacking or not asking.behind_wall:
        return found
    wanted = select(Ticket.id, func.app.client_on(Ticket.id)).where(Ticket.id.in_(lacking))
    names = {row[0]: row[1] or "" for row in asking.session.execute(wanted)}
    return [(*row[:_NAME], row[_NAME] or names.get(row[_ID], ""), *row[_NAME + 1 :]) for row in found]
