//! The dictionaries of gongwen as typed records.
//!
//! `dicts/units.toml`: `[[unit]] id = "mu" names = ["亩"] …` → [`Unit`] `{id: "mu", names: ["亩"], …}`.
//!
//! Data, not code: each file holds one kind of record, each record its examples, its counter-examples and the source
//! of the fact. `README.md` defines every field; the tests run every example. Adding an entry is editing one file.
//!
//! ```
//! let dictionaries = gongwen_dicts::builtin();
//! let mu = dictionaries.units.iter().find(|unit| unit.id == "mu").unwrap();
//! assert_eq!(mu.names[0], "亩");
//! assert_eq!(mu.base.as_ref().unwrap().factor, "2000/3");
//! ```

mod agency;
mod division;
mod table;

use std::sync::LazyLock;

use serde::Deserialize;

pub use agency::{
    Agency, AgencyCodes, CodeExample, CodeType, Office, Organ, RegionAbbreviation, agency_codes,
};
pub use division::{Division, divisions};
pub use table::{Axis, Table, TableCell, TableColumn, TableCounterExample, TableExample, TableRow, TableSum};

/// All dictionaries.
#[derive(Clone, Debug)]
pub struct Dictionaries {
    /// `units.toml`.
    pub units: Vec<Unit>,
    /// `numerals.toml`.
    pub numerals: Vec<Numeral>,
    /// `bounds.toml`.
    pub bounds: Vec<BoundWords>,
    /// `changes.toml`.
    pub changes: Vec<ChangeVerb>,
    /// `expressions.toml`.
    pub expressions: Vec<Expression>,
    /// `headings.toml`.
    pub headings: Vec<HeadingMarker>,
    /// `words.toml`.
    pub words: Vec<WordClass>,
    /// `periods.toml`.
    pub periods: Vec<NamedPeriod>,
    /// `goals.toml`.
    pub goals: Vec<Goal>,
    /// `boilerplate.toml`.
    pub boilerplate: Vec<Boilerplate>,
    /// `documents.toml`.
    pub documents: Documents,
    /// `congresses.toml`.
    pub congresses: Vec<Congress>,
    /// `disclosure.toml`.
    pub tables: Vec<Table>,
}

/// What a page sets round a document: a menu, a breadcrumb, a footer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boilerplate {
    /// Stable name in ASCII.
    pub id: String,
    /// What it is, as the output calls it: `navigation`, `footer`.
    pub kind: String,
    /// How a line shows it.
    pub role: BoilerplateRole,
    /// The words.
    pub words: Vec<String>,
    /// Whether a colon follows the words.
    #[serde(default)]
    pub colon: bool,
    /// Where such words are written.
    pub source: String,
    /// Lines all of which are set aside, or, for a value, lines a stretch of which is.
    pub examples: Vec<String>,
    /// Lines of which nothing is.
    pub counter_examples: Vec<String>,
}

/// How words show that a line is no part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoilerplateRole {
    /// Anywhere in a short line.
    Inside,
    /// At the beginning of a short line.
    Opening,
    /// As the whole of a line.
    Whole,
    /// As each cell of a line, where its neighbours are set aside too.
    Cell,
    /// At the beginning of a line next to a footer's.
    Footer,
    /// As a label inside a line: it and its value are set aside, not the line.
    Value,
}

/// `documents.toml`: what documents are and how they say it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// The fifteen types (文种).
    pub document_type: Vec<DocumentType>,
    /// Kinds of content; the first that takes a title counts.
    pub genre: Vec<GenreWords>,
    /// What a title ends with besides a type.
    pub title_end: Vec<TitleEnd>,
    /// What stands before the value of a field.
    pub label: Vec<FieldWords>,
    /// Words of the head (版头) that are a field's value.
    pub mark: Vec<FieldWords>,
}

/// A type of official document (文种).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// Its name in the clause.
    pub name: String,
    /// What a title of this type ends with; the name where left out.
    #[serde(default)]
    pub names: Vec<String>,
    /// The clause.
    pub source: String,
    /// Titles of this type.
    pub examples: Vec<String>,
    /// Titles that hold the word and are not of this type.
    pub counter_examples: Vec<String>,
}

impl DocumentType {
    /// Whether a title of these words, brackets after them left out, is of this type.
    ///
    /// ```
    /// let order = &gongwen_dicts::builtin().documents.document_type[2];
    /// assert!(order.ends("岱溪市人民政府令") && !order.ends("岱溪市人民政府通知"));
    /// ```
    #[must_use]
    pub fn ends(&self, title: &str) -> bool {
        let named = self.names.iter().any(|name| title.ends_with(name.as_str()));
        named || self.names.is_empty() && title.ends_with(self.name.as_str())
    }
}

/// A kind of content and the titles that have it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenreWords {
    /// Its name in the output.
    pub id: String,
    /// The title has one of these; any title where left out.
    #[serde(default)]
    pub any: Vec<String>,
    /// And one of these.
    #[serde(default)]
    pub and: Vec<String>,
    /// And none of these.
    #[serde(default)]
    pub never: Vec<String>,
    /// And ends with one of these, brackets after them left out.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The kind whose figures are read alike, where that is another.
    pub read_as: Option<String>,
    /// What such documents are for.
    pub source: String,
    /// Titles of this kind.
    pub examples: Vec<String>,
    /// Titles that are not.
    pub counter_examples: Vec<String>,
}

impl GenreWords {
    /// Whether a title, brackets after it left out, is of this kind.
    ///
    /// ```
    /// let genres = &gongwen_dicts::builtin().documents.genre;
    /// let reply = genres.iter().find(|genre| genre.id == "reply").unwrap();
    /// assert!(reply.takes("国务院关于松坪新区总体规划的批复"));
    /// ```
    #[must_use]
    pub fn takes(&self, title: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
        (self.any.is_empty() || has(&self.any))
            && (self.and.is_empty() || has(&self.and))
            && (self.ends.is_empty() || self.ends.iter().any(|end| title.ends_with(end.as_str())))
            && !has(&self.never)
    }
}

/// Words a title ends with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleEnd {
    /// The words.
    pub words: Vec<String>,
    /// Where such titles are written.
    pub source: String,
    /// Titles.
    pub examples: Vec<String>,
    /// Lines that are none.
    pub counter_examples: Vec<String>,
}

/// Words that stand for a field of the metadata or before its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// The field.
    pub field: String,
    /// The words.
    pub words: Vec<String>,
    /// The clause, or where they are written.
    pub source: String,
    /// Lines that give the field.
    pub examples: Vec<String>,
    /// Lines that do not.
    pub counter_examples: Vec<String>,
}

/// A National People's Congress (全国人民代表大会) and the years of its sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Congress {
    /// 第几届.
    pub term: u32,
    /// The year each session opened, the first session first.
    pub years: Vec<i32>,
    /// Where it is stated.
    pub source: String,
    /// Texts that name a session of it.
    pub examples: Vec<String>,
}

/// A main expected goal (主要预期目标): how the figures that state it are named.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Stable name in ASCII.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// A figure whose name has one of these states it.
    pub words: Vec<String>,
    /// And one whose whole name is one of these.
    #[serde(default)]
    pub whole: Vec<String>,
    /// But none whose name has one of these.
    #[serde(default)]
    pub never: Vec<String>,
    /// Kinds of figure that state it; any where left out.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Where the goal is stated.
    pub source: String,
    /// Names of figures that state it.
    pub examples: Vec<String>,
    /// Names of figures that do not.
    pub counter_examples: Vec<String>,
}

impl Goal {
    /// Whether a figure of this name states it, whatever its kind.
    ///
    /// ```
    /// let gdp = &gongwen_dicts::builtin().goals[0];
    /// assert!(gdp.is_named("全市生产总值") && !gdp.is_named("单位地区生产总值能耗"));
    /// ```
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| name.contains(word.as_str()));
        (has(&self.words) || self.whole.iter().any(|whole| whole == name)) && !has(&self.never)
    }
}

/// One unit of measurement or government counter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable name in ASCII.
    pub id: String,
    /// Writings after the multiplier; the first is the usual one.
    pub names: Vec<String>,
    /// What sort of figure a value with this unit is: `count`, `money`, `percent`, `duration`, `measure`, `ratio`,
    /// `rank`, `score`.
    pub kind: String,
    /// Whether `个` may stand between number and unit and is no part of it: `3个月`, `2个百分点`.
    #[serde(default)]
    pub takes_ge: bool,
    /// Whether a number of two digits or more before it makes it the unit whatever word it could begin with what follows:
    /// 20个体育公园, 18家具备条件.
    #[serde(default)]
    pub digits_win: bool,
    /// Words it is not to be found before, because it is their first character: `人` before `口` (人口), `均` (人均).
    #[serde(default)]
    pub not_before: Vec<String>,
    /// The unit of the same kind it is a multiple of.
    pub base: Option<BaseUnit>,
    /// Where the definition is stated.
    pub source: String,
    /// Texts it is found in.
    pub examples: Vec<QuantityExample>,
    /// Texts it is not found in.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// The base unit of a unit and the exact factor to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseUnit {
    /// `id` of the base unit.
    pub unit: String,
    /// How many base units one is: an integer, a decimal or a fraction.
    pub factor: String,
}

/// A text, the quantity to be found in it and its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityExample {
    /// The text.
    pub text: String,
    /// The quantity as it stands in the text.
    pub raw: String,
    /// Its value as a decimal.
    pub value: String,
    /// Upper end, for a range.
    pub value_max: Option<String>,
    /// `exact` where not given.
    pub bound: Option<String>,
    /// The unit as reported where it is not the one expected from the record.
    pub unit: Option<String>,
}

/// A character of a Chinese numeral.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numeral {
    /// The characters, simplified, traditional and financial (大写) alike.
    pub characters: String,
    /// `digit` (一), `multiplier` (万).
    pub role: NumeralRole,
    /// The digit, or the multiplier's factor.
    pub value: u64,
    /// Where it is stated.
    pub source: String,
    /// Numerals written with it.
    pub examples: Vec<NumeralExample>,
}

/// What a numeral character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumeralRole {
    /// Stands for 0 to 9.
    Digit,
    /// Multiplies what stands before it: 十百千万亿.
    Multiplier,
    /// A digit and its ten: 廿, 卅.
    Tens,
}

/// A numeral and its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumeralExample {
    /// The whole numeral.
    pub text: String,
    /// Its value as a decimal.
    pub value: String,
}

/// Words that bound a figure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// The words.
    pub words: Vec<String>,
    /// Where they stand: `before` the number, `inside` between number and unit, `after` the unit.
    pub position: Position,
    /// `min`, `max` or `approx`; `exact` for longer words that merely end or begin like a bound (`签约`, `以上学历`).
    pub bound: String,
    /// Texts, the figure in each, and the value it has.
    pub examples: Vec<QuantityExample>,
    /// Texts in which no figure has this bound.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// Where a bound word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// `不少于24学时`.
    Before,
    /// `700余人`.
    Inside,
    /// `85%以上`.
    After,
}

/// Verbs that say a figure is the amount by which something changed or differs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeVerb {
    /// The verbs.
    pub words: Vec<String>,
    /// `change` (over time) or `difference` (from a comparator).
    pub kind: String,
    /// `up` or `down`.
    pub direction: String,
    /// Texts and the figure in each.
    pub examples: Vec<QuantityExample>,
    /// Texts in which the figure is no change.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// Expressions whose numerals measure nothing: names, slogans, ordinals.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expression {
    /// The writings.
    pub texts: Vec<String>,
    /// What it is, and where it comes from.
    pub source: String,
    /// Texts in which it stands and no figure is found inside it.
    pub examples: Vec<String>,
    /// Texts in which the same characters do hold a figure, which must be found.
    #[serde(default)]
    pub counter_examples: Vec<QuantityExample>,
}

/// A heading marker.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingMarker {
    /// `part`, `chapter`, `section`, `article`, `h1` to `h5`.
    pub level: String,
    /// What stands before the number.
    pub before: Vec<String>,
    /// `chinese` (一), `arabic` (1), `circled` (①).
    pub numeral: String,
    /// What stands after the number.
    pub after: Vec<String>,
    /// Clause that defines it.
    pub source: String,
    /// Lines and the marker in each.
    pub examples: Vec<MarkerExample>,
    /// Lines that begin alike and are no headings.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// A line and its marker.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerExample {
    /// The line.
    pub text: String,
    /// The marker it begins with.
    pub marker: String,
    /// The title after it.
    pub title: String,
}

/// A class of words that decide where a name begins and ends, what time a figure speaks of, and whether it was achieved.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// Name of the class, as `README.md` defines it.
    pub class: String,
    /// The words.
    pub words: Vec<String>,
    /// Texts in which a word of this record stands as such.
    pub examples: Vec<String>,
    /// Texts in which the same characters are part of another word.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// A period with a name of its own, such as a five-year plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedPeriod {
    /// The names, without quotation marks.
    pub names: Vec<String>,
    /// First year.
    pub from: i32,
    /// Last year.
    pub until: i32,
    /// What defines it.
    pub source: String,
    /// Texts that speak of it.
    pub examples: Vec<String>,
    /// Texts in which the same characters mean something else.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// Traditional and variant characters with the simplified form read for each: `traditional.tsv`, in order of the first.
///
/// ```
/// let pairs: Vec<(char, char)> = gongwen_dicts::traditional().collect();
/// assert!(pairs.contains(&('點', '点')));
/// ```
pub fn traditional() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("../traditional.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (traditional, simplified) = line.split_once('\t')?;
        Some((traditional.chars().next()?, simplified.chars().next()?))
    })
}

/// Words of modern Chinese and how often they are used: `word-frequencies.tsv`, in order of the first character. Each is its first
/// character, the rest, and its count in 60 million words, within a quarter.
///
/// ```
/// let (_, _, count) = gongwen_dicts::word_frequencies().find(|(first, rest, _)| (*first, *rest) == ('规', "定")).unwrap();
/// assert!(count > 5000.0);
/// ```
pub fn word_frequencies() -> impl Iterator<Item = (char, &'static str, f32)> {
    /// What one step of the class is worth: a power of 2.
    const STEP: f32 = 2.0 / 3.0;
    let lines = include_str!("../word-frequencies.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (first, words) = line.split_once('\t').unwrap_or_default();
        words.split(' ').filter_map(move |word| {
            let (rest, class) = word.split_at_checked(word.len().checked_sub(1)?)?;
            let class = class.chars().next()?.to_digit(36)?;
            Some((first.chars().next()?, rest, (STEP * class as f32).exp2()))
        })
    })
}

/// The embedded dictionaries, parsed once.
///
/// # Panics
/// Never in a released crate: the files are embedded, and the tests parse them.
#[must_use]
pub fn builtin() -> &'static Dictionaries {
    static BUILTIN: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries {
        units: records::<Units>("units.toml", include_str!("../units.toml")).unit,
        numerals: records::<Numerals>("numerals.toml", include_str!("../numerals.toml")).numeral,
        bounds: records::<Bounds>("bounds.toml", include_str!("../bounds.toml")).bound,
        changes: records::<Changes>("changes.toml", include_str!("../changes.toml")).change,
        expressions: records::<Expressions>("expressions.toml", include_str!("../expressions.toml"))
            .expression,
        headings: records::<Headings>("headings.toml", include_str!("../headings.toml")).heading,
        periods: records::<Periods>("periods.toml", include_str!("../periods.toml")).period,
        words: records::<Words>("words.toml", include_str!("../words.toml")).word,
        goals: records::<Goals>("goals.toml", include_str!("../goals.toml")).goal,
        boilerplate: records::<BoilerplateRecords>("boilerplate.toml", include_str!("../boilerplate.toml"))
            .boilerplate,
        documents: records::<Documents>("documents.toml", include_str!("../documents.toml")),
        congresses: records::<Congresses>("congresses.toml", include_str!("../congresses.toml")).congress,
        tables: records::<Tables>("disclosure.toml", include_str!("../disclosure.toml")).table,
    });
    &BUILTIN
}

fn records<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("dicts/{file}: {error}"))
}

macro_rules! file {
    ($name:ident, $field:ident, $record:ty) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $field: Vec<$record>,
        }
    };
}

file!(Units, unit, Unit);
file!(Numerals, numeral, Numeral);
file!(Bounds, bound, BoundWords);
file!(Changes, change, ChangeVerb);
file!(Expressions, expression, Expression);
file!(Headings, heading, HeadingMarker);
file!(Periods, period, NamedPeriod);
file!(Words, word, WordClass);
file!(Goals, goal, Goal);
file!(BoilerplateRecords, boilerplate, Boilerplate);
file!(Congresses, congress, Congress);
file!(Tables, table, Table);
