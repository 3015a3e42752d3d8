"""Writing to the discussion: who reads it, drafts, files, and the guard against what is new."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from pacdesk.desk.tickets.commands import CancelTicket, SaveCannedMessage
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.values import Visibility, new_id
from pacdesk.gui.tickets import pending_files
from pacdesk.gui.tickets.attachments import AttachmentDialog
from pacdesk.gui.tickets.composer import Mode
from pacdesk.gui.tickets.tables import files_of


def kept(room, ticket):
    return [d for d in room.context.drafts.list() if d.object_name == f"ticket:{ticket}"]


def last(room, ticket):
    return room.entries(ticket)[-1]


def test_ctrl_enter_sends_what_the_client_sees(room, world, qtbot):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.REPLY)
    qtbot.keyClicks(page.composer.editor, "Bom dia")
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert last(room, ticket).text == "Bom dia"
    assert last(room, ticket).kind is EventKind.REPLY
    assert page.composer.is_empty()
    assert room.toasts[-1][0] == "Reply sent"


def test_ctrl_shift_enter_stores_a_note_whatever_the_switch_says(room, world, qtbot):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.REPLY)
    qtbot.keyClicks(page.composer.editor, "Entre nos")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return, both)
    room.settle()
    assert last(room, ticket).kind is EventKind.NOTE
    assert last(room, ticket).visibility is Visibility.INTERNAL


def test_d19_what_the_client_said_is_written_down_for_him(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.CLIENT)
    page.composer.editor.setPlainText("Ligou e disse que voltou")
    page.composer.submit()
    room.settle()
    assert last(room, ticket).kind is EventKind.CLIENT_MESSAGE


def test_nothing_to_send_is_told_in_place(room, world):
    page = room.page(world.open())
    page.composer.start(Mode.REPLY)
    page.composer.submit()
    assert "nothing to send" in page.composer.bar.sentence()


def test_the_switch_says_who_reads_it(room, world):
    page = room.page(world.open())
    page.composer.start(Mode.NOTE)
    assert page.composer.send.text() == "Store note"
    assert "does not see" in page.composer.editor.placeholderText()
    page.composer.start(Mode.REPLY)
    assert page.composer.send.text() == "Send reply"


def test_a_draft_is_kept_a_second_after_the_last_key(room, world, qtbot):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.NOTE)
    qtbot.keyClicks(page.composer.editor, "meio texto")
    qtbot.waitUntil(lambda: len(kept(room, ticket)) == 1, timeout=30_000)
    assert kept(room, ticket)[0].text == "meio texto"
    assert kept(room, ticket)[0].field == "note"
    room.settle()
    assert page.composer.draft_line.sentence().startswith("Draft saved at ")


def test_a_draft_comes_back_with_its_pictures_and_can_be_discarded(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.NOTE)
    page.composer.editor.setPlainText("com figura")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    page.composer.add_image(picture)
    room.settle()
    assert page.may_close()
    room.settle()
    page.close()
    again = room.page(ticket)
    assert again.composer.editor.toPlainText() == "com figura"
    assert again.composer.mode() is Mode.NOTE
    assert again.composer.chips.files[0].content.startswith(b"\x89PNG")
    assert again.composer.draft_line.sentence().startswith("Draft from ")
    again.composer.draft_line.discard_wanted.emit()
    room.settle()
    assert again.composer.is_empty()
    assert kept(room, ticket) == []


def test_a_draft_of_only_a_picture_outlives_another_save(room, world):
    ticket = world.open()
    page = room.page(ticket)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    page.composer.add_image(picture)
    room.settle()
    page.composer.keep_draft()
    page.composer.editor.setPlainText("x")
    page.composer.keep_draft()
    page.composer.editor.clear()
    page.composer.keep_draft()
    room.settle()
    found = room.context.drafts.load(f"ticket:{ticket}", "reply")
    assert found is not None
    assert len(found.images) == 1


def test_a_draft_that_changes_its_reader_is_kept_once(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("texto")
    page.composer.keep_draft()
    room.settle()
    page.composer.switch.choose(Mode.NOTE)
    page.composer.keep_draft()
    room.settle()
    assert [draft.field for draft in kept(room, ticket)] == ["note"]


def test_what_is_sent_leaves_no_draft(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.editor.setPlainText("texto")
    page.composer.keep_draft()
    page.composer.submit()
    room.settle()
    assert kept(room, ticket) == []


def test_news_since_one_began_stops_a_reply_and_is_shown(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("Ainda sem previsão")
    room.write(ticket, "Já voltou, obrigado", desk=world.other, from_client=True)
    page.composer.submit()
    room.settle()
    assert "Já voltou, obrigado" in page.composer.bar.sentence()
    assert last(room, ticket).text == "Já voltou, obrigado"
    page.composer._bar_pressed("send")
    room.settle()
    assert last(room, ticket).text == "Ainda sem previsão"


def test_own_entries_elsewhere_and_notes_are_not_stopped(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.NOTE)
    page.composer.editor.setPlainText("nota")
    room.write(ticket, "outra coisa", desk=world.other)
    page.composer.submit()
    room.settle()
    assert last(room, ticket).text == "nota"


def test_files_go_with_the_text_and_are_shown_inside(room, world, tmp_path):
    ticket = world.open()
    page = room.page(ticket)
    notes = tmp_path / "log.txt"
    notes.write_text("linha\n" * 10, encoding="utf-8")
    page.composer.add_paths([notes])
    room.settle()
    page.composer.submit()
    room.settle()
    (file,) = last(room, ticket).attachments
    assert file.name == "log.txt"
    assert file.media_type == "text/plain"
    dialog = AttachmentDialog(room.context, file)
    dialog.show()
    room.settle()
    assert dialog.shown.toPlainText().startswith("linha")
    assert dialog.shown.isReadOnly()
    dialog.close()


def test_what_could_run_is_only_offered_to_be_saved(room, world, tmp_path):
    ticket = world.open()
    page = room.page(ticket)
    program = tmp_path / "instalar.exe"
    program.write_bytes(b"MZ\0\0programa")
    page.composer.add_paths([program])
    room.settle()
    page.composer.submit()
    room.settle()
    dialog = AttachmentDialog(room.context, last(room, ticket).attachments[0])
    dialog.show()
    room.settle()
    assert "not shown here" in dialog.shown.accessibleName()
    dialog.close()


@pytest.mark.parametrize(("size", "code"), [(0, "file.empty"), (101, "file.too_large")])
def test_s1_04_files_over_the_limit_and_empty_ones_are_refused(tmp_path, monkeypatch, size, code):
    monkeypatch.setattr(pending_files, "LIMIT", 100)
    file = tmp_path / "video.mp4"
    file.write_bytes(b"x" * size)
    read = pending_files.read_files((file,))
    assert read.files == ()
    assert [error.code for error in read.refused] == [code]


def test_folders_and_missing_files_are_told(tmp_path):
    read = pending_files.read_files((tmp_path, tmp_path / "gone.txt"))
    assert [error.code for error in read.refused] == ["file.folder", "file.unreadable"]


def test_a_refused_file_is_told_in_the_composer(room, world, tmp_path):
    page = room.page(world.open())
    empty = tmp_path / "vazio.txt"
    empty.write_bytes(b"")
    page.composer.add_paths([empty])
    room.settle()
    assert "vazio.txt" in page.composer.bar.sentence()


def test_pasting_takes_files_before_text_before_pictures(room, world, tmp_path):
    page = room.page(world.open())
    file = tmp_path / "a.txt"
    file.write_text("a", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    assert page.composer.editor.canInsertFromMimeData(mime)
    page.composer.editor.insertFromMimeData(mime)
    room.settle()
    assert [f.name for f in page.composer.chips.files] == ["a.txt"]
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    page.composer.editor.insertFromMimeData(picture)
    room.settle()
    assert page.composer.chips.files[1].name.endswith(".png")
    assert page.composer.chips.files[1].inline


def test_two_files_of_one_name_stay_two(room, world, tmp_path):
    page = room.page(world.open())
    for folder in ("um", "dois"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    page.composer.add_paths([Path(tmp_path / "um" / "a.txt"), Path(tmp_path / "dois" / "a.txt")])
    room.settle()
    assert [f.name for f in page.composer.chips.files] == ["a.txt", "a-2.txt"]


def test_s1_28_hiding_a_file_takes_it_from_the_client(room, world, tmp_path):
    ticket = world.open()
    page = room.page(ticket)
    file = tmp_path / "a.txt"
    file.write_text("a", encoding="utf-8")
    page.composer.add_paths([file])
    room.settle()
    page.composer.submit()
    room.settle()
    page._look_at(page.files)
    (shown,) = files_of(page.timeline.entries.entries)
    page.files.hide_wanted.emit(shown)
    room.settle()
    (shown,) = files_of(page.timeline.entries.entries)
    assert shown.visibility is Visibility.INTERNAL


def test_s3_23_a_canned_message_has_its_variables_filled_in(room, world):
    text = "Olá, protocolo {protocolo}, por {atendente}"
    room.desk.run(SaveCannedMessage(message=new_id(), name="Saudação", text=text))
    page = room.page(world.open())
    (action,) = page.composer._canned._menu.actions()
    action.trigger()
    assert "2026.0000001-" in page.composer.editor.toPlainText()
    assert "por Ana Prado" in page.composer.editor.toPlainText()


def test_a_refused_reply_keeps_its_text(room, world):
    ticket = world.open()
    page = room.page(ticket)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("Meu texto")
    room.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    page.composer.submit()
    room.settle()
    assert page.composer.editor.toPlainText() == "Meu texto"
    assert "closed" in page.composer.bar.sentence()


def test_on_a_low_page_an_empty_composer_is_one_line(room, world):
    page = room.page(world.open(), size=(1000, 480))
    page.timeline.setFocus()
    assert page.composer._box.isHidden()
    page.composer.open_note.click()
    assert page.composer._box.isVisible()
    assert page.composer.mode() is Mode.NOTE
