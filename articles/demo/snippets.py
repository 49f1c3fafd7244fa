"""Topics, authors, sources, frameworks and claims of the demo content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from articles.models import (
    Author,
    AuthorLink,
    AuthorText,
    Claim,
    ClaimSource,
    ClaimText,
    Framework,
    FrameworkText,
    Source,
    SourceText,
    Topic,
    TopicText,
)
from media.demo import demo_uid, document

from .files import entries
from .tree import days_ago, demo_editor, page_at

FIRST_CLAIM, CLAIMS_TOOK = 350, 250  # days ago; days


def missing(kind: str, model: type[Model]) -> Iterator[dict[str, Any]]:
    """The entries that are not in the database; each with its `uid` in the place of its key.

    Where an entry needs a slug and has none, the key is the slug.
    """
    there = set(model._default_manager.values_list("uid", flat=True))
    for entry in entries(kind):
        key = entry.pop("key")
        if demo_uid(kind, key) not in there:
            slug = {"slug": key} if kind == "framework" else {}
            yield {"uid": demo_uid(kind, key), **slug, **entry}


def find(model: type[Model], key: str) -> Any:
    """The demo object with this key; the kind is the model's name."""
    return model._default_manager.get(uid=demo_uid(model.__name__.lower(), key))


def texts(model: type[Model], entry: dict[str, Any]) -> list[Any]:
    """One child for each language that the entry has texts in."""
    given = entry.pop("texts")
    return [model(locale=Locale.objects.get(language_code=code), **fields) for code, fields in given.items()]


def load_basics() -> int:
    """What needs no page: documents, topics, authors, sources, frameworks. Answers how many are new."""
    made = 0
    for entry in entries("document"):
        document(**entry)
    for entry in missing("topic", Topic):
        Topic(texts=texts(TopicText, entry), **entry).save()
        made += 1
    for entry in missing("source", Source):
        Source(texts=texts(SourceText, entry), **entry).save()
        made += 1
    for entry in missing("author", Author):
        links = [AuthorLink(sort_order=n, **link) for n, link in enumerate(entry.pop("links", []))]
        Author(texts=texts(AuthorText, entry), links=links, **entry).save()
        made += 1
    for entry in missing("framework", Framework):
        _store(Framework(live=False, texts=texts(FrameworkText, entry), **entry), live=True)
        made += 1
    return made


def load_claims() -> int:
    """The claims; those about companies need their pages. One is left as a draft. Answers how many are new.

    They were published one after the other, from a year ago on.
    """
    made = 0
    new = list(missing("claim", Claim))
    for number, entry in enumerate(new):
        is_live = entry.pop("live", True)
        framework, company = entry.pop("framework", None), entry.pop("company", None)
        sources = [
            ClaimSource(source=find(Source, source.pop("source")), sort_order=n, **source)
            for n, source in enumerate(entry.pop("sources", []))
        ]
        claim = Claim(
            framework=find(Framework, framework) if framework else None,
            company=page_at(f"companies/{company}", Locale.get_default()).specific if company else None,
            live=False,
            first_published_at=days_ago(FIRST_CLAIM - number * CLAIMS_TOOK // len(new)) if is_live else None,
            texts=texts(ClaimText, entry),
            claim_sources=sources,
            **entry,
        )
        _store(claim, live=is_live)
        made += 1
    return made


def _store(snippet: Any, live: bool) -> None:
    user = demo_editor()
    snippet.save()
    revision = snippet.save_revision(user=user)
    if live:
        revision.publish(user=user)
