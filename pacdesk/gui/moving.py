"""Carrying the open desk to a server, or a server's desk to a file: a form, its progress, what came of it."""

from collections.abc import Callable
from dataclasses import field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.errors import Cancelled
from pacdesk.gui.actions import Act, Actions
from pacdesk.gui.context import Context
from pacdesk.gui.jobs import Progress
from pacdesk.gui.log_in import secret_edit
from pacdesk.gui.own_job import OwnJob
from pacdesk.gui.theme import current
from pacdesk.gui.welcome_forms import DoorForm
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.wording import number

translate = QCoreApplication.translate
SUFFIX = ".pacdesk"


@dataclass(frozen=True, slots=True)
class MoveWish:
    """What was typed: the server's address with its owner's name, the owner's password, and the file to make
    (None: the open desk goes to the server), encrypted when `file_password` is given."""

    address: str
    password: str = field(repr=False)
    file: Path | None = None
    file_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MoveTold:
    """What arrived, how many problems its check found, and what else must be told."""

    tickets: int
    events: int
    files: int
    missing_files: int
    problems: int
    unfit_logins: tuple[str, ...] = ()
    left_logins: tuple[str, ...] = ()
    backup: str = ""
    recovery_code: str = field(default="", repr=False)


Telling = Callable[[str, int, int], None]
"""The phase (backup, rows, files, finish, check), how much is done, of how much. May raise Cancelled."""


Mover = Callable[[DeskPort, MoveWish, Telling], MoveTold]
"""Carries the desk; `app` makes it real. Blocks: belongs into `Jobs.long`. Raises UserError and Cancelled:
then nothing has changed anywhere."""


class MoveDialog(QDialog):
    """Asks where to, shows how far it is, and says what came of it. `moved` is None until all arrived."""

    def __init__(self, context: Context, mover: Mover, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._mover = context, mover
        opened = context.open
        self._to_file = opened is not None and opened.kind == "shared"
        self.moved: MoveTold | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.form = DoorForm(self)
        self.address = QLineEdit(opened.place if opened is not None and self._to_file else "", self)
        self.address.setPlaceholderText("postgresql://owner@server/pacdesk")
        self.password = secret_edit(self)
        self.file = QLineEdit(self)
        self.file_password = secret_edit(self)
        self.job = OwnJob(context.jobs, self.show_state, self)
        self._lay_out()
        self.form.accepted.connect(self.submit)
        self.form.back.connect(self.reject)
        self.address.setFocus()
        # The open desk's address names the person; who may carry a desk is its owner.
        before, at, _ = self.address.text().partition("@")
        if at:
            start = before.find("//") + 2
            self.address.setSelection(start, len(before) - start)

    def _lay_out(self) -> None:
        form = self.form
        self._address = FormField(self.tr("&Server and its owner"), self.address, required=True, parent=self)
        self._password = FormField(self.tr("Owner's &password"), self.password, parent=self)
        form.fields.addWidget(self._address)
        form.fields.addWidget(self._password)
        self._file = FormField(self.tr("New &file"), self.file, required=True, parent=self)
        self._secret = FormField(
            self.tr("Password to encrypt the file; empty: not encrypted"), self.file_password, parent=self
        )
        choose = Button(self.tr("Choose…"), parent=self)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self._file, 1)
        place.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        form.fields.addLayout(place)
        form.fields.addWidget(self._secret)
        self.code = QLineEdit(self)
        self.code.setReadOnly(True)
        self._code = FormField(self.tr("Recovery code, shown once: print it"), self.code, parent=self)
        form.fields.addWidget(self._code)
        self._asked = (self._address, self._password, self._file, choose, self._secret)
        for widget in (self._file, choose, self._secret):
            widget.setVisible(self._to_file)
        self._code.hide()
        form.extra.addWidget(self.job)
        self._say()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.resize(current().scaled(600), current().scaled(460))

    def _say(self) -> None:
        form = self.form
        if self._to_file:
            form.title.setText(self.tr("Bring this desk to a file"))
            form.main.setText(self.tr("Bring it"))
        else:
            form.title.setText(self.tr("Carry this desk to a server"))
            form.main.setText(self.tr("Carry it"))
        self.setWindowTitle(form.title.text())
        form.away.setText(self.tr("Go back"))
        form.words.setText(
            self.tr(
                "Everything goes along: clients, tickets with their histories, files, users and the next "
                "numbers. Drafts and the layout of windows stay on each computer. This desk stays as it is, "
                "and says that it was carried away."
            )
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("New file"), "", self.tr("Desks (*.pacdesk)"))
        if chosen:
            self.file.setText(chosen)

    def wish(self) -> MoveWish:
        """What was typed."""
        file = None
        if self._to_file:
            file = Path(self.file.text().strip())
            file = file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX)
        return MoveWish(self.address.text().strip(), self.password.text(), file, self.file_password.text())

    def submit(self) -> None:
        """Begin, if all is there; behind the end, close."""
        desk = self._context.desk
        if self.moved is not None:
            self.accept()
            return
        if desk is None or self.job.is_running() or not self._complete():
            return
        self.form.bar.hide()
        self.form.busy(self.tr("It is running"))
        wish = self.wish()

        def work(progress: Progress) -> MoveTold:
            def tell(phase: str, done: int, total: int) -> None:
                if phase != "check":  # from there on it has happened
                    progress.check()
                progress.report(done, total, phase)

            return self._mover(desk, wish, tell)

        self.job.start(self.windowTitle(), work, self, self._came, self._refused)

    def _complete(self) -> bool:
        wanted = (self._address, self.address), *([(self._file, self.file)] if self._to_file else [])
        for shown, edit in wanted:
            shown.clear()
            if not edit.text().strip():
                shown.complain(self.tr("Fill this in"))
        return all(edit.text().strip() for _, edit in wanted)

    def show_state(self, done: int, total: int, phase: str) -> None:
        """How far it is; what has begun to be checked has happened, and is not stopped any more."""
        percent = (100 * done // total, 100) if total else (0, 0)
        self.job.show_job(self._phase(phase), *percent, can_cancel=phase != "check")

    def _phase(self, phase: str) -> str:
        words = {
            "backup": self.tr("Backing up"),
            "rows": self.tr("Carrying rows"),
            "files": self.tr("Carrying files"),
            "finish": self.tr("Making indexes"),
            "check": self.tr("Checking what arrived"),
        }
        return words.get(phase, self.tr("Connecting"))

    def _came(self, told: MoveTold) -> None:
        self.job.end()
        self.moved = told
        self.form.busy(None)
        self.form.main.setText(self.tr("Close"))
        self.form.away.hide()
        sound = not (told.missing_files or told.problems)
        said = [
            self.tr("{tickets} tickets, {events} entries and {files} files, counted and checked.").format(
                tickets=number(told.tickets), events=number(told.events), files=number(told.files)
            )
        ]
        if not sound:
            said.append(
                self.tr("{problems} problems were there before: run the check.").format(
                    problems=number(told.missing_files + told.problems)
                )
            )
        for widget in self._asked:
            widget.hide()
        self.code.setText(told.recovery_code)
        self._code.setVisible(bool(told.recovery_code))
        if not self._to_file:
            said.append(self.tr("Each user needs a log-in at the server now."))
        if told.unfit_logins:
            said.append(
                self.tr("The server takes no such names for a log-in; change them first: {names}").format(
                    names=", ".join(told.unfit_logins)
                )
            )
        if told.left_logins:
            said.append(
                self.tr("Let in at the server before, and no users of this desk: {names}").format(
                    names=", ".join(told.left_logins)
                )
            )
        self.form.bar.tell("done" if sound else "attention", self.tr("Everything arrived."), "\n".join(said))
        self.form.main.setFocus()

    def _refused(self, error: BaseException) -> None:
        self.job.end()
        if isinstance(error, Cancelled):
            self.form.busy(None)
            self.form.bar.tell("info", self.tr("Stopped."), self.tr("Nothing has changed anywhere."))
            return
        self.form.complain(error)

    def reject(self) -> None:
        """While it runs, going back stops it first."""
        if self.job.is_running():
            self.job.cancel()
            return
        super().reject()


def offer_moving(actions: Actions, mover: Mover, parent: QWidget, ended: Callable[[], object]) -> None:
    """Put the two ways into the System menu; each is off where the desk is already there. `ended` comes
    behind the dialog."""

    def ask(context: Context) -> None:
        dialog = MoveDialog(context, mover, parent)
        dialog.finished.connect(lambda _: ended())
        dialog.open()

    for name, from_server, text in (
        ("desk.to_server", False, lambda: translate("Moving", "&Carry this desk to a server…")),
        ("desk.to_file", True, lambda: translate("Moving", "&Bring this desk to a file…")),
    ):
        actions.add(
            Act(
                name,
                text,
                ask,
                menu="system",
                place=700,
                refused=partial(_refused, from_server=from_server),
            )
        )


def _refused(context: Context, *, from_server: bool) -> str | None:
    opened = context.open
    if opened is None:
        return translate("Moving", "Open a desk first")
    if (opened.kind == "shared") is not from_server:
        return (
            translate("Moving", "This desk is not on a server")
            if from_server
            else translate("Moving", "This desk is not in a file of yours")
        )
    if not opened.desk.actor.is_admin:
        return translate("Moving", "Only an administrator can carry a desk away")
    return None
