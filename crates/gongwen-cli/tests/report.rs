//! `gongwen report` as users run it; what a browser shows of its pages is tested in `tests/browser/report.mjs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

const REPORT: &str = "松坪县2021年法治政府建设情况报告\n一、总体情况\n全年受理行政复议案件78件，增长5%。2022年计划受理80件。\n";
/// Everything a document may try.
const HOSTILE: &str =
    "<script>alert(1)</script>\n\" onerror=\"alert(1)\n]]></article><!--\n</script>受理案件12件\u{2028}。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("in/b.txt"), HOSTILE).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn page(folder: &Path, start: &str) -> String {
    let name = names(&folder.join("pages")).into_iter().find(|name| name.starts_with(start)).unwrap();
    fs::read_to_string(folder.join("pages").join(name)).unwrap()
}

#[test]
fn rows_and_places_name_each_other() {
    let folder = corpus();
    let output = run(folder.path(), &["report", "in", "-o", "out", "--lang", "zh", "--title", "松坪<报告>"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("2份文档的网页，4个数值"), "{}", told(&output));
    let out = folder.path().join("out");
    assert_eq!(names(&out), ["index.html", "pages"]);
    let html = page(&out, "a-");
    assert!(
        html.contains("<html lang=\"zh-CN\">") && html.contains("<mark class=\"f\" id=\"i0\">78件</mark>"),
        "{html}"
    );
    assert!(html.contains("<tr id=\"r-i0\" class=\"f\"><td><a href=\"#i0\">78件</a></td>"), "{html}");
    assert!(html.contains("<mark class=\"g\" id=\"i2\">80件</mark>"), "{html}");
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(
        index.contains("<h1>松坪&lt;报告&gt;</h1>") && index.contains("松坪县2021年法治政府建设情况报告"),
        "{index}"
    );
}

#[test]
fn nothing_a_document_says_can_run() {
    let folder = corpus();
    assert!(run(folder.path(), &["report", "in", "-o", "out"]).status.success());
    let out = folder.path().join("out");
    for html in [page(&out, "b-"), fs::read_to_string(out.join("index.html")).unwrap()] {
        assert!(!html.contains("<script>alert") && !html.contains("onerror=\""), "{html}");
        assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{html}");
        for outside in ["http:", "https:", " src=", "@import", "url(", "innerHTML", "document.write", "eval("]
        {
            assert!(!html.replace("http://www.w3.org/2000/svg", "").contains(outside), "{outside}");
        }
    }
    assert!(
        page(&out, "b-")
            .contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>&quot; onerror=&quot;alert(1)</p>")
    );
}

#[test]
fn the_same_corpus_gives_the_same_pages() {
    let folder = corpus();
    for (threads, out) in [("1", "one"), ("4", "four")] {
        assert!(run(folder.path(), &["report", "in", "in/a.txt", "-o", out, "-j", threads]).status.success());
    }
    let (one, four) = (folder.path().join("one"), folder.path().join("four"));
    assert_eq!(fs::read(one.join("index.html")).unwrap(), fs::read(four.join("index.html")).unwrap());
    assert_eq!(names(&one.join("pages")), names(&four.join("pages")));
    // The document that is named twice has one page.
    assert_eq!(names(&one.join("pages")).len(), 2);
}

#[test]
fn a_report_is_replaced_and_other_folders_are_not() {
    let folder = corpus();
    // In the folder that is read: its pages are no documents.
    for _ in 0..2 {
        let output = run(folder.path(), &["report", ".", "-o", "out"]);
        assert!(
            output.status.success() && told(&output).contains("pages of 2 documents"),
            "{}",
            told(&output)
        );
    }
    let before = fs::read(folder.path().join("out/index.html")).unwrap();
    let failed = run(folder.path(), &["report", "nothing.txt", "-o", "out"]);
    assert_eq!(failed.status.code(), Some(1), "{}", told(&failed));
    assert_eq!(fs::read(folder.path().join("out/index.html")).unwrap(), before);

    let refused = run(folder.path(), &["report", "in/a.txt", "-o", "in"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("in holds files and no report of gongwen"), "{}", told(&refused));
    assert!(run(folder.path(), &["report", "in/a.txt", "-o", "in", "--force"]).status.success());
    assert_eq!(names(&folder.path().join("in")), ["a.txt", "b.txt", "index.html", "pages"]);
    assert_eq!(names(folder.path()), ["in", "out"]);
    for (output, reason) in [("in/a.txt", "is a file"), ("none/out", "there is no folder none")] {
        let refused = run(folder.path(), &["report", "in", "-o", output]);
        assert!(refused.status.code() == Some(2) && told(&refused).contains(reason), "{}", told(&refused));
    }
}
