"""F1: the help of the page, beside the page. Written in ``resources/help/<key>.md``, shipped, searchable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from firemode_desktop.paths import resources
from firemode_desktop.ui.commands import Commands, plain_name, shortcut_text
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Workspace

WIDTH = 340
POINTS = {0: 9.75, 1: 13.5, 2: 11.25}
"""Sizes of text, title and headings in points (13, 18 and 15 px): a text document knows no pixels."""


def text_of(page: Workspace | None, commands: Commands) -> str:
    """The help of a page in Markdown: its purpose, its written help, and the keys of its actions."""
    title, purpose = (page.title, page.purpose) if page else ("FireMode Desktop", "")
    file = resources() / "help" / tr("{key}.md", key=page.key if page else tr("window"))
    written = file.read_text(encoding="utf-8") if file.is_file() else ""
    keys = [
        f"- **{shortcut_text(action)}** {plain_name(action)}"
        for action in (commands.within([page]) if page else [])
        if shortcut_text(action)
    ]
    parts = [f"# {title}", purpose, written, tr("## Keys of this page\n\n") + "\n".join(keys) if keys else ""]
    everywhere = resources() / "help" / "everywhere.md"
    return "\n\n".join(part for part in (*parts, everywhere.read_text(encoding="utf-8")) if part)


def set_page(document: QTextDocument, markdown: str) -> None:
    """The text, set in our weights and with air between its paragraphs: Qt's own setting of Markdown has none."""
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
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
        set_in = QTextCharFormat()
        set_in.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        set_in.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
        set_in.setFontPointSize(POINTS.get(level, POINTS[0]))
        cursor.mergeCharFormat(set_in)


class HelpPanel(SidePane):
    """A column over the right of the page; typing in its field jumps to the next place that has the words."""

    def __init__(self, commands: Commands, over: QWidget) -> None:
        super().__init__(over, WIDTH)
        self._commands = commands
        self.setAccessibleName(tr("Help"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search in this help"))
        self.field.setAccessibleName(tr("Search in this help"))
        self.field.returnPressed.connect(self.find_next)
        self.field.textChanged.connect(self._from_the_top)
        self.reader = QTextBrowser()
        self.reader.setOpenExternalLinks(False)
        self.reader.setProperty("role", "page")
        self.reader.document().setIndentWidth(16)
        close = button("", self.hide, role="flat", icon="close")
        close.setAccessibleName(tr("Close the help"))
        close.setFixedWidth(34)
        head = row(label(tr("Help"), "heading"), None, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.field)
        layout.addWidget(self.reader, 1)
        self.hide()

    def show_page(self, page: Workspace | None) -> None:
        """Show this page's help."""
        set_page(self.reader.document(), text_of(page, self._commands))
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)

    def find_next(self) -> bool:
        """Go to the next place; from the last one back to the first. Whether there is one."""
        words = self.field.text()
        if self.reader.find(words):
            return True
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)
        return self.reader.find(words)

    def _from_the_top(self) -> None:
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)
        if self.field.text():
            self.reader.find(self.field.text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
