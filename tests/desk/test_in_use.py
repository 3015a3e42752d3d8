"""What is in use is neither switched off nor deleted, and the refusal names what uses it; both engines."""

from dataclasses import replace

import pytest

from pacdesk.config.stage_words import in_words
from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.company.commands import ListDepartments, ListStaff, SaveDepartment, SaveStaffMember
from pacdesk.desk.tickets.commands import (
    CancelTicket,
    ChangeTicket,
    DeleteRecord,
    FieldChange,
    ListCannedMessages,
    ListComplementaryStatuses,
    ListSubjects,
    SaveCannedMessage,
    SaveComplementaryStatus,
    SaveSubject,
    TakeTicket,
)
from pacdesk.desk.tickets.rules import CancelReason
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import (
    ChangeType,
    CreateType,
    ListGroups,
    ListReasons,
    ListTypes,
    SaveGroup,
    SaveReason,
)
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Condition,
    Guard,
    Op,
    Ref,
    Responsible,
)
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.desk.tickets.test_remapping import publish


def uses(world, command):
    """What a refused command says."""
    with pytest.raises(Invalid) as refusal:
        world.desk.run(command)
    assert refusal.value.code == "row.in_use"
    facts = refusal.value.facts
    assert facts["count"] == sum(count for _, _, count in facts["uses"])
    return list(facts["uses"])


def one(world, question):
    (row,) = world.desk.ask(question)
    return row


def type_row(world):
    return next(row for row in world.desk.ask(ListTypes(only_active=False)) if row.id == world.type_id)


def off(world):
    row = type_row(world)
    return ChangeType(
        type_id=row.id, version=row.version, group=row.group_id, name=row.name, description="", active=False
    )


def delete(table, row):
    return DeleteRecord(table=table, row=row.id, version=row.version)


def test_a_group_with_types(both):
    group, version, name, _ = both.desk.ask(ListGroups())[0]
    kind = type_row(both).name
    assert uses(both, SaveGroup(group=group, version=version, name=name, active=False)) == [("type", kind, 1)]
    both.desk.run(off(both))
    assert uses(both, DeleteRecord(table="ticket_groups", row=group, version=version)) == [("type", kind, 1)]
    both.desk.run(SaveGroup(group=group, version=version, name=name, active=False))


def test_a_type_with_open_tickets_and_a_subject(both):
    tickets = [both.open(), both.open()]
    subject = new_id()
    both.desk.run(SaveSubject(subject=subject, name="Instalação", default_type=both.type_id))
    assert uses(both, off(both)) == [("subject", "Instalação", 1), ("open_tickets", "", 2)]
    for ticket in tickets:
        both.desk.run(CancelTicket(ticket=ticket, reason=CancelReason.MISTAKE, at=both.clock()))
    both.desk.run(SaveSubject(subject=subject, version=1, name="Instalação"))
    both.desk.run(off(both))
    assert uses(both, delete("ticket_types", type_row(both))) == [("closed_tickets", "", 2)]


def naming(world, **refs):
    """A version whose flow names rows of registers."""

    def change(flow):
        triage, work, end = flow.stages
        start, *rest = flow.transitions
        start = replace(
            start,
            reasons=(Ref("Férias", refs["reason"]),),
            actions=(ActionRow(kind=ActionKind.SEND_MESSAGE, ref=Ref("Aviso", refs["message"])),),
            guard=Guard(
                groups=(Guard(conditions=(Condition("subject_id", Op.ONE_OF, [str(refs["subject"])]),)),)
            ),
        )
        work = replace(
            work,
            responsible=Responsible.DEPARTMENT,
            responsible_ref=Ref("Campo", refs["department"]),
            on_entry=(ActionRow(kind=ActionKind.SET_STATUS, ref=Ref("Peça", refs["status"])),),
        )
        triage = replace(
            triage,
            responsible=Responsible.ATTENDANT,
            responsible_ref=Ref("Caio", refs["staff"]),
        )
        return replace(flow, stages=(triage, work, end), transitions=(start, *rest))

    return publish(world, change)


@pytest.fixture
def named(both):
    """Rows of every register that a flow may name, and the flow that names them."""
    names = ("reason", "message", "status", "department", "staff", "subject")
    ids = {name: new_id() for name in names}
    run = both.desk.run
    run(SaveReason(reason=ids["reason"], name="Férias"))
    run(SaveCannedMessage(message=ids["message"], name="Aviso", text="Oi"))
    run(SaveComplementaryStatus(status=ids["status"], name="Peça"))
    run(SaveDepartment(department=ids["department"], name="Campo"))
    run(SaveStaffMember(staff=ids["staff"], name="Caio"))
    run(SaveSubject(subject=ids["subject"], name="Reparo"))
    naming(both, **ids)
    return ids


def switch_off(ids):
    return {
        "handover_reasons": SaveReason(reason=ids["reason"], version=1, name="Férias", active=False),
        "canned_messages": SaveCannedMessage(
            message=ids["message"], version=1, name="Aviso", text="Oi", active=False
        ),
        "complementary_statuses": SaveComplementaryStatus(
            status=ids["status"], version=1, name="Peça", active=False
        ),
        "departments": SaveDepartment(department=ids["department"], version=1, name="Campo", active=False),
        "staff_members": SaveStaffMember(staff=ids["staff"], version=1, name="Caio", active=False),
        "subjects": SaveSubject(subject=ids["subject"], version=1, name="Reparo", active=False),
    }


KEYS = {
    "handover_reasons": ("reason", "transition"),
    "canned_messages": ("message", "transition"),
    "complementary_statuses": ("status", "stage"),
    "departments": ("department", "stage"),
    "staff_members": ("staff", "stage"),
    "subjects": ("subject", "transition"),
}


def test_what_a_flow_in_force_names(both, named):
    for table, command in switch_off(named).items():
        key, kind = KEYS[table]
        ((found, name, _),) = uses(both, command)
        assert found == kind, table
        assert " v2 · " in name
        assert uses(both, DeleteRecord(table=table, row=named[key], version=1)) == [(found, name, 1)]


def test_a_flow_of_the_past_counts_while_it_carries_open_tickets(both, named):
    ticket = both.open(attendant=None)

    def without(flow):
        stages = tuple(
            replace(s, responsible=Responsible.KEEP, responsible_ref=None, on_entry=()) for s in flow.stages
        )
        ways = tuple(replace(w, reasons=(), actions=(), guard=None) for w in flow.transitions)
        return replace(flow, stages=stages, transitions=ways)

    publish(both, without)
    reason = switch_off(named)["handover_reasons"]
    ((kind, name, _),) = uses(both, reason)
    assert (kind, " v2 · " in name) == ("transition", True)
    both.desk.run(CancelTicket(ticket=ticket, reason=CancelReason.MISTAKE, at=both.clock()))
    both.desk.run(reason)
    row = one(both, ListReasons(only_active=False))
    assert [use[0] for use in uses(both, delete("handover_reasons", row))] == ["transition"]


def test_people_and_queues(both):
    made, person = new_id(), new_id()
    both.desk.run(SaveDepartment(department=made, name="Campo"))
    both.desk.run(SaveStaffMember(staff=person, name="Caio", department=made))
    subject = new_id()
    both.desk.run(SaveSubject(subject=subject, name="Poste", default_department=made))
    ticket = both.open(department=made)
    off_ = SaveDepartment(department=made, version=1, name="Campo", active=False)
    assert uses(both, off_) == [
        ("staff_member", "Caio", 1),
        ("subject", "Poste", 1),
        ("open_tickets", "", 1),
    ]
    both.desk.run(TakeTicket(ticket=ticket, at=both.clock()))
    mine = next(row for row in both.desk.ask(ListStaff()) if row.id == both.desk.actor.staff_id)
    held = SaveStaffMember(
        staff=mine.id, version=mine.version, name=mine.name, department=mine.department_id, active=False
    )
    assert uses(both, held) == [("open_tickets", "", 1)]
    both.desk.run(CreateUser(user=new_id(), login="caio", name="Caio", staff=person))
    both.desk.run(SaveStaffMember(staff=person, version=1, name="Caio", department=made, active=False))
    caio = next(row for row in both.desk.ask(ListStaff(only_active=False)) if row.id == person)
    assert uses(both, delete("staff_members", caio)) == [("user", "caio", 1)]


def test_a_subject_and_a_status_on_tickets_may_be_switched_off_but_not_deleted(both):
    subject, status = new_id(), new_id()
    both.desk.run(SaveSubject(subject=subject, name="Queda"))
    both.desk.run(SaveComplementaryStatus(status=status, name="Peça"))
    ticket = both.open(subject_id=subject)
    both.desk.run(
        ChangeTicket(
            ticket=ticket,
            changes=(FieldChange(name="complementary_status", seen=None, wanted=str(status)),),
            at=both.clock(),
        )
    )
    both.desk.run(SaveSubject(subject=subject, version=1, name="Queda", active=False))
    both.desk.run(SaveComplementaryStatus(status=status, version=1, name="Peça", active=False))
    rows = {
        "subjects": one(both, ListSubjects(only_active=False)),
        "complementary_statuses": one(both, ListComplementaryStatuses(only_active=False)),
    }
    for table, row in rows.items():
        assert uses(both, delete(table, row)) == [("open_tickets", "", 1)]


def test_what_nothing_uses_goes_and_comes_back(both):
    made = new_id()
    both.desk.run(SaveCannedMessage(message=made, name="Aviso", text="Oi"))
    done = both.desk.run(DeleteRecord(table="canned_messages", row=made, version=1, at=both.clock()))
    assert both.desk.ask(ListCannedMessages(only_active=False)) == ()
    both.desk.run(Undo(change_set=done.changes.change_set, at=both.clock()))
    assert [row.name for row in both.desk.ask(ListCannedMessages())] == ["Aviso"]
    row = one(both, ListCannedMessages())
    both.desk.run(delete("canned_messages", row))
    both.desk.run(SaveCannedMessage(message=new_id(), name="Aviso", text="Outro"))


def test_a_type_without_tickets_goes_with_its_flow(both):
    made, group = new_id(), both.desk.ask(ListGroups())[0][0]
    both.desk.run(CreateType(type_id=made, group=group, name="Novo"))
    both.desk.run(DeleteRecord(table="ticket_types", row=made, version=1))
    assert made not in {row.id for row in both.desk.ask(ListTypes(only_active=False))}


def test_who_may_delete_and_what(both):
    row = both.desk.ask(ListDepartments())[0]
    with pytest.raises(Forbidden):
        both.other.run(delete("departments", row))
    with pytest.raises(NotFound):
        both.desk.run(DeleteRecord(table="companies", row=row.id, version=1))
    with pytest.raises(Conflict):
        both.desk.run(DeleteRecord(table="departments", row=row.id, version=row.version + 1))


def test_the_first_uses_are_told_in_both_languages():
    many = (
        ("type", "Instalação", 1),
        ("open_tickets", "", 12),
        ("closed_tickets", "", 1),
        *(("subject", f"S{n}", 1) for n in range(5)),
    )
    told = in_words({"uses": many}, portuguese=True)["uses"]
    assert told.startswith(
        "tipo de atendimento “Instalação”; 12 atendimentos abertos; 1 atendimento encerrado"
    )
    assert told.endswith("assunto “S2”; e mais 2")
    assert "12 open tickets" in in_words({"uses": many}, portuguese=False)["uses"]
