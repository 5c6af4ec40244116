"""What a post says in its row: its text, folded if it is long, and its translation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.rules.marked_text import cut
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.text.post_text import PostText, TextSelections
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.viewmodels.timeline.rows import PostRow

if TYPE_CHECKING:
    from microblog_desktop.ui.posts.translation_block import TranslationBlock

MOST_CHARACTERS = 1500
MOST_LINES = 24
# What one press opens at most: so much is laid out within a frame.
MORE_CHARACTERS = 20_000
MORE_LINES = 800


class OpenPosts:
    """Which long posts of a page are open, and the one text of it that may have a selection."""

    def __init__(self) -> None:
        self.steps: dict[EntryKey, int] = {}  # how many times more of it was wanted
        self.selections = TextSelections()


class PostBody:
    """The texts of one row: bound to a post, then placed for a width."""

    def __init__(
        self,
        theme: Theme,
        wishes: PostWishes,
        open_posts: OpenPosts,
        row: RowWidget,
        on_fold: Callable[[], None],
    ) -> None:
        """`on_fold` is called when more or less of the text is wanted."""
        self._theme = theme
        self._wishes = wishes
        self._open = open_posts
        self._widget = row
        self._on_fold = on_fold
        self._row: PostRow | None = None
        self._is_whole = True
        self._translation: TranslationBlock | None = None
        self.text = PostText(theme, open_posts.selections, row)
        self.text.activated.connect(wishes.open_span)
        self.text.menu_wanted.connect(wishes.span_menu)
        self.text.clicked_beside.connect(row.activate)
        self._fold_button: LinkButton | None = None

    def bind(self, row: PostRow) -> None:
        self._row = row
        self.text.set_size(TextSize.HEADING if row.is_focus else TextSize.BODY)
        steps = self._steps(row)
        shown, finds = (
            cut(row.body, MOST_CHARACTERS + steps * MORE_CHARACTERS, MOST_LINES + steps * MORE_LINES),
            row.finds,
        )
        if row.excerpt is not None and not steps:
            shown, finds = row.excerpt.body, row.excerpt.finds
        self._is_whole = shown is row.body
        is_long = bool(steps) or not self._is_whole
        self.text.set_text(shown, finds)
        if is_long:
            if self._fold_button is None:
                self._fold_button = self._new_fold_button()
            self._fold_button.setText(_("Show less") if self._is_whole else _("Show more"))
        if self._fold_button is not None:
            self._fold_button.setVisible(is_long)
        self._show_translation(row)

    def fold(self) -> bool:
        """Open more of a long post, or close it if all is open; tells whether it was closed.

        It stays so while the page lives, and in those that are opened later.
        """
        if self._row is None:
            return False
        is_closing = self._is_whole
        steps = self._open.steps[self._row.key] = 0 if is_closing else self._steps(self._row) + 1
        self.bind(self._row)
        self._wishes.opened.emit(self._row, steps)
        return is_closing

    def _steps(self, row: PostRow) -> int:
        """Where something was searched for, what was found comes first, however much is open elsewhere."""
        at_first = row.opened or int(not self._theme.folds_long_texts)
        return self._open.steps.get(row.key, at_first if row.excerpt is None else 0)

    def place(self, line: QRect, width: int) -> int:
        """Put the texts below each other, as wide as `line`; tells where what follows them begins."""
        height = self.text.height_for(line.width())
        self._put(self.text, width, QRect(line.x(), line.y(), line.width(), height))
        y = line.y() + height
        if self._fold_button is not None and not self._fold_button.isHidden():
            size = self._fold_button.sizeHint()
            self._put(self._fold_button, width, QRect(line.x() - Space.XXS, y, size.width(), size.height()))
            y += size.height()
        if self._translation is not None and not self._translation.isHidden():
            y += self._translation.gap
            hang = int(Space.XXS)  # of its button's ring
            height = self._translation.height_for(line.width() + hang)
            self._put(self._translation, width, QRect(line.x() - hang, y, line.width() + hang, height))
            y += height
        return y

    def buttons(self) -> list[QWidget]:
        button = self._fold_button
        first: list[QWidget] = [] if button is None or button.isHidden() else [button]
        return first + (self._translation.buttons() if self._translation is not None else [])

    def selected(self) -> PostText | None:
        """The text with the selection, if it is one of these."""
        if self.text.has_selection:
            return self.text
        if self._translation is not None and self._translation.text.has_selection:
            return self._translation.text
        return None

    def end_selection(self) -> bool:
        """End the page's selection; tells whether there was one."""
        return self._open.selections.clear()

    def _new_fold_button(self) -> LinkButton:
        button = LinkButton(self._theme, "", self._widget)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(self._on_fold)
        self._come_after(button, self.text)
        return button

    def _show_translation(self, row: PostRow) -> None:
        if row.can_translate and self._translation is None:
            self._translation = self._new_translation()
        if self._translation is not None:
            self._translation.say(row.translation, row.translate_words)

    def _new_translation(self) -> TranslationBlock:
        # Most rows are in the reader's language.
        from microblog_desktop.ui.posts.translation_block import TranslationBlock

        block = TranslationBlock(self._theme, self._open.selections, self._widget)
        block.text.activated.connect(self._wishes.open_span)
        block.text.menu_wanted.connect(self._wishes.span_menu)
        block.text.clicked_beside.connect(self._widget.activate)
        self._come_after(block, self._fold_button or self.text)
        block.wanted.connect(lambda: self._wish(self._wishes.translate))
        block.wanted_again.connect(lambda: self._wish(self._wishes.translate_again))
        return block

    def _come_after(self, late: QWidget, before: QWidget) -> None:
        """Made late, it is spoken of all the same where it stands: the order of children is the order of speech."""
        siblings = [child for child in self._widget.children() if isinstance(child, QWidget)]
        following = siblings[siblings.index(before) + 1 :]
        if following:
            late.stackUnder(following[0])

    def _wish(self, wish: SignalInstance) -> None:
        if self._row is not None:
            wish.emit(self._row)

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        widget.setGeometry(mirrored(rect, self._widget, width))
