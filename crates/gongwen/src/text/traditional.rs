//! Text in traditional characters: read in simplified ones, reported as written.
//!
//! `百分之三十六點九` → read as `百分之三十六点九`; a name found in it is given back as it stands: `工業總產值`.
//!
//! One character is read for one, both three bytes of UTF-8, so that every place stays where it was. Documents in
//! simplified characters are left alone: nearly all pairs of `dicts/traditional.tsv` begin with characters outside GB2312,
//! and those that do not (`於`, `後`) show nothing by themselves.

use std::sync::LazyLock;

use super::gb2312;

/// A text as it was before its traditional characters were folded.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text, with the same byte offsets as the folded one.
    pub text: String,
    /// For each folded hanzi the code of the one most often written for it; 0 where there is none.
    written: Vec<u16>,
}

impl Written {
    /// A name made of folded words, in the characters of the document.
    #[must_use]
    pub fn restore<N: FromIterator<char>>(&self, folded: &str) -> N {
        let written = |c| char::from_u32(self.written[number(c)?].into()).filter(|&written| written != '\0');
        folded.chars().map(|c| written(c).unwrap_or(c)).collect()
    }
}

/// Folds a text in traditional characters; gives back any other text.
pub(super) fn fold(text: String) -> Result<(String, Written), String> {
    if !is_traditional(&text) {
        return Err(text);
    }
    let mut counts = vec![0_u32; HANZI];
    let pairs = &*PAIRS;
    let mut utf8 = text.as_bytes().to_vec();
    let mut rest = utf8.as_mut_slice();
    loop {
        rest = match rest {
            [first @ 0xE4..=0xE9, second, third, behind @ ..] => {
                let code = code_of(*first, *second, *third);
                if let Some(number) = code.checked_sub(FIRST).filter(|&number| number < HANZI) {
                    counts[number] += 1;
                    if pairs[number] != 0 {
                        [*first, *second, *third] = utf8_of(pairs[number]);
                    }
                }
                behind
            }
            // What is written in two bytes or four is passed byte by byte, as is what it leaves.
            [_, behind @ ..] => behind,
            [] => break,
        };
    }
    let Ok(folded) = String::from_utf8(utf8) else { return Err(text) };
    // Of those written for one folded character the most frequent, of equally frequent ones the first.
    let mut written = vec![0; HANZI];
    for (c, &count) in ('\u{4E00}'..='\u{9FFF}').zip(&counts).filter(|&(_, &count)| count > 0) {
        let Some(folded) = number(simplified(c)) else { continue };
        let known = char::from_u32(written[folded].into()).and_then(number).map_or(0, |known| counts[known]);
        if count > known {
            written[folded] = c as u16;
        }
    }
    Ok((folded, Written { text, written }))
}

/// Hanzi of the main block, U+4E00–9FFF: the first, and how many.
const FIRST: usize = 0x4E00;
const HANZI: usize = 0xA000 - FIRST;

/// The code point that UTF-8 writes in these three bytes.
fn code_of(first: u8, second: u8, third: u8) -> usize {
    usize::from(first & 0xF) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F)
}

/// A code point from U+0800 on in UTF-8.
fn utf8_of(code: u16) -> [u8; 3] {
    [0xE0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3F) as u8, 0x80 | (code & 0x3F) as u8]
}

/// Which of them `c` is, from 0.
fn number(c: char) -> Option<usize> {
    gb2312::is_hanzi(c).then(|| c as usize - FIRST)
}

/// The simplified character that `c` is read as: itself where `dicts/traditional.tsv` has no pair.
fn simplified(c: char) -> char {
    let pair = number(c).and_then(|number| PAIRS.get(number)).filter(|pair| **pair != 0);
    pair.and_then(|pair| char::from_u32((*pair).into())).unwrap_or(c)
}

/// Whether a text is written in traditional characters. Of those in our corpus the ones that are have 25 to 31 such
/// characters in a hundred, the others none.
fn is_traditional(text: &str) -> bool {
    const SAMPLE: usize = 400;
    const PER_HUNDRED: usize = 5;
    let (count, outside) = gb2312::outside_of_first(text, SAMPLE);
    let limit = count * PER_HUNDRED;
    // The pairs are read only for a text that has characters they could be.
    let paired = || {
        let hanzi = text.chars().filter(|&c| gb2312::is_hanzi(c)).take(SAMPLE);
        hanzi.filter(|&c| !gb2312::contains(c) && simplified(c) != c).count()
    };
    outside * 100 > limit && paired() * 100 > limit
}

/// For each hanzi the code of the simplified one, 0 where there is no pair: looked up for every character of a text.
static PAIRS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut pairs = vec![0; HANZI];
    for (traditional, simplified) in gongwen_dicts::traditional() {
        if let Some(pair) = number(traditional).and_then(|number| pairs.get_mut(number)) {
            *pair = simplified as u16;
        }
    }
    pairs
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_place_and_names_come_back() {
        let source = "一九五三年工業總產值增長百分之三十六點九";
        let (folded, written) = fold(source.to_owned()).unwrap();
        assert_eq!(folded, "一九五三年工业总产值增长百分之三十六点九");
        assert_eq!(folded.len(), source.len());
        assert_eq!(written.restore::<String>("工业总产值"), "工業總產值");
        assert!(fold(folded).is_err(), "simplified text is left alone");
    }

    /// 於 and 後 are in GB2312 as well: names of people, quotations of old texts.
    #[test]
    fn what_both_writings_have_is_folded_in_traditional_text_only() {
        let (folded, _) = fold("組織執法培訓不少於十二期，檢查後整改問題四十五個".to_owned()).unwrap();
        assert_eq!(folded, "组织执法培训不少于十二期，检查后整改问题四十五个");
        assert!(fold("於洪区於某在会後不少於三次".to_owned()).is_err());
    }

    #[test]
    fn pairs_keep_their_length() {
        for (traditional, simplified) in gongwen_dicts::traditional() {
            assert_eq!((traditional.len_utf8(), simplified.len_utf8()), (3, 3), "{traditional}");
        }
    }
}
