"""What was promised, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measuring.results import Measurement, Results
from benchmarks.measuring.sides import NUAGES, PLAIN

MOST_GROWTH = 2.0  # a hundred times the articles, or a thousand pages further
LIST_RATIO, ARTICLE_RATIO = 8.0, 3.0  # how many times faster than plain Grapple
KEPT_SHARE, NOT_MODIFIED_SHARE = 0.35, 0.45  # of the requests a second for a fixed document
KEPT_TIMES = 20.0  # the requests a second where each answer is computed
COMMON_TERM_MILLISECONDS = 300.0


@dataclass(frozen=True)
class Target:
    """``measured`` is ``None`` where something that it compares was not measured."""

    title: str
    allowed: str
    measured: str | None
    is_met: bool

    @property
    def verdict(self) -> str:
        return "not measured" if self.measured is None else "met" if self.is_met else "missed"


def targets(results: Results) -> list[Target]:
    """Those of this run: what grows with the content is known only where there are two sizes."""
    return [*against_plain(results), *kept(results), *(growth(results) if results.large else ())]


def against_plain(results: Results) -> Iterator[Target]:
    for key, title, wanted in (("list", "List of 20", LIST_RATIO), ("article", "Article by path", ARTICLE_RATIO)):
        ours = results.find(NUAGES.name, results.small, key)
        theirs = results.find(PLAIN.name, results.small, key)
        ratio = quotient(theirs, ours)
        yield Target(
            f"{title}: faster than plain Grapple",
            f"at least {wanted:g} ×",
            None if ratio is None else f"{ratio:.1f} ×",
            ratio is not None and ratio >= wanted,
        )


def kept(results: Results) -> Iterator[Target]:
    """Of kept answers: those by GET, which a client can have already."""
    for key, title, other, wanted in (
        ("kept_get", "Kept list of 20, by GET: requests a second", "fixed", KEPT_SHARE),
        ("not_modified", "304 for it: requests a second", "fixed", NOT_MODIFIED_SHARE),
    ):
        share = _share(results, key, other)
        yield Target(
            title,
            f"at least {wanted:.0%} of the fixed document's",
            None if share is None else f"{share:.0%}",
            share is not None and share >= wanted,
        )
    times = _share(results, "kept", "computed")
    yield Target(
        "Kept list of 20: more requests a second than computed",
        f"at least {KEPT_TIMES:g} ×",
        None if times is None else f"{times:.0f} ×",
        times is not None and times >= KEPT_TIMES,
    )


def _share(results: Results, key: str, other: str) -> float | None:
    one, whole = results.rate(key), results.rate(other)
    return one.per_second / whole.per_second if one and whole else None


def growth(results: Results) -> Iterator[Target]:
    large, small = results.large, results.small
    assert large is not None
    for key, title in (
        ("list", "List of 20"),
        ("article", "Article by path"),
        ("search", "Search for a word with 50 hits"),
    ):
        ratio = quotient(results.find(NUAGES.name, large, key), results.find(NUAGES.name, small, key))
        yield _at_most(f"{title}: {large:,} articles against {small:,}", ratio)
    far = results.find(NUAGES.name, large, "far_page")
    ratio = quotient(far, results.find(NUAGES.name, large, "list"))
    yield _at_most(f"{far.title if far else 'A far page of the list'}, against the first", ratio)
    common = results.find(NUAGES.name, large, "facets")
    yield Target(
        f"Search for a word in all {large:,} articles, with facets",
        f"at most {COMMON_TERM_MILLISECONDS:g} ms",
        None if common is None else f"{common.median:.0f} ms",
        common is not None and common.median <= COMMON_TERM_MILLISECONDS,
    )


def _at_most(title: str, ratio: float | None) -> Target:
    return Target(
        title,
        f"at most {MOST_GROWTH:g} ×",
        None if ratio is None else f"{ratio:.2f} ×",
        ratio is not None and ratio <= MOST_GROWTH,
    )


def quotient(dividend: Measurement | None, divisor: Measurement | None) -> float | None:
    """How many times longer the median of ``dividend`` is."""
    return dividend.median / divisor.median if dividend and divisor else None
