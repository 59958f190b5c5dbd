//! One pass over the text for everything that is written with a numeral: quantities and times.
//!
//! `全年受理行政复议案件78件，同比增长5.4%。` → `Time(全年) Quantity(78件) Quantity(5.4%)`.
//!
//! Dates, ordinals, document numbers, slogans (`dicts/expressions.toml`) and numerals inside 《》 or short quotation
//! marks are no quantities and leave nothing behind.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::bound::BoundIndex;
use super::expression::ExpressionIndex;
use super::numeral::{self, Form, Inexact, Numeral, Script};
use super::unit::{UnitIndex, UnitMatch};
use super::{Bound, Number};
use crate::document::Kind;
use crate::landmark::{Landmark, Landmarks};
use crate::text::char_set::CharSet;
use crate::text::gb2312;
use crate::time::period::{PeriodIndex, TimeExpression};

/// A number with its unit as it stands in the normalised text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the first character of the number to the last of the unit.
    pub range: Range<usize>,
    /// The number, or the lower end of a range.
    pub value: Number,
    /// The upper end of a range.
    pub value_max: Option<Number>,
    /// Unit without multiplier.
    pub unit: Cow<'static, str>,
    /// What sort of figure the unit makes it; none without a unit.
    pub kind: Option<Kind>,
    /// The bound the words inside and around it give.
    pub bound: Bound,
    /// The figure with the bound words round it.
    pub outer: Range<usize>,
    /// How the numeral is written.
    pub script: Script,
    /// What its writing says.
    pub form: Form,
    /// Whether 第 stands before it.
    pub ordinal: bool,
}

/// What the scan finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A number or quantity.
    Quantity(Quantity),
    /// A time expression.
    Time(TimeExpression),
}

impl Mark {
    /// Where it stands.
    #[must_use]
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Quantity(quantity) => &quantity.range,
            Self::Time(time) => &time.range,
        }
    }

    /// The quantity, if it is one.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            Self::Time(_) => None,
        }
    }
}

/// The dictionaries the scan reads, indexed once.
#[derive(Debug)]
pub struct Scanner {
    units: UnitIndex,
    bounds: BoundIndex,
    periods: PeriodIndex,
    expressions: ExpressionIndex,
}

/// Finds every quantity in `text`: the layer of its own behind `--with-quantities`.
///
/// Spans are bytes of the *normalised* text; [`analyze`](crate::analyze) gives them in the source.
///
/// ```
/// use gongwen::quantity::scan::scan;
/// let found = scan("投入专项经费48.6万元，培训执法骨干二百六十余人次");
/// assert_eq!(found.len(), 2);
/// assert_eq!((found[0].value.to_string(), found[0].unit.as_ref()), ("486000".into(), "元"));
/// assert_eq!((found[1].value.to_string(), found[1].unit.as_ref()), ("260".into(), "人次"));
/// ```
#[must_use]
pub fn scan(text: &str) -> Vec<Quantity> {
    let marks = Scanner::builtin().scan(text, &[]);
    marks
        .into_iter()
        .filter_map(|mark| match mark {
            Mark::Quantity(quantity) => Some(quantity),
            Mark::Time(_) => None,
        })
        .collect()
}

impl Scanner {
    /// The scanner over the embedded dictionaries.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
            let dictionaries = gongwen_dicts::builtin();
            Scanner {
                units: UnitIndex::new(&dictionaries.units),
                bounds: BoundIndex::new(&dictionaries.bounds),
                periods: PeriodIndex::new(&dictionaries.periods),
                expressions: ExpressionIndex::new(&dictionaries.expressions),
            }
        });
        &SCANNER
    }

    /// Finds quantities and times in `text`, in order, leaving out the stretches in `skip` (sorted, disjoint).
    #[must_use]
    pub fn scan(&self, text: &str, skip: &[Range<usize>]) -> Vec<Mark> {
        self.scan_from(text, &Landmarks::of(text), skip)
    }

    /// The same, where the landmarks of `text` have been found already.
    pub(crate) fn scan_from(&self, text: &str, landmarks: &Landmarks, skip: &[Range<usize>]) -> Vec<Mark> {
        /// Bytes a mark takes up in a report; in most texts more.
        const BYTES_A_MARK: usize = 128;
        let mut marks: Vec<Mark> = Vec::with_capacity(text.len() / BYTES_A_MARK);
        let mut skip = skip.iter().peekable();
        let mut openings = landmarks.openings();
        let mut at = 0;
        while let Some((next, opening)) = openings.next(text, at) {
            at = next;
            while skip.next_if(|range| range.end <= at).is_some() {}
            if let Some(range) = skip.peek()
                && range.contains(&at)
            {
                at = range.end;
                continue;
            }
            // What begins something is written in one byte or in three.
            let behind = at + if text.as_bytes()[at] < 0x80 { 1 } else { 3 };
            at = match opening {
                Landmark::Title => skip_title(text, at),
                Landmark::Quote => self.scan_quote(text, at, &mut marks),
                Landmark::Time => self.scan_time(text, at, None, &mut marks).unwrap_or(behind),
                Landmark::Letter => skip_word(text, at),
                Landmark::Numeral => match self.expressions.end_of(text, at) {
                    Some(end) => end,
                    None => {
                        let numeral = numeral::read(text, at);
                        self.scan_time(text, at, numeral.as_ref(), &mut marks)
                            .unwrap_or_else(|| self.scan_quantity(text, at, numeral, &mut marks))
                    }
                },
                _ => behind,
            };
        }
        marks
    }

    fn scan_time(
        &self,
        text: &str,
        at: usize,
        numeral: Option<&Numeral>,
        marks: &mut Vec<Mark>,
    ) -> Option<usize> {
        let time = self.periods.read_at(text, at, numeral)?;
        let end = time.range.end;
        marks.push(Mark::Time(time));
        Some(end)
    }

    /// A named period in quotation marks is a time; any other short quotation is a name whose numerals count nothing.
    fn scan_quote(&self, text: &str, at: usize, marks: &mut Vec<Mark>) -> usize {
        /// Longer quotations are speech, and may report figures.
        const NAME_CHARS: usize = 14;
        let open = text[at..].chars().next().map_or(1, char::len_utf8);
        if let Some(end) = self.scan_time(text, at, None, marks) {
            return end;
        }
        let inside = &text[at + open..];
        match inside.char_indices().take(NAME_CHARS).find(|(_, c)| matches!(c, '”' | '’')) {
            Some((len, close)) => at + open + len + close.len_utf8(),
            None => at + open,
        }
    }

    /// Reads the quantity at `at`, if one begins there, and says where to go on.
    fn scan_quantity(&self, text: &str, at: usize, numeral: Option<Numeral>, marks: &mut Vec<Mark>) -> usize {
        if let Some((quantity, end)) = read_doubling(text, at) {
            marks.push(Mark::Quantity(quantity));
            return end;
        }
        let step = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let Some(numeral) = self.allowed(text, at, numeral) else {
            return skip_digits(text, at).max(step);
        };
        let Some(mut quantity) = self.read_quantity(text, at, &numeral) else {
            return numeral.end.max(step);
        };
        let mut end = quantity.range.end;
        if let Some(joined) = self.read_range(text, &quantity) {
            quantity = joined;
            end = quantity.range.end;
        }
        self.apply_bounds(text, &mut quantity);
        share_unit(text, &quantity, marks);
        marks.push(Mark::Quantity(quantity));
        end.max(step)
    }

    /// The numeral read at `at`, where its surroundings allow one.
    fn allowed(&self, text: &str, at: usize, numeral: Option<Numeral>) -> Option<Numeral> {
        /// Vague: 数十, 上千, 成百, 几百.
        const VAGUE: [char; 6] = ['数', '几', '幾', '上', '成', '數'];
        let first = text[at..].chars().next()?;
        let before = || text[..at].chars().next_back();
        if first == '半' {
            // 半年, 半小时; 半 elsewhere is no number.
            let numeral = Numeral {
                end: at + '半'.len_utf8(),
                low: Decimal::new(5, 1),
                high: None,
                inexact: None,
                script: Script::Chinese,
                form: Form::Plain,
            };
            let unit = self.units.read(text, numeral.end)?;
            let length = unit.kind == Kind::Duration
                && !before().is_some_and(|c| matches!(c, '大' | '多' | '过' | '上' | '下'));
            return length.then_some(numeral);
        }
        let numeral = numeral?;
        if numeral::multiplier(first).is_some() {
            let written = &text[at..numeral.end];
            let lone =
                !matches!(first, '十' | '拾') && numeral.form != Form::Percent && !written.contains("分之");
            // 跨上万亿元台阶 is a level, 上万亿元 none; 千余家 says more than a thousand.
            let level = lone && is_level(&text[..at]);
            if lone && !before().is_some_and(|c| matches!(c, '近' | '逾' | '超' | '过' | '破' | '达')) {
                let more = numeral.inexact == Some(Inexact::More)
                    && !before().is_some_and(|c| VAGUE.contains(&c) || numeral::multiplier(c).is_some());
                let counted = |unit: UnitMatch| match unit.kind {
                    Kind::Money => level,
                    Kind::Count => more,
                    _ => false,
                };
                if !((level || more) && self.units.read(text, numeral.end).is_some_and(counted)) {
                    return None;
                }
            }
            if !level && multipliers_only(written) && before().is_some_and(|c| VAGUE.contains(&c)) {
                return None;
            }
        }
        (!self.is_glued_to_letters(text, at, numeral.end)).then_some(numeral)
    }

    /// `5G`, `3A`, `4F`, `1+1`, `0539-8312206`, `12·4`: digits that are part of a name or a number of another kind. Letters
    /// behind them that are a unit (`km`, `MW`, `P`) are not.
    fn is_glued_to_letters(&self, text: &str, start: usize, end: usize) -> bool {
        if !text.as_bytes()[start].is_ascii_digit() {
            return false;
        }
        let before = text[..start].chars().next_back();
        let mut behind = text[end..].chars();
        let after = behind.next();
        let sign = |c: Option<char>| matches!(c, Some('+' | '×' | '*' | '·' | '#' | '=' | '_' | '@'));
        // 480毫米×140毫米: each side is a measure of its own.
        let side = || text[..start].strip_suffix('×').is_some_and(|side| side.ends_with(gb2312::contains));
        sign(before) && !side()
            || (sign(after) && behind.next().is_some_and(|c| c.is_ascii_digit()))
            || before.is_some_and(|c| c.is_ascii_alphabetic() || c == '.')
            || after.is_some_and(|c| c.is_ascii_alphabetic()) && self.units.read(text, end).is_none()
    }

    /// Numeral and unit, with what stands between them.
    fn read_quantity(&self, text: &str, at: usize, numeral: &Numeral) -> Option<Quantity> {
        let ordinal = text[..at].ends_with('第');
        let mut end = numeral.end;
        let mut unit = Cow::Borrowed("");
        let mut kind = None;
        let mut value = numeral.low;
        match numeral.form {
            Form::Percent => {
                unit = Cow::Borrowed("%");
                kind = Some(Kind::Percent);
            }
            Form::Fraction => kind = Some(Kind::Ratio),
            Form::Positional => return None,
            Form::Plain | Form::Multiplied => {
                if let Some(found) = self.units.read(text, numeral.end) {
                    (end, unit, kind) = (found.end, found.name, Some(found.kind));
                    if unit == "倍" && text[end..].starts_with('半') {
                        // 一倍半
                        end += '半'.len_utf8();
                        value += Decimal::new(5, 1);
                    }
                } else if let Some(stop) = read_proportion(text, numeral.end) {
                    (end, kind) = (stop, Some(Kind::Ratio));
                }
            }
        }
        let bound = match numeral.inexact {
            Some(Inexact::More) => Bound::Min,
            Some(Inexact::About) => Bound::Approx,
            None => Bound::Exact,
        };
        Some(Quantity {
            range: at..end,
            outer: at..end,
            value: value.into(),
            value_max: numeral.high.map(Number::from),
            unit,
            kind,
            bound: if numeral.high.is_some() { Bound::Range } else { bound },
            script: numeral.script,
            form: numeral.form,
            ordinal,
        })
    }

    /// `6至8个`, `10%-15%`, `3—5万元`: joins `first` with what stands behind the dash.
    fn read_range(&self, text: &str, first: &Quantity) -> Option<Quantity> {
        const DASHES: [&str; 9] = ["——", "—", "－", "–", "-", "～", "~", "至", "到"];
        /// Their first characters, and the pause of [`read_adjacent`](Scanner::read_adjacent).
        static OPENS: CharSet = CharSet::of("—－–-～~至到、");
        let end = first.range.end;
        if !OPENS.holds_at(text, end) || first.ordinal || first.bound != Bound::Exact {
            return None;
        }
        if let Some(joined) = self.read_adjacent(text, first) {
            return Some(joined);
        }
        let dash = DASHES.iter().find(|dash| text[end..].starts_with(**dash))?;
        // 从20个到30个 are two levels of one thing, no range.
        if matches!(*dash, "到" | "至")
            && !first.unit.is_empty()
            && text[..first.range.start].ends_with(['由', '从'])
        {
            return None;
        }
        let at = end + dash.len();
        let numeral = self.allowed(text, at, numeral::read(text, at))?;
        let second = self.read_quantity(text, at, &numeral)?;
        // 百分之四到五: the second share says only its number.
        let share = first.form == Form::Percent && first.script == Script::Chinese && second.kind.is_none();
        let second =
            if share { Quantity { unit: first.unit.clone(), kind: first.kind, ..second } } else { second };
        let same_unit = first.unit.is_empty() || first.unit == second.unit;
        if !same_unit
            || second.value_max.is_some()
            || (second.kind.is_none() && first.form == Form::Plain && *dash == "-")
        {
            return None;
        }
        let mut low = first.value.decimal();
        if first.form == Form::Plain
            && first.unit.is_empty()
            && second.form == Form::Multiplied
            && let Some(scale) = multiplier_behind(text, at, second.value.decimal(), low)
        {
            low = low.checked_mul(scale)?;
        }
        let high = second.value.decimal();
        (low < high).then(|| Quantity {
            range: first.range.start..second.range.end,
            outer: first.range.start..second.range.end,
            value: low.into(),
            value_max: Some(high.into()),
            bound: Bound::Range,
            ..second
        })
    }

    /// `两、三倍`: two adjacent digits with a pause between them (GB/T 15835-2011 4.2.2 writes them without).
    fn read_adjacent(&self, text: &str, first: &Quantity) -> Option<Quantity> {
        let digit = |written: &str| {
            let mut chars = written.chars();
            chars.next().and_then(numeral::digit).filter(|digit| *digit > 0 && chars.next().is_none())
        };
        let low = digit(&text[first.range.clone()])?;
        let at = first.range.end + text[first.range.end..].strip_prefix('、').map(|_| '、'.len_utf8())?;
        let numeral = numeral::read(text, at)?;
        let high = digit(&text[at..numeral.end])?;
        let second = self.read_quantity(text, at, &numeral)?;
        // 一、二类, 三、四级 are two classes.
        let counts = matches!(second.kind, Some(Kind::Ratio | Kind::Duration)) || second.unit == "个";
        (high == low + 1 && counts && second.value_max.is_none()).then_some(Quantity {
            range: first.range.start..second.range.end,
            outer: first.range.start..second.range.end,
            value: first.value,
            value_max: Some(second.value),
            bound: Bound::Range,
            ..second
        })
    }

    /// Reads the bound words on both sides.
    fn apply_bounds(&self, text: &str, quantity: &mut Quantity) {
        if let Some((bound, start)) = self.bounds.before(text, quantity.range.start) {
            quantity.outer.start = start;
            if quantity.bound == Bound::Exact {
                quantity.bound = bound;
            }
        }
        if let Some((bound, end)) = self.bounds.after(text, quantity.range.end)
            && bound_fits(&text[quantity.range.end..end], quantity)
        {
            quantity.outer.end = end;
            if matches!(quantity.bound, Bound::Exact | Bound::Approx) {
                quantity.bound = bound;
            }
        }
    }
}

/// Whether the text ends in a verb of level: a lone multiplier behind it is a figure.
fn is_level(before: &str) -> bool {
    const VERBS: [&str; 8] = ["跨上", "迈上", "站上", "跃上", "登上", "达到", "保持在", "稳定在"];
    before.ends_with(['上', '到', '在']) && VERBS.iter().any(|verb| before.ends_with(verb))
}

/// `分别提高20.9、36.2、54个百分点`: only the last of a list has its unit.
fn share_unit(text: &str, last: &Quantity, marks: &mut [Mark]) {
    const LIST_BYTES: usize = 120;
    let Some(kind) = last.kind.filter(|_| last.script == Script::Arabic) else { return };
    let mut start = last.range.start;
    let mut shared = None;
    for mark in marks.iter_mut().rev() {
        let Mark::Quantity(before) = mark else { break };
        let bare = before.kind.is_none() && before.script == Script::Arabic && !before.ordinal;
        let gap = text.get(before.range.end..start).unwrap_or_default();
        if !bare || before.form != last.form && last.form == Form::Multiplied || !matches!(gap, "、" | "和")
        {
            break;
        }
        // 第1、2项 and 3、4号楼 are no such lists.
        let respectively = *shared.get_or_insert_with(|| {
            let from = before.range.start.saturating_sub(LIST_BYTES);
            let from = (from..=before.range.start).find(|at| text.is_char_boundary(*at));
            from.is_some_and(|from| text[from..before.range.start].contains("分别"))
        });
        if !respectively {
            break;
        }
        (before.kind, before.unit) = (Some(kind), last.unit.clone());
        start = before.range.start;
    }
}

/// 十, 百, 千万: multipliers alone, which 数 or 上 makes vague; 完成三十四亿 is a number whatever stands before it.
fn multipliers_only(written: &str) -> bool {
    written.chars().all(|c| numeral::multiplier(c).is_some() || matches!(c, '多' | '余'))
}

/// One-character bound words fit few figures: 三分之一*强*, 五年*多*, 15日*内*; elsewhere they begin a noun (强降雨, 多功能, 内设).
fn bound_fits(word: &str, quantity: &Quantity) -> bool {
    match word {
        "强" => matches!(quantity.form, Form::Fraction | Form::Percent),
        "多" => quantity.kind == Some(Kind::Duration) || quantity.unit == "倍",
        "内" => quantity.kind == Some(Kind::Duration),
        _ => true,
    }
}

/// One past the title that 《 opens, or past 《 where it is never closed.
fn skip_title(text: &str, at: usize) -> usize {
    /// The longest titles of regulations stay below this.
    const TITLE_CHARS: usize = 120;
    let inside = &text[at..];
    let mut depth = 0;
    for (offset, c) in inside.char_indices().take(TITLE_CHARS) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            '\n' => break,
            _ => {}
        }
        if depth == 0 {
            return at + offset + c.len_utf8();
        }
    }
    at + '《'.len_utf8()
}

/// One past a word of ASCII letters and digits, so that 5 in `G5` and 2.5 in `PM2.5` are not read.
fn skip_word(text: &str, at: usize) -> usize {
    let len = text[at..]
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/'))
        .count();
    at + len
}

/// One past a run of digits that is no number.
fn skip_digits(text: &str, at: usize) -> usize {
    at + text[at..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count()
}

/// `17.2:1` → one past the second number.
fn read_proportion(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix([':', '：', '∶'])?;
    let after = text.len() - rest.len();
    rest.starts_with('1')
        .then_some(after + 1)
        .filter(|end| !text[*end..].starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ':'))
}

/// `翻一番`, `翻了两番`, `翻番`: a doubling, or one on another; “四个翻番” and 把注意力放在翻番上 only speak of it.
fn read_doubling(text: &str, at: usize) -> Option<(Quantity, usize)> {
    let rest = text[at..].strip_prefix('翻')?;
    let rest = rest.strip_prefix('了').unwrap_or(rest);
    let spoken_of =
        |behind: &str| text[..at].ends_with(['个', '的', '“']) || behind.starts_with(['”', '上', '的']);
    let (times, behind) = if let Some(behind) = rest.strip_prefix('番').filter(|behind| !spoken_of(behind)) {
        (1, behind)
    } else {
        let times = rest.chars().next().and_then(numeral::digit).filter(|times| (1..=6).contains(times))?;
        (times, rest[rest.chars().next()?.len_utf8()..].strip_prefix('番')?)
    };
    let end = text.len() - behind.len();
    let mut quantity = Quantity {
        range: at..end,
        outer: at..end,
        value: Number::from(1_i64 << times),
        value_max: None,
        unit: Cow::Borrowed("倍"),
        kind: Some(Kind::Ratio),
        bound: Bound::Exact,
        script: Script::Chinese,
        form: Form::Fraction,
        ordinal: false,
    };
    if text[end..].starts_with('多') {
        quantity.bound = Bound::Min;
        quantity.outer.end = end + '多'.len_utf8();
    }
    Some((quantity, end))
}

/// The factor 3 shares with 5万 in `3—5万元`.
fn multiplier_behind(text: &str, at: usize, product: Decimal, first: Decimal) -> Option<Decimal> {
    let digits: String = text[at..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let coefficient: Decimal = if digits.is_empty() {
        text[at..].chars().next().and_then(numeral::digit)?.into()
    } else {
        digits.parse().ok()?
    };
    (first < coefficient).then(|| product.checked_div(coefficient)).flatten()
}
