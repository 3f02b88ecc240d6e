"""The codebook as REFI-QDA: a domain is a code that cannot be given, with its codes below it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.exchange.code_names import make_code_names
from lobanalysis.coding.exchange.guids import make_code_guid, make_guid
from lobanalysis.coding.exchange.xml_writing import add, format_xml, make_root

CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "lobanalysis"
PROVISIONAL = "Voorlopig: door regels gecodeerd, niet door codeurs vastgesteld."


def make_codebook_file(codebook: Codebook) -> bytes:
    """Return the content of a `.qdc` file: all domains, and a set of codes per chapter."""
    root = make_root("CodeBook", CODEBOOK_NAMESPACE, origin=f"{ORIGIN} codebook {codebook.version}")
    add_codes(root, codebook)
    sets = add(root, "Sets")
    for chapter, domains in list_chapters(codebook).items():
        group = add(sets, "Set", guid=make_set_guid(chapter), name=chapter.capitalize())
        for guid in list_guids(domains):
            add(group, "MemberCode", guid=guid)
    return format_xml(root)


def add_codes(parent: Element, codebook: Codebook) -> None:
    """Add the element `Codes` with all domains and their codes, in the order of the codebook."""
    names = make_code_names(codebook)
    codes = add(parent, "Codes")
    for domain in codebook.domains:
        top = add(codes, "Code", guid=make_code_guid(domain.id), name=domain.label, isCodable="false")
        add(top, "Description", describe_domain(domain))
        for code in domain.codes:
            guid, name = make_code_guid(domain.id, code.id), names[domain.id, code.id]
            child = add(top, "Code", guid=guid, name=name, isCodable="true")
            if code.definition:
                add(child, "Description", code.definition)


def describe_domain(domain: Domain) -> str:
    """Return what coders have to know of a domain, in Dutch."""
    number = "Precies één code per interview." if domain.single else "Nul of meer codes per interview."
    names = {code.id: code.label for code in domain.codes}
    alone = [f"Sluit andere codes uit: {', '.join(names[code] for code in domain.exclusive)}."]
    parts = [f"{domain.question}.", number, *(alone if domain.exclusive else [])]
    return " ".join([*parts, *([PROVISIONAL] if domain.provisional else [])])


def list_chapters(codebook: Codebook) -> dict[str, list[Domain]]:
    """Return the domains of each chapter, in the order of the codebook."""
    chapters: dict[str, list[Domain]] = {}
    for domain in codebook.domains:
        chapters.setdefault(domain.chapter, []).append(domain)
    return chapters


def list_guids(domains: list[Domain]) -> list[str]:
    """Return the identifiers of domains and their codes."""
    return [make_code_guid(domain.id, code) for domain in domains for code in ("", *domain.code_ids)]


def make_set_guid(chapter: str) -> str:
    """Return the identifier of the set of a chapter."""
    return make_guid("set", chapter)
