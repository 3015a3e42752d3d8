"""A move that asks to whom the ticket goes: its department and its attendant are chosen on the way."""

import pytest

from pacdesk.desk.company.commands import SaveDepartment
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import Demand, MoveField, StageKind
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from tests.staged import bring, card, flag, stage, way


@pytest.fixture
def field_team(world):
    team = new_id()
    world.root.run(SaveDepartment(department=team, name="Campo"))
    return team


def advancing(room, world, asked, flags=()):
    """The dialog of the first move of a ticket whose first stage has such flags."""
    first = stage("Novo", StageKind.ENTRY, is_default_entry=True, flags=flags)
    second, end = stage("Atribuído"), stage("Fim", StageKind.RESOLVED)
    ways = (
        way(first, second, "Atribuir", fields=asked),
        way(first, end, "Encerrar"),
        way(second, end, "Concluir"),
    )
    flow = bring(world, (first, second, end), ways)
    page = room.page(world.open(type_id=flow.type_id))
    page.acts.advance(page.card.moves[0].way.id)
    dialog = room.dialog(AdvanceDialog)
    room.settle()
    return page, dialog


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def shown(dialog):
    return [name for name in ("department", "attendant") if dialog.fields[name].isVisible()]


ASKED = (MoveField(field="department"), MoveField(field="attendant", demand=Demand.FILL))


def test_s1_26_a_move_asks_whom_the_ticket_goes_to_where_the_stage_hides_it(room, world, field_team):
    page, dialog = advancing(room, world, ASKED, (flag("attendant", hidden_inside=True),))
    assert shown(dialog) == ["department", "attendant"]
    dialog.submit()
    room.settle()
    assert dialog.fields["attendant"].complaint()
    choose(dialog.hands.department, "Campo")
    assert dialog.hands.person.currentData() is None
    assert dialog.hands.person.findText("Bruno Reis · Atendimento") > 0
    choose(dialog.hands.department, dialog.card.department_name)
    choose(dialog.hands.person, "Bruno Reis")
    dialog.submit()
    room.settle()
    after = card(world, page.ticket)
    assert (after.attendant_name, after.flow.stage(after.stage_id).name) == ("Bruno Reis", "Atribuído")


def test_only_what_the_chosen_move_asks_for_is_shown_and_sent(room, world):
    page, dialog = advancing(room, world, ASKED[:1])
    assert shown(dialog) == ["department"]
    choose(dialog.condition, "Encerrar → Fim")
    assert shown(dialog) == []
    dialog.submit()
    room.settle()
    after = card(world, page.ticket)
    assert (after.attendant_id, after.flow.stage(after.stage_id).name) == (None, "Fim")


def test_an_attendant_whom_the_stage_demands_is_chosen_on_the_way(room, world):
    page, dialog = advancing(room, world, (), (flag("attendant", required=True),))
    assert shown(dialog) == ["attendant"]
    choose(dialog.hands.person, "Ana Prado")
    dialog.submit()
    room.settle()
    assert card(world, page.ticket).attendant_name == "Ana Prado"


def test_a_move_to_another_department_leaves_the_queue_with_nobody(room, world, field_team):
    page, dialog = advancing(room, world, ASKED[:1])
    choose(dialog.hands.department, "Campo")
    dialog.submit()
    room.settle()
    after = card(world, page.ticket)
    assert (after.department_id, after.attendant_id) == (field_team, None)


def test_s1_34_taking_is_grey_with_why_where_the_stage_keeps_the_attendant(room, world):
    page, dialog = advancing(room, world, ASKED, (flag("attendant", read_only=True),))
    dialog.reject()
    assert not page.header.take.isEnabled()
    assert "read-only in the stage Novo" in page.header.take.toolTip()
