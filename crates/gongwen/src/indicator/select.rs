//! Which quantities are indicators: a figure that measures something, not a number that dates, orders or enumerates.
//!
//! `119个` yes; `第5个` no; `两个办公室` no, `至少两个办公室` yes; `12345热线` no; `事项数量719` yes.

use rust_decimal::Decimal;

use super::clause::Slot;
use crate::document::{Bound, Kind};
use crate::explanation::Rejected;
use crate::quantity::numeral::{Form, Script};
use crate::text::char_set::CharSet;
use crate::text::word_set::WordSet;

/// Why the figure in `slot` is not to be reported; none where it is.
#[must_use]
pub fn rejection(text: &str, slot: &Slot<'_>) -> Option<Rejected> {
    let unless = |kept: bool, reason: Rejected| (!kept).then_some(reason);
    let quantity = slot.quantity;
    let right = text[slot.right.clone()].trim_start();
    let right = if right.starts_with('、') { "" } else { right };
    let after = &text[quantity.range.end..];
    if quantity.ordinal {
        return Some(Rejected::Ordinal);
    }
    // 500强, 3号 have no unit, and 十分强调 only seems to; 19轮强降雨 has one.
    let bare = matches!(quantity.unit.as_ref(), "" | "分") && after.starts_with(['强', '号', '届', '版']);
    let class = (bare || after.starts_with('级')) && quantity.bound == Bound::Exact;
    if class || matches!(quantity.unit.as_ref(), "大" | "级" | "版" | "届") {
        return Some(Rejected::ClassSuffix);
    }
    if right.starts_with("常务会")
        || right.starts_with("全会")
        || is_one_of_meetings(quantity.unit.as_ref(), after)
    {
        return Some(Rejected::Meeting);
    }
    if defines_class(text, slot) {
        return Some(Rejected::ClassSuffix);
    }
    // 每10万人口, 每半年: what something is told for.
    if matches!(quantity.kind, None | Some(Kind::Duration)) && text[..quantity.outer.start].ends_with('每') {
        return Some(Rejected::BareNumber);
    }
    // 十分珍视这段经历: an adverb; 扣十分, 十分制
    let scored =
        || text[slot.left.clone()].ends_with(['得', '扣', '加', '计', '减', '满', '共', '达', '到', '为']);
    if text[quantity.range.clone()] == *"十分"
        && right.starts_with(|c: char| c.is_alphabetic() && c != '制')
        && !scored()
    {
        return Some(Rejected::BareNumber);
    }
    if quantity.kind.is_none() {
        return unless(is_named_number(text, slot, right), Rejected::BareNumber);
    }
    let month = quantity.unit == "月" && !text[quantity.range.clone()].contains('个');
    if month || quantity.unit == "日" && quantity.bound == Bound::Exact {
        return Some(Rejected::Date);
    }
    // 两倍, 二点一个百分点: a multiple and a decimal are figures however small.
    let counts = quantity.unit != "倍" && quantity.value.decimal().is_integer();
    if quantity.script == Script::Chinese
        && quantity.form == Form::Plain
        && counts
        && quantity.value.decimal() < Decimal::TEN
    {
        return unless(is_counted_out(text, slot, right), Rejected::SmallChinese);
    }
    if quantity.form == Form::Fraction && quantity.unit.is_empty() && text[quantity.range.clone()] == *"一半"
    {
        return unless(!slot.left.is_empty(), Rejected::Half);
    }
    None
}

/// `十次、十一次全会`: the first of several meetings.
fn is_one_of_meetings(unit: &str, after: &str) -> bool {
    const NEAR_BYTES: usize = 24;
    if unit != "次" || !after.starts_with(['、', '和']) {
        return false;
    }
    // No further: the rest of the document is behind it.
    let near = after.char_indices().map(|(at, _)| &after[at..]).take(NEAR_BYTES);
    let mut near = near.take_while(|rest| after.len() - rest.len() <= NEAR_BYTES);
    near.any(|rest| rest.starts_with("次全会") || rest.starts_with("次会议"))
}

/// `3岁以下婴幼儿`, `0—6岁儿童`, `220千伏及以上输电线路`, `20周年`: says which people or lines, or dates.
fn defines_class(text: &str, slot: &Slot<'_>) -> bool {
    static PEOPLE: WordSet = WordSet::of(&[
        "儿童", "婴", "幼", "老", "妇", "女性", "男性", "青", "少", "人群", "人口", "学", "适龄", "居民",
        "参保", "失能", "高龄", "残疾", "独居", "农村", "城乡", "低",
    ]);
    static LINES: WordSet = WordSet::of(&[
        "输",
        "线路",
        "交流",
        "直流",
        "变电",
        "电网",
        "特高压",
        "工程",
        "配电",
        "主网",
        "及以上",
        "以上",
    ]);
    let quantity = slot.quantity;
    let words = match quantity.unit.as_ref() {
        "岁" | "周岁" => &PEOPLE,
        "千伏" => &LINES,
        unit => return unit == "周年",
    };
    let behind = text[quantity.outer.end.max(quantity.range.end)..].trim_start();
    let behind = behind.strip_prefix("及").unwrap_or(behind);
    let behind = ["以上", "以下", "的"].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let level = text[slot.left.clone()].ends_with(['到', '至', '达', '为', '超']);
    !level && words.begins(behind)
}

/// `学习积分40000分以上的人员|42名`, `引进5亿元以上项目|17个`: an amount that says which things the next figure counts; one of
/// money that names what it is an amount of (`营业收入5000万元以上的企业`) stays out of their name.
pub(super) fn is_threshold(text: &str, slot: &Slot<'_>, next: &Slot<'_>) -> bool {
    let quantity = slot.quantity;
    let bound = &text[quantity.range.end.min(quantity.outer.end)..quantity.outer.end];
    let amount = match quantity.kind {
        Some(Kind::Score | Kind::Measure | Kind::Duration) => true,
        // 95%以上的群众 are a share of them, 贫困发生率20%以上的村 a class.
        Some(Kind::Percent) => {
            text[slot.left.clone()].trim_end_matches(['在', '达', '到', '为']).ends_with(['率', '度'])
        }
        Some(Kind::Money) => {
            let of = ['资', '额', '入', '值', '税', '金', '润', '本', '费', '价', '款', '的', '模'];
            let left = text[slot.left.clone()].trim_end();
            let behind = &text[quantity.outer.end..];
            !left.ends_with(of) && ["项目", "企业", "工程"].iter().any(|noun| behind.starts_with(noun))
        }
        _ => false,
    };
    // 学习积分30000-40000分的人员
    let range = || quantity.bound == Bound::Range && text[quantity.outer.end..].starts_with('的');
    // 面积超百亩基地3家
    let before = &text[quantity.outer.start..quantity.range.start];
    let over = before.starts_with(['超', '过', '突']);
    // 产值超亿元的企业达到36家, and not 引进产值超亿元的企业36家, where the verb names what is counted.
    let which = || {
        let behind = &text[quantity.outer.end..];
        let all =
            || ["的企业达", "的项目达", "的企业有", "的项目有"].iter().any(|words| behind.starts_with(words));
        quantity.kind == Some(Kind::Money) && (behind.starts_with("的有") || all())
    };
    if !(amount || which())
        || !(over || bound.starts_with(['以', '及', '（', '(']) || range())
        || next.quantity.kind != Some(Kind::Count)
    {
        return false;
    }
    let gap = text.get(quantity.outer.end..next.quantity.outer.start).unwrap_or_default();
    // 产值超亿元的有12家, 亩产达到一百斤以上的有四十五个县
    if matches!(gap, "的有" | "的达" | "的共有" | "的已有") {
        return true;
    }
    let noun = gap.trim_start_matches('的').trim_end_matches(['达', '到', '有', '共', '为']);
    const NOUN_CHARS: usize = 20;
    static PARTS: CharSet = CharSet::of("，,、。；;：:和与及给予并按的");
    static ENTITIES: WordSet =
        WordSet::of(&["企业", "项目", "园区", "产业", "集群", "村", "镇", "大户", "品牌", "平台"]);
    let chars = noun.chars().count();
    let named = match chars {
        // 35岁以下18人
        0 => matches!(quantity.unit.as_ref(), "岁" | "周岁"),
        1 => matches!(noun, "村" | "户" | "县" | "镇" | "乡"),
        _ => !over || ENTITIES.ends(noun),
    };
    named && chars <= NOUN_CHARS && !PARTS.is_in(noun)
}

/// A bare number counts where its measure is named before it (`事项数量719`) or a noun follows (`600多万下岗职工`).
fn is_named_number(text: &str, slot: &Slot<'_>, right: &str) -> bool {
    /// Endings of nouns that measure.
    static MEASURES: WordSet = WordSet::of(&[
        "数", "数量", "总数", "次数", "人次", "户数", "人数", "指数", "系数", "得分", "率", "件数", "总量",
        "比", "均值", "分值", "场次", "量",
    ]);
    let quantity = slot.quantity;
    let large = quantity.form == Form::Multiplied && quantity.value.decimal() >= Decimal::from(10_000);
    if large {
        let noun = right.chars().next().is_some_and(|c| c.is_alphabetic());
        let chinese_word =
            quantity.script == Script::Chinese && text[quantity.range.clone()].chars().count() < 2;
        return !chinese_word && (noun || !slot.left.is_empty());
    }
    // 政府信息公开1060，占总数的17.1%; 审结复议案件4696，审结率…
    let after = &text[quantity.range.end..];
    let told_of = || {
        let left = &text[slot.left.clone()];
        let clause = after.starts_with(['，', ',']) && !left.is_empty();
        let share = || after.trim_start_matches(['，', ',']).starts_with('占');
        clause && (share() || left.ends_with("案件") || left.ends_with("人次"))
    };
    if quantity.script == Script::Arabic && right.is_empty() && quantity.bound == Bound::Exact && told_of() {
        return true;
    }
    let ends = right.is_empty() || right.starts_with(['，', '、', '“', '”', '和', '均', '以']);
    if quantity.script != Script::Arabic || !ends {
        return false;
    }
    MEASURES.ends(
        text[slot.left.clone()]
            .trim_end_matches(['为', '达', '是', '到', '：', ':', '约', ' ', '至', '超', '过']),
    )
}

/// A Chinese numeral below ten counts where a bound or the counted noun before it makes it a quantity.
fn is_counted_out(text: &str, slot: &Slot<'_>, right: &str) -> bool {
    /// Verbs of building behind which even a small number is a figure: 新建桥梁两座.
    static BUILT: WordSet = WordSet::of(&[
        "建成", "新建", "新增", "配备", "购置", "增设", "设立", "完成", "添置", "改造", "投入", "建设",
    ]);
    static AT_LEAST: WordSet = WordSet::of(&["至少", "不少于", "不得少于", "不低于"]);
    let quantity = slot.quantity;
    if quantity.unit == "一" || quantity.kind == Some(Kind::Duration) {
        static LENGTHS: WordSet = WordSet::of(&["时限", "工期", "期限", "任期", "周期", "有效期", "建设期"]);
        let length = || LENGTHS.ends(text[slot.left.clone()].trim_end_matches(['为', '是', '：', ':']));
        // 贴息期限最多不超过两年
        let limited = || quantity.bound == Bound::Max && LENGTHS.is_in(&text[slot.left.clone()]);
        return quantity.kind == Some(Kind::Duration) && (quantity.unit == "工作日" || length() || limited());
    }
    let left = &text[slot.left.clone()];
    let phase = || right.is_empty() || right.starts_with("主体") || right.starts_with("工程");
    if quantity.unit == "期" && phase() && quantity.bound == Bound::Exact {
        return false; // 二期, 一期主体工程
    }
    // 跨上两个台阶 tells how often, and no bound.
    let steps = text[quantity.outer.start..quantity.range.start].starts_with(['迈', '跨', '站', '跃']);
    let bounded = quantity.bound != Bound::Exact && !steps || AT_LEAST.is_in(left);
    if bounded && !left.ends_with("近") {
        return true;
    }
    // 提高一步: one of something is mostly no count.
    let counted = right.is_empty()
        && !left.is_empty()
        && (quantity.value.decimal() > Decimal::ONE || quantity.unit != "步");
    counted && (BUILT.is_in(left) || matches!(quantity.unit.as_ref(), "台" | "座" | "辆" | "艘" | "部"))
        || matches!(right.get(.."完工".len()), Some("完工" | "竣工" | "开工"))
        || right.ends_with("完工")
        || right.ends_with("竣工")
}
