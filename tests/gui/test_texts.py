"""What the window says: whole in both languages, nothing left over after a switch."""

import importlib.util
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache, partial

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from pacdesk.gui.appearance import language_of
from pacdesk.gui.theme import Mode
from tests.gui.walk import PACKAGING, SCENES, below, make_desks, studio_at
from tests.sharing import made_once

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)

I18N = PACKAGING.parent / "resources" / "i18n"
LANGUAGES = ("pt-BR", "en")


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return made_once(tmp_path_factory, "desks", partial(make_desks, tickets=15))


@pytest.fixture(autouse=True)
def english_again(manager):
    """Leave neither language nor size behind for other tests."""
    yield
    manager.apply(Mode.LIGHT)


def _load_translate():
    spec = importlib.util.spec_from_file_location("translate", PACKAGING / "translate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_code_has_a_finished_translation():
    assert _load_translate().missing() == []


def _messages():
    root = ET.parse(I18N / "pacdesk_pt_BR.ts").getroot()  # noqa: S314  (our own file)
    for context in root.iter("context"):
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            told = forms or [message.findtext("translation") or ""]
            yield context.findtext("name"), message.findtext("source"), told


def test_translations_keep_the_placeholders_and_the_stops():
    for context, source, forms in _messages():
        for told in forms:
            where = f"{context}: {source!r} -> {told!r}"
            assert set(re.findall(r"\{\w*\}|%n", told)) == set(re.findall(r"\{\w*\}|%n", source)), where
            assert told.endswith("…") == source.endswith("…"), where
            assert told.strip(), where


def test_portuguese_keeps_the_words_of_the_house():
    """Section 8 of the look: no *erro*, *falha*, *inválido*; *sucesso* and `!` once (S3.30)."""
    fixed = "Atendimento assumido com sucesso!"
    texts = [told for _, _, forms in _messages() for told in forms]
    assert fixed in texts
    banned = re.compile(r"\b(erros?|falhas?|inválid[oa]s?|sucesso|ops|por favor)\b|!", re.IGNORECASE)
    assert [told for told in texts if told != fixed and banned.search(told)] == []


def test_what_the_desktop_speaks_is_spoken():
    assert language_of("system", QLocale("pt_BR")) == "pt-BR"
    assert language_of("system", QLocale("de_DE")) == "en"
    assert language_of("en", QLocale("pt_BR")) == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_mnemonics_of_a_menu_differ(language, manager, desks, tmp_path):
    with studio_at(manager, desks, tmp_path, language=language) as studio:
        studio.open("demo")
        bar = studio.window.top.menus
        clashes = _clashes(bar.actions(), "menu bar")
        for menu in bar.findChildren(QMenu):
            clashes += _clashes(menu.actions(), menu.title())
        assert clashes == []


def _clashes(actions, where):
    seen, clashes = {}, []
    for action in actions:
        found = re.search(r"&([^&])", action.text().replace("&&", ""))
        if found is None:
            continue
        letter = found.group(1).lower()
        if letter in seen:
            clashes.append(f"{where}: {seen[letter]!r} and {action.text()!r}")
        seen[letter] = action.text()
    return clashes


# -- a switch of language leaves nothing


def _texts(root: QWidget) -> set[str]:
    found = set()
    for widget in below(root):
        for getter in ("text", "title", "placeholderText", "toolTip", "accessibleName", "windowTitle"):
            said = getattr(widget, getter, None)
            if callable(said) and isinstance(text := said(), str):
                found.add(text)
        if isinstance(widget, QTabBar):
            found |= {widget.tabText(n) for n in range(widget.count())}
        model = getattr(widget, "model", None)
        if callable(model) and model() is not None and hasattr(widget, "horizontalHeader"):
            table = model()
            found |= {str(table.headerData(n, Qt.Orientation.Horizontal)) for n in range(table.columnCount())}
    for menu in root.findChildren(QMenu):
        found |= {action.text() for action in menu.actions()} | {menu.title()}
    return {re.sub(r"&(?=[^&])", "", text).strip(" *") for text in found if text.strip()}


@cache
def _only_in(language: str) -> set[str]:
    """Texts without placeholders that one language has and the other has not."""
    plain = [(s, forms[0]) for _, s, forms in _messages() if not re.search(r"\{|%n", s)]
    bare = [tuple(re.sub(r"&(?=[^&])", "", text) for text in pair) for pair in plain]
    english, portuguese = {s for s, _ in bare}, {t for _, t in bare}
    return english - portuguese if language == "en" else portuguese - english


PAGES = (
    *("ticket-discussion", "ticket-stages", "client-data", "client-contacts", "new-ticket", "client-form"),
    *("catalogue-subjects", "catalogue-types", "settings", "company", "history", "contract", "preview"),
)


def test_a_switch_of_language_leaves_nothing_behind(manager, desks, tmp_path):
    left_over = []
    with studio_at(manager, desks, tmp_path, language="en") as studio:
        studio.window.show_welcome()
        studio.settle()
        left_over += _left_over(studio, "welcome")
        for name in PAGES:
            SCENES[name](studio)
            left_over += _left_over(studio, name)
            studio.tidy()
    assert "\n".join(sorted(set(left_over))) == ""


def _left_over(studio, name):
    """What still speaks English after the switch to Portuguese, and Portuguese after the way back."""
    found = []
    for old, new in (("en", "pt-BR"), ("pt-BR", "en")):
        studio.context.use_settings(replace(studio.context.settings, language=new))
        studio.settle()
        found += [f"{name}: {text!r}" for text in _texts(studio.window) & _only_in(old)]
    return found
