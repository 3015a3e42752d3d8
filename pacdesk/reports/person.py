"""Everything about a person, to be handed over: as a PDF for people and as JSON for programs.

The same data gives the same bytes. JSON: one object with `person`, `sections` (place → list of objects with
stable names; times in ISO 8601, UTC; money in centavos) and `files`.
"""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from pacdesk.desk.clients.brazil import format_cep, format_document, format_phone
from pacdesk.desk.privacy.rules import DataFile, DataItem, DataSection, PersonData, Place, Plain
from pacdesk.desk.tickets.dossier import Language

if TYPE_CHECKING:
    from pacdesk.reports.wide_sheet import WideSheet

_FOOT: Final = 50.0
_LABEL: Final = 130.0
_PURPOSES: Final = {
    Place.RECORD: "record",
    Place.CONTACTS: "record",
    Place.ADDRESSES: "record",
    Place.LOGINS: "contracts",
    Place.CONTRACTS: "contracts",
    Place.TICKETS: "tickets",
    Place.ENTRIES: "tickets",
    Place.REQUESTS: "requests",
}
_READ: Final[dict[str, Callable[[str], str]]] = {
    "document": format_document,
    "phone": format_phone,
    "mobile": format_phone,
    "cep": format_cep,
}
_CODED: Final = frozenset({"kind", "person_type", "state", "status", "visibility"})


def to_json(data: PersonData) -> str:
    """As text, with a line break at the end."""
    whole = {
        "person": {"kind": str(data.person.kind), "id": str(data.person.id), "name": data.person.name},
        "company": data.company,
        "made_at": _json(data.made_at),
        "made_by": data.made_by,
        "sections": {
            str(section.place): [{name: _json(value) for name, value in item.facts} for item in section.items]
            for section in data.sections
        },
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "media_type": file.media_type,
                "size": file.size,
                "protocol": file.protocol,
            }
            for file in data.files
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _json(value: Plain) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def file_name(data: PersonData, ending: str) -> str:
    """`dados-3f9a12cd.pdf`: a name that tells nothing of whose data it is."""
    return f"dados-{data.person.id.hex[-8:]}.{ending}"


def disk_name(n: int, file: DataFile) -> str:
    """What a file is called on a disk: its number, and what is plain of the name it was sent with."""
    plain = "".join(c if c.isalnum() or c in "._- " else "_" for c in file.name).strip(". ")[-80:]
    return f"{n:03}-{plain or 'arquivo'}"


def build_person(data: PersonData, language: Language) -> bytes:
    """The PDF. Takes one at a time in a process, like every report."""
    from pacdesk.reports.dossier import ONE_AT_A_TIME

    with ONE_AT_A_TIME:
        return _Document(data, language).make()


class _Document:
    """One person on paper."""

    def __init__(self, data: PersonData, language: Language) -> None:
        from pacdesk.reports.formats import Formats
        from pacdesk.reports.labels import Labels

        self._data = data
        self._language = language
        self._say = Labels(language)
        self._formats = Formats(language, ZoneInfo(data.zone))

    def make(self) -> bytes:
        """Its bytes."""
        from pacdesk.reports.paper import new_canvas
        from pacdesk.reports.wide_sheet import HIGH, WIDE, WideSheet

        out, say, data = io.BytesIO(), self._say, self._data
        canvas = new_canvas(
            out,
            (WIDE, HIGH),
            language=str(self._language),
            title=f"{say('person')}: {data.person.name}",
            subject=say("person.right"),
            author=data.company,
        )
        sheet = WideSheet(canvas, f"{say('person')}  ·  {data.person.name}")
        self._cover(sheet)
        for section in data.sections:
            self._section(sheet, section)
        self._files(sheet)
        self._footers(sheet)
        sheet.finish()
        canvas.save()
        return out.getvalue()

    def _cover(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import LEFT, TEXT, TEXT2
        from pacdesk.reports.wide_sheet import HIGH, WIDE_RIGHT

        say, person = self._say, self._data.person
        top = HIGH - 40
        sheet.mark(0, say("person"))
        company = sheet.fit(self._data.company, "bold", 11.4, WIDE_RIGHT - LEFT)
        sheet.text(LEFT, top - 9, company, "bold", 11.4, TEXT)
        sheet.rule(LEFT, WIDE_RIGHT, top - 22)
        sheet.text(LEFT, top - 40, say("person"), "medium", 9.2, TEXT2)
        sheet.text_right(WIDE_RIGHT, top - 40, say("person.right"), "regular", 8.6, TEXT2)
        sheet.y = top - 48
        for line in sheet.wrapped(person.name, "bold", 17, WIDE_RIGHT - LEFT):
            sheet.y -= 20.5
            sheet.text(LEFT, sheet.y, line, "bold", 17, TEXT)
        sheet.y -= 14
        self._fact(sheet, say("person.as"), say(f"person.kind.{person.kind}"))
        if person.of_client:
            self._fact(sheet, say("person.of"), person.of_client)
        self._fact(sheet, say("person.controller"), self._data.company)
        counts = ", ".join(
            f"{say(f'place.{section.place}')} ({len(section.items)})" for section in self._data.sections
        )
        self._fact(sheet, say("person.places"), counts or say("person.nothing"))

    def _section(self, sheet: "WideSheet", section: DataSection) -> None:
        from pacdesk.reports.sheet import LEFT, LINE, TEXT2
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        sheet.heading(self._say(f"place.{section.place}"))
        purpose = _PURPOSES.get(section.place)
        if purpose is not None:
            sheet.paragraph(LEFT, WIDE_RIGHT, self._say(f"purpose.{purpose}"), "regular", 8.6, TEXT2)
            sheet.y -= 3
        for item in section.items:
            self._item(sheet, item)
            sheet.rule(LEFT, WIDE_RIGHT, sheet.y, LINE, 0.5)
            sheet.y -= 5

    def _item(self, sheet: "WideSheet", item: DataItem) -> None:
        sheet.need(40)
        for name, value in item.facts:
            self._fact(sheet, self._label(name), self._shown(name, value))
        sheet.y -= 3

    def _label(self, name: str) -> str:
        """The word of a column, or of a part of what an event says."""
        said = name.removeprefix("said.")
        word = self._say.of("column" if said == name else "fact", said)
        return word[:1].upper() + word[1:]

    def _shown(self, name: str, value: Plain) -> str:
        if isinstance(value, bool):
            return self._say("person.yes" if value else "person.no")
        if isinstance(value, datetime):
            return self._formats.moment(value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}" if self._language is Language.PORTUGUESE else f"{value:%Y-%m-%d}"
        if name in _CODED:
            return self._say.of("code", str(value))
        if name == "monthly_cents" and isinstance(value, int):
            return f"R$ {value // 100},{value % 100:02}"
        return _READ[name](str(value)) if name in _READ else str(value)

    def _fact(self, sheet: "WideSheet", label: str, value: str) -> None:
        from pacdesk.reports.sheet import LEFT, TEXT, TEXT3
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        lines = [
            line
            for part in value.splitlines() or [""]
            for line in sheet.wrapped(part, "regular", 8.8, WIDE_RIGHT - LEFT - _LABEL) or [""]
        ]
        for number, line in enumerate(lines):
            sheet.need(11.5)
            if not number:
                shown = sheet.fit(label, "regular", 8.8, _LABEL - 8)
                sheet.text(LEFT, sheet.y - 9, shown, "regular", 8.8, TEXT3)
            sheet.text(LEFT + _LABEL, sheet.y - 9, line, "regular", 8.8, TEXT)
            sheet.y -= 11.5

    def _files(self, sheet: "WideSheet") -> None:
        if not self._data.files:
            return
        sheet.heading(self._say("person.files"))
        for file in self._data.files:
            size = self._formats.size(file.size)
            self._fact(sheet, file.protocol, file.name)
            self._fact(sheet, "", self._say("person.file", size=size, digest=file.sha256))

    def _footers(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import LEFT, TEXT2, TEXT3
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        say = self._say
        issued = say("flow.footer", at=self._formats.moment(self._data.made_at), who=self._data.made_by)
        for number, page in enumerate(sheet.pages, 1):
            sheet.page = page
            sheet.rule(LEFT, WIDE_RIGHT, _FOOT)
            shown = say("footer.page", page=number, pages=len(sheet.pages))
            taken = sheet.text_right(WIDE_RIGHT, _FOOT - 13, shown, "medium", 8, TEXT2)
            room = WIDE_RIGHT - LEFT - taken - 20
            sheet.text(LEFT, _FOOT - 13, sheet.fit(issued, "regular", 7.8, room), "regular", 7.8, TEXT3)
