"""One question at one server: asked once to see that the answer is right, then as often as there are rounds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from benchmarks.serving.statements import COUNT_HEADER, REQUEST_HEADER, TIME_HEADER

from .questions import Question
from .servers import Server

# Plain Grapple has no codes; graphql-core words it so.
UNKNOWN = ("VALIDATION_FAILED", "Cannot query field", "Unknown argument", "Unknown type")


class UnknownFieldError(Exception):
    """The schema does not know what is asked for."""


class WrongAnswerError(Exception):
    """The server answers an error where content was expected."""


@dataclass
class Subject:
    """``times`` and ``cpu_times`` in milliseconds, one of each for a round."""

    key: str
    title: str
    server: Server
    path: str
    bodies: list[bytes]
    query: str = ""
    statements: int = 0
    statement_time: float = 0.0
    size: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    cpu_times: list[float] = field(default_factory=list)

    def ask(self, round_number: int) -> None:
        """Ask once and note how long it took."""
        cpu = self.server.cpu_seconds()
        answer = self.server.client.post(self.path, self.bodies[round_number % len(self.bodies)])
        self.cpu_times.append((self.server.cpu_seconds() - cpu) * 1000)
        self.times.append(answer.milliseconds)
        if answer.status != 200:
            raise WrongAnswerError(f"{self.server.title}, {self.title}: status {answer.status}")

    def forget(self) -> None:
        """What was measured while caches were cold."""
        self.times.clear()
        self.cpu_times.clear()


def subject(server: Server, question: Question) -> Subject:
    """The question after a first answer to each of its variables.

    Raises ``UnknownFieldError`` and ``WrongAnswerError``.
    """
    made = Subject(
        question.key, question.title, server, server.side.endpoint, question.bodies(), question.document.read_text()
    )
    sizes = []
    for body in made.bodies:
        # Twice: the first answer fills caches, the second is counted.
        server.client.post(made.path, body)
        answer = server.client.post(made.path, body, {REQUEST_HEADER: "1"})
        content = json.loads(answer.body)
        _refuse_errors(made, content)
        made.statements = max(made.statements, int(answer.headers[COUNT_HEADER]))
        made.statement_time = max(made.statement_time, float(answer.headers[TIME_HEADER]))
        made.data = made.data or content["data"]
        sizes.append(len(answer.body))
    made.size = max(sizes)
    return made


def fixed_answer(server: Server, like: Subject) -> Subject:
    """A constant JSON document as large as the answer to ``like``, for the same request."""
    made = Subject("fixed", "A fixed JSON document", server, f"/fixed-answer/{like.size}", like.bodies)
    made.size = len(server.client.post(made.path, made.bodies[0]).body)
    return made


def _refuse_errors(asked: Subject, content: dict[str, Any]) -> None:
    if "errors" in content:
        message = content["errors"][0]["message"]
        if any(word in json.dumps(content["errors"]) for word in UNKNOWN):
            raise UnknownFieldError(message)
        raise WrongAnswerError(f"{asked.server.title}, {asked.title}: {message}")
    if any(value is None for value in content["data"].values()):
        raise WrongAnswerError(f"{asked.server.title}, {asked.title}: nothing is found")
