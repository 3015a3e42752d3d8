"""Undo and redo, on both engines (DESIGN section 4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pacdesk.desk.access.commands import NoteLogin
from pacdesk.desk.company.commands import GetParameter, SaveDepartment, SetParameter
from pacdesk.desk.privacy.commands import ListRetention, SaveRetention
from pacdesk.desk.privacy.rules import RetentionKind
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    AttachFiles,
    CancelTicket,
    ChangeTicket,
    CorrectEntry,
    FieldChange,
    GetTicket,
    HandOver,
    HideAttachment,
    ListSubjects,
    NewFile,
    OpenTicket,
    ReopenTicket,
    SaveCannedMessage,
    SaveComplementaryStatus,
    SaveSubject,
    SearchAll,
    TakeTicket,
    TicketCount,
    Timeline,
    WaitFor,
    WriteEntry,
)
from pacdesk.desk.tickets.rules import PendingInteraction, TicketKind, WaitingOn
from pacdesk.desk.undo.commands import ListChangeSets, Undo, UndoStatus
from pacdesk.desk.undo.rules import RowChange, by_row
from pacdesk.desk.values import Sight, Visibility, new_id
from pacdesk.desk.workflow.commands import CreateType, ListGroups, ListTypes
from pacdesk.errors import Conflict, Forbidden, NotFound
from tests.desk.undoing import differences, state_of, tickets_are_consistent
from tests.some_file import CONTENT, SHA256

pytestmark = pytest.mark.brings(CONTENT)


def transition(world, ticket, label):
    """The id of a way out."""
    flow = world.desk.ask(GetTicket(ticket=ticket)).flow
    return next(way.id for way in flow.transitions if way.label == label)


def new_file(name="planta.pdf"):
    """A file to hang on a ticket."""
    return NewFile(attachment=new_id(), sha256=SHA256, name=name, size=10, media_type="application/pdf")


def a_ticket(world):
    """A ticket with an entry, a file the client sees and an attendant; ids by what they are."""
    ticket, entry, file = world.open(), new_id(), new_file()
    world.desk.run(TakeTicket(ticket=ticket))
    world.desk.run(
        WriteEntry(ticket=ticket, entry=entry, text="Olá", visibility=Visibility.CLIENT, files=(file,))
    )
    return {"ticket": ticket, "entry": entry, "file": file.attachment}


def made(name, w, t):
    """A command of that name, for world `w` and the ids `t` of `a_ticket`."""
    return _makers(w, t)[name]()


def _makers(w, t):
    return {
        "open": lambda: OpenTicket(
            ticket=new_id(),
            kind=TicketKind.OWN_STRUCTURE,
            type_id=w.type_id,
            department=w.department,
            subject="Ação nova",
            description="x",
            message="Recebido",
            files=(new_file(),),
        ),
        "take": lambda: TakeTicket(ticket=w.open()),
        "reply": lambda: WriteEntry(
            ticket=t["ticket"],
            entry=new_id(),
            text="Segue",
            visibility=Visibility.CLIENT,
            files=(new_file(),),
        ),
        "note": lambda: WriteEntry(
            ticket=t["ticket"], entry=new_id(), text="Nota", visibility=Visibility.INTERNAL
        ),
        "client says": lambda: WriteEntry(
            ticket=t["ticket"], entry=new_id(), text="Oi", visibility=Visibility.CLIENT, from_client=True
        ),
        "correct": lambda: CorrectEntry(
            ticket=t["ticket"], entry=new_id(), corrects=t["entry"], text="Olá, Jonas"
        ),
        "attach": lambda: AttachFiles(ticket=t["ticket"], files=(new_file(),)),
        "hide": lambda: HideAttachment(ticket=t["ticket"], attachment=t["file"]),
        "hand over": lambda: HandOver(
            ticket=t["ticket"], department=w.department, attendant=w.other.actor.staff_id, comment="Rota"
        ),
        "advance": lambda: AdvanceTicket(
            ticket=t["ticket"], transition=transition(w, t["ticket"], "Iniciar atendimento")
        ),
        "conclude": lambda: AdvanceTicket(
            ticket=t["ticket"], transition=transition(w, t["ticket"], "Concluir na triagem"), comment="Feito"
        ),
        "wait": lambda: WaitFor(ticket=t["ticket"], waiting_on=WaitingOn.THIRD_PARTY),
        "cancel": lambda: CancelTicket(ticket=t["ticket"], reason="mistake"),
        "change": lambda: ChangeTicket(
            ticket=t["ticket"],
            changes=(
                FieldChange(name="subject", seen="Sem conexão", wanted="Sem sinal"),
                FieldChange(name="reserved_on", seen=None, wanted=date(2026, 12, 1)),
            ),
        ),
        "subject": lambda: SaveSubject(subject=new_id(), name="Fibra"),
        "canned": lambda: SaveCannedMessage(message=new_id(), name="Olá", text="Olá, {cliente}"),
        "complementary": lambda: SaveComplementaryStatus(status=new_id(), name="Em rota"),
        "department": lambda: SaveDepartment(department=w.department, version=1, name="Suporte"),
        "parameter": lambda: SetParameter(name="x", value=1),
    }


NAMES = (
    "open", "take", "reply", "note", "client says", "correct", "attach", "hide", "hand over", "advance",
    "conclude", "wait", "cancel", "change", "subject", "canned", "complementary", "department", "parameter",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_undo_gives_back_what_was_and_redo_what_became(both, name):
    ticket = a_ticket(both)
    command = made(name, both, ticket)
    before = state_of(both.root)
    done = both.desk.run(command)
    assert done.changes.undoable
    after = state_of(both.root)
    undone = both.desk.run(Undo(change_set=command.id))
    assert undone.answer.moved == ()
    assert undone.answer.reverted > 0
    assert differences(state_of(both.root), before) == ""
    redone = both.desk.run(Undo(change_set=undone.changes.change_set))
    assert differences(state_of(both.root), after) == ""
    both.desk.run(Undo(change_set=redone.changes.change_set))
    assert differences(state_of(both.root), before) == ""
    tickets_are_consistent(both.desk)


def test_reopening_is_undone_too(both):
    ticket = a_ticket(both)["ticket"]
    both.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    before = state_of(both.root)
    done = both.desk.run(ReopenTicket(ticket=ticket, reason="x"))
    both.desk.run(Undo(change_set=done.changes.change_set))
    assert differences(state_of(both.root), before) == ""


def test_an_undone_ticket_is_gone_from_lists_search_and_counts_and_keeps_its_protocol(both):
    command = replace(made("open", both, {}), at=both.clock())
    protocol = both.desk.run(command).answer.protocol
    both.desk.run(Undo(change_set=command.id))
    assert both.desk.ask(TicketCount()) == 0
    assert both.desk.ask(SearchAll(words="acao")) == ()
    with pytest.raises(NotFound):
        both.desk.ask(GetTicket(ticket=command.ticket))
    assert both.desk.ask(GetTicket(ticket=both.open())).protocol > protocol


def test_an_undone_entry_stays_in_the_history_and_its_undo_names_it(both):
    ticket = a_ticket(both)
    command = made("reply", both, ticket)
    both.desk.run(command)
    done = both.desk.run(Undo(change_set=command.id))
    entries = {entry.id: entry for entry in both.desk.ask(Timeline(ticket=ticket["ticket"]))}
    said = entries[command.entry]
    assert said.text == "Segue"
    assert entries[said.undone_by].kind == "undone"
    assert entries[said.undone_by].payload["events"] == [str(command.entry)]
    assert both.desk.ask(SearchAll(words="segue")) == ()
    both.desk.run(Undo(change_set=done.changes.change_set))
    again = {entry.id: entry for entry in both.desk.ask(Timeline(ticket=ticket["ticket"]))}
    assert again[command.entry].undone_by is None
    assert [hit.ref for hit in both.desk.ask(SearchAll(words="segue"))] == [command.entry]


def test_undoing_a_reply_gives_back_who_owes_a_word(both):
    ticket = a_ticket(both)["ticket"]
    both.desk.run(made("client says", both, {"ticket": ticket}))
    reply = both.desk.run(made("reply", both, {"ticket": ticket}))
    assert both.desk.ask(GetTicket(ticket=ticket)).pending_interaction is PendingInteraction.EXTERNAL
    both.desk.run(Undo(change_set=reply.changes.change_set))
    assert both.desk.ask(GetTicket(ticket=ticket)).pending_interaction is PendingInteraction.INTERNAL


def test_several_undos_in_a_row_go_all_the_way_back_and_forth(both):
    states, sets = [], []
    for name in ("open", "take", "wait", "change", "reply", "conclude"):
        states.append(state_of(both.root))
        given = {"ticket": sets[0][1]} if sets else {}
        if name == "take":
            command = TakeTicket(ticket=given["ticket"])
        elif name == "change":
            change = FieldChange(name="subject", seen="Ação nova", wanted="Outra")
            command = ChangeTicket(ticket=given["ticket"], changes=(change,))
        else:
            command = made(name, both, given)
        both.desk.run(command)
        sets.append((command.id, command.ticket))
    end = state_of(both.root)
    for wanted in reversed(states):
        both.desk.run(Undo(change_set=both.desk.ask(UndoStatus()).undo.id))
        assert differences(state_of(both.root), wanted) == ""
    for wanted in (*states[1:], end):
        both.desk.run(Undo(change_set=both.desk.ask(UndoStatus()).redo.id))
        assert differences(state_of(both.root), wanted) == ""
    assert both.desk.ask(UndoStatus()).redo is None


def test_what_somebody_changed_since_stays_and_is_named(both):
    ticket = both.open()
    taken = both.desk.run(TakeTicket(ticket=ticket))
    both.other.run(WaitFor(ticket=ticket, waiting_on=WaitingOn.THIRD_PARTY))
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=taken.changes.change_set))
    assert refusal.value.code == "undo.all_moved"
    (moved,) = refusal.value.facts["rows"]
    assert (moved.table, moved.who) == ("tickets", "Bruno Reis")
    assert both.desk.ask(GetTicket(ticket=ticket)).attendant_name == "Ana Prado"


def test_a_ticket_that_others_have_written_to_is_not_taken_away(both):
    command = made("open", both, {})
    both.desk.run(command)
    both.other.run(
        WriteEntry(ticket=command.ticket, entry=new_id(), text="x", visibility=Visibility.INTERNAL)
    )
    with pytest.raises(Conflict):
        both.desk.run(Undo(change_set=command.id))
    assert both.desk.ask(TicketCount()) == 1


def test_a_row_that_others_use_is_not_taken_away(both):
    subject = new_id()
    saved = both.desk.run(SaveSubject(subject=subject, name="Fibra"))
    both.open(subject_id=subject)
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=saved.changes.change_set))
    assert refusal.value.code == "undo.all_moved"
    assert len(both.desk.ask(ListSubjects())) == 1


def test_a_type_goes_with_its_whole_flow(both):
    group = both.desk.ask(ListGroups())[0][0]
    made = both.desk.run(CreateType(type_id=new_id(), group=group, name="Instalação"))
    undone = both.desk.run(Undo(change_set=made.changes.change_set))
    assert undone.answer.moved == ()
    assert [row.name for row in both.desk.ask(ListTypes())] == ["Atendimento geral"]
    both.desk.run(Undo(change_set=undone.changes.change_set))
    (again,) = [row for row in both.desk.ask(ListTypes()) if row.name == "Instalação"]
    assert both.open(type_id=again.id)


def test_a_setting_that_is_gone_is_told_and_comes_back_by_its_own_redo(both):
    def value():
        return both.desk.ask(GetParameter(name="x"))

    first, second = (both.desk.run(SetParameter(name="x", value=n)).changes.change_set for n in (1, 2))
    back = both.desk.run(Undo(change_set=second)).changes.change_set
    gone = both.desk.run(Undo(change_set=first)).changes.change_set
    assert value() is None
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=back))
    assert refusal.value.code == "undo.all_moved"
    both.desk.run(Undo(change_set=gone))
    assert value() == 1


def test_the_first_rule_of_retention_is_taken_back(both):
    def days():
        return {row.kind: row.days for row in both.desk.ask(ListRetention())}[RetentionKind.READS]

    usual = days()
    rule = SaveRetention(kind=RetentionKind.READS, version=0, days=usual + 1, basis="Contrato")
    made = both.desk.run(rule).changes.change_set
    assert days() == usual + 1
    both.desk.run(Undo(change_set=made))
    assert days() == usual


def test_a_name_is_free_again_and_a_redo_says_when_it_was_taken(both):
    saved = both.desk.run(SaveSubject(subject=new_id(), name="Fibra"))
    undone = both.desk.run(Undo(change_set=saved.changes.change_set))
    both.desk.run(SaveSubject(subject=new_id(), name="Fibra"))
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=undone.changes.change_set))
    assert refusal.value.code == "undo.name_taken"
    assert len(both.desk.ask(ListSubjects(only_active=False))) == 1


@pytest.mark.unwalled("shows nobody what is not his to see")
def test_undo_is_for_the_author_with_the_right_within_thirty_days_once(both):
    ticket = both.open()
    done = both.other.run(TakeTicket(ticket=ticket)).changes.change_set
    carla = both.as_attendant("Carla Dias")
    with pytest.raises(Forbidden) as refusal:
        carla.run(Undo(change_set=done))
    assert (refusal.value.code, refusal.value.facts["who"]) == ("undo.not_yours", "Bruno Reis")
    without = both.root.acting(replace(both.other.actor, rights=frozenset()))
    with pytest.raises(Forbidden) as refusal:
        without.run(Undo(change_set=done))
    assert refusal.value.facts["right"] == "ticket.work"
    blind = both.root.acting(replace(both.other.actor, sight=Sight(portfolios=frozenset())))
    with pytest.raises(Forbidden) as refusal:
        blind.run(Undo(change_set=done))
    assert refusal.value.code == "undo.out_of_sight"
    with pytest.raises(NotFound):
        both.desk.run(Undo(change_set=new_id()))
    both.desk.run(Undo(change_set=done))
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=done))
    assert refusal.value.code == "undo.already_undone"


def test_undo_ends_after_thirty_days(both):
    both.clock.now -= timedelta(days=40)
    ticket = both.open(at=both.clock())
    done = both.desk.run(TakeTicket(ticket=ticket, at=both.clock())).changes.change_set
    both.clock.pass_by(days=31)
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(Undo(change_set=done))
    assert refusal.value.code == "undo.too_old"


def test_what_cannot_be_taken_back_says_so(both):
    from pacdesk.desk.access.commands import CreateUser

    user = new_id()
    both.desk.run(CreateUser(user=user, login="ana", name="Ana"))
    done = both.desk.run(NoteLogin(user=user, worked=False)).changes
    assert not done.undoable
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(Undo(change_set=done.change_set))
    assert refusal.value.code == "undo.not_undoable"


def test_d10_a_closed_ticket_gives_back_only_its_closing(both):
    ticket = a_ticket(both)["ticket"]
    note = both.desk.run(made("note", both, {"ticket": ticket})).changes.change_set
    end = both.desk.run(CancelTicket(ticket=ticket, reason="mistake")).changes.change_set
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(Undo(change_set=note))
    assert refusal.value.code == "ticket.closed"
    both.desk.run(Undo(change_set=end))
    both.desk.run(Undo(change_set=note))


def test_status_names_what_undo_and_redo_would_act_on(both):
    ticket = both.open()
    take = both.desk.run(TakeTicket(ticket=ticket)).changes.change_set
    wait = both.desk.run(WaitFor(ticket=ticket, waiting_on=WaitingOn.THIRD_PARTY)).changes.change_set
    state = both.desk.ask(UndoStatus())
    assert (state.undo.id, state.undo.command, state.redo) == (wait, "WaitFor", None)
    both.desk.run(Undo(change_set=wait))
    first = both.desk.run(Undo(change_set=take)).changes.change_set
    state = both.desk.ask(UndoStatus())
    assert (state.undo.command, state.redo.id, state.redo.command) == ("OpenTicket", first, "TakeTicket")
    both.desk.run(Undo(change_set=first))
    state = both.desk.ask(UndoStatus())
    assert (state.undo.is_redo, state.redo.command) == (True, "WaitFor")
    both.desk.run(made("note", both, {"ticket": ticket}))
    state = both.desk.ask(UndoStatus())
    assert (state.undo.command, state.redo) == ("WriteEntry", None)
    listed = both.desk.ask(ListChangeSets(limit=3))
    assert [(row.command, row.is_undo, row.is_redo) for row in listed] == [
        ("WriteEntry", False, False),
        ("TakeTicket", False, True),
        ("TakeTicket", True, False),
    ]
    with pytest.raises(Forbidden):
        both.other.ask(ListChangeSets(mine=False))
    assert len(both.desk.ask(ListChangeSets(mine=False))) >= 6


def test_steps_of_one_row_are_one_change():
    row = new_id()
    one = RowChange("t", row, "update", 2, {"a": 1}, {"a": 2})
    two = RowChange("t", row, "update", 3, {"a": 2, "b": 1}, {"a": 3, "b": 2})
    assert by_row([one, two]) == [RowChange("t", row, "update", 3, {"a": 1, "b": 1}, {"a": 3, "b": 2})]
    born, gone = (
        RowChange("t", row, "insert", 1, {}, {"a": 1}),
        RowChange("t", row, "delete", 2, {"a": 2}, {}),
    )
    assert by_row([born, gone]) == []
    assert by_row([one, gone]) == [RowChange("t", row, "delete", 2, {"a": 1}, {})]
    assert by_row([born, one])[0].operation == "insert"
