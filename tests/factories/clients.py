"""Clients of the API."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from content_api.clients.models import ApiClient, ClientDocument


class ApiClientFactory(DjangoModelFactory[ApiClient]):
    name = factory.Sequence(lambda number: f"Client {number}")

    class Meta:
        model = ApiClient


class ClientDocumentFactory(DjangoModelFactory[ClientDocument]):
    client = factory.SubFactory(ApiClientFactory)
    name = factory.Sequence(lambda number: f"document-{number}")
    text = factory.Sequence(lambda number: f"{{ name{number}: __typename }}")

    class Meta:
        model = ClientDocument
