//! Completion: a name of its own that lacks its measure, its object, its owner or its verb.
//!
//! `粮食产量5亿斤，棉花8万吨` → `棉花产量`; `举办讲座4场，参加干部1000余人` → `讲座参加干部`.

use std::borrow::Cow;

use super::item::{counts_something_else, lacks_object, list_item, shared_measure, shares_verb};
use super::phrase::{attach, joined, owner, without_grade};
use super::relative::{earned_by, is_share, is_share_of_plan, noun_of, per_head_of, rate_of_deed};
use super::{Known, Thread};
use crate::document::{Kind, Rule};
use crate::indicator::clause::Boundary;
use crate::indicator::figure::Figure;
use crate::indicator::topic::{self, Context};
use crate::lexicon::{Class, Lexicon};

impl<'t> Thread<'t> {
    /// Adds to a name of its own what it lacks.
    pub(super) fn completed(
        &self,
        figure: &Figure<'_, 't>,
        own: &Cow<'t, str>,
        attribute: bool,
        context: &Context<'t, '_>,
    ) -> Cow<'t, str> {
        let name = &figure.name;
        let Some(previous) = self.known.last() else { return self.opening(figure, own, attribute, context) };
        // 安置率和帮教率分别为94.9%、98.7%: what the first inherited, the others do.
        if figure.rule == Rule::Distributed && figure.slot.boundary == Boundary::Pause {
            let prefix =
                previous.full.strip_suffix(previous.name.text(context.text).as_ref()).unwrap_or_default();
            return joined(&[prefix, own]);
        }
        // 占全国集体林地面积的60%, 完成年度目标的115.6%
        let of_plan = is_share_of_plan(own);
        if is_share(own) || of_plan {
            let whole = if of_plan { previous.full.strip_suffix("完成") } else { None };
            // A占全省的6%；B 1060，占全省的2%: a share of no share.
            let again = previous.share && previous.full.ends_with(own.as_ref());
            return if again { own.clone() } else { joined(&[whole.unwrap_or(&previous.full), own]) };
        }
        // 增加值下降0.3%，降幅收窄2.7个百分点: of what fell.
        if let Some(full) = self.paced(own) {
            return full;
        }
        // 每村4至6名, 平均每个乡镇1.3人, 日均1.73万人次
        let per_each = own.starts_with("平均每") || own.starts_with('每') && own.chars().count() <= 4;
        if per_each || matches!(own.as_ref(), "日均" | "月均" | "年均") {
            return joined(&[&previous.full, own]);
        }
        // 国有企业增长3.2%，股份制企业增长8.1%: of the measure named before.
        if let Some(measure) = self.changed_measure(figure, own) {
            return joined(&[own, &measure]);
        }
        // 预算支出3.4万亿元，74%用于民生
        let share = figure.slot.quantity.kind == Some(Kind::Percent) && !previous.part;
        if share
            && figure.right_is_state
            && ["用于", "投向", "来自", "投入"].iter().any(|verb| own.starts_with(verb))
        {
            return attach(&previous.full, own);
        }
        // 82项获国家层面认可
        if figure.right_is_state
            && matches!(figure.slot.quantity.unit.as_ref(), "项" | "件" | "个" | "条" | "起")
        {
            let unit = &figure.slot.quantity.unit;
            let whole =
                |known: &&Known<'_>| known.unit == *unit && !known.stated && !known.name.object.is_empty();
            let whole = self.known.iter().rfind(whole).map_or("", |known| noun_of(&known.name.object));
            return attach(whole, own);
        }
        // 国家级示范村2个、省级17个
        if figure.slot.boundary == Boundary::Pause
            && own.ends_with(['级', '类', '型'])
            && figure.rule == Rule::PostNominal
        {
            return joined(&[&previous.name.verb, own, without_grade(&previous.name.object)]);
        }
        // 预算收入5亿元，支出12亿元: of the same budget.
        if own == "支出"
            && let Some(budget) = previous.full.strip_suffix("收入")
        {
            return joined(&[budget, own]);
        }
        // 解除4873人, 向公众免费赠阅3万余册, 实行手机定位的1600余人
        let same_unit = !self.object_of_unit(&figure.slot.quantity.unit).is_empty();
        if lacks_object(figure) || same_unit && counts_something_else(figure, own) {
            return self.with_object(figure, own);
        }
        // 公共机构人均能耗下降2.1%，人均用水量下降3.3%
        if let Some(of) = per_head_of(previous, own) {
            return joined(&[of, own]);
        }
        // 廉租住房开工2164套，开工率达116.85%
        if let Some(of) = rate_of_deed(previous, own) {
            return joined(&[of, own]);
        }
        // 规模以上服务业260家，实现营业收入59亿元: theirs.
        if earned_by(previous, figure) {
            return joined(&[&previous.name.object, own]);
        }
        // 新能源产业…。新增装机突破1000万千瓦，产业投资超过1000亿元
        if attribute
            && own.starts_with("产业")
            && let Some(trade) = context.trade(self.line..figure.slot.left.start)
        {
            return attach(trade, own);
        }
        // 粮食产量达到…，钢产量…: two things by one measure, neither the other's.
        if attribute && !self.is_sibling(own) {
            return self.with_owner(figure, own, context);
        }
        // 下放行政权力52项，公共服务事项50项: a comma may part the items, too.
        let item = figure.slot.boundary == Boundary::Pause
            || previous.unit == figure.slot.quantity.unit
                && !previous.name.verb.is_empty()
                && !previous.part
                && !previous.share;
        let pause = figure.slot.boundary == Boundary::Pause;
        if item && name.verb.is_empty() && (pause || name.subject.is_empty()) && shares_verb(previous, figure)
        {
            let item = list_item(previous, figure, own);
            // 增加水稻种植面积26万亩、蔬菜瓜果16万亩
            let measure = shared_measure(previous, figure, own).filter(|_| pause);
            let full = measure.map_or(item.clone(), |measure| joined(&[&item, measure]));
            let subject = self.subject.as_ref();
            let shared =
                !subject.is_empty() && previous.full.starts_with(subject) && !full.starts_with(subject);
            return if shared { joined(&[subject, &full]) } else { full };
        }
        // 举办普法讲座4场次，参加干部1000余人
        let event = matches!(previous.unit.as_ref(), "场" | "场次" | "次" | "期" | "班");
        if event && ["参加", "参与", "参训", "到场", "涉及"].iter().any(|verb| own.starts_with(verb))
        {
            return attach(&previous.name.object, own);
        }
        // 粮食产量达到…；棉花达到…
        let measured =
            self.known.iter().rfind(|known| known.unit == figure.slot.quantity.unit && !known.part);
        if let Some(head) = measured.and_then(|known| shared_measure(known, figure, own)) {
            return joined(&[own, head]);
        }
        // 人均40学时
        if (own.ends_with("每人") || own.ends_with("每户")) && !context.topic().is_empty() {
            return attach(context.topic(), own);
        }
        if own.chars().count() <= 2
            && figure.rule == Rule::PostNominal
            && matches!(own.as_ref(), "人均" | "户均" | "案均" | "最高" | "最低" | "其余")
        {
            return joined(&[&previous.full, own]);
        }
        self.with_subject(figure, own)
    }

    /// A figure that opens its sentence.
    fn opening(
        &self,
        figure: &Figure<'_, 't>,
        own: &Cow<'t, str>,
        attribute: bool,
        context: &Context<'t, '_>,
    ) -> Cow<'t, str> {
        /// Longer clauses are statements of their own, not topics.
        const TOPIC_CHARS: usize = 16;
        // Read when asked for: most figures name themselves.
        let topic = || {
            let topic = context.topic();
            // 服务业支撑作用更加明显，增加值跨上3万亿元台阶: the trade's.
            if attribute && !context.topic_is_object() { topic::of_trade(topic) } else { topic }
        };
        if let Some(measure) = self.changed_measure(figure, own) {
            return joined(&[own, &measure]);
        }
        // …增长5%。增速比上年提高2个百分点
        if figure.slot.boundary == Boundary::Sentence
            && let Some(full) = self.paced(own)
        {
            return full;
        }
        // 实行手机定位的1600余人
        if figure.ends_in_de
            && let Some(source) = self
                .before
                .iter()
                .rfind(|known| known.unit == figure.slot.quantity.unit && !known.name.object.is_empty())
            && figure.slot.quantity.kind == Some(Kind::Count)
        {
            return attach(&source.name.object, own);
        }
        // 新材料产业瞄准高端化，…。…。产值超过350亿元
        if attribute
            && figure.slot.boundary == Boundary::Sentence
            && let Some(trade) = context.trade(self.line..figure.slot.left.start)
        {
            return attach(trade, own);
        }
        let per_head = own.ends_with("每人") || own.ends_with("每户");
        if attribute && !Lexicon::builtin().class(own).is(Class::ATTRIBUTE) && !own.ends_with('率') {
            // 智算规模: of the place, not of what an earlier verb acted on.
            let place = if self.subject.is_empty() && !context.topic_is_object() {
                topic()
            } else {
                self.subject.as_ref()
            };
            return attach(place, own);
        }
        if (attribute || per_head) && !topic().is_empty() {
            // 铺设将军大道（电厂至街口）主管网，全长4公里
            let bracket = topic().split_once(['（', '(']).zip(topic().rsplit_once(['）', ')']));
            let plain = bracket.map(|((before, _), (_, behind))| [before, behind].concat());
            let topic = plain.as_deref().unwrap_or(topic());
            // 推进平安建设，刑事发案率下降12%: a rate that says of what is not of an act.
            const RATE_CHARS: usize = 4;
            const THING_CHARS: usize = 6;
            let named = own.ends_with('率')
                && own.chars().count() > RATE_CHARS
                && !Lexicon::builtin().class(own).is(Class::ATTRIBUTE);
            let fits = if named { THING_CHARS } else { TOPIC_CHARS };
            if topic.chars().count() <= fits && !(named && context.topic_is_object()) {
                return attach(topic, own);
            }
            if named {
                return own.clone();
            }
        }
        // 新增灌溉面积5600亩。总投资2300万元: of all that, not of the land.
        let whole = |last: &Known<'_>| own.ends_with("投资") && owner(&last.full).len() < last.full.len();
        if (figure.left.breakdown || attribute)
            && figure.slot.boundary != Boundary::Comma
            && let Some(last) = self.before.last().filter(|last| !whole(last))
        {
            return attach(owner(&last.full), own);
        }
        // 稳主体，出口增长17.8%: what changed, and no act.
        let verb_first =
            figure.name.subject.is_empty() && !figure.name.verb.is_empty() && figure.left.change.is_none();
        // 建立工作台账，选树示范单位10家: what an earlier verb acted on is not what this one does.
        let acts_on = || context.topic_is_object() && !figure.name.is_verb_only();
        if verb_first
            && self.subject.is_empty()
            && (figure.name.is_verb_only() || context.may_undertake())
            && !topic().is_empty()
            && topic().chars().count() <= if figure.name.is_verb_only() { TOPIC_CHARS } else { 10 }
            && !acts_on()
        {
            // 公共服务体系更加健全，建设便民生活圈232个: a comment names nobody.
            let actor = if figure.name.is_verb_only() { Some(topic()) } else { topic::undertaking(topic()) };
            return actor.map_or_else(|| own.clone(), |actor| attach(actor, own));
        }
        self.with_subject(figure, own)
    }

    /// Whether a name is a thing and its measure, and the figure before the same measure of another thing.
    fn is_sibling(&self, own: &str) -> bool {
        let measure = |name: &str| Lexicon::builtin().suffix(name, Class::ATTRIBUTE).map(str::len);
        let Some(previous) = self.known.last().or(self.before.last()) else { return false };
        let object = if previous.name.object.is_empty() { &previous.full } else { &previous.name.object };
        let (Some(of_own), Some(of_previous)) = (measure(own), measure(object)) else { return false };
        of_own < own.len()
            && of_previous < object.len()
            && own[own.len() - of_own..] == object[object.len() - of_previous..]
    }
}
