//! Comparison: what a change or a difference is measured against, which is no part of the name.
//!
//! `城镇化率高于全国|0.4个百分点` → `城镇化率`, a difference upwards; `，较全省增速高|1.9个百分点` → `增速`.

use super::{Change, Left, direction, strip_end};
use crate::document::{Comparison, Direction, Kind};
use crate::indicator::name::Atom;
use crate::lexicon::Class;
use crate::text::word_set::WordSet;

/// `高于全国|0.4个百分点`: the comparator stands between the verb and the value.
pub(super) fn strip_difference(left: &mut Left<'_>) {
    /// `高于全省城镇居民平均水平` is about as long as comparators get.
    const COMPARATOR_BYTES: usize = 45;
    let Some(end) = left.atoms.last().map(Atom::end) else { return };
    if let Some(index) = exceeded_plan(&left.atoms) {
        left.change = Some(Change { kind: Kind::Difference, direction: Direction::Up, yearly: false });
        left.comparison = Some(Comparison::Vs);
        left.atoms.truncate(index);
        return;
    }
    let found = left.atoms.iter().rposition(|atom| {
        let word = atom.word;
        atom.class.is(Class::DIFFERENCE) && word.chars().count() > 1 && end - atom.end() <= COMPARATOR_BYTES
    });
    if let Some(index) = found {
        let class = left.atoms[index].class;
        left.change = Some(Change { kind: Kind::Difference, direction: direction(class), yearly: false });
        left.comparison = Some(Comparison::Vs);
        let pace = pace(&left.atoms[index + 1..]);
        left.atoms.truncate(index);
        name_pace(left, pace);
    }
}

/// The measure a comparator ends in: 比全国总体增速.
fn pace<'t>(comparator: &[Atom<'t>]) -> Option<Atom<'t>> {
    let last = comparator.iter().rfind(|atom| atom.word != "的" && !atom.class.is(Class::DIFFERENCE))?;
    let start =
        PACES.iter().find(|pace| last.word.ends_with(**pace)).map(|pace| last.word.len() - pace.len())?;
    let mut measure = *last;
    measure.skip(start);
    Some(measure)
}

/// `，较全省增速高|1.87个百分点`: what differs is named by the comparator alone.
fn name_pace<'t>(left: &mut Left<'t>, pace: Option<Atom<'t>>) {
    if left
        .atoms
        .iter()
        .all(|atom| atom.time || atom.class.is(Class::FILLER) || atom.class.is(Class::CONNECTOR))
    {
        left.atoms.extend(pace);
    }
}

/// How fast something changes: of the measure that changed.
pub(in crate::indicator) const PACES: [&str; 6] = ["增速", "增幅", "降幅", "涨幅", "跌幅", "增长率"];

/// `超年初任务|115万元`: 超 with a plan behind it.
fn exceeded_plan(atoms: &[Atom<'_>]) -> Option<usize> {
    static PLANS: WordSet = WordSet::of(&["计划", "任务", "目标", "预算", "预期", "进度", "平均水平"]);
    let last = atoms.last()?;
    if !PLANS.ends(last.word) {
        return None;
    }
    let index = atoms.iter().rposition(|atom| matches!(atom.word, "超" | "超过" | "超出"))?;
    (index + 1 < atoms.len() && last.end() - atoms[index].end() <= 30).then_some(index)
}

/// `…比全省平均水平低`, `…较2020年提高`: what a change is measured against is no part of the name.
pub(super) fn strip_comparator(left: &mut Left<'_>) {
    if left.change.is_none() {
        return;
    }
    if left.since {
        // 比2022年低2.7个百分点: over time, so a change whatever the word.
        left.change = left.change.map(|change| Change { kind: Kind::Change, ..change });
        left.comparison = left
            .comparison
            .filter(|comparison| *comparison != Comparison::Vs)
            .or(Some(if left.last_year { Comparison::Yoy } else { Comparison::Since }));
    }
    // 与GDP的比率 compares nothing; 与2020年, 与全国相比 do.
    let compares = |index: usize| {
        let behind = &left.atoms[index + 1..];
        behind.iter().any(|atom| atom.time || atom.word.contains("相比") || atom.word.contains("比较"))
    };
    let found = (0..left.atoms.len()).rev().find(|&index| match left.atoms[index].word {
        "比" | "较" => true,
        "与" => compares(index),
        _ => false,
    });
    if let Some(index) = found {
        // 较“十三五”增长16.3%, 比“六普”增长2.8%: five years, a census.
        let of_plan = |atom: &Atom<'_>| {
            atom.word
                .strip_prefix(['“', '"'])
                .is_some_and(|plan| plan.trim_end_matches(['”', '"']).ends_with(['五', '普']))
        };
        // 比五年前增加, 比同期增速高
        let before = ["年前", "同期", "年初", "前"];
        let earlier = |atom: &Atom<'_>| before.contains(&atom.word) || atom.word.ends_with("年前");
        let behind = &left.atoms[index + 1..];
        let over_time = behind.iter().any(|atom| atom.time || of_plan(atom)) || behind.iter().any(earlier);
        if over_time && left.comparison.is_none() {
            left.comparison = Some(Comparison::Since);
        }
        if !over_time
            && !left.since
            && index + 1 < left.atoms.len()
            && let Some(change) = &mut left.change
        {
            *change = Change { kind: Kind::Difference, ..*change };
            left.comparison = Some(Comparison::Vs);
        }
        let pace =
            if left.comparison == Some(Comparison::Vs) { pace(&left.atoms[index + 1..]) } else { None };
        left.atoms.truncate(index);
        strip_end(left);
        name_pace(left, pace);
    } else if let Some(change) = &mut left.change
        && change.kind == Kind::Difference
        && left.comparison == Some(Comparison::Yoy)
    {
        change.kind = Kind::Change;
    }
}

/// `收入比2024年|翻一番`, `时限由平均|14.6个工作日`: what is left over of a comparison.
pub(super) fn strip_dangling(left: &mut Left<'_>) {
    let ends = |left: &Left<'_>, words: &[&str]| {
        left.atoms.len() > 1 && left.atoms.last().is_some_and(|last| words.contains(&last.word))
    };
    // 比上年同期|14亿元增收1亿元: nothing but what is compared with.
    let compares = left.since && matches!(left.atoms.as_slice(), [only] if matches!(only.word, "比" | "较"));
    if compares || left.since && ends(left, &["比", "较"]) {
        left.atoms.pop();
    }
    if let [.., before, last] = left.atoms.as_slice()
        && last.word == "平均"
        && matches!(before.word, "由" | "从")
    {
        left.starts_pair = true;
        left.atoms.truncate(left.atoms.len() - 2);
    }
}
