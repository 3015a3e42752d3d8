"""What the widgets do with keys, words and focus. How they look is looked at, not tested."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QLabel, QLineEdit, QMainWindow, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pacdesk.gui.theme import ThemeManager, tokens
from pacdesk.gui.widgets.buttons import Button, IconButton, refuse, spoken
from pacdesk.gui.widgets.chips import Avatar, Badge, Chip, PriorityBars
from pacdesk.gui.widgets.dock_title import DockTitleBar
from pacdesk.gui.widgets.empty import EmptyState, WelcomeCard
from pacdesk.gui.widgets.facts import Fact, FactsStrip
from pacdesk.gui.widgets.fields import FieldLabel, FormField, SearchBox
from pacdesk.gui.widgets.notices import MessageBar, Toast
from pacdesk.gui.widgets.painting import initials
from pacdesk.gui.widgets.stage_path import MOST_SHOWN, PathStage, Place, StagePath, collapse
from pacdesk.gui.widgets.status import JobItem, StatusItem
from pacdesk.gui.widgets.switch import SegmentedSwitch


def _stages(count: int, here: int) -> list[PathStage]:
    places = [Place.DONE if n < here else Place.CURRENT if n == here else Place.AHEAD for n in range(count)]
    return [PathStage(str(n), f"Stage {n}", place, "1 h") for n, place in enumerate(places)]


def test_a_refused_button_says_why_and_gets_its_tooltip_back(qtbot: QtBot) -> None:
    button = Button("Advance")
    qtbot.addWidget(button)
    button.setToolTip("Next stage")
    refuse(button, "Root cause is missing")
    refuse(button, "Someone else has it")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Someone else has it"
    refuse(button, None)
    assert button.isEnabled()
    assert button.toolTip() == "Next stage"
    assert button.accessibleDescription() == ""


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("copy", "Copy protocol")
    qtbot.addWidget(button)
    button.set_name("Copy protocol", "Ctrl+C")
    assert spoken(button) == "Copy protocol"
    assert button.toolTip() == "Copy protocol (Ctrl+C)"
    assert spoken(Button("&Save && close")) == "Save & close"


def test_the_switch_is_a_radio_group(qtbot: QtBot) -> None:
    switch = SegmentedSwitch("Kind of entry")
    qtbot.addWidget(switch)
    switch.set_choices([("reply", "Reply to client", "eye"), ("note", "Internal note", "lock")])
    with qtbot.waitActive(switch):
        switch.show()
    assert switch.key() == "reply"
    chosen: list[str] = []
    switch.chosen.connect(chosen.append)
    first = switch.findChildren(QWidget)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert switch.key() == "note"
    assert chosen == ["note"]
    segment = switch.focusWidget()
    assert segment is not None
    role = QAccessible.queryAccessibleInterface(segment).role()
    assert role == QAccessible.Role.RadioButton
    switch.set_choices([("all", "All", None), ("note", "Internal", None)])
    assert switch.key() == "note"
    with pytest.raises(ValueError, match="reply"):
        switch.choose("reply")


@given(count=st.integers(1, 60), data=st.data())
def test_a_collapsed_path_keeps_first_current_and_last(count: int, data: st.DataObject) -> None:
    here = data.draw(st.integers(0, count - 1))
    stages = _stages(count, here)
    shown = collapse(stages)
    assert sum(stage.hidden or 1 for stage in shown) == count
    assert shown[0] == stages[0]
    assert shown[-1] == stages[-1]
    assert stages[here] in shown
    if count <= MOST_SHOWN:
        assert list(shown) == stages
    assert sum(1 for stage in shown if stage.hidden) <= 2
    assert [stage.name for stage in shown if stage.hidden] == [f"+{s.hidden}" for s in shown if s.hidden]


def test_a_path_shows_fewer_stages_where_names_would_be_cut(qtbot: QtBot) -> None:
    path = StagePath("Stages")
    qtbot.addWidget(path)
    path.resize(1400, 40)
    path.show()
    path.set_stages(_stages(11, 5))
    wide = path.shown()
    path.resize(600, 40)
    qtbot.waitUntil(lambda: len(path.shown()) < len(wide))
    names = [stage.name for stage in path.shown()]
    assert {"Stage 0", "Stage 5", "Stage 10"} <= set(names)
    assert sum(stage.hidden or 1 for stage in path.shown()) == 11
    path.resize(1400, 40)
    qtbot.waitUntil(lambda: path.shown() == wide)
    assert path.sentence(next(stage for stage in wide if stage.hidden)).startswith("2 more stage")


def test_the_path_walks_with_the_arrow_keys_and_speaks(qtbot: QtBot) -> None:
    path = StagePath("Stages")
    qtbot.addWidget(path)
    path.set_stages(_stages(5, 1))
    path.resize(600, 60)
    path.show()
    assert path.accessibleDescription() == "Stage 1: current, 1 h"
    assert "Stage 0: done, 1 h" in path.accessibleName()
    chosen: list[str] = []
    path.activated.connect(chosen.append)
    QTest.keyClick(path, Qt.Key.Key_Right)
    assert path.accessibleDescription() == "Stage 2: ahead, 1 h"
    QTest.keyClick(path, Qt.Key.Key_Return)
    QTest.mouseClick(path, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert chosen == ["2", "0"]


def test_facts_are_read_out_and_share_the_width(qtbot: QtBot) -> None:
    strip = FactsStrip("Facts")
    qtbot.addWidget(strip)
    facts = [Fact("Status", "In progress", "info", dot=True), Fact("Stage", "A" * 60), Fact("Pending", "No")]
    strip.set_facts(facts)
    strip.resize(500, 44)
    strip.grab()
    assert strip.accessibleName().startswith("Facts. Status: In progress; Stage: AAA")
    cells = strip._cells()
    assert cells[0].left() == 0
    assert cells[-1].left() + cells[-1].width() == 500
    assert cells[1].width() > cells[0].width()


def test_a_complaint_offers_its_repair(qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = FormField("&CNPJ", editor, required=True, help_line="14 characters")
    qtbot.addWidget(field)
    field.show()
    assert editor.accessibleName() == "CNPJ (required)"
    assert editor.accessibleDescription() == "14 characters"
    field.complain("The check digit should be 35.", "Use 12.ABC.345/01DE-35")
    assert field.complaint() == editor.accessibleDescription() == "The check digit should be 35."
    assert editor.property("complaint") is True
    button = next(b for b in field.findChildren(Button) if b.isVisible())
    with qtbot.waitSignal(field.repair_requested):
        button.click()
    field.clear()
    assert field.complaint() == ""
    assert editor.accessibleDescription() == "14 characters"
    field.praise("Address filled in.")
    assert not button.isVisible()
    field.lock("Made by the system")
    assert editor.accessibleDescription() == "Made by the system"


def test_number_fields_are_as_high_as_text_fields(qtbot: QtBot, manager: ThemeManager) -> None:
    heights = set()
    for editor in (QLineEdit(), QSpinBox()):
        field = FormField("Field", editor)
        qtbot.addWidget(field)
        field.show()
        heights.add(editor.sizeHint().height())
    assert heights == {manager.theme.px("control")}


def test_a_label_without_field_can_turn_required(qtbot: QtBot) -> None:
    label = FieldLabel("Subject")
    qtbot.addWidget(label)
    assert label.spoken() == "Subject"
    label.set_required(True)
    assert label.accessibleName() == "Subject (required)"


def test_search_waits_for_a_rest_and_escape_empties(qtbot: QtBot) -> None:
    box = SearchBox("Name, CNPJ or phone", rest=5)
    qtbot.addWidget(box)
    box.show()
    asked: list[str] = []
    box.wanted.connect(asked.append)
    with qtbot.waitSignal(box.wanted):
        QTest.keyClicks(box, "acao")
    assert asked == ["acao"]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["acao"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["acao", ""]
    with qtbot.waitSignal(box.left_down):
        QTest.keyClick(box, Qt.Key.Key_Down)


def test_a_message_has_at_most_two_buttons(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(
        "problem", "The reply was not sent.", "The server refused.", buttons=(("fix", "Update"), ("x", "Why"))
    )
    assert bar.sentence() == "The reply was not sent. The server refused."
    assert bar.isVisible()
    with qtbot.waitSignal(bar.pressed) as told:
        bar.findChildren(Button)[-1].click()
    assert told.args == ["x"]
    with pytest.raises(ValueError, match="two"):
        bar.tell("info", "Too much", buttons=(("a", "A"), ("b", "B"), ("c", "C")))


def test_a_narrow_message_says_one_sentence_below_the_other(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.tell("problem", "User or password do not match.", "The password may also have expired.")
    bold, plain = (one for one in bar.findChildren(QLabel) if one.text())
    qtbot.waitUntil(lambda: bold.geometry().right() < plain.geometry().left())
    bar.resize(300, 90)
    qtbot.waitUntil(lambda: bold.geometry().bottom() < plain.geometry().top())
    assert bar.sentence() == "User or password do not match. The password may also have expired."


def test_a_toast_waits_while_it_is_looked_at(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast = Toast(window)
    toast.tell("7 tickets handed over to Diego", undo=True)
    assert not toast.paused()
    assert toast.remaining() > tokens().time["toast"] - 2000
    here = QPointF(1, 1)
    toast.enterEvent(QEnterEvent(here, here, here))
    assert toast.paused()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert not toast.paused()
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.undo_pressed):
        next(b for b in toast.findChildren(Button)).click()
    assert not toast.isVisible()


def test_an_empty_list_has_a_sentence_and_a_button(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.say("inbox", "No ticket is due today", button=("new", "New ticket"))
    state.show()
    visible = [b for b in state.findChildren(Button) if b.isVisible()]
    assert [b.text() for b in visible] == ["New ticket"]
    with qtbot.waitSignal(state.pressed) as told:
        visible[0].click()
    assert told.args == ["new"]
    assert state.accessibleName() == "No ticket is due today"


def test_a_welcome_card_is_one_button(qtbot: QtBot) -> None:
    card = WelcomeCard("server", "Connect", "Use the address that your company gave you. " * 4, "Connect now")
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Qt.Key.Key_Space)
    assert card.accessibleName() == "Connect: Connect now"
    assert card.heightForWidth(200) > card.heightForWidth(400)


def test_a_dock_title_counts_floats_and_closes(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = QDockWidget("Clients", window)
    title = DockTitleBar(dock)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.show()
    QLocale.setDefault(QLocale("pt_BR"))
    title.set_count(1284)
    title.add_tool(IconButton("user-plus", "New client", small=True))
    title.add_middle(QLineEdit())
    names = [b.accessibleName() for b in title.findChildren(IconButton)]
    assert set(names) == {"New client", "Float Clients", "Close Clients"}
    assert title.sizeHint().height() == title.minimumSizeHint().height() == 36
    next(b for b in title.findChildren(IconButton) if b.accessibleName().startswith("Float")).click()
    assert dock.isFloating()
    assert "Put Clients back" in [b.accessibleName() for b in title.findChildren(IconButton)]
    next(b for b in title.findChildren(IconButton) if b.accessibleName().startswith("Close")).click()
    assert not dock.isVisible()


def test_a_job_is_cancelled_once(qtbot: QtBot) -> None:
    job = JobItem()
    qtbot.addWidget(job)
    job.show_job("Exporting list: 1,240 of 3,800", 1240, 3800)
    button = job.findChildren(Button)[0]
    with qtbot.waitSignal(job.cancel_requested):
        button.click()
    assert not button.isEnabled()
    job.end()
    assert button.isEnabled()
    assert not job.isVisible()


def test_a_status_speaks(qtbot: QtBot) -> None:
    item = StatusItem("database")
    qtbot.addWidget(item)
    item.show_state("3 changes waiting", "cloud-off", "warn", hint="Offline since 10:31")
    assert item.accessibleName() == "3 changes waiting"
    assert item.accessibleDescription() == item.toolTip() == "Offline since 10:31"


def test_counters_know_two_ways_of_much(qtbot: QtBot) -> None:
    for badge, text in ((Badge(1284), "99+"), (Badge(1284, true_number=True), "1,284"), (Badge(99), "99")):
        qtbot.addWidget(badge)
        assert badge.text() == text


@pytest.mark.parametrize(
    ("name", "person", "shown"),
    [
        ("Marina Reis", True, "MR"),
        ("Ana Lúcia Ferraz", True, "AF"),
        ("Cooperativa Campo Novo", False, "CC"),
        ("Laticínios Vale do Ipê", False, "LV"),
        ("Diego", True, "D"),
        ("", True, ""),
        ("...", False, "."),
        ("José de Souza", True, "JS"),
    ],
)
def test_initials(name: str, person: bool, shown: str) -> None:
    assert initials(name, person=person) == shown


_EVERYTHING: list[Callable[[], QWidget]] = [
    lambda: Chip("Triage", "novel", dot=True),
    lambda: Badge(3, "danger"),
    lambda: Avatar("Marina Reis"),
    lambda: PriorityBars("high", "High"),
    lambda: Button("Advance", kind="primary", icon="arrow-right"),
    lambda: IconButton("copy", "Copy"),
    lambda: StatusItem("database"),
    lambda: SearchBox("Search"),
    lambda: WelcomeCard("server", "Connect", "Lines", "Go"),
]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_paints_in_each_theme_and_has_a_name(
    qtbot: QtBot, manager: ThemeManager, mode: str, scale: float
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = [make() for make in _EVERYTHING]
    for widget in made:
        column.addWidget(widget)
    page.show()
    manager.apply(mode, scale)
    assert not page.grab().isNull()
    for widget in made:
        if isinstance(widget, StatusItem):
            widget.show_state("Headquarters")
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            face = QAccessible.queryAccessibleInterface(widget)
            assert face.text(QAccessible.Text.Name), type(widget).__name__
