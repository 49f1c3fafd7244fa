"""The public addresses of this app."""

from __future__ import annotations

from django.urls import path

from .views import serve_rendition

app_name = "media"

urlpatterns = [
    path("<str:signature>/<int:image_id>/<slug:size>/<str:name>", serve_rendition, name="rendition"),
]
