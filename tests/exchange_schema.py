"""The facts of the exchange schemas, as a validator: names, order, attributes, references."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

GUID = re.compile(
    r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}"
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
ONE, MAYBE, ANY, MANY = (1, 1), (0, 1), (0, None), (1, None)
STAMPED = {
    "creatingUser": "guid",
    "creationDateTime": "moment",
    "modifyingUser": "guid",
    "modifiedDateTime": "moment",
}

# Per element: required and allowed attributes with their kinds, and its children in order with how often.
REFERENCE = ({"targetGUID": "guid"}, {}, [])
TEXT = ({}, {}, [])
COMMON = {
    "Codes": ({}, {}, [("Code", MANY)]),
    "Code": (
        {"guid": "guid", "name": "text", "isCodable": "bool"},
        {"color": "color"},
        [("Description", MAYBE), ("Code", ANY)],
    ),
    "Description": TEXT,
    "Sets": ({}, {}, [("Set", MANY)]),
}
CODEBOOK = COMMON | {
    "CodeBook": ({}, {"origin": "text"}, [("Codes", ONE), ("Sets", MAYBE)]),
    "Set": ({"guid": "guid", "name": "text"}, {}, [("Description", MAYBE), ("MemberCode", ANY)]),
    "MemberCode": ({"guid": "guid"}, {}, []),
}
PROJECT = COMMON | {
    "Project": (
        {"name": "text"},
        {"origin": "text", "creatingUserGUID": "guid", "creationDateTime": "moment"},
        [
            ("Users", MAYBE),
            ("CodeBook", MAYBE),
            ("Variables", MAYBE),
            ("Cases", MAYBE),
            ("Sources", MAYBE),
            ("Notes", MAYBE),
            ("Links", MAYBE),
            ("Sets", MAYBE),
            ("Graphs", MAYBE),
            ("Description", MAYBE),
            ("NoteRef", ANY),
        ],
    ),
    "Users": ({}, {}, [("User", MANY)]),
    "User": ({"guid": "guid"}, {"name": "text", "id": "text"}, []),
    "CodeBook": ({}, {}, [("Codes", ONE)]),
    "Variables": ({}, {}, [("Variable", MANY)]),
    "Variable": ({"guid": "guid", "name": "text", "typeOfVariable": "kind"}, {}, [("Description", MAYBE)]),
    "Cases": ({}, {}, [("Case", MANY)]),
    "Case": (
        {"guid": "guid"},
        {"name": "text"},
        [
            ("Description", MAYBE),
            ("CodeRef", ANY),
            ("VariableValue", ANY),
            ("SourceRef", ANY),
            ("SelectionRef", ANY),
        ],
    ),
    "VariableValue": ({}, {}, [("VariableRef", ONE), ("TextValue", MAYBE)]),
    "TextValue": TEXT,
    "Sources": ({}, {}, [("TextSource", MANY)]),
    "TextSource": (
        {"guid": "guid", "plainTextPath": "path"},
        {"name": "text", **STAMPED},
        [
            ("Description", MAYBE),
            ("PlainTextContent", MAYBE),
            ("PlainTextSelection", ANY),
            ("Coding", ANY),
            ("NoteRef", ANY),
            ("VariableValue", ANY),
        ],
    ),
    "PlainTextSelection": (
        {"guid": "guid", "startPosition": "number", "endPosition": "number"},
        {"name": "text", **STAMPED},
        [("Description", MAYBE), ("Coding", ANY), ("NoteRef", ANY)],
    ),
    "Coding": ({"guid": "guid"}, STAMPED, [("CodeRef", ONE), ("NoteRef", ANY)]),
    "Set": (
        {"guid": "guid", "name": "text"},
        {},
        [("Description", MAYBE), ("MemberCode", ANY), ("MemberSource", ANY)],
    ),
    **dict.fromkeys(["CodeRef", "VariableRef", "SourceRef", "MemberCode", "MemberSource"], REFERENCE),
}
KINDS = {
    "guid": GUID.fullmatch,
    "moment": MOMENT.fullmatch,
    "color": re.compile(r"#[0-9a-fA-F]{6}").fullmatch,
    "bool": re.compile("true|false").fullmatch,
    "number": re.compile(r"\d+").fullmatch,
    "path": re.compile(r"internal://[0-9a-fA-F-]{36}\.txt").fullmatch,
    "kind": re.compile("Text|Boolean|Integer|Float|Date|DateTime").fullmatch,
    "text": lambda text: text is not None,
}
NAMESPACES = {
    "CodeBook": ("urn:QDA-XML:codebook:1.0", CODEBOOK),
    "Project": ("urn:QDA-XML:project:1.0", PROJECT),
}


def find_schema_problems(data: bytes) -> list[str]:
    """Return what in a document is not as the schemas say; nothing when it is valid."""
    root = fromstring(data)
    name = root.tag.rpartition("}")[2]
    namespace, rules = NAMESPACES[name]
    problems = [
        f"{each.tag}: other namespace" for each in root.iter() if not each.tag.startswith(f"{{{namespace}}}")
    ]
    for each in root.iter():
        problems += find_element_problems(each, rules)
    guids = [each.get("guid") for each in root.iter() if each.get("guid") and local(each) != "MemberCode"]
    problems += ["a guid is not unique"] * (len(set(guids)) < len(guids))
    used = {each.get(key) for each in root.iter() for key in ("targetGUID", "creatingUser") if each.get(key)}
    used |= {each.get("guid") for each in root.iter() if local(each) == "MemberCode" and each.get("guid")}
    return problems + [f"{len(used - set(guids))} references to nothing"] * bool(used - set(guids))


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def find_element_problems(element: Element, rules: dict) -> list[str]:
    tag = local(element)
    if tag not in rules:
        return [f"{tag}: unknown element"]
    required, allowed, children = rules[tag]
    problems = [f"{tag}: lacks {name}" for name in required if name not in element.attrib]
    kinds = required | allowed
    for name, value in element.attrib.items():
        if name not in kinds:
            problems.append(f"{tag}: attribute {name} is not known")
        elif not KINDS[kinds[name]](value):
            problems.append(f"{tag}: attribute {name} is not a {kinds[name]}")
    return problems + find_order_problems(tag, [local(child) for child in element], children)


def find_order_problems(tag: str, found: list[str], children: list) -> list[str]:
    order = [name for name, _ in children]
    if set(found) - set(order):
        return [f"{tag}: holds {sorted(set(found) - set(order))}"]
    places = [order.index(name) for name in found]
    problems = [f"{tag}: children in another order"] * (places != sorted(places))
    for name, (least, most) in children:
        count = found.count(name)
        if count < least or (most is not None and count > most):
            problems.append(f"{tag}: {count} times {name}")
    return problems
