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
VERSION_FILE = "_version.json"


def make_domain_files(codebook: Codebook) -> dict[str, str]:
    """Return the content of each file by its name."""
    domains = {f"{domain.id}.json": describe_domain(domain) for domain in codebook.domains}
    version = {"version": codebook.version, "domains": list(codebook.domain_ids)}
    texts = {**domains, VERSION_FILE: version}
    return {name: json.dumps(content, ensure_ascii=False, indent=1) + "\n" for name, content in texts.items()}


def describe_domain(domain: Domain) -> dict[str, object]:
    """Return what is told of a domain: its settings and its codes with their definitions."""
    codes = [{"id": code.id, "label": code.label, "definition": code.definition} for code in domain.codes]
    return {
        "id": domain.id,
        "label": domain.label,
        "question": domain.question,
        "chapter": domain.chapter,
        "kind": domain.kind,
        "single": domain.single,
        "exclusive": list(domain.exclusive),
        "coded_by": domain.coded_by,
        "provisional": domain.provisional,
        "codes": codes,
    }


def read_version(tables: Path) -> dict[str, object]:
    """Return the version of the codebook and the ids of its domains, in their order."""
    return read_file(tables, VERSION_FILE)


def read_domain_table(tables: Path, domain: str) -> dict[str, object]:
    """Return what is told of a domain.

    Raises
    ------
    SourceError
        When the coding stage made no such file.
    """
    read_version(tables)
    return read_file(tables, f"{domain}.json")


def read_domain_tables(tables: Path) -> list[dict[str, object]]:
    """Return what is told of all domains, in the order of the codebook."""
    return [read_file(tables, f"{domain}.json") for domain in read_version(tables)["domains"]]


def read_file(tables: Path, name: str) -> dict[str, object]:
    """Return the content of one file."""
    path = tables / FOLDER / name
    if not path.is_file():
        raise SourceError(f"tables/{FOLDER}/{name}", "table is missing", hint="lobanalysis run")
    return json.loads(path.read_text(encoding="utf-8"))
