"""A window on a desk whose clock stands still, for pictures and for tests that walk every page."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from sqlalchemy import text

from pacdesk.app.drafts import DeskDrafts
from pacdesk.config.settings import Settings
from pacdesk.desk import local
from pacdesk.desk.company.commands import DescribeDesk, GetCompany
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import FirstRows, sole_actor
from pacdesk.desk.port import DeskPort
from pacdesk.exchange.demo.maker import make
from pacdesk.gui import areas
from pacdesk.gui.appearance import Appearance
from pacdesk.gui.context import Context, OpenDesk, UnlocksBy
from pacdesk.gui.doors import CodeWanted, LogInWanted, NewDesk, RecentDesk, Unlock, Updating
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import ThemeManager
from pacdesk.storage.drafts import Drafts

NOW: Final = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)
"""Tuesday, 10:42 in São Paulo: what every picture takes for now."""
PATIENCE: Final = 30.0
_SUFFIX: Final = ".pacdesk"


def make_desks(folder: Path, *, tickets: int = 200) -> None:
    """The two desks of every walk: `demo`, full of examples, and `empty`."""
    make(folder / f"demo{_SUFFIX}", tickets=tickets, now=NOW)
    local.make(folder / f"empty{_SUFFIX}", FirstRows(desk_name="Filial", company_name="", owner="marina"))


class _StillContext(Context):
    def now(self) -> datetime:
        return NOW


class _Doors:
    """Doors to look at: they know recent desks and open none."""

    def recent(self) -> tuple[RecentDesk, ...]:
        used = NOW.replace(day=23, hour=21, minute=4)
        return (
            RecentDesk("Matriz", "shared", "postgresql://desk.example/pacdesk", used),
            RecentDesk("Filial", "local", "/home/marina/Filial.pacdesk", used.replace(day=12), 84_000_000),
            RecentDesk("demo", "demo", "/home/marina/demo.pacdesk", used.replace(month=10), 6_100_000),
            RecentDesk("Escritório", "local", "/media/marina/Escritório.pacdesk", None, missing=True),
        )

    def forget(self, address: str) -> None:
        del address

    def place_for(self, name: str) -> Path:
        return Path("/home/marina") / f"{name}{_SUFFIX}"

    def keyring_answers(self) -> bool:
        return True

    def create(self, new: NewDesk) -> str:
        raise NotImplementedError(new.name)

    def demo(self) -> str:
        raise NotImplementedError

    def open(
        self, address: str, unlock: Unlock | None = None, progress: Updating | None = None
    ) -> OpenDesk | LogInWanted | CodeWanted:
        raise NotImplementedError(address, unlock)

    def log_in(self, login: str, password: str) -> OpenDesk:
        raise NotImplementedError(login, password)

    def give_code(self, code: str) -> OpenDesk:
        raise NotImplementedError(code)

    def see_as(self, user: UUID) -> DeskPort:
        raise NotImplementedError(user)

    def unlocks_by(self) -> UnlocksBy | None:
        return UnlocksBy.PASSWORD

    def is_me(self, password: str) -> bool:
        return bool(password)

    def discard_demo(self) -> None:
        """There is nothing to discard."""

    def close(self) -> None:
        """There is nothing to close: the studio closes its desks."""


class Studio:
    """One window in one language, theme and size. `folder` holds what `make_desks` made."""

    def __init__(
        self, app: QApplication, theme: ThemeManager, folder: Path, settings: Settings, size: tuple[int, int]
    ) -> None:
        self._folder = folder
        self._open: local.LocalDesk | None = None
        self._drafts: Drafts | None = None
        self.jobs = Jobs()
        self._appearance = Appearance(app, theme)
        self.context = _StillContext(self.jobs, theme, settings)
        self.context.settings_changed.connect(lambda: self._appearance.apply(self.context.settings))
        self._appearance.apply(settings)
        self.window = MainWindow(WindowState(None))
        self.window.furnish(self.context, _Doors())
        areas.load()
        self.window.areas_came()
        self.window.resize(*size)
        self.window.show()

    def open(self, name: str) -> None:
        """Show the desk `demo` or `empty` in the window, without tabs; one that is open stays open."""
        shown = self.context.open
        if shown is not None and Path(shown.place).stem == name and not shown.seen_by:
            return
        self.window.centre.close_all()
        self.context.use_desk(None)
        self._let_go()
        path = self._folder / f"{name}{_SUFFIX}"
        self._open = local.open_to_work(path)
        desk = Desk(self._open.desk.engine, self._open.desk.files, self._open.desk.actor, clock=lambda: NOW)
        actor = sole_actor(desk)
        if actor is None:
            raise LookupError(name)
        acting = desk.acting(actor)
        facts = acting.ask(DescribeDesk())
        self._drafts = Drafts(self._folder / f"{name}.drafts")
        self.window.use_desk(
            OpenDesk(
                desk=acting,
                drafts=DeskDrafts(self._drafts, str(path), actor.login),
                name=facts.name,
                kind="demo" if facts.demo else facts.kind,
                place=str(path),
                zone=ZoneInfo(acting.ask(GetCompany()).zone),
                unlocks_by=UnlocksBy.PASSWORD,
            )
        )
        self.settle()

    def pick(self, sql: str) -> UUID:
        """The id that a statement answers, for scenes that want a certain row."""
        if self._open is None:
            raise LookupError(sql)
        with self._open.desk.engine.connect() as connection:
            return UUID(bytes=connection.execute(text(sql)).scalar_one())

    def settle(self) -> None:
        """Wait until nothing is under way and everything is painted."""
        until = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < 2 and time.monotonic() < until:
            self._turn()
            quiet = 0 if self.jobs.busy() else quiet + 1
        if quiet < 2:
            raise TimeoutError
        # A turn is short: on a busy machine layouts may wait behind what it had time for.
        QCoreApplication.sendPostedEvents()
        self._turn()

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait until something is so."""
        until = time.monotonic() + PATIENCE
        while not ready() and time.monotonic() < until:
            self._turn()

    def _turn(self) -> None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.002)

    def picture(self, widget: QWidget) -> QPixmap:
        """What a widget looks like now."""
        self.settle()
        return widget.grab()

    def tidy(self) -> None:
        """Take away what a scene put before the desk: dialogs, menus, tabs, panels."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog | QMenu) and window.isVisible() and not window.close():
                window.hide()  # it shows something for the only time, and does not go by itself
                window.deleteLater()
        if self.window.lock_screen.isVisible():
            self.window.lock_screen.form.wanted.emit("x")
        self.window.search.hide()
        self.window.top.search.clear()
        self.window.toast.hide()
        self.window.top.bar.hide()
        self.window.queue.filter.clear()
        self.window.queue.filter.wanted.emit("")
        self.window.queue.views.setCurrentIndex(0)
        self.settle()
        self.window.centre.close_all()
        self.settle()
        if any(dock.isHidden() for dock in self.window.docks):
            self.window.restore_layout()

    def end(self) -> None:
        """Close everything."""
        self.window.centre.close_all()
        self.context.use_desk(None)
        self.settle()
        self.jobs.close()
        self._let_go()
        self.window.close()
        self.window.deleteLater()
        self._appearance.deleteLater()  # and with it what it translates
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _let_go(self) -> None:
        if self._drafts is not None:
            self._drafts.close()
        if self._open is not None:
            self._open.close()
        self._drafts = self._open = None
