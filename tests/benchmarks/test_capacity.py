"""From figures to cores, memory, connections and money."""

from __future__ import annotations

import pytest

from benchmarks.capacity import writing
from benchmarks.capacity.arithmetic import Assumptions, need
from benchmarks.capacity.measured import Measured, NotMeasuredError, from_figures
from benchmarks.capacity.page import page
from benchmarks.measuring.counting import Counting
from benchmarks.measuring.rates import Rate
from benchmarks.measuring.results import Measurement, Results

MEASURED = Measured(
    kept=1.0,
    not_modified=1.25,
    computed=11.0,
    article=7.0,
    database=0.6,
    publish=100.0,
    answer=14.0,
    process=150.0,
    soak_capacity=200.0,
)
SOAK = {
    "cpu": {"primary": 0.1, "replica": 0.02, "writers": 0.5, "web-1": 0.6},
    "rate": 200.0,
    "publishes": 5.0,
    "capacity": 250.0,
}


def results(**more: object) -> Results:
    found = Results(rounds=5, small=1_000, large=None, facts={"Database": "PostgreSQL 17"})
    found.rates = [
        Rate("kept_get", "Kept", 800, 1.2),
        Rate("not_modified", "304", 700, 1.3),
        Rate("computed", "", 80, 12),
    ]
    found.measurements = [
        Measurement("nuages", 1_000, "list", "List", 15, 39, 10.3, 7, 16, 14_000),
        Measurement("nuages", 1_000, "article", "Article", 10, 26, 7.3, 11, 14, 6_500),
    ]
    found.memory = {"Nuages, 1,000 articles": 150.0, "Plain Grapple, 1,000 articles": 113.0}
    return found


def test_what_is_needed_without_a_cdn() -> None:
    found = need(1_000, 0.0, MEASURED, Assumptions())

    # Nine tenths of 1 ms and one tenth of 11 ms are 2 ms for each, and cores are 60 % busy.
    assert found.origin == 1_000
    assert found.web_cores == pytest.approx(3.3333, abs=0.001)
    assert (found.processes, found.memory, found.connections) == (4, 0.6, 16)
    assert found.database_cores == pytest.approx(1.0)
    assert found.redis_commands == pytest.approx(400)
    assert found.edge_traffic == found.origin_traffic == pytest.approx(14 * 730 * 3_600 / 1_000)
    # Nothing comes from a CDN, so nothing is paid for it.
    assert found.cost == pytest.approx((4 + 1) * 730 * 0.04 + found.origin_traffic * 0.05)


def test_what_is_needed_behind_a_cdn() -> None:
    found = need(100_000, 0.99, MEASURED, Assumptions())

    assert found.origin == pytest.approx(1_000)
    assert found.processes == 4
    assert found.origin_traffic == pytest.approx(found.edge_traffic / 100)
    assert found.cost == pytest.approx(5 * 730 * 0.04 + found.edge_traffic * 0.02 + found.origin_traffic * 0.05)


def test_one_process_may_always_fail() -> None:
    assert need(10, 0.99, MEASURED, Assumptions()).processes == 2


def test_figures_of_both_runs() -> None:
    found = from_figures(results(), SOAK)

    assert found == Measured(
        kept=1.2,
        not_modified=1.3,
        computed=12,
        article=7.3,
        database=pytest.approx(0.6),
        publish=pytest.approx(100),
        answer=14.0,
        process=150.0,
        soak_capacity=250.0,
    )


def test_missing_figures_are_named() -> None:
    without = results()
    without.rates = []

    with pytest.raises(NotMeasuredError, match="kept_get"):
        from_figures(without, SOAK)


def test_page_shows_the_arithmetic() -> None:
    text = page(MEASURED, [Counting("kept_get", "Kept, by GET", 1.02, 1.0, 0.02)], "PostgreSQL 17")

    assert "CPU for one   = 90% × 1.00 ms + 10% × 11.0 ms = 2.00 ms" in text
    assert "| 1,000 | no CDN | 1,000 | 3.33 | 4 | 0.6 | 16 | 1.00 | 400.0 |" in text
    assert "| Kept, by GET | 1.020 | 1.000 | +0.020 | +2.0% |" in text


@pytest.mark.skipif("not writing.PAGE.exists()", reason="nothing has been measured yet")
def test_committed_page_is_that_of_the_committed_figures() -> None:
    assert writing.PAGE.read_text() == writing.current_page(), "Run `python -m benchmarks.capacity`."
