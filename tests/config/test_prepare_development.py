"""`make run` brings the database up to date once, and refuses to touch one that is not for development."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from config.management.commands import prepare_development


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    recorded: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(prepare_development, "call_command", lambda name, **options: recorded.append((name, options)))
    return recorded


@pytest.mark.django_db
def test_migrated_database_is_only_asked_for_its_content(
    calls: list[tuple[str, dict[str, Any]]], settings: Settings
) -> None:
    settings.DEBUG = True

    call_command("prepare_development")

    assert calls == [("load_demo", {"if_empty": True})]


@pytest.mark.django_db
def test_new_database_is_migrated_first(
    calls: list[tuple[str, dict[str, Any]]], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda _self, _targets: [object()])

    call_command("prepare_development")

    assert [name for name, _options in calls] == ["migrate", "load_demo"]


def test_other_settings_are_refused(calls: list[tuple[str, dict[str, Any]]]) -> None:
    with pytest.raises(CommandError, match="for development settings"):
        call_command("prepare_development")

    assert calls == []
