"""Every window test runs offscreen, at 100 %, in our own light theme, and leaves nothing behind."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from pacdesk.gui import areas
from pacdesk.gui.theme import Mode, ThemeManager
from tests.conftest import World
from tests.gui.ticket_desk import Room
from tests.gui.window_desk import filled, home, start

__all__ = ["filled", "home", "start"]


@pytest.fixture(scope="session")
def manager(qapp: QApplication) -> ThemeManager:
    """The one theme manager of the test run."""
    return ThemeManager(qapp)


@pytest.fixture(autouse=True)
def themed(manager: ThemeManager) -> Iterator[ThemeManager]:
    """Light at 100 % and an English locale before each test; no window survives it but one that a module
    shares and says so by its property `shared`."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    if manager.mode is not Mode.LIGHT or manager.theme.scale != 1.0:
        manager.apply(Mode.LIGHT)
    yield manager
    for window in QApplication.topLevelWidgets():
        if not window.property("shared"):
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(before)


@pytest.fixture
def room(qtbot: QtBot, manager: ThemeManager, world: World, tmp_path: Path) -> Iterator[Room]:
    """A window's surroundings without its frame, at the administrator's desk."""
    areas.load()
    made = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Garbage is collected between tests, as the window does it between events: never amid a paint."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()
