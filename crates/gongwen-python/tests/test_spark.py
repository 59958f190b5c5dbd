"""The Spark job in local-cluster mode: two worker processes, a failing document in the data, rows equal to the command's.

Slow for the start of a cluster: run it by name, ``pytest tests/test_spark.py``. Needs Java 17 and pyspark.
"""

import csv
import io
import json
import os
import pathlib
import shutil
import sys

import pytest

import gongwen

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java", allow_module_level=True)

from pyspark.sql import SparkSession, functions  # noqa: E402

from gongwen import spark as gongwen_spark  # noqa: E402


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("gongwen")
        .config("spark.ui.enabled", False)
        .config("spark.executor.memory", "512m")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        # A batch is a message to the worker: small ones, so that a partition has several.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 3)
        .config("spark.sql.shuffle.partitions", 4)
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, reports, bad_files):
    """The sample corpus, and files that fail among it."""
    folder = tmp_path_factory.mktemp("reports")
    for path in reports.glob("*.txt"):
        shutil.copy(path, folder)
    for name, (content, _) in bad_files.items():
        # Spark's own source gives no row for an empty file.
        if content:
            (folder / name).write_bytes(content)
    return folder


def names(path):
    """The file's name: Spark gives URLs with escapes, the command paths."""
    return pathlib.PurePosixPath(path).name


def test_rows_are_the_commands_and_what_fails_is_a_column(session, folder, command, bad_files):
    files = session.read.format("binaryFile").load(str(folder)).repartition(4)
    extracted = gongwen_spark.extract(files, binary="content", path="path").cache()
    # Work is done by two executors beside the driver.
    executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    assert executors == 2

    failed = {names(row.path): row.error for row in extracted.where("error is not null").collect()}
    assert set(failed) == {name for name, (content, _) in bad_files.items() if content}
    assert "password" in failed["加密.docx"]

    command_rows = list(csv.reader(io.StringIO(command("extract", str(folder), "--format", "csv").lstrip("\ufeff"))))
    labels, *expected = command_rows
    assert extracted.columns == [*labels, "error"]
    texts = [label for label in labels if dict(extracted.dtypes)[label] == "string"]
    found = extracted.where("error is null").select(*labels).orderBy("path", "start", "end").collect()
    assert len(found) == len(expected) > 1500

    def comparable(cells):
        """Texts as they stand, the guard against formulas taken off; numbers as numbers; nothing as nothing."""
        row = []
        for label, cell in zip(labels, cells):
            if label == "path":
                row.append(names(cell))
            elif cell is None or cell == "":
                row.append(None)
            elif label in texts:
                guarded = cell[:1] == "'" and cell[1:2] in set("=+-@\t\r\n＝＋－＠")
                row.append(cell[1:] if guarded else cell)
            else:
                row.append(float(cell))
        return row

    order = lambda row: json.dumps(row, ensure_ascii=False)
    assert sorted(map(comparable, found), key=order) == sorted(map(comparable, expected), key=order)


def test_texts_keep_their_ids(session, folder):
    texts = [(n, path.read_text("utf-8")) for n, path in enumerate(sorted(folder.glob("*报告*.txt"))[:6])]
    df = session.createDataFrame([*texts, (98, ""), (99, None)], "n bigint, content string")
    rows = gongwen_spark.extract(df, text="content", id="n", layer="metadata").collect()
    assert {row.id: row.error is None for row in rows} == {str(n): n < 90 for n in [*range(len(texts)), 98, 99]}
    for row in rows:
        if row.error is None:
            document = gongwen.analyze(dict(texts)[int(row.id)])
            assert (row.title, row.indicators) == (document.metadata["title"], len(document.indicators))


def test_it_joins_with_what_else_is_known(session):
    df = session.createDataFrame([(1, "甲县", "办结案件71件。"), (2, "乙县", "办结案件72件。")], "n int, county string, t string")
    rows = gongwen_spark.extract(df, text="t", id="n").join(df.withColumn("id", functions.col("n").cast("string")), "id")
    assert {(row.county, row.value) for row in rows.collect()} == {("甲县", 71.0), ("乙县", 72.0)}


def test_what_the_caller_did_wrong_is_said_on_the_driver(session):
    df = session.createDataFrame([("办结案件71件。",)], "t string")
    with pytest.raises(ValueError, match="one of text= and binary="):
        gongwen_spark.extract(df)
    with pytest.raises(ValueError, match="expected one of"):
        gongwen_spark.extract(df, text="t", layer="figures")
