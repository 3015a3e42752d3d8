"""A flow as a PDF: its drawing, then stages, fields by stage, transitions and custom fields in words.

The same version gives the same bytes. Landscape, embedded fonts, text that can be searched, bookmarks.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from pacdesk.desk.tickets.dossier import Company, Language
from pacdesk.desk.workflow.rows import VersionCard, VersionState

if TYPE_CHECKING:
    from pacdesk.reports.wide_sheet import WideSheet

_FOOT: Final = 50.0


@dataclass(frozen=True, slots=True)
class Issue:
    """Who made the document when; `zone` is the company's."""

    at: datetime
    by: str
    zone: ZoneInfo


def build_flow(card: VersionCard, company: Company, issue: Issue, language: Language) -> bytes:
    """The document of a version. Takes one at a time in a process, like every report."""
    from pacdesk.reports.dossier import ONE_AT_A_TIME

    with ONE_AT_A_TIME:
        return _Document(card, company, issue, language).make()


class _Document:
    """One version on paper."""

    def __init__(self, card: VersionCard, company: Company, issue: Issue, language: Language) -> None:
        from pacdesk.reports.formats import Formats
        from pacdesk.reports.workflow_words import FlowWords

        self._card = card
        self._company = company
        self._issue = issue
        self._language = language
        self._formats = Formats(language, issue.zone)
        self._words: FlowWords = FlowWords(card.flow, language)

    def make(self) -> bytes:
        """Its bytes."""
        from pacdesk.reports.paper import new_canvas
        from pacdesk.reports.wide_sheet import HIGH, WIDE, WideSheet
        from pacdesk.reports.workflow_drawing import FlowDrawing
        from pacdesk.reports.workflow_tables import FlowTables

        say, card, flow = self._words.say, self._card, self._card.flow
        out = io.BytesIO()
        title = f"{say('flow')}: {card.type_name}"
        canvas = new_canvas(
            out,
            (WIDE, HIGH),
            language=str(self._language),
            title=title,
            subject=self._version(),
            author=self._company.name,
        )
        sheet = WideSheet(canvas, f"{say('flow')}  ·  {card.type_name}  ·  {self._version()}")
        self._cover(sheet)
        if flow.stages:
            FlowDrawing(sheet, flow, self._words).draw()
            FlowTables(sheet, flow, self._words).draw()
        else:
            sheet.y -= 20
            self._empty(sheet)
        self._footers(sheet)
        sheet.finish()
        canvas.save()
        return out.getvalue()

    def _version(self) -> str:
        code = "flow.draft" if self._card.row.state is VersionState.DRAFT else "flow.version"
        return self._words.say(code, number=self._card.row.number)

    def _cover(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import ACCENT_SOFT, ACCENT_TEXT, LEFT, TEXT, TEXT2, TEXT3
        from pacdesk.reports.wide_sheet import HIGH, WIDE_RIGHT

        say, card = self._words.say, self._card
        top = HIGH - 36
        x = LEFT + self._logo(sheet, top)
        name = sheet.fit(self._company.name, "bold", 11.4, WIDE_RIGHT - x)
        sheet.text(x, top - 13, name, "bold", 11.4, TEXT)
        details = sheet.fit("   ·   ".join(self._company.lines), "regular", 8.6, WIDE_RIGHT - x)
        sheet.text(x, top - 26, details, "regular", 8.6, TEXT2)
        sheet.rule(LEFT, WIDE_RIGHT, top - 40)
        base = top - 58
        kind = sheet.text(LEFT, base, say("flow"), "medium", 9.2, TEXT2)
        wide = sheet.width(self._version(), "medium", 8.4)
        sheet.round_box(LEFT + kind + 9, base - 3.9, wide + 12, 13.2, 6.6, ACCENT_SOFT)
        sheet.text(LEFT + kind + 15, base, self._version(), "medium", 8.4, ACCENT_TEXT)
        sheet.text_right(WIDE_RIGHT, base, say("flow.group"), "regular", 8.4, TEXT3)
        group = sheet.fit(card.group_name, "bold", 11.4, 200)
        room = WIDE_RIGHT - LEFT - sheet.text_right(WIDE_RIGHT, base - 19, group, "bold", 11.4, TEXT) - 20
        sheet.mark(0, say("flow"))
        for line in sheet.wrapped(card.type_name, "bold", 17, room)[:3]:
            base -= 20.5
            sheet.text(LEFT, base, line, "bold", 17, TEXT)
        sheet.y = base - 8
        self._strip(sheet)

    def _logo(self, sheet: "WideSheet", top: float) -> float:
        """Draws the company's logo; gives the room it takes."""
        from pacdesk.reports.images import Picture, prepare

        logo = prepare(self._company.logo, (400, 400)) if self._company.logo else None
        if not isinstance(logo, Picture):
            return 0.0
        scale = min(30 / logo.height, 90 / logo.width)
        wide, high = logo.width * scale, logo.height * scale
        sheet.picture(logo, 48.0, top - (30 + high) / 2, wide, high)
        return wide + 10

    def _strip(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import LEFT, LINE, SUNKEN, TEXT, TEXT3
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        say, card, flow = self._words.say, self._card, self._card.flow
        published = card.row.published_at
        entry = next((stage for stage in flow.stages if stage.is_default_entry), None)
        facts = (
            (say("flow.stages"), str(len(flow.stages))),
            (say("flow.ways"), str(len(flow.transitions))),
            (say("flow.fields"), str(len(flow.fields))),
            (say("flow.entry"), self._words.name(entry) if entry else say("none")),
            (
                say("flow.published"),
                self._formats.moment(published) if published else say("flow.unpublished"),
            ),
        )
        cell = (WIDE_RIGHT - LEFT) / len(facts)
        sheet.round_box(LEFT, sheet.y - 36, WIDE_RIGHT - LEFT, 36, 5, SUNKEN, LINE)
        for number, (label, value) in enumerate(facts):
            x = LEFT + number * cell + 10
            sheet.text(x, sheet.y - 13, sheet.fit(label, "regular", 7.8, cell - 16), "regular", 7.8, TEXT3)
            sheet.text(x, sheet.y - 27, sheet.fit(value, "bold", 9.2, cell - 16), "bold", 9.2, TEXT)
        sheet.y -= 36

    def _empty(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import LEFT, TEXT2
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        sheet.paragraph(LEFT, WIDE_RIGHT, self._words.say("flow.empty"), "regular", 9.2, TEXT2)

    def _footers(self, sheet: "WideSheet") -> None:
        from pacdesk.reports.sheet import LEFT, TEXT2, TEXT3
        from pacdesk.reports.wide_sheet import WIDE_RIGHT

        say = self._words.say
        issued = say("flow.footer", at=self._formats.moment(self._issue.at), who=self._issue.by)
        for number, page in enumerate(sheet.pages, 1):
            sheet.page = page
            sheet.rule(LEFT, WIDE_RIGHT, _FOOT)
            shown = say("footer.page", page=number, pages=len(sheet.pages))
            taken = sheet.text_right(WIDE_RIGHT, _FOOT - 13, shown, "medium", 8, TEXT2)
            room = WIDE_RIGHT - LEFT - taken - 20
            sheet.text(LEFT, _FOOT - 13, sheet.fit(issued, "regular", 7.8, room), "regular", 7.8, TEXT3)
