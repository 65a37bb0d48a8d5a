"""F1: the help of what is on screen, beside the page or in a window of its own.

The pages are written in ``resources/help`` (see ``ui/help_pages.py``). A *place* is a page, or a section of one:
``baselines#importing``. Links lead from place to place, Alt+Left and Alt+Right go back and forward, and what is typed
in the field is searched in all pages at once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from firemode_desktop.ui import help_pages
from firemode_desktop.ui.commands import Commands, plain_name, shortcut_text
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import button, column, has_keyboard, label, row
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.theme import GRID, colours
from firemode_desktop.ui.workspace import Workspace

WIDTH, WIDE = 340, 620
PIXELS = {0: 13, 1: 20, 2: 15}
"""Sizes of text, title and headings."""
CONTENTS = "contents"
"""The place of the table of contents."""
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")


def set_page(document: QTextDocument, markdown: str) -> None:
    """The text, set in our weights and with air between its paragraphs: Qt's own setting of Markdown has none."""
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    _set_air(document)


def _set_air(document: QTextDocument) -> None:
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        spaced = block.blockFormat()
        spaced.setTopMargin({0: 0, 1: 0, 2: 16}.get(level, 12))
        spaced.setBottomMargin(2 if block.textList() else 8)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(spaced)
        _set_weights(cursor, block, level)
        block = block.next()


def _set_weights(cursor: QTextCursor, block: QTextBlock, level: int) -> None:
    for part in block.textFormats():
        weight = part.format.fontWeight()
        strong = level > 0 or weight > QFont.Weight.Normal
        cursor.setPosition(block.position() + part.start)
        cursor.setPosition(cursor.position() + part.length, QTextCursor.MoveMode.KeepAnchor)
        set_in = QTextCharFormat(part.format)
        set_in.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)  # it would win, even where it is 0
        set_in.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        set_in.setProperty(QTextFormat.Property.FontPixelSize.value, PIXELS.get(level, PIXELS[0]))
        cursor.setCharFormat(set_in)


def contents() -> str:
    """The table of contents: every page with its sections."""
    lines = [f"# {tr('Contents')}", ""]
    for page in help_pages.pages():
        lines += [f"## [{page.title}]({page.key}.md)", ""]
        lines += [f"- [{one.heading}]({page.key}.md#{one.slug})" for one in page.sections if one.slug]
        lines.append("")
    return "\n".join(lines)


def keys_of(page: Workspace | None, commands: Commands) -> str:
    """The shortcuts of the page on screen, as the program itself has them."""
    keys = [
        f"- **{shortcut_text(action)}** {plain_name(action)}"
        for action in (commands.within([page]) if page else [])
        if shortcut_text(action)
    ]
    return "\n".join((f"## {tr('Keys of this page')}", "", *keys)) if keys else ""


def place_of(target: str) -> str:
    """What a link names, as a place: ``baselines.md#importing`` is ``baselines#importing``."""
    return target.replace(".md", "", 1)


class Reader(QTextBrowser):
    """A page of the help, its pictures as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setProperty("role", "page")
        self.setAccessibleName(tr("Help page"))
        self.document().setIndentWidth(16)
        self._pictures: tuple[str, ...] = ()

    def show_markdown(self, markdown: str) -> None:
        """Set a page."""
        self._pictures = tuple(_PICTURE.findall(markdown))
        self._scale()
        set_page(self.document(), markdown)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_html(self, text: str) -> None:
        """Set the list of what was found."""
        self._pictures = ()
        self.setHtml(text)
        _set_air(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _scale(self) -> None:
        room = max(120, self.viewport().width() - GRID)
        for name in self._pictures:
            picture = QImage(str(help_pages.folder() / name))
            ratio = self.devicePixelRatio()
            fitting = min(picture.width(), round(room * ratio))
            drawn = picture.scaledToWidth(fitting, Qt.TransformationMode.SmoothTransformation)
            drawn.setDevicePixelRatio(ratio)
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pictures and event.size().width() != event.oldSize().width():
            self._scale()
            self.document().markContentsDirty(0, self.document().characterCount())

    def go_to(self, slug: str) -> None:
        """Scroll so that the heading of that name stands at the top."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1 and help_pages.slug(block.text()) == slug:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()

    def mark(self, words: str) -> None:
        """Mark every beginning of a word that was searched for; the first from here on comes into view."""
        marks, here = [], self.textCursor().position()
        for start, end in _found(self.document().toPlainText(), words):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format.setBackground(colours(self).colour("near_wash"))
            marks.append(selection)
        self.setExtraSelections(marks)
        first = next((one.cursor for one in marks if one.cursor.position() >= here), None)
        if first is not None:
            self.setTextCursor(first)
            cleared = self.textCursor()
            cleared.clearSelection()
            self.setTextCursor(cleared)
            self.ensureCursorVisible()


def _found(text: str, words: str) -> Iterator[tuple[int, int]]:
    for word in words.split():
        for match in re.finditer(rf"\b{re.escape(word)}", text, re.IGNORECASE):
            yield match.span()


class HelpView(QWidget):
    """Pages with their links, the way back and forward, the contents, and the search.

    ``closed`` when Escape is pressed. ``keys`` are appended to the page that is on screen.
    """

    closed = Signal()

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.place = ""
        self.keys = ""
        self._keys_of = ""
        self._back: list[str] = []
        self._forward: list[str] = []
        self.back = button("‹", self.go_back, role="flat")
        self.forward = button("›", self.go_forward, role="flat")
        self.contents = button(tr("Contents"), partial(self.go, CONTENTS), role="link")
        for one, name, keys in ((self.back, tr("Back"), "Alt+Left"), (self.forward, tr("Forward"), "Alt+Right")):
            one.setAccessibleName(name)
            one.setToolTip(f"{name} ({keys})")
            one.setFixedWidth(30)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search the help"))
        self.field.setAccessibleName(tr("Search the help"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self.open_first)
        self.reader = Reader()
        self.reader.anchorClicked.connect(self._on_link)
        head = row(label(tr("Help"), "heading"), 4, self.back, self.forward, self.contents, None, *buttons, gap=6)
        whole = column(head, self.field, gap=GRID)
        whole.addWidget(self.reader, 1)
        whole.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self.setLayout(whole)
        self._add_keys()
        self._enable()

    def _add_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Alt+Home", partial(self.go, CONTENTS)),
            ("Ctrl+F", self.take_keyboard),
            ("Down", self._into_list),
            ("Esc", self._on_escape),
        ):
            owner = self.field if keys == "Down" else self
            QShortcut(QKeySequence(keys), owner, act, context=context)

    # --- pages ---------------------------------------------------------------------------------------------------

    def show_page(self, place: str, keys: str = "") -> None:
        """Show the help of what is on screen; ``keys`` are those of its page."""
        self.keys, self._keys_of = keys, place.partition("#")[0]
        self.go(place)

    def go(self, place: str) -> None:
        """Go to a place; where one comes from is remembered."""
        if self.place and place != self.place:
            self._back.append(self.place)
            self._forward.clear()
        self._set(place)

    def _set(self, place: str, words: str = "") -> None:
        self.place = place
        key, _, slug = place.partition("#")
        written = contents() if key == CONTENTS else help_pages.source(key)
        keys = self.keys if key == self._keys_of else ""
        self.reader.show_markdown(f"{written}\n\n{keys}" if keys else written)
        if slug:
            self.reader.go_to(slug)
        self.reader.mark(words)
        self._enable()

    def go_back(self) -> None:
        """To the place before; out of the list of what was found, to the page."""
        if self.field.text():
            self.field.clear()
        elif self._back:
            self._forward.append(self.place)
            self._set(self._back.pop())

    def go_forward(self) -> None:
        """To the place that was left by going back."""
        if self._forward:
            self._back.append(self.place)
            self._set(self._forward.pop())

    def _enable(self) -> None:
        self.back.setEnabled(bool(self._back or self.field.text()))
        self.forward.setEnabled(bool(self._forward))

    def _on_link(self, url: QUrl) -> None:
        words, place = self.field.text(), place_of(url.toString())
        if words:
            self._clear()
        self.go(place)
        if words:
            self.reader.mark(words)

    # --- searching -----------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """The keyboard goes into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_typed(self, words: str) -> None:
        if words.strip():
            self.reader.setExtraSelections([])
            self.reader.show_html(found_page(words))
        else:
            self._set(self.place or CONTENTS)
        self._enable()

    def open_first(self) -> None:
        """Open the first place that was found."""
        if hits := help_pages.search(self.field.text(), 1):
            self._on_link(QUrl(hits[0].place))

    def _into_list(self) -> None:
        """From the field to the first of the places that were found; Tab goes on, Enter opens."""
        self.reader.setFocus(Qt.FocusReason.TabFocusReason)
        self.reader.focusNextPrevChild(True)

    def _clear(self) -> None:
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def _on_escape(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.closed.emit()


def found_page(words: str) -> str:
    """What was found, as HTML: a place a paragraph, its line below it, the words in bold."""
    hits = help_pages.search(words)
    if not hits:
        told = tr("No paragraph of the help has all of: {words}", words=words)
        return f"<h2>{tr('Nothing found')}</h2><p>{html.escape(told)}</p>"
    return f"<h2>{html.escape(many(len(hits), tr('place'), tr('places')))}</h2>" + "".join(map(_hit, hits))


def _hit(hit: help_pages.Hit) -> str:
    line, marks = help_pages.excerpt(hit)
    parts, at = [], 0
    for start, end in marks:
        if start >= at:
            parts += [html.escape(line[at:start]), "<b>", html.escape(line[start:end]), "</b>"]
            at = end
    where = html.escape(f"{hit.title} › {hit.heading}" if hit.heading else hit.title)
    return f'<p><a href="{hit.place}">{where}</a><br>{"".join(parts)}{html.escape(line[at:])}</p>'


class HelpPanel(SidePane):
    """A column over the right of the page, as wide as is wanted; or the same in a window of its own."""

    def __init__(self, commands: Commands, over: QWidget, settings: QSettings) -> None:
        super().__init__(over, WIDTH)
        self._commands, self._settings = commands, settings
        self._before: QWidget | None = None
        self._is_wide = False
        self.setAccessibleName(tr("Help"))
        self.apart: HelpWindow | None = None
        self.wider = button(tr("Wider"), self.change_width, role="link")
        self.open_apart = button(tr("Window"), self.show_apart, role="link")
        self.open_apart.setToolTip(tr("Open the help in its own window"))
        close = button("", self.leave, role="flat", icon="close")
        close.setAccessibleName(tr("Close the help"))
        close.setFixedWidth(34)
        self.view = HelpView(self.wider, self.open_apart, close)
        self.view.closed.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        if self._settings.value("help/wide") == "true":
            self.change_width()
        self.hide()

    @property
    def field(self) -> QLineEdit:
        return self.view.field

    @property
    def reader(self) -> Reader:
        return self.view.reader

    def ask(self, page: Workspace | None, place: str) -> None:
        """F1: open the help there; where it stands there already, close it."""
        keys = keys_of(page, self._commands)
        if self.apart is not None and self.apart.isVisible():
            self.apart.view.show_page(place, keys)
            self.apart.activateWindow()
        elif self.isVisible() and (self.view.place == place or has_keyboard(self)):
            self.leave()
        else:
            self._before = None if has_keyboard(self) else QApplication.focusWidget()
            self.view.show_page(place, keys)
            self.show()
            self.view.take_keyboard()

    def open_at(self, place: str) -> None:
        """Open the help at a place that was found elsewhere."""
        self._before = QApplication.focusWidget()
        self.view.show_page(place)
        self.show()
        self.view.take_keyboard()

    def follow(self, page: Workspace, place: str) -> None:
        """Another page was opened: its help stands here while the help is open."""
        if self.isVisible():
            self.view.show_page(place, keys_of(page, self._commands))

    def leave(self) -> None:
        """Close; the keyboard goes back to where it was."""
        mine, before = has_keyboard(self), self._before
        self.hide()
        if mine and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_width(self) -> None:
        """Wide enough for pictures, or narrow again; remembered."""
        self._is_wide = not self._is_wide
        self.set_wide(WIDE if self._is_wide else WIDTH)
        self.wider.setText(tr("Narrower") if self._is_wide else tr("Wider"))
        self._settings.setValue("help/wide", "true" if self._is_wide else "")

    def show_apart(self) -> None:
        """The same place in a window of its own, which stays beside the program."""
        if self.apart is None:
            self.apart = HelpWindow(self.window(), self._settings)
        self.apart.view.show_page(self.view.place, self.view.keys)
        self.leave()
        self.apart.show()
        self.apart.view.take_keyboard()


class HelpWindow(QWidget):
    """The help in a window of its own; where it was is remembered."""

    def __init__(self, over: QWidget, settings: QSettings) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self._settings = settings
        self.setWindowTitle(tr("Help – FireMode Desktop"))
        self.setProperty("role", "ground")
        self.view = HelpView()
        self.view.closed.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        kept = settings.value("help/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(760, 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue("help/geometry", self.saveGeometry())
        super().closeEvent(event)
