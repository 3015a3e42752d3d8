"""The sheet of keys, made of the action table, and what pacdesk says of itself."""

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

import pacdesk
from pacdesk.gui.actions import Actions
from pacdesk.gui.theme import current
from pacdesk.gui.welcome import Mark
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.notices import plain_label

translate = QCoreApplication.translate


def diagnosis(kind_of_desk: str) -> str:
    """Versions and kind of desk, for whoever helps: no names, no places."""
    lines = (
        f"pacdesk {pacdesk.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()} · Qt {qt_version}",
        _desk_line(kind_of_desk),
    )
    return "\n".join(lines)


def _desk_line(kind: str) -> str:
    kinds = {
        "local": translate("Diagnosis", "Desk on this computer"),
        "shared": translate("Diagnosis", "Shared desk"),
        "demo": translate("Diagnosis", "Example data"),
    }
    return kinds.get(kind, translate("Diagnosis", "No desk open"))


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
        self._grid.setContentsMargins(0, 0, theme.px("page"), 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setAccessibleName(self.tr("Keyboard"))
        close = Button(self.tr("Close"), kind="primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("page")] * 4))
        column.setSpacing(theme.px("pad_l"))
        title = plain_label(self)
        title.setText(self.windowTitle())
        set_look(title, "look", "title")
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addLayout(row)
        margins = 2 * theme.px("page") + area.verticalScrollBar().sizeHint().width()
        wide = max(body.sizeHint().width() + margins, theme.scaled(460))
        self.resize(wide, theme.scaled(600))

    def _head(self, text: str) -> None:
        label = plain_label(self)
        label.setText(text)
        set_look(label, "look", "strong")
        label.setContentsMargins(0, current().px("pad"), 0, 0)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

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
        title, versions, words = plain_label(self), plain_label(self), plain_label(self, wrap=True)
        title.setText("pacdesk")
        set_look(title, "look", "title")
        versions.setText(diagnosis(kind_of_desk))
        versions.setFont(theme.code_font())  # the text font draws the x of x86 as a times sign
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setText(self.tr("MIT licence. With Qt (LGPL), Inter and JetBrains Mono (OFL), Lucide (ISC)."))
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
        column.addWidget(versions)
        column.addWidget(words)
        column.addLayout(row)
        self.setMinimumWidth(theme.scaled(520))
