"""From what the API answers about blocks to the parts of a text."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from articles.blocks import BodyBlock
from articles.models import AdoptionStatus, ClaimStatus
from articles.rendering import facts, reading
from articles.rendering.articles import corrections
from articles.rendering.facts import parts_of_company, parts_of_comparison
from articles.rendering.parts import Code, Facts, Figure, Heading, Listing, Picture, Quote, Run, Table, line
from articles.rendering.reading import READERS, parts_of

IMAGE = {
    "description": "Own words",
    "credit": "Her",
    "licence": "OWN",
    "single": {"url": "https://api.test/1.jpg", "width": 600, "height": 300},
    "double": {"url": "https://api.test/2.jpg", "width": 1200, "height": 600},
}
CLAIM: dict[str, Any] = {"statement": "It is so.", "status": "DISPUTED", "asOf": "2026-11-01", "sources": []}


def test_every_block_is_read() -> None:
    assert set(READERS) == {type(block).__name__ for block in BodyBlock().child_blocks.values()}


def test_every_status_has_words() -> None:
    assert set(reading.STATUS) == set(ClaimStatus.__members__)
    assert set(facts.STATUS) == set(AdoptionStatus.__members__)


def test_rows_of_a_table_are_equally_long() -> None:
    rows = [{"cells": ["a"]}, {"cells": ["b", "c"]}]
    block = {"caption": None, "hasHeaderRow": False, "hasHeaderColumn": False, "rows": rows}

    assert parts_of([{"blockType": "DataTableBlock", **block}]) == [Table([["a", ""], ["b", "c"]])]


def figure(**values: Any) -> Any:
    block = {"altText": "A cat", "decorative": False, "caption": "", "credit": "", "image": IMAGE}
    return parts_of([{"blockType": "FigureBlock", **block, **values}])


def test_figure() -> None:
    picture = Picture("https://api.test/1.jpg", 600, 300, "A cat", "https://api.test/2.jpg", "OWN")

    assert figure(caption="Seen") == [Figure(picture, [Run("Seen"), Run("Her", emphasis=True)])]


def test_decorative_picture_has_no_words() -> None:
    assert figure(decorative=True)[0].picture.alt == ""


def test_picture_too_small_for_twice_its_size() -> None:
    assert figure(image=IMAGE | {"double": IMAGE["single"]})[0].picture.double_url == ""


@pytest.mark.parametrize(
    "block",
    [
        {"blockType": "FigureBlock", "image": None, "altText": "", "decorative": False, "caption": "", "credit": ""},
        {"blockType": "ClaimBlock", "claim": None, "note": "Hidden"},
        {"blockType": "ComparisonBlock", "comparison": None, "heading": "Hidden"},
        {"blockType": "ArticleCardBlock", "article": None, "teaser": "Hidden"},
        {"blockType": "DocumentBlock", "document": None, "title": "Hidden", "text": "Hidden"},
        {"blockType": "CompanyListBlock", "companies": [], "heading": "Hidden"},
        {"blockType": "DataTableBlock", "rows": [], "caption": "", "hasHeaderRow": True, "hasHeaderColumn": True},
    ],
)
def test_what_is_gone_leaves_nothing(block: dict[str, Any]) -> None:
    assert parts_of([block]) == []


def test_claim_says_how_well_it_stands() -> None:
    source = {"title": "Book", "publisher": "Press", "url": ""}
    block = {"blockType": "ClaimBlock", "claim": CLAIM | {"sources": [{"source": source}]}, "note": ""}

    assert parts_of([block]) == [
        Quote(
            [
                line(Run("It is so.", strong=True), " Disputed, as of 2026-11-01."),
                Listing([[line("Source: ", Run("Book"), ", Press")]]),
            ]
        )
    ]


def test_our_own_words_are_in_the_language_of_the_page() -> None:
    with translation.override("zh-hans"):
        (quote,) = parts_of([{"blockType": "ClaimBlock", "claim": CLAIM, "note": ""}])

    assert quote == Quote([line(Run("It is so.", strong=True), " 有争议，截至 2026-11-01。")])


def test_code_loses_the_line_breaks_at_its_end() -> None:
    block = {"blockType": "CodeBlock", "code": "a\n\n", "language": "PYTHON", "filename": None}

    assert parts_of([block]) == [Code("a", "python")]


def test_question_stands_below_the_heading_of_its_block() -> None:
    questions = [{"question": "Why?", "answerRichText": {"html": "", "markdown": "", "text": ""}}]

    headings = {
        heading: parts_of([{"blockType": "FaqBlock", "heading": heading, "questions": questions}])
        for heading in ("", "Questions")
    }

    assert headings == {"": [Heading(3, "Why?")], "Questions": [Heading(3, "Questions"), Heading(4, "Why?")]}


def test_matrix_of_a_comparison_leaves_missing_cells_empty() -> None:
    frameworks = [{"chooseWhen": "", "framework": {"name": name, "slug": name.lower()}} for name in ("Django", "Flask")]
    cells = [{"verdict": "Much", "rating": 5, "framework": {"slug": "flask"}}]
    answer = {"summary": "", "frameworks": frameworks, "rows": [{"criterion": "Size", "cells": cells}], "blocks": []}

    assert parts_of_comparison(answer) == [
        Table(
            [["", "Django", "Flask"], ["Size", "", "Much (5/5)"]],
            has_header_row=True,
            has_header_column=True,
        )
    ]


def test_adoptions_of_a_company() -> None:
    adoption = {"status": "PAST", "since": 2010, "until": 2020, "usedFor": "All", "claim": None}
    about = {"legalName": "", "country": "US", "founded": 1851, "website": None}
    adoptions = [adoption | {"framework": {"name": "Django"}}]
    answer = {"summary": "A firm.", **about, "adoptions": adoptions, "blocks": []}

    assert parts_of_company(answer) == [
        line("A firm."),
        Facts([("Head office", "United States"), ("Founded", "1851")]),
        Heading(2, "Frameworks"),
        Listing([[line(Run("Django", strong=True), ", formerly in use since 2010 until 2020: All")]]),
    ]


def test_correction_says_when() -> None:
    found = [{"correctedAt": "2026-11-02T10:00:00+00:00", "what": "Two, not three.", "why": "A slip."}]

    assert list(corrections(found)) == [line(Run("Corrected on 2026-11-02:", strong=True), " Two, not three. A slip.")]
