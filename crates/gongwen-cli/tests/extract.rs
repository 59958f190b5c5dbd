//! The command as users run it: files on disk, exit codes, what is on standard output and standard error.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const REPORT: &str = "一、工作开展情况\n2021年，全县共受理行政复议案件78件，审结75件，同比增长6.4%。\n\
                      根据《国务院办公厅关于开展工作的通知》（国办发〔2019〕5号）要求，建成示范点12个。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn records(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn paths(bytes: &[u8]) -> Vec<String> {
    records(bytes).iter().map(|record| record["path"].as_str().unwrap().to_owned()).collect()
}

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

#[test]
fn good_files_are_extracted_and_bad_ones_named() {
    let gb18030 = encoding_rs::GB18030.encode(REPORT).0;
    let noise: Vec<u8> = (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let folder = folder(&[
        ("in/binary.txt", &noise),
        ("in/empty.txt", b""),
        ("in/gb18030.txt", &gb18030),
        ("in/good.txt", REPORT.as_bytes()),
        ("in/nul.txt", &[0; 4096]),
        ("in/really.rar.txt", b"Rar!\x1a\x07\x00"),
    ]);
    let mut bad = vec!["in/binary.txt", "in/empty.txt", "in/nul.txt", "in/really.rar.txt"];
    let mut kinds = vec!["binary", "empty", "binary", "unsupported"];
    #[cfg(unix)]
    {
        // Root reads what chmod 000 forbids, so a link to nothing stands for the unreadable file.
        std::os::unix::fs::symlink("nowhere", folder.path().join("in/unreadable.txt")).unwrap();
        bad.push("in/unreadable.txt");
        kinds.push("not-found");
    }

    let output = run(folder.path(), &["extract", "in", "--errors", "failed.jsonl"]);
    assert_eq!(code(&output), 1);
    assert_eq!(paths(&output.stdout), ["in/gb18030.txt", "in/good.txt"]);
    let records = records(&output.stdout);
    assert_eq!((&records[0]["encoding"], &records[1]["encoding"]), (&"GB18030".into(), &"UTF-8".into()));
    assert_eq!(records[0]["indicators"], records[1]["indicators"]);
    assert_eq!(records[0]["chars"], REPORT.chars().count());

    let message = stderr(&output);
    for path in &bad {
        assert!(message.contains(&format!("error: {path}: ")), "{path} is not named in\n{message}");
    }
    assert!(message.contains("2 documents") && message.contains("failed"), "{message}");
    let failed = self::records(&fs::read(folder.path().join("failed.jsonl")).unwrap());
    assert_eq!(failed.iter().map(|f| f["path"].as_str().unwrap()).collect::<Vec<_>>(), bad);
    assert_eq!(failed.iter().map(|f| f["kind"].as_str().unwrap()).collect::<Vec<_>>(), kinds);
    assert!(failed.iter().all(|f| !f["error"].as_str().unwrap().is_empty()));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("secret.txt", REPORT.as_bytes()), ("good.txt", REPORT.as_bytes())]);
    let secret = folder.path().join("secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&secret).is_ok() {
        return; // Root may read everything.
    }
    let output = run(folder.path(), &["extract", "."]);
    assert_eq!((code(&output), paths(&output.stdout)), (1, vec!["good.txt".to_owned()]));
    assert!(stderr(&output).contains("secret.txt: cannot be read: permission denied"));
}

#[test]
fn pages_archives_and_tables() {
    let page =
        "<!DOCTYPE html><meta name=ContentSource content=松坪县司法局><p>2023年，全县受理行政复议案件78件。";
    let rows = "编号,正文\n甲,全年受理案件78件。\n乙,\n";
    let folder = folder(&[("in/a.txt", page.as_bytes()), ("in/rows.csv", rows.as_bytes())]);
    let output = run(folder.path(), &["extract", "in", "-v"]);
    assert_eq!((code(&output), paths(&output.stdout)), (0, vec!["in/a.txt".to_owned()]));
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["format"], "html");
    let diagnostic = &record["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["end"]), (&"named-otherwise".into(), &0.into()));

    let fields = ["extract", "in", "--text-field", "正文", "--id-field", "编号", "--exclude", "*.txt"];
    let output = run(folder.path(), &fields);
    assert_eq!((code(&output), paths(&output.stdout)), (1, vec!["in/rows.csv#甲".to_owned()]));
    assert!(stderr(&output).contains("in/rows.csv:3: the file is empty"), "{}", stderr(&output));

    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gongwen-ingest/tests/fixtures/report.zip");
    let file = fs::File::open(archive).unwrap();
    let output = command::gongwen(folder.path()).args(["extract", "-"]).stdin(file).output().unwrap();
    assert_eq!(paths(&output.stdout), ["-!inner.zip!report.txt", "-!报告/report.docx"]);
}

#[test]
fn what_is_no_text_in_a_folder_is_passed_over_but_not_when_named() {
    let folder = folder(&[
        ("in/a.txt", REPORT.as_bytes()),
        ("in/b.ofd", b"x"),
        ("in/c.tsv", b"x"),
        ("in/d.ofd", b"x"),
    ]);
    let output = run(folder.path(), &["extract", "in"]);
    assert_eq!((code(&output), paths(&output.stdout)), (0, vec!["in/a.txt".to_owned()]));
    assert!(
        stderr(&output).contains("3 files passed over in folders and archives (2 .ofd, 1 .tsv)"),
        "{}",
        stderr(&output)
    );

    let output = run(folder.path(), &["extract", "in/a.txt", "in/b.ofd"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("in/b.ofd: OFD files cannot be read"));

    fs::remove_file(folder.path().join("in/a.txt")).unwrap();
    let output = run(folder.path(), &["extract", "in"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("no documents found"));
}

#[test]
fn the_output_does_not_depend_on_the_threads() {
    let files: Vec<_> = (0..60).map(|i| (format!("in/{i:02}.txt"), REPORT.repeat(1 + i * i % 40))).collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    for format in ["jsonl", "json", "csv"] {
        let one = run(folder.path(), &["extract", "in", "-j", "1", "--format", format]);
        assert_eq!(code(&one), 0);
        for threads in ["1", "2", "5"] {
            let again = run(folder.path(), &["extract", "in", "-j", threads, "--format", format]);
            assert!(one.stdout == again.stdout, "{format} differs with -j {threads}");
        }
    }
}

#[test]
fn a_closed_pipe_is_success() {
    let files: Vec<_> = (0..40).map(|i| (format!("in/{i}.txt"), REPORT.repeat(100))).collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let arguments = ["extract", "in", "--with-text"];
    let mut child = command::gongwen(folder.path())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert!(!stderr(&output).contains("error"), "{}", stderr(&output));
}

#[test]
fn json_lines_with_a_bad_line_in_the_middle() {
    let lines = [
        format!(r#"{{"url": "u1", "content": {}}}"#, serde_json::json!(REPORT)),
        r#"{"url": "u2", "content": "#.to_owned(),
        r#"{"url": "u3", "body": "公文"}"#.to_owned(),
        String::new(),
        r#"{"content": "受理案件5件。"}"#.to_owned(),
    ];
    let folder = folder(&[("crawl.jsonl", lines.join("\n").as_bytes())]);
    let output =
        run(folder.path(), &["extract", "crawl.jsonl", "--text-field", "content", "--id-field", "url"]);
    assert_eq!(code(&output), 1);
    assert_eq!(paths(&output.stdout), ["crawl.jsonl#u1", "crawl.jsonl:5"]);
    let first = &records(&output.stdout)[0];
    assert_eq!((&first["id"], &first["format"]), (&"u1".into(), &"jsonl".into()));
    let message = stderr(&output);
    assert!(message.contains("error: crawl.jsonl:2: not a JSON object"), "{message}");
    assert!(
        message.contains("error: crawl.jsonl:3: no field \"content\": the line has body, url"),
        "{message}"
    );
}

#[test]
fn standard_input_is_a_path() {
    let folder =
        folder(&[("in.txt", REPORT.as_bytes()), ("in.jsonl", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n")]);
    let from = |name: &str, arguments: &[&str]| {
        let file = fs::File::open(folder.path().join(name)).unwrap();
        command::gongwen(folder.path()).args(arguments).stdin(file).output().unwrap()
    };
    assert_eq!(paths(&from("in.txt", &["extract", "-"]).stdout), ["-"]);
    assert_eq!(paths(&from("in.jsonl", &["extract", "-", "--text-field", "text"]).stdout), ["-:1", "-:2"]);
}

#[test]
fn the_old_output_stays_when_the_new_fails() {
    let folder = folder(&[("in.txt", REPORT.as_bytes()), ("out.csv", b"old")]);
    let out = folder.path().join("out.csv");
    for (arguments, says) in [
        (&["extract", "in.txt", "-o", "none/out.csv"][..], "there is no folder none"),
        (&["extract", "in.txt", "-o", "out.csv", "--errors", "none/x"], "there is no folder none"),
        (&["extract", "in.txt", "-o", "out.csv", "--errors", "out.csv"], "out.csv"),
        (&["extract", "in.txt", "-o", "out.docx"], "expected .jsonl, .json, .csv, .xlsx or .parquet"),
        (&["extract", "in.txt", "-o", "in.txt", "--format", "csv"], "both input and output"),
        (&["extract", "in.txt", "--include", "["], "is not a glob"),
        (&["extract", "in.txt", "--jobs", "0"], "expects 1 or more"),
        (&["extract"], "PATH"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
    assert_eq!(fs::read(&out).unwrap(), b"old");
    assert_eq!(fs::read(folder.path().join("in.txt")).unwrap(), REPORT.as_bytes());

    assert_eq!(code(&run(folder.path(), &["extract", "in.txt", "-o", "out.csv"])), 0);
    assert!(fs::read(&out).unwrap().starts_with(b"\xef\xbb\xbfpath,"));
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["in.txt", "out.csv"], "temporary files are left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_output_error() {
    let folder = folder(&[("in.txt", REPORT.as_bytes())]);
    let output = run(folder.path(), &["extract", "in.txt", "-o", "/dev/full", "--format", "jsonl"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("error: /dev/full cannot be written"), "{}", stderr(&output));
}

#[test]
fn csv_is_for_excel_and_cannot_run() {
    let hostile = "=1+cmd,\"甲\".txt";
    let folder = folder(&[(hostile, REPORT.as_bytes())]);
    let output = run(folder.path(), &["extract", ".", "--format", "csv", "--layer", "metadata"]);
    assert_eq!(code(&output), 0);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("\u{feff}path,title,"));
    assert!(text.lines().count() == 2 && text.matches("\r\n").count() == 2);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(&row[0], format!("'{hostile}"));
}

#[test]
fn both_languages() {
    let folder = folder(&[("in/a.txt", REPORT.as_bytes()), ("in/b.txt", b"")]);
    let zh = run(folder.path(), &["--lang", "zh", "extract", "in", "--format", "csv"]);
    assert!(stderr(&zh).contains("错误：in/b.txt：文件为空"), "{}", stderr(&zh));
    assert!(stderr(&zh).contains("1份文档"));
    assert!(String::from_utf8(zh.stdout).unwrap().starts_with("\u{feff}文件,标题,"));

    // The locale turns the messages, never the data.
    let locale = command::gongwen(folder.path())
        .env("LC_ALL", "zh_CN.UTF-8")
        .args(["extract", "in", "--format", "csv"])
        .output()
        .unwrap();
    assert!(stderr(&locale).contains("文件为空"));
    assert!(String::from_utf8(locale.stdout).unwrap().starts_with("\u{feff}path,"));

    let help = |language: &str| {
        String::from_utf8(run(folder.path(), &["extract", "--help", "--lang", language]).stdout).unwrap()
    };
    assert!(help("zh").contains("用法：gongwen extract") && help("zh").contains("示例："));
    assert!(help("en").contains("Usage: gongwen extract") && help("en").contains("Examples:"));
    let wrong = run(folder.path(), &["extract", "in", "--layr", "x", "--lang", "zh"]);
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("没有选项“--layr”"), "{}", stderr(&wrong));
}

#[test]
fn quiet_shows_errors_only() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", b"")]);
    assert_eq!(stderr(&run(folder.path(), &["extract", "a.txt", "-q"])), "");
    assert_eq!(stderr(&run(folder.path(), &["extract", ".", "-q"])).lines().count(), 1);
    assert!(stderr(&run(folder.path(), &["extract", ".", "-v"])).contains("a.txt: UTF-8, "));
    let colored = run(folder.path(), &["extract", "b.txt", "--color", "always"]);
    assert!(stderr(&colored).contains("\u{1b}[31;1merror"));
    assert!(!stderr(&run(folder.path(), &["extract", "b.txt"])).contains('\u{1b}'));
}

#[test]
fn text_and_quantities_come_when_asked_for() {
    let folder = folder(&[("a.txt", REPORT.as_bytes())]);
    let plain = &records(&run(folder.path(), &["extract", "a.txt"]).stdout)[0];
    assert!(plain.get("text").is_none() && plain.get("quantities").is_none());
    let full =
        &records(&run(folder.path(), &["extract", "a.txt", "--with-text", "--with-quantities"]).stdout)[0];
    assert_eq!(full["text"], REPORT);
    assert_eq!(full["schema_version"], gongwen::SCHEMA_VERSION);
}

#[test]
fn broken_text_is_repaired_unless_told_otherwise() {
    // As such PDFs are: most characters are right.
    let sentence = "全县各级行政机关挄照有关觃定，全面落实行政执法责任，迚一步觃范执法行为，及时公开行政许可亊项，法治政府\
                    建设叏得新迚展，组织执法人员参加法律知识培讦，群众满意度明显提升。";
    let folder = folder(&[("a.txt", sentence.repeat(3).as_bytes())]);
    let repaired = &records(&run(folder.path(), &["extract", "a.txt", "--with-text"]).stdout)[0];
    assert_eq!(repaired["text"], sentence.repeat(3));
    let read = "全县各级行政机关按照有关规定，全面落实行政执法责任，进一步规范执法行为，及时公开行政许可事项，法治政府\
                建设取得新进展，组织执法人员参加法律知识培训，群众满意度明显提升。";
    assert_eq!(repaired["repaired_text"], read.repeat(3));
    assert_eq!(repaired["diagnostics"][0]["code"], "font-map-repaired");

    let as_is = &records(&run(folder.path(), &["extract", "a.txt", "--with-text", "--no-repair"]).stdout)[0];
    assert!(as_is.get("repaired_text").is_none() && as_is["diagnostics"] == serde_json::json!([]), "{as_is}");
}

#[test]
fn a_damaged_file_is_read_and_noted() {
    let mut bytes = REPORT.as_bytes().to_vec();
    bytes.insert(REPORT.find("全县").unwrap(), 0xff);
    let folder = folder(&[("a.txt", &bytes)]);
    let output = run(folder.path(), &["extract", "a.txt"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("note: a.txt: 1 place could not be decoded"), "{}", stderr(&output));
    assert_eq!(records(&output.stdout)[0]["diagnostics"][0]["code"], "undecodable");
}

#[test]
fn a_file_too_large_is_named() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", REPORT.repeat(20).as_bytes())]);
    let output = run(folder.path(), &["extract", ".", "--max-file-size", "1KB"]);
    assert_eq!((code(&output), paths(&output.stdout)), (1, vec!["a.txt".to_owned()]));
    assert!(stderr(&output).contains("b.txt: too large: expected at most 1024 bytes"));
}

#[test]
fn one_line_of_twenty_megabytes() {
    let line = REPORT.replace('\n', "");
    let text = line.repeat(20_000_000 / line.len() + 1);
    let folder = folder(&[("long.txt", text.as_bytes()), ("short.txt", REPORT.as_bytes())]);
    let output = run(folder.path(), &["extract", ".", "--format", "csv", "--layer", "metadata"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains(&format!(",{},", text.chars().count())), "{table}");
    assert!(table.contains("\r\nshort.txt,"));
}

#[test]
fn the_schema_describes_what_is_written() {
    let folder = folder(&[("a.txt", REPORT.as_bytes())]);
    let schema: Value = serde_json::from_slice(&run(folder.path(), &["schema"]).stdout).unwrap();
    let record = &records(&run(folder.path(), &["extract", "a.txt", "--with-text"]).stdout)[0];
    for key in record.as_object().unwrap().keys() {
        assert!(schema["properties"][key].is_object(), "{key} is not in the schema");
    }
    for key in schema["required"].as_array().unwrap() {
        assert!(!record[key.as_str().unwrap()].is_null(), "{key} is required and not written");
    }
}

#[test]
fn completions_for_every_shell() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = String::from_utf8(run(folder.path(), &["completions", shell]).stdout).unwrap();
        assert!(script.contains("gongwen") && script.contains("with-quantities"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_behind() {
    // Reading a pipe that nobody closes, the run is under way until it is interrupted.
    let folder = folder(&[("out.jsonl", b"old")]);
    let mut child = command::gongwen(folder.path())
        .args(["extract", "-", "-o", "out.jsonl"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Held to the end: waiting for the child would close it, and the run would finish before it is interrupted.
    let _held = child.stdin.take();
    let files = || fs::read_dir(folder.path()).unwrap().count();
    for _ in 0..500 {
        if files() == 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(files(), 2, "no temporary file appeared");
    // The handler is set just after the file is made.
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(files(), 1);
    assert_eq!(fs::read(folder.path().join("out.jsonl")).unwrap(), b"old");
}
