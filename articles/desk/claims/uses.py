"""Where claims are used: on which pages, in which places, in what readers see or in a draft.

Wagtail's reference index knows what is stored with pages. A draft of a live page is stored as a revision alone, and is
searched for the keys of claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from articles.blocks.claims import CLAIM
from articles.models import Claim, Framework
from articles.publishing.problems import claims_used

# As a key of JSON, or of JSON in a string of JSON, which is how revisions keep StreamFields.
IN_JSON = r'"claim\\?": {key}[^0-9]'
WITH_PLACES = ("adoptions__framework", "rows__cells__framework")


@dataclass(frozen=True)
class Place:
    """One claim in one place of a page, in the published text, in a draft or in both."""

    claim: int
    words: str
    is_published: bool
    is_draft: bool

    @property
    def where(self) -> str:
        if self.is_published:
            return "published and draft" if self.is_draft else "published"
        return "draft"


def pages_using(claim: Claim | None = None) -> QuerySet[Any]:
    """Pages with `claim`, or with any, each with ``in_text`` (readers see it) and ``in_draft``."""
    stored = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type__app_label=Claim._meta.app_label,
        to_content_type__model=Claim._meta.model_name,
    )
    if claim is not None:
        stored = stored.filter(to_object_id=str(claim.pk))
    keys = stored.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key")
    named = Q(revision_text__regex=IN_JSON.format(key=claim.pk if claim else "[0-9]+"))
    is_draft = Q(has_unpublished_changes=True) | Q(live=False)
    in_text = Q(live=True, pk__in=keys)
    in_draft = is_draft & (named | Q(latest_revision=None, pk__in=keys))
    pages = Page.objects.alias(revision_text=Cast("latest_revision__content", TextField()))
    found = pages.filter(in_text | in_draft).annotate(in_text=_flag(in_text), in_draft=_flag(in_draft))
    return found.select_related("content_type", "locale")


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def note_places(pages: Iterable[Any], claim: Claim | None = None) -> None:
    """Give each page its ``places``. The number of statements depends on the types of the pages alone."""
    pages = list(pages)
    published = _published_places([page for page in pages if page.in_text or not page.latest_revision_id])
    drafts = _draft_places([page for page in pages if page.in_draft and page.latest_revision_id])
    for page in pages:
        seen, drafted = published.get(page.pk, ()), drafts.get(page.pk, ())
        if not page.in_text:
            seen, drafted = (), drafted or seen
        both = dict.fromkeys([*seen, *drafted])
        page.places = [
            Place(key, words, (key, words) in seen, (key, words) in drafted)
            for key, words in both
            if claim is None or key == claim.pk
        ]


Found = tuple[tuple[int, str], ...]


def _published_places(pages: list[Page]) -> dict[int, Found]:
    found: dict[int, Found] = {}
    for model in {page.specific_class for page in pages}:
        names = [name for name in WITH_PLACES if hasattr(model, name.partition("__")[0])]
        keys = [page.pk for page in pages if page.specific_class is model]
        for page in model._default_manager.filter(pk__in=keys).prefetch_related(*names):
            found[page.pk] = tuple(claims_used(page))
    return found


def _draft_places(pages: list[Page]) -> dict[int, Found]:
    contents = {
        page.pk: (page.specific_class, content)
        for page, content in zip(pages, _contents(pages), strict=True)
        if page.specific_class is not None
    }
    names = dict(Framework.objects.order_by().values_list("pk", "name")) if contents else {}
    return {key: tuple(_in_draft(model, content, names)) for key, (model, content) in contents.items()}


def _contents(pages: list[Page]) -> list[dict[str, Any]]:
    stored = dict(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "latest_revision__content"))
    return [stored[page.pk] for page in pages]


def _in_draft(model: type[Any], content: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """As `claims_used` says it of a page, but of a revision as it is stored."""
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            blocks = json.loads(content.get(field.name) or "[]")
            for position, block in enumerate(blocks, start=1):
                if block["type"] == CLAIM and (key := block["value"].get("claim")) is not None:
                    yield key, f"Block {position} ({CLAIM})"
    for adoption in content.get("adoptions", ()):
        if adoption["claim"]:
            yield adoption["claim"], f"Adoption of {names.get(adoption['framework'], 'a framework')}"
    for row in content.get("rows", ()):
        for cell in row["cells"]:
            if cell["claim"]:
                framework = names.get(cell["framework"], "a framework")
                yield cell["claim"], f"Row “{row['criterion']}”, {framework}"
