"""E-mail addresses, telephone numbers and web addresses in a text."""

from __future__ import annotations

import re

from lobanalysis.intake.spans import Span

# A match begins where a word does: looked for from each letter of a long word, the time would be quadratic.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
SITE = re.compile(r"\b(?:https?://|www\.)(?:[\w-]+\.)+[a-z]{2,}\b(?:/[^\s\"'<>)]*)?", re.IGNORECASE)
# A Dutch number has ten digits: 06 and eight more, or an area code and the rest;
# after +31 it has nine.
NATIONAL = r"\(?0(?:6|[1-9]\d{1,2})\)?(?:[\s.-]{0,3}\d){6,9}"
INTERNATIONAL = r"(?:\+|00)31[\s.-]?(?:\(0\))?(?:[\s.-]?\d){9}"
PHONE = re.compile(rf"(?<![\d+])(?:{INTERNATIONAL}|{NATIONAL})(?!\d)")
EMAIL_SIGNS, PHONE_SIGNS, SITE_SIGNS = ("@", "at)", "at]"), ("0", "+"), ("://", "www.")


def find_contacts(text: str) -> list[Span]:
    """Return the spans of e-mail addresses, telephone numbers and web addresses.

    Examples
    --------
    >>> [span.kind for span in find_contacts("bel 06-12345678 of mail a.b@c.nl; zie www.d.nl")]
    ['email', 'phone', 'site']
    >>> find_contacts("01-06-2020, 12 uur, 20 studenten, 2019-2022")
    []
    """
    # Most texts lack a sign that each of a kind has, and need no search for it.
    small, found = text.lower(), []
    if any(sign in small for sign in EMAIL_SIGNS):
        found += [Span(*match.span(), "email") for match in EMAIL.finditer(text)]
    if any(sign in small for sign in PHONE_SIGNS):
        found += [Span(*match.span(), "phone") for match in PHONE.finditer(text) if _is_phone(match[0])]
    if any(sign in small for sign in SITE_SIGNS):
        found += [Span(*match.span(), "site") for match in SITE.finditer(text)]
    return found


def _is_phone(text: str) -> bool:
    """Tell whether the digits are as many as a Dutch number has."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return len(digits) == 10 or (text.startswith(("+31", "0031")) and len(digits) in (11, 13))
