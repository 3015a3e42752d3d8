"""The forms behind the welcome page: a new local desk, and its recovery code, shown once."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pacdesk.config.atomic import write
from pacdesk.errors import UserError
from pacdesk.gui.doors import NewDesk
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label

WIDTH = 480


class DoorForm(QWidget):
    """A narrow column in the middle of the window: title, a sentence, fields, buttons.

    Enter does the main thing, Escape goes back.
    """

    accepted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme = current()
        self.title = plain_label(self)
        set_look(self.title, "look", "title")
        self.words = plain_label(self, wrap=True)
        set_look(self.words, "tone", "text2")
        self.bar = MessageBar(parent=self)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme.px("pad"))
        self.main = Button(kind="primary", parent=self)
        self.away = Button(kind="ghost", parent=self)
        self.extra = QHBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px("pad_s"))
        buttons.addLayout(self.extra)
        buttons.addStretch(1)
        buttons.addWidget(self.away)
        buttons.addWidget(self.main)
        inner = QWidget(self)
        inner.setMaximumWidth(theme.scaled(WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px("pad"))
        for widget in (self.title, self.words, self.bar):
            column.addWidget(widget)
        column.addLayout(self.fields)
        column.addSpacing(theme.px("pad_s"))
        column.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*([theme.px("page")] * 4))
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(5)
        self.main.clicked.connect(self.accepted)
        self.away.clicked.connect(self.back)

    def busy(self, why: str | None) -> None:
        """While something runs the button says why it waits; None: ready again."""
        refuse(self.main, why)

    def complain(self, error: BaseException) -> None:
        """Say what went wrong, above the fields; the form stays as it is."""
        self.busy(None)
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.main.isEnabled():
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Words in the language in force."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class NewDeskForm(DoorForm):
    """Name, place, encryption. `wanted(NewDesk)` fires when all is there."""

    wanted = Signal(object)
    place_asked = Signal(str)
    """The name changed: where would such a desk be?"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keyring = False
        self._place_is_own = False
        self.name = QLineEdit(self)
        self.name.setMaxLength(80)
        self.place = QLineEdit(self)
        self._choose = Button(parent=self)
        self.encrypted = QCheckBox(self)
        self.password = QLineEdit(self)
        self.again = QLineEdit(self)
        for secret in (self.password, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_field = FormField("", self.name, required=True, parent=self)
        self._place_field = FormField("", self.place, required=True, parent=self)
        self._password_field = FormField("", self.password, parent=self)
        self._again_field = FormField("", self.again, parent=self)
        place = QHBoxLayout()
        place.setSpacing(current().px("pad_s"))
        place.addWidget(self._place_field, 1)
        place.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignBottom)
        secrets = QHBoxLayout()
        secrets.setSpacing(current().px("pad"))
        secrets.addWidget(self._password_field, 1)
        secrets.addWidget(self._again_field, 1)
        self.fields.addWidget(self._name_field)
        self.fields.addLayout(place)
        self.fields.addWidget(self.encrypted)
        self.fields.addLayout(secrets)
        self.name.textChanged.connect(self._named)
        self.place.textEdited.connect(self._placed)
        self._choose.clicked.connect(self._choose_place)
        self.encrypted.toggled.connect(self._show_secrets)
        self.accepted.connect(self._check)
        self.retranslate()
        self._show_secrets()

    def start(self, *, keyring: bool) -> None:
        """Empty the form; encryption is on where a keyring answers."""
        self._keyring = keyring
        self._place_is_own = False
        self.bar.hide()
        self.busy(None)
        self.name.setText(self.tr("My desk"))
        self.password.clear()
        self.again.clear()
        self.encrypted.setChecked(keyring)
        self.retranslate()
        self._show_secrets()
        self.name.setFocus()
        self.name.selectAll()

    def show_place(self, place: Path) -> None:
        """Where the desk would be, unless somebody typed a place."""
        if not self._place_is_own:
            self.place.setText(str(place))

    def _named(self, name: str) -> None:
        self._name_field.clear()
        if name.strip():
            self.place_asked.emit(name.strip())

    def _placed(self, text: str) -> None:
        del text
        self._place_field.clear()
        self._place_is_own = True

    def _choose_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Place of the desk"), self.place.text(), self.tr("Desks (*.pacdesk)")
        )
        if chosen:
            self._place_is_own = True
            self.place.setText(chosen)

    def _show_secrets(self) -> None:
        for field in (self._password_field, self._again_field):
            field.setVisible(self.encrypted.isChecked())

    def _check(self) -> None:
        if not self.main.isEnabled():
            return
        for field in (self._name_field, self._place_field, self._password_field, self._again_field):
            field.clear()
        if not self.name.text().strip():
            self._name_field.complain(sentence(UserError("name.empty")).text())
            self.name.setFocus()
        elif not self.place.text().strip():
            self._place_field.complain(self.tr("Say where the desk is to be."))
            self.place.setFocus()
        elif self._secrets_fit():
            self.bar.hide()
            self.wanted.emit(
                NewDesk(
                    name=self.name.text().strip(),
                    path=Path(self.place.text().strip()).expanduser(),
                    encrypted=self.encrypted.isChecked(),
                    password=self.password.text() or None,
                )
            )

    def _secrets_fit(self) -> bool:
        if not self.encrypted.isChecked():
            return True
        if not self.password.text() and not self._keyring:
            self._password_field.complain(
                self.tr("This computer has no keyring: a password is the only way to keep the key.")
            )
            self.password.setFocus()
            return False
        if self.password.text() != self.again.text():
            self._again_field.complain(self.tr("The two are not the same."))
            self.again.setFocus()
            return False
        return True

    def retranslate(self) -> None:
        self.title.setText(self.tr("Start a local desk"))
        self.words.setText(self.tr("Everything is in one file on this computer, with its files beside it."))
        self._name_field.label.set_text(self.tr("&Name"))
        self._place_field.label.set_text(self.tr("P&lace"))
        self._choose.setText(self.tr("Choose…"))
        self.encrypted.setText(self.tr("&Encrypt the desk (recommended)"))
        self.encrypted.setAccessibleName(self.tr("Encrypt the desk (recommended)"))
        self._password_field.label.set_text(self.tr("&Password"))
        self._again_field.label.set_text(self.tr("Password &again"))
        self._password_field.set_help(
            self.tr("May stay empty: this computer's keyring then opens the desk.") if self._keyring else ""
        )
        self.main.setText(self.tr("Create desk"))
        self.away.setText(self.tr("Back"))


class CodePage(DoorForm):
    """The recovery code, shown once: to print, to save or to write down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = QPlainTextEdit(self)
        self.code.setReadOnly(True)
        font = current().code_font()
        font.setPixelSize(current().type_px("lead"))
        self.code.setFont(font)
        self.code.setTabChangesFocus(True)
        self.code.setFixedHeight(current().scaled(44))
        self.kept = QCheckBox(self)
        self._copy = Button(icon="copy", parent=self)
        self._save = Button(icon="save", parent=self)
        self.extra.addWidget(self._copy)
        self.extra.addWidget(self._save)
        self.fields.addWidget(self.code)
        self.fields.addWidget(self.kept)
        self.away.hide()
        self.kept.toggled.connect(self._ready)
        self._copy.clicked.connect(self._copied)
        self._save.clicked.connect(self._saved)
        self.retranslate()

    def show_code(self, code: str) -> None:
        """Show a code; the way on opens when the person says it is kept."""
        self.code.setPlainText(code)
        self.kept.setChecked(False)
        self._ready()
        self.code.setFocus()

    def forget(self) -> None:
        """Take the code off the screen."""
        self.code.clear()

    def _ready(self) -> None:
        refuse(self.main, None if self.kept.isChecked() else self.tr("Keep the code first"))

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
        self.bar.tell("done", self.tr("Copied."), self.tr("Paste it where only you can read it."))

    def _saved(self) -> None:
        name = self.tr("recovery code.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the recovery code"), name)
        if not chosen:
            return
        try:
            write(Path(chosen), f"{self.code.toPlainText()}\n".encode())
        except OSError as error:
            self.bar.tell("problem", self.tr("The code was not saved."), error.strerror or "")
            return
        self.bar.tell("done", self.tr("Saved."), chosen)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Recovery code"))
        self.words.setText(
            self.tr(
                "It opens the desk when the password is forgotten or this computer is gone. It is shown only"
                " now: print it or write it down, and keep it apart from the computer."
            )
        )
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.kept.setText(self.tr("I have &kept the code"))
        self.kept.setAccessibleName(self.tr("I have kept the code"))
        self._copy.setText(self.tr("Copy"))
        self._save.setText(self.tr("Save…"))
        self.main.setText(self.tr("Open desk"))
        self._ready()
