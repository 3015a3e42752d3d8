"""What follows the discussion: attachments, releases, service orders, integrity."""

from typing import Final

from pacdesk.desk.tickets.dossier import (
    Attachment,
    Dossier,
    Release,
    ServiceOrder,
    Understanding,
    Visibility,
)
from pacdesk.reports.body import Body
from pacdesk.reports.cover import Cover
from pacdesk.reports.discussion import show
from pacdesk.reports.flow import span_lines
from pacdesk.reports.formats import Formats
from pacdesk.reports.images import Pictures
from pacdesk.reports.labels import Labels
from pacdesk.reports.markup import Span, Spans, blocks
from pacdesk.reports.sheet import LEFT, LINE, RIGHT, TEXT, TEXT2, TEXT3, Sheet

_SIZE_X: Final = 372.0
_WHEN_X: Final = 436.0


class Sections:
    """Draws the sections whose rows exist."""

    def __init__(
        self,
        sheet: Sheet,
        dossier: Dossier,
        labels: Labels,
        formats: Formats,
        cover: Cover,
        pictures: Pictures,
    ) -> None:
        self._sheet = sheet
        self._dossier = dossier
        self._say = labels
        self._formats = formats
        self._cover = cover
        self._pictures = pictures
        self._body = Body(sheet, LEFT, RIGHT, self._no_picture)

    def draw(self) -> None:
        """All sections."""
        self._understandings()
        self._checks()
        self._attachments()
        self._releases()
        self._orders()
        self._integrity()

    def _no_picture(self, ref: str, alt: str, x: float, room: float) -> None:
        self._body.plain(self._say("image", name=alt or ref), x, x + room, TEXT2)

    def _para(self, spans: Spans, size: float = 8.8, fill: str = TEXT, x: float = LEFT) -> None:
        self._body.styled(spans, x, RIGHT, size, size + 3, fill)

    def _understandings(self) -> None:
        if not self._dossier.understandings:
            return
        self._cover.heading("understandings")
        for row in self._dossier.understandings:
            self._understanding(row)

    def _understanding(self, row: Understanding) -> None:
        self._sheet.need(40)
        self._sheet.y -= 4
        written = self._formats.moment(row.written_at)
        told = self._say("understanding.written", who=row.author, at=written)
        version = self._say("understanding.version", number=row.number)
        state = self._say(f"understanding.{row.state}")
        self._para((Span(version, bold=True), Span(f"  {told} · {state}")))
        self._body.draw(blocks(row.text))
        if row.decided_at is not None:
            decided = self._say(
                "understanding.decided",
                state=state,
                who=row.decided_by,
                at=self._formats.moment(row.decided_at),
            )
            said = ": ".join(part for part in (decided, row.justification) if part)
            self._para((Span(said),), 8.4, TEXT2)

    def _checks(self) -> None:
        if not self._dossier.checks:
            return
        self._cover.heading("checks")
        for row in self._dossier.checks:
            done = row.at is not None
            told = self._say("check.todo")
            if row.at is not None:
                told = self._say("check.done", who=row.by, at=self._formats.moment(row.at))
            self._sheet.need(14)
            what = self._say("order.done" if done else "order.todo", what=row.what)
            self._para((Span(what), Span(f"  {row.stage} · {told}")))

    def _attachments(self) -> None:
        files = self._dossier.attachments
        if not files:
            return
        self._cover.heading("attachments")
        sheet = self._sheet
        for x, code in ((LEFT, "name"), (_SIZE_X, "size"), (_WHEN_X, "when")):
            sheet.text(x, sheet.y - 9, self._say(f"attachment.{code}"), "medium", 8.2, TEXT3)
        sheet.y -= 14
        for number, file in enumerate(files, 1):
            self._attachment(number, file)

    def _attachment(self, number: int, file: Attachment) -> None:
        sheet = self._sheet
        faces = {"regular": sheet.ink("regular").face}
        lines = span_lines((Span(f"{number}. {file.name}"),), faces, (_SIZE_X - LEFT - 10) / 8.8)
        details = [file.author, file.media_type]
        if file.visibility is Visibility.INTERNAL:
            details.append(self._say("attachment.internal"))
        if file.load is None:
            details.append(self._say("attachment.gone"))
        sheet.need(28)
        sheet.text(_SIZE_X, sheet.y - 10, self._formats.size(file.size), "regular", 8.8, TEXT)
        if file.happened_at is not None:
            when = self._formats.moment(file.happened_at)
            sheet.text(_WHEN_X, sheet.y - 10, when, "regular", 8.8, TEXT)
        for line in lines:
            sheet.need(12)
            text = "".join(piece.text for piece in line)
            sheet.text(LEFT, sheet.y - 10, text, "regular", 8.8, TEXT)
            sheet.y -= 12
        detail = " · ".join(part for part in details if part)
        if detail:
            self._para((Span(detail),), 7.8, TEXT3)
        if file.sha256:
            self._para((Span(f"SHA-256 {file.sha256}", code=True),), 6.6, TEXT3)
        sheet.y -= 3
        sheet.rule(LEFT, RIGHT, sheet.y, LINE)

    def _releases(self) -> None:
        if not self._dossier.releases:
            return
        self._cover.heading("releases")
        for release in self._dossier.releases:
            self._release(release)

    def _release(self, release: Release) -> None:
        began = self._formats.moment(release.began_at)
        when = self._say("release.open", began=began)
        if release.ends_at is not None:
            when = self._say("release.from_to", began=began, ended=self._formats.moment(release.ends_at))
        lead = " · ".join(part for part in (release.contract, release.login) if part)
        rest = " · ".join(part for part in (when, release.reason, release.author) if part)
        self._sheet.need(24)
        self._sheet.y -= 3
        self._para((Span(lead, bold=True), Span(f"  {rest}")))

    def _orders(self) -> None:
        if not self._dossier.orders:
            return
        self._cover.heading("orders")
        for order in self._dossier.orders:
            self._order(order)

    def _order(self, order: ServiceOrder) -> None:
        sheet = self._sheet
        sheet.need(40)
        sheet.y -= 4
        sheet.mark(1, f"{order.number} {order.title}")
        status = self._say(order.status)
        self._para((Span(f"{order.number}  {order.title}", bold=True), Span(f"  {status}")), 9.3)
        for fact in order.facts:
            self._para((Span(f"{self._say(fact.label)}: {self._cover.value(fact)}"),), 8.8, TEXT2)
        if order.text:
            self._body.draw(blocks(order.text))
        for what, done in order.checklist:
            code = "order.done" if done else "order.todo"
            self._para((Span(self._say(code, what=what)),))
        for image in order.images:
            picture = self._pictures.next()
            show(sheet, self._say, picture, image.name, image.name, LEFT, RIGHT - LEFT)

    def _integrity(self) -> None:
        if not self._dossier.integrity:
            return
        self._cover.heading("integrity", 60)
        self._sheet.y -= 2
        self._para((Span(self._say("integrity.value")),), 8.4, TEXT3)
        self._para((Span(self._dossier.integrity, code=True),), 8.6)
        self._sheet.y -= 3
        if self._dossier.events_verified is not None:
            count = self._dossier.events_verified
            self._para((Span(self._say("integrity.verified", count=count)),), 8.4, TEXT2)
        self._para((Span(self._say("integrity.how")),), 8.4, TEXT2)
