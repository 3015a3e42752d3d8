"""Logging in to a desk with users, and opening an encrypted one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pacdesk.gui.doors import Unlock
from pacdesk.gui.welcome_forms import DoorForm
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.fields import FormField


class CapsWatch(QObject):
    """Tells from what is typed whether Caps Lock is on; Qt itself does not know on every system."""

    seen = Signal(bool)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.seen.emit(letter.isupper() != shift)
        return super().eventFilter(watched, event)


def secret_edit(parent: QWidget) -> QLineEdit:
    """A field for a password."""
    edit = QLineEdit(parent)
    show_as_password(edit)
    return edit


def show_as_password(edit: QLineEdit) -> None:
    """Nobody reads it from the screen."""
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setMaxLength(1024)


def show_as_code(edit: QLineEdit) -> None:
    """A code is read off a telephone or a sheet: it may be seen."""
    edit.setEchoMode(QLineEdit.EchoMode.Normal)
    edit.setMaxLength(80)


class SecretForm(DoorForm):
    """A form about one password or code: begun empty, said to be wrong with what was typed marked, and given
    on only when it may be. A subclass says in `give` what becomes of it."""

    def __init__(self, parent: QWidget, *, required: bool = False) -> None:
        super().__init__(parent)
        self.secret = secret_edit(self)
        self.secret_field = FormField("", self.secret, required=required, parent=self)
        self.fields.addWidget(self.secret_field)
        self._caps = CapsWatch(self)
        self.secret.installEventFilter(self._caps)
        self._caps.seen.connect(self._caps_seen)
        self.accepted.connect(self.check)

    def begin(self) -> None:
        """Ask anew: nothing is typed and nothing wrong."""
        self.bar.hide()
        self.busy(None)
        self.secret.clear()
        self.retranslate()
        self.secret.setFocus()

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.secret.selectAll()
        self.secret.setFocus()

    def check(self) -> None:
        """Give on what was typed, if it is enough and nothing is being checked."""
        if self.main.isEnabled() and self.is_enough():
            self.bar.hide()
            self.give()

    def is_enough(self) -> bool:
        """Whether there is something to try."""
        return bool(self.secret.text().strip())

    def give(self) -> None:
        """Send on what was typed."""

    def _caps_seen(self, on: bool) -> None:
        if self.secret.echoMode() == QLineEdit.EchoMode.Password:
            self.secret_field.set_help(self.tr("Caps Lock seems to be on.") if on else "")


class LogInForm(SecretForm):
    """User and password; `wanted(login, password)`. Which of the two was wrong is never said."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = ""
        self.login = QLineEdit(self)
        self._login_field = FormField("", self.login, required=True, parent=self)
        self.fields.insertWidget(0, self._login_field)
        self.setTabOrder(self.login, self.secret)
        self.retranslate()

    def start(self, desk: str, login: str) -> None:
        """Ask for somebody to log in; `login` was the last one."""
        self._desk = desk
        self.login.setText(login)
        self.begin()
        if not login:
            self.login.setFocus()

    def is_enough(self) -> bool:
        return bool(self.login.text().strip())

    def give(self) -> None:
        self.wanted.emit(self.login.text().strip(), self.secret.text())

    def retranslate(self) -> None:
        self.title.setText(self.tr("Log in to {desk}").format(desk=self._desk))
        self.words.setText(self.tr("Use the name and password that an administrator of the desk gave you."))
        self._login_field.label.set_text(self.tr("&User"))
        self.secret_field.label.set_text(self.tr("&Password"))
        self.main.setText(self.tr("Log in"))
        self.away.setText(self.tr("Back"))


class CodeForm(SecretForm):
    """The code of an authenticator, or a recovery code; `wanted(code)`."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, required=True)
        self._desk = self._name = ""
        show_as_code(self.secret)
        self.retranslate()

    def start(self, desk: str, name: str) -> None:
        """Ask `name`, whose password was right, for the code."""
        self._desk, self._name = desk, name
        self.begin()

    def give(self) -> None:
        self.wanted.emit(self.secret.text().strip())

    def retranslate(self) -> None:
        self.title.setText(self.tr("Log in to {desk}").format(desk=self._desk))
        self.words.setText(
            self.tr("{name}, type the code that your authenticator app shows now.").format(name=self._name)
        )
        self.secret_field.label.set_text(self.tr("&Code"))
        self.secret_field.set_help(self.tr("Without the telephone, type one of the recovery codes."))
        self.main.setText(self.tr("Log in"))
        self.away.setText(self.tr("Back"))


class UnlockForm(SecretForm):
    """The password of an encrypted desk, or its recovery code; `wanted(address, Unlock)`."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, required=True)
        self._address = self._name = ""
        self._by_code = False
        self._other = Button(kind="link", parent=self)
        self._other.clicked.connect(self._switch)
        self.extra.addWidget(self._other)
        self.retranslate()

    def start(self, address: str, name: str, *, by_code: bool = False) -> None:
        """Ask how the desk at `address` is to be opened."""
        self._address, self._name = address, name
        self._ask(by_code=by_code)

    def _ask(self, *, by_code: bool) -> None:
        self._by_code = by_code
        (show_as_code if by_code else show_as_password)(self.secret)
        self.begin()

    def _switch(self) -> None:
        self._ask(by_code=not self._by_code)

    def is_enough(self) -> bool:
        return bool(self.secret.text().strip() if self._by_code else self.secret.text())

    def give(self) -> None:
        typed = self.secret.text()
        unlock = Unlock(code=typed.strip()) if self._by_code else Unlock(password=typed)
        self.wanted.emit(self._address, unlock)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Open {desk}").format(desk=self._name))
        if self._by_code:
            told = self.tr("This desk is encrypted. Type the recovery code that was shown when it was made.")
            label, other = self.tr("Recovery &code"), self.tr("Use the password")
        else:
            told = self.tr("This desk is encrypted. Type its password.")
            label, other = self.tr("&Password"), self.tr("Use the recovery code")
        self.words.setText(told)
        self.secret_field.label.set_text(label)
        self.secret_field.set_help("")
        self._other.setText(other)
        self.main.setText(self.tr("Open desk"))
        self.away.setText(self.tr("Back"))
