"""The commands of data protection, gathered from the drawers that do them."""

from pacdesk.desk.privacy import collecting, holding, retention
from pacdesk.desk.privacy.again import erase_again
from pacdesk.desk.privacy.commands import EraseAgain, ErasePerson, ExportPerson, RunRetention
from pacdesk.desk.privacy.erasing import erase_person
from pacdesk.desk.tx import Handlers

HANDLERS: Handlers = {
    **holding.HANDLERS,
    **collecting.HANDLERS,
    **retention.HANDLERS,
    ErasePerson: erase_person,
    EraseAgain: erase_again,
}
NOT_UNDOABLE = frozenset({ErasePerson, EraseAgain, ExportPerson, RunRetention})
