"""The same corpus gives the same answers on both engines, and nothing typed makes an error."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pacdesk.desk.values import new_id
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.search import (
    SLOTS,
    NewDocument,
    add_document,
    add_documents,
    base_id,
    change_document,
    drop_documents,
    fts5_query,
    has_words,
    match,
    number_forms,
    readable,
    terms_of,
    tsquery,
)
from pacdesk.storage.unit_of_work import read, write
from tests.conftest import START

pytestmark = pytest.mark.unwalled("nobody writes rows past the desk")

CORPUS = {
    "acao": "Ação de manutenção no roteador",
    "joao": "João da Silva, em São João del-Rei",
    "cnpj": "Serra Azul " + number_forms("12ABC34501DE35") + " 12.ABC.345/01DE-35",
    "protocol": "2026.0001234-6 " + number_forms("202600012346"),
    "mail": "escreva a contato@serraazul.example.com hoje",
    "order": "o roteador caiu; manutenção amanhã",
    "odd": "100% «pronto» (ok) o'clock C++ under_score 日本語",
}
ASKED = {
    "acao": {"acao"},
    "AÇÃO": {"acao"},
    "Sao Joao": {"joao"},
    "são joão": {"joao"},
    "12.ABC.345/01DE-35": {"cnpj"},
    "12abc34501de35": {"cnpj"},
    "12.abc.345": {"cnpj"},
    "2346": {"protocol"},
    "12346": {"protocol"},
    "01234-6": {"protocol"},
    "202600012346": {"protocol"},
    "2026.0001234-6": {"protocol"},
    "manut": {"acao", "order"},
    "rote manu": {"acao", "order"},
    '"roteador caiu"': {"order"},
    '"caiu roteador"': set(),
    '"rotead"': set(),
    "oteador": set(),
    "contato@serraazul.example.com": {"mail"},
    "score": {"odd"},
    "日本": {"odd"},
    "inexistente": set(),
}


@pytest.fixture
def corpus(both):
    """The corpus, one document a second."""
    refs = {}
    with write(both.root.engine) as unit:
        for n, (name, words) in enumerate(CORPUS.items()):
            refs[name] = new_id()
            add_document(unit.session, **document(refs[name], words, START + timedelta(seconds=n)))
        unit.session.commit()
    both.names = {ref: name for name, ref in refs.items()}
    return both


def document(ref, words, at=START):
    return {
        "kind": "entry",
        "ref": ref,
        "portfolio": NO_PORTFOLIO,
        "ticket": None,
        "visibility": "internal",
        "happened_at": at,
        "text": words,
    }


def found(world, typed):
    """Names of what was found, newest first."""
    from pacdesk.storage.types import to_uuid

    with read(world.root.engine) as session:
        wanted = match(session, typed)
        if wanted is None:
            return []
        condition, values = wanted
        rows = session.execute(
            text(f"SELECT d.ref FROM search_docs d WHERE {condition} ORDER BY d.doc_id DESC"), values
        )
        return [world.names[to_uuid(ref)] for (ref,) in rows]


def test_the_same_questions_have_the_same_answers(corpus):
    assert {typed: set(found(corpus, typed)) for typed in ASKED} == ASKED


def test_a_text_at_hand_is_judged_as_the_indexes_would():
    """But for the last digits of numbers, which names do not have."""
    for typed, names in ASKED.items():
        if not typed.replace("-", "").replace(".", "").isdigit():
            assert {name for name, words in CORPUS.items() if has_words(words, typed)} == names, typed


def test_newest_first_whatever_the_order_of_arrival(corpus):
    assert found(corpus, "manutencao") == ["order", "acao"]
    late = new_id()
    corpus.names[late] = "late"
    with write(corpus.root.engine) as unit:
        add_document(unit.session, **document(late, "manutenção antiga", START - timedelta(days=900)))
        unit.session.commit()
    assert found(corpus, "manutencao") == ["order", "acao", "late"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        '""',
        '"a',
        "(",
        ")(",
        "a:b",
        "text:x",
        "AND",
        "NOT a OR",
        "NEAR(a b)",
        "a*",
        "*",
        "^a",
        "'",
        "\\",
        "a & b | !c <-> d",
        "a:*",
        "-",
        "é́",
        "😀",
        "\x00",
        "%_",
        "{}",
        "--;",
        "x" * 10000,
        "a b " * 2500,
        '"' * 10000,
        "😀 " * 5000,
        "9" * 10000,
    ],
    ids=lambda typed: repr(typed[:12]) + str(len(typed)),
)
def test_odd_questions_never_fail(corpus, typed):
    assert isinstance(found(corpus, typed), list)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=30) | st.text("\"():*&|!<>-\\' aé1", max_size=20))
def test_no_question_fails(corpus, typed):
    found(corpus, typed)


def test_texts_change_and_go(corpus):
    ref = next(ref for ref, name in corpus.names.items() if name == "acao")
    with write(corpus.root.engine) as unit:
        change_document(unit.session, ref, "outra coisa")
        unit.session.commit()
    assert found(corpus, "acao") == []
    assert found(corpus, "coisa") == ["acao"]
    with write(corpus.root.engine) as unit:
        drop_documents(unit.session, ref=ref)
        unit.session.commit()
    assert found(corpus, "coisa") == []


def test_more_texts_than_a_second_has_places(both):
    ticket, refs = new_id(), [new_id() for _ in range(SLOTS + 2)]
    both.names = dict.fromkeys(refs, "x")
    with write(both.root.engine) as unit:
        add_document(unit.session, **document(refs[0], "cheio"))
        new = [NewDocument(**(document(ref, "cheio") | {"ticket": ticket})) for ref in refs[1:]]
        add_documents(unit.session, new)
        add_documents(unit.session, ())
        add_document(unit.session, **document(ticket, "um a mais"))
        unit.session.commit()
    ids = [row[0] for row in both.sql("SELECT doc_id FROM search_docs ORDER BY doc_id")]
    assert ids == list(range(base_id(START), base_id(START) + SLOTS + 3))
    assert len(found(both, "cheio")) == SLOTS + 2
    with write(both.root.engine) as unit:
        drop_documents(unit.session, ticket=ticket)
        unit.session.commit()
    assert len(found(both, "cheio")) == 1


def test_what_is_asked_of_the_index():
    assert fts5_query("...") is tsquery("...") is None
    assert [term.words for term in terms_of('a_b "c d" 1.2')] == [("a", "b"), ("c", "d"), ("1", "2")]
    assert number_forms("./-") == ""
    assert number_forms("12.3") == "123 zrev321"
    assert fts5_query("12.3") == '("12 3"* OR "123"* OR "zrev321"*)'


def test_what_only_the_index_reads_is_not_shown():
    text = "2026.0000194-6 202600001946 zrev649100006202 EA66-7558-811B EA667558811B Sensor parado"
    assert readable(text) == "2026.0000194-6 Sensor parado"
    assert readable("Antes ![curva.png](attachment:01a2) e depois") == "Antes curva.png e depois"
