//! The one report from every producer; what cannot be read; damage.

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn read_fixture(name: &str) -> Result<Extracted, Error> {
    read(&fixture(name), &Limits::default())
}

fn codes(extracted: &Extracted) -> Vec<&str> {
    extracted.notes.iter().map(|note| note.code).collect()
}

#[test]
fn every_producer_gives_the_same_report() {
    let report = String::from_utf8(fixture("report.txt")).unwrap();
    for name in [
        "libreoffice.pdf",
        "typst.pdf",
        "reportlab.pdf",
        "gbk-euc.pdf",
        "unigb-utf16.pdf",
        "identity-gb1.pdf",
        "encrypted-empty.pdf",
    ] {
        let extracted = read_fixture(name).unwrap();
        let (read, expected): (Vec<_>, Vec<_>) = (extracted.text.lines().collect(), report.lines().collect());
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected, "{name}");
        }
        assert_eq!(read.len(), expected.len(), "{name}");
        assert_eq!(codes(&extracted), ["page-furniture"], "{name}");
        assert_eq!(extracted.notes[0].message, "3 page numbers and 3 running heads or feet left out", "{name}");
    }
}
