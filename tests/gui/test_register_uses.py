"""A register says plainly what uses a row that somebody wants to switch off or delete."""

from pacdesk.desk.tickets.commands import ListCannedMessages, SaveCannedMessage
from pacdesk.desk.values import new_id
from pacdesk.gui.admin.catalogue import CataloguePage
from pacdesk.gui.context import ShowCatalogue


def page(room, name):
    """The page of a register with its first row chosen."""
    shown = CataloguePage(room.context, ShowCatalogue(name))
    room.qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    room.settle()
    shown.pane.choose(shown.pane.records()[0].id)
    room.settle()
    return shown


def test_a_type_in_use_stays_on_and_names_what_uses_it(room, world):
    world.open()
    shown = page(room, "types")
    pane = shown.pane
    assert pane.records()[0].lines.second.startswith("Suporte · 1 open ticket")
    pane.form.inputs["active"].setChecked(False)
    pane.form.inputs["active"].edited.emit()
    pane.try_save()
    room.settle()
    assert pane.notice.isVisible()
    assert "is in use" in pane.notice.sentence()
    assert "1 open ticket" in pane.notice.sentence()


def test_deleting_what_is_in_use_is_refused_the_same_way(room, world):
    world.open()
    shown = page(room, "departments")
    pane = shown.pane
    pane.void_button.click()
    room.settle()
    assert "staff member “Ana Prado”" in pane.notice.sentence()


def test_deleting_what_nothing_uses_can_be_undone(room, world):
    world.desk.run(SaveCannedMessage(message=new_id(), name="Aviso", text="Oi"))
    shown = page(room, "canned_messages")
    pane = shown.pane
    assert pane.void_button.isVisible()
    pane.void_button.click()
    room.settle()
    ((told, undo),) = room.toasts
    assert told == "Aviso was deleted"
    assert undo is not None
    assert world.desk.ask(ListCannedMessages(only_active=False)) == ()
