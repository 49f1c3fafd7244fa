"""compose.scale.yaml and what it mounts fit together. Docker itself is not needed."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.programs import PROJECT

from .nginx import FOLDER

FILES = ("compose.yaml", "compose.scale.yaml")


def loaded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROJECT / name).read_text())
    return found


@pytest.fixture
def scale() -> dict[str, Any]:
    return loaded("compose.scale.yaml")


@pytest.fixture
def services(scale: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = scale["services"]
    return found


def test_all_machines_are_there(services: dict[str, Any]) -> None:
    assert sorted(services) == [
        *("bucket", "cache", "database", "migrate", "proxy", "replica", "storage"),
        *("web-1", "web-2", "worker-1", "worker-2"),
    ]


@pytest.mark.parametrize("name", FILES)
def test_services_wait_for_what_is_there_and_can_be_waited_for(name: str) -> None:
    services = loaded(name)["services"]
    for service, told in services.items():
        for other, how in told.get("depends_on", {}).items():
            healthy = how["condition"] == "service_healthy"
            # The image has a health check of its own, of which web makes use.
            assert not healthy or "test" in services[other].get("healthcheck", {}), f"{service} waits for {other}"


@pytest.mark.parametrize("name", FILES)
def test_what_is_mounted_is_declared_or_in_the_repository(name: str) -> None:
    told = loaded(name)
    for service in told["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (PROJECT / source).exists() if source.startswith("./") else source in told["volumes"]
        assert set(service.get("secrets", [])) <= set(told.get("secrets", {}))
        assert {config["source"] for config in service.get("configs", [])} <= set(told.get("configs", {}))


@pytest.mark.parametrize("name", FILES)
def test_variables_are_described(name: str) -> None:
    text = (PROJECT / name).read_text()
    described = set(
        re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (PROJECT / ".env.example").read_text(), flags=re.MULTILINE)
    )
    interpolated = set(re.findall(r"\$\{([A-Z0-9_]+)", text))
    given = {
        variable
        for service in loaded(name)["services"].values()
        if service["image"] == "nuages"
        for variable in service["environment"]
    }
    assert (interpolated | given) - described == set()


def test_migrations_run_once_before_anything_else(services: dict[str, Any]) -> None:
    assert (services["migrate"]["command"][1:3], services["migrate"]["restart"]) == (["manage.py", "migrate"], "no")
    for name in ("web-1", "web-2", "worker-1", "worker-2"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_a_machine_gets_the_time_to_end_that_its_settings_take(services: dict[str, Any]) -> None:
    environment = services["web-1"]["environment"]
    needed = int(environment["WEB_STOP_DELAY"]) + int(environment["WEB_GRACEFUL_TIMEOUT"])
    assert int(services["web-1"]["stop_grace_period"].removesuffix("s")) > needed
    (shutdown,) = re.findall(r"worker_shutdown_timeout (\d+)s;", (FOLDER / "nginx.conf").read_text())
    assert int(services["proxy"]["stop_grace_period"].removesuffix("s")) > int(shutdown)


def test_nginx_finds_the_web_machines(scale: dict[str, Any], services: dict[str, Any]) -> None:
    asked = re.findall(r"^    server ([\w-]+):8000 ", (FOLDER / "upstream.conf").read_text(), flags=re.MULTILINE)
    known = dict(entry.split(":") for entry in services["proxy"]["extra_hosts"])
    addresses = {name: services[name]["networks"]["inside"]["ipv4_address"] for name in asked}
    (pool,) = scale["networks"]["inside"]["ipam"]["config"]

    assert asked == ["web-1", "web-2"] * 2  # for what may be repeated, and for forms
    assert addresses == known
    for address in map(ipaddress.ip_address, addresses.values()):
        assert address in ipaddress.ip_network(pool["subnet"])
        assert address not in ipaddress.ip_network(pool["ip_range"])  # nobody else is given it


def test_the_service_trusts_what_nginx_sets(services: dict[str, Any]) -> None:
    environment = services["web-1"]["environment"]
    headers = re.findall(r"proxy_set_header (\S+) \$", (FOLDER / "proxy.conf").read_text())

    assert headers == ["Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-Id"]
    assert (environment["TRUSTED_PROXIES"], environment["TRUST_REQUEST_ID"]) == ("1", "true")


@pytest.mark.parametrize("name", ["deploy/roll.sh", "deploy/postgres/10-replication.sh", "deploy/postgres/replica.sh"])
def test_scripts_can_be_run(name: str) -> None:
    path = Path(PROJECT / name)

    assert path.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", path], capture_output=True).stderr == b""


def test_a_release_is_rolled_out_one_machine_after_the_other(services: dict[str, Any]) -> None:
    text = (PROJECT / "deploy/roll.sh").read_text()
    rolled = [
        name for names in re.findall(r"^for service in (.+); do$", text, flags=re.MULTILINE) for name in names.split()
    ]

    assert rolled == [name for name in services if name.startswith(("web-", "worker-"))]
    assert text.index("run --rm --no-deps migrate") < text.index("for service in")
