"""The keys of a ticket's page: some work anywhere on it, letters while the discussion has the focus."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEYS: Final = {
    "take": "Ctrl+Shift+A",
    "hand_over": "Ctrl+Shift+H",
    "advance": "Ctrl+Shift+T",
    "reply": "Ctrl+Return",
    "note": "Ctrl+Shift+Return",
    "print": "Ctrl+P",
    "client": "Esc",
}
"""What can be asked for anywhere on the page."""
LETTERS: Final = {
    Qt.Key.Key_A: "take",
    Qt.Key.Key_H: "hand_over",
    Qt.Key.Key_T: "advance",
    Qt.Key.Key_R: "reply",
    Qt.Key.Key_N: "note",
}
"""What single letters ask for, never in an editor."""


def shown(name: str) -> str:
    """The keys of an act as people read them."""
    return QKeySequence(KEYS[name]).toString(QKeySequence.SequenceFormat.NativeText)


def bind(page: QWidget, acts: Mapping[str, Callable[[], Any]]) -> None:
    """Give a page its keys; `acts` has one call for each name in `KEYS`."""
    for name, keys in KEYS.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(acts[name])
