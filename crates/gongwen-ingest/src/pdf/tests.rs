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

#[test]
fn notes_and_hints() {
    let partly = read_fixture("scan-partly.pdf").unwrap();
    assert_eq!(codes(&partly), ["no-text-layer", "page-furniture"]);
    assert_eq!(partly.notes[0].message, "2 of 3 pages hold no text, 2 of them a picture");
    // A title that a program gave (`Microsoft Word - 文档1.doc`) is none.
    let titles = ["unigb-utf16.pdf", "reportlab.pdf", "gbk-euc.pdf"].map(|name| read_fixture(name).unwrap().hints.title);
    assert_eq!(titles, [Some("松坪县人民政府关于2024年法治政府建设情况的报告".to_owned()), None, None]);
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, kind, word) in [
        ("encrypted.pdf", "encrypted", "password"),
        ("scan.pdf", "no-text", "OCR"),
        ("no-map.pdf", "no-text", "18 glyphs"),
        ("bomb.pdf", "damaged", "nothing readable"),
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

/// A variant of the bytes: some overwritten, removed, doubled or cut off, as the seed says.
fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap()
    };
    let mut out = bytes.to_vec();
    for _ in 0..=next(12) {
        let at = next(out.len());
        let end = (at + 1 + next(64)).min(out.len());
        match next(30) {
            // Rarely: little is left to read after it.
            0 => out.truncate(at.max(32)),
            1..5 => drop(out.drain(at..end)),
            5..10 => {
                let copy = out[at..end].to_vec();
                out.splice(at..at, copy);
            }
            10..20 => out[at] = b"0123456789[]<>()/"[next(17)],
            _ => out[at] = next(256) as u8,
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

/// Seeds of each fixture: a few in every run, all of them with `DAMAGE=500`.
fn seeds() -> u64 {
    std::env::var("DAMAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

#[test]
fn damaged_files_are_read_or_named() {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".pdf"));
    names.sort();
    let (mut slowest, mut read_well, mut panics) = (std::time::Duration::ZERO, 0, Vec::new());
    for name in &names {
        let bytes = fixture(name);
        for seed in 0..seeds() {
            let variant = damaged(&bytes, seed);
            let began = std::time::Instant::now();
            match std::panic::catch_unwind(|| read(&variant, &Limits::default())) {
                Ok(result) => read_well += usize::from(result.is_ok()),
                Err(_) => panics.push(format!("{name} {seed}")),
            }
            slowest = slowest.max(began.elapsed());
        }
    }
    println!("{} files x {} variants: {read_well} read, slowest {slowest:?}", names.len(), seeds());
    assert!(panics.is_empty(), "{panics:?}");
    assert!(slowest < std::time::Duration::from_secs(5), "{slowest:?}");
}
