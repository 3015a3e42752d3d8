"""The connection screen: saved connections at the left; the form, the test and *Connect* at the right."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.config import connections as rules
from pacdesk.config.connections import Connection
from pacdesk.config.server_address import parts_of
from pacdesk.errors import Cancelled, Invalid, UserError
from pacdesk.gui.connections.colours import painted
from pacdesk.gui.connections.form import ConnectionForm
from pacdesk.gui.connections.port import Servers
from pacdesk.gui.connections.steps import StepsPanel
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import dot_icon
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class ConnectionsDialog(QDialog):
    """`wanted(address, password, keep)` fires when somebody connects; the dialog is closed then. What was
    changed is kept when one goes to another connection, as soon as it is whole."""

    wanted = Signal(str, str, bool)
    _stepped = Signal(object, object)

    def __init__(self, context: Context, servers: Servers, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._servers = context, servers
        self._saved: tuple[Connection, ...] = ()
        self._was = ""
        self._is_changed = False
        self._stop: threading.Event | None = None
        self._gone: Connection | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.list = QListWidget(self)
        self.empty = plain_label(self, wrap=True)
        set_look(self.empty, "tone", "text2")
        self.new = Button(icon="plus", parent=self)
        self.delete = Button(kind="danger", icon="trash-2", parent=self)
        self.bar = MessageBar(parent=self)
        self.form = ConnectionForm(self)
        self.steps = StepsPanel(context.zone, self)
        self.test = Button(parent=self)
        self.report = Button(kind="ghost", icon="copy", parent=self)
        self.save = Button(parent=self)
        self.connect_to = Button(kind="primary", parent=self)
        self.connect_to.setDefault(True)
        self.away = Button(kind="ghost", parent=self)
        self._lay_out()
        self._wire()
        self.retranslate()
        self._show(None)
        self._ask(servers.saved, self._came)

    def _lay_out(self) -> None:
        theme = current()
        left = QVBoxLayout()
        left.setSpacing(theme.px("pad_s"))
        left.addWidget(self.list, 1)
        left.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        acts = QHBoxLayout()
        acts.setSpacing(theme.px("pad_s"))
        acts.addWidget(self.new)
        acts.addWidget(self.delete)
        left.addLayout(acts)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px("pad_s"), 0)
        column.setSpacing(theme.px("pad"))
        column.addWidget(self.bar)
        column.addWidget(self.form)
        column.addWidget(self.steps)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px("pad_s"))
        buttons.addWidget(self.test)
        buttons.addWidget(self.report)
        buttons.addStretch(1)
        for button in (self.away, self.save, self.connect_to):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(theme.px("pad"))
        right.addWidget(self.area, 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(*([theme.px("page")] * 4))
        row.setSpacing(theme.px("page"))
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        self.list.setIconSize(QSize(theme.px("icon_s"), theme.px("icon_s")))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(theme.scaled(900), theme.scaled(720))

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._chosen)
        self.new.clicked.connect(self.start_new)
        self.delete.clicked.connect(self._delete)
        self.form.edited.connect(self._edited)
        self.test.clicked.connect(self.try_out)
        self.report.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.connect_to.clicked.connect(self.connect_now)
        self.away.clicked.connect(self.reject)
        self.bar.pressed.connect(self._undelete)
        self._stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)

    # -- the list

    def _came(self, saved: tuple[Connection, ...]) -> None:
        self._fill(saved)
        if saved and self.form.is_blank():
            self._choose(saved[0].name)
        elif not saved:
            self.form.name.setFocus()

    def _fill(self, saved: tuple[Connection, ...]) -> None:
        self._saved = saved
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in sorted(saved, key=lambda c: c.name.casefold()):
                place = parts_of(one.address).hosts
                item = QListWidgetItem(one.name, self.list)
                item.setToolTip(f"{one.name}\n{place}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {place}")
                if one.colour:
                    item.setIcon(dot_icon(painted(one.colour), current().px("icon_s")))
                item.setSelected(one.name == self._was)
                if one.name == self._was:
                    self.list.setCurrentItem(item)
        self.list.setVisible(bool(saved))
        self.empty.setVisible(not saved)
        self._refuse()

    def _choose(self, name: str) -> None:
        for found in self.list.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive):
            self.list.setCurrentItem(found)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = item.text()
        if not self._is_changed or self.form.is_blank():
            self._show(next((one for one in self._saved if one.name == name), None))
        elif not self.keep(then=lambda: self._choose(name)):
            self._fill(self._saved)

    def _show(self, connection: Connection | None) -> None:
        self._halt()
        self._was = connection.name if connection is not None else ""
        self._is_changed = False
        self.bar.hide()
        self.form.show_connection(connection)
        self.steps.forget()
        self._refuse()
        if connection is not None:
            address = connection.address
            self._ask(
                lambda: self._servers.has_password(address),
                lambda kept: self.form.show_password_kept(kept=kept),
                topic="password",
            )

    def start_new(self) -> None:
        """An empty form for a new connection."""
        if self._is_changed and not self.form.is_blank():
            self.keep(then=self.start_new)
            return
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(-1)
        self._show(None)
        self.form.name.setFocus()

    # -- changing

    def _edited(self) -> None:
        self._is_changed = True
        self._halt()
        self.steps.forget()
        self._refuse()

    def _refuse(self) -> None:
        refuse(self.delete, None if self._was else self.tr("It is not saved yet"))
        refuse(self.save, None if self._is_changed else self.tr("Nothing was changed"))
        self.report.setVisible(bool(self.steps.steps))

    def _typed(self) -> Connection | None:
        """What the form says; None when something of it is said to be amiss."""
        self.form.clear_complaints()
        if not self.form.is_whole():
            return None
        try:
            typed = rules.checked(self.form.connection())
        except Invalid as error:
            if not self.form.complain(error):
                self._complain(error)
            return None
        return typed

    def keep(self, then: Callable[[], Any] | None = None) -> bool:
        """Save what was changed; whether it is whole. `then` comes behind it."""
        typed = self._typed()
        if typed is None:
            return False
        password, was = self.form.password.text(), self._was
        keep = self.form.keep.isChecked()

        def kept(saved: tuple[Connection, ...]) -> None:
            self._was, self._is_changed = typed.name, False
            if keep and password:
                self.form.password.clear()
                self.form.show_password_kept(kept=True)
            self._fill(saved)
            if then is not None:
                then()

        def failed(error: BaseException) -> None:
            if not isinstance(error, UserError) or error.code != "server.keyring_silent":
                self._not_kept(error)
                return
            # The connection is saved all the same, and nobody needs a keyring to go there.
            self._was, self._is_changed = typed.name, False
            self.form.keep.setChecked(False)
            self._complain(error)
            self._ask(self._servers.saved, self._fill)
            if then is not None:
                then()

        self._ask(lambda: self._servers.save(was, typed, password, keep=keep), kept, failed, writes=True)
        return True

    def _save(self) -> None:
        self.keep()

    def _not_kept(self, error: BaseException) -> None:
        if not (isinstance(error, Invalid) and self.form.complain(error)):
            self._complain(error)
            self._ask(self._servers.saved, self._fill)

    def _delete(self) -> None:
        name = self._was
        self._gone = next((one for one in self._saved if one.name == name), None)

        def gone(saved: tuple[Connection, ...]) -> None:
            self._was = ""
            self._fill(saved)
            self._show(None)
            self.bar.tell(
                "done",
                self.tr("{name} was deleted.").format(name=name),
                self.tr("Its password is gone from the keyring."),
                buttons=(("undo", self.tr("Undo")),),
            )

        self._ask(lambda: self._servers.remove(name), gone, self._complain, writes=True)

    def _undelete(self, key: str) -> None:
        gone = self._gone
        if key != "undo" or gone is None:
            return

        def back(saved: tuple[Connection, ...]) -> None:
            self._fill(saved)
            self._choose(gone.name)

        self._ask(lambda: self._servers.save("", gone, "", keep=True), back, self._complain, writes=True)

    # -- the test

    def try_out(self) -> None:
        """Try what the form says, step by step; pressed again, stop."""
        if self._stop is not None:
            self._halt()
            return
        typed = self._typed()
        if typed is None:
            return
        address, password = typed.address, self.form.password.text()
        stop = self._stop = threading.Event()

        def tell(step: Any) -> None:
            if stop.is_set():
                raise Cancelled
            self._stepped.emit(step, stop)

        self.bar.hide()
        self.steps.begin()
        self._say_test()
        self._ask(
            lambda: self._servers.try_out(address, password, tell),
            lambda _: self._tried(stop),
            lambda error: self._tried(stop, error),
        )

    @Slot(object, object)
    def _step(self, step: Any, stop: threading.Event) -> None:
        if stop is self._stop:
            self.steps.add(step)
            self.area.ensureWidgetVisible(self.steps)

    def _tried(self, stop: threading.Event, error: BaseException | None = None) -> None:
        if stop is not self._stop:
            return
        self._halt()
        if error is not None:
            self._complain(error)

    def _halt(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self.steps.end()
            self._say_test()
            self._refuse()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.steps.report())
        self.bar.tell("done", self.tr("Copied."), self.tr("The report names no password."))

    # -- connecting

    def connect_now(self) -> None:
        """Save what was changed, and go there."""
        typed = self._typed()
        if typed is None:
            return
        password, keep = self.form.password.text(), self.form.keep.isChecked()
        if self._is_changed:
            self.keep(then=lambda: self._go(typed.address, password, keep))
        else:
            self._go(typed.address, password, keep)

    def _go(self, address: str, password: str, keep: bool) -> None:
        self.accept()
        self.wanted.emit(address, password, keep)

    def done(self, result: int) -> None:
        """Closing stops a test that runs."""
        self._halt()
        super().done(result)

    # -- all of it

    def _complain(self, error: BaseException) -> None:
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)
        self.area.ensureWidgetVisible(self.bar)

    def _ask(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], Any],
        failed: Callable[[BaseException], Any] | None = None,
        *,
        topic: str = "",
        writes: bool = False,
    ) -> None:
        self._context.jobs.call(work, self, then, failed or self._complain, topic=topic, writes=writes)

    def _say_test(self) -> None:
        running = self._stop is not None
        self.test.setText(self.tr("Stop") if running else self.tr("Test connection"))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setWindowTitle(self.tr("Connect to a server"))
        self.list.setAccessibleName(self.tr("Saved connections"))
        self.empty.setText(
            self.tr("No connection is saved yet. Fill in the address and the user that the company gave you.")
        )
        self.new.setText(self.tr("New"))
        self.delete.setText(self.tr("Delete"))
        self.report.setText(self.tr("Copy report"))
        self.save.setText(self.tr("Save"))
        self.connect_to.setText(self.tr("Connect"))
        self.away.setText(self.tr("Close"))
        self._say_test()
        self._refuse()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "away"):
            self.retranslate()
