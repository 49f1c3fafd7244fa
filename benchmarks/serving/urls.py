"""The addresses of Nuages, and one that answers without doing anything."""

from __future__ import annotations

from django.urls import path

from config.urls import urlpatterns as nuages

from .fixed_answer import fixed_answer

urlpatterns = [path("fixed-answer/<int:size>", fixed_answer), *nuages]
