"""Random sequences of what editors do to a report, each step compared with a small model of what readers may see.

python -m benchmarks.publishing --sequences 500 --seed 1
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from benchmarks.importing import set_up

CHARACTERS = [chr(code) for code in range(0x4E00, 0x9000)]
STATES = {"publish": "published", "withdraw": "withdrawn", "to_review": "review"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=500)
    parser.add_argument("--steps", type=int, default=8, help="of each sequence, after the import it begins with")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        set_up(Path(folder) / "data")
        call_command("collectstatic", verbosity=0, interactive=False)
        report = played(options.sequences, options.steps, options.seed)
    print(json.dumps(report, ensure_ascii=False))
    sys.exit(bool(report["disagreements"]))


def played(sequences: int, steps: int, seed: int) -> dict[str, Any]:
    """Return the number of steps of each kind, and each disagreement of the site with the model."""
    from benchmarks.publishing_site import Site

    site, counts, found = Site(), Counter[str](), []
    started = time.monotonic()
    for number in range(sequences):
        chance = random.Random(f"{seed} {number}")
        before: list[str] = []
        for step, wrong in sequence(site, chance, steps):
            before.append(step)
            counts[step] += 1
            found += [{"sequence": number, "steps": list(before), "wrong": wrong}] if wrong else []
    seconds = round(time.monotonic() - started, 1)
    return {"sequences": sequences, "steps": dict(counts), "disagreements": found, "seconds": seconds}


@dataclass
class Model:
    """What a report says and who may read it. A text stands for all that the report says.

    pending: the text of the open edit of each author. past: every text that the report or an edit of it has had.
    """

    text: str
    state: str
    was_published: bool
    pending: dict[str, str] = field(default_factory=dict)
    past: set[str] = field(default_factory=set)

    @property
    def shown(self) -> str:
        """The text that readers see; "" if they see none."""
        return self.text if self.state == "published" else ""

    @property
    def status(self) -> int:
        if self.state == "published":
            return 200
        return 410 if self.was_published and self.state != "deleted" else 404

    def change(self, author: str, text: str) -> None:
        """Change the text as *author*, who is an editor unless it is "publisher" or "operator"."""
        self.past.add(text)
        if author in ("publisher", "operator") or self.state != "published":
            self.text = text
        else:
            self.pending[author] = text

    def bring_to(self, state: str) -> None:
        self.state = state
        self.was_published = self.was_published or state == "published"


def sequence(site: Any, chance: random.Random, steps: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each step and where the site then disagrees with the model."""
    text = word(chance)
    importer = chance.choice(["operator", "editor"])
    pk = site.import_report(importer, origin := f"/{word(chance)}.txt", text)
    model = Model(text, "published" if importer == "operator" else "draft", importer == "operator", past={text})
    yield "import", site.disagreements(pk, model)
    for _number in range(steps):
        name = chance.choice(possible(model))
        ACTIONS[name](site, model, chance, pk, origin)
        yield name, site.disagreements(pk, model)


def possible(model: Model) -> list[str]:
    """Return the names of the steps that can be taken now, likelier ones several times."""
    if model.state == "deleted":
        return ["nothing"]
    if model.state == "trashed":
        return ["leave_trash", "leave_trash", "delete"]
    steps = ["edit", "edit", "edit_as_publisher", "restore", "restore_as_publisher", "import_again", "import_as_editor"]
    steps += [f"state_{name}" for name, state in STATES.items() if state != model.state]
    steps += ["state_publish"] * 3 if model.state != "published" else []
    return [*steps, "trash", *(["publish_edit"] * 4 + ["send_back", "withdraw_edit"] if model.pending else [])]


def word(chance: random.Random) -> str:
    return "".join(chance.choices(CHARACTERS, k=5))


# --- steps ---------------------------------------------------------------------------------------


def _edit(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    author, text = chance.choice(["editor", "other"]), word(chance)
    site.edit(author, pk, text)
    model.change(author, text)


def _edit_as_publisher(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    site.edit("publisher", pk, text := word(chance))
    model.change("publisher", text)


def _restore(author: str) -> Callable[..., None]:
    def step(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
        if text := site.restore(author, pk, chance):
            before = model.pending.get(author, model.text) if author == "editor" else model.text
            if text != before:
                model.change(author, text)

    return step


def _import(author: str) -> Callable[..., None]:
    def step(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
        site.import_report(author, origin, text := word(chance))
        model.change(author, text)

    return step


def _publish_edit(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    author = chance.choice(sorted(model.pending))
    site.decide("publisher", pk, author, "publish")
    model.text = model.pending.pop(author)


def _send_back(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    site.decide("publisher", pk, chance.choice(sorted(model.pending)), "send_back")


def _withdraw_edit(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    author = chance.choice(sorted(model.pending))
    site.decide(author, pk, author, "withdraw")
    del model.pending[author]


def _set_state(action: str) -> Callable[..., None]:
    def step(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
        who = chance.choice(["publisher", "editor"])
        site.act(who, pk, action)
        if who == "publisher" or (action == "to_review" and model.state != "published"):
            model.bring_to(STATES[action])

    return step


def _trash(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    who = chance.choice(["chief", "editor"])
    site.act(who, pk, "move_to_trash")
    if who == "chief":
        model.bring_to("trashed")


def _leave_trash(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    site.act("chief", pk, "restore_from_trash")
    model.bring_to("review")


def _delete(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    site.act("chief", pk, "delete_selected")
    model.bring_to("deleted")


def _nothing(site: Any, model: Model, chance: random.Random, pk: int, origin: str) -> None:
    """Wait a step, since nothing is left of the report."""


ACTIONS: dict[str, Callable[..., None]] = {
    "edit": _edit,
    "edit_as_publisher": _edit_as_publisher,
    "restore": _restore("editor"),
    "restore_as_publisher": _restore("publisher"),
    "import_again": _import("operator"),
    "import_as_editor": _import("editor"),
    "publish_edit": _publish_edit,
    "send_back": _send_back,
    "withdraw_edit": _withdraw_edit,
    "trash": _trash,
    "leave_trash": _leave_trash,
    "delete": _delete,
    "nothing": _nothing,
    **{f"state_{action}": _set_state(action) for action in STATES},
}


if __name__ == "__main__":
    main()
