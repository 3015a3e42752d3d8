"""The checklist and the understanding on the page of a ticket, and what the history says of them."""

import pytest

from pacdesk.desk.clients.commands import CreateClient
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.tickets.commands import ChangeTicket, TickItem, WriteUnderstanding
from pacdesk.desk.tickets.rules import TicketKind, UnderstandingState
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import ActionKind, ActionRow, StageKind
from pacdesk.gui.tickets.entry_words import sentence_of
from pacdesk.gui.tickets.understanding_tab import DecideDialog
from tests.staged import bring, card, check, field, stage, wants, way


@pytest.fixture
def flow(world):
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        checklist=(check("luz acesa", required=True), check("cabo")),
    )
    end = stage("Fim", StageKind.RESOLVED)
    action = ActionRow(kind=ActionKind.SET_FIELD, field="causa", value="Pronto")
    return bring(world, (first, end), (way(first, end, "Fechar", actions=(action,)),), (field("causa"),))


@pytest.fixture
def page(room, world, flow):
    client = new_id()
    world.root.run(
        CreateClient(client=client, values=ClientValues(legal_name="Padaria Aurora"), imported=True)
    )
    return room.page(world.open(type_id=flow.type_id, kind=TicketKind.CLIENT, client=client))


def test_the_checklist_is_ticked_beside_the_discussion_and_says_who_did(room, world, page):
    items = page.panel.checklist.items
    assert [item.box.accessibleName() for item in items.values()] == ["Luz acesa (required)", "Cabo"]
    items["luz acesa"].box.click()
    room.settle()
    assert card(world, page.ticket).checked == {"luz acesa"}
    done = world.other.run(TickItem(ticket=page.ticket, item="cabo"))
    room.context.changes.emit(done.changes)
    room.settle()
    assert "Ana Prado" in items["luz acesa"].told.text()
    assert "Bruno Reis" in page.panel.checklist.items["cabo"].told.text()
    assert page.panel.checklist.items["cabo"].box.isChecked()
    items["luz acesa"].box.click()
    room.settle()
    assert card(world, page.ticket).checked == {"cabo"}


def test_s1_29_versions_stand_side_by_side_and_only_the_newest_is_decided(room, world, page):
    page._look_at(page.understanding)
    page.understanding.text.setPlainText("Trocar a fonte.")
    page.understanding.submit()
    room.settle()
    assert page.understanding.text.toPlainText() == ""
    world.desk.run(WriteUnderstanding(ticket=page.ticket, understanding=new_id(), text="Trocar tudo."))
    page.reload()
    room.settle()
    assert [version.text.toPlainText() for version in page.understanding.versions] == [
        "Trocar tudo.",
        "Trocar a fonte.",
    ]
    page.understanding.decide.click()
    dialog = room.dialog(DecideDialog)
    dialog.choice.choose("rejected")
    dialog._show_demands("rejected")
    dialog.submit()
    room.settle()
    assert dialog.fields["justification"].complaint()
    dialog.why.setPlainText("Muito caro")
    dialog.submit()
    room.settle()
    newest = card(world, page.ticket).understandings[-1]
    assert (newest.state, newest.justification) == (UnderstandingState.REJECTED, "Muito caro")
    assert not page.understanding.decide.isEnabled()
    assert "waiting" in page.understanding.decide.toolTip()


def test_nothing_to_ask_complains_and_the_draft_stays(room, page):
    page._look_at(page.understanding)
    page.understanding.submit()
    room.settle()
    assert page.understanding.field.complaint()
    page.understanding.text.setPlainText("Meia frase")
    page.understanding.keep_draft()
    room.settle()
    again = room.page(page.ticket)
    assert again.understanding.text.toPlainText() == "Meia frase"


def test_the_history_says_it_in_words(room, world, page):
    world.desk.run(TickItem(ticket=page.ticket, item="luz acesa"))
    world.desk.run(TickItem(ticket=page.ticket, item="cabo"))
    world.desk.run(TickItem(ticket=page.ticket, item="cabo", done=False))
    world.desk.run(ChangeTicket(ticket=page.ticket, changes=wants(causa="Chuva")))
    understanding = new_id()
    world.desk.run(WriteUnderstanding(ticket=page.ticket, understanding=understanding, text="Trocar."))
    page.reload()
    room.settle()
    page.acts.do("decide")
    room.dialog(DecideDialog).submit()
    room.settle()
    page.acts.advance(page.card.moves[0].way.id)
    from pacdesk.gui.tickets.advance_dialog import AdvanceDialog

    room.dialog(AdvanceDialog).submit()
    room.settle()
    told = [sentence_of(entry) for entry in room.entries(page.ticket)]
    assert "Ana Prado ticked “Luz acesa”" in told
    assert "Ana Prado took the tick off “Cabo”" in told
    assert "Ana Prado changed Causa: Chuva" in told
    assert "Padaria Aurora approved version 1, noted by Ana Prado" in told
    assert "“Fechar” changed Causa: Pronto" in told
