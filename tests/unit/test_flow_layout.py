"""Places and lines of a drawn flow: every stage has its own place, the same flow the same drawing."""

import math
from dataclasses import replace
from itertools import combinations, pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pacdesk.desk.workflow.layout import (
    NODE_HEIGHT,
    NODE_WIDTH,
    STEP,
    bounds_of,
    forward_order,
    free_place,
    phases_of,
    places_of,
    roomy,
    spread,
)
from pacdesk.desk.workflow.routes import label_lines, nearest_to, point_on, routes_of
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow


def uid(number):
    return UUID(int=number)


def stage(number, **more):
    more.setdefault("kind", StageKind.ENTRY if number == 1 else StageKind.MIDDLE)
    return StageRow(
        id=uid(number),
        name=f"Etapa {number}",
        key=f"s{number}",
        position=number,
        is_default_entry=number == 1,
        **more,
    )


def way(number, origin, to, label="Seguir"):
    return TransitionRow(
        id=uid(100 + number), from_stage_id=uid(origin), to_stage_id=uid(to), label=label, key=f"t{number}"
    )


def flow(stages, ways=()):
    return Flow(uid(900), uid(901), 1, tuple(stages), tuple(ways))


def chain(count, **more):
    stages = [stage(n, **more) for n in range(1, count + 1)]
    return flow(stages, [way(n, n, n + 1) for n in range(1, count)])


def boxes_meet(a, b):
    return abs(a[0] - b[0]) < NODE_WIDTH and abs(a[1] - b[1]) < NODE_HEIGHT


@st.composite
def flows(draw):
    """Flows right and wrong: loops, ends that are gone, no entry or several, phases or none."""
    count = draw(st.integers(0, 14))
    kinds = draw(st.lists(st.sampled_from(list(StageKind)), min_size=count, max_size=count))
    phases = draw(
        st.lists(st.sampled_from(["", "Abertura", "Execução", "Fim"]), min_size=count, max_size=count)
    )
    stages = [
        StageRow(
            id=uid(n + 1),
            name=draw(st.text(max_size=8)),
            kind=kind,
            phase=phase,
            position=draw(st.integers(-3, 20)),
            is_default_entry=draw(st.booleans()),
        )
        for n, (kind, phase) in enumerate(zip(kinds, phases, strict=True))
    ]
    ends = st.integers(1, max(count, 1) + 2)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=30))
    return flow(stages, [way(n, a, b, draw(st.text(max_size=40))) for n, (a, b) in enumerate(pairs)])


@given(flows())
@settings(max_examples=70, deadline=None)
def test_every_stage_has_a_place_of_its_own_on_the_grid(made):
    places = places_of(made)
    assert list(places) == [row.id for row in made.stages]
    assert not any(boxes_meet(a, b) for a, b in combinations(places.values(), 2))
    assert all(value % STEP == 0 for place in places.values() for value in place)
    assert places == places_of(made)


@given(flows())
@settings(max_examples=60, deadline=None)
def test_every_transition_between_two_stages_has_a_line(made):
    places = places_of(made)
    routes = routes_of(made, places)
    assert set(routes) == {w.id for w in made.transitions if {w.from_stage_id, w.to_stage_id} <= set(places)}
    for key, route in routes.items():
        row = made.transition(key)
        for point, owner in ((route.start, row.from_stage_id), (route.end, row.to_stage_id)):
            x, y = places[owner]
            assert x <= point[0] <= x + NODE_WIDTH
            assert y <= point[1] <= y + NODE_HEIGHT
        assert math.isclose(math.hypot(*route.heading), 1.0)
    assert routes == routes_of(made, places)


@given(flows(), st.data())
@settings(max_examples=40, deadline=None)
def test_stages_that_were_put_somewhere_stay_there(made, data):
    if not made.stages:
        return
    number = data.draw(st.integers(0, len(made.stages) - 1))
    x, y = data.draw(st.tuples(st.floats(-900, 900), st.floats(-900, 900)))
    stages = list(made.stages)
    stages[number] = replace(stages[number], x=x, y=y)
    places = places_of(replace(made, stages=tuple(stages)))
    assert places[stages[number].id] == (x, y)
    assert not any(boxes_meet(a, b) for a, b in combinations(places.values(), 2))


def test_a_chain_goes_to_the_right_in_one_row():
    places = places_of(chain(4))
    xs = [places[uid(n)][0] for n in range(1, 5)]
    assert xs == sorted(set(xs))
    assert len({y for _, y in places.values()}) == 1


def test_finals_stand_at_the_right():
    made = flow(
        [stage(1), stage(2), stage(3), stage(4, kind=StageKind.CANCELLED)],
        [way(1, 1, 2), way(2, 2, 3), way(3, 1, 4)],
    )
    places = places_of(made)
    assert places[uid(4)][0] == max(x for x, _ in places.values())


def test_phases_are_columns_in_their_order_that_do_not_meet():
    names = ["Abertura", "Atendimento", "Encerramento"]
    stages = [stage(n, phase=names[(n - 1) // 3]) for n in range(1, 10)]
    made = flow(stages, [way(n, n, n + 1) for n in range(1, 9)])
    boxes = phases_of(made, places_of(made))
    assert [box.name for box in boxes] == names
    assert all(left.x + left.width < right.x for left, right in pairwise(boxes))
    assert len({(box.y, box.height) for box in boxes}) == 1


def test_what_leads_back_runs_round_the_stages():
    made = flow([stage(1), stage(2), stage(3)], [way(1, 1, 2), way(2, 2, 3), way(3, 3, 1)])
    places = places_of(made)
    back = routes_of(made, places)[uid(103)]
    starts = [back.start, *(curve[2] for curve in back.curves)]
    points = [
        point_on(begin, curve, t / 10)
        for begin, curve in zip(starts, back.curves, strict=False)
        for t in range(1, 10)
    ]
    inside = [
        (x, y)
        for x, y in points
        for left, top in places.values()
        if left < x < left + NODE_WIDTH and top < y < top + NODE_HEIGHT
    ]
    assert inside == []


def test_two_transitions_between_the_same_stages_are_two_lines_with_two_labels():
    made = flow(
        [stage(1), stage(2)], [way(1, 1, 2, "Aprovado"), way(2, 1, 2, "Dispensado"), way(3, 1, 1, "De novo")]
    )
    routes = routes_of(made, places_of(made))
    assert len({route.curves for route in routes.values()}) == 3
    labels = [route.label for route in routes.values()]
    assert all(math.dist(a, b) > 16 for a, b in combinations(labels, 2))


def test_places_that_are_no_numbers_count_as_none():
    made = flow([stage(1, x=float("nan"), y=0.0), stage(2, x=1e400, y=3.0), stage(3, x=5.0)])
    assert all(math.isfinite(value) for place in places_of(made).values() for value in place)


def test_a_new_layout_forgets_the_old_places():
    made = flow([stage(1, x=500.0, y=500.0), stage(2, x=0.0, y=0.0)], [way(1, 1, 2)])
    assert places_of(made)[uid(1)] == (500.0, 500.0)
    anew = places_of(made, anew=True)
    assert anew[uid(1)][0] < anew[uid(2)][0]


def test_an_order_that_leads_back_less_wins_over_the_positions():
    stages = [replace(stage(n), position=10 - n) for n in range(1, 6)]
    made = flow(stages, [way(n, n, n + 1) for n in range(1, 5)])
    order = forward_order(made)
    assert [order[uid(n)] for n in range(1, 6)] == [0, 1, 2, 3, 4]


def test_nothing_has_no_bounds():
    assert places_of(flow([])) == {}
    assert bounds_of({}) == (0.0, 0.0, 0.0, 0.0)
    assert phases_of(flow([]), {}) == ()


def test_labels_wrap_in_two_lines_and_are_cut_off():
    assert label_lines("Aprovado") == ("Aprovado",)
    assert label_lines("  ") == ()
    assert label_lines("Cliente sem serviço") == ("Cliente", "sem serviço")
    long = label_lines("palavra " * 30)
    assert len(long) == 2
    assert long[0].endswith("…")


def test_a_free_place_is_below_what_stands_there():
    assert free_place((0.0, 0.0), []) == (0.0, 0.0)
    x, y = free_place((0.0, 0.0), [(0.0, 0.0), (0.0, 112.0)])
    assert (x, y) == (0.0, 224.0)


@given(st.lists(st.floats(-100, 100), max_size=12), st.integers(1, 40))
def test_spread_keeps_the_gaps(wanted, gap):
    gaps = [0.0] + [float(gap)] * (len(wanted) - 1) if wanted else []
    found = spread(wanted, gaps)
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(found))


def test_arrows_find_the_stage_in_their_direction():
    places = {uid(1): (0.0, 0.0), uid(2): (300.0, 10.0), uid(3): (300.0, 400.0), uid(4): (0.0, 200.0)}
    assert nearest_to(places, uid(1), 1, 0) == uid(2)
    assert nearest_to(places, uid(1), 0, 1) == uid(4)
    assert nearest_to(places, uid(3), -1, 0) == uid(4)
    assert nearest_to(places, uid(1), -1, 0) is None


def test_places_from_another_program_are_drawn_apart():
    stages = [stage(1, x=100.0, y=80.0), stage(2, x=220.0, y=80.0), stage(3, x=100.0, y=170.0)]
    places = places_of(roomy(flow(stages)))
    assert not any(boxes_meet(a, b) for a, b in combinations(places.values(), 2))
    assert places[uid(1)] == (0.0, 0.0)
    assert places[uid(1)][0] < places[uid(2)][0]
    assert places[uid(1)][1] < places[uid(3)][1]


def test_places_on_top_of_each_other_are_given_up():
    made = roomy(flow([stage(1, x=10.0, y=10.0), stage(2, x=10.0, y=10.0)]))
    assert [row.x for row in made.stages] == [None, None]
    assert roomy(flow([stage(1)])) == flow([stage(1)])


def test_phases_over_each_other_are_only_as_high_as_their_stages():
    stages = [stage(1, phase="Um", x=0.0, y=0.0), stage(2, phase="Dois", x=32.0, y=400.0)]
    made = flow(stages)
    one, two = phases_of(made, places_of(made))
    assert one.y + one.height < two.y
