"""Articles of eight blocks and about six hundred words each."""

from __future__ import annotations

import datetime as dt
import random

from . import blocks, library
from .records import Article, Block
from .words import COMMON_TERM, RARE_HITS, RARE_TERM, SEED, phrase, prose

KINDS = ("guide", "news", "explainer", "how-to", "opinion")
FIRST_PUBLISHED = dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC)
BETWEEN = dt.timedelta(minutes=25)
ASIDES = (blocks.quote, blocks.callout, blocks.key_facts, blocks.code)


def slug_of(number: int) -> str:
    return f"article-{number}"


def article(number: int, total: int) -> Article:
    """Article ``number`` of ``total``. Its texts do not depend on how many there are, only who says the rare term."""
    chance = random.Random(SEED * 1_000_003 + number)
    return Article(
        number=number,
        title=f"{phrase(chance, chance.randint(4, 8))} {number}",
        slug=slug_of(number),
        kind=chance.choice(KINDS),
        standfirst=prose(chance, 2),
        takeaways=tuple(prose(chance, 1) for _ in range(3)),
        hero_image=chance.randrange(library.IMAGES),
        hero_image_alt=prose(chance, 1),
        authors=tuple(chance.sample(range(library.AUTHORS), chance.choice((1, 1, 1, 2)))),
        topics=tuple(sorted(chance.sample(range(library.TOPICS), chance.randint(1, 3)))),
        tags=tuple(sorted(chance.sample(range(library.TAGS), chance.randint(2, 4)))),
        sources=tuple((source, prose(chance, 1)) for source in chance.sample(range(library.SOURCES), 2)),
        related=tuple(chance.sample(range(number), 2)) if number >= 2 else (),
        blocks=_body(chance, number, says_rare_term(number, total)),
        published=FIRST_PUBLISHED + number * BETWEEN,
    )


def says_rare_term(number: int, total: int) -> bool:
    """Whether it is one of the few, which are spread evenly over all."""
    few = min(RARE_HITS, total)
    return (number + 1) * few // total > number * few // total


def _body(chance: random.Random, number: int, rare: bool) -> tuple[Block, ...]:
    terms = f"{RARE_TERM} and {COMMON_TERM}" if rare else COMMON_TERM
    leads_on = blocks.article_card if number and number % 3 == 0 else blocks.company_list
    return (
        blocks.paragraph(chance, opening=f"This is about {terms}. "),
        blocks.heading(chance),
        blocks.paragraph(chance, link_to=chance.randrange(library.COMPANIES)),
        blocks.image(chance),
        ASIDES[number % len(ASIDES)](chance),
        blocks.paragraph(chance, link_to=chance.randrange(library.COMPANIES)),
        blocks.claim(chance),
        blocks.faq(chance) if number % 3 == 1 else leads_on(chance, number),
    )
