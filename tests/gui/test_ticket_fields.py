"""A ticket's form as its stage lets it be: shown, hidden, locked, demanded, saved, kept."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from pacdesk.desk.tickets.commands import AdvanceTicket, ChangeTicket, FieldChange
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.workflow.rows import FieldKind, StageKind
from tests.staged import bring, card, field, flag, stage, wants, way


@pytest.fixture
def flow(world):
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=(
            flag("causa", required=True),
            flag("secreto", hidden_inside=True),
            flag("fixo", read_only=True),
            flag("priority", read_only=True),
            flag("reserved_on", hidden_inside=True),
            flag("best_time", required=True),
        ),
    )
    second = stage("Reparo", flags=(flag("causa", read_only=True),))
    end = stage("Fim", StageKind.RESOLVED)
    return bring(
        world,
        (first, second, end),
        (way(first, second, "Seguir"), way(second, end, "Concluir")),
        (
            field("causa"),
            field("secreto"),
            field("fixo"),
            field("conta", FieldKind.NUMBER),
            field("cor", FieldKind.CHOICE, "azul", "verde"),
            field("confirmado", FieldKind.YES_NO),
        ),
    )


@pytest.fixture
def page(room, world, flow):
    page = room.page(world.open(type_id=flow.type_id))
    page._tabs.setCurrentIndex(1)
    room.settle()
    return page


def test_s1_25_s1_33_the_form_shows_hides_locks_and_demands_by_stage(page):
    assert page.data.all.custom.shown_keys() == ["causa", "fixo", "conta", "cor", "confirmado"]
    assert page.data.all.custom.sheet.slots["causa"].required
    assert page.data.all.custom.sheet.slots["fixo"].read_only
    assert page.data.fields["reserved_on"].isHidden()
    assert not page.data.fields["priority"].editor.isEnabled()
    assert "Triagem" in page.data.fields["priority"].editor.accessibleDescription()
    assert "required" in page.data.fields["best_time"].editor.accessibleName()
    assert "required" not in page.data.fields["subject_id"].editor.accessibleName()


def test_custom_fields_are_saved_together_with_own_ones_in_one_change(room, world, page):
    page.data.title.setText("Outro título")
    page.data.all.custom.fill({"causa": "Chuva", "conta": "0", "confirmado": False})
    page.data.submit()
    room.settle()
    after = card(world, page.ticket)
    assert after.subject == "Outro título"
    assert dict(after.values) == {"causa": "Chuva", "conta": "0", "confirmado": False}
    assert not page.data.all.changes()
    assert [text for text, undo in room.toasts if undo] == ["Changes saved"]


def test_a_wrong_value_complains_beside_its_field_and_nothing_is_saved(room, world, page):
    page.data.all.custom.input_of("conta").setText("muito")
    page.data.title.setText("Outro título")
    page.data.submit()
    room.settle()
    assert "muito" in page.data.all.custom.complaint("conta")
    assert card(world, page.ticket).subject == "Sem conexão"


def test_a_custom_field_that_moved_shows_both_values(room, world, page):
    page.data.all.custom.fill({"cor": "azul"})
    world.other.run(ChangeTicket(ticket=page.ticket, changes=wants(cor="verde")))
    page.data.submit()
    room.settle()
    told = page.data.bar.sentence()
    assert all(word in told for word in ("Bruno Reis", "Cor", "Verde", "Azul"))
    page.data._choose("theirs")
    room.settle()
    assert not page.data.all.changes()
    assert page.data.all.custom.values()["cor"] == "verde"
    assert "Azul" in page.data.bar.sentence()
    page.data._choose("back")
    assert page.data.all.custom.values()["cor"] == "azul"
    page.data.submit()
    room.settle()
    assert card(world, page.ticket).values["cor"] == "azul"


def test_keeping_mine_writes_over_what_was_shown(room, world, page):
    page.data.all.custom.fill({"causa": "minha"})
    world.other.run(ChangeTicket(ticket=page.ticket, changes=wants(causa="deles")))
    page.data.submit()
    room.settle()
    page.data._choose("mine")
    room.settle()
    assert card(world, page.ticket).values["causa"] == "minha"


def test_what_was_typed_survives_what_others_do_to_other_fields(room, world, page):
    page.data.all.custom.fill({"causa": "Ainda escrevendo"})
    done = world.other.run(ChangeTicket(ticket=page.ticket, changes=wants(cor="verde")))
    room.context.changes.emit(done.changes)
    room.settle()
    assert page.data.all.custom.values()["cor"] == "verde"
    assert page.data.all.custom.values()["causa"] == "Ainda escrevendo"
    page.data.submit()
    room.settle()
    assert dict(card(world, page.ticket).values) == {"cor": "verde", "causa": "Ainda escrevendo"}


def test_a_move_dresses_the_form_anew_and_locks_what_was_being_typed(room, world, flow, page):
    (change,) = wants(causa="Chuva")
    world.other.run(ChangeTicket(ticket=page.ticket, changes=(change,)))
    page.data.all.custom.fill({"causa": "minha"})
    done = world.other.run(AdvanceTicket(ticket=page.ticket, transition=flow.ways_out(flow.entry.id)[0].id))
    room.context.changes.emit(done.changes)
    room.settle()
    assert page.data.all.custom.shown_keys()[:2] == ["causa", "secreto"]
    assert page.data.all.custom.values()["causa"] == "Chuva"
    assert not page.data.all.changes()
    assert page.data.fields["priority"].editor.isEnabled()


def test_the_draft_of_the_form_comes_back_and_can_be_dropped(room, world, page):
    page.data.title.setText("Ainda escrevendo")
    page.data.all.custom.fill({"causa": "Rascunho"})
    page.data._edited()
    page.data.keep_draft()
    room.settle()
    again = room.page(page.ticket)
    room.settle()
    assert again.data.title.text() == "Ainda escrevendo"
    assert again.data.all.custom.values()["causa"] == "Rascunho"
    assert "is back" in again.data.bar.sentence()
    again.data._choose("drop")
    room.settle()
    third = room.page(page.ticket)
    assert third.data.title.text() == "Sem conexão"


def test_a_closed_ticket_locks_every_field(room, world, flow, page):
    world.desk.run(
        ChangeTicket(ticket=page.ticket, changes=(FieldChange(name="causa", seen=None, wanted="x"),))
    )
    world.desk.run(AdvanceTicket(ticket=page.ticket, transition=flow.transitions[0].id))
    done = world.desk.run(AdvanceTicket(ticket=page.ticket, transition=flow.transitions[1].id))
    room.context.changes.emit(done.changes)
    room.settle()
    assert not page.data.save.isEnabled()
    assert not page.data.fields["subject"].editor.isEnabled()
    assert page.data.all.custom.sheet.locked


def test_the_panel_leaves_out_what_the_stage_hides(room, world, flow):
    ticket = world.open(type_id=flow.type_id)
    with world.root.engine.begin() as connection:  # as an import brings it: opening refuses what is hidden
        connection.execute(update(Ticket).values(reserved_on=date(2026, 12, 1)))
    page = room.page(ticket)
    assert not any(name.startswith("Reserved") for name in _told_in(page.panel))
    world.desk.run(AdvanceTicket(ticket=ticket, transition=flow.transitions[0].id, values=wants(causa="x")))
    page.reload()
    room.settle()
    assert any(name.startswith("Reserved") for name in _told_in(page.panel))


def _told_in(panel):
    return [label.accessibleName() for label in panel.findChildren(QLabel)]
