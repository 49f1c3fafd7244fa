"""Dashboard, alerts, runbooks and the table of metrics speak of what exists, and of all of it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

import media.metrics
import syndication.metrics
from config.monitoring import requests
from config.monitoring.gauges import FAMILIES
from content_api.monitoring.metrics import REGISTRY

DOCS: Path = settings.BASE_DIR / "docs"
DECLARING = (media.metrics, syndication.metrics, requests)  # what declares metrics where they are counted
NAME = re.compile(r"\bnuages_[a-z_]+\b")
PARTS = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}


@cache
def declared() -> dict[str, tuple[str, ...]]:
    """Every metric: its name, with those of its samples."""
    found = {metric.name: PARTS[metric.type] for metric in REGISTRY.collect()}
    found |= {name: PARTS["counter" if family.is_counter else "gauge"] for name, family in FAMILIES.items()}
    return {name: tuple(f"{name}{part}" for part in parts) for name, parts in found.items()}


def samples() -> set[str]:
    return {sample for names in declared().values() for sample in names}


def panels() -> list[dict[str, Any]]:
    dashboard = json.loads((DOCS / "monitoring/dashboard.json").read_text())
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def alerts() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((DOCS / "monitoring/alerts.yaml").read_text())["groups"]
    return list(group["rules"])


def named_in(expressions: list[str]) -> set[str]:
    """Metrics in PromQL; labels and jobs are not."""
    return {name for one in expressions for name in NAME.findall(re.sub(r'"[^"]*"', "", one))}


def test_the_dashboard_shows_what_exists_and_all_of_it() -> None:
    shown = named_in([target["expr"] for panel in panels() for target in panel["targets"]])

    assert shown - samples() == set()
    assert [name for name, names in declared().items() if shown.isdisjoint(names)] == []


def test_the_dashboard_can_be_imported() -> None:
    dashboard = json.loads((DOCS / "monitoring/dashboard.json").read_text())

    assert (dashboard["uid"], dashboard["title"]) == ("nuages", "Nuages")
    assert [one["name"] for one in dashboard["templating"]["list"]] == ["datasource", "job"]
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    assert all(panel["title"] and panel["description"] and panel["targets"] for panel in panels())
    assert {panel["datasource"]["uid"] for panel in panels()} == {"${datasource}"}


def test_alerts_are_about_what_exists() -> None:
    assert named_in([alert["expr"] for alert in alerts()]) - samples() == set()


def test_each_alert_has_a_runbook_and_each_runbook_an_alert() -> None:
    text = (DOCS / "runbooks.md").read_text()
    sections = re.findall(r"^## (Nuages\w+)$", text, flags=re.MULTILINE)

    assert sections == [alert["alert"] for alert in alerts()]
    for alert in alerts():
        assert alert["annotations"]["runbook"] == f"docs/runbooks.md#{alert['alert'].lower()}"
        assert alert["labels"]["severity"] in ("page", "ticket")


@pytest.mark.parametrize("part", ["Means", "Look", "Do"])
def test_each_runbook_says_what_to_do(part: str) -> None:
    text = (DOCS / "runbooks.md").read_text()

    assert len(re.findall(rf"^\*\*{part}\*\* ", text, flags=re.MULTILINE)) == len(alerts())


def test_the_table_of_metrics_is_complete() -> None:
    text = (DOCS / "monitoring/metrics.md").read_text()
    rows = dict(re.findall(r"^\| `(nuages_\w+)` \|([^|]*)\|", text, flags=re.MULTILINE))
    labels = {
        (f"{metric.name}_total" if metric.type == "counter" else metric.name): collector._labelnames
        for collector, (metric, *_) in ((one, list(one.describe())) for one in REGISTRY._collector_to_names)
    }
    labels |= {f"{name}{'_total' if one.is_counter else ''}": one.labels for name, one in FAMILIES.items()}

    assert {name: tuple(re.findall(r"`(\w+)`", row)) for name, row in rows.items()} == labels


def test_other_documents_name_what_exists() -> None:
    known = samples() | set(declared())

    for name in ("runbooks.md", "operators/monitoring.md", "monitoring/metrics.md"):
        named = set(re.findall(r"`(nuages_\w+)(?:\{[^`]*)?`", (DOCS / name).read_text()))
        assert named - known == set(), name
