"""A long form that scrolls above its buttons, which stay in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look


def pinned(form: QWidget, buttons: QLayout, margin: int, parent: QWidget) -> QWidget:
    """The form in a scrolled area, a hairline, and the row of buttons, `margin` px from either side."""
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(form)
    line, foot = QFrame(parent), QFrame(parent)
    set_look(line, "look", "line")
    set_look(foot, "look", "base")
    between = current().px("pad_s")
    buttons.setContentsMargins(margin, between, margin, between)
    foot.setLayout(buttons)
    whole = QWidget(parent)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(scroll, 1)
    column.addWidget(line)
    column.addWidget(foot)
    return whole
