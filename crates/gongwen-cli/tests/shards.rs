//! Folders of shards: killed at any moment and resumed, a run makes the files of an undisturbed one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

/// Reports of four years, two provinces and none; every fiftieth file is damaged.
fn document(number: usize) -> Vec<u8> {
    if number % 50 == 49 {
        return vec![0, 1, 2, 3, 4];
    }
    let year = 2020 + number % 4;
    let region = ["四川省", "云南省", "临溪县"][number % 3];
    let mut text = format!("{region}{year}年法治政府建设情况报告\n\n一、工作开展情况\n");
    for line in 0..4 {
        let (cases, share) = (number * 7 + line, (number * 13 + line) % 97);
        text.push_str(&format!(
            "{year}年，共受理行政复议案件{cases}件，审结{}件，同比增长{share}.{line}%。\n",
            cases / 2
        ));
    }
    text.into_bytes()
}

fn corpus(documents: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..documents {
        let path = folder.path().join(format!("in/{:02}/{number:04}.txt", number / 25));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, document(number)).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).arg("extract").args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The run must end with this code.
fn ends(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(output));
}

/// Every file below a folder, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(path).unwrap());
            }
        }
    }
    files
}

fn assert_same(whole: &Path, resumed: &Path) {
    let (whole, resumed) = (tree(whole), tree(resumed));
    assert_eq!(whole.keys().collect::<Vec<_>>(), resumed.keys().collect::<Vec<_>>());
    for (path, bytes) in whole {
        assert!(bytes == resumed[&path], "{} differs", path.display());
    }
}

/// Kills runs of `arguments` into `killed` at eight moments, lets the last one end, and compares it with one into `whole`.
fn kill_and_resume(folder: &Path, arguments: &[&str]) {
    let line = |output: &str, errors: &str| {
        let own = ["-o", output, "--errors", errors, "--resume", "-q"];
        arguments.iter().chain(&own).map(ToString::to_string).collect::<Vec<_>>()
    };
    let started = Instant::now();
    let whole = line("whole/", "whole.errors.jsonl");
    ends(&run(folder, &whole.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    let took = started.elapsed();

    let killed = line("killed/", "killed.errors.jsonl");
    let mut chance = 20_260_101u64;
    let (mut kills, mut between) = (0, 0);
    for _ in 0..8 {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let delay = took.mul_f64((chance >> 33) as f64 / (1u64 << 31) as f64 * 0.5);
        let mut run = command::gongwen(folder).arg("extract").args(&killed).spawn().unwrap();
        std::thread::sleep(delay);
        if run.try_wait().unwrap().is_some() {
            break;
        }
        // On Unix SIGKILL: nothing of the process is asked.
        run.kill().unwrap();
        run.wait().unwrap();
        kills += 1;
        let shards = fs::read_dir(folder.join("killed/_gongwen/shards")).map_or(0, Iterator::count);
        between += usize::from(shards > 0 && !folder.join("killed/_SUCCESS").exists());
    }
    assert!(kills > 0 && between > 0, "{kills} kills, {between} of them between two shards");
    ends(&run(folder, &killed.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    assert_same(&folder.join("whole"), &folder.join("killed"));
    let errors = fs::read_to_string(folder.join("whole.errors.jsonl")).unwrap();
    assert_eq!(errors, fs::read_to_string(folder.join("killed.errors.jsonl")).unwrap());
    assert_eq!(errors.lines().count(), 6);
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 5, "files are left over: {left:?}");
}

#[test]
fn a_run_killed_at_any_moment_loses_and_repeats_nothing() {
    let folder = corpus(300);
    kill_and_resume(folder.path(), &["in", "--shard-size", "8", "-j", "2"]);
    let whole = folder.path().join("whole");
    let parts =
        (0..38).map(|shard| fs::read_to_string(whole.join(format!("part-{shard:05}.jsonl"))).unwrap());
    let parts: String = parts.collect();
    let single = run(folder.path(), &["in"]);
    assert!(parts.as_bytes() == single.stdout, "the shards together are the single file");
    assert_eq!(parts.lines().count(), 294);
}

#[test]
fn a_partitioned_dataset_killed_is_the_same() {
    let folder = corpus(300);
    kill_and_resume(folder.path(), &["in", "--shard-size", "20", "--partition", "year,province"]);
    let whole = folder.path().join("whole");
    let missing = "report_year=2021/province=__HIVE_DEFAULT_PARTITION__/part-00000.parquet";
    assert!(whole.join(missing).is_file());
    let path = whole.join("report_year=2020/province=四川省/part-00000.parquet");
    let reader =
        parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(File::open(path).unwrap(), 1000);
    let rows: Vec<_> = reader.unwrap().map(Result::unwrap).collect();
    // Numbers 0 and 12, three figures a line.
    assert_eq!(rows.iter().map(arrow_array::RecordBatch::num_rows).sum::<usize>(), 24);
    assert!(rows[0].schema().column_with_name("report_year").is_none());
    assert!(rows[0].schema().column_with_name("full_name").is_some());
}

/// Puts the folder back to the moment when `shards` were done and the files of the next were in place, but not yet told of.
fn undo(output: &Path, shards: usize) {
    fs::remove_file(output.join("_SUCCESS")).unwrap();
    for entry in fs::read_dir(output.join("_gongwen/shards")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().unwrap().to_str().unwrap().parse::<usize>().unwrap() >= shards {
            fs::remove_file(path).unwrap();
        }
    }
    let unfinished = output.join("_gongwen/unfinished");
    fs::create_dir_all(&unfinished).unwrap();
    fs::write(unfinished.join("part-00001.jsonl"), "{\"half").unwrap();
    fs::write(unfinished.join("entry.json"), "{\"sha").unwrap();
}

#[test]
fn lines_and_members_are_resumed_inside_their_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = File::create(folder.path().join("in.jsonl")).unwrap();
    let mut archive = zip::ZipWriter::new(File::create(folder.path().join("in.zip")).unwrap());
    for number in 0..30 {
        let text = String::from_utf8(document(number)).unwrap();
        let line = serde_json::json!({"id": format!("文{number}"), "text": text});
        // Blank and broken lines are counted, or not, as in an undisturbed run.
        writeln!(lines, "{line}\n{}", if number % 10 == 4 { "{broken" } else { "" }).unwrap();
        archive.start_file(format!("{number:03}.txt"), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    drop(lines);
    archive.finish().unwrap();
    let line = ["in.zip", "in.jsonl", "--id-field", "id", "--shard-size", "7", "--format", "csv", "-q"];
    let into = |output: &'static str, errors: &'static str| {
        [&line[..], &["-o", output, "--errors", errors, "--resume"]].concat()
    };
    ends(&run(folder.path(), &into("whole/", "whole.jsonl")), 1);
    assert_eq!(fs::read_to_string(folder.path().join("whole.jsonl")).unwrap().lines().count(), 3);
    for shards in [0, 2, 6, 9] {
        let killed = folder.path().join("killed");
        let _ = fs::remove_dir_all(&killed);
        ends(&run(folder.path(), &into("killed/", "killed.jsonl")), 1);
        fs::remove_file(folder.path().join("killed.jsonl")).unwrap();
        undo(&killed, shards);
        ends(&run(folder.path(), &into("killed/", "killed.jsonl")), 1);
        assert_same(&folder.path().join("whole"), &killed);
        let errors = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert_eq!(errors("whole.jsonl"), errors("killed.jsonl"));
    }
}

#[test]
fn what_cannot_be_resumed_is_refused_with_a_way_out() {
    let folder = corpus(30);
    let root = folder.path();
    let refused = |arguments: &[&str], said: &str| {
        let output = run(root, arguments);
        ends(&output, 2);
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    };
    ends(&run(root, &["in", "-o", "out/", "--shard-size", "10"]), 0);
    let before = tree(&root.join("out"));
    refused(&["in", "-o", "out/", "--shard-size", "10"], "go on with it by --resume");
    refused(&["in", "-o", "out/", "--resume"], "begun with shard_size 10, and now it is 10000");
    let again = ["in", "-o", "out", "--shard-size", "10", "--resume"];
    refused(&[&again[..], &["--with-text"]].concat(), "begun with with_text false, and now it is true");
    let done = run(root, &again);
    ends(&done, 0);
    assert!(
        stderr(&done).contains("out is complete: 30 inputs in 3 shards; nothing is left"),
        "{}",
        stderr(&done)
    );
    assert_eq!(tree(&root.join("out")), before);

    fs::write(root.join("in/99.txt"), document(1)).unwrap();
    refused(&again, "there are inputs after its last one now (in/99.txt)");
    fs::remove_file(root.join("in/99.txt")).unwrap();
    fs::write(root.join("in/00/0012.txt"), "短").unwrap();
    refused(&again, "the inputs of shard 1 of out (in/00/0010.txt to in/00/0019.txt) are not what they were");
    fs::write(root.join("in/00/0012.txt"), document(12)).unwrap();
    fs::write(root.join("out/part-00001.jsonl"), "{}\n").unwrap();
    refused(&again, "part-00001.jsonl is not as it was written");

    refused(&["in", "-o", "x.jsonl", "--resume"], "--resume needs a folder");
    refused(&["in", "--shard-size", "5"], "--output");
    refused(&["in", "-o", "x/", "--shard-size", "0"], "found 0");
    refused(&["in", "-o", "in/out/"], "lies in the input folder in");
    refused(&["in", "-o", "no/out/"], "there is no folder no");
    refused(&["in", "-o", "x.xlsx", "--partition", "year"], "parquet, csv, jsonl only");
    fs::create_dir(root.join("others")).unwrap();
    fs::write(root.join("others/notes.txt"), "").unwrap();
    refused(&["in", "-o", "others", "--resume"], "no run that could be resumed");
    refused(&["in", "-o", "others"], "is not empty");
    assert_eq!(fs::read_dir(root.join("others")).unwrap().count(), 1);
}

#[test]
fn a_folder_is_written_by_one_run_at_a_time() {
    let folder = corpus(20);
    let line = ["in", "-o", "out/", "--shard-size", "5", "--resume"];
    ends(&run(folder.path(), &line), 0);
    let lock = File::options().write(true).open(folder.path().join("out/_gongwen/lock")).unwrap();
    fs4::FileExt::lock(&lock).unwrap();
    let output = run(folder.path(), &line);
    ends(&output, 2);
    assert!(stderr(&output).contains("another run is writing to out/"), "{}", stderr(&output));
    drop(lock);
    ends(&run(folder.path(), &line), 0);
}

#[test]
fn every_format_is_cut_into_whole_files() {
    let folder = corpus(20);
    for format in ["jsonl", "json", "csv", "xlsx", "parquet"] {
        let output = format!("{format}/");
        ends(&run(folder.path(), &["in", "-o", &output, "--shard-size", "8", "--format", format]), 0);
        let part = |shard: usize| {
            fs::read(folder.path().join(format!("{format}/part-{shard:05}.{format}"))).unwrap()
        };
        for shard in 0..3 {
            let bytes = part(shard);
            match format {
                "json" => {
                    assert_eq!(serde_json::from_slice::<Vec<Value>>(&bytes).unwrap().len(), [8, 8, 4][shard])
                }
                "csv" => assert!(bytes.starts_with("\u{feff}path,title,".as_bytes())),
                "xlsx" => assert!(bytes.starts_with(b"PK")),
                "parquet" => assert!(bytes.ends_with(b"PAR1")),
                _ => assert_eq!(bytes.iter().filter(|&&byte| byte == b'\n').count(), [8, 8, 4][shard]),
            }
        }
    }
}

#[test]
fn a_shard_of_failures_alone_and_a_run_without_inputs_are_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("in")).unwrap();
    let none = run(folder.path(), &["in", "-o", "none/", "--errors", "none.jsonl"]);
    ends(&none, 1);
    assert_eq!(fs::read_to_string(folder.path().join("none.jsonl")).unwrap().lines().count(), 1);
    ends(&run(folder.path(), &["in", "-o", "none/", "--resume"]), 1);
    fs::write(folder.path().join("in/a.txt"), document(0)).unwrap();
    ends(&run(folder.path(), &["in", "-o", "none/", "--resume"]), 0);
    fs::write(folder.path().join("in/a.txt"), [0, 1, 2]).unwrap();
    let line = ["in", "-o", "out/", "--errors", "errors.jsonl", "--resume", "--format", "csv"];
    ends(&run(folder.path(), &line), 1);
    assert!(fs::read(folder.path().join("out/part-00000.csv")).unwrap().ends_with(b"\r\n"));
    // As the first time: the failure is not forgotten.
    ends(&run(folder.path(), &line), 1);
    assert_eq!(fs::read_to_string(folder.path().join("errors.jsonl")).unwrap().lines().count(), 1);
}
