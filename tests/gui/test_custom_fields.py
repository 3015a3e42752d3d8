"""The form of custom fields: every kind in and out as plain values, stages' rules, many fields."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from pacdesk.desk.workflow.fields import checked
from pacdesk.desk.workflow.rows import ChoiceRow, FieldKind, FieldRow
from pacdesk.desk.workflow.rules import FieldView
from pacdesk.errors import UserError
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.editing.custom_inputs import read_number, read_time

CHOICES = (ChoiceRow(key="fiber", name="Fibra"), ChoiceRow(key="radio", name="Rádio"))
CLIENT = "0190b2c4-0000-7000-8000-000000000001"
PLAIN = {
    FieldKind.TEXT: "Poste 12",
    FieldKind.LONG_TEXT: "uma\nduas",
    FieldKind.NUMBER: "12.5",
    FieldKind.MONEY: "1234.50",
    FieldKind.DATE: "2026-11-22",
    FieldKind.TIME: "09:30",
    FieldKind.YES_NO: False,
    FieldKind.CHOICE: "radio",
    FieldKind.CHOICES: ["fiber", "radio"],
    FieldKind.DOCUMENT: "12ABC34501DE35",
    FieldKind.CLIENT: CLIENT,
    FieldKind.FILE: [CLIENT],
}


def field(kind: FieldKind, key: str = "", **more) -> FieldRow:
    return FieldRow(key=key or str(kind), name=f"Campo {kind}", kind=kind, choices=CHOICES, **more)


def view(name: str, **flags) -> FieldView:
    said = {"hidden": False, "read_only": False, "required": False} | flags
    return FieldView(name=name, label="", **said)


@pytest.fixture
def shown(qtbot):
    """Shows fields in a form in a window."""

    kept = []

    def show(rows, views=(), values=None):
        area = QScrollArea()
        kept.append(area)
        area.setWidgetResizable(True)
        area.resize(800, 500)
        form = CustomFieldsForm()
        area.setWidget(form)
        qtbot.addWidget(area)
        area.show()
        form.show_fields(rows, views, values)
        qtbot.waitUntil(lambda: form.is_finished)
        area.activateWindow()
        qtbot.waitUntil(area.isActiveWindow)
        return form

    return show


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_gives_back_what_it_was_given(shown, kind):
    row = field(kind)
    form = shown([row], (), {row.key: PLAIN[kind]})
    assert form.values() == {row.key: PLAIN[kind]}
    assert not form.dirty()
    assert checked(row, form.values()[row.key]) == (PLAIN[kind], None)
    form.set_values({})
    assert form.values() == {row.key: None}
    assert form.problems() == []


def test_d9_no_is_an_answer_and_counts_as_filled(shown):
    row = field(FieldKind.YES_NO)
    form = shown([row], [view(row.key, required=True)], {row.key: False})
    assert form.problems(demand=True) == []
    form.set_values({})
    assert [p.code for p in form.problems(demand=True)] == ["field.required"]


def test_s1_33_a_stage_hides_locks_and_demands(shown):
    rows = [field(FieldKind.TEXT, key=key) for key in ("open", "hidden", "locked", "asked")]
    views = [view("hidden", hidden=True), view("locked", read_only=True), view("asked", required=True)]
    form = shown(rows, views, {"hidden": "x", "locked": "y"})
    assert form.shown_keys() == ["open", "locked", "asked"]
    assert not form.input_of("hidden").isVisible()
    assert form.input_of("locked").isReadOnly()
    assert "required" in form.input_of("asked").accessibleName()
    form.set_views([view("hidden"), view("locked"), view("asked", hidden=True)])
    assert form.shown_keys() == ["open", "hidden", "locked"]
    assert not form.input_of("locked").isReadOnly()


def test_typing_changes_one_value_and_says_so(shown, qtbot):
    rows = [field(FieldKind.TEXT, key="a"), field(FieldKind.NUMBER, key="b")]
    form = shown(rows, (), {"a": "antes", "b": "1"})
    with qtbot.waitSignal(form.edited) as heard:
        QTest.keyClicks(form.input_of("b"), "2")
    assert heard.args == ["b"]
    assert form.changed_values() == {"b": "12"}


def test_what_cannot_be_read_complains_when_the_field_is_left(shown):
    rows = [field(FieldKind.NUMBER, key="a"), field(FieldKind.TEXT, key="b")]
    form = shown(rows)
    form.go_to("a")
    QTest.keyClicks(form.input_of("a"), "doze")
    assert form.complaint("a") == ""
    QTest.keyClick(form.input_of("a"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.input_of("b")
    assert form.complaint("a")
    QTest.keyClicks(form.input_of("a"), "1")
    assert form.complaint("a") == ""


def test_refusals_stand_beside_their_fields_and_the_first_is_gone_to(shown):
    rows = [field(FieldKind.TEXT, key=key) for key in ("a", "b", "c")]
    form = shown(rows)
    rest = form.complain([UserError("field.required", field="b"), UserError("row.not_found", field="z")])
    assert [problem.field for problem in rest] == ["z"]
    assert "required" in form.complaint("b")
    assert QApplication.focusWidget() is form.input_of("b")
    assert form.input_of("b").accessibleDescription() == form.complaint("b")


def test_three_hundred_fields_are_all_there_to_tab_and_to_find(shown):
    kinds = list(FieldKind)
    rows = [
        FieldRow(
            key=f"f{n}",
            name=f"Medida {n}",
            kind=kinds[n % 12],
            section=f"Parte {n // 50}",
            choices=CHOICES,
        )
        for n in range(300)
    ]
    form = shown(rows, (), {row.key: PLAIN[row.kind] for row in rows})
    assert form.values() == {row.key: PLAIN[row.kind] for row in rows}
    form.go_to("f0")
    way = []
    for _ in range(300):
        held = QApplication.focusWidget()
        way.append(held.objectName())
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert way == [row.key for row in rows]
    form.set_filter("medida 287")
    assert form.shown_keys() == ["f287"]
    form.go_to("f3")
    assert len(form.shown_keys()) == 300


@pytest.mark.parametrize(
    ("typed", "read"), [("9", "09:00"), ("9h30", "09:30"), ("0930", "09:30"), ("9:5", "09:05"), ("25", None)]
)
def test_times_are_read_as_people_write_them(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("1,234.5", "1234.5"), ("1234.5", "1234.5"), ("-3", "-3"), ("1.2.3", None)]
)
def test_numbers_are_read_as_people_write_them(typed, read):
    assert read_number(typed) == read
