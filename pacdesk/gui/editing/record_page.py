"""The head of a page that shows one record: square, name, second line, chips, and what can be done."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from pacdesk.gui.context import Context
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.chips import Avatar, Chip
from pacdesk.gui.widgets.elided import ElidedLabel


class RecordPage(Page):
    """Subclasses fill `tabs` and answer `retranslate`; Alt+Left closes the tab, Ctrl+E changes the record."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.avatar = Avatar("", person=False, parent=self)
        self._name = ElidedLabel(self, look="title")
        self._second = ElidedLabel(self, look="second")
        self.state_chip = Chip(parent=self)
        self.place_chip = Chip(outlined=True, parent=self)
        self.edit_button = Button(icon="pencil", parent=self)
        self.act_button = Button(kind="primary", icon="plus", parent=self)
        self.edit_button.clicked.connect(self.edit)
        self.act_button.clicked.connect(self.act)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        set_look(self.tabs, "look", "page")
        self._lay_out()
        for keys, act in (("Alt+Left", self.close_requested.emit), ("Ctrl+E", self.edit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(current().scaled(2))
        words.addWidget(self._name)
        words.addWidget(self._second)
        self._head = QHBoxLayout()
        self._head.setSpacing(current().px("pad_s"))
        self._head.addWidget(self.avatar)
        self._head.addLayout(words, 1)
        for widget in (self.state_chip, self.place_chip, self.edit_button, self.act_button):
            self._head.addWidget(widget)
        top = QFrame(self)
        set_look(top, "look", "base")
        top.setLayout(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.tabs, 1)
        self._space()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin at the tabs. As a focus proxy they would hide the buttons before them from Tab."""
        self.tabs.setFocus(reason)

    def _space(self) -> None:
        margin = current().scaled(20)
        self._head.setContentsMargins(margin, current().px("pad"), margin, current().px("pad_s"))

    def show_head(self, name: str, second: str) -> None:
        """Name, second line and tab title."""
        self.avatar.set_name(name)
        self._name.show_text(name)
        self._second.show_text(second)
        self.title_changed.emit()

    def edit(self) -> None:
        """Go to the form."""
        raise NotImplementedError

    def act(self) -> None:
        """The next step of the work."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Every text anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "tabs"):
            return
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_restyle(event):
            self._space()
