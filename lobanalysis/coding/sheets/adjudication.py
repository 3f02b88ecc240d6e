"""The decisions on what two coders differ on, read back as consensus, each with its reason and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.decisions import Decision, Given
from lobanalysis.coding.history import ADJUDICATED
from lobanalysis.coding.problems import Problem
from lobanalysis.coding.sheets.comparison import (
    AGAINST,
    ANSWER,
    CODE,
    COLUMNS,
    DATE,
    DECISION,
    DOMAIN,
    INTERVIEW,
    REASON,
    Difference,
    find_differences,
    find_reason,
    join_answers,
)
from lobanalysis.coding.sheets.importing import Found, find_stamp_problems
from lobanalysis.coding.sheets.layout import HEADING_ROWS
from lobanalysis.coding.sheets.reading import (
    SheetRow,
    Workbook,
    find_changed_answer,
    find_row_problems,
    read_choice,
    read_rows,
)
from lobanalysis.coding.sheets.texts import fingerprint
from lobanalysis.coding.sheets.words import COMPARISON

Rows = dict[str, SheetRow]


def read_adjudication(book: Workbook, bench: Bench) -> Found:
    """Return the decisions of a workbook of differences that are not the consensus yet."""
    problems = find_stamp_problems(book, bench)
    if COMPARISON not in book.sheets:
        problems.append(Problem(f"{book.name} [{COMPARISON}]", 0, "sheet is missing"))
    if problems:
        return Found(problems=tuple(problems))
    file = f"{book.name} [{COMPARISON}]"
    rows, problems = read_rows(file, book.sheets[COMPARISON], HEADING_ROWS, COLUMNS)
    stamped = {row[1:4]: row[4:6] for row in book.stamp.rows}
    keyed = [(tuple(row.cells.get(name, "") for name in (DOMAIN, INTERVIEW, CODE)), row) for row in rows]
    problems += find_row_problems(file, keyed, stamped)
    now = find_present(book, bench)
    found: dict[tuple[str, str], Rows] = {}
    for key, row in keyed:
        if key in stamped:
            found.setdefault(key[:2], {})[key[2]] = row
            problems += find_stale(row, bench, key, stamped[key], now)
    parts = [read_difference(now[key], members, bench) for key, members in found.items() if key in now]
    return Found(
        tuple(one for part in parts for one in part.decisions),
        (*problems, *(problem for part in parts for problem in part.problems)),
        sum(part.left_open for part in parts),
    )


def find_present(book: Workbook, bench: Bench) -> dict[tuple[str, str], Difference]:
    """Return the present differences of the two coders by domain and interview."""
    facts = book.stamp.facts
    present = find_differences(bench, facts["coder"], facts["second"])
    return {(one.domain.id, one.interview): one for one in present}


def find_stale(
    row: SheetRow,
    bench: Bench,
    key: Sequence[str],
    stamped: Sequence[str],
    now: Mapping[tuple[str, str], Difference],
) -> Iterator[Problem]:
    """Yield what has changed since the workbook was made: the answer, or what the coders gave."""
    domain, interview = key[0], key[1]
    answer = join_answers(bench, bench.codebook.domain(domain), interview)
    yield from find_changed_answer(row, ANSWER, stamped[0], fingerprint(answer))
    present = now.get((domain, interview))
    if present is None or present.print != stamped[1]:
        yield row.problem(CODE, "a coder has coded this otherwise since the workbook was made")


def read_difference(one: Difference, rows: Rows, bench: Bench) -> Found:
    """Return the decision on one interview in one domain: made, left open, or not complete."""
    texts = {code: row.cells.get(DECISION, "") for code, row in rows.items()}
    problems = [
        rows[code].problem(DECISION, "not 'ja', 'nee' or empty")
        for code in texts
        if read_choice(rows[code], DECISION) is None
    ]
    if not any(texts.values()):
        return Found(left_open=1)
    yes = {code for code in texts if read_choice(rows[code], DECISION)}
    if is_consensus(one, yes, rows):
        return Found(problems=tuple(problems))
    problems += [problem for code in texts for problem in find_gaps(rows[code])]
    codes = one.agreed | yes
    problems += find_impossible(one, codes, rows)
    return Found((make_consensus(one, yes, rows, bench),), tuple(problems))


def is_consensus(one: Difference, yes: set[str], rows: Rows) -> bool:
    """Return whether the consensus says this already, with the same reasons."""
    reasons = all(row.cells.get(REASON, "") == find_reason(one.consensus, code) for code, row in rows.items())
    return one.consensus is not None and one.consensus.codes == one.agreed | yes and reasons


def find_gaps(row: SheetRow) -> Iterator[Problem]:
    """Yield what a decision lacks: the decision itself, its reason, or a date that can be read."""
    for column in (DECISION, REASON, DATE):
        if not row.cells.get(column, ""):
            yield row.problem(column, "is empty, while this interview is decided on in this domain")
    text = row.cells.get(DATE, "")
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        yield row.problem(DATE, "not a date like 2020-09-14")


def find_impossible(one: Difference, codes: set[str], rows: Rows) -> Iterator[Problem]:
    """Yield codes that cannot stand together in the consensus."""
    row = next(iter(rows.values()))
    if one.domain.single and len(codes) > 1:
        yield row.problem(DECISION, f"gives {len(codes)} codes where one is allowed")
    if len(codes) > 1 and codes & set(one.domain.exclusive):
        yield row.problem(DECISION, "gives an excluding code together with others")


def make_consensus(one: Difference, yes: set[str], rows: Rows, bench: Bench) -> Decision:
    """Return the consensus: what was agreed and what was decided, and why a code was left out."""
    known = bench.definitions
    given = [make_given(one, code, known, "") for code in one.agreed]
    for code, row in rows.items():
        reason = " ".join(row.cells.get(REASON, "").split())
        given.append(
            make_given(one, code, known, reason)
            if code in yes
            else Given("", remark=AGAINST.format(code=code) + reason)
        )
    dates = max((row.cells.get(DATE, "") for row in rows.values()), default="")
    stamp, version = bench.stamps[one.interview], bench.codebook.version
    return Decision(CONSENSUS, stamp, one.domain.id, tuple(sorted(given)), dates, ADJUDICATED, version)


def make_given(one: Difference, code: str, known: Mapping[tuple[str, str], str], reason: str) -> Given:
    """Return a code of the consensus, with the fragment of the first coder who gave one."""
    spans = [g for d in (one.first, one.second) for g in d.given if g.code == code and g.start]
    place = (spans[0].field, spans[0].start, spans[0].end) if spans else ("", "", "")
    return Given(code, known.get((one.domain.id, code), ""), *place, reason)
