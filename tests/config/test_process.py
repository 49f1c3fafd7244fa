"""A process knows of which kind it is."""

from __future__ import annotations

import sys

import pytest

from config import process


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["manage.py", "runserver", "8000"], "web"),
        (["manage.py", "worker", "--once"], "worker"),
        (["manage.py", "migrate"], "command"),
        (["manage.py"], "command"),
        (["/usr/bin/django-admin", "worker"], "worker"),
        (["/usr/bin/pytest", "worker"], "command"),
        ([], "command"),
    ],
)
def test_by_the_command(monkeypatch: pytest.MonkeyPatch, words: list[str], kind: str) -> None:
    monkeypatch.setattr(process, "_declared", None)
    monkeypatch.setattr(sys, "argv", words)

    assert process.kind() == kind


def test_by_what_it_says_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_declared", None)
    monkeypatch.setattr(sys, "argv", ["manage.py", "worker"])

    process.declare("web")

    assert process.kind() == "web"
