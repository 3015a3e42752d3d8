"""What tests about undo compare: the living state of a desk, without what undo may move."""

import json
from typing import Any

from sqlalchemy import select

from pacdesk.desk.tickets.tables import Ticket
from pacdesk.storage.schema import Base, Capture, SearchDoc
from pacdesk.storage.unit_of_work import plain, read

MOVES = frozenset({"rowno", "version", "last_event_at", "news", "news_visibility"})


def state_of(desk: Any) -> dict[str, Any]:
    """Every captured row that lives, and every search text, as plain values."""
    found: dict[str, Any] = {}
    with read(desk.engine) as session:
        for mapper in Base.registry.mappers:
            kind: Any = mapper.class_
            if kind.capture is not Capture.IMAGES:
                continue
            for row in session.scalars(select(kind)):
                if getattr(row, "voided_at", None) is not None:
                    continue
                values = {
                    c.key: plain(getattr(row, c.key)) for c in mapper.column_attrs if c.key not in MOVES
                }
                found[f"{kind.__tablename__} {row.id}"] = values
        docs = session.execute(select(SearchDoc.kind, SearchDoc.ref, SearchDoc.text, SearchDoc.portfolio_id))
        found["search"] = sorted((d[0], str(d[1]), d[2], str(d[3])) for d in docs)
    return found


def differences(one: dict[str, Any], other: dict[str, Any]) -> str:
    """What differs, readable; "" for nothing."""
    keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return "\n".join(f"{key}\n  {json.dumps(one.get(key))}\n  {json.dumps(other.get(key))}" for key in keys)


def tickets_are_consistent(desk: Any) -> None:
    """Each ticket's derived facts follow from the others (S3.26, D2)."""
    from pacdesk.desk.tickets.rules import Status, WaitingOn, status_of
    from pacdesk.desk.workflow.rows import StageKind
    from pacdesk.desk.workflow.tables import Stage

    with read(desk.engine) as session:
        for ticket, kind in session.execute(
            select(Ticket, Stage.kind).join(Stage, Stage.id == Ticket.stage_id)
        ):
            wanted = status_of(
                StageKind(kind),
                taken=ticket.taken_at is not None,
                waiting_on=WaitingOn(ticket.waiting_on),
                cancelled=bool(ticket.cancel_reason),
            )
            assert ticket.status == wanted
            closed = ticket.status in (Status.RESOLVED, Status.CANCELLED)
            assert closed == (ticket.closed_at is not None)
            if ticket.waiting_on == WaitingOn.DEPARTMENT:
                assert ticket.attendant_id is None
