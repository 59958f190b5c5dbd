//! The panel: region × year × concept, every cell traced to the sentences it came from.
//!
//! `全县地区生产总值78亿元，增长5.4%。` in 松坪县's report for 2023, and what it plans for 2024 → one row for 2023 with `gdp` 78 and
//! `gdp_growth` 5.4, one for 2024 with `gdp_growth_target`
//!
//! 1. [`read()`] takes from each document the figures that have a concept, and the cells of disclosure tables: whose, when, how much
//!    in the unit of the concept, achieved or planned.
//! 2. [`Panel::build`] gathers those of one cell. Figures that agree are one cell with several sources; of those that do not, one is
//!    chosen by [`Rule`], and the conflict shows.
//! 3. [`Panel::wide`], [`Panel::long`], [`Panel::sources`], [`Panel::conflicts`] are its tables.
//!
//! A cell that no document fills is missing, and never zero. Only whole years make rows of the wide table; parts of a year and spans
//! of years stand in the long one.

mod catalogue;
mod choice;
mod reading;
mod sheets;
mod time;

use std::collections::BTreeMap;

use gongwen::Status;

pub use catalogue::{Catalogue, Variable};
pub use choice::Rule;
pub use reading::{Reporter, Source, read};
pub use sheets::variables;
pub use time::part_of_year;

/// What stands in one cell, and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// All figures of the cell, the chosen one first.
    pub sources: Vec<Source>,
    /// Whether each of the sources says the same as the first.
    pub agrees: Vec<bool>,
    /// Why the first was chosen.
    pub rule: Rule,
}

impl Cell {
    /// The source that was chosen.
    #[must_use]
    pub fn chosen(&self) -> &Source {
        &self.sources[0]
    }

    /// Whether a source says something else.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.agrees.contains(&false)
    }
}

/// What tells one cell from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Whose it is.
    pub reporter: Reporter,
    /// The time it is of.
    pub period: Option<String>,
    /// Whether that is a whole year.
    pub year: Option<i32>,
    /// Place among the variables.
    pub variable: usize,
    /// Whether it is planned.
    pub is_target: bool,
}

/// Which cells a panel has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Statuses {
    /// What was achieved.
    Actual,
    /// What was planned.
    Target,
    /// Both, apart.
    #[default]
    Both,
}

/// Cells of regions, times and concepts.
///
/// ```
/// use gongwen::{Options, analyze};
/// use gongwen_analysis::panel::{Catalogue, Panel, Statuses, read};
/// let text = "松坪县2024年政府工作报告\n一、2023年工作回顾\n全县地区生产总值78亿元，增长5.4%。";
/// let catalogue = Catalogue::default();
/// let sources = read(&analyze(text, &Options::default()), text, "a.txt", &catalogue);
/// let panel = Panel::build(sources, Statuses::Both, 0.0);
/// let (key, cell) = panel.cells().next().unwrap();
/// assert_eq!((key.year, cell.chosen().value.to_string().as_str()), (Some(2023), "78"));
/// assert_eq!(cell.chosen().sentence, "全县地区生产总值78亿元，增长5.4%。");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    cells: BTreeMap<Key, Cell>,
}

impl Panel {
    /// Gathers the figures of each cell; those less sure than `confidence` are left out.
    #[must_use]
    pub fn build(sources: Vec<Source>, statuses: Statuses, confidence: f32) -> Self {
        let mut gathered: BTreeMap<Key, Vec<Source>> = BTreeMap::new();
        for source in sources {
            let is_target = source.status == Status::Target;
            let wanted = match statuses {
                Statuses::Actual => !is_target,
                Statuses::Target => is_target,
                Statuses::Both => true,
            };
            if !wanted || source.confidence < confidence {
                continue;
            }
            let key = Key {
                reporter: source.reporter.clone(),
                period: source.period.clone(),
                year: source.year,
                variable: source.variable,
                is_target,
            };
            gathered.entry(key).or_default().push(source);
        }
        Self { cells: gathered.into_iter().map(|(key, sources)| (key, choice::choose(sources))).collect() }
    }

    /// The cells by reporter, time and variable.
    pub fn cells(&self) -> impl Iterator<Item = (&Key, &Cell)> {
        self.cells.iter()
    }

    /// How many cells there are, and how many of them are conflicts.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.cells.len(), self.cells.values().filter(|cell| cell.is_conflict()).count())
    }
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};
    use gongwen_export::Value;

    use super::*;

    fn panel(texts: &[(&str, &str)]) -> Panel {
        let catalogue = Catalogue::default();
        let sources = texts
            .iter()
            .flat_map(|(path, text)| read(&analyze(text, &Options::default()), text, path, &catalogue));
        Panel::build(sources.collect(), Statuses::Both, 0.0)
    }

    /// The cell of a year in the wide table; none where there is no such column or row.
    fn wide(panel: &Panel, year: i64, column: &str) -> Option<Value> {
        let sheet = panel.wide(&Catalogue::default());
        let place = |name: &str| sheet.columns.iter().position(|column| column.name == name);
        let row = sheet.rows.iter().find(|row| row[place("year").unwrap()] == Value::Integer(year))?;
        Some(row[place(column)?].plain().clone())
    }

    fn number(value: Option<Value>) -> String {
        match value {
            Some(Value::Number(number)) => number.to_string(),
            other => format!("{other:?}"),
        }
    }

    const HEAD: &str = "松坪县2024年政府工作报告\n一、2023年工作回顾\n";

    #[test]
    fn missing_is_not_zero() {
        let report = "松坪县2023年度法治政府建设情况报告\n一、总体情况\n全年受理行政复议申请78件，败诉行政诉讼案件0件。";
        let plan = format!(
            "{HEAD}地区生产总值78亿元。\n二、2024年工作安排\n2024年主要预期目标：地区生产总值增长6%。"
        );
        let panel = panel(&[("a.txt", report), ("b.txt", &plan)]);
        assert_eq!(number(wide(&panel, 2023, "suit_lost")), "0");
        assert_eq!(wide(&panel, 2024, "suit_lost"), Some(Value::Missing));
        assert_eq!(number(wide(&panel, 2024, "gdp_growth_target")), "6");
        assert_eq!(wide(&panel, 2024, "gdp_growth"), None);
    }

    #[test]
    fn units_are_one() {
        let report = format!("{HEAD}一般公共预算收入52.3亿元。全年粮食产量36亿斤。");
        let communique = "松坪县2023年国民经济和社会发展统计公报\n一、综合\n全年一般公共预算收入523000万元。\n粮食产量180万吨。";
        let panel = panel(&[("a.txt", &report), ("b.txt", communique)]);
        assert_eq!(number(wide(&panel, 2023, "fiscal_revenue")), "52.3");
        assert_eq!(number(wide(&panel, 2023, "grain_output")), "180");
        assert_eq!(panel.counts().1, 0, "{panel:#?}");
        let (_, cell) = panel.cells().next().unwrap();
        assert_eq!(cell.sources.len(), 2);
        assert_eq!(cell.rule, Rule::Agreed);
    }

    #[test]
    fn conflicts_show_all_their_sources() {
        let report = format!("{HEAD}预计地区生产总值80亿元。");
        let communique =
            "松坪县2023年国民经济和社会发展统计公报\n一、综合\n全年地区生产总值78.4亿元，比上年增长5.2%。";
        let panel = panel(&[("a.txt", &report), ("b.txt", communique)]);
        let (_, cell) = panel.cells().find(|(_, cell)| cell.is_conflict()).unwrap();
        assert_eq!((cell.chosen().value.to_string().as_str(), cell.rule), ("78.4", Rule::FinalOverEstimate));
        assert_eq!(cell.sources.len(), 2);
        assert_eq!(panel.conflicts(&Catalogue::default()).rows.len(), 2);
    }

    #[test]
    fn parts_of_a_year_make_no_row_of_the_year() {
        let report = format!("{HEAD}上半年地区生产总值38亿元。");
        let panel = panel(&[("a.txt", &report)]);
        let (key, _) = panel.cells().next().unwrap();
        assert_eq!((key.year, key.period.as_deref()), (None, Some("2023-01/2023-06")));
        assert!(panel.wide(&Catalogue::default()).rows.is_empty());
    }

    #[test]
    fn a_bureau_does_not_speak_for_its_county() {
        let bureau =
            "松坪县市场监督管理局2023年法治政府建设情况报告\n一、总体情况\n全年办理行政处罚案件120件。";
        let county = "松坪县人民政府2023年法治政府建设情况报告\n一、总体情况\n全年办理行政处罚案件3200件。";
        let panel = panel(&[("a.txt", bureau), ("b.txt", county)]);
        assert_eq!(panel.counts(), (2, 0), "{panel:#?}");
    }

    #[test]
    fn two_tiers_are_one_target() {
        let text =
            format!("{HEAD}二、2024年工作安排\n2024年主要预期目标：地区生产总值增长6%以上、力争6.5%。");
        let panel = panel(&[("a.txt", &text)]);
        let (_, cell) = panel.cells().next().unwrap();
        let chosen = cell.chosen();
        assert_eq!(
            (chosen.value.to_string(), chosen.high.map(|high| high.to_string())),
            ("6".into(), Some("6.5".into()))
        );
    }
}
