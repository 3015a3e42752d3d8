"""The whole program in a test: on a real desk, or on its welcome page."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.app.arguments import Options
from pacdesk.app.window import Program, make_application
from pacdesk.config import paths
from pacdesk.config.settings import Settings
from pacdesk.desk.opening import open_local
from pacdesk.gui.main_window import MainWindow
from tests.conftest import Clock, World

Starter = Callable[..., MainWindow]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile of its own."""
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def filled(desk_path: Path) -> Path:
    """A desk with six tickets, three of which somebody has."""
    desk = open_local(desk_path)
    clock = Clock()
    desk._clock = clock
    world = World(desk, clock)
    for number in range(6):
        world.open(f"Assunto {number}")
    desk.close()
    return desk_path


@pytest.fixture
def start(qapp: QApplication, home: Path) -> Iterator[Starter]:
    """Starts the whole program on a desk, or on the welcome page; ends it and its threads."""
    programs: list[Program] = []
    before = set(threading.enumerate())

    def begin(desk: Path | None = None, **more: object) -> MainWindow:
        settings = Settings(theme="light", language="en", **more)
        program = Program(qapp, Options(lang="en"), settings, home / "settings.toml")
        programs.append(program)
        program.start(str(desk) if desk else "")
        window = program.window
        wait(lambda: window.is_furnished)
        if desk is not None:
            wait(lambda: window.context.desk is not None or not window.doorway.isHidden())
            wait(lambda: not window.context.jobs.busy())
        return window

    yield begin
    for program in programs:
        program.window.close()
        program.end()
        program.window.deleteLater()
        program.setParent(None)
        program.deleteLater()
    left = {thread for thread in threading.enumerate() if thread.name.startswith("pacdesk-")} - before
    assert not left


def wait(done: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing came"
        QTest.qWait(2)
    QTest.qWait(5)


def settled(window: MainWindow) -> None:
    """Let every question be answered."""
    QTest.qWait(20)
    wait(lambda: not window.context.jobs.busy())


def on_its_own(address: str) -> Program:
    """The whole program in a process of its own, a desk with tickets open in it."""
    program = Program(
        make_application(),
        Options(lang="en"),
        Settings(theme="light", language="en"),
        Path(paths.state_dir()) / "settings.toml",
    )
    program.start(address)
    window = program.window
    wait(lambda: window.is_furnished)
    wait(lambda: window.context.desk is not None and window.queue.model.row_at(0) is not None)
    settled(window)
    return program
