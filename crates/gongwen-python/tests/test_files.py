"""Files and folders: the same as the command gives, with failures told and the run interruptible."""

import csv
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

import gongwen


def as_csv_has_it(value):
    """A cell as the command writes it, for what no spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def as_csv_says_it(cell):
    """One writing for numbers; the guard against formulas taken off."""
    if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r\n＝＋－＠"):
        return cell[1:]
    try:
        number = float(cell)
    except ValueError:
        return cell
    return as_csv_has_it(number) if cell[:1] != "0" or number < 1 else cell


@pytest.mark.parametrize("layer", gongwen.layers())
def test_rows_are_the_commands(command, reports, layer):
    table = list(csv.reader(io.StringIO(command("extract", str(reports), "--format", "csv", "--layer", layer).lstrip("\ufeff"))))
    result = gongwen.extract_files(reports, layer=layer)
    assert [column.name for column in result.columns] == table[0]
    assert len(result) == len(table) - 1
    kinds = [column.kind for column in result.columns]
    for row, cells in zip(result.to_dicts(), table[1:]):
        expected = [as_csv_says_it(cell) if kind != "text" or cell[:1] == "'" else cell for kind, cell in zip(kinds, cells)]
        assert [as_csv_has_it(value) for value in row.values()] == expected


def test_records_are_the_commands(command, reports):
    lines = command("extract", str(reports), "--format", "jsonl", "--with-text").splitlines()
    for record, line in itertools.zip_longest(gongwen.iter_files(reports, with_text=True), lines):
        assert record == json.loads(line)


def test_labels_are_the_commands(command, reports):
    head = command("extract", str(reports), "--format", "csv", "--lang", "zh").lstrip("\ufeff").split("\n", 1)[0].strip()
    assert [column.label for column in gongwen.columns()] == head.split(",")


def test_the_number_of_threads_changes_nothing(reports):
    rows = [gongwen.extract_files(reports, threads=threads).to_dicts() for threads in (1, 2, 7)]
    assert rows[0] == rows[1] == rows[2]


def test_what_fails_stops_nothing(mixed, bad_files, command):
    result = gongwen.extract_files(mixed)
    assert result.documents == 3
    assert [row["value"] for row in result.to_dicts()] == [78, 126, 5.4, 1360]
    kinds = {os.path.basename(failure.path): failure.kind for failure in result.errors}
    # A picture in a folder is passed over, as by the command; by its name it is refused.
    expected = {name: kind for name, (_, kind) in bad_files.items() if not name.endswith(".jpg")}
    assert kinds == expected
    assert result.passed_over == {"jpg": 1}
    [refused] = gongwen.extract_files(mixed / "扫描.jpg").errors
    assert refused.kind == "unsupported"
    # The words are the command's.
    command("extract", str(mixed), "--format", "csv", "--errors", str(mixed / "failed.jsonl"), "--lang", "en")
    told = [json.loads(line) for line in (mixed / "failed.jsonl").read_text("utf-8").splitlines()]
    assert [failure._asdict() for failure in result.errors] == told


def test_an_error_is_raised_or_handed_over(mixed):
    with pytest.raises(gongwen.GongwenError) as raised:
        list(gongwen.iter_files(mixed))
    assert raised.value.args[1] in ("empty", "damaged", "encrypted", "binary")
    failures = []
    records = list(gongwen.iter_files(mixed, on_error=failures.append))
    assert (len(records), len(failures)) == (3, 4)


def test_nothing_to_read_is_said(tmp_path):
    [failure] = gongwen.extract_files(tmp_path).errors
    assert failure.kind == "no-input"
    [failure] = gongwen.extract_files(tmp_path / "none.txt").errors
    assert failure.kind == "not-found"
    with pytest.raises(gongwen.GongwenError):
        gongwen.extract_files(tmp_path, include=["["])
    with pytest.raises(TypeError, match="expected a list of globs"):
        gongwen.extract_files(tmp_path, include="*.txt")
    with pytest.raises(ValueError, match="expected one of"):
        gongwen.extract_files(tmp_path, layer="figures")


def test_fields_and_globs_choose(tmp_path):
    lines = [{"url": f"a/{n}", "正文": f"受理案件{n}件。"} for n in (71, 72)]
    (tmp_path / "docs.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (tmp_path / "x.txt").write_text("办结案件5件。", encoding="utf-8")
    result = gongwen.extract_files([tmp_path], text_field="正文", id_field="url", exclude=["*.txt"])
    assert [(row["id"], row["value"]) for row in result.to_dicts()] == [("a/71", 71), ("a/72", 72)]
    assert gongwen.extract_files(str(tmp_path), include=["*.txt"]).documents == 1


def test_every_way_out_has_the_same_rows(reports):
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    result = gongwen.extract_files(reports)
    dicts = result.to_dicts()
    table = result.to_arrow()
    assert table.to_pylist() == dicts
    assert table.schema.field("value").type == pyarrow.float64()
    assert table.schema.field("value").metadata[b"label"].decode() == "数值"
    assert result.to_polars().to_dicts() == dicts
    frame = result.to_pandas()
    assert list(frame.columns) == list(dicts[0])
    assert str(frame["report_year"].dtype) == "Int64" and frame["report_year"].isna().any()
    assert frame["value"].sum() == pytest.approx(sum(row["value"] for row in dicts))
    # And for whoever else speaks Arrow.
    assert pyarrow.RecordBatchReader.from_stream(result).read_all().equals(table)
    empty = gongwen.extract_files(reports, layer="quantities", include=["*.none"])
    assert len(empty.to_pandas()) == len(empty.to_polars()) == len(empty) == 0


def test_leaving_the_loop_ends_the_reading(reports):
    for record in gongwen.iter_files(reports, threads=2):
        break
    assert record["path"].endswith(".txt")
    records = gongwen.iter_files([reports] * 3)
    next(records)
    records.close()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
@pytest.mark.parametrize("call", ["gongwen.extract_files(paths)", "for record in gongwen.iter_files(paths): print('.', flush=True)"])
def test_ctrl_c_is_heard_between_documents(reports, call):
    """A run that would take minutes ends at once with KeyboardInterrupt."""
    program = textwrap.dedent(f"""
        import gongwen
        paths = [{str(reports)!r}] * 20_000
        try:
            print("begun", flush=True)
            {call}
        except KeyboardInterrupt:
            print("heard", flush=True)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "begun\n"
        # Amid the run, not before it.
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        try:
            rest, _ = run.communicate(timeout=30)
        finally:
            run.kill()
        assert rest.endswith("heard\n") and run.returncode == 0


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="reads /proc")
def test_memory_does_not_grow_with_the_corpus(reports):
    """Records read ahead of a slow reader are few: 1,200 documents with their texts take what 120 take."""
    program = textwrap.dedent("""
        import resource, sys, gongwen
        def peak(times):
            for record in gongwen.iter_files([sys.argv[1]] * times, threads=2, with_text=True): pass
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(peak(5), peak(50))
    """)
    outcome = subprocess.run([sys.executable, "-c", program, str(reports)], capture_output=True, text=True, check=True)
    few, many = map(int, outcome.stdout.split())
    assert many < few * 1.5, f"{few} kB for 120 documents, {many} kB for 1,200"
