"""The two delegates with real models and views."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.widgets.columns import (
    ChipColumn,
    ColumnPaint,
    DeadlineColumn,
    NewsColumn,
    PersonColumn,
    PriorityColumn,
    TextColumn,
)
from pacdesk.gui.widgets.row_delegate import ROW_ROLE, RowTable
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines


@dataclass(frozen=True, slots=True)
class _Row:
    protocol: str
    subject: str
    state: str
    level: str
    who: str
    fresh: bool


_ROWS: list[_Row | None] = [
    _Row("2026.0004807-9", "Cold room 2 has no reading", "late", "critical", "", fresh=True),
    _Row(
        "2026.0004812-6", "Branch has no connection\nsecond line", "soon", "high", "Marina Reis", fresh=True
    ),
    _Row("2026.0004776-8", "Router restarts", "paused", "normal", "Paulo Sato", fresh=False),
    _Row("2026.0004795-2", "Slow " * 60, "met", "low", "Bia Lemos", fresh=False),
    None,
]
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(_ROWS)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (as above)
        return 0 if parent.isValid() else 7

    def data(self, index: _Index, role: int = 0) -> Any:
        return _ROWS[index.row()] if role == ROW_ROLE else None


def _columns() -> list[ColumnPaint]:
    return [
        TextColumn(lambda row: row.protocol, "text2", tabular=True, emphasis="label"),
        TextColumn(lambda row: row.subject, emphasis="strong"),
        ChipColumn(lambda row: row.state, lambda _: "info"),
        PriorityColumn(lambda row: row.level, lambda row: row.level.title()),
        PersonColumn(lambda row: row.who or "Nobody", lambda row: row.who),
        DeadlineColumn(lambda _: "due", lambda row: row.state, hint=lambda _: "22/11/2026 10:42"),
        NewsColumn(lambda _: "lock", lambda _: "Note", lambda _: "3 h"),
    ]


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    view = RowTable("Ticket queue")
    qtbot.addWidget(view)
    view.setModel(_Model(view))
    view.set_columns(_columns(), unread=lambda row: row.fresh)
    view.resize(900, 220)
    with qtbot.waitActive(view):
        view.show()
    return view


def _row_image(view: RowTable, row: int) -> QImage:
    top = view.rowViewportPosition(row)
    return view.viewport().grab().toImage().copy(0, top, view.viewport().width(), view.rowHeight(row))


def _count(image: QImage, colour: QColor) -> int:
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(1 for x, y in spots if image.pixelColor(x, y).rgb() == colour.rgb())


def test_late_is_red_and_normal_is_not(table: RowTable, manager: ThemeManager) -> None:
    red = manager.theme.color("danger_text")
    assert _count(_row_image(table, 0), red) > 20
    assert _count(_row_image(table, 2), red) == 0


def test_only_unread_rows_have_the_dot(table: RowTable, manager: ThemeManager) -> None:
    accent = manager.theme.color("accent")
    assert _count(_row_image(table, 0).copy(0, 0, 19, 30), accent) > 10
    assert _count(_row_image(table, 2).copy(0, 0, 19, 30), accent) == 0


def test_the_ring_is_round_the_current_row_while_the_view_has_the_focus(
    table: RowTable, manager: ThemeManager
) -> None:
    table.selectRow(2)
    table.setFocus()
    theme = manager.theme
    focused = _row_image(table, 2)
    assert focused.pixelColor(focused.width() // 2, 0).rgb() == theme.color("focus").rgb()
    assert focused.pixelColor(0, 15).rgb() == theme.color("focus").rgb()
    table.clearFocus()
    left = _row_image(table, 2)
    assert left.pixelColor(left.width() // 2, 0).rgb() == theme.color("accent_soft").rgb()
    assert left.pixelColor(1, 15).rgb() == theme.color("accent").rgb()


def test_a_row_that_is_not_loaded_stays_blank(table: RowTable, manager: ThemeManager) -> None:
    image = _row_image(table, 4)
    sum_of_columns = sum(table.columnWidth(n) for n in range(7))
    blank = image.copy(0, 0, min(sum_of_columns, image.width()), image.height() - 1)
    assert _count(blank, manager.theme.color("base")) == blank.width() * blank.height()


def test_rows_keep_their_height_and_tab_leaves(table: RowTable, manager: ThemeManager) -> None:
    assert {table.rowHeight(n) for n in range(5)} == {30}
    assert not table.tabKeyNavigation()
    table.set_row_height("row_compact")
    assert table.rowHeight(0) == 26
    table.setColumnWidth(1, 200)
    manager.apply("dark", 1.5)
    assert table.rowHeight(0) == 39
    assert table.columnWidth(1) == 300


def test_hover_colours_the_whole_row(table: RowTable, manager: ThemeManager) -> None:
    table.entered.emit(table.model().index(2, 1))
    image = _row_image(table, 2)
    assert image.pixelColor(2, 2).rgb() == manager.theme.color("hover").rgb()
    table.entered.emit(table.model().index(3, 1))
    assert _row_image(table, 2).pixelColor(2, 2).rgb() == manager.theme.color("base").rgb()


def test_the_first_column_is_the_first_that_shows(table: RowTable, manager: ThemeManager) -> None:
    table.hideColumn(0)
    accent = manager.theme.color("accent")
    assert _count(_row_image(table, 0).copy(0, 0, 19, 30), accent) > 10


def test_a_tooltip_is_exact(table: RowTable) -> None:
    index = table.model().index(0, 5)
    where = table.visualRect(index).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, where, table.viewport().mapToGlobal(where))
    table.itemDelegate().helpEvent(event, table, QStyleOptionViewItem(), index)
    assert QToolTip.text() == "22/11/2026 10:42"
    QToolTip.hideText()


class _Lines(_Model):
    def data(self, index: _Index, role: int = 0) -> Any:
        rows = [
            TwoLines("Cooperativa Campo Novo", "07.731.882/0003-76", "Cooperativa Campo Novo", "Agro"),
            TwoLines("Fibra 500 Mb", "CT 2025-0042", chip="Released until 27/11", chip_tone="info"),
            TwoLines("Plain"),
        ]
        return rows[index.row()] if role == ROW_ROLE and index.row() < len(rows) else None


def test_two_lines_paint_square_chip_and_ring(qtbot: QtBot, manager: ThemeManager) -> None:
    view = TwoLineList("Clients", lambda row: row)
    qtbot.addWidget(view)
    view.setModel(_Lines(view))
    view.resize(264, 260)
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    image = view.viewport().grab().toImage()
    theme = manager.theme
    fill, _ = theme.avatar("Cooperativa Campo Novo")
    assert _count(image, fill) > 200
    assert _count(image, theme.color("info_soft")) > 200
    assert _count(image, theme.color("focus")) > 200
    assert view.sizeHintForRow(0) == theme.px("row_two_lines")
    where = view.visualRect(view.model().index(0, 0)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, where, view.viewport().mapToGlobal(QPoint(where)))
    view.itemDelegate().helpEvent(event, view, QStyleOptionViewItem(), view.model().index(0, 0))
    assert QToolTip.text() == "Cooperativa Campo Novo\n07.731.882/0003-76\nAgro"
    QToolTip.hideText()
    assert view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole) is None
