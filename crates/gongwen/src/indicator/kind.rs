//! What sort of figure it is: count, money, share, change, difference.
//!
//! `增长|5.4%` → a change upwards; `高于全国|0.4个百分点` → a difference; `增幅为-|2.1%` → a change downwards.

use super::figure::Figure;
use super::inherit;
use crate::document::{Direction, Kind};
use crate::text::word_set::WordSet;

static RANKS: WordSet = WordSet::of(&["排名", "位次", "名次", "排位"]);
/// What the name of a burden taken away holds.
pub(super) const RELIEF: &str = "减轻";
static CUT: WordSet = WordSet::of(&["削减", "减排"]);
static REDUCED: WordSet = WordSet::of(&["压缩", "压减", "精简", "减少", "缩短", "降低"]);
static LESSENED: WordSet = WordSet::of(&["压减", "减少", "裁减", "核减", "调减"]);
static BURDENS: WordSet = WordSet::of(&["费", "费用", "租金", "成本", "支出", "负担", "开支"]);
/// What a service is cut by: 减时间83%.
static LESS: WordSet = WordSet::of(&["减时间", "减材料", "减环节", "减时限", "减跑动", "减次数", "减证明"]);
/// What a share before its noun is, where the noun tells a change: 5.5%的预期增长目标.
static GROWTH: WordSet = WordSet::of(&["增长目标", "预期增长目标", "增长预期"]);

/// Which way what changes at the pace before `behind` goes: `|的速度递增`, `|的幅度下降`.
fn paced(behind: &str) -> Option<Direction> {
    static RISES: WordSet = WordSet::of(&["递增", "增长", "增加", "上升", "提高", "攀升", "扩大"]);
    static FALLS: WordSet = WordSet::of(&["递减", "下降", "减少", "降低", "下滑", "缩小"]);
    let verb = behind.strip_prefix('的')?;
    let verb = ["速度", "幅度", "速率"].iter().find_map(|pace| verb.strip_prefix(pace))?;
    let falls = FALLS.begins(verb).then_some(Direction::Down);
    falls.or_else(|| RISES.begins(verb).then_some(Direction::Up))
}

/// What sort of figure it is: the verb before it first, then its unit. `own` is its name, `behind` the text behind
/// it; `relieves` says whether its sentence holds [`RELIEF`], as few do.
#[must_use]
pub(super) fn kind(
    figure: &Figure<'_, '_>,
    own: &str,
    behind: &str,
    thread: &inherit::Thread<'_>,
    relieves: bool,
) -> (Kind, Option<Direction>) {
    let quantity = figure.slot.quantity;
    let mut unit = quantity.kind.unwrap_or(Kind::Count);
    // 排名由369位上升到235位
    if matches!(quantity.unit.as_ref(), "位" | "名") && RANKS.ends(own) {
        unit = Kind::Rank;
    }
    // 优良天数340天: so many days, and no length.
    if quantity.unit == "天" && figure.name.object.ends_with("天数") {
        unit = Kind::Count;
    }
    if let Some(change) = figure.left.change {
        let length = matches!(unit, Kind::Rank | Kind::Score);
        if !length && !figure.left.level {
            let direction = if figure.negative { Direction::Down } else { change.direction };
            return (change.kind, Some(direction));
        }
    }
    // 减轻负担3.2亿元, 节约审批时限3600个工作日
    let named = || [&figure.name.verb, &figure.name.object].iter().any(|words| words.contains(RELIEF));
    let relieved = || relieves && named();
    let saved = matches!(figure.name.verb.as_ref(), "节约" | "节省") && unit == Kind::Duration;
    if !figure.left.level && (saved || relieved()) {
        return (Kind::Change, Some(Direction::Down));
    }
    if !figure.left.level
        && matches!(unit, Kind::Percent | Kind::Duration)
        && REDUCED.begins(&figure.name.verb)
    {
        return (Kind::Change, Some(Direction::Down));
    }
    // 减少办公用房租赁费1.19亿元: a burden less; of what is saved, 节约资金69亿元, it is the amount.
    if unit == Kind::Money
        && !figure.left.level
        && REDUCED.begins(&figure.name.verb)
        && BURDENS.ends(&figure.name.object)
    {
        return (Kind::Change, Some(Direction::Down));
    }
    // 以年均25%的速度递增
    if unit == Kind::Percent
        && let Some(direction) = paced(behind)
    {
        return (Kind::Change, Some(direction));
    }
    // 减时间83%, 5.5%的预期增长目标: the noun tells the change.
    if unit == Kind::Percent {
        if LESS.ends(own) {
            return (Kind::Change, Some(Direction::Down));
        }
        if figure.left.atoms.is_empty() && GROWTH.begins(&figure.name.object) {
            return (Kind::Change, Some(Direction::Up));
        }
    }
    // 压减煤炭产能90万吨, 裁减员额20万人; 增加建设投资100亿元, 增加学位超20万个
    if matches!(unit, Kind::Measure | Kind::Count | Kind::Money)
        && !figure.left.level
        && figure.left.atoms.len() > 1
        && !figure.name.object.is_empty()
    {
        static CURBED: WordSet = WordSet::of(&["核减", "调减", "节减"]);
        let lessened = if unit == Kind::Money { &CURBED } else { &LESSENED };
        if lessened.begins(&figure.name.verb) {
            return (Kind::Change, Some(Direction::Down));
        }
        if figure.name.verb == "增加" {
            return (Kind::Change, Some(Direction::Up));
        }
    }
    // 削减氨氮17.35吨
    if unit == Kind::Measure && CUT.begins(&figure.name.object) && figure.name.verb.is_empty() {
        return (Kind::Change, Some(Direction::Down));
    }
    if figure.name.verb.starts_with("净增") || thread.is_part_of_change() && !figure.levelled {
        return (Kind::Change, Some(Direction::Up));
    }
    if matches!(figure.slot.quantity.unit.as_ref(), "百分点" | "千分点") && !figure.left.level {
        return (Kind::Change, Some(Direction::Up));
    }
    (unit, None)
}
