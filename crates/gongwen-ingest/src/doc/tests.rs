//! The one report as Word 97 has it; numbering; damage.

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_report_with_typed_and_with_automatic_numbers() {
    let report = String::from_utf8(fixture("report.txt")).unwrap();
    for name in ["report.doc", "numbered.doc"] {
        let extracted = read(&fixture(name), &Limits::default()).unwrap();
        for (read, expected) in extracted.text.lines().zip(report.lines()) {
            assert_eq!(read, expected, "{name}");
        }
        assert_eq!(extracted.text.lines().count(), report.lines().count(), "{name}");
        assert!(extracted.notes.is_empty(), "{name}: {:?}", extracted.notes);
        assert_eq!(
            extracted.hints.title.as_deref(),
            Some("松坪县人民政府关于2024年法治政府建设情况的报告"),
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let error = read(&fixture("encrypted.doc"), &Limits::default()).unwrap_err();
    assert_eq!(error.kind(), "encrypted");
    for bytes in [&b""[..], &fixture("report.doc")[..600]] {
        assert_eq!(read(bytes, &Limits::default()).unwrap_err().kind(), "damaged");
    }
}

#[test]
fn limits_are_kept() {
    let extracted = read(&fixture("report.doc"), &Limits { max_text: 100, ..Limits::default() }).unwrap();
    assert!(extracted.text.len() <= 100 && extracted.text.len() > 90);
    assert_eq!(extracted.notes[0].code, "truncated");
}

#[test]
fn damaged_files_are_read_or_named() {
    crate::damage::check("doc", |bytes| read(bytes, &Limits::default()).is_ok());
}
