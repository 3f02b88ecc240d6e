"""Characters that a reader does not see: controls, direction marks, zero-width characters, lone surrogates.

They can hide a name from the eye and from the privacy step, turn a line around, or steer a terminal. What
has a width, an accent or a meaning in a script (emoji, Persian) stays.
"""

from __future__ import annotations

import re

# Sources: Unicode 16, Default_Ignorable_Code_Point and Bidi_Control, and the C0 and C1 controls; without tab
# and the line ends, and without the joiners U+200C and U+200D and the variation selectors U+FE00 to U+FE0F.
UNSEEN = (
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{UNSEEN}]")
JOINERS = "\u200c\u200d"
SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST_MESSAGE = 4000


def has_unseen(text: str) -> bool:
    """Return whether a text holds a character that a reader does not see, or half of one.

    Examples
    --------
    >>> has_unseen("caf\\u200bé"), has_unseen("café\\n")
    (True, False)
    """
    return bool(INVISIBLE.search(text) or SURROGATE.search(text))


def replace_unseen(text: str, mark: str = "?") -> str:
    """Return a text on one line, with `mark` for every character that cannot be printed.

    Examples
    --------
    >>> replace_unseen("een\\n\\x1b[31mtwee")
    'een ?[31mtwee'
    """
    return "".join(sign if sign.isprintable() else mark for sign in " ".join(text.split()))


def clean_message(text: str) -> str:
    """Return a part of a message that no terminal can take for a command, of a length that can be read.

    File names, headings and keys may stand in it, and those hold whatever somebody put there.
    """
    shown = text if text.isprintable() else replace_unseen(text)
    return shown if len(shown) <= LONGEST_MESSAGE else shown[:LONGEST_MESSAGE] + " (and more)"
