"""Random workflows for property tests: `flows()` as wrong as a draft may be, `flows(valid=True)` ones that
may be published."""

import itertools
import string
from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from pacdesk.desk.workflow.fields import OWN_FIELDS, checked
from pacdesk.desk.workflow.guards import NEED_A_LIST, NEED_NO_VALUE
from pacdesk.desk.workflow.problems import errors_of
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    Mode,
    MoveField,
    NoteRow,
    Op,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
    Who,
)

WORDS = st.text(alphabet=string.ascii_letters + "áçõ -:#'\"", min_size=1, max_size=12).filter(str.strip)
ANY_TEXT = st.text(max_size=12)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
NUMBERS = st.integers(-(2**40), 2**40)
PLAIN = (
    st.none()
    | st.booleans()
    | NUMBERS
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | ANY_TEXT
)
VALUES = PLAIN | st.lists(PLAIN, max_size=3)
FILLED = st.booleans() | NUMBERS | WORDS
REFS = st.builds(Ref, name=WORDS)
PLACES = st.floats(-5000, 5000, allow_nan=False, allow_infinity=False)
CHOOSING = (FieldKind.CHOICE, FieldKind.CHOICES)
SETTING = (ActionKind.SET_FIELD, ActionKind.SET_NOW, ActionKind.CLEAR_FIELD)


@st.composite
def conditions(draw: st.DrawFn, fields: tuple[FieldRow, ...], valid: bool) -> Condition:
    """A comparison over a field of the flow."""
    if not valid:
        return Condition(
            draw(KEYS | st.sampled_from(sorted(OWN_FIELDS))), draw(st.sampled_from(Op)), draw(VALUES)
        )
    names = [*OWN_FIELDS, *(row.key for row in fields if row.kind not in CHOOSING)]
    op = draw(st.sampled_from(Op))
    value: Any = None
    if op in NEED_A_LIST:
        value = draw(st.lists(FILLED, min_size=1, max_size=3))
    elif op not in NEED_NO_VALUE:
        value = draw(FILLED)
    return Condition(draw(st.sampled_from(names)), op, value)


@st.composite
def guards(draw: st.DrawFn, fields: tuple[FieldRow, ...], valid: bool, depth: int = 0) -> Guard:
    """A guard, with groups within groups."""
    inner = guards(fields, valid, depth + 1) if depth < 2 else st.nothing()
    return Guard(
        draw(st.sampled_from(Mode)),
        tuple(draw(st.lists(conditions(fields, valid), max_size=3))),
        tuple(draw(st.lists(inner, max_size=2))) if depth < 2 else (),
    )


@st.composite
def actions(draw: st.DrawFn, fields: tuple[FieldRow, ...], valid: bool) -> ActionRow:
    """Something a stage or a transition does by itself."""
    kind = draw(st.sampled_from(ActionKind))
    names = [*OWN_FIELDS, *(row.key for row in fields)]
    field = draw(st.sampled_from(names)) if valid and kind in SETTING else draw(st.just("") | KEYS)
    value = draw(VALUES)
    if valid and kind in SETTING:
        field, value = _doable(kind, field, fields)
    return ActionRow(
        kind=kind,
        field=field,
        value=value,
        ref=draw(st.none() | REFS),
        text=draw(ANY_TEXT),
    )


def _doable(kind: ActionKind, field: str, fields: tuple[FieldRow, ...]) -> tuple[str, Any]:
    """The field, or another one where the action cannot be done with it; and a value that fits."""
    row = next((row for row in fields if row.key == field), None)
    if kind is ActionKind.SET_NOW:
        return "reserved_on", None
    if kind is ActionKind.CLEAR_FIELD:
        return (field if row else "login"), None
    if row is None or sample(row) is None or checked(row, sample(row))[1] is not None:
        return "priority", 3
    return field, sample(row)


SAMPLES: dict[FieldKind, Any] = {
    FieldKind.TEXT: "Raio",
    FieldKind.LONG_TEXT: "Muito texto",
    FieldKind.NUMBER: "0",
    FieldKind.MONEY: "10.00",
    FieldKind.DATE: "2026-11-22",
    FieldKind.TIME: "08:00",
    FieldKind.YES_NO: False,
    FieldKind.DOCUMENT: "52998224725",
}


def sample(row: FieldRow) -> Any:
    """A value that the field takes, bounds apart; None for kinds that point at other rows."""
    if row.kind is FieldKind.CHOICE:
        return row.choices[0].key
    if row.kind is FieldKind.CHOICES:
        return [row.choices[0].key]
    return SAMPLES.get(row.kind)


@st.composite
def custom_fields(draw: st.DrawFn, key: str, valid: bool) -> FieldRow:
    """A custom field."""
    kind = draw(st.sampled_from(FieldKind))
    choices = draw(
        st.lists(st.builds(ChoiceRow, key=KEYS, name=WORDS), max_size=3, unique_by=lambda c: c.key)
    )
    if valid and kind in CHOOSING and not choices:
        choices = [ChoiceRow(key="a", name="A")]
    bounds = st.none() | st.integers(0, 9).map(str)
    return FieldRow(
        key=f"f_{key}" if valid else key,
        name=draw(WORDS),
        kind=kind,
        help=draw(ANY_TEXT),
        section=draw(ANY_TEXT),
        choices=tuple(choices),
        default=None if valid else draw(VALUES),
        minimum=draw(bounds),
        maximum=draw(bounds),
    )


@st.composite
def flag_rows(draw: st.DrawFn, fields: tuple[FieldRow, ...], valid: bool) -> tuple[FlagRow, ...]:
    """The flags of a stage, by field, none of them blank: as they are kept."""
    names = st.sampled_from([*OWN_FIELDS, *(row.key for row in fields)])
    if not valid:
        names = names | KEYS
    found = []
    for name in sorted(draw(st.sets(names, max_size=5))):
        hidden, online, read_only, required, needed = (draw(st.booleans()) for _ in range(5))
        flag = FlagRow(
            field=name,
            hidden_inside=hidden,
            hidden_online=online,
            read_only=read_only,
            required=required and not (valid and (hidden or online or read_only)),
            needed_before=needed,
        )
        found.append(flag)
    return tuple(flag for flag in found if not flag.is_blank)


@st.composite
def stages(draw: st.DrawFn, n: int, fields: tuple[FieldRow, ...], valid: bool) -> StageRow:
    """A stage; whoever makes the flow of it says what kind it is."""
    responsible = draw(st.sampled_from(Responsible))
    named = responsible in (Responsible.ATTENDANT, Responsible.DEPARTMENT, Responsible.ROLE)
    placed = draw(st.booleans())
    return StageRow(
        id=UUID(int=1000 + n),
        key=f"s{n}",
        name=f"{draw(WORDS)} {n}",
        kind=StageKind.MIDDLE,
        phase=draw(ANY_TEXT),
        position=n,
        tone=draw(st.sampled_from(["info", "ok", "warn", "novel"])),
        expected_minutes=draw(st.none() | st.integers(1, 10_000)),
        clock_runs=draw(st.booleans()),
        description=draw(ANY_TEXT),
        responsible=responsible,
        responsible_ref=draw(REFS) if named else draw(st.none() | REFS),
        flags=draw(flag_rows(fields, valid)),
        checklist=tuple(
            CheckRow(key=f"c{k}", text=draw(WORDS), required=draw(st.booleans()))
            for k in range(draw(st.integers(0, 2)))
        ),
        on_entry=tuple(draw(st.lists(actions(fields, valid), max_size=2))),
        x=draw(PLACES) if placed else None,
        y=draw(PLACES) if placed else None,
    )


@st.composite
def transitions(
    draw: st.DrawFn, n: int, ends: tuple[UUID, UUID], fields: tuple[FieldRow, ...], valid: bool
) -> TransitionRow:
    """A way from the first of `ends` to the second."""
    trigger = draw(st.sampled_from(Trigger))
    names = st.sampled_from([*OWN_FIELDS, *(row.key for row in fields)])
    return TransitionRow(
        id=UUID(int=5000 + n),
        key=f"t{n}",
        from_stage_id=ends[0],
        to_stage_id=ends[1],
        label=f"{draw(WORDS)} {n}",
        who=tuple(draw(st.lists(st.sampled_from(Who), max_size=3, unique=True))),
        guard=draw(st.none() | guards(fields, valid)),
        reasons=tuple(draw(st.lists(REFS, max_size=2, unique_by=lambda ref: ref.name))),
        reason_required=draw(st.booleans()),
        comment_required=draw(st.booleans()),
        fields=tuple(
            draw(
                st.lists(
                    st.builds(MoveField, field=names, demand=st.sampled_from(Demand)),
                    max_size=3,
                    unique_by=lambda row: row.field,
                )
            )
        ),
        actions=tuple(draw(st.lists(actions(fields, valid), max_size=2))),
        trigger=trigger,
        after_minutes=draw(st.integers(1, 5000)) if trigger is Trigger.TIME else None,
        stimulus=draw(ANY_TEXT),
    )


def notes() -> st.SearchStrategy[NoteRow]:
    """What an import could not express."""
    facts = st.dictionaries(KEYS, ANY_TEXT, max_size=2).map(lambda found: tuple(found.items()))
    return st.builds(NoteRow, code=KEYS, place=ANY_TEXT, facts=facts)


@st.composite
def flows(draw: st.DrawFn, valid: bool = False) -> Flow:
    """A workflow as it is kept: unique keys, stages counted in their order, flags by field. A valid one
    has one default entry, an end that every stage reaches, and no error of `problems`."""
    keys = draw(st.lists(KEYS, max_size=4, unique=True))
    fields = tuple(draw(custom_fields(key, valid)) for key in keys)
    found = [draw(stages(n, fields, valid)) for n in range(draw(st.integers(2 if valid else 0, 5)))]
    found = _with_kinds(draw, found, valid)
    pairs = _pairs(draw, found, valid)
    ways = [draw(transitions(n, pair, fields, valid)) for n, pair in enumerate(pairs)]
    if valid:
        spine = len(found) - 1
        ways = [
            replace(way, trigger=Trigger.PERSON, after_minutes=None) if n < spine else way
            for n, way in enumerate(ways)
        ]
    flow = Flow(
        version_id=UUID(int=1),
        type_id=UUID(int=2),
        number=draw(st.integers(1, 9)),
        stages=tuple(found),
        transitions=tuple(ways),
        fields=fields,
        notes=tuple(draw(st.lists(notes(), max_size=2))),
    )
    if valid:
        assert not errors_of(flow), errors_of(flow)
    return flow


def _with_kinds(draw: st.DrawFn, found: list[StageRow], valid: bool) -> list[StageRow]:
    if not valid:
        return [
            replace(stage, kind=draw(st.sampled_from(StageKind)), is_default_entry=draw(st.booleans()))
            for stage in found
        ]
    kinds = [StageKind.ENTRY, *[StageKind.MIDDLE] * (len(found) - 2), StageKind.RESOLVED]
    return [
        replace(stage, kind=kind, is_default_entry=n == 0)
        for n, (stage, kind) in enumerate(zip(found, kinds, strict=True))
    ]


def _pairs(draw: st.DrawFn, found: list[StageRow], valid: bool) -> list[tuple[UUID, UUID]]:
    """From where to where each transition goes: in a valid flow each stage leads to the next, and more."""
    if not found:
        return []
    ids = st.sampled_from([stage.id for stage in found])
    spine = [(a.id, b.id) for a, b in itertools.pairwise(found)] if valid else []
    return [*spine, *draw(st.lists(st.tuples(ids, ids), max_size=5))]
