"""The report of a tour comes back from its file as it was."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.tour.report import FAILED, OK, SKIPPED, Report, Step


def test_a_report_survives_its_file(tmp_path: Path) -> None:
    report = Report([Step("read-home", OK, 12.5, picture="02-read-home.png")], {"first_paint_ms": 190.0})
    report.save(tmp_path / "tour.json")
    assert Report.load(tmp_path / "tour.json") == report


def test_one_failed_step_fails_the_tour() -> None:
    skipped = Step("send-message", SKIPPED, 0.0, "This server does not offer messages.")
    assert not Report([skipped]).has_failed
    assert Report([skipped, Step("sign-in", FAILED, 1.0, "no window")]).has_failed
