"""The import in the admin: upload, review, drafts. Nobody is trusted but the server."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage, MarkdownBatch, MarkdownFile
from articles.transfer.markdown.admin import forms
from articles.transfer.markdown.admin.batches import remove_forgotten
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db

TEXT = "# {title}\n\nThe standfirst of this text, which is long enough.\n\nwords <b onclick=x>bold</b>"
UPLOAD = "articles_import_markdown"
REVIEW = "articles_review_markdown"


@pytest.fixture
def index() -> ArticleIndexPage:
    return ArticleIndexPageFactory()


def editor(name: str = "editor", group: str | None = "Editors") -> User:
    user = User.objects.create_user(username=name)
    user.groups.add(Group.objects.get(name=group or "Marketing"))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return client_of(editor())


def file(name: str = "one.md", text: str | bytes | None = None) -> SimpleUploadedFile:
    content = TEXT.format(title="One") if text is None else text
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def upload(client: Client, index: ArticleIndexPage, **fields: Any) -> Any:
    return client.post(reverse(UPLOAD), {"parent": index.pk, **fields})


def errors(response: Any) -> str:
    return " ".join(error for found in response.context["form"].errors.values() for error in found)


def test_upload_is_shown_before_anything_is_stored(client: Client, index: ArticleIndexPage) -> None:
    files = [file(), file("bad.md", b"\xff\xff\xff")]
    response = upload(client, index, uploads=files, text=TEXT.format(title="Pasted"))
    batch = MarkdownBatch.objects.get()
    assert response.headers["Location"] == reverse(REVIEW, args=[batch.pk])
    page = client.get(response.headers["Location"])
    html = page.content.decode()

    assert ArticlePage.objects.count() == 0
    assert [shown.name for shown in page.context["files"]][:2] == ["one.md", "bad.md"]
    assert page.context["importable"] == 2
    assert "The standfirst of this text, which is long enough." in html
    assert "line 5: an attribute that runs a script" in html
    assert "bad.md is refused. Line 1: byte 1 of the file is not UTF-8." in html
    assert "onclick=x" not in html
    assert "private" in page.headers["Cache-Control"]


def test_chosen_files_become_drafts(client: Client, index: ArticleIndexPage) -> None:
    files = [file(), file("two.md", TEXT.format(title="Two"))]
    address = upload(client, index, uploads=files).headers["Location"]
    response = client.post(address, {"files": ["1"]})
    page = ArticlePage.objects.get()
    html = client.get(response.headers["Location"]).content.decode()

    assert (page.title, page.live, page.owner.username) == ("Two", False, "editor")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "Created" in html
    assert MarkdownFile.objects.count() == 0


def test_result_is_final(client: Client, index: ArticleIndexPage) -> None:
    address = upload(client, index, uploads=[file()]).headers["Location"]
    client.post(address, {"files": ["0"]})
    client.post(address, {"files": ["0"]})
    assert ArticlePage.objects.count() == 1


def test_second_upload_updates_the_draft(client: Client, index: ArticleIndexPage) -> None:
    for text in ("", " and more"):
        address = upload(client, index, uploads=[file(text=TEXT.format(title="One") + text)]).headers["Location"]
        page = client.get(address)
        client.post(address, {"files": ["0"]})
    assert page.context["files"][0].what == "Updates the draft that an earlier import made"
    assert ArticlePage.objects.get().revisions.count() == 2


@pytest.mark.parametrize("chosen", [[], ["7"], ["-1"], ["x"]])
def test_nothing_chosen_is_nothing_done(client: Client, index: ArticleIndexPage, chosen: list[str]) -> None:
    address = upload(client, index, uploads=[file()]).headers["Location"]
    assert client.post(address, {"files": chosen}).headers["Location"] == address
    assert ArticlePage.objects.count() == 0
    assert MarkdownFile.objects.count() == 1


def test_upload_belongs_to_whoever_made_it(client: Client, index: ArticleIndexPage) -> None:
    address = upload(client, index, uploads=[file()]).headers["Location"]
    other = client_of(editor("other"))
    for response in (other.get(address), other.post(address, {"files": ["0"]})):
        assert response.headers["Location"] == reverse(UPLOAD)
    assert ArticlePage.objects.count() == 0


def test_upload_ends_with_the_next(client: Client, index: ArticleIndexPage) -> None:
    upload(client, index, uploads=[file()])
    upload(client, index, uploads=[file()])
    assert MarkdownBatch.objects.count() == 1
    assert MarkdownFile.objects.count() == 1


def test_upload_ends_after_a_day_and_the_worker_removes_it(client: Client, index: ArticleIndexPage) -> None:
    address = upload(client, index, uploads=[file()]).headers["Location"]
    remove_forgotten()
    assert MarkdownFile.objects.count() == 1

    MarkdownBatch.objects.update(created_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    assert client.post(address, {"files": ["0"]}).headers["Location"] == reverse(UPLOAD)
    remove_forgotten()
    assert (MarkdownBatch.objects.count(), MarkdownFile.objects.count()) == (0, 0)


def test_rights_are_asked_again_before_anything_is_stored(client: Client, index: ArticleIndexPage) -> None:
    address = upload(client, index, uploads=[file()]).headers["Location"]
    User.objects.get().groups.clear()
    User.objects.get().groups.add(Group.objects.get(name="Marketing"))
    assert client.post(address, {"files": ["0"]}).status_code == 302
    assert ArticlePage.objects.count() == 0


def test_only_those_who_may_add_articles_get_in(index: ArticleIndexPage) -> None:
    marketing = client_of(editor("marketing", None))
    assert marketing.get(reverse(UPLOAD)).headers["Location"] == reverse("wagtailadmin_home")
    assert upload(marketing, index, uploads=[file()]).status_code == 302
    assert MarkdownBatch.objects.count() == 0
    assert Client().get(reverse(UPLOAD)).headers["Location"].startswith(reverse("account_login"))


def test_menu_and_index_lead_there(client: Client, index: ArticleIndexPage) -> None:
    assert reverse(UPLOAD) in client.get(reverse("wagtailadmin_home")).content.decode()
    explorer = client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert f"{reverse(UPLOAD)}?parent={index.pk}" in explorer
    marketing = client_of(editor("marketing", None))
    assert reverse(UPLOAD) not in marketing.get(reverse("wagtailadmin_home")).content.decode()


def test_other_places_are_no_choice(client: Client, index: ArticleIndexPage) -> None:
    article = ArticlePageFactory(parent=index)
    assert errors(upload(client, article, uploads=[file()])) == (
        "Select a valid choice. That choice is not one of the available choices."
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose a file, or paste a text."),
        ({"text": " \n"}, "Choose a file, or paste a text."),
        ({"uploads": [file("a.md"), file("a.md")]}, "Two of the files have the same name"),
        ({"uploads": [file(f"{n}.md", "x") for n in range(21)]}, "21 files were chosen; 20 can be imported at once."),
        ({"uploads": [file("a.md", "")]}, "The submitted file is empty."),
        ({"uploads": [file("a.md", b"x" * 2_000_001)]}, "“a.md” has 2,000,001 bytes; at most 2,000,000 are read."),
        (
            {"uploads": [file("a.md", b"x" * 600_000), file("b.md", b"x" * 600_000)]},
            "Together the files have more than 1,000,000 bytes.",
        ),
    ],
)
def test_upload_that_cannot_be_read_is_refused(
    client: Client, index: ArticleIndexPage, fields: dict[str, Any], message: str
) -> None:
    for uploaded in fields.get("uploads", []):
        uploaded.seek(0)
    assert message in errors(upload(client, index, **fields))
    assert MarkdownBatch.objects.count() == 0


def test_images_are_fetched_where_that_is_asked_for(
    client: Client, index: ArticleIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(self: Any, pictures: Any, base: Any, notes: Any) -> dict[str, Any]:
        asked.extend(picture.address for picture in pictures)
        return {}

    monkeypatch.setattr("articles.transfer.markdown.saving.pictures.Fetcher.fetch", fetch)
    text = TEXT.format(title="One") + "\n\n![cat](https://a.example/cat.png)"
    for fields in ({}, {"fetch_images": "on", "overwrite": "on"}):
        text += "\n\nmore"
        address = upload(client, index, uploads=[file(text=text)], **fields).headers["Location"]
        client.post(address, {"files": ["0"]})
    assert asked == ["https://a.example/cat.png"]


def test_private_index_is_a_place_like_others(client: Client, index: ArticleIndexPage) -> None:
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert upload(client, index, uploads=[file()]).status_code == 302


def test_limits_of_the_form_are_below_those_of_a_file() -> None:
    assert forms.MOST_BYTES_AT_ONCE < forms.MOST_BYTES
