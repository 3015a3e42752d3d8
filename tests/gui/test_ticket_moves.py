"""Advancing a ticket by hand: what is offered, what is closed and why, what is asked on the way."""

import pytest

from pacdesk.desk.tickets.commands import ChangeTicket
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import SaveReason
from pacdesk.desk.workflow.rows import (
    Condition,
    Demand,
    FieldKind,
    Guard,
    MoveField,
    Op,
    Ref,
    StageKind,
    Who,
)
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from tests.gui.ticket_desk import Room
from tests.staged import bring, card, check, field, flag, stage, wants, way


@pytest.fixture
def room(qtbot, manager, world, tmp_path):
    room = Room(qtbot, manager, world.other, tmp_path, world.clock)
    yield room
    room.close()


@pytest.fixture
def reason(world):
    reason = new_id()
    world.root.run(SaveReason(reason=reason, name="Sem peça"))
    world.root.run(SaveReason(reason=new_id(), name="Outro motivo"))
    return reason


@pytest.fixture
def flow(world, reason):
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=(flag("causa", required=True), flag("laudo", read_only=True)),
        checklist=(check("luz", required=True), check("cabo")),
    )
    second = stage("Reparo", flags=(flag("equipe", needed_before=True),))
    end = stage("Fim", StageKind.RESOLVED)
    guard = Guard(conditions=(Condition("cor", Op.IS, "azul"),))
    return bring(
        world,
        (first, second, end),
        (
            way(
                first,
                second,
                "Encaminhar",
                reasons=(Ref("Sem peça", reason),),
                reason_required=True,
                comment_required=True,
                fields=(
                    MoveField(field="laudo", demand=Demand.CHANGE),
                    MoveField(field="priority"),
                ),
            ),
            way(first, end, "Encerrar", who=(Who.ADMINISTRATOR,)),
            way(first, end, "Descartar", guard=guard),
            way(second, end, "Concluir"),
        ),
        (
            field("causa"),
            field("laudo"),
            field("equipe"),
            field("cor", FieldKind.CHOICE, "azul", "verde"),
        ),
    )


@pytest.fixture
def page(room, world, flow):
    return room.page(world.open(type_id=flow.type_id))


@pytest.fixture
def dialog(room, page):
    page.acts.advance(page.card.moves[0].way.id)
    dialog = room.dialog(AdvanceDialog)
    room.settle()
    return dialog


def test_s1_26_the_menu_has_every_move_and_says_why_some_are_closed(room, page):
    actions = page.header._ways.actions()
    assert [action.text().partition("\t")[0] for action in actions] == [
        "Encaminhar → Reparo",
        "Encerrar → Fim",
        "Descartar → Fim",
    ]
    assert [action.isEnabled() for action in actions] == [True, False, False]
    assert "administrator" in actions[1].toolTip().lower()
    assert "Cor" in actions[2].toolTip()
    assert "Azul" in actions[2].toolTip()


def test_the_only_move_when_closed_greys_the_button_with_its_reason(room, world):
    first = stage("Início", StageKind.ENTRY, is_default_entry=True)
    end = stage("Fim", StageKind.RESOLVED)
    flow = bring(world, (first, end), (way(first, end, "Fechar", who=(Who.ADMINISTRATOR,)),))
    page = room.page(world.open(type_id=flow.type_id))
    assert not page.header.advance.isEnabled()
    assert "Fechar" in page.header.advance.toolTip()


def test_the_dialog_asks_what_the_move_and_both_stages_demand(dialog):
    fields = dialog.demanded
    assert set(fields.own.fields) == {"priority"}
    assert fields.custom.shown_keys() == ["causa", "laudo", "equipe"]
    slots = fields.custom.sheet.slots
    assert [slots[key].required for key in ("causa", "laudo", "equipe")] == [True, True, True]
    assert not slots["laudo"].read_only
    assert list(dialog.checks.boxes) == ["luz"]
    assert [dialog.reason.itemText(n) for n in range(dialog.reason.count())] == ["No reason", "Sem peça"]
    assert "Encerrar" in dialog.fields["condition"]._line.text()
    model = dialog.condition.model()
    assert [model.item(n).isEnabled() for n in range(3)] == [True, False, False]


def test_each_problem_stands_beside_its_field_and_nothing_moves(room, world, page, dialog):
    dialog.submit()
    room.settle()
    custom = dialog.demanded.custom
    assert "Triagem" in custom.complaint("causa")
    assert "Reparo" in custom.complaint("equipe")
    assert custom.complaint("laudo")
    assert dialog.fields["reason"].complaint()
    assert dialog.fields["comment"].complaint()
    assert "Luz" in dialog.fields["checklist"].complaint()
    assert card(world, page.ticket).stage_id == page.card.flow.entry.id


def test_all_filled_in_moves_and_writes_in_one_step(room, world, page, dialog):
    dialog.demanded.custom.fill({"causa": "Chuva", "laudo": "Queimou", "equipe": "Sul"})
    dialog.checks.boxes["luz"].click()
    dialog.reason.setCurrentIndex(1)
    dialog.comment.setPlainText("Levar escada")
    dialog.submit()
    room.settle()
    after = card(world, page.ticket)
    assert after.flow.stage(after.stage_id).name == "Reparo"
    assert dict(after.values) == {"causa": "Chuva", "laudo": "Queimou", "equipe": "Sul"}
    assert after.visits[-1].reason == "Sem peça"


def test_a_value_that_moved_meanwhile_shows_both_and_keeps_mine(room, world, page, dialog):
    dialog.demanded.custom.fill({"causa": "minha", "laudo": "Queimou", "equipe": "Sul"})
    dialog.checks.boxes["luz"].click()
    dialog.reason.setCurrentIndex(1)
    dialog.comment.setPlainText("Levar escada")
    world.desk.run(ChangeTicket(ticket=page.ticket, changes=wants(causa="deles")))
    dialog.submit()
    room.settle()
    assert all(word in dialog.bar.sentence() for word in ("Ana Prado", "deles", "minha"))
    dialog._choose("mine")
    room.settle()
    assert card(world, page.ticket).values["causa"] == "minha"


def test_the_path_leads_only_through_open_moves(room, page):
    end = next(s for s in page.card.flow.stages if s.kind is StageKind.RESOLVED)
    assert not page.acts.advance_to(str(end.id))
