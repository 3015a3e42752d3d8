"""The one table from value to handler or query, gathered from the areas."""

from typing import Any

from pacdesk.desk import reads, seeing
from pacdesk.desk.access import commands as access_commands
from pacdesk.desk.access import handlers as access_handlers
from pacdesk.desk.access import queries as access_queries
from pacdesk.desk.clients import commands as client_commands
from pacdesk.desk.clients import handlers as client_handlers
from pacdesk.desk.clients import portfolios as client_portfolios
from pacdesk.desk.clients import queries as client_queries
from pacdesk.desk.company import handlers as company_handlers
from pacdesk.desk.company import queries as company_queries
from pacdesk.desk.company import uses as company_uses
from pacdesk.desk.contracts import handlers as contract_handlers
from pacdesk.desk.contracts import queries as contract_queries
from pacdesk.desk.portfolios import handlers as portfolio_handlers
from pacdesk.desk.portfolios import queries as portfolio_queries
from pacdesk.desk.privacy import handlers as privacy_handlers
from pacdesk.desk.privacy import queries as privacy_queries
from pacdesk.desk.registry import REGISTRY, Finders
from pacdesk.desk.tickets import bringing, import_queries, imported, importing, remapping, replays
from pacdesk.desk.tickets import commands as ticket_commands
from pacdesk.desk.tickets import handlers as ticket_handlers
from pacdesk.desk.tickets import queries as ticket_queries
from pacdesk.desk.tickets import uses as ticket_uses
from pacdesk.desk.tx import Handlers, Questions
from pacdesk.desk.undo import handlers as undo_handlers
from pacdesk.desk.undo import imports as undo_imports
from pacdesk.desk.undo import queries as undo_queries
from pacdesk.desk.values import Command
from pacdesk.desk.views import handlers as view_handlers
from pacdesk.desk.views import queries as view_queries
from pacdesk.desk.workflow import commands as workflow_commands
from pacdesk.desk.workflow import handlers as workflow_handlers
from pacdesk.desk.workflow import queries as workflow_queries
from pacdesk.desk.workflow import uses as workflow_uses

HANDLERS: Handlers = {
    **access_handlers.HANDLERS,
    **company_handlers.HANDLERS,
    **portfolio_handlers.HANDLERS,
    **client_handlers.HANDLERS,
    **contract_handlers.HANDLERS,
    **workflow_handlers.HANDLERS,
    **ticket_handlers.HANDLERS,
    **importing.HANDLERS,
    **remapping.HANDLERS,
    **bringing.HANDLERS,
    **view_handlers.HANDLERS,
    **privacy_handlers.HANDLERS,
    **seeing.HANDLERS,
    **undo_handlers.HANDLERS,
    **undo_imports.HANDLERS,
}
QUESTIONS: Questions = {
    **access_queries.QUESTIONS,
    **company_queries.QUESTIONS,
    **portfolio_queries.QUESTIONS,
    **client_queries.QUESTIONS,
    **client_portfolios.QUESTIONS,
    **contract_queries.QUESTIONS,
    **workflow_queries.QUESTIONS,
    **ticket_queries.QUESTIONS,
    **import_queries.QUESTIONS,
    **remapping.QUESTIONS,
    **replays.QUESTIONS,
    **view_queries.QUESTIONS,
    **privacy_queries.QUESTIONS,
    **seeing.QUESTIONS,
    **reads.QUESTIONS,
    **undo_queries.QUESTIONS,
}
NOT_UNDOABLE: frozenset[type[Command[Any]]] = frozenset(
    {
        access_commands.NoteLogin,
        access_commands.SeeAs,
        client_commands.RevealClient,
        access_commands.SetPasswordHash,
        access_commands.EnrolSecondFactor,
        access_commands.PassSecondFactor,
        access_commands.DropSecondFactor,
        access_commands.NoteComputer,
        access_commands.KnowComputer,
        access_commands.OpenServerLogIn,
        access_commands.RenewServerLogIn,
        access_commands.CloseServerLogIn,
        ticket_commands.MarkSeen,
        workflow_commands.SaveDraft,
        workflow_commands.PublishDraft,
        imported.StartImport,
        imported.ImportCases,
        imported.NoteImported,
        imported.FinishImport,
        imported.UndoImport,
    }
    | privacy_handlers.NOT_UNDOABLE
)


def _joined(*areas: Finders) -> Finders:
    tables = dict.fromkeys(table for area in areas for table in area)
    return {table: tuple(f for area in areas for f in area.get(table, ())) for table in tables}


REGISTRY.handlers = HANDLERS
REGISTRY.finders = _joined(company_uses.FINDERS, workflow_uses.FINDERS, ticket_uses.FINDERS)
REGISTRY.not_undoable = NOT_UNDOABLE
