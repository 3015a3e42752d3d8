"""Pieces of the composer: its box, the state of the draft, key caps, and canned messages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from pacdesk.desk.tickets.rows import CannedRow
from pacdesk.desk.tickets.rules import fill_variables
from pacdesk.desk.values import Visibility
from pacdesk.gui import icons, wording
from pacdesk.gui.theme import current
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import Button, IconButton
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import announce, plain_label


class ComposerBox(QWidget):
    """Paper and edge of the composer: yellow for what only the team sees, a ring while one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._internal = False
        self._focused = False

    def set_internal(self, internal: bool) -> None:
        """Yellow paper, or white."""
        self._internal = internal
        self.update()

    def set_focused(self, focused: bool) -> None:
        """Draw the ring."""
        self._focused = focused
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring is drawn inside, so that nothing moves."""
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("note_edge" if self._internal else "control"), 1))
        painter.setBrush(theme.color("note" if self._internal else "base"))
        painter.drawRoundedRect(box, theme.scaled(8), theme.scaled(8))
        if self._focused:
            painting.ring(painter, self.rect(), theme.scaled(8))


class KeyCap(QLabel):
    """A key as it is written on the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its letters and a margin."""
        theme = current()
        width = QFontMetrics(theme.font("micro", "label")).horizontalAdvance(self.text())
        return QSize(width + theme.scaled(10), theme.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small rounded box."""
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("base"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px("radius_s"), theme.px("radius_s"))
        painter.setFont(theme.font("micro", "label"))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def changeEvent(self, event: QEvent) -> None:
        """Another scale, another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class DraftLine(QWidget):
    """`Draft saved at 10:42`, or `Draft from 10:42` with the way to discard it."""

    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("check", "ok_text", "icon_s", parent=self)
        self._text = plain_label(self)
        self._text.setProperty("look", "second")
        self._discard = Button(kind="link", small=True, parent=self)
        self.fill_words()
        self._discard.setProperty("flat_row", "true")
        self._discard.clicked.connect(self.discard_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().scaled(5))
        for widget in (self._icon, self._text, self._discard):
            row.addWidget(widget)
        self.clear()

    def fill_words(self) -> None:
        """Words in the language in force."""
        self._discard.setText(self.tr("Discard"))
        self._discard.setToolTip(self.tr("Discard the draft"))

    def sentence(self) -> str:
        """What it says now."""
        return "" if self._text.isHidden() else self._text.text()

    def clear(self) -> None:
        """Say nothing; the room stays."""
        for widget in (self._icon, self._text, self._discard):
            widget.hide()

    def saved(self, at: datetime, zone: tzinfo) -> None:
        """The draft is kept."""
        self._show("check", self.tr("Draft saved at {time}").format(time=wording.clock(at, zone)))

    def restored(self, at: datetime, now: datetime, zone: tzinfo) -> None:
        """The draft is an older one."""
        today = at.astimezone(zone).date() == now.astimezone(zone).date()
        when = wording.clock(at, zone) if today else wording.when(at, now, zone)
        self._show("history", self.tr("Draft from {time}").format(time=when), discard=True)
        announce(self, self._text.text())

    def not_kept(self, why: str) -> None:
        """The draft could not be kept: say so where it would have said it was."""
        self._show("circle-alert", why)

    def _show(self, icon: str, text: str, *, discard: bool = False) -> None:
        self._icon.show_icon(icon, "danger_text" if icon == "circle-alert" else "text2")
        self._text.setText(text)
        self._icon.show()
        self._text.show()
        self._discard.setVisible(discard)


class CannedButton(IconButton):
    """The canned messages (S3.23); `chosen(text)` has the variables filled in."""

    chosen = Signal(str)

    def __init__(self, values: Callable[[], Mapping[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("message-square-text", "", tone="text2", parent=parent)
        self.fill_words()
        self._values = values
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.triggered.connect(self._triggered)
        self.setMenu(self._menu)
        self.set_messages(())

    def fill_words(self) -> None:
        """Words in the language in force."""
        self.set_name(self.tr("Insert a canned message"))

    def set_messages(self, messages: Sequence[CannedRow]) -> None:
        """What can be inserted."""
        self._menu.clear()
        for message in messages:
            internal = message.visibility is Visibility.INTERNAL
            action = self._menu.addAction(
                icons.icon("lock" if internal else "eye"), message.name.replace("&", "&&")
            )
            action.setIconVisibleInMenu(True)
            action.setData(message.text)
            action.setToolTip(message.text[:400])
        if not messages:
            self._menu.addAction(self.tr("No canned messages yet")).setEnabled(False)

    def _triggered(self, action: QAction) -> None:
        text = action.data()
        if text:
            self.chosen.emit(fill_variables(str(text), self._values()))
