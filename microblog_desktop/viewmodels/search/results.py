"""All that was found as one list: a few of each kind, or all of one; then a line, and what the server adds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.lists.row_list import SpokenRow
from microblog_desktop.viewmodels.search.model import FEW, SearchModel
from microblog_desktop.viewmodels.search.phase import SearchPhase
from microblog_desktop.viewmodels.search.rows import HeadingRow, Section
from microblog_desktop.viewmodels.timeline.line_row import LineRow
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson
from microblog_desktop.viewmodels.timeline.post_rows import PostRows

_PHASES = {
    SearchPhase.IDLE: ListPhase.EMPTY,
    SearchPhase.SEARCHING: ListPhase.LOADING,
    SearchPhase.FOUND: ListPhase.READY,
    SearchPhase.NOTHING: ListPhase.EMPTY,
    SearchPhase.FAILED: ListPhase.FAILED,
}


class SearchResults(PostRows):
    """Follows a `SearchModel`, which it closes with itself."""

    def __init__(self, model: SearchModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen: Section | None = None
        model.setParent(self)
        model.changed.connect(self.read)
        model.state_changed.connect(self._state_changed)
        self.read()

    @property
    def search(self) -> SearchModel:
        return self._model

    @property
    def state(self) -> ListState:
        """While a search runs, what was found before stays."""
        phase = ListPhase.READY if self.rows else _PHASES[self._model.state.phase]
        return ListState(phase, self._model.state.reason)

    @property
    def section(self) -> Section | None:
        """The one that is shown alone; None while there is a bit of each."""
        return self._chosen if self._chosen is not None and self._rows_of(self._chosen) else None

    def show_all(self, section: Section) -> None:
        self._chosen = section
        self._model.show_all()
        self.read()

    def show_every_section(self) -> bool:
        """Tells whether one was shown alone before."""
        was_alone, self._chosen = self.section is not None, None
        self._model.show_few()
        self.read()
        return was_alone

    def load_more(self) -> None:
        """The end of the list is in sight."""
        if self._is_all_posts():
            self._model.load_more()
        elif self.section is None:
            self._model.load_more_from_server()

    def read(self) -> None:
        """Show what the model has now."""
        if self._model.state.phase is SearchPhase.IDLE:
            self._chosen = None
            self._model.show_few()
        section = self.section
        rows = self._few_of_each() if section is None else self._all_of(section)
        had_rows = bool(self.rows)
        self.show(rows)
        if bool(self.rows) != had_rows:
            self.state_changed.emit()

    def refresh(self) -> None:
        self._model.search_server()

    def mentioned(self, username: str) -> MentionedPerson | None:
        return self._model.posts.mentioned(username)

    def retranslate(self) -> None:
        self._model.retranslate()

    def close(self) -> None:
        self._model.close()

    def is_passed_over(self, index: int) -> bool:
        row = self.rows[index]
        return (isinstance(row, HeadingRow) and not row.action) or (isinstance(row, LineRow) and not row.may_retry)

    # The rows.

    def _few_of_each(self) -> list[SpokenRow]:
        rows: list[SpokenRow] = []
        filled = self._filled()
        for section in filled:
            found = self._rows_of(section)
            is_whole = len(filled) == 1 or not self._has_more_than(FEW, section)
            rows.append(HeadingRow(section, _title(section), "" if is_whole else _("Show all")))
            rows += found if len(filled) == 1 else found[:FEW]
        line = self._model.line
        if line is not None and not (self._is_all_posts() and self._model.has_more_posts):
            there: list[SpokenRow] = [*self._model.people.rows_there, *self._model.posts.rows_there]
            rows += [line, *there] if rows or there else []
        return rows

    def _all_of(self, section: Section) -> list[SpokenRow]:
        action = _("All results") if len(self._filled()) > 1 else ""
        rows: list[SpokenRow] = [HeadingRow(section, _title(section), action), *self._rows_of(section)]
        line, model = self._model.line, self._model
        if section is Section.POSTS and line is not None and not model.has_more_posts:
            rows += [line, *model.posts.rows_there]
        elif section is Section.PEOPLE and line is not None:
            rows += [line, *model.people.rows_there]
        return rows

    def _is_all_posts(self) -> bool:
        """Whether the posts are shown one after the other, as far as one reads."""
        return self.section is Section.POSTS or (self.section is None and self._filled() == [Section.POSTS])

    def _filled(self) -> list[Section]:
        return [section for section in Section if self._rows_of(section)]

    def _rows_of(self, section: Section) -> Sequence[SpokenRow]:
        model = self._model
        match section:
            case Section.POSTS:
                return model.posts.rows_here
            case Section.MESSAGES:
                return model.messages
            case Section.PEOPLE:
                return model.people.rows_here
            case Section.DRAFTS:
                return model.drafts

    def _has_more_than(self, few: int, section: Section) -> bool:
        return len(self._rows_of(section)) > few or (section is Section.POSTS and self._model.has_more_posts)

    def _state_changed(self) -> None:
        self.read()
        self.state_changed.emit()


def _title(section: Section) -> str:
    match section:
        case Section.POSTS:
            return _("Posts")
        case Section.MESSAGES:
            return _("Messages")
        case Section.PEOPLE:
            return _("People")
        case Section.DRAFTS:
            return _("Drafts")
