"""Pictures of a flow on the canvas alone: 3, 12 and 40 stages, light and dark.

uv run python packaging/flow_scenes.py OUT
"""

import argparse
import os
import random
import sys
from pathlib import Path
from uuid import UUID

from pacdesk.desk.workflow.rows import (
    Flow,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
)

SIZES = {3: (1140, 480), 12: (1140, 520), 40: (1440, 900)}


def uid(number: int) -> UUID:
    """An id that is the same in every picture."""
    return UUID(int=number)


def small() -> Flow:
    """Three stages, as a new type has them."""
    rows = (
        ("Triagem", StageKind.ENTRY, Responsible.DEPARTMENT, "Suporte", 120),
        ("Atendimento", StageKind.MIDDLE, Responsible.KEEP, "", 480),
        ("Encerrado", StageKind.RESOLVED, Responsible.KEEP, "", None),
    )
    stages = tuple(
        StageRow(
            id=uid(n + 1),
            name=name,
            kind=kind,
            key=f"s{n}",
            position=n,
            is_default_entry=n == 0,
            expected_minutes=time,
            responsible=who,
            responsible_ref=Ref(ref, uid(90)) if ref else None,
        )
        for n, (name, kind, who, ref, time) in enumerate(rows)
    )
    return _flow(stages, [(0, 1, "Assumir"), (1, 2, "Resolvido"), (1, 0, "Devolver à triagem")])


def middle() -> Flow:
    """Twelve stages in phases, with ways back, two ways between the same stages and one to itself."""
    entry, on, done, off = StageKind.ENTRY, StageKind.MIDDLE, StageKind.RESOLVED, StageKind.CANCELLED
    rows: tuple[tuple[str, str, StageKind, Responsible, str, int | None], ...] = (
        ("Triagem", "Abertura", entry, Responsible.DEPARTMENT, "Suporte", 120),
        ("Diagnóstico", "Atendimento", on, Responsible.KEEP, "", 120),
        ("Aguardando cliente", "Atendimento", on, Responsible.CLIENT, "", 2880),
        ("Orçamento", "Atendimento", on, Responsible.DEPARTMENT, "", 1440),
        ("Visita agendada", "Execução", on, Responsible.DEPARTMENT, "Campo", 1440),
        ("Em execução", "Execução", on, Responsible.PREVIOUS, "", 480),
        ("Aprovação", "Execução", on, Responsible.TECHNICAL, "", 1440),
        ("Fornecedor", "Execução", on, Responsible.THIRD_PARTY, "", 4320),
        ("Validação", "Encerramento", on, Responsible.CLIENT, "", 4320),
        ("Nota fiscal", "Encerramento", on, Responsible.ROLE, "Financeiro", 480),
        ("Encerrado", "Encerramento", done, Responsible.KEEP, "", None),
        ("Cancelado", "Encerramento", off, Responsible.KEEP, "", None),
    )
    stages = tuple(
        StageRow(
            id=uid(n + 1),
            name=name,
            kind=kind,
            key=f"s{n}",
            phase=phase,
            position=n,
            is_default_entry=n == 0,
            expected_minutes=time,
            responsible=who,
            responsible_ref=Ref(ref, uid(90)) if ref else None,
        )
        for n, (name, phase, kind, who, ref, time) in enumerate(rows)
    )
    ways = [
        (0, 1, "Cliente sem serviço"),
        (0, 3, "Pedido novo"),
        (1, 2, "Falta informação"),
        (2, 1, "Cliente respondeu"),
        (1, 4, "Precisa de campo"),
        (3, 6, "Valor acima de R$ 5.000"),
        (3, 4, "Aceito"),
        (4, 5, "Técnico chegou"),
        (5, 7, "Falta peça"),
        (7, 5, "Peça chegou"),
        (5, 8, "Serviço concluído"),
        (6, 4, "Aprovado"),
        (6, 3, "Rever valores"),
        (8, 9, "Cliente confirmou"),
        (8, 9, "Confirmado por telefone"),
        (8, 5, "Voltou a falhar"),
        (9, 10, "Nota emitida"),
        (8, 11, "Cliente desistiu"),
        (1, 1, "Novo teste"),
        (3, 11, "Recusado"),
    ]
    flow = _flow(stages, ways)
    timed = TransitionRow(
        id=uid(990),
        from_stage_id=uid(3),
        to_stage_id=uid(12),
        label="Sem resposta em 3 dias",
        key="t990",
        trigger=Trigger.TIME,
        after_minutes=4320,
    )
    return Flow(flow.version_id, flow.type_id, flow.number, flow.stages, (*flow.transitions, timed))


def large(count: int = 40, ways: int = 62, phases: int = 8) -> Flow:
    """Many stages: a way through all of them, leaps, and ways back."""
    source = random.Random(count)  # noqa: S311  (the same picture each time)
    stages = tuple(
        StageRow(
            id=uid(n + 1),
            name=_name(n, count),
            kind=_kind(n, count),
            key=f"s{n}",
            phase=f"{n * phases // count + 1}. {_WHAT[n * phases // count % 8].capitalize()}"
            if phases
            else "",
            position=n,
            is_default_entry=n == 0,
            expected_minutes=60 * (n % 9 + 1),
            responsible=list(Responsible)[(0, 1, 5, 6, 7)[n % 5]],
        )
        for n in range(count)
    )
    pairs = [(n, n + 1, f"Feito {n + 1}") for n in range(count - 2)]
    while len(pairs) < ways:
        origin = source.randrange(count - 2)
        to = min(max(origin + source.choice((-3, -2, -1, 2, 2, 3, 4)), 0), count - 1)
        if to != origin:
            pairs.append((origin, to, "Voltar" if to < origin else "Dispensar etapa"))
    return _flow(stages, pairs)


_DO = ("Conferir", "Enviar", "Receber", "Aprovar", "Instalar", "Medir", "Revisar", "Liberar")
_WHAT = ("documentos", "proposta", "peças", "orçamento", "equipamento", "sinal", "contrato", "acesso")


def _name(number: int, count: int) -> str:
    ends = {0: "Entrada", count - 2: "Concluído", count - 1: "Cancelado"}
    return ends.get(number) or f"{_DO[number % 8]} {_WHAT[(number // 8 + number) % 8]} {number // 8 + 1}"


def _kind(number: int, count: int) -> StageKind:
    if number >= count - 2:
        return StageKind.RESOLVED if number == count - 2 else StageKind.CANCELLED
    return StageKind.MIDDLE if number else StageKind.ENTRY


def _flow(stages: tuple[StageRow, ...], ways: list[tuple[int, int, str]]) -> Flow:
    transitions = tuple(
        TransitionRow(
            id=uid(100 + n), from_stage_id=stages[a].id, to_stage_id=stages[b].id, label=label, key=f"t{n}"
        )
        for n, (a, b, label) in enumerate(ways)
    )
    return Flow(uid(80), uid(81), 1, stages, transitions)


FLOWS = {3: small, 12: middle, 40: large}


def main() -> int:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = "1"
    from PySide6.QtWidgets import QApplication

    from pacdesk.app.window import make_application
    from pacdesk.gui.theme import ThemeManager
    from pacdesk.gui.workflow.canvas import FlowCanvas
    from pacdesk.gui.workflow.flow_map import FlowMap
    from pacdesk.gui.workflow.model import StudioModel

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    manager = ThemeManager(app)
    out.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        manager.apply(theme)
        for count, make in FLOWS.items():
            model = StudioModel(make())
            canvas = FlowCanvas(model)
            canvas.resize(*SIZES[count])
            canvas.show()
            app.processEvents()
            if count == 12:
                canvas.pick([uid(9)])
            canvas.check()
            canvas.setFocus()
            app.processEvents()
            canvas.grab().save(str(out / f"canvas-{count}-{theme}.png"))
            canvas.close()
            canvas.deleteLater()
            small_one = FlowMap()
            flow = make()
            order = [stage.id for stage in flow.stages]
            small_one.show_flow(flow, order[count // 2], order[: count // 2])
            small_one.resize(284, small_one.heightForWidth(284))
            small_one.show()
            app.processEvents()
            small_one.grab().save(str(out / f"map-{count}-{theme}.png"))
            small_one.close()
            small_one.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
