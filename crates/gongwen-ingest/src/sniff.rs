//! What a file is, by its content; the name only settles what the content leaves open.
//!
//! `公告.txt` that begins with `<!DOCTYPE html>` → [`Format::Html`]; `通知.doc` that begins with `PK` and holds
//! `word/document.xml` → [`Format::Docx`]; `公告.html` without a single tag → [`Format::Text`]

use crate::error::{Error, Reason};
use crate::format::{Format, magic};

/// The format to read `bytes` as, for a file whose name says `named`.
pub(crate) fn sniff(bytes: &[u8], named: Format) -> Result<Format, Error> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(in_zip(bytes, named));
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return in_compound_file(bytes, named);
    }
    // Some producers put a line or a byte order mark before the header; 1,024 bytes is what readers allow.
    if memmem(&bytes[..bytes.len().min(1024)], b"%PDF-")
        && (named == Format::Pdf || bytes.starts_with(b"%PDF-"))
    {
        return Ok(Format::Pdf);
    }
    if let Some(name) = magic(bytes) {
        return Ok(Format::Unsupported(name));
    }
    if let Format::Unsupported(_) = named {
        return Ok(if is_page(bytes) { Format::Html } else { named });
    }
    if is_mime_message(bytes) {
        return Ok(Format::Mhtml);
    }
    if is_page(bytes) || named == Format::Html && has_tags(bytes) {
        return Ok(Format::Html);
    }
    Ok(match named {
        Format::Html | Format::Mhtml => Format::Text,
        named if named.is_plain() => named,
        // A `.doc` that is nothing but text: `decode` says whether it is.
        _ => Format::Text,
    })
}

/// The first bytes of an OLE compound file (\[MS-CFB\] 2.2).
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A package is known by its parts; the names stand readable in the local headers, so that a truncated file
/// is told apart too.
fn in_zip(bytes: &[u8], named: Format) -> Format {
    // In an OpenDocument file or a book the first member says what it is, uncompressed (ODF 1.2 part 3, 3.3).
    const MEDIA_TYPES: &[(&[u8], &str)] = &[
        (b"application/vnd.oasis.opendocument.text", "ODT"),
        (b"application/vnd.oasis.opendocument.spreadsheet", "ODS"),
        (b"application/vnd.oasis.opendocument", "OpenDocument"),
        (b"application/epub+zip", "EPUB"),
    ];
    let first = &bytes[..bytes.len().min(256)];
    let media_type = MEDIA_TYPES.iter().find(|(media_type, _)| memmem(first, media_type));
    if let Some(&(_, name)) = media_type.filter(|_| memmem(first, b"mimetype")) {
        return Format::Unsupported(name);
    }
    let names: Vec<&[u8]> = local_names(bytes).collect();
    if let Some(format) = package(&names) {
        return format;
    }
    // The main part has another name than usual, or it is lost: what the name says.
    match named {
        Format::Docx | Format::Doc => Format::Docx,
        Format::Xlsx | Format::Xls => Format::Xlsx,
        _ => Format::Zip,
    }
}

/// The office format that has parts of these names.
pub(crate) fn package(names: &[&[u8]]) -> Option<Format> {
    const SIGNATURES: &[(&[u8], Format)] = &[
        (b"word/document", Format::Docx),
        (b"xl/workbook", Format::Xlsx),
        (b"ppt/presentation", Format::Unsupported("PPTX")),
        (b"OFD.xml", Format::Unsupported("OFD")),
    ];
    let holds = |part: &[u8]| names.iter().any(|name| name.starts_with(part));
    SIGNATURES.iter().find(|(part, _)| holds(part)).map(|&(_, format)| format)
}

/// The names of the members, by the signature of their headers (APPNOTE 4.3.7 and 4.3.12).
fn local_names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    memchr::memmem::find_iter(bytes, b"PK").filter_map(|at| {
        let header = &bytes[at..];
        let (length, start) = match header.get(2..4)? {
            b"\x03\x04" => (26, 30),
            b"\x01\x02" => (28, 46),
            _ => return None,
        };
        let length = usize::from(u16::from_le_bytes([*header.get(length)?, *header.get(length + 1)?]));
        header.get(start..start + length)
    })
}

/// A compound file is known by the streams in its directory, whose entries are 128 bytes long and stand at
/// multiples of that (\[MS-CFB\] 2.6.1).
fn in_compound_file(bytes: &[u8], named: Format) -> Result<Format, Error> {
    const STREAMS: &[(&str, Format)] = &[
        ("WordDocument", Format::Doc),
        ("Workbook", Format::Xls),
        ("Book", Format::Xls),
        ("PowerPoint Document", Format::Unsupported("PPT")),
    ];
    let names: Vec<Vec<u8>> = STREAMS.iter().map(|(name, _)| entry_name(name)).collect();
    let package = entry_name("EncryptedPackage");
    let mut found = None;
    for entry in bytes.chunks_exact(128) {
        // A Word or Excel file of today with a password is wrapped so (\[MS-OFFCRYPTO\] 2.3.4.4).
        if entry.starts_with(&package) {
            return Err(Reason::Encrypted { format: named.label() }.into());
        }
        let stream = names.iter().position(|name| entry.starts_with(name));
        // The first of the list wins: a Word file may hold a workbook.
        found = match (found, stream) {
            (Some(old), Some(new)) if old <= new => Some(old),
            (old, new) => new.or(old),
        };
    }
    Ok(found.map_or_else(
        || match named {
            Format::Doc | Format::Docx => Format::Doc,
            Format::Xls | Format::Xlsx => Format::Xls,
            _ => Format::Unsupported("OLE"),
        },
        |at| STREAMS[at].1,
    ))
}

/// A name as it stands in a directory entry: UTF-16, closed by a NUL.
fn entry_name(name: &str) -> Vec<u8> {
    name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
}

/// A message with a page in it: its first lines are headers, and among them is the type of the content.
fn is_mime_message(bytes: &[u8]) -> bool {
    let first = ascii(bytes);
    let first = first.trim_start();
    let is_header = first.lines().next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    });
    is_header
        && first.contains("mime-version:")
        && ["content-type: multipart/", "content-type:multipart/", "content-type: text/html"]
            .iter()
            .any(|header| first.contains(header))
}

/// Whether it can only be a page, whatever it is called.
fn is_page(bytes: &[u8]) -> bool {
    let text = ascii(bytes);
    let mut rest = text.trim_start();
    // `<?xml version="1.0"?>` and comments may stand before the page.
    loop {
        let end = if rest.starts_with("<?xml") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    if rest.starts_with("<!doctype html") || rest.starts_with("<html") {
        return true;
    }
    // A stretch of a page, as it is kept in a database: it opens with a tag, and others are closed.
    const OPENING: [&str; 8] = ["<head", "<body", "<meta", "<title", "<div", "<p", "<table", "<span"];
    const CLOSING: [&str; 5] = ["</p>", "</div>", "</td>", "</span>", "</head>"];
    OPENING
        .iter()
        .any(|tag| rest.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t'])))
        && CLOSING.iter().any(|tag| rest.contains(tag))
}

/// Whether there is any tag that a page has.
fn has_tags(bytes: &[u8]) -> bool {
    const TAGS: [&str; 12] =
        ["<p>", "<p ", "<br", "<div", "<td", "<span", "<body", "<html", "<title", "<meta", "<h1", "<font"];
    let text = ascii(bytes);
    TAGS.iter().any(|tag| text.contains(tag))
}

/// The first bytes in lower case with everything that is not ASCII left out, NULs too: UTF-16 reads the same.
fn ascii(bytes: &[u8]) -> String {
    const SAMPLE: usize = 1 << 14;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    sample.iter().filter(|b| b.is_ascii() && **b != 0).map(|b| char::from(b.to_ascii_lowercase())).collect()
}

fn memmem(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8], named: Format) -> Format {
        sniff(bytes, named).unwrap()
    }

    #[test]
    fn pages_whatever_their_name() {
        for page in [
            "<!DOCTYPE html><p>公文",
            "\u{feff}\r\n<html lang=zh>",
            "<?xml version=\"1.0\"?>\n<!-- 模板 --><HTML>",
            "<div class=\"a\">受理78件</div>",
        ] {
            for named in [Format::Text, Format::Unknown, Format::Doc, Format::Xls, Format::Html] {
                assert_eq!(sniffed(page.as_bytes(), named), Format::Html, "{page}");
            }
        }
        let utf16: Vec<u8> = "<html><p>公文".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniffed(&utf16, Format::Text), Format::Html);
        for text in ["公文正文", "增长<5%的地区", "<关于印发方案的通知>", "<p 78"] {
            assert_eq!(sniffed(text.as_bytes(), Format::Text), Format::Text, "{text}");
            assert_eq!(sniffed(text.as_bytes(), Format::Markdown), Format::Markdown);
        }
        assert_eq!(sniffed("没有标签".as_bytes(), Format::Html), Format::Text);
        assert_eq!(sniffed("受理78件<br>办结75件".as_bytes(), Format::Html), Format::Html);
    }

    #[test]
    fn messages() {
        let message = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
        assert_eq!(sniffed(message, Format::Mhtml), Format::Mhtml);
        assert_eq!(sniffed(message, Format::Text), Format::Mhtml);
        assert_eq!(sniffed(b"<html>", Format::Mhtml), Format::Html);
    }

    #[test]
    fn packages_by_their_parts() {
        let package = |part: &str| {
            let mut bytes = b"PK\x03\x04".to_vec();
            bytes.extend([0; 22]);
            bytes.extend((part.len() as u16).to_le_bytes());
            bytes.extend([0, 0]);
            bytes.extend(part.as_bytes());
            bytes
        };
        for (part, format) in [
            ("word/document.xml", Format::Docx),
            ("xl/workbook.xml", Format::Xlsx),
            ("OFD.xml", Format::Unsupported("OFD")),
            ("报告.docx", Format::Zip),
        ] {
            for named in [Format::Zip, Format::Text] {
                assert_eq!(sniffed(&package(part), named), format, "{part}");
            }
        }
        assert_eq!(sniffed(&package("_rels/.rels"), Format::Docx), Format::Docx);
    }

    #[test]
    fn compound_files_by_their_streams() {
        let file = |stream: &str| {
            let mut bytes = COMPOUND_FILE.to_vec();
            bytes.resize(512, 0);
            bytes.extend(entry_name(stream));
            bytes.resize(1024, 0);
            bytes
        };
        assert_eq!(sniffed(&file("WordDocument"), Format::Xls), Format::Doc);
        assert_eq!(sniffed(&file("Workbook"), Format::Doc), Format::Xls);
        assert_eq!(sniffed(&file("Mystery"), Format::Text), Format::Unsupported("OLE"));
        assert!(sniff(&file("EncryptedPackage"), Format::Docx).unwrap_err().is_encrypted());
    }

    #[test]
    fn the_name_settles_the_rest() {
        assert_eq!(sniffed(b"a,b\n1,2\n", Format::Csv), Format::Csv);
        assert_eq!(sniffed(b"a,b\n1,2\n", Format::Unsupported("JSON")), Format::Unsupported("JSON"));
        assert_eq!(sniffed(b"Rar!\x1a\x07\x00", Format::Docx), Format::Unsupported("RAR"));
        assert_eq!(sniffed("纯文本".as_bytes(), Format::Docx), Format::Text);
    }
}
