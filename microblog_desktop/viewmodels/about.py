"""What this program is: versions, licences, and a text to send along with a problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import full_time
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Setting, Telling


@dataclass(frozen=True, slots=True)
class AboutDeeds:
    """What its buttons do."""

    show_licences: Callable[[], None]
    copy_diagnostics: Callable[[], None]
    open_data_folder: Callable[[], None]
    open_link: Callable[[str], None]
    crashed_at: Callable[[], datetime | None]  # the last time that has a report
    show_crash: Callable[[], None]
    restart_safely: Callable[[], None]


class AboutSection(Section):
    key = "about"

    def __init__(
        self,
        version: str,
        parts: Sequence[str],
        folder: str,
        links: Sequence[tuple[str, str]],
        deeds: AboutDeeds,
        *,
        is_safe: bool = False,
    ) -> None:
        """`parts` are what it is built with, each with its version; `links` have a label and an address.

        `is_safe` tells whether the program is in safe mode.
        """
        super().__init__()
        self._version = version
        self._parts = tuple(parts)
        self._folder = folder
        self._links = tuple(links)
        self._deeds = deeds
        self._is_safe = is_safe
        self._was_copied = False

    def title(self) -> str:
        return _("About")

    def settings(self) -> tuple[Setting, ...]:
        return (
            Telling("version", _("Microblog Desktop {version}").format(version=self._version), " · ".join(self._parts)),
            Acting(
                "licences",
                _("Licences"),
                _("Show licences…"),
                self._deeds.show_licences,
                about=_("This program is under the MIT licence. It uses Qt under the LGPL, and other free libraries."),
            ),
            *self._addresses(),
            Acting(
                "diagnostics",
                _("Something does not work?"),
                _("Copy diagnostics"),
                self._copy,
                about=_("Copied. Paste it where you describe the problem.")
                if self._was_copied
                else _("Copies what helps others to understand it: no password, no names, nothing you wrote."),
            ),
            *self._last_crash(),
            self._safe_mode(),
            Acting("folder", _("Data and logs"), _("Open folder"), self._deeds.open_data_folder, about=self._folder),
        )

    def _addresses(self) -> tuple[Acting, ...]:
        return tuple(
            Acting(f"link.{label}", label, _("Open"), partial(self._deeds.open_link, address), address)
            for label, address in self._links
        )

    def _last_crash(self) -> tuple[Acting, ...]:
        at = self._deeds.crashed_at()
        if at is None:
            return ()
        return (Acting("crash", _("Last crash"), _("Show report…"), self._deeds.show_crash, about=full_time(at)),)

    def _safe_mode(self) -> Setting:
        if self._is_safe:
            return Telling("safe_mode", _("Safe mode"), _("It is on. Quit and start again to have your settings back."))
        return Acting(
            "safe_mode",
            _("Safe mode"),
            _("Restart in safe mode…"),
            self._deeds.restart_safely,
            about=_("Starts with as little as possible, if something does not work"),
        )

    def _copy(self) -> None:
        self._deeds.copy_diagnostics()
        self._was_copied = True
        self.changed.emit()
