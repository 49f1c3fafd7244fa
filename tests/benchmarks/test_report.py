"""From measurements to targets, tables and the chart."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.measuring.rates import Rate
from benchmarks.measuring.results import Measurement, Results, percentile
from benchmarks.measuring.sameness import differences
from benchmarks.reporting import page
from benchmarks.reporting.targets import targets


def measured(side: str, total: int, key: str, median: float) -> Measurement:
    return Measurement(
        side=side,
        total=total,
        key=key,
        title=f"Question {key}",
        median=median,
        p95=median + 1,
        cpu=median / 2,
        statements=7,
        statement_time=1.5,
        size=12_000,
    )


def results(large: int | None = None) -> Results:
    medians = {
        ("nuages", 1_000, "fixed"): 2,
        ("nuages", 1_000, "list"): 10,
        ("nuages", 1_000, "article"): 10,
        ("nuages", 1_000, "search"): 10,
        ("plain", 1_000, "list"): 80,
        ("plain", 1_000, "article"): 29,
    }
    if large:
        medians |= {
            ("nuages", large, "list"): 20,
            ("nuages", large, "article"): 21,
            ("nuages", large, "far_page"): 30,
            ("nuages", large, "facets"): 301,
        }
    measurements = [measured(*place, median) for place, median in medians.items()]
    return Results(rounds=5, small=1_000, large=large, facts={"Python": "3"}, measurements=measurements)


def test_targets_of_a_small_run() -> None:
    found = results()
    found.rates = [
        Rate("fixed", "A fixed document", 1_000, 0.5),
        Rate("kept", "Kept", 500, 0.7),
        Rate("kept_get", "Kept, by GET", 350, 0.8),
        Rate("not_modified", "304", 449, 0.7),
        Rate("computed", "Computed", 25, 30),
    ]

    assert [(one.measured, one.verdict) for one in targets(found)] == [
        ("8.0 ×", "met"),
        ("2.9 ×", "missed"),
        ("35%", "met"),
        ("45%", "missed"),
        ("20 ×", "met"),
    ]


def test_without_rates_their_targets_are_not_measured() -> None:
    assert [one.verdict for one in targets(results())[2:]] == ["not measured"] * 3


def test_targets_of_a_large_run() -> None:
    verdicts = [(one.measured, one.verdict) for one in targets(results(large=100_000))[5:]]

    assert verdicts == [
        ("2.00 ×", "met"),
        ("2.10 ×", "missed"),
        (None, "not measured"),
        ("1.50 ×", "met"),
        ("301 ms", "missed"),
    ]


def test_the_page_names_what_was_measured(tmp_path: Path) -> None:
    found = results(large=100_000)
    found.skipped.append("Nuages: a search: there is none")
    found.rates = [
        Rate("fixed", "A fixed document", 2_000, 0.5),
        Rate("kept", "Kept", 1_000, 0.75),
        Rate("computed", "Computed", 160, 8),
    ]

    page.write(found, tmp_path)

    text = (tmp_path / "performance.md").read_text()
    assert "| Question list | 10.0 | 80.0 | 5.0 | 40.0 | 7 | 7 | 8.0 |" in text
    assert "| Question list | 20.0 | 21.0 | 10.0 | 7 | 1.5 | 12.0 | – |" in text
    assert "| Kept | 1,000 | 50% | 0.75 |" in text
    assert "which comes 12.5 times as often as the computed list" in text
    assert "- Nuages: a search: there is none" in text


def test_the_chart_has_a_bar_for_each_measurement(tmp_path: Path) -> None:
    page.write(results(large=100_000), tmp_path)

    drawing = ElementTree.parse(tmp_path / "images" / "performance.svg")
    bars = [one for one in drawing.iter("{http://www.w3.org/2000/svg}rect") if one.get("height") == "16"]
    # The search with 50 hits was measured with few articles only, the one with facets with many.
    assert len(bars) == 10


@pytest.mark.parametrize(("values", "expected"), [([3.0], 3.0), (list(range(1, 101)), 95), (list(range(1, 21)), 19)])
def test_percentile(values: list[float], expected: float) -> None:
    assert percentile(values, 95) == expected


def test_answers_that_say_the_same() -> None:
    ours = {"articles": {"nodes": [{"title": "One", "url": "/one/", "status": "FILE_STORAGE"}]}}
    theirs = {"articles": [{"title": "One", "url": "http://elsewhere/", "status": "file-storage"}]}

    assert differences(ours, theirs) == []


def test_answers_that_differ() -> None:
    assert differences({"title": "One", "since": 2005}, {"title": "Two", "since": 2005}) == ["title: one", "title: two"]
