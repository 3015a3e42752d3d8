"""The page of a ticket on a real desk: what it shows, what it does, and how it follows others."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from pacdesk.desk.clients.commands import CreateClient
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    ChangeTicket,
    CorrectEntry,
    FieldChange,
    GetTicket,
    TakeTicket,
)
from pacdesk.desk.tickets.rules import Status, TicketKind, WaitingOn
from pacdesk.desk.values import new_id
from pacdesk.gui.context import OpenClientTab, ShowPreview
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.entry_menu import CorrectDialog
from pacdesk.gui.tickets.moves import CancelDialog, HandOverDialog, ReopenDialog, WaitDialog
from pacdesk.gui.tickets.timeline import Shown


def test_s3_30_taking_says_the_exact_sentence_and_can_be_undone(room, world):
    page = room.page(world.open())
    page.header.take.click()
    room.settle()
    ((told, undo),) = room.toasts
    assert told == "Ticket taken successfully!"
    assert undo is not None
    assert not page.header.take.isEnabled()
    assert "yours since" in page.header.take.toolTip()
    assert page.header.take.accessibleDescription() == page.header.take.toolTip()


def test_s3_29_the_second_learns_who_was_first(room, world):
    ticket = world.open()
    page = room.page(ticket)
    world.other.run(TakeTicket(ticket=ticket))
    page.acts.do("take")
    room.settle()
    (error,) = room.told
    assert error.code == "ticket.already_taken"
    room.settle()
    assert "Bruno Reis" in page.header.take.toolTip()


def test_the_page_follows_what_others_do(room, world):
    ticket = world.open()
    page = room.page(ticket)
    before = page.timeline.entries.rowCount()
    room.write(ticket, "Alguma novidade?", desk=world.other, from_client=True)
    room.context.changes.emit(room.desk.run(TakeTicket(ticket=ticket)).changes)
    room.settle()
    assert page.timeline.entries.rowCount() == before + 2
    assert page.card.pending_interaction == "internal"


def test_d2_five_facts_and_path_show_where_it_stands(room, world):
    page = room.page(world.open())
    assert [fact.value for fact in page.facts._facts][:3] == ["New", "Pending", page.card.flow.entry.name]
    assert page.path.shown()[0].name == page.card.flow.entry.name


def test_s1_26_advancing_asks_the_condition_and_moves(room, world):
    ticket = world.open()
    page = room.page(ticket)
    ways = page.card.flow.ways_out(page.card.stage_id)
    page.acts.advance(ways[0].id)
    dialog = room.dialog(AdvanceDialog)
    room.settle()
    assert dialog.condition.currentData() == ways[0].id
    dialog.submit()
    room.settle()
    assert page.card.stage_id == ways[0].to_stage_id


def test_a_stage_that_moved_meanwhile_is_told_in_the_dialog(room, world):
    ticket = world.open()
    page = room.page(ticket)
    ways = page.card.flow.ways_out(page.card.stage_id)
    page.acts.advance(ways[0].id)
    dialog = room.dialog(AdvanceDialog)
    world.other.run(AdvanceTicket(ticket=ticket, transition=ways[0].id))
    dialog.submit()
    room.settle()
    assert "moved the ticket" in dialog.bar.sentence()


def test_handing_over_without_reason_complains_beside_the_field(room, world):
    page = room.page(world.open())
    page.acts.do("hand_over")
    dialog = room.dialog(HandOverDialog)
    room.settle()
    bruno = dialog.hands.person.findText("Bruno Reis")
    dialog.hands.person.setCurrentIndex(bruno)
    dialog.submit()
    room.settle()
    assert dialog.fields["reason"].complaint()
    dialog.comment.setPlainText("Troca de turno")
    dialog.submit()
    room.settle()
    assert page.card.attendant_name == "Bruno Reis"


def test_s1_31_cancel_and_d10_reopen_with_reasons(room, world):
    page = room.page(world.open())
    page.acts.do("cancel")
    dialog = room.dialog(CancelDialog)
    dialog.reason.setCurrentIndex(dialog.reason.findData("other"))
    dialog.submit()
    room.settle()
    assert dialog.fields["comment"].complaint()
    dialog.comment.setPlainText("Pedido do gestor")
    dialog.submit()
    room.settle()
    assert page.card.status is Status.CANCELLED
    assert not page.composer.send.isEnabled()
    page.acts.do("reopen")
    dialog = room.dialog(ReopenDialog)
    dialog.submit()
    room.settle()
    assert dialog.fields["reason"].complaint()
    dialog.reason.setPlainText("Voltou a falhar")
    dialog.submit()
    room.settle()
    assert page.card.status is not Status.CANCELLED


def test_d3_waiting_and_no_longer(room, world):
    page = room.page(world.open())
    page.acts.do("wait_third")
    room.dialog(WaitDialog).submit()
    room.settle()
    assert page.card.waiting_on is WaitingOn.THIRD_PARTY
    page.acts.do("wait_attendant")
    room.settle()
    assert page.card.waiting_on is WaitingOn.DEPARTMENT


def test_actions_stand_in_order_and_go_into_the_menu_when_narrow(room, world):
    page = room.page(world.open())
    header = page.header
    lefts = [b.x() for b in (header.take, header.hand_over, header.reply, header.advance, header.more)]
    assert lefts == sorted(lefts)
    page.resize(500, 700)
    room.settle()
    assert header.reply.isHidden()
    assert not header.advance.isHidden()
    header._fill_menu()
    assert "reply" in [action.data() for action in header._menu.actions()]


def test_the_facts_panel_folds_on_a_narrow_page(room, world):
    page = room.page(world.open(), size=(720, 700))
    assert page.width() == 720
    assert page.panel.isHidden()
    page._fold.click()
    assert page.panel.isVisible()
    assert page.panel.geometry().right() < page.width()
    page.resize(1300, 700)
    assert page._fold.isHidden()


def test_the_switch_cuts_to_what_the_client_sees(room, world):
    ticket = world.open()
    room.write(ticket, "Para todos")
    room.write(ticket, "Só nós", client=False)
    page = room.page(ticket)
    texts = lambda: [page.timeline.entries.entry_at(n).text for n in range(page.timeline.entries.rowCount())]  # noqa: E731
    page.switch.choose(Shown.CLIENT)
    assert "Para todos" in texts()
    assert "Só nós" not in texts()
    page.switch.choose(Shown.INTERNAL)
    assert texts() == ["Só nós"]


def test_it_opens_at_the_first_unread_and_own_entries_are_no_news(room, world):
    ticket = world.open()
    room.write(ticket, "minha")
    for n in range(30):
        room.write(ticket, f"deles {n}", desk=world.other)
    page = room.page(ticket)
    first = page.timeline.entries.first_unread()
    assert page.timeline.entries.entry_at(first).text == "deles 0"
    assert page.timeline.visualRect(page.timeline.entries.index(first)).top() >= 0


def test_it_opens_at_the_entry_that_was_found(room, world):
    ticket = world.open()
    wanted = [room.write(ticket, f"entrada {n}") for n in range(40)][7]
    page = room.page(ticket, entry=wanted)
    assert page.timeline.entries.entry_at(page.timeline.currentIndex().row()).id == wanted


def test_d18_a_correction_takes_the_place_of_the_text_and_is_marked(room, world):
    ticket = world.open()
    entry = room.write(ticket, "Previsao 12:30")
    page = room.page(ticket)
    model = page.timeline.entries
    shown = model.entry_at(model.position_of(entry))
    CorrectDialog(room.context, ticket, shown, model.text_of(shown), page).show()
    dialog = room.dialog(CorrectDialog)
    dialog.text.setPlainText("Previsão 13:00")
    dialog.submit()
    room.settle()
    shown = model.entry_at(model.position_of(entry))
    assert model.text_of(shown) == "Previsão 13:00"
    assert model.is_corrected(shown)
    room.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=model.latest(shown).id, text="14:00"))
    room.settle()
    assert model.text_of(model.entry_at(model.position_of(entry))) == "14:00"


def test_d18_after_five_minutes_the_menu_says_why_not(room, world):
    ticket = world.open()
    entry = room.write(ticket, "Antiga")
    page = room.page(ticket)
    shown = next(e for e in page.timeline.entries.entries if e.id == entry)
    world.clock.pass_by(minutes=6)
    room.context.now = lambda: shown.recorded_at + timedelta(minutes=6)
    assert "5 minutes" in page._menu._no_correction(shown)


def test_a_field_that_moved_shows_both_values_and_keeps_mine(room, world):
    ticket = world.open("Sem conexão")
    page = room.page(ticket)
    page.data.title.setText("Minha versão")
    world.other.run(
        ChangeTicket(
            ticket=ticket,
            changes=(FieldChange(name="subject", seen="Sem conexão", wanted="Versão do Bruno"),),
        )
    )
    page.data.submit()
    room.settle()
    told = page.data.bar.sentence()
    assert "Bruno Reis" in told
    assert "Versão do Bruno" in told
    assert "Minha versão" in told
    page.data._choose("mine")
    room.settle()
    assert room.desk.ask(GetTicket(ticket=ticket)).subject == "Minha versão"


def test_a_required_field_complains_beside_itself(room, world):
    page = room.page(world.open())
    page.data.title.clear()
    page.data.submit()
    room.settle()
    assert page.data.fields["subject"].complaint()


def test_what_is_not_saved_survives_a_refresh(room, world):
    ticket = world.open("Sem conexão")
    page = room.page(ticket)
    page.data.title.setText("Ainda escrevendo")
    room.desk.run(TakeTicket(ticket=ticket))
    room.settle()
    assert page.data.title.text() == "Ainda escrevendo"


def test_a_ticket_that_is_not_there_says_so(room):
    page = room.page(new_id())
    assert page._lost.isVisible()
    assert page._whole.isHidden()


def test_print_leads_to_the_preview_and_the_link_is_copied(room, world, qapp):
    ticket = world.open()
    page = room.page(ticket)
    page.acts.do("print")
    assert room.targets == [ShowPreview((ticket,))]
    page.acts.do("link")
    assert qapp.clipboard().text().startswith("pacdesk:ticket/2026.")


def test_every_control_has_a_name_and_a_way_by_key(room, world):
    page = room.page(world.open())
    for place in range(page._stack.count()):
        page._tabs.setCurrentIndex(place)
        for button in page.findChildren(QAbstractButton):
            inner = button.objectName() == "qt_tableview_cornerbutton"
            assert inner or not button.isVisible() or button.accessibleName() or button.text()
        for editor in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
            inner = editor.objectName().startswith("qt_")
            assert inner or not editor.isVisible() or editor.accessibleName()
    for shown in (page.timeline, page.facts, page.path, page.stages.table, page.history.table):
        assert shown.accessibleName()
        assert shown.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_s3_32_escape_goes_back_to_the_client(room, world, qtbot):
    client = new_id()
    values = ClientValues(
        legal_name="Cliente Exemplo Ltda",
        trade_name="Cliente Exemplo",
        document="11222333000181",
        phone="4933307788",
        email="ti@exemplo.example",
    )
    room.desk.run(CreateClient(client=client, values=values, imported=True))
    ticket = world.open(kind=TicketKind.CLIENT, client=client)
    page = room.page(ticket)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Escape)
    assert room.targets == [OpenClientTab(client)]
    assert page.panel.isVisible()


def test_long_names_and_empty_values_do_not_break_the_page(room, world):
    page = room.page(world.open("palavra" * 60))
    assert page.width() == 1200
    assert page.header.subject.toolTip() == "palavra" * 60


def test_many_entries_are_all_there(room, world):
    ticket = world.open()
    for n in range(60):
        room.write(ticket, f"linha {n}\n" * (1 + n % 3))
    page = room.page(ticket)
    assert page.timeline.entries.cards() == 61
    assert page.timeline.verticalScrollBar().maximum() > 0
