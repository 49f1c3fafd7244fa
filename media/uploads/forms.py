"""The form for images in the admin. Wagtail's own raises an error of the server for an image that is damaged."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .images import check_image


class CheckedImageField(WagtailImageField):
    """Wagtail's field, which is given only what can be decoded."""

    def to_python(self, data: File | None) -> Any:
        if data:
            check_image(data)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """Named by ``WAGTAILIMAGES_IMAGE_FORM_BASE``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = CheckedImageField(label=field.label, required=field.required, widget=field.widget)
