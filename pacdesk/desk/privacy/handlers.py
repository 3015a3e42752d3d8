"""The commands of data protection, gathered from the drawers that do them."""

from pacdesk.desk.privacy import collecting, holding, retention
from pacdesk.desk.privacy.commands import ErasePerson, ExportPerson, RunRetention
from pacdesk.desk.privacy.erasing import erase_person
from pacdesk.desk.tx import Handlers

HANDLERS: Handlers = {
    **holding.HANDLERS,
    **collecting.HANDLERS,
    **retention.HANDLERS,
    ErasePerson: erase_person,
}
NOT_UNDOABLE = frozenset({ErasePerson, ExportPerson, RunRetention})
