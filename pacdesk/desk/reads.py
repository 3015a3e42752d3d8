"""Who looked at what is worth noting: covered fields revealed, the desk seen as another, a person's data
taken out. For who may see the audit."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.commands import ListReads
from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.rules import ReadRow, Right, demand
from pacdesk.desk.access.tables import User
from pacdesk.desk.clients.rules import display_name
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.tx import Asking, Questions
from pacdesk.storage.schema import Read


def list_reads(asking: Asking, question: ListReads) -> tuple[ReadRow, ...]:
    """The latest first. A client out of the asker's sight has no name. Raises Forbidden."""
    demand(asking.actor, Right.AUDIT_SEE)
    found = asking.session.scalars(select(Read).order_by(Read.rowno.desc()).limit(question.limit)).all()
    names = _names(asking, {row.ref for row in found if row.ref is not None})
    return tuple(
        ReadRow(
            id=row.id,
            at=row.at,
            who=row.actor_label,
            kind=row.kind,
            what=names.get(row.ref, "") if row.ref is not None else "",
            fields=tuple((row.detail or {}).get("fields", ())),
        )
        for row in found
    )


def _names(asking: Asking, refs: set[UUID]) -> dict[UUID, str]:
    users = asking.session.execute(select(User.id, User.name).where(User.id.in_(refs)))
    names = {row.id: row.name for row in users}
    wanted = select(Client.id, Client.legal_name, Client.trade_name, Client.portfolio_id)
    for row in asking.session.execute(wanted.where(Client.id.in_(refs))):
        if may_see(asking.actor, row.portfolio_id):
            names[row.id] = display_name(row.legal_name, row.trade_name)
    return names


QUESTIONS: Questions = {ListReads: list_reads}
