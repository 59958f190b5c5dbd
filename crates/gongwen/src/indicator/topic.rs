//! Topics: what the clauses without figures that stand before a figure are about, and who acts in them.
//!
//! `旅游业提质升级，|对GDP综合贡献率达33.4%` → topic `旅游业`; `松坪县司法局主动作为，|化解纠纷78件` → subject `松坪县司法局`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::clause;
use super::figure::Figure;
use super::inherit::Grant;
use super::left::{self, Left};
use super::name::{self, Atom};
use crate::document::Kind;
use crate::lexicon::{self, Class, Lexicon};
use crate::text::char_set::CharSet;
use crate::text::word_set::WordSet;
use crate::time::period::TimeExpression;

/// What the name of an agency, a place or a firm ends in.
static ACTORS: WordSet = WordSet::of(&[
    "局",
    "委",
    "厅",
    "厂",
    "部门",
    "法院",
    "检察院",
    "区",
    "县",
    "市",
    "镇",
    "乡",
    "州",
    "盟",
    "旗",
    "港",
    "园",
    "园区",
    "枢纽",
    "公司",
    "集团",
    "试验区",
    "先行区",
    "开发区",
    "新区",
    "市本级",
    "县本级",
]);

/// What the name of a zone or a line ends in.
static ZONES: WordSet = WordSet::of(&[
    "试验区",
    "先行区",
    "开发区",
    "示范区",
    "自贸港",
    "国际航空枢纽",
    "铁路",
    "集群",
    "产业园",
    "高新区",
]);

/// What a trade, a line or a body ends in.
static TRADES: WordSet =
    WordSet::of(&["业", "大开发", "铁路", "口岸", "机场", "枢纽", "园区", "政府", "公司", "银行"]);

/// What stands between a figure and the one before.
#[derive(Debug)]
pub struct Context<'t, 'x> {
    pub(super) text: &'t str,
    times: &'x [TimeExpression],
    /// All that stands between.
    between: Range<usize>,
    /// The last clause that holds no figure, cleaned or not yet.
    last: Option<Clause<'t>>,
    /// Who or where, where a clause since the last figure begins with one.
    pub subject: Option<Cow<'t, str>>,
    /// The topic and whether it is an object, once asked for: most figures name themselves.
    topic: OnceCell<(Cow<'t, str>, bool)>,
}

#[derive(Debug)]
enum Clause<'t> {
    Cleaned(Left<'t>),
    Raw(Range<usize>),
}

impl<'t, 'x> Context<'t, 'x> {
    /// Nothing between two figures.
    #[must_use]
    pub fn empty(text: &'t str, times: &'x [TimeExpression]) -> Self {
        Self { text, times, between: 0..0, last: None, subject: None, topic: OnceCell::new() }
    }

    /// What the clause before the figure's own is about, where that holds no figure; else empty.
    #[must_use]
    pub fn topic(&self) -> &Cow<'t, str> {
        &self.read().0
    }

    /// Whether the topic is the object of its clause's verb.
    #[must_use]
    pub fn topic_is_object(&self) -> bool {
        self.read().1
    }

    /// The topic where it is a measure and a colon parts it from the figure at `place`: 农民人均纯收入：|年均增长8%.
    pub(super) fn label(&self, place: usize) -> Option<&Cow<'t, str>> {
        if !self.text[..place].ends_with(['：', ':']) {
            return None;
        }
        let topic = self.topic();
        let measure =
            topic.ends_with(['率', '数']) || Lexicon::builtin().suffix(topic, Class::ATTRIBUTE).is_some();
        measure.then_some(topic)
    }

    /// The trade that a line has begun to tell of before a figure: `新材料产业瞄准高端化发力，…。…。|产值`.
    pub(super) fn trade(&self, line: Range<usize>) -> Option<&'t str> {
        // A passage, and not all of a line that never ends.
        const PASSAGE_BYTES: usize = 1800;
        let near =
            (line.end.saturating_sub(PASSAGE_BYTES)..line.end).find(|at| self.text.is_char_boundary(*at))?;
        let (passage, begins) = (&self.text[near.max(line.start)..line.end], near <= line.start);
        let mut sentences = passage.split(['。', '；']);
        // The first one may have begun before.
        let first = sentences.next().filter(|_| begins);
        sentences.rev().chain(first).find_map(opening_trade)
    }

    /// What a list that a colon opens at `place` measures: 主要产品产量：|粮食22万吨，油料1万吨.
    pub(super) fn announced(&self, place: usize) -> Option<&'t str> {
        static MEASURES: WordSet = WordSet::of(&["产量", "销量", "储量", "销售量", "播种面积"]);
        if self.between.is_empty() || !self.text[..place].ends_with(['：', ':']) {
            return None;
        }
        MEASURES.all(&self.text[self.between.clone()]).last().map(|(at, measure)| {
            let start = self.between.start + at;
            &self.text[start..start + measure.len()]
        })
    }

    /// Whether the topic may be an [`undertaking`]: most clauses hold the end of none, and need not be read.
    pub(super) fn may_undertake(&self) -> bool {
        match &self.last {
            Some(Clause::Cleaned(left)) => match left.atoms.as_slice() {
                [first, .., last] => TRADES.is_in(&self.text[first.start..last.end()]),
                atoms => atoms.iter().any(|atom| TRADES.is_in(atom.word)),
            },
            Some(Clause::Raw(range)) => TRADES.is_in(&self.text[range.clone()]),
            None => false,
        }
    }

    fn read(&self) -> &(Cow<'t, str>, bool) {
        self.topic.get_or_init(|| match &self.last {
            Some(Clause::Cleaned(left)) => topic_of(self.text, left),
            Some(Clause::Raw(range)) => {
                topic_of(self.text, &left::clean_left(self.text, range.clone(), self.times))
            }
            None => Default::default(),
        })
    }
}

/// Reads the clauses between the figure before and the `index`th.
#[must_use]
pub fn context<'t, 'x>(
    text: &'t str,
    sentence: &Range<usize>,
    figures: &[Figure<'_, 't>],
    times: &'x [TimeExpression],
    index: usize,
) -> Context<'t, 'x> {
    let figure = &figures[index];
    let start = index.checked_sub(1).map_or(sentence.start, |previous| {
        figures[previous].slot.right.end.max(figures[previous].slot.quantity.outer.end)
    });
    let end = figure.slot.left.start;
    let empty = Context::empty(text, times);
    if end <= start || figure.slot.boundary == clause::Boundary::Bracket {
        return empty;
    }
    let mut clauses = clauses(text, start..end);
    let Some(first) = clauses.next() else {
        return Context { subject: subject_of(text, &figure.left), ..empty };
    };
    let left = may_name_actor(&text[first.clone()]).then(|| left::clean_left(text, first.clone(), times));
    let subject = left.as_ref().and_then(|left| subject_of(text, left));
    // Mostly there is just one clause: its words are read once at most.
    let last = match (clauses.last(), left) {
        (Some(last), _) => Clause::Raw(last),
        (None, Some(left)) => Clause::Cleaned(left),
        (None, None) => Clause::Raw(first),
    };
    Context { subject, last: Some(last), between: start..end, ..empty }
}

/// Whether words stand in a clause that [`subject_of`] asks for: three clauses in four name nobody, and need not be read.
fn may_name_actor(clause: &str) -> bool {
    static LAST: LazyLock<Box<CharSet>> = LazyLock::new(|| {
        let names = ACTORS.last_characters().chain(ZONES.last_characters());
        CharSet::of_chars(names.chain(Lexicon::builtin().place_ends()))
    });
    let mut from = 0;
    while let Some((at, c)) = LAST.next(clause, from) {
        from = at + c.len_utf8();
        let words = &clause[..from];
        let place = || Lexicon::builtin().suffix(words, Class::SCOPE).is_some();
        if ACTORS.ends(words) || ZONES.ends(words) || place() {
            return true;
        }
    }
    false
}

/// The comma clauses of `range`, without the last comma.
fn clauses(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    static MARKS: CharSet = CharSet::of("，,：:；;。！");
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let start = at;
            let mark = MARKS.next(&text[..range.end], at);
            let body = text[at..mark.map_or(range.end, |(mark, _)| mark)].trim_end_matches(' ');
            at = mark.map_or(range.end, |(mark, c)| mark + c.len_utf8());
            let words = body.trim_start();
            if !words.is_empty() && !is_remark(words) {
                return Some(start..start + body.len());
            }
        }
        None
    })
}

/// `不包括上年结余在内`, `扣除物价因素`, `从中央到地方`: what is said between a subject and its predicate.
fn is_remark(clause: &str) -> bool {
    static REMARKS: WordSet = WordSet::of(&["不包括", "不含", "扣除", "剔除"]);
    REMARKS.begins(clause) || clause.starts_with('从') && clause.contains('到')
}

/// The noun a clause is about: its object where it begins with a verb, else what stands before its verb.
fn topic_of<'t>(text: &'t str, left: &Left<'t>) -> (Cow<'t, str>, bool) {
    let atoms = without_preposition(&left.atoms);
    let adverbs = atoms.iter().take_while(|atom| atom.class.is(Class::ADVERB)).count();
    let atoms = &atoms[adverbs..];
    let parts = name::split(text, atoms);
    if !parts.object.is_empty() && !parts.verb.is_empty() {
        let predicate =
            ["成效", "进展", "取得", "显著", "稳步"].iter().any(|word| parts.object.starts_with(word));
        return if predicate { (parts.subject, false) } else { (parts.object, true) };
    }
    // 主导制定国际标准: an adverb before the verb.
    if let [first, second, rest @ ..] = atoms
        && second.class.is(Class::VERB)
        && first.class == Class::default()
        && first.word.chars().count() <= 2
        && !rest.is_empty()
    {
        return (name::join(text, rest), true);
    }
    let predicate = atoms.iter().skip(1).position(|atom| atom.class.leads() || is_predicate(atom));
    (name::join(text, &atoms[..predicate.map_or(atoms.len(), |at| at + 1)]), false)
}

/// `对省级数字化车间、智能工厂` → without 对.
fn without_preposition<'x, 't>(atoms: &'x [Atom<'t>]) -> &'x [Atom<'t>] {
    match atoms {
        [first, rest @ ..]
            if matches!(first.word, "对" | "向" | "为" | "对于" | "围绕" | "针对" | "支持" | "鼓励") =>
        {
            rest
        }
        _ => atoms,
    }
}

/// Words that begin a predicate without being in the list of verbs.
fn is_predicate(atom: &Atom<'_>) -> bool {
    matches!(
        atom.word,
        "成为"
            | "是"
            | "具有"
            | "呈现"
            | "进入"
            | "继续"
            | "全面"
            | "不断"
            | "更加"
            | "进一步"
            | "初具"
            | "连跨"
            | "跨过"
            | "跨上"
            | "迈上"
            | "站上"
            | "跃上"
            | "迈过"
            | "实现"
            | "均"
    ) || atom.class.is(Class::CHANGE)
}

/// Who acts: an agency, a place or a zone at the very beginning of a clause.
fn subject_of<'t>(text: &'t str, left: &Left<'t>) -> Option<Cow<'t, str>> {
    let first = left.atoms.first()?;
    let word = first.word;
    if first.class.is_place() && is_place(&left.atoms) && left.atoms.len() > 1 {
        return Some(Cow::Borrowed(word));
    }
    let clause = &text[first.start..left.atoms.last()?.end()];
    // 加快建设示范区, 支持枢纽建设: an act upon one.
    let acts =
        first.class.is(Class::VERB) || first.class.is(Class::IMPERATIVE) || first.class.is(Class::ADVERB);
    if !acts && let Some(end) = named_zone(clause) {
        return Some(Cow::Borrowed(&clause[..end]));
    }
    let rest = left.atoms.get(1)?;
    let acts = rest.class.is(Class::VERB) || is_predicate(rest) || rest.class.is(Class::FILLER);
    let named = first.class == Class::default() && word.chars().count() >= 3 && ACTORS.ends(word);
    (acts && named).then(|| name::join(text, std::slice::from_ref(first)))
}

/// Whether a scope at the front says where, and is not part of a noun: 全国重点实验室, 全球首个航线.
#[must_use]
pub fn is_place(atoms: &[Atom<'_>]) -> bool {
    let Some((first, rest)) = atoms.split_first() else { return true };
    let predicate =
        |next: &Atom<'_>| next.class.leads() || next.class.is(Class::MEASURE) || next.class.is(Class::FILLER);
    !matches!(first.word, "全国" | "全球") || rest.first().is_some_and(predicate)
}

/// `陵水黎安国际教育创新试验区初具规模` → the length of the zone's name.
fn named_zone(word: &str) -> Option<usize> {
    let end = ZONES.find_end(word)?;
    ((4..=16).contains(&word[..end].chars().count())
        && end < word.len()
        && !word[..end].contains(['、', '“']))
    .then_some(end)
}

/// `旅游业提质升级` → `旅游业`: a trade, a line or a body that does what the next clause tells.
pub(super) fn undertaking(topic: &str) -> Option<&str> {
    const SHORTEST: usize = 3;
    let end = TRADES.find_end(topic)?;
    // An imperative opens an act of its own: 促进服务业提质.
    let lexicon = Lexicon::builtin();
    let acts = |token: lexicon::Token| {
        token.range.start == 0 && (token.class.is(Class::IMPERATIVE) || token.class.is(Class::VERB))
    };
    if lexicon.tokens(topic, 0..topic.len()).next().is_some_and(acts) {
        return None;
    }
    let body = &topic[..end];
    let named = body.chars().count() >= SHORTEST && !body.contains('、') && !body.ends_with("企业");
    named.then_some(body)
}

/// `新材料产业瞄准高端化发力，…` → `新材料产业`: the trade that a sentence begins to tell of.
pub(super) fn opening_trade(sentence: &str) -> Option<&str> {
    const TRADE: &str = "产业";
    const LONGEST: usize = 30;
    let at = sentence.find(TRADE).filter(|at| (1..=LONGEST).contains(at))?;
    let (trade, behind) = sentence.split_at(at + TRADE.len());
    static IN_NAME: CharSet = CharSet::of("的、和与及集链体园化投规增总基政转升工项，,。");
    let goes_on = behind.chars().next().is_none_or(|c| IN_NAME.contains(c));
    let plain = !trade.contains(['、', '，', ',', '“', '：']);
    (!goes_on && plain && !Lexicon::builtin().begins_with_imperative(trade)).then_some(trade)
}

/// `服务业支撑作用` → `服务业`: whose power it is.
pub(super) fn of_trade(topic: &str) -> &str {
    const POWERS: [&str; 7] = ["作用", "影响力", "竞争力", "实力", "水平", "提质", "活力"];
    let trade =
        undertaking(topic).filter(|trade| POWERS.iter().any(|power| topic[trade.len()..].contains(power)));
    trade.unwrap_or(topic)
}

/// Who or what a grant is for, and the grant: `对省内建成的二级节点项目省级按照投资额30%给予一次性奖补` → (省内建成的二级节点项目, 奖补).
#[must_use]
pub fn beneficiary(
    text: &str,
    sentence: &Range<usize>,
    figures: &[Figure<'_, '_>],
    times: &[TimeExpression],
) -> Option<Grant> {
    static GRANTS: WordSet =
        WordSet::of(&["奖补", "贴息", "奖励", "补助", "补贴", "资助", "资金支持", "补偿"]);
    static GIVES: WordSet = WordSet::of(&["给予", "按", "最高", "享受", "发放", "一次性"]);
    const BENEFICIARY_CHARS: usize = 40;
    const CONDITION_CHARS: usize = 24;
    let first = figures.first()?;
    let body = &text[sentence.clone()];
    // Of other figures no grant says anything, and its words are dear to look for.
    let money =
        |figure: &Figure<'_, '_>| matches!(figure.slot.quantity.kind, Some(Kind::Money | Kind::Percent));
    if !figures.iter().any(money) && !["期限", "面积"].iter().any(|word| body.contains(word)) {
        return None;
    }
    // One of these is in each of the words; 资, which some begin with, is in 投资 too.
    static IN_GRANTS: CharSet = CharSet::of("补奖贴助持");
    if !IN_GRANTS.is_in(body) {
        return None;
    }
    let words: Vec<(usize, &'static str)> =
        GRANTS.all(body).map(|(at, grant)| (sentence.start + at, grant)).collect();
    // 对新认定的企业，奖励20万元
    let rewards = || body.trim_start().starts_with('对');
    if words.is_empty() || !GIVES.is_in(body) && !rewards() {
        return None;
    }
    // 对年营业收入突破1亿元的企业，奖励50万元: whoever meets the condition.
    let condition = text[first.slot.left.start..first.slot.right.end].strip_prefix('对');
    static ENTITIES: WordSet =
        WordSet::of(&["企业", "单位", "项目", "个人", "机构", "人员", "家庭", "园区", "平台", "户", "的"]);
    let of = |right: &str| right.starts_with(['的', '（', '(']) && ENTITIES.ends(right.trim_end());
    if let Some(condition) = condition.filter(|_| of(&text[first.slot.right.clone()]))
        && (2..=CONDITION_CHARS).contains(&condition.chars().count())
    {
        return Some(Grant { beneficiary: condition.to_owned(), words, from: first.slot.right.end });
    }
    let start = sentence.start..first.slot.left.start;
    let clause = clauses(text, start.clone()).next();
    let range = match clause {
        // 对新认定的企业技术中心给予奖补，最高…: what is given is no part of whom it is given to.
        Some(clause) => {
            let words = &text[clause.clone()];
            let gives =
                ["给予", "按照", "一次性", "享受", "发放"].iter().filter_map(|word| words.find(word)).min();
            clause.start..gives.filter(|gives| *gives > 0).map_or(clause.end, |gives| clause.start + gives)
        }
        // 对…项目省级按照…: in the figure's own clause.
        None => {
            let own = &text[first.slot.left.clone()];
            let cut = ["省级", "市级", "县级", "区级", "按照", "按", "给予", "一次性", "由"]
                .iter()
                .filter_map(|word| own.find(word))
                .min()?;
            first.slot.left.start..first.slot.left.start + cut
        }
    };
    let left = left::clean_left(text, range, times);
    // 推动金融靠前服务…给予贴息: an act, not somebody.
    let act = |atom: &Atom<'_>| {
        atom.class.is(Class::IMPERATIVE)
            && !matches!(atom.word, "支持" | "鼓励" | "引导" | "实施" | "建设" | "培育")
    };
    if left.atoms.first().is_some_and(act) {
        return None;
    }
    let atoms = without_preposition(&left.atoms);
    let fits = |name: &Cow<'_, str>| (2..=BENEFICIARY_CHARS).contains(&name.chars().count());
    // A long condition is known by the object of its last verb: …上一年度购置关键研发设备及工具的.
    let last_verb = || {
        atoms
            .iter()
            .rposition(|atom| atom.class.is(Class::VERB))
            .map(|verb| name::join(text, &atoms[verb + 1..]))
    };
    let beneficiary = Some(name::join(text, atoms)).filter(fits).or_else(last_verb).filter(fits)?;
    Some(Grant { beneficiary: beneficiary.into_owned(), words, from: sentence.start })
}
