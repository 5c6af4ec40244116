"""Figures for Prometheus (microblog_server/operation/metrics.py, noticeboard.py)."""

from __future__ import annotations

from pathlib import Path

from microblog_server.operation.metrics import Family, Metrics, Sample, of_worker, text
from microblog_server.operation.noticeboard import Noticeboard


def _lines(metrics: Metrics) -> list[str]:
    return text(metrics.families()).splitlines()


def test_requests_are_counted_and_timed() -> None:
    metrics = Metrics()
    for seconds in (0.001, 0.02, 7.0, 70.0):
        metrics.request("GET", "/api", 200, seconds)
    metrics.request("POST", "/api/posts", 201, 0.005)
    lines = _lines(metrics)
    assert 'microblog_requests_total{method="GET",route="/api",status="200"} 4' in lines
    assert 'microblog_requests_total{method="POST",route="/api/posts",status="201"} 1' in lines
    assert 'microblog_request_seconds_bucket{route="/api",le="0.005"} 1' in lines
    assert 'microblog_request_seconds_bucket{route="/api",le="0.025"} 2' in lines
    assert 'microblog_request_seconds_bucket{route="/api",le="10"} 3' in lines
    assert 'microblog_request_seconds_bucket{route="/api",le="+Inf"} 4' in lines
    assert 'microblog_request_seconds_count{route="/api"} 4' in lines
    assert 'microblog_request_seconds_bucket{route="/api/posts",le="0.005"} 1' in lines


def test_what_is_watched_is_asked_when_somebody_looks() -> None:
    metrics = Metrics()
    value = [1.0]
    metrics.watch("microblog_streams", "Open streams.", lambda: value[0])
    assert "microblog_streams 1" in _lines(metrics)
    value[0] = 2.5
    lines = _lines(metrics)
    assert lines[-3:] == ["# HELP microblog_streams Open streams.", "# TYPE microblog_streams gauge", lines[-1]]
    assert lines[-1] == "microblog_streams 2.5"


def test_labels_cannot_break_the_format() -> None:
    family = Family("a", "gauge", "A.", [Sample(1, (("label", 'x"\\\ny'),))])
    assert text([family]).splitlines()[-1] == 'a{label="x\\"\\\\\\ny"} 1'


def test_a_worker_tells_the_figures_of_all(tmp_path: Path) -> None:
    boards = [Noticeboard(tmp_path, str(number)) for number in range(2)]
    for number, board in enumerate(boards):
        metrics = Metrics()
        for _ in range(number + 1):
            metrics.request("GET", "/api", 200, 0.001)
        board.put_up(metrics)
    (requests, _) = boards[0].others()
    assert requests.samples == [Sample(2, (("worker", "1"), ("method", "GET"), ("route", "/api"), ("status", "200")))]
    own = of_worker(Family(requests.name, "counter", requests.meaning, [Sample(5)]), "0")
    lines = text([own, requests]).splitlines()
    assert [line for line in lines if line.startswith("# TYPE")] == ["# TYPE microblog_requests_total counter"]
    assert 'microblog_requests_total{worker="0"} 5' in lines
