"""Brings a file into a desk: whole cases in batches, each batch one transaction.

Nothing is written before the whole file has been read and found good. Killed or cancelled in
between, what was committed stays; running the same import again brings the rest and doubles nothing
(D14). The batch as a whole is undone by `UndoImport`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.imported import (
    CHANGE,
    CaseState,
    FinishImport,
    ImportCases,
    ImportedCase,
    KnownRows,
    NewsOf,
    NoteImported,
    StartImport,
    Tally,
)
from pacdesk.desk.values import Command, new_id
from pacdesk.desk.workflow.commands import (
    CreateType,
    ListGroups,
    ListTypes,
    SaveGroup,
    StagePlan,
    WayPlan,
)
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from pacdesk.exchange.cases import DataRow, Gathered, gather
from pacdesk.exchange.fields import RowFault
from pacdesk.exchange.mapping import ImportMap
from pacdesk.exchange.problems import Problem, Report, shortened

if TYPE_CHECKING:
    from pacdesk.exchange.data import Records

T = TypeVar("T")
BATCH = 200
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """What an import brought, or would bring. `batch` is what undoes it, None for a dry run; `notes`
    are remarks about the file as a whole. A history counts tickets and events, and as `changed` older
    tickets that the source has closed since without an event; data the rows `made` and `changed`.
    `known` are events or rows that were there already, `taken` the cases or rows that were not refused."""

    tickets: int = 0
    events: int = 0
    known: int = 0
    made: int = 0
    changed: int = 0
    cases: int = 0
    taken: int = 0
    rows: int = 0
    refused: int = 0
    remarks: int = 0
    batch: UUID | None = None
    notes: list[Problem] = field(default_factory=list)

    @property
    def all_refused(self) -> bool:
        """Nothing of the file could be taken: most likely its mapping is for another file."""
        return self.refused > 0 and not self.taken


class _Counting:
    """Counts problems on their way to the report."""

    def __init__(self, report: Report, outcome: Outcome) -> None:
        self._report, self._outcome = report, outcome

    def __call__(self, problem: Problem) -> None:
        if problem.refused:
            self._outcome.refused += 1
        else:
            self._outcome.remarks += 1
        self._report(problem)


def import_file(
    desk: DeskPort,
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    mapping_name: str = "",
    progress: Progress | None = None,
) -> Outcome:
    """Bring a file in, history or data, as its mapping says."""
    bring = import_history if mapping.kind == "history" else import_data
    return bring(desk, path, mapping, report, mapping_name=mapping_name, progress=progress)


def preview_file(
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    desk: DeskPort | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """What `import_file` would bring, nothing written. What only a command's own rules would refuse is
    not known before it runs."""
    preview = preview_history if mapping.kind == "history" else preview_data
    return preview(path, mapping, report, desk=desk, progress=progress)


def import_history(
    desk: DeskPort,
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    mapping_name: str = "",
    progress: Progress | None = None,
    batch_size: int = BATCH,
) -> Outcome:
    """Write the cases of a file as facts of the past.

    `progress(cases done, cases in all)` is called after each batch, and while the file is read with
    (0, 0); it may raise Cancelled. Raises what `gather` raises, Forbidden, DeskUnavailable.
    """
    outcome = Outcome()
    counting = _Counting(report, outcome)
    with gather(path, mapping, counting, tick=_reading(progress)) as gathered:
        outcome.rows, outcome.notes = gathered.rows, gathered.notes
        types = _Types(desk, mapping)
        start = StartImport(
            batch=new_id(), source=mapping.source, file_name=path.name, mapping_name=mapping_name
        )
        for cases in _batches(gathered.cases(), batch_size):
            if outcome.batch is None:
                outcome.batch = desk.run(start).answer
            types.make(cases, outcome.batch)
            command = ImportCases(
                batch=outcome.batch, cases=cases, default_type=types.default, labels=mapping.ticket.labels
            )
            _count(outcome, cases, desk.run(command).answer)
            _tell(progress, outcome, gathered)
        if outcome.batch is not None:
            desk.run(FinishImport(batch=outcome.batch, rejected=outcome.refused))
    return outcome


def preview_history(
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    desk: DeskPort | None = None,
    progress: Progress | None = None,
    batch_size: int = BATCH,
) -> Outcome:
    """What an import would bring, nothing written. Without a desk everything counts as new."""
    outcome = Outcome()
    counting = _Counting(report, outcome)
    with gather(path, mapping, counting, tick=_reading(progress)) as gathered:
        outcome.rows, outcome.notes = gathered.rows, gathered.notes
        for cases in _batches(gathered.cases(), batch_size):
            keys = tuple((case.key, tuple(event.key for event in case.events)) for case in cases)
            if desk is not None:
                closed = tuple(case.key for case in cases if case.state is not CaseState.OPEN)
                tally = desk.ask(NewsOf(source=mapping.source, cases=keys, closed=closed))
            else:
                tally = Tally(tickets=len(keys), events=sum(len(events) for _, events in keys))
            _count(outcome, cases, tally)
            _tell(progress, outcome, gathered)
    return outcome


def import_data(
    desk: DeskPort,
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    mapping_name: str = "",
    progress: Progress | None = None,
    batch_size: int = BATCH,
) -> Outcome:
    """Make or change clients, contracts or tickets, row by row; as `import_history` otherwise."""
    from pacdesk.exchange.data import records_of

    outcome = Outcome()
    counting = _Counting(report, outcome)
    with gather(path, mapping, counting, tick=_reading(progress)) as gathered:
        outcome.rows, outcome.notes = gathered.rows, gathered.notes
        records = records_of(desk, mapping)
        start = StartImport(
            batch=new_id(),
            source=mapping.source,
            file_name=path.name,
            mapping_name=mapping_name,
            kind="data",
        )
        batch = desk.run(start).answer
        outcome.batch = batch
        for rows in _batches(gathered.data(), batch_size):
            ids = _ids(desk, mapping, records, rows)
            fresh = tuple((key, row_id) for key, (row_id, known) in ids.items() if not known)
            desk.run(NoteImported(batch=batch, kind=records.kind, rows=fresh))
            for row in rows:
                _bring(desk, records, row, *ids[row.key], counting, outcome, batch=batch)
            outcome.cases += len(rows)
            _tell(progress, outcome, gathered)
        desk.run(FinishImport(batch=batch, rejected=outcome.refused))
    return outcome


def _ids(
    desk: DeskPort, mapping: ImportMap, records: "Records", rows: tuple[DataRow, ...]
) -> dict[str, tuple[UUID, bool]]:
    """Each key's id and whether its row is there; a row that somebody took out is made anew."""
    keys = tuple(row.key for row in rows)
    known = desk.ask(KnownRows(source=mapping.source, kind=records.kind, keys=keys))
    there = {key for key, row_id in known.items() if records.exists(row_id)}
    return {key: (known[key], True) if key in there else (new_id(), False) for key in keys}


def _bring(
    desk: DeskPort,
    records: "Records",
    row: DataRow,
    row_id: UUID,
    known: bool,
    report: Report,
    outcome: Outcome,
    *,
    batch: UUID | None,
) -> None:
    """One row: planned, and done when there is a batch to bring it with."""
    from pacdesk.exchange.data import CHANGED, MADE, refusal

    try:
        plan = records.plan(row_id, row, known=known)
        if batch is not None:
            _run(desk, batch, plan.commands, are_changes=plan.done == CHANGED)
    except RowFault as fault:
        report(_in_file(fault.problem(row.row), row))
    except (Invalid, Conflict, NotFound, Forbidden) as error:
        if isinstance(error, Forbidden) and not error.code.startswith(_OF_A_TICKET):
            raise
        code, facts = refusal(error)
        report(_in_file(Problem(row.row, code, facts.get("field"), facts=facts), row))
    else:
        for remark in plan.remarks:
            report(_in_file(remark.problem(row.row, refused=False), row))
        outcome.made += plan.done == MADE
        outcome.changed += plan.done == CHANGED
        outcome.known += plan.done not in (MADE, CHANGED)
        outcome.taken += 1


def _run(desk: DeskPort, batch: UUID, commands: tuple[Command[Any], ...], *, are_changes: bool) -> None:
    """Run commands of an import. Those that make no row of the file are noted first, so that a kill leaves
    none that undoing the import does not know."""
    if are_changes:
        ids = tuple((str(command.id), command.id) for command in commands)
        desk.run(NoteImported(batch=batch, kind=CHANGE, rows=ids))
    for command in commands:
        desk.run(command)


_OF_A_TICKET = ("transition.", "ticket.")
"""What is forbidden for one ticket, where it stands now; anything else is forbidden for every row."""


def _in_file(problem: Problem, row: DataRow) -> Problem:
    """A problem of one of our fields, with the file's name of its column and what stood there."""
    field = problem.column or ""
    value = problem.value or shortened(row.values.get(field, "")) or None
    return replace(problem, column=row.columns.get(field, field) or None, value=value)


def preview_data(
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    desk: DeskPort | None = None,
    progress: Progress | None = None,
    batch_size: int = BATCH,
) -> Outcome:
    """What `import_data` would make, change and refuse; nothing written. Without a desk only the file
    itself is judged."""
    from pacdesk.exchange.data import records_of

    outcome = Outcome()
    counting = _Counting(report, outcome)
    with gather(path, mapping, counting, tick=_reading(progress)) as gathered:
        outcome.rows, outcome.notes = gathered.rows, gathered.notes
        records = records_of(desk, mapping) if desk is not None else None
        for rows in _batches(gathered.data(), batch_size):
            if desk is None or records is None:
                outcome.made += len(rows)
                outcome.taken += len(rows)
            else:
                ids = _ids(desk, mapping, records, rows)
                for row in rows:
                    _bring(desk, records, row, *ids[row.key], counting, outcome, batch=None)
            outcome.cases += len(rows)
            _tell(progress, outcome, gathered)
    return outcome


def _reading(progress: Progress | None) -> Callable[[int], None] | None:
    return None if progress is None else lambda _rows: progress(0, 0)


def _batches(cases: Iterator[T], size: int) -> Iterator[tuple[T, ...]]:
    while batch := tuple(islice(cases, size)):
        yield batch


def _count(outcome: Outcome, cases: tuple[ImportedCase, ...], tally: Tally) -> None:
    outcome.cases += len(cases)
    outcome.taken += len(cases)
    outcome.tickets += tally.tickets
    outcome.events += tally.events
    outcome.known += tally.known
    outcome.changed += tally.changed


def _tell(progress: Progress | None, outcome: Outcome, gathered: Gathered) -> None:
    if progress is not None:
        progress(outcome.cases, max(gathered.groups, outcome.cases))


class _Types:
    """The desk's ticket types, and those that the file names and the desk lacks.

    A new type gets the mapping's stages in their order, each leading to the next and to the end;
    moves beyond that are kept as off_flow (D12). `import.history` alone is not enough to make a
    type: that is an ordinary command with its own right.
    """

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        self._desk = desk
        self._stages, self._ways = _flow(mapping)
        self._group_name = mapping.flow.group
        types = desk.ask(ListTypes(only_active=False))
        self._known = {row.name.casefold().strip() for row in types}
        self._first = next((row.id for row in types), None)

    @property
    def default(self) -> UUID:
        """The type of cases that name none. Raises NotFound on a desk without types."""
        if self._first is None:
            raise NotFound("row.not_found", table="ticket_types", id="")
        return self._first

    def make(self, cases: tuple[ImportedCase, ...], batch: UUID) -> None:
        """Make the types that these cases name and nobody has made."""
        for name in dict.fromkeys(case.type for case in cases):
            if not name or name.casefold().strip() in self._known:
                continue
            type_id = new_id()
            created = CreateType(
                type_id=type_id, group=self._group(batch), name=name, stages=self._stages, ways=self._ways
            )
            _run(self._desk, batch, (created,), are_changes=True)
            self._known.add(name.casefold().strip())
            self._first = self._first or type_id

    def _group(self, batch: UUID) -> UUID:
        groups = self._desk.ask(ListGroups())
        if groups:
            return groups[0][0]
        group = new_id()
        _run(self._desk, batch, (SaveGroup(group=group, name=self._group_name),), are_changes=True)
        return group


def _flow(mapping: ImportMap) -> tuple[tuple[StagePlan, ...], tuple[WayPlan, ...]]:
    """The stages that the mapping names, made a flow; none when it names none."""
    closing = mapping.closing
    finals: dict[str, StageKind] = {}
    for activity, stage in mapping.stages.items():
        if activity in closing.resolved_by:
            finals[stage] = StageKind.RESOLVED
        elif activity in closing.cancelled_by:
            finals[stage] = StageKind.CANCELLED
    middle = [stage for stage in dict.fromkeys(mapping.stages.values()) if stage not in finals]
    if not middle:
        return (), ()
    if StageKind.RESOLVED not in finals.values():
        finals[mapping.flow.resolved] = StageKind.RESOLVED
    if StageKind.CANCELLED not in finals.values():
        finals[mapping.flow.cancelled] = StageKind.CANCELLED
    plans = [
        StagePlan(
            name=name,
            kind=StageKind.MIDDLE if place else StageKind.ENTRY,
            tone="info" if place else "novel",
            is_default_entry=place == 0,
        )
        for place, name in enumerate(middle)
    ]
    plans += [
        StagePlan(name=name, kind=kind, tone="ok" if kind is StageKind.RESOLVED else "off")
        for name, kind in finals.items()
    ]
    return tuple(plans), _ways(mapping, plans, len(middle))


def _ways(mapping: ImportMap, plans: list[StagePlan], middle: int) -> tuple[WayPlan, ...]:
    """The moves that the mapping names, else each stage to the next and to the end."""
    place = {plan.name: n for n, plan in enumerate(plans)}
    if mapping.flow.moves:
        return tuple(
            WayPlan(origin=place[origin], target=place[target], label=target)
            for origin, target in mapping.flow.moves
        )
    end = next(n for n, plan in enumerate(plans) if plan.kind == StageKind.RESOLVED)
    steps = [(n, n + 1) for n in range(middle - 1)] + [(n, end) for n in range(middle)]
    return tuple(WayPlan(origin=n, target=m, label=plans[m].name) for n, m in steps)
