"""The doubt about an extracted metric, so that editors review the most doubtful ones first. Pure."""

from decimal import Decimal

CERTAIN, UTTERLY_DOUBTFUL = 0, 100

# Reason for doubt → its weight and an example.
POINTS = {
    "rare writing": (30, "3万5千元"),
    "no subject": (30, "共37个"),
    "subject of another clause": (10, "提出建议123份、被采纳45份"),
    "long subject": (15, "对各部门报来的上述有关意见建议逐一研究的次数12次"),
    "share over the whole": (40, "占131%"),
    "nothing": (20, "0次"),
    "enormous": (40, "9999999999999次"),
    "long time": (30, "3000年"),
    "range": (5, "3至5次"),
    "round or vague": (5, "近百次"),
}
LONGEST_PLAIN_SUBJECT = 15  # characters
WHOLE = {"%": Decimal(100), "‰": Decimal(1000)}
ENORMOUS = Decimal(10) ** 12
LONG_TIME = Decimal(500)


def doubt(reasons: set[str]) -> int:
    """Return the doubt from 0 (certain) to 100. *reasons* are keys of POINTS."""
    return min(sum(POINTS[reason][0] for reason in reasons), UTTERLY_DOUBTFUL)


def reasons_in_value(value: Decimal, *, unit: str, kind: str) -> set[str]:
    """Return the reasons for doubt in a value of this unit and kind."""
    found = set()
    if kind == "share" and value > WHOLE.get(unit, value):
        found.add("share over the whole")
    if value == 0:
        found.add("nothing")
    if value >= ENORMOUS:
        found.add("enormous")
    if kind == "duration" and value > LONG_TIME:
        found.add("long time")
    return found


def reasons_in_subject(subject: str) -> set[str]:
    """Return the reasons for doubt in the words of the subject."""
    if not subject:
        return {"no subject"}
    return {"long subject"} if len(subject) > LONGEST_PLAIN_SUBJECT else set()
