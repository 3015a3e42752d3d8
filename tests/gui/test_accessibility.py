"""The accessibility walk: every page and dialog is read out, used without a mouse, and shows all it says."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTabBar,
    QWidget,
)

from tests.gui.walk import SCENES, below, make_desks, studio_at
from tests.sharing import made_once

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)

ROWS_LOOKED_AT = 5
MOST_STEPS = 250
SECTIONS = 3
"""Day, month and year of a date are each a stop of Tab."""
TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return made_once(tmp_path_factory, "desks", partial(make_desks, tickets=15))


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
        f"{label.text()!r} has no buddy"
        for label in below(root, lambda widget: isinstance(widget, QLabel))
        if "&" in label.text().replace("&&", "") and label.buddy() is None
    ]


def _is_seen(widget: QWidget) -> bool:
    """Whether it can be looked at; what a scroll area moves out of sight can be scrolled to."""
    return widget.isVisible() and bool(widget.width()) and bool(widget.height())


def _cut(widget: QWidget) -> str | None:
    if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
        return _cut_label(widget)
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"{needed} px high in {widget.height()}" if needed > widget.height() + 1 else None
    if isinstance(widget, QAbstractButton) and widget.text():
        needed, given = widget.minimumSizeHint().width(), widget.width()
        return f"{needed} px in {given}" if needed > given + 1 else None
    if isinstance(widget, QGroupBox) and widget.title():
        needed = QFontMetrics(widget.font()).horizontalAdvance(widget.title())
        return f"{needed} px in {widget.width()}" if needed > widget.width() else None
    if isinstance(widget, QTabBar) and not widget.usesScrollButtons():
        needed = sum(widget.tabRect(n).width() for n in range(widget.count()) if widget.isTabVisible(n))
        return f"{needed} px in {widget.width()}" if needed > widget.width() + 1 else None
    return None


def _cut_label(label: QLabel) -> str | None:
    """A label may be cut if it tells the whole in its tooltip: names of people have no end."""
    needed = QFontMetrics(label.font()).size(Qt.TextFlag.TextShowMnemonic, label.text())
    room = label.contentsRect()
    if needed.width() <= room.width() + 1 and needed.height() <= room.height() + 2:
        return None
    return (
        None
        if label.toolTip()
        else f"{needed.width()}×{needed.height()} px in {room.width()}×{room.height()}"
    )


def _cut_off(root: QWidget) -> list[str]:
    found = []
    for widget in below(root, _is_seen):
        told = _cut(widget)
        if told is not None:
            text = widget.text() if hasattr(widget, "text") else ""
            found.append(f"{type(widget).__name__} {text!r}: {told}")
    return found


def _is_unchosen(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab goes to the chosen one; arrows lead to the rest."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    exclusive = group is not None and group.exclusive() and group.checkedButton() is not None
    return exclusive and not widget.isChecked()


def _described(widget: QWidget) -> str:
    node = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} {node.text(QAccessible.Text.Name)!r}"


def _has_another_way(button: QAbstractButton) -> bool:
    """A tab's cross has Ctrl+W; arrows go along tabs and words of a switch; a box's signs stand in it."""
    parent = button.parentWidget()
    return _is_unchosen(button) or isinstance(
        parent, QTabBar | QLineEdit | QAbstractScrollArea | QAbstractItemView
    )


def _by_mouse_only(root: QWidget) -> list[str]:
    buttons = below(root, lambda widget: isinstance(widget, QAbstractButton))
    found = []
    for button in buttons:
        reached = button.focusPolicy() & TAB or _has_another_way(button)
        if button.isEnabled() and not reached and not button.shortcut().toString():
            found.append(f"{_described(button)} by mouse only")
    return found


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & TAB)
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
        and not _is_unchosen(widget)
        and not widget.visibleRegion().isEmpty()
    )


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


NOT_WALKED = {"menu-0", "menu-1", "menu-2", "menu-3", "menu-4", "menu-5"}
"""Menus are gone through with arrows."""


def _tab_stops(shown: QWidget, studio) -> list[str]:
    """What is wrong with the way of Tab through a scene's window."""
    window = shown.window()
    window.activateWindow()
    studio.settle()
    found = []
    if QApplication.focusWidget() is None:
        found.append("nothing has the focus")
        window.focusNextChild()
    wanted = below(window, _takes_tab)
    way = _way_of_tab(window, Qt.Key.Key_Tab)
    found += [f"Tab never reaches {_described(one)}" for one in wanted if one not in way and _takes_tab(one)]
    if len(way) < min(3, len(wanted)):
        found.append(f"Tab stays in {_described(way[-1])}")
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "scenes",
    [
        pytest.param(list(SCENES)[::3], id="a-third"),
        pytest.param(list(SCENES), id="all", marks=pytest.mark.soak),
    ],
)
def test_at_150_percent_everything_has_a_name_a_key_and_room(manager, desks, tmp_path, scenes):
    """In Portuguese, whose words are the longer ones; one walk, for making the scenes takes longest. Those
    that show one page differently stand one after another: of each page some are in the third."""
    found = []
    with studio_at(manager, desks, tmp_path, language="pt-BR", scale=1.5) as studio:
        for name in scenes:
            shown = SCENES[name](studio)
            told = [*_unnamed(shown), *_lonely(shown), *_cut_off(shown), *_by_mouse_only(shown)]
            if shown.window() is studio.window and studio.window.width() > 1920:
                told.append(f"the window grew to {studio.window.width()} px")
            if name not in NOT_WALKED:
                told += _tab_stops(shown, studio)
            found += [f"{name}: {what}" for what in told]
            studio.tidy()
            studio.window.resize(1920, 1200)
    assert "\n".join(sorted(set(found))) == ""


def test_every_action_has_a_menu_or_a_key(manager, desks, tmp_path):
    with studio_at(manager, desks, tmp_path, language="en") as studio:
        studio.open("demo")
        in_menus = {
            action for menu in studio.window.top.menus.findChildren(QMenu) for action in menu.actions()
        }
        hidden = [
            act.id
            for act, action in studio.window.actions_table.all()
            if action not in in_menus and not action.shortcuts()
        ]
    assert hidden == []
