"""The Dutch words of the coders' workbooks; everything else in this package is English."""

YES, NO = "ja", "nee"
# LibreOffice saves a true in a cell of text as a formula.
TRUE_WORDS = {"ja", "j", "x", "1", "true", "waar", "=true()"}
FALSE_WORDS = {"", "nee", "n", "0", "false", "onwaar", "=false()"}
INTERVIEW, FIELD, ANSWER, SUGGESTIONS = "Interview", "Veld", "Antwoord", "Suggesties (niet bindend)"
NONE_OF_THESE = "Geen van deze"
EVIDENCE = "Fragment (letterlijk uit het antwoord; mag leeg)"
REMARK = "Opmerking"
NO_ANSWER = "(geen antwoord)"
CUT = " […]"
DEFINITIONS = "Definities"
DEFINITION_HEADINGS = ("Domein", "Vraag", "Soort", "Code", "Label", "Definitie")
EXPLANATION = "Uitleg"
KINDS = {True: "één code per interview", False: "nul of meer codes", None: "sluit de andere codes uit"}
COMPARISON = "Verschillen"
DOMAIN, CODE, DEFINITION = "Domein", "Code", "Definitie"
DECISION, REASON, DATE = "Beslissing (ja/nee)", "Reden", "Datum (jjjj-mm-dd)"
ALL_CODES, FRAGMENT = "alle codes van {coder}", "fragment van {coder}"


def explain_sheets(wave: str, coder: str, codebook: str) -> list[str]:
    """Return what a coder has to know, a line each."""
    return [
        f"Codeersheet, golf {wave}, codeur {coder}, codeboek {codebook}",
        "Per domein een blad, per antwoord een rij. De definities staan op het blad Definities.",
        "Kies ‘ja’ onder elke code die in het antwoord voorkomt en laat de andere cellen leeg.",
        "Geldt geen code, kies dan ‘ja’ onder ‘Geen van deze’. Een rij zonder ‘ja’ is nog niet gecodeerd.",
        "Een interview telt in een domein als gecodeerd zodra een van zijn rijen dat is.",
        "Schrijf geen namen of andere herleidbare gegevens in een opmerking.",
        "Laat antwoorden, rijen en kolommen zoals ze zijn: een veranderd blad wordt niet ingelezen.",
    ]


def explain_comparison(wave: str, first: str, second: str, codebook: str) -> list[str]:
    """Return what who settles the differences has to know, a line each."""
    return [
        f"Verschillen tussen codeur {first} en codeur {second}, golf {wave}, codeboek {codebook}",
        "Per code waarover de codeurs verschillen een rij. Kies ‘ja’ of ‘nee’ en vul reden en datum in.",
        "Een interview telt in een domein als beslist wanneer al zijn rijen zijn ingevuld.",
        "Codes waarover zij het eens zijn, gaan vanzelf mee in de consensus.",
        "Schrijf geen namen of andere herleidbare gegevens in de reden.",
    ]
