"""What keeps an issue from being published, as sentences for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .chosen_keys import keys_of_pages

LONGEST_SUBJECT = 100  # characters: what mail programs on desktops show


def problems_of(page: Any) -> Iterator[str]:
    subject = page.subject.strip()
    if not subject:
        yield "The issue has no subject."
    elif len(subject) > LONGEST_SUBJECT:
        yield f"The subject has {len(subject)} characters; more than {LONGEST_SUBJECT} are cut off nearly everywhere."
    if not page.sections:
        yield "The issue has no section."
    elif not any(True for _ in keys_of_pages(page.sections)) and not any(
        section.block_type == "text" for section in page.sections
    ):
        yield "The issue has nothing to read besides what is paid for."
    for place, section in enumerate(page.sections, start=1):
        if section.block_type == "sponsor":
            yield from _of_sponsor(section.value, place)


def _of_sponsor(value: Any, place: int) -> Iterator[str]:
    where = f"Section {place} (sponsor)"
    if not (value["disclosure"] or "").strip():
        yield f"{where}: what is paid for has to be marked, such as “Advertisement”."
    image = value["image"]
    if image is None or getattr(image, "decorative", False):
        return
    if not ((getattr(image, "contextual_alt_text", None) or "").strip() or image.description.strip()):
        yield (
            f"{where}: the image “{image.title}” has no description. "
            "Write an alternative text, or mark the image as decorative."
        )
