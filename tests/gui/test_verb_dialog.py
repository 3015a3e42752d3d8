"""The base of small dialogs: where one starts, where Tab ends, what the keys do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from pacdesk.gui.widgets.buttons import refuse
from pacdesk.gui.widgets.dialog import VerbDialog


@pytest.fixture
def asking(manager, qtbot):
    def make(*editors: type[QLineEdit], **more) -> VerbDialog:
        dialog = VerbDialog("Delete Agro", "Delete", **more)
        qtbot.addWidget(dialog)
        for editor in editors:
            dialog.body.addWidget(editor(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
        return dialog

    return make


def _way(dialog: VerbDialog) -> list[object]:
    found = [QApplication.focusWidget()]
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is found[0]:
            return found
        found.append(QApplication.focusWidget())


def test_one_starts_in_the_body_and_tab_ends_at_the_verb(asking):
    dialog = asking(QLineEdit, QLineEdit, kind="danger")
    first, second = dialog.findChildren(QLineEdit)
    assert _way(dialog) == [first, second, dialog.back, dialog.verb]


def test_a_long_paragraph_takes_no_room_from_the_body(asking):
    dialog = asking(QLineEdit, told="Each of these codes opens once. " * 9)
    (field,) = dialog.findChildren(QLineEdit)
    field.setFixedHeight(200)
    dialog.hide()
    dialog.show()
    assert dialog.height() >= dialog.heightForWidth(dialog.width())
    assert field.geometry().bottom() < dialog.verb.geometry().top()


def test_where_nothing_is_asked_one_starts_at_going_back(asking):
    dialog = asking(kind="danger")
    assert QApplication.focusWidget() is dialog.back
    assert not dialog.verb.isDefault()


def test_enter_at_going_back_goes_back(asking):
    dialog = asking(QLineEdit)
    dialog.back.setFocus()
    QTest.keyClick(dialog.back, Qt.Key.Key_Return)
    assert dialog.result() == VerbDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_control_enter_presses_the_verb_unless_it_is_refused(asking):
    dialog = asking(QLineEdit)
    refuse(dialog.verb, "Type the name")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    refuse(dialog.verb, None)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == VerbDialog.DialogCode.Accepted


def test_what_is_not_told_takes_no_room(asking):
    dialog = asking()
    shown = [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert sorted(shown) == ["Delete", "Go back"]
    assert dialog.told.isHidden()
    assert dialog.bar.isHidden()
