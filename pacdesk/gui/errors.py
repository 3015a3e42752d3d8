"""The one way an error reaches a person: a bar for what can be told, a box for what nobody expected."""

import platform
import time
from collections.abc import Callable
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import pacdesk
from pacdesk.config import os_errors
from pacdesk.errors import Cancelled, UserError
from pacdesk.gui import crash
from pacdesk.gui.messages import Message, sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import MessageBar, plain_label

SAME_WITHIN = 10.0  # seconds in which the same error is counted, not shown again


def report(error: BaseException, number: str, kind_of_desk: str) -> str:
    """What *Copy details* gives: versions, kind of desk without its place, trace without personal data."""
    lines = (
        f"pacdesk {pacdesk.__version__}",
        f"error {number}",
        f"{platform.system()} {platform.release()} · Python {platform.python_version()} · Qt {qt_version}",
        f"desk: {kind_of_desk or '-'}",
        "",
        crash.details(error),
    )
    return "\n".join(lines)


class ErrorDialog(QDialog):
    """What happened, what to do, a button that does it; details behind a fold, with *Copy*.

    `pressed(key)` fires with the key of the message's button, and the box closes.
    """

    pressed = Signal(str)

    def __init__(
        self, message: Message, details: str, *, log_folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._details_text = details
        self._log_folder = log_folder
        self.setWindowTitle(message.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = current()
        what = plain_label(self, wrap=True)
        what.setText(message.what)
        set_look(what, "look", "lead")
        do = plain_label(self, wrap=True)
        do.setText(message.do)
        do.setVisible(bool(message.do))
        icon = Icon("circle-alert", "danger_text", "icon_l", parent=self)
        what.setMinimumHeight(icon.sizeHint().height())
        words = QVBoxLayout()
        words.setSpacing(theme.px("pad_s"))
        words.addWidget(what)
        words.addWidget(do)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.px("pad"))
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._trace = QPlainTextEdit(details, self)
        self._trace.setReadOnly(True)
        self._trace.setFont(theme.code_font())
        self._trace.setAccessibleName(self.tr("Details"))
        self._trace.setTabChangesFocus(True)
        self._trace.setMinimumHeight(theme.scaled(180))
        self._trace.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("page")] * 4))
        column.setSpacing(theme.px("pad_l"))
        column.addLayout(head)
        column.addWidget(self._trace, 1)
        column.addLayout(self._make_buttons(message))
        self.setMinimumWidth(theme.scaled(480))

    def _make_buttons(self, message: Message) -> QHBoxLayout:
        self._fold = Button(self.tr("Show details"), kind="ghost", parent=self)
        self._fold.clicked.connect(self._toggle)
        copy = Button(self.tr("Copy details"), kind="normal", icon="copy", parent=self)
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(current().px("pad_s"))
        row.addWidget(self._fold)
        if self._log_folder is not None:
            folder = Button(self.tr("Open log folder"), kind="ghost", parent=self)
            folder.clicked.connect(self._open_folder)
            row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(copy)
        if message.button is not None and message.button[0] != "copy":
            self._key = message.button[0]
            act = Button(message.button[1], kind="normal", parent=self)
            act.clicked.connect(self._press)
            row.addWidget(act)
        close = Button(self.tr("Close"), kind="primary", parent=self)
        close.clicked.connect(self.close)
        close.setDefault(True)
        row.addWidget(close)
        close.setFocus()
        return row

    def _toggle(self) -> None:
        shown = self._trace.isHidden()
        self._trace.setVisible(shown)
        self._fold.setText(self.tr("Hide details") if shown else self.tr("Show details"))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details_text)

    def _open_folder(self) -> None:
        if self._log_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    def _press(self) -> None:
        self.pressed.emit(self._key)
        self.close()


class Errors:
    """Shows errors of one window. Expected ones go to its bar; *Details* opens the box."""

    def __init__(
        self,
        window: QWidget,
        bar: MessageBar,
        *,
        act: Callable[[str], object],
        kind_of_desk: Callable[[], str],
        log_folder: Path | None = None,
    ) -> None:
        self._window = window
        self._bar = bar
        self._act = act
        self._kind_of_desk = kind_of_desk
        self.log_folder = log_folder
        self._last: BaseException | None = None
        self._last_said = ("", 0.0)
        self.repeated = 0
        """How often the error shown last came again within ten seconds."""

    def tell(self, error: BaseException) -> None:
        """Show an error, or count it when the same one was shown a moment ago."""
        if isinstance(error, Cancelled):
            return
        error = os_errors.told(error) or error
        message = sentence(error)
        now = time.monotonic()
        said, at = self._last_said
        key = f"{type(error).__name__}:{message.text()}"
        self._last_said = (key, now)
        if said == key and now - at < SAME_WITHIN:
            self.repeated += 1
            return
        self.repeated = 0
        self._last = error
        if isinstance(error, UserError):
            crash.log.info("told %s", error.code)
            self._show_bar(message)
        else:
            self.show_details()

    def _show_bar(self, message: Message) -> None:
        close = ("close", QCoreApplication.translate("Errors", "Close"))
        buttons = (message.button, close) if message.button is not None else (close,)
        self._bar.tell("problem", message.what, message.do, buttons=buttons)

    def pressed(self, key: str) -> None:
        """A button of the bar or the box."""
        if key == "close":
            self._bar.hide()
            return
        self._bar.hide()
        self._act(key)

    def show_details(self) -> None:
        """Open the box for the error that was shown last."""
        if self._last is None:
            return
        number = crash.error_id()
        crash.log.error("shown %s", number, exc_info=self._last)
        dialog = ErrorDialog(
            sentence(self._last),
            report(self._last, number, self._kind_of_desk()),
            log_folder=self.log_folder,
            parent=self._window,
        )
        dialog.pressed.connect(self.pressed)
        dialog.show()
