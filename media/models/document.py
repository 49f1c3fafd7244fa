"""The document model: files to download."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument

from media.schema import ADDRESS_OF_DOCUMENT, DocumentAddress
from media.uploads.documents import check_document


class Document(DocumentAddress, AbstractDocument):
    """A file that articles link to. Its download view honours the privacy of its collection."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    # Wagtail's own models stay installed, so these two need other reverse names than theirs.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    tags = TaggableManager(verbose_name="tags", help_text=None, blank=True, related_name="tagged_documents")

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Refuse an upload that is not what its name says."""
        super().clean()
        if self.file and not self.file._committed:
            check_document(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; for a new file also its size and hash, which Wagtail computes in the upload form only."""
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "file_size", "file_hash"}
        super().save(*args, **kwargs)

    graphql_fields = [
        GraphQLString("uid", required=True, description="Identifier that survives export and import."),
        GraphQLString("title", required=True, description="Title of the document, for the text of a link."),
        GraphQLString("file_extension", required=True, description="Kind of file as its name says, such as “pdf”."),
        GraphQLString("mime_type", required=True, source="content_type", description="Media type of the file."),
        GraphQLInt("file_size", description="Size of the file in bytes."),
        *ADDRESS_OF_DOCUMENT,
    ]
