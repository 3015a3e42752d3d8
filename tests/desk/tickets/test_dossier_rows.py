"""The rows of a dossier, cut to their audience; both engines."""

import pytest

from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    CorrectEntry,
    GetDossier,
    GetTicket,
    HandOver,
    NewFile,
    WriteEntry,
)
from pacdesk.desk.tickets.dossier import Audience, EntryKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import Forbidden


def a_history(world, client_of):
    """A ticket with a bit of everything; answers its id and the picture's."""
    ticket, picture, reply = client_of(world), new_id(), new_id()
    content = b"not really a picture"
    file = NewFile(
        attachment=picture,
        sha256=world.desk.put_file(content),
        name="onu.png",
        size=len(content),
        media_type="image/png",
        inline=True,
    )
    kept = NewFile(
        attachment=new_id(),
        sha256=world.desk.put_file(b"%PDF"),
        name="interno.pdf",
        size=4,
        media_type="application/pdf",
    )
    text = f"Veja ![onu](attachment:{picture})"
    for command in (
        WriteEntry(
            ticket=ticket,
            entry=new_id(),
            text=text,
            visibility=Visibility.CLIENT,
            from_client=True,
            files=(file,),
        ),
        WriteEntry(ticket=ticket, entry=reply, text="Vamos ver", visibility=Visibility.CLIENT),
        CorrectEntry(ticket=ticket, entry=new_id(), corrects=reply, text="Vamos verificar"),
        WriteEntry(
            ticket=ticket, entry=new_id(), text="Só nós", visibility=Visibility.INTERNAL, files=(kept,)
        ),
        HandOver(
            ticket=ticket, department=world.department, attendant=world.other.actor.staff_id, comment="Rota"
        ),
    ):
        world.desk.run(command)
    gone = WriteEntry(ticket=ticket, entry=new_id(), text="Engano", visibility=Visibility.CLIENT)
    world.desk.run(gone)
    world.desk.run(Undo(change_set=gone.id))
    flow = world.desk.ask(GetTicket(ticket=ticket)).flow
    end = next(way for way in flow.transitions if way.label == "Concluir na triagem")
    world.desk.run(AdvanceTicket(ticket=ticket, transition=end.id, comment="Feito"))
    return ticket, picture


def test_an_internal_dossier_holds_everything(both, client_of):
    ticket, picture = a_history(both, client_of)
    rows = both.desk.ask(GetDossier(ticket=ticket))
    assert rows.ticket.status == "resolved"
    assert rows.ticket.protocol[4] == "."
    assert [fact.value for fact in rows.client][:1] == ["Serra Azul"]
    texts = [entry.text for entry in sorted(rows.entries, key=lambda entry: entry.number)]
    assert texts[1:] == [
        f"Veja ![onu](attachment:{picture})",
        "Vamos ver",
        "Vamos verificar",
        "Só nós",
        "Rota",
        "Engano",
        "",
        "Feito",
        "",
    ]
    struck = {entry.text: entry.struck_by for entry in rows.entries if entry.struck}
    assert struck == {"Vamos ver": 4, "Engano": 8}
    by_text = {entry.text: entry for entry in rows.entries}
    assert by_text["Vamos verificar"].kind is EntryKind.REPLY
    (image,) = by_text[texts[1]].images
    assert (image.ref, image.load()) == (f"attachment:{picture}", b"not really a picture")
    assert {file.name for file in rows.attachments} == {"onu.png", "interno.pdf"}
    assert next(file for file in rows.attachments if file.name == "interno.pdf").load() == b"%PDF"
    assert rows.events_verified == 10
    assert len(rows.integrity) == 64
    assert [(visit.name, visit.final) for visit in rows.stages] == [("Triagem", False), ("Conclusão", True)]


def test_a_client_reads_only_what_is_his(both, client_of):
    ticket, _ = a_history(both, client_of)
    rows = both.desk.ask(GetDossier(ticket=ticket, audience=Audience.CLIENT))
    texts = [entry.text for entry in rows.entries if entry.text]
    assert "Vamos verificar" in texts
    assert not {"Só nós", "Rota", "Engano", "Vamos ver", "Feito"} & set(texts)
    assert [file.name for file in rows.attachments] == ["onu.png"]
    assert "fact.reason" not in {fact.label for entry in rows.entries for fact in entry.facts}
    assert all(entry.hash == "" for entry in rows.entries)


def test_an_audit_copy_has_hashes_and_its_own_right(both, client_of):
    ticket, _ = a_history(both, client_of)
    rows = both.desk.ask(GetDossier(ticket=ticket, audience=Audience.AUDIT))
    assert all(len(entry.hash) == 64 for entry in rows.entries)
    assert sorted(rows.entries, key=lambda entry: entry.number)[-1].hash == rows.integrity
    both.other.ask(GetDossier(ticket=ticket))
    with pytest.raises(Forbidden):
        both.other.ask(GetDossier(ticket=ticket, audience=Audience.AUDIT))
    with pytest.raises(Forbidden):
        both.as_attendant("Lia Luz", rights=frozenset()).ask(GetDossier(ticket=ticket))
