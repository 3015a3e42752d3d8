"""The lock screen: covers the window, keeps everything below as it is, asks for the password."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pacdesk.gui.log_in import CapsWatch, secret_edit
from pacdesk.gui.theme import current
from pacdesk.gui.welcome_forms import DoorForm
from pacdesk.gui.widgets.fields import FormField

_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class _Form(DoorForm):
    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self.password = secret_edit(self)
        self._field = FormField("", self.password, parent=self)
        self.fields.addWidget(self._field)
        self._caps = CapsWatch(self)
        self.password.installEventFilter(self._caps)
        self._caps.seen.connect(self._caps_seen)
        self.accepted.connect(self._check)
        self.retranslate()

    def start(self, name: str) -> None:
        self._name = name
        self.bar.hide()
        self.busy(None)
        self.password.clear()
        self.retranslate()
        self.password.setFocus()

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.password.selectAll()
        self.password.setFocus()

    def _check(self) -> None:
        if self.main.isEnabled():
            self.bar.hide()
            self.wanted.emit(self.password.text())

    def _caps_seen(self, on: bool) -> None:
        self._field.set_help(self.tr("Caps Lock seems to be on.") if on else "")

    def retranslate(self) -> None:
        self.title.setText(self.tr("Locked"))
        self.words.setText(
            self.tr("{name} is at this desk. What was being written is kept.").format(name=self._name)
        )
        self._field.label.set_text(self.tr("&Password"))
        self.main.setText(self.tr("Unlock"))
        self.away.setText(self.tr("Leave the desk"))


class LockScreen(QWidget):
    """Stands over the window. `unlock_wanted(password)`, `left` (log out instead)."""

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

    def lock(self, name: str) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.form.start(name)

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
