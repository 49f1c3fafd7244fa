"""What descriptions of several pages have in common, each thing loaded once for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Page

from ..viewer import Viewer
from .breadcrumbs import Crumb, breadcrumbs_for
from .canonical import canonical_for
from .graph import publisher_reference
from .json_ld import references_in
from .languages import bcp47
from .parts import (
    ImagePurpose,
    ImageReference,
    PageParts,
    PublicImage,
    Publisher,
    Subject,
    describer_of,
    images_for,
    publisher_for,
)


@dataclass
class Batch:
    """Pages described together; each property is worked out once for all of them."""

    pages: list[Page]
    viewer: Viewer

    @cached_property
    def publisher(self) -> Publisher | None:
        return publisher_for(self.viewer)

    @cached_property
    def subjects(self) -> dict[int, Subject]:
        canonicals = canonical_for(self.pages, self.viewer)
        languages = self.viewer.territory.languages
        publisher = publisher_reference(self.viewer.site, self.publisher)
        return {
            page.pk: Subject(
                page=page,
                canonical=canonicals[page.pk],
                locale=languages[page.locale_id],
                language=bcp47(languages[page.locale_id]),
                publisher=publisher,
            )
            for page in self.pages
        }

    @cached_property
    def parts(self) -> dict[int, PageParts]:
        by_model: dict[type[Page], list[Subject]] = defaultdict(list)
        for page in self.pages:
            by_model[type(page)].append(self.subjects[page.pk])
        parts = {page.pk: PageParts() for page in self.pages}
        for model, subjects in by_model.items():
            describe = describer_of(model)
            parts |= describe(subjects, self.viewer) if describe else {}
        return parts

    @cached_property
    def trails(self) -> dict[int, list[Crumb]]:
        return breadcrumbs_for(self.pages, self.viewer)

    @cached_property
    def images(self) -> dict[ImageReference, PublicImage]:
        wanted = {image for page in self.pages for image in self.share_images(page)}
        for parts in self.parts.values():
            wanted |= set(references_in(list(parts.objects)))
        if self.publisher:
            wanted |= set(references_in(self.publisher.organization))
        return images_for(wanted, self.viewer)

    def share_images(self, page: Any) -> list[ImageReference]:
        """What may stand for the page where it is shared, best first."""
        chosen: int | None = getattr(page, "share_image_id", None)
        candidates = (
            ImageReference(chosen, ImagePurpose.SHARE) if chosen else None,
            self.parts[page.pk].image,
            self.publisher.share_image if self.publisher else None,
        )
        return [candidate for candidate in candidates if candidate]

    def site_name(self) -> str:
        if self.publisher:
            return self.publisher.name
        return self.viewer.site.site_name if self.viewer.site else ""
