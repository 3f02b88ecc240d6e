"""The variables that the chapters quote."""

import pytest
import yaml

from lobanalysis.presentation.variables import format_variables, write_variables


def share(n, base=44, label=""):
    return {"n": n, "base": base, "share": n / base, "label": label}


ROLES = {
    "slb": share(18, label="SLB-er"),
    "coach": share(8, label="Coach"),
    "mentor": share(5, label="Mentor"),
    "gids": share(5, label="Gids"),
    "tutor": share(1, label="Tutor"),
    "geen": share(7, label="Geen"),
    "raad": share(0, label="Raad"),
}
NUMBERS = {
    "wave": {
        "jaar": "2031",
        "titel": "Lob | mbo",
        "periode": "mei 2031",
        "synthetisch": True,
        "codeboek": "1",
    },
    "n": {"scholen": 44, "apart": 2, "respons": 44 / 60},
    "domains": {
        "rol": {
            "label": "Rol",
            "basis": 44,
            "bevraagd": 40,
            "vermeldingen": 37,
            "gemiddeld": 1.25,
            "alle": share(37),
            "codes": ROLES,
            "ranks": ["slb", "coach", "mentor", "gids", "tutor"],
        }
    },
    "indicators": {"rol.twee_of_meer": share(11, label="Twee of meer namen")},
    "groups": {"level": {"uitvoerend": {"n": 18, "label": "Uitvoerend", "population": None}}},
    "differences": {"rol": {"level": [], "kind": []}},
    "agreement": {
        "totaal": {"agreement": 0.93, "kappa": 0.8151, "interviews": 14, "domeinen": 8},
        "rol": {"agreement": 1.0, "kappa": None, "interviews": 14},
    },
    "published": {"aantal": 23, "uitgekomen": 22, "figures": {"P19": share(40) | {"second": share(38, 40)}}},
    "sources": {"consensus": {"n": 300, "share": 0.75}, "rule": {"n": 100, "share": 0.25}},
}
VARIABLES = format_variables(NUMBERS, {"versions": {"rapport": "1.0"}})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("rol.slb.n", "18"),
        ("rol.slb.pct", "41%"),
        ("rol.slb.telwoord", "achttien"),
        ("rol.slb.van", "18 van de 44"),
        ("rol.slb.woord", "ruim twee vijfde van de scholen"),
        ("rol.slb.label", "SLB-er"),
        ("rol.coach.label", "coach"),
        ("rol.raad.woord", "geen enkele school"),
        ("rol.tutor.woord", "één school"),
        ("rol.geen.n", "7"),
        ("rol.alle.n", "37"),
        ("rol.basis", "44"),
        ("rol.bevraagd", "40"),
        ("rol.vermeldingen", "37"),
        ("rol.gemiddeld", "1,3"),
        ("rol.rang1.label", "SLB-er"),
        ("rol.rang5.n", "1"),
        ("rol.lijst", "SLB-er (18), coach (8), mentor (5), gids (5) en tutor (1)"),
        ("rol.top3_labels", "SLB-er, coach, mentor en gids"),
        ("rol.rest", "tutor (1)"),
        ("rol.top4", "SLB-er (18), coach (8), mentor (5) en gids (5)"),
        ("n.scholen", "44"),
        ("n.apart_woord", "twee"),
        ("n.respons_pct", "73%"),
        ("i.rol.twee_of_meer.woord", "een kwart van de scholen"),
        ("groep.level.uitvoerend.n", "18"),
        ("overeenkomst.totaal.kappa", "0,82"),
        ("overeenkomst.totaal.domeinen", "8"),
        ("overeenkomst.rol.kappa", "niet te berekenen"),
        ("cijfers.uitgekomen", "22"),
        ("cijfers.P19.van_evaluerend", "38 van de 40"),
        ("bronnen.consensus_pct", "75%"),
        ("bronnen.regel_n", "100"),
        ("versie.rapport", "1.0"),
        ("golf.titel", "Lob \\| mbo"),
        ("golf.synthetisch", "ja"),
    ],
)
def test_a_variable_holds_its_words(key, text):
    value = VARIABLES
    for part in key.split("."):
        value = value[part]
    assert value == text


def test_a_domain_without_differences_says_so():
    assert "nergens een verschil" in VARIABLES["rol"]["verschil_level"]


def test_the_notice_is_empty_for_a_real_wave():
    assert "2031" in VARIABLES["melding"]["synthetisch"]
    assert format_variables(NUMBERS, {"synthetisch": False})["melding"]["synthetisch"] == ""


def test_a_hidden_count_is_a_class_in_every_form():
    hidden = {"n": None, "base": 18, "share": None, "label": "Coach", "shown_as": "minder dan 3"}
    code = format_variables({**NUMBERS, "indicators": {"x": hidden}})["i"]["x"]
    assert code["pct"] == "minder dan 3" and code["woord"] == "minder dan drie scholen"


def test_the_same_variables_give_the_same_file_whatever_their_order(tmp_path):
    write_variables(tmp_path / "een.yml", VARIABLES)
    write_variables(tmp_path / "twee.yml", dict(reversed(VARIABLES.items())))
    assert (tmp_path / "een.yml").read_bytes() == (tmp_path / "twee.yml").read_bytes()
    assert yaml.safe_load((tmp_path / "een.yml").read_text(encoding="utf-8")) == VARIABLES
    assert len(list(tmp_path.iterdir())) == 2
