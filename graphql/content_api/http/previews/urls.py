"""Addresses beside the endpoint."""

from __future__ import annotations

from django.urls import path

from .exchanging import exchange_view
from .userbar import userbar_view

app_name = "previews"

urlpatterns = [
    path("exchange", exchange_view, name="exchange"),
    path("userbar", userbar_view, name="userbar"),
]
