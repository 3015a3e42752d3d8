"""Verifying the chains of events: nothing of a ticket's history was changed, taken out or put in."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import case, select, text
from sqlalchemy.orm import Session

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rules import chain_hash, commitment_of
from pacdesk.desk.tickets.tables import TicketEvent, TicketHead
from pacdesk.storage.reading import is_behind
from pacdesk.storage.types import to_micros

STREAM = 2000


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """One thing wrong in a ticket's chain: a code (`chain.gap`, `chain.hash`, `chain.payload`,
    `chain.half_erased`, `chain.time`, `chain.head`, `chain.no_head`) and the event's number."""

    code: str
    ticket: UUID
    number: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one ticket."""

    events: int
    last_hash: str
    problems: tuple[ChainProblem, ...]


def verify_chains(session: Session) -> Iterator[ChainProblem]:
    """Every problem in every chain of the desk, streamed: memory does not grow with the history.

    An event whose payload and salt were erased still verifies; one that lost only one of them does not.
    """
    heads = _stream(session, _heads())
    ahead = next(heads, None)
    walk: _Chain | None = None
    for event in _stream(session, _events(session)):
        if walk is None or walk.ticket != event[0]:
            if walk is not None:
                ahead = yield from _end(walk, ahead, heads)
            walk = _Chain(event[0])
        yield from walk.take(event)
    if walk is not None:
        ahead = yield from _end(walk, ahead, heads)
    while ahead is not None:
        yield from _Chain(ahead[0]).end(ahead)
        ahead = next(heads, None)


def verify_ticket(session: Session, ticket: UUID) -> Verified:
    """One ticket's chain."""
    walk = _Chain(ticket)
    problems: list[ChainProblem] = []
    for event in session.execute(_events(session).where(TicketEvent.ticket_id == ticket)):
        problems += walk.take(event)
    head = session.execute(_heads().where(TicketHead.ticket_id == ticket)).first()
    problems += walk.end(head)
    return Verified(events=walk.number, last_hash=walk.previous, problems=tuple(problems))


def _events(session: Session) -> Any:
    e = TicketEvent
    # A payload that the wall covers comes without its salt: it is checked as one that was erased.
    masked = is_behind(session) and session.scalar(text("SELECT app.am_masked()")) is True
    payload = case((e.salt.is_(None), None), else_=e.payload) if masked else e.payload
    return select(
        e.ticket_id, e.number, e.kind, e.recorded_by, e.recorded_at, payload, e.salt, e.commitment, e.hash
    ).order_by(e.ticket_id, e.number)


def _heads() -> Any:
    h = TicketHead
    return select(h.ticket_id, h.last_number, h.last_hash).order_by(h.ticket_id)


def _stream(session: Session, wanted: Any) -> Iterator[Any]:
    yield from session.execute(wanted, execution_options={"yield_per": STREAM})


def _end(walk: "_Chain", head: Any, heads: Iterator[Any]) -> Any:
    """Close a chain against its head; heads before it belong to tickets without events."""
    while head is not None and head[0] < walk.ticket:
        yield from _Chain(head[0]).end(head)
        head = next(heads, None)
    if head is None or head[0] != walk.ticket:
        yield from walk.end(None)
        return head
    yield from walk.end(head)
    return next(heads, None)


class _Chain:
    """One ticket's chain while it is being walked."""

    def __init__(self, ticket: UUID) -> None:
        self.ticket = ticket
        self.number = 0
        self.previous = ""
        self._recorded = 0

    def take(self, event: Any) -> Iterable[ChainProblem]:
        """Check the next event."""
        _, number, kind, recorded_by, recorded_at, payload, salt, commitment, digest = event
        micros = to_micros(recorded_at)
        if number != self.number + 1:
            yield ChainProblem("chain.gap", self.ticket, number)
        if micros < self._recorded:
            yield ChainProblem("chain.time", self.ticket, number)
        if (payload is None) != (salt is None):
            yield ChainProblem("chain.half_erased", self.ticket, number)
        elif payload is not None and commitment_of(salt, payload) != commitment:
            yield ChainProblem("chain.payload", self.ticket, number)
        wanted = chain_hash(self.previous, self.ticket, number, kind, recorded_by, micros, commitment)
        if wanted != digest:
            yield ChainProblem("chain.hash", self.ticket, number)
        self.number, self.previous, self._recorded = number, digest, micros

    def end(self, head: Any) -> Iterable[ChainProblem]:
        """Compare with what the head says."""
        if head is None:
            if self.number:
                yield ChainProblem("chain.no_head", self.ticket, None)
        elif (head[1], head[2]) != (self.number, self.previous):
            yield ChainProblem("chain.head", self.ticket, self.number or None)
