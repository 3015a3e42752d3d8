"""Advancing many tickets at once: what is offered, who stays and why, one undo for all."""

import pytest

from pacdesk.desk.tickets.commands import ChangeTicket, TicketPage
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.gui.tickets.bulk_advance import BulkAdvanceDialog
from tests.gui.ticket_desk import Room
from tests.staged import bring, card, field, flag, stage, wants, way


@pytest.fixture
def room(qtbot, manager, world, tmp_path):
    room = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    yield room
    room.close()


def test_s1_26_those_that_may_move_and_the_others_say_why(room, world, qtbot):
    first = stage("Triagem", StageKind.ENTRY, is_default_entry=True, flags=(flag("causa", required=True),))
    end = stage("Fim", StageKind.RESOLVED)
    flow = bring(world, (first, end), (way(first, end, "Concluir"),), (field("causa"),))
    tickets = [world.open(f"Chamado {n}", type_id=flow.type_id) for n in range(3)]
    for ticket in tickets[:2]:
        world.desk.run(ChangeTicket(ticket=ticket, changes=wants(causa="Chuva")))
    dialog = BulkAdvanceDialog(room.context, world.desk.ask(TicketPage()).rows)
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    assert dialog.condition.itemText(0) == "Concluir · 3 of 3"
    dialog.submit()
    room.settle()
    assert [card(world, ticket).closed_at is not None for ticket in tickets] == [True, True, False]
    assert dialog.refused.count() == 1
    assert "Chamado 2" in dialog.refused.item(0).text()
    assert "Causa" in dialog.refused.item(0).text()
    ((told, undo),) = room.toasts
    assert told == "Advanced: 2 of 3"
    world.desk.run(Undo(change_set=undo))
    assert [card(world, ticket).closed_at for ticket in tickets] == [None, None, None]
    world.desk.run(ChangeTicket(ticket=tickets[2], changes=wants(causa="Chuva")))
    dialog.submit()
    room.settle()
    assert card(world, tickets[2]).closed_at is not None
