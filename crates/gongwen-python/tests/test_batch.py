"""One Arrow record batch in, one out."""

import pytest

import gongwen

pyarrow = pytest.importorskip("pyarrow")

TEXT = "全年受理行政复议案件78件，同比增长5.4%。"


def test_texts_of_every_layout():
    for kind in (pyarrow.string(), pyarrow.large_string(), getattr(pyarrow, "string_view", pyarrow.string)()):
        batch = pyarrow.record_batch({"t": pyarrow.array([TEXT, None, "无数字。", " \n", TEXT], kind), "n": [1, 2, 3, 4, 5]})
        rows = gongwen.extract_batch(batch, text="t", id="n")
        assert isinstance(rows, pyarrow.RecordBatch)
        assert rows.schema.names == [column.name for column in gongwen.columns()] + ["error"]
        found = rows.select(["id", "value", "error"]).to_pylist()
        assert [(row["id"], row["value"]) for row in found] == [
            ("1", 78), ("1", 5.4), ("2", None), ("4", None), ("5", 78), ("5", 5.4)
        ]  # fmt: skip
        assert [row["error"] is None for row in found] == [True, True, False, False, True, True]
        assert found[2]["error"].startswith("the cell is null") and "white space" in found[3]["error"]


def test_files_of_every_format(mixed, bad_files):
    names = sorted(path.name for path in mixed.iterdir())
    contents = [(mixed / name).read_bytes() for name in names]
    for kind in (pyarrow.binary(), pyarrow.large_binary(), getattr(pyarrow, "binary_view", pyarrow.binary)()):
        batch = pyarrow.record_batch({"path": names, "content": pyarrow.array(contents, kind)})
        rows = gongwen.extract_batch(batch, binary="content", path="path").to_pylist()
        assert [(row["path"], row["value"]) for row in rows if row["error"] is None] == [
            ("a.txt", 78), ("b.docx", 126), ("b.docx", 5.4), ("c.html", 1360)
        ]  # fmt: skip
        failed = {row["path"]: row["error"] for row in rows if row["error"] is not None}
        assert set(failed) == set(bad_files)
        assert "password" in failed["加密.docx"]
        assert all(row["value"] is None and row["full_name"] is None for row in rows if row["error"])


def test_rows_are_those_of_the_files(reports):
    paths = sorted(path for path in reports.rglob("*.txt"))
    batch = pyarrow.record_batch({"p": [str(path) for path in paths], "c": [path.read_bytes() for path in paths]})
    for layer in gongwen.layers():
        rows = gongwen.extract_batch(batch, binary="c", path="p", layer=layer)
        assert rows.column("error").null_count == len(rows)
        assert rows.to_pylist() == [{**row, "error": None} for row in gongwen.extract_files(paths, layer=layer).to_dicts()]


def test_a_nameless_file_is_read_by_its_content(mixed):
    batch = pyarrow.record_batch({"c": [(mixed / name).read_bytes() for name in ("a.txt", "b.docx", "c.html")]})
    rows = gongwen.extract_batch(batch, binary="c").to_pylist()
    assert [(row["path"], row["value"]) for row in rows] == [(None, 78), (None, 126), (None, 5.4), (None, 1360)]


def test_a_file_of_several_documents():
    lines = '{"text": "办结案件71件。"}\n{"texts": 1}\n{"text": "办结案件72件。"}\n'.encode()
    batch = pyarrow.record_batch({"p": ["d.jsonl"], "c": [lines]})
    rows = gongwen.extract_batch(batch, binary="c", path="p").to_pylist()
    assert [(row["path"], row["value"], row["error"] is None) for row in rows] == [
        ("d.jsonl:1", 71, True), ("d.jsonl:2", None, False), ("d.jsonl:3", 72, True)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "string"])
def test_ids_of_every_type(kind):
    ids = pyarrow.array(["7", None]) if kind == "string" else pyarrow.array([7, None], getattr(pyarrow, kind)())
    rows = gongwen.extract_batch(pyarrow.record_batch({"t": ["办结案件71件。"] * 2, "n": ids}), text="t", id="n")
    assert rows.column("id").to_pylist() == ["7", None]


def test_what_the_caller_did_wrong_is_said():
    batch = pyarrow.record_batch({"t": [TEXT], "x": [1.5], "b": [b""]})
    with pytest.raises(KeyError, match="it has t, x, b"):
        gongwen.extract_batch(batch, text="text")
    with pytest.raises(TypeError, match="expected text"):
        gongwen.extract_batch(batch, text="b")
    with pytest.raises(TypeError, match="expected files"):
        gongwen.extract_batch(batch, binary="t")
    with pytest.raises(TypeError, match="whole numbers"):
        gongwen.extract_batch(batch, text="t", id="x")
    with pytest.raises(ValueError, match="one of text= and binary="):
        gongwen.extract_batch(batch, text="t", binary="b")
    with pytest.raises(ValueError, match="one of text= and binary="):
        gongwen.extract_batch(batch)
    with pytest.raises(TypeError):
        gongwen.extract_batch([TEXT], text="t")


def test_no_document_gives_no_row():
    batch = pyarrow.record_batch({"t": pyarrow.array([], pyarrow.string())})
    rows = gongwen.extract_batch(batch, text="t")
    assert isinstance(rows, pyarrow.RecordBatch) and len(rows) == 0 and "error" in rows.schema.names


def test_a_slice_of_a_batch_is_that_slice():
    batch = pyarrow.record_batch({"t": [f"办结案件{n}件。" for n in range(70, 80)]}).slice(3, 2)
    assert gongwen.extract_batch(batch, text="t").column("value").to_pylist() == [73, 74]
