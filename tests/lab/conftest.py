"""A real browser, a real JupyterLab and the built site, each on the loopback address only.

Needs Debian's chromium (or Chrome) and the ``lab`` extra: ``make test-lab`` sets the extra up.
Without a browser the tests are skipped, and say so. ``PENINSULA_SCREENSHOTS`` names a folder for
the pictures; by default they go to ``build/screenshots``.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/lab/" in str(item.path):
            item.add_marker(pytest.mark.lab)


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, driven by playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="run `make test-lab`")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no browser on this machine; on Debian: apt install chromium")
    if not has_loopback():
        pytest.skip("no loopback device: the browser cannot reach a page of this machine")
    if fault := driver_fault():
        pytest.skip(
            f"playwright's driver does not start: {fault}; on Debian: apt install libatomic1"
        )
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


def has_loopback() -> bool:
    """Whether this machine can talk to itself; one cut off from every network may not."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        try:
            socket.create_connection(server.getsockname(), timeout=2).close()
        except OSError:
            return False
    return True


def driver_fault() -> str:
    """What keeps playwright's own Node from starting; empty if nothing does."""
    from playwright._impl._driver import compute_driver_executable

    node = compute_driver_executable()[0]
    result = subprocess.run([node, "--version"], capture_output=True, text=True)
    return result.stderr.strip().splitlines()[-1] if result.returncode else ""


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where pictures are kept."""
    folder = Path(os.environ.get("PENINSULA_SCREENSHOTS", ROOT / "build" / "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page(browser):
    """A fresh page that remembers every host it asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


def foreign(page) -> list[str]:
    """Requests that went anywhere but to this machine."""
    local = ("http://127.0.0.1", "ws://127.0.0.1", "http://localhost", "data:", "blob:", "about:")
    return [url for url in page.asked if not url.startswith(local)]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory, browser):
    """Address of the report site, built from the notebooks as committed."""
    out = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, ROOT / "scripts" / "build_site.py", "--out", out]
    subprocess.run(command, check=True, cwd=ROOT)
    handler = functools.partial(QuietHandler, directory=out)
    server = QuietServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line for each."""

    def log_message(self, *args) -> None:
        """Say nothing."""


class QuietServer(http.server.ThreadingHTTPServer):
    """A browser that leaves a page early is no fault."""

    def handle_error(self, request, client_address) -> None:
        """Say nothing of connections that the browser cut."""


@pytest.fixture(scope="session")
def lab(tmp_path_factory, browser):
    """Address and token of a JupyterLab on a copy of the notebooks, private to these tests."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    news = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (settings / "page_config.json").write_text(json.dumps(news))
    port, token = free_port(), secrets.token_hex(8)
    inherited = {k: v for k, v in os.environ.items() if k != "MPLBACKEND"}
    environment = inherited | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "share"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PENINSULA_DATA": str(ROOT / "data"),
    }
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={home}", "--expose-app-in-browser"]
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=home)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/api?token={token}", server, home / "lab.log")
            yield address, token
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(url: str, server: subprocess.Popen, log: Path, seconds: float = 60) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")
