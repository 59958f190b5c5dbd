//! Lacking parts: the object, the owner or the measure that a name leaves out and an earlier figure has.
//!
//! `取消行政职权2项，下放3项` → `下放行政职权`; `受理案件78件，按时办结率99%` → `案件按时办结率`.

use std::borrow::Cow;

use super::item::counts_something_else;
use super::phrase::{attach, ended, joined, owner, without_overlap};
use super::{Known, Thread};
use crate::document::Kind;
use crate::indicator::clause::Boundary;
use crate::indicator::figure::Figure;
use crate::indicator::topic::Context;
use crate::lexicon::{Class, Lexicon};

impl<'t> Thread<'t> {
    /// For a change of somebody or something without its measure: the measure of the change before.
    pub(super) fn changed_measure(&self, figure: &Figure<'_, '_>, own: &str) -> Option<Cow<'t, str>> {
        const ENTITIES: [&str; 10] =
            ["企业", "类", "行业", "产业", "地区", "城市", "农村", "乡村", "城镇", "制造业"];
        let entity = figure.left.change.is_some()
            && figure.slot.quantity.kind == Some(Kind::Percent)
            && ENTITIES.iter().any(|end| own.ends_with(end));
        if !entity {
            return None;
        }
        let lexicon = Lexicon::builtin();
        let measured =
            |known: &&Known<'_>| known.amount && lexicon.suffix(known.measure(), Class::ATTRIBUTE).is_some();
        let source =
            self.known.iter().rev().find(measured).or_else(|| self.before.iter().rev().find(measured))?;
        Some(source.measure().clone())
    }

    /// `取消行政职权2项，下放3项`: the object of the figure before, by preference of the same unit.
    pub(super) fn with_object(&self, figure: &Figure<'_, '_>, own: &Cow<'t, str>) -> Cow<'t, str> {
        // 每个行政村补助5万元，每个社区补助8万元
        if own.contains('每') {
            return own.clone();
        }
        let unit = &figure.slot.quantity.unit;
        let has_object = |known: &&Known<'_>| {
            !known.name.object.is_empty()
                && !known.attribute
                && !known.share
                && !known.name.object.ends_with('率')
        };
        let same_unit =
            self.known.iter().rfind(|known| has_object(known) && known.unit == *unit && !known.part);
        // 参加群众1.2万人，植树36万株; 查处案件23起，处罚21人: what is counted otherwise is something else.
        let other = |known: &Known<'_>| match unit.as_ref() {
            "株" | "头" | "亩" | "公里" => known.unit != *unit,
            "人" | "名" => matches!(known.unit.as_ref(), "件" | "起" | "宗"),
            _ => false,
        };
        let alike = |known: &&Known<'_>| has_object(known) && !other(known);
        let Some(source) = same_unit.or_else(|| self.known.iter().rfind(alike)) else {
            return own.clone();
        };
        // 抽检食品8126批次，不合格203批次
        if matches!(own.as_ref(), "不合格" | "合格") {
            let whole = source.full.strip_suffix("合格").unwrap_or(&source.full);
            return joined(&[whole.strip_suffix('不').unwrap_or(whole), own]);
        }
        if matches!(unit.as_ref(), "件" | "起" | "宗" | "例" | "批次") {
            let other = counts_something_else(figure, own);
            // 受理案件中投诉举报类12件，行政处罚类17件: out of the same.
            let framed = |known: &&Known<'_>| known.unit == *unit && frame(&known.name.object).is_some();
            if let Some(known) = self.known.iter().rfind(framed).filter(|_| other) {
                return joined(&[&known.name.verb, frame(&known.name.object).unwrap_or_default(), own]);
            }
            // 行政不作为490件，行政征收232件: side by side.
            let thing = Lexicon::builtin().suffix(&source.name.object, Class::THING).is_some();
            if !thing && other && figure.name.verb.is_empty() {
                // 查处酒驾560起，超员1200起: both were.
                return joined(&[&source.name.verb, own]);
            }
            // 检查门店860家次，立案56件
            if !thing && own.contains('案') {
                return own.clone();
            }
        }
        // 沭阳县…局1件，收取420元: the part it is said of, too.
        let part =
            self.known.last().filter(|known| known.part).map_or("", |known| known.name.subject.as_ref());
        // 开工项目超1万个、完成投资近1万亿元: what was invested in.
        if figure.slot.quantity.kind == Some(Kind::Money) && own.ends_with("投资") {
            let works = self.known.iter().rfind(|known| has_object(known) && known.unit != "元");
            return joined(&[part, owner(&works.unwrap_or(source).name.object), own]);
        }
        // 项目新开工43个、竣工38个: the verb behind the noun gives way.
        let object = source.name.object.as_ref();
        // 以市政府为被申请人的案件60件；以部门为被申请人的421件: only the noun.
        if figure.ends_in_de
            && figure.slot.quantity.kind == Some(Kind::Count)
            && own.chars().count() > 1
            && let Some((_, noun)) = object.rsplit_once('的').filter(|(_, noun)| !noun.is_empty())
        {
            return joined(&[part, own, "的", noun]);
        }
        // 基本建成7298套，竣工4986套: neither says of what.
        if matches!(ended(object), Some("基本" | "全部" | "陆续")) {
            return own.clone();
        }
        if let Some(noun) = ended(object).filter(|noun| !noun.is_empty()) {
            return joined(&[part, noun, own]);
        }
        joined(&[part, own, without_overlap(own, object)])
    }

    /// `…，按时办结率99%`: of what.
    pub(super) fn with_owner(
        &self,
        figure: &Figure<'_, '_>,
        own: &Cow<'t, str>,
        context: &Context<'t, '_>,
    ) -> Cow<'t, str> {
        let length = |known: &&Known<'_>| matches!(known.unit.as_ref(), "年" | "月" | "天" | "日" | "季度");
        // 涉及当事人3500人，涉案金额1200万元: of the cases.
        let concerns = |known: &Known<'_>| known.full.starts_with("涉及") || known.full.starts_with("惠及");
        // 合法性审查率100%，备案率100%: neither is the other's.
        let is_rate = |known: &Known<'_>| {
            let object = &known.name.object;
            object.ends_with('率') && owner(object).len() == object.len()
        };
        let source = self.known.iter().rfind(|known| {
            !known.attribute
                && !known.name.object.is_empty()
                && !length(known)
                && !concerns(known)
                && !is_rate(known)
        });
        // 调处纠纷2935件，成功率98.2%: of the settling.
        if own == "成功率"
            && let Some(known) =
                self.known.iter().rfind(|known| !known.attribute && !known.name.verb.is_empty())
        {
            return attach(&known.full.replace("成功", ""), own);
        }
        if figure.slot.boundary == Boundary::Pause
            && let Some(previous) = self.known.last()
        {
            // 新增企业1357家、总数1万家: the total is no flow.
            let flow = previous.name.verb.starts_with('新') || previous.name.verb.starts_with("净增");
            let total = own.starts_with('总') && flow && !previous.name.object.is_empty();
            let of = if total { &previous.name.object } else { &previous.full };
            return attach(owner(of), own);
        }
        // 全市建设公路项目3个，总投资1.5亿元: of what was built.
        if (own.ends_with("总投资") || own.ends_with("投资总额") || own.ends_with("总投资额"))
            && let Some(previous) = self.known.last()
            && matches!(previous.unit.as_ref(), "个" | "项" | "公里" | "座" | "条" | "处" | "栋" | "套")
            && !previous.name.object.is_empty()
        {
            return attach(owner(&previous.name.object), own);
        }
        // 成都国际航空枢纽…，旅客吞吐量: amounts are the place's, rates are of what was counted.
        if !own.ends_with(['率', '度']) && !self.subject.is_empty() && self.subject.chars().count() <= 13 {
            return attach(&self.subject, own);
        }
        // 农膜回收率 names what it is the rate of.
        const RATE_CHARS: usize = 4;
        let exact = Lexicon::builtin().class(own).is(Class::ATTRIBUTE)
            || own.ends_with('率') && own.chars().count() <= RATE_CHARS;
        let measured = |object: &str| {
            object.ends_with('率') || Lexicon::builtin().suffix(object, Class::ATTRIBUTE).is_some()
        };
        match source {
            // 冷链流通率…，企业收入…: two measures side by side.
            Some(source) if !exact && measured(&source.name.object) => own.clone(),
            Some(source) => attach(owner(&source.name.object), own),
            None if !context.topic().is_empty() => attach(context.topic(), own),
            None => match self.known.last() {
                Some(previous) => attach(owner(&previous.full), own),
                None => own.clone(),
            },
        }
    }
}

/// `案件中投诉举报类` → `案件中`: what the things of a list are out of.
fn frame(object: &str) -> Option<&str> {
    let at = object.find('中').filter(|at| *at > 0)?;
    Lexicon::builtin().suffix(&object[..at], Class::THING).map(|_| &object[..at + '中'.len_utf8()])
}
