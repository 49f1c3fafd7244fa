"""Environment variables are typed, and a wrong one is named."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

ADDRESS = "postgres://editor:p%40ss@db.example:5433/nuages"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    for name, value in {"NUMBER": "many", "SWITCH": "maybe", "OFF": "no", "BLANK": "", "URL": ADDRESS}.items():
        monkeypatch.setenv(name, value)
    return Environment()


def test_wrong_number_is_refused(environment: Environment) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^The environment variable NUMBER is wrong: .*'many'"):
        environment.int("NUMBER", default=3)


def test_word_that_is_neither_true_nor_false_is_refused(environment: Environment) -> None:
    message = "The environment variable SWITCH must be true or false, not 'maybe'."

    with pytest.raises(ImproperlyConfigured, match=f"^{re.escape(message)}$"):
        environment.bool("SWITCH")


def test_words_for_false_are_false(environment: Environment) -> None:
    assert environment.bool("OFF", default=True) is False


def test_blank_variable_counts_as_not_set(environment: Environment) -> None:
    assert environment.int("BLANK", default=3) == 3


@pytest.mark.parametrize("name", ["BLANK", "MISSING"])
def test_required_variable_is_named(environment: Environment, name: str) -> None:
    message = f"Set the environment variable {name}; .env.example describes it."

    with pytest.raises(ImproperlyConfigured, match=f"^{re.escape(message)}$"):
        environment.str(name)


def test_database_address_is_taken_apart(environment: Environment) -> None:
    assert environment.db("URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "NAME": "nuages",
        "PASSWORD": "p@ss",
        "PORT": 5433,
        "USER": "editor",
    }


def test_wrong_database_address_is_refused_without_showing_it(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("URL", "secret@db.example/nuages")

    with pytest.raises(ImproperlyConfigured, match=r"^The environment variable URL must begin ") as refusal:
        environment.db("URL")

    assert "secret" not in str(refusal.value)
