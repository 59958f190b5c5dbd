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
        assert_eq!(
            extracted.notes[0].message, "3 page numbers and 3 running heads or feet left out",
            "{name}"
        );
    }
}

#[test]
fn notes_and_hints() {
    let partly = read_fixture("scan-partly.pdf").unwrap();
    assert_eq!(codes(&partly), ["no-text-layer", "page-furniture"]);
    assert_eq!(partly.notes[0].message, "2 of 3 pages hold no text, 2 of them a picture");
    // A title that a program gave (`Microsoft Word - 文档1.doc`) is none.
    let titles = ["unigb-utf16.pdf", "reportlab.pdf", "gbk-euc.pdf"]
        .map(|name| read_fixture(name).unwrap().hints.title);
    assert_eq!(titles, [Some("松坪县人民政府关于2024年法治政府建设情况的报告".to_owned()), None, None]);
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, kind, word) in [
        ("encrypted.pdf", "encrypted", "password"),
        ("scan.pdf", "no-text", "OCR"),
        ("no-map.pdf", "no-text", "18 glyphs"),
        ("bomb.pdf", "damaged", "nothing can be read on its 1 page;"),
    ] {
        let error = read_fixture(name).unwrap_err();
        assert_eq!(error.kind(), kind, "{name}");
        assert!(error.to_string().contains(word), "{name}: {error}");
    }
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>"] {
        assert_eq!(read(bytes, &Limits::default()).unwrap_err().kind(), "damaged");
    }
}

#[test]
fn a_truncated_file_gives_what_is_left() {
    let extracted = read_fixture("truncated.pdf").unwrap();
    assert!(extracted.text.starts_with("松政报〔2025〕3号\n松坪县人民政府\n"), "{}", extracted.text);
}

#[test]
fn a_form_that_draws_itself_ends() {
    assert_eq!(read_fixture("cycle.pdf").unwrap().text, "松坪县\n");
}

#[test]
fn limits_are_kept() {
    let bytes = fixture("gbk-euc.pdf");
    let extracted = read(&bytes, &Limits { max_pages: 1, ..Limits::default() }).unwrap();
    assert!(codes(&extracted).contains(&"pages-skipped"), "{:?}", extracted.notes);
    assert!(!extracted.text.contains("特此报告"));
    let extracted = read(&bytes, &Limits { max_text: 1000, ..Limits::default() }).unwrap();
    assert!(codes(&extracted).contains(&"truncated"), "{:?}", extracted.notes);
    assert!(extracted.text.len() <= 1000 && extracted.text.len() > 900);
}

#[test]
fn damaged_files_are_read_or_named() {
    crate::damage::check("pdf", |bytes| read(bytes, &Limits::default()).is_ok());
}

/// A file of many pages that share one stream of content.
fn shared_content(content: Vec<u8>, pages: usize) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), content);
    stream.compress().unwrap();
    let content = document.add_object(stream);
    let tree = document.new_object_id();
    let page = lopdf::dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
    let kids: Vec<Object> = (0..pages).map(|_| document.add_object(page.clone()).into()).collect();
    let count = i64::try_from(pages).unwrap();
    document
        .objects
        .insert(tree, lopdf::dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_small_file_costs_little_however_much_it_unpacks_to() {
    for content in [b"q Q ".repeat(2 << 20), b" ".repeat(40 << 20), b"[".repeat(20 << 20)] {
        let bytes = shared_content(content, 2_000);
        let began = std::time::Instant::now();
        assert!(read(&bytes, &Limits::default()).is_err());
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }
}
