//! Arabic digits as numbers are written with them.
//!
//! `4,806` → 4806; `58.75` → 58.75; `1.2.3`, a version or the number of a heading → 1.

use rust_decimal::Decimal;

use super::numeral::LONGEST_NUMERAL;

/// Arabic digits with thousands separators and a decimal part: `4,806`, `58.75`.
pub(super) fn read_digits(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    // `78`件: nine in ten are digits alone.
    let (mut value, mut stop) = (0, at);
    while let Some(digit @ b'0'..=b'9') = bytes.get(stop)
        && stop - at < SHORT
    {
        value = value * 10 + i64::from(digit - b'0');
        stop += 1;
    }
    // 0xEF opens a wide comma, and looking for one takes longer than all the rest.
    if !matches!(bytes.get(stop), Some(b'0'..=b'9' | b',' | b'.' | 0xEF)) {
        return Some((value.into(), stop));
    }
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = at + digits(at);
    if end - at <= 3 && matches!(bytes.get(end), Some(b',' | 0xEF)) {
        while end - at < LONGEST_NUMERAL
            && let Some(comma) = separator_len(text, end)
            && digits(end + comma) == 3
        {
            end += comma + 3;
        }
    }
    let mut decimals = 0;
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        let stop = end + 1 + digits(end + 1);
        // 1.2.3 is a version or a heading number.
        if bytes.get(stop) != Some(&b'.') || !bytes.get(stop + 1).is_some_and(u8::is_ascii_digit) {
            decimals = stop - end - 1;
            end = stop;
        }
    }
    Some((decimal(&text[at..end], decimals)?, end))
}

/// As many digits fit into 64 bits, and into all but a freak of a number.
const SHORT: usize = 18;

/// The value of `written`: digits, at most one point with so many `decimals` behind it, separators.
fn decimal(written: &str, decimals: usize) -> Option<Decimal> {
    if written.len() > SHORT {
        let plain: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        return plain.parse().ok();
    }
    let digits = written.bytes().filter(u8::is_ascii_digit);
    let mantissa = digits.fold(0, |sum: i64, digit| sum * 10 + i64::from(digit - b'0'));
    Some(Decimal::new(mantissa, u32::try_from(decimals).ok()?))
}

/// Length of a thousands separator at `at`.
fn separator_len(text: &str, at: usize) -> Option<usize> {
    [",", "，"].iter().find(|comma| text[at..].starts_with(**comma)).map(|comma| comma.len())
}
