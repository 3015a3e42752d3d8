"""The connection screen: saved names, passwords in the keyring only, the test step by step, connecting."""

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from keyring.errors import KeyringError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.app.servers import RealServers
from pacdesk.config import connections, secrets
from pacdesk.config.connections import POSTGRES, Connection
from pacdesk.config.secrets import SecretStore
from pacdesk.config.server_address import kept_password, parts_of
from pacdesk.config.steps import Outcome
from pacdesk.errors import Forbidden
from pacdesk.gui.connections.dialog import ConnectionsDialog
from pacdesk.gui.main_window import MainWindow
from tests.gui.window_desk import Starter, wait
from tests.memory_keyring import MemoryBackend

pytestmark = pytest.mark.postgres
NAMED = Connection(
    "Matriz", POSTGRES, "postgresql://ana@db.example:5432/pacdesk?sslmode=verify-full", "#c9281c"
)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> SecretStore:
    """A keyring that every part of the program finds."""
    backend = MemoryBackend()
    monkeypatch.setattr(secrets, "_system_backend", lambda: backend)
    return SecretStore()


def save(*saved: Connection) -> None:
    connections.save(connections.default_path(), saved)


def saved() -> tuple[Connection, ...]:
    return connections.load(connections.default_path())[0]


def screen(window: MainWindow) -> ConnectionsDialog:
    """As the welcome page and the menu open it."""
    wait(lambda: "server.connect" in window.actions_table)
    window.actions_table["server.connect"].trigger()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConnectionsDialog)]
    wait(lambda: not window.context.jobs.busy())
    return dialog


@pytest.fixture
def window(keyring: SecretStore, start: Starter) -> Iterator[MainWindow]:
    """On the welcome page."""
    del keyring
    made = start()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, ConnectionsDialog):
            one.close()
    wait(lambda: not made.context.jobs.busy())


def fill(dialog: ConnectionsDialog, address: str, name: str = "Filial", password: str = "") -> None:
    parts = parts_of(address)
    form = dialog.form
    for edit, text in (
        (form.name, name),
        (form.hosts, parts.hosts),
        (form.port, parts.port),
        (form.database, parts.database),
        (form.login, parts.login or "postgres"),
        (form.password, password),
    ):
        edit.setText(text)
    form.edited.emit()


def test_a_connection_is_saved_by_name_and_its_password_only_in_the_keyring(
    window: MainWindow, keyring: SecretStore, home: Path
) -> None:
    dialog = screen(window)
    assert dialog.list.isHidden()
    assert not dialog.delete.isEnabled()
    fill(dialog, "postgresql://bia@db1.example:5433,db2.example/base", password="segredo")
    dialog.form.colour.set_value("danger")
    dialog.form.colour.edited.emit()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    wait(lambda: bool(saved()) and not window.context.jobs.busy())
    (one,) = saved()
    assert (one.name, one.colour) == ("Filial", "#c9281c")
    assert one.address.startswith("postgresql://bia@db1.example:5433,db2.example:5432/base?")
    assert "sslmode=verify-full" in one.address
    assert kept_password(keyring, one.address) == "segredo"
    assert dialog.form.password.text() == ""
    kept = [file for file in home.rglob("*") if file.is_file() and b"segredo" in file.read_bytes()]
    assert kept == []


def test_what_is_amiss_is_said_at_its_field(window: MainWindow) -> None:
    save(NAMED)
    dialog = screen(window)
    assert dialog.form.name.text() == "Matriz"
    dialog.form.port.setText("99999")
    dialog.form.edited.emit()
    assert not dialog.keep()
    assert "99999" in dialog.form.fields["port"].complaint()
    dialog.start_new()
    assert dialog.form.name.text() == "Matriz"
    dialog.form.port.setText("5432")
    fill(dialog, NAMED.address, name="")
    dialog.form.hosts.clear()
    dialog.form.login.clear()
    assert not dialog.keep()
    amiss = [name for name, field in dialog.form.fields.items() if field.complaint()]
    assert amiss == ["name", "hosts", "login"], "all that is missing is said at once"
    assert dialog.form.name.hasFocus()
    assert saved() == (NAMED,)


def test_who_goes_to_another_connection_keeps_what_was_changed(window: MainWindow) -> None:
    other = Connection("Filial", POSTGRES, "postgresql://bia@x.example:5432/d?sslmode=require")
    save(NAMED, other)
    dialog = screen(window)
    dialog._choose("Filial")
    dialog.form.hosts.setText("y.example")
    dialog.form.edited.emit()
    dialog._choose("Matriz")
    wait(lambda: dialog.form.name.text() == "Matriz")
    assert {one.address.partition("?")[0] for one in saved()} == {
        "postgresql://bia@y.example:5432/d",
        "postgresql://ana@db.example:5432/pacdesk",
    }


def test_a_deleted_connection_takes_its_password_along_and_comes_back(
    window: MainWindow, keyring: SecretStore
) -> None:
    save(NAMED)
    RealServers(keyring).save("Matriz", NAMED, "segredo", keep=True)
    dialog = screen(window)
    wait(lambda: dialog.form._has_password)
    QTest.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    wait(lambda: saved() == () and dialog.bar.isVisible())
    assert kept_password(keyring, NAMED.address) is None
    dialog.bar.pressed.emit("undo")
    wait(lambda: len(saved()) == 1 and dialog.form.name.text() == "Matriz")
    assert saved()[0].address == NAMED.address


def test_a_connection_is_tried_step_by_step_and_then_opened(
    window: MainWindow, server_desk: str, keyring: SecretStore
) -> None:
    dialog = screen(window)
    fill(dialog, server_desk)
    QTest.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    wait(lambda: len(dialog.steps.steps) == 6)
    assert {step.outcome for step in dialog.steps.steps} <= {Outcome.OK, Outcome.SKIPPED, Outcome.WARNED}
    assert "PostgreSQL 18" in dialog.steps.report()
    wait(lambda: dialog._stop is None)
    QTest.mouseClick(dialog.connect_to, Qt.MouseButton.LeftButton)
    wait(lambda: window.context.open is not None)
    opened = window.context.open
    assert opened is not None
    assert opened.connection == "Filial"
    assert "(Filial)" in window.windowTitle()
    assert "Filial" in window.status.desk.text()
    assert saved()[0].last_used
    assert kept_password(keyring, saved()[0].address) is None


def test_where_no_keyring_answers_one_saves_and_connects_all_the_same(
    window: MainWindow, asking_server: str, keyring: SecretStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise KeyringError("locked")

    monkeypatch.setattr(MemoryBackend, "set_password", locked)
    dialog = screen(window)
    fill(dialog, asking_server, password="certa")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    wait(lambda: dialog.bar.isVisible() and dialog.list.count() == 1)
    assert "keyring" in dialog.bar.sentence()
    assert not dialog.save.isEnabled()
    assert dialog.delete.isEnabled()
    dialog.form.keep.setChecked(True)
    dialog.form.edited.emit()
    QTest.mouseClick(dialog.connect_to, Qt.MouseButton.LeftButton)
    wait(lambda: window.context.open is not None)
    assert len(saved()) == 1
    assert kept_password(keyring, saved()[0].address) is None


def test_the_colour_lies_over_the_window_of_its_desk(
    window: MainWindow, server_desk: str, keyring: SecretStore
) -> None:
    save(Connection("Matriz", POSTGRES, connections.without_password(server_desk), "#c9281c"))
    window.doorway.open_address("matriz")  # `--desk` names one like that
    wait(lambda: window.context.open is not None)
    strip = window.top.column.itemAt(0).widget()
    assert strip is not None
    assert strip.isVisible()
    assert window.context.open is not None
    assert window.context.open.colour == "#c9281c"
    window.leave_desk()
    wait(window.doorway.isVisible)
    assert not strip.isVisible()
    wait(lambda: any(one.name == "Matriz" for one in window.doorway.welcome._recent))
    (row,) = [one for one in window.doorway.welcome._recent if one.name == "Matriz"]
    assert row.colour == "#c9281c"


def test_a_test_can_be_stopped_and_never_holds_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        asked.set()
        go.wait(20)
        return []

    monkeypatch.setattr("pacdesk.storage.probe._resolved", slow)
    dialog = screen(window)
    fill(dialog, "postgresql://ana@db.example/pacdesk")
    dialog.try_out()
    wait(asked.is_set)
    assert "Trying" in dialog.steps.report() or dialog.steps.isVisible()
    QTest.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    assert dialog._stop is None
    go.set()
    wait(lambda: not window.context.jobs.busy())
    assert dialog.steps.steps == ()
    dialog.close()


def test_a_password_is_asked_for_kept_and_asked_again_when_it_changed(
    window: MainWindow, asking_server: str, keyring: SecretStore
) -> None:
    window.doorway.open_address(asking_server)
    page = window.doorway.server
    wait(lambda: window.doorway.currentWidget() is page)
    assert page.bar.isHidden()
    page.secret.setText("errada")
    page.check()
    wait(page.bar.isVisible)
    assert "do not match" in page.bar.sentence()
    page.secret.setText("certa")
    page.check()
    wait(lambda: window.context.open is not None)
    assert kept_password(keyring, asking_server) == "certa"
    window.leave_desk()
    wait(lambda: window.context.open is None and not window.context.jobs.busy())
    window.doorway.open_address(asking_server)
    wait(lambda: window.context.open is not None)
    window.leave_desk()
    wait(lambda: window.context.open is None and not window.context.jobs.busy())
    RealServers(keyring).save("", Connection("a", POSTGRES, asking_server), "velha", keep=True)
    window.doorway.open_address(asking_server)
    wait(lambda: window.doorway.currentWidget() is page)
    assert page.bar.isVisible()


def test_a_locked_window_of_a_shared_desk_asks_the_server(
    window: MainWindow, asking_server: str, keyring: SecretStore
) -> None:
    RealServers(keyring).save("", Connection("a", POSTGRES, asking_server), "certa", keep=True)
    window.doorway.open_address(asking_server)
    wait(lambda: window.context.open is not None and not window.context.jobs.busy())
    window.top.search.setText("meia palavra")
    window.actions_table["window.lock"].trigger()
    screen, form = window.lock_screen, window.lock_screen.form
    assert screen.isVisible()
    assert "server" in form.secret.accessibleName()

    def give(typed: str) -> None:
        form.secret.setText(typed)
        form.check()
        wait(lambda: screen.isHidden() or form.main.isEnabled())

    give("")
    with pytest.raises(Forbidden):
        window.doors.is_me("")  # for an empty one the client library would look elsewhere
    assert screen.isVisible()
    give("errada")
    assert "do not match" in form.bar.sentence()
    doors = window.doors._real()
    doors._address = "postgresql://perguntada@127.0.0.1:1/nada"
    give("certa")
    assert screen.isVisible()
    assert "do not match" not in form.bar.sentence()
    doors._address = asking_server
    give("certa")
    assert screen.isHidden()
    assert window.top.search.text() == "meia palavra"
    window.leave_desk()
    wait(lambda: window.context.open is None and not window.context.jobs.busy())


@pytest.fixture
def asking_server(server_desk: str) -> Iterator[str]:
    """The address of somebody whom the server asks for a password."""
    from tests.servers import execute, server

    rules = Path(server(18).pgdata) / "pg_hba.conf"
    was = rules.read_text()
    execute(server_desk, "CREATE ROLE perguntada LOGIN SUPERUSER PASSWORD 'certa'")
    try:
        rules.write_text(f"local all perguntada scram-sha-256\n{was}")
        execute(server_desk, "SELECT pg_reload_conf()")
        address = server_desk.replace("//postgres:@", "//perguntada@")
        wait(lambda: _refuses(address))
        yield address
    finally:
        rules.write_text(was)
        execute(server_desk, "SELECT pg_reload_conf()")
        execute(server_desk, "DROP ROLE perguntada")


def _refuses(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return True
    return False
