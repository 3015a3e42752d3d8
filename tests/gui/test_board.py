"""The board of stages: what stands in its columns, and that a card goes only where a move leads."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pacdesk.desk.tickets.commands import AdvanceTicket
from pacdesk.desk.workflow.commands import EditDraft, GetVersion, PublishDraft, SaveDraft
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.gui.context import OpenTicketTab, ShowBoard
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.board import BoardPage
from tests.staged import bring, card, stage, way


@pytest.fixture
def flow(world):
    first = stage("Triagem", StageKind.ENTRY, is_default_entry=True)
    second, third = stage("Reparo"), stage("Vistoria")
    end = stage("Fim", StageKind.RESOLVED)
    return bring(
        world,
        (first, second, third, end),
        (
            way(first, second, "Seguir"),
            way(first, end, "Encerrar", comment_required=True),
            way(second, third, "Ver"),
            way(third, end, "Concluir"),
        ),
    )


@pytest.fixture
def tickets(world, flow):
    return [world.open(f"Chamado {n}", type_id=flow.type_id) for n in range(3)]


@pytest.fixture
def board(room, flow, tickets):
    page = BoardPage(room.context, ShowBoard(flow.type_id))
    room.qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    room.settle()
    return page


def _counts(board):
    return [column.model.rowCount() for column in board.columns]


def test_columns_are_the_stages_with_their_cards_and_counts(board):
    assert [column.stage.name for column in board.columns] == ["Triagem", "Reparo", "Vistoria", "Fim"]
    assert _counts(board) == [3, 0, 0, 0]
    assert board.columns[0].cards.accessibleName() == "Triagem, tickets: 3"


def test_a_card_can_be_dragged_by_hand(board):
    model = board.columns[0].model
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_new_version_changes_the_columns_and_leaves_no_ticket_out(room, world, board, flow, tickets):
    move_on = AdvanceTicket(ticket=tickets[0], transition=flow.transitions[0].id)
    world.desk.run(move_on)
    version = world.desk.run(EditDraft(type_id=flow.type_id)).answer
    draft = world.desk.ask(GetVersion(version_id=version))
    first, repair, third, end = draft.flow.stages
    kept = tuple(w for w in draft.flow.transitions if repair.id not in (w.from_stage_id, w.to_stage_id))
    stages = (replace(first, name="Recepção"), third, end)
    begun = way(first, third, "Ir")
    less = replace(draft.flow, stages=stages, transitions=(*kept, begun))
    saved = SaveDraft(version_id=version, row_version=draft.row.row_version, flow=less)
    at = world.desk.run(saved).answer
    world.desk.run(PublishDraft(version_id=version, row_version=at))
    board.load()
    room.settle()
    shown = [(column.stage.name, column.older) for column in board.columns if not column.isHidden()]
    assert shown == [("Recepção", None), ("Vistoria", None), ("Fim", None), ("Reparo", 1)]
    assert _counts(board) == [2, 0, 0, 1]


def test_a_move_that_asks_nothing_is_made_at_once_and_can_be_undone(room, world, board, tickets):
    board.columns[1].cards.dropped.emit(tickets[0])
    room.settle()
    assert card(world, tickets[0]).visits[-1].condition == "Seguir"
    ((told, undo),) = room.toasts
    assert told == "Ticket is in “Reparo” now"
    assert undo is not None
    board._refresh()
    room.settle()
    assert _counts(board) == [2, 1, 0, 0]


def test_a_move_that_asks_something_opens_the_dialog(room, world, board, tickets):
    board.columns[3].cards.dropped.emit(tickets[1])
    room.settle()
    dialog = room.dialog(AdvanceDialog)
    assert dialog.move_chosen.way.label == "Encerrar"
    dialog.comment.setPlainText("Resolvido por telefone")
    dialog.submit()
    room.settle()
    assert card(world, tickets[1]).closed_at is not None


def test_an_illegal_target_is_grey_says_why_and_takes_nothing(room, world, board, tickets):
    row = board.columns[0].model.row_at(0)
    board.columns[0].cards.taken.emit(row)
    room.settle()
    assert [column.cards.isEnabled() for column in board.columns] == [True, True, False, True]
    assert "Triagem" in board.columns[2].why.text()
    board.columns[0].cards.let_go.emit()
    assert all(column.cards.isEnabled() for column in board.columns)
    board.columns[2].cards.dropped.emit(tickets[2])
    room.settle()
    assert "No move leads here" in board.bar.sentence()
    assert len(card(world, tickets[2]).visits) == 1


def test_the_keyboard_walks_moves_and_opens(room, world, board):
    cards = board.columns[0].cards
    cards.setFocus()
    first = cards.row()
    QTest.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert card(world, first.id).visits[-1].condition == "Seguir"
    board._refresh()
    room.settle()
    QTest.keyClick(cards, Qt.Key.Key_Right)
    assert board.columns[1].cards.hasFocus()
    QTest.keyClick(board.columns[1].cards, Qt.Key.Key_Return)
    assert room.targets == [OpenTicketTab(first.id)]
    QTest.keyClick(board.columns[1].cards, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert "No move leads here from Reparo" in board.bar.sentence()
