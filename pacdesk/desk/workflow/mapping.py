"""From the stages of one version to those of another: what suggests itself, and what is wrong. Pure."""

from collections.abc import Collection, Mapping
from uuid import UUID

from pacdesk.desk.workflow.rows import Flow, StageRow
from pacdesk.errors import UserError


def counterpart(stage: StageRow, new: Flow) -> StageRow | None:
    """The stage of another version that a stage became: same key, else same name, else nothing."""
    by_key = new.stage_by_key(stage.key)
    if by_key is not None:
        return by_key
    wanted = _plain(stage.name)
    return next((other for other in new.stages if _plain(other.name) == wanted), None)


def mapping_problems(
    old: Flow,
    new: Flow,
    mapping: Mapping[UUID, UUID | None],
    occupied: Collection[UUID] | None = None,
) -> tuple[UserError, ...]:
    """What is wrong with a mapping of stages; `occupied` are those with tickets, None for all of them.

    Codes, each with the name of the `stage` (the older version's), its id as `field`:
    `remap.stage_unmapped`, `remap.target_unknown` (no stage of the newer version), `remap.into_the_end`
    (open tickets would be closed by it); without a stage: `remap.other_type`, `remap.same_version`.
    """
    if old.type_id != new.type_id:
        return (UserError("remap.other_type"),)
    if old.version_id == new.version_id:
        return (UserError("remap.same_version", number=new.number),)
    problems = []
    for stage in old.stages:
        if occupied is None or stage.id in occupied:
            code = _wrong(stage, new, mapping.get(stage.id))
            if code:
                problems.append(UserError(code, field=str(stage.id), stage=stage.name, version=old.number))
    return tuple(problems)


def _wrong(stage: StageRow, new: Flow, target_id: UUID | None) -> str:
    if target_id is None:
        return "remap.stage_unmapped"
    target = new.find_stage(target_id)
    if target is None:
        return "remap.target_unknown"
    if target.kind.is_final and not stage.kind.is_final:
        return "remap.into_the_end"
    return ""


def leads_there(new: Flow, stage: StageRow, target: StageRow) -> bool:
    """Whether going from an older version's stage to that stage is what the newer flow allows: the same
    stage, or a transition from what it became."""
    now = counterpart(stage, new)
    if now is None:
        return False
    return now.id == target.id or any(way.to_stage_id == target.id for way in new.ways_out(now.id))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
