from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from microblog_desktop.viewmodels.about import AboutDeeds, AboutSection
from microblog_desktop.viewmodels.settings.setting import Acting, Telling
from tests.viewmodels.settings.looking import setting


def test_it_tells_what_it_is_and_does_what_its_buttons_say(qtbot: QtBot) -> None:
    done: list[str] = []
    crashes: list[datetime] = []
    deeds = AboutDeeds(
        lambda: done.append("licences"),
        lambda: done.append("copied"),
        lambda: done.append("folder"),
        done.append,
        lambda: crashes[-1] if crashes else None,
        lambda: done.append("crash"),
        lambda: done.append("safe mode"),
    )
    section = AboutSection("1.2", ("Python 3", "Qt 6"), "~/data", (("Source", "https://example.org"),), deeds)
    version = setting(section, "version", Telling)
    assert (version.title, version.about) == ("Microblog Desktop 1.2", "Python 3 · Qt 6")
    for key in ("licences", "link.Source", "folder"):
        setting(section, key, Acting).act()
    with qtbot.waitSignal(section.changed):
        setting(section, "diagnostics", Acting).act()
    assert done == ["licences", "https://example.org", "folder", "copied"]
    assert setting(section, "diagnostics", Acting).about.startswith("Copied.")
    assert "crash" not in [one.key for one in section.settings()]
    crashes.append(datetime(2026, 3, 4, 12, 0, tzinfo=UTC))
    assert "2026" in setting(section, "crash", Acting).about
    for key in ("crash", "safe_mode"):
        setting(section, key, Acting).act()
    assert done[-2:] == ["crash", "safe mode"]
    safe = AboutSection("1.2", (), "~/data", (), deeds, is_safe=True)
    assert setting(safe, "safe_mode", Telling).about.startswith("It is on.")
