"""Advancing many tickets at once: what is offered, who stays and why, one undo for all."""

from PySide6.QtWidgets import QLabel

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import ChangeTicket, TicketPage
from pacdesk.desk.tickets.rules import Priority
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.workflow.rows import Demand, FieldKind, MoveField, StageKind
from pacdesk.gui.tickets.bulk_advance import BulkAdvanceDialog
from tests.staged import bring, card, field, flag, stage, wants, way


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


def _dialog(room, world, qtbot):
    dialog = BulkAdvanceDialog(room.context, world.desk.ask(TicketPage()).rows)
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    return dialog


def test_s1_26_what_the_move_demands_is_asked_once_and_goes_to_those_that_lack_it(room, world, qtbot):
    """Who has a value keeps it, but where the move demands another one; another type's tickets have no
    such field and go along."""
    flags = (flag("causa", required=True), flag("prazo", required=True))
    first = stage("Triagem", StageKind.ENTRY, is_default_entry=True, flags=flags)
    end = stage("Fim", StageKind.RESOLVED)
    asks = (
        MoveField(field="priority", demand=Demand.CHANGE),
        MoveField(field="attendant", demand=Demand.FILL),
    )
    fields = (field("causa"), field("prazo", FieldKind.DATE))
    flow = bring(world, (first, end), (way(first, end, "Concluir", fields=asks),), fields)
    plain = stage("Início", StageKind.ENTRY, is_default_entry=True), stage("Pronto", StageKind.RESOLVED)
    other = bring(world, plain, (way(*plain, "Concluir"),), name="Sem campos")
    tickets = [world.open(f"Chamado {n}", type_id=flow.type_id) for n in range(2)]
    tickets.append(world.open("Outro", type_id=other.type_id))
    world.desk.run(ChangeTicket(ticket=tickets[0], changes=wants(causa="Chuva")))
    dialog = _dialog(room, world, qtbot)
    told = " ".join(label.text() for label in dialog.demanded.findChildren(QLabel))
    numbers = [show_protocol(card(world, ticket).protocol) for ticket in tickets]
    assert f"Causa: for {numbers[1]} " in told
    assert "Prazo: for" in told
    fields = dialog.demanded.fields
    fields.custom.fill({"causa": "Vento", "prazo": "2026-12-01"})
    fields.own.write("priority", Priority.HIGH)
    person = dialog.demanded.hands.person
    person.setCurrentIndex(person.findText("Ana Prado"))
    dialog.submit()
    room.settle()
    assert [text for text, _ in room.toasts] == ["Advanced: 3 of 3"]
    after = [card(world, ticket) for ticket in tickets]
    assert all(one.closed_at is not None for one in after)
    assert [one.values.get("causa") for one in after] == ["Chuva", "Vento", None]
    assert [one.values.get("prazo") for one in after] == ["2026-12-01", "2026-12-01", None]
    assert [one.priority for one in after] == [Priority.HIGH, Priority.HIGH, Priority.NORMAL]
    assert [one.attendant_name for one in after] == ["Ana Prado", "Ana Prado", ""]


def test_a_value_that_does_not_fit_is_told_beside_its_field(room, world, qtbot):
    first = stage("Triagem", StageKind.ENTRY, is_default_entry=True, flags=(flag("conta", required=True),))
    end = stage("Fim", StageKind.RESOLVED)
    flow = bring(
        world, (first, end), (way(first, end, "Concluir"),), (field("conta", FieldKind.NUMBER, maximum="9"),)
    )
    ticket = world.open(type_id=flow.type_id)
    dialog = _dialog(room, world, qtbot)
    dialog.demanded.fields.custom.fill({"conta": "10"})
    dialog.submit()
    room.settle()
    assert dialog.demanded.fields.custom.complaint("conta")
    dialog.demanded.fields.custom.fill({"conta": "9"})
    dialog.submit()
    room.settle()
    assert card(world, ticket).values == {"conta": "9"}
