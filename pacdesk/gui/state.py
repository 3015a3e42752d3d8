"""Window layout, remembered for each person: geometry, docks, columns. Nothing here is precious."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QHeaderView, QMainWindow, QSplitter

VERSION = 1
_FILE = "window.ini"
_LAST = "last"
"""Whoever it was: where the window is shown, and what it is expected to look like, before it is known who
comes."""


class WindowState:
    """Reads and writes one file; without a folder it remembers nothing (safe mode)."""

    def __init__(self, folder: Path | None) -> None:
        self._settings: QSettings | None = None
        self._person = "nobody"
        if folder is not None:
            self._settings = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    def use_person(self, name: str) -> None:
        """Whose layout is meant from now on; names never stand in the file."""
        from hashlib import sha256  # the first paint needs no names

        self._person = sha256(name.encode()).hexdigest()[:16] if name else "nobody"

    def keep(self, window: QMainWindow) -> None:
        """Remember geometry and docks."""
        self.keep_geometry(window)
        docks = window.saveState(VERSION)
        shown = [dock.geometry() for dock in window.findChildren(QDockWidget) if _stands_in(dock)]
        self._put("docks", docks)
        self._put("docks", docks, _LAST)
        self._put("sketch", QByteArray(_written(shown).encode()), _LAST)

    def keep_geometry(self, window: QMainWindow) -> None:
        """Remember where the window is, but not docks that do not show."""
        self._put("geometry", window.saveGeometry(), _LAST)

    def sketched(self) -> list[QRect] | None:
        """Where the docks were last; None when nobody has moved any yet."""
        known = self._get("sketch", _LAST)
        return None if known is None else _read(known.toStdString())

    def restore_geometry(self, window: QMainWindow) -> bool:
        """Put the window where it was, unless no screen is there any more."""
        known = self._get("geometry", _LAST)
        if known is None or not window.restoreGeometry(known):
            return False
        frame = window.frameGeometry()
        return any(screen.availableGeometry().intersects(frame) for screen in QGuiApplication.screens())

    def restore_docks(self, window: QMainWindow, *, of_last: bool = False) -> bool:
        """Put the docks where this person, or whoever was here last, had them; False for a state of
        another version."""
        known = self._get("docks", _LAST if of_last else None)
        return known is not None and window.restoreState(known, VERSION)

    def keep_header(self, name: str, header: QHeaderView) -> None:
        """Remember widths, order and hidden columns of a table."""
        for whose in (None, _LAST):
            self._put(f"header-{name}-{header.count()}", header.saveState(), whose)

    def restore_header(self, name: str, header: QHeaderView, *, of_last: bool = False) -> bool:
        """Bring this person's back, or those of whoever was here last; False when nothing fits."""
        known = self._get(f"header-{name}-{header.count()}", _LAST if of_last else None)
        return known is not None and header.restoreState(known)

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember how the parts of a page share its room."""
        self._put(f"splitter-{name}", splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Bring it back; False when nothing is known."""
        known = self._get(f"splitter-{name}")
        return known is not None and splitter.restoreState(known)

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

    def _put(self, name: str, value: QByteArray, whose: str | None = None) -> None:
        if self._settings is not None:
            self._settings.setValue(f"{whose or self._person}/{name}", value)

    def _get(self, name: str, whose: str | None = None) -> QByteArray | None:
        if self._settings is None:
            return None
        value = self._settings.value(f"{whose or self._person}/{name}", None)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None


def _stands_in(dock: QDockWidget) -> bool:
    return not dock.isFloating() and not dock.visibleRegion().isEmpty()


def _written(places: list[QRect]) -> str:
    return ";".join(f"{one.x()},{one.y()},{one.width()},{one.height()}" for one in places) or ";"


def _read(text: str) -> list[QRect]:
    found = (piece.split(",") for piece in text.split(";"))
    return [QRect(*map(int, piece)) for piece in found if len(piece) == 4 and all(map(_is_number, piece))]


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()
