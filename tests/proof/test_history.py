"""What answers must have shown, given what was published when."""

from __future__ import annotations

import json
from io import BytesIO

from tests.proof.services.history import History


def history() -> History:
    """Two articles at version 10, then publish 1 of the first at version 12."""
    found = History(begin=10, articles=2)
    said = {"number": 1, "slug": "article-0", "version": 12, "refused": 0, "cpu": 0.1}
    found.listen(BytesIO(json.dumps(said).encode() + b"\n"))
    return found


def test_answer_shows_what_belongs_to_its_version() -> None:
    found = history()
    for version, number in ((10, 0), (11, 0), (12, 1), (13, 1)):
        assert found.shown("article-0", version, number) == ""

    assert found.problems() == []
    assert found.newest == 12


def test_answer_of_an_older_state_under_a_newer_version() -> None:
    found = history()
    found.shown("article-0", 12, 0)

    assert found.problems() == ["article-0 at version 12: publish 0 instead of 1"]


def test_two_answers_of_one_version_differ() -> None:
    found = history()
    found.shown("article-0", 12, 1)

    assert found.shown("article-0", 12, 0) == "article-0 at version 12: publish 0, and 1 elsewhere"


def test_committed_publish_is_lost() -> None:
    found = history()

    assert found.lost({"article-0": "Publish 1", "article-1": "Publish 0"}) == []
    # Its writer was ended between the commit and saying so.
    assert found.lost({"article-0": "Publish 2", "article-1": "Publish 0"}) == []
    assert found.lost({"article-0": "Publish 0"}) == [
        "article-0 ends with 'Publish 0', though publish 1 was committed",
        "article-1 ends with None, though publish 0 was committed",
    ]
