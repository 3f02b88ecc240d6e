"""Does the server give the files of the site, and nothing else, to this machine, and to nobody else?"""

from __future__ import annotations

import http.client
import threading

import pytest

from lobanalysis.publishing.serve import make_server

SECRET = "geheim"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    root = tmp_path_factory.mktemp("serve")
    site = root / "_site"
    (site / "map").mkdir(parents=True)
    (site / "index.html").write_text("pagina", encoding="utf-8")
    (root / "buiten").write_text(SECRET, encoding="utf-8")
    (site / "koppeling").symlink_to(root / "buiten")
    (site / "omhoog").symlink_to(root)
    (site / "rond").symlink_to(site / "rond")
    with make_server(site) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(server, path, method="GET", host=""):
    port = server.server_address[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/index.html", "/index.html?a=../buiten", "/map/../index.html"])
def test_a_page_of_the_site_is_given(server, path):
    assert ask(server, path) == (200, "pagina")


@pytest.mark.parametrize(
    "path",
    ["/../buiten", "/%2e%2e/buiten", "/..%2fbuiten", "/%2e%2e%2f%2e%2e%2fetc/passwd", "//etc/passwd",
     "/\\..\\buiten", "/koppeling", "/omhoog/buiten", "/rond", "/map/", "/%00", "/index.html%00.css",
     "/%ED%A0%80", "/%ff", "/" + "a/" * 2000, "http://elders.example/buiten", "*", "/weg"],
)  # fmt: skip
def test_anything_else_is_not_found(server, path, capfd):
    status, text = ask(server, path)
    assert status == 404 and SECRET not in text
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("host", ["elders.example", "127.0.0.1.elders.example", "[::1", "10.0.0.1:80"])
def test_a_request_meant_for_another_host_is_refused(server, host):
    assert ask(server, "/", host=host)[0] == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(server, method):
    assert ask(server, "/", method)[0] == 501
