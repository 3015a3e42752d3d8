"""The canvas by mouse and by keyboard: every act changes the model's flow once, and undo takes it back."""

import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from pacdesk.desk.workflow.rows import StageKind
from pacdesk.gui.workflow.canvas import FlowCanvas
from pacdesk.gui.workflow.canvas_items import LabelItem
from pacdesk.gui.workflow.flow_map import FlowMap
from pacdesk.gui.workflow.model import NOTHING, Chosen, StudioModel

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "packaging"))
from flow_scenes import middle, small

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def uid(number):
    return UUID(int=number)


@pytest.fixture
def canvas(qtbot):
    return shown(qtbot, small())


def shown(qtbot, flow, *, read_only=False):
    model = StudioModel(flow, read_only=read_only)
    made = FlowCanvas(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def at(canvas, stage):
    return canvas.room_of(uid(stage)).center()


def drag(canvas, begin, end):
    view = canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, begin)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, begin + (end - begin) * share)
    QTest.mouseRelease(view, LEFT, NONE, end)


def press(canvas, key, held=NONE):
    QTest.keyClick(canvas, key, held)


def type_name(canvas, text):
    field = canvas.rename.field
    assert field.isVisible()
    field.insert(text)  # QTest knows only the keys of ASCII
    QTest.keyClick(field, KEY.Key_Return)


def names(canvas):
    return [stage.name for stage in canvas.model.flow.stages]


def test_dragging_a_stage_snaps_it_and_is_undone_in_one_step(canvas):
    before = canvas.places()
    drag(canvas, at(canvas, 2), at(canvas, 2) + QPoint(53, 105))
    moved = canvas.model.flow.stage(uid(2))
    assert (moved.x, moved.y) == (before[uid(2)][0] + 48, before[uid(2)][1] + 112)
    assert canvas.model.flow.stage(uid(1)).x == before[uid(1)][0]
    assert canvas.model.chosen == Chosen(stage=uid(2))
    canvas.model.undo()
    assert canvas.places() == before
    assert canvas.model.undo_label() == ""


def test_a_click_chooses_and_moves_nothing(canvas):
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, at(canvas, 3))
    assert canvas.model.chosen == Chosen(stage=uid(3))
    assert canvas.model.undo_label() == ""
    way = canvas.mapFromScene(canvas.flow_scene.label_box(uid(100)).center())
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, way)
    assert canvas.model.chosen == Chosen(transition=uid(100))
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPoint(700, 500))
    assert canvas.model.chosen == NOTHING


def test_a_line_from_a_port_to_another_stage_is_a_transition(canvas):
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, at(canvas, 1))
    room = canvas.room_of(uid(1))
    drag(canvas, QPoint(room.right(), room.center().y()), at(canvas, 3))
    type_name(canvas, "Resolvido na hora")
    way = canvas.model.flow.transitions[-1]
    assert (way.from_stage_id, way.to_stage_id, way.label) == (uid(1), uid(3), "Resolvido na hora")
    assert way.key == "resolvido_na_hora"
    assert canvas.model.chosen == Chosen(transition=way.id)


def test_a_line_let_go_on_paper_leads_to_a_new_stage_that_asks_its_name(canvas):
    before = canvas.model.flow
    paper = canvas.room_of(uid(1)).center() + QPoint(40, 220)
    drag(canvas, canvas.room_of(uid(1)).center() + QPoint(canvas.room_of(uid(1)).width() // 2 - 3, 0), paper)
    made = next(stage for stage in canvas.model.flow.stages if before.find_stage(stage.id) is None)
    way = canvas.model.flow.transitions[-1]
    assert (way.from_stage_id, way.to_stage_id) == (uid(1), made.id)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    canvas.model.undo()
    assert canvas.model.flow == before


def test_the_way_out_is_lit_from_outside_of_the_stage(canvas):
    room = canvas.room_of(uid(1))
    QTest.mouseMove(canvas.viewport(), QPoint(room.right() + 6, room.center().y()))
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    assert canvas.flow_scene.stages[uid(1)].ports


def test_labels_are_larger_from_afar_and_lie_on_nothing(canvas, qtbot):
    flow = middle()
    canvas = shown(qtbot, flow)
    canvas.set_zoom(0.5)
    labels = [item for item in canvas.flow_scene.items() if isinstance(item, LabelItem)]
    seen = [
        label.sceneBoundingRect().adjusted(4, 4, -4, -4) for label in labels if not label.shape().isEmpty()
    ]
    assert len(seen) > len(flow.transitions) / 2
    assert max(box.height() for box in seen) > 40
    boxes = [item.mapRectToScene(item.shape().boundingRect()) for item in canvas.flow_scene.stages.values()]
    for n, box in enumerate(seen):
        assert not any(box.intersects(other) for other in (*boxes, *seen[n + 1 :]))
    canvas.set_zoom(1.0)
    assert all(not label.shape().isEmpty() for label in labels if label.route.lines)


def test_the_rubber_band_picks_what_it_touches_and_delete_takes_it_with_its_transitions(canvas):
    drag(canvas, QPoint(at(canvas, 2).x() - 100, 300), QPoint(at(canvas, 3).x(), 30))
    assert set(canvas.picked) == {uid(2), uid(3)}
    press(canvas, KEY.Key_Delete)
    assert names(canvas) == ["Triagem"]
    assert canvas.model.flow.transitions == ()
    assert canvas.model.chosen == Chosen(stage=uid(1))
    press(canvas, KEY.Key_Z, CONTROL)
    assert len(canvas.model.flow.transitions) == 3


def test_a_double_click_renames_and_escape_keeps_the_old_name(canvas):
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, at(canvas, 2))
    type_name(canvas, "Em trabalho")
    assert canvas.model.flow.stage(uid(2)).name == "Em trabalho"
    assert canvas.model.flow.stage(uid(2)).key == "s1"
    press(canvas, KEY.Key_F2)
    QTest.keyClicks(canvas.rename.field, "Outro")
    QTest.keyClick(canvas.rename.field, KEY.Key_Escape)
    assert canvas.model.flow.stage(uid(2)).name == "Em trabalho"
    assert canvas.hasFocus()


def test_a_double_click_on_paper_makes_a_stage_there(canvas):
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, QPoint(600, 400))
    type_name(canvas, "Espera")
    made = canvas.model.flow.stages[-1]
    assert (made.name, made.key) == ("Espera", "espera")
    assert canvas.room_of(made.id).contains(QPoint(600, 400))


def test_tab_comes_in_at_the_entry_and_goes_on(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    before = QLineEdit(window)
    canvas = FlowCanvas(StudioModel(small(), parent=window), window)
    for widget in (before, canvas):
        box.addWidget(widget)
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    QTest.keyClick(before, KEY.Key_Tab)
    assert canvas.hasFocus()
    assert canvas.model.chosen.stage == uid(1)
    press(canvas, KEY.Key_PageDown)
    press(canvas, KEY.Key_Tab)
    assert canvas.controls.smaller.hasFocus()
    QTest.keyClick(canvas.controls.smaller, KEY.Key_Backtab, SHIFT)
    assert canvas.hasFocus()
    assert canvas.model.chosen.stage == uid(2)


def test_page_keys_walk_in_the_order_of_the_flow(canvas):
    for key, stage in ((KEY.Key_Home, 1), (KEY.Key_PageDown, 2), (KEY.Key_End, 3), (KEY.Key_PageUp, 2)):
        press(canvas, key)
        assert canvas.model.chosen.stage == uid(stage)


def test_arrows_go_to_the_nearest_stage(canvas):
    press(canvas, KEY.Key_Right)
    assert canvas.model.chosen.stage == uid(1)
    press(canvas, KEY.Key_Right)
    press(canvas, KEY.Key_Right)
    assert canvas.model.chosen.stage == uid(3)
    press(canvas, KEY.Key_Left)
    assert canvas.model.chosen.stage == uid(2)


def test_shift_arrows_walk_along_transitions(canvas):
    canvas.pick([uid(2)])
    press(canvas, KEY.Key_Right, SHIFT)
    assert canvas.model.chosen == Chosen(transition=uid(101))
    press(canvas, KEY.Key_Down)
    assert canvas.model.chosen == Chosen(transition=uid(102))
    press(canvas, KEY.Key_Right)
    assert canvas.model.chosen == Chosen(stage=uid(1))
    press(canvas, KEY.Key_Left, SHIFT)
    assert canvas.model.chosen == Chosen(transition=uid(102))
    press(canvas, KEY.Key_Delete)
    assert [way.id for way in canvas.model.flow.transitions] == [uid(100), uid(101)]


def test_a_flow_is_built_by_keyboard_alone(canvas):
    canvas.pick([uid(2)])
    press(canvas, KEY.Key_N)
    type_name(canvas, "Validação")
    made = canvas.model.flow.stages[2]
    assert (made.name, made.key) == ("Validação", "validacao")
    assert [stage.position for stage in canvas.model.flow.stages] == [0, 1, 2, 3]
    press(canvas, KEY.Key_T)
    assert canvas.aim is not None
    assert "Esc" in canvas.accessibleDescription()
    while canvas.aim != uid(3):
        press(canvas, KEY.Key_Tab)
    press(canvas, KEY.Key_Return)
    type_name(canvas, "Cliente confirmou")
    way = canvas.model.flow.transitions[-1]
    assert (way.from_stage_id, way.to_stage_id, way.label) == (made.id, uid(3), "Cliente confirmou")


def test_a_transition_that_is_begun_can_be_left(canvas):
    canvas.pick([uid(1)])
    press(canvas, KEY.Key_T)
    press(canvas, KEY.Key_Escape)
    assert canvas.aim is None
    assert len(canvas.model.flow.transitions) == 3


def test_moving_by_keyboard_is_undone_together(canvas):
    canvas.pick([uid(2)])
    before = canvas.places()[uid(2)]
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right):
        press(canvas, key, CONTROL)
    assert canvas.places()[uid(2)] == (before[0] + 16, before[1] + 32)
    press(canvas, KEY.Key_Z, CONTROL)
    assert canvas.places()[uid(2)] == before
    press(canvas, KEY.Key_Z, CONTROL | SHIFT)
    assert canvas.places()[uid(2)] == (before[0] + 16, before[1] + 32)


def test_copies_bring_their_transitions_and_are_no_entry(canvas):
    press(canvas, KEY.Key_A, CONTROL)
    press(canvas, KEY.Key_C, CONTROL)
    press(canvas, KEY.Key_V, CONTROL)
    flow = canvas.model.flow
    assert names(canvas)[3:] == ["Triagem 2", "Atendimento 2", "Encerrado 2"]
    assert len(flow.transitions) == 6
    assert len({stage.key for stage in flow.stages}) == len({way.key for way in flow.transitions}) == 6
    assert [stage.is_default_entry for stage in flow.stages].count(True) == 1
    assert len(canvas.picked) == 3
    press(canvas, KEY.Key_D, CONTROL)
    assert len(canvas.model.flow.stages) == 9


def test_dropping_a_stage_into_another_phase_changes_its_phase(qtbot):
    canvas = shown(qtbot, middle())
    canvas.set_zoom(0.6)
    canvas.fit()
    drag(canvas, at(canvas, 2), QPoint(at(canvas, 1).x(), at(canvas, 2).y()))
    assert canvas.model.flow.stage(uid(2)).phase == "Abertura"


def test_a_published_version_is_only_looked_at(qtbot):
    canvas = shown(qtbot, small(), read_only=True)
    before = canvas.model.flow
    canvas.pick([uid(2)])
    drag(canvas, at(canvas, 2), at(canvas, 2) + QPoint(80, 80))
    for key in (KEY.Key_N, KEY.Key_T, KEY.Key_F2, KEY.Key_Delete, KEY.Key_L):
        press(canvas, key)
    press(canvas, KEY.Key_Down, CONTROL)
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, QPoint(600, 400))
    assert canvas.model.flow is before
    assert not canvas.rename.field.isVisible()
    assert not canvas.controls.anew.isEnabled()
    assert "read only" in canvas.accessibleName()


def test_the_menu_has_every_act_with_its_keys(canvas):
    canvas.pick([uid(2)])
    menu = canvas.acts.menu()
    texts = [act.text() for act in menu.actions() if not act.isSeparator()]
    assert len(texts) == sum(bool(act.name) for act in canvas.acts.table())
    assert "Delete\tDel" in texts
    assert all("\t" in text for text in texts)
    next(act for act in menu.actions() if act.text().startswith("New stage")).trigger()
    assert canvas.rename.field.isVisible()


def test_keys_of_the_window_are_taken_while_the_canvas_has_the_focus(canvas):
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, KEY.Key_Z, CONTROL)
    assert canvas.event(event)
    assert event.isAccepted()
    other = QKeyEvent(QKeyEvent.Type.ShortcutOverride, KEY.Key_K, CONTROL)
    canvas.event(other)
    assert not other.isAccepted()


def test_zoom_by_keys_and_buttons(canvas):
    press(canvas, KEY.Key_Minus, CONTROL)
    assert canvas.zoom == 0.9
    press(canvas, KEY.Key_Plus, CONTROL)
    press(canvas, KEY.Key_Plus, CONTROL | SHIFT)
    assert canvas.zoom == 1.1
    canvas.controls.percent.click()
    assert canvas.zoom == 1.0
    assert canvas.controls.percent.text() == "100 %"


def test_the_chosen_stage_is_told_in_words(canvas):
    assert "3 stage" in canvas.accessibleDescription()
    canvas.pick([uid(1)])
    words = canvas.accessibleDescription()
    assert words.startswith("Triagem, entry, default entry, Suporte queue, 2 h")
    canvas.pick_way(uid(100))
    assert canvas.accessibleDescription() == "Transition Assumir, from Triagem to Atendimento"


def test_enter_goes_to_whoever_edits_else_it_renames(canvas):
    canvas.pick([uid(1)])
    press(canvas, KEY.Key_Return)
    assert canvas.rename.field.isVisible()
    QTest.keyClick(canvas.rename.field, KEY.Key_Escape)
    asked = []
    canvas.edit_wanted.connect(lambda: asked.append(canvas.model.chosen))
    press(canvas, KEY.Key_Return)
    assert asked == [Chosen(stage=uid(1))]
    assert not canvas.rename.field.isVisible()


def test_undo_from_elsewhere_and_other_flows_are_followed(canvas):
    canvas.model.replace_from_desk(middle())
    assert len(canvas.flow_scene.stages) == 12
    assert len(canvas.flow_scene.ways) == len(middle().transitions)
    canvas.model.replace_from_desk(small())
    assert len(canvas.flow_scene.stages) == 3
    assert canvas.flow_scene.stage_at(QPointF(10, 10)) == uid(1)


@pytest.fixture
def flow_map(qtbot):
    made = FlowMap()
    qtbot.addWidget(made)
    made.show_flow(middle(), uid(5), [uid(1), uid(2)])
    made.resize(480, made.heightForWidth(480))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def test_the_map_tells_where_the_ticket_is_and_was(flow_map):
    assert flow_map.accessibleDescription() == "Visita agendada: the ticket is here"
    assert flow_map.sentence(uid(1)) == "Triagem: the ticket was here"
    assert flow_map.sentence(uid(11)) == "Encerrado"


def test_the_map_emits_the_stage_on_click_and_enter(flow_map):
    chosen = []
    flow_map.stage_chosen.connect(chosen.append)
    QTest.mouseClick(flow_map, LEFT, NONE, flow_map.box_of(uid(11)).center().toPoint())
    QTest.keyClick(flow_map, KEY.Key_Home)
    QTest.keyClick(flow_map, KEY.Key_Return)
    assert chosen == [uid(11), uid(1)]
    QTest.keyClick(flow_map, KEY.Key_Right)
    assert "Triagem" not in flow_map.accessibleDescription()


def test_the_map_is_as_high_as_its_width_asks(flow_map):
    assert flow_map.heightForWidth(900) >= flow_map.heightForWidth(250) > 40
    empty = FlowMap()
    assert empty.sizeHint().height() > 0


def test_colours_follow_the_theme_at_once(canvas, manager):
    def pixel():
        return canvas.grab().toImage().pixelColor(at(canvas, 2) + QPoint(0, 2)).lightness()

    assert pixel() > 200
    manager.apply("dark")
    QApplication.processEvents()
    assert pixel() < 100


def test_the_scale_of_the_interface_is_no_zoom(canvas, manager):
    before = canvas.room_of(uid(1)).width()
    manager.apply("light", 1.5)
    QApplication.processEvents()
    assert canvas.zoom <= 1.0
    assert canvas.room_of(uid(1)).width() > before * canvas.zoom * 1.4


def test_escape_takes_a_drag_back_while_it_lasts(canvas):
    before, lines = canvas.places(), {key: item.route for key, item in canvas.flow_scene.ways.items()}
    begin = at(canvas, 2)
    QTest.mousePress(canvas.viewport(), LEFT, NONE, begin)
    QTest.mouseMove(canvas.viewport(), begin + QPoint(60, 160))
    assert canvas.places() != before
    press(canvas, KEY.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, begin + QPoint(60, 160))
    assert canvas.places() == before
    assert {key: item.route for key, item in canvas.flow_scene.ways.items()} == lines
    assert canvas.model.undo_label() == ""


def test_an_empty_flow_says_what_to_do_and_gets_its_entry(qtbot):
    canvas = shown(qtbot, replace(small(), stages=(), transitions=()))
    canvas.grab()
    assert "Press N" in canvas.accessibleDescription()
    press(canvas, KEY.Key_N)
    type_name(canvas, "Triagem")
    made = canvas.model.flow.stages[0]
    assert (made.is_default_entry, made.kind, made.key) == (True, StageKind.ENTRY, "triagem")
