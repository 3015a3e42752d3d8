"""iTop's lifecycles as flows: states become stages, stimuli their transitions' names.

Flags: read_only, hidden (on both sides) and mandatory are flags of the stage; must_prompt and must_change
are asked by the ways in. What a state inherits is written out. A mandatory field is also asked on the way
in, as iTop asks it, unless the stage before demanded it already.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    ChoiceRow,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    MoveField,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
)
from pacdesk.exchange.flows.itop_file import FLAGS, Attribute, Lifecycle, State, Verb, Way
from pacdesk.exchange.flows.model import (
    Count,
    Keys,
    Names,
    Notes,
    ReadFlow,
    demand_sane,
    final_kind,
    human,
    tone_of,
)

OWN = {
    "title": "subject",
    "description": "description",
    "caller_id": "contact",
    "team_id": "department",
    "agent_id": "attendant",
    "priority": "priority",
}
"""iTop's attributes that are a ticket's own fields."""

KEPT_BY_DESK = frozenset(
    {"ref", "org_id", "start_date", "last_update", "private_log", "public_log", "contacts_list"}
    | {"functionalcis_list", "status", "friendlyname"}
)
"""What every ticket has anyhow (protocol, client, dates, discussion, links): no stage has flags on it."""

KINDS = {
    "AttributeEnum": FieldKind.CHOICE,
    "AttributeEnumSet": FieldKind.CHOICES,
    "AttributeText": FieldKind.LONG_TEXT,
    "AttributeLongText": FieldKind.LONG_TEXT,
    "AttributeHTML": FieldKind.LONG_TEXT,
    "AttributeCaseLog": FieldKind.LONG_TEXT,
    "AttributeDate": FieldKind.DATE,
    "AttributeDateTime": FieldKind.DATE,
    "AttributeInteger": FieldKind.NUMBER,
    "AttributeDecimal": FieldKind.NUMBER,
    "AttributePercentage": FieldKind.NUMBER,
    "AttributeDuration": FieldKind.NUMBER,
    "AttributeBoolean": FieldKind.YES_NO,
    "AttributeString": FieldKind.TEXT,
}
NARROWED = {"AttributeDateTime": "date", "AttributeDuration": "number", "AttributeHTML": "long_text"}
"""Kinds that lose something: the time of day, the unit, the formatting."""


def flow_of(cycle: Lifecycle, notes: Notes) -> ReadFlow:
    """The flow of a class, with counts of states, transitions and flags."""
    ways = sum(len(state.ways) for state in cycle.states)
    demand_sane(len(cycle.states), len({name for state in cycle.states for name in state.flags}), ways)
    return _Making(cycle, notes).result()


class _Making:
    def __init__(self, cycle: Lifecycle, notes: Notes) -> None:
        self.cycle = cycle
        self.notes = notes
        self.keys = Keys()
        self.fields: dict[str, FieldRow] = {}
        self.states = {state.name: state for state in cycle.states}
        self.ids: dict[str, UUID] = {name: new_id() for name in self.states}
        self.wholes: dict[str, dict[str, tuple[str, ...]]] = {}
        self.flags_told = 0
        self.flags_kept = 0
        self.ways_told = 0

    def result(self) -> ReadFlow:
        """The whole."""
        cycle = self.cycle
        entry = self._entry()
        running = self._running()
        names, keys = Names(), Keys()
        stages = [self._stage(state, entry, running, names, keys) for state in self.states.values()]
        ways = [way for state in self.states.values() for way in self._ways(state)]
        self._watches()
        stimuli = {way.stimulus for way in ways}
        idle = [name for name in cycle.stimuli if name not in stimuli]
        for name in idle:
            self.notes.add("itop.stimulus_idle", name)
        flow = Flow(
            version_id=new_id(),
            type_id=new_id(),
            number=1,
            stages=tuple(replace(stage, position=n) for n, stage in enumerate(stages)),
            transitions=tuple(ways),
            fields=tuple(self.fields.values()),
            notes=self.notes.all(),
        )
        in_file = sum(len(state.ways) for state in cycle.states)
        flags = sum(len(state.flags) for state in cycle.states)
        on_ways = sum(len(way.flags) for state in cycle.states for way in state.ways)
        asked = sum(len(way.flags) for state in self.states.values() for way in state.ways) - self.ways_told
        counts = (
            Count(what="states", in_file=len(cycle.states), in_flow=len(stages)),
            Count(what="transitions", in_file=in_file, in_flow=len(ways), reported=in_file - len(ways)),
            Count(what="flags", in_file=flags, in_flow=self.flags_kept, reported=self.flags_told),
            Count(what="transition_flags", in_file=on_ways, in_flow=asked, reported=self.ways_told),
            Count(
                what="stimuli",
                in_file=len(cycle.stimuli),
                in_flow=len(cycle.stimuli) - len(idle),
                reported=len(idle),
            ),
            Count(what="stopwatches", in_file=len(cycle.watches), in_flow=0, reported=len(cycle.watches)),
        )
        name = human(cycle.name)
        return ReadFlow(flow=flow, kind="itop", type_name=name, group_name="iTop", counts=counts)

    def _entry(self) -> str:
        """Where an object is made; without a word of the file the first state nothing leads to."""
        if self.cycle.initial in self.states:
            return self.cycle.initial
        reached = {
            way.target for state in self.cycle.states for way in state.ways if way.target != state.name
        }
        first = next((name for name in self.states if name not in reached), next(iter(self.states)))
        first = "new" if "new" in self.states else first
        self.notes.add("flow.entry_guessed", first)
        return first

    def _running(self) -> frozenset[str]:
        """The states in which some stopwatch with a goal runs."""
        with_goal = [watch for watch in self.cycle.watches if watch.goal] or self.cycle.watches
        if not with_goal:
            return frozenset(self.states)
        return frozenset(name for watch in with_goal for name in watch.states)

    def _stage(self, state: State, entry: str, running: frozenset[str], names: Names, keys: Keys) -> StageRow:
        kind = StageKind.MIDDLE
        if state.name == entry:
            kind = StageKind.ENTRY
        elif not [way for way in state.ways if way.target in self.states]:
            kind = final_kind(state.name)
        name = names.one(human(state.name), "State")
        flags = [self._flag(state, attribute, found) for attribute, found in self._whole(state).items()]
        return StageRow(
            id=self.ids[state.name],
            name=name,
            key=keys.one(state.name, "stage"),
            kind=kind,
            tone=tone_of(kind),
            is_default_entry=state.name == entry,
            clock_runs=state.name in running,
            flags=tuple(sorted((f for f in flags if f and not f.is_blank), key=lambda row: row.field)),
        )

    def _whole(self, state: State) -> dict[str, tuple[str, ...]]:
        """The flags of a state with those it inherits; its own word on an attribute is the only one."""
        if state.name not in self.wholes:
            self.wholes[state.name] = self._gathered(state)
        return self.wholes[state.name]

    def _gathered(self, state: State) -> dict[str, tuple[str, ...]]:
        seen, chain = {state.name}, [state]
        while chain[-1].inherits:
            name = chain[-1].inherits
            if name in seen or name not in self.states:
                self.notes.add("itop.inherits_broken", human(state.name), name=name)
                break
            seen.add(name)
            chain.append(self.states[name])
        whole: dict[str, tuple[str, ...]] = {}
        for one in reversed(chain):
            whole |= one.flags
        return whole

    def _flag(self, state: State, attribute: str, found: tuple[str, ...]) -> FlagRow | None:
        own = attribute in state.flags
        place = human(state.name)
        unknown = [flag for flag in found if flag not in FLAGS]
        if own and attribute in KEPT_BY_DESK:
            self.flags_told += 1
            self.notes.add("itop.flags_of_fact", place, field=attribute, flags=found)
            return None
        if attribute in KEPT_BY_DESK:
            return None
        if own and unknown:
            self.notes.add("itop.flag_unknown", place, field=attribute, flags=unknown)
        if own:
            self.flags_kept += 1
        return FlagRow(
            field=self._field(attribute),
            hidden_inside="hidden" in found,
            hidden_online="hidden" in found,
            read_only="read_only" in found,
            required="mandatory" in found and "hidden" not in found,
        )

    def _field(self, attribute: str) -> str:
        """The name under which a flow knows an attribute; one that it lacks is made."""
        if attribute in OWN:
            return OWN[attribute]
        if attribute not in self.fields:
            known = self.cycle.attributes.get(attribute)
            if known is None:
                self.notes.add("itop.field_not_in_file", attribute)
            row = _field_row(known or Attribute(attribute, "AttributeString"), self.keys, self.notes)
            self.fields[attribute] = row
        return self.fields[attribute].key

    def _ways(self, state: State) -> list[TransitionRow]:
        rows = []
        for way in state.ways:
            place = f"{human(state.name)} › {_label(way.stimulus)}"
            if way.target not in self.states:
                self.notes.add("flow.target_unknown", place, target=way.target or "?")
                continue
            if way.stimulus not in self.cycle.stimuli:
                self.notes.add("itop.stimulus_unknown", place, stimulus=way.stimulus)
            by_person = self.cycle.stimuli.get(way.stimulus, True)
            rows.append(
                TransitionRow(
                    id=new_id(),
                    from_stage_id=self.ids[state.name],
                    to_stage_id=self.ids[way.target],
                    label=_label(way.stimulus),
                    stimulus=way.stimulus,
                    trigger=Trigger.PERSON if by_person else Trigger.EVENT,
                    fields=self._asked(state, way, by_person, place),
                    actions=self._actions(way.actions, place),
                )
            )
            if not by_person:
                self.notes.add("itop.internal_stimulus", place, stimulus=way.stimulus)
        return rows

    def _asked(self, state: State, way: Way, by_person: bool, place: str) -> tuple[MoveField, ...]:
        """What the way asks: its own flags, and those of the stage it leads to that are new there."""
        demands: dict[str, Demand] = {}
        if by_person:
            before, target = self._whole(state), self.states[way.target]
            for attribute, found in self._whole(target).items():
                news = set(found) - (set() if attribute in target.flags else set(before.get(attribute, ())))
                if attribute not in KEPT_BY_DESK and (demand := _demand(news, found)) is not None:
                    demands[self._field(attribute)] = demand
        for attribute, found in way.flags.items():
            own = _demand(set(found), found)
            if attribute in KEPT_BY_DESK or own is None or not by_person:
                self.ways_told += 1
                self.notes.add("itop.flags_not_asked", place, field=attribute, flags=found)
            else:
                demands[self._field(attribute)] = own
        return tuple(MoveField(field=name, demand=demand) for name, demand in demands.items())

    def _actions(self, verbs: tuple[Verb, ...], place: str) -> tuple[ActionRow, ...]:
        rows = []
        for verb in verbs:
            make = _VERBS.get(verb.name)
            params = verb.params
            action = (
                make(self._field(params[0]), params[1:]) if make and params and _may_set(params) else None
            )
            if action is None:
                self.notes.add("itop.action_left_out", place, verb=verb.name, params=params)
            else:
                rows.append(action)
        return tuple(rows)

    def _watches(self) -> None:
        for watch in self.cycle.watches:
            self.notes.add(
                "itop.stopwatch", watch.name, states=[human(name) for name in watch.states], goal=watch.goal
            )
            for percent, verbs in watch.thresholds:
                code = "itop.threshold" if verbs else "itop.threshold_mark"
                done = [" ".join((verb.name, *verb.params)) for verb in verbs]
                self.notes.add(code, watch.name, percent=percent, actions=done)


def _label(stimulus: str) -> str:
    return human(stimulus.removeprefix("ev_")) or "?"


def _demand(news: set[str], found: tuple[str, ...]) -> Demand | None:
    if "must_change" in news:
        return Demand.CHANGE
    if "hidden" in found:
        return None
    if "mandatory" in news:
        return Demand.FILL
    if "must_prompt" in news:
        return Demand.FILL if "mandatory" in found else Demand.SHOW
    return None


def _may_set(params: tuple[str, ...]) -> bool:
    """Keys of other registers have values that only iTop knows."""
    return params[0] not in KEPT_BY_DESK and OWN.get(params[0]) in (None, "subject", "description")


_VERBS: dict[str, Callable[[str, tuple[str, ...]], ActionRow | None]] = {
    "SetCurrentDate": lambda field, _: ActionRow(kind=ActionKind.SET_NOW, field=field),
    "Reset": lambda field, _: ActionRow(kind=ActionKind.CLEAR_FIELD, field=field),
    "Set": lambda field, rest: (
        ActionRow(kind=ActionKind.SET_FIELD, field=field, value=rest[0]) if rest else None
    ),
}


def _field_row(attribute: Attribute, keys: Keys, notes: Notes) -> FieldRow:
    kind = KINDS.get(attribute.kind)
    choices = tuple(ChoiceRow(key=value, name=human(value)) for value in attribute.values)
    if attribute.kind == "AttributeExternalKey" and attribute.target == "Organization":
        kind = FieldKind.CLIENT
    elif attribute.kind == "AttributeSubItem":
        kind = _sub_item(attribute.name)
        notes.add("itop.field_of_stopwatch", attribute.name)
    elif kind is None or (kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not choices):
        notes.add("itop.kind_as_text", attribute.name, kind=attribute.kind, target=attribute.target)
        kind = FieldKind.TEXT
    elif attribute.kind in NARROWED:
        notes.add("itop.kind_narrowed", attribute.name, kind=attribute.kind, now=NARROWED[attribute.kind])
    name = human(attribute.name.removesuffix("_id"))
    return FieldRow(
        key=keys.one(attribute.name, "field"),
        name=name or attribute.name,
        kind=kind,
        choices=choices if kind in (FieldKind.CHOICE, FieldKind.CHOICES) else (),
    )


def _sub_item(name: str) -> FieldKind:
    if name.endswith("deadline"):
        return FieldKind.DATE
    return FieldKind.YES_NO if name.endswith("passed") else FieldKind.NUMBER
