"""The page that asks for the password of a shared desk's log-in, when the keyring has none that fits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from pacdesk.config.server_address import parts_of
from pacdesk.gui.doors import Unlock
from pacdesk.gui.log_in import CapsWatch, secret_edit
from pacdesk.gui.welcome_forms import DoorForm
from pacdesk.gui.widgets.fields import FormField


class ServerLogInForm(DoorForm):
    """Who logs in is part of the address; `wanted(address, Unlock)`."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._address = ""
        self.password = secret_edit(self)
        self.keep = QCheckBox(self)
        self._password_field = FormField("", self.password, required=True, parent=self)
        self.fields.addWidget(self._password_field)
        self.fields.addWidget(self.keep)
        self._caps = CapsWatch(self)
        self.password.installEventFilter(self._caps)
        self._caps.seen.connect(self._caps_seen)
        self.accepted.connect(self._check)
        self.retranslate()

    def start(self, address: str) -> None:
        """Ask for the password of the log-in that an address names."""
        self._address = address
        self.bar.hide()
        self.busy(None)
        self.password.clear()
        self.keep.setChecked(True)
        self.retranslate()
        self.password.setFocus()

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.password.selectAll()
        self.password.setFocus()

    def _check(self) -> None:
        if self.main.isEnabled() and self.password.text():
            self.bar.hide()
            self.wanted.emit(self._address, Unlock(password=self.password.text(), keep=self.keep.isChecked()))

    def _caps_seen(self, on: bool) -> None:
        self._password_field.set_help(self.tr("Caps Lock seems to be on.") if on else "")

    def retranslate(self) -> None:
        parts = parts_of(self._address)
        self.title.setText(self.tr("Log in to {desk}").format(desk=parts.database))
        self.words.setText(
            self.tr("As {login}, at {hosts}. An administrator of the desk gives out passwords.").format(
                login=parts.login, hosts=parts.hosts
            )
        )
        self._password_field.label.set_text(self.tr("&Password"))
        self.keep.setText(self.tr("&Keep the password in this computer's keyring"))
        self.keep.setAccessibleName(self.keep.text().replace("&", ""))
        self.main.setText(self.tr("Log in"))
        self.away.setText(self.tr("Back"))
