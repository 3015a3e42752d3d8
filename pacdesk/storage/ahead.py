"""What a question will send to a shared desk, sent in one trip with the beginning of its read.

Whoever asks for a ticket, a page or a client sends the same few statements each time, with other values. What
a question of a kind sent last is kept; the next one of that kind sends it at once with its own values in
their places, and a statement that then comes finds its answer here. Only the very same statement with the
very same values does: anything else goes to the server by itself. All of it is of one snapshot.

Where the last ones of a kind needed nothing else, the read is ended in that trip too. Should one need more
after all, it is asked again from its beginning (`Unforeseen`).
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

KINDS: Final = 96
MOST: Final = 32
"""Of so many statements no trip is saved that would be felt; they are not kept."""
TRUSTED: Final = 2
"""So many times in a row nothing else was needed, before a read is ended as it begins."""

LATER: Final = "pacdesk_later"
"""Execution option of a statement of a command whose answer nobody looks at: it may wait (`sending.py`)."""

_LOCKS: Final = re.compile(r"\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b")


class Sent(NamedTuple):
    """A statement and its values, as the driver takes them. `binary`: its answer comes as the server has it
    and not as text, which for a page of rows is less work on both sides."""

    statement: str
    values: Any
    binary: bool = False


Given = Mapping[str, Any]
"""What a question has of its own, by name: ids, and where a page begins."""


class Unforeseen(Exception):
    """A read that was ended as it began needs more."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement has what the question has by that name."""

    name: str


@dataclass(slots=True)
class Run:
    """The statements of one read: those sent ahead, and those that were needed."""

    foreseen: tuple[Sent, ...] = ()
    is_whole: bool = False
    """Nothing else is expected: the read ends as it begins."""
    answers: list[tuple[Sent, Any]] = field(default_factory=list)
    needed: list[Sent] = field(default_factory=list)
    missed: int = 0
    streams: bool = False
    """Rows were read piece by piece, so many that they shall not come all at once."""
    is_closed: bool = False
    """Something was written since: what was read before may not hold any more."""

    def again(self) -> "Run":
        """The same once more, this time with its end left open."""
        return Run(self.foreseen)

    def stream(self) -> None:
        """A statement comes whose rows are read piece by piece. Raises Unforeseen."""
        self.streams = True
        if self.is_whole:
            raise Unforeseen

    def close(self) -> None:
        """Something is written: what comes now is read by itself."""
        self.is_closed = True
        self.answers.clear()

    def answer(self, statement: str, values: Any, *, binary: bool = False) -> Any | None:
        """The driver's cursor with the answer to a statement that is needed now, None where it was not sent
        ahead. Raises Unforeseen."""
        if self.is_closed:
            return None
        self.needed.append(Sent(statement, values, binary))
        for n, (sent, cursor) in enumerate(self.answers):
            if sent.statement == statement and sent.values == values:
                del self.answers[n]
                return cursor
        self.missed += 1
        if self.is_whole:
            raise Unforeseen
        return None


@dataclass(slots=True)
class _Plan:
    statements: tuple[Sent, ...]
    trust: int = 0


class Plans:
    """What each kind of question sent last, for one person at one desk. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plans: OrderedDict[Hashable, _Plan] = OrderedDict()

    def begin(self, kind: Hashable, given: Given) -> Run:
        """A read of a question of that kind."""
        with self._lock:
            plan = self._plans.get(kind)
        if plan is None:
            return Run()
        foreseen = tuple(
            sent._replace(values=_filled(sent.values, given))
            for sent in plan.statements
            if _can_fill(sent.values, given)
        )
        return Run(foreseen, is_whole=plan.trust >= TRUSTED)

    def done(self, kind: Hashable, given: Given, run: Run) -> None:
        """It has its answer, by these statements."""
        with self._lock:
            known = self._plans.pop(kind, None)
            if len(run.needed) > MOST or run.streams:
                return
            trust = 0 if run.missed or known is None else known.trust + 1
            emptied = (sent._replace(values=_emptied(sent.values, given)) for sent in run.needed)
            statements = tuple(sent for sent in emptied if _holds_its_own(sent))
            self._plans[kind] = _Plan(statements, trust)
            while len(self._plans) > KINDS:
                self._plans.popitem(last=False)


def _emptied(values: Any, given: Given) -> Any:
    if not isinstance(values, Mapping):
        return values
    return {name: _place(name, value, given) for name, value in values.items()}


def _place(name: str, value: Any, given: Given) -> Any:
    """Ids are known by themselves, other values by what they are called."""
    if isinstance(value, UUID):
        return next((_Place(own) for own, its in given.items() if its == value), value)
    return _Place(name) if name in given and given[name] == value else value


def _holds_its_own(sent: Sent) -> bool:
    """Of statements that lock rows only those that lock what the next one asks for too."""
    if not isinstance(sent.values, Mapping) or not _LOCKS.search(sent.statement):
        return True
    return all(isinstance(value, _Place) for value in sent.values.values())


def _can_fill(values: Any, given: Given) -> bool:
    """Whether a question gives all that a statement of another one of its kind was made of."""
    return not isinstance(values, Mapping) or all(
        its.name in given for its in values.values() if isinstance(its, _Place)
    )


def _filled(values: Any, given: Given) -> Any:
    if not isinstance(values, Mapping):
        return values
    return {name: given[its.name] if isinstance(its, _Place) else its for name, its in values.items()}
