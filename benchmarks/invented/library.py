"""What all articles share: pictures, people, subjects, sources, facts, companies and comparisons."""

from __future__ import annotations

import base64
import datetime as dt
import random
from dataclasses import dataclass
from functools import cache

from .records import Adoption, Author, Cell, Claim, Company, Comparison, Framework, Image, Row, Source, Topic
from .words import SEED, phrase, prose

IMAGES, AUTHORS, TOPICS, TAGS, SOURCES, COMPANIES, COMPARISONS = 100, 25, 12, 60, 60, 100, 30
CLAIMS_PER_FRAMEWORK = 12
ROWS, MOST_COLUMNS = 8, 4
CHECKED = dt.date(2026, 1, 15)
WIDTH_AND_HEIGHT = (1920, 1080)
PLACEHOLDER_BYTES = 140

FRAMEWORKS = (
    ("Django", "Python", "full-stack"),
    ("Flask", "Python", "micro"),
    ("FastAPI", "Python", "micro"),
    ("Rails", "Ruby", "full-stack"),
    ("Laravel", "PHP", "full-stack"),
    ("CakePHP", "PHP", "full-stack"),
    ("Jekyll", "Ruby", "static-site-generator"),
    ("Wagtail", "Python", "cms"),
)
SECTORS = ("media", "social", "technology", "music", "file-storage", "maps", "public-sector", "education", "commerce")
COUNTRIES = ("US", "GB", "SE", "DE", "FR", "NL", "CN", "JP", "CA", "AU")
STATUSES = ("verified", "verified", "verified", "disputed", "outdated", "unverified")


@dataclass(frozen=True)
class Library:
    images: tuple[Image, ...]
    authors: tuple[Author, ...]
    topics: tuple[Topic, ...]
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    frameworks: tuple[Framework, ...]
    claims: tuple[Claim, ...]
    companies: tuple[Company, ...]
    comparisons: tuple[Comparison, ...]


@cache
def library() -> Library:
    """The same in every process."""
    chance = random.Random(SEED + 1)
    return Library(
        images=tuple(_image(chance, number) for number in range(IMAGES)),
        authors=tuple(_author(chance, number) for number in range(AUTHORS)),
        topics=tuple(
            Topic(f"topic-{number}", f"{phrase(chance, 2)} {number}", prose(chance, 1)) for number in range(TOPICS)
        ),
        tags=tuple(f"{phrase(chance, 1).lower()} {number}" for number in range(TAGS)),
        sources=tuple(_source(chance, number) for number in range(SOURCES)),
        frameworks=tuple(
            Framework(name, name.lower(), language, category, prose(chance, 1)[:160], prose(chance, 4))
            for name, language, category in FRAMEWORKS
        ),
        claims=tuple(_claim(chance, number) for number in range(_first_company_claim() + COMPANIES)),
        companies=tuple(_company(chance, number) for number in range(COMPANIES)),
        comparisons=tuple(_comparison(chance, number) for number in range(COMPARISONS)),
    )


def _image(chance: random.Random, number: int) -> Image:
    width, height = WIDTH_AND_HEIGHT
    return Image(
        title=f"Picture {number}",
        alt_text=prose(chance, 1),
        credit=phrase(chance, 2),
        width=width,
        height=height,
        file_hash=chance.randbytes(20).hex(),
        placeholder="data:image/webp;base64," + base64.b64encode(chance.randbytes(PLACEHOLDER_BYTES)).decode("ascii"),
        dominant_colour=f"#{chance.randrange(1 << 24):06x}",
    )


def _author(chance: random.Random, number: int) -> Author:
    return Author(
        name=f"{phrase(chance, 1)} {phrase(chance, 1)} {number}",
        slug=f"author-{number}",
        role=phrase(chance, 2),
        bio=prose(chance, 3),
        photo=number % IMAGES,
    )


def _source(chance: random.Random, number: int) -> Source:
    return Source(
        title=f"{phrase(chance, 5)} {number}",
        publisher=phrase(chance, 2),
        url=f"https://source.example/{number}/",
        published=CHECKED - dt.timedelta(days=chance.randrange(3000)),
        accessed=CHECKED,
    )


def _first_company_claim() -> int:
    return len(FRAMEWORKS) * CLAIMS_PER_FRAMEWORK


def _claim(chance: random.Random, number: int) -> Claim:
    company = number - _first_company_claim()
    return Claim(
        framework=number // CLAIMS_PER_FRAMEWORK if company < 0 else None,
        company=company if company >= 0 else None,
        statement=prose(chance, 1),
        explanation=prose(chance, 2),
        value=phrase(chance, 2),
        status=chance.choice(STATUSES),
        as_of=CHECKED,
        review_by=CHECKED + dt.timedelta(days=chance.randrange(30, 400)),
        sources=tuple((source, prose(chance, 1)) for source in chance.sample(range(SOURCES), 2)),
    )


def _company(chance: random.Random, number: int) -> Company:
    name = f"{phrase(chance, 1)} {phrase(chance, 1).lower()} {number}"
    return Company(
        name=name,
        slug=f"company-{number}",
        sector=chance.choice(SECTORS),
        country=chance.choice(COUNTRIES),
        founded=chance.randrange(1850, 2020),
        website=f"https://company-{number}.example/",
        summary=prose(chance, 3),
        logo=number % IMAGES,
        adoptions=tuple(_adoption(chance, number, framework) for framework in chance.sample(range(len(FRAMEWORKS)), 2)),
    )


def _adoption(chance: random.Random, company: int, framework: int) -> Adoption:
    since = chance.randrange(2006, 2018)
    is_over = chance.random() < 0.25
    return Adoption(
        framework=framework,
        status="past" if is_over else "current",
        since=since,
        until=since + chance.randrange(1, 8) if is_over else None,
        used_for=phrase(chance, 4),
        claim=_first_company_claim() + company,
    )


def _comparison(chance: random.Random, number: int) -> Comparison:
    frameworks = chance.sample(range(len(FRAMEWORKS)), chance.randint(2, MOST_COLUMNS))
    names = " and ".join(FRAMEWORKS[framework][0] for framework in frameworks)
    return Comparison(
        title=f"{names}: {phrase(chance, 2).lower()} {number}",
        slug=f"comparison-{number}",
        summary=prose(chance, 3),
        columns=tuple((framework, prose(chance, 2)) for framework in frameworks),
        rows=tuple(
            Row(
                criterion=f"{phrase(chance, 2)} {row}",
                explanation=prose(chance, 2),
                cells=tuple(
                    Cell(
                        framework=framework,
                        verdict=phrase(chance, 3),
                        rating=chance.randint(1, 5),
                        claim=framework * CLAIMS_PER_FRAMEWORK + chance.randrange(CLAIMS_PER_FRAMEWORK),
                    )
                    for framework in frameworks
                ),
            )
            for row in range(ROWS)
        ),
    )
