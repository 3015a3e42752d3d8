"""A move may ask for what its stage hides from the team; what is hidden from the client stays so."""

from uuid import UUID

from pacdesk.desk.workflow.rows import (
    Demand,
    FlagRow,
    Flow,
    MoveField,
    Side,
    StageKind,
    StageRow,
    TransitionRow,
)
from pacdesk.desk.workflow.rules import Case, Given, move_problems

FIRST, LAST = UUID(int=1), UUID(int=2)
HIDDEN = FlagRow(field="contact", hidden_inside=True, hidden_online=True)
WAY = TransitionRow(
    id=UUID(int=3),
    from_stage_id=FIRST,
    to_stage_id=LAST,
    label="Assumir",
    fields=(MoveField(field="contact", demand=Demand.FILL),),
)
FLOW = Flow(
    UUID(int=4),
    UUID(int=5),
    1,
    (
        StageRow(id=FIRST, name="Nova", kind=StageKind.ENTRY, is_default_entry=True, flags=(HIDDEN,)),
        StageRow(id=LAST, name="Fim", kind=StageKind.RESOLVED),
    ),
    (WAY,),
)


def problems(side: Side) -> list[str]:
    given = Given(values={"contact": str(UUID(int=9))})
    return [p.code for p in move_problems(FLOW, WAY, Case(stage_id=FIRST, side=side), given)]


def test_s1_33_a_move_asks_the_team_for_a_hidden_field_and_never_the_client():
    assert problems(Side.INSIDE) == []
    assert problems(Side.ONLINE) == ["stage.field_hidden"]
