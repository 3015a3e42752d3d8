"""Referring a ticket outside its portfolio, in the window (D20)."""

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.tickets.commands import ListReferrals
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.values import new_id
from pacdesk.gui.tickets.queue_words import news_word
from pacdesk.gui.tickets.refer_dialog import ReferDialog
from pacdesk.gui.tickets.words import EVENT_ICONS


def test_every_event_has_a_word_and_an_icon():
    assert all(news_word(kind) for kind in EventKind)
    assert set(EVENT_ICONS) == set(EventKind)


def test_d20_a_ticket_is_referred_listed_and_taken_back(room, world):
    user = new_id()
    world.desk.run(CreateUser(user=user, login="bia", name="Bia Lima"))
    ticket = world.open()
    page = room.page(ticket)
    page.acts.do("refer")
    dialog = room.dialog(ReferDialog)
    room.settle()
    dialog.submit()
    assert dialog.fields["user"].complaint()
    dialog.person.set_value(user)
    dialog.until.setText("12/31/2099")
    dialog.submit()
    room.settle()
    (row,) = world.desk.ask(ListReferrals(ticket=ticket))
    assert (row.user, row.name, row.by) == (user, "Bia Lima", "Ana Prado")
    assert "Bia Lima" in " ".join(str(entry.payload) for entry in room.entries(ticket))
    page.acts.do("refer")
    dialog = room.dialog(ReferDialog)
    room.settle()
    dialog.ends[0].click()
    room.settle()
    assert world.desk.ask(ListReferrals(ticket=ticket)) == ()
    assert not dialog.ends
