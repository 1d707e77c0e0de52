"""Whether a line is running text. Pure; knows one line at a time."""

import re

from archive.chinese.marks import CLOSING_MARKS, SENTENCE_ENDS
from archive.importing.records import TextLine

SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}][{CLOSING_MARKS}]*$")
LONG = 60  # characters; a line of so many is running text even without a full stop


def is_sentence(line: TextLine) -> bool:
    return len(line.text) >= LONG or SENTENCE_END.search(line.text) is not None
