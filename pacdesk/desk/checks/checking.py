"""The check of a whole desk: pages, references, chains, search, files, and every copied fact.

Each step streams, so that memory does not grow with the desk. The same logical checks run on
PostgreSQL, which keeps its pages and references right itself. A repair touches only what can be made
again from the rest: the search index, the copies that lists sort by, and files that no row names.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pacdesk.desk.checks import copies, feed, search, storage
from pacdesk.desk.checks.parts import Finding, Finds, Look
from pacdesk.desk.company.rules import read_protocol
from pacdesk.desk.company.tables import NumberSequence
from pacdesk.desk.desk import Desk
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.checking import verify_chains
from pacdesk.desk.tickets.rules import Status, WaitingOn, status_of
from pacdesk.desk.tickets.tables import Ticket, TicketEvent
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.desk.workflow.tables import Stage
from pacdesk.storage.unit_of_work import read

SAMPLES: Final = 10
_STREAM: Final = 2000


@dataclass(frozen=True, slots=True)
class Checked:
    """One step: how much it looked at, how much was wrong, the first finds, and what a repair mended.

    `skipped` names why a step was not done, or not done whole.
    """

    step: str
    seen: int
    problems: int
    samples: tuple[Finding, ...] = ()
    repaired: int = 0
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole check. `problems` counts those that are still there."""

    steps: tuple[Checked, ...]

    @property
    def problems(self) -> int:
        """How many problems are left."""
        return sum(step.problems - step.repaired for step in self.steps)


Progress = Callable[[str], None]


def check(
    desk: Desk,
    *,
    writer: Desk | None = None,
    repair: bool = False,
    progress: Progress | None = None,
    without: frozenset[str] = frozenset(),
) -> Report:
    """Check a desk, and with `repair` mend what can be made again.

    `writer` is the same desk opened for writing (it may be `desk` itself), given by who holds the
    writer's lock: only then is the search index compared word by word, and only then is anything
    mended. `progress` gets the name of each step and may raise Cancelled. `without` names steps to leave out.
    """
    look = Look(desk, writer, repair=repair)
    done = []
    for step, run in _STEPS.items():
        if step in without:
            continue
        if progress is not None:
            progress(step)
        done.append(_run(step, run, look))
    return Report(tuple(done))


def _run(step: str, run: Callable[[Look], Iterator[Finding]], look: Look) -> Checked:
    finds = Finds()
    look.begin(finds)
    samples: list[Finding] = []
    problems = 0
    for finding in run(look):
        problems += 1
        if len(samples) < SAMPLES:
            samples.append(finding)
    return Checked(step, finds.seen, problems, tuple(samples), min(finds.repaired, problems), finds.skipped)


def _chains(look: Look) -> Iterator[Finding]:
    with read(look.desk.engine) as session:
        look.finds.seen = session.scalar(select(func.count()).select_from(TicketEvent)) or 0
        for problem in verify_chains(session):
            yield Finding(problem.code, f"{problem.ticket} #{problem.number}")
    yield from feed.feed(look)


def _protocols(look: Look) -> Iterator[Finding]:
    """Every protocol's check digit (D8), and sequences that are not behind what was drawn (D17)."""
    highest: dict[int, int] = {}
    with read(look.desk.engine) as session:
        for protocol in _stream(session, select(Ticket.protocol)):
            look.finds.seen += 1
            if read_protocol(protocol[0]) != protocol[0]:
                yield Finding("protocol.check_digit", protocol[0])
                continue
            year, number = int(protocol[0][:4]), int(protocol[0][4:11])
            highest[year] = max(highest.get(year, 0), number)
        sequences = select(NumberSequence.year, NumberSequence.last).where(NumberSequence.name == "ticket")
        drawn: dict[int, int] = {row.year: row.last for row in session.execute(sequences)}
    for year, number in highest.items():
        if drawn.get(year, 0) < number:
            yield Finding("protocol.sequence_behind", f"{year}: {drawn.get(year, 0)} < {number}")


def _status(look: Look) -> Iterator[Finding]:
    """The status follows from the stage (S3.26), and a closed ticket says when."""
    wanted = select(
        Ticket.protocol,
        Ticket.status,
        Ticket.waiting_on,
        Ticket.taken_at,
        Ticket.closed_at,
        Ticket.cancel_reason,
        Ticket.workflow_version_id,
        Stage.kind,
        Stage.version_id,
    ).join(Stage, Stage.id == Ticket.stage_id)
    with read(look.desk.engine) as session:
        for row in _stream(session, wanted.where(Ticket.voided_at.is_(None))):
            look.finds.seen += 1
            code = _status_problem(row)
            if code is not None:
                yield Finding(code, row.protocol)


def _status_problem(row: Any) -> str | None:
    if row.version_id != row.workflow_version_id:
        return "status.foreign_stage"
    wanted = status_of(
        StageKind(row.kind),
        taken=row.taken_at is not None,
        waiting_on=WaitingOn(row.waiting_on),
        cancelled=bool(row.cancel_reason),
    )
    if Status(row.status) is not wanted:
        return "status.not_derived"
    is_closed = wanted in (Status.RESOLVED, Status.CANCELLED)
    return "status.closing_time" if is_closed != (row.closed_at is not None) else None


def _stream(session: Session, wanted: Any) -> Iterator[Any]:
    yield from session.execute(wanted, execution_options={"yield_per": _STREAM})


_STEPS: Final[dict[str, Callable[[Look], Iterator[Finding]]]] = {
    "integrity": storage.pages,
    "references": storage.references,
    "chains": _chains,
    "search": search.index,
    "documents": search.documents,
    "files": storage.files,
    "protocols": _protocols,
    "status": _status,
    "copies": copies.copies,
    "portfolios": copies.portfolios,
}
