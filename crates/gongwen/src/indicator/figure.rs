//! Figures: each with the name its own clause gives it, before anything is inherited.
//!
//! `新开工|10项|国家重点建设工程、|总投资|800亿元` → `新开工国家重点建设工程` and `总投资`: a figure takes the words left of it, or
//! the noun right of it, and what one takes is no longer the next one's.

mod gap;

use std::borrow::Cow;
use std::ops::Range;

use super::clause::{self, Slot};
use super::cue::Cues;
use super::distribute;
use super::left::{self, Left};
use super::name::{self, Atom, Name, chars};
use super::passage::Passage;
use super::works;
use crate::document::{Bound, Kind, Rule};
use crate::lexicon::{Class, Lexicon};
use crate::text::word_set::WordSet;
use crate::time::period::TimeExpression;
use gap::{skip_separator, split_gap};

/// A figure with its own name, before anything is inherited.
#[derive(Clone, Debug)]
pub struct Figure<'s, 'a> {
    /// Its clause.
    pub slot: &'s Slot<'a>,
    /// Its bound, with the words that frame the clause.
    pub bound: Bound,
    /// The words left of it, cleaned.
    pub left: Left<'a>,
    /// Its name.
    pub name: Name<'a>,
    /// The construction.
    pub rule: Rule,
    /// Place in a list of values behind 分别 that its own clause has no list of subjects for, and their number.
    pub pair: Option<(usize, usize)>,
    /// Whether its words end in a verb that leads, or in a qualifier such as 在册.
    pub ends_in_qualifier: bool,
    /// What the words before its value may say.
    pub(super) cues: Cues,
    /// Whether its words end in 的.
    pub ends_in_de: bool,
    /// Whether a minus sign stands before it: 增幅为-2.1%.
    pub negative: bool,
    /// Whether the words behind it tell of a deed: 16所*高职学校入选名单*.
    pub right_acts: bool,
    /// Whether a verb of level stands before its value: 达, 超.
    pub levelled: bool,
    /// Whether the words behind it say what became of it: 82项*获国家层面认可*.
    pub right_is_state: bool,
}

/// The words left of a figure, cleaned, and those right of it that it takes.
pub(super) type Sides<'a> = (Left<'a>, Vec<Atom<'a>>);

/// Vectors that are kept from one batch to the next, which then need not allocate them.
#[derive(Default)]
pub(super) struct Words<'a> {
    /// Of each figure.
    parts: Vec<Sides<'a>>,
    /// The figures that have words behind them which tell of a deed: mostly none.
    acting: Vec<usize>,
    /// Empty ones.
    spare: Vec<Vec<Atom<'a>>>,
}

impl<'a> Words<'a> {
    /// The words of `text[range]`, as [`name::atoms`] reads them.
    fn atoms(&mut self, text: &'a str, range: Range<usize>, times: &[TimeExpression]) -> Vec<Atom<'a>> {
        // Mostly nothing stands behind a figure.
        if range.is_empty() {
            return Vec::new();
        }
        let mut atoms = self.spare.pop().unwrap_or_else(|| Vec::with_capacity(8));
        name::push_atoms(text, range, times, &mut atoms);
        atoms
    }

    /// Keeps the vectors of figures that have been told.
    pub(super) fn keep(&mut self, figures: Vec<Figure<'_, 'a>>) {
        figures.into_iter().for_each(|figure| empty_into(&mut self.spare, figure.left.atoms));
    }
}

/// Empties a vector and keeps what it has allocated, if anything.
fn empty_into<'a>(spare: &mut Vec<Vec<Atom<'a>>>, mut atoms: Vec<Atom<'a>>) {
    if atoms.capacity() > 0 {
        atoms.clear();
        spare.push(atoms);
    }
}

/// Reads the own name of each figure of some passages, which `slots` holds.
pub(super) fn read_figures<'s, 'a>(
    text: &'a str,
    passages: &[Passage],
    times: &[TimeExpression],
    slots: &'s mut [Slot<'a>],
    words: &mut Words<'a>,
) -> Vec<Figure<'s, 'a>> {
    let passages = || passages.iter().filter(|passage| !passage.figures.is_empty());
    words.acting.clear();
    words.parts.reserve(slots.len());
    for passage in passages() {
        read_sides(text, &mut slots[passage.figures.clone()], &times[passage.times.clone()], words);
    }
    let Words { parts, acting, spare } = words;
    let mut acting = acting.iter().peekable();
    let slots: &'s [Slot<'a>] = slots;
    let read = slots.iter().zip(parts.drain(..)).enumerate().map(|(index, (slot, (left, right)))| {
        let figure = figure(text, slot, left, &right, acting.next_if_eq(&&index).is_some());
        empty_into(spare, right);
        figure
    });
    let mut figures: Vec<Figure<'s, 'a>> = read.collect();
    for passage in passages() {
        distribute::share_out(text, &mut figures[passage.figures.clone()]);
    }
    figures
}

/// Reads the words that each figure of a passage takes, left to right: what one takes from the gap between two is no longer the
/// next one's.
fn read_sides<'a>(text: &'a str, slots: &mut [Slot<'a>], times: &[TimeExpression], words: &mut Words<'a>) {
    let first = words.parts.len();
    // The words behind the next figure, where they have been read already.
    let mut ahead: Option<Vec<Atom<'a>>> = None;
    // The words behind the figure before, where it takes none of them.
    let mut behind: Vec<Atom<'a>> = Vec::new();
    for index in 0..slots.len() {
        let range = slots[index].left.clone();
        let rest = rest_in(text, &behind, &range);
        let mut before = std::mem::take(&mut behind);
        if let Some(rest) = rest {
            before.drain(..rest);
        } else {
            empty_into(&mut words.spare, before);
            before = words.atoms(text, range, times);
        }
        // 对外投资总额实现|翻番
        if text[slots[index].quantity.range.clone()].starts_with('翻') && before.len() > 1 {
            before.pop_if(|last| last.word == "实现");
        }
        let mut left = left::cleaned(before);
        // 对新引进企业固定资产投资1000万元以上的: whom the condition is put to is no part of it.
        if let Some(first) = left.atoms.first_mut()
            && first.word.starts_with('对')
            && slots[index].quantity.kind == Some(Kind::Money)
            && text[slots[index].right.clone()].ends_with('的')
        {
            first.skip('对'.len_utf8());
        }
        // 保障标准不低于当地最低标准的|1.6倍: what it is a multiple of names nothing.
        if slots[index].quantity.unit == "倍"
            && text[slots[index].left.clone()].ends_with('的')
            && let Some(bound) = left.atoms.iter().position(|atom| is_comparing_bound(atom.word))
            && bound > 0
        {
            left.atoms.truncate(bound);
        }
        left.breakdown |= slots[index].after_breakdown;
        let right = match ahead.take() {
            Some(right) => right,
            None if takes_nothing(&slots[index], &left) => Vec::new(),
            None => words.atoms(text, slots[index].right.clone(), times),
        };
        // 新建提升310公里农村公路: things acted upon, no change of 310.
        if let Some(action) = left.action.take()
            && matches!(slots[index].quantity.kind, Some(Kind::Count | Kind::Measure))
            && name::names(&right)
        {
            left.change = None;
            left.atoms.push(action);
        }
        // 营收保持20%以上增长
        if let [change] = right.as_slice()
            && slots[index].quantity.kind == Some(Kind::Percent)
            && left.change.is_none()
            && left.measured
        {
            left.change = left::change_of(change);
        }
        let takes = takes_right(text, &slots[index], &left, &right);
        if takes && works::tells_deed(text, &slots[index].right, &right) {
            words.acting.push(first + index);
        }
        let gap = slots
            .get(index + 1)
            .filter(|next| next.boundary == clause::Boundary::Pause)
            .map(|next| next.left.clone());
        let mut taken = if takes {
            right
        } else {
            behind = right;
            Vec::new()
        };
        if let Some(gap) = gap {
            let split = if takes {
                // 示范区47项经验、综合试点48项经验: each figure has its own words on both sides.
                let sided =
                    !left.atoms.is_empty() && !left.atoms.iter().any(|atom| atom.class.is(Class::VERB));
                let next = &slots[index + 1];
                let next_has_noun = !sided
                    && next.quantity.kind == Some(Kind::Count)
                    && name::names(ahead.insert(words.atoms(text, next.right.clone(), times)));
                let measured = slots[index + 1].quantity.outer.start < slots[index + 1].quantity.range.start;
                let located = text[..slots[index].quantity.outer.start].ends_with('在');
                split_gap(text, &gap, &taken, [next_has_noun, measured, located])
            } else {
                (gap.start, skip_separator(text, gap.start))
            };
            taken.retain_mut(|atom| {
                atom.word = &atom.word[..split.0.clamp(atom.start, atom.end()) - atom.start];
                !atom.word.is_empty()
            });
            slots[index + 1].left.start = split.1.min(gap.end);
        }
        let amount = matches!(slots[index].quantity.kind, Some(Kind::Money | Kind::Measure));
        if amount && taken.first().is_some_and(|first| first.word == "的") {
            taken = without_predicate(taken);
        }
        // 59项测评点中，有22项达到…: of which the next one tells.
        while taken.last().is_some_and(|last| last.word == "有") {
            taken.pop();
        }
        if let Some(last) = taken.last_mut()
            && last.class == Class::default()
            && text[last.end()..].trim_start_matches(['，', ',']).starts_with('有')
        {
            last.word = last.word.strip_suffix('中').unwrap_or(last.word);
            taken.retain(|atom| !atom.word.is_empty());
        }
        words.parts.push((left, taken));
    }
    empty_into(&mut words.spare, behind);
    let parts = &mut words.parts[first..];
    share_forward(text, slots, parts);
    works::share_works(text, slots, parts);
}

/// A figure of the words it takes on both sides; `right_acts` where those behind it tell of a deed.
fn figure<'s, 'a>(
    text: &'a str,
    slot: &'s Slot<'a>,
    left: Left<'a>,
    right: &[Atom<'a>],
    right_acts: bool,
) -> Figure<'s, 'a> {
    let share = slot.quantity.kind == Some(Kind::Percent);
    let name = compose(text, &left, right, share);
    let rule = name::rule(&name, right);
    let state = |first: &Atom<'_>| first.class.is(Class::PASSIVE) || first.class.leads();
    let negative = text[..slot.quantity.range.start].ends_with(['-', '－', '−']);
    let right_is_state = left.atoms.is_empty() && right.first().is_some_and(state);
    let ends_in_qualifier = right.is_empty() && left::ends_in_qualifier(text, &left.atoms);
    let ends_in_de =
        right.is_empty() && !left.starts_pair && text[slot.left.clone()].trim_end().ends_with('的');
    let before = &text[slot.quantity.outer.start..slot.quantity.range.start];
    let levelled = left.measured || before.starts_with(['超', '突', '达']);
    let cues = Cues::of(&text[slot.left.start..slot.quantity.range.start]);
    Figure {
        slot,
        bound: framed_bound(text, slot, cues),
        cues,
        levelled,
        right_acts,
        left,
        name,
        rule,
        pair: None,
        ends_in_qualifier,
        ends_in_de,
        negative,
        right_is_state,
    }
}

/// Where the last of `words` begin that `range` of the text holds, as [`name::atoms`] reads it; none where it must be read by itself.
fn rest_in(text: &str, words: &[Atom<'_>], range: &Range<usize>) -> Option<usize> {
    let first = words.iter().position(|atom| atom.end() > range.start)?;
    // Punctuation at the end of both is in neither.
    let to_the_end = words.last()?.end() == range.end;
    // Within open vocabulary a cut may make a word of the rest of one.
    (to_the_end && words[first].start == range.start && text.is_char_boundary(range.start)).then_some(first)
}

/// Whether a bound compares with another amount: 不低于, 不超过.
pub(super) fn is_comparing_bound(word: &str) -> bool {
    matches!(
        word,
        "不低于"
            | "不得低于"
            | "不少于"
            | "不高于"
            | "不得高于"
            | "不超过"
            | "不得超过"
            | "不能超过"
            | "不应超过"
            | "不能低于"
            | "不应低于"
    )
}

/// Whether nothing behind a figure names it, whatever stands there: that of a change of money or in percent.
fn takes_nothing(slot: &Slot<'_>, left: &Left<'_>) -> bool {
    left.change.is_some() && left.action.is_none() && !left.lasting && slot.quantity.kind != Some(Kind::Count)
}

/// Words of bound that may stand away from the value.
const FRAMES: [(&str, Bound); 18] = [
    ("至少", Bound::Min),
    ("不少于", Bound::Min),
    ("不得少于", Bound::Min),
    ("不低于", Bound::Min),
    ("不得低于", Bound::Min),
    ("不超过", Bound::Max),
    ("不得超过", Bound::Max),
    ("不高于", Bound::Max),
    ("不能超过", Bound::Max),
    ("不应超过", Bound::Max),
    ("不能低于", Bound::Min),
    ("不应低于", Bound::Min),
    ("不得高于", Bound::Max),
    ("不多于", Bound::Max),
    ("至多", Bound::Max),
    ("约占", Bound::Approx),
    ("接近", Bound::Approx),
    ("大约", Bound::Approx),
];

/// The words of [`FRAMES`]: one look for all.
pub(super) static FRAMING: WordSet = WordSet::of(&FRAME_WORDS);

const FRAME_WORDS: [&str; FRAMES.len()] = {
    let mut words = [""; FRAMES.len()];
    let mut at = 0;
    while at < FRAMES.len() {
        words[at] = FRAMES[at].0;
        at += 1;
    }
    words
};

/// The bound of a figure, with words that stand away from it: `至少举办|一期`, `不超过项目投资额|50%`.
fn framed_bound(text: &str, slot: &Slot<'_>, cues: Cues) -> Bound {
    let words = &text[slot.left.clone()];
    if slot.quantity.bound != Bound::Exact || !cues.may(Cues::BOUND) {
        return slot.quantity.bound;
    }
    if !FRAMING.is_in(words) {
        return if is_granted_at_most(words) { Bound::Max } else { Bound::Exact };
    }
    FRAMES.iter().find(|(word, _)| words.contains(word)).map_or(Bound::Exact, |(_, bound)| *bound)
}

/// What stands before the verb that says what is given.
pub(super) const AT_MOST: &str = "最高";

/// `最高支持|500万元`, `最高可申请创业担保贷款|500万元`: what one gets, and no more; 最高气温 is a measure.
fn is_granted_at_most(words: &str) -> bool {
    static GIVES: WordSet = WordSet::of(&[
        "支持", "奖励", "补助", "补贴", "给予", "可", "资助", "奖补", "扶持", "申请", "授信", "贷款",
    ]);
    words.rsplit_once(AT_MOST).is_some_and(|(_, behind)| GIVES.begins(behind))
}

/// Whether a figure's noun stands behind it.
fn takes_right(text: &str, slot: &Slot<'_>, left: &Left<'_>, right: &[Atom<'_>]) -> bool {
    let Some(first) = right.first() else { return false };
    let unit = slot.quantity.kind;
    // 国民生产总值翻两番的宏伟目标: what doubles stands before it.
    if text[slot.quantity.range.clone()].starts_with('翻') && !left.atoms.is_empty() {
        return false;
    }
    // 160亿美元、折合1148亿元人民币
    if unit == Some(Kind::Money) && first.word.starts_with("人民币") {
        return false;
    }
    // 固定资产投资1000万元以上的，按…: a condition.
    if left.atoms.last().is_some() && is_condition(&text[slot.right.clone()]) {
        return false;
    }
    // 分别按税收总额的40%、30%、20%给予奖励: the predicate of all of the list.
    if unit == Some(Kind::Percent)
        && slot.boundary == clause::Boundary::Pause
        && matches!(first.word, "给予" | "予以")
    {
        return false;
    }
    // 对年营业收入突破1亿元的企业，奖励…: whose income.
    if unit == Some(Kind::Money)
        && text[slot.left.clone()].starts_with('对')
        && text[slot.right.clone()].starts_with('的')
        && ends_in_attribute(&left.atoms)
    {
        return false;
    }
    // 基本建成7298套（含历年结转项目）: a remark.
    let behind = text[slot.right.clone()].trim_start();
    if behind.starts_with(['（', '(']) && behind.trim_end().ends_with(['）', ')']) {
        return false;
    }
    // 给予省级补助资金1:1配套奖励
    if left.atoms.first().is_some_and(|first| first.word == "给予")
        && right.last().is_some_and(|last| matches!(last.word, "奖励" | "补助" | "补贴" | "奖补"))
    {
        return true;
    }
    // 累计分别达到64项和288项
    if first.class.is(Class::CONNECTOR) && right.len() == 1 {
        return false;
    }
    // 增加值跨上3万亿元台阶: of what is added; of 4个万亿元台阶 the steps are counted.
    if left.measured
        && unit != Some(Kind::Count)
        && right.last().is_some_and(|last| last.word.ends_with("台阶") || last.word.ends_with("大关"))
    {
        return false;
    }
    if left.among && !first.time {
        return true;
    }
    // 对执法人员700余人进行培训考试: what was done to them.
    if works::trains(slot, left, first) {
        return true;
    }
    // 考核连续10次获评国家A级; 其中56项为全国首创
    let part = left.breakdown && left.atoms.is_empty() && left.change.is_none() && first.word == "为";
    if left.lasting && !left.atoms.is_empty() && !first.time || part {
        return true;
    }
    if left.level || left.change.is_some() && !matches!(unit, Some(Kind::Count)) {
        return false;
    }
    let link =
        first.class.is(Class::CHANGE) || first.class.is(Class::COMPARISON) || first.class.is(Class::MEASURE);
    if left.atoms.is_empty()
        && left.change.is_none()
        && matches!(unit, Some(Kind::Count | Kind::Duration) | None)
        && !link
        && !first.time
    {
        // 82项获国家层面认可, 连续12个季度在全省…: nothing else names it.
        return !first.word.starts_with(['、', '/', '—', '-', '（', '(']);
    }
    // 预算支出3.4万亿元，74%以上用于民生: of what was named before.
    let goes = left.change.is_none() && !left.level && unit == Some(Kind::Percent) && works::spends(first);
    if goes && !text[slot.left.clone()].ends_with('、') {
        return true;
    }
    // 优化营商环境100项提升举措; 沿黄岸线180公里流沙系统治理
    if works::acts_on_noun(slot, left, right) {
        return true;
    }
    let after = &text[slot.left.clone()];
    let deadline = || after.trim_end().ends_with(['起', '后', '前']);
    if unit == Some(Kind::Duration) && slot.quantity.bound == Bound::Max && deadline() {
        return true; // 自受理之日起15个工作日内完成审核
    }
    // 培育3家在国内具有影响力的平台: an attribute of any form, with the noun behind it.
    let attributive = left.atoms.last().is_some_and(|last| last.class.is(Class::VERB))
        && text[slot.right.clone()].split_once('的').is_some_and(|(_, noun)| !noun.trim().is_empty());
    if !(name::names(right) || attributive && opens_attribute(first)) {
        return false;
    }
    let of = behind.starts_with('的');
    if of
        && ["的比例", "的标准", "的额度", "的幅度", "的速度", "的部分", "的目标", "的水平", "的范围"]
            .iter()
            .any(|word| behind.starts_with(word))
    {
        return false; // 按照不超过项目投资额30%的比例给予一次性奖补
    }
    // 统筹4416亿元支持巩固脱贫成果
    let bare = |last: &Atom<'_>| left.atoms.len() == 1 && matches!(last.word, "统筹" | "统筹安排");
    let ends_in_verb = left.atoms.last().is_some_and(|last| last.class.is(Class::VERB) || bare(last));
    let incomplete = left.atoms.is_empty() || ends_in_verb || left.open_end;
    if first.class.is(Class::VERB) && !incomplete && !of {
        return false;
    }
    match slot.quantity.kind {
        Some(Kind::Count) | None => true,
        Some(Kind::Duration | Kind::Score | Kind::Ratio) => left.atoms.is_empty() || of,
        Some(Kind::Percent) => of && !left.open_end || left.atoms.is_empty() || covers(&left.atoms, right),
        _ => incomplete || of,
    }
}

/// Whether words end in a measure: 固定资产投资.
fn ends_in_attribute(atoms: &[Atom<'_>]) -> bool {
    atoms.last().is_some_and(|last| Lexicon::builtin().suffix(last.word, Class::ATTRIBUTE).is_some())
}

/// `覆盖|九成|以上城乡社区`, `覆盖医疗机构|97%|门诊量`: the share of a noun behind it that a verb acts on.
fn covers(left: &[Atom<'_>], right: &[Atom<'_>]) -> bool {
    const REACHES: [&str; 6] = ["覆盖", "惠及", "投放", "服务", "吸纳", "满足"];
    left.iter().any(|atom| REACHES.contains(&atom.word)) && !right.iter().any(|atom| atom.class.leads())
}

/// `的污水处理站建成投用` → `的污水处理站`: what has the amount, without what it did.
fn without_predicate(mut right: Vec<Atom<'_>>) -> Vec<Atom<'_>> {
    let predicate = |atom: &Atom<'_>| {
        matches!(
            atom.word,
            "建成"
                | "贯通"
                | "投用"
                | "投产"
                | "通车"
                | "开工"
                | "竣工"
                | "启用"
                | "开通"
                | "投入"
                | "全线"
                | "正式"
                | "顺利"
        )
    };
    let noun = right.iter().take_while(|atom| atom.word == "的").count() + 1;
    if let Some(at) = right.iter().skip(noun).position(predicate) {
        right.truncate(noun + at);
    }
    right
}

/// Whether nothing stands behind a figure but 的, with or without a remark on its bound: 500万元以上（含）的.
fn is_condition(right: &str) -> bool {
    right.trim_end().strip_suffix('的').is_some_and(|remark| {
        let remark = remark.trim_start().trim_matches(['（', '）', '(', ')', ' ']);
        matches!(remark, "" | "含" | "不含" | "含本数" | "不含本数")
    })
}

/// Whether an attribute may begin with this word: 在…的, 由…的.
fn opens_attribute(first: &Atom<'_>) -> bool {
    ["在", "由", "以", "对", "有", "拥有", "经", "已", "可", "位于"]
        .iter()
        .any(|word| first.word.starts_with(word))
}

/// `3批10家部门`, `21批173项案例`: two figures of one noun; the first shares the second's.
fn share_forward<'t>(text: &'t str, slots: &[Slot<'_>], parts: &mut [Sides<'t>]) {
    for index in (1..slots.len()).rev() {
        let touching = slots[index].boundary == clause::Boundary::Pause
            && text[slots[index - 1].quantity.outer.end..slots[index].quantity.outer.start].trim().is_empty();
        if touching && parts[index - 1].1.is_empty() && !parts[index].1.is_empty() {
            let right = parts[index].1.clone();
            parts[index - 1].1 = right;
        }
        share_grade(text, &slots[index], index, parts);
        if touching && parts[index].0.atoms.is_empty() && !parts[index].1.is_empty() {
            parts[index].0.atoms.clone_from(&parts[index - 1].0.atoms.clone());
        }
    }
}

/// `1410个县级和250个省级疾控中心`: a grade without a noun takes the next figure's.
fn share_grade<'t>(text: &'t str, slot: &Slot<'_>, index: usize, parts: &mut [Sides<'t>]) {
    let grade = |atoms: &[Atom<'_>]| atoms.last().is_some_and(|last| last.word.ends_with(['级', '类', '型']));
    if slot.boundary != clause::Boundary::Pause || !grade(&parts[index - 1].1) || grade(&parts[index].1) {
        return;
    }
    let (Some(first), Some(last)) = (parts[index].1.first(), parts[index].1.last()) else { return };
    let phrase = first.start..last.end();
    if let Some(at) = text[phrase.clone()].find(['级', '类', '型']) {
        let noun = phrase.start + at + '级'.len_utf8()..phrase.end;
        parts[index - 1].1.push(Atom {
            word: &text[noun.clone()],
            start: noun.start,
            class: Class::default(),
            time: false,
        });
    }
}

/// Puts the words left and right of a figure together.
fn compose<'t>(text: &'t str, left: &Left<'t>, right: &[Atom<'t>], share: bool) -> Name<'t> {
    /// A right-hand phrase longer than this has a predicate that says more than what is counted.
    const PHRASE_CHARS: usize = 40;
    /// The measure of an attribute: 总投资.
    const MEASURE_CHARS: usize = 6;
    if right.is_empty() {
        return name::split(text, name::tail(&left.atoms));
    }
    let mut right = right;
    // 355项“川渝通办”事项|让两地群众…: what comes of them.
    if let Some((index, end)) = right.iter().enumerate().find_map(|(at, atom)| Some((at, tells(atom)?)))
        && (index, end) != (0, 0)
    {
        let mut noun = right[..=index].to_vec();
        noun[index].word = &noun[index].word[..end];
        noun.truncate(if end == 0 { index } else { index + 1 });
        return compose(text, left, &noun, share);
    }
    // 对部门700余人进行培训: 进行 says nothing.
    let trained = right.len() > 1 && right[0].word == "进行";
    if trained {
        right = &right[1..];
    }
    // No character is shorter than a byte: a short phrase need not be counted.
    if right.iter().map(|atom| atom.word.len()).sum::<usize>() > PHRASE_CHARS
        && chars(right) > PHRASE_CHARS
        && let Some(cut) = right.iter().skip(1).position(|atom| atom.class.leads())
    {
        right = &right[..cut + 1];
    }
    while let [before @ .., last] = right
        && !before.is_empty()
        && (last.time || last.class.is(Class::MEASURE) || last.class.is(Class::FILLER))
    {
        right = before;
    }
    let deadline = left.atoms.last().is_some_and(|last| {
        let word = last.word;
        word.ends_with("之日起") || word.ends_with("后") || word.ends_with("日起")
    });
    // 新建柳林公园…等13座城市公园, 加快建设已批复的6个基地: the verb, without the examples.
    let how =
        left.atoms.iter().take_while(|atom| atom.class.is(Class::ADVERB) || atom.word == "加快").count();
    let verbs = left.atoms[how..].iter().take_while(|atom| atom.class.is(Class::VERB)).count();
    let leads = verbs > 0 && (how > 0 || left.atoms[how].class.leads());
    let examples = left.open_end && leads && chars(&left.atoms) > 8;
    // 总投资3.5亿元的产业园项目: the project's investment.
    if let [of, noun @ ..] = right
        && of.word == "的"
        && noun.first().is_some_and(|first| !first.class.is(Class::PASSIVE))
        && chars(&left.atoms) <= MEASURE_CHARS
        && left.atoms.first().is_some_and(|first| !first.class.leads())
        && ends_in_attribute(&left.atoms)
    {
        return Name {
            object: Cow::Owned([name::join(text, noun), name::join(text, &left.atoms)].concat()),
            ..Name::default()
        };
    }
    let prefix = match () {
        () if deadline => &[],
        () if left.gives || left.lasting || left.among || trained => &left.atoms[..],
        () if share && covers(&left.atoms, right) => &left.atoms[..],
        // 存款余额连跨4个万亿元台阶: whose they are.
        () if left.measured && right.last().is_some_and(|last| last.word.ends_with("台阶")) => {
            &left.atoms[..]
        }
        // 营商环境100项提升举措: a noun of all the words.
        () if right.first().is_some_and(|first| first.class.is(Class::CHANGE)) => &left.atoms[..],
        () if examples => &left.atoms[how..how + verbs],
        () => left_of_noun(&left.atoms, right),
    };
    if prefix.is_empty() { name::split(text, right) } else { name::split(text, &[prefix, right].concat()) }
}

/// Where a word begins inside open vocabulary that tells of the things counted: 竞赛题*涵盖*法律知识.
fn tells(atom: &Atom<'_>) -> Option<usize> {
    static TELL: WordSet = WordSet::of(&["涵盖", "囊括", "让"]);
    // 转让, 让利
    static OTHER: WordSet =
        WordSet::of(&["转让", "出让", "受让", "避让", "礼让", "减让", "谦让", "让利", "让渡"]);
    let open = atom.class == Class::default() && !atom.time;
    TELL.find(atom.word).filter(|_| open && !OTHER.is_in(atom.word))
}

/// What of the left side belongs before the noun on the right: the verb phrase, or a short place or topic.
fn left_of_noun<'x, 't>(left: &'x [Atom<'t>], right: &[Atom<'_>]) -> &'x [Atom<'t>] {
    const PLACE_CHARS: usize = 20;
    static PLACES: WordSet = WordSet::of(&[
        "区", "省", "市", "县", "州", "试点", "平台", "园", "港", "中心", "院", "公司", "企业", "集团",
        "银行", "大学", "法院", "部门",
    ]);
    let len = chars(left);
    if len <= 8 || len <= 10 && len <= chars(right) {
        return left;
    }
    match left.iter().rposition(|atom| atom.class.is(Class::VERB)) {
        // 符合条件的个人可申请: who may.
        Some(verb)
            if verb + 1 == left.len()
                && verb.checked_sub(1).is_some_and(|modal| matches!(left[modal].word, "可" | "可以"))
                && len <= PLACE_CHARS =>
        {
            left
        }
        Some(verb) if verb + 1 == left.len() => {
            // 上线运行, 新推出: one verb.
            let more =
                left[..verb].iter().rev().take_while(|atom| atom.class.leads() || atom.word == "新").count();
            &left[verb - more..]
        }
        Some(verb) if chars(&left[verb..]) <= 8 => &left[verb..],
        // 中国特色社会主义先行示范区47项经验: whose they are.
        None if len <= PLACE_CHARS && left.last().is_some_and(|last| PLACES.ends(last.word)) => left,
        _ => &[],
    }
}
