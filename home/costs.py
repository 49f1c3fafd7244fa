"""How long the lists of our types are that no argument limits; see ``content_api.limits.cost``."""

from __future__ import annotations

from content_api.limits.cost import assume_length, weigh

BLOCKS = 20  # in a body

for field in ("HomePage.blocks", "HomePage.sections", "StandardPage.blocks", "StandardPage.body"):
    assume_length(field, BLOCKS)

for page in ("HomePage", "StandardPage"):
    for form in ("html", "text", "markdown"):
        weigh(f"{page}.{form}", 50)
