"""The sentences of the commands about data protection, as `words`: [Portuguese, English]."""

from typing import Final

PRIVACY: Final[dict[str, tuple[str, str]]] = {
    "help.privacy": (
        "LGPD: localiza, exporta e apaga os dados de uma pessoa; regras de retenção",
        "LGPD: find, export and erase a person's data; retention rules",
    ),
    "help.privacy_find": (
        "localiza pessoas por nome, CPF ou CNPJ, telefone, e-mail ou login",
        "find people by name, CPF or CNPJ, telephone, e-mail or log-in",
    ),
    "help.privacy_export": (
        "grava tudo o que há de uma pessoa em JSON e PDF, com os arquivos",
        "write everything about a person as JSON and PDF, with the files",
    ),
    "help.privacy_erase": (
        "apaga uma pessoa por pseudônimo: protocolos, datas e valores ficam; não se desfaz",
        "erase a person by pseudonym: protocols, times and sums stay; cannot be undone",
    ),
    "help.privacy_retention": (
        "mostra o que as regras de retenção levariam agora; com --run, aplica uma",
        "show what the retention rules would take now; with --run, apply one",
    ),
    "help.privacy_scrub": (
        "sobrescreve no arquivo o que já foi apagado",
        "overwrite in the file what was erased already",
    ),
    "help.privacy_erased": (
        "grava a lista do que foi apagado (números e datas), para guardar fora das cópias de segurança",
        "write the list of what was erased (ids and days), to be kept apart from backups",
    ),
    "help.privacy_reapply": (
        "apaga de novo o que uma cópia antiga restaurada trouxe de volta",
        "erase again what an older backup or dump brought back",
    ),
    "help.privacy_list": (
        "a lista; o que já houver nela fica",
        "the list; what is in it already stays",
    ),
    "help.privacy_since": (
        "a lista que privacy erased gravou; sem isto, a que este computador guarda",
        "the list that privacy erased wrote; without it the one that this computer keeps",
    ),
    "help.privacy_typed": ("o que se procura", "what to look for"),
    "help.privacy_person": (
        "a pessoa: o número que find mostra, ou algo que só ela tenha",
        "the person: the number that find shows, or something that only he has",
    ),
    "help.privacy_to": ("a pasta onde gravar; criada se faltar", "the folder to write to; made if missing"),
    "help.privacy_no_files": ("sem os arquivos anexados", "without the attached files"),
    "help.privacy_confirm": (
        "o nome da pessoa como está na base, para confirmar",
        "the person's name as it stands, to confirm",
    ),
    "help.privacy_reason": ("por que se apaga", "why it is erased"),
    "help.privacy_mentions": (
        "apaga também os textos de outros atendimentos que a citam",
        "also erase texts of other tickets that name the person",
    ),
    "help.privacy_run": ("aplica a regra deste tipo de dado", "apply the rule of this kind of data"),
    "help.restore_erasures": (
        "a lista .erased da base antiga: o que se apagou depois da cópia é apagado de novo",
        "the old desk's .erased list: what was erased after the backup is erased again",
    ),
    "restore.erasures_none": (
        "Nada foi apagado (LGPD) depois desta cópia.",
        "Nothing was erased (LGPD) after this backup.",
    ),
    "restore.erasures_unknown": (
        "Não há {list} aqui: o que foi apagado (LGPD) depois da cópia voltou. Use --erasures ou apague-o.",
        "There is no {list} here: what was erased (LGPD) since is back. Use --erasures or erase it.",
    ),
    "restore.erasures_at_opening": (
        "O que foi apagado (LGPD) depois desta cópia será apagado de novo quando a base for aberta.",
        "What was erased (LGPD) after this backup is erased again when the desk is opened.",
    ),
    "restore.erased_again": (
        "Apagado de novo, por ter sido apagado depois da cópia: {people} pessoa(s).",
        "Erased again, for it was erased after the backup: {people} person(s).",
    ),
    "restore.rules_again": (
        "Regras de retenção aplicadas de novo: {rules}.",
        "Retention rules applied again: {rules}.",
    ),
    "restore.rules_off": (
        "Regras aplicadas depois da cópia, mas desligadas nela: {rules}. Ligue-as e aplique de novo.",
        "Rules applied after the backup, but off in it: {rules}. Switch them on and apply them again.",
    ),
    "privacy.found": (
        "{id}  {kind}  {name}  {detail}{client}",
        "{id}  {kind}  {name}  {detail}{client}",
    ),
    "privacy.found_of": (" (de {client})", " (of {client})"),
    "privacy.nobody": ("Ninguém com isto.", "Nobody with this."),
    "privacy.exported": ("{path}: gravado.", "{path}: written."),
    "privacy.erased": (
        "Apagado: agora é {name}. Atendimentos: {tickets}; registros: {entries}; arquivos: {files}.",
        "Erased: now {name}. Tickets: {tickets}; entries: {entries}; files: {files}.",
    ),
    "privacy.erasing": ("apagando… {percent} %", "erasing… {percent} %"),
    "privacy.not_erased": ("Parado: nada foi apagado.", "Stopped: nothing was erased."),
    "privacy.mentions_kept": (
        "Ficam {count} texto(s) que citam a pessoa: bloqueio legal, prazo do SAC ou cadastro de outros.",
        "{count} text(s) that name the person stay: on hold, under the SAC decree, or others' records.",
    ),
    "privacy.mentions_left": (
        "Ficam {count} texto(s) em outros lugares que citam a pessoa; --mentions apaga os que podem sair.",
        "{count} text(s) elsewhere still name the person; --mentions erases those that may go.",
    ),
    "privacy.backups": (
        "Cópias de segurança feitas antes ainda têm os dados: apague-as quando vencerem.",
        "Backups made before still have the data: delete them when they have served.",
    ),
    "privacy.line": (
        "{kind}: {days} dias, {state}; levaria {count}, bloqueados {held}, sob o SAC {sac}.",
        "{kind}: {days} days, {state}; would take {count}, held {held}, under SAC {sac}.",
    ),
    "privacy.on": ("ligada", "on"),
    "privacy.off": ("desligada", "off"),
    "privacy.ran": ("{kind}: aplicada ({counts}).", "{kind}: applied ({counts})."),
    "privacy.left": ("faltam {count}…", "{count} left…"),
    "privacy.stopped": (
        "Parado. O que já saiu ainda tem restos no arquivo: rode pacdesk privacy scrub.",
        "Stopped. What is gone already has left traces in the file: run pacdesk privacy scrub.",
    ),
    "privacy.nothing": ("nada a levar", "nothing to take"),
    "privacy.listed": ("{path}: {count} apagamento(s).", "{path}: {count} erasure(s)."),
    "privacy.none_back": (
        "Nada do que foi apagado está de volta.",
        "Nothing of what was erased is back.",
    ),
    "privacy.come_back": (
        "É uma cópia mais antiga: faltam {count} apagamento(s) (LGPD). Rode: pacdesk privacy reapply",
        "This is an older copy: it lacks {count} erasure(s) (LGPD). Run: pacdesk privacy reapply",
    ),
    "privacy.scrubbed": ("Sobrescrito.", "Overwritten."),
    "privacy_kind.client": ("cliente", "client"),
    "privacy_kind.organization": ("organização", "organization"),
    "privacy_kind.contact": ("contato", "contact"),
    "privacy_kind.login": ("login", "login"),
    "privacy_kind.staff": ("colaborador", "staff member"),
    "retention.ticket_texts": ("textos de atendimentos", "texts of tickets"),
    "retention.ticket_files": ("arquivos de atendimentos", "files of tickets"),
    "retention.former_clients": ("antigos clientes", "former clients"),
    "retention.change_images": ("imagens de alterações", "images of changes"),
    "retention.reads": ("registro de consultas", "record of reads"),
    "retention.requests": ("solicitações respondidas", "answered requests"),
    "erased.tickets": ("atendimentos: {count}", "tickets: {count}"),
    "erased.entries": ("registros: {count}", "entries: {count}"),
    "erased.files": ("arquivos: {count}", "files: {count}"),
    "erased.clients": ("clientes: {count}", "clients: {count}"),
    "erased.images": ("imagens: {count}", "images: {count}"),
    "erased.reads": ("consultas: {count}", "reads: {count}"),
    "erased.requests": ("solicitações: {count}", "requests: {count}"),
}
