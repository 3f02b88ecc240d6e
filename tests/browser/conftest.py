"""The sample report in Chromium: made once with the pandoc engine, served, opened at any width."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

import pytest
from selenium import webdriver

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

from publishing_sample import write_sample

from lobanalysis.publishing.html_site import render_html
from lobanalysis.publishing.serve import make_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of this folder, with the reason, where there is no Chromium."""
    if CHROMIUM and DRIVER:
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="Chromium and chromedriver are not installed"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample's site."""
    project = write_sample(tmp_path_factory.mktemp("rapport"))
    render_html(project, project.site, "pandoc")
    return project.site


@pytest.fixture(scope="session")
def address(site: Path):
    """Yield the address of a running server of the site."""
    with make_server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    """Yield one Chromium for all tests of the session."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium):
    """Return Chromium at desktop width, light, with nothing remembered."""
    set_width(chromium, 1280)
    set_media(chromium)
    chromium.get("about:blank")
    for kind in ("browser", "performance"):
        chromium.get_log(kind)
    return chromium


def set_width(driver, width: int, height: int = 900) -> None:
    """Give the page a width in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def set_media(driver, scheme: str = "light", media: str = "") -> None:
    """Give the page a colour scheme, or paper as its medium."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
