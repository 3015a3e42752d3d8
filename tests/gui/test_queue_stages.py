"""The button that cuts the queue to a type and a stage."""

from pacdesk.desk.workflow.rows import StageKind
from pacdesk.gui.tickets.queue_stages import StageFilter, flows_of
from tests.staged import bring, stage, way


def test_the_menu_has_every_type_with_its_stages_and_says_what_is_chosen(room, world, qtbot):
    first, end = stage("Triagem", StageKind.ENTRY, is_default_entry=True), stage("Fim", StageKind.RESOLVED)
    flow = bring(world, (first, end), (way(first, end, "Fechar"),))
    button = StageFilter(room.context, None)
    qtbot.addWidget(button)
    heard = []
    button.chosen.connect(lambda: heard.append((button.type_id, button.stage_id)))
    menu = button.menu_of(flows_of(world.desk))
    inner = next(action.menu() for action in menu.actions() if action.text() == "Com etapas")
    assert [action.text() for action in inner.actions() if action.text()] == ["All stages", "Triagem", "Fim"]
    inner.actions()[2].trigger()
    assert heard == [(flow.type_id, flow.entry.id)]
    assert button.accessibleName() == "Only Com etapas · Triagem"
    button.clear()
    assert heard[-1] == (None, None)
    assert not button.is_set
