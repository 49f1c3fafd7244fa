"""The form that takes files and pasted text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.models import ArticleIndexPage

from ..files import ENDINGS, named_by
from ..limits import MOST_BYTES
from .rights import indexes_for

MOST_FILES = 20
MOST_BYTES_AT_ONCE = 1_000_000  # the page is waited for; the command has no such limit
LONGEST_NAME = 400


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"


class SeveralFilesField(forms.FileField):
    """A field of several files, each of which must be one."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files]
        return [file for file in cleaned if file]


class IndexChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_admin_display_title()} ({obj.locale.get_display_name()})"


class UploadForm(forms.Form):
    """What is uploaded is read in the next step, so that each file gets an answer of its own."""

    parent = IndexChoice(
        queryset=ArticleIndexPage.objects.none(),
        label="Below",
        empty_label=None,
        help_text="A file whose front matter names another language goes below the page in that language.",
    )
    uploads = SeveralFilesField(
        required=False,
        label="Files",
        widget=SeveralFilesInput(attrs={"accept": ",".join([*sorted(ENDINGS), "text/markdown", "text/plain"])}),
        help_text=f"Markdown, {MOST_FILES} files at most. Nothing is stored as a page before you have seen it.",
    )
    text = forms.CharField(
        required=False,
        label="Or paste a text",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        strip=False,
        max_length=MOST_BYTES_AT_ONCE,
        help_text="Also one that was copied from a web page as it is.",
    )
    fetch_images = forms.BooleanField(
        required=False, label="Fetch images", help_text="Store the images that a text shows. Otherwise they stay links."
    )
    overwrite = forms.BooleanField(
        required=False,
        label="Also update drafts that somebody has edited",
        help_text="Files that were imported before update their draft. What was edited since is left alone otherwise.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indexes = indexes_for(user)
        self.fields["parent"].queryset = indexes  # type: ignore[attr-defined]

    def clean_uploads(self) -> list[tuple[str, bytes]]:
        files: Sequence[UploadedFile] = self.cleaned_data["uploads"]
        if len(files) > MOST_FILES:
            raise ValidationError(f"{len(files)} files were chosen; {MOST_FILES} can be imported at once.")
        for file in files:
            if (file.size or 0) > MOST_BYTES:
                raise ValidationError(f"“{file.name}” has {file.size:,} bytes; at most {MOST_BYTES:,} are read.")
        if sum(file.size or 0 for file in files) > MOST_BYTES_AT_ONCE:
            raise ValidationError(
                f"Together the files have more than {MOST_BYTES_AT_ONCE:,} bytes. Import fewer at once, "
                "or ask an operator for the command import_markdown."
            )
        named = [((file.name or "file.md")[-LONGEST_NAME:], file.read()) for file in files]
        if len({name for name, _ in named}) < len(named):
            raise ValidationError("Two of the files have the same name, by which a later import finds them again.")
        return named

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        text = cleaned.get("text", "").encode("utf-8", "replace")
        cleaned["contents"] = [*cleaned.get("uploads", []), *([(named_by(text), text)] if text.strip() else [])]
        if not cleaned["contents"] and not self.errors:
            raise ValidationError("Choose a file, or paste a text.")
        return cleaned
