"""Where claims are shown: a shown claim can be neither unpublished nor deleted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
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


def _pages_with_block(claim: Any) -> set[int]:
    """Wagtail's reference index names the candidates; what counts is the text that is live."""
    references = ReferenceIndex.get_references_to(claim)
    candidates = references.filter(base_content_type=get_default_page_content_type())
    keys = {int(key) for key in candidates.values_list("object_id", flat=True)}
    live = Page.objects.live().filter(pk__in=keys).specific()
    return {page.pk for page in live if claim.pk in claims_in_streams(page)}


def claims_in_streams(page: Page) -> set[int]:
    """The keys of the claims in all StreamFields of `page`."""
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return {key for field in streams for key in claims_in(getattr(page, field.name))}


def problems_of_taking_away(instance: Any) -> list[PublishProblem]:
    """What speaks against unpublishing or deleting `instance`. Only claims are evidence for others."""
    claim_model = apps.get_model("articles.Claim")
    if not isinstance(instance, claim_model) or instance.pk is None:
        return []
    if not claim_model.objects.filter(pk=instance.pk, live=True).exists():
        return []
    shown_on = live_pages_showing(instance)
    if not shown_on:
        return []
    message = f"The claim “{instance}” is shown on {titles(shown_on)}. Take it off these pages first."
    return [PublishProblem(message, key=f"claim-shown:{instance.pk}", overridable=False)]


def titles(pages: list[Page]) -> str:
    """The pages' titles for a sentence, at most ten of them."""
    named = ", ".join(f"“{page.title}”" for page in pages[:10])
    return f"{named} and {len(pages) - 10} more" if len(pages) > 10 else named
