//! Items: what a figure of a list or a part of a whole shares with the figure before it.
//!
//! `新增学校3所、学位400个` → `新增学位`; `办理案件78件（其中刑事12件）` → `办理刑事案件`.

use std::borrow::Cow;

use super::Known;
use super::phrase::{joined, shares_noun, without_grade, without_overlap};
use crate::document::{Kind, Rule};
use crate::indicator::clause::Boundary;
use crate::indicator::figure::Figure;
use crate::lexicon::{Class, Lexicon};
use crate::text::word_set::WordSet;

/// The name of a part: `刑事` of `办理诉讼案件` → `办理刑事诉讼案件`.
pub(super) fn part_of<'t>(head: &Known<'t>, figure: &Figure<'_, '_>, own: &Cow<'t, str>) -> Cow<'t, str> {
    if own.is_empty() {
        return head.full.clone();
    }
    let object = if head.name.object.is_empty() { &head.full } else { &head.name.object };
    let share = own.ends_with('占') || figure.slot.quantity.kind == Some(Kind::Percent);
    if shares_noun(own, object) && !share {
        // 新增技能人才39.87万人次，其中高技能人才7.65万人次: of what came in.
        static STAGES: WordSet = WordSet::of(&[
            "新增",
            "净增",
            "在建",
            "竣工",
            "开工",
            "新开工",
            "续建",
            "投产",
            "签约",
            "引进",
            "接待",
            "办结",
            "审结",
        ]);
        let flow = figure.name.verb.is_empty() && STAGES.begins(&head.name.verb);
        let verb = if flow { head.name.verb.as_ref() } else { "" };
        return joined(&[verb, sorted_by(own, object), own]);
    }
    if share {
        return joined(&[object, "其中", own]);
    }
    let lexicon = Lexicon::builtin();
    // 村集体收入达到10万元，其中50万元以上的村12个
    if figure.slot.quantity.kind == Some(Kind::Count) && head.unit == "元" {
        return own.clone();
    }
    if figure.slot.quantity.kind != Some(Kind::Count) {
        // 地区生产总值186亿元，其中一产增加值32亿元: a measure of its own.
        let measured =
            || lexicon.suffix(own, Class::ATTRIBUTE).is_some_and(|measure| measure.len() < own.len());
        if own.ends_with(['额', '值']) || measured() {
            return own.clone();
        }
        // 各项存款余额254亿元，其中储蓄存款211亿元: the measure of the same noun.
        if let Some(measure) = lexicon.suffix(object, Class::ATTRIBUTE)
            // 粮食总产量22万吨，其中夏粮6万吨
            && (figure.slot.quantity.kind == Some(Kind::Measure)
                || object.contains("进出口")
                || shares_noun(own, &object[..object.len() - measure.len()]))
        {
            return joined(&[own, measure]);
        }
    }
    // A级景区86家，其中5A级3家
    if own.ends_with('级') && object.contains('级') {
        return joined(&[&head.name.verb, own, without_grade(object)]);
    }
    let has_verb = !figure.name.verb.is_empty();
    // 为企业减负12亿元，其中减免税费8亿元: an act of its own, but for cases, which 其中 sorts.
    let cases = matches!(figure.slot.quantity.unit.as_ref(), "件" | "起" | "宗" | "例" | "批次");
    if lexicon.class(&figure.name.verb).leads() && !figure.name.object.is_empty() && !cases {
        return own.clone();
    }
    joined(&[if has_verb { "" } else { &head.name.verb }, own, without_overlap(own, object)])
}

/// What the parts of a whole have from it besides the noun they end in: `法律援助` of `法律援助案件` for `民事案件`.
fn sorted_by<'o>(own: &str, object: &'o str) -> &'o str {
    /// Two characters: of a word of one, no more is known than that it is alike.
    const NOUN_BYTES: usize = 6;
    let noun = object.len().checked_sub(NOUN_BYTES).filter(|start| own.ends_with(&object[*start..]));
    let sort = noun.map_or("", |start| &object[..start]);
    // 行政案件 of 行政复议案件
    let said = sort.is_empty() || own.contains(sort) || own.chars().take(2).any(|c| sort.contains(c));
    if said || !matches!(&object[sort.len()..], "案件" | "纠纷" | "项目" | "事项") {
        ""
    } else {
        sort
    }
}

/// Whether a figure goes on with the parts of `head`: `其中，自然人申请3493件，法人申请114件`.
pub(super) fn continues(head: &Known<'_>, figure: &Figure<'_, '_>, own: &str) -> bool {
    let same_unit =
        head.unit == figure.slot.quantity.unit && figure.slot.quantity.kind != Some(Kind::Percent);
    let share = own.ends_with('占') || figure.left.share;
    let clause = figure.slot.boundary == Boundary::Comma
        && !figure.name.verb.is_empty()
        && !figure.name.object.is_empty()
        && figure.name.subject.is_empty()
        && !counts_something_else(figure, own);
    // 其中制造业占25%，…，全社会研发投入增长9%: of all again.
    let of_all = Lexicon::builtin().class(&figure.name.subject).is(Class::SCOPE);
    let changes =
        head.amount && figure.left.change.is_some() && figure.slot.boundary == Boundary::Comma && !of_all;
    (same_unit || share || changes) && !clause && figure.rule != Rule::PreNominal
}

/// Whether a figure without a verb can be of the verb before: not a level, a change or a statement of its own.
pub(super) fn shares_verb(previous: &Known<'_>, figure: &Figure<'_, '_>) -> bool {
    let clause = figure.slot.boundary == Boundary::Comma;
    // 5个地级市获评、2个县被命名: the verb is the first one's own.
    if previous.stated {
        return false;
    }
    // 取消证明37项，实行告知承诺制89项; 解答咨询2600人次，受教育群众12万人次: said of by a verb of their own.
    if clause && opens_with(figure, &["实行", "受"]) {
        return false;
    }
    // 新增装机3000万千瓦、发电量超3000亿度; 新建医疗集团5个、覆盖率达80%
    if figure.levelled && !previous.levelled || figure.left.change.is_some() && (!previous.amount || clause) {
        return false;
    }
    // 城镇新增就业5000人，失业人员再就业1200人
    if clause && figure.name.object.ends_with("就业") {
        return false;
    }
    // 新设学校3所，16所高职入选…; 新建铁路5557公里，高速公路新建通车4719公里
    let acts = figure.left.atoms.iter().skip(1).any(|atom| atom.class.leads());
    let stated = figure.rule == Rule::PreNominal && figure.left.atoms.is_empty() && figure.right_acts;
    !(clause && (acts || stated))
}

/// Whether a figure's own words begin so.
fn opens_with(figure: &Figure<'_, '_>, words: &[&str]) -> bool {
    figure.left.atoms.first().is_some_and(|first| words.iter().any(|word| first.word.starts_with(word)))
}

/// A later item of a list: shares the verb, and the owner of an attribute.
pub(super) fn list_item<'t>(
    previous: &Known<'_>,
    figure: &Figure<'_, '_>,
    own: &Cow<'t, str>,
) -> Cow<'t, str> {
    if figure.rule == Rule::PreNominal && figure.left.atoms.is_empty() && previous.name.verb.is_empty() {
        return own.clone();
    }
    if own.starts_with(previous.name.verb.as_ref()) {
        return own.clone();
    }
    // 应诉案件15件，行政复议案件9件: 应诉 says which cases.
    let verb = || Lexicon::builtin().class(&previous.name.verb);
    let object = previous.name.object.as_ref();
    if own.len() > object.len() && own.ends_with(object) && verb().is(Class::NOUN_VERB) {
        return own.clone();
    }
    joined(&[&previous.name.verb, own])
}

/// The measure a bare noun shares with the figure before: 产量 for 棉花 after 粮食产量.
pub(super) fn shared_measure<'k>(
    previous: &'k Known<'_>,
    figure: &Figure<'_, '_>,
    own: &str,
) -> Option<&'k str> {
    const NOUN_CHARS: usize = 5;
    let same = previous.unit == figure.slot.quantity.unit && figure.slot.quantity.kind == Some(Kind::Measure);
    let bare =
        own.chars().count() <= NOUN_CHARS && figure.name.verb.is_empty() && figure.rule == Rule::PostNominal;
    if !same || !bare {
        return None;
    }
    // What the figure before has from the one before it, too: 水稻种植面积26万亩、蔬菜16万亩、瓜果12万亩.
    let lexicon = Lexicon::builtin();
    let measure =
        |name: &'k str| lexicon.suffix(name, Class::ATTRIBUTE).filter(|head| head.len() < name.len());
    let head = measure(&previous.name.object).or_else(|| measure(&previous.full))?;
    lexicon.suffix(own, Class::ATTRIBUTE).is_none().then_some(head)
}

/// `移送公安机关17件`: the unit counts cases, the words name none.
pub(super) fn counts_something_else(figure: &Figure<'_, '_>, own: &str) -> bool {
    let cases = matches!(figure.slot.quantity.unit.as_ref(), "件" | "起" | "宗" | "例" | "批次");
    cases && figure.rule == Rule::PostNominal && Lexicon::builtin().suffix(own, Class::THING).is_none()
}

/// Whether the clause says what was done but not to what.
pub(super) fn lacks_object(figure: &Figure<'_, '_>) -> bool {
    /// Units of occasions: 执法检查2次 counts the checking itself.
    const OCCASIONS: [&str; 8] = ["次", "场", "场次", "期", "起", "人次", "轮", "批次"];
    let quantity = figure.slot.quantity;
    if figure.rule != Rule::PostNominal {
        return false;
    }
    // 举办讲座4场次，参加干部1000人
    if figure.name.is_verb_only() && quantity.unit == "人次" {
        return true; // 举办培训14期，参训1900人次
    }
    // 恢复供电5600户: the verb holds its object.
    static WHOLE: WordSet = WordSet::of(&["供电", "供水", "供热", "脱贫", "参保", "投票"]);
    if WHOLE.ends(&figure.name.verb) && matches!(quantity.unit.as_ref(), "人" | "户" | "人次") {
        return false;
    }
    if figure.name.is_verb_only() || figure.ends_in_qualifier {
        return !OCCASIONS.contains(&quantity.unit.as_ref());
    }
    // 实行手机定位的1600余人
    // 按固定资产投资额的10%: of the base that it names.
    figure.left.open_end && figure.ends_in_de && quantity.kind != Some(Kind::Percent)
}
