"""The files in docs/deploy say what they should, as far as that can be seen without Docker and systemd at work."""

from __future__ import annotations

import re
import ssl
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from microblog_server.settings import Settings
from tests.server.operation.certificate import make_certificate

_ROOT = Path(__file__).parents[3]
_DEPLOY = _ROOT / "docs" / "deploy"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    document = yaml.safe_load((_DEPLOY / "compose.yaml").read_text())
    assert isinstance(document, dict)
    return document


def test_the_compose_file_has_what_a_busy_site_needs(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"server", "worker", "database", "redis", "nginx"}
    assert "ports" not in services["server"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        assert set(service.get("networks", {})) <= set(compose["networks"])
    proxy = services["nginx"]["networks"]["inside"]["ipv4_address"]
    assert services["server"]["environment"]["MICROBLOG_TRUSTED_PROXIES"] == proxy


def test_every_setting_of_the_compose_file_can_be_read(compose: dict[str, Any]) -> None:
    for name in ("server", "worker"):
        environment = compose["services"][name]["environment"]
        known = {variable for variable, *_ in Settings().listing()}
        assert environment.keys() <= known
        filled = {key: re.sub(r"\$\{[^}]+\}", "value", text) for key, text in environment.items()}
        settings = Settings.from_environment(filled)
        assert settings.database_url.startswith("postgresql://")
        assert not settings.worker


def test_the_dockerfile_copies_what_there_is() -> None:
    text = (_DEPLOY / "Dockerfile").read_text()
    for file in ("docs/deploy/requirements.txt", "constraints.txt"):
        assert file in text
        assert (_ROOT / file).is_file()
    assert text.count("FROM ") == 2
    assert "USER microblog" in text
    variables = re.findall(r"(MICROBLOG_\w+)=", text)
    assert set(variables) <= {variable for variable, *_ in Settings().listing()}


def test_the_image_gets_what_the_server_needs() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    wanted = set(project["optional-dependencies"]["server"])
    wanted |= {one for one in project["dependencies"] if re.match("(httpx|msgspec)[^a-z]", one)}
    lines = (_DEPLOY / "requirements.txt").read_text().splitlines()
    assert {line for line in lines if not line.startswith("#")} == wanted


@pytest.mark.needs("nginx")
def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    make_certificate(tmp_path)
    text = (_DEPLOY / "nginx.conf").read_text()
    # The names exist only within Docker's network.
    text = text.replace("server server:8000;", "server 127.0.0.1:8000;").replace("/etc/nginx/tls", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\n{text}")
    command = ["/usr/sbin/nginx", "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    ssl.create_default_context().load_verify_locations(tmp_path / "fullchain.pem")


@pytest.mark.needs("systemd")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (_DEPLOY / "microblog-server.service").read_text()
    assert "microblog-server run" in text
    unit = tmp_path / "microblog-server.service"
    unit.write_text(text.replace("/opt/microblog/bin/microblog-server run", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], check=False, capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "microblog-server" in line]
    assert (done.returncode, ours) == (0, [])
