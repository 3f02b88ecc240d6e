"""Coders' workbooks read back as decisions, or refused with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.decisions import Decision, Given
from lobanalysis.coding.history import CODED
from lobanalysis.coding.problems import Problem
from lobanalysis.coding.sheets import words
from lobanalysis.coding.sheets.layout import (
    ANSWER,
    EVIDENCE,
    FIELD,
    HEADING_ROWS,
    INTERVIEW,
    NONE,
    REMARK,
    SUGGESTIONS,
    fill_row,
    hash_domain,
    list_columns,
)
from lobanalysis.coding.sheets.reading import (
    SheetRow,
    Workbook,
    find_changed_answer,
    find_row_problems,
    read_choice,
    read_rows,
)
from lobanalysis.coding.sheets.texts import find_fragment, fingerprint, format_answer

OTHERS = {words.DEFINITIONS, words.EXPLANATION}


@dataclass(frozen=True)
class Found:
    """What a workbook holds: decisions, problems, and how many rows or decisions were left open."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_open: int = 0


def find_stamp_problems(book: Workbook, bench: Bench, coder: str = "") -> list[Problem]:
    """Return what makes a workbook one of another wave, coder or version of the codebook."""
    facts, problems = book.stamp.facts, []
    if facts.get("wave") != bench.wave:
        problems.append("made for another wave")
    if coder and facts.get("coder") != coder:
        problems.append("made for another coder")
    if facts.get("codebook") != bench.codebook.version:
        problems.append(f"made with another version of the codebook than {bench.codebook.version}")
    problems += [
        f"the codes or definitions of {domain} have changed since"
        for domain, hashed in list_stamped_domains(facts)
        if not is_current(bench.codebook, domain, hashed)
    ]
    return [Problem(book.name, 0, what) for what in problems]


def list_stamped_domains(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the domains that a stamp names with the hash of their codes."""
    return [
        (name.removeprefix("domain "), text) for name, text in facts.items() if name.startswith("domain ")
    ]


def is_current(codebook: Codebook, domain: str, hashed: str) -> bool:
    """Return whether a domain is in the codebook with the same codes and definitions."""
    return domain in codebook.domain_ids and hash_domain(codebook.domain(domain)) == hashed


def read_sheets(book: Workbook, bench: Bench, decided_on: str, coder: str = "") -> Found:
    """Return what a coder decided in a workbook that differs from what the coder had decided before."""
    problems = find_stamp_problems(book, bench, coder)
    if problems:
        return Found(problems=tuple(problems))
    titles = {row[0]: row[1] for row in book.stamp.rows}
    for title in sorted(set(book.sheets) - set(titles) - OTHERS):
        problems.append(Problem(f"{book.name} [{title}]", 0, "not a sheet of this workbook"))
    for title in sorted(set(titles) - set(book.sheets)):
        problems.append(Problem(f"{book.name} [{title}]", 0, "sheet is missing"))
    present = [
        (title, bench.codebook.domain(domain)) for title, domain in titles.items() if title in book.sheets
    ]
    parts = [read_domain(book, title, domain, bench, decided_on) for title, domain in present]
    return Found(
        tuple(one for part in parts for one in part.decisions),
        (*problems, *(problem for part in parts for problem in part.problems)),
        sum(part.left_open for part in parts),
    )


def read_domain(book: Workbook, title: str, domain: Domain, bench: Bench, decided_on: str) -> Found:
    """Return what one sheet holds."""
    file = f"{book.name} [{title}]"
    columns = [column.id for column in list_columns(domain, suggested=False)]
    rows, problems = read_rows(file, book.sheets[title], HEADING_ROWS, columns, [SUGGESTIONS])
    stamped = {row[2:4]: row[4] for row in book.stamp.rows if row[0] == title}
    keyed = [((row.cells.get(INTERVIEW, ""), row.cells.get(FIELD, "")), row) for row in rows]
    problems += find_row_problems(file, keyed, stamped)
    by_interview: dict[str, list[tuple[str, SheetRow]]] = {}
    for key, row in keyed:
        if key in stamped:
            answer = bench.read_answer(key[1], key[0])
            current = fingerprint(format_answer(answer))
            problems += find_changed_answer(row, ANSWER, stamped[key], current)
            problems += find_cell_problems(row, domain, answer)
            by_interview.setdefault(key[0], []).append((key[1], row))
    decisions, left_open = [], 0
    for interview, members in by_interview.items():
        if interview not in bench.stamps:
            problems.append(members[0][1].problem(INTERVIEW, "not a counted interview any more"))
            continue
        decision = make_decision(book.stamp.facts["coder"], interview, domain, members, bench, decided_on)
        standing = bench.record.standing.get(decision.key)
        if not decision.given:
            left_open += 1
            if standing and not is_same(domain, standing, decision, bench, interview):
                problems.append(members[0][1].problem(NONE, "was coded before and has no code now"))
        elif standing is None or not is_same(domain, standing, decision, bench, interview):
            decisions.append(decision)
            problems += find_set_problems(domain, members)
    return Found(tuple(decisions), tuple(problems), left_open)


def find_cell_problems(row: SheetRow, domain: Domain, answer: str) -> Iterator[Problem]:
    """Yield the cells that say neither yes nor nothing, and a fragment that the answer does not hold."""
    for column in (*domain.code_ids, NONE):
        if read_choice(row, column) is None:
            yield row.problem(column, f"not '{words.YES}' or empty")
    fragment = row.cells.get(EVIDENCE, "")
    if fragment and find_fragment(fragment, answer) is None:
        yield row.problem(EVIDENCE, "does not stand in the answer word for word")
    if read_choice(row, NONE) and any(read_choice(row, code) for code in domain.code_ids):
        yield row.problem(NONE, "'none of these' beside a code")


def find_set_problems(domain: Domain, members: Sequence[tuple[str, SheetRow]]) -> Iterator[Problem]:
    """Yield the codes of one interview that cannot stand together."""
    given = [(code, row) for _, row in members for code in domain.code_ids if read_choice(row, code)]
    codes = {code for code, _ in given}
    for code, row in given:
        if code in domain.exclusive and len(codes) > 1:
            yield row.problem(code, "excluding code together with others")
        elif domain.single and len(codes) > 1:
            yield row.problem(code, f"one of {len(codes)} codes where one is allowed")


def make_decision(
    coder: str,
    interview: str,
    domain: Domain,
    members: Iterable[tuple[str, SheetRow]],
    bench: Bench,
    decided_on: str,
) -> Decision:
    """Return the decision that the rows of one interview say; without a code or 'none' there is none."""
    given = [
        one
        for field, row in members
        for one in list_given(domain, field, row, bench.read_answer(field, interview), bench)
    ]
    stamp, version = bench.stamps[interview], bench.codebook.version
    return Decision(coder, stamp, domain.id, tuple(sorted(given)), decided_on, CODED, version)


def list_given(domain: Domain, field: str, row: SheetRow, answer: str, bench: Bench) -> list[Given]:
    """Return the codes of one row, each with the fragment that it rests on."""
    codes = [code for code in domain.code_ids if read_choice(row, code)]
    if not codes and read_choice(row, NONE):
        codes = [""]
    span = find_fragment(row.cells.get(EVIDENCE, ""), answer) or ("", "")
    remark = " ".join(row.cells.get(REMARK, "").split())
    current = bench.definitions
    return [
        Given(code, current.get((domain.id, code), ""), field, str(span[0]), str(span[1]), remark)
        for code in codes
    ]


def is_same(domain: Domain, standing: Decision, new: Decision, bench: Bench, interview: str) -> bool:
    """Return whether a sheet made of either decision would be the same."""
    fields = bench.list_fields(domain)
    return all(
        fill_row(domain, standing, field, fields[0], answer)
        == fill_row(domain, new, field, fields[0], answer)
        for field, answer in ((field, bench.read_answer(field, interview)) for field in fields)
    )
