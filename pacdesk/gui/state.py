"""Window layout, remembered for each person: geometry, docks, columns. Nothing here is precious."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QMainWindow

VERSION = 1
_FILE = "window.ini"


class WindowState:
    """Reads and writes one file; without a folder it remembers nothing (safe mode)."""

    def __init__(self, folder: Path | None) -> None:
        self._settings: QSettings | None = None
        self._person = "nobody"
        if folder is not None:
            self._settings = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    def use_person(self, name: str) -> None:
        """Whose layout is meant from now on; names never stand in the file."""
        self._person = hashlib.sha256(name.encode()).hexdigest()[:16] if name else "nobody"

    def keep(self, window: QMainWindow) -> None:
        """Remember geometry and docks."""
        self._put("geometry", window.saveGeometry())
        self._put("docks", window.saveState(VERSION))

    def keep_geometry(self, window: QMainWindow) -> None:
        """Remember where the window is, but not docks that do not show."""
        self._put("geometry", window.saveGeometry())

    def restore_geometry(self, window: QMainWindow) -> bool:
        """Put the window where it was, unless no screen is there any more."""
        known = self._get("geometry")
        if known is None or not window.restoreGeometry(known):
            return False
        frame = window.frameGeometry()
        return any(screen.availableGeometry().intersects(frame) for screen in QGuiApplication.screens())

    def restore_docks(self, window: QMainWindow) -> bool:
        """Put the docks where they were; False for a state of another version."""
        known = self._get("docks")
        return known is not None and window.restoreState(known, VERSION)

    def keep_header(self, name: str, header: QHeaderView) -> None:
        """Remember widths, order and hidden columns of a table."""
        self._put(f"header-{name}-{header.count()}", header.saveState())

    def restore_header(self, name: str, header: QHeaderView) -> bool:
        """Bring them back; False when nothing fits."""
        known = self._get(f"header-{name}-{header.count()}")
        return known is not None and header.restoreState(known)

    def forget(self) -> None:
        """Forget this person's layout."""
        if self._settings is not None:
            self._settings.remove(self._person)

    def forget_all(self) -> None:
        """Forget everybody's layout."""
        if self._settings is not None:
            self._settings.clear()

    def write(self) -> None:
        """Write the file now."""
        if self._settings is not None:
            self._settings.sync()

    def _put(self, name: str, value: QByteArray) -> None:
        if self._settings is not None:
            self._settings.setValue(f"{self._person}/{name}", value)

    def _get(self, name: str) -> QByteArray | None:
        if self._settings is None:
            return None
        value = self._settings.value(f"{self._person}/{name}", None)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
