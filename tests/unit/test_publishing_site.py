import errno
import threading
import urllib.request
from pathlib import Path

import pytest
from publishing_sample import write_sample, write_text

from lobanalysis.errors import RenderError, StorageError, UsageError
from lobanalysis.publishing import swap
from lobanalysis.publishing.book import read_book
from lobanalysis.publishing.checks import check_site, find_problems
from lobanalysis.publishing.quarto import check_log, find_quarto, parse_version
from lobanalysis.publishing.serve import make_server
from lobanalysis.publishing.swap import build_beside

PAGE = '<!DOCTYPE html><html lang="nl"><body>{}</body></html>'
PAGES = ("index.html", "report/inleiding.html", "report/rollen.html", "report/methode.html")


def problems(tmp_path: Path, body: str, html: str = PAGE) -> list[str]:
    """Return what is wrong with a site whose first page has `body`."""
    project = write_sample(tmp_path)
    for name in PAGES:
        write_text(project.site / name, PAGE.format('<p id="a">goed</p>'))
    write_text(project.site / "index.html", html.format(body))
    return find_problems(project.site, project.root, read_book(project.root))


def test_a_good_page_has_no_problems(tmp_path):
    body = '<p id="b">zie <a href="report/rollen.html#a">2</a> <a href="https://example.org">x</a> a@b.nl</p>'
    assert problems(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>?var:n.x</p>", "unresolved ?var:n.x"),
        ("<p><strong>?@fig-x</strong></p>", "unresolved ?@fig-x"),
        ("<p>?fig-x</p>", "unresolved ?fig-x"),
        ("<p>zie @sec-x</p>", "unresolved @sec-x"),
        ('<span data-cites="x">(<strong>x?</strong>)</span>', "unknown citation x"),
        ('<a href="report/weg.html">x</a>', "broken link or missing image: report/weg.html"),
        ('<a href="report/rollen.html#weg">x</a>', "broken link: report/rollen.html#weg"),
        ('<a href="#weg">x</a>', "broken link: #weg"),
        ('<a href="/weg.html">x</a>', "address leads out of the site: /weg.html"),
        ('<a href="../weg.html">x</a>', "address leads out of the site: ../weg.html"),
        ('<img src="weg.svg" alt="x">', "broken link or missing image: weg.svg"),
        ('<img src="report/rollen.html">', "image without alternative text"),
        ("<p>/home/iemand/x</p>", "holds an absolute path of this machine"),
        ('<div data-notebook="x"></div>', "data-notebook is still there"),
        ('<script src="https://cdn.example/x.js"></script>', "script asks another host: cdn.example"),
        ('<img src="//cdn.example/x.png" alt="x">', "img asks another host: cdn.example"),
        ('<p id="b"></p><p id="b"></p>', "identifier b stands twice"),
    ],
)
def test_what_no_reader_should_meet_is_found(tmp_path, body, what):
    assert problems(tmp_path, body) == [f"index.html: {what}"]


def test_code_may_show_a_reference(tmp_path):
    assert problems(tmp_path, "<code>@fig-x</code>") == []


def test_a_page_in_another_language_is_found(tmp_path):
    assert problems(tmp_path, "", PAGE.replace('"nl"', '"en"')) == [
        "index.html: language of the page is not nl"
    ]


def test_the_path_of_the_project_is_found_wherever_it_lies(tmp_path):
    assert problems(tmp_path, f"<p>{tmp_path.resolve().as_posix()}</p>") != []


def test_all_problems_come_in_one_error(tmp_path):
    problems(tmp_path, "<p>?var:a</p><p>?var:b</p>")
    (tmp_path / "_site/report/rollen.html").unlink()
    with pytest.raises(RenderError) as error:
        check_site(tmp_path / "_site", tmp_path, read_book(tmp_path))
    assert all(
        part in str(error.value) for part in ("?var:a", "?var:b", "report/rollen.html: page is missing")
    )


def build(target: Path, text: str = "nieuw") -> None:
    with build_beside(target) as folder:
        write_text(folder / "index.html", text)


def test_the_new_site_takes_the_place_of_the_old(tmp_path):
    site = tmp_path / "_site"
    write_text(site / "oud.html", "oud")
    build(site)
    assert [path.name for path in tmp_path.rglob("*")] == ["_site", "index.html"]


def test_a_failed_build_leaves_the_old_site_and_no_rest(tmp_path):
    site = tmp_path / "_site"
    write_text(site / "index.html", "oud")
    with pytest.raises(RenderError), build_beside(site) as folder:
        write_text(folder / "index.html", "half")
        raise RenderError("x", "y")
    assert (site / "index.html").read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["_site"]


def test_the_rest_of_a_killed_build_is_cleared(tmp_path):
    write_text(tmp_path / "_site.new/half.html", "half")
    build(tmp_path / "_site")
    assert [path.name for path in tmp_path.rglob("*")] == ["_site", "index.html"]


def test_a_build_killed_between_the_two_moves_gets_its_old_site_back(tmp_path):
    write_text(tmp_path / "_site.old/index.html", "oud")
    with pytest.raises(RenderError), build_beside(tmp_path / "_site"):
        raise RenderError("x", "y")
    assert (tmp_path / "_site/index.html").read_text() == "oud"


def test_a_full_disk_at_the_swap_keeps_the_old_site(tmp_path, monkeypatch):
    site = tmp_path / "_site"
    write_text(site / "index.html", "oud")
    rename = Path.rename

    def refuse(self, target):
        if self.name.endswith(".new"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    with pytest.raises(StorageError, match="no space left"):
        build(site)
    assert (site / "index.html").read_text() == "oud"


LOG = "[1/2] index.qmd\n\x1b[33mWARNING (main.lua:1) Unknown var n.x specified in a var shortcode.\x1b[39m\n"


def test_a_warning_of_quarto_is_an_error_that_names_it():
    with pytest.raises(RenderError, match=r"Unknown var n\.x"):
        check_log(
            LOG + "WARN: index.html: Unable to resolve crossref @fig-x\nOutput created: _site/index.html\n"
        )


def test_a_quiet_log_passes():
    check_log(
        "[1/1] index.qmd\nWARN: Unable to resolve link target: notebooks/02_rollen.ipynb\nOutput created: x\n"
    )


def test_a_failing_quarto_is_an_error_with_its_last_lines():
    with pytest.raises(RenderError, match="code 1: ERROR: x"):
        check_log("ERROR: x\n", 1)


def test_versions_compare_as_numbers():
    assert parse_version("1.10.18\n") > parse_version("1.9.37")


def test_no_quarto_is_found_where_there_is_none(tmp_path):
    assert find_quarto({"PATH": str(tmp_path), "QUARTO_PATH": str(tmp_path / "quarto")}) is None


def test_the_server_answers_on_this_machine_only(tmp_path):
    write_text(tmp_path / "index.html", "dag")
    with make_server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address, port = server.server_address
        with urllib.request.urlopen(f"http://{address}:{port}/index.html", timeout=5) as answer:
            assert answer.read() == b"dag"
        server.shutdown()
    assert address == "127.0.0.1"


def test_serving_without_a_site_says_how_to_make_one(tmp_path):
    with pytest.raises(RenderError, match="lobanalysis report"):
        make_server(tmp_path)


def test_a_taken_port_is_a_usage_error(tmp_path):
    write_text(tmp_path / "index.html", "dag")
    with make_server(tmp_path) as server, pytest.raises(UsageError, match="taken"):
        make_server(tmp_path, server.server_address[1])
