//! Which harmonised indicator (`dicts/concepts.toml`) a figure is one of: by its whole name, its kind and its unit.
//!
//! `全省地区生产总值` up 5.4 % → `gdp.growth`; `共收到行政复议案件` 78 件 → `admin_reconsideration.accepted`; `高新区地区生产总值` → none:
//! a part is no whole
//!
//! What is left of a name without the words that may stand beside it (全省, 预计, the division's own name) must be a name of the
//! concept to the last character. A figure without a concept is found again by its name; one with a wrong concept is a wrong
//! cell in somebody's panel.

use std::sync::LazyLock;

use gongwen_dicts::{Concept, Concepts, Measure, concepts};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Direction, Kind, Number};

/// The names of all concepts as one index.
pub struct Matcher {
    /// What names may mean, those of one name side by side.
    senses: Vec<Sense>,
    /// Every name, written out, and where its senses begin and end.
    names: FxHashMap<Box<str>, (u32, u32)>,
    /// The last two characters of each name: most names of figures end in none of them.
    ends: FxHashSet<(char, char)>,
    /// The first two characters of each name: most of what may be one begins with none of them.
    starts: FxHashSet<(char, char)>,
    /// Bytes of the longest name: most names of figures are longer.
    longest: usize,
    /// Each unit that some column takes.
    units: FxHashMap<Box<str>, Takers>,
    /// Words before a name by their first character, longest first.
    before: FxHashMap<char, Vec<Box<str>>>,
    /// Words behind a name, and whether only behind that of what changes.
    after: Vec<(Box<str>, bool)>,
    columns: Vec<Column>,
}

/// What one name stands for: a column, and whether only in changes.
#[derive(Clone, Copy)]
struct Sense {
    column: u32,
    /// The kinds of figure the column takes: here, as the columns lie far apart.
    kinds: u16,
    only_changed: bool,
}

/// What takes figures in a unit.
#[derive(Default)]
struct Takers {
    /// The kinds of figure taken in it, a bit each.
    kinds: u16,
    /// The columns that take them, a bit each.
    columns: Vec<u64>,
}

impl Takers {
    fn add(&mut self, column: usize, kinds: u16) {
        self.kinds |= kinds;
        let (word, bit) = (column / 64, column % 64);
        self.columns.resize(self.columns.len().max(word + 1), 0);
        self.columns[word] |= 1 << bit;
    }

    fn has(&self, column: u32) -> bool {
        let word = self.columns.get(column as usize / 64);
        word.is_some_and(|word| word >> (column % 64) & 1 == 1)
    }
}

/// A concept in one of its measures: what a panel has a column of.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// `gdp`, `gdp.growth`.
    pub id: String,
    /// Name that Stata and R take: `gdp_growth`.
    pub name: String,
    /// What it is called in Chinese: `地区生产总值增速`.
    pub label: String,
    /// What it is called in English.
    pub english: String,
    /// The unit of its values in Chinese.
    pub unit: String,
    /// Where it is defined.
    pub source: String,
    /// The kinds of figure it takes, a bit each.
    kinds: u16,
    /// Units of figures and their factors, in order.
    units: Vec<(String, Decimal, Decimal)>,
}

impl Column {
    /// A value of a figure in the unit of the column; falls are negative. None where the figure does not fit.
    #[must_use]
    pub fn value(&self, value: Number, unit: &str, direction: Option<Direction>) -> Option<Number> {
        let (_, above, below) = self.units.iter().find(|(name, ..)| name == unit)?;
        let value = value.decimal().checked_mul(*above)?.checked_div(*below)?;
        let falls = direction == Some(Direction::Down);
        Some(Number::from(if falls { -value } else { value }))
    }
}

/// What a document's own division is called, long and short.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnNames<'a> {
    long: &'a str,
    short: &'a str,
}

impl<'a> OwnNames<'a> {
    /// Of the division of this name.
    ///
    /// ```
    /// use gongwen::Kind;
    /// use gongwen::indicator::concept::{Matcher, OwnNames};
    /// let hunan = OwnNames::of("湖南省");
    /// let concept = |name| Matcher::builtin().concept(name, Kind::Money, "元", &hunan);
    /// assert_eq!(concept("湖南地区生产总值"), Some("gdp"));
    /// assert_eq!(concept("长沙地区生产总值"), None);
    /// ```
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        const KINDS: [&str; 9] =
            ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市", "县", "区"];
        let short = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or_default();
        Self { long: name, short: if short.chars().count() > 1 { short } else { "" } }
    }

    fn strip<'n>(&self, name: &'n str) -> Option<&'n str> {
        let words = [self.long, self.short];
        words.into_iter().filter(|word| !word.is_empty()).find_map(|word| name.strip_prefix(word))
    }
}

impl Matcher {
    /// The concepts of the dictionary.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(concepts()));
        &MATCHER
    }

    /// The concepts of `records`, which is the dictionary or was read by [`Concepts::from_toml`].
    #[must_use]
    pub fn new(records: &Concepts) -> Self {
        let mut matcher = Self {
            senses: Vec::new(),
            names: FxHashMap::default(),
            ends: FxHashSet::default(),
            starts: FxHashSet::default(),
            longest: 0,
            units: FxHashMap::default(),
            before: FxHashMap::default(),
            after: Vec::new(),
            columns: Vec::new(),
        };
        let mut before: Vec<&String> = records.around.before.iter().collect();
        before.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for word in before {
            if let Some(first) = word.chars().next() {
                matcher.before.entry(first).or_default().push(word.as_str().into());
            }
        }
        for concept in &records.concept {
            matcher.add(concept, &records.measure);
        }
        for (words, only_changed) in [(&records.around.after, false), (&records.around.after_change, true)] {
            for word in words {
                matcher.ends.extend(end_of(word));
                matcher.after.push((word.as_str().into(), only_changed));
            }
        }
        for (place, column) in matcher.columns.iter().enumerate() {
            for (unit, ..) in &column.units {
                matcher.units.entry(unit.as_str().into()).or_default().add(place, column.kinds);
            }
        }
        matcher
    }

    /// What a panel can have columns of, in the order of the dictionary.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The id of the concept in its measure that a figure of this full name, kind and unit is one of.
    #[must_use]
    pub fn concept(&self, name: &str, kind: Kind, unit: &str, own: &OwnNames<'_>) -> Option<&str> {
        self.find(name, kind, unit, own).map(|column| self.columns[column].id.as_str())
    }

    /// The same as its place among the [`columns`](Self::columns).
    #[must_use]
    pub fn find(&self, name: &str, kind: Kind, unit: &str, own: &OwnNames<'_>) -> Option<usize> {
        if !self.ends.contains(&end_of(name)?) {
            return None;
        }
        let unit = self.units.get(unit)?;
        if unit.kinds & bit(kind) == 0 {
            return None;
        }
        let mut rest = name;
        loop {
            let start = start_of(rest)?;
            if self.starts.contains(&start) {
                if let Some(found) = self.named(rest, kind, unit) {
                    return Some(found);
                }
                let behind =
                    self.after.iter().filter(|(_, only_changed)| kind == Kind::Change || !only_changed);
                let mut shorter = behind.filter_map(|(word, _)| rest.strip_suffix(&**word));
                if let Some(found) = shorter.find_map(|rest| self.named(rest, kind, unit)) {
                    return Some(found);
                }
            }
            let words = self.before.get(&start.0);
            let stripped = words.and_then(|words| words.iter().find_map(|word| rest.strip_prefix(&**word)));
            rest = own.strip(rest).or(stripped)?;
        }
    }

    /// The column of a figure of exactly this name in this unit.
    fn named(&self, name: &str, kind: Kind, unit: &Takers) -> Option<usize> {
        // Longer than any: not even written out in a hash.
        if name.len() > self.longest {
            return None;
        }
        let (from, until) = *self.names.get(name)?;
        let fits = |sense: &&Sense| {
            (kind == Kind::Change || !sense.only_changed)
                && sense.kinds & bit(kind) != 0
                && unit.has(sense.column)
        };
        self.senses[from as usize..until as usize].iter().find(fits).map(|sense| sense.column as usize)
    }

    fn add(&mut self, concept: &Concept, measures: &[Measure]) {
        let first = self.columns.len() as u32;
        let forms =
            concept.forms.iter().filter_map(|form| measures.iter().find(|measure| measure.id == *form));
        for (place, measure) in forms.enumerate() {
            self.columns.push(column(concept, measure, place == 0));
        }
        let last = self.columns.len() as u32;
        for (patterns, only_changed) in [(concept.names(), false), (concept.changed(), true)] {
            let names = patterns.unwrap_or_default();
            if names.is_empty() {
                continue;
            }
            let from = self.senses.len() as u32;
            self.senses.extend((first..last).map(|column| Sense {
                column,
                kinds: self.columns[column as usize].kinds,
                only_changed,
            }));
            let senses = (from, self.senses.len() as u32);
            for name in names {
                self.ends.extend(end_of(&name));
                self.starts.extend(start_of(&name));
                self.longest = self.longest.max(name.len());
                self.names.entry(name.into_boxed_str()).or_insert(senses);
            }
        }
    }
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

fn column(concept: &Concept, measure: &Measure, is_first: bool) -> Column {
    let (id, name) = (&concept.id, concept.column());
    // What changes by a share has its unit in the word.
    let (label, english) = match measure.id.as_str() {
        _ if is_first => (concept.label.clone(), concept.english.clone()),
        "growth" => (format!("{}增速", concept.label), format!("growth of {}", concept.english)),
        _ => (
            format!("{}（{}）", concept.label, measure.label),
            format!("{} in {}", concept.english, measure.english),
        ),
    };
    let decimal = |text: &str| text.parse::<Decimal>().ok().filter(|number| !number.is_zero());
    let units = measure.units.iter().filter_map(|unit| {
        let (above, below) = unit.factor.split_once('/').unwrap_or((&unit.factor, "1"));
        Some((unit.name.clone(), decimal(above)?, decimal(below)?))
    });
    Column {
        id: if is_first { id.clone() } else { format!("{id}.{}", measure.id) },
        name: if is_first { name } else { format!("{name}_{}", measure.id) },
        label,
        english,
        unit: measure.label.clone(),
        source: concept.source.clone(),
        kinds: measure.kinds.iter().filter_map(|kind| kind_of(kind)).fold(0, |all, kind| all | bit(kind)),
        units: units.collect(),
    }
}

fn kind_of(word: &str) -> Option<Kind> {
    Some(match word {
        "count" => Kind::Count,
        "money" => Kind::Money,
        "percent" => Kind::Percent,
        "change" => Kind::Change,
        "duration" => Kind::Duration,
        "measure" => Kind::Measure,
        "ratio" => Kind::Ratio,
        "rank" => Kind::Rank,
        "score" => Kind::Score,
        "difference" => Kind::Difference,
        _ => return None,
    })
}

/// A kind as one of the bits of a number.
fn bit(kind: Kind) -> u16 {
    1 << kind as u16
}

/// The first two characters.
fn start_of(name: &str) -> Option<(char, char)> {
    let mut chars = name.chars();
    Some((chars.next()?, chars.next()?))
}

/// The last two characters.
fn end_of(name: &str) -> Option<(char, char)> {
    let mut chars = name.chars().rev();
    let last = chars.next()?;
    Some((chars.next()?, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(name: &str, kind: Kind, unit: &str) -> Option<&'static str> {
        Matcher::builtin().concept(name, kind, unit, &OwnNames::of("松坪县"))
    }

    #[test]
    fn one_concept_has_many_names() {
        for name in ["地区生产总值", "全县生产总值", "预计全年地区生产总值", "松坪县GDP", "松坪地区生产总值"]
        {
            assert_eq!(concept(name, Kind::Money, "元"), Some("gdp"), "{name}");
        }
        for name in ["受理行政复议申请", "收到复议案件", "全县受理行政复议案件"] {
            assert_eq!(concept(name, Kind::Count, "件"), Some("admin_reconsideration.accepted"), "{name}");
        }
    }

    #[test]
    fn kind_and_unit_must_fit() {
        assert_eq!(concept("地区生产总值增速", Kind::Change, "%"), Some("gdp.growth"));
        assert_eq!(concept("地区生产总值", Kind::Change, "元"), None);
        assert_eq!(concept("人均地区生产总值", Kind::Money, "美元"), None);
        assert_eq!(concept("经济", Kind::Change, "%"), Some("gdp.growth"));
        assert_eq!(concept("经济", Kind::Money, "元"), None);
    }

    #[test]
    fn a_part_or_another_place_is_no_whole() {
        for name in
            ["高新区地区生产总值", "全国地区生产总值", "地区生产总值其中旅游业", "海洋生产总值", "", "值"]
        {
            assert_eq!(concept(name, Kind::Money, "元"), None, "{name}");
        }
    }

    #[test]
    fn values_are_exact_in_the_unit_of_the_column() {
        let columns = Matcher::builtin().columns();
        let find = |id: &str| columns.iter().find(|column| column.id == id).unwrap();
        let number = |n: i64| Number::from(n);
        let text = |value: Option<Number>| value.map(|value| value.to_string());
        assert_eq!(text(find("gdp").value(number(520_000_000_000), "元", None)).as_deref(), Some("5200"));
        assert_eq!(
            text(find("grain.output").value(number(84_000_000_000), "斤", None)).as_deref(),
            Some("4200")
        );
        assert_eq!(
            text(find("gdp.growth").value(number(3), "%", Some(Direction::Down))).as_deref(),
            Some("-3")
        );
        assert_eq!(find("gdp").value(number(3), "美元", None), None);
    }
}
