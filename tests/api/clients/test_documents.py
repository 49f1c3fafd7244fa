"""Documents that a client has registered: only it can call them, and they are held against the schema."""

from __future__ import annotations

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError
from graphql import parse, print_ast
from pytest_django import DjangoAssertNumQueries

from content_api.clients.models import ApiClient, ClientDocument
from content_api.clients.tokens import create
from content_api.management.commands.write_schema import sdl
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory, ClientDocumentFactory

TEXT = "# mine\nquery Mine($yes: Boolean = true) { __typename @include(if: $yes) }\n"
ANSWER = {"data": {"__typename": "Query"}}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def document(api_client: ApiClient) -> ClientDocument:
    return ClientDocumentFactory(client=api_client, name="mine", text=TEXT)


@pytest.fixture
def own(secret: str) -> dict[str, str]:
    """The header of the client that the document belongs to."""
    return {"authorization": f"Bearer {secret}"}


def code_of(response: Any) -> str:
    (error,) = json.loads(response.content)["errors"]
    return str(error["extensions"]["code"])


IDS = ["mine", sha256(TEXT), f"sha256:{sha256(TEXT)}", sha256(print_ast(parse(TEXT)))]


@pytest.mark.parametrize("document_id", IDS, ids=["name", "hash", "marked hash", "hash of the printed document"])
def test_client_calls_its_document(
    post: Post,
    document: ClientDocument,
    own: dict[str, str],
    document_id: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    other = {"authorization": f"Bearer {create(ApiClientFactory())[1]}"}

    with django_assert_num_queries(2):  # the client, its document
        assert json.loads(post({"id": document_id}, **own).content) == ANSWER
    assert code_of(post({"id": document_id}, **other)) == "DOCUMENT_NOT_FOUND"
    assert code_of(post({"id": document_id})) == "DOCUMENT_NOT_FOUND"


def test_client_calls_its_document_by_apollo(post: Post, document: ClientDocument, own: dict[str, str]) -> None:
    payload = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256(TEXT)}}}

    assert json.loads(post(payload, **own).content) == ANSWER
    assert code_of(post(payload)) == "PERSISTED_QUERY_NOT_SUPPORTED"


def test_client_without_free_documents_sends_its_own_text(
    post: Post, document: ClientDocument, own: dict[str, str]
) -> None:
    ApiClient.objects.update(sends_free_documents=False)

    assert json.loads(post({"query": TEXT}, **own).content) == ANSWER
    assert code_of(post({"query": "{ __typename }"}, **own)) == "DOCUMENT_NOT_TRUSTED"


def test_shipped_documents_take_no_further_statement(
    post: Post, own: dict[str, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert code_of(post({"id": "route"}, **own)) == "BAD_INPUT"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("mine", "{", "Syntax Error: Expected Name, found <EOF>."),
        ("mine", "{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        ("mine", "{ articles(first: 101) { totalCount } }", "exceeds the limit 'page_size': 101"),
        ("route", "{ __typename }", "A document that ships with the service is named 'route' already."),
    ],
)
def test_document_that_cannot_be_executed_is_refused(api_client: ApiClient, name: str, text: str, problem: str) -> None:
    document = ClientDocument(client=api_client, name=name, text=text)

    with pytest.raises(ValidationError) as refusal:
        document.full_clean(exclude=["text_hash", "printed_hash"])

    assert problem in " ".join(refusal.value.messages)


def test_name_is_taken_once_by_each_client(document: ClientDocument) -> None:
    ClientDocumentFactory(name="mine", text=TEXT)
    with pytest.raises(IntegrityError):
        ClientDocumentFactory(client=document.client, name="mine", text="{ other: __typename }")


def test_changed_text_has_another_hash(post: Post, document: ClientDocument, own: dict[str, str]) -> None:
    document.text = "{ changed: __typename }"
    document.save()

    assert code_of(post({"id": sha256(TEXT)}, **own)) == "DOCUMENT_NOT_FOUND"
    assert json.loads(post({"id": sha256(document.text)}, **own).content) == {"data": {"changed": "Query"}}


def compared(tmp_path: Path) -> str:
    (tmp_path / "released.graphql").write_text(sdl())
    out = StringIO()
    try:
        call_command("compare_schema", released=tmp_path / "released.graphql", stdout=out)
    except CommandError as error:
        out.write(f"failed: {error}")
    return out.getvalue()


def test_schema_check_names_client_and_document(document: ClientDocument, tmp_path: Path) -> None:
    ClientDocument.objects.update(text="{ gone zzz }")
    ClientDocumentFactory(client__name="Closed", client__is_active=False)
    ClientDocument.objects.filter(client__name="Closed").update(text="{ gone }")

    client = document.client.name
    assert compared(tmp_path) == (
        "Documents of clients:\n"
        f"  {client}, document 'mine': Cannot query field 'gone' on type 'Query'.\n"
        f"  {client}, document 'mine': Cannot query field 'zzz' on type 'Query'.\n"
        "failed: 2 problems of documents that clients have registered."
    )


@pytest.mark.django_db
def test_schema_check_needs_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "content_api.management.commands.compare_schema.problems_of_all", Mock(side_effect=OperationalError)
    )

    assert compared(tmp_path) == (
        "No database with clients: their registered documents are not looked at.\n"
        "No breaking changes since the released schema.\n"
    )


def registered(folder: Path, **options: Any) -> str:
    out = StringIO()
    call_command("register_documents", "Website", folder, stdout=out, **options)
    return out.getvalue()


def test_documents_are_registered_from_files(db: None, tmp_path: Path) -> None:
    client = ApiClientFactory(name="Website")
    ClientDocumentFactory(client=client, name="old")
    ClientDocumentFactory(client=client, name="kept", text="{ before: __typename }")
    for name in ("new", "kept"):
        (tmp_path / f"{name}.graphql").write_text(f"{{ {name}: __typename }}")

    assert registered(tmp_path) == "2 documents of Website are registered, 0 are removed.\n"
    assert set(client.documents.values_list("name", flat=True)) == {"old", "new", "kept"}
    assert client.documents.get(name="kept").text == "{ kept: __typename }"
    assert registered(tmp_path, prune=True) == "2 documents of Website are registered, 1 are removed.\n"
    assert set(client.documents.values_list("name", flat=True)) == {"new", "kept"}


def test_one_wrong_file_changes_nothing(db: None, tmp_path: Path) -> None:
    client = ApiClientFactory(name="Website")
    (tmp_path / "a.graphql").write_text("{ __typename }")
    (tmp_path / "b.graphql").write_text("{ nothing }")

    with pytest.raises(CommandError, match=r"^b\.graphql: Cannot query field 'nothing' .* Nothing is changed\.$"):
        registered(tmp_path, prune=True)

    assert not client.documents.exists()


def test_nothing_to_register(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No client is named 'Website'"):
        registered(tmp_path)
    ApiClientFactory(name="Website")
    with pytest.raises(CommandError, match=r"No \*\.graphql file lies in"):
        registered(tmp_path)
