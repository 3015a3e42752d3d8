"""BPMN 2.0 as flows: what a ticket can stay in becomes a stage, everything between two stages a transition.

Lanes are phases and departments; start events are entries, end events the ends. Timers set transitions off
after their time; other events are a move that a person makes when they have happened.
"""

import re
from dataclasses import dataclass, field, replace
from uuid import UUID

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
)
from pacdesk.errors import Invalid
from pacdesk.exchange.flows.bpmn_file import (
    ACTIVITIES,
    GATEWAYS,
    SUB_PROCESSES,
    Diagram,
    Edge,
    FormField,
    Node,
)
from pacdesk.exchange.flows.bpmn_graph import Graph, Run
from pacdesk.exchange.flows.model import Count, Keys, Names, Notes, ReadFlow, final_kind, human, tone_of

_DURATION = re.compile(
    r"P(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_MACHINES = frozenset({"serviceTask", "scriptTask", "businessRuleTask", "sendTask"})
_BAD_ENDS = frozenset({"error", "cancel", "escalation", "compensate"})
_BARE_ANSWERS = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "ok",
        "sim",
        "não",
        "nao",
        "s",
        "ja",
        "nein",
        "si",
        "sí",
        "oui",
        "non",
    ]
)
_KINDS = {
    "string": FieldKind.TEXT,
    "long": FieldKind.NUMBER,
    "integer": FieldKind.NUMBER,
    "double": FieldKind.NUMBER,
    "boolean": FieldKind.YES_NO,
    "date": FieldKind.DATE,
    "enum": FieldKind.CHOICE,
}


def minutes_of(text: str) -> int | None:
    """An ISO 8601 duration in minutes, at least one; None for anything else."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()) or len(text) > 40:
        return None
    part = {name: float(value or 0) for name, value in found.groupdict().items()}
    whole = part["w"] * 10080 + part["d"] * 1440 + part["h"] * 60 + part["m"] + part["s"] / 60
    return max(1, round(whole)) if 0 < whole < 10**8 else None


_SPOKEN = re.compile(
    r"(?P<n>\d{1,4})\s*(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|minutos?|horas?|dias?|semanas?)",
    re.IGNORECASE,
)
_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080, "s": 10080}


def time_of(event: Node) -> int | None:
    """The minutes that a timer says, or those that it is called by (`7 days`)."""
    found = minutes_of(event.detail)
    spoken = _SPOKEN.fullmatch(event.name.strip(" .")) if found is None and not event.detail else None
    if spoken is not None:
        found = int(spoken["n"]) * _UNITS[spoken["unit"][0].lower()]
    return found or None


def flow_of(diagram: Diagram, notes: Notes) -> ReadFlow:
    """The flow of a process, with counts of activities, events, gateways and sequence flows."""
    return _Making(diagram, notes).result()


@dataclass(slots=True)
class _Entries:
    """Stages in which a ticket may begin; `made`: start events that are stages themselves."""

    keys: list[str] = field(default_factory=list)
    made: list[Node] = field(default_factory=list)


class _Making:
    def __init__(self, diagram: Diagram, notes: Notes) -> None:
        self.diagram = diagram
        self.notes = notes
        self.all_nodes = dict(diagram.nodes)
        self.graph = Graph(diagram, notes)
        self.loose = self._loose()
        self.stays = [n for n in self.all_nodes.values() if self.graph.stays(n) and n.id not in self.loose]
        self.used: set[str] = set()
        self.entries = self._entries()
        self.ids: dict[str, UUID] = {n.id: new_id() for n in [*self.entries.made, *self.stays]}
        self.end_id = new_id()
        self.ends_open = False
        self.fields: dict[str, FieldRow] = {}
        self.form_keys = Keys()

    def result(self) -> ReadFlow:
        """The whole."""
        if not self.ids:
            raise Invalid("flow_file.no_stages", place=self.diagram.name or "process")
        ways = [way for key in self.ids for way in self._ways(self.all_nodes[key])]
        names, keys = Names(), Keys()
        stages = [self._stage(self.all_nodes[key], names, keys) for key in self.ids]
        if self.ends_open:
            name = names.one("End", "End")
            stages.append(
                StageRow(
                    id=self.end_id, name=name, key=keys.one(name, "end"), kind=StageKind.RESOLVED, tone="ok"
                )
            )
        self._tell_nodes()
        called = self.diagram.name or self.diagram.pool
        flow = Flow(
            version_id=new_id(),
            type_id=new_id(),
            number=1,
            stages=tuple(replace(stage, position=n) for n, stage in enumerate(stages)),
            transitions=tuple(ways),
            fields=tuple(self.fields.values()),
            notes=self.notes.all(),
        )
        return ReadFlow(
            flow=flow,
            kind="bpmn",
            type_name=called,
            group_name="BPMN",
            description=self.diagram.text,
            counts=self._counts(),
        )

    def _counts(self) -> tuple[Count, ...]:
        nodes = self.all_nodes.values()
        rows = []
        for what, kinds in (
            ("activities", ACTIVITIES),
            ("gateways", GATEWAYS),
            ("start_events", {"startEvent"}),
            ("end_events", {"endEvent"}),
            ("other_events", {"intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}),
        ):
            found = [node for node in nodes if node.kind in kinds]
            told = sum(node.id in self.loose for node in found)
            rows.append(Count(what=what, in_file=len(found), in_flow=len(found) - told, reported=told))
        edges = len(self.diagram.edges)
        used = sum(edge.id in self.used for edge in self.diagram.edges)
        rows.append(Count(what="sequence_flows", in_file=edges, in_flow=used, reported=edges - used))
        return tuple(rows)

    def _loose(self) -> frozenset[str]:
        """Nodes that no flow leads to or from."""
        tied = {end for edge in self.graph.edges for end in (edge.source, edge.target)}
        tied |= self.graph.attached.keys()
        alone = [n for n in self.all_nodes.values() if n.id not in tied and len(self.all_nodes) > 1]
        for node in alone:
            self.notes.add("bpmn.loose_node", node.name or node.id, kind=node.kind)
        return frozenset(node.id for node in alone)

    # -- entries

    def _entries(self) -> _Entries:
        starts = [n for n in self.all_nodes.values() if n.kind == "startEvent" and n.id not in self.loose]
        starts.sort(key=lambda node: bool(node.definition))
        entries = _Entries()
        for start in starts:
            runs = self.graph.runs(start.id)
            self.used |= {edge.id for run in runs for edge in run.edges}
            target = self.all_nodes[runs[0].target] if len(runs) == 1 else None
            plain = target is not None and target.kind != "endEvent" and not runs[0].thrown
            if plain and target is not None and not any(edge.condition for edge in runs[0].edges):
                entries.keys.append(target.id)
            else:
                entries.made.append(start)
                entries.keys.append(start.id)
            if start.definition not in ("", "message"):
                self.notes.add("bpmn.start_by_event", start.name or start.id, event=start.definition)
        if len(starts) > 1:
            self.notes.add("bpmn.several_starts", starts[0].name or starts[0].id, count=len(starts))
        if not entries.keys and self.stays:
            targets = {edge.target for edge in self.graph.edges}
            first = next((node for node in self.stays if node.id not in targets), self.stays[0])
            entries.keys.append(first.id)
            self.notes.add("flow.entry_guessed", first.name or first.id)
        entries.keys = list(dict.fromkeys(entries.keys))
        return entries

    # -- stages

    def _stage(self, node: Node, names: Names, keys: Keys) -> StageRow:
        name = names.one(self._name(node), "Stage")
        kind = self._kind(node)
        department = "" if kind.is_final else node.lane or node.owner
        minutes = time_of(node) if node.definition == "timer" else None
        return StageRow(
            id=self.ids[node.id],
            name=name,
            key=keys.one(name, "stage"),
            kind=kind,
            phase=node.lane,
            tone=tone_of(kind),
            is_default_entry=node.id == next(iter(self.entries.keys), None),
            expected_minutes=minutes if node.kind == "intermediateCatchEvent" else None,
            description=node.text,
            responsible=Responsible.DEPARTMENT if department else Responsible.KEEP,
            responsible_ref=Ref(department) if department else None,
            flags=self._flags(node),
            checklist=tuple(CheckRow(key=f"c{n}", text=text) for n, text in enumerate(node.inner, 1)),
            x=node.x,
            y=node.y,
        )

    def _kind(self, node: Node) -> StageKind:
        if node.kind == "endEvent":
            return StageKind.CANCELLED if node.definition in _BAD_ENDS else final_kind(node.name)
        return StageKind.ENTRY if node.id in self.entries.keys else StageKind.MIDDLE

    def _name(self, node: Node) -> str:
        if node.name:
            return node.name
        if node.kind == "eventBasedGateway":
            awaited = [self.all_nodes[edge.target] for edge in self.graph.out(node.id)]
            return " / ".join(event.name or event.detail or human(event.kind) for event in awaited)
        if node.kind == "endEvent":
            return "End"
        return node.detail or human(node.kind)

    def _flags(self, node: Node) -> tuple[FlagRow, ...]:
        """Fields of the node's own form, and of the start event that leads into it."""
        forms = list(node.form)
        if node.id in self.entries.keys:
            starts = [n for n in self.all_nodes.values() if n.kind == "startEvent" and n is not node]
            forms += [row for start in starts for row in start.form]
        rows = {}
        for row in forms:
            key = self._field(row)
            rows[key] = FlagRow(field=key, required=row.required, read_only=row.read_only)
        return tuple(rows[key] for key in sorted(rows) if not rows[key].is_blank)

    def _field(self, row: FormField) -> str:
        if row.id not in self.fields:
            kind = _KINDS.get(row.kind, FieldKind.TEXT)
            if kind is FieldKind.CHOICE and not row.choices:
                kind = FieldKind.TEXT
            self.fields[row.id] = FieldRow(
                key=self.form_keys.one(row.id, "field"),
                name=row.label or row.id,
                kind=kind,
                choices=tuple(ChoiceRow(key=key, name=name) for key, name in row.choices)
                if kind is FieldKind.CHOICE
                else (),
            )
        return self.fields[row.id].key

    # -- transitions

    def _ways(self, node: Node) -> list[TransitionRow]:
        if node.kind == "endEvent":
            return []
        runs = self.graph.runs(node.id)
        if not any(run.event is None or run.event.kind != "boundaryEvent" for run in runs):
            return [*self._rows(node, runs), self._way_to_the_end(node)]
        return self._rows(node, runs)

    def _way_to_the_end(self, node: Node) -> TransitionRow:
        self.ends_open = True
        self.notes.add("bpmn.implicit_end", node.name or node.id)
        return TransitionRow(
            id=new_id(), from_stage_id=self.ids[node.id], to_stage_id=self.end_id, label="End"
        )

    def _rows(self, node: Node, runs: list[Run]) -> list[TransitionRow]:
        rows: dict[tuple[UUID, str, Trigger], TransitionRow] = {}
        people = [run for run in runs if run.event is None or run.event.definition != "timer"]
        for run in runs:
            self.used |= {edge.id for edge in run.edges}
            if run.target not in self.ids:
                continue
            row = self._row(node, run, may_wait=bool(people))
            rows.setdefault((row.to_stage_id, row.label, row.trigger), row)
        unnamed = [run for run in runs if not self._label(run) and run.event is None]
        if len(unnamed) > 1 and node.kind in ACTIVITIES and len(self.graph.out(node.id)) > 1:
            self.notes.add("bpmn.implicit_parallel", node.name or node.id, count=len(unnamed))
        return list(rows.values())

    def _label(self, run: Run) -> str:
        names = [self._answer(edge) for edge in run.edges if edge.name]
        if run.event is not None:
            names.insert(0, run.event.name or run.event.detail or human(run.event.definition))
        return " · ".join(dict.fromkeys(name for name in names if name))

    def _answer(self, edge: Edge) -> str:
        """A bare yes or no says nothing without its question."""
        asking = self.all_nodes[edge.source]
        short = edge.name.strip(" .").casefold() in _BARE_ANSWERS
        return (
            f"{asking.name} {edge.name}" if short and asking.kind in GATEWAYS and asking.name else edge.name
        )

    def _row(self, node: Node, run: Run, *, may_wait: bool) -> TransitionRow:
        label = self._label(run) or self._name(self.all_nodes[run.target])
        place = f"{self._name(node)} › {label}"
        for edge in run.edges:
            if edge.condition:
                self.notes.add("bpmn.condition", place, condition=edge.condition)
        trigger, minutes = self._trigger(node, run, place, may_wait=may_wait)
        return TransitionRow(
            id=new_id(),
            from_stage_id=self.ids[node.id],
            to_stage_id=self.ids[run.target],
            label=label[:200],
            trigger=trigger,
            after_minutes=minutes,
            stimulus=(run.event.detail or run.event.name) if run.event and trigger is Trigger.PERSON else "",
            actions=self._sent(run, place),
        )

    def _trigger(self, node: Node, run: Run, place: str, *, may_wait: bool) -> tuple[Trigger, int | None]:
        event = run.event
        if event is None:
            if node.kind == "intermediateCatchEvent":
                code = "bpmn.timer_by_person" if node.definition == "timer" else "bpmn.event_by_person"
                self.notes.add(code, place, event=node.definition, detail=node.detail)
            return Trigger.PERSON, None
        if event.kind == "boundaryEvent" and not event.interrupting:
            self.notes.add("bpmn.not_interrupting", place, event=event.name or event.definition)
        if event.definition != "timer":
            self.notes.add("bpmn.event_by_person", place, event=event.definition, detail=event.detail)
            return Trigger.PERSON, None
        minutes = time_of(event)
        if minutes is not None and may_wait:
            self.notes.add("bpmn.timer", place, time=event.detail or event.name, minutes=minutes)
            return Trigger.TIME, minutes
        self.notes.add("bpmn.timer_by_person", place, event="timer", detail=event.detail or event.name)
        return Trigger.PERSON, None

    def _sent(self, run: Run, place: str) -> tuple[ActionRow, ...]:
        rows = []
        for node in run.thrown:
            if node.definition == "message" and node.name:
                rows.append(ActionRow(kind=ActionKind.SEND_MESSAGE, text=node.name))
                self.notes.add("bpmn.thrown_message", place, name=node.name)
            else:
                self.notes.add("bpmn.thrown_event", place, event=node.definition, name=node.name or node.id)
        return tuple(rows)

    # -- notes about nodes

    def _tell_nodes(self) -> None:
        for node in self.all_nodes.values():
            place = node.name or node.id
            if node.kind in SUB_PROCESSES:
                if node.inner:
                    self.notes.add("bpmn.sub_process", place, inner=node.inner)
                else:
                    self.notes.add("bpmn.sub_process_empty", place)
            if node.kind == "callActivity":
                self.notes.add("bpmn.call_activity", place, called=node.calls or "?")
            if node.kind in _MACHINES:
                self.notes.add("bpmn.machine_task", place, kind=node.kind)
            if node.loop:
                self.notes.add("bpmn.loop", place, kind=node.loop)
            if node.form_key:
                self.notes.add("bpmn.form_elsewhere", place, form=node.form_key)
            if node.kind in ("inclusiveGateway", "complexGateway") and len(self.graph.out(node.id)) > 1:
                self.notes.add("bpmn.several_as_one", place, kind=node.kind)
            if node.kind == "endEvent" and node.definition:
                self.notes.add("bpmn.end_event", place, event=node.definition)
