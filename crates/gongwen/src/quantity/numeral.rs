//! Numerals of every writing: `4,806` `12万5千` `一亿一千四百多万` `百分之二十六点四` `三分之一` `九成五` `十五六万`.
//!
//! `12万5千余份` read at 0 → `Numeral {end: 14, low: 125000, high: None, inexact: Some(More)}`.
//!
//! GB/T 15835-2011 《出版物上数字用法》 says which writings are used where: Arabic digits with 万 and 亿 (5.1.1),
//! Chinese numerals (5.2), adjacent digits for an approximate number, 三四十个 (4.2.2).

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::Number;
use super::digits::read_digits;
use crate::text::char_set::CharSet;

/// A numeral read at some place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// One past its last byte.
    pub end: usize,
    /// The value, or the lower of two adjacent ones (`十五六`).
    pub low: Decimal,
    /// The higher of two adjacent ones.
    pub high: Option<Decimal>,
    /// `余`, `多`, `几`, `来` inside it.
    pub inexact: Option<Inexact>,
    /// How it is written.
    pub script: Script,
    /// What the writing says beyond the number.
    pub form: Form,
}

/// A word inside a numeral that blurs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inexact {
    /// 余, 多, 几: somewhat more.
    More,
    /// 来: more or less.
    About,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Arabic digits, with or without 万 and 亿.
    Arabic,
    /// Chinese numerals throughout.
    Chinese,
}

/// What a numeral's writing says beyond the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number that a unit may follow.
    Plain,
    /// A number that ends in 万 or 亿, or in a smaller multiplier.
    Multiplied,
    /// `百分之二十`, `四成`: a percentage, no unit follows.
    Percent,
    /// `三分之一`, `一半`: a fraction, no unit follows.
    Fraction,
    /// `二〇一四`: digits read one by one, as years are.
    Positional,
}

/// Reads one numeral that makes up the whole of `text`.
///
/// Widths do not matter, spaces do. Percentages keep their figure: `百分之二十` is 20; `三分之一` is 0.333333.
/// The lower value is given where two are written (`十五六万`).
///
/// ```
/// use gongwen::quantity::numeral::parse;
/// let value = |text| parse(text).map(|number| number.to_string());
/// assert_eq!(value("12万5千"), Some("125000".into()));
/// assert_eq!(value("一万一千六百四十"), Some("11640".into()));
/// assert_eq!(value("百分之二十六点四"), Some("26.4".into()));
/// assert_eq!(value("四千二百多万"), Some("42000000".into()));
/// assert_eq!(value("行政"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<Number> {
    let text = crate::text::normalize::normalize(text).text;
    let numeral = read(&text, 0)?;
    (numeral.end == text.len()).then(|| numeral.low.into())
}

/// Writes a whole number in Chinese numerals: `125000` → `十二万五千`.
///
/// The inverse of [`parse`] for numbers below 10^16: `parse(&to_chinese(n))` is `n`.
///
/// ```
/// use gongwen::quantity::numeral::to_chinese;
/// assert_eq!(to_chinese(10), "十");
/// assert_eq!(to_chinese(4_0070_0000), "四亿零七十万");
/// assert_eq!(to_chinese(11640), "一万一千六百四十");
/// ```
#[must_use]
pub fn to_chinese(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const SMALL: [(u64, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (group, name) in [(1_0000_0000_0000, "万亿"), (1_0000_0000, "亿"), (1_0000, "万"), (1, "")] {
        // 万亿 counts in thousands of 亿, so that 1_0000_0000_0000 writes 一万亿.
        let value = if group == 1_0000_0000_0000 { number / group } else { number / group % 1_0000 };
        for (unit, mark) in SMALL {
            let digit = value / unit % 10;
            if digit == 0 {
                gap = !out.is_empty();
                continue;
            }
            if gap {
                out.push('零');
                gap = false;
            }
            if !(digit == 1 && unit == 10 && out.is_empty()) {
                out.push(DIGITS[usize::try_from(digit).unwrap_or(0)]);
            }
            out.push_str(mark);
        }
        if value > 0 {
            // 一万亿 followed by 亿s: 一万零五亿, not 一万亿零五亿.
            let shared = group == 1_0000_0000_0000 && !(number / 1_0000_0000).is_multiple_of(1_0000);
            out.push_str(if shared { "万" } else { name });
        }
    }
    out
}

/// Value of a Chinese digit, simplified, traditional or financial.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '两' | '兩' | '贰' | '貳' | '弍' => 2,
        '三' | '叁' | '叄' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Factor of a Chinese multiplier.
#[must_use]
pub fn multiplier(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 1_0000,
        '亿' | '億' => 1_0000_0000,
        _ => return None,
    })
}

/// Value of a character that is a digit and its ten: 廿 is 20.
#[must_use]
pub fn tens(c: char) -> Option<u32> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// Whether a numeral may begin with `c`.
#[must_use]
pub fn begins(c: char) -> bool {
    BEGINS.contains(c)
}

/// Whether one may begin at the byte `at` of `text`.
pub(crate) fn may_stand_at(text: &str, at: usize) -> bool {
    BEGINS.holds_at(text, at)
}

/// What a numeral may begin with: digits, multipliers, tens, and 半.
pub(crate) const OPENS: &str =
    "0123456789零〇○一壹弌二两兩贰貳弍三叁叄弎四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億廿卅卌半";

static BEGINS: CharSet = CharSet::of(OPENS);

/// What a numeral may go on with.
static GOES_ON: CharSet = CharSet::of(OPENS).and("余餘多几幾来來点成分");

/// Reads the numeral that begins at byte `at` of the normalised `text`.
#[must_use]
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    if let Some(numeral) = read_simple(text, at).or_else(|| read_half(text, at)) {
        return Some(numeral);
    }
    let number = read_number(text, at)?;
    if !matches!(text.as_bytes().get(number.end..), Some([0xE5 | 0xE6, ..])) {
        return Some(number); // Neither 分 nor 成, which UTF-8 begins with these bytes.
    }
    read_fraction(text, at, &number).or_else(|| read_tenths(text, at, &number)).or(Some(number))
}

/// `一半` → 0.5. (`半年` is a unit's matter and read by the scanner.)
fn read_half(text: &str, at: usize) -> Option<Numeral> {
    let rest = text[at..].strip_prefix("一半")?;
    (!rest.starts_with(['时', '路'])).then(|| Numeral {
        end: at + "一半".len(),
        low: Decimal::new(5, 1),
        high: None,
        inexact: None,
        script: Script::Chinese,
        form: Form::Fraction,
    })
}

/// `百分之二十` `三分之一` `万分之三`.
fn read_fraction(text: &str, at: usize, base: &Numeral) -> Option<Numeral> {
    let after = base.end + text[base.end..].strip_prefix("分之").map(|_| "分之".len())?;
    let share = read_number(text, after)?;
    let percent = text[at..base.end] == *"百" || base.low == Decimal::ONE_HUNDRED;
    if percent {
        return Some(Numeral { form: Form::Percent, script: base.script, ..share });
    }
    // Six decimals: a third is 0.333333, as the annotation guide writes it.
    let of = |value: Decimal| value.checked_div(base.low).map(|quotient| quotient.round_dp(6));
    let low = of(share.low)?;
    let high = share.high.and_then(of).filter(|high| *high > low);
    Some(Numeral { low, high, form: Form::Fraction, ..share })
}

/// `四成` → 40 percent, `九成八` → 98 percent.
fn read_tenths(text: &str, at: usize, tens: &Numeral) -> Option<Numeral> {
    /// What follows 成 when it is part of another word: 成立, 成员, 成果 …
    const WORDS: &[char] = &[
        '立', '为', '果', '员', '绩', '本', '功', '效', '熟', '长', '都', '品', '交', '套', '型', '份', '分',
        '就', '片', '建', '人',
    ];
    let rest = text[tens.end..].strip_prefix('成')?;
    if tens.script != Script::Chinese
        || tens.low > Decimal::TEN
        || rest.starts_with(WORDS)
        || text[at..].starts_with('零')
    {
        return None;
    }
    let mut end = tens.end + '成'.len_utf8();
    let mut ones = Decimal::ZERO;
    if let Some(c) = rest.chars().next()
        && let Some(value) = digit(c)
        && !rest[c.len_utf8()..].starts_with(['是', '个', '项', '家'])
    {
        ones = Decimal::from(value);
        end += c.len_utf8();
    }
    let percent = |tens: Decimal| tens * Decimal::TEN + ones;
    Some(Numeral { end, low: percent(tens.low), high: tens.high.map(percent), form: Form::Percent, ..*tens })
}

/// Sums of a numeral while it is read, for its lower and its higher reading.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Finished groups of 万 and 亿.
    total: Decimal,
    /// The group being read, below 万.
    group: Decimal,
    /// The coefficient that waits for its multiplier.
    pending: Option<Decimal>,
}

/// A sum, most often with nothing: that is asked in fewer steps than decimals are added in.
fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() {
        Some(b)
    } else if b.is_zero() {
        Some(a)
    } else {
        a.checked_add(b)
    }
}

impl Sums {
    fn multiply(&mut self, factor: i64) -> Option<()> {
        let factor_decimal = Decimal::from(factor);
        if factor < 1_0000 {
            let product = match self.pending.take() {
                Some(coefficient) => coefficient.checked_mul(factor_decimal)?,
                None => factor_decimal,
            };
            self.group = sum(self.group, product)?;
            return Some(());
        }
        let group = sum(self.group, self.pending.take().unwrap_or(Decimal::ZERO))?;
        self.group = Decimal::ZERO;
        self.total = if factor == 1_0000 && group.is_zero() && !self.total.is_zero() {
            // 五万万: 万 counted twice over, as 亿 was written before the 1960s.
            self.total.checked_mul(factor_decimal)?
        } else if factor == 1_0000 {
            let group = if group.is_zero() && self.total.is_zero() { Decimal::ONE } else { group };
            sum(self.total, group.checked_mul(factor_decimal)?)?
        } else {
            let sum = sum(self.total, group)?;
            (if sum.is_zero() { Decimal::ONE } else { sum }).checked_mul(factor_decimal)?
        };
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        sum(sum(self.total, self.group)?, self.pending.unwrap_or(Decimal::ZERO))
    }
}

/// `78`件, `48.6万`元, `三`项: one run of digits, with 万 or 亿 or without, or one Chinese digit, and nothing behind that a
/// numeral goes on with. Nine numerals in ten are written so, and need no sums.
fn read_simple(text: &str, at: usize) -> Option<Numeral> {
    let first = text[at..].chars().next()?;
    let mut form = Form::Plain;
    let (low, end, script) = if first.is_ascii_digit() {
        let (mut value, mut end) = read_digits(text, at)?;
        if GOES_ON.holds_at(text, end) {
            // What a multiplier of nothing is, the sums decide.
            let factor = text[end..].chars().next().and_then(multiplier).filter(|_| !value.is_zero())?;
            if factor < 1_0000 || begins_unit(&text[end..]) {
                return None;
            }
            value = value.checked_mul(factor.into())?;
            end += '万'.len_utf8();
            form = Form::Multiplied;
        }
        (value, end, Script::Arabic)
    } else {
        (digit(first)?.into(), at + first.len_utf8(), Script::Chinese)
    };
    (!GOES_ON.holds_at(text, end)).then_some(Numeral { end, low, high: None, inexact: None, script, form })
}

/// `5`月, `31`日: one digit or two and nothing behind that a numeral goes on with, as the days and months of most dates are
/// written.
pub(crate) fn read_short(text: &str, at: usize) -> Option<(u32, usize)> {
    let value = |digit: u8| u32::from(digit - b'0');
    let (short, len) = match *text.as_bytes().get(at..)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => (value(tens) * 10 + value(ones), 2),
        [ones @ b'0'..=b'9', ..] => (value(ones), 1),
        _ => return None,
    };
    let end = at + len;
    let goes_on = GOES_ON.holds_at(text, end) || matches!(text.as_bytes().get(end), Some(b'.' | b',' | 0xEF));
    (!goes_on).then_some((short, end)) // 0xEF: perhaps a wide comma.
}

/// A plain number: digits, Chinese numerals, or both (`12万5千`), with `余` and `多` inside.
fn read_number(text: &str, at: usize) -> Option<Numeral> {
    if let Some(positional) = read_positional(text, at) {
        return Some(positional);
    }
    let mut low = Sums::default();
    // From where two digits stand side by side: until then it is the same.
    let mut high: Option<Sums> = None;
    let mut end = at;
    let mut inexact = None;
    let mut script = Script::Chinese;
    let mut last_factor = None;
    let mut after_zero = false;
    while let Some(c) = text[end..].chars().next()
        && end - at < LONGEST_NUMERAL
    {
        if c.is_ascii_digit()
            && inexact.is_none()
            && low.pending.is_none()
            && (end == at || last_factor.is_some())
        {
            let (value, stop) = read_digits(text, end)?;
            low.pending = Some(value);
            if let Some(high) = &mut high {
                high.pending = Some(value);
            }
            script = Script::Arabic;
            (end, last_factor) = (stop, None);
        } else if let Some(value) = digit(c)
            && inexact.is_none()
            && script == Script::Chinese
        {
            let pending = Some(value.into());
            match low.pending {
                // 十五六万: two adjacent digits give the two ends.
                Some(first)
                    if Some(first + Decimal::ONE) == pending
                        && high.is_none_or(|high| high.pending == low.pending)
                        && !first.is_zero() =>
                {
                    high = Some(Sums { pending, ..high.unwrap_or(low) });
                }
                Some(first) if !first.is_zero() => return None,
                _ => {
                    low.pending = pending;
                    if let Some(high) = &mut high {
                        high.pending = pending;
                    }
                }
            }
            after_zero = value == 0;
            end += c.len_utf8();
        } else if let Some(value) = tens(c)
            && low.pending.is_none()
            && inexact.is_none()
            && last_factor.is_none_or(|factor| factor > 10)
        {
            low.group = low.group.checked_add(value.into())?;
            if let Some(high) = &mut high {
                high.group = high.group.checked_add(value.into())?;
            }
            (last_factor, after_zero) = (Some(10), false);
            end += c.len_utf8();
        } else if let Some(factor) = multiplier(c)
            && !(end > at && script == Script::Arabic && begins_unit(&text[end..]))
        {
            // 百, 千, 万, 亿 alone are words (百姓, 千万, 万一); the scanner allows them after 近 and 逾.
            low.multiply(factor)?;
            if let Some(high) = &mut high {
                high.multiply(factor)?;
            }
            (last_factor, after_zero) = (Some(factor), false);
            end += c.len_utf8();
        } else if matches!(c, '零' | '〇') && end > at && script == Script::Arabic && last_factor.is_some()
        {
            end += c.len_utf8(); // 4亿零700万
        } else if matches!(c, '余' | '餘' | '多' | '几' | '幾' | '来' | '來') && end > at && inexact.is_none()
        {
            let rest = &text[end + c.len_utf8()..];
            let about = matches!(c, '来' | '來');
            if about
                && rest.starts_with([
                    '自', '源', '到', '川', '华', '访', '看', '说', '的', '往', '信', '电', '我',
                ])
            {
                break;
            }
            if matches!(c, '几' | '幾') && last_factor != Some(10) {
                break;
            }
            inexact = Some(if about { Inexact::About } else { Inexact::More });
            end += c.len_utf8();
        } else {
            break;
        }
    }
    if end == at {
        return None;
    }
    // 一百五 = 150, 三万五 = 35000: a last digit right after its multiplier counts the next lower order.
    if let (Some(pending), Some(factor)) = (low.pending, last_factor)
        && script == Script::Chinese
        && factor > 10
        && !after_zero
        && inexact.is_none()
        && ended_in_bare_digit(&text[at..end])
    {
        let scale = Decimal::from(factor / 10);
        low.pending = pending.checked_mul(scale);
        if let Some(high) = &mut high {
            high.pending = high.pending.and_then(|value| value.checked_mul(scale));
        }
    }
    let low_value = low.value()?;
    let high_value = high.and_then(|high| high.value()).filter(|value| *value != low_value);
    let mut numeral = Numeral {
        end,
        low: low_value,
        high: high_value,
        inexact,
        script,
        form: if last_factor.is_some() { Form::Multiplied } else { Form::Plain },
    };
    if script == Script::Chinese && inexact.is_none() {
        read_decimals(text, &mut numeral);
    }
    Some(numeral)
}

/// Whether a numeral ends `…百五`: a digit right behind a multiplier above ten.
fn ended_in_bare_digit(numeral: &str) -> bool {
    let mut back = numeral.chars().rev();
    let last = back.next().and_then(digit).is_some_and(|value| value > 0);
    last && back.next().and_then(multiplier).is_some_and(|factor| factor > 10)
}

/// `二十六点四`: decimals behind 点, one digit after the other.
fn read_decimals(text: &str, numeral: &mut Numeral) {
    let Some(rest) = text[numeral.end..].strip_prefix('点') else { return };
    let mut scale = Decimal::ONE;
    let mut sum = Decimal::ZERO;
    let mut len = 0;
    for c in rest.chars().take(12) {
        let Some(value) = digit(c) else { break };
        scale /= Decimal::TEN;
        sum += scale * Decimal::from(value);
        len += c.len_utf8();
    }
    if len > 0 {
        numeral.low += sum;
        numeral.end += '点'.len_utf8() + len;
        if let Some(factor) = text[numeral.end..].chars().next().and_then(multiplier)
            && factor >= 1_0000
            && let Some(product) = numeral.low.checked_mul(factor.into())
        {
            numeral.low = product;
            numeral.end += '万'.len_utf8();
            numeral.form = Form::Multiplied;
        }
    }
}

/// Three or more Chinese digits in a row without a multiplier: `二〇一四`.
fn read_positional(text: &str, at: usize) -> Option<Numeral> {
    let mut value = 0_u64;
    let mut end = at;
    let mut count = 0;
    for c in text[at..].chars().take(12) {
        let Some(digit) = digit(c) else { break };
        value = value * 10 + u64::from(digit);
        end += c.len_utf8();
        count += 1;
    }
    let multiplied = || text[end..].chars().next().and_then(multiplier).is_some();
    (count >= 3 && !multiplied()).then_some(Numeral {
        end,
        low: value.into(),
        high: None,
        inexact: None,
        script: Script::Chinese,
        form: Form::Positional,
    })
}

/// Bytes after which a numeral is cut off: Decimals hold 28 digits, and with their multipliers the longest real
/// numerals take 30 characters. Without a limit, endless ones would be read anew from each of their characters.
pub(super) const LONGEST_NUMERAL: usize = 120;

/// Whether a multiplier character is the beginning of a unit: `2617万千瓦`, `0.4百分点`.
fn begins_unit(rest: &str) -> bool {
    /// By the character behind the multiplier.
    static UNITS: LazyLock<FxHashMap<char, Vec<&str>>> = LazyLock::new(|| {
        let mut units: FxHashMap<char, Vec<&str>> = FxHashMap::default();
        for name in gongwen_dicts::builtin().units.iter().flat_map(|unit| &unit.names) {
            let mut chars = name.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next())
                && multiplier(first).is_some()
            {
                units.entry(second).or_default().push(name);
            }
        }
        units
    });
    let units = rest.chars().nth(1).and_then(|second| UNITS.get(&second));
    units.is_some_and(|units| units.iter().any(|unit| rest.starts_with(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        parse(text).map(|number| number.to_string())
    }

    #[test]
    fn one_value_many_writings() {
        for (expected, writings) in [
            ("12", &["12", "１２", "十二", "一十二", "拾贰"][..]),
            ("4806", &["4806", "4,806", "四千八百零六", "4千8百零6"]),
            ("125000", &["125000", "12.5万", "12万5千", "十二万五千", "125,000"]),
            ("5670000000000", &["5.67万亿", "五万六千七百亿"]),
            ("407000000", &["四亿零七百万", "4亿零700万", "4.07亿"]),
            ("150", &["150", "一百五", "一百五十", "百五十"]),
            ("105", &["105", "一百零五"]),
            ("35000", &["三万五", "三万五千"]),
            ("26.4", &["26.4", "二十六点四", "百分之二十六点四", "百分之26.4"]),
            ("100", &["百分之百", "100"]),
            ("0.333333", &["三分之一"]),
            ("0.0003", &["万分之三"]),
            ("40", &["四成"]),
            ("98", &["九成八"]),
            ("2014", &["二〇一四", "2014"]),
            ("42000000", &["四千二百多万", "四千二百余万", "4200多万"]),
            ("0.5", &["一半", "0.5"]),
            ("500000000", &["五万万", "五亿", "5亿"]),
        ] {
            for writing in writings {
                assert_eq!(value(writing).as_deref(), Some(expected), "{writing}");
            }
        }
    }

    #[test]
    fn what_a_numeral_begins_and_goes_on_with() {
        for c in char::MIN..=char::MAX {
            let part =
                c.is_ascii_digit() || digit(c).is_some() || multiplier(c).is_some() || tens(c).is_some();
            assert_eq!(begins(c), part || c == '半', "{c}");
            assert_eq!(GOES_ON.contains(c), part || "半余餘多几幾来來点成分".contains(c), "{c}");
        }
    }

    #[test]
    fn short_numerals_are_what_the_long_way_reads() {
        for behind in ["", "月", "，", ",", "，000", "5", ".5", "万", "多", "点", "a", "é"] {
            for written in ["5", "05", "31", "五", "月", ""] {
                let text = format!("{written}{behind}");
                let read = read(&text, 0).filter(|numeral| numeral.script == Script::Arabic);
                if let Some((value, end)) = read_short(&text, 0) {
                    assert_eq!(
                        read.map(|numeral| (numeral.low, numeral.end)),
                        Some((value.into(), end)),
                        "{text}"
                    );
                }
            }
        }
        assert_eq!(read_short("31日", 0), Some((31, 2)));
    }

    #[test]
    fn adjacent_digits_are_two_ends() {
        let numeral = read("十五六万人次", 0).unwrap();
        assert_eq!((numeral.low, numeral.high), (150_000.into(), Some(160_000.into())));
        assert_eq!(read("七八个", 0).unwrap().high, Some(8.into()));
        assert_eq!(read("五三", 0), None, "digits that do not follow each other are no number");
    }

    #[test]
    fn units_keep_their_first_character() {
        assert_eq!(read("2617万千瓦", 0).unwrap().end, "2617万".len());
        assert_eq!(read("0.4百分点", 0).unwrap().end, "0.4".len());
    }

    #[test]
    fn chinese_writing_reads_back() {
        for number in
            (0..120_000).chain([1_0000_0000, 4_0070_0000, 9_9999_9999, 1_0000_0000_0000, 5_0600_0070_0008])
        {
            let written = to_chinese(number);
            assert_eq!(value(&written), Some(number.to_string()), "{written}");
        }
    }
}
