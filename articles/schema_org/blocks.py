"""What blocks of a body say to search engines: questions with answers, and instructions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, get_text_for_indexing

from content_api.seo.parts import Json, Subject


def objects_of_body(subject: Subject, body: StreamValue) -> list[Json]:
    """``FAQPage`` for all questions of the body together, and a ``HowTo`` for each sequence of steps.

    Nothing is loaded: these blocks refer to no other object.
    """
    return [*_questions(subject, body), *_instructions(subject, body)]


def plain(text: RichText | str) -> str:
    """Rich text without its markup, in one line."""
    source = text.source if isinstance(text, RichText) else text
    return " ".join(get_text_for_indexing(source).split())


def _questions(subject: Subject, body: StreamValue) -> Iterator[Json]:
    questions = [
        {
            "@type": "Question",
            "name": entry["question"],
            "acceptedAnswer": {"@type": "Answer", "text": plain(entry["answer"])},
        }
        for block in body.blocks_by_name("faq")
        for entry in block.value["questions"]
        if entry["question"] and plain(entry["answer"])
    ]
    if questions:
        yield {
            "@type": "FAQPage",
            "@id": subject.node("questions"),
            "inLanguage": subject.language,
            "isPartOf": {"@id": subject.canonical.own},
            "mainEntity": questions,
        }


def _instructions(subject: Subject, body: StreamValue) -> Iterator[Json]:
    for number, block in enumerate(body.blocks_by_name("steps"), start=1):
        steps = [step for step in block.value["steps"] if step["title"]]
        if steps:
            yield {
                "@type": "HowTo",
                "@id": subject.node(f"how-to-{number}"),
                "name": block.value["heading"] or subject.page.title,
                "inLanguage": subject.language,
                "isPartOf": {"@id": subject.canonical.own},
                "step": [_step(position, step) for position, step in enumerate(steps, start=1)],
            }


def _step(position: int, step: Any) -> Json:
    """``text`` is required: where a step is nothing but its title, that is said again."""
    said = [text for text in (plain(step["body"]), step["code"]) if text]
    return {
        "@type": "HowToStep",
        "position": position,
        "name": step["title"],
        "text": "\n".join(said) or step["title"],
    }
