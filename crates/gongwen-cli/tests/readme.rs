//! The README is true: its commands succeed, and what it shows is what they print. The map names what there is.
//!
//! `SNAPSHOTS=overwrite cargo test -p gongwen-cli --test readme` writes the present output into it.
//!
//! - ` ```console `: lines after `$ ` are run by `sh`, the lines below one are what it prints. `cargo run --release --`
//!   stands for the command under test; other `cargo` lines are run by `.ci/run`.
//! - `<!-- file: NAME -->`: the block below is a file the commands find.
//! - `<!-- rows: COMMAND -->` to `<!-- end -->`: some columns of the CSV that COMMAND prints.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// Columns of the table of rows.
const COLUMNS: [&str; 9] =
    ["full_name", "value", "unit", "bound", "kind", "direction", "period", "status", "text"];

#[test]
fn the_readme_shows_what_the_command_prints() {
    let path = root().join("README.md");
    let written = fs::read_to_string(&path).unwrap();
    let renewed = renew(&written);
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, renewed).unwrap();
    } else if let Some((line, (is, would))) =
        (1..).zip(written.lines().zip(renewed.lines())).find(|(_, (is, would))| is != would)
    {
        panic!(
            "README.md:{line}: shown   {is}\n{:width$}printed {would}\n\
             SNAPSHOTS=overwrite cargo test -p gongwen-cli --test readme writes it anew",
            "",
            width = format!("README.md:{line}: ").len()
        );
    } else {
        assert_eq!(written.len(), renewed.len(), "README.md ends otherwise");
    }
}

#[test]
fn the_map_names_what_there_is() {
    let map = fs::read_to_string(root().join("crates/README.md")).unwrap();
    let is_path = |code: &&str| code.contains('/') && !code.contains(char::is_whitespace);
    let named: Vec<_> = map.split('`').skip(1).step_by(2).filter(is_path).collect();
    for path in &named {
        assert!(root().join(path).exists(), "crates/README.md: there is no {path}");
    }
    for folder in ["crates", "crates/gongwen/src"] {
        for entry in fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap) {
            let path = format!("{folder}/{}/", entry.file_name().to_string_lossy());
            let is_named = !entry.path().is_dir() || named.contains(&path.as_str());
            assert!(is_named, "crates/README.md does not name {path}");
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The README with the outputs of now.
fn renew(readme: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root().join("corpus").canonicalize().unwrap(), folder.path().join("corpus"))
        .unwrap();
    let mut renewed = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        renewed.push_str(line);
        renewed.push('\n');
        if let Some(name) = comment(line, "file") {
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            renewed.push_str(&(block.join("\n") + "\n```\n"));
            fs::write(folder.path().join(name), block[1..].join("\n") + "\n").unwrap();
        } else if let Some(command) = comment(line, "rows") {
            lines.by_ref().take_while(|line| *line != "<!-- end -->").for_each(drop);
            renewed.push_str(&(rows(&run(&folder, command)) + "<!-- end -->\n"));
        } else if line == "```console" {
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            renewed.push_str(&(console(&folder, &block) + "```\n"));
        }
    }
    renewed
}

/// `<!-- NAME: CONTENT -->`.
fn comment<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.strip_prefix("<!-- ")?.strip_prefix(name)?.strip_prefix(": ")?.strip_suffix(" -->")
}

/// A console block with the outputs of now.
fn console(folder: &TempDir, block: &[&str]) -> String {
    let mut renewed = String::new();
    let mut lines = block.iter().peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command before {line:?}"));
        let shown: Vec<_> = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("$ "))).collect();
        renewed.push_str(&format!("{line}\n"));
        let command = command.replacen("cargo run --release --", "gongwen", 1);
        if command.contains("cargo ") {
            continue;
        }
        for (i, printed) in run(folder, &command).lines().enumerate() {
            let line = shown
                .get(i)
                .filter(|shown| untimed(shown) == untimed(printed))
                .map_or(printed, |shown| shown);
            renewed.push_str(&format!("{line}\n"));
        }
    }
    renewed
}

/// A summary without the time it took.
fn untimed(line: &str) -> &str {
    if line.ends_with(" MB/s") { &line[..line.rfind(['；', ';']).unwrap_or(0)] } else { line }
}

/// What `command` prints, on standard output and standard error.
fn run(folder: &TempDir, command: &str) -> String {
    let program = cargo_bin!("gongwen").parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("LC_ALL", "zh_CN.UTF-8")
        .env_remove("GONGWEN_LANG")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command}: {}\n{printed}", output.status);
    printed.trim_start_matches('\u{feff}').to_owned()
}

/// [`COLUMNS`] of a CSV as Markdown.
fn rows(csv: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head = reader.headers().unwrap().clone();
    let places = COLUMNS.map(|column| head.iter().position(|name| name == column).unwrap());
    let mut rows = format!("| {} |\n|{}\n", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
    for record in reader.records().map(Result::unwrap) {
        let cells: Vec<_> = places.iter().map(|&place| &record[place]).collect();
        rows.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    rows
}
