"""The codebook as the coding stage hands it on: one file per domain, so that a reader opens what it uses.

The version of the codebook stands in a file of its own, which every reader of a domain opens too: what was
made with one version is not taken for what another would give.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import SourceError

if TYPE_CHECKING:
    from lobanalysis.coding.codebook import Codebook, Domain

FOLDER = "codebook"
VERSION_FILE, DOMAINS_FILE = "_version.json", "_domains.json"


def make_domain_files(codebook: Codebook) -> dict[str, str]:
    """Return the content of each file by its name: one per domain, their list, and the version."""
    texts = {f"{domain.id}.json": describe_domain(domain) for domain in codebook.domains}
    texts[DOMAINS_FILE] = [list_domain(domain) for domain in codebook.domains]
    texts[VERSION_FILE] = {"version": codebook.version}
    return {name: json.dumps(content, ensure_ascii=False, indent=1) + "\n" for name, content in texts.items()}


def describe_domain(domain: Domain) -> dict[str, object]:
    """Return what is told of one domain: its conditions, and its codes with their definitions."""
    codes = [{"id": code.id, "label": code.label, "definition": code.definition} for code in domain.codes]
    return {
        "id": domain.id,
        "label": domain.label,
        "single": domain.single,
        "exclusive": list(domain.exclusive),
        "codes": codes,
    }


def list_domain(domain: Domain) -> dict[str, object]:
    """Return what the list of domains tells of one: no code of it."""
    return {
        "domain": domain.id,
        "label": domain.label,
        "question": domain.question,
        "chapter": domain.chapter,
        "kind": domain.kind,
        "codes": len(domain.codes),
        "coded_by": domain.coded_by,
        "provisional": domain.provisional,
    }


def read_domain_list(tables: Path) -> list[dict[str, object]]:
    """Return what the list tells of each domain, in the order of the codebook.

    Raises
    ------
    SourceError
        When the coding stage made no such file.
    """
    read_file(tables, VERSION_FILE)
    return read_file(tables, DOMAINS_FILE)


def read_domain_table(tables: Path, domain: str) -> dict[str, object]:
    """Return what is told of one domain.

    Raises
    ------
    SourceError
        When the coding stage made no such file.
    """
    read_file(tables, VERSION_FILE)
    return read_file(tables, f"{domain}.json")


def read_file(tables: Path, name: str) -> object:
    """Return the content of one file."""
    path = tables / FOLDER / name
    if not path.is_file():
        raise SourceError(f"tables/{FOLDER}/{name}", "table is missing", hint="lobanalysis run")
    return json.loads(path.read_text(encoding="utf-8"))
