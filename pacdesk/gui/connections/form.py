"""The form of one connection: name and colour, where the server is, who logs in, and how it is verified."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pacdesk.config.connections import POSTGRES, Connection
from pacdesk.config.server_address import TLS_MODES, ServerAddress, parts_of
from pacdesk.errors import Invalid
from pacdesk.gui.connections.colours import colour_of, tone_of
from pacdesk.gui.editing.inputs import ChoiceInput, ToneInput
from pacdesk.gui.log_in import secret_edit
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.fields import FormField


class ConnectionForm(QWidget):
    """`edited` fires when a person changes anything."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = Connection("", POSTGRES, "")
        self._colour = ""
        self._more: tuple[tuple[str, str], ...] = ()
        self._has_password = False
        self.name = QLineEdit(self)
        self.name.setMaxLength(80)
        self.colour = ToneInput(self)
        self.hosts = QLineEdit(self)
        self.hosts.setPlaceholderText("db.example")
        self.port = QLineEdit(self)
        self.database = QLineEdit(self)
        self.database.setPlaceholderText("pacdesk")
        self.login = QLineEdit(self)
        self.password = secret_edit(self)
        self.keep = QCheckBox(self)
        self.tls = ChoiceInput(self)
        self.authority = QLineEdit(self)
        self.choose = Button(parent=self)
        self.fields = {
            "name": FormField("", self.name, required=True, parent=self),
            "colour": FormField("", self.colour, parent=self),
            "hosts": FormField("", self.hosts, required=True, parent=self),
            "port": FormField("", self.port, parent=self),
            "database": FormField("", self.database, required=True, parent=self),
            "login": FormField("", self.login, required=True, parent=self),
            "password": FormField("", self.password, parent=self),
            "tls": FormField("", self.tls, parent=self),
            "authority": FormField("", self.authority, parent=self),
        }
        self._lay_out()
        for edit in self.findChildren(QLineEdit):
            edit.textEdited.connect(self._edited)
        self.colour.edited.connect(self._colour_chosen)
        self.tls.edited.connect(self._edited)
        self.keep.clicked.connect(self._edited)
        self.choose.clicked.connect(self._choose)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px("pad_s"))
        for names, widths in (
            (("name", "colour"), (3, 1)),
            (("hosts", "port"), (3, 1)),
            (("database", "login"), (1, 1)),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.px("pad"))
            for name, width in zip(names, widths, strict=True):
                row.addWidget(self.fields[name], width)
            column.addLayout(row)
        column.addWidget(self.fields["password"])
        column.addWidget(self.keep)
        column.addWidget(self.fields["tls"])
        authority = QHBoxLayout()
        authority.setSpacing(theme.px("pad_s"))
        authority.addWidget(self.fields["authority"], 1)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addSpacing(self.fields["authority"].label.sizeHint().height() + theme.px("grid"))
        beside.addWidget(self.choose)
        beside.addStretch(1)
        authority.addLayout(beside)
        column.addLayout(authority)

    def show_connection(self, connection: Connection | None) -> None:
        """Show a saved connection, or an empty form for a new one."""
        self._shown = connection or Connection("", POSTGRES, "")
        parts = parts_of(self._shown.address) if self._shown.address else ServerAddress(database="pacdesk")
        self._colour, self._more = self._shown.colour, parts.more
        self.name.setText(self._shown.name)
        self.colour.set_value(tone_of(self._colour) or "off")
        self.hosts.setText(parts.hosts)
        self.port.setText(parts.port)
        self.database.setText(parts.database)
        self.login.setText(parts.login)
        self.password.clear()
        self.tls.set_value(parts.tls if parts.tls in TLS_MODES else TLS_MODES[0])
        self.authority.setText(parts.authority)
        self.keep.setChecked(True)
        self.show_password_kept(kept=False)
        self.clear_complaints()

    def show_password_kept(self, *, kept: bool) -> None:
        """Whether the keyring has a password for what is shown."""
        self._has_password = kept
        self._say_password()

    def connection(self) -> Connection:
        """What was typed. Raises Invalid of `ServerAddress.text`."""
        address = ServerAddress(
            hosts=self.hosts.text(),
            port=self.port.text(),
            database=self.database.text(),
            login=self.login.text(),
            tls=str(self.tls.value()),
            authority=self.authority.text(),
            more=self._more,
        ).text()
        return replace(
            self._shown, name=" ".join(self.name.text().split()), address=address, colour=self._colour
        )

    def is_blank(self) -> bool:
        """Whether nobody has typed anything yet into the form of a new one."""
        return not any(edit.text().strip() for edit in (self.name, self.hosts, self.login, self.password))

    def is_whole(self) -> bool:
        """Whether nothing that is needed is missing; what is, is said, each beside its field."""
        needed = {
            "name": (self.name, "connection.name_needed"),
            "hosts": (self.hosts, "connection.host_needed"),
            "database": (self.database, "connection.database_needed"),
            "login": (self.login, "connection.login_needed"),
        }
        missing = [(field, code) for field, (edit, code) in needed.items() if not edit.text().strip()]
        for field, code in reversed(missing):  # the first one has the focus in the end
            self.complain(Invalid(code, field=field))
        return not missing

    def complain(self, error: Invalid) -> bool:
        """Say what is the matter beside its field; whether there is one."""
        field = self.fields.get(str(error.field or ""))
        if field is None:
            return False
        field.complain(sentence(error).text())
        field.setFocus()
        return True

    def clear_complaints(self) -> None:
        """No field is complained of any more."""
        for field in self.fields.values():
            field.clear()
        self._say_helps()

    def _edited(self, *_: Any) -> None:
        self.clear_complaints()
        self.edited.emit()

    def _colour_chosen(self) -> None:
        self._colour = colour_of(str(self.colour.value()))
        self._edited()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Certificate of the authority"),
            self.authority.text(),
            self.tr("Certificates (*.crt *.pem *.cer);;All files (*)"),
        )
        if chosen:
            self.authority.setText(chosen)
            self._edited()

    def _say_password(self) -> None:
        self.fields["password"].set_help(
            self.tr("The keyring has one; type another to replace it") if self._has_password else ""
        )

    def _say_helps(self) -> None:
        self._say_password()
        self.fields["hosts"].set_help(self.tr("Several with commas: the one that takes changes is used"))
        self.fields["tls"].set_help(
            ""
            if self.tls.value() == TLS_MODES[0]
            else self.tr("Only the first one knows that it is the right server")
        )
        self.fields["authority"].set_help(self.tr("Empty: the authorities that this computer knows"))

    def retranslate(self) -> None:
        """Words in the language in force."""
        for name, text in {
            "name": self.tr("&Name"),
            "colour": self.tr("Co&lour"),
            "hosts": self.tr("&Server"),
            "port": self.tr("P&ort"),
            "database": self.tr("&Database"),
            "login": self.tr("&User"),
            "password": self.tr("&Password"),
            "tls": self.tr("&TLS"),
            "authority": self.tr("&Authority of the certificate"),
        }.items():
            self.fields[name].label.set_text(text)
        self.keep.setText(self.tr("&Keep the password in this computer's keyring"))
        self.keep.setAccessibleName(self.keep.text().replace("&", ""))
        self.choose.setText(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose the authority's certificate"))
        words = (
            self.tr("Encrypted, the server verified"),
            self.tr("Encrypted, only its authority verified"),
            self.tr("Encrypted, the server not verified"),
            self.tr("Encrypted if the server can"),
            self.tr("Not encrypted"),
        )
        self.tls.set_choices(list(zip(TLS_MODES, words, strict=True)))
        self._say_helps()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
