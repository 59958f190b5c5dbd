//! `gongwen man` as users and packagers run it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

fn run(arguments: &[&str], folder: &Path) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

#[test]
fn all_pages_are_those_printed_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    for (language, heading) in [("en", ".SH NAME\n"), ("zh", ".SH 名称\n")] {
        let written = run(&["man", "--lang", language, "-o", "share/man1"], folder.path());
        assert!(written.status.success() && written.stdout.is_empty(), "{written:?}");
        let help = run(&["--help", "--lang", "en"], folder.path());
        let help = String::from_utf8(help.stdout).unwrap();
        let pages: Vec<_> =
            fs::read_dir(folder.path().join("share/man1")).unwrap().map(Result::unwrap).collect();
        for page in &pages {
            let name = page.file_name().into_string().unwrap();
            let text = fs::read_to_string(page.path()).unwrap();
            assert!(text.contains(heading), "{name}");
            // gongwen-audit-draw.1 is gongwen man audit draw.
            let command: Vec<_> = name.strip_suffix(".1").unwrap().split('-').skip(1).collect();
            let is_listed = |command: &&str| help.contains(&format!("\n  {command} "));
            assert!(command.first().is_none_or(is_listed), "{name}");
            let printed = run(&[&["man", "--lang", language], command.as_slice()].concat(), folder.path());
            assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
        }
        assert!(pages.len() > 5);
        fs::remove_dir_all(folder.path().join("share")).unwrap();
    }
}

#[test]
fn a_command_there_is_not_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (language, message) in [("en", "there is no command 'extrakt'"), ("zh", "没有命令“extrakt”")]
    {
        let refused = run(&["man", "extrakt", "--lang", language], folder.path());
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8(refused.stderr).unwrap().contains(message));
    }
    assert_eq!(run(&["man", "extract", "-o", "pages"], folder.path()).status.code(), Some(2));
}
