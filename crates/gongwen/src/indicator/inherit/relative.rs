//! Relative nouns: measures that say nothing without what they measure, which stands in the figure before.
//!
//! `工业增加值下降0.3%，降幅收窄2.7个百分点` → `工业增加值降幅`; `廉租住房开工2164套，开工率达116%` → `廉租住房开工率`.

use std::borrow::Cow;

use super::phrase::joined;
use super::{Known, Thread};
use crate::document::{Kind, Rule};
use crate::indicator::clause::Boundary;
use crate::indicator::figure::Figure;
use crate::indicator::left::PACES;
use crate::lexicon::{Class, Lexicon};

impl<'t> Thread<'t> {
    /// For a name that only says how fast something changes, and for a level regained: of the last figure that is no share of
    /// something else.
    pub(super) fn paced(&self, own: &str) -> Option<Cow<'t, str>> {
        let regained = || own.starts_with("恢复") && own.ends_with("水平");
        if !PACES.contains(&own) && !regained() {
            return None;
        }
        let known = if self.known.is_empty() { &self.before } else { &self.known };
        let base = known.iter().rfind(|known| !known.share && !known.full.is_empty())?.full.as_ref();
        let base = PACES.iter().find_map(|pace| base.strip_suffix(pace)).unwrap_or(base);
        Some(joined(&[base, own]))
    }
}

/// `廉租住房开工2164套，开工率`: whose rate of a deed it is, where the figure before counts what was done.
pub(super) fn rate_of_deed<'k>(previous: &'k Known<'_>, own: &str) -> Option<&'k str> {
    let deed = own.strip_suffix('率').filter(|deed| deed.chars().count() == 2)?;
    let done = |name: &'k str| {
        let at = name.rfind(deed).filter(|at| *at > 0)?;
        let behind = &name[at + deed.len()..];
        let of = name[..at].trim_end_matches(['不', '未']);
        // 参加投票26万人，投票率
        let of =
            ["参加", "开展", "进行", "完成"].iter().find_map(|light| of.strip_suffix(light)).unwrap_or(of);
        (behind.is_empty() || Lexicon::builtin().class(behind).is(Class::VERB))
            .then_some(of)
            .filter(|of| !of.is_empty())
    };
    // A part's own words stand in its subject.
    let own_words = if previous.part { done(&previous.name.subject) } else { None };
    own_words.or_else(|| done(&previous.full))
}

/// `产量：粮食22万吨，汽车5万辆`: whether a figure of such a list names a thing and no measure of it.
pub(super) fn lacks_measure(figure: &Figure<'_, '_>, own: &str) -> bool {
    const THING_CHARS: usize = 8;
    let quantity = figure.slot.quantity;
    let amount = quantity.kind == Some(Kind::Measure)
        || matches!(quantity.unit.as_ref(), "台" | "件" | "辆" | "套" | "头" | "只" | "匹" | "箱");
    amount
        && figure.rule == Rule::PostNominal
        && figure.name.verb.is_empty()
        && figure.left.change.is_none()
        && own.chars().count() <= THING_CHARS
        && Lexicon::builtin().suffix(own, Class::ATTRIBUTE).is_none()
}

/// `公共机构人均能耗…，人均用水量`: whose it is, where the figure before is a measure per head too.
pub(super) fn per_head_of<'k>(previous: &'k Known<'_>, own: &str) -> Option<&'k str> {
    let head =
        ["人均", "户均", "亩均"].into_iter().find(|head| own.starts_with(head) && own.len() > head.len())?;
    let whole = ["生产总值", "GDP"].iter().any(|whole| own.contains(whole));
    let at = previous.full.find(head).filter(|at| *at > 0 && !whole)?;
    Some(&previous.full[..at])
}

/// `占全国集体林地面积的60%`; `占地面积` is none.
pub(super) fn is_share(own: &str) -> bool {
    own.starts_with('占') && !own.starts_with("占地")
}

/// `完成年度目标的115.6%`: a share of something else, which is not what the next clause speaks of.
pub(super) fn is_share_of_plan(own: &str) -> bool {
    own.starts_with(['完', '为', '占'])
        && ["完成", "为", "占"].iter().any(|verb| own.starts_with(verb))
        && ["目标", "计划", "任务", "预算"].iter().any(|word| own.ends_with(word))
}

/// `更新项目竣工验收并投入使用` → `更新项目`: without what the noun did.
pub(super) fn noun_of(object: &str) -> &str {
    const NOUN_BYTES: usize = 6;
    let mut tokens = Lexicon::builtin().tokens(object, 0..object.len());
    let verb = tokens.find(|token| token.class.leads() && token.range.start >= NOUN_BYTES);
    verb.map_or(object, |verb| &object[..verb.range.start])
}

/// `占全国的60%`, `降幅收窄2个百分点`: not what the next clause speaks of.
pub(super) fn is_aside(own: &str) -> bool {
    is_share(own) || is_share_of_plan(own) || PACES.contains(&own)
}

/// `规模以上服务业260家，实现营业收入59亿元`: whether units were counted that earn what the clause tells.
pub(super) fn earned_by(previous: &Known<'_>, figure: &Figure<'_, '_>) -> bool {
    let earns = matches!(figure.name.verb.as_ref(), "实现" | "完成")
        // 全县56户工业企业完成总产值86亿元, too.
        && matches!(figure.slot.boundary, Boundary::Comma | Boundary::Pause)
        && figure.slot.quantity.kind == Some(Kind::Money)
        && figure.name.subject.is_empty();
    earns
        && matches!(
            figure.name.object.as_ref(),
            "营业收入"
                | "营收"
                | "主营业务收入"
                | "销售收入"
                | "销售额"
                | "产值"
                | "总产值"
                | "工业总产值"
                | "增加值"
                | "利润"
        )
        && matches!(previous.unit.as_ref(), "家" | "户" | "个")
        && !previous.name.object.is_empty()
}
