"""Is a planted name found, wherever in a site it stands and however it is written?"""

from __future__ import annotations

import re
import struct
import zlib

import pytest
from made_up_wave import ANNA, find_nobody, make_project, submission
from planted_sites import NAME, PLANTS, make_page, make_pdf, make_word

from lobanalysis.errors import LeakError
from lobanalysis.gate.search import SiteSearch
from lobanalysis.gate.step import Gate
from lobanalysis.gate.views import fold_words
from lobanalysis.intake.stage import run_intake

MATE = submission(
    tijdstempel="2020/06/03 3:16:46 p.m. EET",
    instelling="AOC Akkerveen, Kleihuizen",
    gesproken_met="Özmer Ten Brughof",
    q11="Bel 06-12345678, mail o.brughof@akkerveen.nl, of kom langs bij De Vuurtoren in Kleihuizen.",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a project with a made-up wave, its tables made."""
    project = make_project(tmp_path_factory.mktemp("golf"), [ANNA, MATE])
    run_intake(project, "2031", find_persons=find_nobody)
    return project


@pytest.fixture(scope="module")
def search(project):
    """Return what looks for what was removed from the made-up wave."""
    return SiteSearch(project, "2031")


@pytest.fixture(scope="module")
def gate(project):
    """Yield the gate of the made-up wave, with what it said."""
    said: list[str] = []
    with Gate(project, "2031", said.append, fresh=True) as gate:
        gate.said = said
        yield gate


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_name_stops_the_build_and_its_channel_is_named(plant, gate, tmp_path):
    name, channel, make = PLANTS[plant]
    write(tmp_path, "index.html", make_page("niets bijzonders"))
    write(tmp_path, name, make())
    with pytest.raises(LeakError) as caught:
        gate.check(tmp_path)
    message = fold_words(str(caught.value))
    assert re.search(
        rf", {re.escape(channel)}: \d+ person|, {re.escape(channel)}: \d+ place", str(caught.value)
    )
    assert not {"annelot", "quastel", "oudzand"} & set(message.split())
    assert caught.value.exit_code == 14


def make_font(outlines: bytes, names: bytes = b"", metadata: bytes = b"", rest: bytes = b"") -> bytes:
    """Return a WOFF font of two tables: `glyf` and `name`, and its metadata packed."""
    tables, start, entries = b"", 44 + 2 * 20, b""
    for tag, data in ((b"glyf", outlines), (b"name", names)):
        entries += struct.pack(">4sIIII", tag, start + len(tables), len(data), len(data), 0)
        tables += data
    packed = zlib.compress(metadata) if metadata else b""
    place = start + len(tables)
    head = struct.pack(
        ">4s4sIHHIHHIIIII", b"wOFF", b"\0\1\0\0", place, 2, 0, 0, 1, 0, place, len(packed), 0, 0, 0
    )
    return head + entries + tables + packed + rest


@pytest.mark.parametrize("part", ["names", "metadata", "rest"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-be"])
def test_what_a_font_says_besides_its_outlines_is_read(part, coding, gate, tmp_path):
    said = f"zegt {NAME} ".encode(coding) + b"\xff"
    write(tmp_path, "letter.woff", make_font(b"\xff\xfe\0", **{part: said}))
    with pytest.raises(LeakError, match=r"letter\.woff, font (table|metadata): \d person"):
        gate.check(tmp_path)


def test_letters_that_turn_up_in_the_outlines_of_a_font_are_no_finding(gate, tmp_path):
    write(tmp_path, "letter.woff", make_font(f"\xff {NAME} \xfe".encode("latin-1")))
    gate.check(tmp_path)


def test_no_channel_of_a_clean_site_stops_the_build(gate, tmp_path):
    for name, content in {
        "index.html": make_page("de decaan vraagt het aan de mentor; bel 112, of kies 06"),
        "r.pdf": make_pdf(body="van den berg tot het zand", alt="een staaf"),
        "r.docx": make_word(xml="<w:p><w:r><w:t>Bloem en Groen</w:t></w:r></w:p>"),
    }.items():
        write(tmp_path, name, content)
    gate.check(tmp_path)
    assert "nothing that was removed is in the site (3 files read, 0 known)" in gate.said[-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("zegt Bertil Ommering", "person"),
        ("zegt OEZMER TEN BRUGHOF", "person"),
        ("Ommerings aantekening", "person"),
        ("ROC Duinrand", "school"),
        ("R.O.C. Duin-rand", "school"),
        ("het Zeeborg College", "school"),
        ("in Kleihuizen", "place"),
        ("in Noordland", "place"),
        ("De Vuurtoren helpt", "brand"),
        ("decaan bij bloem en groen", "function"),
        ("o.brughof (at) akkerveen.nl", "email"),
        ("o.brughof@akkerveen.nl", "email"),
        ("06 - 12 34 56 78", "phone"),
        ("+31 (6) 1234 5678", "phone"),
    ],
)
def test_each_kind_of_removed_string_is_found_in_another_spelling(text, kind, search):
    assert search.matcher.count(f"… {text}. En dan?")[kind] == 1


def test_every_string_of_a_site_that_is_found_counts_once(search):
    assert sum(search.matcher.count(f"{NAME} en {NAME}, van ROC Duinrand te Oudzand").values()) == 4
