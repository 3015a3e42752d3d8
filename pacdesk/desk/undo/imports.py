"""Takes an import back (D13): one command for the whole batch.

What the import wrote past the handlers goes by its batch; the commands that were part of it (changes of
older rows, new ticket types) are reverted from their change sets, as far as nobody has changed them since.
"""

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.tickets.import_undo import take_out
from pacdesk.desk.tickets.imported import CHANGE, UndoImport, Undone
from pacdesk.desk.tickets.tables import ImportBatch, ImportedKey, Subject
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.undo.handlers import revert_as_far, void_unused
from pacdesk.errors import Conflict
from pacdesk.storage.schema import ChangeRow, ChangeSet


def undo_import(tx: Tx, command: UndoImport) -> Undone:
    """Take the batch out. Tickets on which somebody has worked since stay and are named, as do rows that
    somebody has changed since; subjects and types that it made go when nothing else uses them.

    Raises Forbidden, NotFound, Conflict `import.already_undone`.
    """
    batch = tx.get_locked(ImportBatch, command.batch)
    demand(tx.actor, Right.IMPORT_HISTORY if batch.kind == "history" else Right.IMPORT_DATA)
    if batch.undone_at is not None:
        raise Conflict("import.already_undone", at=batch.undone_at)
    batch.undone_at = tx.now
    batch.finished_at = batch.finished_at or tx.now
    changes = _changes(tx, batch)
    subjects = _subjects(tx, batch)
    undone = take_out(tx, batch)
    tx.flush()
    # The newest first: what a later row of the file changed again goes back over its own image.
    outcomes = [revert_as_far(tx, change) for change in changes]
    for subject in subjects:
        void_unused(tx, subject)
    if batch.kind == "history":
        return undone
    return Undone(
        tickets=undone.tickets,
        kept=undone.kept,
        reverted=sum(outcome.reverted for outcome in outcomes),
        moved=sum(len(outcome.moved) for outcome in outcomes),
    )


def _changes(tx: Tx, batch: ImportBatch) -> list[ChangeSet]:
    """The commands that the import ran and nobody has taken back, the newest first."""
    noted = select(ImportedKey.row_id).where(ImportedKey.batch_id == batch.id, ImportedKey.kind == CHANGE)
    found = tx.session.scalars(
        select(ChangeSet)
        .where(ChangeSet.id.in_(noted), ChangeSet.undone_by.is_(None), ChangeSet.keeps_images)
        .order_by(ChangeSet.rowno.desc())
    )
    return list(found)


def _subjects(tx: Tx, batch: ImportBatch) -> list[Subject]:
    """The subjects born with the batch's cases."""
    sets = select(ChangeRow.change_set_id).where(
        ChangeRow.table_name == ImportBatch.__tablename__, ChangeRow.row_id == batch.id
    )
    born = select(ChangeRow.row_id).where(
        ChangeRow.change_set_id.in_(sets),
        ChangeRow.table_name == Subject.__tablename__,
        ChangeRow.operation == "insert",
    )
    return list(tx.session.scalars(select(Subject).where(Subject.id.in_(born))))


HANDLERS: Handlers = {UndoImport: undo_import}
