"""A person looked for, everything about him by place, and what can be done with it."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.access.rules import Right
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.port import DeskPort
from pacdesk.desk.privacy.commands import AnswerRequest, ExportPerson, FindPeople, GetPerson, SaveRequest
from pacdesk.desk.privacy.rules import (
    MENTIONS_KEPT,
    Mention,
    PersonCard,
    PersonData,
    PersonKind,
    PersonRow,
    RequestKind,
)
from pacdesk.desk.tickets.dossier import Language
from pacdesk.desk.values import Changes, Done, new_id
from pacdesk.gui.admin.words import lacking
from pacdesk.gui.context import (
    Context,
    EditClient,
    OpenClientTab,
    OpenTicketTab,
    ShowCatalogue,
)
from pacdesk.gui.editing.records import Record, RecordModel
from pacdesk.gui.jobs import Progress
from pacdesk.gui.privacy import words
from pacdesk.gui.privacy.dialogs import EraseDialog, HoldDialog, RequestDialog
from pacdesk.gui.reports.building import language_of
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.attachments import write_file
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import SearchBox
from pacdesk.gui.widgets.notices import MessageBar, plain_label
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines
from pacdesk.reports.person import build_person, disk_name, file_name, to_json

SHOWN_MENTIONS = 12
_REGISTERS = {PersonKind.STAFF: "staff", PersonKind.ORGANIZATION: "organizations"}


class PersonPane(QWidget):
    """Search and finds at the left, the card of who is chosen at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.card: PersonCard | None = None
        self._correcting: tuple[UUID, UUID] | None = None
        self.search = SearchBox(
            self.tr("Name, CPF or CNPJ, telephone, e-mail or log-in"), rest=250, parent=self
        )
        self.search.wanted.connect(self._look)
        self.model = RecordModel(self)
        self.list = TwoLineList(self.tr("People found"), lambda record: record.lines, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.search.left_down.connect(self.list.setFocus)
        self.empty = EmptyState(self)
        self._right = QStackedWidget(self)
        self._right.addWidget(_ground(self, self.empty))
        self._right.addWidget(self._build_card())
        left = QFrame(self)
        set_look(left, "look", "base")
        column = QVBoxLayout(left)
        pad = current().px("pad")
        column.setContentsMargins(pad, pad, pad, 0)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([current().scaled(380), current().scaled(520)])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        context.changes.connect(self._heard)
        self._say_empty(searched=False)

    def _build_card(self) -> QWidget:
        self._name = ElidedLabel(self, look="title")
        self._second = ElidedLabel(self, look="second")
        self.notice = MessageBar(parent=self)
        self._places, self._rest = QGridLayout(), QVBoxLayout()
        self._places.setColumnStretch(2, 1)
        self._places.setHorizontalSpacing(current().px("page"))
        self._rest.setSpacing(current().px("pad_s"))
        self.export = Button(self.tr("Export…"), kind="primary", icon="download", parent=self)
        self.correct = Button(self.tr("Correct"), icon="pencil", parent=self)
        self.note = Button(self.tr("Note a request"), icon="plus", parent=self)
        self.hold = Button(self.tr("Legal hold"), icon="lock", parent=self)
        self.erase = Button(self.tr("Erase…"), kind="danger", icon="trash-2", parent=self)
        buttons, verbs = QHBoxLayout(), QHBoxLayout()
        for row in (buttons, verbs):
            row.setSpacing(current().px("pad_s"))
        for button, act in (
            (self.export, self.start_export),
            (self.correct, self.start_correcting),
            (self.note, self._note),
        ):
            button.clicked.connect(act)
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button, act in ((self.hold, self._hold), (self.erase, self.start_erasing)):
            button.clicked.connect(act)
            verbs.addWidget(button)
        verbs.addStretch(1)
        body = QFrame(self)
        set_look(body, "look", "base")
        column = QVBoxLayout(body)
        column.setContentsMargins(*([current().px("page")] * 4))
        column.setSpacing(current().px("pad"))
        for widget in (self._name, self._second, self.notice):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addLayout(verbs)
        column.addLayout(self._places)
        column.addLayout(self._rest)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("The person's data"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        return scroll

    # --- looking ------------------------------------------------------------------------------

    def _look(self, typed: str) -> None:
        self.context.ask(FindPeople(typed=typed), self, self._found, topic="people")

    def _found(self, rows: Iterable[PersonRow]) -> None:
        before = self.card.person.id if self.card is not None else None
        self.model.show([Record(row.id, 0, {}, _line(row), row) for row in rows])
        kept = [at for at, record in enumerate(self.model.records) if record.id == before]
        if kept:
            self.list.setCurrentIndex(self.model.index(kept[0]))
        else:
            self.card = None
            self._say_empty(searched=bool(self.search.text().strip()))

    def _say_empty(self, *, searched: bool) -> None:
        self._right.setCurrentIndex(0)
        if self.model.records:
            self.empty.say(
                "list", self.tr("Choose one of the list"), self.tr("Everything about the person shows here.")
            )
        elif searched:
            self.empty.say(
                "search", self.tr("Nobody was found"), self.tr("Try a part of the name, or the number alone.")
            )
        else:
            self.empty.say(
                "shield-check",
                self.tr("Whose data?"),
                self.tr("Clients, contacts, access logins and staff are found here, also those deleted."),
            )

    def _chosen(self, index: QModelIndex) -> None:
        record = index.data(ROW_ROLE)
        if isinstance(record, Record):
            self._ask(record.row.kind, record.row.id)

    def _ask(self, kind: PersonKind, person: UUID) -> None:
        self.context.ask(GetPerson(kind=kind, person=person), self, self.show_card, topic="card")

    def _heard(self, changes: Changes) -> None:
        if self._correcting is not None and (changes.ids is None or self._correcting[0] in changes.ids):
            request, self._correcting = self._correcting[1], None
            answer = AnswerRequest(request=request, version=1, answer=self.tr("Corrected in the form."))
            self.context.run(answer, self)
        card = self.card
        if card is not None and (
            changes.ids is None or card.person.id in changes.ids or "legal_holds" in changes.tables
        ):
            self._ask(card.person.kind, card.person.id)

    # --- the card -----------------------------------------------------------------------------

    def show_card(self, card: PersonCard) -> None:
        """Show everything about somebody."""
        self.card = card
        person = card.person
        self._name.show_text(person.name)
        second = (words.person(person.kind), person.of_client, person.detail)
        self._second.show_text(" · ".join(part for part in second if part))
        self._tell(card)
        _clear(self._places)
        _clear(self._rest)
        for at, row in enumerate(card.places):
            name, count = plain_label(self), plain_label(self)
            name.setText(words.place(row.place))
            count.setText(str(row.count))
            set_look(name, "look", "second")
            self._places.addWidget(name, at, 0)
            self._places.addWidget(count, at, 1, Qt.AlignmentFlag.AlignRight)
        self._list(
            self.tr("What stands in the way of erasing"), [words.sentence(one) for one in card.obstacles]
        )
        self._show_mentions(card.mentions)
        self._settle(card)
        self._right.setCurrentIndex(1)

    def _tell(self, card: PersonCard) -> None:
        if card.person.erased:
            self.notice.tell("info", self.tr("This person was erased."), self.tr("Only what counts is left."))
        elif not card.complete:
            self.notice.tell(
                "attention",
                self.tr("Not everything is in your sight."),
                self.tr("Who sees every portfolio and ticket may export and erase."),
            )
        else:
            self.notice.hide()

    def _head(self, title: str) -> None:
        head = plain_label(self)
        head.setText(title)
        set_look(head, "look", "strong")
        self._rest.addWidget(head)

    def _list(self, title: str, lines: list[str]) -> None:
        if not lines:
            return
        self._head(title)
        for line in lines:
            told = plain_label(self, wrap=True)
            told.setText(line)
            self._rest.addWidget(told)

    def _show_mentions(self, mentions: tuple[Mention, ...]) -> None:
        if not mentions:
            return
        self._head(self.tr("Texts elsewhere that name this person"))
        for mention in mentions[:SHOWN_MENTIONS]:
            row = QHBoxLayout()
            text = ElidedLabel(self, look="second")
            text.show_text(" ".join(mention.text.split()))
            if mention.ticket is not None:
                link = Button(show_protocol(mention.protocol), kind="link", parent=self)
                link.clicked.connect(partial(self._open_ticket, mention.ticket))
                row.addWidget(link)
            row.addWidget(text, 1)
            self._rest.addLayout(row)
        if len(mentions) > SHOWN_MENTIONS:
            more = plain_label(self)
            more.setText(self.tr("and %n more", "", len(mentions) - SHOWN_MENTIONS))
            self._rest.addWidget(more)
        if kept := sum(mention.kept for mention in mentions):
            stays = plain_label(self, wrap=True)
            stays.setText(words.mentions_kept(kept))
            self._rest.addWidget(stays)

    def _open_ticket(self, ticket: UUID) -> None:
        self.context.navigate(OpenTicketTab(ticket))

    def _settle(self, card: PersonCard) -> None:
        attend = lacking(self.context, Right.PRIVACY_ATTEND)
        cut = None if card.complete else self.tr("Not everything is in your sight")
        refuse(self.export, attend or cut)
        refuse(self.correct, attend)
        refuse(self.note, attend)
        held = attend or (
            None if card.person.kind is PersonKind.CLIENT else self.tr("Holds are on clients and tickets")
        )
        refuse(self.hold, held)
        obstacle = words.sentence(card.obstacles[0]) if card.obstacles else None
        refuse(self.erase, lacking(self.context, Right.PRIVACY_ERASE) or cut or obstacle)

    # --- what can be done ---------------------------------------------------------------------

    def start_export(self) -> None:
        """Ask for a folder, then write JSON and PDF there."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the person's data"))
        if folder:
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Read everything out, noted among the reads, and write it."""
        if self.card is not None:
            person = self.card.person
            command = ExportPerson(kind=person.kind, person=person.id)
            self.context.run(command, self, partial(self._write, folder), self.context.tell)

    def _write(self, folder: Path, done: Done[PersonData]) -> None:
        data, language = done.answer, language_of(self.locale().name())
        self.context.jobs.long(
            self.tr("Writing the person's data"),
            partial(_write_all, self.context.desk, folder, data, language),
            self,
            lambda path: self.context.toast(self.tr("Saved as {name}").format(name=path.name)),
            self.context.tell,
        )

    def start_correcting(self) -> None:
        """To the form; the saving answers the request that is noted with it."""
        if self.card is None:
            return
        person, request = self.card.person, new_id()
        today = self.context.now().astimezone(self.context.zone).date()
        note = SaveRequest(
            request=request,
            kind=RequestKind.CORRECT,
            person_kind=person.kind,
            person=person.id,
            person_name=person.name,
            asked_on=today,
        )
        self.context.run(note, self, lambda _: self._go_correct(person, request), self.context.tell)

    def _go_correct(self, person: PersonRow, request: UUID) -> None:
        self._correcting = (person.id, request)
        card = self.card
        target: Any = EditClient(person.id)
        if person.kind in _REGISTERS:
            target = ShowCatalogue(_REGISTERS[person.kind])
        elif person.kind is not PersonKind.CLIENT and card is not None and card.client is not None:
            target = OpenClientTab(card.client)
        self.context.navigate(target)

    def _note(self) -> None:
        if self.card is not None:
            RequestDialog(self.context, self.card.person, parent=self.window()).open()

    def _hold(self) -> None:
        if self.card is not None:
            HoldDialog(self.context, self.card.person.id, self.card.person.name, self.window()).open()

    def start_erasing(self) -> None:
        """The dialog that says what goes and asks for the name."""
        if self.card is None or not self.erase.isEnabled():
            return
        dialog = EraseDialog(self.context, self.card, self.window())
        dialog.succeeded.connect(self._erased)
        dialog.open()

    def _erased(self, done: Done[Any]) -> None:
        told = self.tr("Erased: now {name}").format(name=done.answer.pseudonym)
        kept = done.answer.counts.get(MENTIONS_KEPT, 0)
        self.context.toast(f"{told} · {words.mentions_left(kept)}" if kept else told)


def _write_all(
    desk: DeskPort | None, folder: Path, data: PersonData, language: Language, progress: Progress
) -> Path:
    """JSON, PDF, and the files in a folder beside them."""
    total = len(data.files) + 2
    progress.report(0, total)
    write_file(folder / file_name(data, "json"), to_json(data).encode())
    path = folder / file_name(data, "pdf")
    write_file(path, build_person(data, language))
    beside = path.with_suffix("")
    for n, file in enumerate(data.files, 1):
        progress.check()
        progress.report(n + 1, total)
        if desk is not None:
            beside.mkdir(exist_ok=True)
            write_file(beside / disk_name(n, file), desk.get_file(file.sha256))
    return path


def _line(row: PersonRow) -> TwoLines:
    second = " · ".join(part for part in (row.of_client, row.detail) if part)
    return TwoLines(row.name, second, chip=words.person(row.kind), chip_tone="off")


def _ground(parent: QWidget, inside: QWidget) -> QFrame:
    ground = QFrame(parent)
    set_look(ground, "look", "base")
    QVBoxLayout(ground).addWidget(inside)
    return ground


def _clear(layout: Any) -> None:
    while (item := layout.takeAt(0)) is not None:
        if item.layout() is not None:
            _clear(item.layout())
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
