"""A plan carried out, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Revision

from articles.models import ArticleAuthor, ArticlePage, ArticleSource, MarkdownOrigin, Source
from media.models import Image

from ..errors import RefusedError
from ..limits import LONGEST_SLUG
from ..notes import Kind
from ..pieces import Picture
from ..recognising.sources import FoundSource
from .options import Options
from .pictures import Fetched, Fetcher, collection_for, stored_image
from .planning import WRITES, Action, Plan, note_on
from .streams import stored


def carry_out(plan: Plan, options: Options, fetcher: Fetcher | None = None) -> ArticlePage | None:
    """Store the draft and answer its page; None where the plan is to do nothing.

    Pictures are fetched before the transaction begins, so that no row waits for a host.
    """
    if plan.action not in WRITES:
        return plan.page
    pictures = [block.picture for block in plan.draft.body if block.picture]
    base = PurePosixPath(plan.draft.path)
    fetched = fetcher.fetch(pictures, base, plan.draft.notes) if fetcher else {}
    carry = _created if plan.action is Action.CREATE else _updated
    try:
        with transaction.atomic():
            return carry(plan, _images(pictures, fetched, options), options)
    except IntegrityError as error:
        raise RefusedError("Somebody else has imported the same file, or used its slug, at the same time.") from error


def _images(pictures: list[Picture], fetched: Mapping[str, Fetched], options: Options) -> dict[str, Image]:
    collection = collection_for(options.user) if fetched else None
    if collection is None:
        return {}
    by_address = {picture.address: picture for picture in pictures if picture.address in fetched}
    return {
        address: stored_image(picture, fetched[address], collection, options.user)
        for address, picture in by_address.items()
    }


def _created(plan: Plan, images: Mapping[str, Image], options: Options) -> ArticlePage:
    page = ArticlePage(
        uid=uuid.uuid4(),
        title=plan.draft.title,
        slug=_free_slug(plan),
        live=False,
        has_unpublished_changes=True,
        owner=options.user,
        locale=plan.parent.locale,
        first_published_at=_published(plan.draft.date),
    )
    _fill(page, plan, images)
    plan.parent.add_child(instance=page)
    revision = page.save_revision(user=options.user, log_action=True)
    _note_origin(page, plan, revision)
    return page


def _updated(plan: Plan, images: Mapping[str, Image], options: Options) -> ArticlePage:
    """A new revision. What readers see of a live page stays as it is."""
    stored_page = ArticlePage.objects.select_for_update(of=("self", "page_ptr")).get(pk=plan.page.pk)  # type: ignore[union-attr]
    if stored_page.latest_revision_id != plan.page.latest_revision_id:  # type: ignore[union-attr]
        raise RefusedError("Somebody has edited the page while it was imported.")
    page: ArticlePage = stored_page.get_latest_revision_as_object()
    page.title = plan.draft.title
    _fill(page, plan, images)
    revision = page.save_revision(user=options.user, log_action=True)
    _note_origin(page, plan, revision)
    return page


def _fill(page: Any, plan: Plan, images: Mapping[str, Image]) -> None:
    draft = plan.draft
    page.standfirst = draft.standfirst
    page.search_description = draft.description
    page.canonical_url = draft.canonical
    if draft.kind:
        page.kind = draft.kind
    page.key_takeaways = [("takeaway", text) for text in draft.takeaways]
    page.body = json.dumps(stored(draft.blocks, images, page.uid), ensure_ascii=False)
    page.topics = plan.topics
    page.tags.set(draft.tags)
    page.article_authors = [ArticleAuthor(author=author) for author in dict.fromkeys(plan.authors)]
    page.article_sources = _sources(plan)


def _sources(plan: Plan) -> list[ArticleSource]:
    return [
        ArticleSource(source=known, note=note_on(known, found))
        if (known := plan.known.get(found))
        else ArticleSource(source=_new_source(found, plan), note=found.note)
        for found in plan.draft.sources
    ]


def _new_source(found: FoundSource, plan: Plan) -> Source:
    language = plan.parent.locale.language_code
    source = Source(title=found.title, url=found.url, publisher=found.publisher, language=language)
    source.save()
    return source


def _note_origin(page: ArticlePage, plan: Plan, revision: Revision) -> None:
    values = {
        "digest": plan.draft.digest,
        "revision": revision,
        "imported_at": timezone.now(),
        "unused": plan.draft.unused,
    }
    if plan.action is Action.CREATE:  # the name is unique: of two imports at once, one fails
        MarkdownOrigin.objects.create(page_id=page.pk, source_name=plan.draft.name, **values)
    else:
        MarkdownOrigin.objects.filter(source_name=plan.draft.name).update(**values)


def _free_slug(plan: Plan) -> str:
    """The slug that was given or follows from the title, with a number where another page has it."""
    wanted = plan.draft.slug or slugify(plan.draft.title, allow_unicode=True)[:LONGEST_SLUG] or "article"
    candidates = chain([wanted], (f"{wanted[: LONGEST_SLUG - 10]}-{number}" for number in count(2)))
    slug = next(one for one in candidates if Page._slug_is_available(one, plan.parent))
    if plan.draft.slug and slug != plan.draft.slug:
        plan.draft.notes.add(Kind.CHANGED, f"another page has the slug “{plan.draft.slug}”; this one has “{slug}”", 1)
    return slug


def _published(date: dt.date | None) -> dt.datetime | None:
    """The day on which the text appeared elsewhere: kept as the first one when the page is published."""
    return dt.datetime.combine(date, dt.time(12), dt.UTC) if date else None
