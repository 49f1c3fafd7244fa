"""What keeps something from being live, in sentences that name the block, the claim or the image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from articles.blocks.claims import CLAIM
from articles.blocks.figures import FIGURE, figures

from .errors import PublishProblem
from .uses import held, live_pages_showing, titles


def problems(candidate: Any, at: datetime | None = None) -> list[PublishProblem]:
    """Everything that speaks against `candidate` being live; with `at`, being live from that time on.

    `candidate` may be unsaved: its children are read as they are in memory.
    """
    found: list[PublishProblem] = []
    if isinstance(candidate, Page):
        found += claim_problems(claims_used(candidate), at)
        found += image_problems(candidate)
    elif isinstance(candidate, apps.get_model("articles.Claim")):
        found += evidence_problems(candidate)
    if hasattr(candidate, "publish_problems"):
        found += [
            PublishProblem(sentence, key=f"structure:{sentence}", overridable=False)
            for sentence in candidate.publish_problems()
        ]
    return found


def streams_of(page: Page) -> Iterator[StreamValue]:
    """The values of all StreamFields of `page`."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield getattr(page, field.name)


def places(stream: StreamValue, block_type: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The blocks of one type as stored, each with words for its place. Nothing is loaded."""
    for position, stored in enumerate(stream.get_prep_value(), start=1):
        if stored["type"] == block_type:
            label = str(stream.stream_block.child_blocks[block_type].label).lower()
            yield f"Block {position} ({label})", stored


def claims_used(page: Any) -> Iterator[tuple[int, str]]:
    """The keys of the claims that `page` shows, each with its place."""
    for stream in streams_of(page):
        for place, stored in places(stream, CLAIM):
            if (key := stored["value"].get("claim")) is not None:
                yield key, place
    for adoption in page.adoptions.all() if hasattr(page, "adoptions") else ():
        if adoption.claim_id:
            yield adoption.claim_id, f"Adoption of {framework_of(adoption)}"
    for row in page.rows.all() if hasattr(page, "rows") else ():
        for cell in row.cells.all():
            if cell.claim_id:
                yield cell.claim_id, f"Row “{row.criterion}”, {framework_of(cell)}"


def framework_of(entry: Any) -> str:
    """The framework of an adoption or a cell, which an unfinished one may lack."""
    return str(entry.framework) if entry.framework_id else "a framework"


def claim_problems(used: Iterable[tuple[int, str]], at: datetime | None) -> list[PublishProblem]:
    """Each claim on a live page is live itself and has a source."""
    places_of: dict[int, dict[str, None]] = {}
    for key, place in used:
        places_of.setdefault(key, {})[place] = None
    claims = stored_claims(places_of)
    found: list[PublishProblem] = []
    for key, where in places_of.items():
        claim, place = claims.get(key), "; ".join(where)
        if claim is None:
            message = f"{place}: the claim has been deleted. Choose another one, or remove the block."
            found.append(PublishProblem(message, key=f"claim-gone:{key}", overridable=False))
            continue
        if not claim.live and not due_by(claim, at):
            message = f"{place}: the claim “{claim}” is not published. Publish the claim, or take it off the page."
            found.append(PublishProblem(message, key=f"claim-not-live:{key}"))
        if not claim.has_source:
            message = f"{place}: the claim “{claim}” has no source. Add a source to the claim, and publish it."
            found.append(PublishProblem(message, key=f"claim-without-source:{key}"))
    return found


def stored_claims(keys: Iterable[int]) -> dict[int, Any]:
    """The claims as the database has them."""
    sources = apps.get_model("articles.ClaimSource").objects.filter(claim=OuterRef("pk"))
    claims = apps.get_model("articles.Claim").objects.filter(pk__in=list(keys)).order_by("pk")
    return {claim.pk: claim for claim in held(claims.annotate(has_source=Exists(sources)))}


def due_by(claim: Any, at: datetime | None) -> bool:
    """Whether a schedule publishes `claim` before the page that shows it goes live."""
    return at is not None and Revision.objects.for_instance(claim).filter(approved_go_live_at__lte=at).exists()


def image_problems(page: Any) -> list[PublishProblem]:
    """Each image on a live page has an alternative text, its own or the image's, or is decorative."""
    found: list[PublishProblem] = []
    hero = getattr(page, "hero_image", None)
    if hero and not (
        getattr(page, "hero_image_decorative", False)
        or getattr(page, "hero_image_alt", "").strip()
        or hero.description.strip()
    ):
        found.append(_image_problem("Main image", "hero", hero))
    for stream in streams_of(page):
        if FIGURE not in stream.stream_block.child_blocks:
            continue
        for (place, stored), figure in zip(places(stream, FIGURE), figures(stream), strict=True):
            if figure.image is None or figure.decorative:
                continue
            if not (figure.alt_text or figure.image.description.strip()):
                found.append(_image_problem(place, f"block-{stored['id']}", figure.image))
    return found


def _image_problem(place: str, key: str, image: Any) -> PublishProblem:
    message = (
        f"{place}: the image “{image.title}” has no description. "
        "Write an alternative text, or mark the image as decorative."
    )
    return PublishProblem(message, key=f"image-alt:{key}:{image.pk}")


def evidence_problems(claim: Any) -> list[PublishProblem]:
    """A live claim says something, in the language that all others fall back to, and names a source for it."""
    found: list[PublishProblem] = []
    default = apps.get_model("wagtailcore.Locale").get_default()
    if not any(text.locale_id == default.pk and text.statement.strip() for text in claim.texts.all()):
        message = f"The claim has no statement in {default.get_display_name()}."
        found.append(PublishProblem(message, key="claim-statement"))
    if not any(entry.source_id for entry in claim.claim_sources.all()):
        message = f"The claim “{claim}” has no source. A published claim needs at least one."
        if shown_on := live_pages_showing(claim) if claim.pk else []:
            message += f" It is shown on {titles(shown_on)}."
        found.append(PublishProblem(message, key="claim-sources"))
    return found
