//! Works and deeds behind a figure: what is done to the things counted, or what they did.
//!
//! `实施|3000个|老旧小区、|120个|老旧街区改造` → `老旧小区改造`, `老旧街区改造`; `5个|地级市和|5个|县级市获评文明城市` → both were.

use std::ops::Range;

use super::clause::{self, Slot};
use super::figure::Sides;
use super::left::Left;
use super::name::{Atom, chars};
use crate::document::Kind;
use crate::lexicon::Class;
use crate::text::word_set::WordSet;

/// Whether the words behind a figure are a noun and what it did.
pub(super) fn tells_deed(text: &str, range: &Range<usize>, right: &[Atom<'_>]) -> bool {
    static DEEDS: WordSet = WordSet::of(&["进入", "跻身", "入住", "位列", "聚力", "取得", "达到"]);
    right.iter().skip(1).any(|atom| atom.class.leads()) || DEEDS.is_in(&text[range.clone()])
}

/// Whether people or firms behind 对 or 为 are what something is done to: the light verb behind them opens it.
pub(super) fn trains(slot: &Slot<'_>, left: &Left<'_>, first: &Atom<'_>) -> bool {
    let people = matches!(slot.quantity.unit.as_ref(), "人" | "名" | "人次" | "户" | "家" | "个" | "位");
    let light = matches!(first.word, "进行" | "开展" | "实施");
    people
        && light
        && left.change.is_none()
        && left.atoms.first().is_some_and(|atom| atom.word.starts_with(['对', '为', '给', '向']))
}

/// Whether a share goes with this word: 用于民生, 投向制造业.
pub(super) fn spends(first: &Atom<'_>) -> bool {
    ["用于", "投向", "来自", "就读", "投入"].iter().any(|word| first.word.starts_with(word))
}

/// Whether a short noun that begins with a verb of change, or a work upon what stands left, follows the figure.
pub(super) fn acts_on_noun(slot: &Slot<'_>, left: &Left<'_>, right: &[Atom<'_>]) -> bool {
    const MEASURES_CHARS: usize = 4;
    let (Some(first), Some(last)) = (right.first(), right.last()) else { return false };
    if left.atoms.is_empty() || left.change.is_some() || left.level || slot.left.is_empty() {
        return false;
    }
    match slot.quantity.kind {
        Some(Kind::Count) => {
            let verb = left.atoms.iter().any(|atom| atom.class.leads());
            let noun = |atom: &Atom<'_>| atom.class == Class::default() && !atom.time;
            let counted = matches!(slot.quantity.unit.as_ref(), "项" | "条" | "个");
            let short = right.len() == 2 && noun(last) && chars(&right[1..]) <= MEASURES_CHARS;
            verb && counted && first.class.is(Class::CHANGE) && chars(&right[..1]) == 2 && short
        }
        Some(Kind::Measure) => {
            !left.measured
                && first.class == Class::default()
                && !first.time
                && !first.word.starts_with(['、', '（', '(', '的', '/', '—', '-'])
                && right.len() > 1
                && is_work(last)
        }
        _ => false,
    }
}

/// Whether a word is a work that may be done to all the things of a list: 改造, 治理.
fn is_work(atom: &Atom<'_>) -> bool {
    matches!(
        atom.word,
        "改造"
            | "治理"
            | "整治"
            | "建设"
            | "修复"
            | "创建"
            | "提升"
            | "升级"
            | "更新"
            | "清理"
            | "扶持"
            | "修缮"
    )
}

/// `实施3000个老旧小区、120个老旧街区改造`, `5个地级市和5个县级市获评文明城市`: the work or the deed behind the last of a list is
/// that of all.
pub(super) fn share_works<'t>(text: &'t str, slots: &[Slot<'_>], parts: &mut [Sides<'t>]) {
    for index in (1..slots.len()).rev() {
        let [.., (first, before), (left, behind)] = &parts[..=index] else { continue };
        let listed = slots[index].boundary == clause::Boundary::Pause
            && left.atoms.is_empty()
            && left.change.is_none()
            && behind.len() > 1;
        let Some(end) = before.last().map(Atom::end).filter(|_| listed) else { continue };
        let joined = text.get(end..slots[index].quantity.outer.start);
        if !joined.is_some_and(|gap| gap.starts_with(['、', '和', '与', '及']))
            || before.iter().skip(1).any(|atom| atom.class.is(Class::VERB))
        {
            continue;
        }
        let opens = slots[index - 1].boundary != clause::Boundary::Pause;
        let start = if first.atoms.is_empty() && opens {
            deed(behind)
        } else if first.atoms.last().is_some_and(works_upon)
            || first.open_end && first.atoms.first().is_some_and(works_upon)
            || first.atoms.is_empty()
        {
            work(text, behind)
        } else {
            None
        };
        if let Some(start) = start {
            let mut shared: Vec<Atom<'t>> =
                behind.iter().filter(|atom| atom.end() > start).copied().collect();
            if let Some(first) = shared.first_mut() {
                first.skip(start.saturating_sub(first.start));
            }
            parts[index - 1].1.extend(shared);
        }
    }
}

/// Verbs whose object is a work: 实施…改造.
fn works_upon(atom: &Atom<'_>) -> bool {
    matches!(
        atom.word,
        "完成"
            | "实施"
            | "开展"
            | "推进"
            | "推动"
            | "启动"
            | "加快"
            | "实现"
            | "支持"
            | "抓好"
            | "组织"
            | "开工"
    )
}

/// Where what the noun did begins.
fn deed(behind: &[Atom<'_>]) -> Option<usize> {
    let acts = |atom: &&Atom<'_>| {
        atom.class.leads() || matches!(atom.word, "被" | "获" | "获评" | "获得" | "入选" | "纳入" | "列入")
    };
    behind.iter().skip(1).find(acts).map(|verb| verb.start)
}

/// Where a work upon the noun begins: 老旧街区|改造, 燃煤锅炉|超低排放改造.
fn work(text: &str, behind: &[Atom<'_>]) -> Option<usize> {
    static HOW: WordSet = WordSet::of(&["提质", "提档", "扩容", "综合", "超低排放"]);
    let works = behind.iter().rev().take_while(|atom| is_work(atom)).count();
    let noun = behind.len().checked_sub(works + 1).filter(|_| works > 0)?;
    let end = behind[noun].end();
    let how = HOW.ending(&text[behind[0].start..end]);
    (behind[0].start + how.len() < end).then_some(end - how.len())
}
