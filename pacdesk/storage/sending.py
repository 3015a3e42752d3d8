"""What a command writes on a shared desk waits, and goes to the server with what it asks next, or with its
commit: a server far away answers in its own time, and every trip costs that once more.

What the server says of a statement is heard when it is sent: the first refusal ends the transaction all the
same, and nothing is committed before a changed row is known to be there. Whoever must hear it at once asks
for it (`at_once`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, NamedTuple

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from pacdesk.storage import reading
from pacdesk.storage.ahead import LATER, Run
from pacdesk.storage.schema import WRITTEN_ONCE

MOST: Final = 200
"""So many wait at most: more are sent by themselves."""


class _Waiting(NamedTuple):
    statement: str
    values: Any
    expected: int | None
    """Rows that it has to touch."""


class _Unsent:
    """Stands for the cursor of a statement that waits."""

    description = None

    def __init__(self, rowcount: int) -> None:
        self.rowcount = rowcount

    def close(self) -> None:
        """Nothing is held."""


class Sending(psycopg.Connection[Any]):
    """A connection of the driver on which writes can wait."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.run: Run | None = None
        """Of the command that is under way."""
        self._waiting: list[_Waiting] = []

    def later(self, statement: str, values: Any, expected: int | None = None) -> None:
        """Let a statement wait. Raises what `settle` does."""
        self._waiting.append(_Waiting(statement, values, expected))
        if len(self._waiting) >= MOST:
            self.settle()

    def settle(self, last: Callable[[], object] = lambda: None) -> None:
        """Send what waits, and in the same trip what `last` sends. Raises StaleDataError for rows that were
        not there, and the driver's errors."""
        if not self._waiting:
            last()
            return
        waiting, self._waiting = self._waiting, []
        with self.pipeline():
            sent = [self.execute(one.statement, one.values) for one in waiting]
            last()
        for one, cursor in zip(waiting, sent, strict=True):
            if one.expected not in (None, cursor.rowcount):
                raise StaleDataError(f"{cursor.rowcount} rows instead of {one.expected}: {one.statement}")

    def commit(self) -> None:
        """Commit; in the trip of what waits, unless that has still to be looked at."""
        if any(one.expected is not None for one in self._waiting):
            self.settle()
        if self._waiting:
            # The driver's own way waits for an answer to the commit, and then for one to nothing.
            self.settle(lambda: self.execute("COMMIT"))
        else:
            super().commit()
        self.run = None

    def rollback(self) -> None:
        """Forget what waits too."""
        self._waiting.clear()
        self.run = None
        super().rollback()


def listen(engine: Engine) -> None:
    """Let the engine's connections send that way, and its reads find what was sent ahead."""
    event.listen(engine, "before_execute", _ask_nothing_back, retval=True)
    event.listen(engine, "do_execute", _execute)
    event.listen(engine, "do_executemany", _execute_many)


def begin(session: Session, run: Run, lock: int | None) -> None:
    """Begin a command: who asks, what is foreseen, and the `lock` that it holds until it has ended
    (`storage/outcome.py`), in one trip. Raises what `explain` makes of the driver's errors."""
    # The driver would wait for the answer to a beginning of its own.
    connection = session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
    driver: Any = connection.connection.driver_connection
    reading.begin_command(connection, session, run, lock)
    driver.run = run


@contextmanager
def at_once(session: Session) -> Iterator[None]:
    """What is written here is sent and heard at once."""
    driver: Any = session.connection().connection.driver_connection
    run, driver.run = driver.run, None
    if run is not None:
        run.close()
    try:
        driver.settle()
        yield
    finally:
        driver.run = run


def _ask_nothing_back(_: object, clause: Any, many: Any, one: Any, options: Any) -> tuple[Any, Any, Any]:
    """Of a row that a flush inserts the library wants the row number, for when it changes the row; a trip and
    a look past the wall would bring it."""
    if getattr(clause, "is_insert", False) and "compiled_cache" in options:
        clause = clause.inline() if clause.table.info == WRITTEN_ONCE else clause
    return clause, many, one


def _execute(cursor: Any, statement: str, values: Any, context: Any) -> bool:
    driver: Sending = cursor.connection
    run = driver.run
    if run is None:
        return reading.answered(cursor, statement, values, context)
    if _can_wait(context):
        run.close()
        driver.later(statement, values, _expected(context))
        context.cursor = _Unsent(1)
        return True
    if getattr(context.invoked_statement, "is_select", False):
        kept = run.answer(statement, values)
        if kept is not None:
            context.cursor = kept
            return True
    else:
        run.close()
    if context.execution_options.get("stream_results"):
        driver.settle()
        return False
    driver.settle(partial(cursor.execute, statement, values))
    return True


def _execute_many(cursor: Any, statement: str, values: Sequence[Any], context: Any) -> bool:
    driver: Sending = cursor.connection
    run = driver.run
    if run is None:
        return False
    run.close()
    if not _can_wait(context):
        driver.settle()
        return False
    for one in values:
        driver.later(statement, one, _expected(context))
    context.cursor = _Unsent(len(values))
    return True


def _can_wait(context: Any) -> bool:
    if context.execution_options.get(LATER):
        return True
    if not _is_mapped(context) or not (context.isinsert or context.isupdate):
        return False
    return not context.compiled.effective_returning


def _is_mapped(context: Any) -> bool:
    """Whether a flush writes a row: the mapper keeps such statements by itself. Nobody but it looks at how
    many rows there were."""
    return "compiled_cache" in context.execution_options


def _expected(context: Any) -> int | None:
    """A row that a flush changes has to be there as it was read."""
    return 1 if context.isupdate and _is_mapped(context) else None
