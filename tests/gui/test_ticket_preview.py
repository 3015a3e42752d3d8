"""The preview of dossiers: the same bytes that are saved, for one and for many, stopped when wished."""

import io

import pypdfium2
from PySide6.QtPrintSupport import QPrinter

from pacdesk.desk.tickets.dossier import Audience
from pacdesk.errors import Cancelled
from pacdesk.gui.context import ShowPreview
from pacdesk.gui.jobs import Progress
from pacdesk.gui.reports.preview import PreviewPage
from pacdesk.gui.reports.printing import paint_pages


def preview(room, *tickets):
    page = PreviewPage(room.context, ShowPreview(tickets))
    room.qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    room.settle()
    return page


def text_of(content):
    pdf = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf)))
    pdf.close()
    return text


def test_what_is_saved_is_what_was_shown(room, world, tmp_path):
    page = preview(room, world.open("Sem conexão"))
    target = tmp_path / "dossie.pdf"
    page.save_to([target])
    room.settle()
    assert target.read_bytes() == page.documents[0].content
    assert page.view.pages == page.documents[0].pages > 0
    assert page.title().startswith("Dossier 2026.0000001-")


def test_the_client_copy_has_no_internal_note(room, world):
    ticket = world.open()
    room.write(ticket, "segredo da equipe", client=False)
    page = preview(room, ticket)
    assert "segredo da equipe" in text_of(page.documents[0].content)
    page.audience.choose(Audience.CLIENT)
    room.settle()
    assert "segredo da equipe" not in text_of(page.documents[0].content)


def test_many_are_listed_and_saved_one_a_file(room, world, tmp_path):
    page = preview(room, world.open("Um"), world.open("Dois"), world.open("Três"))
    assert page.list.count() == 3
    page.save_to([tmp_path / f"{n}.pdf" for n in range(3)])
    room.settle()
    assert sorted(f.name for f in tmp_path.glob("*.pdf")) == ["0.pdf", "1.pdf", "2.pdf"]
    page.list.setCurrentRow(2)
    room.settle()
    assert "Três" in page.documents[2].title


def test_a_stopped_build_says_so_and_can_be_made_again(room, world):
    page = preview(room, world.open())
    page._not_built(page_wanted(page), Cancelled())
    assert "Stopped" in page._state.accessibleName()
    page._state.pressed.emit("again")
    room.settle()
    assert page.view.isVisible()


def page_wanted(page):
    from pacdesk.gui.reports.building import Wanted, language_of

    return Wanted(page.target.ticket_ids, Audience(page.audience.key()), language_of("en_US"))


def test_a_folder_that_cannot_be_written_is_told(room, world, tmp_path):
    page = preview(room, world.open())
    page.save_to([tmp_path / "no" / "such" / "dossie.pdf"])
    room.settle()
    assert room.told[-1].code == "file.not_written"


def test_zoom_and_keys_move_through_the_pages(room, world):
    ticket = world.open()
    for n in range(60):
        room.write(ticket, f"entrada {n} " + "palavra " * 40)
    page = preview(room, ticket)
    assert page.view.pages > 2
    page.view.go_to(2)
    assert page._count.text().startswith("Page 2 of")
    before = page.view.verticalScrollBar().maximum()
    page.view.zoom(1)
    assert page.view.verticalScrollBar().maximum() > before
    room.settle()


def test_printing_paints_every_page(room, world, tmp_path):
    page = preview(room, world.open())
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    count = paint_pages(printer, page.documents, Progress())
    assert count == page.documents[0].pages
    assert (tmp_path / "printed.pdf").stat().st_size > 1000


def test_a_ticket_that_is_not_there_is_told_in_place(room):
    from pacdesk.desk.values import new_id

    page = preview(room, new_id())
    assert page._state.isVisible()
    assert not page.save.isEnabled()
