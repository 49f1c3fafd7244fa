"""From what the API answers about blocks to the parts of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.template.defaultfilters import filesizeformat

from .parts import (
    Button,
    Code,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Picture,
    Prose,
    Quote,
    Rule,
    Run,
    Table,
    line,
)
from .words import say

Json = dict[str, Any]
Read = Callable[[Json], Iterable[Part]]

BLOCK_HEADING = 3  # rank of a heading that belongs to a block

# How a reader is told how well a claim stands.
STATUS = {
    "VERIFIED": "Verified",
    "DISPUTED": "Disputed",
    "OUTDATED": "Outdated",
    "UNVERIFIED": "Not verified",
}


def parts_of(blocks: Iterable[Json]) -> list[Part]:
    """The text of a body. Raises ``KeyError`` for a block that nobody has taught to read."""
    return [part for block in blocks for part in READERS[block["blockType"]](block)]


def picture_of(image: Json | None, alt: str | None = None) -> Picture | None:
    """The image of a selection ``Picture``; ``alt`` in place of the image's own description."""
    if image is None:
        return None
    single, double = image["single"], image["double"]
    return Picture(
        url=single["url"],
        width=single["width"],
        height=single["height"],
        alt=(image["description"] or "") if alt is None else alt,
        double_url=double["url"] if double["width"] > single["width"] else "",
        licence=image["licence"] or "",
    )


def prose(rich_text: Json | None) -> list[Part]:
    if rich_text is None or not rich_text["html"]:
        return []
    return [Prose(rich_text["html"], rich_text["markdown"], rich_text["text"])]


def paragraphs(text: str | None) -> list[Part]:
    """Plain text whose empty lines part paragraphs."""
    return [line(one.strip()) for one in (text or "").split("\n\n") if one.strip()]


def headed(block: Json) -> list[Part]:
    return [Heading(BLOCK_HEADING, block["heading"])] if block["heading"] else []


def _heading(block: Json) -> Iterator[Part]:
    yield Heading(int(block["level"][1]), block["text"] or "", block["anchor"])


def _paragraph(block: Json) -> Iterable[Part]:
    return prose(block["bodyRichText"])


def _quote(block: Json) -> Iterator[Part]:
    said = Run(block["attribution"] or "", block["url"] or "")
    yield Quote(paragraphs(block["text"]), said if said.text else None)


def _code(block: Json) -> Iterator[Part]:
    yield Code(_source_code(block), (block["language"] or "").lower(), block["filename"] or "")


def _source_code(block: Json) -> str:
    """Without the line breaks at its end, which a box around it would show."""
    return (block["code"] or "").rstrip("\n")


def _divider(block: Json) -> Iterator[Part]:
    yield Rule()


def _figure(block: Json) -> Iterator[Part]:
    picture = picture_of(block["image"], "" if block["decorative"] else block["altText"])
    if picture:
        credit = block["credit"] or block["image"]["credit"] or ""
        yield Figure(picture, line(block["caption"] or "", Run(credit, emphasis=True)).runs)


def _video(block: Json) -> Iterator[Part]:
    if block["url"]:
        yield line(say("Video: "), Run(block["title"] or block["url"], block["url"]))
    yield from paragraphs(block["caption"])


def _document(block: Json) -> Iterator[Part]:
    document = block["document"]
    if document:
        size = f"{document['fileExtension'].upper()}, {filesizeformat(document['fileSize'])}"
        yield line(say("Document: "), Run(block["title"] or document["title"], document["url"]), f" ({size})")
        yield from paragraphs(block["text"])


def _table(block: Json) -> Iterator[Part]:
    """All rows get as many cells as the longest."""
    width = max((len(row["cells"]) for row in block["rows"]), default=0)
    rows = [row["cells"] + [""] * (width - len(row["cells"])) for row in block["rows"]]
    if width:
        yield Table(rows, block["caption"] or "", block["hasHeaderRow"], block["hasHeaderColumn"])


def _key_facts(block: Json) -> Iterator[Part]:
    yield from headed(block)
    yield Facts([(fact["label"], fact["value"]) for fact in block["facts"]])


def _callout(block: Json) -> Iterator[Part]:
    heading = [line(Run(block["heading"], strong=True))] if block["heading"] else []
    yield Quote([*heading, *prose(block["bodyRichText"])])


def _steps(block: Json) -> Iterator[Part]:
    yield from headed(block)
    yield Listing([_step(step) for step in block["steps"]], ordered=True)


def _step(step: Json) -> list[Part]:
    code = [Code(_source_code(step), (step["language"] or "").lower())] if step["code"] else []
    return [line(Run(step["title"] or "", strong=True)), *prose(step["bodyRichText"]), *code]


def _pros_cons(block: Json) -> Iterator[Part]:
    yield from headed(block)
    for title, points in (("For", block["pros"]), ("Against", block["cons"])):
        if points:
            yield line(Run(say(title), strong=True))
            yield Listing([[line(point)] for point in points])


def _faq(block: Json) -> Iterator[Part]:
    yield from headed(block)
    for one in block["questions"]:
        yield Heading(BLOCK_HEADING + bool(block["heading"]), one["question"])
        yield from prose(one["answerRichText"])


def _claim(block: Json) -> Iterator[Part]:
    claim = block["claim"]
    if claim:
        yield Quote([*claim_parts(claim), *paragraphs(block["note"])])


def claim_parts(claim: Json) -> list[Part]:
    """A claim with how well it stands and what it rests on."""
    stands = say("{status}, as of {day}.", status=say(STATUS[claim["status"]]), day=claim["asOf"])
    sources: list[Part] = [_source(one["source"]) for one in claim["sources"]]
    said: list[Part] = [line(Run(claim["statement"] or "", strong=True), f" {stands}")]
    return [*said, Listing([[source] for source in sources])] if sources else said


def _source(source: Json) -> Paragraph:
    publisher = f", {source['publisher']}" if source["publisher"] else ""
    return line(say("Source: "), Run(source["title"], source["url"] or ""), publisher)


def _company_list(block: Json) -> Iterator[Part]:
    if block["companies"]:
        yield from headed(block)
        yield Listing(
            [[line(Run(one["name"], one["fullUrl"] or ""), _after(one["summary"]))] for one in block["companies"]]
        )


def _comparison(block: Json) -> Iterator[Part]:
    comparison = block["comparison"]
    if comparison:
        yield Heading(BLOCK_HEADING, block["heading"] or comparison["title"])
        yield from paragraphs(comparison["summary"])
        yield line(Run(comparison["title"], comparison["fullUrl"] or ""))


def _article_card(block: Json) -> Iterator[Part]:
    article = block["article"]
    if article:
        yield line(Run(article["title"], article["fullUrl"] or "", strong=True))
        yield from paragraphs(block["teaser"] or article["standfirst"])


def _call_to_action(block: Json) -> Iterator[Part]:
    url = block["page"]["fullUrl"] if block["page"] else block["url"]
    yield from headed(block)
    yield from paragraphs(block["text"])
    if url:
        yield Button(block["label"], url)


def _newsletter_signup(block: Json) -> Iterator[Part]:
    yield from headed(block)
    yield from paragraphs(block["text"])
    if block["formUrl"]:
        yield Button(block["label"], block["formUrl"])


def _after(text: str | None) -> str:
    return f": {text}" if text else ""


READERS: dict[str, Read] = {
    "HeadingBlock": _heading,
    "ParagraphBlock": _paragraph,
    "QuoteBlock": _quote,
    "CodeBlock": _code,
    "DividerBlock": _divider,
    "FigureBlock": _figure,
    "VideoBlock": _video,
    "DocumentBlock": _document,
    "DataTableBlock": _table,
    "KeyFactsBlock": _key_facts,
    "CalloutBlock": _callout,
    "StepsBlock": _steps,
    "ProsConsBlock": _pros_cons,
    "FaqBlock": _faq,
    "ClaimBlock": _claim,
    "CompanyListBlock": _company_list,
    "ComparisonBlock": _comparison,
    "ArticleCardBlock": _article_card,
    "CallToActionBlock": _call_to_action,
    "NewsletterSignupBlock": _newsletter_signup,
}
