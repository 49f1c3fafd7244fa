"""`make dependency-audit`: what the tools say, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from .loading import script

audit = script("dependency_audit")

TODAY = date(2026, 11, 26)
ENTRY = 'id = "GHSA-1"\npackage = "example"\nreason = "Nothing here starts it."\nuntil = {until}\n'
PIP_FOUND = {
    "dependencies": [
        {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.2"]}]},
        {"name": "wagtail", "version": "8.0.1", "vulns": []},
    ],
    "fixes": [],
}
NPM_FOUND = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "astro": {"via": ["vite"]},
        "vite": {
            "via": [
                {
                    "name": "vite",
                    "range": "<6.1.2",
                    "severity": "high",
                    "title": "Reads files",
                    "url": "https://github.com/advisories/GHSA-1",
                }
            ]
        },
    },
}

Answers = Callable[[list[str]], tuple[int, str]]


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], list[list[str]]]:
    """Lets the tools answer, and tells how they were called."""

    def answer(answers: Answers) -> list[list[str]]:
        called: list[list[str]] = []

        def run(command: list[str], folder: Path = audit.PROJECT) -> CompletedProcess[str]:
            called.append(command)
            status, text = answers(command)
            return CompletedProcess(command, status, text, "the tool's own words" if status else "")

        monkeypatch.setattr(audit, "run", run)
        return called

    return answer


def fine(command: list[str]) -> tuple[int, str]:
    return (0, json.dumps({"auditReportVersion": 2, "vulnerabilities": {}})) if command[0] == "npm" else (0, "")


def but(which: str, status: int, report: Any) -> Answers:
    """All is fine, but what `which` of the tools says."""

    def answers(command: list[str]) -> tuple[int, str]:
        is_asked = which == ("npm" if command[0] == "npm" else "read" if "--dry-run" in command else "pip")
        return (status, report if isinstance(report, str) else json.dumps(report)) if is_asked else fine(command)

    return answers


@pytest.mark.parametrize(
    ("answers", "status", "said"),
    [
        (fine, 0, "requirements/base.txt: no known vulnerabilities"),
        (but("pip", 1, PIP_FOUND), 1, "requirements/base.txt: VULNERABLE\n    django 5.2.1: PYSEC-1, mended in 5.2.2"),
        (
            but("npm", 1, NPM_FOUND),
            1,
            "examples/frontend/package-lock.json: VULNERABLE\n    vite <6.1.2: GHSA-1, high: Reads files",
        ),
        (but("read", 1, ""), 2, "requirements/dev.txt: WRONG\n    the tool's own words"),
        (but("pip", 1, ""), 3, "requirements/extras.txt: NOT CHECKED\n    the tool's own words"),
        (but("npm", 1, {"message": "no such host"}), 3, "package-lock.json: NOT CHECKED\n    no such host"),
        (but("npm", 127, ""), 3, "package-lock.json: NOT CHECKED"),
    ],
)
def test_what_becomes_of_what_the_tools_say(
    tools: Callable[[Answers], Any], capsys: pytest.CaptureFixture[str], answers: Answers, status: int, said: str
) -> None:
    tools(answers)

    assert audit.main() == status
    out = capsys.readouterr().out
    assert said in out
    assert ("it is NOT known" in out) == (status == 3)


def test_what_was_found_counts_more_than_what_was_not_asked(tools: Callable[[Answers], Any]) -> None:
    tools(lambda command: but("npm", 1, NPM_FOUND)(command) if command[0] == "npm" else but("pip", 1, "")(command))

    assert audit.main() == 1


def test_every_lock_is_asked_about_with_its_hashes(tools: Callable[[Answers], list[list[str]]]) -> None:
    called = tools(fine)
    audit.main()

    locks = [Path(command[command.index("--requirement") + 1]).name for command in called if "--requirement" in command]
    assert locks == ["base.txt", "base.txt", "extras.txt", "extras.txt", "dev.txt", "dev.txt"]
    assert all("--require-hashes" in command and "--strict" in command for command in called if command[0] != "npm")


def test_what_is_accepted_is_left_out(tools: Callable[[Answers], list[list[str]]]) -> None:
    called = tools(but("npm", 1, NPM_FOUND))

    assert audit.pip_audit(audit.LOCKS[0], ["GHSA-1"]).status == 0
    assert audit.npm_audit(audit.FRONTEND, ["GHSA-1"]).status == 0
    assert "--ignore-vuln=GHSA-1" in called[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.format(until="2026-11-26"), "GHSA-1 in example was accepted until 2026-11-26: look again."),
        ('id = "GHSA-1"\npackage = "example"\nuntil = 2027-01-01\n', "GHSA-1 has no reason."),
        ('package = "example"\nreason = "It is so."\nuntil = 2027-01-01\n', "An entry has no id."),
    ],
)
def test_acceptance_needs_a_reason_and_ends(text: str, said: str) -> None:
    with pytest.raises(audit.AcceptedError) as refused:
        audit.accepted(f"[[accepted]]\n{text}", TODAY)

    assert str(refused.value) == said
    assert audit.accepted(f"[[accepted]]\n{ENTRY.format(until='2026-11-27')}", TODAY) == ["GHSA-1"]
