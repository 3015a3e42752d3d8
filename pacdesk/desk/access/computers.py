"""From which computers people log in, and the notice when one is new (S2.x)."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.commands import KnowComputer, ListComputers, NoteComputer
from pacdesk.desk.access.rules import ComputerRow, Right, demand
from pacdesk.desk.access.tables import KnownComputer
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Forbidden, Invalid

_LONGEST_NAME = 120


def note_computer(tx: Tx, command: NoteComputer) -> None:
    """One's own. The first computer of a user is known at once; of any further one he is told. Raises
    Invalid `second.no_user`."""
    user_id = _me(tx)
    mine = tx.session.scalars(select(KnownComputer).where(KnownComputer.user_id == user_id)).all()
    row = next((one for one in mine if one.computer_id == command.computer), None)
    name = " ".join(command.name.split())[:_LONGEST_NAME]
    if row is None:
        tx.add(
            KnownComputer(
                id=tx.child_id("computer"),
                user_id=user_id,
                computer_id=command.computer,
                name=name,
                first_at=tx.now,
                last_at=tx.now,
                answered_at=None if mine else tx.now,
            )
        )
        return
    row.name, row.last_at = name, tx.now


def know_computer(tx: Tx, command: KnowComputer) -> None:
    """Say that it was oneself. Raises NotFound, Forbidden `computer.not_yours`."""
    row = tx.get(KnownComputer, command.row)
    if row.user_id != tx.actor.user_id:
        raise Forbidden("computer.not_yours")
    if row.answered_at is None:
        row.answered_at = tx.now


def list_computers(asking: Asking, question: ListComputers) -> tuple[ComputerRow, ...]:
    """One's own, or with the right to change users anybody's. Raises Forbidden."""
    if question.user != asking.actor.user_id:
        demand(asking.actor, Right.USERS_EDIT)
    wanted = select(KnownComputer).where(
        KnownComputer.user_id == question.user, KnownComputer.voided_at.is_(None)
    )
    return tuple(
        ComputerRow(row.id, row.computer_id, row.name, row.first_at, row.last_at, row.answered_at is None)
        for row in asking.session.scalars(wanted.order_by(KnownComputer.last_at.desc()))
    )


def _me(tx: Tx) -> UUID:
    if tx.actor.user_id is None:
        raise Invalid("second.no_user")
    return tx.actor.user_id


HANDLERS: Handlers = {NoteComputer: note_computer, KnowComputer: know_computer}
QUESTIONS: Questions = {ListComputers: list_computers}
