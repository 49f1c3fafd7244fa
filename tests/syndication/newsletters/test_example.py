"""examples/newsletter against a running service and a mail server of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from syndication.models import NewsletterIssuePage
from tests.factories.articles import ArticlePageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, lead

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = settings.BASE_DIR / "examples" / "newsletter" / "send_issue.py"


class Sink:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append((envelope.rcpt_tos, message))
        return "250 OK"


class OnFreePort(Controller):
    """Takes a port that is free, and says which."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    kept = Sink()
    controller = OnFreePort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    yield kept, controller.port
    controller.stop()


def run(live_server: LiveServer, port: int, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "readers.txt").write_text("ada@example.org\nbo@example.org\n")
    command = [sys.executable, str(SCRIPT), "readers.txt", f"--endpoint={live_server.url}/graphql/"]
    options = [f"--smtp=127.0.0.1:{port}", "--unsubscribe=https://letters.example/bye"]
    return subprocess.run(
        [*command, *options], cwd=folder, env={}, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_newest_issue_is_sent_once(live_server: LiveServer, sink: tuple[Sink, int], tmp_path: Path) -> None:
    kept, port = sink
    older: NewsletterIssuePage = NewsletterIssuePageFactory(subject="Older")
    older.save_revision().publish()
    newest = NewsletterIssuePageFactory(subject="Größe & 大小", sections=[lead(ArticlePageFactory(title="Beginnings"))])
    newest.save_revision().publish()

    first = run(live_server, port, tmp_path)
    again = run(live_server, port, tmp_path)

    assert (first.returncode, first.stderr) == (0, "")
    assert "Größe & 大小" in first.stdout
    assert (again.returncode, again.stderr) == (1, "Nothing new.\n")
    assert [recipients for recipients, _ in kept.mails] == [["ada@example.org"], ["bo@example.org"]]
    for _, message in kept.mails:
        assert message["Subject"] == "Größe & 大小"
        assert message["List-Unsubscribe"] == "<https://letters.example/bye>"
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "Beginnings" in text.get_content()
        assert 'lang="en"' in html.get_content()
