"""A project as REFI-QDA: schools, answers and each coder's codings, in the order that the schema asks."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lobanalysis.coding.exchange.codebook_xml import (
    ORIGIN,
    add_codes,
    list_chapters,
    list_guids,
    make_set_guid,
)
from lobanalysis.coding.exchange.guids import make_code_guid, make_guid, make_source_guid, make_user_guid
from lobanalysis.coding.exchange.material import GivenCode, Material, Span
from lobanalysis.coding.exchange.offsets import find_plain_place, find_unit_place, make_plain
from lobanalysis.coding.exchange.xml_writing import add, format_xml, make_root

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
UTF16 = "utf-16"
SourceKey = tuple[str, str]


def make_project_xml(material: Material, *, utf16: bool = False) -> bytes:
    """Return the content of `project.qde`; with `utf16`, places are counted as NVivo counts them."""
    origin = f"{ORIGIN} {UTF16}" if utf16 else ORIGIN
    root = make_root(
        "Project", PROJECT_NAMESPACE, name=material.title, origin=origin, creationDateTime=material.made_on
    )
    add_users(root, material)
    add_codes(add(root, "CodeBook"), material.codebook)
    add_variables(root, material)
    add_cases(root, material)
    add_sources(root, material, utf16)
    add_sets(root, material)
    add(
        root,
        "Description",
        f"Golf {material.wave}, codeboek {material.codebook.version}. Antwoorden zonder namen.",
    )
    return format_xml(root)


def add_users(root: Element, material: Material) -> None:
    """Add a user per coder; without coders there is no such element."""
    users = add(root, "Users") if material.coders else None
    for coder in material.coders:
        add(users, "User", guid=make_user_guid(material.wave, coder), name=coder, id=coder)


def add_variables(root: Element, material: Material) -> None:
    """Add the background variables, all of them text."""
    variables = add(root, "Variables") if material.variables else None
    for name in material.variables:
        add(variables, "Variable", guid=make_guid("variable", name), name=name, typeOfVariable="Text")


def add_cases(root: Element, material: Material) -> None:
    """Add a case per school under its pseudonym, with its values and its answers."""
    cases = add(root, "Cases") if material.schools else None
    for school in material.schools:
        case = add(cases, "Case", guid=make_guid("case", material.wave, school.id), name=school.id)
        for name, text in zip(material.variables, school.values, strict=True):
            value = add(case, "VariableValue")
            add(value, "VariableRef", targetGUID=make_guid("variable", name))
            add(value, "TextValue", text)
        for interview, field in material.sources:
            if interview in school.interviews:
                add(case, "SourceRef", targetGUID=make_source_guid(material.wave, interview, field))


def add_sources(root: Element, material: Material, utf16: bool) -> None:
    """Add a text per answer, with the codings about it."""
    given = group_codings(material)
    sources = add(root, "Sources") if material.sources else None
    for key in material.sources:
        guid = make_source_guid(material.wave, *key)
        path, name = f"internal://{guid}.txt", " ".join(key)
        source = add(
            sources, "TextSource", guid=guid, name=name, plainTextPath=path, creationDateTime=material.made_on
        )
        add(source, "Description", material.questions[key[1]])
        filled = bool(make_plain(material.answers.get(key, "")))
        for coding, span in given.get(key, ()):
            if filled:
                add_selection(source, material, coding, span, utf16)
            else:
                add_coding(source, material, coding, span)


def group_codings(material: Material) -> dict[SourceKey, list[tuple[GivenCode, Span]]]:
    """Return the codings of each answer with the part that they are about, in a fixed order."""
    found: dict[SourceKey, list[tuple[GivenCode, Span]]] = {}
    for given in sorted(material.codings, key=lambda each: (each.coder, each.domain, each.code)):
        for span in material.find_spans(given):
            found.setdefault((given.interview, span.field), []).append((given, span))
    return found


def add_selection(source: Element, material: Material, given: GivenCode, span: Span, utf16: bool) -> None:
    """Add the part of a text that a coding is about, and the coding."""
    start, end = find_places(material.answers[given.interview, span.field], span, utf16)
    selection = add(
        source,
        "PlainTextSelection",
        guid=make_coding_guid("selection", material.wave, given, span),
        startPosition=str(start),
        endPosition=str(end),
        creatingUser=make_user_guid(material.wave, given.coder),
        creationDateTime=make_moment(given.decided_on) or material.made_on,
    )
    add_coding(selection, material, given, span)


def find_places(text: str, span: Span, utf16: bool) -> tuple[int, int]:
    """Return start and end of a part of an answer in the text as it is written."""
    plain = make_plain(text)
    start, end = find_plain_place(text, span.start), find_plain_place(text, span.end)
    return (find_unit_place(plain, start), find_unit_place(plain, end)) if utf16 else (start, end)


def add_coding(parent: Element, material: Material, given: GivenCode, span: Span) -> None:
    """Add one code given by one coder."""
    coding = add(
        parent,
        "Coding",
        guid=make_coding_guid("coding", material.wave, given, span),
        creatingUser=make_user_guid(material.wave, given.coder),
        creationDateTime=make_moment(given.decided_on) or material.made_on,
    )
    add(coding, "CodeRef", targetGUID=make_code_guid(given.domain, given.code))


def make_coding_guid(kind: str, wave: str, given: GivenCode, span: Span) -> str:
    """Return the identifier of a coding, or of its selection."""
    place = (span.field, str(span.start), str(span.end))
    return make_guid(kind, wave, given.interview, given.domain, given.code, given.coder, *place)


def make_moment(day: str) -> str:
    """Return a day as a date and time of the schema; empty when there is no day."""
    return f"{day}T00:00:00Z" if day else ""


def add_sets(root: Element, material: Material) -> None:
    """Add a set per chapter, with the codes of its domains and the answers that they are taken from."""
    sets = add(root, "Sets")
    for chapter, domains in list_chapters(material.codebook).items():
        group = add(sets, "Set", guid=make_set_guid(chapter), name=chapter.capitalize())
        for guid in list_guids(domains):
            add(group, "MemberCode", targetGUID=guid)
        fields = {field for domain in domains for field in domain.fields}
        for interview, field in material.sources:
            if field in fields:
                add(group, "MemberSource", targetGUID=make_source_guid(material.wave, interview, field))
