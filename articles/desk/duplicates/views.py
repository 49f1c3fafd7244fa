"""Answers while somebody types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .finding import named, pages_with_title, sources_at


class Question(forms.Form):
    kind = forms.ChoiceField(choices=[("page", "page"), ("source", "source")])
    value = forms.CharField(max_length=500, required=False)
    locale = forms.IntegerField(required=False)
    own = forms.IntegerField(required=False)


@never_cache
@require_safe
def duplicates_view(request: HttpRequest) -> JsonResponse:
    """For everybody in the admin: who types a title may know that it exists, and is led there only with permission."""
    question = Question(request.GET)
    if not question.is_valid():
        return JsonResponse({"errors": question.errors}, status=400)
    asked = question.cleaned_data
    found: list[Any]
    if asked["kind"] == "source":
        found = list(sources_at(asked["value"], asked["own"]))
    else:
        found = list(pages_with_title(asked["value"], asked["locale"], asked["own"])) if asked["locale"] else []
    return JsonResponse({"duplicates": [asdict(one) for one in named(found, request.user)]})
