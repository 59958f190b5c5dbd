//! The file name of a document's page.
//!
//! `../报告/西充县 2021.txt` → `西充县_2021-5d41402abc4b.html`: readable, and never a way out of the folder

use sha2::{Digest, Sha256};

/// Bytes of the readable part: with hash and ending it stays well below the 255 that file systems allow.
const LONGEST: usize = 120;

/// The name of the page of what was read from `path`, whose bytes hash to `sha256`.
///
/// It depends on these two alone, whatever else is in the corpus; the same document twice has one page.
///
/// ```
/// use gongwen_export::report::page_name;
/// let name = page_name("../../etc/a:b?.txt", "");
/// assert!(name.starts_with("a_b-") && name.ends_with(".html"));
/// ```
#[must_use]
pub fn page_name(path: &str, sha256: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    // The ending says nothing here; what follows it does: `crawl.jsonl#17`.
    let stem = match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().all(|c| c.is_ascii_alphanumeric()) => stem,
        _ => file,
    };
    let mut name = String::new();
    for c in stem.chars() {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        match c {
            _ if c.is_alphanumeric() => name.push(c),
            '-' if !name.is_empty() => name.push(c),
            _ if name.ends_with('_') || name.is_empty() => {}
            _ => name.push('_'),
        }
    }
    let name = name.trim_end_matches(['_', '-']);
    let name = if name.is_empty() { "document" } else { name };
    format!("{name}-{}.html", hash(path, sha256))
}

/// Twelve hexadecimal digits, which tell apart what is called alike.
fn hash(path: &str, sha256: &str) -> String {
    let digest = Sha256::digest(format!("{path}\0{sha256}").as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PATHS: &[&str] = &[
        "reports/西充县2021.txt",
        "other/西充县2021.txt",
        "../../etc/passwd",
        "..",
        ".",
        "",
        "/",
        "-",
        "CON",
        "a\0b",
        "C:\\temp\\<script>.html",
        "a.zip!inner/报告 1.docx",
        "crawl.jsonl#http://example.org/?a=1&b=2#c",
        "crawl.jsonl:17",
        ".hidden",
        "\u{202e}txt.exe",
        "a\nb\r\n",
        "%2e%2e%2fa",
        "CRAWL.jsonl:17",
    ];

    #[test]
    fn names_are_safe_and_apart() {
        let long = "长".repeat(500);
        let mut seen = BTreeSet::new();
        for path in PATHS.iter().copied().chain([long.as_str()]) {
            let name = page_name(path, "");
            assert!(name.len() < 200 && name.ends_with(".html") && !name.starts_with(['.', '-']), "{name}");
            let stem = name.trim_end_matches(".html");
            assert!(stem.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)), "{name}");
            // File systems that fold case must tell them apart too.
            assert!(seen.insert(name.to_lowercase()), "{name} stands for two");
        }
    }

    #[test]
    fn a_document_keeps_its_name() {
        assert_eq!(page_name("a/b.txt", "1"), page_name("a/b.txt", "1"));
        assert_ne!(page_name("a/b.txt", "1"), page_name("a/b.txt", "2"));
        assert!(page_name("a.zip!inner/报告 1.docx", "").starts_with("报告_1-"));
        assert!(page_name("松坪县2023年度.网页", "").starts_with("松坪县2023年度_网页-"));
    }
}
