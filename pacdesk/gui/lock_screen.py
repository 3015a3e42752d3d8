"""The lock screen: covers the window, keeps everything below as it is, asks for the password
or the code."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pacdesk.gui.context import UnlocksBy
from pacdesk.gui.log_in import SecretForm, show_as_code, show_as_password
from pacdesk.gui.theme import current

_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class _Form(SecretForm):
    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._by = "", UnlocksBy.PASSWORD
        self.retranslate()

    def start(self, name: str, by: UnlocksBy) -> None:
        """Ask `name` for what lets him back."""
        self._name, self._by = name, by
        if by is UnlocksBy.CODE:
            show_as_code(self.secret)
        else:
            show_as_password(self.secret)
        self.begin()

    def is_enough(self) -> bool:
        return self._by is UnlocksBy.PASSWORD or bool(self.secret.text())

    def give(self) -> None:
        self.wanted.emit(self.secret.text())

    def retranslate(self) -> None:
        self.title.setText(self.tr("Locked"))
        self.words.setText(
            self.tr("{name} is at this desk. What was being written is kept.").format(name=self._name)
        )
        if self._by is UnlocksBy.CODE:
            self.secret_field.label.set_text(self.tr("&Code of the authenticator app"))
            self.secret_field.set_help(self.tr("Without the telephone, type one of the recovery codes."))
        else:
            server = self._by is UnlocksBy.SERVER_PASSWORD
            label = self.tr("&Password at the server") if server else self.tr("&Password")
            self.secret_field.label.set_text(label)
            self.secret_field.set_help("")
        self.main.setText(self.tr("Unlock"))
        self.away.setText(self.tr("Leave the desk"))


class LockScreen(QWidget):
    """Stands over the window. `unlock_wanted(secret)`, `left` (log out instead)."""

    unlock_wanted = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.form = _Form(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.form.wanted.connect(self.unlock_wanted)
        self.form.back.connect(self.left)
        window.installEventFilter(self)
        self.hide()

    def lock(self, name: str, by: UnlocksBy) -> None:
        """Cover the window until `name` gives what he is asked for."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.form.start(name, by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), current().color("window"))


class IdleWatch(QObject):
    """`idle` fires when nobody has touched keys or mouse for the minutes set; 0 never."""

    idle = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._app = app
        self._minutes = 0

    def set_minutes(self, minutes: int) -> None:
        """Watch for so long, or not at all."""
        if bool(minutes) != bool(self._minutes):
            if minutes:
                self._app.installEventFilter(self)
            else:
                self._app.removeEventFilter(self)
        self._minutes = minutes
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._minutes:
            self._timer.start(self._minutes * 60_000)
        return super().eventFilter(watched, event)
