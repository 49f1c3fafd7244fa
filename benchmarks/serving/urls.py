"""The addresses of Nuages, one that answers without doing anything, and the endpoint without kept answers."""

from __future__ import annotations

from django.urls import path

from config.urls import urlpatterns as nuages
from content_api.http.view import GraphQLView

from .fixed_answer import fixed_answer

urlpatterns = [
    path("fixed-answer/<int:size>", fixed_answer),
    path("uncached/graphql/", GraphQLView.as_view(from_cache=False)),
    *nuages,
]
