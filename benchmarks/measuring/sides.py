"""The two that are measured: Nuages, and a site with plain Grapple that has the same content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .places import DOCUMENTS, PLAIN_DOCUMENTS

SOURCES_OF_NUAGES = ("articles", "home", "media", "site", "graphql")


@dataclass(frozen=True)
class Side:
    """``sources`` are the folders that decide what its database holds."""

    name: str
    title: str
    settings_module: str
    application: str
    filling: str
    endpoint: str
    documents: Path
    sources: tuple[str, ...]


NUAGES = Side(
    name="nuages",
    title="Nuages",
    settings_module="benchmarks.serving.settings",
    application="config.wsgi:application",
    filling="benchmarks.filling",
    endpoint="/uncached/graphql/",
    documents=DOCUMENTS,
    sources=("benchmarks/invented", "benchmarks/bulk", "benchmarks/filling", *SOURCES_OF_NUAGES),
)
PLAIN = Side(
    name="plain",
    title="Plain Grapple",
    settings_module="benchmarks.plain_grapple.settings",
    application="benchmarks.plain_grapple.wsgi:application",
    filling="benchmarks.plain_grapple.filling",
    endpoint="/api/graphql/",
    documents=PLAIN_DOCUMENTS,
    sources=("benchmarks/invented", "benchmarks/bulk", "benchmarks/plain_grapple"),
)
