"""CNPJ, CPF and state registration: the numbers that name a company or a person.

Letters and digits of other scripts are refused before python-stdnum sees them, because it turns
a full-width five into a five and so accepts a number that no search would find again.
"""

import re
from enum import StrEnum
from typing import Final

from pacdesk.desk.clients.brazil.places import UF_NAMES
from pacdesk.desk.clients.brazil.reading import EMPTY, Reading, bad, letters, plain

ISENTO: Final = "ISENTO"
"""A state registration that says: none is needed. A value of its own, not a number."""

_CNPJ: Final = re.compile(r"[0-9A-Z]{12}[0-9]{2}")
_NOT_ALNUM: Final = re.compile(r"[^0-9A-Za-z]")
_LOOK_LIKE_DIGITS: Final = str.maketrans("OQIL", "0011")


class DocumentKind(StrEnum):
    """Which number names the client: of a company or of a natural person."""

    CNPJ = "cnpj"
    CPF = "cpf"


def read_document(text: str, kind: DocumentKind | None = None) -> Reading:
    """Read a CNPJ (also with letters, IN RFB 2.229/2024) or a CPF; without `kind` by its length.

    An empty text is ok and empty: whether a number is demanded is the form's rule.
    """
    typed = plain(text)
    if not typed:
        return EMPTY
    if not typed.isascii():
        return bad(text, "document.look_alike")
    kind = kind or guess_kind(typed)
    return _read_cpf(typed) if kind is DocumentKind.CPF else _read_cnpj(typed)


def guess_kind(text: str) -> DocumentKind:
    """CPF for up to eleven digits, else CNPJ."""
    bare = _NOT_ALNUM.sub("", text)
    return DocumentKind.CPF if bare.isdigit() and len(bare) <= 11 else DocumentKind.CNPJ


def _read_cnpj(typed: str) -> Reading:
    from stdnum.br import cnpj

    bare = cnpj.compact(typed)
    if not bare.isalnum():
        return bad(typed, "document.characters", suggest_document(typed, DocumentKind.CNPJ))
    if len(bare) != 14:
        return bad(typed, "document.length", suggest_document(typed, DocumentKind.CNPJ))
    if len(set(bare)) == 1:
        return bad(typed, "document.repeated")
    if not cnpj.is_valid(bare):
        return bad(typed, "document.check_digits", suggest_document(typed, DocumentKind.CNPJ))
    return Reading(bare, format_document(bare))


def _read_cpf(typed: str) -> Reading:
    from stdnum.br import cpf

    bare = cpf.compact(typed)
    if not bare.isdigit():
        return bad(typed, "document.characters", suggest_document(typed, DocumentKind.CPF))
    if len(bare) != 11:
        return bad(typed, "document.length", suggest_document(typed, DocumentKind.CPF))
    if len(set(bare)) == 1:
        return bad(typed, "document.repeated")
    if not cpf.is_valid(bare):
        return bad(typed, "document.check_digits", suggest_document(typed, DocumentKind.CPF))
    return Reading(bare, format_document(bare))


def suggest_document(text: str, kind: DocumentKind | None = None) -> str:
    """The number that was probably meant, as shown, or "".

    Repairs, in this order, the first that gives a whole number: mask and case; zeros that a
    spreadsheet took from the front; letters typed for the digits 0 and 1; the check digits.
    """
    typed = plain(text)
    if not typed.isascii():
        return ""
    bare = _NOT_ALNUM.sub("", typed).upper()
    kind = kind or guess_kind(bare)
    length = 11 if kind is DocumentKind.CPF else 14
    repaired = bare.translate(_LOOK_LIKE_DIGITS)
    tries = [bare, repaired]
    if repaired.isdigit() and length - 4 <= len(repaired) < length:
        tries.append(repaired.zfill(length))
    for candidate in tries:
        if _is_document(candidate, kind):
            return format_document(candidate)
    return _with_check_digits(bare if len(bare) == length else "", kind)


def _with_check_digits(bare: str, kind: DocumentKind) -> str:
    base = bare[:-2]
    if not base or len(set(base)) == 1:
        return ""
    if kind is DocumentKind.CNPJ:
        from stdnum.br import cnpj

        return format_document(base + cnpj.calc_check_digits(base))
    if not base.isdigit():
        return ""
    from stdnum.br import cpf

    return format_document(base + cpf._calc_check_digits(base))  # noqa: SLF001  (no public name)


def _is_document(bare: str, kind: DocumentKind) -> bool:
    if len(set(bare)) <= 1:
        return False
    if kind is DocumentKind.CNPJ:
        from stdnum.br import cnpj

        return _CNPJ.fullmatch(bare) is not None and cnpj.is_valid(bare)
    from stdnum.br import cpf

    return bare.isdigit() and cpf.is_valid(bare)


def format_document(value: str) -> str:
    """The stored number with its mask; anything that is neither 11 digits nor 14 places as it is."""
    if len(value) == 11 and value.isascii() and value.isdigit():
        return f"{value[:3]}.{value[3:6]}.{value[6:9]}-{value[9:]}"
    if _CNPJ.fullmatch(value):
        return f"{value[:2]}.{value[2:5]}.{value[5:8]}/{value[8:12]}-{value[12:]}"
    return value


def mask_document(value: str) -> str:
    """The stored number for lists and messages: `***.456.789-**` for a CPF (C18).

    A CNPJ is not personal data and stays whole; a number that is neither shows nothing of itself.
    """
    if len(value) == 11 and value.isascii() and value.isdigit():
        return f"***.{value[3:6]}.{value[6:9]}-**"
    if _CNPJ.fullmatch(value):
        return format_document(value)
    return "***" if value else ""


def document_key(value: str) -> str:
    """What two records of the same holder share, or "" when the number tells nothing.

    Nothing is told by an empty one and by a row of one repeated character, the usual stand-in.
    """
    bare = _NOT_ALNUM.sub("", value).upper()
    return bare if len(bare) >= 9 and len(set(bare)) > 1 else ""


def cnpj_root(value: str) -> str:
    """The eight places that all establishments of a company share, or "" if this is no CNPJ."""
    return value[:8] if _CNPJ.fullmatch(value) else ""


def read_state_registration(text: str, uf: str) -> Reading:
    """Read an IE by the rule of its state; `ISENTO` stands for itself. Stored bare, zeros completed."""
    typed = plain(text)
    if not typed:
        return EMPTY
    if not typed.isascii():
        return bad(text, "ie.look_alike")
    if letters(typed) in (ISENTO, "ISENTA"):
        return Reading(ISENTO, ISENTO)
    if uf not in UF_NAMES:
        return bad(text, "ie.uf_needed")
    from validador_ie import limpar_ie, validar_ie

    found = validar_ie(typed, uf)
    if not found.valida or found.formatada is None:
        return bad(text, "ie.check_digits" if _right_length(found.motivo) else "ie.shape")
    return Reading(limpar_ie(found.formatada), found.formatada)


def _right_length(why: str | None) -> bool:
    return why is not None and "verificador" in why


def format_state_registration(value: str, uf: str) -> str:
    """The stored IE with its state's mask; anything that is no such number as it is."""
    return read_state_registration(value, uf).shown
