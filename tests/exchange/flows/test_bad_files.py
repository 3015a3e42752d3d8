"""Files that are no workflow, broken ones and hostile ones: a code with its line or place, never a crash."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacdesk.config.refusals import sentences
from pacdesk.desk.workflow.problems import problems_of
from pacdesk.errors import Invalid, NotFound, UserError
from pacdesk.exchange.flows import notes
from pacdesk.exchange.flows.detect import flow_of_bytes, read_flow
from pacdesk.exchange.flows.model import MOST_BYTES, ReadFlow
from tests.exchange.flows.playing import play

FILES = Path(__file__).parent / "files"
OURS = """\
pacdesk: workflow
format: 1
group: Suporte
type: Incidente
stages:
- key: triage
  name: Triagem
  kind: entry
  default_entry: true
  flags: {required: [priority], hidden_online: [serial]}
- key: end
  name: Fim
  kind: resolved
transitions:
- {key: done, label: Concluir, from: triage, to: end, comment_required: true}
fields:
- {key: serial, name: "Número de série", kind: text, minimum: 3}
"""


def refused(text: str) -> Invalid:
    with pytest.raises(Invalid) as caught:
        flow_of_bytes(text.encode() if isinstance(text, str) else text, "arquivo.yaml")
    assert caught.value.code in sentences()
    return caught.value


def test_the_file_of_the_examples_is_fine():
    read = flow_of_bytes(OURS.encode(), "x.yaml")
    assert (read.type_name, read.group_name) == ("Incidente", "Suporte")
    assert read.flow.fields[0].minimum == "3"
    assert play(read.flow)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("kind: entry", "kind: entri", "flow_file.not_one_of", 8),
        ("default_entry: true", "default_entry: sim", "flow_file.not_yes_or_no", 9),
        ("name: Triagem", "nome: Triagem", "flow_file.unknown_name", 7),
        ("name: Triagem", "name: 3", "flow_file.not_a_text", 7),
        ("- key: triage", "- phase: a", "flow_file.name_missing", 6),
        ("key: end", "key: triage", "flow_file.stage_key_twice", 11),
        ("to: end", "to: fim", "flow_file.stage_unknown", 15),
        ("required: [priority]", "required: priority", "flow_file.not_a_list", 10),
        ("flags: {", "flags: [] #", "flow_file.not_a_table", 10),
        ("flags: {", "expected_minutes: dez #", "flow_file.not_a_number", 10),
        ("flags: {", "place: [1] #", "flow_file.not_a_place", 10),
        ("comment_required: true", "guard: {some: []}", "flow_file.unknown_name", 15),
        ("comment_required: true", "guard: {all: [], any: []}", "flow_file.not_a_guard", 15),
        ("comment_required: true", "fields: [{a: fill, b: fill}]", "flow_file.not_a_demand", 15),
        ("format: 1", "format: 9", "flow_file.too_new", 2),
        ("group: Suporte", "type: Outro", "flow_file.key_twice", 4),
        ("group: Suporte", "? [a]\n: b", "flow_file.key_not_text", 3),
        ("type: Incidente", "type: Incidente\n---\na: b", "flow_file.several", 6),
    ],
)
def test_an_error_names_line_place_and_what_was_expected(old, new, code, line):
    error = refused(OURS.replace(old, new, 1))
    assert error.code == code
    assert error.facts["line"] == line
    if "place" in error.facts:
        assert error.facts["place"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  default_entry: true\n", "", "flow_file.no_entry"),
        ("kind: resolved", "kind: resolved\n  default_entry: true", "flow_file.two_entries"),
    ],
)
def test_s1_30_there_is_one_default_entry(old, new, code):
    error = refused(OURS.replace(old, new))
    assert error.code == code
    assert error.facts["place"] == "Incidente"


def test_two_default_entries_are_named():
    error = refused(OURS.replace("kind: resolved", "kind: resolved\n  default_entry: true"))
    assert error.facts["entries"] == ("Triagem", "Fim")
    assert [problem.facts["place"] for problem in error.problems] == ["Fim"]


def test_a_workflow_without_stages_is_refused():
    assert refused("pacdesk: workflow\n").code == "flow_file.no_stages"


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [ls]", "!!python/name:os.system", "!evil x", "!!binary aGk="]
)
def test_a_tag_bomb_is_refused_with_its_line(tag):
    error = refused(OURS.replace("group: Suporte", f"group: {tag}"))
    assert (error.code, error.facts["line"]) == ("flow_file.tag", 3)


def test_an_alias_bomb_is_refused_before_it_grows():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert refused("pacdesk: workflow\n" + "\n".join(rows)).code == "flow_file.too_many"


def test_an_alias_of_itself_or_of_nothing_is_refused():
    assert refused("a: &a [*a]\n").code == "flow_file.alias"
    assert refused("a: *nothing\n").code in ("flow_file.alias", "flow_file.broken")


def test_lists_within_lists_have_an_end():
    assert refused("a: " + "[" * 50_000).code == "flow_file.too_deep"
    assert refused("{" * 50_000).code in ("flow_file.too_deep", "flow_file.key_not_text")


def test_json_within_json_has_an_end():
    assert refused('{"states": ' + "[" * 100_000).code == "flow_file.too_deep"


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.bpmn"
    with path.open("wb") as file:
        file.write(b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">')
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Invalid, match="too_big"):
        read_flow(path)
    assert MOST_BYTES < 50 * 1024 * 1024


def crowd(kind: str) -> str:
    """A file that asks for far more stages than anybody can read."""
    many = range(20_000)
    if kind == "bpmn":
        tasks = "".join(f'<parallelGateway id="t{n}"/>' for n in many)
        return (
            '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="t"/>'
            f"{tasks}</process></definitions>"
        )
    if kind == "itop":
        states = "".join(
            f'<state id="s{n}"><inherit_flags_from>s{n - 1}</inherit_flags_from></state>' for n in many
        )
        return f"<class><lifecycle><states>{states}</states></lifecycle></class>"
    if kind == "otobo":
        return "Process: {}\nActivities:\n" + "".join(f"  A{n}: {{}}\n" for n in many)
    return "pacdesk: workflow\nstages:\n" + "".join(f"- {{key: s{n}}}\n" for n in many)


@pytest.mark.parametrize("kind", ["bpmn", "itop", "otobo", "pacdesk"])
def test_a_file_with_more_stages_than_anybody_reads_is_refused(kind):
    assert refused(crowd(kind)).code == "flow_file.too_many_stages"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "flow_file.entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "flow_file.entities"),
        ("<definitions>\n<process>\n</definitions>", "flow_file.broken"),
        ("<a/>", "flow_file.unknown_kind"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "flow_file.broken"),
        ("", "flow_file.empty"),
        ("\n \n", "flow_file.empty"),
        ("# only a comment", "flow_file.empty"),
        ("just words", "flow_file.unknown_kind"),
        ("a: b", "flow_file.unknown_kind"),
        ("[1, 2]", "flow_file.unknown_kind"),
        ("a: [1", "flow_file.broken"),
        ("a: 'x", "flow_file.broken"),
        ('{"states": []}', "flow_file.no_stages"),
        ("Process: {}\nActivities: {}\n", "flow_file.no_stages"),
    ],
)
def test_what_is_no_workflow_is_told_as_what_it_is(text, code):
    assert refused(text).code == code


def test_a_broken_xml_names_its_line():
    assert refused("<definitions>\n<process>\n</definitions>").facts["line"] == 3


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Invalid, match="not_text"):
        flow_of_bytes(b"a: \xff\xfe\xfa", "x")
    with pytest.raises(Invalid, match=r"not_text|broken"):
        flow_of_bytes(b"pacdesk\x00: workflow", "x")


def test_marks_of_encodings_are_understood():
    assert flow_of_bytes(OURS.encode("utf-8-sig"), "x").flow.stages
    assert flow_of_bytes(OURS.encode("utf-16"), "x").flow.stages


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(NotFound, match=r"flow_file\.missing"):
        read_flow(tmp_path / "none.yaml")
    with pytest.raises(Invalid, match="unreadable"):
        read_flow(tmp_path)


def test_every_note_has_its_sentence_in_both_languages():
    used = set()
    for path in (Path(notes.__file__).parent).glob("*.py"):
        used |= set(re.findall(r'"((?:flow|itop|otobo|bpmn)\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    used -= {"flow.second_default_entry"}
    known = notes.sentences()
    assert used <= known.keys()
    assert known.keys() <= used
    gaps = {code: [set(re.findall(r"\{(\w+)\}", text)) for text in pair] for code, pair in known.items()}
    assert not {code for code, (pt, en) in gaps.items() if pt != en}


def test_a_note_is_told_with_its_place():
    read = read_flow(FILES / "process.bpmn")
    (note,) = [note for note in read.notes if note.code == "bpmn.flow_broken"]
    assert notes.sentence(note, english=True) == (
        "f16: The flow points to nowhere, which is not in the file; it was left out."
    )
    assert notes.sentence(note).startswith("f16: A ligação aponta para nowhere")


def read_or_refusal(text: str) -> ReadFlow | UserError:
    try:
        return flow_of_bytes(text.encode(), "torn")
    except UserError as error:
        return error


@pytest.mark.parametrize("name", ["lifecycle.xml", "process.yml", "process.bpmn", None])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_with_pieces_torn_out_is_read_or_refused_but_never_crashes(name, data):
    lines = (OURS if name is None else (FILES / name).read_text(encoding="utf-8")).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(lines) - 1))
        torn = lines[start : start + data.draw(st.integers(1, 4))]
        lines[start : start + len(torn)] = data.draw(
            st.sampled_from([[], torn * 2, ["x\n"], [line.upper() for line in torn]])
        )
        lines = lines or ["\n"]
    read = read_or_refusal("".join(lines))
    if isinstance(read, UserError):
        assert read.code in sentences()
        return
    problems_of(read.flow)
    for note in read.notes:
        assert notes.sentence(note)
