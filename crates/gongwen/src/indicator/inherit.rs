//! Inheritance: what a figure's own clause leaves out and an earlier one gives.
//!
//! `取消行政职权19项，调整463项，同比增长5%。` → `取消行政职权`; `调整行政职权`; `调整行政职权`.
//!
//! A [`Thread`] runs through the clauses of one sentence, over its semicolons too, and remembers each figure's verb,
//! object and unit. The rules are tried in the order of [`Thread::full_name`]; the first that fits decides.

mod complete;
mod item;
mod lacking;
mod phrase;
mod relative;

use std::borrow::Cow;

use super::clause::Boundary;
use super::distribute;
use super::figure::Figure;
use super::name::Name;
use super::portion::MOST_MARKS;
use super::topic::{self, Context};
use crate::document::{Kind, Rule};
use crate::lexicon::{Class, Lexicon};
use crate::text::word_set::WordSet;
use item::{continues, counts_something_else, lacks_object, part_of};
use phrase::{attach, is_attribute, is_noun_phrase, joined};
use relative::{is_aside, lacks_measure};

/// A figure's name with what it inherits.
#[derive(Clone, Debug, PartialEq)]
pub struct FullName<'t> {
    /// By its own clause, or taken over whole where that has none.
    pub name: Cow<'t, str>,
    /// The name that can stand alone.
    pub full_name: Cow<'t, str>,
    /// The construction.
    pub rule: Rule,
    /// Whether it speaks of the same thing as the figure before.
    pub same_statement: bool,
}

/// Bytes of a name: the longest real ones have 130, while names that take over each other would grow without end.
const LONGEST_NAME: usize = 600;

/// A figure as later ones see it.
#[derive(Clone, Debug, Default)]
struct Known<'t> {
    /// Its parts, with what it inherited.
    name: Name<'t>,
    full: Cow<'t, str>,
    unit: Cow<'static, str>,
    /// Whether it is a measure of something else (满意率).
    attribute: bool,
    /// Whether it is part of an earlier one.
    part: bool,
    /// What a change is measured in, where that is not its own name: 规模以上工业增加值 for a part of it.
    measure: Option<Cow<'t, str>>,
    /// Whether it is the amount of a change and not a level.
    amount: bool,
    /// Whether all its parts are changes: 净增242.8万户.
    net: bool,
    /// Whether a verb of level stood before its value: 达, 超.
    levelled: bool,
    /// Whether its noun and what that did stand behind the value.
    stated: bool,
    /// Whether it is a share of something (占全省的6%) or a pace (降幅): no level that a later clause speaks of.
    share: bool,
    /// Where its figure ends.
    end: usize,
}

impl<'t> Known<'t> {
    /// What a change is measured in.
    fn measure(&self) -> &Cow<'t, str> {
        self.measure.as_ref().unwrap_or(&self.full)
    }
}

/// What the clauses so far have said.
#[derive(Clone, Debug, Default)]
pub struct Thread<'t> {
    known: Vec<Known<'t>>,
    /// The figure that 其中 breaks down.
    whole: Option<usize>,
    /// First of the figures of the clause list that is running.
    base: usize,
    /// Who or where, as the segment began.
    subject: Cow<'t, str>,
    /// Figures of the sentence before.
    before: Vec<Known<'t>>,
    /// What the list that is running measures: 产量.
    announced: &'t str,
    /// What the sentence gives, if it gives something.
    grant: Option<Grant>,
    /// Where the line begins.
    line: usize,
}

/// Who or what a sentence gives something to, and what: 标识解析二级节点项目, 奖补.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Who or what it is for.
    pub beneficiary: String,
    /// Where the words for who it is end.
    pub from: usize,
    /// The words for what is given, and where they stand.
    pub words: Vec<(usize, &'static str)>,
}

impl<'t> Thread<'t> {
    /// Begins a sentence or a segment; one that opens with 其中 goes on with the figures of the one before.
    pub fn begin(&mut self, breakdown: bool, grant: Option<Grant>) {
        if breakdown && self.known.is_empty() {
            self.known = std::mem::take(&mut self.before);
            self.base = self.known.len();
        }
        self.grant = grant;
    }

    /// Goes on to the line that begins at `start`.
    pub fn enter_line(&mut self, start: usize) {
        self.line = start;
    }

    /// Whether the sentence gives something.
    #[must_use]
    pub fn grants(&self) -> bool {
        self.grant.is_some()
    }

    /// Ends a sentence.
    pub fn end_sentence(&mut self) {
        // Line after line reports nothing.
        if self.known.is_empty() && self.subject.is_empty() && self.grant.is_none() && self.base == 0 {
            self.whole = None;
            return;
        }
        if !self.known.is_empty() {
            // Both vectors are kept: the next sentence fills what this one leaves.
            std::mem::swap(&mut self.known, &mut self.before);
            self.known.clear();
        }
        // Sentence after sentence may open with 其中 and go on with all the figures before.
        if self.before.len() > MOST_MARKS {
            self.before.drain(..self.before.len() - MOST_MARKS);
        }
        (self.whole, self.base, self.subject) = (None, 0, Cow::Borrowed(""));
        (self.announced, self.grant) = ("", None);
    }

    /// Goes on after a semicolon: figures are remembered, slots count anew.
    pub fn end_segment(&mut self) {
        if self.known.len() >= MOST_MARKS {
            return self.end_sentence();
        }
        self.base = self.known.len();
        self.subject = Cow::Borrowed("");
    }

    /// Gives the next figure its full name.
    pub fn full_name(&mut self, figure: &Figure<'_, 't>, context: &Context<'t, '_>) -> FullName<'t> {
        if let Some(subject) = &context.subject {
            self.subject.clone_from(subject);
        }
        if let Some(measure) = context.announced(figure.slot.left.start) {
            self.announced = measure;
        }
        let own = figure.name.text(context.text);
        let attribute = is_attribute(&own);
        let (mut full, rule) = self.decide(figure, &own, attribute, context);
        if full.len() > LONGEST_NAME {
            full.clone_from(&own);
        }
        let same_statement = rule == Rule::Inherited || rule == Rule::Breakdown || rule == Rule::Distributed;
        self.remember(figure, &own, attribute, &full, rule);
        let name = if own.is_empty() { full.clone() } else { own };
        let rule = if full.is_empty() { Rule::Unnamed } else { rule };
        FullName { name, full_name: full, rule, same_statement: same_statement && self.known.len() > 1 }
    }

    fn decide(
        &mut self,
        figure: &Figure<'_, 't>,
        own: &Cow<'t, str>,
        attribute: bool,
        context: &Context<'t, '_>,
    ) -> (Cow<'t, str>, Rule) {
        // …52项，…50项，下放率分别达到48.5%、52.1%; 对甲、乙，分别给予50万元、100万元
        if let Some((index, values)) = figure.pair
            && let Some(full) = self.paired(own, index, values, context.topic())
        {
            return (full, Rule::Distributed);
        }
        // （其中刑事1077件）: a part in brackets.
        if let Some(head) = figure.slot.head.and_then(|head| self.known.get(self.base + head)) {
            return (
                part_of(head, figure, own),
                if own.is_empty() { Rule::Inherited } else { Rule::Breakdown },
            );
        }
        // 其中企业5.37万户，占28.8%
        if own == "占" || own.is_empty() && figure.left.share {
            let whole = self.known.last().map_or(context.topic(), |previous| &previous.full);
            let whole = if context.topic().is_empty() { whole } else { context.topic() };
            return (joined(&[whole, "占"]), Rule::Inherited);
        }
        // 其中农民工讨薪案件1094件; and the parts that follow it.
        if figure.left.breakdown {
            let unit = &figure.slot.quantity.unit;
            let same =
                self.known.iter().rposition(|known| !known.part && !known.amount && known.unit == *unit);
            let whole = || self.known.iter().rposition(|known| !known.part && !known.share);
            let any = || self.known.iter().rposition(|known| !known.part);
            self.whole = same.or_else(whole).or_else(any);
        } else if let Some(whole) = self.whole
            && figure.slot.boundary == Boundary::Comma
            && !own.is_empty()
            && !figure.name.is_verb_only()
            && !continues(&self.known[whole], figure, own)
            && figure.slot.quantity.unit != self.known[whole].unit
        {
            self.whole = None;
        }
        if let Some(head) = self.whole.map(|whole| &self.known[whole])
            && !own.is_empty()
            && (figure.left.breakdown || continues(head, figure, own))
        {
            return (part_of(head, figure, own), Rule::Breakdown);
        }
        // 对…项目省级按照投资额的30%给予一次性奖补，最高300万元
        if let Some(full) = self.granted(figure, own) {
            return (full, figure.rule);
        }
        // ，增长21.8%
        if own.is_empty() {
            // 农民人均纯收入：年均增长8%
            if figure.left.atoms.is_empty()
                && let Some(label) = context.label(figure.slot.left.start)
            {
                return (label.clone(), Rule::Inherited);
            }
            return (self.nearest_name(figure, context), Rule::Inherited);
        }
        if !self.announced.is_empty() && lacks_measure(figure, own) {
            return (joined(&[own, self.announced]), figure.rule);
        }
        (self.completed(figure, own, attribute, context), figure.rule)
    }

    /// The name of a grant, or of the base it is a share of.
    fn granted(&self, figure: &Figure<'_, 't>, own: &str) -> Option<Cow<'t, str>> {
        const OWN_CHARS: usize = 24;
        let Grant { beneficiary, words, from } = self.grant.as_ref()?;
        let at = figure.slot.quantity.range.start;
        if at < *from {
            return None;
        }
        let (_, grant) = words.iter().rfind(|(place, _)| *place < at).or(words.first())?;
        // 兑现补贴169亿元，零售总额增长5.1%; 发放消费券7亿元: not what the sentence gives.
        let name = &figure.name;
        let gives =
            ["给予", "发放", "享受", "奖", "补", "贴", "按"].iter().any(|word| name.verb.contains(word));
        let other = !name.verb.is_empty() && !name.object.is_empty() && !gives;
        if figure.left.change.is_some() || other && figure.slot.quantity.kind == Some(Kind::Money) {
            return None;
        }
        let length = own.contains("期限") || own.contains("面积");
        let money = matches!(figure.slot.quantity.kind, Some(Kind::Money | Kind::Percent)) || length;
        if !money || own.contains(beneficiary.as_str()) || own.chars().count() > OWN_CHARS {
            return None;
        }
        let grant = if own.contains(*grant) { "" } else { *grant };
        // 对…技术改造，按设备购置额的10%给予奖补: the base names the share.
        const WHOLE_CHARS: usize = 20;
        let base = figure.slot.quantity.kind == Some(Kind::Percent)
            && own.ends_with(['额', '率', '价', '费', '金', '资', '息']);
        if base && beneficiary.chars().count() + own.chars().count() > WHOLE_CHARS {
            return Some(joined(&[own, grant]));
        }
        Some(joined(&[beneficiary, own, grant]))
    }

    /// The name of the `index`th of several values behind 分别, by an earlier list or by the figures before.
    fn paired(&self, own: &Cow<'t, str>, index: usize, values: usize, topic: &str) -> Option<Cow<'t, str>> {
        // 地方收入5853亿元，…；城乡居民收入分别增长4%、6%: it has its own.
        let whole = |name: &str| {
            Lexicon::builtin().suffix(name, Class::ATTRIBUTE).is_some_and(|head| head.len() < name.len())
        };
        if whole(own) && !is_attribute(own) {
            return None;
        }
        if let Some(items) = distribute::distribute(topic, values) {
            return Some(joined(&[&items[index], own]));
        }
        let before = self.known.len().checked_sub(values).map(|at| &self.known[at])?;
        let distinct = self.known[self.known.len() - values..].iter().all(|known| !known.full.is_empty());
        let object = if own.is_empty() { &before.full } else { &before.name.object };
        (distinct && self.known.len() >= values && !object.is_empty()).then(|| attach(object, own))
    }

    /// The name of an earlier figure for one that has none.
    fn nearest_name(&self, figure: &Figure<'_, 't>, context: &Context<'t, '_>) -> Cow<'t, str> {
        let unit = &figure.slot.quantity.unit;
        let Some(previous) = self.known.last() else {
            let last = || self.before.last().map(|known| known.full.clone()).unwrap_or_default();
            let topic = context.topic();
            return if topic.is_empty() { last() } else { topic.clone() };
        };
        // 识别对象1020户|3450人: two counts of one.
        if previous.end == figure.slot.quantity.outer.start {
            return previous.full.clone();
        }
        // 企业数量翻番、达1.8万家
        if figure.slot.boundary == Boundary::Pause && previous.unit == "倍" && figure.left.change.is_none() {
            return previous.full.clone();
        }
        // …50个，同我国有贸易联系的国家和地区，已经达到120多个: the clause between names it.
        let between = figure.left.change.is_none() && figure.slot.boundary == Boundary::Comma;
        if between && is_noun_phrase(context.topic()) {
            return context.topic().clone();
        }
        // 原煤…，原油…，都比上年增长8%
        if figure.left.all
            && let [.., before, last] = self.known.as_slice()
            && before.full != last.full
            && before.unit == last.unit
        {
            return joined(&[&before.full, "、", &last.full]);
        }
        // 律师事务所27家，律师312人，分别增加2家、29人: by the unit.
        let countable = !matches!(unit.as_ref(), "%" | "百分点" | "倍" | "");
        // …单个项目最高800万元；改造项目补助比例15%，最高1000万元: of what its own segment says, if anything.
        let segment =
            self.known.get(self.base..).filter(|segment| !segment.is_empty()).unwrap_or(&self.known);
        let same_unit = segment.iter().rfind(|known| countable && known.unit == *unit && !known.share);
        // 接待游客50万人次，占全省的6%，增长8%: of the level, not of the share.
        let level = || self.known.iter().rfind(|known| !known.share).filter(|_| unit == "%");
        let previous = if previous.share && figure.left.change.is_some() {
            level().unwrap_or(previous)
        } else {
            previous
        };
        let full = &same_unit.unwrap_or(previous).full;
        // 运营里程新增1700公里、突破7000公里: the level is no flow.
        let level = full.strip_suffix("新增").filter(|_| figure.levelled);
        level.map_or_else(|| full.clone(), |level| Cow::Owned(level.to_owned()))
    }

    /// The object of the last figure with this unit.
    fn object_of_unit(&self, unit: &str) -> &str {
        let known = self.known.iter().rfind(|known| known.unit == unit && !known.name.object.is_empty());
        known.map_or("", |known| known.name.object.as_ref())
    }

    /// `博鳌…先行区成为…高地，落地540款特许药械`: who or where, for a clause that begins with its verb.
    fn with_subject(&self, figure: &Figure<'_, 't>, own: &Cow<'t, str>) -> Cow<'t, str> {
        /// A longer subject makes a name nobody would write over a column.
        const SUBJECT_CHARS: usize = 13;
        let elided = figure.name.subject.is_empty()
            && (!figure.name.verb.is_empty() || figure.rule == Rule::PostNominal);
        let subject = self.subject.as_ref();
        let fits = !subject.is_empty() && subject.chars().count() <= SUBJECT_CHARS;
        // 浙江省投入资金33亿元、实施项目781个: a verb of its own, the subject of both.
        let clause = match figure.slot.boundary {
            Boundary::Comma => true,
            Boundary::Pause => !figure.name.verb.is_empty(),
            _ => false,
        };
        // 五大片区不断发展，成都平原经济区经济总量…: a place of its own.
        static PLACES: WordSet = WordSet::of(&[
            "经济区",
            "开发区",
            "高新区",
            "科技园",
            "产业园",
            "示范区",
            "新区",
            "都市圈",
            "经济圈",
            "城市群",
        ]);
        if fits && elided && PLACES.is_in(own) {
            return own.clone();
        }
        // 川藏铁路…，中欧班列开行2000列: a line is whose deed it is, no owner of things.
        let line = subject.ends_with("铁路") && figure.name.verb.is_empty();
        if elided && fits && !line && !own.contains(subject) && clause {
            return joined(&[subject, own]);
        }
        own.clone()
    }

    #[expect(clippy::ptr_arg, reason = "kept: what is borrowed from the text stays so")]
    fn remember(
        &mut self,
        figure: &Figure<'_, 't>,
        own: &Cow<'t, str>,
        attribute: bool,
        full: &Cow<'t, str>,
        rule: Rule,
    ) {
        let mut name = figure.name.clone();
        let without_verb = name.verb.is_empty();
        let previous = self.known.last();
        let part = rule == Rule::Breakdown;
        if part {
            name = Name {
                subject: own.clone(),
                ..self.head(figure).map(|head| head.name.clone()).unwrap_or_default()
            };
        } else if name.is_empty() {
            name = previous.map(|known| known.name.clone()).unwrap_or_default();
        } else if let Some(previous) = previous
            && figure.slot.boundary == Boundary::Pause
            && name.verb.is_empty()
            && !previous.stated
        {
            name.verb.clone_from(&previous.name.verb);
        }
        if (lacks_object(figure) || counts_something_else(figure, own))
            && let Some(object) = full.strip_prefix(own.as_ref()).filter(|object| !object.is_empty())
        {
            name.object = Cow::Owned(object.to_owned());
        }
        // 公安机关破获…，法院审结…: another acts.
        let other = || {
            !name.verb.is_empty()
                && figure.slot.boundary == Boundary::Comma
                && !Lexicon::builtin().class(&name.subject).is(Class::SCOPE)
        };
        if !part && !name.subject.is_empty() && (!self.subject_known() || other()) {
            // 全社会研发投入…，企业营收…: a sector is no place.
            let country = matches!(name.subject.as_ref(), "全国" | "全球");
            let sector = Lexicon::builtin().class(&name.subject).is(Class::SECTOR)
                || country && (figure.left.atoms.is_empty() || !topic::is_place(&figure.left.atoms));
            if !sector && name.subject.chars().count() <= 13 {
                self.subject.clone_from(&name.subject);
            }
        }
        let inherited = self.changed_measure(figure, own);
        // 完成预算|24亿元的|59.7%
        let again =
            own.is_empty() && self.known.last().is_some_and(|known| known.share && known.full == *full);
        let share = again || figure.left.share || is_aside(own);
        self.known.push(Known {
            name,
            measure: inherited,
            full: full.clone(),
            unit: figure.slot.quantity.unit.clone(),
            attribute,
            part: part || rule == Rule::Inherited && self.known.last().is_some_and(|known| known.part),
            amount: figure.left.change.is_some(),
            net: figure.name.verb.starts_with("净增"),
            levelled: figure.levelled,
            share,
            end: figure.slot.quantity.outer.end,
            stated: figure.rule == Rule::PreNominal && figure.left.atoms.is_empty() && !without_verb,
        });
    }

    fn head(&self, figure: &Figure<'_, '_>) -> Option<&Known<'t>> {
        figure
            .slot
            .head
            .and_then(|head| self.known.get(self.base + head))
            .or_else(|| self.whole.map(|whole| &self.known[whole]))
    }

    fn subject_known(&self) -> bool {
        !self.subject.is_empty()
    }

    /// Whether a part of a whole that is a change is one itself: 净增经营主体242.8万户，其中企业57.5万户.
    #[must_use]
    pub fn is_part_of_change(&self) -> bool {
        let last = self.known.last().filter(|known| known.part);
        last.is_some_and(|part| {
            self.whole.is_some_and(|whole| self.known[whole].net && self.known[whole].unit == part.unit)
        })
    }
}
