"""What nobody may reach by a side door: ranks, blocked types, rows out of sight, half a read."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from pacdesk.desk.access.commands import CreateUser, ListUsers, SetPasswordHash
from pacdesk.desk.access.rules import Right
from pacdesk.desk.company.commands import ListDepartments, SaveDepartment
from pacdesk.desk.tickets.commands import GetTicket, ListSubjects, OpenTicket, SaveSubject
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Sight, new_id
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.unit_of_work import read
from tests.users import change_of


def new_user(desk, login, **more):
    user = new_id()
    desk.run(CreateUser(user=user, login=login, name=login.title(), **more))
    return user


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_who_may_edit_users_cannot_rise_above_himself(both):
    boss = new_user(both.desk, "ana", is_admin=True)
    clerk = new_user(both.desk, "rui")
    rights = frozenset({Right.USERS_EDIT, Right.TICKET_WORK})
    editor = both.as_attendant("Carla Dias", rights=rights)
    for command in (
        CreateUser(user=new_id(), login="eva", name="Eva", is_admin=True),
        CreateUser(user=new_id(), login="eva", name="Eva", rights=frozenset({Right.AUDIT_SEE})),
        change_of(both.desk, clerk, is_admin=True),
        change_of(both.desk, clerk, rights=frozenset({Right.EXPORT})),
        change_of(both.desk, boss, active=False),
        SetPasswordHash(user=boss, password_hash=None),
    ):
        with pytest.raises(Forbidden) as refusal:
            editor.run(command)
        assert refusal.value.code == "user.above_yours", command
    editor.run(change_of(both.desk, clerk, rights=frozenset({Right.TICKET_WORK})))
    editor.run(SetPasswordHash(user=clerk, password_hash="x"))


@pytest.mark.unwalled("has somebody who administers from the start")
def test_rights_that_somebody_has_already_may_stay(both):
    new_user(both.desk, "ana")
    clerk = new_user(both.desk, "rui", rights=frozenset({Right.EXPORT}))
    editor = both.as_attendant("Carla Dias", rights=frozenset({Right.USERS_EDIT}))
    editor.run(change_of(both.desk, clerk, name="Rui Sá"))
    assert {row.name for row in both.desk.ask(ListUsers())} == {"Ana", "Rui Sá"}


@pytest.mark.unwalled("has somebody who administers from the start")
def test_undo_leaves_somebody_who_can_administer(both):
    first = new_user(both.desk, "ana")
    second = new_user(both.desk, "eva")
    raised = both.desk.run(change_of(both.desk, second, is_admin=True)).changes.change_set
    both.desk.run(change_of(both.desk, first, active=False))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(Undo(change_set=raised))
    assert refusal.value.code == "user.last_admin"


def test_s1_23_a_blocked_type_cannot_be_opened(both):
    actor = replace(both.other.actor, sight=Sight(blocked_types=frozenset({both.type_id})))
    with pytest.raises(NotFound):
        both.root.acting(actor).run(
            OpenTicket(
                ticket=new_id(),
                kind=TicketKind.OWN_STRUCTURE,
                type_id=both.type_id,
                department=both.department,
                subject="S",
                description="D",
            )
        )


def test_s1_30_a_ticket_enters_a_stage_of_its_flow_that_is_no_end(both):
    flow = both.desk.ask(GetTicket(ticket=both.open())).flow
    end = next(stage for stage in flow.stages if stage.kind is StageKind.RESOLVED)
    for stage in (end.id, new_id()):
        with pytest.raises(Invalid) as refusal:
            both.open(entry_stage=stage)
        assert refusal.value.code == "field.not_a_choice"
    middle = next(stage for stage in flow.stages if stage.kind is StageKind.MIDDLE)
    ticket = both.open(entry_stage=middle.id)
    assert both.desk.ask(GetTicket(ticket=ticket)).stage_id == middle.id


def test_registers_can_be_taken_back_by_who_sees_few_portfolios(both):
    clerk = both.as_attendant("Carla Dias", rights=frozenset({Right.CATALOGUE_EDIT}))
    clerk = both.root.acting(replace(clerk.actor, sight=Sight(portfolios=frozenset({new_id()}))))
    saved = clerk.run(SaveSubject(subject=new_id(), name="Fibra")).changes.change_set
    clerk.run(Undo(change_set=saved))
    assert both.desk.ask(ListSubjects(only_active=False)) == ()


def test_one_read_sees_one_moment(both):
    with read(both.desk.engine) as session:
        before = session.execute(text("SELECT count(*) FROM departments")).scalar()
        both.desk.run(SaveDepartment(department=new_id(), name="Campo"))
        assert session.execute(text("SELECT count(*) FROM departments")).scalar() == before
    assert len(both.desk.ask(ListDepartments())) == before + 1
