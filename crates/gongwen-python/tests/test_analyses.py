"""Panels and text mining: each table is the command's, cell by cell, and its faults are told before or beside it."""

import itertools
import json
import threading
import time
import warnings

import pytest

import gongwen

# A term in a term, one across another, Latin letters, a term of two categories, weights.
DICTIONARY = {
    "数字化": {"数字政府": 1.5, "数字": 0.5, "5G": 2},
    "法治": ["行政复议", "复议", "复议案件", "法治", "依法"],
    "办案": ["案件", "复议"],
}
TERMS = [term for category in DICTIONARY.values() for term in category]


@pytest.fixture(scope="session")
def table(command):
    """Runs the command and gives the rows of its table, numbers as numbers and missing cells as None."""

    def run(*arguments):
        return [json.loads(line) for line in command(*map(str, arguments), "--format", "jsonl").splitlines()]

    return run


@pytest.fixture(scope="session")
def dictionaries(tmp_path_factory):
    """The dictionary as files, each in another form and encoding."""
    folder = tmp_path_factory.mktemp("dictionaries")
    rows = [
        (term, category, str(terms[term]) if isinstance(terms, dict) else "")
        for category, terms in DICTIONARY.items()
        for term in terms
    ]
    text = "".join("\t".join(row) + "\n" for row in rows)
    (folder / "words.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (folder / "words.csv").write_bytes(("词,类别,权重\n" + text.replace("\t", ",")).encode("gb18030"))
    (folder / "words.tsv").write_bytes(("term\tcategory\tweight\n" + text).encode("utf-16"))
    return [folder / name for name in ("words.txt", "words.csv", "words.tsv")]


def same(table, expected):
    """The rows of a table, cell by cell; 5 and 5.0 are one number, missing and zero are not one thing."""
    rows = table.to_dicts()
    for row, other in itertools.zip_longest(rows, expected):
        assert row == other
    names = [column.name for column in table.columns]
    assert all(list(row) == names for row in [*rows, *expected])
    assert rows, "nothing was compared"


@pytest.mark.parametrize(
    ("pattern", "options", "flags"),
    [
        ("行政复议", {}, []),
        ("行政复议", {"width": 3}, ["--width", "3"]),
        (r"\d+(\.\d+)?%", {"regex": True}, ["--regex"]),
        ("gdp|Ppp", {"regex": True, "ignore_case": True}, ["--regex", "--ignore-case"]),
        *[("行政复议", {"sort": sort}, ["--sort", sort]) for sort in ("left", "right", "keyword", "year")],
        ("力争", {"include": ["*报告*"], "exclude": ["*市*"]}, ["--include", "*报告*", "--exclude", "*市*"]),
    ],
)
def test_kwic_is_the_commands(table, reports, pattern, options, flags):
    same(gongwen.kwic(pattern, reports, **options), table("kwic", pattern, reports, *flags))


@pytest.mark.parametrize("status", ["both", "actual", "target"])
@pytest.mark.parametrize("confidence", [0.0, 0.9])
def test_panel_is_the_commands(table, reports, tmp_path, status, confidence):
    panel = gongwen.panel(reports, status=status, confidence=confidence)
    asked = ["panel", reports, "--status", status, "--min-confidence", confidence]
    same(panel.wide, table(*asked, "--sources", tmp_path / "sources.jsonl"))
    same(panel.long, table(*asked, "--long"))
    same(panel.sources, [json.loads(line) for line in (tmp_path / "sources.jsonl").read_text("utf-8").splitlines()])
    same(panel.variables, table("concepts"))
    assert panel.cells == len(panel.long)


def test_concepts_of_a_panel_are_the_commands(table, reports, tmp_path):
    (tmp_path / "a.txt").write_text("松坪县2023年统计公报\n一、综合\n全年茶叶产量3600吨。地区生产总值78亿元，增长5.4%。", encoding="utf-8")
    own = tmp_path / "tea.toml"
    own.write_text('[[concept]]\nid = "tea"\nlabel = "茶叶产量"\nforms = ["ten_thousand_tonnes"]\nnames = ["茶叶[总]产量"]\n', "utf-8")
    paths = [reports, tmp_path / "a.txt"]
    for concepts in ("gdp", ["gdp", "admin_reconsideration"], own, [own, "tea", "gdp.growth"]):
        listed = concepts if isinstance(concepts, list) else [concepts]
        panel = gongwen.panel(paths, concepts=concepts)
        same(panel.wide, table("panel", *paths, *(flag for one in listed for flag in ("--concepts", one))))
        same(panel.variables, table("concepts", *(("--concepts", own) if own in listed else ())))
    assert [row["tea"] for row in panel.wide.to_dicts() if row["tea"] is not None] == [0.36]
    with pytest.raises(ValueError, match='no concept "gdq"'):
        gongwen.panel(paths, concepts=["gdp", "gdq"])
    with pytest.raises(FileNotFoundError):
        gongwen.panel(paths, concepts="none.toml")
    own.write_text("[[concept]]\nid = 5", "utf-8")
    with pytest.raises(ValueError, match=r"tea\.toml: "):
        gongwen.panel(paths, concepts=own)


def test_conflicts_are_the_commands(command, reports, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    command("panel", str(reports), "-o", str(tmp_path / "panel.xlsx"), "--lang", "en")
    head, *rows = openpyxl.load_workbook(tmp_path / "panel.xlsx")["conflicts"].iter_rows(values_only=True)
    conflicts = gongwen.panel(reports).conflicts.to_dicts()
    assert len(conflicts) == len(rows) > 10
    for row, cells in zip(conflicts, rows):
        # A workbook has no empty texts: a number without a unit has an empty cell.
        assert {name: None if value == "" else value for name, value in row.items()} == dict(zip(head, cells))


@pytest.mark.parametrize("by", ["document", "section", "year"])
@pytest.mark.parametrize("per", ["term", "category", "dictionary"])
def test_terms_are_the_commands(table, reports, dictionaries, by, per):
    for file in dictionaries:
        expected = table("terms", "-d", file, reports, "--by", by, "--per", per)
        same(gongwen.terms(file, reports, by=by, per=per), expected)
        same(gongwen.terms(str(file), [reports], 1, by=by, per=per), expected)
    same(gongwen.terms(DICTIONARY, reports, by=by, per=per), expected)
    assert any(row["count"] > 0 for row in expected) and any(row["weighted"] % 1 for row in expected)


@pytest.mark.parametrize("wide", ["count", "weighted", "words", "characters", "sentences"])
@pytest.mark.parametrize("by", ["document", "year"])
def test_wide_terms_are_the_commands(table, command, reports, dictionaries, wide, by):
    asked = ["terms", "-d", dictionaries[0], reports, f"--wide={wide}", "--by", by]
    counts = gongwen.terms(DICTIONARY, reports, wide=wide, by=by)
    same(counts, table(*asked))
    assert [column.label for column in counts.columns][-len(TERMS) :] == TERMS
    head = command(*map(str, asked), "--format", "csv", "--lang", "zh").lstrip("\ufeff").splitlines()[0]
    assert [column.label for column in counts.columns] == head.split(",")


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        ({"totals": True}, ["--totals"]),
        ({"totals": True, "by": "section"}, ["--totals", "--by", "section"]),
        ({"overlapping": True}, ["--overlapping"]),
        ({"words": False}, ["--no-words"]),
        ({"words": False, "wide": "sentences"}, ["--no-words", "--wide=sentences"]),
        ({"include": ["*报告*"], "max_size": 9000}, ["--include", "*报告*", "--max-file-size", "9000"]),
    ],
)
def test_options_of_terms_are_the_commands(table, reports, dictionaries, options, flags):
    counts = gongwen.terms(dictionaries[0], reports, **options)
    same(counts, table("terms", "-d", dictionaries[0], reports, *flags))
    if options != {"words": False}:
        return
    assert {row["share_words"] for row in counts.to_dicts()} == {None}


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        ({}, []),
        ({"top": 3, "pos": "n*,v*"}, ["-n", "3", "--pos", "n*,v*"]),
        ({"method": "textrank"}, ["--method", "textrank"]),
        ({"method": "textrank", "window": 2, "top": 5}, ["--method", "textrank", "--window", "2", "-n", "5"]),
    ],
)
def test_keywords_are_the_commands(table, reports, options, flags):
    same(gongwen.keywords(reports, **options), table("keywords", reports, *flags))


def test_words_of_the_user_are_the_commands(table, reports, tmp_path):
    words = ["行政执法人员", "营商环境"]
    (tmp_path / "words.txt").write_text("\n".join(words), encoding="gbk")
    expected = table("keywords", reports, "-n", 40, "--user-words", tmp_path / "words.txt")
    assert {row["word"] for row in expected}.issuperset(words)
    same(gongwen.keywords(reports, top=40, user_words=tmp_path / "words.txt"), expected)
    same(gongwen.keywords(reports, top=40, user_words=words), expected)
    assert not {row["word"] for row in gongwen.keywords(reports, top=40).to_dicts()}.intersection(words)
    with pytest.warns(UserWarning, match="never found as words.*: 行政 复议, “放管服”$") as warned:
        gongwen.keywords(reports, user_words=["行政 复议", "复议", "“放管服”"])
    assert warned[0].filename == __file__


@pytest.mark.parametrize("rows", ["pairs", "passages"])
@pytest.mark.parametrize(
    ("options", "flags"),
    [
        ({"min_length": 20}, ["--min-length", "20"]),
        ({"threshold": 0.05, "min_length": 40, "stock": 24}, ["--threshold", "0.05", "--min-length", "40", "--stock", "24"]),
    ],
)
def test_similar_documents_are_the_commands(table, reports, tmp_path, rows, options, flags):
    # The sample corpus shares little: a report that takes over half of another.
    source = max(reports.glob("*.txt"), key=lambda path: path.stat().st_size).read_text("utf-8")
    (tmp_path / "copy.txt").write_text(source[: len(source) // 2] + "松坪县另作安排。", encoding="utf-8")
    paths = [reports, tmp_path / "copy.txt"]
    same(gongwen.similar(paths, table=rows, **options), table("similar", *paths, "--table", rows, *flags))


def test_readability_is_the_commands(table, reports):
    same(gongwen.readability(reports), table("readability", reports))


def test_every_analysis_has_every_way_out(reports):
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    for table in (
        gongwen.kwic("力争", reports),
        gongwen.terms(DICTIONARY, reports, by="section"),
        gongwen.terms(DICTIONARY, reports, wide="words"),
        gongwen.keywords(reports),
        gongwen.readability(reports),
        gongwen.panel(reports).wide,
    ):
        dicts = table.to_dicts()
        assert table.to_arrow().to_pylist() == table.to_polars().to_dicts() == dicts
        assert list(table.to_pandas().columns) == list(dicts[0]) and len(table.to_pandas()) == len(dicts)
        assert pyarrow.table(table).schema.field("year").type == pyarrow.int64()
        assert str(table.to_pandas()["year"].dtype) == "Int64"


def test_a_term_of_a_program_is_taken_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_text("推进数字 政府建设，GDP增长。", encoding="utf-8")
    # In a file a comma or a space would part it, and # would begin a comment.
    counts = gongwen.terms((term for term in ["数字 政府", "ＧＤＰ", "增长, 2"]), tmp_path)
    assert [(row["term"], row["count"]) for row in counts.to_dicts()] == [("数字 政府", 1), ("ＧＤＰ", 1), ("增长, 2", 0)]
    assert "weighted" not in counts.to_dicts()[0]
    assert [row["weighted"] for row in gongwen.terms({"GDP": 3}, tmp_path).to_dicts()] == [3]


def test_a_file_that_fails_stops_no_counting(mixed, bad_files):
    counts = gongwen.terms(["案件", "公路"], mixed)
    assert repr(counts) == "<gongwen.Result 6 terms of 3 documents, 4 failed>"
    assert [row["count"] for row in counts.to_dicts()] == [1, 0, 0, 1, 0, 0]
    failed = {name: kind for name, (_, kind) in bad_files.items() if not name.endswith(".jpg")}
    for result in (
        counts,
        gongwen.kwic("案件", mixed),
        gongwen.keywords(mixed),
        gongwen.similar(mixed),
        gongwen.readability(mixed),
        gongwen.panel(mixed),
    ):
        assert {failure.path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]: failure.kind for failure in result.errors} == failed
        assert (result.documents, result.passed_over) == (3, {"jpg": 1})


def test_entries_that_are_no_terms_are_told(mixed, tmp_path):
    with pytest.warns(UserWarning, match=r"the dictionary: 3 not used: '、': no hanzi, .*; '案件': the term stands there already; '甲'"):
        counts = gongwen.terms({"x": ["案件", "、", "案件"], "y": {"甲": float("nan")}}, mixed)
    assert {row["term"] for row in counts.to_dicts()} == {"案件"}
    path = tmp_path / "词.txt"
    path.write_text("案件\n，\n案件\n", encoding="gbk")
    with pytest.warns(UserWarning, match=r"词\.txt: 2 not used: line 2 \(，\): no term; line 3 \(案件\): .* line 1 too") as warned:
        gongwen.terms(path, mixed)
    assert warned[0].filename == __file__
    path.write_text("，\n" * 5000 + "案件\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"5000 not used") as warned:
        gongwen.terms(path, mixed)
    assert len(str(warned[0].message)) < 600
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gongwen.terms(["案件"], mixed)


def test_a_dictionary_that_is_none_is_refused(mixed, tmp_path):
    with pytest.raises(FileNotFoundError):
        gongwen.terms("案件", mixed)
    for content, kind in ((b"", "empty"), (bytes(range(32)) * 64, "binary")):
        (tmp_path / "a.dict").write_bytes(content)
        with pytest.raises(gongwen.GongwenError, match=r"a\.dict: ") as raised:
            gongwen.terms(tmp_path / "a.dict", mixed)
        assert raised.value.args[1] == kind
    (tmp_path / "a.toml").write_text("数字化 = [", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.toml has no term: .*line 1"):
        gongwen.terms(tmp_path / "a.toml", mixed)
    for nothing in ([], {}, {"甲": []}, ["、"], iter([])):
        with pytest.raises(ValueError, match="the dictionary has no term"):
            gongwen.terms(nothing, mixed)
    mappings = ({"甲": "案件"}, {"甲": None}, {"甲": {"乙": "案件"}}, {"甲": {"乙": ["丙"]}}, {5: 1})
    for wrong in (5, None, b"x", [5], ["案件", None], [["案件"]], *mappings):
        with pytest.raises(TypeError, match="expected a"):
            gongwen.terms(wrong, mixed)
    with pytest.raises(UnicodeEncodeError):
        gongwen.terms(["a\ud800"], mixed)


def test_a_data_frame_is_no_list_of_terms(mixed):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"term": ["案件", "公路"], "weight": [2, 0.5]})
    with pytest.raises(TypeError, match="found DataFrame"):
        gongwen.terms(frame, mixed)
    listed = gongwen.terms(frame["term"], mixed)
    weighted = gongwen.terms(dict(zip(frame["term"], frame["weight"])), mixed)
    assert [row["count"] for row in listed.to_dicts()] == [row["count"] for row in weighted.to_dicts()] == [1, 0, 0, 1, 0, 0]
    assert [row["weighted"] for row in weighted.to_dicts()] == [2, 0, 0, 0.5, 0, 0]


def test_what_the_caller_did_wrong_is_said(mixed):
    for options in ({"by": "week"}, {"per": "word"}, {"wide": "share"}):
        [(name, given)] = options.items()
        with pytest.raises(ValueError, match=f'{name} "{given}": expected one of'):
            gongwen.terms(["案件"], mixed, **options)
    for function, options, message in (
        (gongwen.keywords, {"method": "lda"}, "expected one of tfidf, textrank"),
        (gongwen.keywords, {"window": 5}, "window is for method"),
        (gongwen.keywords, {"method": "textrank", "window": 1}, "expected 2 words or more, found 1"),
        (gongwen.similar, {"table": "rows"}, "expected one of pairs, passages"),
        (gongwen.similar, {"threshold": 0}, "threshold: expected more than 0"),
        (gongwen.similar, {"threshold": float("nan")}, "threshold: expected .* found NaN"),
        (gongwen.similar, {"min_length": 5}, "min_length: expected 20 letters or more, found 5"),
        (gongwen.similar, {"stock": 1}, "stock: expected 2 documents or more, found 1"),
    ):
        with pytest.raises(ValueError, match=message):
            function(mixed, **options)
    with pytest.raises(ValueError, match="sort \"up\": expected one of position, left"):
        gongwen.kwic("案件", mixed, sort="up")
    with pytest.raises(ValueError, match="needs words"):
        gongwen.terms(["案件"], mixed, wide="words", words=False)
    with pytest.raises(ValueError, match="expected one of actual, target, both"):
        gongwen.panel(mixed, status="planned")
    with pytest.raises(ValueError, match="nothing but spaces"):
        gongwen.kwic(" ", mixed)
    with pytest.raises(ValueError, match="unclosed"):
        gongwen.kwic("(", mixed, regex=True)
    for wrong in ({"layer": "cells"}, {"quantities": True}, {"exclude": "*.txt"}):
        with pytest.raises(TypeError):
            gongwen.readability(mixed, **wrong)
    with pytest.raises(gongwen.GongwenError):
        gongwen.terms(["案件"], mixed, include=["["])


def test_the_lock_is_released(reports):
    """While one thread counts, another goes on: with the lock it would stand still until the end."""
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    began = time.perf_counter()
    gongwen.terms(TERMS[:3], [reports] * 10, threads=1)
    took = time.perf_counter() - began
    done.set()
    ticking.join()
    inside = sum(began < moment < began + took for moment in ticks)
    assert inside > 5, f"{inside} ticks in {took:.3f} s"
