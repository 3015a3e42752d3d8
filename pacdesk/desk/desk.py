"""The port made real: from a value to its handler or query, in one transaction."""

import threading
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import Engine

from pacdesk.desk.paging import FAR
from pacdesk.desk.tickets.commands import SearchAll, TicketCount, TicketPage
from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import Actor, Changes, Command, Done, Progress, Question, utc_now
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.storage import erased_list
from pacdesk.storage.ahead import Plans, Run, Unforeseen
from pacdesk.storage.files import FileStore
from pacdesk.storage.outcome import happened, lock_of
from pacdesk.storage.scrubbing import scrub
from pacdesk.storage.search import tsquery
from pacdesk.storage.unit_of_work import Signature, UnitOfWork, read, write

T = TypeVar("T")
_LOST = frozenset({"server.unreachable", "server.silent"})
BROADCAST_LIMIT = 1000
Renew = Callable[[Asking], Actor | None]
IDENTITY_TABLES = frozenset(
    {
        "users",
        "permission_groups",
        "memberships",
        "portfolios",
        "portfolio_members",
        "departments",
        "department_members",
        "staff_members",
        "ticket_referrals",
        "parameters",
    }
)
"""What decides who somebody is and what he may see."""


class Desk:
    """An open desk and the person at it. Safe to use from several threads; writes go one by one."""

    def __init__(
        self,
        engine: Engine,
        files: FileStore,
        actor: Actor,
        *,
        clock: Callable[[], datetime] = utc_now,
        renew: Renew | None = None,
        only_to_read: bool = False,
    ) -> None:
        self.engine = engine
        self.files = files
        self._actor = actor
        self._renew = renew
        self._only_to_read = only_to_read
        self._known_on: date | None = None
        self._clock = clock
        self._writing = threading.Lock()
        self._is_far = engine.dialect.name == "postgresql"
        self._plans = Plans()
        self._listeners: list[Callable[[Changes], Any]] = []

    @property
    def actor(self) -> Actor:
        """Who is acting."""
        return self._actor

    def acting(self, actor: Actor, renew: Renew | None = None, *, only_to_read: bool = False) -> "Desk":
        """The same desk with somebody else at it; listeners stay with the old one. `renew` reads anew who
        he is and what he may, when that may have changed. `only_to_read` refuses every command."""
        return Desk(self.engine, self.files, actor, clock=self._clock, renew=renew, only_to_read=only_to_read)

    def _person(self, asking: Asking) -> Actor:
        """Who acts, as he may now. A local desk has one writer, this one, so what it read stays true until
        it writes about people itself or the day changes; on a server others may have.

        Raises Forbidden `access.user_gone`.
        """
        if self._renew is None or (not asking.on_postgres and self._known_on == asking.now.date()):
            return self._actor
        actor = self._renew(asking)
        if actor is None:
            raise Forbidden("access.user_gone", user=self._actor.login)
        self._actor, self._known_on = actor, asking.now.date()
        return actor

    def run(
        self, command: Command[T], *, initiator: object = None, progress: Progress | None = None
    ) -> Done[T]:
        """Do a command: rights, rules, rows, traces, commit, broadcast. Raises UserError, also once the
        handler has written what counts against who was refused; and what `progress` raises, with nothing
        done."""
        self._demand_writing()
        with self._writing:
            answer, changes, tx = self._done(command, initiator, progress)
        if changes.tables & IDENTITY_TABLES:
            self._known_on = None
        if changes.tables:
            self.broadcast(changes)
        if tx.scrubs or tx.forgotten:
            self._scrub(tx)
        if tx.refusal is not None:
            raise tx.refusal
        return Done(answer, changes)

    def _scrub(self, tx: Tx) -> None:
        """What was erased leaves the files too, and is listed. Raises DeskUnavailable `privacy.not_scrubbed`,
        `privacy.list_not_kept`: erased it is all the same."""
        with self._writing:
            try:
                for digest in tx.forgotten:
                    self.files.drop(digest)
                if tx.scrubs:
                    self.files.scrub()
                    scrub(self.engine)
            except DeskUnavailable as error:
                raise DeskUnavailable("privacy.not_scrubbed", detail=str(error)) from error
        if tx.scrubs:
            erased_list.keep(self.engine)

    def _done(
        self, command: Command[T], initiator: object, progress: Progress | None
    ) -> tuple[T, Changes, Tx]:
        handler = handlers()[type(command)]
        in_doubt = False
        answer: T
        kind, given = kind_of(command)
        run = self._plans.begin(kind, given).again()
        try:
            with write(self.engine, run, lock_of(command.id)) as unit:
                tx = Tx(unit, self._actor, command, self._clock())
                tx.actor = self._person(tx)
                if progress is not None:
                    tx.progress = progress
                answer = handler(tx, command)
                try:
                    unit.commit(self._signature(tx))
                finally:
                    in_doubt = unit.in_doubt
        except DeskUnavailable as error:
            if not in_doubt and error.code in _LOST:
                raise DeskUnavailable("server.not_done") from error
            if not in_doubt:
                raise
            if not happened(self.engine, command.id):
                raise DeskUnavailable("server.not_done") from error
        if self._is_far:
            self._plans.done(kind, given, run)
        return answer, _changes(unit, command, initiator), tx

    def broadcast(self, changes: Changes) -> None:
        """Tell the listeners of a change: of our own, or of what others did on a shared desk."""
        for listener in tuple(self._listeners):
            listener(changes)

    def _signature(self, tx: Tx) -> Signature:
        command, name = tx.command, tx.recorded_as.__name__
        return Signature(
            command_id=command.id,
            command=name,
            at=command.at,
            actor_id=self._actor.user_id,
            actor_label=self._actor.name,
            label=label_of(command, name),
            undoes=getattr(command, "change_set", None),
        )

    def ask(self, question: Question[T]) -> T:
        """Answer a question from one snapshot. Raises UserError."""
        kind, given = shape_of(question) if self._is_far else (None, {})
        if kind is None:
            return self._answered(question, None)
        total = self._total(question)
        if total is not None:
            kind, given = (kind, "from its end"), {**given, "total": total}
        run = self._plans.begin(kind, given)
        try:
            answer = self._answered(question, run)
        except Unforeseen:
            run = run.again()
            answer = self._answered(question, run)
        self._plans.done(kind, given, run)
        return answer

    def _total(self, question: Question[Any]) -> int | None:
        if not isinstance(question, TicketPage) or question.offset < FAR:
            return None
        from pacdesk.desk.tickets.server_lists import counted

        return counted(self.engine, self._actor, question)

    def _answered(self, question: Question[T], run: Run | None) -> T:
        with read(self.engine, run) as session:
            asking = Asking(session, self._actor, self._clock(), self.files)
            asking.actor = self._person(asking)
            answer: T = queries()[type(question)](asking, question)
            return answer

    def _demand_writing(self) -> None:
        if self._only_to_read:
            raise Forbidden("see_as.read_only", user=self._actor.name)

    def subscribe(self, listener: Callable[[Changes], Any]) -> Callable[[], None]:
        """Be told of every change, on the thread that made it; the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def put_file(self, content: bytes) -> str:
        """Keep a file's bytes; answers their SHA-256. Raises Forbidden `see_as.read_only`."""
        self._demand_writing()
        return self.files.put(content)

    def get_file(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound."""
        return self.files.get(sha256)

    def close(self) -> None:
        """Let go of every connection."""
        with closing(self.files):
            self.engine.dispose()


def shape_of(question: Question[Any]) -> tuple[Hashable, dict[str, Any]]:
    """What kind of question it is, and what it has of its own: whom it is about, what was typed, and where a
    page begins. No kind (None) where one cannot be told from another, as of those that bring a whole flow."""
    kind: Any = type(question)
    own: dict[str, Any] = {}
    rest: list[Any] = [kind]
    for name in _names_of(kind):
        value = getattr(question, name)
        if name == "offset":
            own[name] = value
            rest.append(value < FAR)
        elif isinstance(value, UUID):
            own[name] = value
            rest.append(UUID)
        elif kind in _SEEKING and name == "words":
            rest.append(_typed(value, own))
        elif kind in _SEEKING and name == "filter":
            rest.append((_typed(value.words, own), replace(value, words="")))
        else:
            rest.append(value)
    try:
        hash(tuple(rest))
    except TypeError:
        return None, own
    return tuple(rest), own


_SEEKING: Final[frozenset[type[Question[Any]]]] = frozenset({SearchAll, TicketCount, TicketPage})
"""Questions whose words go to the server as they were typed, each in one place of one statement."""


def _typed(words: str, own: dict[str, Any]) -> bool:
    """Whether words were typed; what they are is the question's own, as statements are given them."""
    query = tsquery(words)
    if query is not None:
        own["words"] = own["query"] = query
    return query is not None


def kind_of(command: Command[Any]) -> tuple[Hashable, dict[str, Any]]:
    """What kind of command it is, and the ids in it."""
    kind: Any = type(command)
    own = {name: value for name in _names_of(kind) if isinstance(value := getattr(command, name), UUID)}
    return (kind, *own), own


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def label_of(command: Command[Any], name: str = "") -> dict[str, str]:
    """What the change set calls itself: the command's name (or another `name`), and the id of
    those that it was given together with; the words are made where it is shown."""
    together = getattr(command, "together", None)
    named = {"command": name or type(command).__name__}
    return named if together is None else {**named, "together": str(together)}


def _changes(unit: UnitOfWork, command: Command[Any], initiator: object) -> Changes:
    gathered = unit.gathered
    few = len(gathered.ids) <= BROADCAST_LIMIT
    return Changes(
        tables=frozenset(gathered.tables),
        ids=frozenset(gathered.ids) if few else None,
        label=type(command).__name__,
        change_set=command.id if gathered.rows else None,
        undoable=type(command) not in not_undoable(),
        initiator=initiator,
    )


@cache
def handlers() -> dict[type[Command[Any]], Callable[[Tx, Any], Any]]:
    """Every command and the handler that does it."""
    from pacdesk.desk import areas

    return areas.HANDLERS


@cache
def queries() -> dict[type[Question[Any]], Callable[[Asking, Any], Any]]:
    """Every question and the query that answers it."""
    from pacdesk.desk import areas

    return areas.QUESTIONS


@cache
def not_undoable() -> frozenset[type[Command[Any]]]:
    """Commands that cannot be taken back, said before they are done (DESIGN section 4)."""
    from pacdesk.desk import areas

    return areas.NOT_UNDOABLE
