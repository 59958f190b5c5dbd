//! Bytes to text, in whatever encoding a Chinese office saved them.
//!
//! `B9 AB CE C4` → `公文`, `GB18030`. The order of the tests matters, and each is there for files that the
//! next would misread:
//!
//! 1. a byte order mark decides;
//! 2. UTF-16 without a mark shows in the high bytes of its hanzi (`chardetng` never guesses UTF-16);
//! 3. strict UTF-8;
//! 4. UTF-8 with a few bad bytes (one of them makes `chardetng` rule UTF-8 out);
//! 5. GB18030 with a few bad bytes, for the same reason;
//! 6. `chardetng`, first unbiased, then leaning to China where it sees only Western text.
//!
//! GBK and GB2312 are parts of GB18030 and are reported as that.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{BinaryEvidence, Error, Reason};
use crate::format::magic;

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark, otherwise as it stood: line ends are not changed.
    pub text: String,
    /// WHATWG name of the encoding: `UTF-8`, `GB18030`, `UTF-16LE`, `Big5`, …
    pub encoding: &'static str,
    /// How many places could not be decoded and hold `U+FFFD` now; 0 for a sound file.
    pub undecodable: usize,
}

impl Decoded {
    /// Whether some bytes could not be decoded.
    #[must_use]
    pub fn had_errors(&self) -> bool {
        self.undecodable > 0
    }
}

/// Decodes a whole file.
///
/// ```
/// use gongwen_ingest::decode;
/// let decoded = decode("\u{feff}公文".as_bytes())?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.had_errors()), ("公文", "UTF-8", false));
/// assert!(decode(&[0; 64][..]).unwrap_err().is_binary());
/// # Ok::<(), gongwen_ingest::Error>(())
/// ```
///
/// # Errors
/// Where the bytes are no text: none at all, only white space, the first bytes of another format, NULs, or
/// more control characters than a text has.
pub fn decode<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Decoded, Error> {
    let bytes = bytes.into();
    refuse_by_bytes(&bytes)?;
    let decoded = match detect(&bytes) {
        // A sound UTF-8 file, the common case, keeps its buffer: a 500 MB file is not held twice.
        (encoding, 0) if encoding == UTF_8 => match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Decoded { text, encoding: UTF_8.name(), undecodable: 0 },
            Err(error) => decode_as(UTF_8, error.as_bytes()),
        },
        (encoding, bom) => decode_as(encoding, &bytes[bom..]),
    };
    refuse_by_text(&decoded)?;
    Ok(decoded)
}

/// What the first bytes and the NULs already settle.
fn refuse_by_bytes(bytes: &[u8]) -> Result<(), Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    if bytes.iter().all(|&b| b == 0) {
        return Err(Reason::Binary(BinaryEvidence::OnlyNul(bytes.len())));
    }
    match magic(bytes) {
        Some(format) => Err(Reason::Binary(BinaryEvidence::Magic(format))),
        None => Ok(()),
    }
}

/// What only shows once it is decoded. One control character in a hundred: texts from old systems hold a form
/// feed a page or a stray NUL, and random bytes hold ten in a hundred.
fn refuse_by_text(decoded: &Decoded) -> Result<(), Reason> {
    let text = &decoded.text;
    if text.chars().all(char::is_whitespace) {
        return Err(Reason::Blank { bytes: text.len() });
    }
    // Over bytes, which the compiler turns into vector code: this runs over everything that is ever read.
    let bytes = text.as_bytes();
    let chars = bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count();
    let is_control = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | b'\x0c')) || b == 0x7f;
    let controls = bytes.iter().filter(|&&b| is_control(b)).count();
    if controls * 100 > chars {
        return Err(Reason::Binary(BinaryEvidence::Controls(controls, chars)));
    }
    if decoded.undecodable * 10 > chars {
        return Err(Reason::Binary(BinaryEvidence::Undecodable(decoded.undecodable, chars)));
    }
    Ok(())
}

/// The encoding and the length of its byte order mark.
fn detect(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    if bytes.starts_with(b"\x84\x31\x95\x33") {
        return (GB18030, 4);
    }
    let encoding = utf16_without_mark(bytes)
        .or_else(|| mostly_utf8(bytes).then_some(UTF_8))
        .or_else(|| mostly_gb18030(bytes).then_some(GB18030))
        .unwrap_or_else(|| guess(bytes));
    (encoding, 0)
}

/// UTF-16 by the share of high bytes that hanzi, Chinese punctuation, full-width forms and ASCII have.
///
/// A high byte of 00 alone does not count as Chinese, or any ASCII file with NULs between would pass.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    // Enough to tell, and a file of 20 MB need not be read twice. Even, so that both halves count the same.
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    if sample.len() < 4 {
        return None;
    }
    let share = |odd: usize| {
        let high = sample.iter().skip(odd).step_by(2);
        let (mut fits, mut hanzi) = (0, 0);
        for &byte in high {
            let is_hanzi = matches!(byte, 0x4e..=0x9f);
            hanzi += usize::from(is_hanzi);
            fits += usize::from(is_hanzi || matches!(byte, 0x00 | 0x20..=0x22 | 0x30 | 0xff));
        }
        // ASCII letters lie in 4E–7A too: an English text would look like UTF-16 if NULs or punctuation rows
        // were not asked for.
        (fits * 100 >= sample.len() / 2 * 97 && hanzi * 4 >= fits).then_some(fits)
    };
    let (little, big) = (share(1), share(0));
    let encoding = match (little, big) {
        (Some(l), Some(b)) => {
            if l >= b {
                UTF_16LE
            } else {
                UTF_16BE
            }
        }
        (Some(_), None) => UTF_16LE,
        (None, Some(_)) => UTF_16BE,
        (None, None) => return None,
    };
    // Plain text of one byte a character decodes as UTF-16 too, into rare hanzi: a real one is hardly ever
    // valid UTF-8.
    (std::str::from_utf8(sample).is_err_and(|e| e.error_len().is_some())
        && encoding.decode_without_bom_handling_and_without_replacement(sample).is_some())
    .then_some(encoding)
}

/// UTF-8 in which at most one place in twenty is damaged.
///
/// GBK read as UTF-8 has more damaged places than sound ones: some six in seven hanzi of GBK form no UTF-8
/// sequence.
fn mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut sound, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged * 20 <= sound
}

/// GB18030 in which the text is simplified Chinese as offices write it, with at most one place in a hundred
/// damaged.
///
/// Asked before `chardetng`, which rules an encoding out at its first bad byte. Nine in ten double bytes must
/// lie in the rows of GB2312 that hold punctuation and the 3,755 everyday hanzi; a Big5 text read so has
/// fewer than half.
fn mostly_gb18030(bytes: &[u8]) -> bool {
    let (mut everyday, mut rare, mut damaged) = (0usize, 0usize, 0usize);
    let mut i = 0;
    while i < bytes.len() {
        let first = bytes[i];
        if first < 0x80 {
            i += 1;
            continue;
        }
        match (first, bytes.get(i + 1).copied().unwrap_or(0)) {
            (0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe) => everyday += 1,
            (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => rare += 1,
            (0x81..=0xfe, 0x30..=0x39) => {
                rare += 1;
                i += 2;
            }
            _ => {
                damaged += 1;
                i += 1;
                continue;
            }
        }
        i += 2;
    }
    everyday > 0 && everyday >= 9 * rare && damaged * 100 <= everyday
}

/// `chardetng`; where it sees only Western text, the same again for a `.cn` page.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == WINDOWS_1252 {
        encoding = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    }
    if encoding == GBK { GB18030 } else { encoding }
}

pub(crate) fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let undecodable = if damaged { text.matches('\u{fffd}').count().max(1) } else { 0 };
    // Hong Kong and Taiwan files are named as their users know them.
    let encoding = if encoding == BIG5 { "Big5" } else { encoding.name() };
    Decoded {
        text: text.into_owned(),
        encoding: if encoding == "gb18030" { "GB18030" } else { encoding },
        undecodable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "一、工作开展情况\r\n2021年，全县共受理行政复议案件78件，审结75件，同比增长6.4%。国办发〔2019〕5号文件要求，\
                          各乡镇（街道）严格落实“三项制度”。";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    fn assert_decodes(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.undecodable), (text, encoding, 0));
    }

    #[test]
    fn utf8_with_and_without_mark() {
        assert_decodes(REPORT.as_bytes(), REPORT, "UTF-8");
        assert_decodes(format!("\u{feff}{REPORT}").as_bytes(), REPORT, "UTF-8");
        assert_decodes(b"plain ASCII text, 78 cases", "plain ASCII text, 78 cases", "UTF-8");
    }

    #[test]
    fn gbk_is_gb18030() {
        assert_decodes(&GBK.encode(REPORT).0, REPORT, "GB18030");
        // 㐂 and 𠮷 need the four-byte forms; 龢 镕 are GBK outside GB2312.
        let rare = format!("{REPORT}㐂𠮷龢镕");
        assert_decodes(&GB18030.encode(&rare).0, &rare, "GB18030");
    }

    #[test]
    fn short_gbk() {
        for text in ["公文", "关于印发工作要点的通知", "受理78件。"] {
            assert_decodes(&GB18030.encode(text).0, text, "GB18030");
        }
    }

    #[test]
    fn big5() {
        let text =
            "行政院公報：一百一十年度受理案件共計七十八件，較上年度增加百分之六點四，各機關應依規定辦理。";
        assert_decodes(&BIG5.encode(text).0, text, "Big5");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        for big in [false, true] {
            let encoding = if big { "UTF-16BE" } else { "UTF-16LE" };
            assert_decodes(&utf16(REPORT, big), REPORT, encoding);
            assert_decodes(&utf16(&format!("\u{feff}{REPORT}"), big), REPORT, encoding);
        }
    }

    #[test]
    fn english_is_not_utf16() {
        let text = "Zoning report: YNNN zones, units and towns NOT counted. ".repeat(40);
        assert_decodes(text.as_bytes(), &text, "UTF-8");
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding() {
        let mut utf8 = REPORT.as_bytes().to_vec();
        utf8.insert(REPORT.find("全县").unwrap(), 0xff);
        let decoded = decode(&utf8).unwrap();
        assert_eq!((decoded.encoding, decoded.undecodable), ("UTF-8", 1));
        assert!(decoded.text.contains("\u{fffd}全县共受理"));

        let long = REPORT.repeat(4);
        let mut gbk = GBK.encode(&long).0.into_owned();
        gbk.push(0xff);
        let decoded = decode(&gbk).unwrap();
        assert_eq!((decoded.encoding, decoded.undecodable), ("GB18030", 1));
        assert!(decoded.text.starts_with(&long));
    }

    #[test]
    fn a_file_cut_inside_a_character() {
        let bytes = REPORT.as_bytes();
        let decoded = decode(&bytes[..bytes.len() - 1]).unwrap();
        assert_eq!((decoded.encoding, decoded.undecodable), ("UTF-8", 1));
    }

    #[test]
    fn what_is_no_text_says_why() {
        let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, kind, says) in [
            (vec![], "empty", "0 bytes"),
            (b"\xef\xbb\xbf".to_vec(), "empty", "white space"),
            (b" \r\n\t".to_vec(), "empty", "4 bytes"),
            (vec![0; 512], "binary", "nothing but NUL"),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec(), "binary", "PDF"),
            (b"PK\x03\x04\x14\x00".to_vec(), "binary", "DOCX"),
            (b"a\x00b\x00c\x00".to_vec(), "binary", "control"),
            (noise, "binary", "c"),
        ] {
            let error = decode(&bytes).unwrap_err();
            assert_eq!(error.kind(), kind, "{bytes:?}");
            assert!(error.to_string().contains(says), "{error}");
            assert!(error.chinese().contains(if kind == "empty" { "文件为空" } else { "不是文本" }));
        }
    }

    #[test]
    fn one_stray_nul_in_a_report_is_kept() {
        let text = format!("{REPORT}\0{REPORT}");
        assert_decodes(text.as_bytes(), &text, "UTF-8");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_text_or_a_reason(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..512)) {
            match decode(&bytes) {
                Ok(decoded) => proptest::prop_assert!(!decoded.text.is_empty()),
                Err(error) => proptest::prop_assert!(error.is_empty() || error.is_binary()),
            }
        }

        #[test]
        fn valid_utf8_is_never_changed(text in "[一-龥a-z0-9，。〔〕 ]{1,200}") {
            if let Ok(decoded) = decode(text.as_bytes()) {
                proptest::prop_assert_eq!(decoded.text, text);
            }
        }
    }
}
