//! Done or planned: the section first, then the clause.
//!
//! Under `四、下一步工作打算` a figure is a target; in a review `力争`, `拟`, `不少于` make it one, `完成了` does not.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memrchr2;

use super::section::Tense;
use crate::document::{Genre, Kind};
use crate::explanation::StatusReason;
use crate::lexicon::{Class, Lexicon};
use crate::text::char_set::CharSet;
use crate::text::word_set::WordSet;

/// What the document as a whole does where no heading tells.
#[must_use]
pub fn of_genre(genre: Option<Genre>) -> Tense {
    match genre {
        Some(Genre::Plan | Genre::Measures | Genre::Notice) => Tense::Plan,
        _ => Tense::Open,
    }
}

/// What the verbs of a passage say of its tense, for a section whose heading says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mood {
    chars: usize,
    /// Bare verbs that open a clause (加快…，推动…，完善…) and modals (要…, 必须…): a plan's.
    planned: usize,
    /// 了, 已, comparisons with the year before: a review's.
    told: usize,
}

impl Mood {
    /// Of one line.
    #[must_use]
    pub fn of(line: &str) -> Self {
        const MARKS: &str = "，,。；;、 ：";
        static OPENS: CharSet = CharSet::of(MARKS);
        static MODALS: WordSet = WordSet::of(&[
            "要",
            "必须",
            "应当",
            "应该",
            "力争",
            "争取",
            "一定要",
            "坚决",
            "切实",
            "不得",
            "严禁",
            "继续",
            "进一步",
            "拟",
        ]);
        const ALSO: [char; 5] = ['还', '也', '都', '既', '又'];
        static SUBJECTS: WordSet =
            WordSet::of(&["我们", "各级政府", "各地", "各级", "各部门", "今年", "明年", "同时"]);
        static TOLD: WordSet = WordSet::of(&[
            "了",
            "已",
            "累计",
            "同比",
            "比上年",
            "较上年",
            "比去年",
            "去年",
            "完成",
            "获",
            "荣",
            "五年来",
            "过去",
            "成效",
            "成绩",
            "以来",
        ]);
        // One look for both.
        static TELLING: LazyLock<Box<CharSet>> =
            LazyLock::new(|| CharSet::of_chars(MARKS.chars().chain(TOLD.first_characters())));
        let lexicon = Lexicon::builtin();
        // Most clauses begin otherwise than with any of them.
        static DEMANDING: LazyLock<Box<CharSet>> = LazyLock::new(|| {
            CharSet::of_chars(MODALS.first_characters().chain(SUBJECTS.first_characters()).chain(ALSO))
        });
        let demands = |clause: &str| {
            let verb = SUBJECTS.beginning(clause).map_or(clause, |subject| &clause[subject.len()..]);
            MODALS.begins(verb.strip_prefix(ALSO).unwrap_or(verb))
        };
        let plans = |clause: &str| {
            let demanded = DEMANDING.holds_at(clause, 0) && demands(clause);
            usize::from(lexicon.begins_with_imperative(clause)) + usize::from(demanded)
        };
        let (mut planned, mut told, mut at) = (plans(line), 0, 0);
        while let Some((found, c)) = TELLING.next(line, at) {
            at = found + c.len_utf8();
            if OPENS.contains(c) {
                planned += plans(&line[at..]);
            } else {
                told += usize::from(TOLD.begins(&line[found..]));
            }
        }
        Self { chars: line.chars().count(), planned, told }
    }

    /// Of two passages together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            planned: self.planned + other.planned,
            told: self.told + other.told,
        }
    }

    /// In annotated work reports three lines of plans in four have, with the lines beside them, 2.2 more words of plans than of
    /// reviews in 100 characters, and one line of reviews in fifty.
    #[must_use]
    pub fn tense(self) -> Tense {
        const PASSAGE_CHARS: usize = 60;
        const PER_THOUSAND: usize = 22;
        let plans = self.planned.saturating_sub(self.told) * 1000 >= self.chars * PER_THOUSAND;
        if self.chars >= PASSAGE_CHARS && plans { Tense::Plan } else { Tense::Open }
    }
}

/// Whether a sentence of a notice or reply, which mostly demand, tells what has come about: 国务院各部门网站中有31个开通*了*英文版.
#[must_use]
pub fn tells(sentence: &str) -> bool {
    static TOLD: WordSet = WordSet::of(&["了", "已", "截至目前"]);
    static DEMANDS: WordSet = WordSet::of(&["要", "应", "须", "不得", "为了", "的，", "可", "拟", "将"]);
    TOLD.is_in(sentence) && !DEMANDS.is_in(sentence)
}

/// What the clause and its sentence say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// Words of plan in the clause before the value.
    pub target: bool,
    /// Words of plan earlier in the sentence.
    pub target_before: bool,
    /// Words of accomplishment in the clause.
    pub done: bool,
    /// Accomplishment stated earlier in the sentence.
    pub done_before: bool,
    /// 预计 in the sentence: in a review it tells what the year came to.
    pub estimate: bool,
    /// A bound on what recurs: 每年不少于40学时.
    pub required: bool,
    /// Money or a share that the sentence grants.
    pub granted: bool,
    /// A year after the one reported on.
    pub future: bool,
    /// A year up to the one reported on.
    pub past: bool,
    /// A span of years that has ended.
    pub over: bool,
    /// What is there already: 针对…的2034种商品, 现有企业30家.
    pub given: bool,
    /// A task set from above, in this clause or before it in the sentence.
    pub assigned: bool,
    /// The plan that the next figure is a share of: 完成预算245800万元的59.74%.
    pub planned: bool,
    /// The level that a change starts from: 5元 in 由5元提高至10元.
    pub starts: bool,
}

/// Decides between done and planned, and says why.
#[must_use]
pub fn decide(tense: Tense, evidence: Evidence) -> StatusReason {
    let over = evidence.past || evidence.over;
    match tense {
        _ if evidence.planned || evidence.assigned => StatusReason::PlanWords,
        Tense::Plan if over => StatusReason::PastTime,
        _ if evidence.starts => StatusReason::PastTime,
        _ if evidence.given && !evidence.future => StatusReason::Nothing,
        Tense::Plan => StatusReason::PlanContext,
        _ if evidence.future => StatusReason::FutureTime,
        _ if evidence.past && !evidence.target => StatusReason::PastTime,
        Tense::Open if evidence.estimate => StatusReason::Estimate,
        Tense::Open if evidence.granted && !evidence.done => StatusReason::Grant,
        _ if evidence.required => StatusReason::Requirement,
        _ if evidence.target => StatusReason::PlanWords,
        _ if evidence.target_before && !evidence.done && !evidence.done_before => {
            StatusReason::PlanWordsBefore
        }
        _ => StatusReason::Nothing,
    }
}

/// The characters that [`announces`] reads.
pub(super) const DEMANDS: &str = "要应须将";

/// Whether the clause `words` before a figure demands or announces it by a word that says so only together with what
/// stands behind it: *要*增长, *应*由…组成, *将*达到. Elsewhere 要 and 将 are parts of words, or 把.
#[must_use]
pub fn announces(text: &str, words: Range<usize>) -> bool {
    let clause = &text[words.clone()];
    if clause.contains('比') {
        return false;
    }
    static DUTY: WordSet = WordSet::of(&["由", "在", "于", "为", "按", "经", "自", "有", "不"]);
    static TO_COME: WordSet = WordSet::of(&[
        "达", "等于", "占", "只占", "超", "突破", "增长", "增加", "新增", "上升", "提高", "提升", "下降",
        "降低", "降至", "形成", "安排", "投入", "新建", "建成", "实现", "免征",
    ]);
    let lexicon = Lexicon::builtin();
    let tokens: Vec<_> = lexicon.tokens(text, words.clone()).collect();
    tokens.iter().enumerate().any(|(index, token)| {
        let after = &text[token.range.end..words.end];
        let next = tokens.get(index + 1).filter(|next| next.range.start == token.range.end);
        let acts = |class: Class| next.is_some_and(|next| next.class.is(class));
        // 需要制作6件 tells what was lacking.
        let other = text[..token.range.start].ends_with(['需', '主', '重', '只']);
        match &text[token.range.clone()] {
            "要" if other => false,
            "要" => acts(Class::VERB) || acts(Class::CHANGE) || acts(Class::MEASURE),
            "应" | "须" => acts(Class::VERB) || acts(Class::MEASURE) || DUTY.begins(after),
            "将" => TO_COME.begins(after) || after == "由",
            _ => false,
        }
    })
}

/// Whether the words before a sentence's first clause with a figure announce its goals: 2015年的预期目标是：….
#[must_use]
pub fn announces_goals(lead: &str) -> bool {
    static GOALS: WordSet =
        WordSet::of(&["目标", "目标任务", "任务", "指标", "指标体系", "指标安排", "体系安排", "预期"]);
    // …指标体系安排，具体为：总量指标方面，…
    let Some(colon) = last_colon(lead) else { return false };
    let marks = ['，', ',', ' '];
    let words = lead[..colon].trim_end_matches(marks);
    let announced =
        ["具体为", "具体是", "如下", "分别为", "为", "是"].iter().find_map(|word| words.strip_suffix(word));
    GOALS.ends(announced.unwrap_or(words).trim_end_matches(marks)) && !words.contains("完成")
}

/// Where the last colon of `text` stands. Most leads are looked through in vain, and so by bytes that need not be decoded.
fn last_colon(text: &str) -> Option<usize> {
    const WIDE: &[u8] = "：".as_bytes();
    let mut utf8 = text.as_bytes();
    while let Some(at) = memrchr2(b':', WIDE[WIDE.len() - 1], utf8) {
        let through = &utf8[..=at];
        if utf8[at] == b':' || through.ends_with(WIDE) {
            return Some(at + 1 - if utf8[at] == b':' { 1 } else { WIDE.len() });
        }
        utf8 = &utf8[..at];
    }
    None
}

/// Whether the clauses of a sentence before its first figure's say that it plans: 在这十年里，*要*建立…，机械化水平达到85%.
#[must_use]
pub fn leads_with_plan(lead: &str) -> bool {
    lead.split(['，', ',', '：', ':', '。', '！']).map(str::trim).any(|clause| {
        let clause = clause.strip_prefix("我们").unwrap_or(clause);
        ["要", "必须", "力争", "计划到", "要求", "下一阶段", "下一步", "下步", "今后"]
            .iter()
            .any(|word| clause.starts_with(word))
            && !["要素", "要点", "要是"].iter().any(|word| clause.starts_with(word))
            || clause.ends_with("拟定")
    })
}

/// What every sentence holds that [`pledges`] speaks of.
pub(super) const DEED: &str = "实事";

/// Whether a sentence begins to list what is promised (将重点办好15件民生实事), or what of it has been kept; none where it speaks
/// of neither.
#[must_use]
pub fn pledges(sentence: &str) -> Option<bool> {
    static GOOD_DEEDS: WordSet = WordSet::of(&["民生实事", "办实事", "惠民实事", "为民实事"]);
    static TO_COME: WordSet = WordSet::of(&[
        "出炉",
        "票决",
        "票选",
        "表决",
        "敲定",
        "将",
        "抓好",
        "办好",
        "办理好",
        "计划",
        "项目清单",
        "项目安排",
    ]);
    static KEPT: WordSet =
        WordSet::of(&["了", "已", "完成", "办结", "办成", "落地见效", "全部", "情况", "进展"]);
    GOOD_DEEDS.is_in(sentence).then(|| TO_COME.is_in(sentence) && !KEPT.is_in(sentence))
}

/// Whether a line heads the goals below it: `具体目标：`.
#[must_use]
pub fn heads_goals(line: &str) -> bool {
    const LONGEST: usize = 45;
    static GOALS: WordSet = WordSet::of(&["目标", "目标是", "目标为", "主要指标", "预期目标"]);
    line.len() <= LONGEST && line.strip_suffix(['：', ':']).is_some_and(|words| GOALS.ends(words))
}

/// Whether a sentence rules who is given what, and on which terms: 按投资额的10%给予最高2000万元补贴; 可申请最高50万元的贷款.
#[must_use]
pub fn rules(sentence: &str) -> bool {
    static GIVES: WordSet =
        WordSet::of(&["给予", "予以", "可申请", "可享受", "按比例", "比例承担", "配套奖励"]);
    static TERMS: WordSet =
        WordSet::of(&["最高", "最长", "不超过", "一次性", "按", "以上的", "符合条件", "可申请"]);
    static DONE: WordSet = WordSet::of(&["了", "已", "累计", "共", "全年", "去年", "今年", "年度"]);
    // 每出栏一头育肥猪补助100元
    static EACH: WordSet =
        WordSet::of(&["每头", "每亩", "每人", "每户", "每家", "每吨", "每出栏", "每套", "每辆", "每台"]);
    static GRANTS: WordSet = WordSet::of(&["补贴", "补助", "奖励", "奖补"]);
    let terms = || GIVES.is_in(sentence) && TERMS.is_in(sentence);
    let each = || GRANTS.is_in(sentence) && EACH.is_in(sentence) && !sentence.contains(['发', '共']);
    // Of most sentences something is said to be done.
    !DONE.is_in(sentence) && (terms() || each())
}

/// What sets a task in the words before a figure; 要求 only where they begin with it.
pub(super) static TASKS: WordSet =
    WordSet::of(&["总任务", "任务为", "任务数", "任务是", "目标为", "任务指标", "目标任务", "要求"]);

/// Whether the words before a figure set a task: 省下达我市目标任务|14622套. What of it was done is none.
#[must_use]
pub fn assigns(words: &str) -> bool {
    static DONE: WordSet = WordSet::of(&["完成", "超", "实现", "占", "了"]);
    let sets = |(at, task)| task != "要求" || words[..at].trim_start().is_empty();
    TASKS.all(words).any(sets) && !DONE.is_in(words)
}

/// Whether the words before a figure tell what came of a plan: 累计完成|3.6万亩.
#[must_use]
pub fn accomplishes(words: &str) -> bool {
    static ACCOMPLISHED: WordSet = WordSet::of(&[
        "累计",
        "共完成",
        "实际完成",
        "已",
        "了",
        "完成投资",
        "占年度",
        "占全年",
        "占计划",
        "占目标",
    ]);
    ACCOMPLISHED.is_in(words)
}

/// Whether a sentence compares with the year before: what it estimates is then what the year came to.
#[must_use]
pub fn compares_with_year_before(sentence: &str) -> bool {
    static COMPARED: WordSet = WordSet::of(&["较上年", "比上年", "比去年", "较去年", "同比"]);
    COMPARED.is_in(sentence)
}

/// Whether a figure is the plan that the next one is a share of: 完成年初预算|245800万元|的59.74%.
#[must_use]
pub fn is_planned(words: &str, behind: &str, next: Option<Kind>) -> bool {
    static PLANS: WordSet =
        WordSet::of(&["预算", "计划", "任务", "目标", "预算数", "任务数", "计划数", "目标数", "预期目标"]);
    next == Some(Kind::Percent)
        && behind.starts_with('的')
        && words.contains(['完', '占', '为'])
        && PLANS.ends(words)
}

/// Whether the words behind a figure call it a goal: 翻两番*的宏伟目标*.
#[must_use]
pub fn is_goal(behind: &str) -> bool {
    const NEAR_CHARS: usize = 6;
    let Some(noun) = behind.strip_prefix('的') else { return false };
    let end = noun.char_indices().nth(NEAR_CHARS).map_or(noun.len(), |(at, _)| at);
    noun[..end].split(['，', ',', '。', '；', '、']).next().is_some_and(|noun| noun.contains("目标"))
}

/// What says that something is there already.
pub(super) static GIVEN: WordSet = WordSet::of(&["针对", "现有", "已有", "目前已", "已建成"]);

/// Whether `words` before a figure say that what it counts is there already.
#[must_use]
pub fn is_given(words: &str) -> bool {
    GIVEN.is_in(words)
}
