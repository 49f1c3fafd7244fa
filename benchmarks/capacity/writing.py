"""The page from the last results, where there are any."""

from __future__ import annotations

from benchmarks.measuring import results as kept
from benchmarks.measuring.places import PROJECT

from .measured import NotMeasuredError, measured
from .page import page

PAGE = PROJECT / "docs" / "capacity.md"


def write_if_measured() -> str:
    """Write the page where everything has been measured: what has come of it."""
    try:
        PAGE.write_text(current_page())
    except NotMeasuredError as error:
        return f"{PAGE.name} stays as it is. {error}"
    return f"Written: {PAGE.relative_to(PROJECT)}"


def current_page() -> str:
    """Raises ``NotMeasuredError``."""
    found, results = measured(), kept.load()
    return page(found, results.counting, results.facts["Database"])
