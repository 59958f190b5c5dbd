//! The name of a figure from the words of its own clause.
//!
//! `全市共举办法制讲座|230场次` → `全市举办法制讲座`; `新开工|10项|国家重点建设工程` → `新开工国家重点建设工程`;
//! `地区生产总值同比增长|5.4%` → `地区生产总值`, a change upwards.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::clause::IDEOGRAPH;
use crate::document::Rule;
use crate::lexicon::{Class, Lexicon};
use crate::text::char_set::CharSet;
use crate::text::word_set::WordSet;
use crate::time::period::TimeExpression;

/// A stretch of a clause: a word of the lexicon, a time expression, or open vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atom<'t> {
    /// The words themselves.
    pub word: &'t str,
    /// The byte they begin at.
    pub start: usize,
    /// Its classes; none for open vocabulary.
    pub class: Class,
    /// Whether it is a time expression.
    pub time: bool,
}

impl<'t> Atom<'t> {
    /// One past its last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.word.len()
    }

    /// How long it is.
    fn chars(&self) -> usize {
        self.word.chars().count()
    }

    /// Whether it is a verb of change with the level that the change ends at: 增加到, 下降至; not 达到 or 为 alone.
    pub(super) fn ends_change(&self) -> bool {
        self.class.is(Class::MEASURE) && self.word.ends_with(['到', '至', '为']) && self.chars() > 2
    }

    /// Leaves out its first `len` bytes.
    pub(super) fn skip(&mut self, len: usize) {
        self.word = &self.word[len..];
        self.start += len;
    }
}

/// Characters of all the words together.
pub(super) fn chars(atoms: &[Atom<'_>]) -> usize {
    atoms.iter().map(Atom::chars).sum()
}

/// A name built from the clause: mostly stretches of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name<'t> {
    /// Who or where: 全市, 政府常务会.
    pub subject: Cow<'t, str>,
    /// The leading verb: 受理.
    pub verb: Cow<'t, str>,
    /// What is counted: 行政复议案件.
    pub object: Cow<'t, str>,
}

impl<'t> Name<'t> {
    /// The whole name in reading order: a stretch of `text`, of which its parts are, where they stand side by side in it.
    #[must_use]
    pub fn text(&self, text: &'t str) -> Cow<'t, str> {
        let front = side_by_side(text, &self.subject, &self.verb);
        side_by_side(text, &front, &self.object)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subject.is_empty() && self.verb.is_empty() && self.object.is_empty()
    }

    /// Whether it says what is done but not to what: `取消`, `调处成功`.
    #[must_use]
    pub fn is_verb_only(&self) -> bool {
        !self.verb.is_empty() && self.object.is_empty()
    }
}

/// Two names one behind the other: a stretch of `text` where they are one.
fn side_by_side<'t>(text: &'t str, first: &Cow<'t, str>, second: &Cow<'t, str>) -> Cow<'t, str> {
    if first.is_empty() || second.is_empty() {
        return if first.is_empty() { second.clone() } else { first.clone() };
    }
    if let (Cow::Borrowed(first), Cow::Borrowed(second)) = (first, second)
        && first.as_bytes().as_ptr_range().end == second.as_ptr()
    {
        // A word that is no part of the text begins before it or ends behind it.
        let start = first.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
        if let Some(whole) = text.get(start..start.saturating_add(first.len() + second.len())) {
            return Cow::Borrowed(whole);
        }
    }
    Cow::Owned([first.as_ref(), second.as_ref()].concat())
}

/// Splits `text[range]` into atoms.
#[must_use]
pub fn atoms<'t>(text: &'t str, range: Range<usize>, times: &[TimeExpression]) -> Vec<Atom<'t>> {
    // Mostly nothing stands behind a figure.
    let mut atoms = if range.is_empty() { Vec::new() } else { Vec::with_capacity(8) };
    push_atoms(text, range, times, &mut atoms);
    atoms
}

/// The same into a vector that is there already.
pub(super) fn push_atoms<'t>(
    text: &'t str,
    range: Range<usize>,
    times: &[TimeExpression],
    atoms: &mut Vec<Atom<'t>>,
) {
    let mut at = range.start;
    let inside = times.iter().filter(|time| time.range.start >= range.start && time.range.end <= range.end);
    for time in inside {
        push_words(text, at..time.range.start, atoms);
        let word = &text[time.range.clone()];
        atoms.push(Atom { word, start: time.range.start, class: Class::default(), time: true });
        at = time.range.end;
    }
    push_words(text, at..range.end, atoms);
}

fn push_words<'t>(text: &'t str, range: Range<usize>, atoms: &mut Vec<Atom<'t>>) {
    let words = &text[range.clone()];
    let mut at = 0;
    for (start, word, class) in Lexicon::builtin().words(words) {
        push_open(&words[at..start], range.start + at, atoms);
        at = start + word.len();
        atoms.push(Atom { word, start: range.start + start, class, time: false });
    }
    push_open(&words[at..], range.start + at, atoms);
}

/// Open vocabulary that begins at byte `at`, without the spaces and punctuation at its edges.
fn push_open<'t>(words: &'t str, at: usize, atoms: &mut Vec<Atom<'t>>) {
    if words.is_empty() {
        return;
    }
    let utf8 = words.as_bytes();
    let (mut word, mut start) = (words, at);
    // Most words begin and end in ideographs.
    let plain = |byte: Option<&u8>| byte.is_some_and(|byte| IDEOGRAPH.contains(byte));
    if !plain(utf8.first()) || !plain(utf8.len().checked_sub('一'.len_utf8()).and_then(|last| utf8.get(last)))
    {
        let edge = |c: char| {
            c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '—' | '-' | '·')
        };
        let behind = words.trim_start_matches(edge);
        (word, start) = (behind.trim_end_matches(edge), at + words.len() - behind.len());
    }
    if !word.is_empty() {
        atoms.push(Atom { word, start, class: Class::default(), time: false });
    }
}

/// Words of entitlement that say what is given, and so stay in the name.
pub(super) fn is_benefit(word: &str) -> bool {
    matches!(word, "奖补" | "奖励" | "补助" | "补贴" | "规划" | "目标" | "预算")
}

/// `平均`, `其`: words that name nothing by themselves.
fn is_hollow(name: &str) -> bool {
    matches!(name, "平均" | "其" | "总" | "全部" | "同期" | "为" | "是" | "占比达" | "远远")
}

/// Joins atoms of `text` to a name, leaving out the fillers, times and comparisons inside.
#[must_use]
pub fn join<'t>(text: &'t str, atoms: &[Atom<'t>]) -> Cow<'t, str> {
    if atoms.is_empty() {
        return Cow::Borrowed("");
    }
    // Half of the names are one word.
    if let [atom] = atoms
        && belongs_to_name(atom)
        && !atom.word.starts_with('了')
        && !is_marked(atom.word)
    {
        let name = trim(atom.word);
        return Cow::Borrowed(if is_hollow(name) { "" } else { name });
    }
    let (name, marked) = joined(text, atoms);
    let name = match marked.then(|| without_examples(&name)).flatten() {
        Some(rest) => Cow::Owned(rest),
        None => name,
    };
    let name = match name {
        Cow::Borrowed(name) => Cow::Borrowed(trim(name)),
        Cow::Owned(name) if trim(&name).len() < name.len() => Cow::Owned(trim(&name).to_owned()),
        name => name,
    };
    let name = match marked.then(|| balance(&name)).flatten() {
        Some(balanced) => Cow::Owned(balanced),
        None => name,
    };
    if is_hollow(&name) { Cow::Borrowed("") } else { name }
}

/// Whether there may be quotes, brackets or titles in a name, which begin with these bytes, or spaces; else it is as it should
/// be. Names are joined six times a figure, and looking for each mark by itself took 5% of the time of the whole extraction.
fn is_marked(name: &str) -> bool {
    name.bytes().fold(false, |found, byte| found | matches!(byte, 0xE2 | 0xE3 | 0xEF | b'(' | b')' | b' '))
}

/// The words of a name one after another: a stretch of `text` where nothing between them is left out. And whether it
/// [is marked](is_marked).
fn joined<'t>(text: &'t str, atoms: &[Atom<'t>]) -> (Cow<'t, str>, bool) {
    let words = || {
        let kept =
            |(index, atom): &(usize, &Atom<'t>)| belongs_to_name(atom) || is_inside_word(atoms, *index);
        atoms.iter().enumerate().filter(kept).map(|(_, atom)| {
            // 收取了信息处理费
            let rest = atom.word.strip_prefix('了').filter(|rest| !rest.starts_with('解'));
            let word = rest.unwrap_or(atom.word);
            (atom.end() - word.len(), word)
        })
    };
    // Normalisation leaves no other white space inside a line.
    let spaced = |word: &str| memchr(b' ', word.as_bytes()).is_some();
    let mut stretch: Option<Range<usize>> = None;
    let together = words().all(|(start, word)| {
        let stretch = stretch.get_or_insert(start..start);
        let follows = stretch.end == start;
        stretch.end = start + word.len();
        follows
    });
    let whole = stretch.filter(|_| together).map_or("", |stretch| &text[stretch]);
    let marked = is_marked(whole);
    if together && !(marked && spaced(whole)) {
        return (Cow::Borrowed(whole), marked);
    }
    let mut name = String::with_capacity(atoms.iter().map(|atom| atom.word.len()).sum());
    for (_, word) in words() {
        if spaced(word) {
            name.extend(word.split(' '));
        } else {
            name.push_str(word);
        }
    }
    let marked = is_marked(&name);
    (Cow::Owned(name), marked)
}

/// 退耕*还*林, 叫好*又*叫座: what is a filler between words is none inside one.
fn is_inside_word(atoms: &[Atom<'_>], index: usize) -> bool {
    let open = |atom: &Atom<'_>| atom.class == Class::default() && !atom.time;
    let atom = &atoms[index];
    matches!(atom.word, "还" | "又" | "再" | "都" | "即")
        && index > 0
        && atoms.get(index + 1).is_some_and(|next| open(next) && next.start == atom.end())
        && open(&atoms[index - 1])
        && atoms[index - 1].end() == atom.start
}

fn belongs_to_name(atom: &Atom<'_>) -> bool {
    // Most words begin otherwise.
    static FIRST: CharSet = CharSet::of("力预有可拟将必应分已");
    let plan = || {
        FIRST.holds_at(atom.word, 0)
            && matches!(
                atom.word,
                "力争" | "预计" | "有望" | "可望" | "拟" | "将" | "必须" | "应当" | "分别" | "已有"
            )
    };
    !(atom.time || atom.class.is(Class::FILLER) || atom.class.is(Class::COMPARISON) || plan())
}

fn trim(name: &str) -> &str {
    // Few names begin or end in one of them.
    static EDGES: CharSet = CharSet::of("、的：:，,");
    let last = name.chars().next_back().is_some_and(|c| EDGES.contains(c));
    if last || EDGES.holds_at(name, 0) { name.trim_matches(|c| EDGES.contains(c)) } else { name }
}

/// `《甲办法》《乙规定》等规范性文件` → `规范性文件`: titles listed before 等 are examples of what is counted.
fn without_examples(name: &str) -> Option<String> {
    let (from, to) = (name.find('《')?, name.rfind("》等")?);
    (from < to).then(|| [&name[..from], &name[to + "》等".len()..]].concat())
}

/// Drops a bracket or quotation mark that lost its partner; nothing where each has one.
fn balance(name: &str) -> Option<String> {
    // How many more open than close, of each kind.
    let mut open = [0_i32; 4];
    for c in name.chars() {
        let (kind, more) = match c {
            '“' => (0, 1),
            '”' => (0, -1),
            '（' => (1, 1),
            '）' => (1, -1),
            '(' => (2, 1),
            ')' => (2, -1),
            '《' => (3, 1),
            '》' => (3, -1),
            _ => continue,
        };
        open[kind] += more;
    }
    if open == [0; 4] {
        return None;
    }
    let mut out = name.to_owned();
    for (pair, open) in [['“', '”'], ['（', '）'], ['(', ')'], ['《', '》']].iter().zip(open) {
        if open != 0 {
            out = out.replace(*pair, "");
        }
    }
    Some(out)
}

/// Splits a name of words of `text` into subject, verb and object at its first verb.
#[must_use]
pub fn split<'t>(text: &'t str, atoms: &[Atom<'t>]) -> Name<'t> {
    let verb = atoms.iter().position(|atom| atom.class.is(Class::VERB));
    let Some(first) = verb.filter(|first| is_agent(&atoms[..*first])) else {
        let scope = atoms.iter().take_while(|atom| atom.class.is(Class::SCOPE) && atoms.len() > 1).count();
        return Name {
            subject: join(text, &atoms[..scope]),
            verb: Cow::Borrowed(""),
            object: join(text, &atoms[scope..]),
        };
    };
    // 新培育, 新改造: one verb.
    let first = if first > 0 && atoms[first - 1].word == "新" { first - 1 } else { first };
    let mut last = first.max(verb.unwrap_or(first));
    while let Some(next) = atoms.get(last + 1) {
        // 制定并审查, 受理、办结, 新建和改造: a run of verbs.
        let word = next.word;
        let joins = next.class.is(Class::CONNECTOR) || matches!(word, "、" | "并" | "和" | "了");
        // 建成|运输机场: a verb that as often stands in a noun, with a noun behind it.
        let in_noun = next.class.is(Class::NOUN_VERB)
            && !matches!(next.word, "改造" | "建设" | "提升" | "治理" | "更新" | "扩建" | "整治" | "修缮")
            && atoms.get(last + 2).is_some_and(|behind| behind.class == Class::default() && !behind.time);
        if next.class.is(Class::VERB) && !in_noun {
            last += 1;
        } else if joins && atoms.get(last + 2).is_some_and(|atom| atom.class.is(Class::VERB)) {
            last += 2;
        } else {
            break;
        }
    }
    // 老旧小区改造开工|560个: a work and its stage, no agent.
    let work = matches!(atoms[first].word, "改造" | "建设" | "治理" | "整治" | "修复" | "搬迁");
    if work && first > 0 && last > first && last + 1 == atoms.len() {
        let scope = atoms.iter().take_while(|atom| atom.class.is(Class::SCOPE)).count();
        return Name {
            subject: join(text, &atoms[..scope]),
            verb: Cow::Borrowed(""),
            object: join(text, &atoms[scope..]),
        };
    }
    Name {
        subject: join(text, &atoms[..first]),
        verb: join(text, &atoms[first..=last]),
        object: join(text, &atoms[last + 1..]),
    }
}

/// Whether the words before a verb are who does it: then the verb opens the predicate; else it is part of a noun
/// (政府信息*公开*申请案件).
fn is_agent(before: &[Atom<'_>]) -> bool {
    static ENDS: WordSet = WordSet::of(&[
        "枢纽",
        "园区",
        "试验区",
        "先行区",
        "集群",
        "机场",
        "港",
        "基地",
        "局",
        "委",
        "办",
        "厂",
        "府",
        "厅",
        "部门",
        "单位",
        "机关",
        "会",
        "院",
        "公司",
        "企业",
        "热线",
        "信箱",
        "平台",
        "站",
        "各地",
        "财政",
        "县",
        "市",
        "区",
        "省",
        "镇",
        "乡",
        "中心",
        "银行",
        "法院",
        "检察院",
        "干部",
        "人员",
    ]);
    before.last().is_none_or(|last| {
        let word = last.word.trim_end_matches(['）', ')']);
        last.class.is(Class::SCOPE)
            || last.class.is(Class::FILLER)
            || last.time
            || word == "新" && before.len() == 1
            || ENDS.ends(word) && !word.ends_with("社会")
    })
}

/// Shortens a long left side to the verb phrase that ends it.
#[must_use]
pub fn tail<'a, 't>(atoms: &'a [Atom<'t>]) -> &'a [Atom<'t>] {
    /// Names this long are phrases of their own; longer ones carry a circumstance in front.
    const NAME_CHARS: usize = 20;
    // No character is shorter than a byte: a short name need not be counted.
    if atoms.iter().map(|atom| atom.word.len()).sum::<usize>() <= NAME_CHARS || chars(atoms) <= NAME_CHARS {
        return atoms;
    }
    let verbs = atoms.iter().enumerate().filter(|(_, atom)| atom.class.leads()).map(|(index, _)| index);
    for index in verbs {
        let rest = chars(&atoms[index..]);
        if rest <= NAME_CHARS && rest > atoms[index].chars() {
            return &atoms[index..];
        }
    }
    atoms
}

/// Whether the words behind a figure name it, rather than say what became of it.
#[must_use]
pub fn names(right: &[Atom<'_>]) -> bool {
    right.first().is_some_and(|first| {
        // 高职学校, 少先队: one character of change is more often the beginning of a noun.
        let changes = first.class.is(Class::CHANGE) || first.class.is(Class::DIFFERENCE);
        let state = Class::PASSIVE.is(first.class)
            || changes && first.chars() > 1
            || first.class.is(Class::COMPARISON)
            || first.class.is(Class::CONNECTOR)
            || first.class.is(Class::FILLER)
            || first.class.is(Class::MEASURE);
        !first.time && (!state || first.word == "的") && !first.word.starts_with(['、', '/', '—', '-'])
    })
}

/// The rule a name came by.
#[must_use]
pub fn rule(name: &Name<'_>, right: &[Atom<'_>]) -> Rule {
    match (name.is_empty(), right.is_empty()) {
        (_, false) => Rule::PreNominal,
        (false, true) => Rule::PostNominal,
        (true, true) => Rule::Inherited,
    }
}
