"""From a block to the section of the mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from content_api.addresses import full_address
from content_api.lookahead import Loader

from .chosen import Chosen
from .issue import Section, Story
from .merge_tags import MergeTags
from .pictures import COLUMN, LOGO, SMALL, picture
from .rich_text import rich_text
from .tracking import Links
from .words import Words


class Sections:
    """Makes the sections of one issue, and names them: ``lead-story-1``, ``stories-2`` by their place."""

    def __init__(self, chosen: Chosen, links: Links, tags: MergeTags, words: Words) -> None:
        self.left_out: list[str] = []
        self._chosen = chosen
        self._links = links
        self._tags = tags
        self._words = words
        self._place = 0

    @property
    def _loader(self) -> Loader:
        return self._chosen.loader

    def of(self, block: Any) -> Section | None:
        """The section, ``None`` where nothing of it can be seen."""
        self._place += 1
        kind: str = block.block_type
        name = f"{kind.replace('_', '-')}-{self._place}"
        make: Callable[[Any, str], Section | None] = getattr(self, f"_{kind}")
        section = make(block.value, name)
        if section is None:
            self.left_out.append(f"Section {self._place} ({str(block.block.label).lower()})")
        return section

    def _lead_story(self, value: Any, name: str) -> Section | None:
        story = self._article(value, name, COLUMN)
        return Section("lead_story", name, stories=[story]) if story else None

    def _stories(self, value: Any, name: str) -> Section | None:
        made = [self._article(child.value, name, SMALL) for child in value["stories"].bound_blocks]
        stories = [story for story in made if story is not None]
        if stories and len(stories) < len(made):
            self.left_out.append(f"Section {self._place}: {len(made) - len(stories)} of {len(made)} stories")
        return Section("stories", name, self._neutral(value["heading"]), stories) if stories else None

    def _company(self, value: Any, name: str) -> Section | None:
        page = self._chosen.page(value["company"])
        if page is None:
            return None
        frameworks = self._chosen.in_use[page.pk]
        facts = (
            self._words.uses.format(names=self._joined(frameworks)) if frameworks else "",
            self._words.since.format(year=page.founded) if page.founded else "",
        )
        logo = picture(self._chosen.image(page.logo_id), LOGO, page.title)
        story = self._story(value, page, page.summary, name, self._words.company, logo, facts)
        return Section("company", name, self._neutral(value["heading"]), [story])

    def _comparison(self, value: Any, name: str) -> Section | None:
        page = self._chosen.page(value["comparison"])
        if page is None:
            return None
        facts = (" · ".join(self._chosen.compared[page.pk]),)
        story = self._story(value, page, page.summary, name, self._words.compare, None, facts)
        return Section("comparison", name, self._neutral(value["heading"]), [story])

    def _sponsor(self, value: Any, name: str) -> Section:
        image = value["image"]
        shown = self._chosen.image(image.key) if image else None
        title, label = value["heading"] or value["sponsor"], value["label"]
        story = Story(
            title=self._neutral(title),
            teaser=self._neutral(value["text"]),
            address=self._links.to(value["url"] or "", label, name),
            label=self._neutral(label),
            picture=_sponsors(shown, image),
            facts=(self._neutral(value["sponsor"]),) if title != value["sponsor"] else (),
        )
        return Section("sponsor", name, stories=[story], disclosure=self._neutral(value["disclosure"]))

    def _text(self, value: Any, name: str) -> Section:
        text = rich_text(value["body"], self._loader, self._links, self._tags, name)
        return Section("text", name, self._neutral(value["heading"]), rich_text=text)

    def _article(self, value: Any, name: str, size: Any) -> Story | None:
        page = self._chosen.page(value["article"])
        if page is None:
            return None
        authors = self._chosen.authors[page.pk]
        facts = (
            self._words.by.format(names=self._joined(authors)) if authors else "",
            self._words.minutes.format(minutes=page.reading_time_minutes),
        )
        alt = "" if page.hero_image_decorative else page.hero_image_alt
        shown = picture(self._chosen.image(page.hero_image_id), size, alt, is_decorative=page.hero_image_decorative)
        return self._story(value, page, page.standfirst, name, self._words.read, shown, facts)

    def _story(
        self, value: Any, page: Any, teaser: str, name: str, label: str, shown: Any, facts: tuple[str, ...]
    ) -> Story:
        title = value["title"] or page.title
        address = full_address(page, self._loader.viewer) or ""
        return Story(
            title=self._neutral(title),
            teaser=self._neutral(value["teaser"] or teaser),
            address=self._links.to(address, title, name),
            label=label,
            picture=shown,
            facts=tuple(self._neutral(fact) for fact in facts if fact),
        )

    def _joined(self, names: list[str]) -> str:
        return self._words.between_names.join(names)

    def _neutral(self, text: str | None) -> str:
        return self._tags.neutral(text or "")


def _sponsors(shown: Any, chosen: Any) -> Any:
    if chosen is None:
        return None
    return picture(shown, COLUMN, chosen.contextual_alt_text, is_decorative=chosen.decorative)
