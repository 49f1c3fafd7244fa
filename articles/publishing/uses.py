"""Where claims are shown: a shown claim can be neither unpublished nor deleted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from articles.blocks.claims import claims_in

from .errors import PublishProblem


def live_pages_showing(claim: Any) -> list[Page]:
    """The live pages on which `claim` stands: in a block, an adoption or a cell of a comparison. Ordered by title."""
    adoptions = claim.adoptions.filter(page__live=True).values_list("page_id", flat=True)
    cells = claim.comparison_cells.filter(row__page__live=True).values_list("row__page_id", flat=True)
    pages = Page.objects.filter(pk__in={*adoptions, *cells, *_pages_with_block(claim)})
    return list(pages.order_by("title", "pk"))


def live_pages_referring_to(instance: Any) -> list[Any]:
    """The live pages that Wagtail's reference index names; it may lag behind deletions made by code."""
    references = ReferenceIndex.get_references_to(instance)
    on_pages = references.filter(base_content_type=get_default_page_content_type())
    keys = {int(key) for key in on_pages.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=keys).order_by("title", "pk").specific())


def _pages_with_block(claim: Any) -> set[int]:
    """What counts is the text that is live."""
    return {page.pk for page in live_pages_referring_to(claim) if claim.pk in claims_in_streams(page)}


def claims_in_streams(page: Page) -> set[int]:
    """The keys of the claims in all StreamFields of `page`."""
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return {key for field in streams for key in claims_in(getattr(page, field.name))}


def problems_of_taking_away(instance: Any) -> list[PublishProblem]:
    """What speaks against unpublishing or deleting `instance`. Only claims are evidence for others."""
    claim_model = apps.get_model("articles.Claim")
    if not isinstance(instance, claim_model) or instance.pk is None:
        return []
    if not held(claim_model.objects.filter(pk=instance.pk, live=True)):
        return []
    shown_on = live_pages_showing(instance)
    if not shown_on:
        return []
    message = f"The claim “{instance}” is shown on {titles(shown_on)}. Take it off these pages first."
    return [PublishProblem(message, key=f"claim-shown:{instance.pk}", overridable=False)]


def held(claims: QuerySet[Any]) -> QuerySet[Any]:
    """`claims` as they are now, and kept so until the transaction ends.

    Otherwise a page could go live with a claim while somebody else takes the claim away: neither would see the other.
    """
    return claims.select_for_update(no_key=True) if transaction.get_connection().in_atomic_block else claims


def titles(pages: list[Page]) -> str:
    """The pages' titles for a sentence, at most ten of them."""
    named = ", ".join(f"“{page.title}”" for page in pages[:10])
    return f"{named} and {len(pages) - 10} more" if len(pages) > 10 else named
