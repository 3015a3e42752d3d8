"""Playing a ticket through a flow by hand."""

import pytest

from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    FieldKind,
    FieldRow,
    FlagRow,
    Ref,
    Responsible,
    Side,
    StageKind,
    Trigger,
    Who,
)
from pacdesk.desk.workflow.rules import Given
from pacdesk.desk.workflow.simulation import NOW, begin, fill, fire, moves_by_itself, open_moves, step, tick
from pacdesk.errors import Forbidden, Invalid
from tests.desk.workflow.small_flows import flow_of, stage, way

FIELDS = [
    FieldRow(key="serial", name="Série", kind=FieldKind.TEXT),
    FieldRow(key="size", name="Tamanho", kind=FieldKind.NUMBER, default="3"),
]
ENTRY = stage("in", StageKind.ENTRY, checklist=(CheckRow(key="seen", text="Visto", required=True),))
WORK = stage(
    "work",
    responsible=Responsible.CLIENT,
    flags=(
        FlagRow(field="serial", required=True, hidden_online=True),
        FlagRow(field="size", read_only=True),
    ),
    on_entry=(ActionRow(kind=ActionKind.SET_FIELD, field="size", value="9"),),
)
END = stage("end", StageKind.RESOLVED)
START = way(ENTRY, WORK, "Iniciar", actions=(ActionRow(kind=ActionKind.SET_NOW, field="serial"),))
FINISH = way(WORK, END, "Concluir", who=(Who.HOLDER,))
LAPSE = way(WORK, END, "Expirar", trigger=Trigger.TIME, after_minutes=5)
FLOW = flow_of([ENTRY, WORK, END], [START, FINISH, LAPSE], FIELDS)


def at_work(**more):
    return step(FLOW, tick(begin(FLOW, **more), "seen"), START.id)


def test_s1_30_a_game_begins_in_an_entry_with_the_defaults():
    game = begin(FLOW)
    assert (game.stage_id, game.values, game.trace[0].target) == (ENTRY.id, {"size": "3"}, "In")
    with pytest.raises(Invalid, match=r"simulation\.not_an_entry"):
        begin(FLOW, entry=END.id)
    with pytest.raises(Invalid, match=r"flow\.no_default_entry"):
        begin(flow_of([END]))


def test_a_move_is_refused_with_everything_it_lacks():
    game = begin(FLOW)
    (move,) = open_moves(FLOW, game)
    assert (move.unchecked, move.is_open) == (("Visto",), True)
    with pytest.raises(Invalid) as refusal:
        step(FLOW, game, START.id)
    assert [p.code for p in refusal.value.problems] == ["stage.item_unchecked"]


def test_what_happens_by_itself_is_done_and_told():
    game = at_work()
    assert game.values == {"serial": NOW, "size": "9"}
    assert (game.whose_turn, game.checked, len(game.trace)) == (Responsible.CLIENT, frozenset(), 2)
    assert [action.kind for action in game.trace[-1].done] == [ActionKind.SET_NOW, ActionKind.SET_FIELD]


def test_roles_decide_who_may_move():
    game = at_work()
    (move,) = open_moves(FLOW, game)
    assert move.refusal is not None
    assert move.refusal.code == "transition.not_for_you"
    holder = at_work(roles=frozenset({Who.HOLDER}))
    ended = step(FLOW, holder, FINISH.id, Given(comment="Feito"))
    assert (ended.closed, ended.stage_id, ended.trace[-1].comment) == (True, END.id, "Feito")


def test_s1_33_s1_34_fields_are_filled_as_the_stage_allows():
    game = at_work()
    assert fill(FLOW, game, "serial", " A1 ").values["serial"] == "A1"
    with pytest.raises(Forbidden, match=r"stage\.field_read_only"):
        fill(FLOW, game, "size", "1")
    with pytest.raises(Forbidden, match=r"stage\.field_hidden"):
        fill(FLOW, at_work(side=Side.ONLINE), "serial", "A1")
    with pytest.raises(Invalid) as refusal:
        fill(FLOW, begin(FLOW), "size", "many")
    assert [p.code for p in refusal.value.problems] == ["value.not_a_number"]


def test_time_and_events_are_set_off_by_hand():
    game = at_work()
    assert moves_by_itself(FLOW, game) == (LAPSE,)
    ended = fire(FLOW, game, LAPSE.id)
    assert (ended.stage_id, ended.trace[-1].by_itself) == (END.id, True)


def test_statuses_understanding_and_cleared_fields():
    actions = (
        ActionRow(kind=ActionKind.SET_STATUS, ref=Ref("Aguardando peça")),
        ActionRow(kind=ActionKind.ASK_UNDERSTANDING),
        ActionRow(kind=ActionKind.CLEAR_FIELD, field="size"),
        ActionRow(kind=ActionKind.SEND_MESSAGE, text="Oi"),
    )
    entry = stage("in", StageKind.ENTRY, on_entry=actions)
    game = begin(flow_of([entry], fields=FIELDS))
    assert game.values == {"complementary_status": "Aguardando peça", "understanding": "waiting"}
