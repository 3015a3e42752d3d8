"""The company, its departments and staff, and the numbers it draws, on both engines."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.company.commands import (
    ChangeCompany,
    DepartmentsOfUsers,
    DescribeDesk,
    GetCompany,
    GetParameter,
    ListDepartments,
    ListStaff,
    SaveDepartment,
    SaveStaffMember,
    SetDepartmentsOfUser,
    SetLogo,
    SetParameter,
)
from pacdesk.desk.company.rules import (
    protocol_of,
    read_protocol,
    short_id_of,
    show_protocol,
    show_short_id,
    year_in_zone,
)
from pacdesk.desk.tickets.commands import GetTicket
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound


def protocol(world, ticket):
    return world.desk.ask(GetTicket(ticket=ticket)).protocol


@given(st.integers(1970, 9999), st.integers(0, 10**7 - 1))
def test_d08_d17_a_protocol_is_read_as_it_is_shown(year, sequence):
    digits = protocol_of(year, sequence)
    assert len(digits) == 12
    assert digits[:11] == f"{year}{sequence:07d}"
    assert read_protocol(show_protocol(digits)) == digits
    wrong = digits[:11] + str((int(digits[11]) + 1) % 10)
    assert read_protocol(wrong) is None


@given(st.integers(0, 10**7 - 1), st.integers(0, 10), st.integers(1, 9))
def test_d08_the_check_digit_finds_every_single_slip(sequence, place, shift):
    digits = protocol_of(2026, sequence)
    slip = str((int(digits[place]) + shift) % 10)
    assert read_protocol(digits[:place] + slip + digits[place + 1 :]) is None


def test_d08_how_protocols_look():
    assert protocol_of(2026, 1234) == "202600012346"
    assert show_protocol("202600012346") == "2026.0001234-6"
    assert show_protocol("1234") == "1234"
    assert show_protocol("20260001234X") == "20260001234X"
    assert read_protocol(" 2026.0001234-6 ") == "202600012346"
    for typed in ("2026/0001234-6", "２０２６00012346", "20260001234", "abc", ""):
        assert read_protocol(typed) is None
    assert protocol_of(2026, 10**7 - 1)
    with pytest.raises(Invalid) as refusal:
        protocol_of(2026, 10**7)
    assert (refusal.value.code, refusal.value.facts) == ("protocol.exhausted", {"year": 2026})


def test_s3_03_d16_the_id_shown_is_the_end_of_the_key():
    row = UUID("01890000-0000-7000-8000-4f2a91c077de")
    assert short_id_of(row) == "4F2A91C077DE"
    assert show_short_id("4F2A91C077DE") == "4F2A-91C0-77DE"


def test_d17_the_year_is_the_companys():
    before = datetime(2027, 1, 1, 2, 59, 59, tzinfo=UTC)
    assert year_in_zone(before, "America/Sao_Paulo") == 2026
    assert year_in_zone(before + timedelta(seconds=1), "America/Sao_Paulo") == 2027
    assert year_in_zone(before, "UTC") == 2027


def test_d17_the_sequence_begins_anew_at_new_year_in_the_companys_zone(both):
    both.clock.now = datetime(2027, 1, 1, 2, 59, 50, tzinfo=UTC)
    last = [protocol(both, both.open()) for _ in range(2)]
    both.clock.now = datetime(2027, 1, 1, 3, 0, 0, tzinfo=UTC)
    first = protocol(both, both.open())
    assert [p[:11] for p in (*last, first)] == ["20260000001", "20260000002", "20270000001"]


def test_d08_a_drawn_protocol_stays_used_after_undo(both):
    ticket = new_id()
    done = both.desk.run(_opening(both, ticket))
    drawn = protocol(both, ticket)
    both.desk.run(Undo(change_set=done.changes.change_set))
    assert protocol(both, both.open())[:11] == f"{int(drawn[:11]) + 1}"
    assert both.sql("SELECT count(*) FROM tickets WHERE protocol = :p", p=drawn)[0][0] == 1


def _opening(world, ticket):
    from pacdesk.desk.tickets.commands import OpenTicket
    from pacdesk.desk.tickets.rules import TicketKind

    return OpenTicket(
        ticket=ticket,
        kind=TicketKind.OWN_STRUCTURE,
        type_id=world.type_id,
        department=world.department,
        subject="x",
        description="y",
        at=world.clock(),
    )


def test_d16_a_short_id_that_is_taken_is_drawn_again(both):
    first = new_id()
    twin = UUID(int=first.int ^ 1 << 64)
    shown = []
    for ticket in (first, twin):
        both.desk.run(_opening(both, ticket))
        shown.append(both.desk.ask(GetTicket(ticket=ticket)).short_id)
    assert shown[0] == short_id_of(first)
    assert shown[1] != shown[0]
    assert len(shown[1]) == 12
    assert set(shown[1]) <= set("0123456789ABCDEF")


def test_the_company_is_changed_as_it_was_seen(both):
    seen = both.desk.ask(GetCompany())
    values = {
        "version": seen.version,
        "legal_name": " Teste Ltda ",
        "trade_name": " Teste ",
        "document": "1",
        "address": " Rua Um ",
        "phone": "2",
        "email": " a@b.c ",
        "zone": "America/Manaus",
    }
    with pytest.raises(Forbidden):
        both.other.run(ChangeCompany(**values))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(ChangeCompany(**(values | {"zone": "Mars/Olympus"})))
    assert (refusal.value.code, refusal.value.field) == ("company.zone_unknown", "zone")
    both.desk.run(ChangeCompany(**values))
    now = both.desk.ask(GetCompany())
    assert (now.legal_name, now.trade_name, now.address, now.email) == (
        "Teste Ltda",
        "Teste",
        "Rua Um",
        "a@b.c",
    )
    assert (now.zone, now.version) == ("America/Manaus", seen.version + 1)
    with pytest.raises(Conflict):
        both.desk.run(ChangeCompany(**values))


def test_departments_have_names_of_their_own(both):
    for name, code in ((" ", "name.empty"), ("ATENDIMENTO", "name.taken")):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(SaveDepartment(department=new_id(), name=name))
        assert (refusal.value.code, refusal.value.field) == (code, "name")
    with pytest.raises(Forbidden):
        both.other.run(SaveDepartment(department=new_id(), name="B"))
    made = new_id()
    both.desk.run(SaveDepartment(department=made, name=" Financeiro ", email=" f@x.y ", position=-1))
    first = both.desk.ask(ListDepartments())[0]
    assert (first.id, first.name, first.email, first.serves_clients) == (made, "Financeiro", "f@x.y", True)
    both.desk.run(SaveDepartment(department=made, version=1, name="Finanças", active=False))
    assert made not in [d.id for d in both.desk.ask(ListDepartments())]
    assert made in [d.id for d in both.desk.ask(ListDepartments(only_active=False))]
    with pytest.raises(Conflict):
        both.desk.run(SaveDepartment(department=made, version=1, name="F"))


def test_staff_members_by_name_with_their_department(both):
    with pytest.raises(Forbidden):
        both.other.run(SaveStaffMember(staff=new_id(), name="B"))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SaveStaffMember(staff=new_id(), name=" "))
    assert (refusal.value.code, refusal.value.field) == ("name.empty", "name")
    with pytest.raises(NotFound):
        both.desk.run(SaveStaffMember(staff=new_id(), name="B", department=new_id()))
    made = new_id()
    both.desk.run(SaveStaffMember(staff=made, name=" Águeda Reis ", job_title=" Técnica ", email=" a@b.c "))
    assert [s.name for s in both.desk.ask(ListStaff())] == ["Águeda Reis", "Ana Prado", "Bruno Reis"]
    found = both.desk.ask(ListStaff())
    assert [s.department_name for s in found] == ["", "Atendimento", "Atendimento"]
    both.desk.run(SaveStaffMember(staff=made, version=1, name="Águeda", active=False))
    assert made not in [s.id for s in both.desk.ask(ListStaff())]
    assert made in [s.id for s in both.desk.ask(ListStaff(only_active=False))]


def test_s2_12_who_works_in_a_department_and_who_manages_it(both):
    bia, field = new_id(), new_id()
    both.desk.run(CreateUser(user=bia, login="bia", name="Bia"))
    both.desk.run(SaveDepartment(department=field, name="Campo"))

    def put(works=(), manages=()):
        wanted = {"departments": frozenset(works), "managed": frozenset(manages)}
        both.desk.run(SetDepartmentsOfUser(user=bia, **wanted))
        return {(place, managed) for who, place, managed in both.desk.ask(DepartmentsOfUsers()) if who == bia}

    assert put(works=[both.department, field]) == {(both.department, False), (field, False)}
    assert put(works=[field], manages=[field]) == {(field, True)}, "who manages works there"
    assert put(works=[field]) == {(field, False)}
    assert put() == put() == set()
    assert put(manages=[both.department]) == {(both.department, True)}
    assert both.sql("SELECT count(*) FROM department_members") == [(2,)], "one row a department"
    with pytest.raises(Forbidden):
        both.other.run(SetDepartmentsOfUser(user=bia))
    with pytest.raises(NotFound):
        both.desk.run(SetDepartmentsOfUser(user=bia, departments=frozenset({new_id()})))


def test_parameters_are_kept_by_name(both):
    assert both.desk.ask(GetParameter(name="a")) is None
    with pytest.raises(Forbidden):
        both.other.run(SetParameter(name="a", value=1))
    for value in (1, {"x": [1, "ç"]}, False):
        both.desk.run(SetParameter(name="a", value=value))
        assert both.desk.ask(GetParameter(name="a")) == value
    assert both.desk.ask(DescribeDesk()).name == "Teste"


def test_a_logo_is_a_picture_kept_once(both):
    sha256 = both.desk.put_file(b"\x89PNG")
    logo = {"sha256": sha256, "name": "logo.png", "size": 4, "media_type": "image/png"}
    with pytest.raises(Forbidden):
        both.other.run(SetLogo(**logo))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SetLogo(**(logo | {"media_type": "image/svg+xml"})))
    assert (refusal.value.code, refusal.value.field) == ("company.logo_kind", "logo")
    both.desk.run(SetLogo(**logo))
    kept = "SELECT f.sha256 FROM companies c JOIN stored_files f ON f.id = c.logo_file_id"
    assert both.sql(kept) == [(sha256,)]
    both.desk.run(SetLogo(sha256=None))
    assert both.sql(kept) == []
