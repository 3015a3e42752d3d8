"""The second step of a log-in: an authenticator's code after the password (S1.10).

On a shared desk it is this program that asks; the server lets in whoever has the password.
"""

import json
from uuid import UUID

from sqlalchemy import select, text

from pacdesk.desk.access.commands import (
    AskSecondFactor,
    DropSecondFactor,
    EnrolSecondFactor,
    FitsSecondFactor,
    PassSecondFactor,
)
from pacdesk.desk.access.rules import Right, SecondFactorRow, demand, wait_after
from pacdesk.desk.access.tables import SecondFactor, User
from pacdesk.desk.access.totp import is_secret, matching_step, recovery_hash
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.postgres.wall import login_behind_wall


@dataclass(frozen=True, slots=True)
class _Kept:
    secret: str
    recovery: tuple[str, ...]


def enrol(tx: Tx, command: EnrolSecondFactor) -> None:
    """One's own. Raises Invalid `second.no_user`, `second.no_password` (a desk that asks for none would not
    ask for a code either), `second.there_already`, `second.secret_unfit`, `second.wrong_code`."""
    user_id = tx.actor.user_id
    if user_id is None:
        raise Invalid("second.no_user")
    if login_behind_wall(tx.session) is None:
        known = tx.session.scalar(select(User.password_hash).where(User.id == user_id))
        if known is None:
            raise Invalid("second.no_password")
    row = tx.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id))
    if row is not None and row.voided_at is None:
        raise Invalid("second.there_already")
    if not is_secret(command.secret) or not command.recovery:
        raise Invalid("second.secret_unfit")
    step = matching_step(command.secret, command.code, tx.now, 0)
    if step is None:
        raise Invalid("second.wrong_code", field="code")
    if row is None:
        row = SecondFactor(id=tx.child_id("second factor"), user_id=user_id)
        row.enrolled_at = tx.now
        tx.session.add(row)
    row.secret, row.recovery = command.secret, sorted(command.recovery)
    row.codes_left, row.last_step, row.enrolled_at = len(command.recovery), step, tx.now
    row.failures, row.blocked_until, row.voided_at = 0, None, None


def pass_by(tx: Tx, command: PassSecondFactor) -> bool:
    """Whether the code is right. A code opens once, a recovery code is used up; wrong ones count, with the
    delay of a wrong password. Needs no right: it is done before anybody is logged in.

    Raises NotFound, Forbidden `login.wait` with its `seconds`.
    """
    row = _standing(tx, command.user)
    if row is None:
        raise NotFound("row.not_found", table="second_factors", id=str(command.user))
    return _tried(tx, row, command.code)


def _tried(tx: Tx, row: SecondFactor, typed: str) -> bool:
    """Whether a code fits; a wrong one is counted. Raises Forbidden `login.wait`."""
    _demand_open(tx, row)
    if _opens(tx, row, typed):
        row.failures, row.blocked_until = 0, None
        return True
    row.failures += 1
    wait = wait_after(row.failures)
    row.blocked_until = tx.now + wait if wait else None
    return False


def _opens(tx: Tx, row: SecondFactor, typed: str) -> bool:
    """Whether a code fits, which is used up then."""
    kept = _kept(tx, row)
    step = matching_step(kept.secret, typed, tx.now, row.last_step)
    if step is not None:
        row.last_step = step
        return True
    hashed = recovery_hash(typed)
    if hashed not in kept.recovery:
        return False
    left = [one for one in kept.recovery if one != hashed]
    row.recovery, row.codes_left = left, len(left)
    return True


def fits(asking: Asking, question: FitsSecondFactor) -> bool:
    """Whether a code of one's own would open. Raises Forbidden `login.wait`."""
    user_id = asking.actor.user_id
    row = None if user_id is None else _standing(asking, user_id)
    if row is None:
        return False
    _demand_open(asking, row)
    kept = _kept(asking, row)
    hit = matching_step(kept.secret, question.code, asking.now, row.last_step)
    return hit is not None or recovery_hash(question.code) in kept.recovery


def _demand_open(asking: Asking, row: SecondFactor) -> None:
    if row.blocked_until is not None and row.blocked_until > asking.now:
        seconds = int((row.blocked_until - asking.now).total_seconds()) + 1
        raise Forbidden("login.wait", seconds=seconds)


def drop(tx: Tx, command: DropSecondFactor) -> None:
    """One's own with a code; that of another with the right to change users, if he may no more than oneself.
    A wrong code counts as one at the log-in does.

    Raises Forbidden (also `user.above_yours`, `login.wait`), NotFound, Invalid `second.wrong_code`.
    """
    row = _standing(tx, command.user)
    if command.user == tx.actor.user_id:
        if row is not None and not _tried(tx, row, command.code):
            tx.refuse_and_keep(Invalid("second.wrong_code", field="code"), PassSecondFactor)
            return
    else:
        demand(tx.actor, Right.USERS_EDIT)
        user = tx.get(User, command.user)
        if not tx.actor.is_admin and (user.is_admin or not frozenset(user.rights) <= tx.actor.rights):
            raise Forbidden("user.above_yours")
    if row is None:
        raise NotFound("row.not_found", table="second_factors", id=str(command.user))
    row.voided_at = tx.at


def forget_with_password(tx: Tx, user_id: UUID) -> None:
    """Without a password nobody is asked for a code."""
    row = _standing(tx, user_id)
    if row is not None:
        row.voided_at = tx.at


def _standing(asking: Asking, user_id: UUID) -> SecondFactor | None:
    wanted = select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.voided_at.is_(None))
    return asking.session.scalar(wanted)


def _kept(asking: Asking, row: SecondFactor) -> _Kept:
    """Secret and recovery codes; behind the wall they come by a function that knows whose they are."""
    if login_behind_wall(asking.session) is None:
        return _Kept(row.secret, tuple(row.recovery))
    secret, recovery = asking.session.execute(
        text("SELECT secret, recovery FROM app.my_second_factor()")
    ).one()
    return _Kept(secret, tuple(json.loads(recovery)))


def is_asked(asking: Asking, user_id: UUID) -> bool:
    """Whether a user's log-in asks for a code."""
    return _standing(asking, user_id) is not None


def ask_second_factor(asking: Asking, question: AskSecondFactor) -> SecondFactorRow | None:
    """One's own, or with the right to change users anybody's. Raises Forbidden."""
    if question.user != asking.actor.user_id:
        demand(asking.actor, Right.USERS_EDIT)
    row = _standing(asking, question.user)
    return None if row is None else SecondFactorRow(row.enrolled_at, row.codes_left)


HANDLERS: Handlers = {EnrolSecondFactor: enrol, PassSecondFactor: pass_by, DropSecondFactor: drop}
QUESTIONS: Questions = {AskSecondFactor: ask_second_factor, FitsSecondFactor: fits}
