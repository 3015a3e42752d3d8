"""Small flows for tests: by hand, and a strategy of random ones."""

from uuid import UUID

from hypothesis import strategies as st

from pacdesk.desk.values import child_id
from pacdesk.desk.workflow.rows import (
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    StageKind,
    StageRow,
    TransitionRow,
)

TYPE = UUID(int=1)


def stage(key: str, kind: StageKind = StageKind.MIDDLE, version: int = 1, **more) -> StageRow:
    """A stage whose id tells its version."""
    named = {"name": key.capitalize(), "is_default_entry": kind is StageKind.ENTRY} | more
    return StageRow(id=child_id(UUID(int=version), key, 0), key=key, kind=kind, **named)


def way(origin: StageRow, target: StageRow, label: str = "", **more) -> TransitionRow:
    """A transition between two stages."""
    label = label or f"{origin.key} {target.key}"
    return TransitionRow(
        id=child_id(origin.id, label, 1),
        from_stage_id=origin.id,
        to_stage_id=target.id,
        label=label,
        key=more.pop("key", label.replace(" ", "_")),
        **more,
    )


def flow_of(stages, ways=(), fields=(), version: int = 1, type_id: UUID = TYPE) -> Flow:
    """A version of a type's workflow."""
    return Flow(
        version_id=UUID(int=version),
        type_id=type_id,
        number=version,
        stages=tuple(stages),
        transitions=tuple(ways),
        fields=tuple(fields),
    )


KEYS = ("a", "b", "c", "d", "e")


@st.composite
def small_flows(draw, version: int = 1) -> Flow:
    """A flow of a few stages with keys out of five, so that two of them share some."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True))
    stages = [
        stage(
            key,
            draw(st.sampled_from(list(StageKind))),
            version,
            name=draw(st.sampled_from(["Um", "Dois", "Três", key])),
            is_default_entry=n == 0,
            phase=draw(st.sampled_from(["", "x"])),
            flags=draw(_flags()),
        )
        for n, key in enumerate(keys)
    ]
    ends = st.lists(st.tuples(st.sampled_from(stages), st.sampled_from(stages)), max_size=8, unique_by=_ends)
    names = draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True))
    fields = [
        FieldRow(key=f"f_{key}", name=draw(st.sampled_from(["Campo", key])), kind=FieldKind.TEXT)
        for key in names
    ]
    return flow_of(stages, [way(a, b) for a, b in draw(ends)], fields, version)


def _ends(pair):
    return (pair[0].id, pair[1].id)


@st.composite
def _flags(draw) -> tuple[FlagRow, ...]:
    if not draw(st.booleans()):
        return ()
    return (FlagRow(field="subject", required=draw(st.booleans()), hidden_online=True),)
