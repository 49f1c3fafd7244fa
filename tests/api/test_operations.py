"""The documents that ship, on the demo content: each one runs, and the three that matter most answer everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from articles.blocks import BodyBlock
from config.graphiql import EXAMPLES_DIR
from content_api.management.commands.write_schema import SDL_PATH, sdl
from tests.demo import demo_content

OPERATIONS_DIR = Path(settings.BASE_DIR) / "graphql" / "operations"
DOCUMENTS = {path.stem: path for path in OPERATIONS_DIR.glob("*.graphql")}
FRAME = {"home": "/", "locale": "en"}
VARIABLES: dict[str, dict[str, Any]] = {
    "article": {"path": "/articles/what-is-django/"},
    "comparison": {"path": "/comparisons/django-and-flask/"},
    "companies": {},
    "frontend_author": {"slug": "lin-ruoyun", **FRAME},
    "frontend_framework": {"slug": "django", **FRAME},
    "frontend_home": {"path": "/", **FRAME},
    "frontend_page": {"path": "/articles/what-is-django/", **FRAME},
    "frontend_preview": FRAME,
    "frontend_search": {"query": "security", **FRAME},
    "frontend_shell": FRAME,
    "frontend_suggest": {"query": "instag", "locale": "en"},
    "frontend_topic": {"slug": "security", **FRAME},
    "newsletter_issue": {"locale": "en"},
    "pages": {"contentType": "articles.ArticlePage", "locale": "en"},
    "route": {"path": "/zh-hans/articles/what-is-django/"},
}

# What a document answers only to whoever has a token.
EMPTY = {"frontend_preview": ["preview"]}


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with demo_content(django_db_blocker, tmp_path_factory.mktemp("media")):
        yield


def folder_and_name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def run(document: Path, variables: dict[str, Any]) -> dict[str, Any]:
    payload = {"query": document.read_text(), "variables": variables}
    answer = json.loads(Client().post("/graphql/", payload, content_type="application/json").content)
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_document_answers(demo: None, name: str) -> None:
    data = run(DOCUMENTS[name], VARIABLES[name])

    assert [field for field, found in data.items() if not found] == EMPTY.get(name, [])


@pytest.mark.django_db
@pytest.mark.parametrize("example", sorted(EXAMPLES_DIR.glob("*.graphql")), ids=lambda path: path.stem)
def test_every_example_of_graphiql_answers(demo: None, example: Path) -> None:
    data = run(example, {})

    assert all(data.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "document", [*sorted(DOCUMENTS.values()), *sorted(EXAMPLES_DIR.glob("*.graphql"))], ids=folder_and_name
)
def test_answers_are_the_same_without_lookahead(demo: None, document: Path, settings: Settings) -> None:
    payload = {"query": document.read_text(), "variables": VARIABLES.get(document.stem, {})}
    answers = []
    for settings.GRAPHQL_LOOKAHEAD in (True, False):
        answers.append(Client().post("/graphql/", payload, content_type="application/json").content)

    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_comparison_has_rows_cells_claims_and_sources(demo: None) -> None:
    page = run(DOCUMENTS["comparison"], VARIABLES["comparison"])["page"]

    slugs = [entry["framework"]["slug"] for entry in page["frameworks"]]
    assert slugs == ["django", "flask"]
    assert all([cell["framework"]["slug"] for cell in row["cells"]] == slugs for row in page["rows"])
    claims = [cell["claim"] for row in page["rows"] for cell in row["cells"] if cell["claim"]]
    assert all(claim["sources"][0]["source"]["title"] for claim in claims)
    (disputed,) = [claim for claim in claims if claim["statement"] == "Flask fully supports APIs, Django does not."]
    assert disputed["status"] == "DISPUTED"
    assert disputed["explanation"]


@pytest.mark.django_db
def test_article_has_every_kind_of_block(demo: None) -> None:
    page = run(DOCUMENTS["article"], VARIABLES["article"])["page"]

    kinds = {type(block).__name__ for block in BodyBlock().child_blocks.values()}
    assert {block["__typename"] for block in page["blocks"]} == kinds
    assert page["authors"][0]["name"]
    assert page["heroImage"]["hero"]["width"] == 1600
    assert [other["locale"] for other in page["translations"]] == ["zh-hans"]


@pytest.mark.django_db
def test_companies_name_framework_and_year(demo: None) -> None:
    companies = {page["name"]: page for page in run(DOCUMENTS["companies"], {"locale": "en"})["pages"]}

    assert len(companies) >= 12
    (first, *_) = companies["Instagram"]["adoptions"]
    assert (first["framework"]["name"], first["since"]) == ("Django", 2010)
    assert first["claim"]["sources"]


@pytest.mark.django_db
def test_chinese_company_shows_chinese_claims(demo: None) -> None:
    (page,) = run(DOCUMENTS["companies"], {"locale": "zh-hans"})["pages"]

    assert page["adoptions"][0]["claim"]["statement"].startswith("Instagram 的第一版服务于 2010 年上线")


@pytest.mark.django_db
def test_readme_shows_what_is_answered(demo: None) -> None:
    readme = (Path(settings.BASE_DIR) / "README.md").read_text()
    (query,) = re.findall(r"```graphql\n(.*?)```", readme, flags=re.DOTALL)
    (answer,) = re.findall(r"```json\n(.*?)```", readme, flags=re.DOTALL)

    response = Client().post("/graphql/", {"query": query}, content_type="application/json")

    assert json.loads(response.content) == json.loads(answer)


def test_schema_file_is_up_to_date() -> None:
    assert SDL_PATH.read_text() == sdl(), "run `make schema` and commit graphql/schema.graphql"
