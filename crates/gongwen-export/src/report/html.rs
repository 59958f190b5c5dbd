//! HTML that cannot be broken out of: markup is what stands in this program, everything else is escaped.
//!
//! `raw("<td>").text("<script>").raw("</td>")` → `<td>&lt;script&gt;</td>`
//!
//! `raw` takes `&'static str` alone, so that no word of a document can be passed to it.

use std::fmt::{Display, Write as _};
use std::io;

use serde::Serialize;

use crate::embed::json_for_script;

/// A page under way.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Markup of this program.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Words of a document, of a path, of a person.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            let Some(reference) = reference(byte) else { continue };
            self.0.push_str(&text[done..at]);
            self.0.push_str(reference);
            done = at + 1;
        }
        self.0.push_str(&text[done..]);
        self
    }

    /// ` name="value"`.
    pub(crate) fn attribute(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").shown(value).raw("\"")
    }

    /// What has a form of its own: numbers, ids.
    pub(crate) fn shown(&mut self, value: impl Display) -> &mut Self {
        self.text(&value.to_string())
    }

    /// A block of data for the page's script, which reads it by its id and can run nothing of it.
    pub(crate) fn data(&mut self, id: &'static str, value: &impl Serialize) -> io::Result<&mut Self> {
        let json = json_for_script(value)?;
        self.raw("<script type=\"application/json\" id=\"").raw(id).raw("\">");
        self.0.push_str(&json);
        Ok(self.raw("</script>\n"))
    }

    /// The head of a page whose policy lets run this style and this script, and lets nothing be fetched.
    pub(crate) fn head(
        &mut self,
        language: &'static str,
        title: &str,
        style: &'static str,
        script: &'static str,
    ) {
        self.raw("<!DOCTYPE html>\n<html").attribute("lang", language);
        self.raw(
            ">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
        );
        let _ = write!(
            self.0,
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
            hash(style),
            hash(script)
        );
        self.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.raw(super::GENERATOR).raw("\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        self.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>").text(title).raw("</title>\n");
        self.raw("<style>").raw(style).raw("</style>\n</head>\n");
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// What a byte is written as; the carriage return, which a parser would drop, and the null, which it cannot hold, too.
fn reference(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        b'\r' => "&#13;",
        0 => "\u{fffd}",
        _ => return None,
    })
}

/// `sha256-…` of a style or script, by which a content security policy names it.
fn hash(source: &str) -> String {
    use sha2::Digest as _;
    format!("sha256-{}", base64(&sha2::Sha256::digest(source.as_bytes())))
}

/// RFC 4648 section 4.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().enumerate().fold(0_u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        for sign in 0..4 {
            let known = sign <= three.len();
            out.push(if known { SIGNS[(bits >> (18 - 6 * sign) & 63) as usize] as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_is_text() {
        let mut html = Html::default();
        html.raw("<p")
            .attribute("title", "\" onerror=\"alert(1)")
            .raw(">")
            .text("<script>&'\r\0")
            .raw("</p>");
        let expected = "<p title=\"&quot; onerror=&quot;alert(1)\">&lt;script&gt;&amp;&#39;&#13;\u{fffd}</p>";
        assert_eq!(html.finish(), expected);
    }

    #[test]
    fn base64_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        // printf 'x' | openssl dgst -sha256 -binary | base64
        assert_eq!(hash("x"), "sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=");
    }
}
