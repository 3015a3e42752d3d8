"""Workflows as files on the command line: brought, checked, taken out and tried on past tickets."""

from pathlib import Path

import pytest

from tests.cli.conftest import Runner

FILES = Path(__file__).parent.parent / "exchange" / "flows" / "files"
OURS = """\
pacdesk: workflow
format: 1
group: Oficina
type: Bicicleta
description: Conserto
stages:
- {key: in, name: Entrada, kind: entry, default_entry: true,
   responsible: department, responsible_name: Bancada}
- {key: out, name: Saída, kind: resolved}
transitions:
- {key: done, label: Entregar, from: in, to: out, reasons: [Engano],
   actions: [{do: set_complementary_status, name: Pronto}]}
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "bicicleta.yaml"
    path.write_text(OURS, encoding="utf-8")
    return path


def test_a_flow_is_brought_to_a_desk_that_is_made_for_it(run: Runner, ours: Path, tmp_path: Path):
    desk = tmp_path / "nova.pacdesk"
    ran = run("workflow", "import", ours, "--desk", desk, "--publish", "--json")
    assert ran.code == 0, ran.err
    assert ran.data["desk_made"] is True
    assert (ran.data["group"], ran.data["type"], ran.data["published"]) == ("Oficina", "Bicicleta", True)
    assert {(row["register"], row["name"]) for row in ran.data["made"]} == {
        ("department", "Bancada"),
        ("reason", "Engano"),
        ("complementary_status", "Pronto"),
    }
    assert run("check", desk).code == 0


def test_out_and_in_again_is_the_same_file(run: Runner, ours: Path, tmp_path: Path):
    first, second = tmp_path / "um.pacdesk", tmp_path / "dois.pacdesk"
    assert run("workflow", "import", ours, "--desk", first, "--publish").code == 0
    out = [tmp_path / f"{n}.yaml" for n in range(2)]
    assert run("workflow", "export", "oficina/bicicleta", "--desk", first, "--to", out[0]).code == 0
    assert run("workflow", "import", out[0], "--desk", second, "--publish").code == 0
    assert run("workflow", "export", "Bicicleta", "--desk", second, "--to", out[1]).code == 0
    texts = [path.read_text(encoding="utf-8") for path in out]
    assert texts[0] == texts[1]
    assert "responsible_name: Bancada" in texts[0]
    assert "00000000-" not in texts[0]


def test_a_dry_run_makes_nothing(run: Runner, ours: Path, tmp_path: Path):
    desk = tmp_path / "nova.pacdesk"
    ran = run("workflow", "import", ours, "--desk", desk, "--dry-run", "--lang", "en")
    assert ran.code == 0
    assert "Dry run: nothing was written." in ran.out
    assert not desk.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "kind: resolved",
            "kind: resolved, default_entry: true",
            "mais de uma entrada padrão (Entrada, Saída)",
        ),
        ("default_entry: true", "default_entry: false", "nenhuma etapa é a entrada padrão"),
        ("from: in", "from: out", "Nada sai de “Entrada”"),
        ("kind: entry", "flags: {required: [subject], hidden_inside: [subject]}", "“Entrada”"),
        ("reasons: [Engano]", "guard: {all: [{field: gone, op: filled}]}", "“Entregar” pergunta"),
    ],
)
def test_a_flow_with_errors_is_refused_whole_with_each_place(
    run: Runner, ours: Path, tmp_path: Path, old: str, new: str, sentence: str
):
    ours.write_text(OURS.replace(old, new), encoding="utf-8")
    desk = tmp_path / "nova.pacdesk"
    ran = run("workflow", "import", ours, "--desk", desk)
    assert ran.code == 1
    assert sentence in ran.err
    assert not list(tmp_path.glob("nova*"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bomba.yaml", OURS.replace("Oficina", "!!python/object/apply:os.system [ls]"), "Linha 3"),
        ("lacos.yaml", OURS + "a: &a [*a, *a]\n", "aponta para si mesma"),
        ("grande.bpmn", '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">', "grande demais"),
    ],
)
def test_a_file_that_is_an_attack_makes_no_desk(
    run: Runner, tmp_path: Path, name: str, content: str, sentence: str
):
    path, desk = tmp_path / name, tmp_path / "nova.pacdesk"
    path.write_text(content, encoding="utf-8")
    if name.endswith("bpmn"):
        with path.open("ab") as file:
            file.truncate(50 * 1024 * 1024)
    ran = run("workflow", "import", path, "--desk", desk)
    assert ran.code == 1
    assert sentence in ran.err
    assert not list(tmp_path.glob("nova*"))


def test_a_refused_flow_leaves_a_desk_as_it_was(run: Runner, ours: Path, demo: Path):
    before = run("workflow", "export", "Bicicleta", "--desk", demo, "--to", ours.with_name("x.yaml"))
    assert before.code == 1
    assert "Não há tipo de atendimento" in before.err
    ours.write_text(OURS.replace("from: in", "from: out"), encoding="utf-8")
    assert run("workflow", "import", ours, "--desk", demo).code == 1
    after = run("workflow", "export", "Bicicleta", "--desk", demo, "--to", ours.with_name("x.yaml"))
    assert after.err == before.err


def test_a_draft_may_have_problems_when_that_is_said(run: Runner, ours: Path, demo: Path):
    ours.write_text(OURS.replace("from: in", "from: out"), encoding="utf-8")
    ran = run("workflow", "import", ours, "--desk", demo, "--allow-problems", "--json")
    assert (ran.code, ran.data["published"]) == (0, False)
    assert "flow.stage_without_way_out" in {problem["code"] for problem in ran.data["problems"]}
    again = run("workflow", "import", ours, "--desk", demo, "--allow-problems")
    assert again.code == 1
    assert "rascunho" in again.err
    assert run("workflow", "import", ours, "--desk", demo, "--allow-problems", "--publish").code == 1
    to = ours.with_name("rascunho.yaml")
    assert run("workflow", "export", "Bicicleta", "--desk", demo, "--draft", "--to", to).code == 0


@pytest.mark.parametrize("name", ["lifecycle.xml", "process.yml", "process.bpmn"])
def test_definitions_of_other_programs_are_brought_and_what_lacks_is_told(run: Runner, demo: Path, name: str):
    ran = run("workflow", "import", FILES / name, "--desk", demo, "--publish", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "could not be brought" in ran.err
    assert "in the file" in ran.out


def test_check_answers_by_its_exit_code(run: Runner, ours: Path, demo: Path):
    fine = run("workflow", "check", ours, "--desk", demo, "--json")
    assert (fine.code, fine.data["ok"]) == (0, True)
    assert {"register": "department", "name": "Bancada"} in fine.data["lacking"]
    ours.write_text(OURS.replace("from: in", "from: out"), encoding="utf-8")
    bad = run("workflow", "check", ours)
    assert bad.code == 1
    assert "ainda não pode ser publicado" in bad.out
    assert run("workflow", "check", ours.with_name("none.yaml")).code == 1


def test_a_flow_is_tried_on_past_tickets(run: Runner, demo: Path, tmp_path: Path):
    known = run("workflow", "replay", "??", "--desk", demo).err.split("há: ")[1]
    names = [name.strip(" .\n") for name in known.split(",")]
    found = {name: run("workflow", "replay", name, "--desk", demo, "--json").data for name in names}
    name, data = max(found.items(), key=lambda item: item[1]["moves"])
    assert data["moves"] == data["legal"] + data["off_flow"] > 0
    out = tmp_path / "fluxo.yaml"
    assert run("workflow", "export", name, "--desk", demo, "--to", out).code == 0
    same = run("workflow", "replay", name, "--desk", demo, "--flow", out, "--json")
    assert same.data == data
    assert "atendimentos" in run("workflow", "replay", name, "--desk", demo, "--last", "3").out


def test_places_that_do_not_do(run: Runner, demo: Path, tmp_path: Path):
    assert run("workflow", "export", "x", "--desk", demo, "--to", tmp_path / "x.txt").code == 1
    assert run("workflow", "export", "x", "--desk", demo, "--to", tmp_path / "no" / "x.yaml").code == 3
    assert run("workflow").code == 2
    assert "Uso" in run("workflow", "--help").out or "uso" in run("workflow", "--help").out
