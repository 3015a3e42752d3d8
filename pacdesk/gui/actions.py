"""The one action table: menus, tool buttons, shortcuts and the help sheet are all made of it.

An area adds its rows with `register` when it is imported; the window adds its own. The texts are
functions, so that a change of language reaches them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.gui import icons
from pacdesk.gui.context import Context

translate = QCoreApplication.translate


def never_refused(context: Context) -> str | None:
    """Always possible."""
    del context
    return None


def needs_desk(context: Context) -> str | None:
    """Possible as soon as a desk is open."""
    return None if context.desk is not None else translate("Actions", "No desk is open")


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table.

    `menu` is a key of `menu_titles()`, or empty for none; `place` orders it there and a new hundred
    starts a new group. `refused` answers why it cannot be done now (shown), or None. `checked` makes
    it a switch.
    """

    id: str
    text: Callable[[], str]
    handler: Callable[[Context], Any]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    place: int = 0
    refused: Callable[[Context], str | None] = needs_desk
    checked: Callable[[Context], bool] | None = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


_registered: dict[str, Act] = {}


def register(act: Act) -> None:
    """Add a row for good; an area does so when it is imported."""
    _registered[act.id] = act


def registered() -> tuple[Act, ...]:
    """Every row that areas added."""
    return tuple(_registered.values())


def menu_titles() -> dict[str, str]:
    """Every menu by its path, in order; those without rows do not show."""
    return {
        "system": translate("Actions", "&System"),
        "system/registers": translate("Actions", "&Registers"),
        "system/support": translate("Actions", "Suppor&t"),
        "system/support/registers": translate("Actions", "&Registers"),
        "system/access": translate("Actions", "&People and access"),
        "management": translate("Actions", "&Management"),
        "clients": translate("Actions", "&Clients"),
        "tickets": translate("Actions", "&Tickets"),
        "settings": translate("Actions", "S&ettings"),
        "settings/parameters": translate("Actions", "&Parameters"),
        "settings/parameters/general": translate("Actions", "&General parameters"),
        "view": translate("Actions", "&View"),
        "view/panels": translate("Actions", "&Panels"),
        "help": translate("Actions", "&Help"),
    }


class Actions(QObject):
    """The table made real: one QAction a row, shared by every place that offers it."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._acts: dict[str, Act] = {}
        self._made: dict[str, QAction] = {}
        context.desk_changed.connect(self.refresh)

    def add(self, act: Act) -> QAction:
        """Make a row's action, or make it anew."""
        known = self._made.get(act.id)
        if known is not None:
            self._acts[act.id] = act
            self._fill(act, known)
            return known
        action = QAction(self._window)
        action.setObjectName(act.id)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(act.role)
        action.triggered.connect(self._triggered)
        self._acts[act.id] = act
        self._made[act.id] = action
        self._window.addAction(action)
        self._fill(act, action)
        return action

    def add_registered(self) -> None:
        """Take in what areas have registered since."""
        for act in registered():
            self.add(act)

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def __contains__(self, action_id: str) -> bool:
        return action_id in self._made

    def in_menu(self, menu: str) -> Iterator[tuple[Act, QAction]]:
        """The rows of a menu in order."""
        rows = sorted((act for act in self._acts.values() if act.menu == menu), key=lambda act: act.place)
        return ((act, self._made[act.id]) for act in rows)

    def all(self) -> Iterator[tuple[Act, QAction]]:
        """Every row, for the help sheet and the palette."""
        return ((act, self._made[name]) for name, act in self._acts.items())

    def refresh(self) -> None:
        """Ask again what is possible and what is switched on."""
        for name, act in self._acts.items():
            action = self._made[name]
            reason = act.refused(self._context)
            action.setEnabled(reason is None)
            action.setToolTip(reason or _plain(act.text()))
            action.setStatusTip(reason or "")
            if act.checked is not None:
                action.setChecked(act.checked(self._context))

    def retranslate(self) -> None:
        """Texts in the language in force."""
        for name, act in self._acts.items():
            self._fill(act, self._made[name])

    def _fill(self, act: Act, action: QAction) -> None:
        action.setText(act.text())
        action.setShortcuts([QKeySequence(keys) for keys in act.keys])
        if act.icon:
            action.setIcon(icons.icon(act.icon))
        action.setIconVisibleInMenu(bool(act.icon))
        action.setCheckable(act.checked is not None)
        reason = act.refused(self._context)
        action.setEnabled(reason is None)
        action.setToolTip(reason or _plain(act.text()))
        if act.checked is not None:
            action.setChecked(act.checked(self._context))

    def _triggered(self) -> None:
        sender = self.sender()
        act = self._acts.get(sender.objectName()) if sender is not None else None
        if act is not None:
            act.handler(self._context)
            self.refresh()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
