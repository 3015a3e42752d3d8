"""The sentences of the commands about workflows, as `words`: [Portuguese, English]."""

from typing import Final

WORKFLOW: Final[dict[str, tuple[str, str]]] = {
    "help.workflow": (
        "traz, leva, confere e experimenta fluxos de etapas",
        "bring, take out, check and try workflows",
    ),
    "help.workflow_import": (
        "traz um fluxo: YAML do pacdesk, iTop, OTOBO/Znuny ou BPMN 2.0",
        "bring a workflow: pacdesk's YAML, iTop, OTOBO/Znuny or BPMN 2.0",
    ),
    "help.workflow_file": ("o arquivo do fluxo", "the workflow's file"),
    "help.workflow_group": (
        "o grupo de tipos (padrão: o do arquivo)",
        "the group of types (default: the file's)",
    ),
    "help.workflow_name": ("o nome do tipo (padrão: o do arquivo)", "the type's name (default: the file's)"),
    "help.workflow_publish": (
        "publica em vez de deixar como rascunho",
        "publish it instead of leaving a draft",
    ),
    "help.workflow_problems": (
        "aceita como rascunho um fluxo que ainda não pode ser publicado",
        "take in as a draft a workflow that cannot be published yet",
    ),
    "help.workflow_export": ("escreve o fluxo de um tipo como YAML", "write a type's workflow as YAML"),
    "help.workflow_type": ("o tipo: nome, ou grupo/nome", "the type: its name, or group/name"),
    "help.workflow_to": ("o arquivo .yaml a escrever", "the .yaml file to write"),
    "help.workflow_draft": (
        "o rascunho em vez da versão publicada",
        "the draft instead of the published version",
    ),
    "help.workflow_check": (
        "confere um arquivo de fluxo: problemas e o que não pôde ser trazido",
        "check a workflow's file: problems, and what could not be brought",
    ),
    "help.workflow_check_desk": (
        "diz também o que falta nos cadastros desta base",
        "also tell what this desk's registers lack",
    ),
    "help.workflow_replay": (
        "refaz o caminho dos atendimentos passados e diz quais passos o fluxo não tem",
        "go the ways of past tickets again and tell which steps the workflow lacks",
    ),
    "help.workflow_replay_file": (
        "experimenta o fluxo deste arquivo em vez do publicado",
        "try the workflow of this file instead of the published one",
    ),
    "help.workflow_last": ("só os últimos N atendimentos", "only the last N tickets"),
    "workflow.read": (
        "{kind}: {stages} etapas, {transitions} condições, {flags} regras de campo, {fields} campos próprios",
        "{kind}: {stages} stages, {transitions} transitions, {flags} field rules, {fields} custom fields",
    ),
    "workflow.count": (
        "  {what}: {in_file} no arquivo, {in_flow} no fluxo, {reported} avisados",
        "  {what}: {in_file} in the file, {in_flow} in the flow, {reported} reported",
    ),
    "workflow.notes": (
        "{count} avisos do que não pôde ser trazido como está:",
        "{count} notes of what could not be brought as it is:",
    ),
    "workflow.error": ("erro: {sentence}", "error: {sentence}"),
    "workflow.warning": ("atenção: {sentence}", "warning: {sentence}"),
    "workflow.made": (
        "criado no cadastro de {register}: {name}",
        "made in the register of {register}: {name}",
    ),
    "workflow.would_make": (
        "seria criado no cadastro de {register}: {name}",
        "would be made in the register of {register}: {name}",
    ),
    "workflow.unknown": (
        "não existe no cadastro de {register}: {name}",
        "not in the register of {register}: {name}",
    ),
    "workflow.brought": (
        "{group} › {type}: versão {number}, {state}",
        "{group} › {type}: version {number}, {state}",
    ),
    "workflow.draft": ("rascunho", "draft"),
    "workflow.published": ("publicada", "published"),
    "workflow.fine": ("O fluxo pode ser publicado.", "The workflow can be published."),
    "workflow.not_fine": (
        "O fluxo ainda não pode ser publicado: {count} erro(s).",
        "The workflow cannot be published yet: {count} error(s).",
    ),
    "workflow.written": ("{path}: {type}, versão {number}", "{path}: {type}, version {number}"),
    "workflow.replayed": (
        (
            "{tickets} atendimentos, {moves} passos: {legal} no fluxo, {off_flow} "
            "fora dele; {stopped} atendimentos parariam"
        ),
        (
            "{tickets} tickets, {moves} moves: {legal} in the flow, {off_flow} off "
            "it; {stopped} tickets would stop"
        ),
    ),
    "workflow.replay_more": (
        (
            "{entries} aberturas ({no_entry} fora das entradas), {beside} passos "
            "que não são do fluxo, {unmet} com regra não atendida"
        ),
        (
            "{entries} openings ({no_entry} in no entry), {beside} steps that are "
            "none of a flow, {unmet} with a guard not met"
        ),
    ),
    "workflow.off_flow": (
        "  fora do fluxo, {count}×: {origin} › {target} (ex.: {example})",
        "  off flow, {count}×: {origin} › {target} (e.g. {example})",
    ),
    "workflow.lacking": (
        "  campo vazio, {count}×: {field} ao sair de {stage}",
        "  empty field, {count}×: {field} when leaving {stage}",
    ),
    "register.department": ("departamentos", "departments"),
    "register.attendant": ("colaboradores", "staff"),
    "register.reason": ("motivos de repasse", "hand-over reasons"),
    "register.complementary_status": ("status complementares", "complementary statuses"),
    "register.message": ("mensagens padrão", "canned messages"),
    "register.subject": ("assuntos", "subjects"),
    "counted.states": ("estados", "states"),
    "counted.stages": ("etapas", "stages"),
    "counted.transitions": ("transições", "transitions"),
    "counted.transition_flags": ("marcas nas transições", "flags on transitions"),
    "counted.flags": ("regras de campo", "field flags"),
    "counted.stimuli": ("estímulos", "stimuli"),
    "counted.stopwatches": ("cronômetros", "stopwatches"),
    "counted.activities": ("atividades", "activities"),
    "counted.ways": ("caminhos", "ways"),
    "counted.dialogs": ("diálogos", "dialogs"),
    "counted.gateways": ("desvios", "gateways"),
    "counted.start_events": ("inícios", "start events"),
    "counted.end_events": ("fins", "end events"),
    "counted.other_events": ("outros eventos", "other events"),
    "counted.sequence_flows": ("ligações", "sequence flows"),
}
