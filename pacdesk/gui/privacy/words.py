"""Places, kinds and states of data protection in words."""

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.privacy.rules import PersonKind, Place, RequestKind, RequestState, RetentionKind
from pacdesk.errors import UserError
from pacdesk.gui import messages
from pacdesk.gui.messages import QT_TRANSLATE_NOOP

_PLACES = {
    Place.RECORD: QT_TRANSLATE_NOOP("Privacy", "Record"),
    Place.CONTACTS: QT_TRANSLATE_NOOP("Privacy", "Contacts"),
    Place.ADDRESSES: QT_TRANSLATE_NOOP("Privacy", "Addresses"),
    Place.LOGINS: QT_TRANSLATE_NOOP("Privacy", "Access logins"),
    Place.CONTRACTS: QT_TRANSLATE_NOOP("Privacy", "Contracts"),
    Place.TICKETS: QT_TRANSLATE_NOOP("Privacy", "Tickets"),
    Place.ENTRIES: QT_TRANSLATE_NOOP("Privacy", "Entries of tickets"),
    Place.FIELDS: QT_TRANSLATE_NOOP("Privacy", "Custom fields"),
    Place.UNDERSTANDINGS: QT_TRANSLATE_NOOP("Privacy", "Understandings"),
    Place.VISITS: QT_TRANSLATE_NOOP("Privacy", "Stays in stages"),
    Place.FILES: QT_TRANSLATE_NOOP("Privacy", "Files"),
    Place.USER: QT_TRANSLATE_NOOP("Privacy", "User of the desk"),
    Place.COMPUTERS: QT_TRANSLATE_NOOP("Privacy", "Known computers"),
    Place.AUTHORED: QT_TRANSLATE_NOOP("Privacy", "Entries signed"),
    Place.REQUESTS: QT_TRANSLATE_NOOP("Privacy", "Requests"),
    Place.CHANGES: QT_TRANSLATE_NOOP("Privacy", "History of changes"),
    Place.READS: QT_TRANSLATE_NOOP("Privacy", "Record of reads"),
    Place.MENTIONS: QT_TRANSLATE_NOOP("Privacy", "Mentions elsewhere"),
}
_PEOPLE = {
    PersonKind.CLIENT: QT_TRANSLATE_NOOP("Privacy", "Client"),
    PersonKind.ORGANIZATION: QT_TRANSLATE_NOOP("Privacy", "Organization"),
    PersonKind.CONTACT: QT_TRANSLATE_NOOP("Privacy", "Contact"),
    PersonKind.LOGIN: QT_TRANSLATE_NOOP("Privacy", "Access login"),
    PersonKind.STAFF: QT_TRANSLATE_NOOP("Privacy", "Staff member"),
}
_REQUESTS = {
    RequestKind.CONFIRM: QT_TRANSLATE_NOOP("Privacy", "Whether there is data"),
    RequestKind.ACCESS: QT_TRANSLATE_NOOP("Privacy", "Access to the data"),
    RequestKind.CORRECT: QT_TRANSLATE_NOOP("Privacy", "Correction"),
    RequestKind.ANONYMISE: QT_TRANSLATE_NOOP("Privacy", "Anonymisation or blocking"),
    RequestKind.PORT: QT_TRANSLATE_NOOP("Privacy", "Portability"),
    RequestKind.ERASE: QT_TRANSLATE_NOOP("Privacy", "Erasing"),
    RequestKind.SHARED: QT_TRANSLATE_NOOP("Privacy", "With whom it was shared"),
    RequestKind.REVOKE: QT_TRANSLATE_NOOP("Privacy", "Consent taken back"),
    RequestKind.HISTORY: QT_TRANSLATE_NOOP("Privacy", "History of the demand (SAC)"),
}
_STATES = {
    RequestState.OPEN: QT_TRANSLATE_NOOP("Privacy", "open"),
    RequestState.ANSWERED: QT_TRANSLATE_NOOP("Privacy", "answered"),
    RequestState.REFUSED: QT_TRANSLATE_NOOP("Privacy", "refused"),
}
_RETENTION = {
    RetentionKind.TICKET_TEXTS: (
        QT_TRANSLATE_NOOP("Privacy", "Texts of closed tickets"),
        QT_TRANSLATE_NOOP("Privacy", "Protocol, course, times and sums stay"),
    ),
    RetentionKind.TICKET_FILES: (
        QT_TRANSLATE_NOOP("Privacy", "Files of closed tickets"),
        QT_TRANSLATE_NOOP("Privacy", "Recordings stay 90 days at least"),
    ),
    RetentionKind.FORMER_CLIENTS: (
        QT_TRANSLATE_NOOP("Privacy", "Former clients"),
        QT_TRANSLATE_NOOP("Privacy", "Without a contract in force nor an open ticket: by pseudonym"),
    ),
    RetentionKind.CHANGE_IMAGES: (
        QT_TRANSLATE_NOOP("Privacy", "Images in the history of changes"),
        QT_TRANSLATE_NOOP("Privacy", "Who changed what and when stays"),
    ),
    RetentionKind.READS: (
        QT_TRANSLATE_NOOP("Privacy", "Record of reads and exports"),
        QT_TRANSLATE_NOOP("Privacy", "Who saw covered data, who took data out"),
    ),
    RetentionKind.REQUESTS: (
        QT_TRANSLATE_NOOP("Privacy", "Answered requests of data subjects"),
        QT_TRANSLATE_NOOP("Privacy", "What, when and how it ended stays"),
    ),
}


def _said(text: str) -> str:
    return QCoreApplication.translate("Privacy", text)


def place(one: Place) -> str:
    """A place in words."""
    return _said(_PLACES[one])


def person(kind: PersonKind) -> str:
    """As what somebody is here."""
    return _said(_PEOPLE[kind])


def request(kind: RequestKind) -> str:
    """What is asked."""
    return _said(_REQUESTS[kind])


def requests() -> list[tuple[RequestKind, str]]:
    """Everything that can be asked."""
    return [(kind, request(kind)) for kind in RequestKind]


def state(one: RequestState) -> str:
    """What became of it."""
    return _said(_STATES[one])


def retention(kind: RetentionKind) -> tuple[str, str]:
    """A kind of data, and what stays of it."""
    name, told = _RETENTION[kind]
    return _said(name), _said(told)


def mentions_kept(count: int) -> str:
    """How many texts elsewhere no erasing takes, and why."""
    told = QT_TRANSLATE_NOOP(
        "Privacy",
        "Texts that name this person and stay all the same: {count} (legal hold, time of the SAC decree, or "
        "records of others)",
    )
    return _said(told).format(count=count)


def mentions_left(count: int) -> str:
    """How many texts elsewhere still name who was erased."""
    told = QT_TRANSLATE_NOOP("Privacy", "Texts elsewhere that still name the person: {count}")
    return _said(told).format(count=count)


def sentence(error: UserError) -> str:
    """An obstacle as one sentence."""
    return messages.sentence(error).what
