"""``compare``: frameworks side by side, whether somebody has written the comparison or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction

from articles.comparing import judgements, matrix
from articles.comparing.judgements import normalised
from articles.models import (
    ClaimText,
    ComparisonCell,
    ComparisonPage,
    ComparisonRow,
    Framework,
)
from tests.api.conftest import Ask
from tests.factories.articles import ClaimFactory, CompanyPageFactory, ComparisonPageFactory, FrameworkFactory

pytestmark = pytest.mark.django_db

COMPARE = """
query($frameworks: [String!]!, $locale: String) {
  compare(frameworks: $frameworks, locale: $locale) {
    frameworks { slug }
    page { title }
    rows {
      criterion explanation
      cells { framework { slug } verdict rating claim { statement } comparison { title } }
    }
    claims { framework { slug } groups { status claims { statement } } }
  }
}
"""
ROWS = """
query($frameworks: [String!]!, $locale: String) {
  compare(frameworks: $frameworks, locale: $locale) {
    page { title }
    rows { criterion explanation cells { framework { slug } verdict comparison { title } } }
  }
}
"""
CLAIMS = """
query($frameworks: [String!]!, $locale: String) {
  compare(frameworks: $frameworks, locale: $locale) {
    claims { framework { slug } groups { status claims { statement locale } } }
  }
}
"""
FIRST_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def frameworks() -> dict[str, Framework]:
    return {slug: FrameworkFactory(slug=slug, name=slug.title()) for slug in ("django", "flask", "rails", "hugo")}


def comparison(
    title: str, between: list[Framework], *rows: tuple[str, list[str]], day: int = 0, **fields: Any
) -> ComparisonPage:
    """A comparison with rows of verdicts, one for each framework."""
    made: ComparisonPage = ComparisonPageFactory(
        title=title,
        between=between,
        rows=[
            ComparisonRow(
                criterion=criterion,
                explanation=f"{criterion} in {title}",
                sort_order=number,
                cells=[
                    ComparisonCell(framework=framework, verdict=verdict)
                    for framework, verdict in zip(between, verdicts, strict=True)
                ],
            )
            for number, (criterion, verdicts) in enumerate(rows)
        ],
        last_published_at=FIRST_DAY + dt.timedelta(days=day),
        **fields,
    )
    return made


def matrix_asked(ask: Ask, *frameworks: str, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = ask(ROWS, frameworks=frameworks, **variables)["compare"]
    return found


def verdicts(found: dict[str, Any]) -> dict[str, list[str | None]]:
    return {
        row["criterion"]: [cell and f"{cell['verdict']} ({cell['comparison']['title']})" for cell in row["cells"]]
        for row in found["rows"]
    }


def test_whole_answer(ask: Ask, frameworks: dict[str, Framework]) -> None:
    django, flask = frameworks["django"], frameworks["flask"]
    claim = ClaimFactory(framework=django, statement="Django has an ORM.")
    disputed = ClaimFactory(framework=django, statement="Django is slow.", status="disputed")
    ClaimFactory(framework=disputed.framework, statement="Django is older.", as_of=dt.date(2020, 1, 1))
    page = comparison("Both", [django, flask], ("Database", ["Included", "None"]))
    cell = ComparisonCell.objects.get(row__page=page, framework=django)
    cell.rating, cell.claim = 5, claim
    cell.save()

    assert ask(COMPARE, frameworks=["flask", "django"]) == {
        "compare": {
            "frameworks": [{"slug": "flask"}, {"slug": "django"}],
            "page": {"title": "Both"},
            "rows": [
                {
                    "criterion": "Database",
                    "explanation": "Database in Both",
                    "cells": [
                        {
                            "framework": {"slug": "flask"},
                            "verdict": "None",
                            "rating": None,
                            "claim": None,
                            "comparison": {"title": "Both"},
                        },
                        {
                            "framework": {"slug": "django"},
                            "verdict": "Included",
                            "rating": 5,
                            "claim": {"statement": "Django has an ORM."},
                            "comparison": {"title": "Both"},
                        },
                    ],
                }
            ],
            "claims": [
                {"framework": {"slug": "flask"}, "groups": []},
                {
                    "framework": {"slug": "django"},
                    "groups": [
                        {
                            "status": "VERIFIED",
                            "claims": [{"statement": "Django has an ORM."}, {"statement": "Django is older."}],
                        },
                        {"status": "DISPUTED", "claims": [{"statement": "Django is slow."}]},
                    ],
                },
            ],
        }
    }


def test_put_together_from_several_comparisons(ask: Ask, frameworks: dict[str, Framework]) -> None:
    django, flask, rails, hugo = frameworks.values()
    comparison(
        "Old",
        [django, flask],
        ("Speed", ["Django, old", "Flask, old"]),
        day=1,
    )
    comparison("Older", [django, hugo], ("Forms", ["Included", "None"]), day=0)
    comparison("New", [django, rails, hugo], ("  SPEED: ", ["Django, new", "Rails, new", "Hugo"]), day=2)
    comparison("Others", [rails, hugo], ("Forms", ["Also included", "None"]), day=3)

    found = matrix_asked(ask, "flask", "rails", "django")

    assert found["page"] is None
    assert verdicts(found) == {
        "Forms": [None, "Also included (Others)", "Included (Older)"],
        "  SPEED: ": ["Flask, old (Old)", "Rails, new (New)", "Django, new (New)"],
    }
    assert found["rows"][1]["explanation"] == "  SPEED:  in New"


def test_comparison_of_exactly_these_goes_first(ask: Ask, frameworks: dict[str, Framework]) -> None:
    django, flask, rails, _ = frameworks.values()
    comparison("Exactly", [flask, django], ("Speed", ["Fast", "Faster"]), ("Forms", ["No", "Yes"]), day=1)
    comparison("Newer", [django, flask, rails], ("Size", ["L", "S", "L"]), ("Speed", ["1", "2", "3"]), day=2)

    found = matrix_asked(ask, "django", "flask")

    assert found["page"] == {"title": "Exactly"}
    assert verdicts(found) == {
        "Speed": ["Faster (Exactly)", "Fast (Exactly)"],
        "Forms": ["Yes (Exactly)", "No (Exactly)"],
        "Size": ["L (Newer)", "S (Newer)"],
    }


def test_criteria_for_one_framework_only_compare_nothing(ask: Ask, frameworks: dict[str, Framework]) -> None:
    django, flask, rails, hugo = frameworks.values()
    comparison("One", [django, rails], ("Speed", ["Fast", "Fast"]))
    comparison("Other", [flask, hugo], ("Forms", ["Some", "None"]))

    assert matrix_asked(ask, "django", "flask") == {"page": None, "rows": []}


@pytest.mark.parametrize("_case", ["draft", "restricted", "alias"])
def test_hidden_comparisons_say_nothing(ask: Ask, frameworks: dict[str, Framework], _case: str) -> None:
    django, flask, rails, _ = frameworks.values()
    comparison("Shown", [django, flask, rails], ("Speed", ["Fast", "Faster", "Fine"]), day=1)
    hidden: Page = comparison("Hidden", [django, flask], ("Speed", ["Secret", "Secret"]), day=2)
    if _case == "alias":
        hidden.delete()
        hidden = ComparisonPage.objects.get(title="Shown").create_alias(update_slug="alias")
        ComparisonPage.objects.filter(pk=hidden.pk).update(
            title="Hidden", last_published_at=FIRST_DAY.replace(year=2027)
        )
    elif _case == "draft":
        ComparisonPage.objects.filter(pk=hidden.pk).update(live=False)
    else:
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    found = matrix_asked(ask, "django", "flask")

    assert found["page"] is None
    assert verdicts(found) == {"Speed": ["Fast (Shown)", "Faster (Shown)"]}


def test_page_with_a_hidden_column_has_the_others_exactly(ask: Ask, frameworks: dict[str, Framework]) -> None:
    secret = FrameworkFactory(slug="secret", live=False)
    django, flask = frameworks["django"], frameworks["flask"]
    comparison("Three", [django, flask, secret], ("Speed", ["Fast", "Faster", "Secret"]))

    found = matrix_asked(ask, "django", "flask")

    assert found["page"] == {"title": "Three"}
    assert verdicts(found) == {"Speed": ["Fast (Three)", "Faster (Three)"]}


def test_hidden_claims_are_left_out(ask: Ask, frameworks: dict[str, Framework]) -> None:
    django, flask = frameworks["django"], frameworks["flask"]
    draft = ClaimFactory(framework=django, statement="Secret", live=False)
    ClaimFactory(framework=None, company=CompanyPageFactory(), statement="Of a company")
    page = comparison("Both", [django, flask], ("Speed", ["Fast", "Faster"]))
    ComparisonCell.objects.filter(row__page=page).update(claim=draft)

    found = ask(COMPARE, frameworks=["django", "flask"])["compare"]

    assert [cell["claim"] for row in found["rows"] for cell in row["cells"]] == [None, None]
    assert [entry["groups"] for entry in found["claims"]] == [[], []]


def test_in_the_language_asked_for(ask: Ask, frameworks: dict[str, Framework]) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    django, flask = frameworks["django"], frameworks["flask"]
    claim = ClaimFactory(framework=django, statement="Django has an ORM.")
    ClaimText.objects.create(claim=claim, locale=chinese, statement="Django 自带 ORM。")
    page = comparison("Both", [django, flask], ("Speed", ["Fast", "Faster"]))
    translation = page.copy_for_translation(chinese, copy_parents=True)
    translation.title = "两者"
    translation.save_revision().publish()
    ComparisonRow.objects.filter(page=translation).update(criterion="速度")

    assert list(verdicts(matrix_asked(ask, "django", "flask"))) == ["Speed"]
    found = matrix_asked(ask, "django", "flask", locale="zh-hans")
    assert found["page"] == {"title": "两者"}
    assert verdicts(found) == {"速度": ["Fast (两者)", "Faster (两者)"]}
    claims = ask(CLAIMS, frameworks=["django", "flask"], locale="zh-hans")["compare"]["claims"]
    assert claims[0]["groups"][0]["claims"] == [{"statement": "Django 自带 ORM。", "locale": "zh-hans"}]


def test_newest_claims_of_each_status(
    ask: Ask, frameworks: dict[str, Framework], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "MOST_CLAIMS", 2)
    for year in (2021, 2023, 2022):
        for status in ("outdated", "verified"):
            ClaimFactory(
                framework=frameworks["django"], status=status, as_of=dt.date(year, 1, 1), statement=f"{status} {year}"
            )
    ClaimFactory(framework=frameworks["flask"], as_of=dt.date(2020, 1, 1), statement="Flask")

    found = ask(CLAIMS, frameworks=["django", "flask"])["compare"]["claims"]

    assert [
        (entry["framework"]["slug"], group["status"], [claim["statement"] for claim in group["claims"]])
        for entry in found
        for group in entry["groups"]
    ] == [
        ("django", "VERIFIED", ["verified 2023", "verified 2022"]),
        ("django", "OUTDATED", ["outdated 2023", "outdated 2022"]),
        ("flask", "VERIFIED", ["Flask"]),
    ]


def test_judgements_are_bounded(ask: Ask, frameworks: dict[str, Framework], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgements, "MOST_JUDGEMENTS", 2)
    django, flask, rails, _ = frameworks.values()
    comparison("Exactly", [django, flask], ("Forms", ["Yes", "No"]), day=1)
    comparison("Newer", [django, flask, rails], ("Speed", ["1", "2", "3"]), day=2)

    assert verdicts(matrix_asked(ask, "django", "flask")) == {"Forms": ["Yes (Exactly)", "No (Exactly)"]}
    assert verdicts(matrix_asked(ask, "flask", "rails")) == {"Speed": ["2 (Newer)", "3 (Newer)"]}


@pytest.mark.parametrize(
    ("slugs", "message"),
    [
        ([], "Compare 2 to 6 frameworks, not 0."),
        (["django"], "Compare 2 to 6 frameworks, not 1."),
        (["django"] * 7, "Compare 2 to 6 frameworks, not 7."),
        (["django", "flask", "django"], "The framework 'django' is named twice."),
        (["django", "absent"], "No framework has the slug 'absent'."),
        (["secret", "django"], "No framework has the slug 'secret'."),
        (["django", ""], "No framework has the slug ''."),
    ],
)
def test_refusals(refused: Callable[..., dict[str, Any]], slugs: list[str], message: str) -> None:
    FrameworkFactory(slug="secret", live=False)

    error = refused(ROWS, frameworks=slugs)

    assert (error["message"], error["extensions"]["code"]) == (message, "BAD_INPUT")


def test_hidden_and_unknown_frameworks_are_refused_alike(refused: Callable[..., dict[str, Any]]) -> None:
    unknown = refused(ROWS, frameworks=["django", "secret"])
    secret = FrameworkFactory(slug="secret", live=False)
    comparison("Hidden column", [Framework.objects.get(slug="django"), secret], ("Speed", ["Fast", "Secret"]))

    hidden = refused(ROWS, frameworks=["django", "secret"])

    assert (hidden["message"], hidden["path"]) == (unknown["message"], unknown["path"])
    assert hidden["extensions"]["code"] == unknown["extensions"]["code"]


@pytest.mark.parametrize("count", [1, 20])
def test_statements(
    ask: Ask, frameworks: dict[str, Framework], django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    columns = [frameworks[slug] for slug in ("django", "flask", "rails")]
    for number in range(count):
        page = comparison(f"Comparison {number}", columns, (f"Criterion {number}", ["Fast", "Faster", "Fine"]))
        for cell in ComparisonCell.objects.filter(row__page=page):
            cell.claim = ClaimFactory(framework=cell.framework)
            cell.save()
    ask(COMPARE, frameworks=["django", "flask"])

    # The territory, frameworks, the page, judgements, claims of cells, their texts, comparisons, claims of frameworks.
    with django_assert_num_queries(8):
        found = ask(COMPARE, frameworks=["django", "flask"])["compare"]

    assert len(found["rows"]) == count
    assert [len(entry["groups"][0]["claims"]) for entry in found["claims"]] == [count, count]


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("Speed", "speed"),
        ("  Database\tmigrations : ", "database migrations"),
        ("Ｓｐｅｅｄ。", "speed。"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("STRASSE?", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_criteria_that_are_the_same(criterion: str, expected: str) -> None:
    assert normalised(criterion) == expected
