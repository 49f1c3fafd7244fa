"""The chart: a bar for each median, drawn as SVG. Legible on light and on dark pages."""

from __future__ import annotations

from html import escape

from benchmarks.measuring.results import Measurement, Results
from benchmarks.measuring.sides import NUAGES, PLAIN

WIDTH, LABELS, RIGHT = 860, 330, 70
BAR, GAP, BETWEEN = 16, 4, 18
TOP = 76
COLOURS = {"small": "#0f766e", "large": "#5eead4", "plain": "#d97706"}
KEYS = (
    "fixed",
    "list",
    "list_with_total",
    "list_of_pages",
    "far_page",
    "article",
    "companies",
    "comparison",
    "search",
    "facets",
)

STYLE = """
    text { fill: #1f2933; }
    .quiet { fill: #52606d; }
    .page { fill: #f8fafb; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f5f7fa; }
      .quiet { fill: #9fb3c8; }
      .page { fill: #1f2933; }
    }"""


def chart(results: Results) -> str:
    """Bars grouped by question: Nuages small, Nuages large, plain Grapple."""
    groups = [group for group in (_group(results, key) for key in KEYS) if group]
    longest = max(one.median for group in groups for _, one in group)
    parts: list[str] = []
    y = TOP
    for group in groups:
        middle = y + len(group) * (BAR + GAP) / 2
        title = escape(group[0][1].title.replace("`", ""))
        parts.append(f'<text x="{LABELS - 12}" y="{middle + 3:.0f}" text-anchor="end">{title}</text>')
        for series, one in group:
            width = max(1.0, (WIDTH - LABELS - RIGHT) * one.median / longest)
            parts.append(
                f'<rect x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2" fill="{COLOURS[series]}"/>'
                f'<text class="quiet" x="{LABELS + width + 6:.1f}" y="{y + 12}" font-size="12">{one.median:.1f}</text>'
            )
            y += BAR + GAP
        y += BETWEEN
    return _frame(results, "\n  ".join(parts), y)


def _group(results: Results, key: str) -> list[tuple[str, Measurement]]:
    found = [
        ("small", results.find(NUAGES.name, results.small, key)),
        ("large", results.find(NUAGES.name, results.large, key)),
        ("plain", results.find(PLAIN.name, results.small, key)),
    ]
    if key == "far_page" and results.large:
        del found[0]  # another page of the list
    return [(series, one) for series, one in found if one]


def _frame(results: Results, bars: str, height: int) -> str:
    legend = [("small", f"Nuages, {results.small:,} articles")]
    if results.large:
        legend.append(("large", f"Nuages, {results.large:,} articles"))
    legend.append(("plain", f"plain Grapple, {results.small:,} articles"))
    keys = "".join(
        f'<rect x="{20 + 240 * place}" y="44" width="12" height="12" rx="2" fill="{COLOURS[series]}"/>'
        f'<text x="{38 + 240 * place}" y="55" font-size="13">{escape(text)}</text>'
        for place, (series, text) in enumerate(legend)
    )
    title = "Milliseconds until the answer is there: median"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" \
font-family="system-ui, sans-serif" font-size="14" role="img" aria-labelledby="title">
  <title id="title">{title} for each question</title>
  <style>{STYLE}
  </style>
  <rect class="page" width="{WIDTH}" height="{height}"/>
  <text x="20" y="28" font-size="16" font-weight="600">{title}</text>
  {keys}
  {bars}
</svg>
"""
