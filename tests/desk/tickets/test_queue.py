"""Lists of tickets, on both engines: every page of every order is a slice of the whole list."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text

from pacdesk.desk.tickets import paging
from pacdesk.desk.tickets.commands import (
    FindTicket,
    GetTicket,
    SaveSubject,
    SearchAll,
    TakeTicket,
    TicketCount,
    TicketPage,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.queue import day_of
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.tickets.rules import Verb
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import NotFound

SUBJECTS = ("Sem conexão", "Água no rack", "cabo rompido", "Árvore na rede", "zinco")


def some_tickets(world):
    """Nine tickets: four of them with a due time, two of those in the same minute."""
    timed = new_id()
    world.desk.run(SaveSubject(subject=timed, name="Com meta", goal_hours=4))
    made = [world.open(SUBJECTS[n % 5]) for n in range(5)]
    made += [world.open(f"Meta {n}", subject_id=timed) for n in range(4)]
    return made


def whole(world, **more):
    """A list in one page."""
    return [row.id for row in world.desk.ask(TicketPage(limit=1000, **more)).rows]


@pytest.mark.parametrize("sort", list(TicketSort))
def test_pages_are_slices_of_the_list_in_both_directions(both, sort):
    made = some_tickets(both)
    upwards = whole(both, sort=sort)
    assert sorted(upwards) == sorted(made)
    assert whole(both, sort=sort, descending=True) == upwards[::-1]
    for descending, wanted in ((False, upwards), (True, upwards[::-1])):
        found = []
        for offset in range(0, len(made) + 4, 2):
            page = both.desk.ask(TicketPage(sort=sort, descending=descending, offset=offset, limit=2))
            found += [row.id for row in page.rows]
        assert found == wanted


def test_names_sort_without_accents_and_capitals(both):
    some_tickets(both)
    rows = both.desk.ask(TicketPage(sort=TicketSort.SUBJECT, limit=5)).rows
    assert [row.subject for row in rows[:3]] == ["Água no rack", "Árvore na rede", "cabo rompido"]


def test_a_far_page_is_reached_over_fences_from_either_side(world, monkeypatch):
    monkeypatch.setattr(paging, "STRIDE", 2)
    monkeypatch.setattr(paging, "NEAR_ENOUGH", 0)
    some_tickets(world)
    for sort in (TicketSort.DUE, TicketSort.SUBJECT):
        for descending in (False, True, False):
            wanted = whole(world, sort=sort, descending=descending)
            for offset in (8, 3, 5, 6, 4, 7, 20):
                page = world.desk.ask(TicketPage(sort=sort, descending=descending, offset=offset, limit=2))
                assert [row.id for row in page.rows] == wanted[offset : offset + 2]
            assert world.desk.ask(TicketCount(sort=sort)) == 9, "a survey: from here on there are fences"


def test_what_was_remembered_is_forgotten_after_a_write(world, monkeypatch):
    monkeypatch.setattr(paging, "STRIDE", 2)
    monkeypatch.setattr(paging, "NEAR_ENOUGH", 0)
    some_tickets(world)
    world.desk.ask(TicketPage(sort=TicketSort.SUBJECT, offset=8, limit=2))
    assert world.desk.ask(TicketCount()) == 9
    first = world.open("aaa")
    assert world.desk.ask(TicketCount()) == 10
    assert world.desk.ask(TicketPage(sort=TicketSort.SUBJECT, limit=1)).rows[0].id == first
    assert len(world.desk.ask(TicketPage(sort=TicketSort.SUBJECT, offset=9, limit=5)).rows) == 1


def test_views_hold_what_their_names_say(both):
    mine, other = both.open("Minha"), both.open("De ninguém")
    both.desk.run(TakeTicket(ticket=mine))
    assert whole(both, filter=TicketFilter(view=TicketView.MINE)) == [mine]
    assert whole(both, filter=TicketFilter(view=TicketView.UNASSIGNED)) == [other]
    assert both.other.ask(TicketCount(filter=TicketFilter(view=TicketView.MINE))) == 0
    assert both.desk.ask(TicketCount(filter=TicketFilter(view=TicketView.ALL))) == 2


def test_due_today_and_overdue_follow_the_companys_day(both):
    soon, late = new_id(), new_id()
    both.desk.run(SaveSubject(subject=soon, name="Em breve", goal_hours=4))
    both.desk.run(SaveSubject(subject=late, name="Amanhã", goal_hours=20))
    today, tomorrow = both.open(subject_id=soon), both.open(subject_id=late)
    due_today, overdue = TicketFilter(view=TicketView.DUE_TODAY), TicketFilter(view=TicketView.OVERDUE)
    assert whole(both, filter=due_today) == [today]
    assert whole(both, filter=overdue) == []
    both.clock.pass_by(hours=12)
    assert whole(both, filter=overdue) == [today]
    assert whole(both, filter=due_today) == [today], "it is 22:00 of the same day in São Paulo"
    both.clock.pass_by(hours=3)
    assert whole(both, filter=due_today) == [tomorrow]


def test_a_day_is_the_companys_calendar_day():
    start, end = day_of(datetime(2026, 11, 21, 2, 30, tzinfo=UTC), "America/Sao_Paulo")
    assert (start.astimezone(UTC).hour, end - start) == (3, timedelta(days=1))
    assert start.day == 20


def test_words_match_by_prefix_without_accents_and_count_exactly(both):
    some_tickets(both)
    words = TicketFilter(words="conex")
    assert both.desk.ask(TicketCount(filter=words)) == 1
    assert [r.subject for r in both.desk.ask(TicketPage(filter=words)).rows] == ["Sem conexão"]
    assert both.desk.ask(TicketCount(filter=TicketFilter(words="met"))) == 4
    assert both.desk.ask(TicketCount(filter=TicketFilter(words="..."))) == 0
    pages = [
        [r.subject for r in both.desk.ask(TicketPage(filter=TicketFilter(words="met"), descending=down)).rows]
        for down in (False, True)
    ]
    assert pages[0] == pages[1][::-1]


def test_a_row_shows_what_its_reader_has_not_read(both):
    ticket = both.open()
    (row,) = both.other.ask(TicketPage()).rows
    assert row.unread
    (row,) = both.desk.ask(TicketPage()).rows
    assert not row.unread, "opened by the reader"
    assert (row.id, row.subject, row.stage_name, row.client_name) == (ticket, "Sem conexão", "Triagem", "")


def test_s3_04_a_ticket_is_found_by_protocol_number_and_short_id(both):
    ticket = both.open()
    card = both.desk.ask(GetTicket(ticket=ticket))
    masked = f"{card.protocol[:4]}.{card.protocol[4:11]}-{card.protocol[11]}"
    for typed in (card.protocol, masked, card.short_id, card.short_id.lower(), f" {masked} "):
        assert both.desk.ask(FindTicket(typed=typed)) == ticket
    for typed in ("", "nada", "2026.0000001-0"):
        assert both.desk.ask(FindTicket(typed=typed)) is None


def test_a_card_says_what_may_be_done_and_why_not(both):
    ticket = both.open()
    both.desk.run(TakeTicket(ticket=ticket))
    card = both.other.ask(GetTicket(ticket=ticket))
    assert card.may[Verb.REPLY]
    assert not card.may[Verb.TAKE]
    assert card.may[Verb.TAKE].code == "ticket.already_taken"
    assert card.attendant_name == "Ana Prado"
    assert [visit.stage_name for visit in card.visits] == ["Triagem"]


def test_a_ticket_of_another_portfolio_does_not_exist(both):
    from dataclasses import replace

    from pacdesk.desk.values import Sight

    ticket = both.open("Segredo")
    blind = both.root.acting(replace(both.desk.actor, sight=Sight(portfolios=frozenset({new_id()}))))
    for question in (GetTicket(ticket=ticket), Timeline(ticket=ticket)):
        with pytest.raises(NotFound):
            blind.ask(question)
    assert blind.ask(TicketCount()) == 0
    assert blind.ask(SearchAll(words="segredo")) == ()
    assert blind.ask(FindTicket(typed=both.desk.ask(GetTicket(ticket=ticket)).protocol)) is None


def test_search_finds_newest_first_and_goes_on_behind_a_page(both):
    ticket = both.open("Ação trabalhista")
    for n in range(3):
        both.clock.pass_by(minutes=1)
        command = WriteEntry(
            ticket=ticket,
            entry=new_id(),
            text=f"Sobre a ação {n}",
            visibility=Visibility.INTERNAL,
            at=both.clock(),
        )
        both.desk.run(command)
    hits = [*both.desk.ask(SearchAll(words="acao"))]
    assert [hit.kind for hit in hits] == ["entry", "entry", "entry", "ticket"]
    assert hits[0].snippet == "Sobre a ação 2"
    assert all(late.doc_id > early.doc_id for late, early in pairwise(hits))
    assert [*both.desk.ask(SearchAll(words="acao", before=hits[0].doc_id))] == hits[1:]
    assert [*both.desk.ask(SearchAll(words="acao", kinds=frozenset({"ticket"})))] == hits[3:]
    assert "Ação trabalhista" in hits[0].title
    assert both.desk.ask(SearchAll(words="  ")) == ()


def test_d12_s1_06_a_timeline_stands_in_the_order_of_time_then_number(both):
    ticket = both.open()
    later, earlier = both.clock(), both.clock.now - timedelta(hours=1)
    for at in (later, earlier):
        command = WriteEntry(ticket=ticket, entry=new_id(), text="x", visibility=Visibility.INTERNAL, at=at)
        both.desk.run(command)
    assert [entry.number for entry in both.desk.ask(Timeline(ticket=ticket))] == [3, 1, 2]
    assert [entry.number for entry in both.desk.ask(Timeline(ticket=ticket, after=2))] == [3]


def test_no_listing_question_loads_a_voided_ticket(both):
    both.open()
    with both.root.engine.begin() as connection:
        connection.execute(text("UPDATE tickets SET voided_at = opened_at"))
    assert both.desk.ask(TicketPage()).rows == ()


def test_s1_37_a_find_shows_nothing_that_only_the_index_reads(world):
    world.open("Câmara fria sem leitura")
    (hit,) = [hit for hit in world.desk.ask(SearchAll(words="camara")) if hit.kind == "ticket"]
    assert "zrev" not in hit.snippet
    assert "Câmara fria" in hit.snippet
