"""How long the lists of our types are that no argument limits; see ``content_api.limits.cost``."""

from __future__ import annotations

from content_api.limits.cost import assume_length

SECTIONS = 8  # of an issue

assume_length("NewsletterIssuePage.sections", SECTIONS)
assume_length("NewsletterIssuePage.links", 30)
assume_length("NewsletterIssuePage.sizeReport", SECTIONS + 2)
assume_length("StoryListBlock.stories", 5)
assume_length("Query.feeds", 100)
