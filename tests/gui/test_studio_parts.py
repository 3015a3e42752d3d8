"""The studio's panels on a real desk, with real keys: matrix, inspector, guards, fields, problems."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pacdesk.desk.company.commands import SaveDepartment
from pacdesk.desk.opening import open_local
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import CreateType, ListGroups, SaveReason
from pacdesk.desk.workflow.problems import problems_of
from pacdesk.desk.workflow.rows import (
    ActionKind,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    Guard,
    Mode,
    Op,
    Ref,
    Responsible,
    StageKind,
    Trigger,
)
from pacdesk.gui.context import OpenStudio
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.durations import read_minutes, show_minutes
from pacdesk.gui.workflow.field_edits import rekeyed, with_field, with_flags, without_field
from pacdesk.gui.workflow.guard_words import guard_sentence
from pacdesk.gui.workflow.model import NOTHING, Chosen
from pacdesk.gui.workflow.problem_words import fix_of
from tests.conftest import Clock, World
from tests.gui.test_forms_desk import Bench

CAUSE = FieldRow(
    key="cause",
    name="Causa",
    kind=FieldKind.CHOICE,
    choices=(ChoiceRow(key="fiber", name="Fibra"), ChoiceRow(key="radio", name="Rádio")),
)
AMOUNT = FieldRow(key="amount", name="Valor", kind=FieldKind.MONEY)


@pytest.fixture(scope="module")
def opened(_template, tmp_path_factory, manager, request):
    """The studio on a draft with three stages and two custom fields, and the flow as it is at first."""
    path = tmp_path_factory.mktemp("studio") / "desk.pacdesk"
    path.write_bytes(_template.read_bytes())
    desk = open_local(path)
    bench = Bench(World(desk, Clock()), manager, QtBot(request))
    desk.run(SaveDepartment(department=new_id(), name="Campo"))
    desk.run(SaveReason(reason=new_id(), name="Sem retorno"))
    type_id = new_id()
    group = desk.ask(ListGroups())[0][0]
    desk.run(CreateType(type_id=type_id, group=group, name="Suporte"))
    page = bench.page(OpenStudio(type_id))
    page.setProperty("shared", True)  # noqa: FBT003  (Qt's own signature)
    page.resize(1440, 900)
    page.edit()
    bench.settle()
    yield bench, page, replace(page.model.flow, fields=(CAUSE, AMOUNT))
    page.close()
    page.deleteLater()
    bench.settle()
    bench.context.use_desk(None)
    bench.context.jobs.close()
    desk.close()


@pytest.fixture
def studio(opened, themed, qtbot):
    """The studio as it is at first, whatever the test before did with it."""
    _, page, flow = opened
    page.model.read_only = False
    page.model.choose(NOTHING)
    page.model.replace_from_desk(flow)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=30_000)
    return page


def choose_by_keys(box: ChoiceInput, words_wanted: str) -> None:
    """As a person would: open, walk, choose."""
    box.setFocus()
    at = box.findText(words_wanted)
    assert at >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


# --- the matrix ----------------------------------------------------------------------------------


def cell(studio, field: str, stage: int):
    view = studio.design.matrix.view
    flow = studio.model.flow
    view.setFocus()
    view.show_place(flow.stages[stage].id, field)
    return view


def flag(studio, field: str, stage: int):
    return studio.model.flow.stages[stage].flag(field)


@pytest.mark.parametrize("name", words.FLAGS)
def test_s1_33_a_letter_switches_a_flag_on_and_off(studio, name) -> None:
    view = cell(studio, "cause", 1)
    QTest.keyClicks(view, words.flag_key(name).lower())
    assert getattr(flag(studio, "cause", 1), name)
    assert words.flag(name) in view.flags.cell_words(0, 1)
    QTest.keyClicks(view, words.flag_key(name).lower())
    assert flag(studio, "cause", 1).is_blank
    assert not any(row.field == "cause" for row in studio.model.flow.stages[1].flags)


def test_flags_of_many_cells_change_at_once_and_are_one_step_of_undo(studio) -> None:
    view = cell(studio, "cause", 0)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.chosen_cells()) == 6
    QTest.keyClicks(view, "l")
    assert all(flag(studio, key, n).read_only for key in ("cause", "amount") for n in range(3))
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not any(flag(studio, key, n).read_only for key in ("cause", "amount") for n in range(3))


def test_filling_down_and_right_copies_the_first_cell(studio) -> None:
    view = cell(studio, "cause", 0)
    QTest.keyClicks(view, "rp")
    view = cell(studio, "amount", 0)
    QTest.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert flag(studio, "amount", 0).required
    assert flag(studio, "amount", 0).hidden_online
    view = cell(studio, "cause", 0)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert flag(studio, "cause", 1).required
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert flag(studio, "cause", 0).is_blank
    assert flag(studio, "cause", 1).is_blank


def test_the_flags_of_a_stage_are_copied_into_another(studio) -> None:
    view = cell(studio, "cause", 0)
    QTest.keyClicks(view, "r")
    stages = studio.model.flow.stages
    view = cell(studio, "amount", 2)
    copy = next(action.menu() for action in view.menu().actions() if action.menu() is not None)
    next(action for action in copy.actions() if action.text() == stages[0].name).trigger()
    assert flag(studio, "cause", 2).required


def test_the_menu_of_a_cell_says_what_it_has(studio) -> None:
    view = cell(studio, "cause", 0)
    QTest.keyClicks(view, "r")
    ticked = [action.data() for action in view.menu().actions() if action.isChecked()]
    assert ticked == ["required"]


def test_two_rules_that_fight_are_told_and_boxed(studio) -> None:
    view = cell(studio, "cause", 0)
    QTest.keyClicks(view, "rt")
    assert view.flags.fight_at(0, 0) is not None
    index = view.flags.index(0, 0)
    assert "contradict" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_enter_in_a_cell_and_a_click_on_a_name_lead_to_the_field(studio) -> None:
    view = cell(studio, "amount", 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert studio.model.chosen == Chosen(field="amount")
    at = QPoint(40, view.down.sectionViewportPosition(0) + 10)
    QTest.mouseClick(view.down.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert studio.model.chosen == Chosen(field="cause")
    at = QPoint(view.across.sectionViewportPosition(2) + 10, 10)
    QTest.mouseClick(view.across.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert studio.model.chosen.stage == studio.model.flow.stages[2].id
    assert view.across.tinted == 2


def test_the_table_is_as_it_was_painted(studio) -> None:
    view = cell(studio, "cause", 0)
    before = view.viewport().grab().toImage()
    QTest.keyClicks(view, "r")
    assert view.viewport().grab().toImage() != before


def test_a_published_version_keeps_its_flags(studio) -> None:
    studio.model.read_only = True
    view = cell(studio, "cause", 0)
    QTest.keyClicks(view, "r")
    assert flag(studio, "cause", 0).is_blank


# --- the inspector of a stage --------------------------------------------------------------------


@pytest.fixture
def stage(studio):
    """The inspector of the second stage."""
    studio.model.choose(Chosen(stage=studio.model.flow.stages[1].id))
    return studio.design.inspector.stage


def second(studio):
    return studio.model.flow.stages[1]


def typed(field, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_stages_identity_is_typed_and_chosen(studio, stage) -> None:
    typed(stage.name, "Analise")
    typed(stage.phase.lineEdit(), "Projeto")
    choose_by_keys(stage.kind, "End: concluded")
    assert (second(studio).name, second(studio).phase) == ("Analise", "Projeto")
    assert second(studio).kind is StageKind.RESOLVED


def test_durations_are_read_in_business_time(studio, stage) -> None:
    typed(stage.duration, "3 dias uteis")
    assert second(studio).expected_minutes == 3 * 480
    typed(stage.duration, "muito")
    stage.name.setFocus()
    assert "2 h" in stage._duration.complaint()
    assert second(studio).expected_minutes == 3 * 480
    typed(stage.duration, "90 min")
    stage.name.setFocus()
    assert stage.duration.text() == "1 h 30 min"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120),
        ("2 h", 120),
        ("1h30", 90),
        ("1 dia e 2 h", 600),
        ("1,5 h", 90),
        ("1 week", 2400),
        ("x", None),
    ],
)
def test_what_durations_people_write(text, minutes) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "x", "2 luas", "h"])
def test_what_is_no_duration(text) -> None:
    assert read_minutes(text) is None


def test_what_is_shown_of_a_duration_is_read_back() -> None:
    QLocale.setDefault(QLocale("en_US"))
    for minutes in (1, 59, 60, 90, 479, 480, 481, 960, 1445, 4800):
        assert read_minutes(show_minutes(minutes)) == minutes


def test_the_responsible_is_named_from_the_register(studio, stage) -> None:
    choose_by_keys(stage.responsible, "Queue of a department")
    assert second(studio).responsible is Responsible.DEPARTMENT
    assert any(problem.code == "flow.responsible_not_named" for problem in problems_of(studio.model.flow))
    choose_by_keys(stage.who, "Campo")
    assert second(studio).responsible_ref.name == "Campo"
    choose_by_keys(stage.responsible, "A role")
    typed(stage.role.lineEdit(), "Tecnico")
    assert second(studio).responsible_ref == Ref("Tecnico")


def test_somebody_who_is_not_in_use_any_more_is_told(studio, stage) -> None:
    gone = Ref("Quem saiu", new_id())
    studio.model.change_stage(
        "x", replace(second(studio), responsible=Responsible.ATTENDANT, responsible_ref=gone)
    )
    studio.design.problems.refresh()
    assert "flow.responsible_inactive" in {p.code for p in studio.design.problems.problems()}
    assert stage._who.complaint()


def test_s1_30_the_default_entry_moves_and_says_why_it_is_locked(studio, stage) -> None:
    assert not stage.default.isEnabled()
    assert studio.model.flow.stages[0].name in stage.default.toolTip()
    QTest.mouseClick(stage.move_default, Qt.MouseButton.LeftButton)
    assert [s.is_default_entry for s in studio.model.flow.stages] == [False, True, False]
    assert stage.default.isChecked()


def test_the_checklist_is_typed_like_a_list(studio, stage) -> None:
    QTest.mouseClick(stage.checklist.head.add, Qt.MouseButton.LeftButton)
    first = stage.checklist.lines[0].text
    assert QApplication.focusWidget() is first
    QTest.keyClicks(first, "Ligar")
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(stage.checklist.lines[1].text, "Medir")
    QTest.mouseClick(
        stage.checklist.lines[1].required,
        Qt.MouseButton.LeftButton,
        pos=stage.checklist.lines[1].required.rect().center(),
    )
    items = second(studio).checklist
    assert [(item.text, item.required) for item in items] == [("Ligar", False), ("Medir", True)]
    assert len({item.key for item in items}) == 2
    QTest.keyClick(stage.checklist.lines[1].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.text for item in second(studio).checklist] == ["Medir", "Ligar"]


def test_an_action_is_added_and_filled_in(studio, stage) -> None:
    stage.entering.add(ActionKind.SET_FIELD)
    form = stage.entering._form
    choose_by_keys(form._field, "Causa")
    choose_by_keys(form._editor, "Rádio")
    (action,) = second(studio).on_entry
    assert (action.field, action.value) == ("cause", "radio")
    stage.entering.add(ActionKind.ASK_UNDERSTANDING)
    stage.entering._form.removed.emit()
    assert len(second(studio).on_entry) == 1


def test_the_ways_out_lead_on_and_a_new_one_is_added(studio, stage) -> None:
    count = len(studio.model.flow.ways_out(second(studio).id))
    assert stage._ways.count() == count
    QTest.mouseClick(stage.ways.add, Qt.MouseButton.LeftButton)
    assert len(studio.model.flow.transitions) > count
    assert studio.model.chosen.transition is not None
    assert studio.design.inspector.panel() is studio.design.inspector.way


def test_several_stages_change_together(studio) -> None:
    flow = studio.model.flow
    studio.design.canvas.pick([flow.stages[0].id, flow.stages[1].id])
    panel = studio.design.inspector.several
    assert studio.design.inspector.panel() is panel
    choose_by_keys(panel.responsible, "Client")
    assert [s.responsible for s in studio.model.flow.stages[:2]] == [Responsible.CLIENT] * 2


def test_what_is_chosen_is_deleted_and_comes_back(studio) -> None:
    before = studio.model.flow
    studio.model.choose(Chosen(stage=before.stages[1].id))
    QTest.mouseClick(studio.design.inspector.remove, Qt.MouseButton.LeftButton)
    assert len(studio.model.flow.stages) == 2
    assert studio.design.inspector.panel() is studio.design.inspector.nothing
    studio.model.undo()
    assert studio.model.flow == before


# --- the inspector of a transition ---------------------------------------------------------------


@pytest.fixture
def way(studio):
    """The inspector of the first transition."""
    studio.model.choose(Chosen(transition=studio.model.flow.transitions[0].id))
    return studio.design.inspector.way


def first_way(studio):
    return studio.model.flow.transitions[0]


def test_s1_26_a_transition_says_what_it_asks(studio, way) -> None:
    typed(way.label, "Encaminhar")
    for box in (way.reason_required, way.comment_required):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    way.ask_for("cause")
    choose_by_keys(way._demands[0], "must be changed")
    made = first_way(studio)
    assert (made.label, made.reason_required, made.comment_required) == ("Encaminhar", True, True)
    assert [(row.field, row.demand) for row in made.fields] == [("cause", Demand.CHANGE)]
    way.reasons.setFocus()
    way.reasons.setCurrentRow(0)
    QTest.keyClick(way.reasons, Qt.Key.Key_Space)
    assert [ref.name for ref in first_way(studio).reasons] == ["Sem retorno"]


def test_a_timer_waits_for_a_time_that_is_said(studio, way) -> None:
    choose_by_keys(way.trigger, "Time gone by")
    codes = {problem.code for problem in problems_of(studio.model.flow)}
    assert "flow.timer_without_time" in codes
    assert way._after.isVisible()
    typed(way.after, "2 dias")
    assert first_way(studio).after_minutes == 960
    choose_by_keys(way.trigger, "A person")
    assert first_way(studio).trigger is Trigger.PERSON
    assert first_way(studio).after_minutes is None


def test_a_guard_is_built_without_code_and_said_in_words(studio, way) -> None:
    guard = way.guard
    QTest.mouseClick(guard._group._add, Qt.MouseButton.LeftButton)
    line = guard._group._lines[0]
    choose_by_keys(line.field, "Valor")
    choose_by_keys(line.op, "is more than")
    QTest.keyClicks(line.editor, "5000")
    guard._group._add_group()
    inner = guard._group._groups[0]._lines[0]
    choose_by_keys(inner.field, "Causa")
    choose_by_keys(inner.op, "is one of")
    inner.editor.setCurrentRow(1)
    inner.editor.setFocus()
    QTest.keyClick(inner.editor, Qt.Key.Key_Space)
    guard._group._groups[0]._add_line()
    other = guard._group._groups[0]._lines[1]
    choose_by_keys(other.field, "Priority")
    choose_by_keys(other.op, "is filled")
    assert first_way(studio).guard == Guard(
        mode=Mode.ALL,
        conditions=(Condition("amount", Op.MORE_THAN, "5000.00"),),
        groups=(
            Guard(
                mode=Mode.ANY,
                conditions=(
                    Condition("cause", Op.ONE_OF, ["radio"]),
                    Condition("priority", Op.FILLED, None),
                ),
            ),
        ),
    )
    assert guard.sentence() == (
        "Valor is more than 5,000.00 and (Causa is one of Rádio or Priority is filled)."
    )
    inner.removed.emit()
    other.removed.emit()
    assert first_way(studio).guard.groups == ()


def test_a_guard_shows_what_it_was_given(studio, way) -> None:
    for op in Op:
        value = ["radio"] if op in (Op.ONE_OF, Op.NOT_ONE_OF) else "radio"
        value = None if op in (Op.FILLED, Op.EMPTY) else value
        guard = Guard(mode=Mode.ANY, conditions=(Condition("cause", op, value),))
        way.guard.show_guard(studio.model.flow, guard)
        assert way.guard.guard() == guard


def test_a_condition_on_a_field_that_is_gone_stays_to_be_mended(studio, way) -> None:
    guard = Guard(conditions=(Condition("gone", Op.IS, "x"),))
    way.guard.show_guard(studio.model.flow, guard)
    assert way.guard.guard() == guard
    assert "gone" in guard_sentence(studio.model.flow, studio.registers, guard)


# --- custom fields -------------------------------------------------------------------------------


def test_a_new_field_gets_its_key_from_its_name(studio) -> None:
    QTest.mouseClick(studio.design.matrix.add, Qt.MouseButton.LeftButton)
    panel = studio.design.inspector.field
    assert QApplication.focusWidget() is panel.name
    QTest.keyClicks(panel.name, "Numero do poste")
    row = studio.model.flow.fields[-1]
    assert (row.key, row.name) == ("numero_do_poste", "Numero do poste")
    studio.model.choose(Chosen(field="cause"))
    typed(panel.name, "Motivo")
    assert studio.model.flow.fields[0].key == "cause"
    assert studio.model.flow.fields[0].name == "Motivo"


def test_choices_are_typed_like_a_list_and_pasted_as_lines(studio) -> None:
    studio.model.choose(Chosen(field="cause"))
    panel = studio.design.inspector.field
    QTest.mouseClick(panel.choices.head.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(panel.choices.lines[2], "Cabo")
    QTest.keyClick(panel.choices.lines[2], Qt.Key.Key_Return)
    QApplication.clipboard().setText("Energia\nObra\n")
    QTest.keyClick(panel.choices.lines[3], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    names = [choice.name for choice in studio.model.flow.fields[0].choices]
    assert names == ["Fibra", "Rádio", "Cabo", "Energia", "Obra"]
    keys = [choice.key for choice in studio.model.flow.fields[0].choices]
    assert keys == ["fiber", "radio", "cabo", "energia", "obra"]


def test_another_kind_leaves_out_what_does_not_fit_it(studio) -> None:
    studio.model.choose(Chosen(field="cause"))
    panel = studio.design.inspector.field
    choose_by_keys(panel.kind, "Number")
    row = studio.model.flow.fields[0]
    assert (row.kind, row.choices) == (FieldKind.NUMBER, ())
    QTest.keyClicks(panel._bounds["minimum"][1], "3")
    QTest.keyClicks(panel._default.editor, "7")
    row = studio.model.flow.fields[0]
    assert (row.minimum, row.default) == ("3", "7")


def test_s1_33_the_preview_shows_the_form_as_each_side_sees_it(studio) -> None:
    flow = studio.model.flow
    first = flow.stages[0].id
    flow = with_flags(flow, {(first, "amount"): {"hidden_online": True}})
    studio.model.edit("x", with_flags(flow, {(first, "cause"): {"required": True}}))
    studio.model.choose(Chosen(field="cause"))
    preview = studio.design.inspector.field.preview
    preview.show_stage(studio.model.flow.stages[0])
    assert preview.form.shown_keys() == ["cause", "amount"]
    preview.side.choose("online")
    assert preview.form.shown_keys() == ["cause"]
    assert "required" in preview.form.input_of("cause").accessibleName()


def test_fields_move_and_go(studio) -> None:
    view = studio.design.matrix.view
    view.do_with_field("amount", "earlier")
    assert [row.key for row in studio.model.flow.fields] == ["amount", "cause"]
    view.do_with_field("cause", "delete")
    assert [row.key for row in studio.model.flow.fields] == ["amount"]


def test_deleting_a_field_takes_what_speaks_of_it_but_guards(studio) -> None:
    flow = studio.model.flow
    flow = with_flags(flow, {(flow.stages[0].id, "cause"): {"required": True}})
    guard = Guard(conditions=(Condition("cause", Op.FILLED),))
    flow = replace(flow, transitions=(replace(flow.transitions[0], guard=guard), *flow.transitions[1:]))
    left = without_field(flow, "cause")
    assert not left.stages[0].flags
    assert {p.code for p in problems_of(left)} >= {"flow.guard_on_missing_field"}
    renamed = rekeyed(flow, "cause", "reason")
    assert renamed.stages[0].flags[0].field == "reason"
    assert renamed.transitions[0].guard.conditions[0].field == "reason"
    assert with_field(flow, "Causa")[1] == "causa"


# --- problems ------------------------------------------------------------------------------------


def test_a_problem_leads_to_its_place_and_mends_itself(studio) -> None:
    flow = studio.model.flow
    place = (flow.stages[1].id, "cause")
    flow = with_flags(flow, {place: {"required": True, "hidden_inside": True}})
    studio.model.edit("x", flow)
    panel = studio.design.problems
    panel.refresh()
    at = next(n for n, p in enumerate(panel.problems()) if p.code == "flow.hidden_and_required")
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.view.problems.index(at, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert studio.model.chosen.stage == flow.stages[1].id
    assert studio.design.matrix.view.currentIndex() == studio.design.matrix.view.flags.index(0, 1)
    QTest.keyClick(panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not flag(studio, "cause", 1).hidden_inside
    assert studio.model.undo_label() == "Show field"


def test_every_fix_mends_its_problem(studio) -> None:
    flow = studio.model.flow
    broken = replace(
        flow,
        stages=(
            replace(
                flow.stages[0],
                is_default_entry=False,
                expected_minutes=-5,
                checklist=(CheckRow(key="a", text=" "),),
            ),
            *flow.stages[1:],
        ),
        fields=(replace(CAUSE, default="gone"), AMOUNT),
        transitions=(replace(flow.transitions[0], trigger=Trigger.TIME), *flow.transitions[1:]),
    )
    seen = set()
    for problem in problems_of(broken):
        fix = fix_of(broken, problem)
        if fix is not None:
            seen.add(problem.code)
            left = {(p.code, p.stage, p.transition, p.field) for p in problems_of(fix.flow)}
            assert (problem.code, problem.stage, problem.transition, problem.field) not in left
    assert seen == {
        "flow.no_default_entry",
        "flow.duration_not_positive",
        "flow.item_without_text",
        "flow.field_default_unfit",
        "flow.timer_without_time",
    }
