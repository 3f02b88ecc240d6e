"""The Dutch words of editions: why something is left out, and the pages and lines that only editions have."""

from __future__ import annotations

NUMBER = "bevat een getal dat voor deze groep niet wordt getoond"
FIGURE = "verwijst naar een figuur of tabel die in deze editie ontbreekt"
STATEMENT = "bevat een bewering die niet voor deze groep is vastgesteld"
ALONG = "hoort bij een zin die is weggelaten"
QUOTES = "citaten staan alleen in de landelijke editie"
OTHER_SCHOOLS = "gaat over alle scholen of over groepen naast elkaar en staat in de landelijke editie"
TOO_FEW = "minder dan de helft van de aantallen kan voor deze groep worden getoond"
EMPTY = (
    "*De tekst van dit onderdeel staat alleen in de landelijke editie; "
    "[Over deze editie]({page}) zegt waarom.*\n\n"
)
MARK = """::: {{.melding .melding-editie role="note"}}
**Editie: {title}.** {text} [Over deze editie]({page}) · [Landelijke editie]({up}index.html) ·
[Alle edities]({up}editie/index.html)
:::

"""
OWN = "De aantallen en figuren gaan alleen over deze scholen."
WHOLE = "Deze bijlage gaat over het hele onderzoek; de getallen zijn landelijk."
NATIONAL = "Landelijke editie"
ALL = "Alle edities"
SUBTITLE = "Editie: {title}"
CITED = ", editie {title}"
NOTHING = "Geen."
REFERENCES = {"fig": "figuur …", "tbl": "tabel …", "sec": "paragraaf …"}
QUOTE_CAPTION = "Citaten"
ABOUT = """# Over deze editie {{#sec-editie .unnumbered}}

Dit is de editie voor **{title}**. Zij heeft dezelfde hoofdstukken als de landelijke editie, met
aantallen en figuren die alleen over deze scholen gaan. De bijlagen gaan over het hele onderzoek en zijn
in elke editie gelijk. Een PDF en een Word-bestand zijn er alleen van de [landelijke
editie](../../../index.html).

## Wat hier niet staat {{#sec-editie-regels .unnumbered}}

Een aantal staat hier alleen als ten minste drie scholen van de groep het noemen en ten minste drie niet.
Anders staat er een klasse, zoals ‘minder dan 3’. Totalen van vermeldingen, gemiddelden, combinaties van
antwoorden en citaten zijn er alleen landelijk. Een zin die zo'n getal nodig heeft of naar een weggelaten
figuur verwijst, is weggelaten, en ook een zin die daarop voortbouwt. Van een figuur moet ten minste de
helft van de aantallen getoond kunnen worden.

## Weggelaten figuren en tabellen {{#sec-editie-figuren .unnumbered}}

{figures}

## Weggelaten zinnen {{#sec-editie-zinnen .unnumbered}}

{sentences}
"""
LIST = """# Edities {{#sec-edities .unnumbered}}

Dit rapport heeft een landelijke editie en edities voor groepen van scholen. De hoofdstukken zijn
dezelfde; de aantallen en figuren gaan over de scholen van de groep. Wat voor een groep niet getoond kan
worden, is daar weggelaten; elke editie zegt zelf wat dat is. Een PDF en een Word-bestand zijn er alleen
van de landelijke editie.

- [Landelijke editie](../index.html)

{groups}
"""
