"""Undo and redo in the window: the menu names the command, the toast leads back and forth."""

from pathlib import Path

from pacdesk.desk.tickets.commands import WriteEntry
from pacdesk.desk.values import Visibility, new_id
from tests.gui.window_desk import Starter, settled, wait


def test_the_menu_names_what_undo_and_redo_act_on(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    row = window.queue.model.row_at(0)
    assert row is not None
    undo, redo = window.actions_table["edit.undo"], window.actions_table["edit.redo"]
    entry = WriteEntry(ticket=row.id, entry=new_id(), text="Nota", visibility=Visibility.INTERNAL)
    window.context.run(entry, window)
    wait(lambda: undo.text() == "&Undo: Entry written")
    assert undo.isEnabled()
    assert not redo.isEnabled()
    undo.trigger()
    wait(lambda: redo.text() == "Re&do: Entry written")
    assert window.toast.isVisible()
    assert window.toast._undo.text() == "Redo"
    window.toast._undo.click()
    wait(lambda: undo.text() == "&Undo: Entry written" and not redo.isEnabled())
