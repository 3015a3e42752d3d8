"""Every sentence of the command line itself, in both languages. Those of refusals are in `refusals`."""

from typing import Any, Final

from pacdesk.cli.language import Language
from pacdesk.cli.privacy_words import PRIVACY
from pacdesk.cli.server_words import SERVER
from pacdesk.cli.workflow_words import WORKFLOW

_TABLE: Final[dict[str, tuple[str, str]]] = {
    # arguments
    "usage": ("uso: ", "usage: "),
    "commands": ("comandos", "commands"),
    "arguments": ("argumentos", "arguments"),
    "options": ("opções", "options"),
    "about": (
        (
            "Atendimento a clientes. Sem comando, abre a janela: pacdesk [BASE] [--demo] [--ticket N] "
            "[--safe-mode] [--reset-layout] [--profile PASTA]."
        ),
        (
            "Client service. Without a command, opens the window: pacdesk [DESK] [--demo] [--ticket N] "
            "[--safe-mode] [--reset-layout] [--profile FOLDER]."
        ),
    ),
    "exits": (
        (
            "Códigos de saída: 0 certo; 1 recusado, ou a verificação achou problemas; 2 uso incorreto; "
            "3 base indisponível; 4 base aberta por outro; 70 erro do programa; 130 cancelado."
        ),
        (
            "Exit codes: 0 fine; 1 refused, or the check found problems; 2 wrong usage; "
            "3 desk unavailable; 4 desk held by another; 70 an error of the program; 130 cancelled."
        ),
    ),
    "help.help": ("mostra esta ajuda", "show this help"),
    "help.version": ("mostra a versão", "show the version"),
    "help.json": ("responde em JSON na saída padrão", "answer as JSON on standard output"),
    "help.lang": ("idioma: pt-BR ou en", "language: pt-BR or en"),
    "help.desk": (
        "a base: um arquivo, um endereço postgresql:// ou o nome de uma conexão salva",
        "the desk: a file, a postgresql:// address or the name of a saved connection",
    ),
    "help.desk_file": ("o arquivo da base", "the desk's file"),
    "help.user": ("com que usuário entrar", "the user to log in as"),
    "help.password": (
        "de onde ler a senha: um arquivo, - para a entrada padrão, keyring para a que a janela guardou",
        "where to read the password: a file, - for standard input, keyring for what the window kept",
    ),
    "help.code": (
        "de onde ler o código do autenticador, se o login pede um: um arquivo, ou - para a entrada padrão",
        "where to read the authenticator's code, if the log-in asks for one: a file, or - for standard input",
    ),
    "help.key": (
        (
            "de onde vem a chave da base cifrada: keyring, um arquivo com a senha ou o código de "
            "recuperação, ou - para a entrada padrão"
        ),
        (
            "where the encrypted desk's key comes from: keyring, a file with the password or the recovery "
            "code, or - for standard input"
        ),
    ),
    "help.wait": (
        "espera até N segundos por uma base aberta por outro",
        "wait up to N seconds for a desk that another holds",
    ),
    "help.demo": ("cria uma base com dados de exemplo", "make a desk with example data"),
    "help.demo_file": ("o arquivo a criar", "the file to make"),
    "help.tickets": ("quantos atendimentos (padrão: 200)", "how many tickets (default: 200)"),
    "help.seed": ("semente: a mesma dá os mesmos dados", "seed: the same one gives the same data"),
    "help.import": (
        "importa clientes, contratos ou atendimentos com seu histórico",
        "import clients, contracts or tickets with their history",
    ),
    "help.import_file": ("o arquivo CSV (ou CSV.gz) ou XLSX", "the CSV (or CSV.gz) or XLSX file"),
    "help.map": ("o arquivo de mapeamento (TOML)", "the mapping file (TOML)"),
    "help.dry_run": ("só confere; nada é gravado", "only check; nothing is written"),
    "help.rejects": (
        "onde escrever as linhas recusadas (padrão: ao lado do arquivo)",
        "where to write rejected rows (default: beside the file)",
    ),
    "help.undo_import": ("desfaz uma importação inteira", "take back a whole import"),
    "help.batch": ("o número da importação, dito ao importar", "the import's number, told when importing"),
    "help.export": ("exporta históricos e listas", "export histories and lists"),
    "help.history": ("dossiês em PDF, um por protocolo", "dossiers as PDF, one a protocol"),
    "help.protocol": ("protocolo, número externo ou ID", "protocol, external number or ID"),
    "help.to_folder": ("a pasta onde gravar; criada se faltar", "the folder to write to; made if missing"),
    "help.audience": ("para quem é a cópia (padrão: interno)", "for whom the copy is (default: interno)"),
    "help.annexes": ("inclui os anexos PDF e imagens", "append PDF and image attachments"),
    "help.list": ("uma lista em CSV ou XLSX", "a list as CSV or XLSX"),
    "help.list_kind": ("tickets, clients ou contracts", "tickets, clients or contracts"),
    "help.to_list": ("o arquivo: .csv ou .xlsx", "the file: .csv or .xlsx"),
    "help.ticket": ("avança ou muda um atendimento", "advance or change a ticket"),
    "help.ticket_advance": (
        "leva um atendimento por uma condição do seu fluxo",
        "lead a ticket through a condition of its flow",
    ),
    "help.ticket_label": ("a condição, pelo nome ou pela chave", "the condition, by its label or key"),
    "help.ticket_set_option": (
        "preenche um campo no caminho; pode repetir",
        "fill a field in on the way; may be repeated",
    ),
    "help.ticket_reason": ("o motivo de repasse, pelo nome", "the hand-over reason, by its name"),
    "help.ticket_comment": ("o comentário", "the comment"),
    "help.ticket_sees": ("o cliente vê o comentário", "the client sees the comment"),
    "help.ticket_set": ("muda campos de um atendimento", "change fields of a ticket"),
    "help.ticket_values": (
        "campo (nome ou chave) e valor; vazio ou - esvazia",
        "field (name or key) and value; empty or - empties it",
    ),
    "ticket.advanced": ("{protocol} está agora em {stage}.", "{protocol} is in {stage} now."),
    "ticket.changed": ("{protocol}: {fields} gravado.", "{protocol}: {fields} saved."),
    "help.check": ("verifica a base inteira", "check the whole desk"),
    "help.repair": (
        "refaz o índice de busca e as cópias de lista, remove arquivos órfãos",
        "rebuild the search index and list copies, sweep orphan files",
    ),
    "help.backup": ("faz uma cópia de segurança", "make a backup"),
    "help.to_backup": (
        "a pasta ou o arquivo .pacbackup a criar (padrão: na pasta de cópias)",
        "the folder or .pacbackup file to make (default: in the backup folder)",
    ),
    "help.restore": ("restaura uma cópia em um arquivo novo", "restore a backup to a new file"),
    "help.restore_from": ("a cópia de segurança", "the backup"),
    "help.restore_to": ("o arquivo novo da base", "the desk's new file"),
    "help.rekey": (
        "cifra a base, troca a chave, a senha ou o código de recuperação, ou remove a cifra",
        "encrypt the desk, change its key, password or recovery code, or remove the encryption",
    ),
    "help.new_key": (
        "cifra com uma chave nova, guardada no chaveiro (keyring) ou por senha (arquivo ou -)",
        "encrypt with a new key, kept in the keyring or by a password (file or -)",
    ),
    "help.new_password": (
        "mantém a chave e troca só a senha (arquivo ou -)",
        "keep the key and change only the password (file or -)",
    ),
    "help.new_code": (
        "mantém a chave e faz um novo código de recuperação",
        "keep the key and make a new recovery code",
    ),
    "help.remove_key": ("remove a cifra", "remove the encryption"),
    "help.move": (
        "leva a base inteira para um servidor vazio, ou de volta para um arquivo",
        "carry the whole desk to an empty server, or back to a file",
    ),
    "help.move_from": (
        "a base de onde sair: um arquivo, um endereço postgresql:// ou o nome de uma conexão salva",
        "the desk to leave: a file, a postgresql:// address or the name of a saved connection",
    ),
    "help.move_to": (
        "para onde ir: um arquivo novo, ou o endereço de uma base compartilhada recém-preparada",
        "where to go: a new file, or the address of a shared desk that was just prepared",
    ),
    "help.move_password": (
        "de onde ler a senha do servidor de origem: um arquivo, ou - para a entrada padrão",
        "where to read the password of the server to leave: a file, or - for standard input",
    ),
    "help.move_to_password": (
        "o mesmo, para o servidor de destino",
        "the same, for the server to go to",
    ),
    "help.move_to_key": (
        "cifra o arquivo de destino: keyring, ou um arquivo (ou -) com a nova senha",
        "encrypt the file to go to: keyring, or a file (or -) with the new password",
    ),
    "help.bench": ("mede a rapidez nesta máquina", "measure the speed on this machine"),
    "help.self_test": ("testa a instalação", "test the installation"),
    # usage errors
    "use.wrong": ("uso incorreto: {what}", "wrong usage: {what}"),
    "use.see": ("veja: {command} --help", "see: {command} --help"),
    "use.required": ("falta: {names}", "missing: {names}"),
    "use.unknown": ("argumento desconhecido: {names}", "unknown argument: {names}"),
    "use.choice": (
        "{name}: {value} não serve; escolha entre {choices}",
        "{name}: {value} is none of {choices}",
    ),
    "use.value": ("{name}: valor inválido: {value}", "{name}: invalid value: {value}"),
    "use.needs_value": ("{name}: falta o valor", "{name}: a value is missing"),
    "use.only_one": ("{name} não vai junto com {other}", "{name} does not go with {other}"),
    # progress and results
    "demo.making": ("criando os dados de exemplo… {percent}%", "making example data… {percent}%"),
    "demo.made": (
        "{path}: {clients} clientes, {tickets} atendimentos, {events} eventos",
        "{path}: {clients} clients, {tickets} tickets, {events} events",
    ),
    "import.reading": ("importando… {percent}%", "importing… {percent}%"),
    "import.made_desk": ("base criada: {path}", "desk made: {path}"),
    "import.dry": ("Só conferência: nada foi gravado.", "Dry run: nothing was written."),
    "import.done": (
        "{tickets} atendimentos, {events} eventos, {rejected} linhas recusadas",
        "{tickets} tickets, {events} events, {rejected} rejected rows",
    ),
    "import.done_data": (
        "{rows} registros gravados, {rejected} linhas recusadas",
        "{rows} records written, {rejected} rejected rows",
    ),
    "import.closed": (
        "{count} atendimentos encerrados desde a última importação",
        "{count} tickets closed since the last import",
    ),
    "import.known": ("{known} já conhecidos, sem mudança", "{known} already known, unchanged"),
    "import.remarks": ("{remarks} linhas com ressalva", "{remarks} rows with a remark"),
    "import.rejects": ("linhas recusadas e ressalvas: {path}", "rejected rows and remarks: {path}"),
    "import.rejects_lost": (
        "não foi possível gravar o arquivo das linhas recusadas; diga outro lugar com --rejects",
        "the file of rejected rows could not be written; name another place with --rejects",
    ),
    "import.row": ("linha {row}: {sentence}", "row {row}: {sentence}"),
    "import.more": ("… e mais {count}", "… and {count} more"),
    "import.nothing": (
        "Nenhuma linha pôde ser importada: confira se o mapeamento é deste arquivo.",
        "No row could be imported: see whether the mapping is for this file.",
    ),
    "import.header.row": ("linha", "row"),
    "import.header.column": ("coluna", "column"),
    "import.header.value": ("valor", "value"),
    "import.header.refused": ("recusada", "refused"),
    "import.header.code": ("código", "code"),
    "import.header.what": ("motivo", "what"),
    "import.undo": (
        "para desfazer: pacdesk undo-import {batch} --desk {desk}",
        "to undo: pacdesk undo-import {batch} --desk {desk}",
    ),
    "import.undone": ("{tickets} atendimentos retirados", "{tickets} tickets taken out"),
    "import.kept": (
        "{count} ficaram porque alguém já trabalhou neles: {protocols}",
        "{count} stay because somebody has worked on them: {protocols}",
    ),
    "updating.backup": (
        "versão nova: copiando a base antes… {percent}%",
        "new version: backing the desk up first… {percent}%",
    ),
    "updating.steps": (
        "versão nova: atualizando a base… passo {step}",
        "new version: updating the desk… step {step}",
    ),
    "import.reverted": (
        "{count} alterações em cadastros desfeitas",
        "{count} changes of older records taken back",
    ),
    "import.moved": (
        "{count} registros ficaram como estão porque alguém os alterou depois",
        "{count} records stay as they are because somebody has changed them since",
    ),
    "history.making": ("gerando dossiês… {percent}%", "making dossiers… {percent}%"),
    "history.made": ("{path} ({pages} páginas)", "{path} ({pages} pages)"),
    "list.making": ("exportando… {rows} linhas", "exporting… {rows} rows"),
    "list.made": ("{path}: {rows} linhas", "{path}: {rows} rows"),
    "check.running": ("verificando: {what}…", "checking: {what}…"),
    "check.line": ("{mark}  {what}: {seen} conferidos", "{mark}  {what}: {seen} looked at"),
    "check.bad": (
        "{mark}  {what}: {seen} conferidos, {problems} com problema",
        "{mark}  {what}: {seen} looked at, {problems} with a problem",
    ),
    "check.repaired": ("    consertados: {count}", "    repaired: {count}"),
    "check.sample": ("    {code}: {ref}", "    {code}: {ref}"),
    "check.skipped": ("–  {what}: {why}", "–  {what}: {why}"),
    "check.clean": ("A base está íntegra.", "The desk is sound."),
    "check.broken": ("A base tem {problems} problema(s).", "The desk has {problems} problem(s)."),
    "check.light": (
        "não conferido palavra por palavra: a base está aberta por outro",
        "not compared word by word: another has the desk open",
    ),
    "check.step.integrity": ("páginas do arquivo", "pages of the file"),
    "check.step.references": ("ligações entre registros", "links between records"),
    "check.step.chains": ("histórico encadeado", "chained history"),
    "check.step.search": ("índice de busca", "search index"),
    "check.step.documents": ("textos pesquisáveis", "searchable texts"),
    "check.step.files": ("arquivos", "files"),
    "check.step.protocols": ("protocolos", "protocols"),
    "check.step.status": ("status e etapas", "status and stages"),
    "check.step.copies": ("cópias de lista", "list copies"),
    "check.step.portfolios": ("carteiras", "portfolios"),
    "backup.making": ("copiando… {percent}%", "copying… {percent}%"),
    "backup.made": (
        "{path}: {tickets} atendimentos, {size} bytes",
        "{path}: {tickets} tickets, {size} bytes",
    ),
    "backup.files_only_here": (
        "Uma base compartilhada é copiada por quem administra o servidor.",
        "A shared desk is backed up by whoever runs the server.",
    ),
    "restore.making": ("restaurando… {percent}%", "restoring… {percent}%"),
    "restore.made": ("{path}: cópia de {made_at} restaurada", "{path}: backup of {made_at} restored"),
    "rekey.making": ("regravando… {percent}%", "rewriting… {percent}%"),
    "rekey.keyed": ("{path}: base cifrada.", "{path}: desk encrypted."),
    "rekey.unkeyed": ("{path}: a base não está mais cifrada.", "{path}: the desk is no longer encrypted."),
    "rekey.new_code": (
        "{path}: o código de recuperação anterior não vale mais.",
        "{path}: the old recovery code is void.",
    ),
    "rekey.password": ("{path}: senha trocada.", "{path}: password changed."),
    "rekey.code": (
        "Código de recuperação (guarde: não será mostrado de novo): {code}",
        "Recovery code (keep it: it is not shown again): {code}",
    ),
    "move.backup": ("copiando a base antes… {percent}%", "backing the desk up first… {percent}%"),
    "move.rows": ("levando registros… {percent}%", "carrying rows… {percent}%"),
    "move.files": ("levando arquivos… {percent}%", "carrying files… {percent}%"),
    "move.finish": ("montando índices…", "making indexes…"),
    "move.check": ("conferindo o destino…", "checking what arrived…"),
    "move.done": (
        "{to}: {tickets} atendimentos, {events} eventos, {rows} registros ao todo, {files} arquivos",
        "{to}: {tickets} tickets, {events} events, {rows} rows in all, {files} files",
    ),
    "move.backed_up": ("cópia de segurança da origem: {path}", "backup of the desk you left: {path}"),
    "move.stays": (
        (
            "Rascunhos, disposição das janelas e cópias de segurança ficam neste computador. A base de "
            "origem continua como estava e avisa, ao ser aberta, que foi levada."
        ),
        (
            "Drafts, the layout of windows and backups stay on this computer. The desk you left is as it was "
            "and says, when opened, that it was carried away."
        ),
    ),
    "move.log_ins": (
        "Cada usuário precisa agora de um acesso no servidor: pacdesk server user add.",
        "Each user needs a log-in at the server now: pacdesk server user add.",
    ),
    "move.left_logins": (
        "Já tinham acesso ao servidor e não são usuários desta base: {names}",
        "Let in at the server before, and no users of this desk: {names}",
    ),
    "move.unfit_logins": (
        "Estes nomes o servidor não aceita como acesso; mude-os antes: {names}",
        "The server takes no such names for a log-in; change them first: {names}",
    ),
    "move.missing_files": (
        "{count} arquivo(s) já faltavam ou estavam danificados na origem",
        "{count} file(s) were already missing or damaged before",
    ),
    "move.was_moved": (
        "Atenção: esta base foi levada para {to} em {at}; o que for gravado aqui não chega lá.",
        "Careful: this desk was carried to {to} on {at}; what is written here does not get there.",
    ),
    # endings
    "end.cancelled": ("Cancelado.", "Cancelled."),
    "end.bug": (
        "Erro do programa {error_id}. Os detalhes estão em {path}.",
        "An error of the program, {error_id}. Details are in {path}.",
    ),
    "end.unknown": ("Recusado: {code} {facts}", "Refused: {code} {facts}"),
    "end.field": ("  {field}: {sentence}", "  {field}: {sentence}"),
    # columns of lists
    "column.protocol": ("Protocolo", "Protocol"),
    "column.external": ("Número externo", "External number"),
    "column.subject": ("Assunto", "Subject"),
    "column.client": ("Cliente", "Client"),
    "column.stage": ("Etapa", "Stage"),
    "column.status": ("Status", "Status"),
    "column.priority": ("Prioridade", "Priority"),
    "column.attendant": ("Atendente", "Attendant"),
    "column.waiting": ("Vez de", "Waiting on"),
    "column.opened": ("Aberto em", "Opened at"),
    "column.due": ("Prazo", "Due"),
    "column.closed": ("Concluído em", "Closed at"),
    "column.news": ("Última novidade", "Last news"),
    "column.name": ("Razão social ou nome", "Legal name"),
    "column.shown_name": ("Nome de exibição", "Shown name"),
    "column.kind": ("Tipo", "Kind"),
    "column.document": ("CNPJ/CPF", "CNPJ/CPF"),
    "column.phone": ("Telefone", "Phone"),
    "column.email": ("E-mail", "E-mail"),
    "column.mobile": ("Celular", "Mobile"),
    "column.organization": ("Organização", "Organization"),
    "column.portfolio": ("Carteira", "Portfolio"),
    "column.number": ("Número", "Number"),
    "column.plan": ("Plano", "Plan"),
    "column.monthly": ("Valor mensal", "Monthly value"),
    "column.starts": ("Início", "Starts"),
    "column.ends": ("Fim", "Ends"),
    "column.access": ("Acesso", "Access"),
    "list.tickets": ("Atendimentos", "Tickets"),
    "list.clients": ("Clientes", "Clients"),
    "list.contracts": ("Contratos", "Contracts"),
    # words that stand for what is stored
    "status.new": ("Novo", "New"),
    "status.pending": ("Pendente", "Pending"),
    "status.in_progress": ("Em progresso", "In progress"),
    "status.resolved": ("Solucionado", "Resolved"),
    "status.cancelled": ("Cancelado", "Cancelled"),
    "priority.1": ("Baixa", "Low"),
    "priority.2": ("Normal", "Normal"),
    "priority.3": ("Alta", "High"),
    "priority.4": ("Crítica", "Critical"),
    "waiting.client": ("Cliente", "Client"),
    "waiting.attendant": ("Atendente", "Attendant"),
    "waiting.department": ("Departamento", "Department"),
    "waiting.third_party": ("Terceiro", "Third party"),
    "kind.client": ("Cliente", "Client"),
    "kind.person": ("Pessoa", "Person"),
    "kind.student": ("Aluno", "Student"),
    "kind.teacher": ("Professor", "Teacher"),
    "kind.prospect": ("Prospecto", "Prospect"),
    "client_status.active": ("Ativo", "Active"),
    "client_status.inactive": ("Inativo", "Inactive"),
    "client_status.blocked": ("Bloqueado", "Blocked"),
    "state.draft": ("Rascunho", "Draft"),
    "state.awaiting_signature": ("Aguardando assinatura", "Awaiting signature"),
    "state.active": ("Ativo", "Active"),
    "state.released": ("Liberado", "Released"),
    "state.overdue": ("Em atraso", "Overdue"),
    "state.blocked": ("Bloqueado", "Blocked"),
    "state.suspended": ("Suspenso", "Suspended"),
    "state.off": ("Desativado", "Off"),
    "state.ended": ("Encerrado", "Ended"),
    "state.cancelled": ("Cancelado", "Cancelled"),
    "access.A": ("Ativo", "Active"),
    "access.D": ("Desativado", "Off"),
    "access.CM": ("Bloqueio manual", "Blocked by hand"),
    "access.CA": ("Bloqueio automático", "Blocked automatically"),
    "access.CE": ("Bloqueio CE", "Blocked (CE)"),
    "access.FA": ("Financeiro em atraso", "Overdue"),
    "access.AA": ("Aguardando assinatura", "Awaiting signature"),
    **WORKFLOW,
    **PRIVACY,
    **SERVER,
}


class Words:
    """The sentences of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._place = 0 if language is Language.PORTUGUESE else 1

    def __call__(self, name: str, /, **facts: Any) -> str:
        """The sentence `name` with its facts. Raises KeyError for one that is not in the table."""
        return _TABLE[name][self._place].format(**facts)

    def raw(self, name: str) -> str:
        """The sentence with its gaps open, for `Console.counted`."""
        return _TABLE[name][self._place]

    def either(self, name: str, otherwise: str) -> str:
        """The sentence if there is one, for words that come from data."""
        return _TABLE[name][self._place] if name in _TABLE else otherwise
