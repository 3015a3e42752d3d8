"""How someone is reached: telephone numbers and e-mail addresses."""

import re
from typing import Final

from pacdesk.desk.clients.brazil.reading import EMPTY, Reading, bad, plain

_NOT_DIGIT: Final = re.compile(r"[^0-9]")
_EXTENSION: Final = re.compile(
    r"\s*[,;/-]?\s*(?:ramal|ram\.?|r\.|ext\.?)\s*:?\s*([0-9]{1,7})\s*\Z", re.IGNORECASE
)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])"
)


def read_phone(text: str, area: str = "") -> Reading:
    """Read a telephone number, Brazilian unless it begins with `+`; `area` is used if it has none.

    Stored as E.164 with `;ext=` behind it for an extension, shown in national form (foreign ones
    in international form).
    """
    typed = plain(text)
    if not typed:
        return EMPTY
    if not typed.isascii():
        return bad(text, "phone.look_alike")
    main, extension = _split_extension(typed)
    found = _parse_phone(main) or (_parse_phone(f"{area}{main}") if area else "")
    if not found:
        return bad(text, *_why_no_phone(main))
    value = f"{found};ext={extension}" if extension else found
    return Reading(value, format_phone(value))


def _split_extension(typed: str) -> tuple[str, str]:
    if ";ext=" in typed:
        main, _, extension = typed.partition(";ext=")
        return main, _NOT_DIGIT.sub("", extension)
    found = _EXTENSION.search(typed)
    return (typed[: found.start()], found.group(1)) if found else (typed, "")


def _parse_phone(typed: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(typed, "BR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _why_no_phone(main: str) -> tuple[str, str]:
    """Code and suggestion: a mobile without its ninth digit, a number without area, or no number."""
    digits = _national_digits(main)
    if len(digits) == 10 and digits[2] in "6789":
        found = _parse_phone(f"{digits[:2]}9{digits[2:]}")
        if found:
            return "phone.ninth_digit", format_phone(found)
    if len(digits) in (8, 9):
        return "phone.no_area", ""
    return "phone.shape", ""


def _national_digits(text: str) -> str:
    digits = _NOT_DIGIT.sub("", text)
    if text.lstrip().startswith("+"):
        return digits.removeprefix("55")
    digits = digits.lstrip("0")
    if digits.startswith("55") and len(digits) in (12, 13):
        digits = digits[2:]
    return digits


def format_phone(value: str, extension_word: str = "ramal") -> str:
    """A stored number as people read it: `(11) 98765-4321 ramal 12`; anything else as it is."""
    if not value.startswith("+"):
        return value
    import phonenumbers

    main, extension = _split_extension(value)
    try:
        number = phonenumbers.parse(main)
    except phonenumbers.NumberParseException:
        return value
    style = phonenumbers.PhoneNumberFormat
    at_home = number.country_code == 55
    shown = phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
    return f"{shown} {extension_word} {extension}" if extension else shown


def phone_key(text: str) -> str:
    """Area and last eight digits, so that a mobile matches with and without its ninth digit.

    Works on stored and on typed numbers. A number without area gives its last eight digits, a
    foreign or a service number all of its digits, fewer than six digits give "".
    """
    main, _ = _split_extension(plain(text))
    digits = _national_digits(main)
    at_home = not main.startswith("+") or main.startswith("+55")
    if at_home and len(digits) in (10, 11):
        return digits[:2] + digits[-8:]
    if at_home and len(digits) == 9:
        return digits[1:]
    return digits if len(digits) >= 6 else ""


def read_email(text: str) -> Reading:
    """Read one e-mail address by its shape; the domain is stored in small letters."""
    typed = plain(text)
    if typed.lower().startswith("mailto:"):
        typed = typed[7:]
    if not typed:
        return EMPTY
    if len(re.split(r"[;,\s]+", typed)) > 1:
        return bad(text, "email.several")
    local, _, domain = typed.rpartition("@")
    if len(typed) > 254 or len(local) > 64 or not _EMAIL.fullmatch(typed):
        return bad(text, "email.shape")
    value = f"{local}@{domain.lower()}"
    return Reading(value, value)
