"""The accessibility walk: every page and dialog can be read out, and used without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTabBar,
    QWidget,
)

from tests.gui.walk import SCENES, below, make_desks, studio_at

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)

ROWS_LOOKED_AT = 5
MOST_STEPS = 250
SECTIONS = 3
"""Day, month and year of a date are each a stop of Tab."""
TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desks")
    make_desks(folder, tickets=15)
    return folder


@pytest.fixture(scope="module", autouse=True)
def read_out():
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def _nodes(node: QAccessibleInterface, depth: int = 0):
    """The tree that a screen reader goes through, long lists by their first rows."""
    if not node.isValid() or node.state().invisible or depth > 40:
        return
    yield node
    many = node.role() in {QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree}
    for number in range(min(node.childCount(), ROWS_LOOKED_AT * 12) if many else node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from _nodes(child, depth + 1)


def _unnamed(root: QWidget) -> list[str]:
    found = []
    for node in _nodes(QAccessible.queryAccessibleInterface(root)):
        if node.state().focusable and not node.text(QAccessible.Text.Name).strip():
            owner = node.object()
            hands_on = isinstance(owner, QWidget) and owner.focusProxy() is not None
            if hands_on or isinstance(owner, QMainWindow | QMenu):
                continue
            found.append(f"{node.role().name} {type(owner).__name__} {owner.objectName() if owner else ''}")
    return found


def _lonely(root: QWidget) -> list[str]:
    """Labels with a letter to press that leads nowhere."""
    return [
        label.text()
        for label in below(root, lambda widget: isinstance(widget, QLabel))
        if "&" in label.text().replace("&&", "") and label.buddy() is None
    ]


def test_everything_that_takes_the_focus_has_a_name(manager, desks, tmp_path):
    found = []
    with studio_at(manager, desks, tmp_path, language="pt-BR") as studio:
        for name, scene in SCENES.items():
            shown = scene(studio)
            found += [f"{name}: {what}" for what in _unnamed(shown)]
            found += [f"{name}: {text!r} has no buddy" for text in _lonely(shown)]
            studio.tidy()
    assert "\n".join(sorted(set(found))) == ""


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & TAB)
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
        and not _is_unchosen(widget)
        and not widget.visibleRegion().isEmpty()
    )


def _is_unchosen(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab goes to the chosen one; arrows lead to the rest."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    exclusive = group is not None and group.exclusive() and group.checkedButton() is not None
    return exclusive and not widget.isChecked()


def _way_of_tab(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where the key leads, until it comes back to where it began."""
    way: list[QWidget] = []
    stays = 0
    for _ in range(MOST_STEPS):
        held = QApplication.focusWidget()
        stays = stays + 1 if way and held is way[-1] else 0
        if held is None or stays > SECTIONS or held in way[:-1]:
            break
        if not stays:
            way.append(held)
        QTest.keyClick(held, key)
        QApplication.processEvents()
    return way


def _described(widget: QWidget) -> str:
    node = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} {node.text(QAccessible.Text.Name)!r}"


NOT_WALKED = {"menu-0", "menu-1", "menu-2", "menu-3", "menu-4", "menu-5"}
"""Menus are gone through with arrows."""


def test_tab_goes_everywhere_and_is_no_trap(manager, desks, tmp_path):
    found = []
    with studio_at(manager, desks, tmp_path, language="en") as studio:
        for name, scene in SCENES.items():
            if name in NOT_WALKED:
                continue
            window = scene(studio).window()
            window.activateWindow()
            studio.settle()
            if QApplication.focusWidget() is None:
                found.append(f"{name}: nothing has the focus")
                window.focusNextChild()
            wanted = below(window, _takes_tab)
            way = _way_of_tab(window, Qt.Key.Key_Tab)
            missed = [widget for widget in wanted if widget not in way and _takes_tab(widget)]
            found += [f"{name}: Tab never reaches {_described(widget)}" for widget in missed]
            if len(way) < min(3, len(wanted)):
                found.append(f"{name}: Tab stays in {_described(way[-1])}")
            studio.tidy()
    assert "\n".join(sorted(set(found))) == ""


def _has_another_way(button: QAbstractButton) -> bool:
    """A tab's cross has Ctrl+W; arrows go along tabs and words of a switch; a box's signs stand in it."""
    parent = button.parentWidget()
    return _is_unchosen(button) or isinstance(
        parent, QTabBar | QLineEdit | QAbstractScrollArea | QAbstractItemView
    )


def test_every_button_and_action_is_reached_by_keyboard(manager, desks, tmp_path):
    found = []
    with studio_at(manager, desks, tmp_path, language="en") as studio:
        for name, scene in SCENES.items():
            shown = scene(studio)
            for button in below(shown, lambda widget: isinstance(widget, QAbstractButton)):
                reached = button.focusPolicy() & TAB or _has_another_way(button)
                if button.isEnabled() and not reached and not button.shortcut().toString():
                    found.append(f"{name}: {_described(button)}")
            studio.tidy()
        studio.open("demo")
        in_menus = {
            action for menu in studio.window.top.menus.findChildren(QMenu) for action in menu.actions()
        }
        for act, action in studio.window.actions_table.all():
            if action not in in_menus and not action.shortcuts():
                found.append(f"action {act.id}")
    assert "\n".join(sorted(set(found))) == ""
