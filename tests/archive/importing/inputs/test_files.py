"""Paths → inputs: order, names, and what is passed over or refused."""

import json
import os
import shutil
from collections import Counter

import pytest

from archive.importing.inputs.files import Input, Unreadable, count_inputs, inputs


def found(*paths):
    return list(inputs(paths, Counter()))


def names(*paths):
    return [item.name for item in found(*paths)]


def write(path, *lines):
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_a_file_is_one_input(tmp_path):
    file = write(tmp_path / "a.txt", b"text")

    assert found(file) == [Input(str(file), str(file), b"text", "text")]


def test_origin_is_absolute_whatever_was_typed(tmp_path, monkeypatch):
    file = write(tmp_path / "a.txt", b"text")
    monkeypatch.chdir(tmp_path)

    (item,) = found(file.relative_to(tmp_path))

    assert (item.name, item.origin) == ("a.txt", str(file))


def test_folders_are_walked_in_sorted_order(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.htm", "c.md", "a/z.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, b'{"text": "a"}')

    assert [os.path.relpath(name, tmp_path) for name in names(tmp_path)] == [
        "a.txt",
        "c.md",
        "a/z.json",
        "b/1.htm",
        "b/2.txt",
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.html", "html"), ("a.HTM", "html"), ("a.md", "markdown"), ("a.txt", "text"), ("a", "text"), ("a.json", "json")],
)
def test_kind_goes_by_the_suffix(tmp_path, name, kind):
    assert found(write(tmp_path / name, b'{"text": "a"}'))[0].kind == kind


def test_what_pages_bring_along_is_passed_over_and_counted(tmp_path):
    for name in ("page.html", "style.css", "a.png", "b.PNG", ".DS_Store"):
        write(tmp_path / name, b"x")
    passed_over = Counter()

    assert len(list(inputs([tmp_path], passed_over))) == 1
    assert passed_over == {".css": 1, ".png": 2, ".DS_Store": 1}


# --- links and special files ---------------------------------------------------------------------


def test_no_link_leads_out_of_the_folder(tmp_path):
    outside = write(tmp_path / "outside.txt", b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)

    items = found(folder)

    assert [(type(item), item.problem.rule) for item in items] == [(Unreadable, "link")] * 2
    assert [item.name for item in items] == [str(folder / "link.txt"), str(folder / "up")]


def test_a_folder_that_cannot_be_opened_is_told_and_a_hidden_one_counted(tmp_path):
    for name in ("a", "b", ".hidden"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "1.txt", b"text")
    passed_over = Counter()
    run = inputs([tmp_path], passed_over)
    first = next(run)
    shutil.rmtree(tmp_path / "b")

    (closed,) = run

    assert (first.name, closed.name) == (str(tmp_path / "a" / "1.txt"), str(tmp_path / "b"))
    assert closed.problem.message == "The folder cannot be opened: No such file or directory."
    assert passed_over == {".hidden": 1}


def test_links_that_lead_nowhere_or_in_a_circle_are_told_and_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_text("正文")
    (tmp_path / "b.txt").symlink_to("c.txt")
    (tmp_path / "c.txt").symlink_to("b.txt")
    (tmp_path / "d.txt").symlink_to("nowhere")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "back").symlink_to("..")

    items = found(tmp_path)

    refused = [item.name.rpartition("/")[2] for item in items if isinstance(item, Unreadable)]
    assert refused == ["b.txt", "c.txt", "d.txt", "self", "back"]
    assert len(items) == 6


def test_a_link_within_the_folder_is_read(tmp_path):
    write(tmp_path / "a.txt", b"text")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")

    assert [item.content for item in found(tmp_path)] == [b"text", b"text"]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    assert [item.problem.rule for item in found(tmp_path)] == ["file"]


def test_a_missing_file_is_told(tmp_path):
    assert [item.problem.rule for item in found(tmp_path / "none.txt")] == ["file"]


def test_a_name_of_other_bytes_can_be_printed(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb2\xe2.txt")
    with open(path, "wb") as file:
        file.write(b"text")

    assert names(tmp_path) == [f"{tmp_path}/\\udcb2\\udce2.txt"]


# --- files of many records -----------------------------------------------------------------------


def test_each_line_is_an_input_known_by_its_id(tmp_path):
    file = write(tmp_path / "a.jsonl", {"id": "x", "text": "甲"}, b"", {"id": 7, "text": "乙"})

    assert [(item.name, item.origin, item.line) for item in found(file)] == [
        (f"{file}::x", f"{file}::x", 1),
        (f"{file}::7", f"{file}::7", 3),
    ]


def test_a_record_without_id_is_known_by_its_bytes(tmp_path):
    first = write(tmp_path / "a.jsonl", {"text": "甲"}, {"text": "乙"})
    origins = {item.content: item.origin for item in found(first)}
    write(first, {"text": "丙"}, {"text": "乙"}, {"text": "甲"})

    assert [origins.get(item.content) == item.origin for item in found(first)] == [False, True, True]
    assert names(first) == [f"{first}::1", f"{first}::2", f"{first}::3"]


def test_an_id_given_twice_does_not_make_two_records_one(tmp_path):
    file = write(tmp_path / "a.jsonl", {"id": 1, "text": "甲"}, {"id": 1, "text": "乙"})

    assert len({item.origin for item in found(file)}) == 2


def test_lines_that_are_no_json_are_inputs_too(tmp_path):
    assert names(write(tmp_path / "a.jsonl", b"no json", b"\xff\xfe", b"[" * 50_000)) == [
        f"{tmp_path}/a.jsonl::{number}" for number in (1, 2, 3)
    ]


def test_a_json_file_is_one_record(tmp_path):
    file = write(tmp_path / "a.json", {"id": 5, "text": "甲"})

    assert [(item.name, item.origin) for item in found(file)] == [(str(file), str(file))]


def test_a_list_in_a_json_file_is_many(tmp_path):
    file = write(tmp_path / "a.json", [{"id": 5, "text": "甲"}, {"text": "乙"}])

    assert [(item.name, json.loads(item.content)["text"]) for item in found(file)] == [
        (f"{file}::5", "甲"),
        (f"{file}::2", "乙"),
    ]


def test_lines_of_json_are_taken_whatever_the_suffix(tmp_path):
    file = write(tmp_path / "a.json", {"id": 1, "text": "甲"}, {"id": 2, "text": "乙"})

    assert names(file) == [f"{file}::1", f"{file}::2"]


def test_lines_in_another_encoding_keep_their_ids(tmp_path):
    file = write(tmp_path / "a.jsonl", '{"id": "甲一", "text": "协商会议"}'.encode("gb18030"))

    assert names(file) == [f"{file}::甲一"]


def test_inputs_are_counted_without_being_read(tmp_path):
    write(tmp_path / "a.jsonl", {"text": "甲"}, b"", {"text": "乙"})
    write(tmp_path / "b.txt", b"text")

    assert count_inputs([tmp_path]) == 3


def test_a_file_of_many_records_is_not_held_whole(tmp_path):
    file = write(tmp_path / "a.jsonl", *({"id": number, "text": "甲"} for number in range(10_000)))
    walk = inputs([file], Counter())

    next(walk)
    os.truncate(file, 0)  # whoever held it would still have all of it

    assert len(list(walk)) < 9_000
