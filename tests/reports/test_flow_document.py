"""The PDF of a flow: whole, readable by other programs, the same bytes for the same version."""

import io
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pypdf
import pytest

from pacdesk.desk.tickets.dossier import Company, Language
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    Mode,
    MoveField,
    Op,
    Ref,
    StageKind,
    StageRow,
    VersionCard,
    VersionRow,
    VersionState,
    Who,
)
from pacdesk.reports.workflow import Issue, build_flow

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "packaging"))
from flow_scenes import large, middle, small, uid

COMPANY = Company("Rede Araucária Telecom Ltda.", ("CNPJ 26.318.457/0001-32", "Chapecó, SC"))
ISSUE = Issue(datetime(2026, 11, 24, 13, 42, tzinfo=UTC), "Marina Reis", ZoneInfo("America/Sao_Paulo"))


def card(flow, *, state=VersionState.PUBLISHED, name="Suporte técnico"):
    published = datetime(2026, 11, 3, 12, tzinfo=UTC) if state is VersionState.PUBLISHED else None
    row = VersionRow(UUID(int=1), 1, 7, state, published, is_current=True)
    return VersionCard(row, UUID(int=2), name, "Suporte", flow)


def rich():
    """The flow of twelve stages with everything a rule can say."""
    flow = middle()
    fields = (
        FieldRow(
            key="causa",
            name="Causa raiz",
            kind=FieldKind.CHOICE,
            section="Diagnóstico",
            choices=(
                ChoiceRow(key="fibra", name="Fibra rompida"),
                ChoiceRow(key="onu", name="ONU com defeito"),
            ),
            help="O que provocou a parada",
        ),
        FieldRow(key="valor", name="Valor do orçamento", kind=FieldKind.MONEY, minimum="0", default="150.00"),
    )
    flags = (
        FlagRow(field="description", read_only=True),
        FlagRow(field="causa", required=True, hidden_online=True),
        FlagRow(field="valor", hidden_inside=True, hidden_online=True, needed_before=True),
    )
    stages = list(flow.stages)
    stages[1] = replace(
        stages[1],
        description="Descobrir o que aconteceu antes de mandar alguém.",
        flags=flags,
        checklist=(CheckRow(key="luz", text="Conferir a luz PON", required=True),),
        on_entry=(ActionRow(kind=ActionKind.SET_STATUS, ref=Ref("Em análise", uid(70))),),
    )
    stages[8] = replace(stages[8], flags=flags[1:])
    guard = Guard(
        conditions=(
            Condition("valor", Op.MORE_THAN, "5000"),
            Condition("causa", Op.ONE_OF, ["fibra", "onu"]),
        ),
        groups=(Guard(Mode.ANY, (Condition("priority", Op.IS, 4), Condition("contact", Op.FILLED))),),
    )
    ways = list(flow.transitions)
    ways[5] = replace(
        ways[5],
        who=(Who.HOLDER, Who.MANAGER),
        guard=guard,
        reasons=(Ref("Alçada", uid(71)), Ref("Prazo", uid(72))),
        reason_required=True,
        comment_required=True,
        fields=(MoveField(field="valor", demand=Demand.FILL),),
        actions=(ActionRow(kind=ActionKind.SET_FIELD, field="causa", value="onu"),),
    )
    return replace(flow, stages=tuple(stages), transitions=tuple(ways), fields=fields)


def text_of(data):
    return " ".join(
        "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split()
    )


FLOWS = {"small": small, "rich": rich, "large": large, "huge": lambda: large(60, 200, 8)}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("which", FLOWS)
def test_every_flow_passes_qpdf_and_poppler(tmp_path, which, language):
    data = build_flow(card(FLOWS[which]()), COMPANY, ISSUE, language)
    path = tmp_path / "flow.pdf"
    path.write_bytes(data)
    for tool in (["qpdf", "--check"], ["pdftoppm", "-r", "20", "-png"]):
        if shutil.which(tool[0]) is None:
            pytest.skip(f"needs {tool[0]}")
        target = [str(tmp_path / "page")] if tool[0] == "pdftoppm" else []
        done = subprocess.run([*tool, str(path), *target], capture_output=True, text=True, check=True)
        assert done.stderr == ""


def test_the_same_version_gives_the_same_bytes():
    made = [build_flow(card(rich()), COMPANY, ISSUE, Language.PORTUGUESE) for _ in range(2)]
    assert made[0] == made[1]


def test_everything_a_rule_says_is_in_it():
    words = text_of(build_flow(card(rich()), COMPANY, ISSUE, Language.PORTUGUESE))
    for part in (
        "Suporte técnico",
        "Versão 7",
        "Publicada em 03/11/2026",
        "Conferir a luz PON (obrigatório)",
        "status complementar Em análise",
        (
            "Valor do orçamento é maior que 5000 e Causa raiz é um de Fibra rompida, ONU com defeito e "
            "(Prioridade é Crítica ou Contato está preenchido)"
        ),
        "quem está com o atendimento, gestor",
        "Alçada, Prazo (obrigatório)",
        "Valor do orçamento (preenchido)",
        "Causa raiz passa a ONU com defeito",
        "tempo: depois de 9 dias úteis",
        "oculto na equipe",
        "E P A",
        "Fibra rompida, ONU com defeito",
        "Página 1 de",
    ):
        assert part in words, part


def test_the_english_one_has_no_portuguese_of_ours():
    words = text_of(build_flow(card(rich()), COMPANY, ISSUE, Language.ENGLISH))
    assert "hidden from the team" in words
    assert "Page 1 of" in words
    assert not any(part in words for part in ("Página", "Etapas", "obrigatório"))


def test_a_draft_and_an_empty_flow_say_so():
    empty = Flow(uid(1), uid(2), 1, (), ())
    words = text_of(build_flow(card(empty, state=VersionState.DRAFT), COMPANY, ISSUE, Language.PORTUGUESE))
    assert "Rascunho da versão 7" in words
    assert "Este fluxo ainda não tem etapas." in words


def test_names_without_end_and_missing_ends_break_nothing():
    flow = small()
    stages = [replace(flow.stages[0], name="W" * 400), StageRow(id=uid(50), name="", kind=StageKind.MIDDLE)]
    broken = replace(flow, stages=tuple(stages))
    data = build_flow(card(broken, name="M" * 300), COMPANY, ISSUE, Language.PORTUGUESE)
    assert "Sem nome" in text_of(data)


def test_it_has_bookmarks_language_and_title():
    reader = pypdf.PdfReader(io.BytesIO(build_flow(card(rich()), COMPANY, ISSUE, Language.PORTUGUESE)))
    assert reader.metadata.title == "Fluxo de atendimento: Suporte técnico"
    assert reader.trailer["/Root"]["/Lang"] == "pt-BR"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:2] == ["Fluxo de atendimento", "Desenho"]
    assert {"Etapas", "Campos por etapa", "Transições", "Campos próprios"} <= set(titles)


def test_a_large_flow_is_drawn_in_readable_parts():
    words = text_of(build_flow(card(large(60, 200, 8)), COMPANY, ISSUE, Language.PORTUGUESE))
    assert "Desenho, parte 1 de" in words
