"""Changing fields, correcting entries, files, what has been read, and the registers; both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pacdesk.desk.tickets.commands import (
    AttachFiles,
    CancelTicket,
    ChangeTicket,
    CorrectEntry,
    FieldChange,
    GetTicket,
    HideAttachment,
    ListCannedMessages,
    ListComplementaryStatuses,
    ListSubjects,
    MarkSeen,
    NewFile,
    OpenTicket,
    SaveCannedMessage,
    SaveComplementaryStatus,
    SaveSubject,
    SearchAll,
    TakeTicket,
    TicketPage,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Priority, TicketKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Visibility, from_plain, new_id, to_plain
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.some_file import CONTENT, SHA256

pytestmark = pytest.mark.brings(CONTENT)


def change(world, ticket, desk=None, **fields):
    """Change fields, each given as (seen, wanted)."""
    changes = tuple(FieldChange(name=n, seen=seen, wanted=wanted) for n, (seen, wanted) in fields.items())
    return (desk or world.desk).run(ChangeTicket(ticket=ticket, changes=changes, at=world.clock()))


def card_of(world, ticket):
    """The ticket as its page shows it."""
    return world.desk.ask(GetTicket(ticket=ticket))


def write(world, ticket, said="Olá", visibility=Visibility.CLIENT, desk=None, **more):
    """Write an entry; answers its id."""
    entry = new_id()
    (desk or world.desk).run(
        WriteEntry(ticket=ticket, entry=entry, text=said, visibility=visibility, at=world.clock(), **more)
    )
    return entry


def new_file(name="planta.pdf", size=10):
    """A file to hang on a ticket."""
    return NewFile(attachment=new_id(), sha256=SHA256, name=name, size=size, media_type="application/pdf")


def codes(refusal):
    """The problems of a refusal, as field and code."""
    return {(problem.field, problem.code) for problem in refusal.value.problems}


def test_two_people_change_two_fields_and_never_clash(both):
    ticket = both.open()
    change(both, ticket, priority=(Priority.NORMAL, Priority.HIGH))
    change(both, ticket, desk=both.other, subject=("Sem conexão", "  Sem sinal "))
    card = card_of(both, ticket)
    assert (card.priority, card.subject) == (Priority.HIGH, "Sem sinal")
    assert [row.subject for row in both.desk.ask(TicketPage()).rows] == ["Sem sinal"]
    assert [hit.kind for hit in both.desk.ask(SearchAll(words="sinal"))] == ["ticket"]
    fields = both.desk.ask(Timeline(ticket=ticket))[-1].payload["fields"]
    assert fields == {"subject": {"from": "Sem conexão", "to": "Sem sinal"}}


def test_two_people_changing_one_field_is_a_conflict_with_both_values(both):
    ticket = both.open()
    change(both, ticket, desk=both.other, subject=("Sem conexão", "Queda"), best_time=("any", "night"))
    with pytest.raises(Conflict) as refusal:
        change(both, ticket, priority=(2, 4), subject=("Sem conexão", "Sem sinal"))
    facts = refusal.value.facts
    assert (refusal.value.code, refusal.value.field) == ("ticket.field_changed", "subject")
    assert (facts["theirs"], facts["yours"], facts["who"]) == ("Queda", "Sem sinal", "Bruno Reis")
    assert facts["when"] is not None
    assert facts["fields"] == ("subject",)
    assert card_of(both, ticket).priority is Priority.NORMAL, "nothing of it was written"
    change(both, ticket, subject=("Sem conexão", "Queda"))
    assert len(both.desk.ask(Timeline(ticket=ticket))) == 2, "both wanted the same: nothing happened"


def test_a_change_that_came_through_an_outbox_is_plain_and_means_the_same(both):
    ticket = both.open()
    command = ChangeTicket(
        ticket=ticket,
        changes=(
            FieldChange(name="reserved_on", seen=None, wanted=date(2026, 12, 24)),
            FieldChange(name="best_time", seen=BestTime.ANY, wanted=BestTime.NIGHT),
            FieldChange(name="priority", seen=Priority.NORMAL, wanted=Priority.LOW),
        ),
    )
    both.desk.run(from_plain(ChangeTicket, to_plain(command)))
    card = card_of(both, ticket)
    assert (card.reserved_on, card.best_time, card.priority) == (
        date(2026, 12, 24),
        BestTime.NIGHT,
        Priority.LOW,
    )


def test_s3_02_obligations_hold_for_changes_too(both, client_rows):
    ids, strict = client_rows(both), new_id()
    both.desk.run(SaveSubject(subject=strict, name="Queda", login_required=True, goal_hours=4))
    ticket = both.open(kind=TicketKind.CLIENT, client=ids["client"])
    with pytest.raises(Invalid) as refusal:
        change(both, ticket, subject_id=(None, strict), description=("Parou de funcionar.", " "))
    assert codes(refusal) == {
        ("login", "ticket.login_required"),
        ("contract", "ticket.contract_required"),
        ("description", "field.required"),
    }
    change(
        both,
        ticket,
        subject_id=(None, strict),
        login=(None, ids["login"]),
        contract=(None, ids["contract"]),
        contact=(None, ids["contact"]),
    )
    card = card_of(both, ticket)
    assert (card.login, card.contract_number, card.contact_name) == ("serra", "CT-1", "Jonas")
    assert card.due_at == card.opened_at + timedelta(hours=4)
    written = both.desk.ask(Timeline(ticket=ticket))[-1].payload["fields"]
    assert written["subject_id"] == {"from": "", "to": "Queda"}
    change(both, ticket, subject_id=(strict, None), contact=(ids["contact"], None))
    assert card_of(both, ticket).due_at is None


def test_s3_07_opening_demands_login_and_contract(both, client_rows):
    ids, strict = client_rows(both), new_id()
    both.desk.run(SaveSubject(subject=strict, name="Queda", login_required=True))
    with pytest.raises(Invalid) as refusal:
        both.open(kind=TicketKind.CLIENT, client=ids["client"], subject_id=strict)
    assert codes(refusal) == {
        ("login", "ticket.login_required"),
        ("contract", "ticket.contract_required"),
    }


def test_s3_06_s3_08_login_and_contract_are_the_clients_own(both, client_rows):
    ids, others = client_rows(both), client_rows(both, "Outra")
    for field in ("contact", "login", "contract"):
        with pytest.raises(Invalid) as refusal:
            both.open(kind=TicketKind.CLIENT, client=ids["client"], **{field: others[field]})
        assert codes(refusal) == {(field, "field.of_another_client")}
    ticket = both.open(kind=TicketKind.CLIENT, client=ids["client"])
    with pytest.raises(Invalid) as refusal:
        change(both, ticket, login=(None, others["login"]))
    assert codes(refusal) == {("login", "field.of_another_client")}


def test_d01_s3_09_s3_18_a_subject_gives_its_defaults(both):
    subject = new_id()
    both.desk.run(
        SaveSubject(
            subject=subject,
            name="Queda",
            default_type=both.type_id,
            default_department=both.department,
            default_priority=Priority.CRITICAL,
            goal_hours=2,
        )
    )
    ticket = new_id()
    both.desk.run(
        OpenTicket(
            ticket=ticket, kind=TicketKind.OWN_STRUCTURE, subject_id=subject, description="x", message="Oi"
        )
    )
    card = card_of(both, ticket)
    assert (card.subject, card.priority, card.department_id) == ("Queda", Priority.CRITICAL, both.department)
    assert card.due_at == card.opened_at + timedelta(hours=2)


@pytest.mark.parametrize(
    ("origin", "street", "latitude"),
    [("client", "Rua A", -27.1), ("login", "Rua A", -27.1), ("contract", "Rua A", -27.1)],
)
def test_s3_11_s3_12_s3_13_the_address_is_a_copy_by_its_origin(world, client_rows, origin, street, latitude):
    ids = client_rows(world)
    ticket = world.open(
        kind=TicketKind.CLIENT,
        client=ids["client"],
        login=ids["login"],
        contract=ids["contract"],
        address_origin=AddressOrigin(origin),
    )
    with world.root.engine.begin() as connection:
        connection.execute(text("UPDATE addresses SET street = 'Rua B'"))
    card = card_of(world, ticket)
    assert (card.address.street, card.latitude) == (street, latitude)
    with pytest.raises(Invalid) as refusal:
        change(world, ticket, address=(card.address, AddressSnapshot(street="Rua C")))
    assert codes(refusal) == {("address", "address.not_manual")}
    typed = AddressSnapshot(street="Rua C")
    change(world, ticket, address_origin=(origin, "manual"), address=(card.address, typed))
    card = card_of(world, ticket)
    assert (card.address, card.latitude) == (typed, None)
    change(world, ticket, address_origin=("manual", origin))
    assert card_of(world, ticket).address.street == "Rua B"


def test_s3_13_without_an_address_the_place_is_blank(both):
    ticket = both.open(address_origin=AddressOrigin.CLIENT)
    card = card_of(both, ticket)
    assert (card.address, card.latitude) == (AddressSnapshot(), None)


def test_a_field_that_nobody_knows_or_a_value_of_another_kind_is_refused(both):
    ticket = both.open()
    with pytest.raises(Invalid) as refusal:
        change(both, ticket, status=("new", "resolved"))
    assert (refusal.value.code, refusal.value.field) == ("ticket.field_unknown", "status")
    with pytest.raises(Invalid) as refusal:
        change(both, ticket, priority=(2, 9))
    assert refusal.value.code == "field.not_a_choice"
    with pytest.raises(NotFound):
        change(both, ticket, complementary_status=(None, new_id()))


@pytest.mark.unwalled("takes the server's own time")
def test_d18_an_entry_is_corrected_within_five_minutes_by_its_author(both):
    ticket = both.open()
    entry = write(both, ticket, "Segue o boletu")
    with pytest.raises(Invalid) as refusal:
        both.other.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=entry, text="x"))
    assert refusal.value.code == "entry.not_yours"
    both.clock.pass_by(minutes=4)
    correction = CorrectEntry(ticket=ticket, entry=new_id(), corrects=entry, text="Segue o boleto")
    both.desk.run(correction)
    rows = {row.id: row for row in both.desk.ask(Timeline(ticket=ticket))}
    assert rows[entry].text == "Segue o boletu", "the original stays"
    assert rows[entry].corrected_by == correction.entry
    assert rows[correction.entry].visibility is Visibility.CLIENT
    assert both.desk.ask(SearchAll(words="boletu")) == ()
    assert [hit.kind for hit in both.desk.ask(SearchAll(words="boleto"))] == ["entry"]
    with pytest.raises(Conflict) as clash:
        both.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=entry, text="x"))
    assert clash.value.code == "entry.already_corrected"
    again = CorrectEntry(ticket=ticket, entry=new_id(), corrects=correction.entry, text="Segue, Jonas")
    both.desk.run(again)
    both.clock.pass_by(minutes=2)
    with pytest.raises(Invalid) as refusal:
        both.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=again.entry, text="y"))
    assert (refusal.value.code, refusal.value.facts["minutes"]) == ("entry.too_late", 5)


def test_what_cannot_be_corrected(both):
    ticket, second = both.open(), both.open()
    entry = write(both, ticket)
    opened = both.desk.ask(Timeline(ticket=ticket))[0].id
    for wrong, kind in ((opened, Invalid), (new_id(), NotFound)):
        with pytest.raises(kind):
            both.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=wrong, text="x"))
    with pytest.raises(NotFound):
        both.desk.run(CorrectEntry(ticket=second, entry=new_id(), corrects=entry, text="x"))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=entry, text=" "))
    assert refusal.value.code == "entry.empty"
    gone = WriteEntry(ticket=ticket, entry=new_id(), text="x", visibility=Visibility.INTERNAL)
    both.desk.run(gone)
    both.desk.run(Undo(change_set=gone.id))
    with pytest.raises(Conflict) as clash:
        both.desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=gone.entry, text="y"))
    assert clash.value.code == "entry.undone"
    with pytest.raises(Invalid):
        write(both, ticket, " ")


def test_s1_04_files_hang_on_entries_and_on_the_ticket(both):
    ticket = both.open()
    entry = write(both, ticket, "", files=(new_file("C:\\fotos\\onu.jpg"),))
    both.desk.run(
        AttachFiles(ticket=ticket, files=(new_file(),), visibility=Visibility.CLIENT, at=both.clock())
    )
    rows = both.desk.ask(Timeline(ticket=ticket))
    (own,) = next(row for row in rows if row.id == entry).attachments
    assert (own.name, own.visibility) == ("onu.jpg", Visibility.CLIENT)
    assert (rows[-1].kind, rows[-1].attachments[0].name) == ("attached", "planta.pdf")
    for files, code in (
        ((), "attachment.none"),
        ((new_file(size=26_214_401),), "attachment.too_big"),
        ((new_file(name="../.."),), "attachment.no_name"),
    ):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(AttachFiles(ticket=ticket, files=files))
        assert refusal.value.code == code


def test_s1_28_a_hidden_file_stays_in_the_history(both):
    ticket, second, file = both.open(), both.open(), new_file()
    write(both, ticket, files=(file,))
    with pytest.raises(NotFound):
        both.desk.run(HideAttachment(ticket=second, attachment=file.attachment))
    both.desk.run(HideAttachment(ticket=ticket, attachment=file.attachment))
    rows = both.desk.ask(Timeline(ticket=ticket))
    kept = [kept for row in rows for kept in row.attachments]
    assert [one.visibility for one in kept] == [Visibility.INTERNAL]
    hidden = next(row for row in rows if row.kind == "attachment_hidden")
    assert (hidden.payload["file"], hidden.visibility) == ("planta.pdf", Visibility.INTERNAL)
    with pytest.raises(Conflict) as refusal:
        both.desk.run(HideAttachment(ticket=ticket, attachment=file.attachment))
    assert refusal.value.code == "attachment.already_hidden"


def test_what_was_read_never_goes_back_and_never_past_the_end(both):
    ticket = both.open()
    for number, seen in ((1, 1), (99, 1), (0, 1)):
        both.other.run(MarkSeen(ticket=ticket, number=number))
        assert both.other.ask(GetTicket(ticket=ticket)).seen_number == seen
    assert not both.other.ask(TicketPage()).rows[0].unread
    write(both, ticket)
    assert both.other.ask(TicketPage()).rows[0].unread
    both.other.run(MarkSeen(ticket=ticket, number=2))
    assert not both.other.ask(TicketPage()).rows[0].unread
    with pytest.raises(NotFound):
        both.desk.run(MarkSeen(ticket=new_id(), number=1))


def test_d10_nothing_is_changed_on_a_closed_ticket(both):
    ticket, file = both.open(), new_file()
    entry = write(both, ticket, files=(file,))
    both.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    for command in (
        ChangeTicket(ticket=ticket, changes=()),
        CorrectEntry(ticket=ticket, entry=new_id(), corrects=entry, text="x"),
        AttachFiles(ticket=ticket, files=(new_file(),)),
        HideAttachment(ticket=ticket, attachment=file.attachment),
        TakeTicket(ticket=ticket),
    ):
        with pytest.raises(Forbidden) as refusal:
            both.desk.run(command)
        assert refusal.value.code == "ticket.closed"


def test_s3_29_taking_needs_a_staff_member_and_says_whose_it_is(both):
    ticket = both.open()
    with pytest.raises(Forbidden) as refusal:
        both.root.run(TakeTicket(ticket=ticket))
    assert refusal.value.code == "ticket.take_needs_staff"
    both.desk.run(TakeTicket(ticket=ticket))
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(TakeTicket(ticket=ticket))
    assert refusal.value.code == "ticket.already_yours"


def test_s3_09_subjects_are_kept_by_name_and_checked(both):
    subject = new_id()
    both.desk.run(SaveSubject(subject=subject, name=" Queda ", goal_hours=8, contract_required=True))
    (row,) = both.desk.ask(ListSubjects())
    assert (row.name, row.goal_hours, row.contract_required, row.version) == ("Queda", 8, True, 1)
    for more, code in (
        ({"name": "queda"}, "name.taken"),
        ({"name": " "}, "name.empty"),
    ):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(SaveSubject(subject=new_id(), **more))
        assert refusal.value.code == code
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SaveSubject(subject=new_id(), name="X", purpose="?", applies_to="?", goal_hours=0))
    assert codes(refusal) == {
        ("purpose", "field.not_a_choice"),
        ("applies_to", "field.not_a_choice"),
        ("goal_hours", "field.out_of_range"),
    }
    both.desk.run(SaveSubject(subject=subject, version=1, name="Queda", active=False))
    assert both.desk.ask(ListSubjects()) == ()
    assert len(both.desk.ask(ListSubjects(only_active=False))) == 1
    with pytest.raises(Conflict):
        both.desk.run(SaveSubject(subject=subject, version=1, name="Queda"))
    with pytest.raises(Forbidden):
        both.other.run(SaveSubject(subject=new_id(), name="Y"))


def test_s3_23_s3_27_canned_messages_and_complementary_statuses(both):
    message, status = new_id(), new_id()
    both.desk.run(SaveCannedMessage(message=message, name="Abertura", text="Olá", for_opening=True))
    (row,) = both.desk.ask(ListCannedMessages())
    assert (row.name, row.text, row.for_opening, row.visibility) == ("Abertura", "Olá", True, "client")
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SaveCannedMessage(message=new_id(), name="Z", text=" "))
    assert (refusal.value.code, refusal.value.field) == ("field.required", "text")
    both.desk.run(SaveComplementaryStatus(status=status, name="Em rota", tone="info"))
    (named,) = both.desk.ask(ListComplementaryStatuses())
    ticket = both.open()
    change(both, ticket, complementary_status=(None, named.id))
    assert card_of(both, ticket).complementary_status == "Em rota"
