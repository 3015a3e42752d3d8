"""Every page and dialog of the window on example desks, for tests that look at all of them."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pacdesk.config.settings import Settings
from pacdesk.gui.theme import ThemeManager

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
SCENES: dict[str, Callable[[Any], QWidget]] = import_module("scenes").SCENES
studio = import_module("studio")
make_desks = studio.make_desks
SIZES = {1.0: (1440, 900), 1.5: (1920, 1200)}


@contextmanager
def studio_at(
    manager: ThemeManager, desks: Path, folder: Path, *, language: str, scale: float = 1.0
) -> Iterator[Any]:
    """A window on its own copy of the desks."""
    for file in desks.iterdir():
        if file.is_file():
            shutil.copy2(file, folder)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(language=language, theme="light", scale=scale, lock_after_minutes=10)
    made = studio.Studio(app, manager, folder, settings, SIZES[scale])
    try:
        yield made
    finally:
        made.end()


def below(root: QWidget, wanted: Callable[[Any], bool] = lambda _: True) -> list[QWidget]:
    """The visible widgets of a window in order of making, itself included, other windows left out."""
    found = [root] if wanted(root) else []
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isHidden() and not child.isWindow():
            found += below(child, wanted)
    return found
