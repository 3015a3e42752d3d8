"""Custom fields where a ticket is opened: those of the entry stage, kept in the draft, given with it."""

from pathlib import Path

import pytest

from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.workflow.rows import FieldKind, StageKind
from pacdesk.gui.context import NewTicket
from pacdesk.gui.editing.custom_files import FilesField
from pacdesk.gui.tickets.new_ticket import NewTicketPage
from tests.staged import bring, card, field, flag, stage, way


@pytest.fixture
def flow(world):
    first = stage(
        "Telefone",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=(flag("causa", required=True), flag("laudo", hidden_inside=True)),
    )
    other = stage("Vistoria", StageKind.ENTRY, flags=(flag("causa", read_only=True),))
    end = stage("Fim", StageKind.RESOLVED)
    return bring(
        world,
        (first, other, end),
        (way(first, end, "Fechar"), way(other, end, "Encerrar")),
        (
            field("causa"),
            field("laudo"),
            field("conta", FieldKind.NUMBER, default="3"),
            field("fotos", FieldKind.FILE),
        ),
    )


@pytest.fixture
def page(room, flow):
    page = _page(room)
    page._ui.type.set_value(flow.type_id)
    page._type_chosen()
    room.settle()
    page._ui.kind.set_value(TicketKind.OWN_STRUCTURE)
    page._kind_chosen()
    page.form.fill({"subject": "Vazamento", "description": "No teto"})
    return page


def _page(room):
    page = NewTicketPage(room.context, NewTicket())
    room.qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    room.settle()
    return page


def test_s1_30_the_entry_stage_decides_which_fields_are_given(room, page):
    part = page.fields_part
    assert part.custom.shown_keys() == ["causa", "conta", "fotos"]
    assert "Causa" in part._demands.text()
    part.entry.setCurrentIndex(1)
    assert part.custom.shown_keys() == ["causa", "laudo", "conta", "fotos"]
    assert part.custom.sheet.slots["causa"].read_only


def test_values_and_entry_go_with_the_ticket_and_files_follow(room, world, page, tmp_path):
    part = page.fields_part
    part.custom.fill({"causa": "Chuva", "conta": None})
    photo = Path(tmp_path) / "foto.txt"
    photo.write_text("foto")
    files = part.custom.input_of("fotos")
    assert isinstance(files, FilesField)
    files.add_paths([photo])
    room.settle()
    page.try_save()
    room.settle()
    opened = card(world, page.ticket_id())
    assert opened.flow.stage(opened.stage_id).name == "Telefone"
    assert opened.values["causa"] == "Chuva"
    assert "conta" not in opened.values
    assert opened.value_names["fotos"] == "foto.txt"


def test_the_other_entry_is_taken_when_chosen_and_the_default_stands(room, world, page):
    page.fields_part.entry.setCurrentIndex(1)
    page.try_save()
    room.settle()
    opened = card(world, page.ticket_id())
    assert opened.flow.stage(opened.stage_id).name == "Vistoria"
    assert dict(opened.values) == {"conta": "3"}


def test_a_wrong_value_stands_beside_its_field_and_nothing_is_opened(room, page):
    page.fields_part.custom.input_of("conta").setText("muitas")
    page.try_save()
    room.settle()
    assert "muitas" in page.fields_part.custom.complaint("conta")
    assert not room.targets


def test_the_draft_brings_the_custom_fields_back(room, flow, page):
    page.fields_part.custom.fill({"causa": "Rascunho"})
    page._changed()
    page.draft.save()
    room.settle()
    again = _page(room)
    room.settle()
    assert again._ui.type.value() == flow.type_id
    assert again.fields_part.custom.values()["causa"] == "Rascunho"
