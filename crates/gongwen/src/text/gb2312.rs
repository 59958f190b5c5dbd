//! The 6,763 hanzi of GB 2312-80: what text in simplified characters is written with, but for rare names.
//!
//! `规` → in; `觃` (what a broken PDF makes of it), `規` (traditional) → out. Counting those outside is one cheap pass, and
//! tells at once that a text is neither traditional nor broken.

use std::ops::Range;

/// Whether `c` is one of the 6,763 hanzi.
#[must_use]
pub(crate) fn contains(c: char) -> bool {
    let at = (c as usize).wrapping_sub(FIRST);
    BITS.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
}

/// Whether `c` is a unified ideograph of the main block, U+4E00–9FFF: three bytes of UTF-8, as are all in GB2312.
#[must_use]
pub(crate) fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// How many of the 6,763 stand before `c`: for one of them its own number, from 0.
#[must_use]
pub(crate) fn before(c: char) -> u16 {
    let at = (c as usize).saturating_sub(FIRST);
    match (BITS.get(at / 64), BEFORE.get(at / 64)) {
        (Some(bits), Some(before)) => before + (bits & ((1 << (at % 64)) - 1)).count_ones() as u16,
        _ => COUNT,
    }
}

/// The hanzi with this number.
#[must_use]
pub(crate) fn nth(number: u16) -> Option<char> {
    let word = BEFORE.partition_point(|&before| before <= number).checked_sub(1)?;
    let mut bits = BITS[word];
    for _ in BEFORE[word]..number {
        bits &= bits.wrapping_sub(1);
    }
    let at = (bits != 0).then(|| FIRST + word * 64 + bits.trailing_zeros() as usize)?;
    char::from_u32(at as u32)
}

/// The hanzi of `text` in `range` that are not in GB2312: byte offset, and how many hanzi of the range stand before it. The
/// range may begin and end inside a character: the one cut by its end belongs to it.
pub(crate) fn outside(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut hanzi) = (range.start, 0);
    std::iter::from_fn(move || {
        while at < range.end {
            let Some(&[lead, second, third]) = bytes.get(at..at + 3) else { return None };
            // The first two bytes are the number of the word, the third that of the bit. Other characters of three bytes lie
            // outside the table; shorter ones are passed over bytewise, what is left of one that the range cuts too.
            let Some(bits) = BITS.get(word(lead, second)) else {
                at += if lead < 0xE0 { 1 } else { 3 };
                continue;
            };
            let (place, before) = (at, hanzi);
            at += 3;
            hanzi += 1;
            if bits >> (third & 0x3F) & 1 == 0 {
                return Some((place, before));
            }
        }
        None
    })
}

/// How many of the first `most` hanzi of `text` there are, and how many of these are not in GB2312.
pub(crate) fn outside_of_first(text: &str, most: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut at, mut hanzi, mut outside) = (0, 0, 0);
    while hanzi < most
        && let Some(&[lead, second, third]) = bytes.get(at..).and_then(<[u8]>::first_chunk)
    {
        let bits = BITS.get(word(lead, second));
        hanzi += usize::from(bits.is_some());
        outside += bits.map_or(0, |bits| !bits >> (third & 0x3F) & 1) as usize;
        at += if lead < 0xE0 { 1 } else { 3 };
    }
    (hanzi, outside)
}

/// The word of [`BITS`] by the first two bytes of a character of three; one behind the last for any other, and for what such a
/// character leaves where it is passed over bytewise.
fn word(lead: u8, second: u8) -> usize {
    (usize::from(lead) << 6 | usize::from(second & 0x3F)).wrapping_sub((0xE0 << 6) + FIRST / 64)
}

/// How long a sample for [`has_outside`] is, in bytes: fourteen hanzi, and what the last may take behind them.
pub(crate) const SAMPLE: usize = 14 * 3;

/// Whether one of the hanzi that begin in the first [`SAMPLE`] bytes of `sample` is not in GB2312, as [`outside`] would find.
///
/// Nearly no sample has one, so that this looks at all of it and decides once: a table without bounds, no way out before the
/// end, and no branch for what is no hanzi, which in so short a stretch nobody guesses.
pub(crate) fn has_outside(sample: &[u8; SAMPLE + 2]) -> bool {
    // Where the first character begins is known: half of the samples have no shorter one, and none waits for the one before.
    let goes_on = |byte: u8| byte & 0xC0 == 0x80;
    let start = usize::from(goes_on(sample[0])) + usize::from(goes_on(sample[0]) & goes_on(sample[1]));
    let (mut leads, mut outside) = (0xFF, 0);
    let (all, _) = sample[start..start + SAMPLE].as_chunks();
    for &[lead, second, third] in all {
        leads &= lead;
        outside |= OUTSIDE[word_of_three(lead, second)] >> (third & 0x3F);
    }
    if leads >= 0xE0 { outside & 1 == 1 } else { has_outside_among_others(sample) }
}

/// The same where characters of one byte or two stand among them.
fn has_outside_among_others(sample: &[u8; SAMPLE + 2]) -> bool {
    let (mut at, mut outside) = (0, 0);
    while at < SAMPLE {
        let is_long = sample[at] >= 0xE0;
        let bits = OUTSIDE[word_of_three(sample[at], sample[at + 1])];
        outside |= (bits >> (sample[at + 2] & 0x3F)) & u64::from(is_long);
        at += 1 + 2 * usize::from(is_long);
    }
    outside & 1 == 1
}

/// Where [`OUTSIDE`] keeps the characters of three bytes that begin with these two: the marks of UTF-8 are left in, of which that
/// of the first is a multiple of all the words there are.
const fn word_of_three(first: u8, second: u8) -> usize {
    ((first as usize) << 6).wrapping_add(second as usize) % 1024
}

/// What is missing in [`BITS`] of all characters of three bytes: nothing but hanzi. Those of four bytes fall on places of other
/// characters: no code point is beyond U+10FFFF, `F4 8F`, before `E4 B8` of the first hanzi.
static OUTSIDE: [u64; 1024] = {
    let mut all = [0; 1024];
    let mut word = 0;
    while word < BITS.len() {
        let code = FIRST / 64 + word;
        all[word_of_three((code >> 6) as u8, 0x80 | (code & 0x3F) as u8)] = !BITS[word];
        word += 1;
    }
    all
};

/// How many they are.
pub(crate) const COUNT: u16 = 6763;

/// How many stand before each word of [`BITS`].
static BEFORE: [u16; 328] = {
    let mut before = [0; 328];
    let mut word = 1;
    while word < 328 {
        before[word] = before[word - 1] + BITS[word - 1].count_ones() as u16;
        word += 1;
    }
    before
};

const FIRST: usize = 0x4E00;

/// One bit a code point from U+4E00 on: rows 16 to 87 of the code table, as the GB2312 codec of Python 3 reads them.
#[rustfmt::skip]
static BITS: [u64; 328] = [
    0xEF553DB47F7B7F8B, 0x400B0243F35DFBA8, 0x8C2C7BF78D3EFB40, 0xA8ED1D3AE3FA6EFF,
    0x35558CF5CF83E602, 0xD85992B9FFABE048, 0x8020D7E92892AB18, 0x450AE74AF583C438,
    0x540077629714B000, 0xC8C010201420D188, 0x0C0413A800002121, 0x082870C004408000,
    0x80000002000408C0, 0x3BFB792414722B7B, 0x38EF98351AE43327, 0xBF69A81328029AD1,
    0xAFC96B112FC665CF, 0xA00486A25053340F, 0xC00E3F0FE8090106, 0xC601001081450A88,
    0xCE00444B26E1A161, 0x85BBCADFD4EEC7AA, 0x8840436CA5203A74, 0x3BEFFF798BD23F06,
    0x5B36FBCBE8EFF75A, 0x39EE01541BFD0D49, 0xA91ABFD82E75D855, 0xB40C67E0F6BFF3D7,
    0xD08BD49D081382C2, 0x59E074F21061065A, 0x6AAA0080B3128F9F, 0x60AC9D7AB05E3230,
    0x8A563098C900D303, 0x18421F1413907000, 0x108080080008C060, 0xE6332817EC900400,
    0x4E09F70890000758, 0x18C8AF53FC83F485, 0x01146ADF080C187C, 0x2710A011A734C80C,
    0x00210413422228C5, 0x4000182041123010, 0x10000300C60C022B, 0x0249581000220022,
    0x1792EEB09670A094, 0x2358002505F2CB96, 0x4A04CF3842CC25DE, 0x8A001128359F0C40,
    0x10560229910A13FA, 0x84F0048404200641, 0x412C04000C040000, 0x00020A4B11541206,
    0x0094000000C00200, 0x242B167CBFBB0001, 0xE3790C7F7FA89BBB, 0x9F014132E00D10F4,
    0xFF1210B435728652, 0x8602C06B4223CF27, 0xA1AA3A0C1FD33106, 0x0801257202040812,
    0x601062D0485040CC, 0x00109A0029001C80, 0x0080000022000004, 0x609ECBE668002020,
    0x398260C03F73916E, 0xBD5C000648301034, 0x43E820E1D6FB8CD1, 0xC4D00500084E0600,
    0x1602A6E189AA8D1F, 0x1A8B365621ED0001, 0x30A0650213A51FB7, 0xE9226C9323C7B278,
    0x98208FE33A74E47F, 0xBF49BF9C2625280E, 0x1916B949AC543218, 0x0659FBC1B5220C60,
    0x800008D98420E343, 0x00A1018420225500, 0x4080138020104800, 0x8020004000160D04,
    0xE09854368DE7FD40, 0xD249FEC8091E7B8B, 0xBA2219378DEE0611, 0xF0DAF3EC9FDD77F4,
    0x26048D3FEC424386, 0x0CC2628EC021FA6C, 0x559977AD0145D785, 0xA154260B4045E250,
    0xA410344358199827, 0x07002280411405F2, 0x15A17210426600B4, 0x0000005441856025,
    0xCB70C82001040201, 0x0095184C6A629320, 0x3201AAB29A8B1880, 0x04C3F3E500C4D87A,
    0x5072A1A1A238D44D, 0x44D1C15284FC980A, 0x4210418020C21094, 0xD29D02403A000000,
    0x2432BD40A8B12F01, 0xD0ADA723D04BD34D, 0x01E9ADAC75A10A92, 0xA01B9225771F801A,
    0x738C060220CADFA1, 0x00D00BFF003B577F, 0x0029A1C40088806A, 0x1623400905242A05,
    0xA211201180056822, 0x1382484964900004, 0x08922980193023D5, 0xA004200188115402,
    0x6022850281800400, 0x120200220B010090, 0x00001A0100834011, 0x0000000000000000,
    0x4684009F00000000, 0x1A0004FC020012C8, 0x80B804020C4C2EDE, 0x22288C020AFCA826,
    0x2135C7D68F7BA0E0, 0x62550713F8B106C7, 0xFB0E6EFA8A19936E, 0x7DEBCD2F48F91630,
    0x7A2E4CA04E845892, 0x1190C649561EEDEA, 0x8124CFDBE83A5324, 0x1A8A5853634218F1,
    0x0514AA3B24D37420, 0xC000480089586018, 0x2CD684A491018268, 0x02100377C4BA8886,
    0x404AAE1100388244, 0x15146044510028C0, 0x0248008210007310, 0x0000C00340060205,
    0x022000080C020000, 0xD161B80040009000, 0x3B8AF80032744621, 0x2280BBD08B00050F,
    0x0043804007690600, 0x250C41D050005420, 0x0228110183108410, 0x020040A100304008,
    0xABE3150020000040, 0xC624C2C6AA443180, 0x03D1B0008004AC13, 0x1D9FF3034285611E,
    0xC3925E2678E8440A, 0x4000B00100852000, 0x0C8DCA0488424A90, 0x000422A14203A705,
    0x107955640C018668, 0x40C12000DEA00002, 0x040003805001488B, 0x80D0C05D50040000,
    0x4DAFBB20970AA010, 0x831404601E10D921, 0x733FD83BA6D68848, 0x92130DDC497427BC,
    0xD1392E758BA1142B, 0x6900880850503009, 0x80164010024A49D4, 0x5316C02089D7E564,
    0x15E0A34586002B92, 0xE200196E0C03008B, 0xA82916A580067031, 0xE1487AAC18802000,
    0x5F9132E8B5D63207, 0x10807C0020E550A1, 0x421F00AA9D8A7280, 0x0494110002310E22,
    0x5C10001040080022, 0x0580A1A5FCC80343, 0x6E08008004008433, 0x2901AAD881262A4B,
    0xBA8800094490684D, 0x87D1000000820040, 0x80083161B1E6215B, 0xA600A069C2400800,
    0x550A5D714A328D58, 0x4AA640052D579AA0, 0x01123FC630B12021, 0x50824462260A10C2,
    0x810004C080409880, 0x3818000000002003, 0x720E4434F1A60200, 0x0900810192E035A2,
    0x0000888500000400, 0x0080400000000000, 0x0000404000000000, 0x0000000000000000,
    0x0800000000000000, 0x0000000000000082, 0xE7EFBFFF88000004, 0xFDFFEFEFFFBFFFFF,
    0x057FFFFFBFFEFBFF, 0x4216470685B30034, 0xB3058092E4105402, 0x180B426381305422,
    0xA9EA07E513F5387B, 0x8002060005143C4C, 0xF496EE37BD481AD9, 0x355FBFB27EC0705F,
    0x41469000455FE644, 0xFE1362A1063B1D40, 0x0C08054839028505, 0x581834880000144F,
    0x4BFBBD0ED8153077, 0xE61DC10085008A90, 0x639BFF72B386ED14, 0x0A92887BD9BEFD92,
    0x177AB9801CB2D3FE, 0x3980FFFBDC1782C9, 0x37DF0F01590C4260, 0x23070623B15094A3,
    0x310201F03102F85A, 0x056A3A0A1E820040, 0xA714800212805B84, 0x90011069A04B2612,
    0x3F801802848A1000, 0x4E14011042400708, 0x0281C510180080B0, 0x8800021010298202,
    0x1100028000420020, 0xFE0258044413E000, 0x0473979830283C07, 0x431F6210CB13CED1,
    0xC892422E55AC278D, 0x7851403902885380, 0x2428B9008088292C, 0x42004421080E0C41,
    0x1204000608680408, 0xE0855B3E02903031, 0x1082281410442936, 0x531B013C83344266,
    0x00510C220E0D0404, 0x88000040C0000012, 0x000000000000004A, 0x000888685447DFF6,
    0x4000000000000081, 0x0200000000000100, 0x0000000000080600, 0x0000000000000000,
    0x0000004000000080, 0x0000104000000000, 0xF7FDEFFF00000000, 0xFFFFFBFFFFFEFF7F,
    0x00FFFFFFBFFFFDFF, 0x07080C06042012C2, 0x0000000001101624, 0x0000000000000000,
    0xFFFFFFFEE0000000, 0x00F928DF7F79FFFF, 0xD53A000880120C32, 0x2FA89D18ECC2D858,
    0x2622D60CE0109620, 0x9055B24002060F97, 0x04049800501180A2, 0x0000000000004000,
    0x0000000000000000, 0xFFFFFBC000000000, 0x62430B08DFFBEFFE, 0x23896F74FB3B41B6,
    0x5960E047ECD7AE7F, 0xA030612C098FA096, 0x4F7BD44E2AAA090D, 0x6110A9C6388BC4B2,
    0x0202800C42000014, 0xE3F7D63E6485FE48, 0x0430E40C0C073AA0, 0x000000001002F680,
    0x0000000000000000, 0x0010000000000000, 0x0000400000004000, 0x0000000000000100,
    0x4000000000000000, 0x0000040000000000, 0x0000000000008000, 0x0000000000400400,
    0x4000000000000000, 0x0000080000000000, 0xFFFFFFFFFEBDFFE0, 0xF7FFFFBFFBE77F7F,
    0xDFF7FF7EEFFFFFFF, 0x804FBFFEFBDFF6F7, 0x0000000000000000, 0x7FFFEF0000000000,
    0xB87E4406B6F7FF7F, 0x00F4179688313BF5, 0x724900801391A960, 0x42C887010024F2F3,
    0x430524005048E3D3, 0x105802274A4C0000, 0x0014A80901162820, 0x00683EC000000000,
    0x0000000000000000, 0xFFE0000000000000, 0x000000F7FDDBB7FF, 0x00000180C72E4000,
    0x0000400000012000, 0xB4F7FFA800300000, 0x0000012003FFADF3, 0x0000000000000000,
    0x0000000000000000, 0xFFFBF00000000000, 0x15C301BFFDCF9DF7, 0x0A00A842810A1827,
    0x1804800880088108, 0x000000000012A3BE, 0x0000000000000000, 0x0000000000000000,
    0x0000000000000000, 0x9000000000000000, 0x3DFF6BFFDC3769E6, 0x00000004F3F9FCF8,
    0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    0xE7EEBF6F80000000, 0xC00B3FD85DA2DFFE, 0x69100040A00C0984, 0x5A0086A5B912E210,
    0x6A80900502896800, 0x8000000000030010, 0x000000018E001FF9, 0x0000000000000000,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_the_standard_has() {
        let hanzi: Vec<char> = ('\u{4e00}'..='\u{9fff}').filter(|&c| contains(c)).collect();
        assert_eq!(hanzi.len(), 6763);
        assert_eq!((hanzi[0], hanzi[6762]), ('一', '龠'));
        let single = gongwen_dicts::word_frequencies().filter(|(_, rest, _)| rest.is_empty());
        assert!(single.map(|(first, ..)| first).eq(hanzi), "dicts/word-frequencies.tsv has each of them");
    }

    #[test]
    fn found_as_by_a_character_at_a_time() {
        let all: String = (0..=0x2FFFF).filter_map(char::from_u32).flat_map(|c| ['1', c, '规']).collect();
        let mut before = 0;
        let expected = all.char_indices().filter_map(|(at, c)| {
            before += usize::from(is_hanzi(c));
            (is_hanzi(c) && !contains(c)).then(|| (at, before - 1))
        });
        assert!(outside(&all, 0..all.len()).eq(expected.collect::<Vec<_>>()));
    }

    #[test]
    fn a_sample_is_judged_as_by_its_hanzi() {
        let all: String =
            (0..=0x10FFFF).step_by(7).filter_map(char::from_u32).flat_map(|c| [c, '规', '1', '觃']).collect();
        // Without 觃 few samples have one outside.
        for text in [all.clone(), all.replace('觃', "")] {
            for (at, sample) in text.as_bytes().windows(SAMPLE + 2).enumerate().step_by(11) {
                let expected = outside(&text, at..at + SAMPLE).next().is_some();
                assert_eq!(has_outside(sample.try_into().unwrap()), expected, "at {at}");
            }
        }
    }

    #[test]
    fn numbered_in_order() {
        let mut number = 0;
        for c in '\u{4dff}'..='\u{a000}' {
            assert_eq!(before(c), number, "{c}");
            if contains(c) {
                assert_eq!(nth(number), Some(c));
                number += 1;
            }
        }
        assert_eq!((number, nth(COUNT)), (COUNT, None));
    }
}
