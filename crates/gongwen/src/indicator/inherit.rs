//! Inheritance: what a figure's own clause leaves out and an earlier one gives.
//!
//! `取消行政职权19项，调整463项，同比增长5%。` → `取消行政职权`; `调整行政职权`; `调整行政职权`.

use std::ops::Range;

use super::clause::Boundary;
use super::name::{self, Name};
use super::{Draft, Figure};
use crate::document::{Kind, Rule};
use crate::time::period::TimeExpression;

/// A figure's name with what it inherits.
#[derive(Clone, Debug, PartialEq)]
pub struct FullName {
    /// By its own clause, or taken over whole where that has none.
    pub name: String,
    /// The name that can stand alone.
    pub full_name: String,
    /// The construction.
    pub rule: Rule,
    /// Whether it speaks of the same thing as the figure before.
    pub same_statement: bool,
}

/// A figure's parts as later ones see them.
#[derive(Clone, Debug, Default)]
struct Known {
    name: Name,
    full: String,
    unit: String,
}

/// Gives each figure of a sentence its full name; `before` holds the records of the sentences before.
#[must_use]
pub fn full_names(
    text: &str,
    sentence: &Range<usize>,
    figures: &[Figure<'_, '_>],
    times: &[TimeExpression],
    before: &[Draft<'_>],
) -> Vec<FullName> {
    let mut known: Vec<Known> = Vec::with_capacity(figures.len());
    let mut names = Vec::with_capacity(figures.len());
    for (index, figure) in figures.iter().enumerate() {
        let previous = index.checked_sub(1).map(|previous| &known[previous]);
        let head = figure.slot.head.map(|head| &known[head]);
        let topic = topic(text, sentence, figures, times, index);
        let (full, rule, same) = if let Some(head) = head {
            breakdown(figure, head)
        } else if figure.name.is_empty() {
            whole(previous, &topic, before)
        } else if let Some(previous) = previous {
            (following(figure, previous, &known[0], &topic), figure.rule, false)
        } else {
            (first(figure, &topic, before), figure.rule, false)
        };
        let own = figure.name.text();
        let mut parts = figure.name.clone();
        if parts.is_empty() {
            parts = head.or(previous).map(|known| known.name.clone()).unwrap_or_default();
        } else if parts.is_verb_only()
            && let Some(previous) = previous
        {
            parts.object.clone_from(&previous.name.object);
        }
        let name = if own.is_empty() { full.clone() } else { own };
        known.push(Known { name: parts, full: full.clone(), unit: figure.slot.quantity.unit.clone() });
        let rule = if full.is_empty() { Rule::Unnamed } else { rule };
        names.push(FullName { name, full_name: full, rule, same_statement: same });
    }
    names
}

/// A part in brackets: `（其中刑事1077件）` of `办理诉讼案件` → `办理刑事诉讼案件`.
fn breakdown(figure: &Figure<'_, '_>, head: &Known) -> (String, Rule, bool) {
    let own = figure.name.text();
    if own.is_empty() {
        return (head.full.clone(), Rule::Inherited, true);
    }
    let full = if shares_noun(&own, &head.name.object) {
        own
    } else if head.name.object.is_empty() {
        [head.full.as_str(), &own].concat()
    } else {
        [&head.name.verb, &own, &head.name.object].map(String::as_str).concat()
    };
    (full, Rule::Breakdown, true)
}

/// Nothing of its own: `，增长21.8%`.
fn whole(previous: Option<&Known>, topic: &str, before: &[Draft<'_>]) -> (String, Rule, bool) {
    let full = match previous {
        Some(previous) => previous.full.clone(),
        None if !topic.is_empty() => topic.to_owned(),
        None => before.last().map(|draft| draft.full_name.clone()).unwrap_or_default(),
    };
    (full, Rule::Inherited, previous.is_some())
}

/// A figure after another in its sentence.
fn following(figure: &Figure<'_, '_>, previous: &Known, first: &Known, topic: &str) -> String {
    let name = &figure.name;
    let own = name.text();
    if figure.left.breakdown {
        return part(figure, previous);
    }
    if name.is_verb_only() && !shares_noun(&own, &previous.name.object) {
        return [own.as_str(), &previous.name.object].concat();
    }
    if figure.slot.boundary == Boundary::Pause && name.verb.is_empty() && figure.rule != Rule::Distributed {
        return list_item(figure, previous);
    }
    let unfinished = is_attribute(&own) || is_qualifier(figure, previous);
    if unfinished {
        let source = if topic.is_empty() || shares_noun(topic, &previous.name.object) { subject_of(previous, first) } else { topic.to_owned() };
        return attach(&source, &own);
    }
    if name.subject.is_empty() && !name.verb.is_empty() && !first.name.subject.is_empty() && is_scope(&first.name.subject) {
        return [first.name.subject.as_str(), &own].concat();
    }
    own
}

/// `其中农民工讨薪案件1094件`: a part of the figure before.
fn part(figure: &Figure<'_, '_>, previous: &Known) -> String {
    let own = figure.name.text();
    if shares_noun(&own, &previous.name.object) {
        return own;
    }
    let whole = if previous.name.object.is_empty() { &previous.full } else { &previous.name.object };
    if previous.unit == figure.slot.quantity.unit && figure.name.verb.is_empty() {
        return [&previous.name.verb, &own, whole].map(String::as_str).concat();
    }
    [whole.as_str(), &own].concat()
}

/// `建成绿色工厂510个、绿色园区32个`: a later item shares the verb, and the owner of an attribute.
fn list_item(figure: &Figure<'_, '_>, previous: &Known) -> String {
    let own = figure.name.text();
    if figure.rule == Rule::PreNominal && figure.name.object.is_empty() {
        return own;
    }
    if is_attribute(&own) && previous.name.verb.is_empty() {
        return attach(&owner(&previous.name.object), &own);
    }
    [&previous.name.verb, &own].map(String::as_str).concat()
}

/// A figure that opens its sentence.
fn first(figure: &Figure<'_, '_>, topic: &str, before: &[Draft<'_>]) -> String {
    let own = figure.name.text();
    let verb_first = figure.name.subject.is_empty() && !figure.name.verb.is_empty();
    if !topic.is_empty() && !own.contains(topic) && (is_attribute(&own) || verb_first && topic.chars().count() <= 8) {
        return attach(topic, &own);
    }
    if figure.left.breakdown
        && let Some(previous) = before.last()
    {
        return attach(&previous.full_name, &own);
    }
    own
}

/// The words of the clause before the figure's, where that holds no figure: the subject of what follows.
fn topic(
    text: &str,
    sentence: &Range<usize>,
    figures: &[Figure<'_, '_>],
    times: &[TimeExpression],
    index: usize,
) -> String {
    let figure = &figures[index];
    let start = index.checked_sub(1).map_or(sentence.start, |previous| figures[previous].slot.quantity.outer.end);
    let end = figure.slot.left.start;
    if end <= start || figure.slot.boundary != Boundary::Comma {
        return String::new();
    }
    let between = text[start..end].trim_end_matches(['，', ',', '：', ':', '；', ' ']);
    let Some(clause) = between.rsplit(['，', ',', '：', ':', '。']).find(|clause| !clause.trim().is_empty()) else {
        return String::new();
    };
    let at = clause.as_ptr() as usize - text.as_ptr() as usize;
    if index > 0 && at == start {
        // The tail of the figure before, not a clause of its own.
        return String::new();
    }
    let left = name::clean_left(text, at..at + clause.len(), times);
    let parts = name::split(text, &left.atoms);
    if parts.verb.is_empty() { parts.text() } else { parts.object }
}

/// Nouns that are somebody's: rates, amounts, shares.
fn is_attribute(name: &str) -> bool {
    /// `其中高技术制造业增加值` and the like are names of their own.
    const OWN_CHARS: usize = 7;
    const HEADS: [&str; 34] = [
        "率", "比例", "比重", "占比", "产量", "产值", "收入", "支出", "利润", "税收", "总额", "数量", "面积", "投资", "总投资", "营收", "人数",
        "保有量", "余额", "规模", "费用", "经费", "成本", "价格", "增速", "单价", "得分", "占", "花费", "总花费", "补贴", "奖补", "床位", "时间",
    ];
    name.chars().count() <= OWN_CHARS && HEADS.iter().any(|head| name.ends_with(head))
}

/// `在册2039人`, `涉外的`, `调处成功`: says which of the things counted before.
fn is_qualifier(figure: &Figure<'_, '_>, previous: &Known) -> bool {
    const QUALIFIER_CHARS: usize = 4;
    /// A name that ends in one of these stands by itself.
    const NOUN_ENDS: [char; 40] = [
        '所', '处', '家', '员', '人', '院', '校', '站', '室', '点', '会', '局', '厅', '户', '件', '案', '率', '额', '数', '量', '区', '县', '市',
        '镇', '乡', '村', '司', '店', '厂', '园', '路', '桥', '书', '品', '物', '牌', '奖', '证', '团', '队',
    ];
    let own = figure.name.text();
    let same_unit = previous.unit == figure.slot.quantity.unit && figure.slot.quantity.kind == Some(Kind::Count);
    same_unit && figure.rule == Rule::PostNominal && own.chars().count() <= QUALIFIER_CHARS && !own.ends_with(NOUN_ENDS)
}

/// What an attribute is of: the thing the figure before counted.
fn subject_of(previous: &Known, first: &Known) -> String {
    let object = owner(&previous.name.object);
    if !object.is_empty() {
        return object;
    }
    let object = owner(&first.name.object);
    if object.is_empty() { previous.full.clone() } else { object }
}

/// A name without the attribute it ends in: `生物降解制品总产量` → `生物降解制品`.
fn owner(name: &str) -> String {
    const HEADS: [&str; 22] = [
        "总产量", "产量", "总产值", "产值", "增加值", "保有量", "市场渗透率", "满意率", "办结率", "按时办结率", "成功率", "合格率", "完成率", "数量",
        "人数", "总数", "面积", "收入", "营收", "旅客吞吐量", "吞吐量", "余额",
    ];
    let head = HEADS.iter().filter(|head| name.ends_with(**head) && name.len() > head.len()).max_by_key(|head| head.len());
    head.map_or(name, |head| &name[..name.len() - head.len()]).to_owned()
}

/// Puts an owner before an attribute, once.
fn attach(owner: &str, own: &str) -> String {
    if own.contains(owner) { own.to_owned() } else { [owner, own].concat() }
}

/// Whether two names end in the same noun, so that the second needs nothing of the first.
fn shares_noun(own: &str, object: &str) -> bool {
    let tail: String = object.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    tail.chars().count() == 2 && own.ends_with(&tail)
}

/// Whether a subject is a place or an authority, which later clauses share.
fn is_scope(subject: &str) -> bool {
    subject.chars().count() <= 8
}
