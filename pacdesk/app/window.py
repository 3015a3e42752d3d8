"""One run of the window: paint first, then import what is heavy and open the desk in the background."""

import importlib
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import pacdesk
from pacdesk.app import starting
from pacdesk.app.arguments import Options
from pacdesk.app.ending import Ending
from pacdesk.config import connections, paths
from pacdesk.config import settings as config
from pacdesk.errors import UserError
from pacdesk.gui.appearance import Appearance
from pacdesk.gui.crash import CrashKeeper, log
from pacdesk.gui.garbage import Garbage
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import ThemeManager
from pacdesk.storage.lock import holder

if TYPE_CHECKING:
    from pacdesk.desk.port import DeskPort
    from pacdesk.desk.tickets.first_look import FirstLook
    from pacdesk.gui.connections.port import Servers
    from pacdesk.gui.context import Context, OpenDesk
    from pacdesk.gui.doors import Doors
    from pacdesk.gui.jobs import Jobs
    from pacdesk.gui.moving import MoveTold, MoveWish, Telling
    from pacdesk.gui.single_instance import FirstInstance

Watch = Callable[["Program"], object]
PAINTED_AFTER = 10
"""ms from the first rows to what is heavy: they are painted first."""
APP_ID = "br.pacdesk.Pacdesk"


def run(options: Options, *, watch: Watch | None = None) -> int:
    """Open the window and stay until it is closed; answers the exit code. `watch` is handed the program
    before it starts."""
    app = make_application()
    settings_path = config.default_path()
    loaded = config.Loaded(config.Settings()) if options.safe_mode else config.load(settings_path)
    address = wanted_desk(options, loaded.settings)
    if address and _is_open_elsewhere(address):
        from pacdesk.gui.single_instance import hand_over

        if hand_over(address, options.ticket):
            return 0
    crashes = CrashKeeper(paths.log_dir(), paths.state_dir(), app)
    crashes.install(loaded.settings.log_level)
    program = Program(app, options, loaded.settings, settings_path)
    program.window.furnished.connect(lambda: _tell_problems(program, crashes, loaded))
    ending = Ending(app, lambda: _end_in_order(program, crashes))
    if watch is not None:
        watch(program)
    program.start(address)
    code = app.exec()
    ending.remove()
    program.end()
    crashes.remove()
    return code


def _tell_problems(program: "Program", crashes: CrashKeeper, loaded: config.Loaded) -> None:
    crashes.open_log(program.context.tell)
    if crashes.ended_badly:
        program.window.tell_crash()
    for problem in loaded.problems:
        log.warning("settings: %s", problem.code)
    if loaded.problems:
        first = loaded.problems[0]
        program.context.tell(UserError(first.code, **dict(first.facts)))


def _end_in_order(program: "Program", crashes: CrashKeeper) -> None:
    """The system ends this run: that is no crash, even if there is no time left to end by ourselves."""
    program.window.keep_state()
    crashes.ends_in_order()


def make_application() -> QApplication:
    """The application object, with the names that desktops go by."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
    QGuiApplication.setDesktopFileName(APP_ID)
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(["pacdesk"])
    app.setApplicationName("pacdesk")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(pacdesk.__version__)
    return app


def wanted_desk(options: Options, settings: config.Settings) -> str:
    """The desk to open at once; empty for the welcome page."""
    if options.demo:
        return ""
    if options.desk:
        is_file = connections.kind_of(options.desk) == connections.SQLITE
        path = Path(options.desk).expanduser()
        return str(path.absolute()) if is_file and path.exists() else options.desk
    if options.safe_mode or not settings.open_last_desk or not settings.last_desk:
        return ""
    is_server = connections.kind_of(settings.last_desk) == connections.POSTGRES
    return settings.last_desk if is_server or Path(settings.last_desk).exists() else ""


def _is_open_elsewhere(address: str) -> bool:
    return connections.kind_of(address) == connections.SQLITE and holder(Path(address)) is not None


class Late:
    """Imports what is real, such as the doors and with them the database library, at the first call: which
    comes on a thread of the jobs, after the first paint."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Any = None

    def _real(self) -> Any:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            return getattr(self._real(), name)(*arguments, **more)

        return call


class Program(QObject):
    """Window, jobs, settings and doors of one run, wired. Before the window is furnished there is neither
    context nor jobs: whatever is not needed for a first paint comes behind it."""

    _used = Signal(str)
    context: "Context"
    jobs: "Jobs"

    def __init__(
        self, app: QApplication, options: Options, settings: config.Settings, settings_path: Path
    ) -> None:
        super().__init__(app)
        self._options = options
        self._settings = settings
        self._settings_path = settings_path
        self._address = ""
        self._ticket = options.ticket
        self._listener: Any = None
        self.theme = ThemeManager(app)
        self.appearance = Appearance(app, self.theme, forced_language=options.lang)
        self.doors = cast("Doors", Late(self._make_doors))
        self._folder = None if options.safe_mode else paths.state_dir()
        state = WindowState(self._folder)
        if options.reset_layout:
            state.forget_all()
        self.theme.announce(settings.theme, settings.scale)
        self.window = MainWindow(state)
        self.window.desk_came.connect(self._came)
        self.window.desk_left.connect(self._left)
        self._used.connect(self._note_used)

    def start(self, address: str = "") -> None:
        """Show the window; make its parts, and open the desk, once it is painted."""
        self._address = address
        window = self.window
        if not window.state.restore_geometry(window):
            window.resize(window.size().boundedTo(window.screen().availableSize()))
        window.draw(with_docks=self._expects_desk())
        window.painted.connect(self._painted)
        window.show()

    def _expects_desk(self) -> bool:
        return bool(self._address) or self._options.demo

    def end(self) -> None:
        """Close the desk behind what is still being written."""
        if not self.window.is_furnished:
            return
        if self._listener is not None:
            self._listener.end()
        opened = self.context.open
        if opened is not None and opened.line is not None:
            opened.line.give_up()
        self.context.use_desk(None)
        self.jobs.call(self.doors.close, self, writes=True)
        self.jobs.close()

    def _painted(self) -> None:
        try:
            self._furnish()
        except BaseException:
            QApplication.exit(1)  # a sketch that stays would be worse than a program that ends
            raise

    def _furnish(self) -> None:
        from pacdesk.gui.context import Context
        from pacdesk.gui.jobs import Jobs

        self.jobs = Jobs(self)
        self._look_ahead()
        self.context = Context(
            self.jobs,
            self.theme,
            self._settings,
            keep_settings=None if self._options.safe_mode else self._keep,
            state_folder=self._folder,
            parent=self,
        )
        self.context.hash_password = _hash_password
        self.context.settings_changed.connect(self._settings_changed)
        self.appearance.apply(self._settings)
        self.window.furnish(self.context, self.doors)
        self.window.errors.log_folder = paths.log_dir()
        if self._expects_desk():
            name = Path(self._address).stem if self._address else self.tr("example data")
            self.window.expect_desk(name)
        else:
            self.window.show_welcome()

    def _look_ahead(self) -> None:
        """The queue's first rows are read while the window is being furnished; its own modules, and the
        database library for all the rest, come when they are painted."""
        address = self._address
        is_file = bool(address) and connections.kind_of(address) == connections.SQLITE
        self.jobs.call(
            lambda: _first_look(Path(address)) if is_file else None, self, self._looked, self._not_looked
        )

    def _looked(self, look: "FirstLook | None") -> None:
        if look is None:
            self._open()
            return
        self.window.queue.show_ahead(look.rows, ZoneInfo(look.zone))
        QTimer.singleShot(PAINTED_AFTER, self, self._open)

    def _not_looked(self, error: BaseException) -> None:
        log.error("looking ahead", exc_info=error)
        self._open()

    def _open(self) -> None:
        """The desk first: its rows are waited for, pages and forms are needed later."""
        if self._options.demo:
            self.window.doorway.open_demo()
        elif self._address:
            self.window.doorway.open_address(self._address)
        self.jobs.call(_load_areas, self, self._loaded, self._not_loaded, writes=True)

    def _not_loaded(self, error: BaseException) -> None:
        self._garbage = Garbage(self)
        self.jobs.unhandled.emit(error)

    def _loaded(self, _: object) -> None:
        # Not before: what a start makes stays, and a collection in its middle stops every thread.
        self._garbage = Garbage(self)
        from pacdesk.gui.connections.offer import offer_connections
        from pacdesk.gui.moving import offer_moving

        offer_moving(self.window.actions_table, _move, self.window, self._tell_moved)
        offer_connections(self.window, cast("Servers", Late(_make_servers)))
        self.window.areas_came()

    def _make_doors(self) -> "Doors":
        from pacdesk.app.doors import RealDoors

        return RealDoors(lambda: self.context.settings, self._used.emit)

    def _keep(self, settings: config.Settings) -> None:
        self.jobs.call(lambda: config.save(self._settings_path, settings), self, writes=True)

    def _settings_changed(self) -> None:
        self.appearance.apply(self.context.settings)

    @Slot(str)
    def _note_used(self, address: str) -> None:
        settings = self.context.settings
        if address.startswith("-"):
            self.context.use_settings(settings.forgotten(address[1:]))
        else:
            self._address = address
            self.context.use_settings(settings.opened(connections.without_password(address)))

    def _came(self, opened: "OpenDesk") -> None:
        self.jobs.call(_first_instance, self, self._listen)
        if self._ticket:
            ticket, self._ticket = self._ticket, ""
            self._find(ticket)
        self._tell_moved()
        from pacdesk.gui.erased_again import tell_if_erased_again

        tell_if_erased_again(opened, self.window.top.bar)

    def _tell_moved(self) -> None:
        from pacdesk.gui.moved import tell_if_moved

        tell_if_moved(self.context, self.window.top.bar)

    def _listen(self, make: "type[FirstInstance]") -> None:
        opened = self.context.open
        if opened is None:
            return
        if self._listener is None:
            self._listener = make(self)
            self._listener.asked.connect(self._asked)
        self._listener.listen(opened.place)

    def _left(self) -> None:
        if self._listener is not None:
            self._listener.end()
        self.context.use_settings(replace(self.context.settings, last_desk=""))

    def _asked(self, ticket: str) -> None:
        self.window.come_forward()
        if ticket:
            self._find(ticket)

    def _find(self, typed: str) -> None:
        from pacdesk.desk.tickets.commands import FindTicket

        self.context.ask(FindTicket(typed=typed), self, lambda found: self._show(typed, found))

    def _show(self, typed: str, found: Any) -> None:
        if found is None:
            self.context.toast(self.tr("No ticket {number} here").format(number=typed))
        else:
            from pacdesk.gui.context import OpenTicketTab

            self.context.navigate(OpenTicketTab(found))


def _first_look(desk: Path) -> "FirstLook | None":
    from pacdesk.desk.tickets.first_look import first_look

    return first_look(desk)


def _first_instance() -> "type[FirstInstance]":
    """Off the window's thread: Qt's network library comes with it."""
    from pacdesk.gui.single_instance import FirstInstance

    return FirstInstance


def _load_areas() -> None:
    from pacdesk.gui import areas

    try:
        areas.load()
        importlib.import_module("pacdesk.gui.moving")
        importlib.import_module("pacdesk.gui.connections.offer")
    finally:
        starting.end()


def _make_servers() -> Any:
    from pacdesk.app.servers import RealServers
    from pacdesk.config.secrets import SecretStore

    return RealServers(SecretStore())


def _move(desk: "DeskPort", wish: "MoveWish", tell: "Telling") -> "MoveTold":
    from pacdesk.app.moving import move

    return move(desk, wish, tell)


def _hash_password(password: str) -> str:
    from pacdesk.desk.access.passwords import hash_password

    return hash_password(password)
