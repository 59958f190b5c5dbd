//! The one report as Word 97 has it; numbering; damage.

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_report_with_typed_and_with_automatic_numbers() {
    let report = String::from_utf8(fixture("report.txt")).unwrap();
    for name in ["report.doc", "numbered.doc", "styled.doc"] {
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
fn a_file_that_says_it_holds_more_than_it_is_long() {
    let mut bytes = fixture("report.doc");
    let word = bytes.windows(4).position(|bytes| bytes == b"\xec\xa5\x01\x01").unwrap();
    // `ccpText`: room would be made for so many characters.
    bytes[word + 0x4C..word + 0x50].fill(0xFF);
    let error = read(&bytes, &Limits::default()).unwrap_err();
    assert_eq!(error.kind(), "damaged");
    assert!(error.to_string().contains("4294967295 characters"), "{error}");
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
