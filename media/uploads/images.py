"""Images that can be decoded to the end, within bounds.

Wagtail's form compares the name with the first bytes and counts pixels. What follows the first bytes is found out
here, before the file is stored: otherwise every reader of the page would be the first to find it out.
"""

from __future__ import annotations

import struct
import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image

UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error)  # what Pillow raises for such files


def check_image(file: File) -> None:
    """Raises ``ValidationError`` for an image that cannot be decoded, or that takes too much to decode."""
    file.seek(0)
    try:
        with warnings.catch_warnings(), Image.open(file) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _check_pixels(image)
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    except UNREADABLE as error:
        raise ValidationError("This file is damaged: it cannot be shown to its end.", code="unreadable") from error
    finally:
        file.seek(0)


def _check_pixels(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many()


def _too_many() -> ValidationError:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        f"This image has too many pixels, in all its frames together: at most {most} million are allowed.",
        code="too_many_pixels",
    )
