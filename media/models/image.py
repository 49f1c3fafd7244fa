"""The image model: Wagtail's, with credit, licence and what a page shows before the image has arrived."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, Filter, get_upload_to
from wagtail.search import index

from content_api.declare import GraphQLChoice
from content_api.lookahead.making import made_of_columns
from media.first_paint import first_paint
from media.schema import ADDRESSES_OF_IMAGE, FOCAL_POINT_OF_IMAGE, ImageAddresses
from media.uploads.images import check_image

from .upright import UprightImageField


class ImageLicence(models.TextChoices):
    """Terms under which an image may be shown."""

    OWN = "own", "Our own work"
    CC_BY = "cc-by", "Creative Commons Attribution"
    CC0 = "cc0", "Public domain (CC0)"
    PRESS = "press", "Press image, editorial use only"
    LICENSED = "licensed", "Licensed for this site"


# Wagtail's constructor sets the two for blocks, Django's listener computes width and height where they are missing.
@made_of_columns(decorative=False, contextual_alt_text=None)
class Image(ImageAddresses, AbstractImage):
    """An image with the rights to it.

    The placeholder and the dominant colour are computed when the file changes: reading them opens no file.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = UprightImageField(upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        default="",
        help_text="What the image shows, for people who cannot see it. Suggested wherever the image is used.",
    )
    credit = models.CharField(
        max_length=255,
        blank=True,
        default="",
        help_text="Who is to be named beside the image, for example the photographer.",
    )
    licence = models.CharField(
        max_length=20,
        choices=ImageLicence.choices,
        blank=True,
        default="",
        help_text="Terms under which we may show it.",
    )
    # Wagtail's own models stay installed, so these two need other reverse names than theirs.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    tags = TaggableManager(verbose_name="tags", help_text=None, blank=True, related_name="tagged_images")
    placeholder = models.TextField(blank=True, default="", editable=False)
    dominant_colour = models.CharField(max_length=7, blank=True, default="", editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        permissions = [("choose_image", "Can choose image")]

    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit"),
        index.FilterField("licence"),
    ]

    graphql_fields = [
        GraphQLString("uid", required=True, description="Identifier that survives export and import."),
        GraphQLString("title", required=True, description="Title in the image library."),
        GraphQLString("description", description="What the image shows, for people who cannot see it."),
        GraphQLString(
            "alt",
            source="description",
            description="The same as `description`: the alternative text of the image itself.",
        ),
        GraphQLString("credit", description="Who is to be named beside the image."),
        GraphQLChoice("licence", ImageLicence, description="Terms under which the image may be shown."),
        GraphQLInt("width", required=True, description="Width of the original in pixels."),
        GraphQLInt("height", required=True, description="Height of the original in pixels."),
        GraphQLInt("focal_point_x", description="Centre of the part that must stay visible, pixels from the left."),
        GraphQLInt("focal_point_y", description="Centre of the part that must stay visible, pixels from the top."),
        GraphQLInt("focal_point_width", description="Width of the part that must stay visible, in pixels."),
        GraphQLInt("focal_point_height", description="Height of the part that must stay visible, in pixels."),
        *FOCAL_POINT_OF_IMAGE,
        GraphQLString("placeholder", description="A tiny version as a data URI, to show until the file is there."),
        GraphQLString("dominant_colour", description="The colour that covers most of it, as “#rrggbb”."),
        *ADDRESSES_OF_IMAGE,
    ]

    def clean(self) -> None:
        """Refuse an upload that cannot be decoded."""
        super().clean()
        if self.file.name and not self.file._committed:
            check_image(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; where the file is another one than before, also what is computed from it."""
        chosen = kwargs.get("update_fields")
        is_new_file = (chosen is None or "file" in chosen) and self._has_new_file()
        if is_new_file:
            computed = self._describe_file()
            if chosen is not None:
                kwargs["update_fields"] = {*chosen, *computed}
        super().save(*args, **kwargs)
        if is_new_file:
            self.renditions.all().delete()  # they show the file before

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002
        """The file in memory. Wagtail leaves a temporary file open, until the interpreter finds it."""
        if source is None:
            with self.open_file() as original:
                return self.generate_rendition_file(filter, source=original)
        with super().generate_rendition_file(filter, source=source) as temporary:
            temporary.seek(0)
            return ContentFile(temporary.read(), name=temporary.name)

    def _has_new_file(self) -> bool:
        if "file" not in self.__dict__:  # deferred, so nobody can have changed it
            return False
        return not self.file._committed or self.file.name != self._stored_file()

    def _stored_file(self) -> str | None:
        return type(self)._base_manager.filter(pk=self.pk).values_list("file", flat=True).first()

    def _describe_file(self) -> tuple[str, ...]:
        self._set_image_file_metadata()
        with self.open_file() as file:
            paint = first_paint(file)
            file.seek(0)
        if self.file._committed:  # an upload is still to be stored, and must stay open for that
            self.file.close()
        self.placeholder, self.dominant_colour = paint.placeholder, paint.dominant_colour
        return ("width", "height", "file_size", "file_hash", "placeholder", "dominant_colour")
