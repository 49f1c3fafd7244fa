"""The blocks of invented bodies, as an editor would fill them."""

from __future__ import annotations

import random

from . import library
from .records import Block, Figure, Link, Reference, RichText
from .words import phrase, prose

SENTENCES_OF_A_PARAGRAPH = 6

CODE = """from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=200)
    published = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.title
"""


def paragraph(chance: random.Random, *, opening: str = "", link_to: int | None = None) -> Block:
    """Two paragraphs of running text; the second has a link in its middle where ``link_to`` names a company."""
    first = opening + prose(chance, SENTENCES_OF_A_PARAGRAPH)
    second: tuple[str | Link, ...] = (prose(chance, SENTENCES_OF_A_PARAGRAPH),)
    if link_to is not None:
        link = Link(Reference("company", link_to), phrase(chance, 2).lower())
        second = (prose(chance, 3) + " See ", link, ". " + prose(chance, 3))
    body = RichText(((first,), second))
    return Block("paragraph", {"body": body}, (body.words(),))


def heading(chance: random.Random) -> Block:
    text = phrase(chance, 5)
    anchor = text.lower().replace(" ", "-")
    return Block("heading", {"text": text, "level": "h2", "anchor": anchor}, (text,))


def image(chance: random.Random) -> Block:
    number = chance.randrange(library.IMAGES)
    alt_text, caption, credit = prose(chance, 1), prose(chance, 1), phrase(chance, 2)
    figure = Figure(Reference("image", number), alt_text)
    return Block("image", {"image": figure, "caption": caption, "credit": credit}, (alt_text, caption, credit))


def quote(chance: random.Random) -> Block:
    text, attribution = prose(chance, 2), phrase(chance, 3)
    url = f"https://source.example/{chance.randrange(library.SOURCES)}/"
    return Block("quote", {"text": text, "attribution": attribution, "url": url}, (text, attribution))


def callout(chance: random.Random) -> Block:
    title, body = phrase(chance, 3), RichText(((prose(chance, 3),),))
    return Block("callout", {"style": "tip", "heading": title, "body": body}, (title, body.words()))


def key_facts(chance: random.Random) -> Block:
    title = phrase(chance, 3)
    facts = [{"label": phrase(chance, 2), "value": phrase(chance, 4)} for _ in range(4)]
    words = (title, *(text for fact in facts for text in fact.values()))
    return Block("key_facts", {"heading": title, "facts": facts}, words)


def code(chance: random.Random) -> Block:
    filename = f"books/models_{chance.randrange(100)}.py"
    return Block("code", {"language": "python", "filename": filename, "code": CODE}, (CODE,))


def claim(chance: random.Random) -> Block:
    note = prose(chance, 1)
    number = chance.randrange(len(library.FRAMEWORKS) * library.CLAIMS_PER_FRAMEWORK)
    return Block("claim", {"claim": Reference("claim", number), "note": note}, (note,))


def faq(chance: random.Random) -> Block:
    title = phrase(chance, 3)
    pairs = [(phrase(chance, 6) + "?", RichText(((prose(chance, 2),),))) for _ in range(3)]
    questions = [{"question": question, "answer": answer} for question, answer in pairs]
    words = [text for question, answer in pairs for text in (question, answer.words())]
    return Block("faq", {"heading": title, "questions": questions}, (title, *words))


def company_list(chance: random.Random, number: int) -> Block:
    """Three companies; ``number`` is that of the article, as for the block below."""
    title = phrase(chance, 3)
    companies = [Reference("company", company) for company in chance.sample(range(library.COMPANIES), 3)]
    return Block("company_list", {"heading": title, "companies": companies}, (title,))


def article_card(chance: random.Random, number: int) -> Block:
    """An older article."""
    teaser = prose(chance, 1)
    return Block(
        "article_card", {"article": Reference("article", chance.randrange(number)), "teaser": teaser}, (teaser,)
    )
