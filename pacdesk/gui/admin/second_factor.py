"""Having one's log-in ask for an authenticator's code, and no more: two dialogs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pacdesk.config.atomic import write
from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import DropSecondFactor, EnrolSecondFactor
from pacdesk.desk.values import Done
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.qr import QrCode, Runs


class _Dialog(VerbDialog):
    """A dialog that tells what was wrong. `changed` fires when it is done."""

    changed = Signal()

    def __init__(self, context: Context, title: str, words: str, parent: QWidget | None) -> None:
        super().__init__(title, told=words, width=520, parent=parent)
        self.context = context

    def refused(self, error: BaseException) -> None:
        """Say what was wrong; what is typed stays."""
        refuse(self.verb, None)
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)


class EnrolDialog(_Dialog):
    """First the secret as QR code and text, and a code that shows it arrived; then the recovery codes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Ask for a code at log-in"),
            self.tr(
                "Scan the picture with an authenticator app on your telephone, or type the key into it. Then"
                " type the code that the app shows."
            ),
            parent,
        )
        self.secret, self.recovery = totp.new_secret(), totp.new_recovery_codes()
        self.qr = QrCode(self)
        self.qr.setAccessibleName(self.tr("QR code with the key"))
        self.key = QLineEdit(totp.grouped(self.secret), self)
        self.key.setReadOnly(True)
        self.key.setFont(current().code_font())
        self.key.setCursorPosition(0)
        self.code = QLineEdit(self)
        self.code.setMaxLength(12)
        self.code_field = FormField(self.tr("&Code from the app"), self.code, required=True, parent=self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._first())
        self.key_field = FormField(self.tr("&Key"), self.key, parent=self)
        self.codes = _Codes(self.recovery, self)
        self.pages.addWidget(self.codes)
        self.body.addWidget(self.pages)
        self.body.addWidget(self.key_field)
        self.verb.setText(self.tr("Switch on"))
        self.codes.kept.toggled.connect(self._kept)
        self.code.setFocus()
        self._draw()

    def _first(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("pad_l"))
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.code_field, 1, Qt.AlignmentFlag.AlignTop)
        return page

    def _draw(self) -> None:
        opened, actor = self.context.open, self.context.actor
        if opened is None or actor is None:
            return
        address = totp.address(self.secret, opened.name, actor.login)
        self.context.jobs.call(lambda: _runs(address), self, self.qr.show_runs)

    def submit(self) -> None:
        """Try the code, and at the end close."""
        if self.pages.currentIndex() == 1:
            self.accept()
            return
        self.code_field.clear()
        if not self.code.text().strip():
            self.code_field.complain(self.tr("Type the code that the app shows."))
            return
        self.bar.hide()
        refuse(self.verb, self.tr("Checking…"))
        hashes = tuple(totp.recovery_hash(code) for code in self.recovery)
        command = EnrolSecondFactor(secret=self.secret, code=self.code.text(), recovery=hashes)
        self.context.run(command, self, self._enrolled, self.refused)

    def _enrolled(self, done: Done[Any]) -> None:
        del done
        self.changed.emit()
        self.show_codes()

    def show_codes(self) -> None:
        """The recovery codes, for the only time."""
        self.pages.setCurrentIndex(1)
        self.back.hide()
        self.key_field.hide()
        self.told.setText(
            self.tr(
                "It is on. Each of these codes opens once, when the telephone is not there. They are shown"
                " only now: print them or write them down, and keep them apart from the computer."
            )
        )
        self.verb.setText(self.tr("Close"))
        self._kept(self.codes.kept.isChecked())
        self.codes.text.setFocus()

    def _kept(self, kept: bool) -> None:
        if self.pages.currentIndex() == 1:
            refuse(self.verb, None if kept else self.tr("Keep the codes first"))

    def reject(self) -> None:
        """Not while the codes are on the screen for the only time."""
        if self.pages.currentIndex() == 0 or self.codes.kept.isChecked():
            super().reject()


class _Codes(QWidget):
    """The recovery codes, to copy, to save or to write down."""

    def __init__(self, codes: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(_two_columns(codes), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(current().code_font())
        self.text.setAccessibleName(self.tr("Recovery codes"))
        self.text.setMinimumHeight(current().scaled(22) * (len(codes) // 2 + 1))
        self.kept = QCheckBox(self.tr("I have &kept the codes"), self)
        self.kept.setAccessibleName(self.tr("I have kept the codes"))
        copy = Button(self.tr("Copy"), icon="copy", parent=self)
        save = Button(self.tr("Save…"), icon="save", parent=self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(self.kept)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addLayout(row)

    def _save(self) -> None:
        name = self.tr("recovery codes.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the recovery codes"), name)
        if not chosen:
            return
        dialog = self.window()
        try:
            write(Path(chosen), f"{self.text.toPlainText()}\n".encode())
        except OSError as error:
            if isinstance(dialog, _Dialog):
                dialog.bar.tell("problem", self.tr("The codes were not saved."), error.strerror or "")


class DropDialog(_Dialog):
    """Asking for no code any more takes a code."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Ask for no code any more"),
            self.tr("Your password alone opens the desk then. The recovery codes are void."),
            parent,
        )
        self.code = QLineEdit(self)
        self.code.setMaxLength(40)
        self.code_field = FormField(
            self.tr("&Code from the app, or a recovery code"), self.code, required=True, parent=self
        )
        self.body.addWidget(self.code_field)
        self.verb.setText(self.tr("Switch off"))
        self.code.setFocus()

    def submit(self) -> None:
        """Try the code."""
        actor = self.context.actor
        if actor is None or actor.user_id is None:
            return
        self.bar.hide()
        refuse(self.verb, self.tr("Checking…"))
        command = DropSecondFactor(user=actor.user_id, code=self.code.text())
        self.context.run(command, self, self._dropped, self.refused)

    def _dropped(self, done: Done[Any]) -> None:
        del done
        self.changed.emit()
        self.accept()


def _two_columns(codes: Sequence[str]) -> str:
    half = (len(codes) + 1) // 2
    return "\n".join("    ".join(codes[row::half]) for row in range(half))


def _runs(address: str) -> Runs:
    from pacdesk.reports.qr import modules

    return modules(address)
