"""First page of the dossier: head, title, five facts, client and contract, stage path, deadlines."""

from typing import Final

from pacdesk.desk.tickets.dossier import Deadline, Dossier, Fact, FactKind, Pause, StageVisit, Verdict
from pacdesk.reports.flow import Line, span_lines
from pacdesk.reports.formats import Formats
from pacdesk.reports.images import Picture, prepare
from pacdesk.reports.labels import Labels
from pacdesk.reports.markup import Span
from pacdesk.reports.qr import modules
from pacdesk.reports.sheet import (
    ACCENT,
    ACCENT_SOFT,
    ACCENT_TEXT,
    BOTTOM,
    DANGER_TEXT,
    HEIGHT,
    LEFT,
    LINE,
    OFF,
    OK,
    OK_TEXT,
    RIGHT,
    SUNKEN,
    TEXT,
    TEXT2,
    TEXT3,
    TOP,
    WARN,
    WARN_TEXT,
    Sheet,
    color,
    rounded,
)

_QR: Final = 49.0
_LOGO: Final = 34.0
_COLUMN: Final = 235.0
_LABEL: Final = 94.0
_STAGE_COLORS: Final = tuple(
    color(code) for code in ("#c9d6f6", "#2f5bd3", "#7d97e8", "#aabdf0", "#5474d6", "#dde5fa")
)
_LEGEND: Final = 5
_DOTS: Final = {
    "resolved": OK,
    "concluded": OK,
    "cancelled": OFF,
    "pending": WARN,
    "in_progress": ACCENT,
    "new": ACCENT,
}
_VERDICT: Final = {
    Verdict.MET: OK_TEXT,
    Verdict.LATE: DANGER_TEXT,
    Verdict.RUNNING: TEXT,
    Verdict.PAUSED: TEXT2,
    Verdict.DROPPED: TEXT2,
}


class Cover:
    """Draws what comes before the discussion."""

    def __init__(self, sheet: Sheet, dossier: Dossier, labels: Labels, formats: Formats) -> None:
        self._sheet = sheet
        self._dossier = dossier
        self._say = labels
        self._formats = formats

    def draw(self) -> None:
        """The whole first part."""
        self._head()
        self._title()
        self._strip()
        self._columns()
        self._fields()
        self._stages()
        self._deadlines()

    def heading(self, code: str, keep: float = 50.0) -> None:
        """A section's title with its line and bookmark; `keep` points must follow it on the page."""
        sheet = self._sheet
        sheet.need(keep + 40)
        if sheet.y < TOP:
            sheet.y -= 22
        title = self._say(code)
        sheet.mark(0, title)
        sheet.text(LEFT, sheet.y - 8, title, "bold", 10.6, TEXT)
        sheet.rule(LEFT, RIGHT, sheet.y - 15)
        sheet.y -= 19

    def _wrapped(self, text: str, face: str, size: float, room: float) -> list[Line]:
        faces = {key: self._sheet.ink(face).face for key in ("regular",)}
        return span_lines((Span(text),), faces, room / size)

    def _write(
        self, lines: list[Line], x: float, base: float, face: str, size: float, leading: float, fill: str
    ) -> None:
        for number, line in enumerate(lines):
            text = "".join(piece.text for piece in line)
            self._sheet.text(x, base - number * leading, text, face, size, fill)

    def _head(self) -> None:
        sheet, company = self._sheet, self._dossier.company
        top = HEIGHT - 36
        x = LEFT
        logo = prepare(company.logo, (400, 400)) if company.logo else None
        if isinstance(logo, Picture):
            scale = min(_LOGO / logo.height, 3 * _LOGO / logo.width)
            wide, high = logo.width * scale, logo.height * scale
            sheet.picture(logo, x, top - (_LOGO + high) / 2, wide, high)
            x += wide + 10
        room = RIGHT - _QR - 14 - x
        names = self._wrapped(company.name, "bold", 11.4, room)
        self._write(names, x, top - 14, "bold", 11.4, 14, TEXT)
        rows = self._in_rows(company.lines, room)
        base = top - 28 - (len(names) - 1) * 14
        self._write(rows, x, base, "regular", 8.6, 11.5, TEXT2)
        self._qr(RIGHT - _QR, top - _QR)
        sheet.y = min(top - 62, base - len(rows) * 11.5 - 8)
        sheet.rule(LEFT, RIGHT, sheet.y)

    def _in_rows(self, parts: tuple[str, ...], room: float) -> list[Line]:
        """Parts beside each other as far as they fit: none is torn apart that has room on a row."""
        rows: list[str] = []
        for part in parts:
            joined = f"{rows[-1]}   ·   {part}" if rows else part
            if rows and self._sheet.width(joined, "regular", 8.6) <= room:
                rows[-1] = joined
            else:
                rows.append(part)
        return [line for row in rows for line in self._wrapped(row, "regular", 8.6, room)]

    def _qr(self, x: float, y: float) -> None:
        grid = modules(self._dossier.ticket.protocol)
        step = _QR / len(grid)
        ops = ["0 0 0 rg"]
        for number, row in enumerate(grid):
            base = y + _QR - (number + 1) * step
            ops += [
                f"{x + start * step:.2f} {base:.2f} {count * step:.2f} {step + 0.02:.2f} re"
                for start, count in row
            ]
        self._sheet.page.ops.append(" ".join((*ops, "f")))

    def _title(self) -> None:
        sheet, ticket = self._sheet, self._dossier.ticket
        base = sheet.y - 20
        kind = sheet.text(LEFT, base, self._say("title"), "medium", 9.2, TEXT2)
        copy = self._say(f"copy.{self._dossier.audience}")
        wide = sheet.width(copy, "medium", 8.4)
        sheet.round_box(LEFT + kind + 9, base - 3.9, wide + 12, 13.2, 6.6, ACCENT_SOFT)
        sheet.text(LEFT + kind + 15, base, copy, "medium", 8.4, ACCENT_TEXT)
        sheet.text_right(RIGHT, base, self._say("protocol"), "regular", 8.4, TEXT3)
        base -= 20.5
        protocol = sheet.text_right(RIGHT, base, ticket.protocol, "bold", 13.6, TEXT)
        room = RIGHT - LEFT - protocol - 18
        size = 17.0 if sheet.width(ticket.subject, "bold", 17) <= room else 13.6
        lines = self._wrapped(ticket.subject, "bold", size, room)
        sheet.mark(0, self._say("title"))
        for number, line in enumerate(lines):
            if number and base - number * (size + 4) < BOTTOM + 60:
                sheet.new_page()
                base = sheet.y - size + number * (size + 4)
            text = "".join(piece.text for piece in line)
            sheet.text(LEFT, base - number * (size + 4), text, "bold", size, TEXT)
        sheet.y = base - (len(lines) - 1) * (size + 4) - 10

    def _strip(self) -> None:
        sheet, ticket, say = self._sheet, self._dossier.ticket, self._say
        facts = (
            ("status", say.of("status", ticket.status), _DOTS.get(ticket.status)),
            ("situation", say.of("situation", ticket.situation), _DOTS.get(ticket.situation)),
            ("stage", ticket.stage, None),
            ("complementary", ticket.complementary or say("none"), None),
            ("pending", say.of("pending", ticket.pending), WARN if ticket.pending != "none" else None),
        )
        cell = (RIGHT - LEFT) / len(facts)
        values = [self._wrapped(value, "bold", 9.2, cell - (27 if dot else 18)) for _, value, dot in facts]
        height = 38 + (max(map(len, values)) - 1) * 11.5
        sheet.need(min(height + 8, TOP - BOTTOM))
        top = sheet.y - 8
        sheet.round_box(LEFT, top - height, RIGHT - LEFT, height, 5, SUNKEN, LINE)
        for number, (code, _, dot) in enumerate(facts):
            x = LEFT + number * cell
            if number:
                sheet.page.ops.append(
                    f"{LINE} RG 0.75 w {x:.2f} {top - 6:.2f} m {x:.2f} {top - height + 6:.2f} l S"
                )
            label = sheet.fit(say(code), "regular", 7.8, cell - 14)
            sheet.text(x + 10, top - 13, label, "regular", 7.8, TEXT3)
            indent = 0.0
            if dot:
                sheet.page.ops.append(f"{dot} rg {rounded(x + 10, top - 28.6, 5, 5, 2.5)} f")
                indent = 9
            self._write(values[number], x + 10 + indent, top - 29, "bold", 9.2, 11.5, TEXT)
        sheet.y = top - height

    def _columns(self) -> None:
        sheet = self._sheet
        left = self._fact_rows(self._dossier.client)
        right = self._fact_rows(self._dossier.contract)
        if not left and not right:
            return
        sheet.need(80)
        sheet.y -= 22
        for x, code in ((LEFT, "client"), (RIGHT - _COLUMN, "contract_and_ticket")):
            sheet.text(x, sheet.y - 8, self._say(code), "bold", 10.6, TEXT)
            sheet.rule(x, x + _COLUMN, sheet.y - 15)
        sheet.mark(0, self._say("client"))
        sheet.y -= 20
        for number in range(max(len(left), len(right))):
            pair = [rows[number] if number < len(rows) else None for rows in (left, right)]
            self._pair(pair)

    def _pair(self, pair: list[tuple[list[Line], list[Line]] | None]) -> None:
        """A fact of each column; one longer than the page goes on over it line by line."""
        sheet = self._sheet
        count = max(max(len(fact[0]), len(fact[1])) for fact in pair if fact)
        sheet.need(min(count * 11.5 + 3, TOP - BOTTOM))
        for number in range(count):
            sheet.need(11.5)
            for x, fact in zip((LEFT, RIGHT - _COLUMN), pair, strict=True):
                if fact is None:
                    continue
                for lines, at, fill in ((fact[0], x, TEXT3), (fact[1], x + _LABEL, TEXT)):
                    if number < len(lines):
                        text = "".join(piece.text for piece in lines[number])
                        sheet.text(at, sheet.y - 9, text, "regular", 8.8, fill)
            sheet.y -= 11.5
        sheet.y -= 3

    def _fact_rows(self, facts: tuple[Fact, ...]) -> list[tuple[list[Line], list[Line]]]:
        return [
            (
                self._wrapped(self._say(fact.label), "regular", 8.8, _LABEL - 6),
                self._wrapped(self.value(fact), "regular", 8.8, _COLUMN - _LABEL),
            )
            for fact in facts
        ]

    def value(self, fact: Fact) -> str:
        """The fact's value in the document's language."""
        return self._say(fact.value) if fact.kind is FactKind.CODE else fact.value

    def _fields(self) -> None:
        fields = self._dossier.fields
        if not fields:
            return
        self.heading("fields")
        rows = self._fact_rows(fields)
        half = (len(rows) + 1) // 2
        for number in range(half):
            second = rows[half + number] if half + number < len(rows) else None
            self._pair([rows[number], second])

    def _stages(self) -> None:
        visits = self._dossier.stages
        if not visits:
            return
        self.heading("stages", 70)
        fills = self._stage_fills(visits)
        self._bar(visits, fills)
        for at in range(0, len(visits), _LEGEND):
            self._legend(visits[at : at + _LEGEND], fills[at : at + _LEGEND])

    def _stage_fills(self, visits: tuple[StageVisit, ...]) -> list[str]:
        names: dict[str, str] = {}
        for visit in visits:
            if visit.name not in names:
                names[visit.name] = _STAGE_COLORS[len(names) % len(_STAGE_COLORS)]
        return [OK if visit.final else names[visit.name] for visit in visits]

    def _bar(self, visits: tuple[StageVisit, ...], fills: list[str]) -> None:
        """The time spent in each stage, to scale; a stay too short to see keeps 3 points."""
        sheet = self._sheet
        gap = 4.0 if len(visits) <= 20 else 0.5
        least = min(9.0, (RIGHT - LEFT) / len(visits) * 0.6)
        room = RIGHT - LEFT - gap * (len(visits) - 1) - least * len(visits)
        total = sum(max(visit.seconds, 0) for visit in visits)
        x = LEFT
        for visit, fill in zip(visits, fills, strict=True):
            share = max(visit.seconds, 0) / total if total else 1 / len(visits)
            wide = least + max(room, 0.0) * share
            sheet.page.ops.append(f"{fill} rg {rounded(x, sheet.y - 14, wide, 9, 2)} f")
            x += wide + gap
        sheet.y -= 20

    def _legend(self, visits: tuple[StageVisit, ...], fills: list[str]) -> None:
        sheet = self._sheet
        cell = (RIGHT - LEFT) / _LEGEND
        cells = [self._legend_lines(visit, cell - 16) for visit in visits]
        high = max(map(len, cells)) * 11 + 6
        sheet.need(min(high, TOP - BOTTOM))
        for number, (lines, fill) in enumerate(zip(cells, fills, strict=True)):
            x = LEFT + number * cell
            sheet.page.ops.append(f"{fill} rg {rounded(x, sheet.y - 11.5, 7, 7, 1.5)} f")
            for row, (text, face, paint) in enumerate(lines):
                sheet.text(x + 11, sheet.y - 11 - row * 11, text, face, 8.6, paint)
        sheet.y -= high

    def _legend_lines(self, visit: StageVisit, room: float) -> list[tuple[str, str, str]]:
        if visit.left_at is None:
            spent = self._formats.clock(visit.entered_at)
            if not visit.final:
                spent = f"{self._formats.seconds(visit.seconds)} {self._say('stage.now')}"
        else:
            spent = self._formats.seconds(visit.seconds)
        rows = [(visit.name, "bold", TEXT), (spent, "regular", TEXT2)]
        rows += [(self._business(visit), "regular", TEXT2), (visit.attendant, "regular", TEXT3)]
        rows += [(text, "regular", TEXT3) for text in (visit.condition, visit.reason)]
        if visit.off_flow:
            rows.append((self._say("stage.off_flow"), "medium", WARN_TEXT))
        return [
            ("".join(piece.text for piece in line), face, paint)
            for text, face, paint in rows
            if text
            for line in self._wrapped(text, face, 8.6, room)
        ]

    def _business(self, visit: StageVisit) -> str:
        """The working time of a stay, beside what the flow allows for the stage."""
        if visit.final or visit.business_minutes is None:
            return ""
        spent = self._formats.minutes(visit.business_minutes)
        if visit.expected_minutes is None:
            return self._say("stage.business", time=spent)
        expected = self._formats.minutes(visit.expected_minutes)
        return self._say("stage.business_of", time=spent, expected=expected)

    def _deadlines(self) -> None:
        rows = self._dossier.deadlines
        if not rows:
            return
        self.heading("deadlines", 60)
        sheet = self._sheet
        for x, code in zip(_DEADLINE_X, _DEADLINE_HEAD, strict=True):
            sheet.text(x, sheet.y - 9, self._say(code), "medium", 8.2, TEXT3)
        sheet.text_right(RIGHT, sheet.y - 9, self._say("deadline.result"), "medium", 8.2, TEXT3)
        sheet.y -= 13
        for row in rows:
            self._deadline(row)

    def _deadline(self, row: Deadline) -> None:
        sheet, formats = self._sheet, self._formats
        span = formats.minutes if row.business else formats.running
        agreed = span(row.agreed_minutes)
        if row.business:
            agreed = self._say("deadline.business", time=agreed)
        moments = (formats.moment(at) if at else "–" for at in (row.due_at, row.done_at))
        verdict = self._say(f"verdict.{row.verdict}", time=span(row.over_minutes))
        cells = (self._say.of("deadline", row.name), agreed, *moments)
        result = self._wrapped(verdict, "bold", 8.8, RIGHT - _DEADLINE_X[3] - 90)
        lines = [
            self._wrapped(text, "regular", 8.8, room)
            for text, room in zip(cells, _DEADLINE_ROOM, strict=True)
        ]
        count = max(*map(len, lines), len(result))
        sheet.need(count * 11.5 + 6 + 11 * min(len(row.pauses), 3))
        for x, wrapped in zip(_DEADLINE_X, lines, strict=True):
            self._write(wrapped, x, sheet.y - 11, "regular", 8.8, 11.5, TEXT)
        for number, line in enumerate(result):
            text = "".join(piece.text for piece in line)
            sheet.text_right(RIGHT, sheet.y - 11 - 11.5 * number, text, "bold", 8.8, _VERDICT[row.verdict])
        sheet.y -= count * 11.5 + 5
        for pause in row.pauses:
            self._pause(pause)
        sheet.rule(LEFT, RIGHT, sheet.y)

    def _pause(self, pause: Pause) -> None:
        began = self._formats.moment(pause.began_at)
        if pause.ended_at is None:
            text = self._say("deadline.pause_open", began=began)
        else:
            text = self._say("deadline.pause", began=began, ended=self._formats.moment(pause.ended_at))
        text = f"{text}: {pause.reason}" if pause.reason else text
        for line in self._wrapped(text, "regular", 8, RIGHT - LEFT - 10):
            self._sheet.need(11)
            shown = "".join(piece.text for piece in line)
            self._sheet.text(LEFT + 10, self._sheet.y - 7, shown, "regular", 8, TEXT2)
            self._sheet.y -= 11


_DEADLINE_HEAD: Final = ("deadline", "deadline.agreed", "deadline.due", "deadline.done")
_DEADLINE_X: Final = (LEFT, 170.0, 250.0, 344.0)
_DEADLINE_ROOM: Final = (116.0, 76.0, 90.0, 90.0)
