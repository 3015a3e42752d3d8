"""What people write is shown without loading or running anything of it."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from pacdesk.gui.rich_text import SafeBrowser, is_plain, to_html
from pacdesk.gui.tickets.entry_layout import new_document


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "secret.png"
    image = QImage(7, 5, QImage.Format.Format_RGB32)
    image.fill(1)
    assert image.save(str(path))
    return path


def test_a_picture_of_this_computer_is_never_loaded(qtbot, manager, picture):
    browser = SafeBrowser("Text")
    qtbot.addWidget(browser)
    address = picture.as_posix()
    for source in (address, f"file://{address}"):
        browser.setHtml(f'<p><img src="{source}"></p>')
        for document in (browser.document(), new_document(f"![x]({source})")):
            found = document.resource(QTextDocument.ResourceType.ImageResource, QUrl(source))
            assert found is None or found.width() == 1


@pytest.mark.parametrize(
    "address", ["/etc/x.png", "//server/share/x.png", "x.png", "http://a.example/x.png", "file:///x.png"]
)
def test_pictures_and_links_that_lead_elsewhere_are_not_there(address):
    shown = to_html(f"![a]({address}) [b]({address})")
    assert "src" not in shown
    assert ("href" in shown) == address.startswith("http:")


def test_what_is_allowed_stays():
    assert 'src="cid:1"' in to_html("![a](cid:1)")
    for address in ("https://a.example/?q=1", "mailto:ana@a.example", "tel:+554933300000"):
        assert f'href="{address}"' in to_html(f"[a]({address})")
    assert "<script" not in to_html("<script>x</script>")
    assert is_plain("Bom dia.")
    assert not is_plain("**Bom** dia")
