"""One text: positions, the mapping, options, and that nothing panics."""

import json
import pickle
import threading
import time

import pytest

import gongwen

TEXT = "松坪县2023年度法治政府建设情况报告\n一、概况\n全年受理行政复议案件78件，同比增长5.4%。\n根据松政办发〔2023〕17号，2024年，力争应诉率达到95%以上。"


def test_positions_are_those_of_python():
    text = "𠮷林😀县：" + TEXT
    document = gongwen.analyze(text)
    records = [*document.indicators, *document.doc_numbers]
    assert len(records) == 4
    for record in records:
        assert text[record["start"] : record["end"]] == record["text"]
    start, end = document.indicators[0]["sentence"]
    assert text[start:end].endswith("同比增长5.4%。")


def test_it_is_a_mapping_with_attributes():
    document = gongwen.analyze(TEXT, path="a/1")
    assert document["path"] == "a/1"
    assert document.metadata["report_year"] == 2023
    assert [section["title"] for section in document.sections] == ["概况"]
    assert document.doc_numbers[0]["canonical"] == "松政办发〔2023〕17号"
    assert dict(document) == document.to_dict()
    assert "text" not in document
    assert document.to_dict(with_text=True)["text"] == TEXT
    assert repr(document) == "<gongwen.Document '松坪县2023年度法治政府建设情况报告': 3 indicators>"
    with pytest.raises(KeyError):
        document["nothing"]


def test_what_is_asked_for_is_there():
    assert gongwen.analyze(TEXT).quantities == []
    assert gongwen.analyze(TEXT).explanations is None
    more = gongwen.analyze(TEXT, quantities=True, evidence=True)
    assert len(more.quantities) >= 3
    assert len(more.explanations["indicators"]) == 3


def test_a_broken_font_map_is_repaired_unless_told_otherwise(reports):
    # The sample corpus has one such document; its text is the command's own.
    found = [
        record
        for record in gongwen.iter_files(reports, with_text=True)
        if any(diagnostic["code"] == "repaired" for diagnostic in record["diagnostics"]) or "repaired_text" in record
    ]
    for record in found:
        as_read = gongwen.analyze(record["text"], repair=False)
        assert "repaired_text" not in as_read.to_dict(with_text=True)


def test_it_goes_through_pickle():
    document = gongwen.analyze(TEXT, quantities=True)
    again = pickle.loads(pickle.dumps(document))
    assert again.to_dict() == document.to_dict()
    assert again.text == TEXT


def test_its_layers_are_tables():
    document = gongwen.analyze(TEXT)
    rows = document.table().to_dicts()
    assert [row["value"] for row in rows] == [figure["value"] for figure in document.indicators]
    assert [column.name for column in document.table("sections").columns] == list(document.table("sections").to_dicts()[0])


@pytest.mark.parametrize("layer", gongwen.layers())
def test_every_layer_has_columns(layer):
    columns = gongwen.columns(layer)
    assert columns[0] == ("path", "文件", "text")
    assert columns[-1] == ("id", "编号", "text")
    assert {column.kind for column in columns} <= {"text", "integer", "number", "boolean", "text_list"}


def test_a_layer_that_is_none_is_named():
    with pytest.raises(ValueError, match="expected one of indicators, doc_numbers"):
        gongwen.columns("indicator")
    with pytest.raises(ValueError, match="'figures'|\"figures\""):
        gongwen.analyze(TEXT).table("figures")


def test_the_schema_describes_the_record():
    properties = gongwen.schema()["properties"]
    assert set(gongwen.analyze(TEXT, quantities=True, evidence=True)) <= set(properties)


@pytest.mark.parametrize("text", ["", "\0", "\r\r\n", "９" * 5000, "〔" * 5000, "一" * 50_000, "\ufeff\u200d🇨🇳", "%" * 999])
def test_any_text_gives_a_document(text):
    document = gongwen.analyze(text)
    assert document["chars"] == len(text)
    json.dumps(document.to_dict())


def test_what_is_no_text_is_refused():
    with pytest.raises(UnicodeEncodeError):
        gongwen.analyze("a\ud800")
    with pytest.raises(TypeError):
        gongwen.analyze(b"bytes")


def test_a_panic_is_an_exception(capfd):
    with pytest.raises(gongwen.GongwenError) as raised:
        gongwen._gongwen._panic()
    message, kind = raised.value.args
    assert "a fault of gongwen" in message and "lib.rs" in message
    assert kind == "panic"
    assert issubclass(gongwen.GongwenError, Exception)
    assert capfd.readouterr() == ("", ""), "it is told once"


def test_the_lock_is_released():
    """While one thread reads a long text, another goes on: with the lock it would stand still until the end."""
    text = TEXT * 3000
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    began = time.perf_counter()
    gongwen.analyze(text)
    took = time.perf_counter() - began
    done.set()
    ticking.join()
    inside = sum(began < moment < began + took for moment in ticks)
    assert inside > 5, f"{inside} ticks in {took:.3f} s"
