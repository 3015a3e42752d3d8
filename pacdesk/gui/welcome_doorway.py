"""The way into a desk: welcome page, new desk, recovery code, unlocking, log-in. One page at a time."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from pacdesk.config.server_address import parts_of
from pacdesk.errors import UserError
from pacdesk.gui.connections.log_in import ServerLogInForm
from pacdesk.gui.context import DEFAULT_ZONE, Context, OpenDesk
from pacdesk.gui.doors import CodeWanted, Doors, LogInWanted, NewDesk, Unlock
from pacdesk.gui.log_in import CodeForm, LogInForm, UnlockForm
from pacdesk.gui.messages import sentence
from pacdesk.gui.welcome import WelcomePage
from pacdesk.gui.welcome_forms import CodePage, NewDeskForm

_ASKS_PASSWORD = frozenset({"key.password_needed"})
_ASKS_SERVER_PASSWORD = frozenset({"server.password_needed", "server.wrong_password"})
_ASKS_CODE = frozenset(
    {
        "key.recovery_code_needed",
        "key.keyring_empty",
        "key.keyring_other",
        "key.keyring_unavailable",
        "key.keyring_timed_out",
    }
)


class Doorway(QStackedWidget):
    """Owns the pages and talks to the doors in the background. `opened(OpenDesk)` is the end."""

    opened = Signal(object)
    opening = Signal(str)
    """A desk's name: it is being opened."""
    updating = Signal(str, object, object)  # bytes of a big desk are more than C's int holds
    """How far a desk of an older version has come: phase, done, of how much (0: not known)."""
    failed = Signal()
    servers_wanted = Signal()
    """Somebody asks for the saved connections to servers."""

    def __init__(self, context: Context, doors: Doors, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._doors = doors
        self._made = ""

    @cached_property
    def welcome(self) -> WelcomePage:
        """The first page; like the others it is made when it is first shown."""
        page = WelcomePage(self)
        page.demo_wanted.connect(self.open_demo)
        page.new_wanted.connect(self.ask_new)
        page.file_wanted.connect(self.choose_file)
        page.servers_wanted.connect(self.servers_wanted)
        page.desk_wanted.connect(self.open_address)
        page.forget_wanted.connect(self._forget)
        page.settings_wanted.connect(self._set)
        self.addWidget(page)
        return page

    @cached_property
    def new(self) -> NewDeskForm:
        """Where a desk is made."""
        page = NewDeskForm(self)
        page.place_asked.connect(self._ask_place)
        page.wanted.connect(self._create)
        page.back.connect(self.show_welcome)
        self.addWidget(page)
        return page

    @cached_property
    def code(self) -> CodePage:
        """Where a recovery code is shown."""
        page = CodePage(self)
        page.accepted.connect(self._open_made)
        self.addWidget(page)
        return page

    @cached_property
    def unlock(self) -> UnlockForm:
        """Where a key is asked for."""
        page = UnlockForm(self)
        page.wanted.connect(self.open_address)
        page.back.connect(self.show_welcome)
        self.addWidget(page)
        return page

    @cached_property
    def server(self) -> ServerLogInForm:
        """Where the password for a server is asked for."""
        page = ServerLogInForm(self)
        page.wanted.connect(self.open_address)
        page.back.connect(self.show_welcome)
        self.addWidget(page)
        return page

    @cached_property
    def log_in(self) -> LogInForm:
        """Where somebody says who he is."""
        page = LogInForm(self)
        page.wanted.connect(self._log_in)
        page.back.connect(self._leave)
        self.addWidget(page)
        return page

    @cached_property
    def second(self) -> CodeForm:
        """Where an authenticator's code is asked for."""
        page = CodeForm(self)
        page.wanted.connect(self._give_code)
        page.back.connect(self._leave)
        self.addWidget(page)
        return page

    def _shows(self, name: str) -> bool:
        return name in self.__dict__ and self.currentWidget() is getattr(self, name)

    def show_welcome(self) -> None:
        """The welcome page, with the recent desks read anew."""
        self.setCurrentWidget(self.welcome)
        self.welcome.show_settings(self._context.settings)
        self.welcome.demo.setFocus()
        self._call(self._doors.recent, self._show_recent, topic="recent")

    def open_demo(self) -> None:
        """Open the desk with example data, made first if it is not there."""
        self.opening.emit(self.tr("example data"))
        self._call(self._doors.demo, self.open_address, self._complain, writes=True)

    def ask_new(self) -> None:
        """The form for a new desk."""
        self._call(self._doors.keyring_answers, self._ask_new, self._complain)

    def choose_file(self) -> None:
        """Let the person choose a desk's file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a desk"), "", self.tr("Desks (*.pacdesk);;All files (*)")
        )
        if chosen:
            self.open_address(chosen)

    def open_address(self, address: str, unlock: Unlock | None = None) -> None:
        """Open a desk; ends in `opened`, in a question, or in a complaint."""
        self.opening.emit(Path(address).stem if "://" not in address else parts_of(address).database)
        if self._shows("welcome"):
            self.welcome.bar.hide()
        for name in ("unlock", "server"):
            if self._shows(name):
                getattr(self, name).busy(self.tr("Opening…"))
        self._call(
            lambda: self._doors.open(address, unlock, self.updating.emit),
            self._came,
            lambda error: self._not_opened(address, error),
            writes=True,
        )

    def _came(self, found: OpenDesk | LogInWanted | CodeWanted) -> None:
        if isinstance(found, LogInWanted):
            self.failed.emit()
            self.setCurrentWidget(self.log_in)
            self.log_in.start(found.desk_name, found.login)
        elif isinstance(found, CodeWanted):
            self.failed.emit()
            self.setCurrentWidget(self.second)
            self.second.start(found.desk_name, found.name)
        else:
            self.opened.emit(found)

    def _not_opened(self, address: str, error: BaseException) -> None:
        self.failed.emit()
        code = error.code if isinstance(error, UserError) else ""
        if self._shows("unlock"):
            self.unlock.complain(error)
        elif self._shows("server"):
            self.server.complain(error)
        elif isinstance(error, UserError) and code in _ASKS_SERVER_PASSWORD:
            self.setCurrentWidget(self.server)
            self.server.start(str(error.facts.get("address") or address))
            if code != "server.password_needed":
                self.server.complain(error)
        elif code in _ASKS_PASSWORD or code in _ASKS_CODE:
            self.setCurrentWidget(self.unlock)
            self.unlock.start(address, Path(address).stem, by_code=code in _ASKS_CODE)
            if code in _ASKS_CODE and code != "key.recovery_code_needed":
                self.unlock.complain(error)
        else:
            self._complain(error)

    def _complain(self, error: BaseException) -> None:
        self.failed.emit()
        if not isinstance(error, UserError):
            self._context.tell(error)
        self.show_welcome()
        message = sentence(error)
        self.welcome.bar.tell("problem", message.what, message.do)

    def _ask_new(self, keyring: bool) -> None:
        self.setCurrentWidget(self.new)
        self.new.start(keyring=keyring)

    def _ask_place(self, name: str) -> None:
        self._call(lambda: self._doors.place_for(name), self.new.show_place, topic="place")

    def _create(self, new: NewDesk) -> None:
        self.new.busy(self.tr("Making the desk…"))
        self._made = str(new.path)
        self._call(lambda: self._doors.create(new), self._created, self.new.complain, writes=True)

    def _created(self, code: str) -> None:
        if code:
            self.setCurrentWidget(self.code)
            self.code.show_code(code)
        else:
            self._open_made()

    def _open_made(self) -> None:
        if not self.code.isHidden() and not self.code.main.isEnabled():
            return
        self.code.forget()
        password = self.new.password.text() if self.new.encrypted.isChecked() else ""
        self.open_address(self._made, Unlock(password=password) if password else None)
        self.new.password.clear()
        self.new.again.clear()

    def _log_in(self, login: str, password: str) -> None:
        self.log_in.busy(self.tr("Checking…"))
        self._call(lambda: self._doors.log_in(login, password), self._came, self.log_in.complain, writes=True)

    def _give_code(self, code: str) -> None:
        self.second.busy(self.tr("Checking…"))
        self._call(lambda: self._doors.give_code(code), self.opened.emit, self.second.complain, writes=True)

    def _leave(self) -> None:
        self._call(self._doors.close, None, writes=True)
        self.show_welcome()

    def _forget(self, address: str) -> None:
        self._call(lambda: self._doors.forget(address), lambda _: self.show_welcome(), writes=True)

    def _set(self, name: str, value: str) -> None:
        settings = self._context.settings
        known = {"language": replace(settings, language=value), "theme": replace(settings, theme=value)}
        self._context.use_settings(known[name])

    def _show_recent(self, recent: Any) -> None:
        self.welcome.show_recent(recent, self._context.now(), ZoneInfo(DEFAULT_ZONE))

    def _call(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], Any] | None,
        failed: Callable[[BaseException], Any] | None = None,
        *,
        topic: str = "",
        writes: bool = False,
    ) -> None:
        self._context.jobs.call(work, self, then, failed, topic=topic, writes=writes)
