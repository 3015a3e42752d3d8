"""Versions side by side, the simulator, and moving tickets to a version, over a real desk."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.desk.tickets.commands import GetTicket
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import EditDraft, GetVersion, SaveDraft
from pacdesk.desk.workflow.differences import Change
from pacdesk.desk.workflow.rows import CheckRow, FlagRow, StageKind, StageRow, Trigger, Who
from pacdesk.gui.context import OpenTicketTab
from pacdesk.gui.workflow import move_tickets
from pacdesk.gui.workflow.differences_view import DifferencesView
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.move_tickets import MoveTicketsDialog
from pacdesk.gui.workflow.simulator import SimulatorView
from tests.desk.tickets.test_remapping import advance, publish, with_a_bench


def draft(world, change=with_a_bench):
    """A draft of the world's type, changed and saved; answers its flow."""
    version = world.desk.run(EditDraft(type_id=world.type_id)).answer
    card = world.desk.ask(GetVersion(version_id=version))
    world.desk.run(SaveDraft(version_id=version, row_version=card.row.row_version, flow=change(card.flow)))
    return world.desk.ask(GetVersion(version_id=version)).flow


def show(room, view):
    room.qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    room.settle()
    return view


def lines(item):
    """A tree as nested (text, before, after)."""
    found = []
    for n in range(item.childCount()):
        child = item.child(n)
        found.append(tuple(child.text(c) for c in range(3)))
        found += lines(child)
    return found


def test_two_versions_side_by_side(room, world):
    flow = draft(world)
    model = StudioModel(flow)
    view = show(room, DifferencesView(room.context, model))
    assert [view.older.currentText(), view.newer.currentText()] == ["1 · in force", "2 · draft"]
    said = lines(view.tree.invisibleRootItem())
    assert ("Bancada", "", "new") in said
    assert ("Série", "", "new") in said
    assert ("Levar à bancada", "", "new") in said
    renamed = replace(flow.stages[0], name="Recepção", expected_minutes=90)
    model.change_stage("x", renamed)
    said = lines(view.tree.invisibleRootItem())
    assert ("Name", "Triagem", "Recepção") in said
    assert ("Expected duration", "1 h", "1 h 30 min") in said
    row = view.tree.findItems("Recepção", Qt.MatchFlag.MatchRecursive)[0]
    view.tree.itemActivated.emit(row, 0)
    assert model.chosen.stage == renamed.id


def test_the_drawing_marks_what_differs_and_list_and_drawing_lead_to_each_other(room, world):
    def change(flow):
        flow = with_a_bench(flow)
        gone = flow.stages[-1]
        ways = tuple(way for way in flow.transitions if gone.id not in (way.from_stage_id, way.to_stage_id))
        kept = (replace(flow.stages[0], name="Recepção"), *flow.stages[1:-1])
        return replace(flow, stages=kept, transitions=ways)

    model = StudioModel(draft(world, change))
    view = show(room, DifferencesView(room.context, model))
    scene = view.drawing.flow_scene
    told = {item.stage.name: item.change for item in scene.stages.values()}
    assert told == {"Recepção": Change.CHANGED, "Atendimento": None, "Bancada": Change.ADDED,
                    "Conclusão": Change.REMOVED}  # fmt: skip
    assert {item.change for item in scene.ways.values()} >= {Change.ADDED, Change.REMOVED}
    gone = next(item.stage for item in scene.stages.values() if item.change is Change.REMOVED)
    view.drawing.pick([gone.id])
    assert view.tree.currentItem().text(0) == gone.name
    assert view.drawing.accessibleDescription().endswith("gone")
    view.tree.setCurrentItem(view.tree.findItems("Recepção", Qt.MatchFlag.MatchRecursive)[0])
    assert view.drawing.model.chosen.stage == model.flow.stages[0].id
    assert not any(item.ports for item in scene.stages.values())


def test_nothing_differs(room, world):
    model = StudioModel(draft(world, lambda flow: flow))
    view = show(room, DifferencesView(room.context, model))
    assert view.empty.isVisible()
    assert view.empty.accessibleName() == "No differences"
    assert view.summary.text() == ""


def playable(flow):
    """The bench flow with a checklist, a role, a locked field and a timer."""
    flow = with_a_bench(flow)
    triage, work, bench, end = flow.stages
    triage = replace(triage, checklist=(CheckRow(key="seen", text="Visto", required=True),))
    bench = replace(bench, flags=(FlagRow(field="serial", required=True),))
    ways = tuple(
        replace(way, who=(Who.MANAGER,)) if way.label == "Levar à bancada" else way
        for way in flow.transitions
    )
    timer = replace(ways[0], id=new_id(), from_stage_id=bench.id, to_stage_id=end.id, label="Expirar",
                    key="", trigger=Trigger.TIME, after_minutes=5)  # fmt: skip
    return replace(flow, stages=(triage, work, bench, end), transitions=(*ways, timer))


def button(panel, text):
    return next(one for one in panel.buttons.values() if one.text().startswith(text))


def test_a_ticket_is_played_by_hand(room, world):
    model = StudioModel(draft(world, playable))
    view = show(room, SimulatorView(room.context, model))
    panel = view.play
    assert panel.stage.text() == "Triagem"
    button(panel, "Iniciar").click()
    assert "Visto" in panel.bar.sentence()
    panel.checks["seen"].click()
    button(panel, "Iniciar").click()
    assert panel.stage.text() == "Atendimento"
    closed = button(panel, "Levar à bancada")
    assert not closed.isEnabled()
    assert "anager" in closed.toolTip()
    panel.roles[Who.MANAGER].click()
    button(panel, "Levar à bancada").click()
    assert (panel.stage.text(), model.chosen.stage) == ("Bancada", model.flow.stages[2].id)
    button(panel, "Entregar").click()
    assert panel.form.complaint("serial")
    panel.form.input_of("serial").setText("A-1")
    button(panel, "Entregar").click()
    assert panel.game.closed
    assert panel.game.values["serial"] == "A-1"
    assert panel.trace.count() == 4
    panel.back_button.click()
    assert panel.stage.text() == "Bancada"
    assert panel.form.values()["serial"] == "A-1"
    button(panel, "Expirar").click()
    assert panel.trace.item(3).text() == "Bancada → Conclusão: Expirar"
    panel.restart_button.click()
    assert (panel.stage.text(), panel.back_button.isEnabled()) == ("Triagem", False)


def test_tab_goes_from_the_checklist_over_the_comment_to_the_moves(room, world):
    view = show(room, SimulatorView(room.context, StudioModel(draft(world, playable))))
    panel = view.play
    panel.checks["seen"].setFocus()
    way = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        way.append(QApplication.focusWidget())
    assert way[0] in (panel.comment, panel.reason)
    assert panel.comment in way[:2]
    assert set(way) & set(panel.buttons.values())


def test_a_flow_without_an_entry_cannot_be_played(room, world):
    flow = draft(world)
    model = StudioModel(replace(flow, stages=(), transitions=()))
    view = show(room, SimulatorView(room.context, model))
    assert view.play.empty.isVisible()
    model.replace_from_desk(flow)
    assert view.play.stage.text() == "Triagem"


def test_real_tickets_are_replayed_against_what_is_on_the_screen(room, world):
    tickets = [world.open() for _ in range(3)]
    for ticket in tickets:
        advance(world, ticket, "Iniciar atendimento")
    model = StudioModel(draft(world))
    whole = show(room, SimulatorView(room.context, model))
    view = whole.past
    assert view.empty.accessibleName().startswith("Nothing replayed yet")
    view.start.click()
    assert not view.start.isEnabled()
    room.settle()
    assert view.summary.text() == "None of 3 tickets would have been stopped."
    assert view.empty.isVisible()
    flow = model.flow
    model.edit(
        "x", replace(flow, transitions=tuple(w for w in flow.transitions if w.label != "Iniciar atendimento"))
    )
    assert view.report is None
    view.start.click()
    room.settle()
    assert view.summary.text() == "3 of 3 tickets would have been stopped."
    row = view.table.topLevelItem(0)
    assert [row.text(0), row.text(1)] == ["Triagem → Atendimento: no such move", "3"]
    view.table.itemActivated.emit(row, 0)
    room.settle()
    (target,) = room.targets
    assert isinstance(target, OpenTicketTab)
    assert target.ticket_id in tickets


def test_replaying_nothing_says_so(room, world):
    whole = show(room, SimulatorView(room.context, StudioModel(draft(world))))
    view = whole.past
    view.start.click()
    room.settle()
    assert view.empty.accessibleName() == "There is no ticket of this type yet"


def dialog(room, flow):
    """The dialog, shown and loaded; it goes when it is closed."""
    shown = MoveTicketsDialog(room.context, flow.version_id)
    shown.show()
    room.settle()
    return shown


def test_tickets_are_moved_and_brought_back(room, world):
    ticket = world.open()
    old, new = publish(world, with_a_bench)
    wizard = dialog(room, new)
    assert wizard.verb.text().removesuffix("(s)") == "Move 1 ticket"
    box = wizard.targets[old.stages[0].id]
    assert box.currentText() == "Triagem"
    box.set_value(new.stages[2].id)
    box.edited.emit()
    room.settle()
    assert "Série is empty in 1" in wizard._told[old.stages[0].id].text()
    assert "no such move" in wizard._told[old.stages[0].id].text()
    wizard.verb.click()
    room.settle()
    assert world.desk.ask(GetTicket(ticket=ticket)).stage_id == new.stages[2].id
    ((told, undo),) = room.toasts
    assert told.replace("(s)", "") == "1 ticket moved"
    world.desk.run(Undo(change_set=undo, at=world.clock()))
    assert world.desk.ask(GetTicket(ticket=ticket)).stage_id == old.stages[0].id


def test_a_stage_without_a_counterpart_must_be_said(room, world):
    world.open()

    def other(flow):
        first = StageRow(id=new_id(), name="Outra", kind=StageKind.ENTRY, is_default_entry=True)
        ways = tuple(
            replace(way, from_stage_id=first.id) if way.from_stage_id == flow.stages[0].id else way
            for way in flow.transitions if way.to_stage_id != flow.stages[0].id
        )  # fmt: skip
        return replace(flow, stages=(first, *flow.stages[1:]), transitions=ways)

    old, new = publish(world, other)
    wizard = dialog(room, new)
    assert not wizard.verb.isEnabled()
    assert "Triagem" in wizard.verb.toolTip()
    wizard.targets[old.stages[0].id].set_value(new.stages[0].id)
    wizard.targets[old.stages[0].id].edited.emit()
    room.settle()
    assert wizard.verb.isEnabled()


def test_too_many_go_in_steps(room, world, monkeypatch):
    from pacdesk.desk.tickets import remapping

    tickets = [world.open() for _ in range(5)]
    _, new = publish(world, with_a_bench)
    monkeypatch.setattr(remapping, "AT_ONCE", 2)
    monkeypatch.setattr(move_tickets, "STEP", 2)
    wizard = dialog(room, new)
    assert "steps of 2" in wizard.steps.sentence()
    wizard.verb.click()
    room.settle()
    assert [world.desk.ask(GetTicket(ticket=t)).flow.number for t in tickets] == [2] * 5
    ((told, undo),) = room.toasts
    assert (told.replace("(s)", "s"), undo) == ("5 tickets moved", None)


def test_nothing_to_move(room, world):
    _, new = publish(world, with_a_bench)
    wizard = dialog(room, new)
    assert wizard.empty.isVisible()
    assert not wizard.verb.isEnabled()
