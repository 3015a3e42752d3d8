"""What a client's record must be: checks of the forms, and what derives from a record.

Every `check_*` answers with all problems of a form at once; every `clean_*` answers with the values
as they are stored or raises `Invalid` with those problems. With `imported=True` a bad number is
marked (`document_ok`, `cep_ok`) instead of refused, and only a name is demanded (issue 2.4); so is
one that stands in `untouched`, a field that the person did not change.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from pacdesk.desk.clients import brazil
from pacdesk.desk.clients.brazil import DocumentKind, Reading
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientValues,
    ContactValues,
    LoginValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.lean import dataclass
from pacdesk.errors import Invalid, UserError

V = TypeVar("V", ClientValues, OrganizationValues, ContactValues, AddressValues, LoginValues)
NOTHING: Final[frozenset[str]] = frozenset()

LIMITS: Final[Mapping[str, int]] = {
    "legal_name": 200,
    "trade_name": 200,
    "name": 200,
    "document": 40,
    "state_registration": 40,
    "city_registration": 40,
    "phone": 60,
    "mobile": 60,
    "email": 254,
    "external_table": 60,
    "external_code": 120,
    "job_title": 120,
    "label": 80,
    "cep": 40,
    "street": 200,
    "number": 30,
    "complement": 120,
    "district": 120,
    "city": 120,
    "state": 30,
    "country": 60,
    "login": 120,
    "note": 20_000,
}
"""Most letters a field takes, counted after trimming."""


# --- text -----------------------------------------------------------------------------------

_LONG: Final = frozenset({"note"})


def clean_text(text: str, *, lines: bool = False) -> str:
    """`text` composed (NFC), without control characters and outer blanks; one line unless `lines`."""
    text = unicodedata.normalize("NFC", text)
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def _changed(values: V, changes: Mapping[str, Any]) -> V:
    return replace(values, **changes)


def _trimmed(values: V) -> V:
    names = [name for name in LIMITS if hasattr(values, name)]
    return _changed(values, {n: clean_text(getattr(values, n), lines=n in _LONG) for n in names})


def _too_long(values: object) -> list[UserError]:
    return [
        UserError("text.too_long", field=name, limit=limit, length=len(getattr(values, name)))
        for name, limit in LIMITS.items()
        if hasattr(values, name) and len(getattr(values, name)) > limit
    ]


def _missing(values: object, names: Iterable[str]) -> list[UserError]:
    return [UserError("field.required", field=name) for name in names if not getattr(values, name)]


def _settled(values: V, readings: Mapping[str, Reading]) -> V:
    changes: dict[str, Any] = {}
    for name, reading in readings.items():
        changes[name] = reading.value
        if hasattr(values, f"{name}_ok"):
            changes[f"{name}_ok"] = reading.ok
    return _changed(values, changes)


def _clean(
    values: V,
    read: Callable[[V], Mapping[str, Reading]],
    demands: Callable[[V], list[UserError]],
    imported: bool,
    untouched: AbstractSet[str],
) -> V:
    """`demands` binds whoever writes; what is read and what is required binds only a form."""
    trimmed = _trimmed(values)
    readings = read(trimmed)
    problems = demands(trimmed)
    if not imported:
        problems += [p for name, r in readings.items() if (p := r.problem(name)) is not None]
    left = [p for p in problems if p.field not in untouched] + _too_long(trimmed)
    if left:
        raise Invalid(problems=tuple(left))
    return _settled(trimmed, readings)


def _checked(clean: Callable[[V], V], values: V) -> tuple[UserError, ...]:
    try:
        clean(values)
    except Invalid as refused:
        return refused.problems
    return ()


_HANGS_ON: Final[Mapping[type, Mapping[str, tuple[str, ...]]]] = {
    ClientValues: {
        "kind": ("legal_name", "trade_name", "document", "email"),
        "person_type": ("trade_name", "document", "email"),
        "registration_state": ("state_registration",),
        "external_table": ("external_code",),
    },
    ContactValues: {"email": ("phone",), "mobile": ("phone",)},
    AddressValues: {"country": ("cep", "state"), "latitude": ("longitude",), "longitude": ("latitude",)},
}


def untouched_fields(values: V, current: V) -> frozenset[str]:
    """Fields of a changed form whose old defects are not asked about: neither they nor what they
    hang on has changed."""
    names = frozenset(values.__dataclass_fields__)
    same = {name for name in names if getattr(values, name) == getattr(current, name)}
    hanging = _HANGS_ON.get(type(values), {})
    moved = {name for on in names - same for name in hanging.get(on, ())}
    return frozenset(same - moved)


# --- client ---------------------------------------------------------------------------------


def required_fields(kind: RequesterKind, person_type: PersonType) -> tuple[str, ...]:
    """Fields with a red asterisk (S0.14): a company's four; of other requesters less is known."""
    if kind is not RequesterKind.CLIENT:
        return ("legal_name",)
    if person_type is PersonType.PERSON:
        return ("legal_name", "document")
    return ("legal_name", "trade_name", "document", "email")


def document_kind(person_type: PersonType) -> DocumentKind:
    """Which number names this type of person."""
    return DocumentKind.CPF if person_type is PersonType.PERSON else DocumentKind.CNPJ


def _read_client(values: ClientValues) -> dict[str, Reading]:
    state = brazil.read_uf(values.registration_state)
    return {
        "document": brazil.read_document(values.document, document_kind(values.person_type)),
        "registration_state": state,
        "state_registration": brazil.read_state_registration(values.state_registration, state.value),
        "email": brazil.read_email(values.email),
        "phone": brazil.read_phone(values.phone),
        "mobile": brazil.read_phone(values.mobile),
    }


def check_client(values: ClientValues) -> tuple[UserError, ...]:
    """Problems of a client form, for the errors beside its fields."""
    return _checked(clean_client, values)


def clean_client(
    values: ClientValues, *, imported: bool = False, untouched: AbstractSet[str] = NOTHING
) -> ClientValues:
    """The client as stored. Raises Invalid (S0.14, S1.8)."""

    def demands(trimmed: ClientValues) -> list[UserError]:
        names = ("legal_name",) if imported else required_fields(trimmed.kind, trimmed.person_type)
        problems = _missing(trimmed, names)
        if trimmed.external_table and not trimmed.external_code:
            problems.append(UserError("client.external_pair", field="external_code"))
        return problems

    return _clean(values, _read_client, demands, imported, untouched)


# --- organization ---------------------------------------------------------------------------


def check_organization(values: OrganizationValues) -> tuple[UserError, ...]:
    """Problems of an organization form."""
    return _checked(clean_organization, values)


def clean_organization(
    values: OrganizationValues, *, imported: bool = False, untouched: AbstractSet[str] = NOTHING
) -> OrganizationValues:
    """The organization as stored (D23). Raises Invalid."""
    return _clean(
        values,
        lambda v: {"document": brazil.read_document(v.document, DocumentKind.CNPJ)},
        lambda v: _missing(v, ("name",)),
        imported,
        untouched,
    )


# --- contacts, logins -----------------------------------------------------------------------


def _read_contact(values: ContactValues) -> dict[str, Reading]:
    return {
        "email": brazil.read_email(values.email),
        "phone": brazil.read_phone(values.phone),
        "mobile": brazil.read_phone(values.mobile),
    }


def check_contact(values: ContactValues) -> tuple[UserError, ...]:
    """Problems of a contact form."""
    return _checked(clean_contact, values)


def clean_contact(
    values: ContactValues, *, imported: bool = False, untouched: AbstractSet[str] = NOTHING
) -> ContactValues:
    """The contact as stored. Raises Invalid: a contact has a name and a way to be reached."""

    def demands(trimmed: ContactValues) -> list[UserError]:
        problems = _missing(trimmed, ("name",))
        if not imported and not (trimmed.email or trimmed.phone or trimmed.mobile):
            problems.append(UserError("contact.unreachable", field="phone"))
        return problems

    return _clean(values, _read_contact, demands, imported, untouched)


def check_login(values: LoginValues) -> tuple[UserError, ...]:
    """Problems of a login form."""
    return _checked(clean_login, values)


def clean_login(
    values: LoginValues, *, imported: bool = False, untouched: AbstractSet[str] = NOTHING
) -> LoginValues:
    """The login as stored. Raises Invalid: a login is one word."""

    def demands(trimmed: LoginValues) -> list[UserError]:
        problems = _missing(trimmed, ("login",))
        if not imported and " " in trimmed.login:
            problems.append(UserError("login.blanks", field="login"))
        return problems

    return _clean(values, lambda _: {}, demands, imported, untouched)


def only_choice(ids: Sequence[UUID]) -> UUID | None:
    """The one login or contract that a lookup may choose by itself (S3.6, S3.8), else None."""
    return ids[0] if len(ids) == 1 else None


# --- addresses ------------------------------------------------------------------------------


def _read_address(values: AddressValues) -> dict[str, Reading]:
    if not in_brazil(values.country):
        return {}
    return {"cep": brazil.read_cep(values.cep), "state": brazil.read_uf(values.state)}


def in_brazil(country: str) -> bool:
    """Whether Brazilian rules bind this address; an empty country is the usual one."""
    return country.strip().casefold() in ("", "br", "bra", "brasil", "brazil")


def check_address(values: AddressValues) -> tuple[UserError, ...]:
    """Problems of an address form."""
    return _checked(clean_address, values)


def clean_address(
    values: AddressValues, *, imported: bool = False, untouched: AbstractSet[str] = NOTHING
) -> AddressValues:
    """The address as stored. Raises Invalid. An import gets a lost leading zero of its CEP back."""
    if imported and in_brazil(values.country):
        values = replace(values, cep=brazil.repair_cep(values.cep) or values.cep)

    def demands(trimmed: AddressValues) -> list[UserError]:
        return [] if imported else _missing(trimmed, ("street", "city")) + _bad_coordinates(trimmed)

    cleaned = _clean(values, _read_address, demands, imported, untouched)
    if imported and _bad_coordinates(cleaned):
        cleaned = replace(cleaned, latitude=None, longitude=None)
    return replace(cleaned, country=cleaned.country or "Brasil")


def _bad_coordinates(values: AddressValues) -> list[UserError]:
    problems = [
        UserError("coordinate.range", field=name, limit=limit)
        for name, limit in (("latitude", 90), ("longitude", 180))
        if (degrees := getattr(values, name)) is not None and not -limit <= degrees <= limit
    ]
    if (values.latitude is None) != (values.longitude is None):
        problems.append(
            UserError("coordinate.pair", field="latitude" if values.latitude is None else "longitude")
        )
    return problems


def warn_address(values: AddressValues) -> tuple[UserError, ...]:
    """What is odd about a stored address without being refused: CEP of another state, point abroad."""
    if not in_brazil(values.country):
        return ()
    odd = [brazil.check_cep_uf(values.cep, values.state, "cep")]
    if (
        values.latitude is not None
        and values.longitude is not None
        and brazil.outside_brazil(values.latitude, values.longitude)
    ):
        odd.append(UserError("coordinate.outside_brazil", field="latitude"))
    return tuple(problem for problem in odd if problem is not None)


def address_line(values: AddressValues) -> str:
    """The address in one line: street and number, complement, district, city/UF, CEP (S3.12)."""
    place = ", ".join(part for part in (values.street, values.number) if part)
    town = "/".join(part for part in (values.city, values.state) if part)
    country = "" if in_brazil(values.country) else values.country
    parts = (place, values.complement, values.district, town, brazil.format_cep(values.cep), country)
    return " - ".join(part for part in parts if part)


# --- what derives from a client -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EffectivePortfolio:
    """The portfolio that decides who sees a client; `inherited` shows "herdada de …" (D7, S2.9)."""

    id: UUID
    inherited: bool = False


def effective_portfolio(own: UUID | None, organization: UUID | None, none: UUID) -> EffectivePortfolio:
    """Its own, else its organization's, else `none`, the one row that stands for no portfolio (D7)."""
    if own is not None:
        return EffectivePortfolio(own)
    if organization is not None and organization != none:
        return EffectivePortfolio(organization, inherited=True)
    return EffectivePortfolio(none)


def display_name(legal_name: str, trade_name: str) -> str:
    """What lists show and sort by: the trade name, else the legal one."""
    return trade_name or legal_name


def phone_keys(*numbers: str) -> str:
    """By which telephones are matched: each number's key, the first one leading."""
    return " ".join(dict.fromkeys(key for number in numbers if (key := brazil.phone_key(number))))


class Findable(Protocol):
    """The fields of a client, form or row, that the filter of a list looks into."""

    @property
    def trade_name(self) -> Any: ...
    @property
    def legal_name(self) -> Any: ...
    @property
    def document(self) -> Any: ...
    @property
    def phone(self) -> Any: ...
    @property
    def mobile(self) -> Any: ...
    @property
    def external_code(self) -> Any: ...


def find_words(values: Findable) -> str:
    """What the filter of a list looks into, not yet folded: names, document, telephones whole."""
    digits = ["".join(c for c in number or "" if c.isdigit()) for number in (values.phone, values.mobile)]
    words = [values.trade_name, values.legal_name, values.document, *digits, values.external_code]
    return " ".join(dict.fromkeys(word for word in words if word))


def filter_terms(typed: str) -> tuple[tuple[str, ...], ...]:
    """What must all be found, each in one of its forms, not yet folded.

    A word counts with and without the marks of a mask, digits alone count as one number.
    """
    bare = _unmasked(typed)
    if bare.isdigit():
        return ((bare,) if bare == typed else (bare, typed),)
    return tuple(_forms(word) for word in typed.split())


def _forms(word: str) -> tuple[str, ...]:
    bare = _unmasked(word)
    return (word, bare) if bare and bare != word and any(c.isdigit() for c in bare) else (word,)


def _unmasked(text: str) -> str:
    return "".join(c for c in text if c not in " .-/()+")


def search_text(values: ClientValues, contacts: Iterable[ContactValues] = ()) -> str:
    """All that finds a client in the full search: names, numbers with and without mask, contacts."""
    found = [
        values.trade_name,
        values.legal_name,
        values.document,
        brazil.format_document(values.document),
        brazil.cnpj_root(values.document),
        values.state_registration,
        values.city_registration,
        values.email,
        values.external_code,
        *_phone_words(values.phone, values.mobile),
        values.note,
    ]
    for contact in contacts:
        found += [contact.name, contact.job_title, contact.email]
        found += [*_phone_words(contact.phone, contact.mobile), contact.note]
    return "\n".join(dict.fromkeys(word for word in found if word))


def _phone_words(*numbers: str) -> list[str]:
    words = []
    for number in numbers:
        if number:
            words += [brazil.format_phone(number), brazil.phone_key(number)]
    return words
