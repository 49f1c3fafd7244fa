"""Downloads of documents: public ones for everybody, private ones after a log-in or with the password."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction

from tests.factories.media import DocumentFactory, make_collection

pytestmark = pytest.mark.django_db


def private_document(kind: str) -> str:
    """The address of a document in a collection below one that is restricted so."""
    above = make_collection()
    CollectionViewRestriction.objects.create(collection=above, restriction_type=kind, password="open sesame")
    return str(DocumentFactory(collection=make_collection(above)).url)


def test_public_document(client: Client) -> None:
    assert client.get(DocumentFactory().url).getvalue() == b"%PDF-1.7 checklist"


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_private_document_asks_for_a_log_in(client: Client, kind: str) -> None:
    address = private_document(kind)

    response = client.get(address, follow=True)

    assert [target.partition("?")[0] for target, _ in response.redirect_chain] == [
        "/login/",
        "/admin/login/",
        "/accounts/login/",
    ]
    assert f"next={quote(address)}" in response.redirect_chain[-1][0]


def test_private_document_after_a_log_in(admin_client: Client) -> None:
    assert admin_client.get(private_document("login")).getvalue() == b"%PDF-1.7 checklist"


def test_private_document_asks_for_its_password(client: Client) -> None:
    response = client.get(private_document("password"))

    assert response.status_code == 200
    assert b"%PDF" not in response.content
    assert b'type="password"' in response.content
