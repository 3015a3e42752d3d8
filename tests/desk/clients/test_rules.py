"""What a client's record must be, as pure rules."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.clients.rows import (
    SOURCE_TABLES,
    AddressValues,
    ClientValues,
    ContactValues,
    LoginValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.clients.rules import (
    LIMITS,
    address_line,
    check_address,
    check_client,
    check_contact,
    check_login,
    check_organization,
    clean_address,
    clean_client,
    clean_contact,
    clean_login,
    clean_text,
    display_name,
    effective_portfolio,
    filter_terms,
    find_words,
    in_brazil,
    only_choice,
    phone_keys,
    required_fields,
    search_text,
    untouched_fields,
    warn_address,
)
from pacdesk.desk.merge import merge
from pacdesk.errors import Invalid

ONE, TWO, NONE = UUID(int=1), UUID(int=2), UUID(int=9)
FULL = ClientValues(
    legal_name="Serra Azul Ltda",
    trade_name="Serra Azul",
    document="12.ABC.345/01DE-35",
    email="a@b.com.br",
)
lines = st.text(max_size=60)


def codes(problems):
    return {(p.field, p.code) for p in problems}


def test_s0_14_required_fields():
    assert required_fields(RequesterKind.CLIENT, PersonType.COMPANY) == (
        "legal_name",
        "trade_name",
        "document",
        "email",
    )
    assert required_fields(RequesterKind.CLIENT, PersonType.PERSON) == ("legal_name", "document")
    for kind in set(RequesterKind) - {RequesterKind.CLIENT}:
        assert required_fields(kind, PersonType.COMPANY) == ("legal_name",)
    assert set(SOURCE_TABLES.values()) == set(RequesterKind)


def test_s0_14_a_whole_form_is_stored_bare():
    stored = clean_client(
        replace(
            FULL,
            phone="(49) 3330-7788",
            state_registration="110.042.490.114",
            registration_state="são paulo",
            note=" a\r\nb\x00 ",
        )
    )
    assert (stored.document, stored.phone, stored.state_registration, stored.registration_state) == (
        "12ABC34501DE35",
        "+554933307788",
        "110042490114",
        "SP",
    )
    assert stored.note == "a\nb"
    assert clean_client(stored) == stored, "what is stored is clean"


def test_s0_14_each_bad_field_has_its_problem():
    bad = replace(
        FULL,
        document="12.ABC.345/01DE-36",
        email="a",
        phone="1",
        mobile="2",
        state_registration="1",
        registration_state="XX",
        external_table="FCFO",
    )
    assert codes(check_client(bad)) == {
        ("document", "document.check_digits"),
        ("email", "email.shape"),
        ("phone", "phone.shape"),
        ("mobile", "phone.shape"),
        ("state_registration", "ie.uf_needed"),
        ("registration_state", "uf.unknown"),
        ("external_code", "client.external_pair"),
    }
    assert check_client(FULL) == ()


@given(st.builds(ClientValues, legal_name=lines, document=lines, email=lines, phone=lines, note=lines))
def test_issue_2_4_an_import_only_asks_for_a_name(values):
    if not clean_text(values.legal_name):
        with pytest.raises(Invalid) as refusal:
            clean_client(values, imported=True)
        assert codes(refusal.value.problems) == {("legal_name", "field.required")}
        return
    stored = clean_client(values, imported=True)
    assert stored.document_ok == (not stored.document or clean_client_document_ok(stored))


def clean_client_document_ok(stored):
    return not any(p.field == "document" for p in check_client(replace(stored, kind=RequesterKind.PERSON)))


def test_old_defects_are_not_asked_about_but_what_hangs_on_a_change_is():
    old = replace(FULL, document="123", phone="1")
    noted = replace(old, note="x")
    assert clean_client(noted, untouched=untouched_fields(noted, old)).document_ok is False
    other_kind = replace(old, person_type=PersonType.PERSON)
    with pytest.raises(Invalid) as refusal:
        clean_client(other_kind, untouched=untouched_fields(other_kind, old))
    assert codes(refusal.value.problems) == {("document", "document.length")}
    login = LoginValues(login="a b")
    assert clean_login(login, untouched=untouched_fields(login, login)) == login


def test_no_field_grows_beyond_its_limit():
    for name, limit in LIMITS.items():
        if hasattr(FULL, name) and name not in {"document", "phone", "mobile", "email", "state_registration"}:
            problems = check_client(replace(FULL, **({"external_code": "1"} | {name: "x" * (limit + 1)})))
            assert (name, "text.too_long") in codes(problems), name


def test_organizations_contacts_and_logins():
    assert codes(check_organization(OrganizationValues(name=" "))) == {("name", "field.required")}
    assert codes(check_organization(OrganizationValues(name="G", document="1"))) == {
        ("document", "document.length")
    }
    assert codes(check_contact(ContactValues(name="Eva"))) == {("phone", "contact.unreachable")}
    assert clean_contact(ContactValues(name="Eva"), imported=True).name == "Eva"
    assert check_contact(ContactValues(name="Eva", mobile="(49) 99912-3456")) == ()
    assert codes(check_login(LoginValues(login="a b"))) == {("login", "login.blanks")}
    assert clean_login(LoginValues(login="a b"), imported=True).login == "a b"


def test_s3_13_addresses():
    here = AddressValues(street="Rua Um", city="Chapecó", state="santa catarina", cep="89802-112")
    stored = clean_address(here)
    assert (stored.state, stored.cep) == ("SC", "89802112")
    assert codes(check_address(AddressValues(cep="1", state="ZZ"))) == {
        ("street", "field.required"),
        ("city", "field.required"),
        ("cep", "cep.shape"),
        ("state", "uf.unknown"),
    }
    assert codes(check_address(replace(here, latitude=91.0, longitude=-181.0))) == {
        ("latitude", "coordinate.range"),
        ("longitude", "coordinate.range"),
    }
    assert codes(check_address(replace(here, longitude=1.0))) == {("latitude", "coordinate.pair")}
    assert codes(check_address(replace(here, latitude=1.0))) == {("longitude", "coordinate.pair")}
    abroad = replace(here, country="Uruguay", cep="11000", state="Montevideo")
    assert check_address(abroad) == ()
    assert clean_address(abroad, imported=True).cep == "11000"
    assert clean_address(replace(here, country="")).country == "Brasil"
    assert in_brazil(" BRASIL ")


def test_s3_13_odd_addresses_only_warn():
    here = AddressValues(cep="89802112", state="SC", latitude=-27.1, longitude=-52.6)
    assert warn_address(here) == ()
    assert codes(warn_address(replace(here, state="SP", latitude=27.1))) == {
        ("cep", "cep.other_uf"),
        ("latitude", "coordinate.outside_brazil"),
    }
    assert warn_address(replace(here, country="Uruguay", state="SP")) == ()
    assert warn_address(AddressValues()) == ()


def test_s3_12_an_address_in_one_line():
    assert address_line(AddressValues()) == ""
    full = AddressValues(
        street="Rua Um",
        number="10",
        complement="sala 2",
        district="Centro",
        city="Chapecó",
        state="SC",
        cep="89802112",
    )
    assert address_line(full) == "Rua Um, 10 - sala 2 - Centro - Chapecó/SC - 89802-112"
    assert address_line(AddressValues(city="Salto", country="Uruguay")) == "Salto - Uruguay"


def test_d7_effective_portfolio():
    assert effective_portfolio(ONE, TWO, NONE).id == ONE
    assert not effective_portfolio(ONE, TWO, NONE).inherited
    assert (effective_portfolio(None, TWO, NONE).id, effective_portfolio(None, TWO, NONE).inherited) == (
        TWO,
        True,
    )
    for organization in (None, NONE):
        assert effective_portfolio(None, organization, NONE).id == NONE
        assert not effective_portfolio(None, organization, NONE).inherited


def test_s3_06_s3_08_only_a_single_choice_is_made_by_itself():
    assert only_choice([]) is None
    assert only_choice([ONE]) == ONE
    assert only_choice([ONE, TWO]) is None


def test_what_is_found_and_shown():
    values = clean_client(replace(FULL, phone="(49) 3330-7788", mobile="(49) 99912-3456"))
    assert display_name(values.legal_name, values.trade_name) == "Serra Azul"
    assert display_name("A", "") == "A"
    words = search_text(values, [ContactValues(name="Eva", phone="+554933307788")])
    for word in ("12ABC34501DE35", "12.ABC.345/01DE-35", "12ABC345", "4933307788", "(49) 3330-7788", "Eva"):
        assert word in words.split("\n"), word
    assert phone_keys(values.phone, values.mobile, values.phone, "") == "4933307788 4999123456"
    assert "5549999123456" in find_words(values)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("serra azul", (("serra",), ("azul",))),
        ("12.abc.345/01", (("12.abc.345/01", "12abc34501"),)),
        ("(49) 3330-7788", (("4933307788", "(49) 3330-7788"),)),
        ("123", (("123",),)),
        ("são-joão", (("são-joão",),)),
        ("-", (("-",),)),
        ("", ()),
    ],
)
def test_filter_terms(typed, terms):
    assert filter_terms(typed) == terms


@given(st.text(max_size=200))
def test_clean_text_is_stable_and_one_line(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert "\n" not in once
    whole = clean_text(text, lines=True)
    assert clean_text(whole, lines=True) == whole


values_of = st.builds(
    LoginValues, login=st.sampled_from("abc"), note=st.sampled_from("xyz"), active=st.booleans()
)


@given(values_of, values_of, values_of)
def test_merging_loses_nothing(before, after, current):
    merged = merge(before, after, current)
    clashing = {clash.field for clash in merged.clashes}
    for name in LoginValues.__dataclass_fields__:
        seen, yours, theirs = (getattr(v, name) for v in (before, after, current))
        if yours == seen or name in clashing:
            assert getattr(merged.values, name) == theirs
        else:
            assert getattr(merged.values, name) == yours
        assert (name in clashing) == (
            len({seen, yours, theirs}) == 3 or (yours != seen and theirs not in (seen, yours))
        )
