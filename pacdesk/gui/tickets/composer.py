"""Where an entry of the discussion is written: who will read it stands first.

Text and files are kept as a draft all the time. A reply is not sent while there is something in the
discussion that its writer has not seen: what is new is shown above it first.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import ListCannedMessages, NewFile, Timeline, WriteEntry
from pacdesk.desk.tickets.rows import EntryRow, TicketCard
from pacdesk.desk.tickets.rules import SPOKEN, Verb
from pacdesk.desk.values import Changes, Done, Visibility, new_id
from pacdesk.errors import UserError
from pacdesk.gui import wording
from pacdesk.gui.context import Context, KeptDraft
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.composer_editor import ComposerEditor
from pacdesk.gui.tickets.composer_parts import CannedButton, ComposerBox, DraftLine, KeyCap
from pacdesk.gui.tickets.draft_keeper import DraftKeeper, Image
from pacdesk.gui.tickets.pending_files import (
    PendingChips,
    PendingFile,
    Read,
    check_size,
    keep_all,
    png_of,
    read_files,
)
from pacdesk.gui.widgets.buttons import Button, IconButton, refuse
from pacdesk.gui.widgets.notices import MessageBar
from pacdesk.gui.widgets.switch import SegmentedSwitch

NEWS_SHOWN = 3


class Mode(StrEnum):
    """What the text will be; the values are the fields of the draft."""

    REPLY = "reply"
    NOTE = "note"
    CLIENT = "client_message"


class Composer(QWidget):
    """`sent` fires when an entry is in the desk; `news_wanted` leads to what is new."""

    sent = Signal()
    news_wanted = Signal()
    size_wanted = Signal()

    def __init__(self, context: Context, ticket: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ticket = ticket
        self._card: TicketCard | None = None
        self._known = 0
        self._news: list[EntryRow] = []
        self._entry = new_id()
        self._busy = False
        self._low = False
        self._make_parts()
        self._lay_out()
        self._keeper = DraftKeeper(context, f"ticket:{ticket}", self._draft, self)
        self._keeper.kept.connect(self._draft_kept)
        self._keeper.refused.connect(self._draft_refused)
        self._connect()
        self._keeper.load(self._restore)
        self._ask_canned()
        self._show_mode()

    def _make_parts(self) -> None:
        self._box = ComposerBox(self)
        self.switch = SegmentedSwitch("", self._box)
        self.draft_line = DraftLine(self._box)
        self.bar = MessageBar(parent=self._box)
        self.editor = ComposerEditor(self._box)
        self.chips = PendingChips(self._box)
        self._attach = IconButton("paperclip", "", tone="text2", parent=self._box)
        self._canned = CannedButton(self._variables, self._box)
        self._caps = (KeyCap("Ctrl", self._box), KeyCap("Enter", self._box))
        self.send = Button(kind="primary", icon="send", parent=self._box)
        self.open_reply = Button(icon="corner-up-left", parent=self)
        self.open_reply.setStyleSheet("text-align: left;")
        self.open_note = Button(icon="lock", parent=self)
        self._fill_words()

    def _lay_out(self) -> None:
        theme = current()
        first = QHBoxLayout()
        first.addWidget(self.switch)
        first.addStretch(1)
        first.addWidget(self.draft_line)
        last = QHBoxLayout()
        last.setSpacing(theme.scaled(6))
        for tool in (self._attach, self._canned):
            last.addWidget(tool)
        last.addStretch(1)
        for shown in (*self._caps, self.send):
            last.addWidget(shown)
        inside = QVBoxLayout(self._box)
        pad = theme.scaled(10)
        inside.setContentsMargins(pad, theme.scaled(8), pad, theme.scaled(8))
        inside.setSpacing(theme.scaled(6))
        inside.addLayout(first)
        inside.addWidget(self.bar)
        inside.addWidget(self.editor)
        inside.addWidget(self.chips)
        inside.addLayout(last)
        opener = QHBoxLayout()
        opener.setSpacing(theme.px("pad_s"))
        opener.addWidget(self.open_reply, 1)
        opener.addWidget(self.open_note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(opener)
        column.addWidget(self._box)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._show_mode)
        self.editor.textChanged.connect(self._touched)
        self.editor.send_wanted.connect(self.submit)
        self.editor.note_wanted.connect(self._submit_note)
        self.editor.image_came.connect(self.add_image)
        self.editor.files_came.connect(self.add_paths)
        self.editor.focus_changed.connect(self._focus_changed)
        self.chips.changed.connect(self._touched)
        self._attach.clicked.connect(self.choose_files)
        self._canned.chosen.connect(self._insert)
        self.send.clicked.connect(self.submit)
        self.bar.pressed.connect(self._bar_pressed)
        self.draft_line.discard_wanted.connect(self._discard)
        self.open_reply.clicked.connect(partial(self.start, Mode.REPLY))
        self.open_note.clicked.connect(partial(self.start, Mode.NOTE))
        self._context.changes.connect(self._changed)

    # What it shows

    def mode(self) -> Mode:
        """What the text will be."""
        return Mode(self.switch.key())

    def show_card(self, card: TicketCard) -> None:
        """The ticket as it is now: who is written to, and whether one may write at all."""
        self._card = card
        now, zone = self._context.now(), self._context.zone
        reason = words.reason(card.may[Verb.NOTE], now, zone)
        self.editor.setEnabled(reason is None)
        self.switch.setEnabled(reason is None)
        for part in (self.send, self._attach, self._canned, self.open_reply, self.open_note):
            refuse(part, reason)
        self._show_mode()

    def set_low(self, low: bool) -> None:
        """On a low page an empty composer is one line until somebody starts to write."""
        self._low = low
        self._show_size()

    def start(self, mode: Mode) -> None:
        """Write an entry of that kind now."""
        if not self.editor.isEnabled():
            return
        self._open()
        self.switch.choose(mode)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not self.editor.toPlainText().strip() and not self.chips.files

    def _show_size(self) -> None:
        folded = self._low and self.is_empty() and not self.editor.hasFocus()
        self._box.setVisible(not folded)
        self.open_reply.setVisible(folded)
        self.open_note.setVisible(folded)
        self.size_wanted.emit()

    def _open(self) -> None:
        self._box.show()
        self.open_reply.hide()
        self.open_note.hide()

    def _fill_words(self) -> None:
        self._attach.set_name(self.tr("Attach files…"))
        self.open_note.setText(self.tr("Internal note"))
        self.switch.setAccessibleName(self.tr("Who reads it"))
        self._canned.fill_words()
        self.draft_line.fill_words()
        reply = (Mode.REPLY, self.tr("Reply to the client"), "eye")
        note = (Mode.NOTE, self.tr("Internal note"), "lock")
        self.switch.set_choices((reply, note, (Mode.CLIENT, self.tr("The client said"), "building-2")))

    def _show_mode(self) -> None:
        mode = self.mode()
        self._box.set_internal(mode is Mode.NOTE)
        name = self._addressee()
        told = {
            Mode.REPLY: self.tr("Reply to {name}… the client sees it"),
            Mode.NOTE: self.tr("Note for the team… the client does not see it"),
            Mode.CLIENT: self.tr("What did {name} say?"),
        }[mode].format(name=name)
        self.editor.setPlaceholderText(told)
        self.editor.setAccessibleName(told)
        self.open_reply.setText(self.tr("Reply to {name}…").format(name=name))
        verbs = {
            Mode.REPLY: (self.tr("Send reply"), "send"),
            Mode.NOTE: (self.tr("Store note"), "lock"),
            Mode.CLIENT: (self.tr("Write it down"), "building-2"),
        }
        text, icon = verbs[mode]
        self.send.setText(text)
        self.send.set_icon(icon)
        if not self.is_empty():
            self._touched()

    def _addressee(self) -> str:
        card = self._card
        if card is None:
            return self.tr("the client")
        return card.contact_name or card.client_name or self.tr("the requester")

    # Writing

    def _touched(self) -> None:
        if self.is_empty():
            self._news.clear()
        self._keeper.touched()

    def _focus_changed(self, on: bool) -> None:
        self._box.set_focused(on)
        if not on:
            self._keeper.keep()
        self._show_size()

    def _insert(self, text: str) -> None:
        self.editor.insertPlainText(text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _variables(self) -> dict[str, str]:
        card, actor = self._card, self._context.actor
        if card is None:
            return {}
        return {
            "cliente": card.contact_name or card.client_name,
            "protocolo": show_protocol(card.protocol),
            "atendente": actor.name if actor is not None else "",
            "contrato": card.contract_number,
            "data": words.shown_date(self._context.now().astimezone(self._context.zone).date()),
        }

    def _ask_canned(self) -> None:
        self._context.ask(ListCannedMessages(), self, self._canned.set_messages, topic="canned")

    def _changed(self, changes: Changes) -> None:
        if "canned_messages" in changes.tables:
            self._ask_canned()

    # Files

    def choose_files(self) -> None:
        """Ask which files to attach."""
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Attach files"))
        if chosen:
            self.add_paths([Path(name) for name in chosen])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Attach files; what may not be attached is told."""
        self._open()
        self._context.jobs.call(partial(read_files, tuple(paths)), self, self._add_read)

    def _add_read(self, read: Read) -> None:
        for file in read.files:
            self._add(file)
        if read.refused:
            self._tell(read.refused[0])

    def add_image(self, image: QImage) -> None:
        """Attach a picture of the clipboard, shown in the text's place."""
        self._open()
        stamp = self._context.now().astimezone(self._context.zone).strftime("%Y-%m-%d-%H%M%S")
        name = self.tr("screenshot-{time}.png").format(time=stamp)
        self._context.jobs.call(partial(_picture, name, QImage(image)), self, self._add, self._tell)

    def _add(self, file: PendingFile) -> None:
        taken = {other.name for other in self.chips.files}
        if file.name in taken:
            name = _free_name(file.name, taken)
            file = PendingFile(name, file.content, file.inline, file.id)
        self.chips.add(file)

    # Drafts

    def _draft(self) -> tuple[str, str, int, tuple[Image, ...]]:
        files = tuple((file.name, file.content) for file in self.chips.files)
        return self.mode(), self.editor.toPlainText(), self.editor.textCursor().position(), files

    def _draft_kept(self, at: datetime | None) -> None:
        if at is None or self.is_empty():
            self.draft_line.clear()
        else:
            self.draft_line.saved(at, self._context.zone)

    def _draft_refused(self, error: BaseException) -> None:
        self.draft_line.not_kept(sentence(error).what)

    def _restore(self, draft: KeptDraft | None) -> None:
        if draft is None or not self.is_empty():
            return
        with_signals = self.editor.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.editor.setPlainText(draft.text)
        self.editor.blockSignals(with_signals)
        cursor = self.editor.textCursor()
        cursor.setPosition(min(draft.caret, len(draft.text)))
        self.editor.setTextCursor(cursor)
        self.chips.set_files([PendingFile(name, data, _is_picture(name)) for name, data in draft.images])
        self._keeper.restored(draft)
        self.switch.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.switch.choose(draft.field)
        self.switch.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        self._show_mode()
        self.draft_line.restored(draft.kept_at, self._context.now(), self._context.zone)
        self.editor.updateGeometry()
        self._show_size()

    def keep_draft(self) -> None:
        """Keep the draft now: the page is about to go."""
        self._keeper.keep()

    def _discard(self) -> None:
        self._clear()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.editor.clear()
        self.chips.set_files(())
        self.bar.hide()
        self.draft_line.clear()
        self._news.clear()
        self._entry = new_id()
        self._keeper.discard()
        self._show_size()

    # What others wrote meanwhile

    def entries_arrived(self, entries: Sequence[EntryRow]) -> None:
        """New entries are in the discussion; those of others count as news while one is writing."""
        numbers = [entry.number for entry in entries if entry.number is not None]
        self._known = max([self._known, *numbers])
        if self.is_empty():
            return
        known = {entry.id for entry in self._news}
        self._news += [entry for entry in entries if self._is_news(entry) and entry.id not in known]

    def _is_news(self, entry: EntryRow) -> bool:
        actor = self._context.actor
        mine = actor is not None and entry.actor_id == actor.user_id and entry.actor_label == actor.name
        return entry.kind in SPOKEN and not mine

    # Sending

    def submit(self) -> None:
        """Send or store what is written, once its writer knows what is new."""
        if self._busy or not self.editor.isEnabled():
            return
        if self.is_empty():
            self._tell(UserError("entry.empty"))
            return
        if self.mode() is not Mode.REPLY:
            self._send_files()
            return
        self._set_busy(busy=True)
        self._context.ask(
            Timeline(ticket=self._ticket, after=self._known), self, self._looked, self._not_sent
        )

    def _submit_note(self) -> None:
        self.switch.choose(Mode.NOTE)
        self.submit()

    def _looked(self, fresh: tuple[EntryRow, ...]) -> None:
        self._set_busy(busy=False)
        self.entries_arrived(fresh)
        if self._news:
            self._show_news()
        else:
            self._send_files()

    def _show_news(self) -> None:
        count = len(self._news)
        now, zone = self._context.now(), self._context.zone
        lines = [
            f"{entry.on_behalf_of or entry.actor_label}, {wording.when(entry.happened_at, now, zone)}: "
            f"{_first_line(entry.text)}"
            for entry in self._news[-NEWS_SHOWN:]
        ]
        self.bar.tell(
            "attention",
            self.tr("New since you began: {count}").format(count=wording.number(count)),
            "\n".join(lines),
            buttons=(("send", self.tr("Send anyway")), ("look", self.tr("Look at it"))),
        )

    def _bar_pressed(self, key: str) -> None:
        self.bar.hide()
        self._news.clear()
        if key == "send":
            self._send_files()
        else:
            self.news_wanted.emit()

    def _send_files(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        self.bar.hide()
        self._set_busy(busy=True)
        work = partial(keep_all, desk, self.chips.files)
        self._context.jobs.call(work, self, self._send_entry, self._not_sent, writes=True)

    def _send_entry(self, files: tuple[NewFile, ...]) -> None:
        mode = self.mode()
        command = WriteEntry(
            ticket=self._ticket,
            entry=self._entry,
            text=self.editor.toPlainText(),
            visibility=Visibility.INTERNAL if mode is Mode.NOTE else Visibility.CLIENT,
            from_client=mode is Mode.CLIENT,
            files=files,
        )
        self._context.run(command, self, self._is_sent, self._not_sent)

    def _is_sent(self, done: Done[int]) -> None:
        told = {
            Mode.REPLY: self.tr("Reply sent"),
            Mode.NOTE: self.tr("Note stored"),
            Mode.CLIENT: self.tr("Written down what the client said"),
        }[self.mode()]
        self._set_busy(busy=False)
        self._known = max(self._known, done.answer)
        self._clear()
        self._context.toast(told, done.changes.change_set if done.changes.undoable else None)
        self.sent.emit()

    def _not_sent(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        self._tell(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.editor.setReadOnly(busy)
        self.send.setEnabled(not busy)

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()
            self._show_mode()


def _picture(name: str, image: QImage) -> PendingFile:
    content = png_of(image)
    check_size(name, len(content))
    return PendingFile(name, content, inline=True)


def _is_picture(name: str) -> bool:
    return Path(name).suffix.lower() in {".png", ".jpg", ".jpeg", ".gif", ".webp"}


def _free_name(name: str, taken: set[str]) -> str:
    path = Path(name)
    number = 2
    while f"{path.stem}-{number}{path.suffix}" in taken:
        number += 1
    return f"{path.stem}-{number}{path.suffix}"


def _first_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"
