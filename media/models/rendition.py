"""The rendition model: an image in a size and format of the closed list in ``media.presets``."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from wagtail.images.models import AbstractRendition

from media.storages import PUBLIC_FOLDER

from .image import Image


class Rendition(AbstractRendition):
    """A finished file. The constraint is what two makers of the same rendition meet at last."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    file_size = models.PositiveIntegerField(null=True, editable=False, help_text="Bytes of the file.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_image_and_filter"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """A name that nobody can guess: the store's folder of renditions is open to all, and images may be private."""
        return f"{PUBLIC_FOLDER}{secrets.token_urlsafe(16)}{PurePosixPath(filename).suffix}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.file_size is None and self.file:
            self.file_size = self.file.size
        super().save(*args, **kwargs)
