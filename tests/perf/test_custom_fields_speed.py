"""The form of many custom fields: prints figures, asserts no time.

pytest -m perf tests/perf/test_custom_fields_speed.py -s
"""

import os
import sys
import time

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtWidgets import QApplication, QScrollArea

from pacdesk.desk.workflow.rows import ChoiceRow, FieldKind, FieldRow
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.theme import Mode, ThemeManager

pytestmark = pytest.mark.perf
CHOICES = tuple(ChoiceRow(key=f"c{n}", name=f"Opção {n}") for n in range(6))
VALUES = {
    FieldKind.TEXT: "texto",
    FieldKind.LONG_TEXT: "longo\ntexto",
    FieldKind.NUMBER: "12.5",
    FieldKind.MONEY: "1234.50",
    FieldKind.DATE: "2026-11-22",
    FieldKind.TIME: "10:30",
    FieldKind.YES_NO: False,
    FieldKind.CHOICE: "c1",
    FieldKind.CHOICES: ["c1", "c3"],
    FieldKind.DOCUMENT: "12ABC34501DE35",
}


def _rows(count):
    kinds = list(FieldKind)
    return [
        FieldRow(
            key=f"f{n}",
            name=f"Campo número {n}",
            kind=kinds[n % len(kinds)],
            help="Uma linha de ajuda" if n % 5 == 0 else "",
            section=f"Seção {n // 40}",
            choices=CHOICES,
        )
        for n in range(count)
    ]


def _measured(app, count):
    """Milliseconds to the first paint, and from there to the last input."""
    rows = _rows(count)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.resize(900, 700)
    form = CustomFieldsForm()
    area.setWidget(form)
    area.show()
    app.processEvents()
    start = time.perf_counter()
    form.show_fields(rows, (), {row.key: VALUES.get(row.kind) for row in rows})
    form.sheet.repaint()
    painted = time.perf_counter()
    while not form.is_finished:
        app.processEvents()
    done = time.perf_counter()
    assert form.values() == {row.key: VALUES.get(row.kind) for row in rows}
    area.close()
    area.deleteLater()
    app.processEvents()
    return (painted - start) * 1e3, (done - painted) * 1e3


def test_three_hundred_fields_against_ten(qapp):
    assert isinstance(qapp, QApplication)
    ThemeManager(qapp).apply(Mode.LIGHT)
    for count in (10, 300):
        _measured(qapp, count)
    for count in (10, 300):
        turns = sorted(_measured(qapp, count) for _ in range(7))
        painted, rest = (sorted(turn[which] for turn in turns)[3] for which in (0, 1))
        sys.stdout.write(
            f"{count:>4} fields: painted in {painted:6.1f} ms, all made {rest:6.1f} ms later, "
            f"load {os.getloadavg()[0]:.1f}\n"
        )
