import json

import pytest
from conftest import set_media, set_width
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PAGES = ("index.html", "report/inleiding.html", "report/rollen.html", "report/methode.html")
PAPER = "rgb(255, 255, 255)"


def find(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def colour(browser):
    return browser.execute_script("return getComputedStyle(document.body).backgroundColor")


def focused(browser):
    return browser.switch_to.active_element


def wait(browser, condition):
    return WebDriverWait(browser, 40).until(lambda _: condition())


@pytest.fixture
def forget(browser, address):
    """Return a browser that remembers no choice of an earlier test."""
    browser.get(f"{address}/index.html")
    browser.execute_script("localStorage.clear()")
    return browser


def test_a_reader_walks_from_page_to_page_with_next(browser, address):
    browser.get(f"{address}/index.html")
    seen = []
    while links := browser.find_elements(By.CSS_SELECTOR, "a[rel=next]"):
        links[0].send_keys(Keys.ENTER)
        seen.append(browser.current_url.removeprefix(address + "/"))
    assert seen == list(PAGES[1:])


def test_the_sidebar_leads_to_every_chapter_and_marks_the_current_one(browser, address):
    browser.get(f"{address}/index.html")
    find(browser, ".hoofdstukken a[href='report/rollen.html']").click()
    assert find(browser, "[aria-current=page]").text.split("\n")[-1] == "Rollen en taken"


# Letters that come quickly made it find nothing, now and then.
@pytest.mark.parametrize("time", range(5))
def test_search_finds_a_page_over_the_server(browser, address, time):
    browser.get(f"{address}/report/inleiding.html")
    find(browser, "#zoek-veld").send_keys("begeleiders")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#zoek-uitslag li a"))
    assert "/report/rollen.html" in find(browser, "#zoek-uitslag li a").get_attribute("href")


def test_search_says_when_nothing_was_found(browser, address):
    browser.get(f"{address}/index.html")
    find(browser, "#zoek-veld").send_keys("zzqqxx")
    wait(browser, lambda: "Niets gevonden" in find(browser, "#zoek-uitslag").text)


def test_search_says_that_it_needs_a_server_when_the_page_is_a_file(browser, site):
    browser.get((site / "report/rollen.html").as_uri())
    find(browser, "#zoek-veld").send_keys("begeleiders")
    assert "lobanalysis serve" in find(browser, "#zoek-uitslag").text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_from_the_file_system_with_its_style_and_without_errors(browser, site, page):
    browser.get((site / page).as_uri())
    assert "system-ui" in browser.execute_script(
        "return getComputedStyle(document.querySelector('h1')).fontFamily"
    )
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    sizes = "return [...document.images].map(image => image.naturalWidth)"
    assert all(width > 0 for width in browser.execute_script(sizes))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nothing_of_another_host(browser, address, page):
    browser.get(f"{address}/{page}")
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "about:"))] == []


def test_the_first_tab_stop_leads_to_the_text(browser, address):
    browser.get(f"{address}/report/rollen.html")
    find(browser, "body").send_keys(Keys.TAB)
    assert focused(browser).text == "Ga naar de hoofdinhoud"
    focused(browser).send_keys(Keys.ENTER)
    assert focused(browser).get_attribute("id") == "inhoud"


def test_every_control_is_reached_with_the_keyboard_and_shows_its_focus(browser, address):
    browser.get(f"{address}/report/rollen.html")
    reached = set()
    for _ in range(60):
        find(browser, "body") if not reached else None
        focused(browser).send_keys(Keys.TAB)
        element = focused(browser)
        if element.tag_name == "body":
            break
        reached.add(element.id)
        outline = "return getComputedStyle(arguments[0]).outlineStyle"
        assert browser.execute_script(outline, element) != "none"
    shown = "a[href], button, input, summary, [tabindex='0']"
    wanted = {item.id for item in browser.find_elements(By.CSS_SELECTOR, shown) if item.is_displayed()}
    assert wanted <= reached


def test_only_a_table_that_is_too_wide_takes_the_focus(browser, address):
    browser.get(f"{address}/report/rollen.html")
    assert find(browser, "#tbl-breed .tabel-kader").get_attribute("tabindex") == "0"
    assert find(browser, "#tbl-namen .tabel-kader").get_attribute("tabindex") is None


def test_a_table_that_is_too_wide_for_a_phone_becomes_cards_that_name_their_columns(browser, address):
    set_width(browser, 375)
    browser.get(f"{address}/report/rollen.html")
    frame = find(browser, "#tbl-breed .tabel-kader")
    assert browser.execute_script("return arguments[0].scrollWidth <= arguments[0].clientWidth", frame)
    cells = browser.find_elements(By.CSS_SELECTOR, "#tbl-breed tbody td")
    assert [cell.get_attribute("data-kop") for cell in cells][:2] == ["kenmerk 0", "kenmerk 1"]
    assert {cell.get_attribute("role") for cell in cells} == {"cell"}
    assert find(browser, "#tbl-namen tbody td").value_of_css_property("display") == "table-cell"


def test_the_colours_follow_the_system(forget, address):
    set_media(forget, "dark")
    forget.get(f"{address}/index.html")
    assert colour(forget) != PAPER


def test_the_readers_choice_of_colours_is_remembered(forget, address):
    find(forget, "#kleur-knop").click()
    assert find(forget, "#kleur-knop").get_attribute("aria-pressed") == "true"
    forget.get(f"{address}/report/rollen.html")
    assert colour(forget) != PAPER
    find(forget, "#kleur-knop").click()
    assert colour(forget) == PAPER
    forget.execute_script("localStorage.clear()")


def test_a_figure_stands_on_a_light_card_in_the_dark(forget, address):
    set_media(forget, "dark")
    forget.get(f"{address}/report/rollen.html")
    assert find(forget, "figure img").value_of_css_property("background-color") == "rgba(255, 255, 255, 1)"


def test_paper_shows_the_text_only_and_black_on_white(forget, address):
    set_media(forget, "dark", "print")
    forget.get(f"{address}/report/rollen.html")
    assert colour(forget) == PAPER
    hidden = [".kop", "#menu", ".op-pagina", ".verder", ".voet"]
    assert [name for name in hidden if find(forget, name).is_displayed()] == []
    assert find(forget, "figure img").is_displayed()


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_the_window(browser, address, page, width):
    set_width(browser, width)
    browser.get(f"{address}/{page}")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_menu_opens_and_closes_on_a_phone(browser, address):
    set_width(browser, 375)
    browser.get(f"{address}/report/rollen.html")
    assert not find(browser, "#menu").is_displayed()
    find(browser, "#menu-knop").click()
    assert find(browser, "#menu").is_displayed()
    find(browser, "#zoek-veld").send_keys(Keys.ESCAPE)
    assert not find(browser, "#menu").is_displayed()
    assert focused(browser).get_attribute("id") == "menu-knop"


def test_a_link_to_a_figure_of_another_page_leads_there(browser, address):
    browser.get(f"{address}/index.html")
    find(browser, "main a.quarto-xref").click()
    assert browser.current_url == f"{address}/report/rollen.html#fig-namen"
    top = "return document.getElementById('fig-namen').getBoundingClientRect().top"
    wait(browser, lambda: -5 <= browser.execute_script(top) < 900)
