"""“Import Markdown”: a form, the review of what each file becomes, and what was made of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from articles.models import MarkdownBatch

from ..reports import DONE
from .batches import batch_of, examined, imported, opened
from .forms import UploadForm
from .rights import indexes_for
from .showing import ShownFile

UPLOAD = "articles_import_markdown"
REVIEW = "articles_review_markdown"


class ImportView(WagtailAdminTemplateMixin):
    """What the screens have in common: only for those who may add articles somewhere."""

    page_title = "Import Markdown"
    header_icon = "upload"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not indexes_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse(UPLOAD), "label": self.page_title}]


class UploadView(ImportView, FormView[UploadForm]):
    form_class = UploadForm
    template_name = "articles/markdown/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        parent = self.request.GET.get("parent", "")
        return {"parent": parent} if parent.isdecimal() else {}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        chosen = form.cleaned_data
        batch = opened(
            self.request.user,
            chosen["parent"],
            chosen["contents"],
            fetch=chosen["fetch_images"],
            overwrite=chosen["overwrite"],
        )
        return redirect(REVIEW, batch.pk)


class ReviewView(ImportView, TemplateView):
    """Before the decision the review, after it the result. Everybody sees their own."""

    batch: MarkdownBatch

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        batch = batch_of(request.user, kwargs["key"])
        if batch is None:
            messages.error(request, "The upload is not there any longer. Upload the files once more.")
            return redirect(UPLOAD)
        self.batch = batch
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["articles/markdown/result.html" if self.batch.outcomes else "articles/markdown/review.html"]

    def get_page_subtitle(self) -> str:
        return "Result" if self.batch.outcomes else "Review"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.batch
        context = super().get_context_data(batch=batch, upload_url=reverse(UPLOAD), **kwargs)
        if batch.outcomes:
            context["outcomes"] = [{**outcome, "done": DONE[outcome["action"]]} for outcome in batch.outcomes]
        else:
            context["files"] = [
                ShownFile(file.position, file.name, outcome, batch.fetch_images) for file, outcome in examined(batch)
            ]
            context["importable"] = sum(file.outcome.writes for file in context["files"])
        return context

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        batch = self.batch
        if batch.outcomes:
            return redirect(REVIEW, key)
        chosen = set(request.POST.getlist("files"))
        positions = {file.position for file in batch.files.all() if str(file.position) in chosen}
        if not positions:
            messages.error(request, "Choose at least one file.")
            return redirect(REVIEW, key)
        imported(batch, positions)
        return redirect(REVIEW, key)
