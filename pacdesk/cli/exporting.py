"""`export history` and `export list`: what leaves a desk as documents and tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from pacdesk.cli import desks, folders, refusals
from pacdesk.cli.language import Language
from pacdesk.cli.run import Run
from pacdesk.cli.words import Words
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.commands import ClientPage
from pacdesk.desk.clients.rows import ClientRow
from pacdesk.desk.company.commands import GetCompany
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.contracts.commands import ContractPage
from pacdesk.desk.contracts.rows import ContractRow
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets import dossier as d
from pacdesk.desk.tickets.commands import FindTicket, GetDossier, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.errors import DeskUnavailable, Invalid, NotFound
from pacdesk.exchange.writing import DIALECTS, Cell, write_csv, write_xlsx

PAGE: Final = 2000


def history(run: Run) -> int:
    """`export history PROTOCOL… --to DIR`: all of them are found before the first is written."""
    options = run.options
    folder = folders.demand(options.to)
    with desks.reading(options) as desk:
        tickets = [_found(desk, typed) for typed in dict.fromkeys(options.protocols)]
        folders.make(folder)
        made = [_write_one(run, desk, ticket, folder, n, len(tickets)) for n, ticket in enumerate(tickets)]
    for path, pages in made:
        run.console.result(run.words("history.made", path=path, pages=pages))
    run.console.data({"ok": True, "files": [{"path": str(path), "pages": pages} for path, pages in made]})
    return refusals.FINE


def _found(desk: DeskPort, typed: str) -> UUID:
    ticket = desk.ask(FindTicket(typed=typed))
    if ticket is None:
        raise NotFound("ticket.not_found", typed=typed)
    return ticket


def _write_one(
    run: Run, desk: DeskPort, ticket: UUID, folder: Path, done: int, total: int
) -> tuple[Path, int]:
    from pacdesk.reports.dossier import Options, build, file_name

    english = run.words.language is Language.ENGLISH
    rows = desk.ask(
        GetDossier(
            ticket=ticket,
            audience=d.Audience(run.options.audience),
            language=d.Language.ENGLISH if english else d.Language.PORTUGUESE,
        )
    )
    tell = run.console.counted(run.words.raw("history.making"))
    tell(done, total)
    path = folder / file_name(rows)
    return path, build(rows, path, Options(annexes=run.options.annexes))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list: its name in the table of words, and a row's cell of it."""

    name: str
    cell: Callable[[Any, Words], Cell]


def rows(run: Run) -> int:
    """`export list tickets|clients|contracts --to FILE`: every row that the person may see."""
    options = run.options
    path = Path(options.to).absolute()
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Invalid("export.format_unknown", file=path.name)
    if not path.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(path.parent))
    columns = _COLUMNS[options.kind]
    with desks.reading(options) as desk:
        demand(desk.actor, Right.EXPORT)
        written = _write(run, desk, path, columns)
    run.console.result(run.words("list.made", path=path, rows=written))
    run.console.data({"ok": True, "path": str(path), "rows": written})
    return refusals.FINE


def _write(run: Run, desk: DeskPort, path: Path, columns: Sequence[_Column]) -> int:
    words = run.words
    zone = ZoneInfo(desk.ask(GetCompany()).zone)
    dialect = DIALECTS["en" if words.language is Language.ENGLISH else "pt_BR"]
    header = [words(f"column.{column.name}") for column in columns]
    cells = ([column.cell(row, words) for column in columns] for row in _PAGES[run.options.kind](desk))
    tick = partial(_tell, run)
    if path.suffix.lower() == ".csv":
        return write_csv(path, header, cells, dialect, zone, tick=tick)
    title = words(f"list.{run.options.kind}")
    return write_xlsx(path, header, cells, dialect, zone, title=title, tick=tick)


def _tell(run: Run, rows_done: int) -> None:
    run.console.progress(run.words("list.making", rows=rows_done))


def _tickets(desk: DeskPort) -> Iterator[TicketRow]:
    everything = TicketFilter(view=TicketView.ALL)
    return _paged(
        lambda offset: TicketPage(filter=everything, sort=TicketSort.OPENED, offset=offset, limit=PAGE), desk
    )


def _clients(desk: DeskPort) -> Iterator[ClientRow]:
    return _paged(lambda offset: ClientPage(offset=offset, limit=PAGE), desk)


def _contracts(desk: DeskPort) -> Iterator[ContractRow]:
    return _paged(lambda offset: ContractPage(offset=offset, limit=PAGE), desk)


def _paged(question: Callable[[int], Any], desk: DeskPort) -> Iterator[Any]:
    offset = 0
    while page := desk.ask(question(offset)).rows:
        yield from page
        offset += len(page)


_PAGES: Final[dict[str, Callable[[DeskPort], Iterator[Any]]]] = {
    "tickets": _tickets,
    "clients": _clients,
    "contracts": _contracts,
}


def _plain(name: str, attribute: str) -> _Column:
    return _Column(name, lambda row, _words: getattr(row, attribute))


def _named(name: str, attribute: str, group: str) -> _Column:
    """A column whose values are words of ours."""

    def cell(row: Any, words: Words) -> str:
        value = getattr(row, attribute)
        code = getattr(value, "value", value)
        return words.either(f"{group}.{code}", str(code))

    return _Column(name, cell)


def _telephone(name: str, attribute: str) -> _Column:
    def cell(row: ClientRow, _words: Words) -> str:
        from pacdesk.desk.clients.brazil import format_phone

        return format_phone(getattr(row, attribute))

    return _Column(name, cell)


def _document(row: ClientRow, _words: Words) -> str:
    from pacdesk.desk.clients.brazil import format_document

    return format_document(row.document)


_COLUMNS: Final[dict[str, tuple[_Column, ...]]] = {
    "tickets": (
        _Column("protocol", lambda row, _words: show_protocol(row.protocol)),
        _plain("external", "external_number"),
        _plain("subject", "subject"),
        _plain("client", "client_name"),
        _plain("stage", "stage_name"),
        _named("status", "status", "status"),
        _named("priority", "priority", "priority"),
        _plain("attendant", "attendant_name"),
        _named("waiting", "waiting_on", "waiting"),
        _plain("opened", "opened_at"),
        _plain("due", "due_at"),
        _plain("closed", "closed_at"),
        _plain("news", "last_event_at"),
    ),
    "clients": (
        _plain("name", "legal_name"),
        _plain("shown_name", "name"),
        _named("kind", "kind", "kind"),
        _Column("document", _document),
        _named("status", "status", "client_status"),
        _telephone("phone", "phone"),
        _telephone("mobile", "mobile"),
        _plain("email", "email"),
        _plain("organization", "organization_name"),
        _plain("portfolio", "portfolio_name"),
    ),
    "contracts": (
        _plain("number", "number"),
        _plain("client", "client_name"),
        _plain("plan", "plan"),
        _named("status", "state", "state"),
        _named("access", "access_status", "access"),
        _plain("starts", "starts_on"),
        _plain("ends", "ends_on"),
        _Column("monthly", lambda row, _words: _reais(row.monthly_cents)),
    ),
}


def _reais(cents: int) -> Cell:
    from decimal import Decimal

    return Decimal(cents).scaleb(-2)
