"""What each command did, in words, for the history of changes."""

from PySide6.QtCore import QCoreApplication

from pacdesk.gui.messages import QT_TRANSLATE_NOOP

_WORDS = {
    "OpenTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket opened"),
    "TakeTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket taken"),
    "WriteEntry": QT_TRANSLATE_NOOP("CommandWords", "Entry written"),
    "CorrectEntry": QT_TRANSLATE_NOOP("CommandWords", "Entry corrected"),
    "AttachFiles": QT_TRANSLATE_NOOP("CommandWords", "Files attached"),
    "HideAttachment": QT_TRANSLATE_NOOP("CommandWords", "Attachment hidden"),
    "HandOver": QT_TRANSLATE_NOOP("CommandWords", "Ticket handed over"),
    "AdvanceTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket advanced"),
    "WaitFor": QT_TRANSLATE_NOOP("CommandWords", "Turn changed"),
    "CancelTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket cancelled"),
    "ReopenTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket reopened"),
    "ChangeTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket changed"),
    "SaveSubject": QT_TRANSLATE_NOOP("CommandWords", "Subject saved"),
    "SaveCannedMessage": QT_TRANSLATE_NOOP("CommandWords", "Canned message saved"),
    "SaveComplementaryStatus": QT_TRANSLATE_NOOP("CommandWords", "Complementary status saved"),
    "CreateClient": QT_TRANSLATE_NOOP("CommandWords", "Client written down"),
    "ChangeClient": QT_TRANSLATE_NOOP("CommandWords", "Client changed"),
    "VoidClient": QT_TRANSLATE_NOOP("CommandWords", "Client deleted"),
    "CreateOrganization": QT_TRANSLATE_NOOP("CommandWords", "Organization written down"),
    "ChangeOrganization": QT_TRANSLATE_NOOP("CommandWords", "Organization changed"),
    "FollowOrganization": QT_TRANSLATE_NOOP(
        "CommandWords", "Portfolio of a client followed its organization"
    ),
    "VoidOrganization": QT_TRANSLATE_NOOP("CommandWords", "Organization deleted"),
    "AssignPortfolio": QT_TRANSLATE_NOOP("CommandWords", "Portfolio set"),
    "SavePortfolio": QT_TRANSLATE_NOOP("CommandWords", "Portfolio saved"),
    "DeletePortfolio": QT_TRANSLATE_NOOP("CommandWords", "Portfolio deleted"),
    "SavePermissionGroup": QT_TRANSLATE_NOOP("CommandWords", "Permission group saved"),
    "DeletePermissionGroup": QT_TRANSLATE_NOOP("CommandWords", "Permission group deleted"),
    "SetDepartmentsOfUser": QT_TRANSLATE_NOOP("CommandWords", "Departments of a user changed"),
    "ReferTicket": QT_TRANSLATE_NOOP("CommandWords", "Ticket opened to somebody outside its portfolio"),
    "EndReferral": QT_TRANSLATE_NOOP("CommandWords", "Ticket closed to somebody outside its portfolio"),
    "SaveContact": QT_TRANSLATE_NOOP("CommandWords", "Contact saved"),
    "VoidContact": QT_TRANSLATE_NOOP("CommandWords", "Contact deleted"),
    "SaveAddress": QT_TRANSLATE_NOOP("CommandWords", "Address saved"),
    "VoidAddress": QT_TRANSLATE_NOOP("CommandWords", "Address deleted"),
    "SaveLogin": QT_TRANSLATE_NOOP("CommandWords", "Login saved"),
    "VoidLogin": QT_TRANSLATE_NOOP("CommandWords", "Login deleted"),
    "CreateContract": QT_TRANSLATE_NOOP("CommandWords", "Contract written down"),
    "ChangeContract": QT_TRANSLATE_NOOP("CommandWords", "Contract changed"),
    "VoidContract": QT_TRANSLATE_NOOP("CommandWords", "Contract deleted"),
    "SaveDepartment": QT_TRANSLATE_NOOP("CommandWords", "Department saved"),
    "SaveStaffMember": QT_TRANSLATE_NOOP("CommandWords", "Staff member saved"),
    "ChangeCompany": QT_TRANSLATE_NOOP("CommandWords", "Company changed"),
    "SetParameter": QT_TRANSLATE_NOOP("CommandWords", "Parameter changed"),
    "CreateUser": QT_TRANSLATE_NOOP("CommandWords", "User created"),
    "ChangeUser": QT_TRANSLATE_NOOP("CommandWords", "User changed"),
    "SetPasswordHash": QT_TRANSLATE_NOOP("CommandWords", "Password changed"),
    "SaveGroup": QT_TRANSLATE_NOOP("CommandWords", "Ticket group saved"),
    "CreateType": QT_TRANSLATE_NOOP("CommandWords", "Ticket type created"),
    "ChangeType": QT_TRANSLATE_NOOP("CommandWords", "Ticket type changed"),
    "DeleteRecord": QT_TRANSLATE_NOOP("CommandWords", "Register row deleted"),
    "MoveTickets": QT_TRANSLATE_NOOP("CommandWords", "Tickets moved to another version"),
    "SaveReason": QT_TRANSLATE_NOOP("CommandWords", "Hand-over reason saved"),
    "Undo": QT_TRANSLATE_NOOP("CommandWords", "Undone"),
}


def command_words(name: str) -> str:
    """`Ticket handed over` for `HandOver`; a command that has no words yet by its own name."""
    told = _WORDS.get(name)
    return QCoreApplication.translate("CommandWords", told) if told is not None else name
