"""The code at log-in, the recovery codes and the known computers, in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from pacdesk.config.computer import this_computer
from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import (
    CreateUser,
    EnrolSecondFactor,
    ListComputers,
    ListUsers,
    NoteComputer,
)
from pacdesk.desk.access.passwords import hash_password
from pacdesk.desk.opening import at_desk, find_user, open_local
from pacdesk.desk.values import new_id, utc_now
from pacdesk.gui import areas, pages
from pacdesk.gui.admin.own_login import OwnLogIn
from pacdesk.gui.admin.second_factor import DropDialog, EnrolDialog
from pacdesk.gui.admin.user_login import UserLogInDialog
from pacdesk.gui.computers_bar import ComputersBar
from pacdesk.gui.context import ShowCatalogue, ShowSettings
from tests.gui.ticket_desk import Room
from tests.gui.window_desk import Starter, settled, wait


@pytest.fixture
def with_password(filled: Path) -> Path:
    """A desk whose administrator has a password."""
    desk = open_local(filled)
    hashed = hash_password("certa")
    desk.run(CreateUser(user=new_id(), login="ana", name="Ana", password_hash=hashed, is_admin=True))
    desk.close()
    return filled


def code(secret: str, off: int = 0) -> str:
    return totp.code_of(secret, totp.step_at(utc_now()) + off)


def log_in(window):
    form = window.doorway.log_in
    wait(lambda: window.doorway.currentWidget() is form)
    form.login.setText("ana")
    form.secret.setText("certa")
    form.check()


def test_s1_10_enrol_in_the_settings_and_give_the_code_at_log_in(start: Starter, with_password: Path) -> None:
    window = start(with_password)
    log_in(window)
    wait(lambda: window.context.desk is not None)
    window.navigate(ShowSettings())
    (own,) = window.findChildren(OwnLogIn)
    wait(lambda: own.computers.topLevelItemCount() == 1)
    assert "This one" in own.computers.topLevelItem(0).text(0)
    own.switch.click()
    (dialog,) = own.findChildren(EnrolDialog)
    wait(lambda: dialog.qr._rows != ())
    assert dialog.key.text().replace(" ", "") == dialog.secret
    dialog.code.setText("000000")
    dialog.verb.click()
    settled(window)
    assert "not right" in dialog.bar.sentence()
    dialog.code.setText(code(dialog.secret))
    dialog.verb.click()
    wait(lambda: dialog.pages.currentIndex() == 1)
    (shown,) = dialog.codes.findChildren(QPlainTextEdit)
    assert len(shown.toPlainText().split()) == totp.RECOVERY_CODES
    dialog.reject()
    assert dialog.isVisible(), "they are shown only now"
    dialog.codes.kept.setChecked(True)
    secret, recovery = dialog.secret, dialog.recovery
    dialog.verb.click()
    window.leave_desk()
    settled(window)
    window.doorway.open_address(str(with_password))
    log_in(window)
    form = window.doorway.second
    wait(lambda: window.doorway.currentWidget() is form)
    assert window.context.desk is None
    form.secret.setText("123")
    form.check()
    settled(window)
    assert "not right" in form.bar.sentence()
    form.secret.setText(recovery[0])
    form.check()
    wait(lambda: window.context.desk is not None)
    window.navigate(ShowSettings())
    (own,) = window.findChildren(OwnLogIn)
    wait(lambda: own._row is not None)
    own.switch.click()
    (drop,) = own.findChildren(DropDialog)
    drop.code.setText(code(secret, 1))
    drop.verb.click()
    wait(lambda: own._row is None)


def test_going_back_from_the_code_leaves_the_desk(start: Starter, with_password: Path) -> None:
    desk = open_local(with_password)
    ana = find_user(desk, "ana")
    secret = totp.new_secret()
    at_desk(desk, ana[3]).run(EnrolSecondFactor(secret=secret, code=code(secret), recovery=("x",)))
    desk.close()
    window = start(with_password)
    log_in(window)
    wait(lambda: window.doorway.currentWidget() is window.doorway.second)
    window.doorway.second.back.emit()
    settled(window)
    assert window.doorway.currentWidget() is window.doorway.welcome
    with pytest.raises(Exception, match="missing"):
        window.doors.give_code(code(secret, 1))


def test_s2_x_a_new_computer_is_told_at_the_others_until_answered(
    start: Starter, with_password: Path
) -> None:
    desk = open_local(with_password)
    here = this_computer()
    acting = at_desk(desk, find_user(desk, "ana")[3])
    for computer, name in ((here.id, here.name), (new_id(), "notebook-alheio")):
        acting.run(NoteComputer(computer=computer, name=name))
    desk.close()
    window = start(with_password)
    log_in(window)
    wait(lambda: window.context.desk is not None)
    (bar,) = window.findChildren(ComputersBar)
    wait(bar.isVisible)
    assert "notebook-alheio" in bar.sentence()
    bar.pressed.emit("me")
    wait(lambda: not bar.isVisible())
    me = window.context.actor.user_id
    assert not any(row.is_new for row in window.context.desk.ask(ListComputers(user=me)))


def test_the_new_computer_itself_is_asked_nothing(start: Starter, with_password: Path) -> None:
    desk = open_local(with_password)
    at_desk(desk, find_user(desk, "ana")[3]).run(NoteComputer(computer=new_id(), name="recepção"))
    desk.close()
    window = start(with_password)
    log_in(window)
    wait(lambda: window.context.desk is not None)
    settled(window)
    (bar,) = window.findChildren(ComputersBar)
    assert not bar.isVisible()


def test_a_desk_without_passwords_asks_for_no_code(start: Starter, filled: Path) -> None:
    window = start(filled)
    wait(lambda: window.context.desk is not None)
    window.navigate(ShowSettings())
    settled(window)
    (own,) = window.findChildren(OwnLogIn)
    assert own.isHidden()
    assert window.context.open.computer is None


def test_who_changes_users_sees_the_computers_and_resets_the_code(qtbot, manager, world, tmp_path) -> None:
    areas.load()
    user, secret = new_id(), totp.new_secret()
    world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    world.desk.run(CreateUser(user=user, login="bia", name="Bia", password_hash="x"))
    bia = at_desk(world.root, find_user(world.root, "bia")[3])
    at = totp.code_of(secret, totp.step_at(world.clock.now))
    bia.run(EnrolSecondFactor(secret=secret, code=at, recovery=("x",)))
    bia.run(NoteComputer(computer=new_id(), name="balcão"))
    room = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    shown = pages.make(room.context, ShowCatalogue("users"))
    qtbot.addWidget(shown)
    shown.show()
    room.settle()
    room.settle()
    shown.pane.choose(user)
    room.settle()
    shown.pane.way_in.click()
    dialog = room.dialog(UserLogInDialog)
    room.settle()
    assert dialog.computers.topLevelItem(0).text(0) == "balcão"
    assert not dialog.reset.isHidden()
    dialog.reset.click()
    room.settle()
    assert dialog.reset.isHidden()
    assert not any(row.has_second_factor for row in world.desk.ask(ListUsers()))
    room.close()


def test_this_computer_is_the_same_next_time(tmp_path: Path) -> None:
    first = this_computer(tmp_path / "computer.txt")
    assert this_computer(tmp_path / "computer.txt") == first
    assert this_computer(tmp_path / "other.txt").id != first.id
    (tmp_path / "computer.txt").write_text("no id")
    assert this_computer(tmp_path / "computer.txt").id != first.id
    assert this_computer(tmp_path / "no folder" / "computer.txt").name == first.name
