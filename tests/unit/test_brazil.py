"""Brazilian documents, codes and telephones: no file of vectors is shipped, the numbers are made here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from pacdesk.desk.clients.brazil import (
    ISENTO,
    UF_NAMES,
    DocumentKind,
    check_cep_uf,
    cnpj_root,
    document_key,
    format_cep,
    format_document,
    format_phone,
    format_state_registration,
    guess_kind,
    mask_document,
    outside_brazil,
    phone_key,
    plain,
    read_cep,
    read_coordinate,
    read_document,
    read_email,
    read_phone,
    read_state_registration,
    read_uf,
    repair_cep,
    suggest_document,
    uf_of_cep,
)

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
bases = st.text(LETTERS, min_size=12, max_size=12).filter(
    lambda t: len(set(t)) > 1 and not t.startswith("000000000000")
)
cnpjs = bases.map(lambda base: base + cnpj.calc_check_digits(base))
cpfs = (
    st.text("0123456789", min_size=9, max_size=9)
    .filter(lambda t: len(set(t)) > 1)
    .map(lambda base: base + cpf._calc_check_digits(base))
)


@given(cnpjs)
def test_s0_14_every_cnpj_is_read_with_and_without_mask_and_in_small_letters(number):
    shown = format_document(number)
    assert len(shown) == 18
    for typed in (number, shown, number.lower(), f"  {shown.lower()} "):
        reading = read_document(typed, DocumentKind.CNPJ)
        assert (reading.ok, reading.value, reading.shown) == (True, number, shown)
    assert cnpj_root(number) == number[:8]
    assert mask_document(number) == shown


@given(cnpjs, st.integers(12, 13), st.integers(1, 9))
def test_s0_14_a_wrong_check_digit_is_refused_and_the_right_one_suggested(number, place, step):
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    reading = read_document(wrong, DocumentKind.CNPJ)
    assert (reading.ok, reading.code) == (False, "document.check_digits")
    repaired = wrong.translate(str.maketrans("OQIL", "0011"))
    assert reading.suggestion in (format_document(number), format_document(repaired))


@given(cpfs)
def test_s0_14_every_cpf_is_read_and_masked_in_lists(number):
    shown = format_document(number)
    reading = read_document(shown)
    assert (reading.ok, reading.value, reading.shown) == (True, number, shown)
    assert mask_document(number) == f"***.{number[3:6]}.{number[6:9]}-**"
    assert cnpj_root(number) == ""


@given(st.text(max_size=30))
def test_reading_never_fails_and_a_good_value_reads_as_itself(text):
    for read in (read_document, read_cep, read_phone, read_email, read_uf):
        reading = read(text)
        assert reading.ok == (reading.code == "")
        again = read(reading.value)
        if reading.ok:
            assert again.value == reading.value
    assert read_state_registration(text, "SP").ok in (True, False)
    assert isinstance(phone_key(text), str)
    assert isinstance(repair_cep(text), str)
    assert isinstance(suggest_document(text), str)


def test_s0_14_the_official_example():
    assert read_document("12.ABC.345/01DE-35").value == "12ABC34501DE35"
    assert suggest_document("12abc34501de35") == "12.ABC.345/01DE-35"
    assert suggest_document("12ABC34501DE45") == "12.ABC.345/01DE-35", "base 36 is the wrong table"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12ABC34501DE3５", "document.look_alike"),
        ("12ÁBC34501DE35", "document.look_alike"),
        ("12АВС34501DE35", "document.look_alike"),
        ("12ABC34501DE3", "document.length"),
        ("12ABC_4501DE35", "document.characters"),
        ("00000000000000", "document.repeated"),
        ("11111111111111", "document.repeated"),
        ("111.111.111-11", "document.repeated"),
        ("00000000000", "document.repeated"),
        ("12345678900", "document.check_digits"),
        ("1234567890", "document.length"),
    ],
)
def test_s0_14_why_a_document_is_refused(typed, code):
    reading = read_document(typed)
    assert reading.code == code
    assert reading.value == typed, "what was typed is kept"
    problem = reading.problem("document")
    assert problem is not None
    assert (problem.code, problem.field, problem.facts["typed"]) == (code, "document", typed)


def test_a_cpf_with_letters_has_no_such_characters():
    assert read_document("1234567890X", DocumentKind.CPF).code == "document.characters"
    assert suggest_document("ABCDEFGHIJK", DocumentKind.CPF) == ""


@pytest.mark.parametrize(
    ("typed", "kind", "suggestion"),
    [
        ("191", None, ""),
        ("1444777000161", None, ""),
        ("52998224725", None, "529.982.247-25"),
        ("11.444.777/OOO1-61", None, "11.444.777/0001-61"),
        ("529982247-00", None, "529.982.247-25"),
        ("00000000000000", None, ""),
        ("00000000000012", None, ""),
        ("１２ABC34501DE35", None, ""),
        ("", None, ""),
    ],
)
def test_suggestions(typed, kind, suggestion):
    assert suggest_document(typed, kind) == suggestion


def test_zeros_that_a_spreadsheet_took_come_back():
    number = "01234567" + "0001"
    whole = number + cnpj.calc_check_digits(number)
    assert suggest_document(whole.lstrip("0"), DocumentKind.CNPJ) == format_document(whole)
    small = "012345678"
    person = small + cpf._calc_check_digits(small)
    assert suggest_document(person.lstrip("0")) == format_document(person)


def test_kinds_and_keys():
    assert guess_kind("529.982.247-25") is DocumentKind.CPF
    assert guess_kind("12.ABC.345/01DE-35") is DocumentKind.CNPJ
    assert document_key("12.abc.345/01de-35") == "12ABC34501DE35"
    assert document_key("00000000000") == ""
    assert document_key("123") == ""
    assert format_document("what") == "what"
    assert mask_document("what") == "***"
    assert mask_document("") == ""


def test_pasted_marks_do_no_harm():
    assert plain("\u202a12.ABC.345/01DE–35\u00a0") == "12.ABC.345/01DE-35"
    assert read_document("\ufeff12.ABC.345/01DE\u221235").ok


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("01310-100", "01310100", "01310-100"), ("01.310-100", "01310100", "01310-100"), ("", "", "")],
)
def test_cep(typed, value, shown):
    reading = read_cep(typed)
    assert (reading.ok, reading.value, reading.shown) == (True, value, shown)


@pytest.mark.parametrize(
    ("typed", "code", "suggestion"),
    [
        ("4653220", "cep.shape", "04653-220"),
        ("3063000.0", "cep.shape", "03063-000"),
        ("00000000", "cep.unknown", ""),
        ("00999-999", "cep.unknown", ""),
        ("Pinheiros", "cep.shape", ""),
        ("123456", "cep.shape", ""),
        ("０1310100", "cep.shape", ""),
    ],
)
def test_bad_ceps_and_their_repair(typed, code, suggestion):
    reading = read_cep(typed)
    assert (reading.ok, reading.code, reading.suggestion) == (False, code, suggestion)


@given(st.integers(1000000, 19999999))
def test_a_lost_leading_zero_of_a_cep_comes_back(number):
    whole = f"{number:08d}"
    for typed in (str(number), f"{number}.0", format_cep(whole)):
        assert repair_cep(typed) == whole
    assert uf_of_cep(whole) == "SP"


def test_cep_and_state():
    assert {uf_of_cep(f"{head}000") for head in ("01000", "20000", "69900", "77000", "99999")} == {
        "SP",
        "RJ",
        "AC",
        "TO",
        "RS",
    }
    assert uf_of_cep("1") == ""
    assert check_cep_uf("89800000", "SC", "cep") is None
    assert check_cep_uf("", "SC", "cep") is None
    warning = check_cep_uf("89800000", "SP", "cep")
    assert warning is not None
    assert (warning.code, warning.facts["expected"]) == ("cep.other_uf", "SC")
    assert len(UF_NAMES) == 27
    assert read_uf(" são  paulo ").value == "SP"
    assert read_uf("sc").value == "SC"
    assert read_uf("XX").code == "uf.unknown"
    assert read_uf("").ok


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("(11) 98765-4321", "+5511987654321", "(11) 98765-4321"),
        ("5511987654321", "+5511987654321", "(11) 98765-4321"),
        ("11 3333-4444 ramal 12", "+551133334444;ext=12", "(11) 3333-4444 ramal 12"),
        ("+551133334444;ext=12", "+551133334444;ext=12", "(11) 3333-4444 ramal 12"),
        ("0800 123 4567", "+558001234567", "0800 123 4567"),
        ("4004-1234", "+5540041234", "4004-1234"),
        ("+351 912 345 678", "+351912345678", "+351 912 345 678"),
        ("", "", ""),
    ],
)
def test_phones(typed, value, shown):
    reading = read_phone(typed)
    assert (reading.ok, reading.value, reading.shown) == (True, value, shown)


@pytest.mark.parametrize(
    ("typed", "code", "suggestion"),
    [
        ("1198765432", "phone.ninth_digit", "(11) 99876-5432"),
        ("3333-4444", "phone.no_area", ""),
        ("12", "phone.shape", ""),
        ("0098765432", "phone.no_area", ""),
        ("2098765432", "phone.shape", ""),
        ("ligar", "phone.shape", ""),
        ("１１ 98765-4321", "phone.look_alike", ""),
    ],
)
def test_bad_phones(typed, code, suggestion):
    reading = read_phone(typed)
    assert (reading.ok, reading.code, reading.suggestion) == (False, code, suggestion)


def test_a_number_without_area_takes_the_one_given():
    assert read_phone("3330-7788", "49").value == "+554933307788"
    assert read_phone("1", "49").code == "phone.shape"


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("+5511987654321", "11 8765-4321", "1187654321"),
        ("(11) 3333-4444", "+551133334444;ext=3", "1133334444"),
        ("98765-4321", "8765-4321", "87654321"),
        ("+5540041234", "4004 1234", "40041234"),
        ("+12125550134", "+1 212 555 0134", "12125550134"),
        ("123", "", ""),
    ],
)
def test_phones_match_by_area_and_last_eight_digits(one, other, key):
    assert phone_key(one) == phone_key(other) == key


def test_phones_shown():
    assert format_phone("3333") == "3333"
    assert format_phone("+") == "+"
    assert format_phone("+551133334444;ext=2", "ext.") == "(11) 3333-4444 ext. 2"


@pytest.mark.parametrize(
    ("typed", "uf", "value", "shown"),
    [
        ("110.042.490.114", "SP", "110042490114", "110.042.490.114"),
        ("P-01100424.3/002", "SP", "P011004243002", "P-01100424.3/002"),
        ("623079040081", "MG", "0623079040081", "062.307.904/0081"),
        ("isento", "", ISENTO, ISENTO),
        ("Isenta", "SP", ISENTO, ISENTO),
        ("", "", "", ""),
    ],
)
def test_s0_14_state_registrations(typed, uf, value, shown):
    reading = read_state_registration(typed, uf)
    assert (reading.ok, reading.value, reading.shown) == (True, value, shown)
    assert format_state_registration(value, uf) == shown


@pytest.mark.parametrize(
    ("typed", "uf", "code"),
    [
        ("110.042.490.115", "SP", "ie.check_digits"),
        ("1", "SP", "ie.shape"),
        ("110042490114", "", "ie.uf_needed"),
        ("１10042490114", "SP", "ie.look_alike"),
    ],
)
def test_bad_state_registrations(typed, uf, code):
    assert read_state_registration(typed, uf).code == code


def test_emails():
    assert read_email(" mailto:Ana.Prado@EXEMPLO.com.br ").value == "Ana.Prado@exemplo.com.br"
    assert read_email("a@ação.com.br").ok
    assert read_email("").ok
    assert read_email("a@b.com; c@d.com").code == "email.several"
    for bad in (
        "a",
        "a@b",
        "@b.com",
        "a..b@c.com",
        "a@-b.com",
        "a@b.c",
        f"{'a' * 65}@b.com",
        f"a@{'b.' * 130}com",
    ):
        assert read_email(bad).code == "email.shape", bad


def test_s3_13_coordinates():
    assert read_coordinate("-23,5505199", 90) == -23.5505199
    assert read_coordinate(" -46.6333094 ", 180) == -46.6333094
    for bad in ("", "91", "-90.1", "nan", "inf", "norte", "２"):
        assert read_coordinate(bad, 90) is None
    assert not outside_brazil(-23.55, -46.63)
    assert outside_brazil(-46.63, -23.55)
    assert outside_brazil(23.55, -46.63)
