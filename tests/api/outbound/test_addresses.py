"""Which addresses a request may reach, and which web addresses are one at all."""

from __future__ import annotations

import ast
import socket
import threading
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from content_api.outbound import AddressRefusedError, BadAddressError, NameNotFoundError, Target, TimedOutError, send
from content_api.outbound.addresses import is_public, may_connect

PROJECT = Path(django_settings.BASE_DIR)
PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::93.184.215.14"]
NOT_PUBLIC = {
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "loopback": "127.0.0.1",
    "another loopback": "127.8.9.10",
    "private 10": "10.0.0.1",
    "private 172": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "link-local, metadata of clouds": "169.254.169.254",
    "metadata of Oracle": "192.0.0.192",
    "host of Azure": "168.63.129.16",
    "relay for 6to4": "192.88.99.1",
    "benchmarks": "198.18.0.1",
    "documentation": "203.0.113.7",
    "multicast": "224.0.1.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv6 unique local": "fd00:ec2::254",
    "IPv6 link-local": "fe80::1",
    "IPv6 link-local with its interface": "fe80::1%2",
    "IPv6 public with an interface": "2606:2800:21f::1%2",
    "IPv6 site-local": "fec0::1",
    "IPv6 multicast": "ff0e::1",
    "IPv6 documentation": "2001:db8::1",
    "IPv6 discard": "100::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:10.0.0.1",
    "compatible loopback": "::127.0.0.1",
    "NAT64 of loopback": "64:ff9b::127.0.0.1",
    "NAT64 of private": "64:ff9b::a00:1",
    "NAT64 of a network's own": "64:ff9b:1::8.8.8.8",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of a public one": "2002:5db8:d70e::1",
    "Teredo": "2001:0:5ef5:79fb::1",
}


def answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Replace the system's resolver by one that gives these answers in turn; notes the names it is asked for."""
    real, asked = socket.getaddrinfo, []

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if not str(host).endswith(".example"):
            return real(host, port, *args, **options)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address: str) -> None:
    assert may_connect(address, 443)


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_all_others_are_closed(settings: Settings, address: str) -> None:
    settings.OUTBOUND_ALLOWED = []
    assert not is_public(ip_address(address))
    assert not may_connect(address, 443)


def test_public_hosts_are_asked_on_usual_ports_alone() -> None:
    assert [port for port in (22, 25, 80, 443, 6379, 8080) if may_connect("93.184.215.14", port)] == [80, 443]


def test_the_operator_opens_networks_on_every_port(settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED = ["10.1.0.0/16", "fd00::/64"]
    assert may_connect("10.1.2.3", 8080)
    assert may_connect("::ffff:10.1.2.3", 8080)
    assert may_connect("fd00::7", 8080)
    assert not may_connect("10.2.0.1", 443)
    assert not may_connect("fd01::7", 443)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",  # decimal
        "http://0177.0.0.1/",  # octal
        "http://0x7f.1/",  # hexadecimal and short
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://localhost/",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_inner_hosts_are_refused_however_they_are_written(settings: Settings, url: str) -> None:
    settings.OUTBOUND_ALLOWED = []
    with pytest.raises(AddressRefusedError, match=r"^The host or the port is not open to requests from here\.$"):
        send("POST", url, headers={})


def test_one_inner_address_refuses_the_name(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    answering(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(AddressRefusedError):
        Target.parse("https://mixed.example/").addresses(1)
    assert caplog.messages == ["Refused to connect to mixed.example, port 443: it is at 10.0.0.1"]


def test_a_name_is_resolved_once_and_not_again_to_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would lead inside."""
    asked = answering(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    connected: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Exception, match="accepts no connection"):
        send("POST", "https://rebinding.example/", headers={})
    assert asked == ["rebinding.example"]
    assert connected == [("93.184.215.14", 443)]


def test_names_without_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(NameNotFoundError, match=r"^The host's name has no address\.$"):
        Target.parse("https://nowhere.example/").addresses(1)


def test_a_slow_name_server_takes_no_longer_than_the_request_may(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: [][released.wait(10) :])
    with pytest.raises(TimedOutError, match=r"^The name server did not answer in time\.$"):
        Target.parse("https://slow.example/").addresses(0.05)
    released.set()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "begins with https"),
        ("ftp://files.example/", "begins with https"),
        ("file:///etc/passwd", "begins with https"),
        ("gopher://old.example/", "begins with https"),
        ("//host.example/", "begins with https"),
        ("https:///path", "names no host"),
        ("https://", "names no host"),
        ("https://user@host.example/", "neither user name nor password"),
        ("https://user:word@host.example/", "neither user name nor password"),
        ("https://host.example:99999/", "not a web address"),
        ("https://host.example:port/", "not a web address"),
        ("https://[::1/", "not a web address"),
        ("https://host.example/" + "a" * 2_000, "at most 2000 characters"),
    ],
)
def test_what_is_no_web_address(url: str, message: str) -> None:
    with pytest.raises(BadAddressError, match=message):
        Target.parse(url)


def test_the_parts_of_an_address() -> None:
    target = Target.parse("HTTPS://Bücher.Example:8443/a path?q=ü#part")
    assert target == Target("https", "xn--bcher-kva.example", 8443, "/a%20path?q=%C3%BC")
    assert target.authority == "xn--bcher-kva.example:8443"
    assert Target.parse("http://[2001:db8::1]").authority == "[2001:db8::1]"


PARSING = "urllib3.util.url"  # which opens none


def test_nothing_else_opens_connections() -> None:
    """The store for files and the mail server are the operator's; they are spoken to by Django and boto3.

    Wagtail's own CDN backends are spoken to by themselves; purging only bounds their time, through ``socket``.
    gunicorn's worker has sockets that it listens at.
    """
    clients = {"aiohttp", "http.client", "httpx", "requests", "smtplib", "socket", "urllib.request", "urllib3"}
    for root in ("articles", "graphql/content_api", "home", "media", "site/accounts", "site/config", "syndication"):
        for path in (PROJECT / root).rglob("*.py"):
            if "content_api/outbound" in path.as_posix():
                continue
            opens_none = path.as_posix().endswith(("content_api/purging/job.py", "config/serving/worker.py"))
            for node in ast.walk(ast.parse(path.read_text())):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                opened = [name for name in names if any(name == c or name.startswith(f"{c}.") for c in clients)]
                opened = [name for name in opened if not (opens_none and name == "socket") and name != PARSING]
                assert opened == [], path
