"""Values of fields: the one form they are kept in, their bounds, and what an own field may take."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from pacdesk.desk.workflow.fields import LONGEST_LONG_TEXT, LONGEST_TEXT, checked, number_of, own_value_fits
from pacdesk.desk.workflow.rows import ChoiceRow, FieldKind, FieldRow

CAUSE = FieldRow(key="cause", name="Causa raiz", kind=FieldKind.TEXT)
VALUE = FieldRow(key="value", name="Valor", kind=FieldKind.MONEY)
AGREED = FieldRow(key="agreed", name="Aceite", kind=FieldKind.YES_NO)
NUMBER = replace(CAUSE, kind=FieldKind.NUMBER)
NOTE = replace(CAUSE, kind=FieldKind.LONG_TEXT)
HOUR = replace(CAUSE, kind=FieldKind.TIME)
FILES = replace(CAUSE, kind=FieldKind.FILE)
ONE = str(UUID(int=1))
DAY = replace(CAUSE, kind=FieldKind.DATE)
CHOICE = FieldRow(
    key="region",
    name="Região",
    kind=FieldKind.CHOICE,
    choices=(ChoiceRow(key="s", name="Sul"), ChoiceRow(key="n", name="Norte")),
)


@pytest.mark.parametrize(
    ("row", "value", "kept", "code"),
    [
        (CAUSE, "  Raio ", "Raio", None),
        (CAUSE, 5, None, "value.not_a_text"),
        (CAUSE, " ", None, None),
        (replace(CAUSE, maximum="3"), "Raio", "Raio", "value.too_long"),
        (replace(CAUSE, kind=FieldKind.NUMBER), "1e3", "1000", None),
        (replace(CAUSE, kind=FieldKind.NUMBER, minimum="10"), "9", "9", "value.too_small"),
        (replace(CAUSE, kind=FieldKind.NUMBER), "nan", None, "value.not_a_number"),
        (VALUE, "12.5", "12.50", None),
        (VALUE, "0.001", None, "value.not_money"),
        (VALUE, 0, "0.00", None),
        (AGREED, False, False, None),
        (AGREED, "Não", None, "value.not_yes_or_no"),
        (DAY, "2026-11-22", "2026-11-22", None),
        (
            replace(CAUSE, kind=FieldKind.DATE, maximum="2026-01-01"),
            "2026-11-22",
            "2026-11-22",
            "value.too_big",
        ),
        (replace(CAUSE, kind=FieldKind.TIME), "8:5", None, "value.not_a_time"),
        (replace(CAUSE, kind=FieldKind.TIME), "08:05", "08:05", None),
        (CHOICE, "s", "s", None),
        (CHOICE, "x", None, "value.not_a_choice"),
        (replace(CHOICE, kind=FieldKind.CHOICES), ["n", "s"], ["s", "n"], None),
        (replace(CAUSE, kind=FieldKind.DOCUMENT), "529.982.247-25", "52998224725", None),
        (replace(CAUSE, kind=FieldKind.DOCUMENT), "111.111.111-11", None, "value.not_a_document"),
        (replace(CAUSE, kind=FieldKind.CLIENT), "x", None, "value.not_an_id"),
        (replace(CAUSE, kind=FieldKind.CLIENT), UUID(int=1), ONE, None),
        (FILES, UUID(int=1).hex, [ONE], None),
        (FILES, [ONE, str(UUID(int=2))], [ONE, str(UUID(int=2))], None),
        (FILES, ["x"], None, "value.not_an_id"),
        (replace(CHOICE, kind=FieldKind.CHOICES), "n", ["n"], None),
        (
            replace(CHOICE, kind=FieldKind.CHOICES, choices=(ChoiceRow(key="sul", name="Sul"),)),
            "sul",
            ["sul"],
            None,
        ),
        (replace(CHOICE, kind=FieldKind.CHOICES), ["s", "x"], None, "value.not_a_choice"),
        (NUMBER, True, None, "value.not_a_number"),
        (VALUE, "x", None, "value.not_money"),
        (VALUE, "1e15", None, "value.not_money"),
        (VALUE, "-999999999999999.99", "-999999999999999.99", None),
        (DAY, date(2026, 11, 22), "2026-11-22", None),
        (DAY, "22/11/2026", None, "value.not_a_date"),
        (HOUR, time(8, 5, 30), "08:05", None),
        (CAUSE, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT, None),
        (CAUSE, "x" * (LONGEST_TEXT + 1), "x" * (LONGEST_TEXT + 1), "value.too_long"),
        (NOTE, "x" * LONGEST_LONG_TEXT, "x" * LONGEST_LONG_TEXT, None),
        (NOTE, "x" * (LONGEST_LONG_TEXT + 1), "x" * (LONGEST_LONG_TEXT + 1), "value.too_long"),
        (replace(CAUSE, minimum="5"), "Raio", "Raio", "value.too_short"),
        (replace(CAUSE, minimum="4", maximum="4"), "Raio", "Raio", None),
        (replace(NUMBER, minimum="10", maximum="10"), "10", "10", None),
        (replace(NUMBER, maximum="10"), "10.1", "10.1", "value.too_big"),
        (replace(VALUE, maximum="10"), "10.01", "10.01", "value.too_big"),
        (replace(DAY, minimum="2026-01-01", maximum="2026-01-01"), "2026-01-01", "2026-01-01", None),
        (replace(DAY, minimum="2026-01-02"), "2026-01-01", "2026-01-01", "value.too_small"),
        (replace(HOUR, minimum="08:00"), "07:59", "07:59", "value.too_small"),
    ],
)
def test_values_are_kept_in_one_form_or_refused(row, value, kept, code):
    found, problem = checked(row, value)
    assert (found, problem.code if problem else None) == (kept, code)


@pytest.mark.parametrize(
    ("row", "value", "code", "facts"),
    [
        (NUMBER, "y" * 90, "value.not_a_number", {"value": "y" * 80}),
        (replace(CAUSE, minimum="5"), "Raio", "value.too_short", {"limit": "5"}),
        (CAUSE, "x" * 501, "value.too_long", {"limit": "500"}),
        (replace(VALUE, minimum="1"), "0.50", "value.too_small", {"limit": "1"}),
        (replace(VALUE, maximum="1"), "1.50", "value.too_big", {"limit": "1"}),
        (replace(DAY, minimum="2026-01-02"), "2026-01-01", "value.too_small", {"limit": "2026-01-02"}),
        (replace(DAY, maximum="2026-01-02"), "2026-01-03", "value.too_big", {"limit": "2026-01-02"}),
    ],
)
def test_s1_25_what_is_wrong_with_a_value_is_told_beside_its_field(row, value, code, facts):
    _, problem = checked(row, value)
    assert (problem.code, problem.field, problem.facts) == (code, row.key, {"label": row.name} | facts)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("subject", "Sem sinal", True),
        ("subject", 5, False),
        ("subject", "", False),
        ("subject", None, False),
        ("login", None, True),
        ("login", "", False),
        ("login", ONE, True),
        ("login", UUID(int=1), True),
        ("login", "x", False),
        ("address", "Rua Um", False),
        ("address", None, True),
        ("reserved_on", "2026-11-22", True),
        ("reserved_on", "22/11/2026", False),
        ("reserved_on", date(2026, 11, 22), False),
        ("priority", 4, True),
        ("priority", 5, False),
        ("priority", True, False),
        ("best_time", "night", True),
        ("best_time", "midnight", False),
    ],
)
def test_what_an_own_field_may_take(name, value, fits):
    assert own_value_fits(name, value) is fits


@pytest.mark.parametrize("value", [None, True, "", "x", "nan", "inf", [1]])
def test_what_is_no_number(value):
    assert number_of(value) is None
