//! The sheet: one HTML page on which a coder judges the records of a sample, and which needs nothing else.
//!
//! [`Sample`] → a page that shows each record in its sentence, takes keys and clicks, remembers them in the browser where it
//! may, and exports a [`Coding`](super::Coding)
//!
//! The page asks for nothing from a network. Its data is JSON in which every `<` is escaped; its script puts that into the document
//! as text only, and its content security policy lets no other script and no other style run than those whose hashes it names.

use std::io::{self, Write};

use serde::Serialize;

use super::Sample;
use super::coding::{FORMAT, VERSION};
use super::sample::Drawn;

/// The language a sheet opens in; the other is a click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// 中文.
    Chinese,
}

/// The page with places for its data and words.
const PAGE: &str = include_str!("sheet.html");
/// Every word of the page, in English and Chinese.
const WORDS: &str = include_str!("sheet-words.json");

#[derive(Serialize)]
struct Data<'a> {
    format: &'static str,
    version: u32,
    language: &'static str,
    fields: &'static [&'static str],
    design: &'a super::Design,
    records: &'a [Drawn],
}

/// Writes the sheet of `sample`.
///
/// ```
/// use gongwen_analysis::audit::{Allocation, Layer, Sampler, sheet};
/// let sample = Sampler::new(Layer::Indicators, 1, 200, Allocation::Proportional, Vec::new()).draw("gongwen");
/// let mut out = Vec::new();
/// sheet::write(&sample, sheet::Language::English, &mut out)?;
/// assert!(out.starts_with(b"<!DOCTYPE html>"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Where `out` fails.
pub fn write(sample: &Sample, language: Language, mut out: impl Write) -> io::Result<()> {
    let data = Data {
        format: FORMAT,
        version: VERSION,
        language: match language {
            Language::English => "en",
            Language::Chinese => "zh",
        },
        fields: sample.design.layer.fields(),
        design: &sample.design,
        records: &sample.records,
    };
    let mut rest = PAGE;
    for (place, json) in [("{{words}}", WORDS.to_owned()), ("{{data}}", serde_json::to_string(&data)?)] {
        let Some((before, after)) = rest.split_once(place) else { continue };
        out.write_all(before.as_bytes())?;
        out.write_all(inert(&json).as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// JSON that ends no script element and opens no comment.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use sha2::{Digest, Sha256};

    use super::*;
    use crate::audit::{Allocation, Layer, Reading, Sampler};

    fn words() -> BTreeMap<String, [String; 2]> {
        serde_json::from_str(WORDS).unwrap()
    }

    #[test]
    fn every_word_of_the_page_is_there_in_both_languages() {
        let words = words();
        let mut asked: Vec<String> = ["word(\"", "tell(\""]
            .iter()
            .flat_map(|call| PAGE.split(call).skip(1).filter_map(|rest| rest.split('"').next()))
            .map(str::to_owned)
            .collect();
        for layer in Layer::ALL {
            asked.extend(["heading_", "not_", "rule_not_"].map(|prefix| format!("{prefix}{}", layer.name())));
            for field in layer.fields() {
                asked.extend(["field_", "rule_"].map(|prefix| format!("{prefix}{field}")));
            }
        }
        asked.extend(["right", "wrong", "not_a_record", "unsure"].map(|verdict| format!("said_{verdict}")));
        asked.extend(["all", "open", "wrong", "unsure", "noted"].map(|filter| format!("filter_{filter}")));
        for word in asked.iter().filter(|word| !word.is_empty() && !word.ends_with('_')) {
            assert!(words.contains_key(word), "{word}");
        }
        for (word, [english, chinese]) in &words {
            let is_chinese = |text: &str| text.chars().any(|c| ('一'..='龥').contains(&c));
            assert!(!english.is_empty() && (is_chinese(chinese) || word == "language"), "{word}");
        }
    }

    #[test]
    fn the_page_asks_for_nothing() {
        for outside in
            ["http:", "https:", "src=", "@import", "url(", "innerHTML", "document.write", "eval(", "fetch("]
        {
            assert!(!PAGE.contains(outside), "{outside}");
        }
        assert!(
            !PAGE.contains("style=") && !PAGE.contains("onclick"),
            "the policy lets no inline style or handler be"
        );
    }

    /// RFC 4648, for the policy alone.
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits =
                (0..3).fold(0_usize, |bits, i| bits << 8 | usize::from(chunk.get(i).copied().unwrap_or(0)));
            (0..4).for_each(|i| {
                let digit = char::from(DIGITS[bits >> (18 - 6 * i) & 63]);
                text.push(if i <= chunk.len() { digit } else { '=' });
            });
        }
        text
    }

    #[test]
    fn the_policy_names_the_script_and_the_style() {
        for (open, close, policy) in
            [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
        {
            let inside = PAGE.split_once(open).and_then(|(_, rest)| rest.split_once(close)).unwrap().0;
            let expected = format!("{policy} 'sha256-{}'", base64(&Sha256::digest(inside)));
            assert!(PAGE.contains(&expected), "the policy of sheet.html must say: {expected}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let text = "</script><script>alert(1)</script><!--受理78件";
        let line = serde_json::json!({
            "path": "</script>.txt", "sha256": "00", "text": text, "metadata": {"title": text},
            "indicators": [{"start": 40, "end": 43, "value": 78, "unit": "件", "name": text, "kind": "count", "sentence": [0, 43]}],
        });
        let mut sampler = Sampler::new(Layer::Indicators, 1, 5, Allocation::Proportional, Vec::new());
        sampler.add(Reading::parse(&line.to_string(), Layer::Indicators, &[]).unwrap().unwrap());
        let mut out = Vec::new();
        write(&sampler.draw(""), Language::Chinese, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(!page.contains("<script>alert") && !page.contains("<!--"));
        assert_eq!(page.matches("</script>").count(), PAGE.matches("</script>").count());
    }
}
