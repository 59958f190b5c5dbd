//! The words left of a figure, without what is no part of its name.
//!
//! `2024年全市共|举办法制讲座|达` → `举办法制讲座` with 全市; `社会消费品零售总额|比上年增长` → `社会消费品零售总额`, a change upwards.

mod compare;

use std::ops::Range;

use super::figure::is_comparing_bound;
use super::name::{Atom, atoms, is_benefit};
use crate::document::{Comparison, Direction, Kind};
use crate::lexicon::Class;
use crate::text::char_set::CharSet;
use crate::text::word_set::WordSet;
use crate::time::period::TimeExpression;
pub(super) use compare::PACES;
use compare::{strip_comparator, strip_dangling, strip_difference};

/// The words left of a figure, cleaned.
#[derive(Clone, Debug, Default)]
pub struct Left<'t> {
    /// What remains once fillers, times and the verb before the value are gone.
    pub atoms: Vec<Atom<'t>>,
    /// The verb of change or difference before the value.
    pub change: Option<Change>,
    /// That verb, where it also means an action upon things: 提升39个网络.
    pub action: Option<Atom<'t>>,
    /// What a change compares with.
    pub comparison: Option<Comparison>,
    /// Whether it began with 其中.
    pub breakdown: bool,
    /// Whether 分别 stood in it.
    pub respectively: bool,
    /// Whether a verb of level (提高到) stood before the value.
    pub level: bool,
    /// Whether a verb that measures (达, 稳定在) stood before the value.
    pub measured: bool,
    /// Whether 都 or 均 stood in it.
    pub all: bool,
    /// Whether it ended in 连续: what lasted or recurred stands behind the figure.
    pub lasting: bool,
    /// Whether it ended in 中有: some of the things named, of which the words behind the figure tell something.
    pub among: bool,
    /// Whether it ended in 占.
    pub share: bool,
    /// Whether 累计 or 年均 stood in it.
    pub cumulative: bool,
    /// Whether it ended in 由 or 从: the first value of `由A提高到B`.
    pub starts_pair: bool,
    /// Whether a time stood behind 比 or 较.
    pub since: bool,
    /// Whether 上年 or 去年 stood in it.
    pub last_year: bool,
    /// Whether 预计 stood in it.
    pub estimate: bool,
    /// Whether it ended in 给予.
    pub gives: bool,
    /// Whether words of plan stood in it.
    pub target: bool,
    /// Whether words of accomplishment stood in it.
    pub done: bool,
    /// Whether it ended in a preposition that opens a list or a pair: 由, 从, 等, 的.
    pub open_end: bool,
}

/// A change or difference a verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// [`Kind::Change`] or [`Kind::Difference`].
    pub kind: Kind,
    /// Up or down.
    pub direction: Direction,
    /// Whether it is one that compares with the year before where nothing else is said.
    pub yearly: bool,
}

/// Cleans the words of `text[range]`, left of a figure.
#[must_use]
pub fn clean_left<'t>(text: &'t str, range: Range<usize>, times: &[TimeExpression]) -> Left<'t> {
    cleaned(atoms(text, range, times))
}

/// Cleans the words left of a figure.
pub(super) fn cleaned(atoms: Vec<Atom<'_>>) -> Left<'_> {
    let mut left = Left { atoms, ..Left::default() };
    let mut front = true;
    for (index, atom) in left.atoms.iter().enumerate() {
        let next = left.atoms.get(index + 1).map(|next| next.class);
        left.target |= atom.class.is(Class::TARGET) && !gains(&left.atoms[index..])
            || front
                && atom.class.is(Class::TARGET_FRONT)
                && (atom.word != "将" || next.is_some_and(|next| next.is(Class::VERB)));
        left.cumulative |= atom.class.is(Class::ANNUAL);
        left.done |= atom.class.is(Class::DONE);
        if left.comparison.is_none() {
            left.comparison = comparison(atom.class);
        }
        if atom.time {
            let before = index.checked_sub(1).map(|before| left.atoms[before].word);
            left.since |= matches!(before, Some("比" | "较" | "与"));
            left.last_year |= atom.word.starts_with(['上', '去']);
        } else {
            front &= atom.class.is(Class::CONNECTOR) || atom.class.is(Class::FILLER);
        }
        // Most words begin otherwise than all that are asked for below.
        static TELLING: CharSet = CharSet::of("累预要应须拟都均同双分其");
        if !TELLING.holds_at(atom.word, 0) {
            continue;
        }
        left.cumulative |= atom.word.starts_with("累计");
        left.estimate |= atom.word == "预计";
        // 要达到, 应完成: a demand wherever it stands.
        left.target |=
            matches!(atom.word, "要" | "应" | "须") && next.is_some_and(|next| next.is(Class::MEASURE));
        // 中央财政拟安排补贴资金
        let drafted = || index.checked_sub(1).is_some_and(|before| left.atoms[before].word.ends_with('草'));
        left.target |= atom.word == "拟" && next.is_some() && !drafted();
        left.all |= matches!(
            atom.word,
            "都" | "均" | "均为" | "均达" | "均达到" | "均超过" | "都达到" | "同步" | "双双"
        );
        left.respectively |= atom.word == "分别";
        left.breakdown |= atom.word.starts_with("其中");
    }
    left.starts_pair = starts_pair(&left.atoms);
    left.lasting = left.atoms.last().is_some_and(|last| last.word == "连续");
    strip_per_head(&mut left);
    left.share = left.atoms.last().is_some_and(|last| last.word.ends_with('占'));
    strip_base(&mut left);
    strip_end_of_change(&mut left);
    strip_difference(&mut left);
    strip_end(&mut left);
    strip_comparator(&mut left);
    strip_dangling(&mut left);
    strip_front(&mut left);
    left
}

/// The change that a verb behind a figure tells: 保持20%以上*增长*.
pub(super) fn change_of(atom: &Atom<'_>) -> Option<Change> {
    (atom.class.is(Class::CHANGE) && !atom.class.is(Class::MEASURE)).then(|| Change {
        kind: Kind::Change,
        direction: direction(atom.class),
        yearly: atom.class.is(Class::YEARLY),
    })
}

/// `争取|中央和省级资金|24.6亿元`: what was got, where 争取新增 and 争取达到 tell what is aimed at.
fn gains(atoms: &[Atom<'_>]) -> bool {
    static GAINED: WordSet = WordSet::of(&["资金", "支付", "国债", "专项债", "债券", "补助"]);
    let [first, next, rest @ ..] = atoms else { return false };
    let aims = |atom: &Atom<'_>| atom.time || atom.class.is(Class::CHANGE.and(Class::TARGET));
    first.word == "争取"
        && !next.class.is(Class::VERB)
        && (GAINED.ends(next.word) || rest.iter().any(|atom| GAINED.ends(atom.word)))
        && !aims(next)
        && !rest.iter().any(aims)
}

fn comparison(class: Class) -> Option<Comparison> {
    if class.is(Class::YOY) {
        Some(Comparison::Yoy)
    } else if class.is(Class::QOQ) {
        Some(Comparison::Qoq)
    } else if class.is(Class::ANNUAL) {
        Some(Comparison::AnnualAverage)
    } else {
        None
    }
}

/// `由|5项`, `从1978年的|36.5%`.
fn starts_pair(atoms: &[Atom<'_>]) -> bool {
    let back = atoms.iter().rev().find(|atom| {
        !atom.time && !matches!(atom.word, "的" | "法定" | "法定的" | "原来的" | "原来" | "原定" | "原定的")
    });
    back.is_some_and(|atom| atom.word.ends_with(['由', '从']))
}

/// `补贴标准从每人每月|209元`, `标准提高到每月|810元`: for whom and how long is no part of what is paid.
fn strip_per_head(left: &mut Left<'_>) {
    static PER_HEAD: WordSet = WordSet::of(&[
        "每人每月",
        "每人每年",
        "每生每年",
        "每生每月",
        "每户每月",
        "每户每年",
        "每人每天",
        "每人每次",
        "每万人",
        "每千人",
        "每百人",
        "每月",
        "每生",
        "每年",
    ]);
    let Some(word) = left.atoms.last().map(|last| last.word).filter(|word| PER_HEAD.ends(word)) else {
        return;
    };
    let before = word.trim_end_matches(['每', '人', '生', '户', '月', '年', '天', '次', '万', '千', '百']);
    // 保费由每生|每年|5元: two words.
    if before.is_empty()
        && let [.., whom, _] = left.atoms.as_mut_slice()
        && let Some(rest) = ["每人", "每生", "每户"].iter().find_map(|each| whom.word.strip_suffix(each))
    {
        whom.word = rest;
        left.atoms.pop();
        left.atoms.retain(|atom| !atom.word.is_empty());
        left.starts_pair |= starts_pair(&left.atoms);
        return;
    }
    let verb = left.atoms.iter().nth_back(1).filter(|_| before.is_empty());
    // 每人分摊的额度不能超过每月1000元
    let bounded = verb.is_some_and(|verb| is_comparing_bound(verb.word));
    let measured = bounded
        || verb.is_some_and(|verb| verb.class.is(Class::MEASURE) || verb.word.ends_with(['由', '从']));
    if before.ends_with(['由', '从']) {
        left.starts_pair = true;
    } else if !measured {
        return;
    }
    if before.is_empty() {
        left.atoms.pop();
        if bounded {
            left.atoms.pop();
        }
        // 从|每人每月|2375元
        left.starts_pair |= starts_pair(&left.atoms);
    } else if let Some(last) = left.atoms.last_mut() {
        last.word = before;
    }
}

/// `是2010年的|2.4倍`, `为去年同期的|1.7倍`: only the base of a multiple.
fn strip_base(left: &mut Left<'_>) {
    let Some(first) = left.atoms.first() else { return };
    let copula = matches!(first.word, "是" | "为" | "相当于" | "等于");
    if copula
        && left.atoms.last().is_some_and(|last| last.word != "前")
        && left.atoms.iter().skip(1).all(|atom| {
            atom.time
                || atom.word.ends_with('年')
                || matches!(atom.word, "的" | "同期" | "同期的" | "前" | "总和" | "总和的")
        })
    {
        left.atoms.clear();
    }
}

/// `增加到一九五四年预算的|45.4%`: only the level that a change ends at, and when.
fn strip_end_of_change(left: &mut Left<'_>) {
    if let [level, behind @ ..] = left.atoms.as_slice()
        && level.ends_change()
        && behind.iter().any(|atom| atom.time)
        && behind.iter().all(|atom| {
            atom.time || matches!(atom.word, "的" | "预算" | "预算的" | "计划" | "计划的" | "末" | "底")
        })
    {
        left.level = true;
        left.atoms.clear();
    }
}

fn direction(class: Class) -> Direction {
    if class.is(Class::FALL) || class.is(Class::BELOW) { Direction::Down } else { Direction::Up }
}

/// Takes away the words between a name and its value: fillers, measuring verbs, comparisons, the verb of change.
fn strip_end(left: &mut Left<'_>) {
    /// How long or how often, behind the name: 资产总额五年增长64.1%.
    static STEPS: WordSet = WordSet::of(&["台阶", "大关"]);
    static LEFT_OVER: WordSet = WordSet::of(&["继续", "历史性", "五年"]);
    loop {
        // 固定资产投资完成46亿元: how much it is.
        if let [.., measure, done] = left.atoms.as_slice()
            && done.word == "完成"
            && !measure.time
            && !measure.word.ends_with("质量")
            && measure.word.ends_with(['值', '额', '量', '入', '资', '税', '出'])
        {
            left.measured = true;
            left.atoms.pop();
            continue;
        }
        // 经济总量跨过两个万亿元大关、超过6万亿元
        if let [.., verb, steps] = left.atoms.as_slice()
            && verb.class.is(Class::MEASURE)
            && STEPS.ends(steps.word.trim_end_matches('、'))
        {
            left.atoms.truncate(left.atoms.len() - 2);
            continue;
        }
        // 国务院各部门网站中有31个开通了英文版
        if let [.., among, has] = left.atoms.as_mut_slice()
            && has.word == "有"
            && among.class == Class::default()
            && !among.time
            && let Some(things) = among.word.strip_suffix('中')
        {
            among.word = things;
            left.among = true;
            left.atoms.pop();
            left.atoms.retain(|atom| !atom.word.is_empty());
            return;
        }
        let only = left.atoms.len() == 1;
        // 时限由平均14.6个工作日缩短至11.2个工作日 opens a pair.
        let averaged = left.atoms.iter().nth_back(1).is_some_and(|before| matches!(before.word, "由" | "从"));
        let Some(last) = left.atoms.last_mut() else { return };
        let word = last.word;
        let class = last.class;
        if word == "提前" && left.change.is_none() && !only {
            left.change = Some(Change { kind: Kind::Difference, direction: Direction::Down, yearly: false });
            left.atoms.pop();
            continue;
        }
        if matches!(word, "减负" | "减税" | "降费") {
            // 为群众减负237亿元: the verb holds its object, and names.
            left.change = Some(Change { kind: Kind::Change, direction: Direction::Down, yearly: false })
                .filter(|_| word == "减负");
            return;
        }
        // 居民收入增速连续|十五年|快于城镇: what lasted is no change.
        if class.is(Class::CHANGE) && left.lasting {
            return;
        }
        if class.is(Class::CHANGE) && left.change.is_none() && !left.level {
            left.action = Some(*last).filter(|_| matches!(word, "提升" | "扩大" | "优化"));
            left.change = Some(Change {
                kind: Kind::Change,
                direction: direction(class),
                yearly: class.is(Class::YEARLY),
            });
        } else if class.is(Class::DIFFERENCE)
            && left.change.is_none()
            && !left.level
            && word.chars().count() == 1
        {
            left.change = Some(Change { kind: Kind::Difference, direction: direction(class), yearly: false });
        } else if class.is(Class::CHANGE) && left.change.is_some() && word.chars().count() == 2 {
            // 累计下降 after 下降 was read: keep the earlier verb in the name.
            return;
        } else if word == "占" && only {
            return;
        } else if class.is(Class::MEASURE) && !matches!(word, "实现" | "取得") {
            left.measured |= left.change.is_none();
            left.level |= last.ends_change() || matches!(word, "增至" | "降至" | "升至");
            if left.change.is_some() && matches!(word, "占") {
                return;
            }
        } else if last.time
            || class.is(Class::FILLER)
            || class.is(Class::COMPARISON)
            || matches!(word, "了" | "使" | "要" | "应" | "将")
        {
        } else if matches!(word, "平均" | "继续") && !only && !averaged {
            // 失业率平均为4.2%, 产量继续保持500亿斤
        } else if word == "给予" {
            // 对返乡创业人员给予最高30万元创业担保贷款
            left.open_end = true;
            left.gives = true;
        } else if matches!(word, "由" | "从" | "等" | "的" | "在" | "以" | "每" | "按" | "将") {
            left.open_end = true;
        } else if last.class == Class::default() {
            let word = &word[..word.len() - LEFT_OVER.ending(word).len()];
            let trimmed = word.trim_end_matches([
                '的', '了', '由', '从', '、', '等', '每', '（', '(', '）', ')', ' ', '达', '为', '约', '近',
            ]);
            let keep = if trimmed.ends_with(['（', '(']) || word[trimmed.len()..].starts_with(['）', ')']) {
                word
            } else {
                trimmed
            };
            left.open_end |= word.ends_with(['的', '由', '从', '等']);
            last.word = keep;
            if keep.is_empty() {
                left.atoms.pop();
                continue;
            }
            return;
        } else if class.is(Class::ADVERB) && left.change.is_some() {
            // 产业税收逆势增长5%, 收入同步增长9%: how it changed
        } else if class.is(Class::TARGET) && !is_benefit(word) && !only {
        } else {
            return;
        }
        left.atoms.pop();
    }
}

/// Takes away the words before a name: connectors, times, adverbs.
fn strip_front(left: &mut Left<'_>) {
    let gives = left.gives;
    let goes = |atom: &Atom<'_>| {
        let word = atom.word;
        let link = || {
            atom.class.is(Class::CONNECTOR)
                || atom.class.is(Class::FILLER)
                || atom.class.is(Class::COMPARISON)
                || gives && matches!(word, "对" | "向" | "给")
        };
        let plan = || {
            (atom.class.is(Class::TARGET) || atom.class.is(Class::TARGET_FRONT))
                && !is_benefit(word)
                && !matches!(word, "规划" | "任务" | "预算" | "目标")
        };
        let done = || matches!(word, "已" | "了" | "的" | "已经" | "由" | "从");
        let punctuation = || {
            word.chars().all(|c| {
                // Most are ideographs, for which no table need be asked.
                !matches!(c, '\u{4E00}'..='\u{9FFF}')
                    && !c.is_alphanumeric()
                    && !matches!(c, '“' | '”' | '《' | '》' | '（' | '(' | '）' | ')')
            })
        };
        atom.time || link() || plan() || done() || punctuation()
    };
    strip_article(left);
    strip_circumstance(left);
    strip_basis(left);
    if left.gives
        && let Some(first) = left.atoms.first_mut()
        && first.word.starts_with('对')
    {
        first.skip('对'.len_utf8());
    }
    let goes = |index: usize| goes(&left.atoms[index]) && !gains(&left.atoms[index..]);
    let front = (0..left.atoms.len()).find(|index| !goes(*index)).unwrap_or(left.atoms.len());
    left.atoms.drain(..front);
    // …5.53万亿元、稳居全国前十强、增长4.8%: how it ranks names nothing.
    let rank = left.atoms.iter().take(2).position(|atom| matches!(atom.word, "居" | "位居" | "列" | "位列"));
    if left.change.is_some()
        && let Some(rank) = rank
        && left.atoms[..rank].iter().all(|before| before.word.chars().count() == 1)
        && left.atoms.get(rank + 1).is_some_and(|scope| scope.class.is(Class::SCOPE))
    {
        left.atoms.clear();
    }
    // 对机构进行了精简，精简后为18个: after what was told before.
    if left.measured
        && let [deed, after] = left.atoms.as_slice()
        && deed.class.is(Class::VERB)
        && after.word == "后"
    {
        left.atoms.clear();
    }
    // …，稳步达到3000亿元: how it came about names nothing.
    let comes_about = left.measured || left.level || left.change.is_some();
    if comes_about && left.atoms.iter().all(|atom| atom.class.is(Class::ADVERB)) {
        left.atoms.clear();
    }
    // 有序改造管网: how it is done is no part of what is counted.
    let adverbs = left.atoms.windows(2).take_while(|pair| pair[0].class.is(Class::ADVERB)).count();
    if adverbs > 0 && left.atoms[adverbs].class.is(Class::VERB) {
        left.atoms.drain(..adverbs);
    }
    if let Some(first) = left.atoms.first_mut() {
        let word = first.word;
        // 期间 and 以来 belong to the time before them; 以, 期 and 间 elsewhere begin a word.
        let begins_word =
            word.starts_with(['以', '期', '间']) && !word.starts_with("期间") && !word.starts_with("以来");
        let marker = item_marker(word);
        first.skip(marker);
        static LINKS: CharSet = CharSet::of("、的以期间 ，”");
        if !begins_word && LINKS.holds_at(first.word, 0) {
            let word = first.word;
            first.skip(word.len() - word.trim_start_matches(|c| LINKS.contains(c)).len());
        }
        if first.word.is_empty() {
            left.atoms.remove(0);
        }
    }
}

/// `1）税收收入`, `（二）办好实事`: the length of an item's marker.
fn item_marker(word: &str) -> usize {
    const DIGITS: std::ops::RangeInclusive<usize> = 1..=3;
    // Most words begin otherwise.
    static BEGINS: CharSet = CharSet::of("（(0123456789十");
    if !BEGINS.holds_at(word, 0) {
        return 0;
    }
    let inside = word.strip_prefix(['（', '(']);
    let number = inside.unwrap_or(word);
    let is_digit = |c: char| {
        c.is_ascii_digit() || inside.is_some() && crate::quantity::numeral::digit(c).is_some() || c == '十'
    };
    let rest = number.trim_start_matches(is_digit);
    let digits = number[..number.len() - rest.len()].chars().count();
    let close = rest.strip_prefix([')', '）']).filter(|_| DIGITS.contains(&digits));
    close.map_or(0, |behind| word.len() - behind.len())
}

/// `第六条父母选择按扣除标准`: the article's number is no part of what it says.
fn strip_article(left: &mut Left<'_>) {
    const MARKER_BYTES: usize = 21;
    let Some(first) = left.atoms.first_mut().filter(|first| first.word.starts_with('第')) else { return };
    let end = first.word.find('条').map(|at| at + '条'.len_utf8()).filter(|end| *end <= MARKER_BYTES);
    let numbered = |marker: &str| {
        marker
            .chars()
            .skip(1)
            .all(|c| c == '条' || c == '百' || c == '十' || crate::quantity::numeral::digit(c).is_some())
    };
    let Some(end) = end.filter(|end| numbered(&first.word[..*end])) else { return };
    first.skip(end);
    let space = first.word.len() - first.word.trim_start().len();
    first.skip(space);
    if first.word.is_empty() {
        left.atoms.remove(0);
    }
}

/// `省级按照不超过项目投资额`: the base of a share without what leads up to it.
fn strip_basis(left: &mut Left<'_>) {
    const LEADING: usize = 3;
    let Some(basis) = left.atoms.iter().take(LEADING).position(|atom| matches!(atom.word, "按照" | "按"))
    else {
        return;
    };
    // 按照项目设备购置额: the verb is part of the base.
    let base = left.atoms.last().is_some_and(|last| last.word.ends_with(['额', '率', '价', '费']));
    if left.atoms.len() == basis + 1 || !base && left.atoms[basis + 1..].iter().any(|atom| atom.class.leads())
    {
        return;
    }
    left.atoms.drain(..=basis);
    if left.atoms.len() > 1 && matches!(left.atoms[0].word, "不超过" | "不低于" | "不高于" | "其") {
        left.atoms.remove(0);
    }
}

/// `在调整初期由…`, `在全市范围内…`: when and where, before the name.
fn strip_circumstance(left: &mut Left<'_>) {
    static ENDS: WordSet = WordSet::of(&[
        "初期",
        "期间",
        "时期",
        "过程中",
        "基础上",
        "前提下",
        "情况下",
        "方面",
        "范围内",
        "之前",
        "之后",
        "同时",
    ]);
    // 建成后可实现年产值10亿元
    if let [built, after, ..] = left.atoms.as_mut_slice()
        && matches!(built.word, "建成" | "投产" | "达产" | "完工" | "竣工" | "投用" | "验收")
        && after.word.starts_with('后')
    {
        after.skip('后'.len_utf8());
        let gone = if after.word.is_empty() { 2 } else { 1 };
        left.atoms.drain(..gone);
    }
    let Some(first) = left.atoms.first() else { return };
    if !first.word.starts_with('在') {
        return;
    }
    let end = left.atoms.iter().take(4).position(|atom| ENDS.ends(atom.word));
    if let Some(end) = end {
        left.atoms.drain(..=end);
    }
}

/// Whether the words end in what says of which: a verb that leads (赠阅), or a qualifier (在册, 涉外).
#[must_use]
pub fn ends_in_qualifier(text: &str, atoms: &[Atom<'_>]) -> bool {
    static QUALIFIERS: WordSet = WordSet::of(&[
        "在册", "涉外", "成功", "办结", "新增", "在岗", "在职", "在校", "在建", "尚余", "结余", "其他",
    ]);
    const CLAUSE_CHARS: usize = 8;
    let Some(last) = atoms.last() else { return false };
    let bare = || {
        let before = &text[atoms[0].start..last.start];
        before.is_empty()
            || before.starts_with(['向', '对', '为', '现', '已', '未', '尚'])
            || before.starts_with("免费")
    };
    (last.class.leads() && bare() || QUALIFIERS.ends(last.word)) && super::name::chars(atoms) <= CLAUSE_CHARS
}
