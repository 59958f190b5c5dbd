//! The encoding of a page: what it says, where that can be.
//!
//! `<meta charset="gb2312">` → `GB18030`, unless the bytes are sound UTF-8, as when a browser saved them anew.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::{Decoded, decode, decode_as};
use crate::error::Error;

/// Decodes a page whose message says `charset`.
pub(super) fn decode_page(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, Error> {
    if Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let declared = charset.map(str::to_owned).or_else(|| declared(bytes));
    let encoding = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match encoding {
        _ if is_utf8 => decode(bytes),
        // A page that says UTF-16 in ASCII is none (WHATWG HTML 13.2.3.2).
        Some(encoding) if encoding == UTF_16BE || encoding == UTF_16LE => decode(bytes),
        // It is not: one bad byte is what `decode` is for, and so is GB18030 under a wrong name.
        Some(encoding) if encoding == UTF_8 => decode(bytes),
        Some(encoding) => {
            let decoded = decode_as(if encoding == GBK { GB18030 } else { encoding }, bytes);
            // Damaged in more than one place in a hundred: the name may be wrong.
            let chars = decoded.text.chars().filter(|c| !c.is_ascii()).count();
            if decoded.undecodable * 100 > chars { decode(bytes) } else { Ok(decoded) }
        }
        None => decode(bytes),
    }
}

/// The charset named in the first bytes: `<meta charset=gb2312>` or `<meta … content="text/html; charset=gb2312">`.
fn declared(bytes: &[u8]) -> Option<String> {
    const SAMPLE: usize = 8192;
    let first: String = bytes[..bytes.len().min(SAMPLE)]
        .iter()
        .map(|b| if b.is_ascii() { char::from(b.to_ascii_lowercase()) } else { '?' })
        .collect();
    let mut rest = first.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(at) = tag.find("charset") {
            let value = tag[at + 7..].trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace());
            let end = value
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
                .unwrap_or(value.len());
            return Some(value[..end].to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use encoding_rs::BIG5;

    use super::*;

    #[test]
    fn the_page_says_it() {
        for (page, charset) in [
            ("<meta charset=gb2312>", Some("gb2312")),
            ("<html><META http-equiv=\"Content-Type\" content=\"text/html; charset=GBK\" />", Some("gbk")),
            ("<meta name=a><meta charset='utf-8'>", Some("utf-8")),
            ("<p>charset=big5", None),
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), charset);
        }
    }

    #[test]
    fn what_it_says_is_checked() {
        let page = |label: &str| format!("<meta charset={label}><p>受理行政复议案件七十八件，審結75件。");
        let named = |bytes: &[u8]| decode_page(bytes, None).unwrap().encoding;
        assert_eq!(named(&GB18030.encode(&page("gb2312")).0), "GB18030");
        assert_eq!(named(page("gb2312").as_bytes()), "UTF-8");
        assert_eq!(named(&GB18030.encode(&page("utf-8").repeat(4)).0), "GB18030");
        assert_eq!(named(&BIG5.encode("<meta charset=big5><p>受理案件七十八件").0), "Big5");
        let bare = GB18030.encode("<p>受理案件七十八件").0;
        assert_eq!(decode_page(&bare, Some("gb2312")).unwrap().text, "<p>受理案件七十八件");
    }
}
