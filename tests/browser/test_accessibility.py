"""No violation of WCAG 2.2 AA that axe can find, at two widths and in both colour schemes.

axe-core comes with the PyPI package axe-core-python (only its axe.min.js is used); skipped without it.
"""

import importlib.util
from pathlib import Path

import pytest
from conftest import set_media, set_width

PACKAGES = ("axe_playwright_python", "axe_core_python")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then(done)"
PAGES = ("index.html", "report/inleiding.html", "report/rollen.html", "report/methode.html")


def find_axe() -> Path | None:
    """Return the path of axe.min.js in an installed package, without importing the package."""
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec and spec.origin and (path := Path(spec.origin).with_name("axe.min.js")).is_file():
            return path
    return None


AXE = find_axe()


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed (PyPI: axe-core-python)")
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_violation(browser, address, page, scheme, width):
    set_width(browser, width)
    set_media(browser, scheme)
    browser.get(f"{address}/{page}")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    result = browser.execute_async_script(RUN, RULES)
    assert [(item["id"], [node["target"] for node in item["nodes"]]) for item in result["violations"]] == []


STRUCTURE = """
const level = (heading) => Number(heading.tagName[1]);
const headings = [...document.querySelectorAll("main h1, main h2, main h3, main h4")].map(level);
const named = (element) => (element.textContent.trim() || element.getAttribute("aria-label") || "") !== "";
return {
  mains: document.querySelectorAll("main").length,
  firsts: headings.filter((item) => item === 1).length,
  jumps: headings.filter((item, place) => place > 0 && item > headings[place - 1] + 1).length,
  unnamed: [...document.querySelectorAll("a[href], button")].filter((item) => !named(item)).length,
  landmarks: [...document.querySelectorAll("nav")].filter(
    (item) => !item.hasAttribute("aria-label") && !item.hasAttribute("aria-labelledby")).length,
  heads: [...document.querySelectorAll("table")].filter((item) => !item.querySelector("thead th")).length,
  fields: [...document.querySelectorAll("input")].filter((item) => !item.labels.length).length,
  small: [...document.querySelectorAll("button, .hoofdstukken a, .verder a, input")].filter((item) => {
    const box = item.getBoundingClientRect();
    return box.width > 0 && (box.width < 24 || box.height < 24);
  }).length,
};
"""


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_the_structure_of_a_page_is_sound(browser, address, page, width):
    set_width(browser, width)
    browser.get(f"{address}/{page}")
    found = browser.execute_script(STRUCTURE)
    assert found == {
        "mains": 1,
        "firsts": 1,
        "jumps": 0,
        "unnamed": 0,
        "landmarks": 0,
        "heads": 0,
        "fields": 0,
        "small": 0,
    }
