"""The page that asks for the password of a shared desk's log-in, when the keyring has none that fits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from pacdesk.config.server_address import parts_of
from pacdesk.gui.doors import Unlock
from pacdesk.gui.log_in import SecretForm


class ServerLogInForm(SecretForm):
    """Who logs in is part of the address; `wanted(address, Unlock)`."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, required=True)
        self._address = ""
        self.keep = QCheckBox(self)
        self.fields.addWidget(self.keep)
        self.retranslate()

    def start(self, address: str) -> None:
        """Ask for the password of the log-in that an address names."""
        self._address = address
        self.keep.setChecked(True)
        self.begin()

    def is_enough(self) -> bool:
        return bool(self.secret.text())

    def give(self) -> None:
        self.wanted.emit(self._address, Unlock(password=self.secret.text(), keep=self.keep.isChecked()))

    def retranslate(self) -> None:
        parts = parts_of(self._address)
        self.title.setText(self.tr("Log in to {desk}").format(desk=parts.database))
        self.words.setText(
            self.tr("As {login}, at {hosts}. An administrator of the desk gives out passwords.").format(
                login=parts.login, hosts=parts.hosts
            )
        )
        self.secret_field.label.set_text(self.tr("&Password"))
        self.keep.setText(self.tr("&Keep the password in this computer's keyring"))
        self.keep.setAccessibleName(self.keep.text().replace("&", ""))
        self.main.setText(self.tr("Log in"))
        self.away.setText(self.tr("Back"))
