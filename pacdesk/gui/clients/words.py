"""What the states and kinds of clients and contracts are called."""

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.clients.rows import ClientStatus, ContactKind, PersonType, RequesterKind, TaxRegime
from pacdesk.desk.contracts.rows import AccessStatus, ContractState, ContractStatus

translate = QCoreApplication.translate
CONTEXT = "ClientWords"


def requester_kinds() -> dict[RequesterKind, str]:
    """Kinds of requester (S1.8)."""
    return {
        RequesterKind.CLIENT: translate("ClientWords", "Client"),
        RequesterKind.PERSON: translate("ClientWords", "Person"),
        RequesterKind.STUDENT: translate("ClientWords", "Student"),
        RequesterKind.TEACHER: translate("ClientWords", "Teacher"),
        RequesterKind.PROSPECT: translate("ClientWords", "Prospect"),
    }


def person_types() -> dict[PersonType, str]:
    """Company or natural person."""
    return {
        PersonType.COMPANY: translate("ClientWords", "Company (CNPJ)"),
        PersonType.PERSON: translate("ClientWords", "Natural person (CPF)"),
    }


def client_states() -> dict[ClientStatus, str]:
    """Status of a client (S0.14)."""
    return {
        ClientStatus.ACTIVE: translate("ClientWords", "Active"),
        ClientStatus.INACTIVE: translate("ClientWords", "Inactive"),
        ClientStatus.BLOCKED: translate("ClientWords", "Blocked"),
    }


CLIENT_TONES = {ClientStatus.ACTIVE: "ok", ClientStatus.INACTIVE: "off", ClientStatus.BLOCKED: "danger"}


def tax_regimes() -> dict[TaxRegime, str]:
    """Regime tributário (S0.14)."""
    return {
        TaxRegime.UNKNOWN: translate("ClientWords", "Not told"),
        TaxRegime.SIMPLES: translate("ClientWords", "Simples Nacional"),
        TaxRegime.MEI: translate("ClientWords", "MEI"),
        TaxRegime.PRESUMED_PROFIT: translate("ClientWords", "Presumed profit"),
        TaxRegime.REAL_PROFIT: translate("ClientWords", "Real profit"),
        TaxRegime.EXEMPT: translate("ClientWords", "Exempt"),
    }


def contact_kinds() -> dict[ContactKind, str]:
    """What a contact answers for."""
    return {
        ContactKind.COMMERCIAL: translate("ClientWords", "Commercial matters"),
        ContactKind.TECHNICAL: translate("ClientWords", "Technical matters"),
        ContactKind.FINANCIAL: translate("ClientWords", "Financial matters"),
        ContactKind.OTHER: translate("ClientWords", "Other matters"),
    }


def contract_states() -> dict[ContractState, str]:
    """The one word of a contract."""
    return {
        ContractState.DRAFT: translate("ClientWords", "Draft"),
        ContractState.AWAITING_SIGNATURE: translate("ClientWords", "Awaiting signature"),
        ContractState.ACTIVE: translate("ClientWords", "Active"),
        ContractState.RELEASED: translate("ClientWords", "Released"),
        ContractState.OVERDUE: translate("ClientWords", "Overdue"),
        ContractState.BLOCKED: translate("ClientWords", "Blocked"),
        ContractState.SUSPENDED: translate("ClientWords", "Suspended"),
        ContractState.OFF: translate("ClientWords", "Switched off"),
        ContractState.ENDED: translate("ClientWords", "Ended"),
        ContractState.CANCELLED: translate("ClientWords", "Cancelled"),
    }


CONTRACT_TONES = {
    ContractState.DRAFT: "off",
    ContractState.AWAITING_SIGNATURE: "warn",
    ContractState.ACTIVE: "ok",
    ContractState.RELEASED: "info",
    ContractState.OVERDUE: "warn",
    ContractState.BLOCKED: "danger",
    ContractState.SUSPENDED: "warn",
    ContractState.OFF: "off",
    ContractState.ENDED: "off",
    ContractState.CANCELLED: "off",
}


def contract_statuses() -> dict[ContractStatus, str]:
    """How the agreement stands."""
    return {
        ContractStatus.DRAFT: translate("ClientWords", "Draft"),
        ContractStatus.ACTIVE: translate("ClientWords", "Active"),
        ContractStatus.SUSPENDED: translate("ClientWords", "Suspended"),
        ContractStatus.ENDED: translate("ClientWords", "Ended"),
        ContractStatus.CANCELLED: translate("ClientWords", "Cancelled"),
    }


def access_statuses() -> dict[AccessStatus, str]:
    """Whether the service runs (S4.1), with the code that other systems know."""
    return {
        AccessStatus.ACTIVE: translate("ClientWords", "A – active"),
        AccessStatus.OFF: translate("ClientWords", "D – switched off"),
        AccessStatus.BLOCKED_BY_HAND: translate("ClientWords", "CM – blocked by hand"),
        AccessStatus.BLOCKED_AUTOMATICALLY: translate("ClientWords", "CA – blocked automatically"),
        AccessStatus.BLOCKED_CE: translate("ClientWords", "CE – blocked"),
        AccessStatus.OVERDUE: translate("ClientWords", "FA – payment overdue"),
        AccessStatus.AWAITING_SIGNATURE: translate("ClientWords", "AA – awaiting signature"),
    }
