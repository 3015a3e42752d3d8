"""Inputs, forms and drafts: what people type is read, repaired and never lost."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pacdesk.desk.clients.brazil import DocumentKind
from pacdesk.desk.values import new_id
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import messages_forms  # noqa: F401  (adds its sentences)
from pacdesk.gui.compiled.ui_contact_form import Ui_ContactForm
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.inputs import NumberInput, ToneInput
from pacdesk.gui.editing.lookup import Choice, Lookup, matching
from pacdesk.gui.editing.typed import (
    CepInput,
    DateInput,
    DocumentInput,
    LatitudeInput,
    MoneyInput,
    PhoneInput,
    read_cents,
    read_day,
    spread,
)
from pacdesk.gui.editing.versions import show_clashes


@pytest.fixture
def contact(qtbot: QtBot) -> Form:
    body = QWidget()
    qtbot.addWidget(body)
    ui: Any = Ui_ContactForm()
    ui.setupUi(body)
    ui.kind.set_choices([("a", "Commercial"), ("b", "Technical")])
    form = Form(body, ui)
    form.fill({"name": "", "phone": ""})
    body.show()
    qtbot.waitExposed(body)
    return form


def leave(widget: QWidget) -> None:
    """As Tab would."""
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    QTest.qWait(1)


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("12abc34501de35", "12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("52998224725", "529.982.247-25", "52998224725"),
    ],
)
def test_s0_14_a_document_is_masked_while_it_is_typed(
    qtbot: QtBot, typed: str, shown: str, value: str
) -> None:
    field = DocumentInput()
    qtbot.addWidget(field)
    field.set_kind(DocumentKind.CPF if len(typed) == 11 else DocumentKind.CNPJ)
    QTest.keyClicks(field, typed)
    assert field.text() == shown
    assert field.value() == value
    assert field.problem() is None


def test_a_wrong_document_keeps_what_was_typed_and_offers_the_repair(qtbot: QtBot) -> None:
    field = DocumentInput()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "12ABC34501DE36")
    problem = field.problem()
    assert problem is not None
    assert problem.code == "document.check_digits"
    assert problem.facts["suggestion"] == "12.ABC.345/01DE-35"
    assert field.text() == "12.ABC.345/01DE-36"


def test_cep_phone_and_degrees_read_what_people_type(qtbot: QtBot) -> None:
    cep, phone, latitude = CepInput(), PhoneInput(), LatitudeInput()
    for field in (cep, phone, latitude):
        qtbot.addWidget(field)
    QTest.keyClicks(cep, "01310100")
    QTest.keyClicks(phone, "11987654321")
    QTest.keyClicks(latitude, "-23,5505")
    assert (cep.text(), cep.value()) == ("01310-100", "01310100")
    assert (phone.text(), phone.value()) == ("(11) 98765-4321", "+5511987654321")
    assert latitude.value() == -23.5505
    latitude.setText("-123")
    problem = latitude.problem()
    assert problem is not None
    assert problem.code == "coordinate.range"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1.234,56", 123456), ("1,234.56", 123456), ("99", 9900), ("0,5", 50), ("R$ 10", 1000), ("1,2,3", None)],
)
def test_money_is_read_with_comma_or_point(typed: str, cents: int | None) -> None:
    assert read_cents(typed) == cents


@given(st.integers(0, 10**9))
def test_money_shown_is_money_read(cents: int) -> None:
    whole, rest = divmod(cents, 100)
    assert read_cents(f"{whole:,}.{rest:02}") == cents
    assert read_cents(f"{whole:,}".replace(",", ".") + f",{rest:02}") == cents


@pytest.mark.parametrize(
    ("typed", "pattern", "day"),
    [
        ("22/11/2026", "dd/MM/yyyy", date(2026, 11, 22)),
        ("22/11", "dd/MM/yyyy", date(2026, 11, 22)),
        ("22-11-26", "dd/MM/yyyy", date(2026, 11, 22)),
        ("11/22/2026", "MM/dd/yyyy", date(2026, 11, 22)),
        ("31/02/2026", "dd/MM/yyyy", None),
        ("soon", "dd/MM/yyyy", None),
    ],
)
def test_s3_19_a_date_is_typed_as_it_is_written(typed: str, pattern: str, day: date | None) -> None:
    assert read_day(typed, pattern, 2026) == day


@given(st.text("0123456789", max_size=14))
def test_a_mask_only_adds(bare: str) -> None:
    masked = spread(bare, "##.###.###/####-##")
    assert "".join(c for c in masked if c.isdigit()) == bare


def test_a_date_may_be_none_and_bad_text_is_kept(qtbot: QtBot) -> None:
    field = DateInput()
    qtbot.addWidget(field)
    assert field.value() is None
    assert field.problem() is None
    QTest.keyClicks(field, "tomorrow")
    assert field.text() == "tomorrow"
    assert field.problem() is not None


def test_numbers_money_and_tones_have_values_of_their_kind(qtbot: QtBot) -> None:
    number, money, tone = NumberInput(), MoneyInput(), ToneInput()
    for widget in (number, money, tone):
        qtbot.addWidget(widget)
    number.set_value(None)
    assert number.value() is None
    number.set_value(8)
    money.set_value(29990)
    tone.set_value("warn")
    assert (number.value(), money.value(), tone.value()) == (8, 29990, "warn")
    assert tone.currentText() == "Amber"


def test_a_lookup_finds_without_accents_and_by_the_keyboard(qtbot: QtBot) -> None:
    rows = [Choice(new_id(), "Sem conexão", "Suporte"), Choice(new_id(), "Mudança")]
    assert matching(rows, "CONEXAO sup") == [rows[0]]
    field = Lookup()
    qtbot.addWidget(field)
    field.set_choices(rows)
    field.show()
    qtbot.waitExposed(field)
    field.setFocus()
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field, "mudan")
    assert field.value() is None
    problem = field.problem()
    assert problem is not None
    assert problem.code == "lookup.unknown"
    field.choose(rows[1])
    assert field.value() == rows[1].id
    kept = field.keep()
    field.choose(None)
    field.restore(kept)
    assert field.value() == rows[1].id


def test_complaints_come_when_a_field_is_left_and_go_while_it_is_mended(contact: Form) -> None:
    phone = contact.inputs["phone"]
    phone.setFocus()
    QTest.keyClicks(phone, "1198765432")
    QTest.qWait(1)
    assert contact.fields["phone"].complaint() == ""
    leave(phone)
    assert "ninth digit" in contact.fields["phone"].complaint()
    contact.fields["phone"].repair_requested.emit()
    assert phone.value() == "+5511998765432"
    assert contact.fields["phone"].complaint() == ""


def test_s3_02_required_fields_have_a_star_and_complain_only_when_it_is_time(contact: Form) -> None:
    contact.set_checker(
        lambda: [UserError("field.required", field="name")] if not contact.values()["name"] else []
    )
    contact.set_required(("name",))
    assert contact.fields["name"].label.spoken() == "Name (required)"
    assert contact.inputs["name"].accessibleName() == "Name (required)"
    assert contact.fields["name"].complaint() == ""
    found = contact.complain_all()
    assert [problem.field for problem in found] == ["name"]
    assert contact.fields["name"].complaint()
    QTest.keyClicks(contact.inputs["name"], "Ana")
    QTest.qWait(1)
    assert contact.fields["name"].complaint() == ""


def test_a_form_knows_what_was_changed_and_brings_a_draft_back(contact: Form) -> None:
    assert not contact.dirty()
    QTest.keyClicks(contact.inputs["name"], "Ana")
    assert contact.dirty()
    kept = contact.keep()
    contact.fill({"name": ""})
    assert not contact.dirty()
    contact.restore(kept)
    assert contact.values()["name"] == "Ana"


def test_both_values_are_shown_when_somebody_saved_first(contact: Form) -> None:
    contact.fill({"name": "Ana", "job_title": "TI"})
    contact.inputs["name"].setText("Ana Maria")
    error = Conflict("row.fields_changed", who="Bruno Reis")
    show_clashes(
        contact, {"name": "Ana", "job_title": "TI"}, {"name": "Ana Prado", "job_title": "Redes"}, error
    )
    assert contact.values()["name"] == "Ana Maria"
    assert contact.values()["job_title"] == "Redes"
    assert contact.body.window().focusWidget() is contact.inputs["name"], "there one has to choose"
    told = contact.fields["name"].complaint()
    assert "Bruno Reis" in told
    assert "Ana Prado" in told
    contact.fields["name"].repair_requested.emit()
    assert contact.values()["name"] == "Ana Prado"


def test_the_value_that_loses_stays_on_offer(contact: Form) -> None:
    at = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
    contact.fill({"name": "Ana"})
    contact.inputs["name"].setText("Ana Maria")
    error = Conflict("row.changed_meanwhile", who="Bruno Reis", at=at)
    show_clashes(contact, {"name": "Ana"}, {"name": "Ana Prado"}, error)
    field = contact.fields["name"]
    assert "2026" in field.complaint()
    theirs = field.complaint()
    for _ in range(2):
        field.repair_requested.emit()
        assert contact.values()["name"] == "Ana Prado"
        assert "Ana Maria" in field.complaint()
        field.repair_requested.emit()
        assert contact.values()["name"] == "Ana Maria"
        assert field.complaint() == theirs
    contact.settle()
    assert field.complaint() == ""


def test_the_desks_refusals_stand_beside_their_fields(contact: Form) -> None:
    rest = contact.tell([UserError("name.taken", field="name", name="Ana"), UserError("x.y")])
    assert [problem.code for problem in rest] == ["x.y"]
    assert "Ana" in contact.fields["name"].complaint()


def test_tab_goes_through_the_fields_in_their_order(contact: Form) -> None:
    names = list(contact.inputs)
    assert names[:4] == ["name", "kind", "job_title", "email"]
    contact.inputs["name"].setFocus()
    for name in names[1:]:
        QTest.keyClick(contact.body.focusWidget(), Qt.Key.Key_Tab)
        assert contact.body.focusWidget().objectName() == name
