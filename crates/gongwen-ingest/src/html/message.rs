//! The page inside a MIME message (RFC 2045, 2046), as browsers save `.mht` files.
//!
//! `Content-Type: text/html; charset="gb2312"` + `Content-Transfer-Encoding: quoted-printable` + `=B9=AB` → the
//! bytes of 公, `gb2312`

/// The page and the charset its header names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
}

/// Parts of parts that are looked into.
const DEEPEST: usize = 8;

/// The longest page of the message: frames and advertisements are shorter than the document they surround.
pub(super) fn page(message: &[u8]) -> Option<Part> {
    let mut pages = Vec::new();
    collect(message, &mut pages, 0);
    // The first of the longest.
    pages.into_iter().rev().max_by_key(|part| part.bytes.len())
}

fn collect(entity: &[u8], pages: &mut Vec<Part>, depth: usize) {
    let (headers, body) = split(entity);
    let content_type = header(&headers, "content-type").unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind.starts_with("multipart/") {
        if let (Some(boundary), true) = (parameter(&content_type, "boundary"), depth < DEEPEST) {
            for part in parts(body, &boundary) {
                collect(part, pages, depth + 1);
            }
        }
    } else if kind == "text/html" || kind == "application/xhtml+xml" {
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or_default();
        let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        pages.push(Part { bytes, charset: parameter(&content_type, "charset") });
    }
}

/// The headers, unfolded, and what follows the empty line after them.
fn split(entity: &[u8]) -> (Vec<String>, &[u8]) {
    let mut headers: Vec<String> = Vec::new();
    let mut rest = entity;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = rest[..end].trim_ascii_end();
        rest = &rest[end..];
        if line.is_empty() {
            // Before the first header empty lines mean nothing.
            if headers.is_empty() {
                continue;
            }
            break;
        }
        let text = String::from_utf8_lossy(line);
        match headers.last_mut() {
            Some(last) if text.starts_with([' ', '\t']) => last.push_str(&text),
            _ => headers.push(text.into_owned()),
        }
    }
    (headers, rest)
}

fn header(headers: &[String], name: &str) -> Option<String> {
    headers.iter().find_map(|header| {
        let (found, value) = header.split_once(':')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// `text/html; charset="gb2312"` and `charset` → `gb2312`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts between the lines `--boundary`; a message cut off keeps its last.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memmem::find_iter(body, line.as_bytes()) {
        if at == 0 || body[at - 1] == b'\n' {
            starts.push((at, at + line.len()));
        }
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([body.len()]);
    let parts = starts.iter().zip(ends).map(|((_, start), end)| &body[(*start).min(end)..end]);
    // The last line is `--boundary--`.
    parts.filter(|part| !part.starts_with(b"--")).collect()
}

/// RFC 2045 6.7; what is no valid escape stands for itself.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'=' {
            if let Some(soft) = soft_break(tail) {
                rest = soft;
                continue;
            }
            let digit = |at: usize| tail.get(at).and_then(|&b| char::from(b).to_digit(16));
            if let (Some(high), Some(low)) = (digit(0), digit(1)) {
                out.push((high * 16 + low) as u8);
                rest = &tail[2..];
                continue;
            }
        }
        out.push(first);
        rest = tail;
    }
    out
}

/// What follows a line end that only the width of the message made.
fn soft_break(after: &[u8]) -> Option<&[u8]> {
    after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"))
}

/// RFC 4648 4; what is no digit is passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(message: &str) -> Option<(String, Option<String>)> {
        page(message.as_bytes()).map(|part| (String::from_utf8_lossy(&part.bytes).into_owned(), part.charset))
    }

    #[test]
    fn the_longest_page_of_the_parts() {
        let message = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
                       \ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html\r\n\
                       Content-Transfer-Encoding: quoted-printable\r\n\r\n<p a=3D\"1\">=E5=85=\r\n=AC\r\n\
                       ------b\r\nContent-Type: image/png\r\n\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n------b--\r\n";
        assert_eq!(text(message), Some(("<p a=\"1\">公\r\n".into(), None)));
    }

    #[test]
    fn base64_and_a_cut() {
        let message = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: TEXT/HTML; \
                       charset=GBK\nContent-Transfer-Encoding: BASE64\n\nPHA+NzjL";
        let (page, charset) = text(message).unwrap();
        assert!(page.starts_with("<p>78"));
        assert_eq!(charset.as_deref(), Some("GBK"));
        assert_eq!(text("MIME-Version: 1.0\nContent-Type: text/plain\n\n公文"), None);
        assert_eq!(base64(b"5YWs5paH"), "公文".as_bytes());
    }
}
