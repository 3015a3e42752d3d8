"""The sheet of keys, made of the action table, and what pacdesk says of itself."""

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

import pacdesk
from pacdesk.gui.actions import Actions
from pacdesk.gui.theme import current
from pacdesk.gui.welcome import Mark
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.notices import plain_label


def diagnosis(kind_of_desk: str) -> str:
    """Versions and kind of desk, for whoever helps: no names, no places."""
    lines = (
        f"pacdesk {pacdesk.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()} · Qt {qt_version}",
        f"desk: {kind_of_desk or '-'}",
    )
    return "\n".join(lines)


class HelpSheet(QDialog):
    """Every action that has keys, and the keys of lists."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        theme = current()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard"))
        body = QWidget(self)
        self._grid = QGridLayout(body)
        self._grid.setHorizontalSpacing(theme.px("page"))
        self._grid.setVerticalSpacing(theme.px("pad_s"))
        self._grid.setColumnStretch(0, 1)
        for act, action in actions.all():
            if act.keys:
                self._add(action.text().replace("&", "").removesuffix("…"), act.keys)
        self._head(self.tr("In lists"))
        for text, keys in (
            (self.tr("Open"), ("Return",)),
            (self.tr("Take the ticket"), ("A",)),
            (self.tr("Down, up"), ("J", "K")),
            (self.tr("Copy rows"), ("Ctrl+C",)),
            (self.tr("This sheet"), ("?",)),
        ):
            self._add(text, keys)
        self._head(self.tr("On the page of a ticket, and by letter in its discussion"))
        for text, keys in (
            (self.tr("Take the ticket"), ("Ctrl+Shift+A", "A")),
            (self.tr("Hand over"), ("Ctrl+Shift+H", "H")),
            (self.tr("Advance"), ("Ctrl+Shift+T", "T")),
            (self.tr("Reply, and send it"), ("Ctrl+Return", "R")),
            (self.tr("Internal note, and store it"), ("Ctrl+Shift+Return", "N")),
            (self.tr("Print or save as PDF"), ("Ctrl+P",)),
            (self.tr("Back to the client"), ("Esc",)),
        ):
            self._add(text, keys)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(self.tr("Keyboard"))
        close = Button(self.tr("Close"), kind="primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("page")] * 4))
        column.addWidget(area, 1)
        column.addLayout(row)
        self.resize(theme.scaled(460), theme.scaled(560))

    def _head(self, text: str) -> None:
        label = plain_label(self)
        label.setText(text)
        set_look(label, "look", "strong")
        self._grid.addWidget(label, self._grid.rowCount(), 0)

    def _add(self, text: str, keys: tuple[str, ...]) -> None:
        name, shown = plain_label(self), plain_label(self)
        name.setText(text)
        native = QKeySequence.SequenceFormat.NativeText
        shown.setText("  ".join(QKeySequence(one).toString(native) for one in keys))
        set_look(shown, "tone", "text2")
        row = self._grid.rowCount()
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(shown, row, 1)


class About(QDialog):
    """Name, version, licences."""

    def __init__(self, kind_of_desk: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme = current()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About pacdesk"))
        title, words = plain_label(self), plain_label(self)
        title.setText("pacdesk")
        set_look(title, "look", "title")
        words.setText(
            diagnosis(kind_of_desk)
            + "\n\n"
            + self.tr("MIT licence. With Qt (LGPL), Inter and JetBrains Mono (OFL), Lucide (ISC).")
        )
        set_look(words, "tone", "text2")
        close = Button(self.tr("Close"), kind="primary", parent=self)
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(theme.px("pad_l"))
        head.addWidget(Mark(self))
        head.addWidget(title, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("page")] * 4))
        column.setSpacing(theme.px("pad_l"))
        column.addLayout(head)
        column.addWidget(words)
        column.addLayout(row)
        self.setMinimumWidth(theme.scaled(520))
