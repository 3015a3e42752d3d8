"""The window carries a desk to a real server and brings it back to a file."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from pacdesk.desk import local
from pacdesk.desk.opening import open_local, open_shared
from pacdesk.desk.tickets.commands import SearchAll
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.moving import MoveDialog
from tests.gui.window_desk import Starter, settled, wait

pytestmark = pytest.mark.postgres


def dialog_of(window: MainWindow, act: str) -> MoveDialog:
    """The dialog that the menu opens."""
    wait(lambda: act in window.actions_table)
    assert window.actions_table[act].isEnabled(), window.actions_table[act].toolTip()
    window.actions_table[act].trigger()
    return next(child for child in window.findChildren(MoveDialog) if child.isVisible())


@pytest.mark.soak
def test_to_a_server_and_back_to_a_file(
    start: Starter, filled: Path, new_server_desk: Callable[[int], str], tmp_path: Path
) -> None:
    address = new_server_desk(18).replace("postgres:@", "postgres@")
    window = start(filled)
    dialog = dialog_of(window, "desk.to_server")
    assert "desk.to_file" in window.actions_table
    assert not window.actions_table["desk.to_file"].isEnabled()
    dialog.submit()
    assert dialog.moved is None, "nothing was typed yet"
    dialog.address.setText(address)
    dialog.submit()
    wait(lambda: dialog.moved is not None or not dialog.form.bar.isHidden(), 60)
    assert "6 tickets" in dialog.form.bar.sentence()
    assert "0 files, counted and checked" in dialog.form.bar.sentence()
    QTest.qWait(10)
    dialog.submit()
    settled(window)
    with closing(open_shared(address)) as shared:
        assert len({hit.ticket_id for hit in shared.ask(SearchAll(words="Assunto"))}) == 6
    code = dialog_of_shared(window, address, tmp_path / "volta")
    path = tmp_path / "volta.pacdesk"
    key = local.key_of(path, local.Unlocking(code=code))
    with closing(open_local(path, key=key)) as back:
        assert len({hit.ticket_id for hit in back.ask(SearchAll(words="Assunto"))}) == 6


def dialog_of_shared(window: MainWindow, address: str, file: Path) -> str:
    """The other way, as the dialog of a shared desk does it."""
    opened = window.context.open
    assert opened is not None
    object.__setattr__(opened, "kind", "shared")
    object.__setattr__(opened, "place", address)
    window.actions_table.refresh()
    dialog = dialog_of(window, "desk.to_file")
    assert dialog.address.text() == address
    dialog.file.setText(str(file))
    dialog.file_password.setText("senha bem comprida")
    dialog.submit()
    wait(lambda: dialog.moved is not None or not dialog.form.bar.isHidden(), 60)
    return dialog.code.text() if dialog.moved is not None else ""


def test_a_refusal_is_told_and_leaves_the_form(start: Starter, filled: Path) -> None:
    window = start(filled)
    dialog = dialog_of(window, "desk.to_server")
    dialog.address.setText("servidor")
    dialog.submit()
    wait(lambda: not dialog.form.bar.isHidden())
    assert "no server's address" in dialog.form.bar.sentence()
    assert dialog.form.main.isEnabled()
    assert dialog.moved is None
    dialog.reject()
