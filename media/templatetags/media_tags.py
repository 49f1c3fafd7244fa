"""Pictures in templates of the admin: by the same addresses that the API gives out."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.addresses import rendition_address, rendition_size
from media.models import Image
from media.presets import ImageFormat

register = template.Library()


@register.simple_tag
def picture(image: Image, preset: str, alt: str) -> SafeString:
    """An ``img`` of the image in a preset. Showing it makes no rendition; the browser's request does."""
    width, height = rendition_size(image, preset)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" style="background: {}">',
        rendition_address(image, preset, ImageFormat.WEBP),
        width,
        height,
        alt,
        image.dominant_colour or "none",
    )
