"""Covered personal fields in the window: to read in forms, revealed by a click."""

from dataclasses import replace

import pytest

from pacdesk.desk.clients.commands import CreateClient, GetClient
from pacdesk.desk.clients.rows import ClientValues, ContactValues, RequesterKind
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Sight, new_id
from pacdesk.gui import areas, pages
from pacdesk.gui.context import EditClient, OpenClientTab, ShowPreview
from pacdesk.gui.tickets.own_fields import OwnFields
from tests.gui.ticket_desk import Room
from tests.gui.window_desk import wait


@pytest.fixture
def room(qtbot, manager, world, tmp_path):
    areas.load()
    sight = Sight(masked=frozenset({"email", "document"}), locked=frozenset({"phone"}))
    desk = world.root.acting(replace(world.other.actor, sight=sight))
    room = Room(qtbot, manager, desk, tmp_path, world.clock)
    yield room
    room.close()


@pytest.fixture
def client(world):
    made = new_id()
    values = ClientValues(
        legal_name="Aurora",
        kind=RequesterKind.PROSPECT,
        document="11.444.777/0001-61",
        email="oi@aurora.example",
    )
    contact = ContactValues(name="Rosa", email="rosa@aurora.example")
    world.desk.run(CreateClient(client=made, values=values, contacts=(contact,)))
    return made


def page(room, target):
    shown = pages.make(room.context, target)
    room.qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    room.settle()
    return shown


def test_covered_fields_are_to_read_and_the_rest_is_saved(room, world, client):
    shown = page(room, EditClient(client))
    form = shown.form
    for name in ("email", "document", "phone"):
        assert form.inputs[name].isReadOnly()
    assert not form.inputs["mobile"].isReadOnly()
    assert "•" in form.inputs["email"].text()
    form.inputs["trade_name"].set_value("Padaria")
    form.inputs["trade_name"].edited.emit()
    shown.try_save()
    room.settle()
    values = world.desk.ask(GetClient(client=client)).values
    assert (values.trade_name, values.email, values.document) == (
        "Padaria",
        "oi@aurora.example",
        "11444777000161",
    )


def test_a_click_reveals_the_client(room, world, client):
    shown = page(room, OpenClientTab(client))
    assert shown.reveal.isVisible()
    assert "•" in shown.card.values.email
    shown.contacts.choose(shown.card.contacts[0].id)
    assert shown.contacts.form.inputs["email"].isReadOnly()
    shown.contacts.start_new()
    assert not shown.contacts.form.inputs["email"].isReadOnly()
    shown.reveal.click()
    room.settle()
    assert shown.card.values.email == "oi@aurora.example"
    assert not shown.reveal.isVisible()
    assert len(world.sql("SELECT id FROM reads")) == 1


def test_s2_x_revealed_on_the_ticket_shows_in_the_list_and_the_dossier(room, world, client):
    ticket = world.open(kind=TicketKind.CLIENT, client=client)
    shown = room.page(ticket)
    assert shown.panel.reveal.isVisible()
    assert "•" in shown.card.client_email
    preview = page(room, ShowPreview((ticket,)))
    wait(lambda: preview.documents != ())
    assert preview.reveal.isVisible()
    shown.panel.reveal.click()
    room.settle()
    room.settle()
    assert shown.card.client_email == "oi@aurora.example"
    assert not shown.panel.reveal.isVisible()
    preview.build()
    wait(lambda: preview.documents[0].covers is None)
    assert not preview.reveal.isVisible()
    assert world.sql("SELECT count(*) FROM reads")[0][0] == 1


def test_s2_x_a_covered_address_is_not_to_be_changed_on_a_ticket(qtbot, manager, world, tmp_path):
    areas.load()
    sight = Sight(masked=frozenset({"address"}))
    room = Room(
        qtbot, manager, world.root.acting(replace(world.other.actor, sight=sight)), tmp_path, world.clock
    )
    fields = OwnFields(room.context, ("subject", "address"), parent=None)
    qtbot.addWidget(fields)
    assert fields.is_open("subject")
    assert not fields.is_open("address")
    fields.set_locked(None)
    assert not fields.fields["address"].editor.isEnabled()
    room.close()
