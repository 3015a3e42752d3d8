"""The LGPD centre, as somebody who attends to data subjects works with it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import ChangeClient, GetClient
from pacdesk.desk.privacy import retention
from pacdesk.desk.privacy.commands import (
    ErasePerson,
    ListErasures,
    ListHolds,
    ListRequests,
    ListRetention,
    SaveRetention,
)
from pacdesk.desk.privacy.rules import (
    PersonKind,
    Place,
    RequestKind,
    RequestState,
    RetentionKind,
)
from pacdesk.desk.tickets.commands import CancelTicket, Timeline
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.gui import areas, pages
from pacdesk.gui.context import EditClient, OpenTicketTab, ShowPreview, ShowPrivacy
from pacdesk.gui.privacy import words
from pacdesk.gui.privacy.dialogs import AnswerDialog, EraseDialog, HoldDialog, RequestDialog
from pacdesk.gui.privacy.erased_drafts import ErasedDrafts
from pacdesk.gui.privacy.retention_pane import SampleDialog
from pacdesk.gui.tickets.entry_layout import is_card
from pacdesk.gui.tickets.entry_words import sentence_of
from tests.desk.privacy.holder import NAME, settle
from tests.gui.ticket_desk import Room


@pytest.fixture
def centre(room):
    page = pages.make(room.context, ShowPrivacy())
    room.qtbot.addWidget(page)
    page.show()
    room.settle()
    return page


def look(room, centre, typed=NAME):
    centre.people.search.setText(typed)
    centre.people.search.returnPressed.emit()
    room.qtbot.waitUntil(lambda: bool(centre.people.model.records), timeout=10_000)
    centre.people.list.setCurrentIndex(centre.people.model.index(0))
    room.qtbot.waitUntil(lambda: centre.people.card is not None, timeout=10_000)


def test_every_kind_and_place_has_words():
    assert all(map(words.place, Place))
    assert all(map(words.person, PersonKind))
    assert all(map(words.request, RequestKind))
    assert all(map(words.state, RequestState))
    assert all(map(words.retention, RetentionKind))


def test_a_person_is_found_exported_and_erased(room, world, centre, tmp_path):
    settle(world.desk, world)
    look(room, centre)
    people = centre.people
    assert people.erase.isEnabled()
    people.export_to(tmp_path)
    room.qtbot.waitUntil(lambda: bool(list(tmp_path.rglob("*zeferina.txt"))), timeout=30_000)
    (written,) = tmp_path.glob("dados-*.json")
    assert json.loads(written.read_text("utf-8"))["person"]["name"] == NAME
    (paper,) = tmp_path.glob("dados-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    people.start_erasing()
    dialog = room.dialog(EraseDialog)
    dialog.reason.setText("Pedido do titular")
    assert not dialog.verb.isEnabled()
    dialog.typed.setText(NAME.lower())
    assert dialog.verb.isEnabled()
    dialog.verb.click()
    assert dialog.job.isVisible()
    assert not dialog.verb.isEnabled()
    dialog.reject()  # going back stops it first
    room.qtbot.waitUntil(lambda: "Nothing was erased." in dialog.bar.sentence(), timeout=10_000)
    assert not dialog.job.isVisible()
    assert world.desk.ask(ListErasures()) == ()
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: bool(world.desk.ask(ListErasures())), timeout=30_000)
    room.qtbot.waitUntil(lambda: people.card.person.erased, timeout=10_000)
    assert people.card.person.name.startswith("Titular")
    assert not people.erase.isEnabled()
    room.qtbot.waitUntil(lambda: len(centre.erasures.model.records) == 1, timeout=10_000)


def test_what_stands_in_the_way_is_said_on_the_button(room, world, centre):
    settle(world.desk, world, close=False)
    look(room, centre)
    assert not centre.people.erase.isEnabled()
    assert "1 open ticket" in centre.people.erase.toolTip()


def test_a_correction_leads_to_the_form_and_is_an_answered_request(room, world, centre):
    holder = settle(world.desk, world)
    look(room, centre)
    went = []
    room.context.navigated.connect(went.append)
    centre.people.correct.click()
    room.qtbot.waitUntil(lambda: bool(went), timeout=10_000)
    assert went == [EditClient(holder.client)]
    (row,) = world.desk.ask(ListRequests(only_open=True))
    assert (row.kind, row.person_id) == (RequestKind.CORRECT, holder.client)
    card = world.desk.ask(GetClient(client=holder.client))
    after = replace(card.values, legal_name="Zeferina Q. Quaresma")
    world.desk.run(
        ChangeClient(client=card.id, version=card.version, before=card.values, values=after, imported=True)
    )
    room.qtbot.waitUntil(lambda: not world.desk.ask(ListRequests(only_open=True)), timeout=10_000)
    assert world.desk.ask(ListRequests())[0].state is RequestState.ANSWERED


def test_a_request_is_noted_and_answered(room, world, centre):
    centre.requests.new.click()
    dialog = room.dialog(RequestDialog)
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: bool(dialog.fields["person_name"].complaint()), timeout=10_000)
    dialog.name.setText("Joana Tavares")
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: bool(centre.requests.model.records), timeout=10_000)
    (row,) = world.desk.ask(ListRequests())
    assert row.due_on - row.asked_on == timedelta(days=15)
    room.settle()
    centre.requests.list.setCurrentIndex(centre.requests.model.index(0))
    room.qtbot.waitUntil(centre.requests.answer.isEnabled, timeout=10_000)
    centre.requests.answer.click()
    answer = room.dialog(AnswerDialog)
    answer.answer.setPlainText("Enviado")
    answer.verb.click()
    room.qtbot.waitUntil(lambda: not world.desk.ask(ListRequests(only_open=True)), timeout=10_000)
    room.qtbot.waitUntil(lambda: not centre.requests.answer.isEnabled(), timeout=10_000)


def test_a_client_and_a_ticket_are_held_and_let_go(room, world, centre):
    holder = settle(world.desk, world)
    look(room, centre)
    centre.people.hold.click()
    dialog = room.dialog(HoldDialog)
    dialog.reason.setPlainText("Processo 7")
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: "Processo 7" in centre.people.erase.toolTip(), timeout=10_000)
    room.qtbot.waitUntil(lambda: bool(centre.holds.model.records), timeout=10_000)
    centre.holds.list.setCurrentIndex(centre.holds.model.index(0))
    room.qtbot.waitUntil(centre.holds.lift.isEnabled, timeout=10_000)
    room.settle()
    centre.holds.lift.click()
    room.qtbot.waitUntil(lambda: not world.desk.ask(ListHolds()), timeout=10_000)
    centre.holds.start()
    dialog = room.dialog(HoldDialog)
    dialog.protocol.setText("999")
    dialog.reason.setPlainText("Processo 8")
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: bool(dialog.fields["protocol"].complaint()), timeout=10_000)
    (row,) = world.sql("SELECT protocol FROM tickets")
    dialog.protocol.setText(row[0])
    dialog.verb.setEnabled(True)
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: bool(world.desk.ask(ListHolds())), timeout=10_000)
    assert world.desk.ask(ListHolds())[0].ticket_id == holder.ticket


def test_a_rule_is_switched_on_shows_what_would_go_and_takes_it(room, world, centre):
    settle(world.desk, world)
    world.clock.pass_by(days=200)
    box = centre.retention.boxes[RetentionKind.TICKET_FILES]
    box.days.setText("20")
    box.basis.setText("CDC, art. 27")
    box.on.setChecked(True)
    box.try_save()
    room.qtbot.waitUntil(lambda: bool(box.fields["days"].complaint()), timeout=10_000)
    box.days.setText("100")
    box.try_save()
    room.qtbot.waitUntil(box.run.isEnabled, timeout=10_000)
    assert world.desk.ask(ListRetention())[1].active
    box.ask_run()
    dialog = room.dialog(SampleDialog)
    assert dialog.rows.count() == 1
    dialog.verb.click()
    room.qtbot.waitUntil(lambda: not world.sql("SELECT id FROM attachments"), timeout=10_000)


def test_a_long_rule_is_stopped_between_two_batches(room, world, centre, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 1)
    tickets = [world.open(f"Sala {n}") for n in range(3)]
    for ticket in tickets:
        world.desk.run(CancelTicket(ticket=ticket, reason="other", comment="Engano"))
    world.clock.pass_by(days=200)
    kind = RetentionKind.TICKET_TEXTS
    world.desk.run(SaveRetention(kind=kind, days=100, basis="CDC", active=True))
    box = centre.retention.boxes[kind]
    centre.retention.load()
    room.qtbot.waitUntil(box.run.isEnabled, timeout=10_000)
    box.ask_run()
    room.dialog(SampleDialog).verb.click()
    assert box.running
    assert box.run.isHidden()
    box.stop.click()
    room.qtbot.waitUntil(lambda: not box.running and box.line.count == 2, timeout=10_000)
    assert box.stop.isHidden()
    assert box.run.isEnabled()


def test_who_may_not_attend_reads_why(qtbot, manager, world, tmp_path):
    areas.load()
    room = Room(qtbot, manager, world.other, tmp_path, world.clock)
    page = pages.make(room.context, ShowPrivacy())
    room.qtbot.addWidget(page)
    assert not hasattr(page, "tabs")
    room.close()


def test_who_may_attend_and_not_erase_has_no_button_for_it(qtbot, manager, world, tmp_path):
    areas.load()
    settle(world.desk, world)
    attending = world.as_attendant("Eva Lima", rights=frozenset({str(Right.PRIVACY_ATTEND)}))
    room = Room(qtbot, manager, attending, tmp_path, world.clock)
    page = pages.make(room.context, ShowPrivacy())
    room.qtbot.addWidget(page)
    page.show()
    look(room, page)
    assert page.people.export.isEnabled()
    assert not page.people.erase.isEnabled()
    assert not page.retention.boxes[RetentionKind.READS].save.isEnabled()
    room.close()


def test_the_history_of_a_demand_is_one_click_from_its_ticket(room, world):
    """Decreto 11.034/2022, art. 12: the client's copy, without internal notes."""
    holder = settle(world.desk, world)
    went = []
    room.context.navigated.connect(went.append)
    page = pages.make(room.context, OpenTicketTab(holder.ticket))
    room.qtbot.addWidget(page)
    page.show()
    room.qtbot.waitUntil(lambda: page.acts.card is not None, timeout=10_000)
    page.acts.do("history")
    assert went == [ShowPreview((holder.ticket,), for_client=True)]
    shown = pages.make(room.context, went[0])
    room.qtbot.addWidget(shown)
    assert shown.audience.key() == Audience.CLIENT


def test_what_was_erased_says_so_in_the_discussion(world):
    holder = settle(world.desk, world)
    world.desk.run(ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido"))
    entries = world.desk.ask(Timeline(ticket=holder.ticket))
    gone = [entry for entry in entries if entry.erased]
    assert len(gone) >= 6
    assert not any(map(is_card, gone))
    assert all(sentence_of(entry).endswith("erased (LGPD)") for entry in gone)
    taken = next(entry for entry in entries if entry.kind == EventKind.TAKEN)
    assert sentence_of(taken) == "Ana Prado took the ticket"


def test_drafts_about_who_was_erased_go_too(room, world):
    holder = settle(world.desk, world)
    kept = room.context.drafts
    kept.save(f"ticket:{holder.ticket}", "reply", "Bom dia, Zeferina")
    kept.save(f"form:client:{holder.client}", "all", "Zeferina")
    kept.save("new-ticket", "all", "outra coisa")
    forgetter = ErasedDrafts(room.context)
    world.desk.run(ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido"))
    room.qtbot.waitUntil(lambda: len(kept.list()) == 1, timeout=10_000)
    assert kept.list()[0].text == "outra coisa"
    forgetter.deleteLater()
