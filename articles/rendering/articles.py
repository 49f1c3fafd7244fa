"""An article as a whole: what stands between its title and its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .parts import Figure, Heading, Listing, Part, Run, line
from .reading import paragraphs, parts_of, picture_of
from .words import say

Json = dict[str, Any]

ARTICLE = """{
  standfirst
  keyTakeaways
  corrections { correctedAt what why }
  disclosures
  disclaimer
  sources { note source { title publisher url } }
  blocks { ...Block }
}"""


def parts_of_article(answer: Json) -> list[Part]:
    """Corrections stand before the text that they correct."""
    return [
        *paragraphs(answer["standfirst"]),
        *corrections(answer["corrections"]),
        *_takeaways(answer["keyTakeaways"]),
        *parts_of(answer["blocks"]),
        *_said_openly(answer),
        *_sources(answer["sources"]),
    ]


def corrections(found: list[Json]) -> Iterator[Part]:
    for one in found:
        label = say("Corrected on {day}: ", day=one["correctedAt"][:10])
        why = f" {one['why']}" if one["why"] else ""
        said = label.rstrip()  # a mark may not end with a space
        yield line(Run(said, strong=True), f"{label[len(said) :]}{one['what']}{why}")


def hero_of(answer: Json) -> Iterator[Part]:
    """The main image of an answer with ``heroImage``, ``heroImageAlt`` and ``heroImageDecorative``."""
    alt = "" if answer["heroImageDecorative"] else answer["heroImageAlt"] or None
    picture = picture_of(answer["heroImage"], alt)
    if picture:
        yield Figure(picture, line(Run(answer["heroImage"]["credit"] or "", emphasis=True)).runs)


def byline_of(answer: Json) -> Iterator[Part]:
    names = ", ".join(author["name"] for author in answer["authors"])
    if names:
        yield line(Run(names, emphasis=True))


def _takeaways(sentences: list[str]) -> Iterator[Part]:
    if sentences:
        yield Listing([[line(sentence)] for sentence in sentences])


def _said_openly(answer: Json) -> Iterator[Part]:
    for text in (answer["disclosures"], answer["disclaimer"]):
        if text:
            yield line(Run(text, emphasis=True))


def _sources(sources: list[Json]) -> Iterator[Part]:
    if sources:
        yield Heading(2, say("Sources"))
        yield Listing([[_source(one)] for one in sources])


def _source(one: Json) -> Part:
    source = one["source"]
    after = "".join(f", {text}" for text in (source["publisher"], one["note"]) if text)
    return line(Run(source["title"], source["url"] or ""), after)
