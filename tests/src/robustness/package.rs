//! Bytes put inside a sound container, so that a change of them reaches the reader of the inner part.
//!
//! `<w:document>…` → `report.docx` with these bytes as its `word/document.xml`; `BT … Tj ET` → a PDF of one page
//!
//! Bytes that are a container themselves stay as they are.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const DOCX: &[u8] = include_bytes!("../../../crates/gongwen-ingest/tests/fixtures/report.docx");
const XLSX: &[u8] = include_bytes!("../../../crates/gongwen-ingest/tests/fixtures/report.xlsx");

/// What a part of a DOCX begins with, and where it stands; what is none of them is the main part.
pub(super) const DOCX_PARTS: &[(&str, &str)] = &[
    ("<w:numbering", "word/numbering.xml"),
    ("<w:styles", "word/styles.xml"),
    ("<w:footnotes", "word/footnotes.xml"),
    ("<w:", "word/document.xml"),
];
/// The same of an XLSX, whose first sheet is the main part.
pub(super) const XLSX_PARTS: &[(&str, &str)] = &[
    ("<workbook", "xl/workbook.xml"),
    ("<sst", "xl/sharedStrings.xml"),
    ("<styleSheet", "xl/styles.xml"),
    ("<worksheet", "xl/worksheets/sheet1.xml"),
];

/// A part of a DOCX in a DOCX.
#[must_use]
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    in_package(bytes, DOCX, DOCX_PARTS)
}

/// A part of an XLSX in an XLSX.
#[must_use]
pub fn xlsx(bytes: &[u8]) -> Vec<u8> {
    in_package(bytes, XLSX, XLSX_PARTS)
}

/// Names and contents of members by turns, parted by NUL, in an archive. A content that says `nested` is an archive.
#[must_use]
pub fn zip(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let pieces: Vec<&[u8]> = bytes.split(|&byte| byte == 0).collect();
    let members = pieces.chunks(2).map(|member| {
        let content = member.get(1).copied().unwrap_or_default();
        let content = match content.strip_prefix(b"nested") {
            Some(inner) => archive([("内.txt".to_owned(), inner.to_vec())]),
            None => content.to_vec(),
        };
        (String::from_utf8_lossy(member[0]).into_owned(), content)
    });
    archive(members)
}

/// A content stream, or a `ToUnicode` map, in a PDF of one page with a simple and a Chinese font.
#[must_use]
pub fn pdf(bytes: &[u8]) -> Vec<u8> {
    if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return bytes.to_vec();
    }
    const CONTENT: &[u8] = b"BT /F1 16 Tf 71 700 Td <0102030405060708> Tj ET";
    const TO_UNICODE: &[u8] = b"1 begincodespacerange <00> <ff> endcodespacerange\n\
        2 beginbfrange <01> <40> <516C> <41> <7f> [<6587> <4EF6>] endbfrange 1 beginbfchar <80> <0031> endbfchar";
    let is_map = bytes.windows(5).any(|window| window == b"begin");
    let (content, to_unicode) = if is_map { (CONTENT, bytes) } else { (bytes, TO_UNICODE) };
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |body: &str, stream: Option<&[u8]>| {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", offsets.len()).bytes());
        match stream {
            Some(stream) => {
                out.extend(format!("<< {body} /Length {} >>\nstream\n", stream.len()).bytes());
                out.extend(stream);
                out.extend(b"\nendstream");
            }
            None => out.extend(format!("<< {body} >>").bytes()),
        }
        out.extend(b"\nendobj\n");
    };
    object("/Type /Catalog /Pages 2 0 R", None);
    object("/Type /Pages /Kids [3 0 R] /Count 1", None);
    object(
        "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R /F2 7 0 R >> /XObject << /X1 9 0 R >> >>",
        None,
    );
    object("", Some(content));
    object(
        "/Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar 2 /Widths [500 500 1000] \
         /Encoding /WinAnsiEncoding /ToUnicode 6 0 R",
        None,
    );
    object("", Some(to_unicode));
    object(
        "/Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [8 0 R]",
        None,
    );
    object(
        "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [814 907 500 7716 [500]] \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>",
        None,
    );
    // A form that shows the same again, and may call itself.
    object(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 7 0 R >> \
         /XObject << /X1 9 0 R >> >>",
        Some(content),
    );
    let start = out.len();
    let count = offsets.len() + 1;
    out.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    out.extend(offsets.iter().flat_map(|offset| format!("{offset:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Root 1 0 R /Size {count} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// The content of the member `name` of an archive; nothing where it has none.
pub(super) fn member(archive: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut content = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut content).ok()?;
    Some(content)
}

fn in_package(bytes: &[u8], sound: &[u8], parts: &[(&str, &str)]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let holds = |tag: &str| bytes.windows(tag.len()).any(|window| window == tag.as_bytes());
    let main = parts.last().map_or("", |(_, name)| name);
    let replaced = parts.iter().find(|(tag, _)| holds(tag)).map_or(main, |(_, name)| name);
    let Ok(mut package) = ZipArchive::new(Cursor::new(sound)) else { return Vec::new() };
    let mut members = Vec::new();
    for index in 0..package.len() {
        let Ok(mut file) = package.by_index(index) else { continue };
        let (name, mut content) = (String::from_utf8_lossy(file.name_raw()).into_owned(), Vec::new());
        if name != replaced && file.read_to_end(&mut content).is_ok() {
            members.push((name, content));
        }
    }
    archive(members.into_iter().chain([(replaced.to_owned(), bytes.to_vec())]))
}

/// An archive of these members, not compressed. A member that an archive cannot hold (two of one name) is left out.
fn archive(members: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in members {
        if writer.start_file(name, options).is_ok() && writer.write_all(&content).is_err() {
            break;
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
