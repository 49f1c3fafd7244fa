"""An image field that measures pictures as they are shown.

Cameras store a portrait as a landscape with a note to turn it. Wagtail turns it in every rendition but stores
the unturned width and height, from which no true size of a rendition can be computed.
"""

from __future__ import annotations

from PIL import ExifTags, Image
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

TURNED_BY_A_QUARTER = {5, 6, 7, 8}


class UprightImageFieldFile(WagtailImageFieldFile):
    """The file of an ``UprightImageField``."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height after turning."""
        width, height = super().get_image_dimensions()
        return (height, width) if self._is_turned() else (width, height)

    def _is_turned(self) -> bool:
        was_closed = self.closed
        self.open()
        try:
            with Image.open(self) as image:
                # Without a note at its head, getexif() would decode a whole PNG in search of one.
                noted = "exif" in image.info
                return noted and image.getexif().get(ExifTags.Base.Orientation) in TURNED_BY_A_QUARTER
        finally:
            self.close() if was_closed else self.seek(0)


class UprightImageField(WagtailImageField):
    """Wagtail's image field with true dimensions."""

    attr_class = UprightImageFieldFile
