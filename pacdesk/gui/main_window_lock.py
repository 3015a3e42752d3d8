"""Locking the window: cover it, keep everything below as it is, let back who knows the password."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pacdesk.desk.values import Changes

if TYPE_CHECKING:
    from pacdesk.gui.context import OpenDesk, UnlocksBy
    from pacdesk.gui.main_window import MainWindow

_WAYS: Final = frozenset({"users", "second_factors"})


class Locking(QObject):
    """Owns the way from the lock screen back. Dialogs and floating docks are hidden while it stands."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._covered: list[QWidget] = []
        window.lock_screen.unlock_wanted.connect(self._unlock)
        window.context.changes.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        window = self._window
        if changes.tables & _WAYS and window.context.open is not None:
            # A server that is gone now has changed nothing: what was known stays.
            window.context.jobs.call(window.doors.unlocks_by, self, self._learnt, _stay, topic="way back")

    def _learnt(self, by: "UnlocksBy | None") -> None:
        """A password or code has come, or is not asked for any more."""
        window = self._window
        opened = window.context.open
        if opened is None or by is opened.unlocks_by:
            return
        window.context.open = replace(opened, unlocks_by=by)
        self.watch_idle()
        window.actions_table.refresh()
        if by is not None and window.lock_screen.isVisible():
            window.lock_screen.lock(_at_desk(opened), by)

    def watch_idle(self) -> None:
        """Lock by itself after a while, where there is a way back."""
        opened = self._window.context.open
        minutes = self._window.context.settings.lock_after_minutes
        self._window.idle.set_minutes(minutes if opened is not None and opened.unlocks_by else 0)

    def refused(self) -> str | None:
        """Why the window cannot be locked, or None."""
        opened = self._window.context.open
        if opened is None:
            return self.tr("No desk is open")
        if opened.unlocks_by is not None:
            return None
        if opened.line is not None:
            return self.tr("The server asks you for no password, and no code is asked for either")
        return self.tr("Your user has no password")

    def lock(self) -> None:
        """Cover the window until the password or the code comes; nothing below is closed."""
        window = self._window
        opened = window.context.open
        if opened is None or opened.unlocks_by is None or window.lock_screen.isVisible():
            return
        window.search.hide()
        self._covered = _other_windows(window)
        for covered in self._covered:
            covered.hide()
        self._set_below(enabled=False)
        window.lock_screen.lock(_at_desk(opened), opened.unlocks_by)

    def leave(self) -> None:
        """The desk is left instead: what was covered belongs to nobody any more."""
        dialogs = [one for one in self._covered if isValid(one) and one not in self._window.docks]
        self._covered = []
        for dialog in dialogs:
            dialog.close()
        self._set_below(enabled=True)
        self._window.lock_screen.hide()

    def _unlock(self, secret: str) -> None:
        window = self._window
        opened = window.context.open
        if opened is None:
            return
        window.lock_screen.form.busy(self.tr("Checking…"))
        window.context.jobs.call(
            lambda: window.doors.is_me(secret),
            self,
            self._unlocked,
            window.lock_screen.form.complain,
            # A command that waits for a server which does not answer must not keep anybody out.
            writes=opened.line is None,
        )

    def _unlocked(self, mine: bool) -> None:
        if not mine:
            return
        self._set_below(enabled=True)
        self._window.lock_screen.hide()
        covered, self._covered = self._covered, []
        for one in covered:
            if isValid(one):
                one.show()
        self._window.begin_work()

    def _set_below(self, *, enabled: bool) -> None:
        """Nothing under the lock screen may be reached by Tab or by a shortcut."""
        window = self._window
        for widget in (window.top, window.stack, window.status, *window.docks):
            widget.setEnabled(enabled)
        for _, action in window.actions_table.all():
            action.blockSignals(not enabled)


def _at_desk(opened: "OpenDesk") -> str:
    """Who sits there, with whosever eyes he looks."""
    return opened.seen_by or opened.desk.actor.name


def _stay(error: BaseException) -> None:
    del error


def _other_windows(window: QWidget) -> list[QWidget]:
    """Dialogs, floating docks and menus that show: they would stand over a locked window."""
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return [widget for widget in shown if widget is not window and _belongs(widget, window)]


def _belongs(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        above = above.parentWidget()
    return above is window
