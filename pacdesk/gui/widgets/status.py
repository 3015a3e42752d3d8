"""Pieces of the status bar: what the desk is doing, in icon and words."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import plain_label


class StatusItem(QToolButton):
    """Icon and words, such as the connection; a click opens what is behind it, if anything is."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "kind", "status")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)
        self._icon = icon
        self.show_state("", icon)

    def show_state(
        self, text: str, icon: str | None = None, tone: str | None = None, *, hint: str = ""
    ) -> None:
        """Show words; `tone` (a colour family) only when something is unusual."""
        self._icon = icon or self._icon
        ink = current().tone(tone).text if tone else "text2"
        self.setText(text)
        self.setIcon(icons.icon(self._icon, current().tone(tone).dot if tone else "text2"))
        self._fit_icon()
        set_look(self, "ink", ink if tone else None)
        self.setAccessibleName(text)
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def _fit_icon(self) -> None:
        side = current().px("icon_s")
        self.setIconSize(QSize(side + current().scaled(4), side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()


class JobItem(QWidget):
    """A running job: words with a count, a thin bar, *Cancel*. Hidden while nothing runs.

    `cancel_requested` fires once a job; the button then stays off until the job is over.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("loader", "text2", "icon_s", parent=self)
        self._text = plain_label(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(current().scaled(90))
        self._cancel = Button(self.tr("Cancel"), kind="link", small=True, parent=self)
        set_look(self._cancel, "flat_row", "true")
        self._cancel.clicked.connect(self._cancelled)
        self.setFocusProxy(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(current().px("grid"), 0, current().px("grid"), 0)
        row.setSpacing(current().scaled(6))
        for widget in (self._icon, self._text, self._bar, self._cancel):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_job(self, text: str, done: int = 0, total: int = 0, *, can_cancel: bool = True) -> None:
        """Show progress; a `total` of 0 is a job whose length nobody knows."""
        self._text.setText(text)
        self._bar.setMaximum(total)
        self._bar.setValue(min(done, total))
        self._bar.setAccessibleName(text)
        self._cancel.setVisible(can_cancel)
        self.show()

    def end(self) -> None:
        """The job is over: hide, and be ready for the next one."""
        self._cancel.setEnabled(True)
        self.hide()

    def _cancelled(self) -> None:
        self._cancel.setEnabled(False)
        self.cancel_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._cancel.setText(self.tr("Cancel"))
        elif is_restyle(event):
            self._bar.setFixedWidth(current().scaled(90))


class Rule(QFrame):
    """A hairline between two pieces of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "upright")
