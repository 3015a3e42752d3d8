"""Where something is: states, CEP and coordinates."""

import re
from typing import Final

from pacdesk.desk.clients.brazil.reading import EMPTY, Reading, bad, letters, plain
from pacdesk.errors import UserError

UF_NAMES: Final = {
    "AC": "Acre",
    "AL": "Alagoas",
    "AP": "Amapá",
    "AM": "Amazonas",
    "BA": "Bahia",
    "CE": "Ceará",
    "DF": "Distrito Federal",
    "ES": "Espírito Santo",
    "GO": "Goiás",
    "MA": "Maranhão",
    "MT": "Mato Grosso",
    "MS": "Mato Grosso do Sul",
    "MG": "Minas Gerais",
    "PA": "Pará",
    "PB": "Paraíba",
    "PR": "Paraná",
    "PE": "Pernambuco",
    "PI": "Piauí",
    "RJ": "Rio de Janeiro",
    "RN": "Rio Grande do Norte",
    "RS": "Rio Grande do Sul",
    "RO": "Rondônia",
    "RR": "Roraima",
    "SC": "Santa Catarina",
    "SP": "São Paulo",
    "SE": "Sergipe",
    "TO": "Tocantins",
}

# First and last five digits of the CEPs of each state, in the order of the numbers.
_CEP_RANGES: Final = (
    (1000, 19999, "SP"),
    (20000, 28999, "RJ"),
    (29000, 29999, "ES"),
    (30000, 39999, "MG"),
    (40000, 48999, "BA"),
    (49000, 49999, "SE"),
    (50000, 56999, "PE"),
    (57000, 57999, "AL"),
    (58000, 58999, "PB"),
    (59000, 59999, "RN"),
    (60000, 63999, "CE"),
    (64000, 64999, "PI"),
    (65000, 65999, "MA"),
    (66000, 68899, "PA"),
    (68900, 68999, "AP"),
    (69000, 69299, "AM"),
    (69300, 69399, "RR"),
    (69400, 69899, "AM"),
    (69900, 69999, "AC"),
    (70000, 72799, "DF"),
    (72800, 72999, "GO"),
    (73000, 73699, "DF"),
    (73700, 76799, "GO"),
    (76800, 76999, "RO"),
    (77000, 77999, "TO"),
    (78000, 78899, "MT"),
    (78900, 78999, "RO"),
    (79000, 79999, "MS"),
    (80000, 87999, "PR"),
    (88000, 89999, "SC"),
    (90000, 99999, "RS"),
)

_CEP: Final = re.compile(r"([0-9]{2})\.?([0-9]{3})[- ]?([0-9]{3})")
_FLOAT_TAIL: Final = re.compile(r"\.0+\Z")


def read_cep(text: str) -> Reading:
    """Read a CEP: eight digits of a known range, stored bare, shown `01310-100`.

    A number that lost its leading zero in a spreadsheet is not ok but has its repair suggested.
    """
    typed = plain(text)
    if not typed:
        return EMPTY
    found = _CEP.fullmatch(typed)
    if found is None:
        return bad(text, "cep.shape", format_cep(repair_cep(text)))
    bare = found.group(1) + found.group(2) + found.group(3)
    if not uf_of_cep(bare):
        return bad(text, "cep.unknown")
    return Reading(bare, format_cep(bare))


def repair_cep(text: str) -> str:
    """The bare CEP in a spreadsheet's cell, its leading zero given back; "" if there is none.

    Understands `4653220` and `3063000.0`. Only São Paulo's numbers begin with a zero, and only
    with one, so that seven digits have one reading and six have none.
    """
    whole = _FLOAT_TAIL.sub("", plain(text)).zfill(8)
    found = _CEP.fullmatch(whole)
    bare = "".join(found.groups()) if found else ""
    return bare if uf_of_cep(bare) else ""


def format_cep(value: str) -> str:
    """`01310100` as `01310-100`; anything else as it is."""
    return f"{value[:5]}-{value[5:]}" if len(value) == 8 and value.isdigit() else value


def uf_of_cep(value: str) -> str:
    """The state in whose range these eight digits lie, or ""."""
    if len(value) != 8 or not value.isascii() or not value.isdigit():
        return ""
    head = int(value[:5])
    return next((uf for first, last, uf in _CEP_RANGES if first <= head <= last), "")


def check_cep_uf(cep: str, uf: str, field: str) -> UserError | None:
    """A warning when the CEP lies in another state: ranges have moved before, so never a refusal."""
    expected = uf_of_cep(cep)
    if not expected or not uf or expected == uf:
        return None
    return UserError("cep.other_uf", field=field, cep=format_cep(cep), uf=uf, expected=expected)


def read_uf(text: str) -> Reading:
    """Read a state by its two letters or its name, accents and case aside; stored as two letters."""
    typed = plain(text)
    if not typed:
        return EMPTY
    found = _UF_BY_NAME.get(letters(typed))
    return Reading(found, found) if found else bad(text, "uf.unknown")


_UF_BY_NAME: Final = {uf: uf for uf in UF_NAMES} | {letters(name): uf for uf, name in UF_NAMES.items()}


def read_coordinate(text: str, limit: int) -> float | None:
    """Degrees with a comma or a point, to seven places (1 cm); None if there is no number in range.

    `limit` is 90 for a latitude, 180 for a longitude.
    """
    typed = plain(text).replace(",", ".")
    try:
        degrees = float(typed) if typed.isascii() else float("nan")
    except ValueError:
        return None
    return round(degrees, 7) if -limit <= degrees <= limit else None


def outside_brazil(latitude: float, longitude: float) -> bool:
    """Whether a point is off the country and its islands: mostly a lost sign or the two swapped."""
    return not (-34.0 <= latitude <= 5.5 and -74.1 <= longitude <= -28.5)
