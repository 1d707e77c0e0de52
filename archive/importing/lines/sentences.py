"""Whether a line is running text. Pure."""

import re

from archive.importing.records import TextLine

SENTENCE_END = re.compile(r"[。！？!?；;][”’」』）)]*$")
LONG = 60  # characters; a line of so many is text even without a full stop


def is_sentence(line: TextLine) -> bool:
    return len(line.text) >= LONG or SENTENCE_END.search(line.text) is not None
