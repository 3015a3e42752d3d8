"""Between a `Flow` and its rows: reading a version whole, and putting another flow in a draft's place."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import child_id, from_plain, to_plain
from pacdesk.desk.workflow.naming import in_order, with_keys
from pacdesk.desk.workflow.rows import (
    ActionRow,
    CheckRow,
    ChoiceRow,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    MoveField,
    NoteRow,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
    VersionState,
    Who,
)
from pacdesk.desk.workflow.tables import FlowField, Stage, StageField, Transition, WorkflowVersion

_KEPT: dict[tuple[UUID, int], Flow] = {}
"""Published versions never change, so what was read once is kept."""
MOST_KEPT = 64


def flow_of(asking: Asking, version_id: UUID, seen: int = 0) -> Flow:
    """A version of a workflow, whole; `seen` is how often it was changed, where the caller has just read
    that. Raises NotFound."""
    if (version_id, seen) in _KEPT:
        return _KEPT[version_id, seen]
    version = asking.get(WorkflowVersion, version_id)
    frozen = version.state == VersionState.PUBLISHED
    key = (version.id, version.version)
    if frozen and key in _KEPT:
        return _KEPT[key]
    flow = Flow(
        version_id=version.id,
        type_id=version.type_id,
        number=version.number,
        stages=_stages(asking, version_id),
        transitions=_transitions(asking, version_id),
        fields=_fields(asking, version_id),
        notes=from_plain(tuple[NoteRow, ...], version.notes or []),
    )
    if frozen:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = flow
    return flow


def _stages(asking: Asking, version_id: UUID) -> tuple[StageRow, ...]:
    s = Stage
    rows = asking.session.execute(
        select(
            s.id, s.name, s.kind, s.key, s.phase, s.position, s.tone, s.is_default_entry, s.expected_minutes,
            s.clock_runs, s.description, s.responsible, s.responsible_ref, s.checklist, s.on_entry, s.x, s.y,
        )
        .where(s.version_id == version_id)
        .order_by(s.position, s.rowno)
    ).all()  # fmt: skip
    flags = _flags(asking, version_id)
    return tuple(
        StageRow(
            id=row.id,
            name=row.name,
            kind=StageKind(row.kind),
            key=row.key,
            phase=row.phase,
            position=row.position,
            tone=row.tone,
            is_default_entry=row.is_default_entry,
            expected_minutes=row.expected_minutes,
            clock_runs=row.clock_runs,
            description=row.description,
            responsible=Responsible(row.responsible),
            responsible_ref=from_plain(Ref | None, row.responsible_ref),
            flags=tuple(flags.get(row.id, ())),
            checklist=from_plain(tuple[CheckRow, ...], row.checklist or []),
            on_entry=from_plain(tuple[ActionRow, ...], row.on_entry or []),
            x=row.x,
            y=row.y,
        )
        for row in rows
    )


def _flags(asking: Asking, version_id: UUID) -> dict[UUID, list[FlagRow]]:
    f = StageField
    rows = asking.session.execute(
        select(
            f.stage_id, f.field, f.hidden_inside, f.hidden_online, f.read_only, f.required, f.needed_before
        )
        .join(Stage, Stage.id == f.stage_id)
        .where(Stage.version_id == version_id)
        .order_by(f.stage_id, f.field)
    )
    found: dict[UUID, list[FlagRow]] = {}
    for stage_id, name, inside, online, read_only, required, needed in rows:
        found.setdefault(stage_id, []).append(
            FlagRow(
                field=name,
                hidden_inside=inside,
                hidden_online=online,
                read_only=read_only,
                required=required,
                needed_before=needed,
            )
        )
    return found


def _transitions(asking: Asking, version_id: UUID) -> tuple[TransitionRow, ...]:
    rows = asking.session.scalars(
        select(Transition)
        .where(Transition.version_id == version_id)
        .order_by(Transition.position, Transition.rowno)
    )
    return tuple(
        TransitionRow(
            id=row.id,
            from_stage_id=row.from_stage_id,
            to_stage_id=row.to_stage_id,
            label=row.label,
            key=row.key,
            who=from_plain(tuple[Who, ...], row.who or []),
            guard=from_plain(Guard | None, row.guard),
            reasons=from_plain(tuple[Ref, ...], row.reasons or []),
            reason_required=row.reason_required,
            comment_required=row.comment_required,
            fields=from_plain(tuple[MoveField, ...], row.fields or []),
            actions=from_plain(tuple[ActionRow, ...], row.actions or []),
            trigger=Trigger(row.trigger),
            after_minutes=row.after_minutes,
            stimulus=row.stimulus,
        )
        for row in rows
    )


def _fields(asking: Asking, version_id: UUID) -> tuple[FieldRow, ...]:
    rows = asking.session.scalars(
        select(FlowField).where(FlowField.version_id == version_id).order_by(FlowField.position)
    )
    return tuple(
        FieldRow(
            key=row.key,
            name=row.name,
            kind=FieldKind(row.kind),
            help=row.help,
            section=row.section,
            choices=from_plain(tuple[ChoiceRow, ...], row.choices or []),
            default=row.default,
            minimum=row.minimum,
            maximum=row.maximum,
        )
        for row in rows
    )


def put_flow(tx: Tx, version_id: UUID, flow: Flow) -> None:
    """Put a flow in the place of what a draft holds. Stages and transitions keep the ids they bring."""
    tx.flush()
    clear_flow(tx, version_id)
    flow = in_order(with_keys(flow))
    _insert(tx, Stage, [_stage_row(version_id, stage) for stage in flow.stages])
    _insert(tx, StageField, [row for stage in flow.stages for row in _flag_rows(version_id, stage)])
    ways = enumerate(flow.transitions)
    _insert(tx, Transition, [_way_row(version_id, n, way) for n, way in ways])
    _insert(tx, FlowField, [_field_row(version_id, n, row) for n, row in enumerate(flow.fields)])
    tx.unit.gathered.tables |= {"stages", "transitions", "workflow_versions"}


def clear_flow(tx: Tx, version_id: UUID) -> None:
    """Take out everything a draft holds."""
    stages = select(Stage.id).where(Stage.version_id == version_id)
    execute = tx.session.execute
    quiet = {"synchronize_session": False}
    execute(delete(StageField).where(StageField.stage_id.in_(stages)).execution_options(**quiet))
    execute(delete(Transition).where(Transition.version_id == version_id).execution_options(**quiet))
    execute(delete(FlowField).where(FlowField.version_id == version_id).execution_options(**quiet))
    execute(delete(Stage).where(Stage.version_id == version_id).execution_options(**quiet))
    tx.session.expire_all()


def _insert(tx: Tx, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        tx.session.execute(insert(table), rows)


def _stage_row(version_id: UUID, stage: StageRow) -> dict[str, Any]:
    return {
        "id": stage.id,
        "version_id": version_id,
        "name": stage.name,
        "key": stage.key,
        "phase": stage.phase,
        "position": stage.position,
        "kind": stage.kind.value,
        "tone": stage.tone,
        "is_default_entry": stage.is_default_entry,
        "expected_minutes": stage.expected_minutes,
        "clock_runs": stage.clock_runs,
        "description": stage.description,
        "responsible": stage.responsible.value,
        "responsible_ref": to_plain(stage.responsible_ref),
        "checklist": to_plain(stage.checklist),
        "on_entry": to_plain(stage.on_entry),
        "x": stage.x,
        "y": stage.y,
    }


def _flag_rows(version_id: UUID, stage: StageRow) -> list[dict[str, Any]]:
    return [
        {
            "id": child_id(version_id, f"flag {stage.id} {flag.field}", 0),
            "stage_id": stage.id,
            "field": flag.field,
            "hidden_inside": flag.hidden_inside,
            "hidden_online": flag.hidden_online,
            "read_only": flag.read_only,
            "required": flag.required,
            "needed_before": flag.needed_before,
        }
        for flag in stage.flags
        if not flag.is_blank
    ]


def _way_row(version_id: UUID, position: int, way: TransitionRow) -> dict[str, Any]:
    return {
        "id": way.id,
        "version_id": version_id,
        "from_stage_id": way.from_stage_id,
        "to_stage_id": way.to_stage_id,
        "label": way.label,
        "key": way.key,
        "position": position,
        "who": to_plain(way.who),
        "guard": to_plain(way.guard),
        "reasons": to_plain(way.reasons),
        "reason_required": way.reason_required,
        "comment_required": way.comment_required,
        "fields": to_plain(way.fields),
        "actions": to_plain(way.actions),
        "trigger": way.trigger.value,
        "after_minutes": way.after_minutes,
        "stimulus": way.stimulus,
    }


def _field_row(version_id: UUID, position: int, row: FieldRow) -> dict[str, Any]:
    return {
        "id": child_id(version_id, f"field {row.key}", position),
        "version_id": version_id,
        "key": row.key,
        "name": row.name,
        "kind": row.kind.value,
        "help": row.help,
        "section": row.section,
        "position": position,
        "choices": to_plain(row.choices),
        "default": to_plain(row.default),
        "minimum": row.minimum,
        "maximum": row.maximum,
    }
