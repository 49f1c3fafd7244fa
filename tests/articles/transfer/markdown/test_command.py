"""The command: files, folders, standard input; a report for people or programs; an exit code."""

from __future__ import annotations

import json
import os
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticlePage
from articles.transfer.markdown.files import found_files
from tests.factories.articles import ArticleIndexPageFactory, AuthorFactory, TopicFactory

pytestmark = pytest.mark.django_db
TEXT = "# {title}\n\nThe standfirst of this text, which is long enough.\n\nwords"


@pytest.fixture(autouse=True)
def index() -> Any:
    return ArticleIndexPageFactory()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one.md").write_text(TEXT.format(title="One"))
    (tmp_path / "deep" / "two.markdown").write_text(TEXT.format(title="Two"))
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / ".hidden.md").write_text("nothing")
    return tmp_path


def run(*paths: Any, **options: Any) -> str:
    out = StringIO()
    call_command("import_markdown", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def titles() -> list[str]:
    return sorted(ArticlePage.objects.values_list("title", flat=True))


def test_folder_is_imported_with_all_below(folder: Path) -> None:
    said = run(folder)
    assert titles() == ["One", "Two"]
    assert ArticlePage.objects.filter(live=True).count() == 0
    assert said.splitlines() == [
        "one.md: created “One”",
        "  standfirst; 1 paragraph",
        "  recognised: line 3: this paragraph became the standfirst",
        "deep/two.markdown: created “Two”",
        "  standfirst; 1 paragraph",
        "  recognised: line 3: this paragraph became the standfirst",
        "2 files: 2 created.",
    ]
    assert run(folder).splitlines()[-1] == "2 files: 2 unchanged."


def test_dry_run_says_all_of_it_and_writes_nothing(folder: Path) -> None:
    said = run(folder, dry_run=True)
    assert "one.md: created “One”" in said
    assert said.splitlines()[-1] == "Nothing was written. It would be: 2 files: 2 created."
    assert titles() == []


def test_bad_file_is_reported_and_the_others_go_on(folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"\xff\xff\xff")
    with pytest.raises(CommandError, match=r"1 of 3 files were not imported.") as error:
        run(folder)
    assert error.value.returncode == 1
    assert titles() == ["One", "Two"]


def test_report_for_programs(folder: Path) -> None:
    report = json.loads(run(folder / "one.md", format="json"))
    (file,) = report["files"]
    assert (report["dryRun"], file["name"], file["action"], file["title"]) == (False, "one.md", "create", "One")
    assert file["page"] == ArticlePage.objects.get().pk
    assert file["blocks"] == [{"line": 5, "type": "paragraph"}]
    assert file["notes"] == [{"line": 3, "kind": "became", "message": "this paragraph became the standfirst"}]


def test_standard_input_is_known_by_its_content() -> None:
    for expected in ("created “Stream”", "unchanged"):
        with mock.patch("sys.stdin", mock.Mock(buffer=BytesIO(TEXT.format(title="Stream").encode()))):
            assert expected in run("-")


def test_options_name_what_the_site_has(folder: Path, index: Any) -> None:
    author, topic = AuthorFactory(name="Ada Example"), TopicFactory(slug="security")
    run(folder / "one.md", author=["ada example"], topic=["security"], parent=index.slug)
    page = ArticlePage.objects.get()
    assert [entry.author for entry in page.article_authors.all()] == [author]
    assert list(page.topics.all()) == [topic]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"author": ["Nobody"]}, "The site has no author “Nobody”."),
        ({"topic": ["nothing"]}, "The site has no topic “nothing”."),
        ({"parent": "nowhere"}, "The site has no article indexes “nowhere”."),
    ],
)
def test_options_that_name_nothing_are_refused(folder: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(CommandError, match=message) as error:
        run(folder, **options)
    assert error.value.returncode == 2
    assert titles() == []


@pytest.mark.parametrize("named", ["slug", "path", "number"])
def test_parent_is_found_in_three_ways(folder: Path, index: Any, named: str) -> None:
    run(folder / "one.md", parent={"slug": index.slug, "path": f"/home/{index.slug}/", "number": str(index.pk)}[named])
    assert titles() == ["One"]


def test_edited_drafts_are_left_alone_unless_told(folder: Path) -> None:
    run(folder / "one.md")
    ArticlePage.objects.get().save_revision()
    (folder / "one.md").write_text(TEXT.format(title="One, changed"))
    assert "left alone (somebody has edited the page since it was imported)" in run(folder / "one.md")
    assert "updated “One, changed”" in run(folder / "one.md", overwrite_drafts=True)


def refusals(*paths: Any) -> dict[str, str]:
    return {file.name: file.refusal for file in found_files([str(path) for path in paths]) if file.refusal}


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.md").write_text("other")
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    assert refusals(root) == {"link.md": "The file is a link that leads out of the folder."}
    assert [file.name for file in found_files([str(root)])] == ["link.md"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(CommandError):
        run(tmp_path)
    assert refusals(tmp_path / "missing.md") == {str(tmp_path / "missing.md"): "There is no such file or folder."}


def test_second_file_of_a_name_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "one.md").write_text("other")
    assert refusals(folder, other) == {"one.md": "Another file of this import has the same name."}
