"""How long data stays: what the rules would take, and taking it. A hold and the SAC decree go before any
rule; a dry run and a run ask the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.contracts.rows import ContractStatus
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.lean import dataclass
from pacdesk.desk.privacy.commands import (
    ListRetention,
    PreviewRetention,
    RunRetention,
    SaveRetention,
    Scrub,
)
from pacdesk.desk.privacy.erasing import begin, ended, forget_client
from pacdesk.desk.privacy.forgetting import Forgetting
from pacdesk.desk.privacy.reach import hold_on, reach_of
from pacdesk.desk.privacy.rules import (
    DEFAULT_DAYS,
    LEAST_DAYS,
    MOST_DAYS,
    SAC_YEARS,
    Doomed,
    ErasureRow,
    PersonKind,
    RequestState,
    RetentionKind,
    RetentionLine,
    RetentionRow,
    demand_everything,
    pseudonym_of,
)
from pacdesk.desk.privacy.tables import Erasure, LegalHold, RetentionRule, SubjectRequest
from pacdesk.desk.tickets.tables import Attachment, Ticket, TicketEvent
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Invalid
from pacdesk.storage.postgres.wall import login_behind_wall
from pacdesk.storage.schema import ChangeRow, ChangeSet, Read

SAMPLE: Final = 20
BATCH: Final = 1000
"""Tickets, clients or requests that one command takes: nobody else writes meanwhile."""
NOBODY: Final = "—"
"""What stands where a name stood that no rule keeps."""
_SAC: Final = timedelta(days=SAC_YEARS * 365 + 1)
_WORDS: Final = ("text", "subject", "reason", "file")
_LISTS: Final = (("fields", "{"), ("attributes", "{"), ("files", "["))
_STANDING: Final = (ContractStatus.ACTIVE, ContractStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule finds: rows to take (id, name, since), and how many it must leave."""

    rows: Sequence[tuple[Any, str, datetime | None]] = ()
    held: int = 0
    under_sac: int = 0
    count: int | None = None

    @property
    def total(self) -> int:
        return len(self.rows) if self.count is None else self.count


# --- the rules -----------------------------------------------------------------------------------


def list_retention(asking: Asking, question: ListRetention) -> tuple[RetentionRow, ...]:
    """Raises Forbidden."""
    del question
    demand(asking.actor, Right.PRIVACY_ATTEND)
    kept = {row.kind: row for row in asking.session.scalars(select(RetentionRule))}
    return tuple(_row(kind, kept.get(kind)) for kind in RetentionKind)


def _row(kind: RetentionKind, rule: RetentionRule | None) -> RetentionRow:
    if rule is None:
        return RetentionRow(kind=kind, days=DEFAULT_DAYS[kind])
    return RetentionRow(kind=kind, version=rule.version, days=rule.days, basis=rule.basis, active=rule.active)


def save_retention(tx: Tx, command: SaveRetention) -> None:
    """Raises Forbidden, Conflict, Invalid `privacy.days` (facts `least`, `most`), `privacy.basis_empty`."""
    demand(tx.actor, Right.PRIVACY_ERASE)
    least = LEAST_DAYS[command.kind]
    if not least <= command.days <= MOST_DAYS:
        raise Invalid("privacy.days", field="days", least=least, most=MOST_DAYS)
    if command.active and not command.basis.strip():
        raise Invalid("privacy.basis_empty", field="basis")
    standing = tx.session.scalar(select(RetentionRule).where(RetentionRule.kind == command.kind))
    row_id = tx.child_id("rule") if standing is None else standing.id
    row = tx.get_or_new(RetentionRule, row_id, command.version)
    row.kind, row.days, row.basis = command.kind, command.days, command.basis.strip()
    row.active = command.active


# --- what they find ------------------------------------------------------------------------------


def preview_retention(asking: Asking, question: PreviewRetention) -> tuple[RetentionLine, ...]:
    """Raises Forbidden."""
    del question
    demand(asking.actor, Right.PRIVACY_ATTEND)
    demand_everything(asking.actor)
    return tuple(_line(asking, rule) for rule in list_retention(asking, ListRetention()))


def _line(asking: Asking, rule: RetentionRow) -> RetentionLine:
    found = _FINDERS[rule.kind](asking, _before(asking, rule))
    return RetentionLine(
        rule=rule,
        count=found.total,
        sample=tuple(Doomed(name, since) for _, name, since in found.rows[:SAMPLE]),
        held=found.held,
        under_sac=found.under_sac,
    )


def _before(asking: Asking, rule: RetentionRow) -> datetime:
    return asking.now - timedelta(days=rule.days)


def _under_sac(asking: Asking) -> ColumnElement[bool]:
    young = Ticket.closed_at > asking.now - _SAC
    return exists().where(Client.id == Ticket.client_id, Client.under_sac) & young


def _sorted_out(asking: Asking, wanted: Any) -> _Found:
    """Tickets that a rule finds, without those that a hold or the decree keeps."""
    marked = wanted.add_columns(hold_on(Ticket), _under_sac(asking))
    rows, held, sac = [], 0, 0
    for row_id, protocol, closed_at, is_held, is_sac in asking.session.execute(marked):
        held += bool(is_held)
        sac += bool(is_sac and not is_held)
        if not (is_held or is_sac):
            rows.append((row_id, show_protocol(protocol), closed_at))
    return _Found(rows, held, sac)


def _old_tickets(before: datetime, *more: ColumnElement[bool]) -> Any:
    wanted = select(Ticket.id, Ticket.protocol, Ticket.closed_at)
    return wanted.where(Ticket.closed_at < before, *more).order_by(Ticket.closed_at)


def _ticket_texts(asking: Asking, before: datetime) -> _Found:
    told = exists().where(TicketEvent.ticket_id == Ticket.id, _says_something(TicketEvent.payload))
    return _sorted_out(asking, _old_tickets(before, or_(Ticket.description != "", told)))


def _says_something(payload: Any) -> ColumnElement[bool]:
    """What `is_personal` says, as far as SQL can tell it from the text alone."""
    words = [payload.contains(f'"{name}":"') & ~payload.contains(f'"{name}":""') for name in _WORDS]
    return or_(*words, *(payload.contains(f'"{name}":{opening}"') for name, opening in _LISTS))


def _ticket_files(asking: Asking, before: datetime) -> _Found:
    return _sorted_out(asking, _old_tickets(before, exists().where(Attachment.ticket_id == Ticket.id)))


def _former_clients(asking: Asking, before: datetime) -> _Found:
    """People and companies without a standing contract, whose last ticket was closed, and who were written
    down, before that day."""
    recent = exists().where(
        Ticket.client_id == Client.id,
        Ticket.voided_at.is_(None),
        or_(Ticket.closed_at.is_(None), Ticket.closed_at >= before),
    )
    standing = exists().where(
        Contract.client_id == Client.id, Contract.status.in_(_STANDING), Contract.voided_at.is_(None)
    )
    erased = exists().where(Erasure.person_id == Client.id)
    theirs = aliased(Ticket)
    stands = (LegalHold.lifted_at.is_(None), LegalHold.voided_at.is_(None))
    on_client = exists().where(LegalHold.client_id == Client.id, *stands)
    on_ticket = exists().where(LegalHold.ticket_id == theirs.id, theirs.client_id == Client.id, *stands)
    young = exists().where(Ticket.client_id == Client.id, Ticket.closed_at > asking.now - _SAC)
    wanted = (
        select(
            Client.id,
            Client.legal_name,
            Client.created_at,
            or_(on_client, on_ticket),
            Client.under_sac & young,
        )
        .where(Client.created_at < before, ~recent, ~standing, ~erased)
        .order_by(Client.created_at)
    )
    rows, held, sac = [], 0, 0
    for row_id, name, since, is_held, is_sac in asking.session.execute(wanted):
        held += bool(is_held)
        sac += bool(is_sac and not is_held)
        if not (is_held or is_sac):
            rows.append((row_id, name, since))
    return _Found(rows, held, sac)


def _change_images(asking: Asking, before: datetime) -> _Found:
    old = select(ChangeSet.id).where(ChangeSet.at < before)
    shown = or_(ChangeRow.before.is_not(None), ChangeRow.after.is_not(None))
    wanted = select(func.count()).select_from(ChangeRow).where(ChangeRow.change_set_id.in_(old), shown)
    return _Found(count=asking.session.scalar(wanted) or 0)


def _reads(asking: Asking, before: datetime) -> _Found:
    wanted = select(func.count()).select_from(Read).where(Read.at < before)
    return _Found(count=asking.session.scalar(wanted) or 0)


def _requests(asking: Asking, before: datetime) -> _Found:
    wanted = (
        select(SubjectRequest.id, SubjectRequest.person_label, SubjectRequest.answered_at)
        .where(
            SubjectRequest.state != RequestState.OPEN,
            SubjectRequest.answered_at < before,
            or_(SubjectRequest.details != "", SubjectRequest.asked_by != "", SubjectRequest.answer != ""),
        )
        .order_by(SubjectRequest.answered_at)
    )
    return _Found([(row[0], row[1], row[2]) for row in asking.session.execute(wanted)])


_FINDERS: Final[dict[RetentionKind, Callable[[Asking, datetime], _Found]]] = {
    RetentionKind.TICKET_TEXTS: _ticket_texts,
    RetentionKind.TICKET_FILES: _ticket_files,
    RetentionKind.FORMER_CLIENTS: _former_clients,
    RetentionKind.CHANGE_IMAGES: _change_images,
    RetentionKind.READS: _reads,
    RetentionKind.REQUESTS: _requests,
}


# --- taking it -----------------------------------------------------------------------------------


def run_retention(tx: Tx, command: RunRetention) -> ErasureRow:
    """Takes at most `BATCH`; `left` says how many wait for the next command. Raises Forbidden, Invalid
    `privacy.rule_off`."""
    demand(tx.actor, Right.PRIVACY_ERASE)
    demand_everything(tx.actor)
    rule = _rule_of(tx, command.kind)
    if not rule.active:
        raise Invalid("privacy.rule_off", kind=str(command.kind))
    before = _before(tx, rule)
    found = _FINDERS[command.kind](tx, before)
    erasure = begin(tx, str(command.kind), "", rule.basis)
    counts: Counter[str] = Counter()
    if found.total:
        counts = _TAKERS[command.kind](tx, [row[0] for row in found.rows[:BATCH]], before)
    left = max(len(found.rows) - BATCH, 0)
    done = ended(tx, erasure, counts)
    tx.scrubs = not left
    return replace(done, left=left)


def scrub(tx: Tx, command: Scrub) -> None:
    """Raises Forbidden."""
    del command
    demand(tx.actor, Right.PRIVACY_ERASE)
    tx.scrubs = True


def _rule_of(tx: Tx, kind: RetentionKind) -> RetentionRow:
    return {row.kind: row for row in list_retention(tx, ListRetention())}[kind]


def _take_texts(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del before
    forgetting = Forgetting(tx, NOBODY)
    forgetting.texts(ids)
    forgetting.images()
    return forgetting.counts


def _take_files(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del before
    forgetting = Forgetting(tx)
    forgetting.files_of(ids)
    forgetting.images()
    return forgetting.counts


def _take_clients(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del before
    basis = _rule_of(tx, RetentionKind.FORMER_CLIENTS).basis
    counts: Counter[str] = Counter()
    for n, client in enumerate(ids):
        reach = reach_of(tx, PersonKind.CLIENT, client)
        name = pseudonym_of(tx.child_id("pseudonym", n))
        forgetting = Forgetting(tx, name, reach.labels)
        row_id = tx.child_id("erased client", n)
        erasure = begin(tx, PersonKind.CLIENT, name, basis, person=client, row_id=row_id)
        forget_client(tx, forgetting, reach)
        forgetting.requests(client)
        forgetting.images()
        forgetting.index(client, reach.contracts)
        ended(tx, erasure, forgetting.counts)
        counts += forgetting.counts
        counts["clients"] += 1
    return counts


def _take_images(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del ids
    if login_behind_wall(tx.session) is not None:
        return Counter(images=_forget_old(tx))
    old = select(ChangeSet.id).where(ChangeSet.at < before)
    shown = or_(ChangeRow.before.is_not(None), ChangeRow.after.is_not(None))
    done: Any = tx.session.execute(
        update(ChangeRow).where(ChangeRow.change_set_id.in_(old), shown).values(before=None, after=None),
        execution_options={"synchronize_session": False},
    )
    return Counter(images=done.rowcount)


def _take_reads(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del ids
    if login_behind_wall(tx.session) is not None:
        return Counter(reads=_forget_old(tx))
    done: Any = tx.session.execute(
        delete(Read).where(Read.at < before), execution_options={"synchronize_session": False}
    )
    return Counter(reads=done.rowcount)


def _forget_old(tx: Tx) -> int:
    return tx.session.scalar(text("SELECT app.forget_old()")) or 0


def _take_requests(tx: Tx, ids: Iterable[UUID], before: datetime) -> Counter[str]:
    del before
    forgetting = Forgetting(tx, NOBODY)
    rows = list(ids)
    forgetting.register(rows)
    forgetting.images()
    return Counter(requests=len(rows))


_TAKERS: Final[dict[RetentionKind, Callable[[Tx, Iterable[UUID], datetime], Counter[str]]]] = {
    RetentionKind.TICKET_TEXTS: _take_texts,
    RetentionKind.TICKET_FILES: _take_files,
    RetentionKind.FORMER_CLIENTS: _take_clients,
    RetentionKind.CHANGE_IMAGES: _take_images,
    RetentionKind.READS: _take_reads,
    RetentionKind.REQUESTS: _take_requests,
}
HANDLERS: Handlers = {SaveRetention: save_retention, RunRetention: run_retention, Scrub: scrub}
QUESTIONS: Questions = {ListRetention: list_retention, PreviewRetention: preview_retention}
