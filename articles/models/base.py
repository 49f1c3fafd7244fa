"""What every page of this project has on top of Wagtail's."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from wagtail.models import Page, Revision

from content_api.declare import GraphQLDateTime
from content_api.previews.frames import FrontendPreviewMixin

from ..previews import PreviewTemplate
from ..publishing.gate import PublishGateMixin
from .identity import Identified
from .indexing import IndexedWithChildren
from .modification import Modified


class BasePage(
    FrontendPreviewMixin, PublishGateMixin, PreviewTemplate, Identified, Modified, IndexedWithChildren, Page
):
    """Adds to Wagtail's page:

    - ``uid``, an identity that survives renames, export and import;
    - ``modified_at``, when what readers read was changed last;
    - what a shared link shows, and where a text was published first;
    - the publish gate, with a reason for passing it all the same;
    - a preview in the frontend, and one that needs none;
    - fields computed from the content, the same in drafts and published (``compute_fields``);
    - indexes that know the inline children.
    """

    share_image = models.ForeignKey(
        "media.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown where the page is shared. Without one, the page's main image or the site's is used.",
    )
    share_description = models.TextField(
        blank=True,
        max_length=300,
        help_text="Shown beneath the title where the page is shared. "
        "Without one, the description for search engines is used.",
    )
    canonical_url = models.URLField(
        "original address",
        blank=True,
        help_text="Only for a text that was published elsewhere first: search engines are sent there.",
    )
    publish_override_reason = models.TextField(
        "reason to publish all the same",
        blank=True,
        help_text="Publishing is refused while claims lack sources or images lack a description. "
        "A reason written here lets this page pass; it is kept with your name and the time.",
    )

    # Whether editors look at it again from time to time; see articles.desk.reviews.
    goes_stale = True

    # A copy answers for itself.
    exclude_fields_in_copy = [
        *Identified.exclude_fields_in_copy,
        "publish_override_reason",
        "content_digest",
        "modified_at",
    ]

    graphql_fields = [
        GraphQLString("uid", required=True, description="Identity that survives export, import and renames."),
        GraphQLDateTime(
            "modified_at",
            description="When what readers read was changed last. It stays where the page is published again without "
            "a change, renamed or moved. Null for pages that were never published since it is noted.",
        ),
        GraphQLImage("share_image", description="Image for shared links, if editors chose one."),
        GraphQLString("share_description", description="Text for shared links, if editors wrote one."),
    ]

    class Meta:
        abstract = True

    def compute_fields(self) -> None:
        """Fill the fields that follow from the content. Called when the page or a draft is stored."""

    def publish_problems(self) -> list[str]:
        """What stops this page from going live, as sentences for editors; asked by the publish gate."""
        return []

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self._has_uid_of_source():
            self.uid = uuid.uuid4()
        self.compute_fields()
        if kwargs.get("update_fields") is None:
            self.note_modification()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        self.compute_fields()
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> BasePage:
        """Keep the page's own ``uid``: an alias is updated with the content of its source."""
        page: BasePage = super().with_content_json(content)
        page.uid = self.uid
        page.keep_modification_of(self)
        return page

    def preview_content(self) -> dict[str, Any]:
        self.compute_fields()
        return super().preview_content()

    def keep_of_stored(self, stored: Any) -> None:
        self.uid = stored.uid
        self.keep_modification_of(stored)

    def _has_uid_of_source(self) -> bool:
        """Whether this is a new alias that Wagtail made with all fields of its source."""
        if not self.alias_of_id:
            return False
        return type(self)._base_manager.filter(pk=self.alias_of_id, uid=self.uid).exists()
