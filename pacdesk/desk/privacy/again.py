"""Erasing again what a backup brought back (`storage/erased_list.py` says what was erased since)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.tables import User
from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.privacy.commands import EraseAgain, ListRetention, RunRetention
from pacdesk.desk.privacy.erasing import begin, ended, forget_person
from pacdesk.desk.privacy.forgetting import Forgetting
from pacdesk.desk.privacy.reach import reach_of
from pacdesk.desk.privacy.rules import PersonKind, RetentionKind
from pacdesk.desk.privacy.tables import Erasure
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Progress
from pacdesk.errors import Forbidden, NotFound
from pacdesk.storage.erased_list import Listed
from pacdesk.storage.postgres.wall import login_behind_wall

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Again:
    """How many people were erased again, which rules of retention were run again, and which were not because
    they are switched off in what came back."""

    people: int = 0
    rules: tuple[RetentionKind, ...] = ()
    rules_off: tuple[RetentionKind, ...] = ()

    def joined(self, more: "Again | None") -> "Again":
        """With what a second list asked for."""
        if more is None:
            return self
        rules = tuple(dict.fromkeys((*self.rules, *more.rules)))
        off = tuple(dict.fromkeys((*self.rules_off, *more.rules_off)))
        return Again(self.people + more.people, rules, off)


def apply_again(desk: DeskPort, waiting: Iterable[Listed], progress: Progress | None = None) -> Again:
    """Erase again, in their order, what is listed and the desk does not know of, each in a transaction of its
    own: stopped, it goes on where it was. To be run by the desk itself, before anybody is at it; on a shared
    one by its owner. Raises DeskUnavailable, Forbidden."""
    waiting = tuple(waiting)
    people = {str(kind) for kind in PersonKind}
    for done, one in enumerate(waiting):
        if progress is not None:
            progress(done, len(waiting))
        desk.run(_command_of(one))
    wanted = {one.kind for one in waiting} - people
    active = {row.kind for row in desk.ask(ListRetention()) if row.active}
    rules = [kind for kind in RetentionKind if kind in wanted]
    for kind in rules:
        while kind in active and desk.run(RunRetention(kind=kind)).answer.left:
            continue
    return Again(
        people=sum(one.kind in people for one in waiting),
        rules=tuple(kind for kind in rules if kind in active),
        rules_off=tuple(kind for kind in rules if kind not in active),
    )


def _command_of(one: Listed) -> EraseAgain:
    return EraseAgain(
        erasure=UUID(one.id),
        erased_at=_EPOCH + timedelta(microseconds=one.at),
        kind=one.kind,
        person=UUID(one.person) if one.person else None,
        pseudonym=one.pseudonym,
        mentions=one.mentions,
    )


def erase_again(tx: Tx, command: EraseAgain) -> None:
    """Past everything that stood in the way then: it had been cleared, and is only back with the rest.

    Raises Forbidden `access.right_missing` for everybody but the desk itself, on a shared one its owner.
    """
    if tx.actor.user_id is not None or login_behind_wall(tx.session) is not None:
        raise Forbidden("access.right_missing", right="privacy.erase")
    row = begin(
        tx, command.kind, command.pseudonym, "", person=command.person, row_id=command.erasure
    )  # fmt: skip
    row.at = command.erased_at
    forgetting = Forgetting(tx, command.pseudonym)
    if command.person is not None and not _erased_otherwise(tx, command):
        try:
            reach = reach_of(tx, PersonKind(command.kind), command.person)
        except NotFound:  # written down after the backup, and so not back
            ended(tx, row, forgetting.counts)
            return
        for user in tx.session.scalars(select(User).where(User.id.in_(reach.users))):
            user.active = False
        forgetting = Forgetting(tx, command.pseudonym, reach.labels)
        forget_person(tx, forgetting, reach, mentions=command.mentions)
    ended(tx, row, forgetting.counts)


def _erased_otherwise(tx: Tx, command: EraseAgain) -> bool:
    found = select(Erasure.id).where(Erasure.person_id == command.person, Erasure.id != command.erasure)
    return tx.session.scalar(found.limit(1)) is not None
