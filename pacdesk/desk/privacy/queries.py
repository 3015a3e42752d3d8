"""The questions of data protection, gathered from the drawers that answer them."""

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.privacy import finding, holding, retention
from pacdesk.desk.privacy.commands import ListErasures
from pacdesk.desk.privacy.erasing import erasure_row
from pacdesk.desk.privacy.rules import ErasureRow
from pacdesk.desk.privacy.tables import Erasure
from pacdesk.desk.tx import Asking, Questions


def list_erasures(asking: Asking, question: ListErasures) -> tuple[ErasureRow, ...]:
    """Raises Forbidden."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    newest = select(Erasure).order_by(Erasure.rowno.desc()).limit(question.limit)
    return tuple(map(erasure_row, asking.session.scalars(newest)))


QUESTIONS: Questions = {
    **finding.QUESTIONS,
    **holding.QUESTIONS,
    **retention.QUESTIONS,
    ListErasures: list_erasures,
}
