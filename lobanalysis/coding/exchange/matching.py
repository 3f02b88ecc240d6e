"""Which of our codes and answers a foreign code or source is: by identifier, else by name, else by text."""

from __future__ import annotations

from collections.abc import Iterable

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.exchange.code_names import CodeKey, make_spellings
from lobanalysis.coding.exchange.foreign import ForeignCode, ForeignSource
from lobanalysis.coding.exchange.guids import make_code_guid, make_source_guid
from lobanalysis.coding.exchange.offsets import make_plain

AnswerKey = tuple[str, str]
UNKNOWN_CODE = "the code is not in the codebook"
SUBCODE = "the code lies below one of the codebook, which has no such code"
DOMAIN = "the code is a domain, which is not given itself"
AMBIGUOUS_CODE = "several domains have a code of this name"
UNKNOWN_SOURCE = "the source is no answer of this wave"
AMBIGUOUS_SOURCE = "several answers have this text, and the source's name does not say which"
OTHER_TEXT = "the text differs from the answer, so that places in it mean nothing"


def match_codes(
    codes: Iterable[ForeignCode], codebook: Codebook
) -> dict[str, tuple[tuple[CodeKey, ...], str]]:
    """Return per identifier the codes that it may be, and the reason when there are none.

    Several codes are left where only the name is known; the answer that is coded then says which.
    """
    own = {
        make_code_guid(domain.id, code): (domain.id, code)
        for domain in codebook.domains
        for code in domain.code_ids
    }
    domains = {make_code_guid(domain.id): domain.id for domain in codebook.domains}
    titles = {name.casefold(): domain.id for domain in codebook.domains for name in (domain.id, domain.label)}
    spellings = make_spellings(codebook)
    found: dict[str, tuple[tuple[CodeKey, ...], str]] = {}
    for code in codes:
        if code.guid in own:
            found[code.guid] = ((own[code.guid],), "")
        elif code.guid in domains:
            found[code.guid] = ((), DOMAIN)
        else:
            found.setdefault(code.guid, match_path(code.path, titles, spellings))
    return found


def match_path(
    path: tuple[str, ...], titles: dict[str, str], spellings: dict[CodeKey, frozenset[str]]
) -> tuple[tuple[CodeKey, ...], str]:
    """Return the codes that a path of names may be, and the reason when there are none."""
    names = [name.casefold() for name in path]
    above = [titles[name] for name in names[:-1] if name in titles]
    keys = [key for key, spelled in spellings.items() if names[-1] in spelled]
    if above:
        keys = [key for key in keys if key[0] == above[-1]]
        if keys and names[-2] in titles:
            return tuple(keys), ""
        return (), SUBCODE if len(names) > 2 and names[-2] not in titles else UNKNOWN_CODE
    if keys:
        return tuple(keys), ""
    if names[-1] in titles:
        return (), DOMAIN
    below = any(name in spelled for name in names[:-1] for spelled in spellings.values())
    return (), SUBCODE if below else UNKNOWN_CODE


def match_sources(
    sources: Iterable[ForeignSource], wave: str, answers: dict[AnswerKey, str]
) -> dict[int, tuple[AnswerKey | None, str]]:
    """Return per source the answer that it is, or the reason that it is none.

    An answer has to have the same text: line ends, a byte order mark and white space at the end aside.
    """
    own = {make_source_guid(wave, *key): key for key in answers}
    names = {" ".join(key): key for key in answers}
    texts: dict[str, list[AnswerKey]] = {}
    for key, text in answers.items():
        texts.setdefault(make_comparable(text), []).append(key)
    return {source.number: match_source(source, own, names, texts, answers) for source in sources}


def match_source(
    source: ForeignSource,
    own: dict[str, AnswerKey],
    names: dict[str, AnswerKey],
    texts: dict[str, list[AnswerKey]],
    answers: dict[AnswerKey, str],
) -> tuple[AnswerKey | None, str]:
    """Return the answer that one source is, or the reason that it is none."""
    if source.text is None:
        return None, source.problem
    key = own.get(source.guid) or names.get(source.name.removesuffix(".txt"))
    if key:
        same = make_comparable(source.text) == make_comparable(answers[key])
        return (key, "") if same else (None, OTHER_TEXT)
    found = texts.get(make_comparable(source.text), []) if source.text.strip() else []
    return (found[0], "") if len(found) == 1 else (None, AMBIGUOUS_SOURCE if found else UNKNOWN_SOURCE)


def make_comparable(text: str) -> str:
    """Return what must be the same in two forms of one text."""
    return make_plain(text).rstrip()
