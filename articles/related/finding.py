"""Choosing the pages to read next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from content_api.viewer import Viewer

from .statements import Candidate, Group, Links, candidates_in, links_of


def related_for(pages: Iterable[Any], first: int, viewer: Viewer) -> dict[int, list[int]]:
    """Primary keys of at most ``first`` pages to read next, for each page by primary key.

    Chosen pages in editors' order, then others of the page's type: those that share the most topics or frameworks
    before those that share fewer, newest first. Visible pages in the page's language, each once, never an alias or
    the page itself. Two statements for each page type.
    """
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
    related: dict[int, list[int]] = {}
    for model, siblings in by_model.items():
        links = links_of(model, siblings, viewer)
        groups = {group for page in siblings for group in _groups(page, links[page.pk])}
        candidates = candidates_in(model, groups, viewer)
        for page in siblings:
            found = [*links[page.pk].chosen, *_ranked(page, links[page.pk], candidates)]
            related[page.pk] = [key for key in dict.fromkeys(found) if key != page.pk][:first]
    return related


def _groups(page: Any, links: Links) -> list[Group]:
    return [(shared, page.locale_id) for shared in sorted(links.shared)]


def _ranked(page: Any, links: Links, candidates: dict[Group, list[Candidate]]) -> list[int]:
    """The candidates of a page's topics or frameworks, best first."""
    found = {candidate.key: candidate for group in _groups(page, links) for candidate in candidates.get(group, [])}

    def rank(candidate: Candidate) -> tuple[Any, ...]:
        return len(candidate.shared & links.shared), candidate.published, candidate.key

    return [candidate.key for candidate in sorted(found.values(), key=rank, reverse=True)]
