"""The documentation of the import: its example is read as it says, and no option is missing."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from articles.management.commands.import_markdown import Command
from articles.transfer.markdown.fields import NAMES

from .reading import draft, unplaced

DOCS = Path(settings.BASE_DIR) / "docs"


def test_example_for_editors_becomes_what_it_shows() -> None:
    (text,) = re.findall(r"```markdown\n(.*?)```", (DOCS / "editors.md").read_text(), flags=re.DOTALL)
    found = draft(text)
    assert found.standfirst == "What a framework costs in its first year, licence, time and hosting."
    assert len(found.takeaways) == 2
    assert [block.type for block in found.blocks] == ["paragraph", "heading", "table", "callout"]
    assert [source.title for source in found.sources] == ["Django licence"]
    assert (found.unused, unplaced(found)) == ({}, [])


def test_fields_of_front_matter_are_described() -> None:
    text = (DOCS / "editors.md").read_text()
    assert [name for name in NAMES if not re.search(rf"^{name}:|`{name}`", text, flags=re.MULTILINE)] == []


def test_options_are_described() -> None:
    parser = Command().create_parser("manage.py", "import_markdown")
    own = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    inherited = {
        *("--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback"),
        *("--no-color", "--force-color", "--skip-checks"),
    }
    page = (DOCS / "operators" / "content.md").read_text()
    described = set(re.findall(r"^\| `(--[a-z-]+)", page, flags=re.MULTILINE))
    assert own - inherited <= described
