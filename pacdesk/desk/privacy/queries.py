"""The questions of data protection, gathered from the drawers that answer them."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.privacy import finding, holding, retention
from pacdesk.desk.privacy.commands import ErasedAmong, ListErasures
from pacdesk.desk.privacy.erasing import erasure_row
from pacdesk.desk.privacy.reach import ids_among
from pacdesk.desk.privacy.rules import ErasureRow, PersonKind
from pacdesk.desk.privacy.tables import Erasure
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking, Questions


def list_erasures(asking: Asking, question: ListErasures) -> tuple[ErasureRow, ...]:
    """Raises Forbidden."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    newest = select(Erasure).order_by(Erasure.rowno.desc()).limit(question.limit)
    return tuple(map(erasure_row, asking.session.scalars(newest)))


def erased_among(asking: Asking, question: ErasedAmong) -> frozenset[UUID]:
    """Everybody may ask: it tells ids alone, and only of what there is nothing more to tell."""
    people = ids_among(asking, Erasure.person_id, Erasure.person_id, question.ids)
    theirs = select(Erasure.person_id).where(Erasure.kind == PersonKind.CLIENT)
    tickets = ids_among(asking, Ticket.id, Ticket.id, question.ids, Ticket.client_id.in_(theirs))
    return frozenset((*people, *tickets))


QUESTIONS: Questions = {
    **finding.QUESTIONS,
    **holding.QUESTIONS,
    **retention.QUESTIONS,
    ListErasures: list_erasures,
    ErasedAmong: erased_among,
}
