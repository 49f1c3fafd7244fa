"""Send the newest newsletter issue to the addresses in a file, one mail each. Needs Python's standard library only."""

from __future__ import annotations

import argparse
import json
import os
import smtplib
import urllib.parse
import urllib.request
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any


def newest_issue(endpoint: str, token: str, locale: str | None) -> dict[str, Any] | None:
    """The issue as the API answers it to a document that it knows by name, None where there is none."""
    query = urllib.parse.urlencode({"id": "newsletter_issue", "variables": json.dumps({"locale": locale})})
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(f"{endpoint}?{query}", headers=headers), timeout=30) as response:
        answer = json.load(response)
    if "errors" in answer:
        raise SystemExit(f"error: {answer['errors'][0]['message']}")
    return next(iter(answer["data"]["newsletterIssues"]["nodes"]), None)


def mail(issue: dict[str, Any], sender: str, recipient: str, unsubscribe: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, recipient, issue["subject"]
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2].strip(">"))
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message.set_content(issue["text"])
    message.add_alternative(issue["html"], subtype="html")
    return message


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipients", type=Path, help="a file with one address a line")
    parser.add_argument("--endpoint", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--smtp", default="127.0.0.1:1025", help="host:port of the mail server")
    parser.add_argument("--sender", default="letters@example.org")
    parser.add_argument("--locale", help="language code, such as en")
    parser.add_argument("--unsubscribe", default="", help="an address that unsubscribes, for mail programs' own button")
    options, sent = parser.parse_args(), Path("sent-issues.txt")
    already = sent.read_text() if sent.exists() else ""
    issue = newest_issue(options.endpoint, os.environ.get("NUAGES_TOKEN", ""), options.locale)
    if issue is None or issue["uid"] in already.split():
        raise SystemExit("Nothing new.")
    with smtplib.SMTP(options.smtp, timeout=30) as server:
        for recipient in options.recipients.read_text().split():
            server.send_message(mail(issue, options.sender, recipient, options.unsubscribe))
    sent.write_text(f"{already}{issue['uid']}\n")
    print(f"“{issue['subject']}” is sent, {issue['sizeBytes'] / 1024:.1f} kB each.")


if __name__ == "__main__":
    main()
