//! Growth targets: what a document plans for the year, the growth of its economy first.
//!
//! `今年主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。` → `地区生产总值` up 5 to 5 %, about, 2026; `居民消费价格` up 2 %.
//!
//! A figure is such a target if it is planned and either states one of the goals of `dicts/goals.toml` or stands in a
//! statement of goals (预期目标, 主要目标).
//!
//! | `bound` | wording | `low` | `high` |
//! |---|---|---|---|
//! | `exact` | `增长4.5%` | 4.5 | 4.5 |
//! | `approx` | `增长5%左右` | 5 | 5 |
//! | `range` | `增长5%—5.5%` | 5 | 5.5 |
//! | `min` | `增长5%以上` | 5 | none |
//! | `max` | `控制在5.5%以内` | none | 5.5 |
//! | of the first tier | `增长5%以上、力争5.5%` | 5 | 5.5 |

use gongwen::{Bound, Comparison, Direction, Document, Indicator, Kind, Number, Rule, Status};
use gongwen_dicts::Goal;
use serde::Serialize;

use crate::region;

mod table;

pub use table::{row, sheet};

/// One target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// The document.
    pub path: String,
    /// Whose target it is.
    pub region: Option<String>,
    /// Its code (行政区划代码) in the year of the document.
    pub adcode: Option<String>,
    /// The year it is for; none for a span of years or an average over them.
    pub year: Option<i32>,
    /// The time it is for, ISO 8601.
    pub period: Option<String>,
    /// Which goal of `dicts/goals.toml` it states.
    pub goal: Option<&'static str>,
    /// What is to be reached.
    pub name: String,
    /// Lower end.
    pub low: Option<Number>,
    /// Upper end; of two tiers (5%以上、力争5.5%) the second.
    pub high: Option<Number>,
    /// Unit.
    pub unit: String,
    /// Bound; of two tiers that of the first.
    pub bound: Bound,
    /// Of growth and decline.
    pub direction: Option<Direction>,
    /// The clause that states it, with the striving added to it (努力争取更好结果).
    pub wording: String,
    /// The sentence.
    pub sentence: String,
    /// First code point of the figure.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

impl Target {
    /// Whether it is the growth of GDP in one year.
    #[must_use]
    pub fn is_growth_of_the_year(&self) -> bool {
        self.goal == Some("gdp") && self.year.is_some()
    }
}

/// The targets of a document made from `text`: the GDP target of its year first, the others in reading order.
///
/// ```
/// use gongwen::{Options, analyze};
/// let text = "2026年某省政府工作报告\n一、2026年工作\n今年主要预期目标是：地区生产总值增长5%左右，城镇调查失业率5.5%以内。";
/// let targets = gongwen_analysis::targets::targets(&analyze(text, &Options::default()), text, "a.txt");
/// let [growth, unemployment] = &targets[..] else { panic!("{targets:?}") };
/// assert_eq!((growth.goal, growth.year, growth.wording.as_str()), (Some("gdp"), Some(2026), "地区生产总值增长5%左右"));
/// assert_eq!((unemployment.low, unemployment.high.map(|high| high.to_string())), (None, Some("5.5".into())));
/// ```
#[must_use]
pub fn targets(document: &Document, text: &str, path: &str) -> Vec<Target> {
    let region = region::of(&document.metadata, path);
    let mut found: Vec<(Rank, Target)> = Vec::new();
    let mut figures = document.indicators.iter().peekable();
    while let Some(figure) = figures.next() {
        if figure.status != Status::Target || figure.rule == Rule::Unnamed {
            continue;
        }
        let goal = goal(figure);
        let stated = is_stated(text, figure);
        // Statements of goals say how many tasks they set, too.
        let counts = matches!(figure.kind, Kind::Count | Kind::Duration | Kind::Rank | Kind::Score);
        if goal.is_none() && (!stated || counts) || figure.kind == Kind::Duration {
            continue;
        }
        // Striving for more is part of the same target.
        let second = figures.next_if(|next| is_second_tier(text, figure, next));
        let mut target = target(text, path, figure, second, goal);
        if let Some(region) = &region {
            target.region = Some(region.name.clone());
            target.adcode.clone_from(&region.adcode);
        }
        let year = document.metadata.report_year.filter(|year| target.year.is_some_and(|y| y >= *year));
        let years_goal = target.goal == Some("gdp") && target.unit == "%" && year.is_some();
        found.push((
            Rank { later: !years_goal, year: target.year.filter(|_| years_goal), unstated: !stated },
            target,
        ));
    }
    let first =
        found.iter().enumerate().filter(|(_, (rank, _))| !rank.later).min_by_key(|(_, (rank, _))| *rank);
    if let Some(first) = first.map(|(place, _)| place) {
        found[..=first].rotate_right(1);
    }
    found.into_iter().map(|(_, target)| target).collect()
}

/// What makes a target the one of the year: the first of these, and then of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    later: bool,
    year: Option<i32>,
    unstated: bool,
}

fn goal(figure: &Indicator) -> Option<&'static Goal> {
    let kind = serde_json::to_value(figure.kind).ok()?;
    let goals = gongwen_dicts::builtin().goals.iter();
    let name = if figure.name.is_empty() { &figure.full_name } else { &figure.name };
    // 增速, 涨幅 name the growth that the figure already is.
    let name = name.trim_end_matches("增速").trim_end_matches("涨幅").trim_end_matches("增长");
    let fits = |goal: &&Goal| goal.kinds.is_empty() || goal.kinds.iter().any(|k| kind == k.as_str());
    goals.filter(|goal| goal.is_named(name)).find(fits)
}

/// Whether it stands in a statement of goals: one begun in its sentence, or before the semicolons it stands behind.
fn is_stated(text: &str, figure: &Indicator) -> bool {
    const STATED: [&str; 5] = ["预期目标", "主要目标", "奋斗目标", "总体目标", "发展目标"];
    /// A line that was cut right behind 主要预期目标.
    const BEFORE_BYTES: usize = 30;
    let figure_at = figure.span.byte_start;
    let start = text[..figure_at].rfind(['。', '！', '？']).map_or(0, |stop| stop + '。'.len_utf8());
    let line = text[..figure_at].rfind('\n').map_or(0, |end| end + 1);
    let before = text[..line].trim_end();
    let cut = text[line..figure_at].starts_with(['是', '为', '：']);
    let tail = before.len()
        - (0..=BEFORE_BYTES.min(before.len()))
            .rev()
            .find(|n| before.is_char_boundary(before.len() - n))
            .unwrap_or(0);
    let words = &text[start.max(line)..figure_at];
    STATED.iter().any(|word| words.contains(word) || cut && before[tail..].ends_with(word))
}

/// `增长5%以上、力争5.5%`: the next figure says more of the same.
fn is_second_tier(text: &str, first: &Indicator, next: &Indicator) -> bool {
    const STRIVING: [&str; 6] = ["力争", "争取", "奋斗", "冲刺", "努力", "确保"];
    const NEAR_CHARS: usize = 16;
    let Some(between) = text.get(first.span.byte_end..next.span.byte_start) else { return false };
    let near = between.chars().count() <= NEAR_CHARS && !between.contains(['。', '；', '\n']);
    near && next.unit == first.unit
        && next.status == Status::Target
        && (next.name.is_empty()
            || first.full_name.contains(next.name.as_str())
            || next.full_name == first.full_name
            || next.group == first.group)
        && STRIVING.iter().any(|word| between.contains(word))
}

fn target(
    text: &str,
    path: &str,
    figure: &Indicator,
    second: Option<&Indicator>,
    goal: Option<&'static Goal>,
) -> Target {
    let (low, high) = ends(figure);
    let high = second.map_or(high, |second| ends(second).1.or(ends(second).0));
    let last = second.unwrap_or(figure);
    let annual_average = figure.comparison == Some(Comparison::AnnualAverage);
    Target {
        path: path.to_owned(),
        region: None,
        adcode: None,
        year: figure.period.as_deref().filter(|_| !annual_average).and_then(|period| period.parse().ok()),
        period: figure.period.as_deref().map(str::to_owned),
        goal: goal.map(|goal| goal.id.as_str()),
        name: figure.full_name.to_string(),
        low,
        high,
        unit: figure.unit.to_string(),
        bound: figure.bound,
        direction: figure.direction,
        wording: wording(text, figure.span.byte_start, last.span.byte_end),
        sentence: sentence(text, figure),
        start: figure.span.start,
        end: last.span.end,
    }
}

fn ends(figure: &Indicator) -> (Option<Number>, Option<Number>) {
    match figure.bound {
        Bound::Min => (Some(figure.value), None),
        Bound::Max => (None, Some(figure.value)),
        Bound::Exact | Bound::Approx | Bound::Range => {
            (Some(figure.value), Some(figure.value_max.unwrap_or(figure.value)))
        }
    }
}

/// The clause round `start..end`, and the next one if it strives without a figure of its own.
fn wording(text: &str, start: usize, end: usize) -> String {
    const STOPS: [char; 12] = ['：', ':', '，', ',', '。', '；', ';', '！', '？', '\n', '\r', '\t'];
    const STRIVING: [&str; 5] = ["努力", "力争", "争取", "奋力", "冲刺"];
    let from = text[..start]
        .rfind(STOPS)
        .map_or(0, |stop| stop + text[stop..].chars().next().map_or(1, char::len_utf8));
    let clause_end = |at: usize| text[at..].find(STOPS).map_or(text.len(), |stop| at + stop);
    let mut until = clause_end(end);
    if text[until..].starts_with('，') {
        let next = until + '，'.len_utf8();
        let more = &text[next..clause_end(next)];
        if STRIVING.iter().any(|word| more.contains(word)) && !more.contains(|c: char| c.is_numeric()) {
            until = clause_end(next);
        }
    }
    text[from..until].trim().to_owned()
}

/// The sentence on one line, as long as a cell can hold.
fn sentence(text: &str, figure: &Indicator) -> String {
    const SIDE: usize = 500;
    let (start, end) = figure.sentence;
    let from = start.max(figure.span.start.saturating_sub(SIDE));
    let until = end.min(figure.span.end + SIDE);
    let sentence: String = text.chars().skip(from).take(until.saturating_sub(from)).collect();
    sentence.trim().replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};

    use super::*;

    fn of(goals: &str) -> Vec<Target> {
        let text = format!(
            "2026年湖南省政府工作报告\n一、2025年工作回顾\n全省地区生产总值增长4.8%。\n二、2026年工作安排\n今年经济社会发展主要预期目标是：{goals}\n"
        );
        targets(&analyze(&text, &Options::default()), &text, "a.txt")
    }

    fn first(goals: &str) -> (Option<String>, Option<String>, Bound) {
        let targets = of(goals);
        assert!(!targets.is_empty(), "{goals}");
        let first = &targets[0];
        assert_eq!(
            (first.goal, first.year, first.adcode.as_deref()),
            (Some("gdp"), Some(2026), Some("430000")),
            "{goals}"
        );
        (first.low.map(|n| n.to_string()), first.high.map(|n| n.to_string()), first.bound)
    }

    #[test]
    fn ends_and_bounds() {
        let some = |n: &str| Some(n.to_owned());
        for (goals, low, high, bound) in [
            ("地区生产总值增长4.5%。", some("4.5"), some("4.5"), Bound::Exact),
            ("地区生产总值增长5%左右。", some("5"), some("5"), Bound::Approx),
            (
                "全省地区生产总值增长5%—5.5%，在实际工作中努力争取更好结果。",
                some("5"),
                some("5.5"),
                Bound::Range,
            ),
            ("全省生产总值增长5%以上。", some("5"), None, Bound::Min),
            ("经济增长5.5%左右，居民收入和经济增长同步。", some("5.5"), some("5.5"), Bound::Approx),
            ("GDP增长6%以上、力争6.5%。", some("6"), some("6.5"), Bound::Min),
            ("地区生产总值增长7%以上，力争达到8%，固定资产投资增长9%。", some("7"), some("8"), Bound::Min),
            ("城镇新增就业70万人，地区生产总值增长5%。", some("5"), some("5"), Bound::Exact),
        ] {
            assert_eq!(first(goals), (low, high, bound), "{goals}");
        }
    }

    #[test]
    fn the_years_growth_stands_first_and_other_goals_follow() {
        let targets = of(
            "“十五五”时期地区生产总值年均增长5%，城镇新增就业70万人，今年地区生产总值增长5.5%左右，努力争取更好结果；粮食产量615亿斤左右。",
        );
        let rows: Vec<_> = targets.iter().map(|t| (t.goal, t.year, t.wording.as_str())).collect();
        assert_eq!(rows[0], (Some("gdp"), Some(2026), "今年地区生产总值增长5.5%左右，努力争取更好结果"));
        assert_eq!((rows[1].0, rows[1].1), (Some("gdp"), None));
        assert_eq!((rows[2].0, rows[3].0), (Some("employment"), Some("grain")));
        assert_eq!(targets.len(), 4);
    }

    /// A heading that plans, over five years that are gone; a delivery that names no day.
    #[test]
    fn what_was_achieved_is_no_target() {
        let text = "政府工作报告\n——2026年1月在省第十四届人民代表大会第四次会议上\n一、“十四五”时期发展成就和“十五五”时期主要目标任务\n\
                    过去五年，我们迎难而上，地区生产总值年均增长5.2%。\n二、回顾\n2025年，预计地区生产总值增长5.4%左右。";
        let found = targets(&analyze(text, &Options::default()), text, "a.txt");
        assert_eq!(found, [], "{found:?}");
    }

    #[test]
    fn what_is_planned_elsewhere_is_no_goal() {
        let text = "2026年某县政府工作报告\n一、重点工作\n新建学校12所，固定资产投资增长6%。";
        let targets = targets(&analyze(text, &Options::default()), text, "a.txt");
        assert!(targets.iter().all(|target| target.goal == Some("fixed_investment")), "{targets:?}");
    }
}
