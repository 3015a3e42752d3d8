"""Opening, taking and writing, on both engines."""

import pytest

from pacdesk.desk.tickets.commands import OpenTicket, TakeTicket, WriteEntry
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import Conflict, Invalid


def test_s3_02_every_missing_field_is_named(both):
    with pytest.raises(Invalid) as refusal:
        both.desk.run(OpenTicket(ticket=new_id()))
    assert {p.field for p in refusal.value.problems} == {
        "client",
        "type",
        "subject",
        "department",
        "description",
    }


def test_s3_04_protocols_follow_one_another_and_check(both):
    both.open()
    both.open()
    found = [row[0] for row in both.sql("SELECT protocol FROM tickets ORDER BY protocol")]
    assert [p[:11] for p in found] == ["20260000001", "20260000002"]


def test_s3_29_the_first_wins_and_the_second_learns_who_did(both):
    ticket = both.open()
    both.desk.run(TakeTicket(ticket=ticket))
    with pytest.raises(Conflict) as refusal:
        both.other.run(TakeTicket(ticket=ticket))
    assert refusal.value.code == "ticket.already_taken"
    assert refusal.value.facts["who"] == "Ana Prado"


def test_s3_25_a_reply_leaves_the_word_to_the_client(both):
    ticket = both.open()
    both.desk.run(WriteEntry(ticket=ticket, entry=new_id(), text="Olá", visibility=Visibility.CLIENT))
    ((pending, version),) = both.sql("SELECT pending_interaction, version FROM tickets")
    assert pending == "external"
    assert version == 1, "a comment never moves the ticket's version"
