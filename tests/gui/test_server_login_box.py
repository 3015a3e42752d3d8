"""An administrator opens a log-in in the window; its password is shown once and kept nowhere."""

import secrets
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pacdesk.desk import serving
from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.opening import open_shared
from pacdesk.desk.values import new_id
from pacdesk.gui import pages
from pacdesk.gui.admin.catalogue import CataloguePage
from pacdesk.gui.admin.server_login import ServerLogInBox
from pacdesk.gui.context import ShowCatalogue
from pacdesk.gui.editing.inputs import TextInput
from tests.conftest import FIRST
from tests.gui.window_desk import Starter, wait
from tests.servers import execute
from tests.walled import Walled

pytestmark = pytest.mark.postgres
TAG = secrets.token_hex(3)
CHIEF, ANA = f"chefe_{TAG}", f"ana_{TAG}"


@pytest.fixture
def walled() -> Iterator[Walled]:
    """A desk behind its wall, with an administrator."""
    made = Walled(18, FIRST)
    serving.let_in(made.address, "Chefe", CHIEF, admin=True)
    yield made
    made.drop()
    for login in (CHIEF, ANA):
        execute(made.root, f"DROP ROLE IF EXISTS {login}")


def test_a_log_in_is_opened_renewed_and_closed(walled: Walled, start: Starter) -> None:
    window = start(walled.address_of(CHIEF))
    opened = window.context.open
    assert opened is not None
    ana = new_id()
    opened.desk.run(CreateUser(user=ana, login=ANA, name="Ana"))
    box = ServerLogInBox(window.context, ana, window)
    wait(lambda: box.isVisibleTo(window) and box.open.isVisibleTo(box))
    QTest.mouseClick(box.open, Qt.MouseButton.LeftButton)
    wait(lambda: box.close_it.isVisibleTo(box) and bool(box.password.text()))
    first = box.password.text()
    QTest.mouseClick(box.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == first
    open_shared(walled.address_of(ANA)).close()
    wait(box.renew.isEnabled)
    QTest.mouseClick(box.renew, Qt.MouseButton.LeftButton)
    wait(lambda: box.password.text() not in ("", first))
    wait(box.close_it.isEnabled)
    QTest.mouseClick(box.close_it, Qt.MouseButton.LeftButton)
    wait(lambda: box.open.isVisibleTo(box))
    assert box.password.text() == ""
    assert not box.shown.isVisibleTo(box)
    own = opened.desk.actor.user_id
    assert own is not None
    mine = ServerLogInBox(window.context, own, window)
    wait(lambda: mine.isVisibleTo(window))
    assert not mine.close_it.isEnabled()
    QGuiApplication.clipboard().clear()
    wait(lambda: not window.context.jobs.busy())
    page = pages.make(window.context, ShowCatalogue("users"))
    assert isinstance(page, CataloguePage)
    page.setParent(window)
    page.show()
    wait(lambda: bool(page.pane.records()))
    page.pane.choose(ana)
    form, login = page.pane.form, page.pane.form.inputs["login"]
    assert isinstance(login, TextInput)
    assert form.fields["password"].isHidden()
    assert login.isReadOnly()
    page.pane.start_new()
    assert form.fields["password"].isHidden()
    assert not login.isReadOnly()
    wait(lambda: not window.context.jobs.busy())
