"""The ways in: welcome page, new desks, passwords, the lock."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pacdesk.desk.access.commands import CreateUser, SetPasswordHash
from pacdesk.desk.access.passwords import hash_password
from pacdesk.desk.opening import open_local
from pacdesk.desk.values import new_id
from pacdesk.gui.main_window_help import About
from tests.gui.window_desk import Starter, settled, wait


def test_the_welcome_page_has_three_ways_in_and_no_docks(start: Starter) -> None:
    window = start()
    assert window.doorway.currentWidget() is window.doorway.welcome
    assert all(dock.isHidden() for dock in window.docks)
    assert not window.top.search.isVisible()
    assert window.doorway.welcome.demo.accessibleName() == "Explore with examples: Open examples"


def test_a_missing_desk_leads_back_to_the_welcome_page(start: Starter, tmp_path: Path) -> None:
    window = start(tmp_path / "none.pacdesk")
    wait(window.doorway.isVisible)
    settled(window)
    assert "no desk at" in window.doorway.welcome.bar.sentence()


def test_a_new_desk_is_made_and_opened(start: Starter, home: Path) -> None:
    window = start()
    settled(window)
    window.doorway._ask_new(False)  # noqa: FBT003
    window.doorway.new.name.setText("Minha mesa")
    settled(window)
    QTest.keyClick(window.doorway.new.name, Qt.Key.Key_Return)
    wait(lambda: window.context.desk is not None)
    settled(window)
    assert window.context.open.name == "Minha mesa"
    assert (home / "data" / "Minha mesa.pacdesk").exists()
    assert window.context.settings.last_desk.endswith("Minha mesa.pacdesk")


def test_an_encrypted_desk_shows_its_code_once_and_asks_for_its_password(start: Starter, home: Path) -> None:
    window = start()
    settled(window)
    window.doorway._ask_new(False)  # noqa: FBT003
    form = window.doorway.new
    settled(window)
    form.encrypted.setChecked(True)
    form.password.setText("segredo longo")
    form._check()
    assert form._again_field.complaint()
    form.again.setText("segredo longo")
    settled(window)
    form._check()
    wait(lambda: window.doorway.currentWidget() is window.doorway.code)
    assert window.doorway.code.code.toPlainText()
    assert not window.doorway.code.main.isEnabled()
    window.doorway.code.kept.setChecked(True)
    QTest.mouseClick(window.doorway.code.main, Qt.MouseButton.LeftButton)
    wait(lambda: window.context.desk is not None)
    settled(window)
    assert window.doorway.code.code.toPlainText() == ""
    place = window.context.open.place
    window.leave_desk()
    settled(window)
    window.doorway.open_address(place)
    wait(lambda: window.doorway.currentWidget() is window.doorway.unlock)
    window.doorway.unlock.secret.setText("errado")
    window.doorway.unlock.check()
    settled(window)
    assert "not the desk's password" in window.doorway.unlock.bar.sentence()
    window.doorway.unlock.secret.setText("segredo longo")
    window.doorway.unlock.check()
    wait(lambda: window.context.desk is not None)


def test_log_in_lock_and_unlock_keep_what_is_open(start: Starter, filled: Path) -> None:
    desk = open_local(filled)
    desk.run(
        CreateUser(
            user=new_id(), login="ana", name="Ana", password_hash=hash_password("certa"), is_admin=True
        )
    )
    desk.close()
    window = start(filled)
    log_in = window.doorway.log_in
    wait(lambda: window.doorway.currentWidget() is log_in)
    log_in.login.setText("ana")
    log_in.secret.setText("errada")
    log_in.check()
    settled(window)
    assert "do not match" in log_in.bar.sentence()
    log_in.secret.setText("certa")
    log_in.check()
    wait(lambda: window.context.desk is not None)
    settled(window)
    window.about()
    about = window.findChild(About)
    window.actions_table["window.lock"].trigger()
    assert window.lock_screen.isVisible()
    assert not about.isVisible()
    assert not window.queue.isEnabled()
    window.lock_screen.unlock_wanted.emit("errada")
    settled(window)
    assert window.lock_screen.isVisible()
    window.lock_screen.unlock_wanted.emit("certa")
    wait(lambda: not window.lock_screen.isVisible())
    assert window.queue.isEnabled()
    assert about.isVisible()
    lock, ana = window.actions_table["window.lock"], window.context.actor.user_id

    def set_password(password: str | None) -> None:
        hashed = None if password is None else hash_password(password)
        window.context.run(SetPasswordHash(user=ana, password_hash=hashed), window)
        wait(lambda: lock.isEnabled() == (password is not None))

    set_password(None)
    assert window.context.open.unlocks_by is None, "without one nobody is asked for it"
    window.lock()
    assert not window.lock_screen.isVisible()
    set_password("outra")
    lock.trigger()
    window.lock_screen.unlock_wanted.emit("certa")
    settled(window)
    assert window.lock_screen.isVisible()
    window.lock_screen.unlock_wanted.emit("outra")
    wait(lambda: not window.lock_screen.isVisible())
