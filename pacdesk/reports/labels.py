"""Every word that a document prints by itself, in Portuguese and English.

One table for all reports: code to (Portuguese, English). Rows carry codes; a code that is not here is
printed as it stands.
"""

from typing import Final

from pacdesk.config.refusals import sentences as short_sentences
from pacdesk.desk.tickets.dossier import Language
from pacdesk.reports.person_labels import PERSON_WORDS
from pacdesk.reports.workflow_labels import FLOW_WORDS

WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Dossiê do atendimento", "Ticket dossier"),
    "copy.cliente": ("Cópia para o cliente", "Client copy"),
    "copy.interno": ("Cópia interna", "Internal copy"),
    "copy.auditoria": ("Cópia para auditoria", "Audit copy"),
    "protocol": ("Protocolo", "Protocol"),
    "status": ("Status", "Status"),
    "situation": ("Situação", "Situation"),
    "stage": ("Etapa", "Stage"),
    "complementary": ("Status complementar", "Complementary status"),
    "pending": ("Interação pendente", "Pending interaction"),
    "none": ("Nenhum", "None"),
    "status.new": ("Novo", "New"),
    "status.pending": ("Pendente", "Pending"),
    "status.in_progress": ("Em progresso", "In progress"),
    "status.resolved": ("Solucionado", "Resolved"),
    "status.cancelled": ("Cancelado", "Cancelled"),
    "situation.pending": ("Pendente", "Pending"),
    "situation.in_progress": ("Em andamento", "In progress"),
    "situation.concluded": ("Concluída", "Concluded"),
    "situation.cancelled": ("Cancelada", "Cancelled"),
    "pending.none": ("Nenhuma", "None"),
    "pending.internal": ("Interna", "Internal"),
    "pending.external": ("Externa", "External"),
    "pending.both": ("Interna e externa", "Internal and external"),
    "priority.low": ("Baixa", "Low"),
    "priority.normal": ("Normal", "Normal"),
    "priority.high": ("Alta", "High"),
    "priority.critical": ("Crítica", "Critical"),
    "yes": ("Sim", "Yes"),
    "no": ("Não", "No"),
    "client": ("Cliente", "Client"),
    "client.legal_name": ("Razão social", "Legal name"),
    "client.trade_name": ("Nome fantasia", "Trade name"),
    "client.name": ("Nome", "Name"),
    "client.cnpj": ("CNPJ", "CNPJ"),
    "client.cpf": ("CPF", "CPF"),
    "client.contact": ("Contato", "Contact"),
    "client.phone": ("Telefone", "Telephone"),
    "client.email": ("E-mail", "E-mail"),
    "client.address": ("Endereço", "Address"),
    "client.rt": ("Responsável técnico", "Technical responsible"),
    "client.portfolio": ("Carteira", "Portfolio"),
    "client.organization": ("Organização", "Organization"),
    "client.external_reference": ("Referência externa", "External reference"),
    "contract_and_ticket": ("Contrato e atendimento", "Contract and ticket"),
    "contract.number": ("Contrato", "Contract"),
    "contract.login": ("Login", "Login"),
    "contract.status": ("Situação do contrato", "Contract status"),
    "ticket.opened": ("Aberto", "Opened"),
    "ticket.closed": ("Encerrado", "Closed"),
    "ticket.attendant": ("Atendente", "Attendant"),
    "ticket.department": ("Departamento", "Department"),
    "ticket.type": ("Tipo", "Type"),
    "ticket.subject": ("Assunto", "Subject"),
    "ticket.priority": ("Prioridade", "Priority"),
    "ticket.requester": ("Solicitante", "Requester"),
    "ticket.reserved_date": ("Data reservada", "Reserved date"),
    "ticket.best_time": ("Melhor horário", "Best time"),
    "ticket.address": ("Endereço", "Address"),
    "ticket.external_number": ("Número externo", "External number"),
    "ticket.channel": ("Canal", "Channel"),
    "fields": ("Campos do atendimento", "Ticket fields"),
    "stages": ("Caminho das etapas", "Stage path"),
    "stage.now": ("até agora", "so far"),
    "stage.off_flow": ("fora do fluxo", "off flow"),
    "deadlines": ("Prazos", "Deadlines"),
    "deadline": ("Prazo", "Deadline"),
    "deadline.agreed": ("Combinado", "Agreed"),
    "deadline.due": ("Vencia em", "Due"),
    "deadline.done": ("Feito em", "Done"),
    "deadline.result": ("Resultado", "Result"),
    "deadline.first_reply": ("Primeira resposta", "First reply"),
    "deadline.solution": ("Solução", "Solution"),
    "deadline.stage": ("Etapa", "Stage"),
    "deadline.business": ("{time} úteis", "{time} of business time"),
    "deadline.pause": ("Pausa de {began} a {ended}", "Paused from {began} to {ended}"),
    "deadline.pause_open": ("Pausado desde {began}", "Paused since {began}"),
    "verdict.met": ("Cumprido", "Met"),
    "verdict.late": ("Vencido por {time}", "Late by {time}"),
    "verdict.running": ("Faltam {time}", "{time} left"),
    "verdict.paused": ("Pausado, faltam {time}", "Paused, {time} left"),
    "verdict.dropped": ("Dispensado", "Dropped"),
    "discussion": ("Discussão", "Discussion"),
    "discussion.empty": ("Nada foi escrito neste atendimento.", "Nothing was written in this ticket."),
    "kind.client": ("cliente", "client"),
    "kind.reply": ("Resposta · visível ao cliente", "Reply · the client sees it"),
    "kind.reply.client": ("atendente", "attendant"),
    "kind.note": ("Nota interna · só a equipe vê", "Internal note · only the team sees it"),
    "entry.struck": ("retirada", "withdrawn"),
    "entry.struck_by": ("retirada pelo registro {number}", "withdrawn by entry {number}"),
    "entry.number": ("Registro {number}", "Entry {number}"),
    "entry.unsent": ("aguardando sincronização", "waiting for synchronisation"),
    "entry.recorded": ("registrado em {at}", "recorded {at}"),
    "image.missing": ("Imagem {name} não pôde ser lida", "Image {name} could not be read"),
    "image.too_big": ("Imagem {name} grande demais para o papel", "Image {name} is too large for paper"),
    "image": ("Imagem {name}", "Image {name}"),
    "attachments": ("Anexos", "Attachments"),
    "attachment.name": ("Arquivo", "File"),
    "attachment.size": ("Tamanho", "Size"),
    "attachment.when": ("Enviado", "Sent"),
    "attachment.internal": ("interno", "internal"),
    "attachment.gone": ("conteúdo não disponível", "content not available"),
    "annex": ("Anexo {number} · {name}", "Annex {number} · {name}"),
    "annex.page": ("Página {page} de {pages} do arquivo", "Page {page} of {pages} of the file"),
    "annex.unreadable": (
        "Este arquivo não pôde ser aberto e não está reproduzido aqui: {name}",
        "This file could not be opened and is not reproduced here: {name}",
    ),
    "releases": ("Liberações temporárias", "Temporary releases"),
    "release.from_to": ("{began} a {ended}", "{began} to {ended}"),
    "release.open": ("desde {began}", "since {began}"),
    "orders": ("Ordens de serviço", "Service orders"),
    "order.done": ("[x] {what}", "[x] {what}"),
    "order.todo": ("[ ] {what}", "[ ] {what}"),
    "integrity": ("Integridade", "Integrity"),
    "integrity.value": ("Valor SHA-256 da cadeia do histórico", "SHA-256 value of the history chain"),
    "integrity.verified": (
        "A cadeia de {count} registros foi conferida na emissão.",
        "The chain of {count} entries was verified when this copy was issued.",
    ),
    "integrity.how": (
        (
            "Cada registro traz o resumo do anterior: mudar ou tirar um deles muda este valor. "
            "Compare-o com o que o programa mostra para o mesmo protocolo."
        ),
        (
            "Each entry carries the digest of the one before: changing or removing one changes this value. "
            "Compare it with what the program shows for the same protocol."
        ),
    ),
    "footer.integrity": ("Integridade SHA-256  {value}", "Integrity SHA-256  {value}"),
    "footer.issued": (
        "Emitido em {at} por {who}. Confira pelo código ao lado do título.",
        "Issued {at} by {who}. Check it by the code beside the title.",
    ),
    "footer.page": ("Página {page} de {pages}", "Page {page} of {pages}"),
    "event.opened": ("abriu o atendimento", "opened the ticket"),
    "event.taken": ("assumiu o atendimento", "took the ticket"),
    "event.handed_over": ("repassou o atendimento", "handed the ticket over"),
    "event.referred": (
        "encaminhou o atendimento a alguém de fora da carteira",
        "referred the ticket outside the portfolio",
    ),
    "event.referral_ended": ("encerrou um encaminhamento", "ended a referral"),
    "event.version_changed": ("levou para outra versão do fluxo", "moved to another version of the flow"),
    "event.moved": ("mudou a etapa", "changed the stage"),
    "event.resolved": ("solucionou o atendimento", "resolved the ticket"),
    "event.cancelled": ("cancelou o atendimento", "cancelled the ticket"),
    "event.reopened": ("reabriu o atendimento", "reopened the ticket"),
    "event.changed": ("alterou dados do atendimento", "changed the ticket's data"),
    "event.waiting": ("mudou de quem é a vez", "changed whose turn it is"),
    "event.attached": ("anexou um arquivo", "attached a file"),
    "event.corrected": ("corrigiu um registro", "corrected an entry"),
    "event.visibility": ("mudou quem vê um registro", "changed who sees an entry"),
    "event.checked": ("conferiu um item", "ticked an item"),
    "event.unchecked": ("desmarcou um item", "took the tick off an item"),
    "event.understanding_asked": (
        "pediu a aprovação do entendimento",
        "asked for approval of what was understood",
    ),
    "event.understanding_approved": ("aprovou o entendimento", "approved what was understood"),
    "event.understanding_rejected": ("reprovou o entendimento", "rejected what was understood"),
    "event.undone": ("desfez um registro", "undid an entry"),
    "event.erased": ("registro apagado (LGPD)", "entry erased (LGPD)"),
    "event.released": ("liberou o contrato temporariamente", "released the contract temporarily"),
    "event.order_opened": ("abriu uma ordem de serviço", "opened a service order"),
    "event.order_done": ("concluiu uma ordem de serviço", "finished a service order"),
    "fact.user": ("pessoa", "person"),
    "fact.from": ("de", "from"),
    "fact.to": ("para", "to"),
    "fact.reason": ("motivo", "reason"),
    "fact.stage": ("etapa", "stage"),
    "fact.condition": ("condição", "transition"),
    "fact.department": ("departamento", "department"),
    "fact.attendant": ("atendente", "attendant"),
    "fact.file": ("arquivo", "file"),
    "fact.entry": ("registro", "entry"),
    "fact.item": ("item", "item"),
    "fact.version": ("versão", "version"),
    "fact.by": ("por", "by"),
    "understandings": ("Entendimento", "What was understood"),
    "understanding.version": ("Versão {number}", "Version {number}"),
    "understanding.written": ("{who}, {at}", "{who}, {at}"),
    "understanding.waiting": ("aguardando o cliente", "waiting for the client"),
    "understanding.approved": ("aprovado", "approved"),
    "understanding.rejected": ("reprovado", "rejected"),
    "understanding.decided": ("{state} por {who} em {at}", "{state} by {who}, {at}"),
    "checks": ("Conferência", "Checklist"),
    "check.done": ("{who}, {at}", "{who}, {at}"),
    "check.todo": ("ainda não conferido", "not ticked yet"),
    "stage.business": ("{time} úteis", "{time} of business time"),
    "stage.business_of": ("{time} úteis de {expected}", "{time} of {expected} business time"),
    **FLOW_WORDS,
    **PERSON_WORDS,
    **{code: pair for code, pair in short_sentences().items() if code.startswith("own_field.")},
}


class Labels:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self._index = 0 if language is Language.PORTUGUESE else 1

    def __call__(self, code: str, **facts: object) -> str:
        """The word for a code, filled with facts; the code itself when nobody gave it a word."""
        words = WORDS.get(code)
        if words is None:
            return code
        return words[self._index].format(**facts) if facts else words[self._index]

    def of(self, family: str, code: str) -> str:
        """The word for `family.code`; the bare code when there is none (a custom name)."""
        words = WORDS.get(f"{family}.{code}")
        return code if words is None else words[self._index]
