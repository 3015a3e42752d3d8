"""Values that Brazil gives a form: CNPJ, CPF, IE, CEP, UF, telephone, e-mail, coordinates.

Pure, and free of every area: forms, custom fields, imports and searches all read values here.
Each `read_*` takes what a person typed or a file held and answers with a `Reading`, never an
exception: the same reading is refused in a form (`Reading.problem`) and only marked in an import
(`Reading.ok`). The heavy value libraries are imported where they are used.
"""

from pacdesk.desk.clients.brazil.documents import (
    ISENTO,
    DocumentKind,
    cnpj_root,
    document_key,
    format_document,
    format_state_registration,
    guess_kind,
    mask_document,
    read_document,
    read_state_registration,
    suggest_document,
)
from pacdesk.desk.clients.brazil.places import (
    UF_NAMES,
    check_cep_uf,
    format_cep,
    outside_brazil,
    read_cep,
    read_coordinate,
    read_uf,
    repair_cep,
    uf_of_cep,
)
from pacdesk.desk.clients.brazil.reach import (
    format_phone,
    phone_key,
    read_email,
    read_phone,
)
from pacdesk.desk.clients.brazil.reading import (
    EMPTY,
    Reading,
    plain,
)

__all__ = [
    "EMPTY",
    "ISENTO",
    "UF_NAMES",
    "DocumentKind",
    "Reading",
    "check_cep_uf",
    "cnpj_root",
    "document_key",
    "format_cep",
    "format_document",
    "format_phone",
    "format_state_registration",
    "guess_kind",
    "mask_document",
    "outside_brazil",
    "phone_key",
    "plain",
    "read_cep",
    "read_coordinate",
    "read_document",
    "read_email",
    "read_phone",
    "read_state_registration",
    "read_uf",
    "repair_cep",
    "suggest_document",
    "uf_of_cep",
]
