"""What a flow says of the ways that past tickets took: which steps it has, which it lacks, which fields
would have stopped them. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.guards import met
from pacdesk.desk.workflow.rows import Flow, StageRow, TransitionRow
from pacdesk.desk.workflow.rules import missing_fields

K = TypeVar("K")


class Verdict(StrEnum):
    """What a flow says of a step that a past ticket took."""

    ENTRY = "entry"
    """It began in an entry of the flow."""
    NO_ENTRY = "no_entry"
    """It began elsewhere (S1.30)."""
    LEGAL = "legal"
    OFF_FLOW = "off_flow"
    """No transition of the flow leads there (D12)."""
    BESIDE = "beside"
    """It was cancelled, opened again or put elsewhere: no flow is asked about that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """A step of a past ticket: the names of the stage it came to, the best first, or the label of the
    transition it took; `values` are those known by then. `beside`: no move of a flow."""

    stages: tuple[str, ...] = ()
    transition: str = ""
    beside: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A past ticket by its `key` (protocol), with its steps in order; the first is its beginning."""

    key: str
    steps: tuple[PastStep, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer:
    """What the flow says of one step. `origin` and `target` are names of stages, as they were called when
    the flow has none of that name; `missing` are the fields that would have stopped a legal move;
    `unmet`: its guard would have, with what was known."""

    case: str
    origin: str
    target: str
    verdict: Verdict
    missing: tuple[str, ...] = ()
    unmet: bool = False

    @property
    def stops(self) -> bool:
        """Whether the flow would have stopped the ticket here."""
        beside = self.verdict in (Verdict.OFF_FLOW, Verdict.NO_ENTRY)
        return beside or bool(self.missing) or self.unmet


def replay(flow: Flow, cases: Iterable[PastCase]) -> Iterator[tuple[StepAnswer, ...]]:
    """What a flow says of past tickets: for each the answers to its steps, one a step. A stage is known by
    its name or key, whatever its case and blanks."""
    names = StageNames(flow)
    for case in cases:
        yield tuple(_replay_case(flow, names, case))


class StageNames:
    """The stages of a flow by name and key."""

    def __init__(self, flow: Flow) -> None:
        self._found = {_plain(stage.key): stage for stage in flow.stages}
        self._found |= {_plain(stage.name): stage for stage in flow.stages}

    def first(self, names: tuple[str, ...]) -> StageRow | None:
        """The first of the names that a stage has."""
        return next((self._found[_plain(n)] for n in names if _plain(n) in self._found), None)


def _replay_case(flow: Flow, names: StageNames, case: PastCase) -> Iterator[StepAnswer]:
    here: StageRow | None = None
    label = ""
    values = dict(case.values)
    for n, past in enumerate(case.steps):
        values |= past.values
        ways = _ways(flow, here, past, names)
        target = flow.stage(ways[0].to_stage_id) if ways else names.first(past.stages)
        called = target.name if target else next(iter(past.stages), past.transition)
        if n == 0:
            verdict = Verdict.ENTRY if target in flow.entries else Verdict.NO_ENTRY
            yield StepAnswer(case=case.key, origin="", target=called, verdict=verdict)
        elif past.beside:
            yield StepAnswer(case=case.key, origin=label, target=called, verdict=Verdict.BESIDE)
        elif not ways:
            yield StepAnswer(case=case.key, origin=label, target=called, verdict=Verdict.OFF_FLOW)
        else:
            way = min(ways, key=lambda one: len(missing_fields(flow, one, values)))
            yield StepAnswer(
                case=case.key,
                origin=label,
                target=called,
                verdict=Verdict.LEGAL,
                missing=missing_fields(flow, way, values),
                unmet=not met(way.guard, values),
            )
        here, label = target, called


def _ways(flow: Flow, here: StageRow | None, past: PastStep, names: StageNames) -> tuple[TransitionRow, ...]:
    """The transitions that a step may have been."""
    if here is None:
        return ()
    if past.transition:
        wanted = _plain(past.transition)
        return tuple(w for w in flow.ways_out(here.id) if wanted in (_plain(w.label), _plain(w.key)))
    target = names.first(past.stages)
    if target is None:
        return ()
    return tuple(way for way in flow.ways_out(here.id) if way.to_stage_id == target.id)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """How often past tickets went from one stage to another, and whether the flow has that move."""

    origin: str
    target: str
    count: int
    legal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCount:
    """How often a field would have been empty at a move that leaves a stage."""

    stage: str
    field: str
    count: int


Mark = tuple[datetime, int]
"""Where in a history a part ends: when the last ticket was opened, and its row number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """What a flow says of past tickets. Every step is counted once: `entries` + `moves` + `beside` = steps,
    `moves` = `legal` + `off_flow`, and `legal` = the legal pairs. `no_entry` of the entries began in no
    entry of the flow; `unmet` counts legal moves that a guard would have refused; `stopped` tickets met at
    least one of all this. `end` is where the next part of the history begins, None after the last."""

    tickets: int = 0
    entries: int = 0
    no_entry: int = 0
    moves: int = 0
    legal: int = 0
    off_flow: int = 0
    beside: int = 0
    by_pair: tuple[PairCount, ...] = ()
    beginnings: tuple[PairCount, ...] = ()
    missing: tuple[MissingCount, ...] = ()
    unmet: tuple[PairCount, ...] = ()
    stopped: int = 0
    examples: tuple[tuple[str, str, str], ...] = ()
    """(origin, target, protocol): the first ticket of each move or beginning that stops."""
    end: Mark | None = None


@dataclass(slots=True)
class Counting:
    """Gathers answers into a report; its size depends on the flow, not on how many tickets there are."""

    pairs: dict[tuple[str, str, bool], int] = field(default_factory=dict)
    begun: dict[tuple[str, bool], int] = field(default_factory=dict)
    lacking: dict[tuple[str, str], int] = field(default_factory=dict)
    refused: dict[tuple[str, str], int] = field(default_factory=dict)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    tickets: int = 0
    stopped: int = 0
    beside: int = 0

    def add(self, answers: Iterable[StepAnswer]) -> None:
        """Count one ticket's answers."""
        self.tickets += 1
        stops = False
        for answer in answers:
            stops |= answer.stops
            self._count(answer)
        self.stopped += stops

    def _count(self, answer: StepAnswer) -> None:
        pair = (answer.origin, answer.target)
        if answer.stops:
            self.examples.setdefault(pair, answer.case)
        if answer.verdict in (Verdict.ENTRY, Verdict.NO_ENTRY):
            begun = (answer.target, answer.verdict is Verdict.ENTRY)
            _add(self.begun, begun)
            return
        if answer.verdict is Verdict.BESIDE:
            self.beside += 1
            return
        step_ = (*pair, answer.verdict is Verdict.LEGAL)
        _add(self.pairs, step_)
        if answer.unmet:
            _add(self.refused, pair)
        for name in answer.missing:
            lack = (answer.origin, name)
            _add(self.lacking, lack)

    def join(self, part: ReplayReport) -> None:
        """Count what another part of the history counted."""
        self.tickets += part.tickets
        self.stopped += part.stopped
        self.beside += part.beside
        for pair in part.by_pair:
            _add(self.pairs, (pair.origin, pair.target, pair.legal), pair.count)
        for pair in part.beginnings:
            _add(self.begun, (pair.target, pair.legal), pair.count)
        for pair in part.unmet:
            _add(self.refused, (pair.origin, pair.target), pair.count)
        for lack in part.missing:
            _add(self.lacking, (lack.stage, lack.field), lack.count)
        for origin, target, case in part.examples:
            self.examples.setdefault((origin, target), case)

    def report(self, end: Mark | None = None) -> ReplayReport:
        """What was counted, the most frequent first."""
        legal = sum(n for (_, _, fits), n in self.pairs.items() if fits)
        moved = sum(self.pairs.values())
        return ReplayReport(
            tickets=self.tickets,
            entries=sum(self.begun.values()),
            no_entry=sum(n for (_, fits), n in self.begun.items() if not fits),
            moves=moved,
            legal=legal,
            off_flow=moved - legal,
            beside=self.beside,
            by_pair=tuple(
                PairCount(origin=a, target=b, count=n, legal=fits)
                for (a, b, fits), n in sorted(self.pairs.items(), key=_most)
            ),
            beginnings=tuple(
                PairCount(origin="", target=stage, count=n, legal=fits)
                for (stage, fits), n in sorted(self.begun.items(), key=_most)
            ),
            missing=tuple(
                MissingCount(stage=stage, field=name, count=n)
                for (stage, name), n in sorted(self.lacking.items(), key=_most)
            ),
            unmet=tuple(
                PairCount(origin=a, target=b, count=n, legal=True)
                for (a, b), n in sorted(self.refused.items(), key=_most)
            ),
            stopped=self.stopped,
            examples=tuple((a, b, case) for (a, b), case in self.examples.items()),
            end=end,
        )


def _add(counts: dict[K, int], key: K, how_many: int = 1) -> None:
    counts[key] = counts.get(key, 0) + how_many


def _most(item: tuple[tuple[Any, ...], int]) -> tuple[int, tuple[Any, ...]]:
    return (-item[1], item[0])
