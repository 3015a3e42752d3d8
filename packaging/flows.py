"""Flows for pictures of the studio: a small one, the one of the drawings, and a large one."""

from dataclasses import replace
from itertools import pairwise
from uuid import UUID, uuid5

from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    Op,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
)

_SPACE = UUID("7b0d4e86-5d0a-4a57-9d58-6f0f3d6a6c11")
_NOWHERE = UUID(int=0)
DAY = 480


def _id(name: str) -> UUID:
    return uuid5(_SPACE, name)


def _flow(stages: list[StageRow], ways: list[TransitionRow], fields: tuple[FieldRow, ...] = ()) -> Flow:
    placed = tuple(replace(stage, position=n) for n, stage in enumerate(stages))
    return Flow(_NOWHERE, _NOWHERE, 1, placed, tuple(ways), fields)


def _stage(name: str, phase: str, kind: StageKind = StageKind.MIDDLE, **more: object) -> StageRow:
    return StageRow(id=_id(name), key=f"k{_id(name).hex[:8]}", name=name, kind=kind, phase=phase, **more)


def _way(origin: str, to: str, label: str, **more: object) -> TransitionRow:
    made = _id(f"{origin} {to} {label}")
    return TransitionRow(
        id=made, key=f"k{made.hex[:8]}", from_stage_id=_id(origin), to_stage_id=_id(to), label=label, **more
    )


def _flag(field: str, *names: str) -> FlagRow:
    return FlagRow(field=field, **dict.fromkeys(names, True))


R, L, T, P, B = "required", "read_only", "hidden_inside", "hidden_online", "needed_before"


def support(department: Ref | None = None, attendant: Ref | None = None) -> Flow:
    """Technical support with the problems that the drawings show."""
    fields = (
        FieldRow(
            key="causa_raiz",
            name="Causa raiz",
            kind=FieldKind.CHOICE,
            section="Diagnóstico",
            choices=tuple(
                ChoiceRow(key=key, name=name)
                for key, name in (("fibra", "Fibra rompida"), ("radio", "Rádio"), ("rede", "Rede do cliente"))
            ),
        ),
        FieldRow(
            key="valor", name="Valor do orçamento", kind=FieldKind.MONEY, section="Orçamento", minimum="0"
        ),
        FieldRow(key="laudo", name="Laudo da visita", kind=FieldKind.FILE, section="Visita"),
        FieldRow(
            key="aceite",
            name="Aceite do cliente",
            kind=FieldKind.YES_NO,
            section="Encerramento",
            help="O cliente confirma que o serviço voltou.",
        ),
    )
    queue = {"responsible": Responsible.DEPARTMENT, "responsible_ref": department}
    stages = [
        _stage(
            "Triagem",
            "Abertura",
            StageKind.ENTRY,
            tone="novel",
            is_default_entry=True,
            expected_minutes=120,
            flags=(_flag("description", R), _flag("causa_raiz", T), _flag("valor", T), _flag("laudo", T, P)),
            **queue,
        ),
        _stage(
            "Diagnóstico",
            "Atendimento",
            expected_minutes=120,
            flags=(
                _flag("description", L),
                _flag("login", R, B),
                _flag("causa_raiz", R, P),
                _flag("valor", T, P),
                _flag("laudo", T, P),
                _flag("aceite", T, P),
            ),
        ),
        _stage(
            "Orçamento",
            "Atendimento",
            tone="off",
            expected_minutes=DAY,
            responsible=Responsible.ATTENDANT,
            responsible_ref=attendant,
            flags=(_flag("description", L), _flag("causa_raiz", T), _flag("valor", R), _flag("aceite", T)),
        ),
        _stage(
            "Visita",
            "Execução",
            tone="teal",
            expected_minutes=DAY,
            responsible=Responsible.THIRD_PARTY,
            flags=(_flag("description", L), _flag("login", L), _flag("valor", T, P), _flag("laudo", R)),
        ),
        _stage(
            "Aprovação",
            "Execução",
            responsible=Responsible.TECHNICAL,
            flags=(_flag("description", L), _flag("causa_raiz", T), _flag("valor", L, B)),
        ),
        _stage(
            "Validação",
            "Encerramento",
            tone="novel",
            expected_minutes=3 * DAY,
            clock_runs=False,
            responsible=Responsible.CLIENT,
            flags=(
                _flag("description", L),
                _flag("login", L),
                _flag("causa_raiz", P),
                _flag("laudo", B),
                _flag("aceite", T, R),
            ),
            on_entry=(
                ActionRow(kind=ActionKind.ASK_UNDERSTANDING),
                ActionRow(kind=ActionKind.SET_NOW, field="reserved_on"),
            ),
            checklist=(
                CheckRow(key="laudo", text="Anexar laudo assinado", required=True),
                CheckRow(key="data", text="Confirmar a data"),
            ),
        ),
        _stage("Encerrado", "Encerramento", StageKind.RESOLVED, tone="ok"),
        _stage("Cancelado", "Encerramento", StageKind.CANCELLED, tone="off"),
    ]
    dear = Guard(conditions=(Condition("valor", Op.MORE_THAN, "5000.00"),))
    ways = [
        _way("Triagem", "Diagnóstico", "Cliente sem serviço"),
        _way("Triagem", "Orçamento", "Pedido novo"),
        _way("Diagnóstico", "Visita", "Precisa de campo"),
        _way("Orçamento", "Aprovação", "Valor acima de R$ 5.000", guard=dear),
        _way("Visita", "Validação", "OS concluída"),
        _way("Aprovação", "Validação", "Aprovado"),
        _way("Validação", "Encerrado", "Cliente confirmou"),
        _way("Validação", "Cancelado", "Cliente desistiu", reason_required=True, comment_required=True),
        _way(
            "Validação",
            "Encerrado",
            "Sem resposta em 3 dias",
            trigger=Trigger.TIME,
            after_minutes=3 * DAY,
        ),
    ]
    return _flow(stages, ways, fields)


def small() -> Flow:
    """Three stages, nothing wrong."""
    return _flow(
        [
            _stage("Novo", "", StageKind.ENTRY, is_default_entry=True, expected_minutes=60),
            _stage("Em andamento", "", expected_minutes=DAY),
            _stage("Concluído", "", StageKind.RESOLVED, tone="ok"),
        ],
        [
            _way("Novo", "Em andamento", "Assumir"),
            _way("Em andamento", "Concluído", "Resolver", comment_required=True),
        ],
    )


def large(count: int) -> Flow:
    """Many stages in six phases, each with a way on, some with a way back."""
    phases = ("Abertura", "Análise", "Projeto", "Obra", "Ativação", "Encerramento")
    names = [f"Etapa {n:02}" for n in range(1, count - 1)]
    stages = [
        _stage(
            name,
            phases[n * len(phases) // count],
            StageKind.ENTRY if n == 0 else StageKind.MIDDLE,
            is_default_entry=n == 0,
            expected_minutes=60 * (n % 9 + 1),
            flags=(_flag("priority", (R, L, T, P, B)[n % 5]), _flag("medida_3", (L, R)[n % 2])),
        )
        for n, name in enumerate(names)
    ]
    stages += [
        _stage("Concluída", phases[-1], StageKind.RESOLVED, tone="ok"),
        _stage("Cancelada", phases[-1], StageKind.CANCELLED, tone="off"),
    ]
    ways = [_way(one, other, "Seguir") for one, other in pairwise(names)]
    ways += [_way(names[n], names[n - 3], "Voltar") for n in range(5, len(names), 6)]
    ways += [_way(names[n], "Cancelada", "Desistir") for n in range(4, len(names), 9)]
    ways.append(_way(names[-1], "Concluída", "Entregar"))
    fields = tuple(
        FieldRow(key=f"medida_{n}", name=f"Medida {n}", kind=kind, section=f"Parte {n // 4 + 1}")
        for n, kind in enumerate((FieldKind.NUMBER, FieldKind.TEXT, FieldKind.DATE, FieldKind.MONEY) * 3)
    )
    return _flow(stages, ways, fields)
