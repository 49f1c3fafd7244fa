"""Feeds, site maps, outlines and Markdown twins: files that are made of answers, and tell no more than these."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from content_api.http.inside import Reader
from content_api.visibility import visible
from syndication.feeds.listing import all_feeds
from syndication.machines.twins import name_of
from tests.api.leaks.test_texts import WAYS, hidden_objects, hide

from .showcase import Showcase

FILES = ("/sitemap.xml", "/news-sitemap.xml", "/llms.txt", "/feeds/articles.rss?content=summary")


def addresses(showcase: Showcase) -> list[str]:
    """Those of every file that there is while everything is visible."""
    reader = Reader()
    languages = sorted(set(reader.viewer.territory.languages.values()))
    feeds = {link.path for locale in languages for link in all_feeds(lambda rows: visible(rows, reader.viewer), locale)}
    pages = [one for one in showcase.pool if isinstance(one, Page)]
    paths = {page.get_url() or "" for page in pages}
    twins = {f"/markdown/{name_of(path.removeprefix('http://localhost'))}.md" for path in paths}
    return sorted(feeds | twins | set(FILES))


def text_of(files: list[str]) -> str:
    """All that the files say; those that are gone say nothing."""
    found = [(file, Client().get(file)) for file in files]
    assert [file for file, response in found if response.status_code not in (200, 404)] == []
    return " ".join(response.content.decode() for _, response in found if response.status_code == 200)


def test_what_is_visible_is_in_the_files(showcase: Showcase) -> None:
    text = text_of(addresses(showcase))
    articles = [one for one in hidden_objects(showcase) if type(one).__name__ == "ArticlePage"]

    assert articles
    assert [one for one in articles if not any(trace in text for trace in showcase.catalog.betraying(one))] == []


@pytest.mark.parametrize("way", WAYS)
def test_no_file_tells_what_is_hidden(way: str, showcase: Showcase) -> None:
    objects, files = hidden_objects(showcase), addresses(showcase)
    with transaction.atomic():
        for instance in objects:
            hide(instance, WAYS[way])
        cache.clear()
        text = text_of(files)
        transaction.set_rollback(True)
    said = {str(one): [trace for trace in showcase.catalog.betraying(one) if trace in text] for one in objects}
    assert {name: traces for name, traces in said.items() if traces} == {}
